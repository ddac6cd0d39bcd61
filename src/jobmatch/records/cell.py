"""One cell: the plain Python value in it, and what became of it when it was read."""

import datetime as dt
import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import numpy as np

from jobmatch.text import normalize

__all__ = [
    "MAX_CELL",
    "Cell",
    "CellAction",
    "Span",
    "close_up",
    "fold",
    "is_missing_word",
    "plain",
]

MAX_CELL = 500
"""Most characters of a cell that is parsed; only free text may be longer."""

CellAction = Literal["normalized", "flagged", "unknown"]
Span = tuple[float, float]

_NOTHING = frozenset(
    (
        "nan", "none", "null", "<na>", "na", "n/a", "#n/a", "nat", "nil", "undefined", "无", "暂无",
        "空", "未填", "未填写", "未知", "未登记", "不详", "不清楚",
    )
)  # fmt: skip
_DASHES = re.compile("[\u2010-\u2015\u2212\u2500\u2501\u30fc~\u223c\u301c]{1,3}")
# 3000一5000: the Chinese numeral one, which looks like a dash and is typed as one.
_FALSE_DASH = re.compile("(?<=[0-9元千万k年月岁])一(?=[0-9])")

_IDLE_BLANK = re.compile("(?<![!-~]) | (?![!-~])")

_DIGIT = re.compile(r"(?![0-9])\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """The value read from a cell and what is to be told about it.

    Parameters
    ----------
    value : object
        Normalized value of the kind, the unknown one where nothing could be read.
    code : str, optional
        Stable code of what was noticed; None where there is nothing to report.
    action : {"normalized", "flagged", "unknown"}, default "normalized"
        What was done: read after cleaning, read but worth a look, or counted as unknown.
    """

    value: object
    code: str | None = None
    action: CellAction = "normalized"


def plain(cell: object) -> object:  # noqa: PLR0911 - one return a type
    """Give the cell as a plain Python value: str, int, float, bool, date, None, or as it is.

    None stands for every missing value (None, NaN, NA, NaT). Only types are looked at, never the
    methods of an unknown object, so that no object can do harm.
    """
    kind = type(cell)
    if cell is None or kind.__name__ in {"NAType", "NaTType"}:
        return None
    if issubclass(kind, str):
        return str.__str__(cell)
    if issubclass(kind, np.generic):
        return _numpy(cell)
    if issubclass(kind, float):
        number = float.__float__(cell)  # type: ignore[arg-type]
        return None if math.isnan(number) else number
    if issubclass(kind, Decimal):
        return _decimal(cell)
    if issubclass(kind, bool):
        return cell
    if issubclass(kind, int):
        return int.__int__(cell)  # type: ignore[arg-type]
    return cell


def fold(text: str) -> str:
    """Plain lower-case form of a short cell: normalized, ASCII digits, one kind of dash.

    Examples
    --------
    >>> fold("５Ｋ～８Ｋ")
    '5k-8k'
    """
    text = normalize(text).lower()
    if not text.isascii():
        text = _DIGIT.sub(_ascii_digit, text)
        text = _FALSE_DASH.sub("-", _DASHES.sub("-", text))
    return text.replace("~", "-")


def close_up(folded: str) -> str:
    """Take out the blanks beside Chinese characters: they part nothing in a short cell.

    Examples
    --------
    >>> close_up("2 年 以 上"), close_up("at least 2 年")
    ('2年以上', 'at least 2年')
    """
    return _IDLE_BLANK.sub("", folded)


def is_missing_word(folded: str) -> bool:
    """Whether a folded cell says in words that it says nothing: nan, None, 无, a lone dash."""
    return folded in _NOTHING or not folded.strip("-/\\ .,;:_*?、。")


def _ascii_digit(match: re.Match[str]) -> str:
    """ASCII digit for a decimal digit of any script."""
    return str(int(match[0]))


def _numpy(cell: object) -> object:
    if isinstance(cell, np.bool_):
        return bool(cell)
    if isinstance(cell, np.integer):
        return int(cell) if not isinstance(cell, np.timedelta64) else cell
    if isinstance(cell, np.floating):
        return None if np.isnan(cell) else float(cell)
    if isinstance(cell, np.datetime64):
        return None if np.isnat(cell) else cell
    return cell


def _decimal(cell: object) -> float | None:
    if not isinstance(cell, Decimal) or cell.is_nan():
        return None
    # A Decimal beyond the range of floats becomes infinite, as text of it would.
    return float(cell) if cell.adjusted() < 308 else math.copysign(math.inf, cell)


def is_day(cell: object) -> bool:
    """Whether a plain value is a calendar day, with or without a time."""
    return isinstance(cell, dt.date | np.datetime64)
