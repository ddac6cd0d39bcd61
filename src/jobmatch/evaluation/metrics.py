"""Ranking metrics of one list against graded judgements.

A list is a sequence of ids, best first, without ties: `jobmatch` orders equal scores by id. What
was not judged counts as grade 0.
"""

import math
from collections.abc import Collection, Mapping, Sequence

from jobmatch.errors import RecipeError

__all__ = ["average_precision", "ndcg", "recall", "reciprocal_rank"]


def ndcg(ranking: Sequence[str], grades: Mapping[str, float], *, n: int = 10) -> float:
    """How near the first `n` come to the best order there could be, from 0 to 1.

    Parameters
    ----------
    ranking : sequence of str
        Ids, best first.
    grades : mapping of str to float
        Judged grade of each id; others have 0.
    n : int, default 10
        Places that count.

    Returns
    -------
    float
        0.0 where nothing has a grade above 0.

    Notes
    -----
    DCG = sum((2 ** grade - 1) / log2(place + 1)) over the first `n`, divided by that of the ideal
    order (Järvelin and Kekäläinen 2002, with exponential gain).

    Examples
    --------
    >>> round(ndcg(["b", "a"], {"a": 3, "b": 1}), 3)
    0.71
    """
    _check(ranking, n)
    best = sorted(grades.values(), reverse=True)
    ideal = _gain(best[:n])
    return _gain([grades.get(one, 0.0) for one in ranking[:n]]) / ideal if ideal else 0.0


def average_precision(ranking: Sequence[str], relevant: Collection[str]) -> float:
    """Mean of the precision at each relevant place, from 0 to 1; its mean over queries is MAP.

    Parameters
    ----------
    ranking : sequence of str
        Ids, best first.
    relevant : collection of str
        Ids that are relevant; those missing from the ranking count as never found.

    Examples
    --------
    >>> average_precision(["a", "x", "b"], {"a", "b"})
    0.8333333333333333
    """
    _check(ranking, 1)
    wanted, found, total = set(relevant), 0, 0.0
    for place, one in enumerate(ranking, 1):
        if one in wanted:
            found += 1
            total += found / place
    return total / len(wanted) if wanted else 0.0


def recall(ranking: Sequence[str], relevant: Collection[str], *, n: int = 10) -> float:
    """Share of what is relevant among the first `n`, from 0 to 1.

    Parameters
    ----------
    ranking : sequence of str
        Ids, best first.
    relevant : collection of str
        Ids that are relevant.
    n : int, default 10
        Places that count.

    Examples
    --------
    >>> recall(["a", "x", "b"], {"a", "b"}, n=2)
    0.5
    """
    _check(ranking, n)
    wanted = set(relevant)
    return len(wanted.intersection(ranking[:n])) / len(wanted) if wanted else 0.0


def reciprocal_rank(ranking: Sequence[str], relevant: Collection[str]) -> float:
    """One over the place of the first relevant id, 0 where there is none.

    Parameters
    ----------
    ranking : sequence of str
        Ids, best first.
    relevant : collection of str
        Ids that are relevant.

    Examples
    --------
    >>> reciprocal_rank(["x", "a"], {"a", "b"})
    0.5
    """
    _check(ranking, 1)
    wanted = set(relevant)
    return next((1.0 / place for place, one in enumerate(ranking, 1) if one in wanted), 0.0)


def _gain(grades: Sequence[float]) -> float:
    return math.fsum((2.0**grade - 1.0) / math.log2(k + 2) for k, grade in enumerate(grades))


def _check(ranking: Sequence[str], n: int) -> None:
    if n < 1:
        raise RecipeError("n must be a whole number of at least 1")
    if len(set(ranking)) != len(ranking):
        raise RecipeError("a ranking must name each id once; drop the repeated ones")
