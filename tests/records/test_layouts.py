"""Tables as clerks lay them out: two levels of headings, sections, forms, slipped cells."""

import numpy as np
import openpyxl
import pytest

from jobmatch.errors import TableError
from jobmatch.records import cells, read_jobs, read_seekers


@pytest.fixture
def book(tmp_path):
    def put(rows, merged=(), first=()):
        workbook = openpyxl.Workbook()
        if first:
            workbook.active.title = "填表说明"
            for row in first:
                workbook.active.append(row)
            workbook.create_sheet("岗位")
        sheet = workbook.worksheets[-1]
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
        workbook.save(tmp_path / "a.xlsx")
        return tmp_path / "a.xlsx"

    return put


@pytest.fixture
def text(tmp_path):
    def put(content):
        (tmp_path / "a.csv").write_text(content, encoding="utf-8")
        return tmp_path / "a.csv"

    return put


def coded(records, code):
    return records.problems.query("code == @code")["row"].tolist()


def test_a_label_under_a_group_is_read_with_the_group(book):
    rows = [
        ["岗位", None, "工作地点", "月薪"],
        ["编号", "名称"],
        ["J1", "焊工", "云阳", "5000-6000"],
    ]
    jobs = read_jobs(book(rows, ["A1:B1", "C1:C2", "D1:D2"]))
    assert (jobs.ids.tolist(), jobs["title"].tolist()) == (["J1"], ["焊工"])
    assert jobs["salary"].tolist() == [(5000.0, 6000.0)]


@pytest.mark.parametrize(
    ("group", "low", "high"),
    [
        ("待遇", "最低工资", "最高工资"),
        ("薪资待遇", "最低", "最高"),
        ("月薪（元）", "最低", "最高"),
    ],
)
def test_both_ends_of_pay_under_a_group_are_one_range(book, text, group, low, high):
    rows = [
        ["岗位编号", "岗位名称", group, None],
        [None, None, low, high],
        ["J1", "焊工", 4000, 5000],
    ]
    csv = "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in rows)
    for path in (book(rows, ["C1:D1"]), text(f"{csv}\n")):
        assert read_jobs(path)["salary"].tolist() == [(4000.0, 5000.0)]


def test_a_first_record_is_no_second_level(text):
    jobs = read_jobs(text("岗位编号,岗位名称,,月薪\nJ1,焊工,长白班,4000\n"))
    assert jobs.ids.tolist() == ["J1"]


@pytest.mark.parametrize(
    "row",
    ["一、制造业,,,", "第一部分 制造业,,,", "云阳县A机械厂（联系人张三）,,,", "（以下空白）,,,",
     "★以上岗位免费,,,", "截止2026年3月1日,,,", "数据来源：就业局,,,", "一、制造业,,,20", "J7,,,"],
)  # fmt: skip
def test_a_row_that_no_record_could_live_on_is_left_out(text, row):
    jobs = read_jobs(text(f"编号,岗位名称,月薪,招聘人数\nJ1,焊工,4000,2\n{row}\n"))
    assert (jobs.ids.tolist(), coded(jobs, "row_no_record")) == (["J1"], [1])


@pytest.mark.parametrize(
    "row", ["示例,普工,3000-5000,5", "必填,必填,选填,选填", "例：001,如：焊工,,"]
)
def test_a_row_that_tells_how_to_fill_in_is_left_out(text, row):
    jobs = read_jobs(text(f"编号,岗位名称,月薪,招聘人数\n{row}\nJ1,焊工,4000,2\n"))
    assert (jobs.ids.tolist(), coded(jobs, "row_template")) == (["J1"], [0])


def test_sections_leave_a_table_without_ids_and_marked_titles_stay(text):
    jobs = read_jobs(text("岗位名称,月薪,招聘人数\n一、制造业,,\n★急聘焊工,4000,\n焊工,,\n"))
    assert jobs["title"].tolist() == ["急聘焊工", "焊工"]


