"""The standard features computed again from the cells, in plain Python, by their formulas."""

import math
import random

import numpy as np
import pandas as pd
import pytest

from jobmatch import (
    Education,
    Experience,
    Licences,
    MinimumAge,
    NotExpired,
    Salary,
    Skills,
    Text,
    read_jobs,
    read_seekers,
)
from jobmatch.features import Feature, HasOpenings, NotOptedOut
from jobmatch.text import lexicon

LEVELS = ["", "小学", "初中", "高中", "大专", "本科", "硕士", "博士"]
SKILLS = [
    name
    for name in sorted(lexicon.skill_kinds())
    if [m.name for m in lexicon.skills_in(name)] == [name]
    and not lexicon.occupations_in(name)
    and not lexicon.licences_in(name)
][:12]
LICENCES = ["焊工证", "健康证", "叉车证", "保育员证", "教师资格证"]
HELD = [
    name
    for name in LICENCES
    if read_jobs(pd.DataFrame({"title": ["x"], "licences": [name]}))["licences"][0]
]

Cells = list[dict[str, object]]


def _rows(rng: random.Random) -> tuple[Cells, Cells]:
    pick = lambda pool, most: rng.sample(pool, rng.randint(0, most))  # noqa: E731
    jobs: Cells = [
        {
            "level": rng.choice([None, 0, *range(1, 8)]),
            "years": rng.choice([None, 0, 1, 2, 3, 5, 8]),
            "pay": rng.choice([None, (4000, 6000), (5500, 5500), (3000, 9000)]),
            "licences": rng.choice([None, pick(HELD, 2)]),
            "skills": pick(SKILLS, 4),
            "last": rng.choice([None, "2026-01-01", "2027-01-01", "2026-06-15"]),
            "count": rng.choice([None, 0, 1, 30]),
        }
        for _ in range(rng.randint(1, 12))
    ]
    seekers: Cells = [
        {
            "level": rng.choice([None, *range(1, 8)]),
            "years": rng.choice([None, 0, 1, 2, 4, 12]),
            "pay": rng.choice([None, 4000, 5800, 8000, 12000]),
            "licences": rng.choice([None, [], pick(HELD, 3)]),
            "skills": pick(SKILLS, 6),
            "age": rng.choice([None, 14, 15, 16, 17, 50]),
            "out": rng.choice([None, True, False]),
        }
        for _ in range(rng.randint(1, 12))
    ]
    return jobs, seekers


def _level(level: object) -> str:
    return "" if level is None else "不限" if level == 0 else LEVELS[level]  # type: ignore[index, call-overload]


def _joined(names: object, none: str) -> str:
    return "" if names is None else "、".join(names) or none  # type: ignore[arg-type]


def _frames(jobs: Cells, seekers: Cells) -> tuple[pd.DataFrame, pd.DataFrame]:
    theirs = [
        {
            "job_id": f"J{k}",
            "title": "某岗",
            "education": _level(job["level"]),
            "experience": ""
            if job["years"] is None
            else f"{job['years']}年以上"
            if job["years"]
            else "不限",
            "salary": "{}-{}元/月".format(*job["pay"]) if job["pay"] else "面议",  # type: ignore[misc]
            "licences": _joined(job["licences"], "无"),
            "skills": "、".join(job["skills"]),  # type: ignore[arg-type]
            "valid_until": job["last"] or "",
            "headcount": "" if job["count"] is None else f"{job['count']}",
        }
        for k, job in enumerate(jobs)
    ]
    ours = [
        {
            "seeker_id": f"S{k}",
            "desired_job": "随便",
            "education": _level(one["level"]),
            "experience": "" if one["years"] is None else f"{one['years']}年",
            "desired_salary": "" if one["pay"] is None else f"{one['pay']}元/月",
            "licences": _joined(one["licences"], "无"),
            "skills": "、".join(one["skills"]),  # type: ignore[arg-type]
            "age": "" if one["age"] is None else f"{one['age']}",
            "opted_out": {None: "", True: "是", False: "否"}[one["out"]],  # type: ignore[index]
        }
        for k, one in enumerate(seekers)
    ]
    return pd.DataFrame(theirs), pd.DataFrame(ours)


