"""A raw table, wherever it comes from: headings, columns of cells, where each row stands."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobmatch.records.problems import Action

__all__ = ["Coded", "Finding", "Grid", "encode", "is_blank", "unwrapped"]

APOSTROPHES = frozenset("'’‘＇`")
_WRAPPERS = APOSTROPHES | {"="}
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
# Repeated cells of these types are parsed once; others may be unhashable or worse.
_SCALARS = (int, float, bool, dt.datetime, dt.date, pd.Timestamp)


@dataclass(frozen=True)
class Finding:
    """Something a file reader noticed: a code, the rows and the column (none: the whole table)."""

    code: str
    action: Action = "note"
    rows: tuple[int, ...] = ()
    detail: str = ""
    position: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Cells as they were found, column by column.

    Parameters
    ----------
    headings : tuple of object
        Labels as they were found, one a column; they may repeat and be of any type.
    columns : tuple of sequence of object
        Cells, one sequence of equal length a heading.
    places : tuple of str, optional
        Where each row stands for a reader of the file, such as ``"line 7"``.
    findings : tuple of Finding, default ()
        What the reader of the file noticed.
    digits : int, optional
        Significant digits that numbers of the source keep (15 in Excel), where limited.
    size : int, default 0
        Number of rows.
    """

    headings: tuple[object, ...]
    columns: tuple[Sequence[object], ...]
    places: tuple[str, ...] | None = None
    findings: tuple[Finding, ...] = field(default=())
    digits: int | None = None
    size: int = 0

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.headings)


def is_blank(cell: object) -> bool:
    """Whether a cell says nothing: None, NaN, NA, NaT, or only blanks and invisible marks."""
    if isinstance(cell, str):  # the first character nearly always settles it
        return not cell[:1].isalnum() and not cell.translate(_DROP).strip()
    if isinstance(cell, float):
        return math.isnan(cell)
    if cell is None or cell is pd.NA or cell is pd.NaT:
        return True
    if isinstance(cell, Decimal):
        return cell.is_nan()
    if isinstance(cell, np.datetime64 | np.timedelta64):
        return bool(np.isnat(cell))
    return False


def unwrapped(cell: str) -> str:
    """Take off what makes a spreadsheet keep a cell as text: ="00123" and '00123 are 00123.

    Examples
    --------
    >>> unwrapped('="00123"'), unwrapped("'00123"), unwrapped("=1+1")
    ('00123', '00123', '=1+1')
    """
    if cell[:2] == '="' and cell[-1:] == '"' and len(cell) > 2:
        return cell[2:-1]
    if cell[:1] in APOSTROPHES and cell[1:2].isalnum():
        return cell[1:-1] if cell[-1] in APOSTROPHES else cell[1:]
    return cell


_DROP = dict.fromkeys(map(ord, INVISIBLE + "\0"))


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column as its distinct cells and, for each row, which of them it holds.

    Parameters
    ----------
    cells : list of object
        Distinct cells; the first is None and stands for every blank one.
    codes : ndarray of int
        Position in `cells`, one a row.
    """

    cells: list[object]
    codes: npt.NDArray[np.intp]

    @property
    def blank(self) -> npt.NDArray[np.bool_]:
        """Rows whose cell says nothing."""
        return np.equal(self.codes, 0)


def encode(column: Sequence[object], *, unwrap: bool = False) -> Coded:
    """Find the distinct cells of a column, so that each is parsed once.

    Parameters
    ----------
    column : sequence of object
        Raw cells.
    unwrap : bool, default False
        Whether to take off what makes a spreadsheet keep a cell as text, see `unwrapped`.
    """
    seen: dict[object, int] = {}
    distinct: list[object] = [None]
    codes = np.empty(len(column), np.intp)
    for row, raw in enumerate(column):
        key = raw if type(raw) is str else _key(raw)
        code = seen.get(key)
        if code is None:
            cell = _plain(raw)
            if unwrap and type(cell) is str and cell[:1] in _WRAPPERS:
                cell = unwrapped(cell)
            code = 0 if is_blank(cell) else len(distinct)
            if code:
                distinct.append(cell)
            seen[key] = code
        codes[row] = code
    return Coded(distinct, codes)


def _plain(cell: object) -> object:
    """Give numpy scalars and subclasses of str as plain Python values, arrays as lists."""
    if type(cell) is str:
        return cell
    if isinstance(cell, np.floating) and abs(cell) >= 2 ** (np.finfo(cell.dtype).nmant + 1):
        return cell  # of float32 and float16, so that the reader of ids sees that it is rounded
    if isinstance(cell, np.bool_ | np.integer | np.floating | np.ndarray):
        return cell.tolist()
    return str.__str__(cell) if isinstance(cell, str) else cell


def _key(cell: object) -> object:
    """Give a key under which equal cells meet; what cannot be compared safely stays alone."""
    if isinstance(cell, float) and math.isnan(cell):
        return None
    return (type(cell), cell) if cell is None or type(cell) in _SCALARS else object()
