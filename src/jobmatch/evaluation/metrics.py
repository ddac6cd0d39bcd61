"""Ranking metrics of one list against graded judgments.

A list is a sequence of ids, best first. `jobmatch` orders equal scores by id, so its lists have no
ties; where another ranker leaves ids equal, `scores` tells which, and each metric then is its mean
over all orders of the tied ids (McSherry and Najork 2008). What was not judged counts as grade 0.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence

from jobmatch.errors import RecipeError

__all__ = ["average_precision", "ndcg", "precision", "recall", "reciprocal_rank"]

Scores = Sequence[float] | None


def ndcg(
    ranking: Sequence[str], grades: Mapping[str, float], *, n: int = 10, scores: Scores = None
) -> float:
    """How near the first `n` come to the best order there could be, from 0 to 1.

    Parameters
    ----------
    ranking : sequence of str
        Ids, best first.
    grades : mapping of str to float
        Judged grade of each id; others have 0.
    n : int, default 10
        Places that count.
    scores : sequence of float, optional
        Score of each id of `ranking`; equal ones are ties. Without it there are none.

    Returns
    -------
    float
        0.0 where nothing has a grade above 0.

    Notes
    -----
    DCG = sum((2 ** grade - 1) / log2(place + 1)) over the first `n`, divided by that of the ideal
    order (Järvelin and Kekäläinen 2002, with exponential gain). Tied ids share the mean of their
    gains.

    Examples
    --------
    >>> round(ndcg(["b", "a"], {"a": 3, "b": 1}), 3)
    0.71
    >>> round(ndcg(["b", "a"], {"a": 3, "b": 1}, scores=[0.5, 0.5]), 3)
    0.855
    """
    _check(ranking, n, scores)
    best = sorted((2.0**grade - 1.0 for grade in grades.values()), reverse=True)[:n]
    ideal = math.fsum(gain * _discount(place) for place, gain in enumerate(best))
    if not ideal:
        return 0.0
    total = 0.0
    for start, stop in _ties(ranking, scores, n):
        gain = math.fsum(2.0 ** grades.get(one, 0.0) - 1.0 for one in ranking[start:stop])
        places = math.fsum(_discount(place) for place in range(start, min(stop, n)))
        total += gain / (stop - start) * places
    return total / ideal


def average_precision(
    ranking: Sequence[str], relevant: Collection[str], *, scores: Scores = None
) -> float:
    """Mean of the precision at each relevant place, from 0 to 1; its mean over queries is MAP.

    Parameters
    ----------
    ranking : sequence of str
        Ids, best first.
    relevant : collection of str
        Ids that are relevant; those missing from the ranking count as never found.
    scores : sequence of float, optional
        Score of each id of `ranking`; equal ones are ties. Without it there are none.

    Notes
    -----
    Of t tied ids, r of them relevant, behind s others with h relevant, the i-th is relevant with
    probability r / t, and then h + 1 + (i - 1) (r - 1) / (t - 1) are expected up to it.

    Examples
    --------
    >>> average_precision(["a", "x", "b"], {"a", "b"})
    0.8333333333333333
    >>> average_precision(["x", "a"], {"a"}, scores=[0.5, 0.5])
    0.75
    """
    _check(ranking, 1, scores)
    wanted, found, total = set(relevant), 0, 0.0
    for start, stop in _ties(ranking, scores, len(ranking)):
        tied, hits = stop - start, sum(one in wanted for one in ranking[start:stop])
        if not hits:
            continue
        step = (hits - 1) / (tied - 1) if tied > 1 else 0.0
        total += (hits / tied) * math.fsum(
            (found + 1 + at * step) / (start + at + 1) for at in range(tied)
        )
        found += hits
    return total / len(wanted) if wanted else 0.0


def precision(
    ranking: Sequence[str], relevant: Collection[str], *, n: int = 10, scores: Scores = None
) -> float:
    """Share of the first `n` places that hold what is relevant, from 0 to 1.

    Parameters
    ----------
    ranking : sequence of str
        Ids, best first; places beyond its end hold nothing.
    relevant : collection of str
        Ids that are relevant.
    n : int, default 10
        Places that count.
    scores : sequence of float, optional
        Score of each id of `ranking`; equal ones are ties. Without it there are none.

    Examples
    --------
    >>> precision(["a", "x", "b"], {"a", "b"}, n=2)
    0.5
    """
    return _hits(ranking, set(relevant), n, scores) / n


def recall(
    ranking: Sequence[str], relevant: Collection[str], *, n: int = 10, scores: Scores = None
) -> float:
    """Share of what is relevant among the first `n`, from 0 to 1.

    Parameters
    ----------
    ranking : sequence of str
        Ids, best first.
    relevant : collection of str
        Ids that are relevant.
    n : int, default 10
        Places that count.
    scores : sequence of float, optional
        Score of each id of `ranking`; equal ones are ties. Without it there are none.

    Examples
    --------
    >>> recall(["a", "x", "b"], {"a", "b"}, n=2)
    0.5
    """
    wanted = set(relevant)
    return _hits(ranking, wanted, n, scores) / len(wanted) if wanted else 0.0


def reciprocal_rank(
    ranking: Sequence[str], relevant: Collection[str], *, scores: Scores = None
) -> float:
    """One over the place of the first relevant id, 0 where there is none.

    Parameters
    ----------
    ranking : sequence of str
        Ids, best first.
    relevant : collection of str
        Ids that are relevant.
    scores : sequence of float, optional
        Score of each id of `ranking`; equal ones are ties. Without it there are none.

    Examples
    --------
    >>> reciprocal_rank(["x", "a"], {"a", "b"})
    0.5
    >>> reciprocal_rank(["x", "a"], {"a"}, scores=[0.5, 0.5])
    0.75
    """
    _check(ranking, 1, scores)
    wanted = set(relevant)
    for start, stop in _ties(ranking, scores, len(ranking)):
        hits = sum(one in wanted for one in ranking[start:stop])
        if hits:
            return _first_of(start, stop - start, hits)
    return 0.0


def _first_of(start: int, tied: int, hits: int) -> float:
    """Mean of 1 / place of the first of `hits` among `tied` ids behind `start` others."""
    chance, total = hits / tied, 0.0
    for at in range(tied - hits + 1):
        total += chance / (start + at + 1)
        chance *= (tied - at - hits) / max(tied - at - 1, 1)
    return total


def _hits(ranking: Sequence[str], wanted: set[str], n: int, scores: Scores) -> float:
    """Relevant ids expected among the first `n`."""
    _check(ranking, n, scores)
    return math.fsum(
        sum(one in wanted for one in ranking[start:stop]) * (min(stop, n) - start) / (stop - start)
        for start, stop in _ties(ranking, scores, n)
    )


def _discount(place: int) -> float:
    return 1.0 / math.log2(place + 2)


def _ties(ranking: Sequence[str], scores: Scores, n: int) -> Iterator[tuple[int, int]]:
    """Start and stop of each run of equal scores that reaches into the first `n` places."""
    start = 0
    while start < min(n, len(ranking)):
        stop = start + 1
        while scores is not None and stop < len(scores) and scores[stop] == scores[start]:
            stop += 1
        yield start, stop
        start = stop


def _check(ranking: Sequence[str], n: int, scores: Scores) -> None:
    if n < 1:
        raise RecipeError("n must be a whole number of at least 1")
    if len(set(ranking)) != len(ranking):
        raise RecipeError("a ranking must name each id once; drop the repeated ones")
    if scores is None:
        return
    if len(scores) != len(ranking):
        raise RecipeError("scores must hold one number for each id of the ranking")
    # Written so that a number that is not comparable (NaN) is refused as well.
    if not all(scores[k] >= scores[k + 1] for k in range(len(scores) - 1)):
        raise RecipeError("scores must not rise along the ranking; sort both, best first")
