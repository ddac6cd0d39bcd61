"""Matcher.tune: a new recipe where outcomes say so surely, the old one and the reason elsewhere."""

import pickle
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

from jobmatch import Location, Matcher, Occupation, Records, Salary, Text, read_jobs
from jobmatch.errors import RecipeError, TableError
from jobmatch.features import Encoded, Feature, Recipe
from jobmatch.schema import JOBS, SEEKERS, Column
from jobmatch.scores import FunctionScores
from jobmatch.tuning import tuned as tuned_module
from jobmatch.tuning.learning import HeldOut
from jobmatch.tuning.tuned import LEAST


@pytest.fixture(scope="module")
def tables(county):
    jobs, seekers = county
    return jobs.take(np.arange(60)), seekers.take(np.arange(120))


@pytest.fixture(scope="module")
def referrals(tables):
    """Pairs that were referred, with the scores of the features and no outcome yet."""
    return Matcher(require=[], min_known=0.0).fit(*tables).recommend_jobs(n=5).pairs


def outcomes(referrals, said):
    return referrals[["seeker_id", "job_id"]].assign(outcome=np.asarray(said).astype(int))


def by_location(referrals, seed=0):
    chance = expit(12 * (referrals["location"] - referrals["location"].median()))
    return outcomes(referrals, np.random.default_rng(seed).random(len(referrals)) < chance)


@pytest.fixture(scope="module")
def tuned(tables, referrals):
    return Matcher(require=[], min_known=0.0).tune(by_location(referrals), *tables)


def bytes_of(matcher, tables):
    return matcher.fit(*tables).recommend_jobs(n=4).frame.to_csv()


def test_one_line_gives_a_matcher_that_weighs_what_the_outcomes_ask_for(tuned, tables, referrals):
    start = Matcher(require=[], min_known=0.0)
    assert tuned.tuning.changed
    before, after = dict(start.recipe.wish), dict(tuned.recipe.wish)
    assert after[Location()] > before[Location()] + 0.1
    assert tuned.tuning.gain.low > 0
    assert tuned.tuning.gain.after > tuned.tuning.gain.before
    assert tuned.min_known == 0.0
    index = tuned.fit(*tables)
    location = index.recommend_jobs(n=5).pairs["location"].mean()
    assert location > referrals["location"].mean()


def test_the_matcher_asked_is_not_changed(tables, referrals):
    matcher = Matcher(require=[], min_known=0.0)
    recipe, before = matcher.recipe, vars(matcher).copy()
    new = matcher.tune(by_location(referrals), *tables)
    assert new is not matcher
    assert matcher.recipe is recipe
    assert vars(matcher) == before
    assert matcher.tuning is None


def test_no_feature_comes_in_or_changes_side(tuned):
    start = Matcher(require=[]).recipe
    for side in ("wish", "fit"):
        assert {f for f, _ in getattr(tuned.recipe, side)} <= {f for f, _ in getattr(start, side)}
        weights = [weight for _, weight in getattr(tuned.recipe, side)]
        assert sum(weights) == pytest.approx(1.0)
        assert min(weights) > 0


def test_the_report_holds_every_weight_before_and_after(tuned, tables):
    weights = tuned.tuning.weights
    assert list(weights.columns) == ["side", "feature", "label", "before", "after"]
    assert weights.groupby("side")[["before", "after"]].sum().to_numpy() == pytest.approx(1.0)
    used = tuned.fit(*tables).recipe
    for side in ("wish", "fit"):
        mine = weights[weights["side"] == side]
        told = {f: w for f, w in zip(mine["feature"], mine["after"], strict=True) if w}
        assert {f.name: w for f, w in getattr(used, side)} == pytest.approx(told)


def test_features_without_columns_keep_their_share(tables, referrals):
    seekers = tables[1]
    names = [column for column in seekers.schema if column.name != "desired_salary"]
    fewer = Records("seekers", seekers.ids, seekers.rows, {c: seekers[c.name] for c in names})
    start = Matcher(require=[], min_known=0.0)
    new = start.tune(by_location(referrals), tables[0], fewer)
    assert new.tuning.changed
    assert dict(new.recipe.wish)[Salary()] == pytest.approx(dict(start.recipe.wish)[Salary()])
    assert "salary" not in set(new.tuning.weights["feature"])
    assert "salary" in new.fit(tables[0], fewer).left_out


