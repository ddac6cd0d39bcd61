"""The one entry to the cell parsers: any object in, a value of the column's kind and a code out.

What is no text, number or day, what is too long, and what says nothing is settled here once for
all kinds; the parsers see stripped text and finite numbers only.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from jobmatch.places import parse_place
from jobmatch.records.ages import read_ages
from jobmatch.records.cell import MAX_CELL, Cell, fold, is_day, is_missing_word, plain
from jobmatch.records.counts import read_count, read_number
from jobmatch.records.dates import NO_DAY, read_date
from jobmatch.records.education import read_education
from jobmatch.records.experience import read_years
from jobmatch.records.flags import is_tick, read_flag
from jobmatch.records.licences import read_held_licences, read_licences
from jobmatch.records.offers import Period
from jobmatch.records.salary import Salary, parse_salary
from jobmatch.schema import Kind
from jobmatch.text import MAX_TEXT, normalize, strip_private

__all__ = ["QUIET", "SPAN", "Cell", "array", "read", "unknown"]

SPAN = np.dtype([("low", "f8"), ("high", "f8")])

QUIET = frozenset(
    {
        "date_missing",
        "date_open_ended",
        "headcount_missing",
        "place_missing",
        "place_any",
        "place_parsed",
        "salary_missing",
        "text_cleaned",
        "text_empty",
    }
)
"""Codes of cells that rightly say nothing, or are read as they should be: no fault of the table."""

_SPANS = frozenset({"salary", "years", "ages", "count"})
# What a spreadsheet makes of 3-5 and 18-45: a day of the year.
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_MANGLED = re.compile(
    f"[0-9]{{1,2}}月[0-9]{{1,2}}[日号]|{_MONTH}-[0-9]{{1,2}}|[0-9]{{1,2}}-{_MONTH}"
)
_NUMERIC = _SPANS | {"number"}
_PREFIXES: dict[Kind, str] = {
    "salary": "salary",
    "years": "number",
    "ages": "number",
    "count": "number",
    "number": "number",
    "education": "education",
    "licences": "licence",
    "held_licences": "licence",
    "places": "place",
    "date": "date",
    "flag": "flag",
}
_MISSING: dict[Kind, str] = {
    "text": "text_empty",
    "salary": "salary_missing",
    "count": "headcount_missing",
    "places": "place_missing",
    "date": "date_missing",
}
# Words for nothing that say something here: no licence, no schooling, no experience, no.
_NOTHING_IS_A_VALUE: dict[Kind, tuple[str, ...]] = {
    "licences": ("无", "暂无"),
    "held_licences": ("无", "暂无"),
    "education": ("无",),
    "years": ("无",),
    "flag": ("无",),
}
_FLAGGED = frozenset({"salary_zero", "salary_several", "salary_unusual", "unit_guessed"})
_PLACE_NOTES = frozenset({"place_any", "place_multi", "place_parsed"})
_LONGEST_NOTHING = 12  # characters
_MAX_EXACT = 2**53
_TAG = re.compile("</?[a-z!][^<>]{0,200}>", re.IGNORECASE)


def read(  # noqa: PLR0911 - one return a type
    kind: Kind, cell: object, *, period: Period | None = None, required: bool = False
) -> Cell:
    """Read one cell; never raises, whatever the object.

    Parameters
    ----------
    kind : str
        Kind of the column, any but ``"id"``.
    cell : object
        The raw cell: text, a number, a date, a missing value, or anything else.
    period : str, optional
        Period of pay that names none, where the heading of the column says it (年薪, 日薪).
    required : bool, default False
        Whether schooling is what a job asks for and not a person's own.

    Returns
    -------
    Cell
        The value, and a code where there is something to report.

    Examples
    --------
    >>> read("salary", "4000-6000元/月").value
    (4000.0, 6000.0)
    >>> read("education", {"学历": "本科"})
    Cell(value=-1, code='education_type', action='unknown')
    """
    value = plain(cell)
    if kind == "text":
        return _text(value)
    if value is None:
        return _missing(kind)
    if isinstance(value, str):
        return _short_text(kind, value.strip(), period, required)
    if kind == "date" and (is_day(value) or isinstance(value, int | float)):
        return _faulty(kind, "type") if isinstance(value, bool) else read_date(value)
    if isinstance(value, bool) and kind == "flag":
        return read_flag(value)
    if kind in _SPANS and is_day(value):
        return Cell(unknown(kind), "range_as_date", "unknown")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _faulty(kind, "type")
    return _numeric(kind, value, period)


def array(kind: Kind, values: Sequence[object]) -> npt.NDArray[np.generic]:
    """Build the read-only array of a column from the values of its cells.

    Parameters
    ----------
    kind : str
        Kind of the column.
    values : sequence of object
        Values as `read` gives them.

    Returns
    -------
    ndarray
        One value a row, of the dtype `jobmatch.schema.Kind` states.

    Examples
    --------
    >>> array("years", [(3.0, 5.0)])["high"].tolist()
    [5.0]
    """
    result: npt.NDArray[np.generic]
    if kind in _SPANS:
        result = np.array(list(values), dtype=SPAN)
    elif kind in {"education", "flag"}:
        result = np.array(values, dtype=np.int8)
    elif kind == "date":
        result = np.array(values, dtype="datetime64[D]")
    elif kind == "number":
        result = np.array(values, dtype=np.float64)
    else:
        objects = np.empty(len(values), dtype=object)
        for row, value in enumerate(values):
            objects[row] = value
        result = objects
    result.flags.writeable = False
    return result


def unknown(kind: Kind) -> object:
    """Value of a cell of `kind` that says nothing.

    Examples
    --------
    >>> unknown("education"), unknown("text")
    (-1, '')
    """
    if kind in _SPANS:
        return (math.nan, math.nan)
    if kind in {"education", "flag"}:
        return -1
    if kind == "places":
        return parse_place("")
    return {"text": "", "id": "", "date": NO_DAY, "number": math.nan}.get(kind)


def _missing(kind: Kind) -> Cell:
    return Cell(unknown(kind), _MISSING.get(kind), "unknown")


def _faulty(kind: Kind, fault: str) -> Cell:
    return Cell(unknown(kind), f"{_PREFIXES[kind]}_{fault}", "unknown")


def _short_text(kind: Kind, text: str, period: Period | None, required: bool) -> Cell:  # noqa: FBT001 - passed on
    if len(text) > MAX_CELL:
        return _faulty(kind, "too_long")
    folded = fold(text)
    if kind in _SPANS and _MANGLED.fullmatch(folded):
        return Cell(unknown(kind), "range_as_date", "unknown")
    if kind == "salary":
        return _salary(parse_salary(text, period=period))
    if is_missing_word(folded) and folded not in _NOTHING_IS_A_VALUE.get(kind, ()):
        # Normalizing takes some ticks away.
        return read_flag(text) if kind == "flag" and is_tick(text) else _missing(kind)
    return read_education(text, required=True) if required else _PARSERS[kind](text)


def _numeric(kind: Kind, value: float, period: Period | None) -> Cell:
    if kind not in _NUMERIC and abs(value) > _MAX_EXACT:
        return _faulty(kind, "type")
    if isinstance(value, float) and math.isinf(value):
        return _faulty(kind, "not_finite")
    if abs(value) > _MAX_EXACT:
        fault = "not_finite" if abs(value) > 1e308 else "out_of_range"
        return _faulty(kind, fault)
    if kind == "salary":
        return _salary_number(float(value), period)
    if kind == "places":
        return _places(str(int(value)) if value == int(value) else "")
    return _PARSERS[kind](value)


def _salary_number(value: float, period: Period | None) -> Cell:
    if value < 0:
        return _faulty("salary", "out_of_range")
    return _salary(parse_salary(f"{value:.2f}", period=period))


def _salary(pay: Salary) -> Cell:
    span = tuple(math.nan if bound is None else bound for bound in (pay.low, pay.high))
    if pay.code is None:
        return Cell(span)
    if pay.low is None and pay.high is None:
        return Cell(span, pay.code, "unknown")
    return Cell(span, pay.code, "flagged" if pay.code in _FLAGGED else "normalized")


def _places(text: str) -> Cell:
    places = parse_place(text)
    code = places.code
    if code is None:
        return Cell(places)
    if code in _PLACE_NOTES:
        return Cell(places, code)
    named = places.codes or places.anywhere or places.near_home or places.away
    return Cell(places, code, "flagged" if named else "unknown")


def _text(value: object) -> Cell:
    """Read free text: cleaned, without private data, at most `MAX_TEXT` characters."""
    code = None
    if value is None:
        return _missing("text")
    if isinstance(value, bytes | bytearray | memoryview):
        return Cell("", "text_bytes", "unknown")
    if isinstance(value, list | tuple) and all(type(item) is str for item in value):
        value, code = " ".join(value), "text_joined"
    raw = value if isinstance(value, str) else _digits(value)
    if raw is None:
        return Cell("", "text_type", "unknown")
    text, removed = strip_private(normalize(raw.strip()))
    if not removed and _says_nothing(text):
        return _missing("text")
    if len(raw) > MAX_TEXT:
        return Cell(text, "text_truncated", "flagged")
    return Cell(text, "pii_removed" if removed else code or _cleaning(raw, text))


def _says_nothing(text: str) -> bool:
    """Whether a text is one of the words for nothing; most are seen to be none at a glance."""
    if len(text) >= MAX_CELL or (len(text) > _LONGEST_NOTHING and text[0].isalnum()):
        return False
    return is_missing_word(fold(text))


def _cleaning(raw: str, text: str) -> str | None:
    """Code of what normalizing took away; blanks and punctuation are not worth a word."""
    if raw == text:
        return None
    if _TAG.search(raw):
        return "html_stripped"
    gone = {one for one in set(raw).difference(text) if not one.isspace()}
    return "text_cleaned" if any(map(_is_unusual, gone)) else None


def _is_unusual(character: str) -> bool:
    """Whether a character is a letter, mark, number or control, or a radical such as ⼯ for 工."""
    return unicodedata.category(character)[0] in "CLMN" or "\u2e80" <= character <= "\u2fdf"


def _digits(value: object) -> str | None:
    """Text of a number, whole ones without a decimal point; None for what is no usable number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > _MAX_EXACT:
        return None
    return str(int(value)) if value == int(value) else f"{value:g}"


_PARSERS: dict[Kind, Callable[..., Cell]] = {
    "years": read_years,
    "ages": read_ages,
    "count": read_count,
    "education": read_education,
    "licences": read_licences,
    "held_licences": read_held_licences,
    "date": read_date,
    "flag": read_flag,
    "number": read_number,
    "places": _places,
}
