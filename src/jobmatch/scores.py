"""Score matrices that are never built: seekers down, jobs across, every value in [0, 1].

A feature writes its scores as one of a closed set of kinds (`DotScores`, `TableScores`,
`RampScores`, `FunctionScores`); the matcher joins them (`WeightedScores`, `GatedScores`). Each kind
can give a block of rows, aligned pairs, and its transpose, and nothing holds n x m numbers. All
arithmetic is elementwise or sparse and in a fixed order, so that a value never depends on the
block it was computed in, on the direction asked, or on the number of threads.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

__all__ = [
    "COMBINATIONS",
    "Bools",
    "Combination",
    "DotScores",
    "Floats",
    "FunctionScores",
    "GatedScores",
    "Ints",
    "PartScores",
    "RampScores",
    "ScoreMatrix",
    "TableScores",
    "WeightedScores",
    "enough_known",
]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Combination = Literal["geometric", "harmonic", "mean"]


class ScoreMatrix(ABC):
    """n x m scores in [0, 1] that can be asked for by block of rows or by pair."""

    @property
    @abstractmethod
    def shape(self) -> tuple[int, int]:
        """Number of rows and of columns."""

    @abstractmethod
    def block(self, rows: Ints) -> Floats:
        """Scores of `rows` against every column, shape (len(rows), m), float64 in [0, 1]."""

    @abstractmethod
    def pairs(self, rows: Ints, columns: Ints) -> Floats:
        """Scores of the aligned pairs (rows[k], columns[k]), shape (k,)."""

    @property
    @abstractmethod
    def T(self) -> "ScoreMatrix":  # noqa: N802 - numpy's name for the transpose
        """The same scores seen from the other side: `x.T.block(j)[0][i] == x.block(i)[0][j]`."""


@dataclass(frozen=True, eq=False)
class PartScores(ScoreMatrix):
    """Scores of one feature: a raw value where both sides are known, `missing` elsewhere.

    Parameters
    ----------
    known_rows, known_columns : ndarray of bool, shape (n,) and (m,)
        Where each side says enough for the feature to judge.
    missing : float
        Score in [0, 1] of every pair with an unknown side.
    """

    known_rows: Bools
    known_columns: Bools
    missing: float

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and of columns."""
        return len(self.known_rows), len(self.known_columns)

    def block(self, rows: Ints) -> Floats:
        """Scores of `rows` against every column, shape (len(rows), m)."""
        return np.where(self.known_block(rows), self._raw_block(rows), self.missing)

    def pairs(self, rows: Ints, columns: Ints) -> Floats:
        """Scores of the aligned pairs, shape (k,)."""
        return np.where(self.known(rows, columns), self._raw_pairs(rows, columns), self.missing)

    def known_block(self, rows: Ints) -> Bools:
        """Whether the score rests on known cells, `rows` against every column."""
        return self.known_rows[rows, None] & self.known_columns[None, :]

    def known(self, rows: Ints, columns: Ints) -> Bools:
        """Whether the scores of the aligned pairs rest on known cells, shape (k,)."""
        return self.known_rows[rows] & self.known_columns[columns]

    @abstractmethod
    def _raw_block(self, rows: Ints) -> Floats: ...

    @abstractmethod
    def _raw_pairs(self, rows: Ints, columns: Ints) -> Floats: ...

    @property
    def T(self) -> Self:  # noqa: N802
        """The same scores seen from the other side."""
        return replace(
            self,
            known_rows=self.known_columns,
            known_columns=self.known_rows,
            **self._transposed(),  # type: ignore[arg-type]
        )

    @abstractmethod
    def _transposed(self) -> dict[str, object]: ...


@dataclass(frozen=True, eq=False)
class DotScores(PartScores):
    """score[i, j] = min(1, left[i] . right[j]) for non-negative sparse rows.

    Parameters
    ----------
    left, right : csr_array of float64, shape (n, k) and (m, k)
        Non-negative rows with sorted indices; the products are summed in the order of the indices,
        so that the sum has the same bits in both directions.
    """

    left: csr_array
    right: csr_array

    @cached_property
    def _columns(self) -> csr_array:
        return csr_array(self.right.T.tocsr())

    def _raw_block(self, rows: Ints) -> Floats:
        return np.asarray(np.minimum((self.left[rows] @ self._columns).toarray(), 1.0))

    def _raw_pairs(self, rows: Ints, columns: Ints) -> Floats:
        products = csr_array(self.left[rows].multiply(self.right[columns]))
        products.sort_indices()
        return np.asarray(np.minimum(products @ np.ones(products.shape[1]), 1.0))

    def _transposed(self) -> dict[str, object]:
        return {"left": self.right, "right": self.left}


