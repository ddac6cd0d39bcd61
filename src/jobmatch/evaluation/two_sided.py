"""What a set of lists does to both sides: who is reached, how evenly, and who is told of whom."""

import math

import numpy as np
import numpy.typing as npt

from jobmatch.errors import RecipeError
from jobmatch.referrals import Referrals

__all__ = ["coverage", "gini", "mutual", "received", "served", "top_share"]


def received(referrals: Referrals) -> npt.NDArray[np.int64]:
    """How many lists each record of the other side stands in, zeros included.

    Parameters
    ----------
    referrals : Referrals
        Lists for seekers (jobs are counted) or for jobs (seekers are counted).

    Returns
    -------
    ndarray of int64
        One count a record, in the order of that table.
    """
    rows, others = (
        (referrals.job_rows, referrals.jobs)
        if referrals.whose == "seekers"
        else (referrals.seeker_rows, referrals.seekers)
    )
    return np.bincount(rows, minlength=len(others)).astype(np.int64)


def coverage(referrals: Referrals) -> float:
    """Share of the other side that stands in at least one list, from 0 to 1.

    Parameters
    ----------
    referrals : Referrals
        Lists for seekers (the share of jobs is told) or for jobs (the share of seekers).
    """
    counts = received(referrals)
    return float((counts > 0).mean()) if len(counts) else 0.0


def served(referrals: Referrals) -> float:
    """Share of the side the lists are for whose list is not empty, from 0 to 1.

    Parameters
    ----------
    referrals : Referrals
        Lists for seekers (the share of seekers is told) or for jobs (the share of jobs). Records
        whose lists were not asked for count as not served.
    """
    rows, owners = (
        (referrals.seeker_rows, referrals.seekers)
        if referrals.whose == "seekers"
        else (referrals.job_rows, referrals.jobs)
    )
    return len(np.unique(rows)) / len(owners) if len(owners) else 0.0


def mutual(for_seekers: Referrals, for_jobs: Referrals) -> float:
    """Share of all referred pairs that stand in the lists of both sides, from 0 to 1.

    Such a pair has two good reasons to call: each is among the best the other can have.

    Parameters
    ----------
    for_seekers, for_jobs : Referrals
        The two sides' lists over the same two tables.

    Raises
    ------
    RecipeError
        Where the first are not lists for seekers and the second lists for jobs.

    Notes
    -----
    |A & B| / |A | B| of the two sets of pairs (Jaccard); 0 where there is no pair.
    """
    if (for_seekers.whose, for_jobs.whose) != ("seekers", "jobs"):
        raise RecipeError("mutual takes the lists for seekers first and those for jobs second")
    ours, theirs = _pairs(for_seekers), _pairs(for_jobs)
    either = ours | theirs
    return len(ours & theirs) / len(either) if either else 0.0


def gini(counts: npt.ArrayLike) -> float:
    """How unevenly counts are spread: 0 where all are equal, towards 1 where one has all.

    Parameters
    ----------
    counts : array_like of float
        Non-negative counts, such as `received`, zeros included.

    Notes
    -----
    G = sum((2 k - n - 1) x_k) / (n sum(x)) over the counts x in ascending order, k from 1.

    Examples
    --------
    >>> gini([1, 1, 1, 1]), gini([0, 0, 0, 4])
    (0.0, 0.75)
    """
    ordered = _ascending(counts)
    total = ordered.sum()
    if not total:
        return 0.0
    place = np.arange(1, len(ordered) + 1)
    return float(((2 * place - len(ordered) - 1) * ordered).sum() / (len(ordered) * total))


def top_share(counts: npt.ArrayLike, *, share: float = 0.1) -> float:
    """Share of everything counted that falls to the most counted few, from 0 to 1.

    Parameters
    ----------
    counts : array_like of float
        Non-negative counts, such as `received`, zeros included.
    share : float, default 0.1
        Which few: this share of the records, rounded up.

    Raises
    ------
    RecipeError
        Where `share` does not lie above 0 and up to 1.

    Examples
    --------
    >>> top_share([0, 1, 1, 2, 6], share=0.2)
    0.6
    """
    if not 0.0 < share <= 1.0:
        raise RecipeError("share must lie above 0 and up to 1")
    ordered = _ascending(counts)
    few = math.ceil(round(share * len(ordered), 9))  # 0.07 * 100 is a hair above 7
    total = ordered.sum()
    return float(ordered[len(ordered) - few :].sum() / total) if total else 0.0


def _ascending(counts: npt.ArrayLike) -> npt.NDArray[np.float64]:
    ordered = np.sort(np.asarray(counts, dtype=np.float64))
    if ordered.ndim != 1 or not (ordered >= 0).all():
        raise RecipeError("counts must be a list of numbers that are not negative")
    return ordered


def _pairs(referrals: Referrals) -> set[tuple[str, str]]:
    seekers = referrals.seekers.ids[referrals.seeker_rows]
    jobs = referrals.jobs.ids[referrals.job_rows]
    return set(zip(seekers.tolist(), jobs.tolist(), strict=True))
