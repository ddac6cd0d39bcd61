"""More of what is asked never lowers the score (R12)."""

import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch import (
    Education,
    Experience,
    Location,
    Matcher,
    Salary,
    Skills,
    read_jobs,
    read_seekers,
)
from jobmatch.features import Feature
from jobmatch.places import divisions
from jobmatch.text import lexicon

SKILLS = [
    name
    for name in sorted(lexicon.skill_kinds())
    if [m.name for m in lexicon.skills_in(name)] == [name]
    and not lexicon.occupations_in(name)
    and not lexicon.licences_in(name)
][:40]
LEVELS = ["小学", "初中", "高中", "大专", "本科", "硕士", "博士"]


def _scores(
    feature: Feature, jobs: dict[str, list[str]], seekers: dict[str, list[str]]
) -> np.ndarray:
    count = len(next(iter(jobs.values())))
    theirs = read_jobs(pd.DataFrame({"job_id": [f"J{k}" for k in range(count)]} | jobs))
    count = len(next(iter(seekers.values())))
    ours = read_seekers(pd.DataFrame({"seeker_id": [f"S{k}" for k in range(count)]} | seekers))
    fitted = feature.fit(theirs, ours)
    part = fitted.scores(fitted.encode_seekers(ours), fitted.encode_jobs(theirs))
    return part.block(np.arange(count))


@settings(max_examples=40)
@given(
    asked=st.lists(st.sampled_from(SKILLS), min_size=2, max_size=8, unique=True),
    held=st.lists(st.sampled_from(SKILLS), min_size=1, max_size=8, unique=True),
)
def test_a_further_matching_skill_never_lowers(asked: list[str], held: list[str]) -> None:
    steps = [held]
    for skill in asked:
        if skill not in held:
            steps.append([*steps[-1], skill])
    cells = {"desired_job": ["随便"] * len(steps), "skills": ["、".join(one) for one in steps]}
    scores = _scores(Skills(), {"title": ["某岗"], "skills": ["、".join(asked)]}, cells)[:, 0]
    assert (np.diff(scores) > 0).all()
    assert scores[-1] == scores.max()


def test_a_skill_nobody_asks_for_changes_nothing() -> None:
    cells = {"desired_job": ["随便"] * 2, "skills": [SKILLS[0], f"{SKILLS[0]}、{SKILLS[5]}"]}
    scores = _scores(Skills(), {"title": ["某岗"], "skills": ["、".join(SKILLS[:3])]}, cells)
    assert scores[0, 0] == scores[1, 0]


@given(
    wish=st.integers(2000, 15000), pays=st.lists(st.integers(1500, 30000), min_size=2, max_size=9)
)
@settings(max_examples=40)
def test_higher_pay_never_lowers(wish: int, pays: list[int]) -> None:
    pays = [*sorted(pays), max(wish, *pays)]
    jobs = {"title": ["x"] * len(pays), "salary": [f"{pay}元/月" for pay in pays]}
    seekers = {"desired_job": ["x"], "desired_salary": [f"{wish}元/月"]}
    scores = _scores(Salary(), jobs, seekers)[0]
    assert (np.diff(scores) >= 0).all()
    assert scores[-1] == 1.0


def test_pay_far_below_the_wish_scores_0_and_the_rise_is_strict() -> None:
    pays = ["2000元/月", "5000元/月", "5500元/月", "6000元/月", "9000元/月"]
    seekers = {"desired_job": ["x"], "desired_salary": ["6000元/月"]}
    scores = _scores(Salary(), {"title": ["x"] * 5, "salary": pays}, seekers)[0]
    assert scores[0] == 0.0
    assert scores[1] < scores[2] < scores[3] == scores[4] == 1.0


@pytest.mark.parametrize("required", LEVELS)
def test_a_level_more_never_lowers(required: str) -> None:
    seekers = {"desired_job": ["x"] * len(LEVELS), "education": LEVELS}
    scores = _scores(Education(), {"title": ["x"], "education": [required]}, seekers)[:, 0]
    at = LEVELS.index(required)
    assert (np.diff(scores[: at + 1]) > 0).all()
    assert (scores[at:] == 1.0).all()


