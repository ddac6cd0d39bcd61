"""Whether the seeker has the schooling the job asks for."""

from dataclasses import dataclass

import numpy as np

from jobmatch.features.encoded import Classes, Encoded
from jobmatch.features.feature import UNIT, Feature, Reason
from jobmatch.records import Records
from jobmatch.scores import PartScores, TableScores

__all__ = ["Education"]

_LEVELS = ("不限", "小学", "初中", "高中或中专", "大专", "本科", "硕士", "博士")


@dataclass(frozen=True)
class Education(Feature):
    """How the schooling meets the requirement: 1 where it does, less for each level below.

    score[i, j] = shortfall ** (required[j] - level[i]) where the level is below, and 1 otherwise.

    Parameters
    ----------
    shortfall : float, default 0.4
        Score in [0, 1] of a seeker one level below; two levels below have its square.
    missing : float, default 0.6
        Score in [0, 1] of a pair where the requirement or the level is not known. A job that asks
        for no schooling is content with anyone.
    """

    name = "education"
    label = "学历"
    reads_jobs = ("education",)
    reads_seekers = ("education",)
    bounds = (("shortfall", UNIT),)

    shortfall: float = 0.4
    missing: float = 0.6

    def encode_jobs(self, jobs: Records) -> Encoded:
        """Level required."""
        return _encode(jobs)

    def encode_seekers(self, seekers: Records) -> Encoded:
        """Level reached."""
        return _encode(seekers)

    def scores(self, seekers: Encoded, jobs: Encoded) -> PartScores:
        """Table of the levels."""
        ours, theirs = seekers.classes("level"), jobs.classes("level")
        level = np.array(ours.profiles, dtype=np.float64)[:, None]
        required = np.array(theirs.profiles, dtype=np.float64)[None, :]
        table = self.shortfall ** np.maximum(required - level, 0.0)
        return TableScores(
            seekers.bools("known"),
            jobs.bools("known"),
            self.missing,
            ours.ids,
            theirs.ids,
            np.where(required <= 0, 1.0, table),
            np.broadcast_to(required == 0, table.shape),
        )

    def reason(self, seeker: Records, job: Records, score: float, *, known: bool) -> Reason:
        """The requirement and whether it is met."""
        required, level = int(job["education"][0]), int(seeker["education"][0])
        if not known:
            return Reason("education.unknown", "学历要求或本人学历未登记")
        if required == 0:
            return Reason("education.none_needed", "学历不限")
        if score >= 1.0:
            return Reason("education.met", f"学历达到{_LEVELS[required]}要求")
        told = f"岗位要求{_LEVELS[required]}，本人{_LEVELS[level]}"
        return Reason("education.below", told, "against")


def _encode(records: Records) -> Encoded:
    levels = records["education"].tolist()
    return Encoded({"level": Classes.of(levels), "known": np.array(levels, dtype=np.int64) >= 0})
