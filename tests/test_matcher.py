import dataclasses
import pickle
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import narwhals
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch import (
    Education,
    Experience,
    Feature,
    JobmatchError,
    Location,
    Matcher,
    MatchIndex,
    NotExpired,
    Occupation,
    Salary,
    Skills,
    Text,
    read_jobs,
    read_seekers,
)
from jobmatch.errors import RecipeError, TableError, UnknownIdError
from jobmatch.features import Encoded, MinimumAge, Recipe
from jobmatch.schema import Column
from jobmatch.scores import FunctionScores, PartScores
from random_tables import DAY, random_frames, random_matcher

SEEDS = st.integers(0, 2**32).map(random.Random)
JOBS = pd.DataFrame({"job_id": ["J1", "J2", "J3"], "title": ["电焊工", "月嫂", "川菜厨师"]})
SEEKERS = pd.DataFrame({"seeker_id": ["S1", "S2"], "desired_job": ["焊工", "厨师"]})


def _pairs(index: MatchIndex) -> pd.DataFrame:
    most = max(1, len(index.jobs))
    return index.recommend_jobs(n=most).pairs.set_index(["seeker_id", "job_id"]).sort_index()


def _random(rng: random.Random, **sizes: int) -> tuple[pd.DataFrame, pd.DataFrame, MatchIndex]:
    jobs, seekers = random_frames(rng, least=2, **sizes)
    return jobs, seekers, random_matcher(rng, jobs, seekers).fit(jobs, seekers)


# Fitting


def test_an_id_and_one_text_column_a_side_are_enough() -> None:
    index = Matcher().fit(JOBS, SEEKERS)
    best = index.recommend_jobs(n=1).frame
    assert best[["seeker_id", "job_id"]].to_numpy().tolist() == [["S1", "J1"], ["S2", "J3"]]
    assert index.recommend_seekers(["J1"], n=1).frame["seeker_id"].tolist() == ["S1"]
    used = {feature.name for feature in index.recipe.features}
    assert {"occupation", "text"} <= used
    assert {"salary", "location", "education", "experience"} <= set(index.left_out)
    assert index.left_out["salary"] == ("jobs.salary", "seekers.desired_salary")
    assert used.isdisjoint(index.left_out)


def test_even_the_ids_may_be_missing() -> None:
    index = Matcher().fit(JOBS[["title"]], SEEKERS[["desired_job"]])
    assert len(index.recommend_jobs(n=1)) == 2


def test_left_out_cannot_be_changed() -> None:
    index = Matcher().fit(JOBS, SEEKERS)
    with pytest.raises(TypeError):
        index.left_out["x"] = ()  # type: ignore[index]
    assert not Matcher(wish={Occupation(): 1}, require=[]).fit(JOBS, SEEKERS).left_out


def test_an_explicit_recipe_names_every_missing_column_in_one_error() -> None:
    matcher = Matcher(
        wish={Occupation(): 1, Salary(): 1},
        fit={Education(): 1, Text(): 1},
        require=[NotExpired(DAY), MinimumAge()],
    )
    with pytest.raises(TableError) as caught:
        matcher.fit(JOBS, SEEKERS)
    assert caught.value.code == "missing_column"
    for column in (
        "jobs.salary", "seekers.desired_salary", "jobs.education", "seekers.education",
        "jobs.valid_until", "seekers.age",
    ):  # fmt: skip
        assert column in str(caught.value)
    assert "title" not in str(caught.value)


def test_only_what_the_caller_named_must_be_there() -> None:
    index = Matcher(wish={Occupation(): 1}).fit(JOBS, SEEKERS)
    assert "not_expired" in index.left_out
    index = Matcher(require=[]).fit(JOBS, SEEKERS)
    assert not index.recipe.require
    assert "salary" in index.left_out


def test_no_usable_feature_is_an_error_about_columns() -> None:
    recipe = Recipe.of({Salary(): 1.0}, {Education(): 1.0}, ())
    jobs, seekers = read_jobs(JOBS), read_seekers(SEEKERS)
    with pytest.raises(TableError, match=r"jobs\.salary") as caught:
        recipe.usable(jobs, seekers)
    assert caught.value.code == "missing_column"


