"""Weights from what became of referrals: outcomes read, weights learned, the gain held out."""

from jobmatch.tuning.outcomes import Outcomes, read_outcomes
from jobmatch.tuning.tuned import Tuning, tuning_of

__all__ = ["Outcomes", "Tuning", "read_outcomes", "tuning_of"]
