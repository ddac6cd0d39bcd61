"""Which rows of a raw table are records: neither blank, nor a total, nor a printed row number."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from jobmatch.records.choose import Source
from jobmatch.records.grid import Coded
from jobmatch.records.problems import Problems
from jobmatch.schema import JOBS, SEEKERS

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
# A section, a note or a mark of emphasis where a record should start: 一、制造业; ★以上岗位免费.
_SECTION = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十\d]{1,3}(?:部分|类|批|章|节|片区)"
    r"|[★☆※●■◆▲▶►◎]|\((?:以?下|后)?(?:空白|无|略)[^()]{0,6}\)|以下空白|(?:数据|信息|资料)?来源:|截[止至](?:到|时间|日期)?:?\d"
)
# What a blank form says in its first rows.
_EXAMPLE = re.compile(
    r"[(【]?(?:填写|填报|录入)?(?:示例|样例|范例|例子|举例|示范|样表|例)[\d一二三]{0,2}(?:[)】]|[:,].{0,40})?"
)
_HOW_TO = re.compile(
    r"\(?[*]?(?:非?必[填选]|选填|可[不选]填|必须填?写?|可空|可为空|系统生成|自动生成|下拉选择?|单选|多选|文本|数字|日期|整数)(?:项|格式|列|内容)?\)?"
    r"|(?:例|如|例如|格式|示例):.{0,60}|(?:请|须|需)(?:填写?|选择?|输入|从下拉).{0,60}"
)
_PLAIN = str.maketrans("：（），", ":(),")
HEAD, MAX_REMARK = 60, 500
# Rows above a repeated header that may be its title, and the columns that tell a title by.
TITLES, TITLE_WIDTH = 3, 3
FORM = 50  # distinct cells of a column among which instructions are looked for: they come first
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
    total, section, example = _notes(columns, size)
    how_to = _instructions(columns, size)
    empty = np.logical_and.reduce([column.blank for column in filled])
    lone = _lone(sources, coded, columns, section, problems)
    gone = np.zeros(size, bool)
    for rows, code in (
        (header, "row_header"),
        (total, "row_total"),
        (empty, "row_empty"),
        (example | how_to, "row_template"),
        (lone, "row_no_record"),
    ):
        problems.add(np.flatnonzero(rows & ~gone), "", code, "left out")
        gone |= rows
    return np.flatnonzero(~gone)


def _filled(columns: Sequence[Coded], size: int) -> npt.NDArray[np.intp]:
    """Count the cells of each row that say something."""
    count = np.zeros(size, np.intp)
    for column in columns:
        count += ~column.blank
    return count


def _lone(
    sources: Sequence[Source],
    coded: Mapping[int, Coded],
    columns: Sequence[Coded],
    section: npt.NDArray[np.bool_],
    problems: Problems,
) -> npt.NDArray[np.bool_]:
    """Rows that hold a single cell: an id without a record, or the title of a section.

    A bare id is none, nor is a text beside a missing row number, nor the title of a section with a
    sum beside it. A row that holds a cell which could not be read has lost it, not its place.
    """
    table = JOBS if problems.table == JOBS.name else SEEKERS
    count = _filled(columns, len(section))
    wide = (count == 1) & (len(columns) > 2)
    if not sources or sources[0].column is not table.id:
        alone: npt.NDArray[np.bool_] = np.logical_and(wide, section)
        return alone
    ids = coded[sources[0].matches[0].position]
    first = next((column for column in columns if column is not ids), ids)
    texts = [
        coded[match.position]
        for source in sources
        if source.column.kind == "text"
        for match in source.matches
    ]
    mute = np.logical_and.reduce([column.blank for column in texts])
    lone: npt.NDArray[np.bool_] = (count == 1) & ~ids.blank & (len(columns) > 1)
    numbered = sources[0].matches[0].part == "serial"
    lone |= (wide & ~first.blank & (section | numbered)) | (section & ~ids.blank & mute)
    lone[problems.rows("unknown")] = False
    return lone


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


def _notes(columns: Sequence[Coded], size: int) -> tuple[npt.NDArray[np.bool_], ...]:
    """Rows whose first cell that says something is that of a total, a section or an example."""
    open_rows = np.ones(size, bool)
    found = tuple(np.zeros(size, bool) for _ in range(3))
    for column in columns:
        words = np.zeros((3, len(column.cells)), bool)
        for code in np.unique(column.codes[open_rows]).tolist():
            if (note := _note(column.cells[code])) is not None:
                words[:, code] = note
        for place, hit in enumerate(words):
            if hit.any():
                found[place][open_rows & hit[column.codes]] = True
        open_rows &= column.blank
        if not open_rows.any():
            break
    return found


def _note(cell: object) -> tuple[bool, bool, bool] | None:
    """Whether a cell is that of a total or remark, of a section, of an example; None of none."""
    if not isinstance(cell, str) or cell.isascii() or len(cell) > MAX_REMARK:
        return None
    head = "".join(cell[:HEAD].split()).translate(_PLAIN)
    short = len(cell) < HEAD
    total = _REMARK.match(head) is not None or (short and _TOTAL.fullmatch(head) is not None)
    example = short and _EXAMPLE.fullmatch(head) is not None
    return total, _SECTION.match(head) is not None, example


def _instructions(columns: Sequence[Coded], size: int) -> npt.NDArray[np.bool_]:
    """Rows that only tell how cells are to be filled: 必填, 必填, 选填."""
    said = np.zeros(size, np.intp)
    for column in columns:
        words = [
            isinstance(cell, str)
            and not cell.isascii()
            and len(cell) < HEAD
            and _HOW_TO.fullmatch("".join(cell.split()).translate(_PLAIN)) is not None
            for cell in column.cells[: FORM + 1]
        ]
        if any(words):
            said += np.isin(column.codes, np.flatnonzero(words))
    hit: npt.NDArray[np.bool_] = (said > 1) & (said == _filled(columns, size))
    return hit
