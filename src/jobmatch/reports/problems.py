"""What was noticed while reading, as a list that the office can work through."""

import functools
import re
from collections.abc import Iterator, Mapping
from importlib import resources

import pandas as pd

from jobmatch.errors import JobmatchError, RecipeError, TableError, UnknownIdError
from jobmatch.records import CODES, Records
from jobmatch.schema import JOBS, SEEKERS

__all__ = [
    "TABLES",
    "column_label",
    "error_line",
    "place_of",
    "problem_list",
    "problem_table",
]

TABLES = {"jobs": "岗位表", "seekers": "求职者表"}
_ACTIONS = {
    "left out": "该行未采用",
    "unknown": "该格按未知处理",
    "flagged": "已采用，请核对",
    "normalized": "已自动规范",
    "note": "提示",
}
_KINDS: Mapping[type[JobmatchError], str] = {
    UnknownIdError: "没有这个编号",
    RecipeError: "设置不可用",
    TableError: "表格或文件不可用",
    JobmatchError: "无法完成",
}
_MENDED: Mapping[type[JobmatchError], str] = {
    UnknownIdError: "请照表中的编号填写，例如：--seeker S001 --job J001",
    RecipeError: "请去掉或改正该设置，例如：--day 2026-03-31",
    JobmatchError: "请先检查两张表，例如：jobmatch check 岗位表.xlsx 求职者表.xlsx",
}
_LINE = re.compile(r"(?:(?P<sheet>.{1,80}) row|line) (?P<number>[0-9]{1,9})")
_SAME_ID = re.compile(r"one id in rows (?P<rows>[0-9]{1,9}(?:, [0-9]{1,9}){0,200})")
_FIRST = 5


def problem_list(*tables: Records) -> pd.DataFrame:
    """One row a problem with its explanation in Chinese, what matters most first.

    Parameters
    ----------
    *tables : Records
        Whose problems are listed.

    Returns
    -------
    pandas.DataFrame
        表, 位置, 列, 说明, 处理, 备注, 问题代码; never the content of a cell.
    """
    rows = [row for records in tables for row in _rows(records)]
    return pd.DataFrame(rows, columns=["表", "位置", "列", "说明", "处理", "备注", "问题代码"])


def _rows(records: Records) -> Iterator[tuple[str, ...]]:
    found = _by_weight(records.problems)
    places = dict(zip(found["row"].tolist(), found["line"].tolist(), strict=True))
    names = ("line", "row", "column", "code", "action", "detail")
    for line, row, column, code, action, detail in zip(
        *(found[name].tolist() for name in names), strict=True
    ):
        what = (place_of(line, row), column_label(records, column), CODES[code][0])
        yield TABLES[records.table], *what, _ACTIONS[action], _remark(detail, places), code


def _remark(detail: str, places: Mapping[int, str]) -> str:
    """Say where the rows of one id stand in the file; other remarks stay as they are."""
    found = _SAME_ID.fullmatch(detail)
    if found is None:
        return detail
    rows = [int(row) for row in found["rows"].split(", ")]
    return "同一编号：" + "、".join(place_of(places.get(row, ""), row) for row in rows)


def problem_table(records: Records) -> pd.DataFrame:
    """Count the problems of one table by code, what matters most first.

    Returns
    -------
    pandas.DataFrame
        问题代码, 列, 处理, 说明, 数量 and 位置, the first few places.
    """
    found = _by_weight(records.problems)
    rows = []
    for (action, code, column), group in found.groupby(["action", "code", "column"], sort=False):
        places = zip(group["line"].tolist(), group["row"].tolist(), strict=True)
        named = [place_of(line, row) for line, row in places if row >= 0]
        more = "等" if len(named) > _FIRST else ""
        rows.append(
            {
                "问题代码": code,
                "列": column_label(records, str(column)),
                "处理": _ACTIONS[str(action)],
                "说明": CODES[str(code)][0],
                "数量": len(group),
                "位置": "、".join(named[:_FIRST]) + more,
            }
        )
    return pd.DataFrame(rows, columns=["问题代码", "列", "处理", "说明", "数量", "位置"])


def place_of(line: str, row: int) -> str:
    """Say where a row stands in its file.

    Examples
    --------
    >>> place_of("line 7", 5), place_of("Sheet1 row 7", 5), place_of("", 5), place_of("", -1)
    ('第7行', '工作表Sheet1第7行', '第6条', '整张表')
    """
    found = _LINE.fullmatch(line)
    if found is None:
        return line or (f"第{row + 1}条" if row >= 0 else "整张表")
    sheet = f"工作表{found['sheet']}" if found["sheet"] else ""
    return f"{sheet}第{found['number']}行"


def column_label(records: Records, name: str) -> str:
    """Give the Chinese label of a column, its name where it has none."""
    table = JOBS if records.table == JOBS.name else SEEKERS
    labels = {column.name: column.label for column in (*table.columns, *records.schema)}
    return labels.get(name) or name


def error_line(error: JobmatchError) -> str:
    """Say an error in Chinese, with what to do about it and an example, then in full.

    Examples
    --------
    >>> print(error_line(TableError("jobs: the file is empty.", code="file_empty")))
    错误：岗位表：文件为空。请打开文件确认第一行是列名、下面有数据，例如列名：岗位编号、岗位名称、月薪。
    详细说明：jobs: the file is empty.
    """
    table, _, _ = str(error).partition(":")
    known = CODES.get(error.code) if isinstance(error, TableError | RecipeError) else None
    cause = (
        known[0]
        if known
        else next(said for kind, said in _KINDS.items() if isinstance(error, kind))
    )
    where = f"{TABLES[table]}：" if table in TABLES else ""
    advice = _advice().get(getattr(error, "code", ""), "") or next(
        said for kind, said in _MENDED.items() if isinstance(error, kind)
    )
    return f"错误：{where}{cause}。{advice}。\n详细说明：{error}"


@functools.cache
def _advice() -> Mapping[str, str]:
    """Code of an error -> what to do about it."""
    source = resources.files("jobmatch.reports").joinpath("data", "advice.tsv")
    lines = source.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def _by_weight(problems: pd.DataFrame) -> pd.DataFrame:
    """Order problems by what was done about them: rows left out first, notes last."""
    order = {action: place for place, action in enumerate(_ACTIONS)}
    weights = problems["action"].map(order)
    return problems.iloc[weights.argsort(kind="stable")]
