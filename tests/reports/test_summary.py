import datetime as dt

import pandas as pd
import pytest

from jobmatch.features import NotExpired
from jobmatch.matcher import Matcher
from jobmatch.records import read_jobs
from jobmatch.reports import expired, shortfall_list, summary


@pytest.fixture
def lists(index):
    return index.recommend_jobs(n=2), index.recommend_seekers(n=2)


@pytest.fixture
def counts(lists):
    return summary(*lists)


def number(counts: pd.DataFrame, item: str) -> object:
    (found,) = counts.loc[counts["项目"] == item, "数量"]
    return found


def test_people_and_vacancies_are_counted(counts):
    assert number(counts, "求职者人数") == 3
    assert number(counts, "推荐名额已满") == 2
    assert number(counts, "岗位数") == 3
    assert number(counts, "招聘总人数") == 15
    assert number(counts, "已过截止日期") == 1
    assert number(counts, "没有合适求职者的岗位") == 1


def test_coverage_is_told_honestly(counts, lists):
    referred = number(counts, "已推荐给求职者的岗位")
    assert referred == lists[0].frame["job_id"].nunique()
    left = number(counts, "未进入任何求职者名单")
    assert referred + left + number(counts, "已过截止日期") == number(counts, "岗位数")


@pytest.mark.parametrize("kind", ["离家远近", "推荐去向", "推荐职业"])
def test_shares_of_the_referrals_sum_to_one(counts, lists, kind):
    shares = counts[counts["类别"] == kind]
    assert shares["数量"].sum() == len(lists[0])
    assert shares["占比"].astype(float).sum() == pytest.approx(1, abs=1e-3)


def test_distance_from_home_is_by_division(index):
    counts = summary(index.recommend_jobs(n=2), index.recommend_seekers(n=2))
    found = counts[counts["类别"] == "离家远近"].set_index("项目")["数量"].to_dict()
    # From 云阳 and 万州 each to 云阳 and to 昆山.
    assert found == {"本区县": 1, "本市其他区县": 1, "外省": 2}


def test_shortfalls_name_their_cause(lists):
    listed = shortfall_list(*lists).set_index("编号")
    assert listed.loc["S3", ["对象", "已推荐", "应推荐", "原因代码"]].tolist() == [
        "求职者", 0, 2, "too_little_known",
    ]  # fmt: skip
    assert listed.loc["J3", ["对象", "求职意向/岗位名称"]].tolist() == ["岗位", "保安"]


def test_problems_are_part_of_the_summary(counts):
    said = counts[counts["类别"] == "岗位表问题"]["项目"].str.cat()
    assert "地名有多处同名" in said


def test_a_vacancy_without_a_last_day_is_not_expired():
    jobs = read_jobs(
        pd.DataFrame({"title": ["焊工"] * 3, "valid_until": ["2026-01-01", "", "2026-03-01"]})
    )
    assert expired(jobs, [NotExpired(dt.date(2026, 3, 1))]) == 1
    assert expired(jobs, []) == 0
    assert expired(read_jobs(pd.DataFrame({"title": ["焊工"]})), [NotExpired()]) == 0


def test_the_smallest_tables_have_a_summary():
    index = Matcher().fit(
        pd.DataFrame({"title": ["焊工"]}), pd.DataFrame({"desired_job": ["焊工"]})
    )
    counts = summary(index.recommend_jobs(n=1), index.recommend_seekers(n=1))
    assert number(counts, "推荐总条数") == 1
    assert "推荐去向" not in set(counts["类别"])
