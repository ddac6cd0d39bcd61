"""Which rows of a raw table are records: neither blank, nor a total, nor a printed row number."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from jobmatch.records.choose import Source
from jobmatch.records.grid import Coded
from jobmatch.records.problems import Problems

__all__ = ["record_rows"]

_WORDS = (
    "合计",
    "总计",
    "小计",
    "共计",
    "备注",
    "注",
    "说明",
    "填表",
    "制表",
    "审核",
    "联系人",
    "填报",
)
_TOTAL = re.compile(
    r"(?:合计|总计|小计|共计)(?:[::].{0,40})?|"
    r"(?:备注|注|说明|填表人|填表日期|制表人|审核人|联系人|填报人|填报单位|填报日期)[::].{0,400}",
    re.DOTALL,
)


def record_rows(
    sources: Sequence[Source], coded: Mapping[int, Coded], size: int, problems: Problems
) -> npt.NDArray[np.intp]:
    """Give the rows that are records, in order; list the others.

    Parameters
    ----------
    sources : sequence of Source
        The columns that are read.
    coded : mapping of int to Coded
        Their cells by position.
    size : int
        Number of rows.
    problems : Problems
        Where rows that leave are listed.
    """
    positions = sorted({match.position for source in sources for match in source.matches})
    serial = {m.position for source in sources for m in source.matches if m.part == "serial"}
    others = [position for position in positions if position not in serial] or positions
    empty = np.ones(size, bool)
    for position in others:
        empty &= coded[position].blank
    total = ~empty & _totals([coded[position] for position in positions], size)
    problems.add(np.flatnonzero(empty), "", "row_empty", "left out")
    problems.add(np.flatnonzero(total), "", "row_total", "left out")
    return np.flatnonzero(~(empty | total))


def _totals(columns: Sequence[Coded], size: int) -> npt.NDArray[np.bool_]:
    """Rows whose first cell that says something is the word for a total or a remark."""
    open_rows = np.ones(size, bool)
    total = np.zeros(size, bool)
    for column in columns:
        words = np.array([_is_total(cell) for cell in column.cells], bool)
        if words.any():
            total |= open_rows & words[column.codes]
        open_rows &= column.blank
        if not open_rows.any():
            break
    return total


def _is_total(cell: object) -> bool:
    if not isinstance(cell, str) or len(cell) > 500:
        return False
    start = "".join(cell[:40].split())
    return start.startswith(_WORDS) and _TOTAL.fullmatch("".join(cell.split())) is not None
