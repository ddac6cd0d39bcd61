import re

import numpy as np
import pandas as pd
import pytest

from jobmatch import Matcher, MatchIndex, Occupation, Salary
from jobmatch.features import Reason
from jobmatch.referrals import Shortfall, sentence

NUMBERS = ["score", "wish", "fit", "confidence"]


def test_the_frame_leads_with_who_is_referred_to_what(county_index: MatchIndex) -> None:
    some = county_index.seekers.ids[:5].tolist()
    found = county_index.recommend_jobs(some, n=3)
    names = [feature.name for feature in county_index.recipe.features]
    ends = ["reasons", "sentence"]
    assert found.frame.columns.tolist() == ["seeker_id", "rank", "job_id", *NUMBERS, *names, *ends]
    assert found.pairs.columns.tolist() == ["seeker_id", "rank", "job_id", *NUMBERS, *names]
    turned = county_index.recommend_seekers(county_index.jobs.ids[:2].tolist(), n=3).frame
    assert turned.columns[:3].tolist() == ["job_id", "rank", "seeker_id"]


def test_frames_are_copies(county_index: MatchIndex) -> None:
    found = county_index.recommend_jobs(county_index.seekers.ids[:2].tolist(), n=2)
    first = found.frame
    first["score"] = -1.0
    first.loc[0, "seeker_id"] = "x"
    assert (found.frame["score"] >= 0).all()
    assert found.frame["seeker_id"][0] != "x"
    assert len(found) == len(first)


def test_every_referral_has_codes_and_a_sentence(county_index: MatchIndex) -> None:
    frame = county_index.recommend_jobs(county_index.seekers.ids[:60].tolist(), n=3).frame
    assert frame["reasons"].str.fullmatch(r"[a-z_]+\.[a-z_]+(;[a-z_]+\.[a-z_]+)*").all()
    assert frame["sentence"].str.endswith("。").all()
    assert not frame["sentence"].str.contains(r"\d{7}|nan|None").any()
    assert not any(re.search("；。|。。|；；|：；|^。", text) for text in frame["sentence"])


def test_numbers_are_rounded_and_in_range(county_index: MatchIndex) -> None:
    pairs = county_index.recommend_jobs(county_index.seekers.ids[:40].tolist(), n=5).pairs
    numbers = pairs.drop(columns=["seeker_id", "rank", "job_id"]).to_numpy(dtype=float)
    assert (np.round(numbers, 6) == numbers).all()
    assert ((numbers >= 0) & (numbers <= 1)).all()


def test_nothing_found_keeps_columns_and_types(county_index: MatchIndex) -> None:
    empty, full = (
        county_index.recommend_jobs(ids, n=2).frame
        for ids in ([], county_index.seekers.ids[:2].tolist())
    )
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert county_index.recommend_jobs([], n=2).shortfall_frame.columns.tolist() == [
        "id", "found", "wanted", "code", "text",
    ]  # fmt: skip


def test_the_sentence_says_first_what_speaks_for_it() -> None:
    good, bad = Reason("a.good", "甲好"), Reason("b.low", "乙差")
    ask = Reason("c.unknown", "丙未知")
    text = sentence([(bad, 0.1, True), (ask, 0.5, False), (good, 0.9, True)])
    assert text.index("甲好") < text.index("乙差") < text.index("丙未知")
    assert text.count("。") == 3
    assert sentence([]) == ""


@pytest.mark.parametrize(
    ("kept", "found", "offered", "thin", "code"),
    [
        (0, 0, 9, True, "too_little_known"),
        (1, 2, 9, False, "min_score"),
        (2, 2, 2, False, "too_few"),
        (0, 0, 0, False, "too_few"),
        (1, 1, 2, False, "gates"),
        (0, 0, 9, False, "gates"),
    ],
)
def test_a_shortfall_names_its_cause(
    kept: int, found: int, offered: int, thin: bool, code: str
) -> None:
    one = Shortfall.of("S1", (kept, found, 3, offered), thin=thin)
    assert (one.id, one.found, one.wanted, one.code) == ("S1", kept, 3, code)
    assert one.text


def test_shortfalls_are_true(county_index: MatchIndex) -> None:
    found = county_index.recommend_jobs(n=4)
    counts = pd.Series(found.seekers.ids[found.seeker_rows]).value_counts()
    short = {one for one in found.seekers.ids if counts.get(one, 0) < 4}
    assert short
    assert {one.id for one in found.shortfalls} == short
    assert len(found.shortfalls) == len(short)
    assert all(one.found == counts.get(one.id, 0) for one in found.shortfalls)
    shares = county_index.scores.match.known_shares()[0]
    for one in found.shortfalls:
        thin = shares[found.seekers.row_of(one.id)] < county_index.matcher.min_known
        assert (one.code == "too_little_known") == thin
    assert len(found.shortfall_frame) == len(short)


def test_the_repr_counts_and_shows_no_cell() -> None:
    jobs = pd.DataFrame({"job_id": ["J1"], "title": ["焊工"], "salary": ["5000"]})
    seekers = pd.DataFrame(
        {"seeker_id": ["S1"], "desired_job": ["焊工"], "desired_salary": ["4000"]}
    )
    index = Matcher(wish={Occupation(): 1, Salary(): 1}).fit(jobs, seekers)
    found = index.recommend_jobs()
    assert repr(found) == "<Referrals for seekers: 1 referrals in 1 lists, 1 shortfalls>"
    assert "焊工" not in repr(found) + repr(index) + repr(index.matcher)
    assert "<table" in found._repr_html_()
