"""Top-N of a score matrix in plain numpy, a block of rows at a time: the truth."""

from collections.abc import Iterator

import numpy as np

from jobmatch.ranking.topn import SCORE_SCALE, TopN
from jobmatch.scores import GatedScores, Ints

__all__ = ["blocks", "reference_top_n"]

_CELLS_PER_BLOCK = 1_000_000


def reference_top_n(scores: GatedScores, n: int, rows: Ints, order: Ints) -> TopN:
    """Best `n` columns of each row that no gate excludes: higher score first, then `order`.

    Parameters
    ----------
    scores : GatedScores
        The scores and gates of all pairs.
    n : int
        Most entries a row.
    rows : ndarray of int64
        Rows asked for.
    order : ndarray of int64, shape (m,)
        Place of each column in the order of ids, which decides between equal scores.

    Notes
    -----
    Memory is a few blocks of 10**6 numbers, whatever the size of the matrix.
    """
    width = scores.shape[1]
    return TopN.join([_block(scores, n, part, order) for part in blocks(rows, width)])


def blocks(rows: Ints, width: int) -> Iterator[Ints]:
    """`rows` in consecutive parts of about 10**6 cells each."""
    height = max(1, _CELLS_PER_BLOCK // max(1, width))
    for start in range(0, len(rows), height):
        yield rows[start : start + height]


def _block(scores: GatedScores, n: int, rows: Ints, order: Ints) -> TopN:
    width = scores.shape[1]
    # One integer holds the whole order, higher is better: the rounded score, then the place of
    # the id. Integers are distinct within a row, so that any selection is exact and stable.
    rounded = np.rint(scores.block(rows) * SCORE_SCALE).astype(np.int64)
    keys = rounded * width + (width - 1 - order)[None, :]
    keys = np.where(scores.open(rows), keys, np.int64(-1))
    kept = min(n, width)
    if kept < width:
        chosen = np.argpartition(keys, width - kept, axis=1)[:, width - kept :]
    else:
        chosen = np.broadcast_to(np.arange(width), keys.shape)
    best = np.take_along_axis(keys, chosen, axis=1)
    sort = np.argsort(-best, axis=1, kind="stable")
    chosen = np.take_along_axis(chosen, sort, axis=1)
    best = np.take_along_axis(best, sort, axis=1)
    found = best >= 0
    ranks = np.broadcast_to(np.arange(1, kept + 1), best.shape)
    return TopN(
        np.repeat(rows, found.sum(axis=1)),
        chosen[found].astype(np.int64),
        ranks[found].astype(np.int64),
        (best[found] // max(1, width)) / SCORE_SCALE,
    )