@pytest.mark.parametrize("which", ["jobs", "seekers", "both"])
def test_tables_without_rows_are_ranked_to_nothing(which: str) -> None:
    jobs = JOBS.iloc[:0] if which in ("jobs", "both") else JOBS
    seekers = SEEKERS.iloc[:0] if which in ("seekers", "both") else SEEKERS
    index = Matcher().fit(jobs, seekers)
    for found, owners in (
        (index.recommend_jobs(n=3), len(seekers)),
        (index.recommend_seekers(n=3), len(jobs)),
    ):
        assert len(found.frame) == 0
        assert {"score", "wish", "fit", "occupation", "sentence"} <= set(found.frame.columns)
        assert [one.code for one in found.shortfalls] == ["too_few"] * owners


@pytest.mark.parametrize("make", [pl.from_pandas, pa.Table.from_pandas, narwhals.from_native])
def test_other_frames_give_the_same(make: object) -> None:
    expected = Matcher().fit(JOBS, SEEKERS).recommend_jobs().frame
    index = Matcher().fit(make(JOBS), make(SEEKERS))  # type: ignore[operator]
    pd.testing.assert_frame_equal(index.recommend_jobs().frame, expected, check_exact=True)
    more = pd.DataFrame({"seeker_id": ["S9"], "desired_job": ["月嫂"]})
    assert len(index.with_seekers(make(more)).seekers) == 3  # type: ignore[operator]


@settings(max_examples=15)
@given(SEEDS)
def test_inputs_are_never_changed(rng: random.Random) -> None:
    jobs, seekers = random_frames(rng, least=2)
    jobs.index, seekers.index = [7] * len(jobs), range(len(seekers), 0, -1)  # type: ignore[assignment]
    jobs.attrs["source"] = "某镇"
    before = [frame.copy(deep=True) for frame in (jobs, seekers)]
    index = random_matcher(rng, jobs, seekers).fit(jobs, seekers)
    _ = index.recommend_jobs().frame
    index.with_jobs(jobs).with_seekers(seekers).without_jobs([index.jobs.ids[0]]).refit()
    for frame, old in zip((jobs, seekers), before, strict=True):
        pd.testing.assert_frame_equal(frame, old, check_exact=True)
        assert frame.attrs == old.attrs


# Settings


@pytest.mark.parametrize(
    "weights",
    [
        {Text(): float("nan")},
        {Text(): float("inf")},
        {Text(): -0.1},
        {Text(): 0.0},
        {Text(): True},
        {Text(): "0.5"},
        {Text(): None},
        {Text(): 1e308, Skills(): 1e308},
        {"txet": 1},
        {NotExpired(): 1},
        {Text(): 1, Text(missing=0.3): 1},
    ],
)
@pytest.mark.parametrize("side", ["wish", "fit"])
def test_impossible_weights_are_refused(side: str, weights: dict[Feature, float]) -> None:
    with pytest.raises(RecipeError, match=r"weights|settings") as caught:
        Matcher(**{side: weights})  # type: ignore[arg-type]
    assert caught.value.code == "bad_setting"
    assert isinstance(caught.value, JobmatchError)


@pytest.mark.parametrize(
    "settings_",
    [
        {"wish": {}, "fit": {}},
        {"combine": "product"},
        {"min_known": 1.5},
        {"min_known": -0.1},
        {"min_known": float("nan")},
        {"min_known": True},
        {"min_known": "1"},
        {"require": [Text()]},
        {"require": ["licences"]},
        {"require": [NotExpired(), NotExpired(DAY)]},
    ],
)
def test_impossible_settings_are_refused(settings_: dict[str, object]) -> None:
    with pytest.raises(RecipeError) as caught:
        Matcher(**settings_)  # type: ignore[arg-type]
    assert caught.value.code == "bad_setting"


@pytest.mark.parametrize("n", [0, -3, 2.5, True, "3", None])
def test_n_must_be_a_whole_number(n: object) -> None:
    index = Matcher().fit(JOBS, SEEKERS)
    for recommend in (index.recommend_jobs, index.recommend_seekers):
        with pytest.raises(RecipeError, match="top_n"):
            recommend(n=n)  # type: ignore[arg-type]
        with pytest.raises(RecipeError, match="top_n"):
            recommend([], n=n)  # type: ignore[arg-type]
    assert len(index.recommend_jobs(n=np.int64(2))) == 4  # type: ignore[arg-type]
    assert len(index.recommend_jobs(n=10**30)) == 6


