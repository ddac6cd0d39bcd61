"""The vacancy still has an opening."""

from dataclasses import dataclass

import numpy as np

from jobmatch.features.gate import JobGate
from jobmatch.records import Records
from jobmatch.scores import Bools

__all__ = ["HasOpenings"]


@dataclass(frozen=True)
class HasOpenings(JobGate):
    """Excludes vacancies whose headcount is 0; an unknown headcount is let through."""

    name = "has_openings"
    label = "招聘人数"
    reads_jobs = ("headcount",)

    def open_jobs(self, jobs: Records) -> tuple[Bools, Bools]:
        """Whether the headcount is above 0."""
        low, high = jobs.span("headcount")
        most = np.where(np.isnan(high), low, high)
        return ~(most <= 0), ~np.isnan(most)