def test_the_report_is_read_in_plain_words(tuned):
    told = str(tuned.tuning)
    for words in ("权重已按反馈调整", "采用反馈", "95%区间", "→", "求职意愿", "岗位要求"):
        assert words in told
    assert repr(tuned.tuning).startswith("<Tuning changed: ")


def test_with_few_outcomes_the_lists_stay_to_the_byte(tables, referrals):
    start = Matcher(require=[], min_known=0.0)
    new = start.tune(by_location(referrals).head(LEAST), *tables)
    assert new.tuning.verdict == "too_few"
    assert new.tuning.gain is None
    assert new.recipe == start.recipe
    assert bytes_of(new, tables) == bytes_of(start, tables)
    assert "权重未变" in str(new.tuning)


@pytest.mark.parametrize("kind", [0, 1])
def test_outcomes_of_one_kind_keep_the_defaults(tables, referrals, kind):
    new = Matcher(require=[]).tune(outcomes(referrals, np.full(len(referrals), kind)), *tables)
    assert new.tuning.verdict == "one_kind"
    assert new.recipe == Matcher(require=[]).recipe


def test_outcomes_of_few_people_keep_the_defaults(tables):
    pairs = Matcher(require=[], min_known=0.0).fit(*tables).recommend_jobs(n=50).pairs
    pairs = pairs[pairs["seeker_id"].isin(pairs["seeker_id"].unique()[: LEAST - 1])]
    new = Matcher(require=[]).tune(by_location(pairs), *tables)
    assert new.tuning.verdict == "too_few"


def test_outcomes_without_a_reason_keep_the_defaults(tables, referrals):
    coin = np.random.default_rng(5).random(len(referrals)) < 0.5
    new = Matcher(require=[], min_known=0.0).tune(outcomes(referrals, coin), *tables)
    assert new.tuning.verdict == "no_gain"
    assert new.tuning.gain.low <= 0
    assert new.recipe == Matcher(require=[]).recipe
    assert "没有可靠的改进" in str(new.tuning)


def test_a_gain_that_may_be_chance_keeps_the_defaults(tables, referrals, monkeypatch):
    unsure = HeldOut(gain=0.01, low=-0.001, high=0.021, before=0.7, after=0.8)
    monkeypatch.setattr(tuned_module, "held_out", lambda sample, start: unsure)
    new = Matcher(require=[]).tune(by_location(referrals), *tables)
    assert new.tuning.verdict == "no_gain"
    assert new.recipe == Matcher(require=[]).recipe


def test_one_feature_a_side_leaves_nothing_to_weigh(tables, referrals):
    matcher = Matcher(wish={Location(): 1}, fit={Text(): 1}, require=[])
    new = matcher.tune(by_location(referrals), *tables)
    assert new.tuning.verdict == "nothing_to_weigh"


def test_a_recipe_of_ones_own_is_tuned_and_stays_explicit(tables, referrals):
    matcher = Matcher(wish={Location(): 1, Text(): 9}, require=[], combine="harmonic")
    new = matcher.tune(by_location(referrals), *tables)
    assert new.tuning.changed
    assert dict(new.recipe.wish)[Location()] > 0.2
    assert not new.recipe.fit
    assert (new.explicit, new.combine) == (True, "harmonic")
    with pytest.raises(TableError, match="location"):
        new.fit(pd.DataFrame({"title": ["焊工"]}), pd.DataFrame({"desired_job": ["焊工"]}))


def test_the_order_of_all_tables_plays_no_part(tuned, tables, referrals):
    jobs, seekers = (side.take(np.arange(len(side))[::-1]) for side in tables)
    said = by_location(referrals).sample(frac=1.0, random_state=1)
    again = Matcher(require=[], min_known=0.0).tune(said, jobs, seekers)
    pd.testing.assert_frame_equal(again.tuning.weights, tuned.tuning.weights, check_exact=True)
    assert str(again.tuning) == str(tuned.tuning)


def test_a_tuned_matcher_survives_pickling_and_can_be_tuned_again(tuned, tables, referrals):
    again = pickle.loads(pickle.dumps(tuned))  # noqa: S301 - our own bytes
    assert again.recipe == tuned.recipe
    assert str(again.tuning) == str(tuned.tuning)
    index = tuned.fit(*tables)
    more = tuned.tune(by_location(referrals, seed=1), index.jobs, index.seekers)
    assert dict(more.recipe.wish)[Location()] >= dict(tuned.recipe.wish)[Location()]


