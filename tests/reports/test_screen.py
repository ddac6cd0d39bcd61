import pandas as pd

from jobmatch.matcher import Matcher
from jobmatch.reports import screen, summary


def test_a_summary_is_short_and_in_chinese(index):
    counts = summary(index.recommend_jobs(n=2), index.recommend_seekers(n=2))
    lines = screen.summary_lines(counts)
    assert "  求职者人数：3" in lines
    assert any(line.startswith("  已过截止日期：1（33%）") for line in lines)
    assert any(line.startswith("  推荐去向：") for line in lines)
    assert len(lines) < 20


def test_examples_are_of_different_trades(index):
    lines = screen.example_lines(index.recommend_jobs(n=2))
    said = "\n".join(lines)
    assert "求职者 S1" in said
    assert "00123，电焊工，=甲厂，重庆市云阳县，4000-6000元/月" in said
    assert said.count("→") >= 1


def test_examples_repeat_exactly(index):
    referrals = index.recommend_jobs(n=2)
    assert screen.example_lines(referrals) == screen.example_lines(index.recommend_jobs(n=2))


def test_no_referrals_no_examples(index):
    assert screen.example_lines(index.recommend_jobs([], n=2)) == []


def test_examples_need_no_column_but_the_ids():
    jobs = pd.DataFrame({"job_id": ["J1"], "description": ["招焊工"]})
    seekers = pd.DataFrame({"seeker_id": ["S1"], "skills": ["电焊"]})
    lines = screen.example_lines(Matcher().fit(jobs, seekers).recommend_jobs(n=1))
    assert lines[1] == "  例1：求职者 S1"
    assert lines[2].startswith("       → J1，匹配度 ")


def test_the_warning_comes_where_most_vacancies_are_over():
    assert screen.expiry_lines(5, 10) == []
    first, second = screen.expiry_lines(6, 10)
    assert "10 个岗位中有 6 个" in first
    assert "--day" in second
    assert "--no-expiry" in second
