import math
import unicodedata
from importlib import resources
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.errors import RecipeError, TableError
from jobmatch.records import read_jobs, read_seekers
from jobmatch.records.headings import (
    _members,
    aliases,
    clean,
    fold,
    is_protected,
    read_headings,
)
from jobmatch.schema import JOBS, PROTECTED_HEADINGS, SEEKERS, Column

TABLES = (JOBS, SEEKERS)


def meaning(label, table=JOBS):
    matches = read_headings([label], table).matches
    return matches[0].column if matches else None


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_alias_is_folded_known_and_not_protected(table):
    names = {column.name for column in table.columns}
    known = aliases(table.name)
    assert len(known) > 300
    for form, target in known.items():
        assert form
        assert form == fold(form)
        assert not is_protected(form)
        column = target.partition(":")[0]
        assert column == "-" or set(column.split("|")) <= names


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_names_and_labels_are_recognised_exactly(table):
    for column in table.columns:
        for rank, label in enumerate((column.name, column.label)):
            (match,) = read_headings([label], table).matches
            assert (match.column, match.rank, match.part) == (column.name, rank, "")


@pytest.mark.parametrize(
    ("label", "column"),
    [
        ("岗位名称", "title"), ("职位", "title"), ("招聘工种", "title"), ("Job Title", "title"),
        ("工作地点*", "location"), ("上班地点：", "location"), ("Ｒｅｇｉｏｎ", "location"),
        ("月薪（元/月）", "salary"), ("薪资(元)", "salary"), ("工资待遇", "salary"),
        ("月工资/元", "salary"),
        ("\ufeff 招聘人数 ", "headcount"), ("需求人数（人）", "headcount"), ("職位名稱", "title"),
        ("薪資待遇", "salary"), ("category_name", "occupation"), ("category_path", None),
        ("published", "published_on"), ("deadline", "valid_until"), ("学历要求\n", "education"),
        ("应聘人数", None), ("", None), (None, None), (3, None), (("岗位", "岗位名称"), "title"),
    ],
)  # fmt: skip
def test_headings_of_vacancies(label, column):
    assert meaning(label) == column


@pytest.mark.parametrize(
    ("label", "column"),
    [
        ("求职意向", "desired_job"), ("想找什么工作", "desired_job"), ("意向工种", "desired_job"),
        ("户籍所在地", "home"), ("老家", "home"), ("现住址", "residence"),
        ("居住地（现）", "residence"),
        ("期望工作地", "desired_location"), ("求职区域", "desired_location"),
        ("期望薪资(元)", "desired_salary"), ("最低工资要求", "desired_salary"),
        ("工作经验", "experience|work_history"), ("工龄", "experience"), ("可到岗时间", None),
        ("期望行业", None), ("户籍类型", None),
    ],
)  # fmt: skip
def test_headings_of_seekers(label, column):
    assert meaning(label, SEEKERS) == column


def headings_of_bureaus():
    source = Path(__file__).with_name("bureau_headings.tsv").read_text(encoding="utf-8")
    for line in source.splitlines():
        if not line.startswith("#"):
            table, column, labels = line.split("\t")
            yield from ((TABLES[table == "seekers"], label, column) for label in labels.split())


def test_headings_of_bureaus_mean_what_a_careful_person_takes_them_for():
    listed = list(headings_of_bureaus())
    assert len(listed) > 600
    read = [(table.name, label, meaning(label, table) or "-") for table, label, _ in listed]
    wrong = [
        (*one, column)
        for one, (_, _, column) in zip(read, listed, strict=True)
        if column not in one[2].split("|")
    ]
    assert wrong == []


