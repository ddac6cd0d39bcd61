"""Which rows of a raw table are records: neither blank, nor a total, nor a printed row number."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from jobmatch.records.choose import Source
from jobmatch.records.grid import Coded
from jobmatch.records.problems import Problems

__all__ = ["record_rows"]

# First cells of rows that close a table: totals with or without a number, remarks, signatures.
_TOTAL = re.compile(
    r".{0,12}(?:合计|总计|小计|共计)(?:\d{1,9}.{0,8}|[:(].{0,40})?|以上(?:共|合计|总计)?\d{1,9}.{0,8}"
)
_REMARK = re.compile(
    r"(?:单位|部门|分管|主管|企业|特别|温馨){0,2}(?:填表|制表|审核|填报|填写|经办|负责|联系|复核|统计|录入"
    r"|采集|校对|核对|签发|审批|报送|领导|备注|附注|提示|说明|日期|备|注|附)"
    r"(?:人|员|者|单位|部门|日期|时间|电话|签字|签名|签章|盖章){0,2}\d?(?:\([^()]{0,10}\))?:"
    r"|以上(?:信息|数据|岗位|人员|情况|内容)(?:均|由|为|仅|共|如|已|来)"
)
_PLAIN = str.maketrans("：（），", ":(),")
HEAD, MAX_REMARK = 60, 500
# Rows above a repeated header that may be its title, and the columns that tell a title by.
TITLES, TITLE_WIDTH = 3, 3
STRAY = 10  # blanks around a repeated heading


def record_rows(
    sources: Sequence[Source],
    coded: Mapping[int, Coded],
    labels: Sequence[object],
    size: int,
    problems: Problems,
) -> npt.NDArray[np.intp]:
    """Give the rows that are records, in order; list the others.

    Parameters
    ----------
    sources : sequence of Source
        The columns that are read.
    coded : mapping of int to Coded
        Their cells by position.
    labels : sequence of object
        Headings of the raw table.
    size : int
        Number of rows.
    problems : Problems
        Where rows that leave are listed.
    """
    positions = sorted({match.position for source in sources for match in source.matches})
    columns = [coded[position] for position in positions]
    serial = {m.position for source in sources for m in source.matches if m.part == "serial"}
    filled = [coded[position] for position in positions if position not in serial] or columns
    header = _headers([labels[position] for position in positions], columns, size)
    total = ~header & _totals(columns, size)
    empty = ~header & ~total & np.logical_and.reduce([column.blank for column in filled])
    for rows, code in ((header, "row_header"), (empty, "row_empty"), (total, "row_total")):
        problems.add(np.flatnonzero(rows), "", code, "left out")
    return np.flatnonzero(~(header | empty | total))


def _headers(
    labels: Sequence[object], columns: Sequence[Coded], size: int
) -> npt.NDArray[np.bool_]:
    """Rows that say the header again, as where tables stand below each other, and their titles."""
    said = np.zeros(size, np.intp)
    filled = np.zeros(size, np.intp)
    for label, column in zip(labels, columns, strict=True):
        if isinstance(label, str):
            said += np.isin(column.codes, _codes_of(label.strip(), column.cells))
        filled += ~column.blank
    header: npt.NDArray[np.bool_] = (said == filled) & (said >= min(2, len(columns)))
    if len(columns) >= TITLE_WIDTH and header.any():
        for _ in range(TITLES):
            header[:-1] |= header[1:] & (filled[:-1] <= 1)
    return header


def _codes_of(word: str, cells: Sequence[object]) -> list[int]:
    longest = len(word) + STRAY
    return [
        code
        for code, cell in enumerate(cells)
        if isinstance(cell, str) and len(cell) <= longest and cell.strip() == word
    ]


def _totals(columns: Sequence[Coded], size: int) -> npt.NDArray[np.bool_]:
    """Rows whose first cell that says something is the word for a total or a remark."""
    open_rows = np.ones(size, bool)
    total = np.zeros(size, bool)
    for column in columns:
        words = np.zeros(len(column.cells), bool)
        for code in np.unique(column.codes[open_rows]).tolist():
            words[code] = _is_total(column.cells[code])
        if words.any():
            total |= open_rows & words[column.codes]
        open_rows &= column.blank
        if not open_rows.any():
            break
    return total


def _is_total(cell: object) -> bool:
    if not isinstance(cell, str) or cell.isascii() or len(cell) > MAX_REMARK:
        return False
    head = "".join(cell[:HEAD].split()).translate(_PLAIN)
    return _REMARK.match(head) is not None or (
        len(cell) < HEAD and _TOTAL.fullmatch(head) is not None
    )
