import pandas as pd
import pytest

from jobmatch.errors import JobmatchError, RecipeError, TableError, UnknownIdError
from jobmatch.records import CODES, read_jobs
from jobmatch.reports import problem_list
from jobmatch.reports.problems import error_line, place_of, problem_table

MARK = "MARK7391"


@pytest.fixture
def records(tmp_path):
    path = tmp_path / "jobs.csv"
    rows = [f"J{n},焊工,5000,云阳" for n in range(1, 21)]
    rows += [
        "J1,厨师,5000,云阳",
        ",焊工,5000,云阳",
        f"J30,焊工,{MARK}元,朝阳区",
        "J31,焊工,8000-5000,云阳",
    ]
    path.write_text("\n".join(["岗位编号,岗位名称,月薪,工作地点", *rows]), encoding="utf-8")
    return read_jobs(path)


def test_every_problem_has_its_place_and_its_meaning(records):
    listed = problem_list(records)
    assert len(listed) == len(records.problems)
    assert set(listed["问题代码"]) == set(records.problems["code"])
    place = listed[listed["问题代码"] == "place_ambiguous"].iloc[0]
    assert place[["表", "位置", "列", "说明", "处理"]].tolist() == [
        "岗位表", "第24行", "工作地点", CODES["place_ambiguous"][0], "该格按未知处理",
    ]  # fmt: skip


def test_what_costs_a_row_comes_first(records):
    actions = list(dict.fromkeys(problem_list(records)["处理"]))
    assert actions[0] == "该行未采用"
    order = ["该行未采用", "该格按未知处理", "已采用，请核对", "已自动规范", "提示"]
    assert actions == [action for action in order if action in actions]


def test_rows_of_one_id_are_named_by_their_lines(records):
    listed = problem_list(records)
    conflict = listed[listed["问题代码"] == "id_duplicate_conflict"]
    assert set(conflict["备注"]) == {"同一编号：第2行、第22行"}


def test_counts_add_up_to_the_list(records):
    counted = problem_table(records)
    assert counted["数量"].sum() == len(records.problems)
    assert counted.set_index("问题代码").loc["id_missing", "位置"] == "第23行"


def test_many_places_are_cut_to_the_first_five():
    frame = pd.DataFrame({"岗位名称": ["焊工"] * 9, "工作地点": ["朝阳区"] * 9})
    counted = problem_table(read_jobs(frame)).set_index("问题代码")
    assert counted.loc["place_ambiguous", "位置"] == "第1条、第2条、第3条、第4条、第5条等"


def test_no_cell_is_shown(records):
    assert MARK not in problem_list(records).to_csv() + problem_table(records).to_csv()


def test_no_problems_give_an_empty_list_with_its_headings():
    records = read_jobs(pd.DataFrame({"岗位编号": ["J1"], "岗位名称": ["焊工"]}))
    assert list(problem_list(records).columns)[:3] == ["表", "位置", "列"]
    assert len(problem_table(records)) == 0


@pytest.mark.parametrize(
    ("line", "row", "said"),
    [
        ("line 7", 5, "第7行"),
        ("春季 row 12", 3, "工作表春季第12行"),
        ("", 5, "第6条"),
        ("", -1, "整张表"),
    ],
)
def test_places_are_said_in_chinese(line, row, said):
    assert place_of(line, row) == said


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TableError("jobs: x", code="missing_column"), "错误：岗位表：缺少必需的列。"),
        (TableError("x", code="no such code"), "错误：表格或文件不可用。"),
        (RecipeError("x"), "错误：设置不可用。"),
        (UnknownIdError("seekers: x"), "错误：求职者表：没有这个编号。"),
        (JobmatchError("x"), "错误：无法完成。"),
    ],
)
def test_errors_lead_in_chinese_and_keep_their_message(error, said):
    first, second = error_line(error).splitlines()
    assert first.startswith(said)
    assert "例如" in first
    assert second == f"详细说明：{error}"
