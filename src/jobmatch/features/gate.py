"""What a gate is: a requirement that excludes, and the gates that look at one side only."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from jobmatch.features.encoded import Encoded
from jobmatch.features.feature import Feature, Reason
from jobmatch.records import Records
from jobmatch.scores import Bools, PartScores, TableScores

__all__ = ["EnoughKnown", "Gate", "JobGate", "SeekerGate"]


class Gate(Feature):
    """A requirement that excludes: its score is 0 where it shuts and 1 where it lets through."""

    def reason(self, seeker: Records, job: Records, score: float, *, known: bool) -> Reason:
        """Why the gate shut or let through; unknown cells never shut a gate."""
        del seeker, job
        if score > 0:
            return Reason(f"{self.name}.open" if known else f"{self.name}.unknown", "")
        return Reason(f"{self.name}.shut", f"不符合：{self.label}")


@dataclass(frozen=True)
class EnoughKnown:
    """Speaks for the matcher's own gate: a record that tells too little is not pushed.

    It reads the weights of the whole recipe and so is no gate of a recipe itself.
    """

    name: ClassVar[str] = "enough_known"
    label: ClassVar[str] = "登记信息"
    reads_seekers: ClassVar[tuple[str, ...]] = ()

    def reason(self, seeker: Records, job: Records, score: float, *, known: bool) -> Reason:
        """Say that one of the two tells too little, where that shuts the pair out."""
        del seeker, job, known
        if score > 0:
            return Reason("enough_known.open", "")
        return Reason("enough_known.shut", "登记信息太少，请先补充")


class JobGate(Gate):
    """A gate that looks at the job only."""

    @abstractmethod
    def open_jobs(self, jobs: Records) -> tuple[Bools, Bools]:
        """Whether each job is let through, and whether that is known."""

    def encode_jobs(self, jobs: Records) -> Encoded:
        """Whether each job is let through, and whether that is known."""
        through, known = self.open_jobs(jobs)
        return Encoded({"open": through, "known": known})

    def encode_seekers(self, seekers: Records) -> Encoded:
        """Nothing of a seeker but that there is one."""
        return _present(seekers)

    def scores(self, seekers: Encoded, jobs: Encoded) -> PartScores:
        """1 where the job is let through."""
        return _two_by_one(jobs, seekers).T


class SeekerGate(Gate):
    """A gate that looks at the seeker only."""

    @abstractmethod
    def open_seekers(self, seekers: Records) -> tuple[Bools, Bools]:
        """Whether each seeker is let through, and whether that is known."""

    def encode_seekers(self, seekers: Records) -> Encoded:
        """Whether each seeker is let through, and whether that is known."""
        through, known = self.open_seekers(seekers)
        return Encoded({"open": through, "known": known})

    def encode_jobs(self, jobs: Records) -> Encoded:
        """Nothing of a job but that there is one."""
        return _present(jobs)

    def scores(self, seekers: Encoded, jobs: Encoded) -> PartScores:
        """1 where the seeker is let through."""
        return _two_by_one(seekers, jobs)


def _present(records: Records) -> Encoded:
    return Encoded({"present": np.ones(len(records), dtype=np.bool_)})


def _two_by_one(judged: Encoded, other: Encoded) -> TableScores:
    present = other.bools("present")
    return TableScores(
        known_rows=judged.bools("known"),
        known_columns=present,
        missing=1.0,
        left=judged.bools("open").astype(np.int64),
        right=np.zeros(len(present), dtype=np.int64),
        table=np.array([[0.0], [1.0]]),
        settled=np.zeros((2, 1), dtype=np.bool_),
    )
