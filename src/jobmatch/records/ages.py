"""Ages: the span a job asks for, or a person's age as a span of one."""

import math
import re

from jobmatch.records.cell import Cell, Span, close_up, fold
from jobmatch.records.numerals import arabic

__all__ = ["MAX_AGE", "MIN_AGE", "read_ages"]

MIN_AGE, MAX_AGE = 10.0, 100.0
_UNKNOWN: Span = (math.nan, math.nan)
_ANY_AGE = re.compile(
    "不限|无(?:年龄)?[要限][求制]|没有?(?:年龄)?[要限][求制]|不[作做设]?(?:要求|限制|上限)|均可|皆可|皆宜|"
    "不[问拘看论]|any|none"
)
_PREFERRED = re.compile("[^,;。、/|()]{1,30}(?:优先|更佳|为佳|preferred)")
_NOMINAL = re.compile("虚岁?:?[0-9]{1,3}岁?")
_TENS = re.compile("(?<![0-9])([1-9]0)[几多余来]")
_AGED = re.compile("(?<![0-9.])([0-9]{1,3})周?岁")
_BIRTH = re.compile("(?<![0-9])(?:19|20)[0-9]{2}|[0-9]{6,8}|[0-9]{2}后|[0-9]{2}年|出生")
_NUMBER = (
    "([0-9]{1,3}(?:[.][0-9]{1,2})?)(?![0-9]|[.][0-9]|-$|[而个名人元万千斤公厘米级月天直辈般些k%])"
)
_RANGE = re.compile(f"{_NUMBER}(?:周?岁)?(?:以上)? ?(?:-{{1,2}}|至|到|/) ?{_NUMBER}")
_ONE = re.compile(
    f"((?:年?[最上下未不大小高低超过于至少多限>=<≤≥满]){{0,4}}):?{_NUMBER}(?:周?岁)?"
    "(以上|以下|以内|之内|之?前|封顶|为止|内|[+]|起|下|上)?"
)
_UP = re.compile(
    "^(?:大于|高于|超过|不[低小少]于|至少|最[小低少]|下限|年?满|>=?|≥)|以上|[+]|起|^上$"
)
_DOWN = re.compile(
    "^(?:[小低少]于|[不未]超过?|不[大高]于|至多|最[大高多]|上限|[不未]满|<=?|≤)|以下|内|前|封顶|为止|^下$"
)


def read_ages(cell: str | float) -> Cell:  # noqa: PLR0911 - one return a rule
    """Read an age or a span of ages.

    Parameters
    ----------
    cell : str or float
        A stripped cell.

    Returns
    -------
    Cell
        ``(low, high)`` in years. No lower bound is 0, no upper bound NaN, so that 年龄不限 and
        what is only preferred are ``(0, nan)``. Where bounds differ by group, the widest span
        counts. A date or year of birth without an age stays unknown, because the age depends on
        the day it is read (code ``age_birth_date``).

    Examples
    --------
    >>> read_ages("18-45周岁").value, read_ages("45岁以下").value, read_ages(37).value
    ((18.0, 45.0), (0.0, 45.0), (37.0, 37.0))
    """
    if not isinstance(cell, str):
        return _checked([(float(cell), float(cell))])
    text = _NOMINAL.sub("", close_up(arabic(fold(cell))).replace("(含)", "").replace("及以", "以"))
    if re.match("-[0-9]", text):
        return Cell(_UNKNOWN, "number_out_of_range", "unknown")
    if _BIRTH.search(text):
        return _beside_birth(text)
    required = _PREFERRED.sub("", text)
    ranges = [_sorted(match) for match in _RANGE.finditer(required)]
    ranges += [(float(tens[1]), float(tens[1]) + 9) for tens in _TENS.finditer(required)]
    if ranges:
        return _checked(ranges)
    spans = [_span(match) for match in _ONE.finditer(required)]
    if not spans:
        if _ANY_AGE.search(required) or _ONE.search(text):
            return Cell((0.0, math.nan))
        return Cell(_UNKNOWN, "number_unparsed", "unknown")
    floors = [low for low, high in spans if math.isnan(high)]
    ceilings = [high for low, high in spans if low == 0]
    if floors and ceilings and min(floors) < max(ceilings):
        return _checked([(min(floors), max(ceilings))])
    return _checked(spans)


def _beside_birth(text: str) -> Cell:
    """Read the age that is written beside a date of birth; a date alone is no age."""
    ages = {float(age) for age in _AGED.findall(text)}
    if len(ages) != 1:
        return Cell(_UNKNOWN, "age_birth_date", "unknown")
    age = ages.pop()
    return _checked([(age, age)])


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
