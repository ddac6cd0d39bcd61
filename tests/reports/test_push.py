import re

import pandas as pd

from jobmatch.features import Location, Occupation
from jobmatch.matcher import Matcher
from jobmatch.reports import push_list

FOR_SEEKERS = [
    "求职者编号", "求职意向", "名次", "岗位编号", "岗位名称", "招聘单位", "工作地点", "月薪",
    "招聘人数", "匹配度", "信息完整度", "推荐理由", "理由代码",
]  # fmt: skip
FOR_EMPLOYERS = [
    "岗位编号", "岗位名称", "招聘单位", "名次", "求职者编号", "意向职业", "已登记技能", "证书",
    "工作年限", "学历", "所在城市", "匹配度", "推荐理由",
]  # fmt: skip


def test_a_clerk_reads_what_the_cells_meant(index):
    frame = push_list(index.recommend_jobs(n=1))
    assert list(frame.columns) == FOR_SEEKERS
    first = frame.set_index("求职者编号").loc["S1"]
    assert first["岗位编号"] == "00123"
    assert first[["名次", "岗位名称", "工作地点", "月薪", "招聘人数"]].tolist() == [
        1, "电焊工", "重庆市云阳县", "4000-6000元/月", 10,
    ]  # fmt: skip
    second = frame.set_index("求职者编号").loc["S2"]
    assert second[["工作地点", "月薪", "招聘人数"]].tolist() == [
        "江苏省苏州市昆山市", "3000元以上/月", "5-8人",
    ]  # fmt: skip


def test_numbers_and_reasons_are_those_of_the_referrals(index):
    referrals = index.recommend_jobs(n=2)
    frame, numbers = push_list(referrals), referrals.frame
    assert frame["匹配度"].tolist() == numbers["score"].round(3).tolist()
    assert frame["推荐理由"].tolist() == numbers["sentence"].tolist()
    assert frame["理由代码"].tolist() == numbers["reasons"].tolist()


def test_an_employer_gets_an_anonymous_line(index):
    frame = push_list(index.recommend_seekers(n=3))
    assert list(frame.columns) == FOR_EMPLOYERS
    one = frame[(frame["岗位编号"] == "00123") & (frame["求职者编号"] == "S1")].iloc[0]
    assert one[["意向职业", "证书", "工作年限", "学历", "所在城市"]].tolist() == [
        "焊工", "焊工证", "3年", "初中", "重庆市",
    ]  # fmt: skip
    assert "氩弧焊" in one["已登记技能"]


def test_nothing_personal_reaches_an_employer(index):
    told = push_list(index.recommend_seekers(n=3)).to_csv()
    for private in ("离婚", "离家", "宏远", "江口", "青龙", "云阳", "期望", "户籍"):
        assert private not in told, private
    assert not re.search(r"(?<![\d.])47(?!\d)", told)


def test_only_columns_whose_source_is_there():
    jobs = pd.DataFrame({"job_id": ["J1"], "title": ["电焊工"]})
    seekers = pd.DataFrame({"seeker_id": ["S1"], "skills": ["电焊"]})
    index = Matcher().fit(jobs, seekers)
    clerk = push_list(index.recommend_jobs(n=1))
    assert not {"求职意向", "招聘单位", "工作地点", "月薪", "招聘人数"} & set(clerk.columns)
    employer = push_list(index.recommend_seekers(n=1))
    assert not {"意向职业", "证书", "工作年限", "学历", "所在城市"} & set(employer.columns)


def test_a_recipe_of_ones_own_tells_an_employer_no_more(jobs, seekers):
    weights = {Location(): 0.5, Occupation(): 0.5}
    index = Matcher(wish=weights, fit=weights).fit(jobs, seekers)
    told = push_list(index.recommend_seekers(n=3))["推荐理由"].str.cat()
    assert "焊工" in told
    assert "云阳" not in told
    assert "公里" not in told


def test_home_is_never_shown_in_place_of_the_residence(jobs, seekers):
    index = Matcher().fit(jobs, seekers.drop(columns="现居住地"))
    assert "所在城市" not in push_list(index.recommend_seekers(n=3)).columns


def test_identity_numbers_never_reach_an_employer(jobs, seekers):
    private = seekers.assign(求职者编号=["11010119900307451X", "110101199003074528", "x3"])
    index = Matcher().fit(jobs, private)
    assert "id_is_national_id" in set(index.seekers.problems["code"])
    frame = push_list(index.recommend_seekers(n=3))
    assert set(frame["求职者编号"]) == {"第1条", "第2条"}
    assert "199003" not in frame.to_csv()


def test_no_referrals_give_an_empty_list_with_its_headings(index):
    assert list(push_list(index.recommend_jobs([], n=1)).columns) == FOR_SEEKERS
    assert len(push_list(index.recommend_seekers([], n=1))) == 0


def test_what_could_not_be_read_is_not_said_to_be_blank():
    jobs = pd.DataFrame({"岗位编号": ["J1"], "岗位名称": ["电焊工"], "月薪": ["3-5"]})
    seekers = pd.DataFrame({"编号": ["S1"], "求职意向": ["电焊工"], "工作年限": ["2015年至今"]})
    index = Matcher().fit(jobs, seekers)
    assert push_list(index.recommend_jobs(n=1))["月薪"].tolist() == ["未能识别，请核实"]
    assert push_list(index.recommend_seekers(n=1))["工作年限"].tolist() == ["未能识别，请核实"]