def test_a_family_of_headings_stands_for_each_of_its_members():
    assert set(_members("{招聘,需求}人{数,员}")) == {"招聘人数", "招聘人员", "需求人数", "需求人员"}
    assert list(_members("月薪")) == ["月薪"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_heading_stands_for_two_columns(table):
    """Among headings written out, and among families; one written out beats a family."""
    found = {True: {}, False: {}}
    source = resources.files("jobmatch.records").joinpath("data", "headings.tsv")
    for line in source.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#") and line.split("\t")[0] == table.name:
            _, column, heading = line.split("\t")
            for one in _members(heading):
                found["{" in heading].setdefault(fold(one), set()).add(column)
    clashes = {form: names for forms in found.values() for form, names in forms.items()}
    assert {form: names for form, names in clashes.items() if len(names) > 1} == {}


@pytest.mark.parametrize("label", [*PROTECTED_HEADINGS, "性别（男/女）", "联系电话*", " 姓 名 "])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_protected_headings_are_never_read(label, table):
    assert read_headings([label], table).matches == ()


def test_protected_columns_cannot_be_asked_for():
    for column in (
        Column("gender"),
        Column("trait", headings=("民族",)),
        Column("who", label="姓名"),
    ):
        with pytest.raises(RecipeError) as caught:
            read_jobs(pd.DataFrame({"title": ["焊工"]}), columns=[column])
        assert caught.value.code == "protected_column"


@pytest.mark.parametrize(
    ("label", "column"),
    [("岗位名秤", "title"), ("salery", "salary"), ("locaton", "location"), ("titel", "title"),
     ("工作地点点", "location"), ("岗名位称", "title"), ("岗位名 称、", "title"),
     ("颜色", None), ("xyzw", None),
     # one character away and another thing
     ("单位介绍", None), ("单位编号", None),
     ("招聘会名称", None), ("审核条件", None), ("招聘岗位图", None)],
)  # fmt: skip
def test_a_guess_is_one_edit_away(label, column):
    assert meaning(label) == column


def test_a_guess_is_listed_and_never_beats_a_known_heading():
    guessed = read_jobs(pd.DataFrame({"title": ["焊工"], "salery": ["5000"]}))
    assert "salary" in guessed
    assert guessed.problems.query("code == 'heading_guessed'")["detail"].tolist() == ["salery"]
    known = read_jobs(pd.DataFrame({"title": ["焊工"], "salery": ["5000"], "薪资": ["6000"]}))
    assert known["salary"]["low"].tolist() == [6000]
    assert known.left_out == ("salery",)


def test_an_exact_name_beats_an_alias_and_the_other_is_listed():
    jobs = read_jobs(pd.DataFrame({"title": ["焊工"], "薪资": ["5000"], "salary": ["6000"]}))
    assert jobs["salary"]["low"].tolist() == [6000]
    assert jobs.problems.query("code == 'column_unused'")["detail"].tolist() == ["薪资"]
    assert jobs.left_out == ("薪资",)


def test_two_columns_for_one_meaning_are_one_error_naming_both():
    frame = pd.DataFrame({"title": ["焊工"], "薪资": ["5000"], "工资": ["6000"],
                          "工作地点": ["合肥"], "上班地区": ["安徽"]})  # fmt: skip
    with pytest.raises(TableError, match="'薪资' and '工资'") as caught:
        read_jobs(frame)
    assert caught.value.code == "column_duplicate"
    assert "'工作地点' and '上班地区'" in str(caught.value)


def test_a_blank_column_does_not_clash():
    jobs = read_jobs(pd.DataFrame({"title": ["焊工"], "薪资": [None], "工资": ["6000"]}))
    assert jobs["salary"]["low"].tolist() == [6000]


def test_text_columns_with_several_headings_are_joined_in_order():
    frame = pd.DataFrame(
        {
            "title": ["焊工", "厨师"],
            "岗位职责": ["焊接管道", "炒菜"],
            "任职要求": ["能吃苦", "炒菜"],
        }
    )
    assert read_jobs(frame)["description"].tolist() == ["焊接管道 能吃苦", "炒菜"]


def test_the_same_text_heading_twice_is_an_error():
    frame = pd.DataFrame([["焊工", "厨师"]], columns=["岗位名称", "岗位名称"])
    with pytest.raises(TableError) as caught:
        read_jobs(frame)
    assert caught.value.code == "column_duplicate"


def test_a_range_in_two_columns_is_one():
    frame = pd.DataFrame({
        "title": ["焊工"] * 4,
        "最低工资": [5000, 4000.0, None, None],
        "最高工资": ["6000", None, 7000, None],
    })  # fmt: skip
    pay = read_jobs(frame)["salary"]
    assert pay[0].tolist() == (5000, 6000)
    assert pay["low"][1] == 4000
    assert pay["high"][2] == 7000
    assert str(pay[3].tolist()) == "(nan, nan)"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (["3年", "5", "无", None], "experience"),
        ([3, 5, 0, 1], "experience"),
        (["三年以上", "1-2年", "应届", "半年"], "experience"),
        (["电子厂流水线4年", "成都饭店炒锅10年，食堂2年", "", "跟师傅做过装修"], "work_history"),
    ],
)
def test_the_cells_decide_between_years_and_history(cells, column):
    seekers = read_seekers(pd.DataFrame({"求职意向": ["焊工"] * 4, "工作经验": cells}))
    assert seekers.columns == ("desired_job", column) or set(seekers.columns) == {
        "desired_job", column,
    }  # fmt: skip


def test_years_under_an_open_heading_yield_to_a_plain_one():
    seekers = read_seekers(
        pd.DataFrame({"求职意向": ["焊工"], "工作年限": ["3"], "工作经验": ["2年"]})
    )
    assert set(seekers.columns) == {"desired_job", "experience", "work_history"}