def _education(feature: Education, one: dict, job: dict, _: Cells) -> float:
    if job["level"] == 0:
        return 1.0
    if job["level"] is None or one["level"] is None:
        return feature.missing
    return feature.shortfall ** max(0, job["level"] - one["level"])


def _experience(feature: Experience, one: dict, job: dict, _: Cells) -> float:
    if job["years"] == 0:
        return 1.0
    if job["years"] is None or one["years"] is None:
        return feature.missing
    return min(1.0, one["years"] / job["years"])


def _salary(feature: Salary, one: dict, job: dict, _: Cells) -> float:
    if job["pay"] is None or one["pay"] is None:
        return feature.missing
    short = feature.tolerance * one["pay"]
    return min(1.0, max(0.0, (job["pay"][1] - (one["pay"] - short)) / short))


def _asked(job: dict) -> set[str]:
    return {*job["skills"], *(job["licences"] or ())}


def _skills(feature: Skills, one: dict, job: dict, jobs: Cells) -> float:
    asked, held = _asked(job), {*one["skills"], *(one["licences"] or ())}
    if not asked or not held:
        return feature.missing
    rarity = {
        t: math.log((1 + len(jobs)) / (1 + sum(t in _asked(j) for j in jobs))) + 1 for t in asked
    }
    prior = feature.prior
    met = math.fsum(rarity[t] for t in asked & held)
    return (prior * feature.missing + met) / (prior + math.fsum(rarity.values()))


def _licences(feature: Licences, one: dict, job: dict, _: Cells) -> float:
    demanded = {*(job["licences"] or ())} - {*feature.obtainable}
    if one["licences"] is None:
        return 1.0
    return float(demanded <= set(one["licences"]))


def _open(_feature: NotExpired, one: dict, job: dict, _: Cells) -> float:
    return float(job["last"] is None or job["last"] >= "2026-06-15")


def _counted(_feature: HasOpenings, one: dict, job: dict, _: Cells) -> float:
    return float(job["count"] != 0)


def _of_age(_feature: MinimumAge, one: dict, job: dict, _: Cells) -> float:
    return float(one["age"] is None or one["age"] >= 16)


def _willing(_feature: NotOptedOut, one: dict, job: dict, _: Cells) -> float:
    return float(one["out"] is not True)


DAY = np.datetime64("2026-06-15").astype(object)


@pytest.mark.parametrize(
    ("feature", "formula"),
    [
        (Education(), _education),
        (Education(shortfall=0.2, missing=0.3), _education),
        (Experience(), _experience),
        (Salary(), _salary),
        (Salary(tolerance=0.1), _salary),
        (Skills(), _skills),
        (Licences(), _licences),
        (NotExpired(DAY), _open),
        (HasOpenings(), _counted),
        (MinimumAge(), _of_age),
        (NotOptedOut(), _willing),
    ],
)
@pytest.mark.parametrize("seed", range(12))
def test_scores_are_those_of_the_formula(feature: Feature, formula: object, seed: int) -> None:
    jobs, seekers = _rows(random.Random(seed))
    theirs, ours = (
        read(frame)
        for read, frame in zip((read_jobs, read_seekers), _frames(jobs, seekers), strict=True)
    )
    fitted = feature.fit(theirs, ours)
    part = fitted.scores(fitted.encode_seekers(ours), fitted.encode_jobs(theirs))
    expected = [[formula(feature, one, job, jobs) for job in jobs] for one in seekers]  # type: ignore[operator]
    np.testing.assert_allclose(part.block(np.arange(len(ours))), expected, rtol=0, atol=1e-12)


def test_the_pools_are_worth_something() -> None:
    assert len(SKILLS) == 12
    assert len(HELD) >= 3


def test_text_is_a_cosine() -> None:
    jobs = pd.DataFrame({"job_id": ["a", "b"], "title": ["电焊工", "川菜厨师"]})
    seekers = pd.DataFrame({"seeker_id": ["s", "t"], "desired_job": ["电焊工", "快递"]})
    theirs, ours = read_jobs(jobs), read_seekers(seekers)
    text = Text().fit(theirs, ours)
    block = text.scores(text.encode_seekers(ours), text.encode_jobs(theirs)).block(np.arange(2))
    np.testing.assert_allclose(block, [[1.0, 0.0], [0.0, 0.0]], rtol=0, atol=1e-12)
