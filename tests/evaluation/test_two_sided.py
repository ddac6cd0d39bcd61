import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.errors import RecipeError
from jobmatch.evaluation import coverage, gini, mutual, received, served, top_share
from jobmatch.matcher import Matcher

JOBS = pd.DataFrame({"job_id": ["J1", "J2", "J3", "J4"], "title": ["焊工", "月嫂", "厨师", "保安"]})
SEEKERS = pd.DataFrame({"seeker_id": ["S1", "S2"], "desired_job": ["焊工", "焊工"]})
COUNTS = st.lists(st.integers(0, 50), min_size=1, max_size=30)


@pytest.fixture(scope="module")
def index():
    return Matcher().fit(JOBS, SEEKERS)


def pairs(referrals):
    frame = referrals.frame
    return set(zip(frame["seeker_id"], frame["job_id"], strict=True))


def test_coverage_is_the_share_of_the_other_side_in_any_list(index):
    assert coverage(index.recommend_jobs(n=1)) == 0.25
    assert coverage(index.recommend_jobs(n=4)) == 1.0
    assert coverage(index.recommend_seekers(n=1)) == 0.5


@pytest.mark.parametrize("n", [1, 2, 4])
def test_received_counts_the_lists_each_record_stands_in(index, n):
    lists = index.recommend_jobs(n=n)
    named = lists.frame["job_id"].tolist()
    assert received(lists).tolist() == [named.count(one) for one in JOBS["job_id"]]
    lists = index.recommend_seekers(n=n)
    named = lists.frame["seeker_id"].tolist()
    assert received(lists).tolist() == [named.count(one) for one in SEEKERS["seeker_id"]]


def test_served_is_the_share_of_the_lists_own_side_that_is_told_of_anyone(index):
    assert served(index.recommend_jobs(n=1)) == 1.0
    assert served(index.recommend_jobs(["S2"], n=3)) == 0.5
    assert served(index.recommend_seekers(n=1)) == 1.0
    assert served(index.recommend_seekers(["J1"], n=1)) == 0.25
    assert served(index.recommend_jobs(n=1, min_score=1.0)) == 0.0


@pytest.mark.parametrize(("n_jobs", "n_seekers"), [(1, 1), (1, 2), (3, 1), (4, 2)])
def test_mutual_is_the_share_of_pairs_in_the_lists_of_both_sides(index, n_jobs, n_seekers):
    ours, theirs = index.recommend_jobs(n=n_jobs), index.recommend_seekers(n=n_seekers)
    both, either = pairs(ours) & pairs(theirs), pairs(ours) | pairs(theirs)
    assert mutual(ours, theirs) == len(both) / len(either)


def test_mutual_is_one_where_all_pairs_are_listed_and_refuses_sides_swapped(index):
    ours, theirs = index.recommend_jobs(n=4), index.recommend_seekers(n=2)
    assert mutual(ours, theirs) == 1.0
    with pytest.raises(RecipeError, match="first"):
        mutual(theirs, ours)


@given(COUNTS, st.integers(1, 5))
def test_gini_is_that_of_the_mean_absolute_difference(counts, factor):
    total = sum(counts)
    mean_difference = sum(abs(a - b) for a in counts for b in counts)
    expected = mean_difference / (2 * len(counts) * total) if total else 0.0
    assert gini(counts) == pytest.approx(expected)
    assert gini([factor * one for one in counts]) == pytest.approx(expected)


@given(COUNTS, st.integers(1, 100))
def test_top_share_is_what_the_most_counted_few_have(counts, percent):
    few = -(-len(counts) * percent // 100)  # rounded up in whole numbers
    expected = sum(sorted(counts)[-few:]) / sum(counts) if sum(counts) else 0.0
    found = top_share(counts, share=percent / 100)
    assert found == pytest.approx(expected)
    assert found >= min(percent / 100, 1.0) - 1e-9 or not sum(counts)


def test_counts_that_are_negative_or_unknown_and_shares_outside_are_refused():
    for counts in ([-1, 2], [math.nan, 1], [[1]]):
        for metric in (gini, top_share):
            with pytest.raises(RecipeError, match="counts"):
                metric(counts)
    for share in (0.0, 1.5):
        with pytest.raises(RecipeError, match="share"):
            top_share([1], share=share)
