"""What a set of lists does to the other side: who is reached, and how evenly."""

import numpy as np
import numpy.typing as npt

from jobmatch.errors import RecipeError
from jobmatch.referrals import Referrals

__all__ = ["coverage", "gini"]


def coverage(referrals: Referrals) -> float:
    """Share of the other side that stands in at least one list, from 0 to 1.

    Parameters
    ----------
    referrals : Referrals
        Lists for seekers (the share of jobs is told) or for jobs (the share of seekers).
    """
    rows, others = (
        (referrals.job_rows, referrals.jobs)
        if referrals.whose == "seekers"
        else (referrals.seeker_rows, referrals.seekers)
    )
    return len(np.unique(rows)) / len(others) if len(others) else 0.0


def gini(counts: npt.ArrayLike) -> float:
    """How unevenly counts are spread: 0 where all are equal, towards 1 where one has all.

    Parameters
    ----------
    counts : array_like of float
        Non-negative counts, such as the referrals each job receives, zeros included.

    Notes
    -----
    G = sum((2 k - n - 1) x_k) / (n sum(x)) over the counts x in ascending order, k from 1.

    Examples
    --------
    >>> gini([1, 1, 1, 1]), gini([0, 0, 0, 4])
    (0.0, 0.75)
    """
    ordered = np.sort(np.asarray(counts, dtype=np.float64))
    if ordered.ndim != 1 or (len(ordered) and ordered[0] < 0):
        raise RecipeError("counts must be a list of numbers that are not negative")
    total = ordered.sum()
    if not total:
        return 0.0
    place = np.arange(1, len(ordered) + 1)
    return float(((2 * place - len(ordered) - 1) * ordered).sum() / (len(ordered) * total))
