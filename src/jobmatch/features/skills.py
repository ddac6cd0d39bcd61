"""Which of the skills and licences a job asks for the seeker has."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Self

import numpy as np
from scipy.sparse import csr_array, hstack

from jobmatch.features.encoded import Encoded
from jobmatch.features.feature import UNIT, Feature, Reason
from jobmatch.records import Records
from jobmatch.scores import DotScores, Floats, PartScores
from jobmatch.text import lexicon

__all__ = ["Skills"]

_STANCE_WEIGHT: dict[lexicon.Stance, float] = {"stated": 1.0, "preferred": 0.5}


@dataclass(frozen=True)
class Skills(Feature):
    """Share of a job's required skills that a seeker has, each weighted by how rare it is.

    score[i, j] = (prior * missing + sum(w[t] * has[i, t] for t in asked[j]))
    / (prior + sum(w[t] for t in asked[j])), where w is the IDF over the jobs, halved for what is
    only preferred; licences count as skills, and what a seeker's usual occupation implies counts
    as `implied` of a stated skill. A choice (焊工证或电工证) is one skill, had by whoever has one
    of its alternatives; a choice that no job of the fit offered counts in equal parts. The prior
    keeps one phrase of an advertisement from deciding: few skills asked for say little, many say
    much.

    Parameters
    ----------
    implied : float, default 0.35
        Strength in [0, 1] of a skill that is implied by an occupation and not stated.
    prior : float, default 4
        Weight of the prior, on the scale of an IDF (a skill that 2 % of the jobs ask for has 4.9).
    missing : float, default 0.4
        Score in [0, 1] of a pair where the job asks for no skill or the seeker tells of none.
    """

    name = "skills"
    label = "技能"
    reads_jobs = ("title", "skills", "licences", "description")
    reads_seekers = ("desired_job", "skills", "licences", "work_history", "description")
    needs = "any"
    bounds = (("prior", (0.0, math.inf)), ("implied", UNIT))

    implied: float = 0.35
    prior: float = 4.0
    missing: float = 0.4
    idf: Floats | None = field(default=None, repr=False, compare=False)
    choices: tuple[str, ...] = field(default=(), repr=False, compare=False)

    def fit(self, jobs: Records, seekers: Records) -> Self:
        """Learn from the jobs which choices they offer and how rare each skill is."""
        del seekers
        asked = [asked_skills(jobs, row) for row in range(len(jobs))]
        offered = {name for skills in asked for name in skills if _is_choice(name)}
        axis = _axis(choices := tuple(sorted(offered)))
        counts = np.diff(_rows(asked, axis).tocsc().indptr)
        return replace(self, idf=np.log((1.0 + len(jobs)) / (1.0 + counts)) + 1.0, choices=choices)

    def encode_jobs(self, jobs: Records) -> Encoded:
        """Weights of the skills asked for and of the prior, each row scaled to sum 1."""
        axis = _axis(self.choices)
        rows = _rows((_parted(asked_skills(jobs, row), axis) for row in range(len(jobs))), axis)
        if self.idf is not None:
            rows = csr_array(rows.multiply(self.idf[None, :]).tocsr())
        totals = rows @ np.ones(rows.shape[1])
        scale = np.where(totals > 0, totals + self.prior, 1.0)
        rows.data = rows.data / np.repeat(scale, np.diff(rows.indptr))
        return Encoded({"rows": _with_last(rows, self.prior / scale), "known": totals > 0})

    def encode_seekers(self, seekers: Records) -> Encoded:
        """Strength of each skill the seeker has."""
        held = (held_skills(seekers, row, self.implied) for row in range(len(seekers)))
        offering = _offering(self.choices)
        rows = _rows((_with_choices(skills, offering) for skills in held), _axis(self.choices))
        known = np.diff(rows.indptr) > 0
        return Encoded({"rows": _with_last(rows, np.where(known, self.missing, 0)), "known": known})

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
        if not known:
            return Reason("skills.unknown", "" if not asked else "未登记技能", "ask")
        best = {name: (_among(name, held) or [""])[0] for name in asked}
        has = _told([name for name in best.values() if held.get(name) == 1.0])
        usual = [name for name in best.values() if 0 < held.get(name, 0.0) < 1.0]
        # What is only preferred is no gap, and licences are the business of their gate.
        lacking = [t for t, w in asked.items() if not best[t] and w == 1.0 and _is_skill(t)]
        if usual:
            has.append(f"本行通常会{'、'.join(usual[:3])}")
        if not lacking:
            return Reason("skills.all" if has else "skills.optional", "，".join(has), "for")
        gap = f"{'、'.join(lacking[:3])}未见登记"
        if not has:
            return Reason("skills.none", gap, "against")
        return Reason("skills.some", f"{'，'.join(has)}（{gap}）", "for")


def _told(names: list[str]) -> list[str]:
    """Say stated skills and licences, each with its own verb."""
    kinds = lexicon.skill_kinds()
    skills = [name for name in names if name in kinds]
    licences = [name for name in names if name not in kinds]
    clauses = [f"会{'、'.join(skills[:3])}"] if skills else []
    return [*clauses, f"持有{'、'.join(licences[:3])}"] if licences else clauses


def compared_skills(seeker: Records, job: Records) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Skills and licences one job asks for that one seeker has, and those not recorded."""
    asked, held = asked_skills(job, 0), held_skills(seeker, 0, 1.0)
    shared = dict.fromkeys(one for name in asked for one in _among(name, held))
    return tuple(shared), tuple(name for name in asked if not _among(name, held))