def test_weights_are_scaled_to_sum_1_and_zeros_leave() -> None:
    matcher = Matcher(wish={Text(): 3, Occupation(): 1}, fit={Text(): 0, Occupation(): 5})
    wish, fit = matcher.recipe.weights()
    assert wish == (0.75, 0.25)
    assert fit == (0.0, 1.0)
    same = Matcher(wish={Text(): 6e100, Occupation(): 2e100}, fit={Occupation(): 1e-200})
    assert same.recipe == matcher.recipe


def test_the_repr_reads_like_the_policy() -> None:
    text = repr(Matcher(wish={Text(): 1}, fit={Occupation(): 1}, require=[]))
    assert text == "<Matcher wish: text 1.00; fit: occupation 1.00; require: nothing; geometric>"


# Asking


def test_unknown_ids_are_refused_without_being_shown() -> None:
    index = Matcher().fit(JOBS, SEEKERS)
    for call in (
        lambda: index.recommend_jobs(["S1", "13800138000"]),
        lambda: index.recommend_seekers(["13800138000"]),
        lambda: index.explain(seeker_id="13800138000", job_id="J1"),
        lambda: index.explain(seeker_id="S1", job_id="13800138000"),
        lambda: index.without_jobs(["13800138000"]),
        lambda: index.without_seekers(["13800138000"]),
    ):
        with pytest.raises(UnknownIdError) as caught:
            call()
        assert "13800138000" not in str(caught.value)


def test_one_id_is_not_a_list_of_ids() -> None:
    index = Matcher().fit(JOBS, SEEKERS)
    with pytest.raises(RecipeError, match="list"):
        index.recommend_jobs("S1")


def test_lists_come_in_the_order_asked_and_once() -> None:
    index = Matcher().fit(JOBS, SEEKERS)
    found = index.recommend_jobs(iter(["S2", "S1", "S2"]), n=1).frame
    assert found["seeker_id"].tolist() == ["S2", "S1"]


def test_gates_exclude_and_explain_says_why() -> None:
    jobs = JOBS.assign(valid_until=["2020-01-01", "2099-01-01", ""])
    seekers = SEEKERS.assign(age=["15", "40"])
    matcher = Matcher(wish={Occupation(): 1}, require=[NotExpired(DAY), MinimumAge()])
    index = matcher.fit(jobs, seekers)
    assert set(index.recommend_jobs(n=9).frame["job_id"]) == {"J2", "J3"}
    assert set(index.recommend_jobs(n=9).frame["seeker_id"]) == {"S2"}
    told = index.explain(seeker_id="S1", job_id="J1")
    assert told.excluded
    shut = told.gates.set_index("gate")
    assert set(shut.index[~shut["open"]]) == {"not_expired", "minimum_age"}
    assert set(shut["code"]) == {"not_expired.shut", "minimum_age.shut", "enough_known.open"}
    assert told.score == 1.0
    assert "排除" in str(told)
    assert not index.explain(seeker_id="S2", job_id="J3").excluded
    codes = {one.id: one.code for one in index.recommend_jobs(n=3).shortfalls}
    assert codes == {"S1": "gates", "S2": "gates"}


@settings(max_examples=30)
@given(SEEDS)
def test_explain_equals_the_frame(rng: random.Random) -> None:
    _, _, index = _random(rng, most=5)
    rows = {
        (row["seeker_id"], row["job_id"]): row
        for row in index.recommend_jobs(n=9).frame.to_dict("records")
    }
    wish, fit = index.recipe.weights()
    for seeker in index.seekers.ids:
        for job in index.jobs.ids:
            told = index.explain(seeker_id=seeker, job_id=job)
            scores = told.parts["score"].tolist()
            assert told.wish == pytest.approx(np.dot(wish, scores), abs=1e-12)
            assert told.fit == pytest.approx(np.dot(fit, scores), abs=1e-12)
            assert told.parts["wish_weight"].tolist() == list(wish)
            assert str(told).startswith(f"求职者 {seeker} × 岗位 {job}")
            row = rows.get((seeker, job))
            if row is None:
                continue
            assert not told.excluded
            assert told.score == row["score"]
            assert told.sentence == row["sentence"]
            for name in ("wish", "fit", "confidence"):
                assert round(getattr(told, name), 6) == row[name]
            for part in told.parts.itertuples():
                assert round(part.score, 6) == row[part.feature]


# Newcomers and leavers


