"""The market generator: seeded, counted, messy at its rates, and true to its latent truth."""

import re

import numpy as np
import pandas as pd
import pytest

from jobmatch.datasets import Market, make_market
from jobmatch.datasets.latent import spread_openings
from jobmatch.datasets.tables import phrases, rates, world
from jobmatch.errors import RecipeError
from jobmatch.records import read_jobs, read_seekers


@pytest.fixture(scope="module")
def market() -> Market:
    return make_market(n_jobs=4000, n_seekers=6000, rng=11)


def kept(market: Market, table: str) -> pd.DataFrame:
    frame, rows = getattr(market, table), getattr(market, f"{table[:-1]}_rows")
    return frame.iloc[rows].reset_index(drop=True)


def plain(market: Market, table: str) -> pd.DataFrame:
    """Kept rows without blanks at the edges of cells."""
    return kept(market, table).apply(lambda cells: cells.str.strip())


def test_same_seed_gives_the_same_market() -> None:
    first, second = (
        make_market(n_jobs=50, n_seekers=70, rng=3),
        make_market(n_jobs=50, n_seekers=70, rng=np.random.default_rng(3)),
    )
    pd.testing.assert_frame_equal(first.jobs, second.jobs)
    pd.testing.assert_frame_equal(first.seekers, second.seekers)
    for name in type(first.preferences).__slots__:
        one, other = getattr(first.preferences, name), getattr(second.preferences, name)
        assert np.array_equal(one, other)


def test_another_seed_gives_another_market() -> None:
    first, second = (make_market(n_jobs=50, n_seekers=70, rng=seed) for seed in (3, 4))
    assert not first.jobs.equals(second.jobs)


@pytest.mark.parametrize(("n_jobs", "n_seekers"), [(1, 1), (2, 5), (695, 1023)])
def test_sizes_and_openings_are_as_asked(n_jobs: int, n_seekers: int) -> None:
    truth = make_market(n_jobs=n_jobs, n_seekers=n_seekers, n_openings=9000, rng=1).preferences
    assert len(truth.job_ids) == n_jobs
    assert len(truth.seeker_ids) == n_seekers
    assert truth.job_openings[truth.job_headcount_known].sum() == 9000


@pytest.mark.parametrize("total", [300, 301, 777, 5000, 123_456])
def test_openings_spread_to_any_total(total: int) -> None:
    generator = np.random.default_rng(5)
    openings = generator.choice([1, 2, 5, 10, 50, 300], 300)
    spread = spread_openings(openings, np.ones(300, dtype=bool), total)
    assert spread.sum() == total
    assert spread.min() >= 1


def test_written_headcounts_sum_to_the_openings(market: Market) -> None:
    digits = kept(market, "jobs")["招聘人数"].str.normalize("NFKC").str.extract(r"(\d+)")[0]
    truth = market.preferences
    assert np.array_equal(digits.notna(), truth.job_headcount_known)
    written = digits.fillna("0").astype(int).to_numpy()
    assert np.array_equal(
        written[truth.job_headcount_known], truth.job_openings[truth.job_headcount_known]
    )


def test_every_cell_is_a_str(market: Market) -> None:
    for frame in (market.jobs, market.seekers):
        assert all(type(cell) is str for column in frame for cell in frame[column])
        assert all(frame[column].dtype == object for column in frame)


def test_headings_are_recognised() -> None:
    market = make_market(n_jobs=60, n_seekers=60, rng=2)
    jobs, seekers = read_jobs(market.jobs), read_seekers(market.seekers)
    assert jobs.left_out == seekers.left_out == ()
    assert len(jobs.columns) == market.jobs.shape[1] - 1  # the id is apart
    assert len(seekers.columns) == market.seekers.shape[1] - 1


@pytest.mark.parametrize("table", ["jobs", "seekers"])
def test_extra_rows_are_repeats_conflicts_and_lost_ids(market: Market, table: str) -> None:
    frame, n = getattr(market, table), len(kept(market, table))
    name, rule = frame.columns[0], rates()
    assert (frame[name] == "").sum() == round(rule["missing_id"] * n)
    assert frame[frame[name] != ""].duplicated().sum() == round(rule["exact_duplicate"] * n)
    unlike = frame[frame[name] != ""].drop_duplicates()
    assert unlike[name].duplicated().sum() == round(rule["conflict"] * n)
    ids = market.preferences.job_ids if table == "jobs" else market.preferences.seeker_ids
    assert list(kept(market, table)[name]) == list(ids)
    assert not set(unlike[name][unlike[name].duplicated()]) & set(ids)


def share(flags: pd.Series) -> float:
    return float(flags.mean())