def asked_skills(jobs: Records, row: int) -> dict[str, float]:
    """Skills and licences a job asks for, 1 where required and 0.5 where preferred.

    A choice is one name, unless one of its alternatives is asked for by itself.
    """
    asked = _mentioned(jobs, row, ("title", "skills", "description"))
    single = asked.keys() - {name for name in asked if _is_choice(name)}
    return {
        name: weight
        for name, weight in asked.items()
        if name in single or single.isdisjoint(lexicon.alternatives(name))
    }


def held_skills(seekers: Records, row: int, implied: float) -> dict[str, float]:
    """Skills and licences of a seeker, 1 where stated and `implied` where the trade implies it."""
    columns = ("desired_job", "skills", "work_history", "description")
    known = lexicon.occupations()
    told = (one for name in _mentioned(seekers, row, columns) for one in lexicon.alternatives(name))
    held = dict.fromkeys(lexicon.implied_licences(told), 1.0)
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
            for name, weight in _spotted(records[column][row]):
                found[name] = max(weight, found.get(name, 0.0))
    return found


@lru_cache(maxsize=4096)  # the same cells come back when the reasons are given
def _spotted(text: str) -> tuple[tuple[str, float], ...]:
    return tuple(
        (name, weight)
        for mentions in (lexicon.skills_in(text), lexicon.licences_in(text))
        for stance, weight in _STANCE_WEIGHT.items()
        for name in lexicon.needs(mentions, stance)
    )


def _is_choice(name: str) -> bool:
    return len(lexicon.alternatives(name)) > 1


def _is_skill(name: str) -> bool:
    return lexicon.alternatives(name)[0] in lexicon.skill_kinds()


def _among(name: str, held: Mapping[str, float]) -> list[str]:
    """What a seeker has of a skill or a choice of skills, best first."""
    found = [one for one in lexicon.alternatives(name) if one in held]
    return sorted(found, key=held.__getitem__, reverse=True)


def _offering(choices: Iterable[str]) -> dict[str, list[str]]:
    """Choices by each of their alternatives."""
    found: dict[str, list[str]] = {}
    for choice in choices:
        for name in lexicon.alternatives(choice):
            found.setdefault(name, []).append(choice)
    return found


def _with_choices(held: dict[str, float], offering: Mapping[str, list[str]]) -> dict[str, float]:
    """Add each choice that a seeker meets, as strong as the best of its alternatives."""
    for name, strength in list(held.items()) if offering else ():
        for choice in offering.get(name, ()):
            held[choice] = max(strength, held.get(choice, 0.0))
    return held


def _parted(asked: dict[str, float], axis: Mapping[str, int]) -> dict[str, float]:
    """Part each choice that the axis does not have among its alternatives."""
    parted = {name: weight for name, weight in asked.items() if name in axis}
    for choice in asked.keys() - parted.keys():
        names = lexicon.alternatives(choice)
        for name in names:
            parted[name] = parted.get(name, 0.0) + asked[choice] / len(names)
    return parted


@lru_cache(maxsize=8)
def _axis(choices: tuple[str, ...]) -> dict[str, int]:
    """Column of each skill and licence, and of each choice behind them."""
    return {name: index for index, name in enumerate((*lexicon.competences(), *choices))}


def _with_last(rows: csr_array, column: Floats) -> csr_array:
    """Give the rows with one more column at the end."""
    joined = csr_array(hstack([rows, csr_array(column[:, None])], format="csr"))
    joined.sort_indices()
    return joined


def _rows(found: Iterable[dict[str, float]], axis: Mapping[str, int]) -> csr_array:
    indptr, indices, data = [0], list[int](), list[float]()
    for skills in found:
        for index, weight in sorted((axis[name], weight) for name, weight in skills.items()):
            indices.append(index)
            data.append(weight)
        indptr.append(len(indices))
    shape = (len(indptr) - 1, len(axis))
    return csr_array((np.array(data, dtype=np.float64), np.array(indices), np.array(indptr)), shape)
