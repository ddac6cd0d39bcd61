"""Whether the seeker has the years of work the job asks for."""

from dataclasses import dataclass

import numpy as np

from jobmatch.features.encoded import Classes, Encoded
from jobmatch.features.feature import Feature, Reason
from jobmatch.records import Records, years_in
from jobmatch.scores import Floats, PartScores, TableScores

__all__ = ["Experience"]


@dataclass(frozen=True)
class Experience(Feature):
    """How the years of work meet the requirement: 1 where they do, years / required below.

    score[i, j] = min(1, years[i] / required[j]), and 1 where nothing is required.

    Parameters
    ----------
    missing : float, default 0.6
        Score in [0, 1] of a pair where the requirement or the years are not known. A job that
        asks for no experience is content with anyone.
    """

    name = "experience"
    label = "工作经验"
    reads_jobs = ("experience",)
    reads_seekers = ("experience", "work_history")
    needs = "any"

    missing: float = 0.6

    def encode_jobs(self, jobs: Records) -> Encoded:
        """Least number of years required."""
        return _encode(_required(jobs))

    def encode_seekers(self, seekers: Records) -> Encoded:
        """Years worked, as stated or as the work history adds up."""
        return _encode(_worked(seekers))

    def scores(self, seekers: Encoded, jobs: Encoded) -> PartScores:
        """Table of the years."""
        ours, theirs = seekers.classes("years"), jobs.classes("years")
        years = np.array(ours.profiles, dtype=np.float64)[:, None]
        required = np.array(theirs.profiles, dtype=np.float64)[None, :]
        share = np.maximum(years, 0.0) / np.where(required > 0, required, 1.0)
        table = np.where(required > 0, np.minimum(share, 1.0), 1.0)
        return TableScores(
            seekers.bools("known"),
            jobs.bools("known"),
            self.missing,
            ours.ids,
            theirs.ids,
            table,
            np.broadcast_to(required == 0, table.shape),
        )

    def reason(self, seeker: Records, job: Records, score: float, *, known: bool) -> Reason:
        """The requirement and whether it is met."""
        required = _required(job)[0]
        if not known:
            return Reason("experience.unknown", "经验要求或本人工作年限不明")
        if required == 0:
            return Reason("experience.none_needed", "不要求经验")
        years = _worked(seeker)[0]
        if score >= 1.0:
            return Reason("experience.met", f"有{years:g}年工作经验，要求{required:g}年")
        return Reason("experience.below", f"要求{required:g}年经验，本人{years:g}年", "against")


def _encode(years: Floats) -> Encoded:
    # Unknown years become a class of their own: NaN never equals itself, -1 does.
    known = ~np.isnan(years)
    profiles = np.round(np.where(known, years, -1.0), 1).tolist()
    return Encoded({"years": Classes.of(profiles), "known": known})


def _required(jobs: Records) -> Floats:
    low, high = jobs.span("experience")
    return np.where(np.isnan(low) & ~np.isnan(high), 0.0, low)


def _worked(seekers: Records) -> Floats:
    years: Floats = np.full(len(seekers), np.nan)
    if "experience" in seekers:
        low, high = seekers.span("experience")
        years = np.where(np.isnan(low), high, low)
    if "work_history" in seekers:
        for row in np.flatnonzero(np.isnan(years)):
            stated = years_in(seekers["work_history"][row])
            years[row] = np.nan if stated is None else stated
    return years
