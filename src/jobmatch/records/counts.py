"""How many people a job is for, and plain numbers."""

import math
import re

from jobmatch.records.cell import Cell, Span, close_up, fold
from jobmatch.records.numerals import arabic

__all__ = ["MAX_COUNT", "read_count", "read_number"]

MAX_COUNT = 100_000.0
_UNKNOWN: Span = (math.nan, math.nan)
_UNIT = "(?:个?人|名|位|个|员)"
_SOME = re.compile(
    "若干|数[名人位]|[几多][名人位个十百]|不限|大量|批|多多益善|长期|急招|面议|待定|不定|视情况|^(?:个?人|名|位|个|员)+$|many|several"
)
# Said before 十 and 百 become digits.
_SOME_TENS = re.compile("[数几上][十百千万]")
_NOBODY = re.compile("零[人名位个]?|已?经?招满|已满员?|(?:已|暂)?停止?招聘?")
_NUMBER = "([0-9]{1,18}(?:[.][0-9]{1,4})?)"
_RANGE = re.compile(f"{_NUMBER}{_UNIT}? ?(?:-|至|到) ?{_NUMBER}")
# What is counted is people: neither 1批 nor 3个月.
_ONE = re.compile(f"{_NUMBER}(?![0-9]|[.][0-9]|-$|[批期次天日月年岁元班组部家直般些打]|个月)")
_ROUND = re.compile("([1-9]?)([十百])[几多余来]|([1-9]?[0-9]{0,4}0)[几多余来]")
# How many of each: 焊工3人,普工5人; 男3女2; 3男2女. A bound or a choice is no part of a sum.
_EACH = "(?:[^0-9,;、/|()+至到或各中含共总计多少超约-]{1,12}:?([0-9]{1,4})(?:名|位|个?人|个)?)"
_PARTS = re.compile(f"{_EACH}(?:[,;、/+ ]{{0,2}}{_EACH}){{1,7}}[,;。]?")
_PART = re.compile("[0-9]{1,4}")
_SOME_OF_A_SEX = "([0-9]{1,4})(?:名|位|个)?[男女][性工生士]?"
_MEN_AND_WOMEN = re.compile(f"{_SOME_OF_A_SEX}[,;、/+ ]?{_SOME_OF_A_SEX}")
_BOTH = re.compile("男女?[、/和]?女?(?:性|工)?各([0-9]{1,4})(?:名|位|个?人|个)?")
_REMARK = re.compile(r"([0-9]{1,5})(?:名|位|个?人|个)?\(([^()]{1,60})\)")
_AT_LEAST = re.compile("以上|[+]|起|不[少低]于|至少|最少|(?<!不)超过|>=?|≥")
_AT_MOST = re.compile("以内|以下|之内|不超过|最多|至多|<=?|≤")
_LARGE = re.compile(r"(?<![0-9.])([0-9]{1,4})([千万])(?![0-9])")
_THOUSANDS = re.compile("(?<![0-9])([0-9]{1,3}),([0-9]{3})(?![0-9])")
_PLAIN = re.compile(r"[+-]?[0-9]{1,300}(?:\.[0-9]{0,100})?(?:e[+-]?[0-9]{1,6})?")


def read_count(cell: str | float) -> Cell:  # noqa: PLR0911 - one return a rule
    """Read a headcount as a span.

    Parameters
    ----------
    cell : str or float
        A stripped cell.

    Returns
    -------
    Cell
        ``(low, high)``, an open upper end NaN. 若干, 数名, 不限 are unknown with code
        ``"headcount_missing"``; 0 is read and flagged ``"job_no_vacancy"``.

    Examples
    --------
    >>> read_count("5-8名").value, read_count("10人以上").value, read_count("若干").code
    ((5.0, 8.0), (10.0, nan), 'headcount_missing')
    """
    if not isinstance(cell, str):
        return _checked(float(cell), float(cell))
    folded = close_up(fold(cell))
    if _SOME_TENS.search(folded):
        return Cell(_UNKNOWN, "headcount_missing", "unknown")
    if _NOBODY.fullmatch(folded):
        return _checked(0.0, 0.0)
    text = _LARGE.sub(_in_full, _THOUSANDS.sub(r"\1\2", arabic(folded)))
    if re.match("-[0-9]", text):
        return Cell(_UNKNOWN, "number_out_of_range", "unknown")
    total = _total(text)
    if total is not None:
        return _checked(total, total)
    about = _ROUND.search(text)
    if about:
        return _about(about)
    pair = _RANGE.search(text)
    if pair and len(_ONE.findall(text)) == 2:
        return _checked(*sorted((float(pair[1]), float(pair[2]))))
    numbers = _ONE.findall(text)
    if not numbers:
        code = "headcount_missing" if _SOME.search(text) else "number_unparsed"
        return Cell(_UNKNOWN, code, "unknown")
    if len(numbers) > 1:
        return Cell(_UNKNOWN, "number_unparsed", "unknown")
    if "各" in text:  # 焊工、普工各5人: how many trades, the words tell
        return Cell(_UNKNOWN, "number_unparsed", "unknown")
    number = float(numbers[0])
    if _AT_MOST.search(text):
        return _checked(min(1.0, number), number)
    return _checked(number, math.nan if _AT_LEAST.search(text) else number)


def read_number(cell: str | float) -> Cell:
    """Read a plain number as a float.

    Examples
    --------
    >>> read_number("1,234.5").value, read_number("十二").value
    (1234.5, 12.0)
    """
    if isinstance(cell, str):
        text = arabic(_THOUSANDS.sub(r"\1\2", fold(cell))).replace(" ", "")
        if not _PLAIN.fullmatch(text):
            return Cell(math.nan, "number_unparsed", "unknown")
        cell = text
    number = float(cell)
    if not math.isfinite(number):
        return Cell(math.nan, "number_not_finite", "unknown")
    return Cell(number)


def _total(text: str) -> float | None:
    """Add up what is told apart, 焊工3人,普工5人; None where nothing is or sums differ."""
    remark = _REMARK.fullmatch(text)
    if remark:
        inner = _total(remark[2])
        return inner if inner == float(remark[1]) else None
    both = _BOTH.fullmatch(text)
    if both:
        return 2.0 * float(both[1])
    if _PARTS.fullmatch(text) or _MEN_AND_WOMEN.fullmatch(text):
        return float(sum(map(int, _PART.findall(text))))
    return None


def _in_full(match: re.Match[str]) -> str:
    return match[1] + ("000" if match[2] == "千" else "0000")


def _about(match: re.Match[str]) -> Cell:
    """Read 十余人 as 10 to 19, 20多人 as 20 to 29, 百余人 as 100 to 199."""
    if match[2]:
        step = 10.0 if match[2] == "十" else 100.0
        low = step * int(match[1] or 1)
    else:
        low = float(match[3])
        step = 10.0 ** (len(match[3]) - len(match[3].rstrip("0")))
    return _checked(low, low + step - 1)


def _checked(low: float, high: float) -> Cell:
    bounds = [bound for bound in (low, high) if not math.isnan(bound)]
    if any(not 0 <= bound <= MAX_COUNT for bound in bounds):
        return Cell(_UNKNOWN, "number_out_of_range", "unknown")
    if any(bound != int(bound) for bound in bounds):
        return Cell(_UNKNOWN, "number_unparsed", "unknown")
    if max(bounds) == 0:
        return Cell((low, high), "job_no_vacancy", "flagged")
    return Cell((low, high))
