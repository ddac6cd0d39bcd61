"""What a ranking gives back: for each row asked for, its best columns in order."""

from dataclasses import dataclass

import numpy as np

from jobmatch.errors import RecipeError
from jobmatch.scores import Floats, Ints

__all__ = ["SCORE_SCALE", "TopN"]

SCORE_SCALE = 1_000_000
"""Scores are compared after rounding to 1 / SCORE_SCALE; equal ones are ordered by id."""


@dataclass(frozen=True, eq=False)
class TopN:
    """Best columns of each row, best first, as three aligned arrays.

    Parameters
    ----------
    rows : ndarray of int64, shape (k,)
        Row of each entry; the rows stand in the order they were asked for.
    columns : ndarray of int64, shape (k,)
        Column of each entry.
    ranks : ndarray of int64, shape (k,)
        Rank within the row, from 1.
    scores : ndarray of float64, shape (k,)
        Score rounded to 1e-6.
    """

    rows: Ints
    columns: Ints
    ranks: Ints
    scores: Floats

    def __len__(self) -> int:
        return len(self.rows)

    def at_least(self, min_score: float) -> "TopN":
        """Give the entries that score `min_score` or more; RecipeError outside [0, 1]."""
        if isinstance(min_score, bool) or not isinstance(min_score, int | float):
            raise RecipeError("min_score must be a number from 0 to 1")
        if not 0.0 <= min_score <= 1.0:
            raise RecipeError("min_score must lie from 0 to 1")
        kept = self.scores >= min_score
        return TopN(self.rows[kept], self.columns[kept], self.ranks[kept], self.scores[kept])

    @classmethod
    def join(cls, parts: "list[TopN]") -> "TopN":
        """The entries of all `parts`, one after another."""
        if not parts:
            none = np.zeros(0, dtype=np.int64)
            return cls(none, none, none, np.zeros(0))
        return cls(
            np.concatenate([part.rows for part in parts]),
            np.concatenate([part.columns for part in parts]),
            np.concatenate([part.ranks for part in parts]),
            np.concatenate([part.scores for part in parts]),
        )
