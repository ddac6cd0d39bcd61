"""The seeker is old enough to be employed."""

from dataclasses import dataclass

import numpy as np

from jobmatch.features.feature import Reason
from jobmatch.features.gate import SeekerGate
from jobmatch.records import Records
from jobmatch.scores import Bools

__all__ = ["MinimumAge"]


@dataclass(frozen=True)
class MinimumAge(SeekerGate):
    """Excludes seekers under the age of lawful employment; an unknown age is let through.

    Parameters
    ----------
    years : float, default 16
        Age in years from which a person may be employed (Labor Law of the PRC, art. 15).
    """

    name = "minimum_age"
    label = "法定就业年龄"
    reads_seekers = ("age",)
    bounds = (("years", (0.0, 120.0)),)

    years: float = 16.0

    def open_seekers(self, seekers: Records) -> tuple[Bools, Bools]:
        """Whether the age is known to be below the minimum."""
        low, high = seekers.span("age")
        age = np.where(np.isnan(high), low, high)
        return ~(age < self.years), ~np.isnan(age)

    def reason(self, seeker: Records, job: Records, score: float, *, known: bool) -> Reason:
        """The minimum, where it is not reached."""
        if score > 0:
            return super().reason(seeker, job, score, known=known)
        return Reason("minimum_age.shut", f"未满{self.years:g}周岁，不得招用")