def test_a_row_number_serves_as_id_only_in_need():
    frame = pd.DataFrame({"序号": ["1", "2"], "title": ["焊工", "厨师"]})
    assert read_jobs(frame).ids.tolist() == ["1", "2"]
    both = read_jobs(frame.assign(岗位编号=["A", "B"]))
    assert both.ids.tolist() == ["A", "B"]
    assert both.left_out == ("序号",)


@pytest.mark.parametrize(
    ("numbers", "fault"),
    [(["1", "1", "2"], "repeated in 1 rows"), (["1", None, "2"], "blank in 1 rows")],
)
def test_row_numbers_that_repeat_or_lack_make_way_for_own_ones(numbers, fault):
    frame = pd.DataFrame({"序号": numbers, "title": ["焊工", "厨师", "保安"]})
    jobs = read_jobs(frame)
    assert jobs.ids.tolist() == ["J00001", "J00002", "J00003"]
    detail = f"序号: {fault}, so all 3 rows are numbered by their place"
    assert jobs.problems[["code", "detail"]].to_numpy().tolist() == [["id_from_row", detail]]


def test_a_weak_heading_counts_only_where_no_better_one_is_there():
    frame = pd.DataFrame(
        {
            "求职意向": ["焊工"],
            "籍贯": ["安徽合肥"],
            "家庭住址": ["上海"],
            "户籍所在地": ["重庆云阳"],
        }
    )
    whole = read_seekers(frame)
    assert whole["home"][0].code is None
    assert (
        whole["home"][0].codes == read_seekers(frame[["求职意向", "户籍所在地"]])["home"][0].codes
    )
    assert sorted(whole.problems.query("code == 'column_unused'")["detail"]) == ["家庭住址", "籍贯"]
    weak = read_seekers(frame[["求职意向", "籍贯", "家庭住址"]])
    assert weak["home"][0].codes == read_seekers(frame[["求职意向", "籍贯"]])["home"][0].codes


def test_further_columns_are_read_by_name_and_heading():
    column = Column("lon", "number", "degree", "经度", ("东经",))
    for label in ("lon", "经度", "东经"):
        jobs = read_jobs(pd.DataFrame({"title": ["焊工"], label: [117.2]}), columns=[column])
        assert jobs["lon"].tolist() == [117.2]
    with pytest.raises(RecipeError):
        read_jobs(pd.DataFrame({"title": ["焊工"]}), columns=[Column("salary")])


def test_unit_and_period_in_a_pay_heading_count_for_bare_amounts():
    frame = pd.DataFrame({"title": ["焊工"] * 3, "年薪（万元）": ["12", 6, "5000元/月"]})
    assert read_jobs(frame)["salary"]["low"].tolist() == [10000, 5000, 5000]
    frame = pd.DataFrame({"title": ["焊工"] * 3, "年薪（万元）": ["10-15", "120000", "200-260"]})
    assert read_jobs(frame)["salary"]["high"].tolist() == [12500, 10000, 216666.67]


@pytest.mark.parametrize(
    ("heading", "cells", "pay"),
    [
        ("期望年薪", ["10-15万", 96000, "5000/月"], [8333.33, 8000, 5000]),
        ("日薪", ["200左右", 260.0, "6000/月"], [4350, 5655, 6000]),
        ("日工资（元）", ["200-230", "面议", "200"], [4350, None, 4350]),
        ("时薪", ["20元", 25, "20-25"], [3480, 4350, 3480]),
    ],
)
def test_the_period_in_a_pay_heading_holds_for_all_its_cells(heading, cells, pay):
    if heading.startswith("期望"):
        frame = pd.DataFrame({"求职意向": ["焊工"] * 3, heading: cells})
        read = read_seekers(frame)["desired_salary"]["low"]
    else:
        frame = pd.DataFrame({"岗位名称": ["焊工"] * 3, heading: cells})
        read = read_jobs(frame)["salary"]["low"]
    assert read.tolist() == pytest.approx([math.nan if p is None else p for p in pay], nan_ok=True)


def test_shown_headings_are_short_and_hide_numbers():
    assert clean("电话13800138000") == "电话…"
    assert len(clean("长" * 500)) == 40
    assert clean("a\nb\u202ec") == "a b c"


@given(st.text(max_size=30))
def test_folding_is_idempotent_and_blind_to_case_and_width(label):
    form = fold(label)
    assert fold(form) == form
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in "JobTitle")
    assert fold(wide) == fold(" job_title ")
    assert unicodedata.is_normalized("NFKC", form)