@settings(max_examples=40)
@given(SEEDS)
def test_newcomers_and_leavers_change_no_other_pair(rng: random.Random) -> None:
    jobs, seekers, index = _random(rng)
    before = _pairs(index)
    more_jobs, more_seekers = random_frames(rng, most=4)
    more_jobs["job_id"] = [f"N{k}" for k in range(len(more_jobs))]
    more_seekers["seeker_id"] = [f"N{k}" for k in range(len(more_seekers))]
    gone_job, gone_seeker = rng.choice(index.jobs.ids), rng.choice(index.seekers.ids)
    bigger = index.with_jobs(more_jobs).with_seekers(more_seekers)
    smaller = bigger.without_jobs([gone_job]).without_seekers([gone_seeker])
    assert (len(bigger.jobs), len(bigger.seekers)) == (
        len(jobs) + len(more_jobs),
        len(seekers) + len(more_seekers),
    )
    for changed in (bigger, smaller):
        after = _pairs(changed).drop(columns="rank")
        kept = before.drop(columns="rank")
        kept = kept[kept.index.isin(after.index)]
        there = after[after.index.isin(kept.index)]
        assert there.to_csv() == kept.to_csv()
        assert there.to_numpy().tobytes() == kept.to_numpy().tobytes()
    lost = before.index.difference(_pairs(smaller).index)
    assert all(gone_seeker == s or gone_job == j for s, j in lost)
    pd.testing.assert_frame_equal(_pairs(index), before, check_exact=True)


@settings(max_examples=25)
@given(SEEDS)
def test_leaving_and_coming_back_changes_nothing(rng: random.Random) -> None:
    jobs, seekers, index = _random(rng)
    for job in jobs["job_id"].sample(2, random_state=0):
        index_without = index.without_jobs([job])
        back = index_without.with_jobs(jobs[jobs["job_id"] == job])
        pd.testing.assert_frame_equal(_pairs(back), _pairs(index), check_exact=True)
    one = seekers["seeker_id"][0]
    back = index.without_seekers([one]).with_seekers(seekers[seekers["seeker_id"] == one])
    pd.testing.assert_frame_equal(_pairs(back), _pairs(index), check_exact=True)


def test_a_known_id_replaces_the_record() -> None:
    index = Matcher().fit(JOBS, SEEKERS)
    changed = index.with_jobs(pd.DataFrame({"job_id": ["J2", "J9"], "title": ["电焊工", "保安"]}))
    assert sorted(changed.jobs.ids) == ["J1", "J2", "J3", "J9"]
    best = changed.recommend_jobs(["S1"], n=2).frame
    assert best["job_id"].tolist() == ["J1", "J2"]
    assert best["score"][0] == best["score"][1]
    assert index.recommend_jobs(["S1"], n=3).frame["job_id"].tolist()[0] == "J1"
    assert len(index.jobs) == 3


def test_newcomers_without_ids_never_replace_anybody() -> None:
    named = Matcher().fit(JOBS, SEEKERS)
    assert len(named.with_seekers(pd.DataFrame({"desired_job": ["月嫂"]})).seekers) == 3
    numbered = Matcher().fit(JOBS[["title"]], SEEKERS[["desired_job"]])
    for change, frame in (
        (numbered.with_seekers, pd.DataFrame({"desired_job": ["月嫂"]})),
        (numbered.with_jobs, pd.DataFrame({"title": ["月嫂"]})),
    ):
        with pytest.raises(TableError, match="ids") as caught:
            change(frame)
        assert caught.value.code == "id_from_row"


def test_columns_missing_in_newcomers_are_unknown() -> None:
    seekers = SEEKERS.assign(education=["初中", "高中"])
    matcher = Matcher(wish={Occupation(): 1}, fit={Education(): 1}, require=[])
    index = matcher.fit(JOBS.assign(education=["高中"] * 3), seekers)
    more = index.with_seekers(pd.DataFrame({"seeker_id": ["S9"], "desired_job": ["月嫂"]}))
    row = more.recommend_jobs(["S9"], n=1).frame.iloc[0]
    assert row["job_id"] == "J2"
    assert row["education"] == Education().missing
    assert row["confidence"] == 0.5


