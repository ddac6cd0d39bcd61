"""How good rankings are: against judgments, and for both sides of the market."""

from jobmatch.evaluation.metrics import (
    average_precision,
    ndcg,
    precision,
    recall,
    reciprocal_rank,
)
from jobmatch.evaluation.resampling import Interval, bootstrap, paired_difference
from jobmatch.evaluation.two_sided import coverage, gini, mutual, received, served, top_share

__all__ = [
    "Interval",
    "average_precision",
    "bootstrap",
    "coverage",
    "gini",
    "mutual",
    "ndcg",
    "paired_difference",
    "precision",
    "recall",
    "received",
    "reciprocal_rank",
    "served",
    "top_share",
]