@dataclass(frozen=True, eq=False)
class TableScores(PartScores):
    """score[i, j] = table[left[i], right[j]]: both sides fall into classes.

    Parameters
    ----------
    left, right : ndarray of int64, shape (n,) and (m,)
        Class of each row and of each column.
    table : ndarray of float64, shape (classes of left, classes of right)
        Score in [0, 1] of each pair of classes.
    settled : ndarray of bool, of the shape of `table`
        Pairs of classes that are certain although a side is unknown: who asks for no schooling
        is content with anyone's.
    """

    left: Ints
    right: Ints
    table: Floats
    settled: Bools

    def known_block(self, rows: Ints) -> Bools:
        """Whether the score rests on known cells or is settled without them."""
        settled = self.settled[self.left[rows]][:, self.right]
        return np.asarray(super().known_block(rows) | settled)

    def known(self, rows: Ints, columns: Ints) -> Bools:
        """Whether the scores of the aligned pairs rest on known cells or are settled."""
        settled = self.settled[self.left[rows], self.right[columns]]
        return np.asarray(super().known(rows, columns) | settled)

    def _raw_block(self, rows: Ints) -> Floats:
        return self.table[self.left[rows]][:, self.right]

    def _raw_pairs(self, rows: Ints, columns: Ints) -> Floats:
        return self.table[self.left[rows], self.right[columns]]

    def _transposed(self) -> dict[str, object]:
        return {
            "left": self.right,
            "right": self.left,
            "table": self.table.T,
            "settled": self.settled.T,
        }


@dataclass(frozen=True, eq=False)
class RampScores(PartScores):
    """0 up to a lower bound, 1 from an upper bound on, rising evenly between.

    score = clip((value - lower) / (upper - lower), 0, 1), a step where the bounds are equal. One
    side brings the bounds, the other the value.

    Parameters
    ----------
    lower, upper : ndarray of float64, shape (n,) or (m,)
        Bounds, lower <= upper.
    value : ndarray of float64, shape (m,) or (n,)
        What is compared with the bounds.
    bounds_on_rows : bool
        True where the rows bring the bounds.
    """

    lower: Floats
    upper: Floats
    value: Floats
    bounds_on_rows: bool = True

    def _raw_block(self, rows: Ints) -> Floats:
        if self.bounds_on_rows:
            return _ramp(self.lower[rows, None], self.upper[rows, None], self.value[None, :])
        return _ramp(self.lower[None, :], self.upper[None, :], self.value[rows, None])

    def _raw_pairs(self, rows: Ints, columns: Ints) -> Floats:
        bounds, value = (rows, columns) if self.bounds_on_rows else (columns, rows)
        return _ramp(self.lower[bounds], self.upper[bounds], self.value[value])

    def _transposed(self) -> dict[str, object]:
        return {"bounds_on_rows": not self.bounds_on_rows}


def _ramp(lower: Floats, upper: Floats, value: Floats) -> Floats:
    width = upper - lower
    # Unknown cells are NaN, and the known mask covers them; a hair-thin ramp is a step.
    with np.errstate(invalid="ignore", over="ignore"):
        step = (value >= upper).astype(np.float64)
        slope = np.clip((value - lower) / np.where(width > 0, width, 1.0), 0.0, 1.0)
        return np.where(width > 0, slope, step)


@dataclass(frozen=True, eq=False)
class FunctionScores(PartScores):
    """score[i, j] = function(*left[i], *right[j]) for any vectorized function: the plain path.

    Parameters
    ----------
    function : callable
        Takes the arrays of `left` and then those of `right`, broadcast against each other, and
        gives float64 scores in [0, 1].
    left, right : sequence of ndarray, each of shape (n,) and (m,)
        What the function reads of either side.
    flipped : bool
        True in the transpose, where the function still takes the original left side first.
    """

    function: Callable[..., Floats]
    left: Sequence[npt.NDArray[np.generic]]
    right: Sequence[npt.NDArray[np.generic]]
    flipped: bool = False

    def _raw_block(self, rows: Ints) -> Floats:
        ours = [array[rows, None] for array in self.left]
        theirs = [array[None, :] for array in self.right]
        return self._call(ours, theirs)

    def _raw_pairs(self, rows: Ints, columns: Ints) -> Floats:
        return self._call([a[rows] for a in self.left], [a[columns] for a in self.right])

    def _call(
        self, ours: list[npt.NDArray[np.generic]], theirs: list[npt.NDArray[np.generic]]
    ) -> Floats:
        arguments = [*theirs, *ours] if self.flipped else [*ours, *theirs]
        return np.asarray(self.function(*arguments), dtype=np.float64)

    def _transposed(self) -> dict[str, object]:
        return {"left": self.right, "right": self.left, "flipped": not self.flipped}


def _geometric(wish: Floats, fit: Floats) -> Floats:
    return np.sqrt(wish * fit)


def _harmonic(wish: Floats, fit: Floats) -> Floats:
    total = wish + fit
    return np.where(total > 0, 2.0 * wish * fit / np.where(total > 0, total, 1.0), 0.0)


def _mean(wish: Floats, fit: Floats) -> Floats:
    return 0.5 * (wish + fit)


COMBINATIONS: dict[Combination, Callable[[Floats, Floats], Floats]] = {
    "geometric": _geometric,
    "harmonic": _harmonic,
    "mean": _mean,
}


