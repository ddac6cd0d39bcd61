"""Ages: the span a job asks for, or a person's age as a span of one."""

import math
import re

from jobmatch.records.cell import Cell, Span, fold
from jobmatch.records.numerals import arabic

__all__ = ["MAX_AGE", "MIN_AGE", "read_ages"]

MIN_AGE, MAX_AGE = 10.0, 100.0
_UNKNOWN: Span = (math.nan, math.nan)
_ANY_AGE = re.compile("不限|无要求|没有?要求|不要求|均可|皆可|不问|any|none")
_BIRTH = re.compile("(?<![0-9])(?:19|20)[0-9]{2}|[0-9]{6,8}|[0-9]{2}后|[0-9]{2}年|出生")
_NUMBER = "([0-9]{1,3}(?:[.][0-9]{1,2})?)(?![0-9])"
_RANGE = re.compile(f"{_NUMBER}(?:周?岁)?(?:以上)? ?(?:-{{1,2}}|至|到|/) ?{_NUMBER}")
_ONE = re.compile(
    f"([不大小高低超过于至少多>=<≤≥满]{{0,4}}){_NUMBER}(?:周?岁)?(以上|以下|以内|之内|及以上|及以下|内|[+]|起|下|上)?"
)
_UP = re.compile("^(?:大于|高于|超过|不低于|不小于|不少于|至少|满|>=?|≥)|以上|[+]|起|^上$")
_DOWN = re.compile("^(?:小于|低于|不超过|不大于|不高于|至多|<=?|≤)|以下|内|^下$")


def read_ages(cell: str | float) -> Cell:  # noqa: PLR0911 - one return a rule
    """Read an age or a span of ages.

    Parameters
    ----------
    cell : str or float
        A stripped cell.

    Returns
    -------
    Cell
        ``(low, high)`` in years. No lower bound is 0, no upper bound NaN, so that 年龄不限 is
        ``(0, nan)``. Where bounds differ by group, the widest span counts. A date or year of birth
        stays unknown, because the age depends on the day it is read (code ``age_birth_date``).

    Examples
    --------
    >>> read_ages("18-45周岁").value, read_ages("45岁以下").value, read_ages(37).value
    ((18.0, 45.0), (0.0, 45.0), (37.0, 37.0))
    """
    if not isinstance(cell, str):
        return _checked([(float(cell), float(cell))])
    text = arabic(fold(cell)).replace("及以", "以")
    if re.match("-[0-9]", text):
        return Cell(_UNKNOWN, "number_out_of_range", "unknown")
    ranges = [_sorted(match) for match in _RANGE.finditer(text)]
    if ranges and not _BIRTH.search(text):
        return _checked(ranges)
    if _BIRTH.search(text):
        return Cell(_UNKNOWN, "age_birth_date", "unknown")
    spans = [_span(match) for match in _ONE.finditer(text)]
    if not spans:
        if _ANY_AGE.search(text):
            return Cell((0.0, math.nan))
        return Cell(_UNKNOWN, "number_unparsed", "unknown")
    floors = [low for low, high in spans if math.isnan(high)]
    ceilings = [high for low, high in spans if low == 0]
    if floors and ceilings and min(floors) < max(ceilings):
        return _checked([(min(floors), max(ceilings))])
    return _checked(spans)


def _sorted(match: re.Match[str]) -> Span:
    low, high = sorted((float(match[1]), float(match[2])))
    return low, high


def _span(match: re.Match[str]) -> Span:
    words, age = match[1], float(match[2])
    behind = match[3] or ""
    if _DOWN.search(words) or _DOWN.search(behind):
        return 0.0, age
    if _UP.search(words) or _UP.search(behind):
        return age, math.nan
    return age, age


def _checked(spans: list[Span]) -> Cell:
    """Join the spans; unknown where a bound is no working person's age."""
    low, high = min(span[0] for span in spans), max(span[1] for span in spans)
    if any(math.isnan(span[1]) for span in spans):
        high = math.nan
    bounds = [bound for bound in (low, high) if not math.isnan(bound) and bound != 0]
    if low == high == 0 or any(not MIN_AGE <= bound <= MAX_AGE for bound in bounds):
        return Cell(_UNKNOWN, "number_out_of_range", "unknown")
    return Cell((low, high))
