"""Calendar days as they are typed, in the time of Shanghai where a zone is given."""

import calendar
import datetime as dt
import re

import numpy as np

from jobmatch.records.cell import Cell, fold
from jobmatch.records.numerals import arabic

__all__ = ["NO_DAY", "OPEN_ENDED", "read_date"]

NO_DAY = np.datetime64("NaT", "D")
OPEN_ENDED = np.datetime64("9999-12-31", "D")
_SHANGHAI = dt.timezone(dt.timedelta(hours=8))
_FIRST_YEAR, _LAST_YEAR, _OPEN_YEAR = 1950, 2150, 9000
_FUTURE_YEAR = 2060
_SERIALS = (20_000, 80_000)
_SERIAL_ZERO = dt.date(1899, 12, 30)
# What systems write where no day was entered.
_EMPTY = {
    (0, 0, 0),
    (1970, 1, 1),
    (1900, 1, 1),
    (1900, 1, 0),
    (1899, 12, 30),
    (1899, 12, 31),
    (1, 1, 1),
}

_OPEN = re.compile(
    "长期|永久|无限期|无期限|不限|[招人额名][满够齐]|满员|[一1]直|常年|全年|长年|open|permanent"
)
# 2026、3、1 and the like, typed with what stands next to the point.
_POINTS = re.compile(r"(?<=[0-9])[。,、\\_·](?=[0-9])")
_YEAR_FIRST = re.compile(
    "(?<![0-9])([0-9]{4}) ?[年./ -] ?([0-9]{1,2}) ?[月./ -] ?"
    "(?:([0-9]{1,2})(?![0-9])|(月?[底末])|(初))"
)
_MONTH_END = re.compile("(?<![0-9])([0-9]{4}) ?[年./-] ?([0-9]{1,2}) ?月?份?([底末])")
_YEAR_END = re.compile("(?<![0-9])([0-9]{4})年?年([底末])")
# The end of a span that leaves out the year, or the month too: 2026.2.1-3.31, 2026年3月1日至31日.
_SHORT_END = re.compile(
    "[日号]?(?: ?[0-9]{1,2}[:时点][0-9]{0,2}分?)? ?(?:起|开始)? ?(?:-{1,2}|至|到) ?"
    "(?:([0-9]{1,2}) ?[月./-] ?)?(?:([0-9]{1,2})(?![0-9.月/:时点])|([底末]))"
)
_COMPACT = re.compile("(?<![0-9])([0-9]{4})([0-9]{2})([0-9]{2})(?:[0-9]{6})?(?![0-9])")
_YEAR_LAST = re.compile("(?<![0-9])([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})(?![0-9])")
_SHORT_YEAR = re.compile("(?<![0-9])[0-9]{2}[./-][0-9]{1,2}[./-][0-9]{1,2}(?![0-9])")
_NO_YEAR = re.compile(
    "(?<![0-9])(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号]?|份|[底末初中])?|[0-9]{1,2}[./-][0-9]{1,2}(?![0-9]))"
)
_NO_DAY_GIVEN = re.compile("(?<![0-9])[0-9]{4}[年./-][0-9]{1,2}月?(?![0-9])|(?<![0-9])[0-9]{4}年?$")
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,12})?")
_ZONED = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)? ?"
    r"(?:z|[+-][0-9]{2}:?[0-9]{2})"
)


def read_date(cell: object) -> Cell:  # noqa: PLR0911 - one return a type
    """Read a calendar day.

    Parameters
    ----------
    cell : object
        A stripped text, a number (a day of Excel, or YYYYMMDD), a date, a datetime or datetime64.

    Returns
    -------
    Cell
        ``datetime64[D]``, NaT where unknown, 9999-12-31 for 长期 and the like. Of a span of days
        the last one counts, also where it leaves out the year (2026.2.1-3.31). A month or a day
        without a year is no day; 3月底 with a year is one.

    Examples
    --------
    >>> read_date("2026年6月30日").value, read_date("长期有效").value
    (np.datetime64('2026-06-30'), np.datetime64('9999-12-31'))
    >>> read_date("06/07/2026").code, read_date("3月底前").code
    ('date_ambiguous', 'date_no_year')
    """
    if isinstance(cell, np.datetime64):
        return _from_numpy(cell)
    if isinstance(cell, dt.datetime):
        if cell.tzinfo is not None:
            return _zoned(cell)
        return _day(cell.year, cell.month, cell.day)
    if isinstance(cell, dt.date):
        return _day(cell.year, cell.month, cell.day)
    if isinstance(cell, int | float):
        return _from_number(float(cell)) if abs(cell) < 1e15 else _unknown("date_invalid")
    if isinstance(cell, str):
        return _from_text(_POINTS.sub(".", arabic(fold(cell))))
    return _unknown("date_type")