@pytest.mark.parametrize("required", [1, 2, 3, 5, 10])
def test_more_years_never_lower(required: int) -> None:
    years = list(range(21))
    seekers = {"desired_job": ["x"] * 21, "experience": [f"{one}年" for one in years]}
    scores = _scores(Experience(), {"title": ["x"], "experience": [f"{required}年以上"]}, seekers)[
        :, 0
    ]
    assert (np.diff(scores[: required + 1]) > 0).all()
    assert (scores[required:] == 1.0).all()


@pytest.mark.parametrize("seed", range(8))
def test_a_nearer_place_never_scores_less(seed: int) -> None:
    table = divisions()
    rng = random.Random(seed)
    codes = [code for code in table.codes if table.level(code) == 3]
    goal = rng.choice(codes)
    near = [code for code in codes if table.kilometers(goal, code) < 400]
    offered = [*rng.sample(near, min(20, len(near))), *rng.sample(codes, 40)][:40]
    offered = [*dict.fromkeys(offered)]
    scores = _scores(
        Location(),
        {"title": ["x"] * len(offered), "location": offered},
        {"desired_job": ["x"], "desired_location": [goal]},
    )[0]
    distances = np.array([table.kilometers(goal, one) for one in offered])
    order = np.argsort(distances)
    assert (np.diff(scores[order]) <= 0).all()
    assert scores[order][0] > scores[order][-1]


def test_inside_before_around_before_outside_before_excluded() -> None:
    jobs = {
        "title": ["x"] * 5,
        "location": ["云阳县", "重庆市", "奉节县", "广东东莞", "新疆喀什市"],
    }
    wish = "云阳县，不去新疆"
    scores = _scores(Location(), jobs, {"desired_job": ["x"], "desired_location": [wish]})[0]
    assert scores[0] == 1.0
    assert (np.diff(scores) < 0).all()
    assert scores[-1] == 0.0


def test_who_wishes_to_leave_is_not_best_served_at_home() -> None:
    jobs = {"title": ["x"] * 2, "location": ["云阳县", "广东东莞"]}
    seekers = {"desired_job": ["x"], "desired_location": ["省外"], "home": ["重庆云阳县"]}
    scores = _scores(Location(), jobs, seekers)[0]
    assert scores[0] < scores[1] == 1.0


@settings(max_examples=25)
@given(st.integers(0, 2**32).map(random.Random))
def test_a_better_seeker_never_scores_less_in_the_whole_match(rng: random.Random) -> None:
    asked = rng.sample(SKILLS, 4)
    held = asked[: rng.randint(1, 3)]
    level, years = rng.randrange(5), rng.randint(0, 5)
    jobs = pd.DataFrame(
        {
            "job_id": ["J"],
            "title": ["某岗"],
            "skills": ["、".join(asked)],
            "education": [rng.choice(LEVELS)],
            "experience": [f"{rng.randint(1, 6)}年以上"],
        }
    )
    better = rng.choice(["skill", "level", "year"])
    seekers = pd.DataFrame(
        {
            "seeker_id": ["old", "new"],
            "desired_job": ["随便"] * 2,
            "skills": ["、".join(held), "、".join(asked if better == "skill" else held)],
            "education": [LEVELS[level], LEVELS[level + (better == "level")]],
            "experience": [f"{years}年", f"{years + (better == 'year')}年"],
        }
    )
    for combine in ("geometric", "harmonic", "mean"):
        matcher = Matcher(
            wish={Skills(): 1, Education(): 0.3},
            fit={Skills(): 0.5, Experience(): 1, Education(): 0.5},
            require=[],
            combine=combine,  # type: ignore[arg-type]
        )
        scores = (
            matcher.fit(jobs, seekers).recommend_seekers().pairs.set_index("seeker_id")["score"]
        )
        assert scores["new"] >= scores["old"]