def test_refit_learns_anew() -> None:
    index = Matcher().fit(JOBS, SEEKERS)
    more = pd.DataFrame({"job_id": [f"K{k}" for k in range(30)], "title": ["电焊工"] * 30})
    bigger = index.with_jobs(more)
    pd.testing.assert_frame_equal(
        _pairs(bigger).loc[_pairs(index).index].drop(columns="rank"),
        _pairs(index).drop(columns="rank"),
        check_exact=True,
    )
    fresh = Matcher().fit(pd.concat([JOBS, more], ignore_index=True), SEEKERS)
    pd.testing.assert_frame_equal(_pairs(bigger.refit()), _pairs(fresh), check_exact=True)
    assert not _pairs(fresh).equals(_pairs(bigger))


# State


def test_an_index_cannot_be_changed() -> None:
    index = Matcher().fit(JOBS, SEEKERS)
    for name in ("jobs", "recipe", "encoded", "matcher"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(index, name, None)
    with pytest.raises(ValueError, match="read-only"):
        index.jobs["title"][0] = "x"


def test_an_index_survives_pickling() -> None:
    index = Matcher().fit(JOBS, SEEKERS)
    _ = index.recommend_jobs().frame
    again = pickle.loads(pickle.dumps(index))  # noqa: S301 - our own bytes
    pd.testing.assert_frame_equal(_pairs(again), _pairs(index), check_exact=True)
    assert dict(again.left_out) == dict(index.left_out)
    more = pd.DataFrame({"seeker_id": ["S9"], "desired_job": ["月嫂"]})
    pd.testing.assert_frame_equal(
        _pairs(again.with_seekers(more)), _pairs(index.with_seekers(more)), check_exact=True
    )


def _lists(index: MatchIndex, ids: list[str]) -> str:
    return str(index.recommend_jobs(ids, n=3).frame.to_csv())


def test_four_threads_at_once_get_equal_answers(county_index: MatchIndex) -> None:
    index = dataclasses.replace(county_index)  # its scores are not made yet
    ids = index.seekers.ids[:40].tolist()
    with ThreadPoolExecutor(4) as pool:
        calls = [pool.submit(_lists, index, ids) for _ in range(4)]
        answers = {call.result() for call in calls}
    assert answers == {_lists(county_index, ids)}


# A feature of one's own


@dataclass(frozen=True)
class Commute(Feature):
    """How near the job is, in coordinates of its own."""

    name = "commute"
    label = "通勤"
    reads_jobs = (Column("lon", unit="degree"), Column("lat", unit="degree"))
    reads_seekers = (Column("lon", unit="degree"), Column("lat", unit="degree"))
    missing: float = 0.4

    def scores(self, seekers: Encoded, jobs: Encoded) -> PartScores:
        sides = [[side.floats("lon"), side.floats("lat")] for side in (seekers, jobs)]
        known = [~np.isnan(side[0] + side[1]) for side in sides]
        return FunctionScores(*known, self.missing, _near, *sides)


def _near(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray) -> np.ndarray:
    return np.clip(1 - np.hypot(a - c, b - d), 0, 1)


def test_a_feature_of_ones_own_needs_one_class_and_brings_its_columns() -> None:
    jobs = JOBS.assign(lon=["108.5", "109.0", ""], lat=["30.9", "30.9", ""])
    seekers = SEEKERS.assign(lon=[108.5, 110.0], lat=[30.9, 30.9])
    index = Matcher(wish={Commute(): 1}, require=[], min_known=0.0).fit(jobs, seekers)
    frame = index.recommend_jobs(["S1"], n=3).frame
    assert frame["job_id"].tolist() == ["J1", "J2", "J3"]
    assert frame["commute"].tolist() == pytest.approx([1.0, 0.5, 0.4])
    assert frame["reasons"].tolist()[2] == "commute.unknown"
    with pytest.raises(TableError, match=r"jobs\.lon"):
        Matcher(wish={Commute(): 1}).fit(JOBS, seekers)
    late = index.with_seekers(
        pd.DataFrame({"seeker_id": ["S9"], "desired_job": ["x"], "lon": [109], "lat": [30.9]})
    )
    assert late.recommend_jobs(["S9"], n=1).frame["job_id"].tolist() == ["J2"]


def test_every_direction_of_the_county_is_ranked(county_index: MatchIndex) -> None:
    found = county_index.recommend_seekers(n=2)
    assert len(found) + sum(one.wanted - one.found for one in found.shortfalls) == 2 * len(
        county_index.jobs
    )
    assert {Location, Experience} <= {type(feature) for feature in county_index.recipe.features}
