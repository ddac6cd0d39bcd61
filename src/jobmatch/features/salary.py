"""Whether the job pays what the seeker asks for."""

from dataclasses import dataclass

import numpy as np

from jobmatch.features.encoded import Encoded
from jobmatch.features.feature import Feature, Reason
from jobmatch.records import Records
from jobmatch.scores import Floats, PartScores, RampScores

__all__ = ["Salary"]


@dataclass(frozen=True)
class Salary(Feature):
    """How well the pay meets the wish: 1 where the job reaches it, falling evenly to 0 below.

    score[i, j] = clip((pay[j] - (1 - tolerance) * wish[i]) / (tolerance * wish[i]), 0, 1), with
    pay the upper end of what the job offers (the lower where only that is known) and wish the
    least the seeker asks for, both in CNY a month before tax.

    Parameters
    ----------
    tolerance : float, default 0.4
        Share in (0, 1] of the wish by which the pay may fall short before the score is 0.
    missing : float, default 0.6
        Score in [0, 1] of a pair where a side names no pay: negotiable is neither bad nor good.
    """

    name = "salary"
    label = "薪资"
    reads_jobs = ("salary",)
    reads_seekers = ("desired_salary",)
    bounds = (("tolerance", (1e-9, 1.0)),)

    tolerance: float = 0.4
    missing: float = 0.6

    def encode_jobs(self, jobs: Records) -> Encoded:
        """Upper end of the pay, or the lower where the upper is open."""
        pay = _offer(jobs)
        return Encoded({"pay": pay, "known": ~np.isnan(pay)})

    def encode_seekers(self, seekers: Records) -> Encoded:
        """Least pay asked for."""
        wish = _wish(seekers)
        return Encoded({"wish": wish, "known": ~np.isnan(wish)})

    def scores(self, seekers: Encoded, jobs: Encoded) -> PartScores:
        """Ramps of all pairs."""
        wish = seekers.floats("wish")
        return RampScores(
            seekers.bools("known"),
            jobs.bools("known"),
            self.missing,
            (1.0 - self.tolerance) * wish,
            wish,
            jobs.floats("pay"),
        )

    def reason(self, seeker: Records, job: Records, score: float, *, known: bool) -> Reason:
        """The two figures side by side."""
        if not known:
            negotiable = np.isnan(_offer(job)[0])
            return Reason("salary.unknown", "薪资面议" if negotiable else "未写期望薪资")
        pay, wish = _offer(job)[0], _wish(seeker)[0]
        if score >= 1.0:
            return Reason("salary.met", f"月薪可达{pay:.0f}元，达到期望{wish:.0f}元")
        return Reason("salary.below", f"月薪最高{pay:.0f}元，低于期望{wish:.0f}元", "against")


def _offer(jobs: Records) -> Floats:
    low, high = jobs.span("salary")
    return np.where(np.isnan(high), low, high)


def _wish(seekers: Records) -> Floats:
    low, high = seekers.span("desired_salary")
    return np.where(np.isnan(low), high, low)
