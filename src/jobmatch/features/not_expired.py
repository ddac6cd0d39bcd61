"""The vacancy is still open on the reference day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from jobmatch.errors import RecipeError
from jobmatch.features.feature import Feature, Reason
from jobmatch.features.gate import Gate, JobGate
from jobmatch.records import Records
from jobmatch.scores import Bools

__all__ = ["NotExpired", "on_day"]


@dataclass(frozen=True)
class NotExpired(JobGate):
    """Excludes vacancies whose last day lies before the reference day.

    A vacancy without a last day is let through.

    Parameters
    ----------
    day : datetime.date, optional
        Reference day; by default the day of the fit, which the fitted recipe then shows.
    """

    name = "not_expired"
    label = "招聘截止日期"
    reads_jobs = ("valid_until",)

    day: dt.date | None = None

    def __post_init__(self) -> None:
        """Refuse what is no day."""
        if self.day is not None and (type(self.day) is not dt.date):
            raise RecipeError("day must be a datetime.date, such as datetime.date(2026, 3, 2)")

    def fit(self, jobs: Records, seekers: Records) -> Self:
        """Fix the reference day."""
        del jobs, seekers
        return replace(self, day=self.day or _today())

    def open_jobs(self, jobs: Records) -> tuple[Bools, Bools]:
        """Whether the last day is the reference day or later."""
        until = np.asarray(jobs["valid_until"], dtype="datetime64[D]")
        day = np.datetime64(self.day or _today(), "D")
        return np.asarray(until >= day), np.asarray(~np.isnat(until))

    def reason(self, seeker: Records, job: Records, score: float, *, known: bool) -> Reason:
        """The last day, where it is over."""
        if score > 0:
            return super().reason(seeker, job, score, known=known)
        return Reason("not_expired.shut", f"招聘已于{job['valid_until'][0]}截止")


def on_day(gates: Iterable[Gate], day: dt.date | None) -> tuple[Gate, ...]:
    """Give the gates with a reference day, where one needs it and names none."""
    if isinstance(gates, Feature) or not isinstance(gates, Iterable):
        raise RecipeError("require must be a list of gates")
    return tuple(
        replace(gate, day=day) if isinstance(gate, NotExpired) and gate.day is None else gate
        for gate in gates
    )


def _today() -> dt.date:
    return dt.date.today()  # noqa: DTZ011 - the office's own calendar day