def test_mess_of_the_jobs_is_at_its_rates(market: Market) -> None:
    jobs, rule = plain(market, "jobs"), rates()
    assert share(jobs["招聘人数"].str.startswith("若干")) == pytest.approx(
        rule["vague_headcount"], rel=0.3
    )
    assert share(jobs["薪资待遇"].str.contains("议|議|^$")) == pytest.approx(
        rule["negotiable"], rel=0.3
    )
    assert share(jobs["截止日期"].str.contains("长期|長期|招满|招滿")) == pytest.approx(
        rule["open_ended"], rel=0.2
    )
    assert share(
        jobs["年龄要求"].str.contains(r"\d") & ~jobs["年龄要求"].str.contains("年满|年滿")
    ) == pytest.approx(rule["age_limit"], rel=0.15)
    full_width = jobs.agg("".join, axis=1).str.contains("[０-９]")
    assert share(full_width) == pytest.approx(rule["full_width"], rel=0.4)
    assert share(jobs["工作地点"].str.contains("雲陽|廣東|蘇州|萬州")) > 0


def test_mess_of_the_seekers_is_at_its_rates(market: Market) -> None:
    seekers = plain(market, "seekers")
    empty = (seekers[["技能特长", "工作经历", "学历", "期望工作地", "期望月薪"]] == "").all(axis=1)
    assert share(empty) == pytest.approx(rates()["nearly_empty"], rel=0.2)
    assert share(seekers["期望工作地"].str.contains("离家近|就近|本地|不限")) > 0.05
    ages = market.preferences.seeker_age
    assert 0.7 < np.mean((ages >= 30) & (ages <= 55)) < 0.95
    assert 0.45 < np.mean(market.preferences.seeker_education == 2) < 0.7


def test_no_cell_holds_a_phone_or_an_identity_number(market: Market) -> None:
    private = re.compile(r"(?<!\d)1\d{10}(?!\d)|\d{9,}|@|微信|电话[:：]")
    for frame in (market.jobs, market.seekers):
        cells = frame.iloc[:, 1:].agg(" ".join, axis=1).str.normalize("NFKC")
        assert not cells.map(lambda text: bool(private.search(text))).any()


def test_titles_come_from_the_latent_occupation(market: Market) -> None:
    titles, truth = kept(market, "jobs")["岗位名称"], market.preferences
    lists = [tuple(world().lexicon.titles.under(name)) for name in truth.occupations]
    told = [
        any(title in text for title in lists[k])
        for text, k in zip(titles, truth.job_occupation, strict=True)
    ]
    assert np.mean(told) > 0.97  # the rest is written in Traditional characters


def test_wishes_come_from_the_latent_occupation(market: Market) -> None:
    wishes, truth = kept(market, "seekers")["求职意向"], market.preferences
    lists = [tuple(world().lexicon.wishes.under(name)) for name in truth.occupations]
    told = [
        any(wish in text for wish in lists[k])
        for text, k in zip(wishes, truth.seeker_occupation, strict=True)
    ]
    assert np.mean(told) > 0.9  # the rest is vague, blank or Traditional


def test_written_licences_include_every_required_one_or_the_description_does(
    market: Market,
) -> None:
    jobs, truth = kept(market, "jobs"), market.preferences
    both = jobs["证书要求"] + jobs["岗位描述"]
    fork_lift = truth.licences.index("叉车证")
    needs = ((truth.job_required >> np.uint64(fork_lift)) & np.uint64(1)).astype(bool)
    texts = tuple(phrases("licences").under("叉车证"))
    told = both[needs].map(lambda cell: any(text in cell for text in texts))
    assert needs.sum() > 10
    assert told.mean() > 0.9  # the rest is Traditional


def test_utilities_are_shares_and_follow_the_truth(market: Market) -> None:
    truth = market.preferences
    i, j = np.arange(300)[:, None], np.arange(200)
    wish, need = truth.seeker_utility(i, j), truth.employer_utility(i, j)
    assert wish.shape == need.shape == (300, 200)
    assert min(wish.min(), need.min()) >= 0.0
    assert max(wish.max(), need.max()) <= 1.0
    same = truth.seeker_occupation[i] == truth.job_occupation[j]
    assert wish[same].mean() > wish[~same].mean() + 0.15
    assert need[same].mean() > need[~same].mean() + 0.15
    inside = truth.seeker_cities[i, truth.job_place[j]]
    assert wish[inside].mean() > wish[~inside].mean() + 0.15
    assert truth.mutual_utility(5, 7) == pytest.approx(np.sqrt(wish[5, 7] * need[5, 7]))


def test_a_missing_required_licence_lowers_what_the_employer_feels(market: Market) -> None:
    truth = market.preferences
    i, j = np.arange(500)[:, None], np.arange(400)
    lacking = (truth.job_required[j] & ~truth.seeker_licences[i]) != 0
    assert truth.employer_utility(i, j)[lacking].max() <= 0.2


def test_preferences_cannot_be_written_to(market: Market) -> None:
    with pytest.raises(ValueError, match="read-only"):
        market.preferences.job_pay[0] = 0


@pytest.mark.parametrize(
    "arguments",
    [
        {"n_jobs": 0},
        {"n_jobs": True},
        {"n_jobs": 2.5},
        {"n_seekers": -1},
        {"n_seekers": 10**9},
        {"n_jobs": 10, "n_openings": 9},
        {"rng": -1},
        {"rng": "7"},
        {"rng": True},
    ],
)
def test_impossible_arguments_are_recipe_errors(arguments: dict[str, object]) -> None:
    with pytest.raises(RecipeError):
        make_market(**arguments)  # type: ignore[arg-type]
