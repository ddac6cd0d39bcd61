"""What a feature is: one criterion, what it reads, how it compares, how it speaks."""

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Real
from typing import ClassVar, Literal, Self

import numpy as np

from jobmatch.errors import RecipeError
from jobmatch.features.encoded import Encoded
from jobmatch.records import Records
from jobmatch.schema import Column
from jobmatch.scores import PartScores

__all__ = ["POSITIVE", "UNIT", "Feature", "Reason", "Tone", "column_names"]


Tone = Literal["for", "against", "ask"]
UNIT = (0.0, 1.0)
POSITIVE = (1e-9, math.inf)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a feature gave a pair its score: a stable code and what a caseworker can say.

    Parameters
    ----------
    code : str
        Stable code such as ``"location.wished"``.
    text : str
        A clause of Chinese that can be said across the desk, without the final stop.
    tone : {"for", "against", "ask"}, optional
        Whether it speaks for the pair, is to be minded, or is to be asked; by default as the score
        and its being known say.
    """

    code: str
    text: str
    tone: Tone | None = None


class Feature(ABC):
    """One criterion: what it reads of each side and what it compares.

    Subclasses are frozen dataclasses; `fit` gives a new object and changes nothing. A subclass
    names its columns in `reads_jobs` and `reads_seekers`: names of standard columns, or its own
    `Column` values for columns the standard tables do not have; `bounds` names its numeric
    settings, each with the least and the greatest value.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    reads_jobs: ClassVar[tuple[str | Column, ...]] = ()
    reads_seekers: ClassVar[tuple[str | Column, ...]] = ()
    needs: ClassVar[Literal["all", "any"]] = "all"
    bounds: ClassVar[tuple[tuple[str, tuple[float, float]], ...]] = ()

    def __post_init__(self) -> None:
        """Refuse settings outside their bounds; `missing` is a score wherever it stands."""
        for name, (low, high) in (("missing", UNIT), *self.bounds):
            value = getattr(self, name, low)
            number = isinstance(value, Real) and not isinstance(value, bool)
            if not number or not low <= float(value) <= high:
                raise RecipeError(
                    f"{type(self).__name__}({name}=...) must be a number from {low:g} to {high:g}"
                )

    def missing_columns(self, jobs: Records, seekers: Records) -> tuple[str, ...]:
        """Columns without which the feature cannot be used on these tables, as table.column."""
        lacking: list[str] = []
        for records, reads in ((jobs, self.reads_jobs), (seekers, self.reads_seekers)):
            names = column_names(reads)
            absent = [f"{records.table}.{name}" for name in names if name not in records]
            if self.needs == "all" or len(absent) == len(names):
                lacking += absent
        return tuple(lacking)

    def fit(self, jobs: Records, seekers: Records) -> Self:  # noqa: ARG002 - for subclasses
        """Learn what the comparison needs (a vocabulary, an IDF) and give a new, fitted feature."""
        return self

    def encode_jobs(self, jobs: Records) -> Encoded:
        """One side's work, kept by the index: by default the columns read, as they are."""
        return _columns(jobs, self.reads_jobs)

    def encode_seekers(self, seekers: Records) -> Encoded:
        """The other side's work; see `encode_jobs`."""
        return _columns(seekers, self.reads_seekers)

    @abstractmethod
    def scores(self, seekers: Encoded, jobs: Encoded) -> PartScores:
        """Scores of all pairs, seekers down and jobs across, never built whole."""

    def reason(self, seeker: Records, job: Records, score: float, *, known: bool) -> Reason:
        """Why one pair (a record a side) has its score, in a code and a clause of Chinese."""
        del seeker, job
        if not known:
            return Reason(f"{self.name}.unknown", f"{self.label}信息不全")
        return Reason(f"{self.name}.{_grade(score)}", f"{self.label}匹配度{score:.0%}")


def column_names(reads: Sequence[str | Column]) -> tuple[str, ...]:
    """Names of the columns read, in order."""
    return tuple(column if isinstance(column, str) else column.name for column in reads)


def _columns(records: Records, reads: Sequence[str | Column]) -> Encoded:
    return Encoded({name: records[name] for name in column_names(reads)})


def _grade(score: float) -> str:
    return ("low", "partial", "good")[int(np.searchsorted([0.35, 0.75], score, side="right"))]
