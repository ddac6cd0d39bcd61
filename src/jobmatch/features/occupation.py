"""Whether the job is the work the seeker wants or has done."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from jobmatch.features.encoded import Classes, Encoded
from jobmatch.features.feature import UNIT, Feature, Reason
from jobmatch.records import Records
from jobmatch.scores import Floats, PartScores, TableScores
from jobmatch.text import lexicon

__all__ = ["Occupation"]

_Profile = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Occupation(Feature):
    """How near the job's occupation is to what the seeker wants, or else has done.

    score[i, j] = max(strength[a] * similarity[a, b]) over the occupations a of the seeker and b
    of the job, with the similarity of the lexicon: 1 for the same occupation (whatever trade name
    it goes by), less for neighbours, less again within a group.

    Parameters
    ----------
    experienced : float, default 0.65
        Strength in [0, 1] of an occupation that the work history names and the wish does not.
    secondary : float, default 0.9
        Strength in [0, 1] of the occupations a title names after the first.
    missing : float, default 0.2
        Score in [0, 1] of a pair where no occupation is recognised on a side.
    """

    name = "occupation"
    label = "职业"
    reads_jobs = ("title", "occupation")
    reads_seekers = ("desired_job", "work_history")
    needs = "any"
    bounds = (("experienced", UNIT), ("secondary", UNIT))

    experienced: float = 0.65
    secondary: float = 0.9
    missing: float = 0.2

    def encode_jobs(self, jobs: Records) -> Encoded:
        """Occupations of each title, best first; those of the category where the title has none."""
        return _encode([self._offered(jobs, row) for row in range(len(jobs))])

    def encode_seekers(self, seekers: Records) -> Encoded:
        """Occupations wished for, then those of the work history."""
        return _encode([self._wanted(seekers, row) for row in range(len(seekers))])

    def scores(self, seekers: Encoded, jobs: Encoded) -> PartScores:
        """Best similarities of all pairs, by class of equal profiles."""
        ours, theirs = seekers.classes("profile"), jobs.classes("profile")
        reach = _reach(ours.profiles)
        table = np.zeros((len(ours.profiles), len(theirs.profiles)))
        positions = lexicon.occupations().position
        for index, profile in enumerate(theirs.profiles):
            for name, strength in _pairs(profile):
                np.maximum(
                    table[:, index], strength * reach[:, positions[name]], out=table[:, index]
                )
        return TableScores(
            seekers.bools("known"),
            jobs.bools("known"),
            self.missing,
            ours.ids,
            theirs.ids,
            table,
            np.zeros(table.shape, dtype=np.bool_),
        )

    def reason(self, seeker: Records, job: Records, score: float, *, known: bool) -> Reason:
        """The pair of occupations that made the score."""
        if not known:
            return Reason("occupation.unknown", "职业意向或岗位工种未能识别")
        (wanted, _), (offered, _) = self._nearest(seeker, job)
        if wanted == offered:
            named = wanted in _wishes(seeker, 0)
            verb = "意向就是" if named else "做过"
            code = "occupation.wished" if named else "occupation.experienced"
            return Reason(code, f"{verb}{offered}")
        if score >= 0.5:
            return Reason("occupation.near", f"{offered}与{wanted}相近")
        return Reason("occupation.far", f"{offered}与{wanted}差别较大")

    def _nearest(
        self, seeker: Records, job: Records
    ) -> tuple[tuple[str, float], tuple[str, float]]:
        known = lexicon.occupations()
        return max(
            ((a, b) for a in self._wanted(seeker, 0) for b in self._offered(job, 0)),
            key=lambda pair: (
                pair[0][1]
                * pair[1][1]
                * known.similarity[known.position[pair[0][0]], known.position[pair[1][0]]]
            ),
        )

    def _offered(self, jobs: Records, row: int) -> _Profile:
        for column in ("title", "occupation"):
            if column in jobs:
                names = _heads(jobs[column][row])
                if names:
                    rest = tuple((name, self.secondary) for name in names[1:])
                    return ((names[0], 1.0), *rest)
        return ()

    def _wanted(self, seekers: Records, row: int) -> _Profile:
        strengths = dict.fromkeys(_wishes(seekers, row), 1.0)
        for mention in _history(seekers, row):
            if mention.stance != "denied":
                strengths.setdefault(mention.name, self.experienced)
        unwanted = _ruled_out(seekers, row)
        return tuple((name, s) for name, s in sorted(strengths.items()) if name not in unwanted)


# The same cells come back when the reasons are given.
_heads = lru_cache(maxsize=4096)(lexicon.head_occupations)
_mentions = lru_cache(maxsize=4096)(lexicon.occupations_in)


def _wishes(seekers: Records, row: int) -> tuple[str, ...]:
    # A wish reads like a title: general words give way, what is ruled out is left out.
    return _heads(seekers["desired_job"][row]) if "desired_job" in seekers else ()


def _history(seekers: Records, row: int) -> tuple[lexicon.Mention, ...]:
    return _mentions(seekers["work_history"][row]) if "work_history" in seekers else ()


def _ruled_out(seekers: Records, row: int) -> set[str]:
    if "desired_job" not in seekers:
        return set()
    found = _mentions(seekers["desired_job"][row])
    return {mention.name for mention in found if mention.stance == "denied"}


def _encode(profiles: list[_Profile]) -> Encoded:
    known = np.array([bool(profile) for profile in profiles], dtype=np.bool_)
    return Encoded({"profile": Classes.of(profiles), "known": known})


def _pairs(profile: Hashable) -> _Profile:
    assert isinstance(profile, tuple)  # noqa: S101 - narrows a class profile for the type checker
    return profile


def _reach(profiles: tuple[Hashable, ...]) -> Floats:
    """Best similarity of each profile to every occupation, shape (profiles, occupations)."""
    known = lexicon.occupations()
    reach = np.zeros((len(profiles), len(known.names)))
    for index, profile in enumerate(profiles):
        for name, strength in _pairs(profile):
            np.maximum(
                reach[index], strength * known.similarity[known.position[name]], out=reach[index]
            )
    return reach