@dataclass(frozen=True, eq=False)
class WeightedScores(ScoreMatrix):
    """The match: wish and fit as weighted sums of the same parts, and the two combined.

    wish = sum(wish_weights[k] * parts[k]), fit likewise, score = combination(wish, fit); a side
    without weights leaves the score to the other side.

    Parameters
    ----------
    parts : tuple of PartScores
        One matrix a feature, all of one shape.
    wish_weights, fit_weights : tuple of float
        Weight of each part for each side, 0 where it does not speak for the side; each side sums
        to 1, or to 0 where the recipe leaves the side out.
    combination : {"geometric", "harmonic", "mean"}
        How wish and fit become one score.
    """

    parts: tuple[PartScores, ...]
    wish_weights: tuple[float, ...]
    fit_weights: tuple[float, ...]
    combination: Combination = "geometric"

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and of columns."""
        return self.parts[0].shape

    def block(self, rows: Ints) -> Floats:
        """Match scores of `rows` against every column."""
        return self._combined(lambda part: part.block(rows))

    def pairs(self, rows: Ints, columns: Ints) -> Floats:
        """Match scores of the aligned pairs."""
        return self._combined(lambda part: part.pairs(rows, columns))

    def sides(self, values: Sequence[Floats]) -> tuple[Floats, Floats]:
        """Wish and fit made of the values of the parts, in the order of the parts."""
        return _weighted(self.wish_weights, values), _weighted(self.fit_weights, values)

    def known_shares(self) -> tuple[Floats, Floats]:
        """Share of the weight that each row, and each column, tells enough for, in [0, 1]."""
        rows, columns = np.zeros(self.shape[0]), np.zeros(self.shape[1])
        total = 0.0  # summed like the shares, so that who tells everything has exactly 1
        for part, wish, fit in zip(self.parts, self.wish_weights, self.fit_weights, strict=True):
            rows += (wish + fit) * part.known_rows
            columns += (wish + fit) * part.known_columns
            total += wish + fit
        return rows / total, columns / total

    def confidence(self, rows: Ints, columns: Ints) -> Floats:
        """Share of the weight that rests on known cells of the aligned pairs, in [0, 1]."""
        share = np.zeros(len(rows))
        total = 0.0
        for part, wish, fit in zip(self.parts, self.wish_weights, self.fit_weights, strict=True):
            share += (wish + fit) * part.known(rows, columns)
            total += wish + fit
        return share / total

    @property
    def T(self) -> "WeightedScores":  # noqa: N802
        """The same scores seen from the other side."""
        return replace(self, parts=tuple(part.T for part in self.parts))

    def _combined(self, values_of: Callable[[PartScores], Floats]) -> Floats:
        wish, fit = self.sides([values_of(part) for part in self.parts])
        if not any(self.fit_weights):
            return wish
        if not any(self.wish_weights):
            return fit
        return COMBINATIONS[self.combination](wish, fit)


def enough_known(match: WeightedScores, least: float) -> TableScores:
    """Gate matrix that shuts where a row or a column tells less than `least` of the weight."""
    rows, columns = match.known_shares()
    certain = np.ones(1, dtype=np.bool_)
    return TableScores(
        known_rows=np.repeat(certain, len(rows)),
        known_columns=np.repeat(certain, len(columns)),
        missing=1.0,
        left=(rows >= least).astype(np.int64),
        right=(columns >= least).astype(np.int64),
        table=np.array([[0.0, 0.0], [0.0, 1.0]]),
        settled=np.zeros((2, 2), dtype=np.bool_),
    )


def _weighted(weights: Sequence[float], values: Sequence[Floats]) -> Floats:
    # One order of summation, the recipe's, so that a pair's bits never depend on the block.
    total = np.zeros_like(values[0])
    for weight, value in zip(weights, values, strict=True):
        if weight:
            total = total + weight * value
    return np.minimum(total, 1.0)


@dataclass(frozen=True, eq=False)
class GatedScores(ScoreMatrix):
    """Match scores with the pairs that a gate excludes.

    Parameters
    ----------
    match : WeightedScores
        The scores of all pairs.
    gates : tuple of PartScores
        One matrix a gate, 0 where it shuts and above 0 where it lets through.
    """

    match: WeightedScores
    gates: tuple[PartScores, ...] = ()

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and of columns."""
        return self.match.shape

    def block(self, rows: Ints) -> Floats:
        """Match scores of `rows` against every column, whether or not a gate excludes the pair."""
        return self.match.block(rows)

    def pairs(self, rows: Ints, columns: Ints) -> Floats:
        """Match scores of the aligned pairs, whether or not a gate excludes the pair."""
        return self.match.pairs(rows, columns)

    def open(self, rows: Ints) -> Bools:
        """Whether every gate lets the pairs of `rows` and every column through."""
        through = np.ones((len(rows), self.shape[1]), dtype=np.bool_)
        for gate in self.gates:
            through &= gate.block(rows) > 0
        return through

    @property
    def T(self) -> "GatedScores":  # noqa: N802
        """The same scores and gates seen from the other side."""
        return GatedScores(self.match.T, tuple(gate.T for gate in self.gates))
