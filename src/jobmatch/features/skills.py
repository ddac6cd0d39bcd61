"""Which of the skills and licences a job asks for the seeker has."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Self

import numpy as np
from scipy.sparse import csr_array

from jobmatch.features.encoded import Encoded
from jobmatch.features.feature import Feature, Reason
from jobmatch.records import Records
from jobmatch.scores import DotScores, Floats, PartScores
from jobmatch.text import lexicon

__all__ = ["Skills"]

_STANCE_WEIGHT = {"stated": 1.0, "preferred": 0.5, "denied": 0.0}


@dataclass(frozen=True)
class Skills(Feature):
    """Share of a job's required skills that a seeker has, each weighted by how rare it is.

    score[i, j] = sum(w[t] for t in asked[j] & has[i]) / sum(w[t] for t in asked[j]), where w is
    the IDF over the jobs, halved for what is only preferred; licences count as skills, and what a
    seeker's usual occupation implies counts as `implied` of a stated skill.

    Parameters
    ----------
    implied : float, default 0.5
        Strength in [0, 1] of a skill that is implied by an occupation and not stated.
    missing : float, default 0.4
        Score in [0, 1] of a pair where the job asks for no skill or the seeker tells of none.
    """

    name = "skills"
    label = "技能"
    reads_jobs = ("title", "skills", "licences", "description")
    reads_seekers = ("desired_job", "skills", "licences", "work_history", "description")
    needs = "any"

    implied: float = 0.5
    missing: float = 0.4
    idf: Floats | None = field(default=None, repr=False, compare=False)

    def fit(self, jobs: Records, seekers: Records) -> Self:
        """Learn from the jobs how rare each skill is."""
        del seekers
        asked = _rows(asked_skills(jobs, row) for row in range(len(jobs)))
        counts = np.diff(asked.tocsc().indptr)
        return replace(self, idf=np.log((1.0 + len(jobs)) / (1.0 + counts)) + 1.0)

    def encode_jobs(self, jobs: Records) -> Encoded:
        """Weights of the skills asked for, each row scaled to sum 1."""
        rows = _rows(asked_skills(jobs, row) for row in range(len(jobs)))
        if self.idf is not None:
            rows = csr_array(rows.multiply(self.idf[None, :]).tocsr())
        totals = rows @ np.ones(rows.shape[1])
        scale = np.repeat(np.where(totals > 0, totals, 1.0), np.diff(rows.indptr))
        rows.data = rows.data / scale
        rows.sort_indices()
        return Encoded({"rows": rows, "known": totals > 0})

    def encode_seekers(self, seekers: Records) -> Encoded:
        """Strength of each skill the seeker has."""
        rows = _rows(held_skills(seekers, row, self.implied) for row in range(len(seekers)))
        return Encoded({"rows": rows, "known": np.diff(rows.indptr) > 0})

    def scores(self, seekers: Encoded, jobs: Encoded) -> PartScores:
        """Weighted shares of all pairs."""
        return DotScores(
            seekers.bools("known"),
            jobs.bools("known"),
            self.missing,
            seekers.sparse("rows"),
            jobs.sparse("rows"),
        )

    def reason(self, seeker: Records, job: Records, score: float, *, known: bool) -> Reason:
        """The skills shared and the skills missing."""
        del score
        asked = asked_skills(job, 0)
        held = held_skills(seeker, 0, self.implied)
        shared = [name for name in asked if name in held]
        lacking = [name for name, weight in asked.items() if name not in held and weight == 1.0]
        if not known:
            return Reason("skills.unknown", "岗位未写技能要求" if not asked else "未登记技能")
        if not lacking:
            return Reason("skills.all", f"所要求的{'、'.join(shared[:4])}都会")
        if shared:
            clause = f"会{'、'.join(shared[:3])}，还缺{'、'.join(lacking[:3])}"
            return Reason("skills.some", clause)
        return Reason("skills.none", f"岗位要求的{'、'.join(lacking[:3])}未见登记")


def compared_skills(seeker: Records, job: Records) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Skills and licences one job asks for that one seeker has, and those not recorded."""
    asked, held = asked_skills(job, 0), held_skills(seeker, 0, 1.0)
    shared = tuple(name for name in asked if name in held)
    return shared, tuple(name for name in asked if name not in held)


def asked_skills(jobs: Records, row: int) -> dict[str, float]:
    """Skills and licences a job asks for, 1 where required and 0.5 where preferred."""
    return _mentioned(jobs, row, ("title", "skills", "description"))


def held_skills(seekers: Records, row: int, implied: float) -> dict[str, float]:
    """Skills and licences of a seeker, 1 where stated and `implied` where the trade implies it."""
    columns = ("desired_job", "skills", "work_history", "description")
    held = {name: 1.0 for name, weight in _mentioned(seekers, row, columns).items() if weight}
    known = lexicon.occupations()
    for column in ("desired_job", "work_history"):
        if column in seekers:
            for mention in lexicon.occupations_in(seekers[column][row]):
                if mention.stance != "denied":
                    for name in known.skills(mention.name):
                        held.setdefault(name, implied)
    return held


def _mentioned(records: Records, row: int, columns: Iterable[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    if "licences" in records:
        found.update(dict.fromkeys(records["licences"][row] or (), 1.0))
    for column in columns:
        if column in records:
            text = records[column][row]
            for mention in (*lexicon.skills_in(text), *lexicon.licences_in(text)):
                weight = _STANCE_WEIGHT[mention.stance]
                if weight:
                    found[mention.name] = max(weight, found.get(mention.name, 0.0))
    return found


@cache
def _positions() -> dict[str, int]:
    return {name: index for index, name in enumerate(lexicon.competences())}


def _rows(found: Iterable[dict[str, float]]) -> csr_array:
    positions = _positions()
    indptr, indices, data = [0], list[int](), list[float]()
    for skills in found:
        for index, weight in sorted((positions[name], weight) for name, weight in skills.items()):
            indices.append(index)
            data.append(weight)
        indptr.append(len(indices))
    shape = (len(indptr) - 1, len(positions))
    return csr_array((np.array(data, dtype=np.float64), np.array(indices), np.array(indptr)), shape)