def test_what_is_left_out_is_told_without_a_cell(tables, referrals):
    said = by_location(referrals).astype(object)
    said.loc[0, "outcome"] = "待定13800138000"
    said.loc[1, "job_id"] = "13800138000"
    new = Matcher(require=[]).tune(said, *tables)
    assert new.tuning.left_out["code"].tolist() == ["outcome_unread", "outcome_unknown_id"]
    assert len(new.tuning.outcomes) == len(referrals) - 2
    told = str(new.tuning) + repr(new.tuning) + new.tuning.left_out.to_csv() + repr(new)
    assert "13800138000" not in told
    assert "未采用" in told


# Protected fields

SEX = Column("sex", "flag", label="性别")


@dataclass(frozen=True)
class Sexed(Feature):
    """A feature there must never be."""

    name = "sexed"
    label = "性别"
    reads_jobs = ("sex",)
    reads_seekers = ("sex",)

    def scores(self, seekers: Encoded, jobs: Encoded) -> FunctionScores:
        sides = [[side.floats("sex")] for side in (seekers, jobs)]
        known = [side[0] >= 0 for side in sides]
        return FunctionScores(*known, 0.5, np.minimum, *sides)


@dataclass(frozen=True)
class Declared(Sexed):
    """The same with columns of its own."""

    reads_jobs = (SEX,)
    reads_seekers = (SEX,)


@dataclass(frozen=True)
class Sneaking(Sexed):
    """The same under a harmless name, its trait hidden behind a column of text."""

    reads_jobs = ("title",)
    reads_seekers = ("desired_job",)

    def encode_jobs(self, jobs: Records) -> Encoded:
        return Encoded({"sex": jobs["sex"]})

    def encode_seekers(self, seekers: Records) -> Encoded:
        return Encoded({"sex": seekers["sex"]})


def with_sex(records, column=SEX):
    data = {known: records[known.name] for known in records.schema}
    data[column] = np.arange(len(records)) % 2
    return Records(records.table, records.ids, records.rows, data)


@pytest.mark.parametrize("kind", [Sexed, Declared, Sneaking])
def test_no_weight_is_learned_from_a_protected_trait(kind, tables, referrals):
    jobs, seekers = map(with_sex, tables)
    matcher = Matcher(wish={Occupation(): 1, kind(): 1}, require=[])
    with pytest.raises(RecipeError, match="protected") as caught:
        matcher.tune(by_location(referrals), jobs, seekers)
    assert caught.value.code == "protected_column"


def test_a_protected_heading_behind_a_harmless_name_is_refused(tables, referrals):
    hidden = replace(SEX, name="x1", label="", headings=("婚育状况",))
    jobs = with_sex(tables[0], hidden)
    with pytest.raises(RecipeError, match=r"jobs\.x1"):
        Matcher(require=[]).tune(by_location(referrals), jobs, tables[1])


def test_a_feature_that_calls_a_column_protected_is_refused_whatever_the_table_calls_it(
    tables, referrals
):
    @dataclass(frozen=True)
    class Labeled(Sexed):
        reads_jobs = (replace(SEX, name="x1"),)
        reads_seekers = ("desired_job",)

        def encode_jobs(self, jobs: Records) -> Encoded:
            return Encoded({"sex": jobs["x1"]})

        def encode_seekers(self, seekers: Records) -> Encoded:
            return Encoded({"sex": np.ones(len(seekers))})

    # Told by its feature alone: neither reading nor the table can know what x1 is.
    jobs = with_sex(tables[0], Column("x1", "flag"))
    with pytest.raises(RecipeError, match="sexed"):
        Matcher(wish={Occupation(): 1, Labeled(): 1}, require=[]).tune(
            by_location(referrals), jobs, tables[1]
        )


def test_no_standard_column_is_taken_for_a_protected_one():
    from jobmatch.tuning.tuned import _names_protected

    assert not [c.name for t in (JOBS, SEEKERS) for c in t.columns if _names_protected(c)]


def test_frames_with_protected_columns_are_tuned_as_if_without(referrals):
    jobs = pd.DataFrame({"job_id": ["J1"], "title": ["焊工"], "性别要求": ["男"]})
    seekers = pd.DataFrame({"seeker_id": ["S1"], "desired_job": ["焊工"], "性别": ["女"]})
    said = pd.DataFrame({"seeker_id": ["S1"], "job_id": ["J1"], "outcome": ["录用"]})
    new = Matcher().tune(said, jobs, seekers)
    assert new.tuning.verdict == "too_few"
    assert "性别要求" in read_jobs(jobs).left_out
    assert isinstance(new.recipe, Recipe)