def test_an_id_without_words_is_listed_and_a_lost_cell_loses_no_row(text):
    jobs = read_jobs(text("编号,岗位名称,月薪\nJ1,,4000\nJ2,#N/A,\nJ3,焊工,\n"))
    assert jobs.ids.tolist() == ["J1", "J2", "J3"]
    assert coded(jobs, "row_no_text") == [0, 1]


@pytest.mark.parametrize("second", ["招聘岗位", "职位"])
def test_two_columns_that_differ_on_one_meaning_are_an_error(text, second):
    with pytest.raises(TableError) as caught:
        read_jobs(text(f"编号,岗位名称,{second}\nJ1,焊工,保洁\n"))
    assert caught.value.code == "column_duplicate"


def test_two_columns_that_agree_are_one(text):
    jobs = read_jobs(text("编号,岗位名称,招聘岗位\nJ1,焊工,焊工\nJ2,,保洁\n"))
    assert jobs["title"].tolist() == ["焊工", "保洁"]


def test_the_parts_of_an_address_are_joined(text):
    head = "编号,求职意向,户籍省,户籍市,户籍县,现住市,现住省\n"
    seekers = read_seekers(text(f"{head}S1,焊工,重庆市,市辖区,云阳县,苏州市,江苏省\n"))
    assert seekers["home"][0].codes == ("500235",)
    assert seekers["residence"][0].codes == ("320500",)
    jobs = read_jobs(text("编号,岗位名称,工作省,工作城市,工作区县\nJ1,焊工,江苏省,苏州市,昆山市\n"))
    assert jobs["location"][0].codes == ("320583",)


def test_a_wish_may_point_at_another_place(text):
    head = "编号,求职意向,户籍地,现居住地,意向地区\n"
    cells_of = (
        "S1,焊工,云阳,苏州,同现居住地",
        "S2,焊工,云阳,同户籍地,同现居住地",
        "S3,焊工,云阳,苏州,同户籍地",
    )
    rows = "\n".join(cells_of)
    wishes = read_seekers(text(head + rows))["desired_location"]
    assert [wish.codes for wish in wishes] == [("320500",), ("500235",), ("500235",)]


def test_a_sheet_of_instructions_that_is_passed_over_is_told(book):
    path = book([["编号", "岗位名称"], ["J1", "焊工"]], first=[["请认真填写"]])
    assert read_jobs(path).problems.query("code == 'sheet_ignored'")["detail"].tolist() == [
        "填表说明"
    ]


def test_a_comma_between_thousands_cuts_no_cell(text):
    jobs = read_jobs(text("编号,岗位名称,月薪,招聘人数\nJ1,焊工,4,000-5,000,2\n"))
    assert (jobs["salary"].tolist(), jobs["headcount"].tolist()) == ([(4000, 5000)], [(2, 2)])
    assert coded(jobs, "row_rejoined") == [0]


def test_slipped_cells_are_unknown_and_a_remark_at_the_end_moves_none(text):
    rows = "J1,焊工,电工,4000,2\nJ2,焊工,4000,2,急招\n"
    jobs = read_jobs(text(f"编号,岗位名称,月薪,招聘人数\n{rows}"))
    assert jobs["headcount"]["low"].tolist()[1:] == [2.0]
    assert np.isnan(jobs["headcount"]["low"][0])
    unknown = jobs.problems.query("code == 'row_ragged' and action == 'unknown'")
    assert unknown["row"].tolist() == [0]


@pytest.mark.parametrize(
    ("kind", "cell"),
    [("years", "3月5日"), ("years", "Mar-5"), ("count", "8-May"), ("ages", "18-Jan"),
     ("ages", "Jan-45"), ("salary", "3月5日")],
)  # fmt: skip
def test_a_range_that_a_spreadsheet_made_a_day_is_unknown(kind, cell):
    assert cells.read(kind, cell).code == "range_as_date"
