"""Top-N of a score matrix: engines that agree to the bit, and one tie rule.

An engine is a function like `reference_top_n`. A faster one is added to `ENGINES`; the contract
tests then hold it to the reference, entry by entry, over random recipes and tables.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

import numpy as np

from jobmatch.errors import RecipeError
from jobmatch.ranking.reference import blocks, reference_top_n
from jobmatch.ranking.topn import SCORE_SCALE, TopN
from jobmatch.scores import GatedScores, Ints

__all__ = ["ENGINES", "SCORE_SCALE", "Engine", "TopN", "blocks", "id_order", "top_n"]


class Engine(Protocol):
    """A way to find the top-N; all ways give the same entries, bit for bit."""

    def __call__(self, scores: GatedScores, n: int, rows: Ints, order: Ints) -> TopN:
        """Best `n` open columns of each of `rows`; see `reference_top_n`."""


ENGINES: Mapping[str, Engine] = MappingProxyType({"reference": reference_top_n})


def top_n(
    scores: GatedScores, n: int, *, rows: Ints, order: Ints, engine: str = "reference"
) -> TopN:
    """Best `n` columns of each row: higher score first (rounded to 1e-6), then `order`.

    Parameters
    ----------
    scores : GatedScores
        The scores and gates of all pairs.
    n : int
        Most entries a row, at least 1.
    rows : ndarray of int64
        Rows asked for.
    order : ndarray of int64, shape (m,)
        Place of each column in the order of ids.
    engine : str, default "reference"
        A name in `ENGINES`.

    Raises
    ------
    RecipeError
        Where `n` is no whole number of at least 1 or the engine is not known.
    """
    if isinstance(n, bool) or not isinstance(n, int | np.integer) or n < 1:
        raise RecipeError("n (top_n) must be a whole number of at least 1, such as n=3")
    if engine not in ENGINES:
        raise RecipeError(f"engine must be one of {', '.join(ENGINES)}")
    return ENGINES[engine](scores, int(n), rows, order)


def id_order(ids: "np.ndarray[tuple[int], np.dtype[np.object_]]") -> Ints:
    """Place of each id in the sorted order of all ids (by code point), shape (len(ids),)."""
    order = np.empty(len(ids), dtype=np.int64)
    order[np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)] = np.arange(
        len(ids)
    )
    return order