def _unknown(code: str) -> Cell:
    return Cell(NO_DAY, code, "unknown")


def _from_numpy(cell: np.datetime64) -> Cell:
    day = cell.astype("datetime64[D]")
    first, last = np.datetime64("0001-01-01"), OPEN_ENDED
    if not first <= day <= last:
        return _unknown("date_invalid")
    found = day.item()
    return _day(found.year, found.month, found.day)


def _zoned(moment: dt.datetime) -> Cell:
    try:
        local = moment.astimezone(_SHANGHAI)
    except (OverflowError, ValueError):
        local = moment
    return _day(local.year, local.month, local.day)


def _from_number(number: float) -> Cell:
    if number == 0:
        return _unknown("date_missing")
    if number != number or number < 0:  # noqa: PLR0124 - NaN
        return _unknown("date_invalid")
    if _SERIALS[0] <= number < _SERIALS[1]:
        day = _SERIAL_ZERO + dt.timedelta(days=int(number))
        return Cell(np.datetime64(day, "D"), "date_excel_serial", "normalized")
    whole = int(number)
    if whole == number and 10_000_000 <= whole < 100_000_000:
        return _day(whole // 10_000, whole // 100 % 100, whole % 100)
    return _unknown("date_invalid")


def _from_text(text: str) -> Cell:  # noqa: PLR0911 - one return a rule
    if _NUMBER.fullmatch(text) and not re.fullmatch(
        "[0-9]{4}|[0-9]{14}|[0-9]{1,2}[.][0-9]{1,2}", text
    ):
        return (
            _from_number(float(text)) if not text.startswith("0000") else _unknown("date_missing")
        )
    if _ZONED.fullmatch(text):
        return _from_zoned(text)
    days = list(_YEAR_FIRST.finditer(text)) or list(_MONTH_END.finditer(text))
    if days:
        last = _last(days[-1])
        end = _SHORT_END.match(text, days[-1].end())
        return _short_end(last, end) if end and last.action != "unknown" else last
    year_end = _YEAR_END.findall(text)
    if year_end:
        return _day(int(year_end[-1][0]), 12, 31)
    compact = _COMPACT.findall(text)
    if compact:
        return _day(*map(int, compact[-1]))
    year_last = _YEAR_LAST.findall(text)
    if year_last:
        return _year_last(*map(int, year_last[-1]))
    if _OPEN.search(text):
        return Cell(OPEN_ENDED, "date_open_ended")
    for pattern, code in (
        (_SHORT_YEAR, "date_ambiguous"),
        (_NO_DAY_GIVEN, "date_no_day"),
        (_NO_YEAR, "date_no_year"),
    ):
        if pattern.search(text):
            return _unknown(code)
    return _unknown("date_invalid")


def _from_zoned(text: str) -> Cell:
    try:
        return _zoned(dt.datetime.fromisoformat(text.upper().replace(" +", "+")))
    except ValueError:
        return _unknown("date_invalid")


def _last(match: re.Match[str]) -> Cell:
    year, month = int(match[1]), int(match[2])
    if match.re is _YEAR_FIRST and match[3]:
        return _day(year, month, int(match[3]))
    if match.re is _YEAR_FIRST and match[5]:
        return _unknown("date_no_day")
    if not (1 <= month <= 12 and _FIRST_YEAR <= year <= _LAST_YEAR):
        return _unknown("date_invalid")
    return _day(year, month, calendar.monthrange(year, month)[1])


def _short_end(start: Cell, match: re.Match[str]) -> Cell:
    """Last day of a span whose end takes its year, or its month too, from the start."""
    first: dt.date = np.datetime64(str(start.value), "D").item()
    month = int(match[1] or first.month)
    if not 1 <= month <= 12:
        return _unknown("date_invalid")
    day = int(match[2]) if match[2] else calendar.monthrange(first.year, month)[1]
    if (month, day) < (first.month, first.day):
        return _unknown("date_no_year")
    return _day(first.year, month, day)


def _year_last(first: int, second: int, year: int) -> Cell:
    """Read 13/07/2026 and 07/13/2026, which are clear; 06/07/2026 is not."""
    if first > 12 or first == second:
        return _day(year, second, first)
    if second > 12:
        return _day(year, first, second)
    return _unknown("date_ambiguous")


def _day(year: int, month: int, day: int) -> Cell:
    if (year, month, day) in _EMPTY:
        return _unknown("date_placeholder")
    if year >= _OPEN_YEAR:
        return Cell(OPEN_ENDED, "date_open_ended")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return _unknown("date_invalid")
    try:
        value = np.datetime64(dt.date(year, month, day), "D")
    except ValueError:
        return _unknown("date_invalid")
    return Cell(value, "date_future", "flagged") if year > _FUTURE_YEAR else Cell(value)
