"""Columns of cells become normalized arrays; each distinct cell is parsed once."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from jobmatch.records import cells
from jobmatch.records.cells import Cell
from jobmatch.records.choose import Source
from jobmatch.records.grid import Coded
from jobmatch.records.headings import Match, fold
from jobmatch.records.identifiers import read_id
from jobmatch.records.offers import Period
from jobmatch.records.problems import Action, Problems
from jobmatch.schema import JOBS, Kind

__all__ = ["read_column"]

Array = npt.NDArray[np.generic]

# A bare amount, to which the scale in the heading applies: 8, 10-15, 1.5~2; not 120000.
_BARE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)(?: ?[-~—–至到] ?(\d{1,3}(?:\.\d{1,4})?))?", re.ASCII)
_SCALES = (("万元", "万"), ("千元", "千"))
_PERIODS: tuple[tuple[tuple[str, ...], Period], ...] = (
    (("年薪", "年收入", "年工资", "元年"), "year"),
    (("日薪", "日工资", "天工资", "元天", "元日"), "day"),
    (("时薪", "小时工资", "小时薪", "元小时", "元时"), "hour"),
    (("周薪", "周工资", "元周"), "week"),
)


def read_column(
    source: Source,
    coded: Mapping[int, Coded],
    labels: Sequence[object],
    rows: npt.NDArray[np.intp],
    problems: Problems,
) -> Array:
    """Read the cells of one column in the rows that stay.

    Parameters
    ----------
    source : Source
        The column and where its cells are.
    coded : mapping of int to Coded
        Cells by position.
    labels : sequence of object
        Headings; a period or scale in that of pay counts for amounts that name none.
    rows : ndarray of int
        Rows that stay.
    problems : Problems
        Where bad cells are listed.

    Returns
    -------
    ndarray
        The array of the kind, one value a row that stays.
    """
    name, kind = source.column.name, source.column.kind
    if kind == "text":
        parts = [_read(coded[m.position], kind, name, rows, problems) for m in source.matches]
        return parts[0] if len(parts) == 1 else _join(parts)
    if any(match.part in ("low", "high") for match in source.matches):
        column = _range(source.matches, coded)
    else:
        column = coded[source.matches[0].position]
    if kind != "salary":
        return _read(column, kind, name, rows, problems)
    form = fold(labels[source.matches[0].position])
    if scale := next((sign for word, sign in _SCALES if word in form), ""):
        column = Coded([_scaled(cell, scale) for cell in column.cells], column.codes)
    period = next((span for words, span in _PERIODS if any(word in form for word in words)), None)
    return _read(column, kind, name, rows, problems, period)


def _read(
    column: Coded,
    kind: Kind,
    name: str,
    rows: npt.NDArray[np.intp],
    problems: Problems,
    period: Period | None = None,
) -> Array:
    held = column.codes[rows]
    present = np.zeros(len(column.cells), bool)
    present[held] = True
    required = kind == "education" and problems.table == JOBS.name
    values: list[object] = ["" if kind == "id" else cells.unknown(kind)] * len(column.cells)
    listed: dict[tuple[str, str], list[int]] = {}
    for code in np.flatnonzero(present[1:]).tolist():
        cell = _cell(kind, column.cells[code + 1], period, required)
        values[code + 1] = cell.value
        if cell.code is not None and cell.code not in cells.QUIET:
            listed.setdefault((cell.code, cell.action), []).append(code + 1)
    for (code_name, action), codes in listed.items():
        hit = np.zeros(len(values), bool)
        hit[codes] = True
        problems.add(rows[hit[held]], name, code_name, _action(action))
    array: Array = cells.array("text" if kind == "id" else kind, values)
    return array[held]


def _cell(kind: Kind, cell: object, period: Period | None, required: bool) -> Cell:  # noqa: FBT001 - passed on
    if kind != "id":
        return cells.read(kind, cell, period=period, required=required)
    identity = read_id(cell)
    return Cell(identity.text or "", identity.code, "normalized" if identity.text else "unknown")


def _action(action: str) -> Action:
    return (
        "normalized" if action == "normalized" else "flagged" if action == "flagged" else "unknown"
    )


def _join(parts: Sequence[Array]) -> Array:
    """Join the texts of several columns with a blank; what was said already is not repeated."""
    joined = np.empty(len(parts[0]), object)
    for row, texts in enumerate(zip(*(part.tolist() for part in parts), strict=True)):
        kept: list[str] = []
        for text in texts:
            if text and not any(text in other for other in kept):
                kept.append(text)
        joined[row] = " ".join(kept)
    return joined


def _range(matches: Sequence[Match], coded: Mapping[int, Coded]) -> Coded:
    """Join two columns, the ends of one range, cell by cell as a person would write it."""
    size = len(coded[matches[0].position].codes)
    ends = {match.part: coded[match.position] for match in matches}
    nothing = Coded([None], np.zeros(size, np.intp))
    low, high = ends.get("low", nothing), ends.get("high", nothing)
    pairs = low.codes * len(high.cells) + high.codes
    distinct, codes = np.unique(pairs, return_inverse=True)
    found = [
        _span(low.cells[pair // len(high.cells)], high.cells[pair % len(high.cells)])
        for pair in distinct.tolist()
    ]
    filled = np.array([cell is not None for cell in found], bool)
    return Coded([None, *found], np.where(filled[codes], codes + 1, 0))


def _span(low: object, high: object) -> object:
    """Write a range: both ends, one end, or nothing; a cell that is no amount stays as it is."""
    if low is None and high is None:
        return None
    if low is None:
        return f"{_amount(high)}以下" if _is_amount(high) else high
    if high is None:
        return f"{_amount(low)}以上" if _is_amount(low) else low
    if _is_amount(low) and _is_amount(high):
        return f"{_amount(low)}-{_amount(high)}"
    return low


def _is_amount(cell: object) -> bool:
    if isinstance(cell, str):
        return 0 < len(cell) <= 20 and cell.strip()[:1].isdigit()
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _amount(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else f"{cell:.10g}"


def _scaled(cell: object, scale: str) -> object:
    """Write the scale of the heading behind the bounds of a bare amount: 10万-15万元."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        cell = f"{cell:.10g}"
    if not isinstance(cell, str) or (bare := _BARE.fullmatch(cell.strip())) is None:
        return cell
    return f"{bare[1]}{scale}-{bare[2]}{scale}元" if bare[2] else f"{bare[1]}{scale}元"
