"""How good rankings are: against judgements, and for both sides of the market."""

from jobmatch.evaluation.metrics import (
    average_precision,
    ndcg,
    recall,
    reciprocal_rank,
)
from jobmatch.evaluation.resampling import Interval, bootstrap
from jobmatch.evaluation.two_sided import coverage, gini

__all__ = [
    "Interval",
    "average_precision",
    "bootstrap",
    "coverage",
    "gini",
    "ndcg",
    "recall",
    "reciprocal_rank",
]
