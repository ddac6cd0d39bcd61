"""Years of work: the span in a cell, and the total that a free work history states."""

import math
import re

from jobmatch.records.cell import Cell, Span, close_up, fold
from jobmatch.records.numerals import arabic

__all__ = ["MAX_YEARS", "read_years", "years_in"]

MAX_YEARS = 60.0
_MAX_HISTORY = 2000
_MAX_TOTAL = 50.0
_UNKNOWN: Span = (math.nan, math.nan)
_NUMBER = "[0-9]{1,9}(?:[.][0-9]{1,4})?"

# Another unit or word behind a number: 2周, 3级, 1季度, 3-5万, 一直.
_NO_YEARS = "[0-9]|[.][0-9]| ?(?:[天日周星季级人元名岁月份次届期号章项种班千万k直辈般些]|个(?!年))"

_NONE_NEEDED = re.compile(
    "不限|无需|不需|无须|不[作做]?要求|无要求|没有?要求|[均皆都也亦]可|不问|不拘|不看|[零0](?:经验|基础)|"
    "无(?:任何|相关)?(?:工作)?经[验历]|没有?(?:工作)?经[验历]|经[验历]:?(?:无|没有)|未(?:参加)?工作|"
    "没有?(?:工作|干|做)过|没上过班|可以?接受|应届(?:毕业)?生?[均都也亦]?可|小白|可有可无|[生新]手|学徒|"
    "no experience|none|any|not required|entry"
)
_NEXT_BEST = re.compile(
    "[^,;。、/|()]{1,30}(?:优先(?:考虑|录用|录取|聘用|招聘)?|更佳|为佳|preferred)"
)
# 应届 and the year of leaving school, which is no number of years.
_FRESH = re.compile(
    "(?<![0-9])(?:20)?[0-9]{2}届|应届(?:毕业)?生?|在校(?:学?生)?|[刚新]毕业|毕业生|实习生?|"
    "fresh|graduate|student"
)
_FRESH_TURNED_AWAY = re.compile("应届(?:毕业)?生?(?:请?勿|免|不要|除外|不考虑|别)")
_HALF = re.compile("(?<![0-9])半年")
_AND_HALF = re.compile(r"([0-9]{1,9})个?年半")
_AND_MONTHS = re.compile("([0-9]{1,2})年零?([0-9]{1,2})个月")
_MONTHS = re.compile(f"({_NUMBER})(?:(?:-|至|到)({_NUMBER}))?个?(?:月|months?)")
_YEARS = re.compile(
    f"({_NUMBER}) ?(?:年|years?|yrs?|y)?(?:以上)? ?(?:-|至|到|to|[/、]) ?({_NUMBER})(?!{_NO_YEARS})"
)
_OPEN_TENS = re.compile("([1-9]?)[十0][几多余来](?!个?月)")
_AT_LEAST = re.compile(
    "以上|[+]|起|不[低少小]于|至少|最少|最低|>=?|≥|(?<!不)超过|不止|(?<![未不])满|大于|"
    "more|over|at least|min"
)
_AT_MOST = re.compile(
    "以下|以内|之内|内$|不到|不足|[未不]满|不超过|最多|<=?|≤|(?<!不)[少低小]于|less|under|up to|max"
)
_MORE = re.compile("[多余]")
_CALENDAR = re.compile("(?:19|20)[0-9]{2}(?![0-9.])")
_ONE = re.compile(f"(-?)({_NUMBER})(?!{_NO_YEARS}| ?[-至到])")


def read_years(cell: str | float) -> Cell:
    """Read years of work as a span.

    Parameters
    ----------
    cell : str or float
        A stripped cell.

    Returns
    -------
    Cell
        ``(low, high)`` in years; an open upper end is NaN. A requirement of nothing (经验不限) and
        no experience at all are ``(0, nan)``, people fresh from school ``(0, 0)``, ``X年以下``
        ``(0, X)``. What is only preferred (2年以上优先) is no requirement.

    Examples
    --------
    >>> read_years("3-5年").value, read_years("半年").value, read_years("一年以上").value
    ((3.0, 5.0), (0.5, 0.5), (1.0, nan))
    """
    if isinstance(cell, str):
        return _read(close_up(arabic(fold(cell))))
    return _checked((float(cell), float(cell)))


def _read(text: str) -> Cell:
    required = _NEXT_BEST.sub("", text)
    if (
        text in {"无", "没有", "否"}
        or not required.strip(",;。、/|() ")
        or _NONE_NEEDED.search(text)
    ):
        return Cell((0.0, math.nan))
    text = _FRESH_TURNED_AWAY.sub("", required)
    worked = _FRESH.sub("", text)
    cell = _span(worked)
    if worked == text:
        return cell
    # 应届 beside a number of years lowers the requirement to nothing.
    high = cell.value[1] if cell.code is None and isinstance(cell.value, tuple) else 0.0
    return Cell((0.0, high))


def _span(text: str) -> Cell:  # noqa: PLR0911 - one return a rule
    if _FROM_TO.search(text):
        total = years_in(text)
        return _checked((total, total)) if total else Cell(_UNKNOWN, "number_unparsed", "unknown")
    open_tens = _OPEN_TENS.search(text)
    if open_tens and ("年" in text or text.endswith(open_tens[0])):
        low = 10.0 * int(open_tens[1] or 1)
        return _checked((low, low + 9))
    text = _in_years(text)
    pair = _YEARS.search(text)
    if pair:
        low, high = sorted((float(pair[1]), float(pair[2])))
        span = (low, math.nan if _AT_LEAST.search(text[pair.end() :][:6]) else high)
        return _checked(span)
    ends = [float(one[2]) for one in _ONE.finditer(text)]
    if len(ends) == 2 and _AT_LEAST.search(text) and _AT_MOST.search(text):
        return _checked((min(ends), max(ends)))
    one = _ONE.search(text)
    if one is None:
        return Cell(_UNKNOWN, "number_unparsed", "unknown")
    if one[1] and one.start() == 0:
        return Cell(_UNKNOWN, "number_out_of_range", "unknown")
    if _CALENDAR.fullmatch(one[2]):  # 2015年至今: since when, not how long
        return Cell(_UNKNOWN, "number_unparsed", "unknown")
    years = float(one[2])
    if _AT_MOST.search(text):
        return _checked((0.0, years))
    if _AT_LEAST.search(text):
        return _checked((years, math.nan))
    return _checked((years, years + 1 if _MORE.search(text[one.end() :][:3]) else years))


def _in_years(text: str) -> str:
    """Write half years and months as years."""
    text = _AND_HALF.sub(r"\1.5年", text)
    text = _AND_MONTHS.sub(lambda match: f"{int(match[1]) + int(match[2]) / 12:.2f}年", text)
    text = _HALF.sub("0.5年", text)
    return _MONTHS.sub(_months, text)


def _months(match: re.Match[str]) -> str:
    bounds = [float(bound) / 12 for bound in match.groups() if bound]
    return "-".join(f"{bound:.2f}" for bound in bounds) + "年"


def _checked(span: Span) -> Cell:
    if any(not math.isnan(bound) and not 0 <= bound <= MAX_YEARS for bound in span):
        return Cell(_UNKNOWN, "number_out_of_range", "unknown")
    return Cell(span)


_CLAUSE = re.compile("[,;。;、\n|/]")
_FROM_TO = re.compile(
    "(?<![0-9])((?:19|20)[0-9]{2})(?:[年./-]{1,2}(1[0-2]|0?[1-9])(?![0-9]))?(?:[./-][0-9]{1,2})?[年月日]{0,2}"
    " ?(?:-{1,2}|至|到) ?((?:19|20)[0-9]{2})(?![0-9])(?:[年./-]{1,2}(1[0-2]|0?[1-9])(?![0-9]))?"
)
_DURATION = re.compile(
    "(?<![0-9.近])(?:([0-9]{1,2}(?:[.][0-9])?)(?:-([0-9]{1,2}))?[多余几]?个?年(?![级制薪纪内前初底]|以内|毕业|开始|起|至今|到|入|进|退伍)(?:零?([0-9]{1,2})个月|(半))?"
    "|([0-9]{1,2})(?:-[0-9]{1,2})?个月(?![0-9内前])|(半年)|([2-9]?)十[几多余]年)"
)
_SLASH = re.compile("(?<=[0-9])/(?=[0-9])")
_SHORT_YEARS = re.compile("(?<![0-9])([0-2][0-9])年(?:到|至|-)([0-2][0-9])年(?![0-9])")
_TOTAL = re.compile("[共累总]计?有?[^0-9]{0,4}([0-9]{1,2}(?:[.][0-9])?)[多余几]?年")
_PART = re.compile("其中|内含|包括")
_NEVER = re.compile("无工作经[验历]|没有?工作经[验历]|没上过班|没工作过|未工作过|应届")
_SCHOOL = re.compile("(?:大专|中专|本科|高中|初中|学制|读书|读大学)[0-9]{1,2}年")


def years_in(text: str) -> float | None:
    """Total years of work that a free work history states.

    Parameters
    ----------
    text : str
        A work history as typed; the first 2,000 characters count.

    Returns
    -------
    float or None
        Years, rounded to a tenth, at most 50; None where no duration is stated. Stated totals
        (共10年) win; periods between two dates are joined where they overlap. Calendar years,
        ages and periods up to today, which have no end that is written, do not count.

    Examples
    --------
    >>> years_in("东莞做手机壳3年 苏州1年半")
    4.5
    >>> years_in("2020年03月-2023年05月 保安")
    3.2
    >>> years_in("2019年毕业，28岁") is None
    True
    """
    folded = _SCHOOL.sub(";", arabic(fold(text[:_MAX_HISTORY])))
    total = [float(match[1]) for match in _TOTAL.finditer(folded)]
    if total:
        return round(min(max(total), _MAX_TOTAL), 1)
    spans: list[Span] = []
    years, stated = 0.0, False
    for clause in _CLAUSE.split(_joined_dates(folded)):
        dated = [_dated(match) for match in _FROM_TO.finditer(clause)]
        spans += [span for span in dated if span[0] <= span[1]]
        if dated or _PART.search(clause):
            continue
        for match in _DURATION.finditer(clause):
            years, stated = years + _duration(match), True
    if not stated and not spans:
        return 0.0 if _NEVER.search(folded) else None
    return round(min(years + _covered(spans), _MAX_TOTAL), 1)


def _joined_dates(text: str) -> str:
    """Write 2018/03 as 2018.03, which clauses do not cut, and 08年到13年 as 2008年-2013年."""
    return _SHORT_YEARS.sub(r"20\1年-20\2年", _SLASH.sub(".", text))


def _dated(match: re.Match[str]) -> Span:
    start = int(match[1]) + (int(match[2]) - 1 if match[2] else 0) / 12
    return start, int(match[3]) + (int(match[4]) - 1 if match[4] else 0) / 12


def _duration(match: re.Match[str]) -> float:
    years, _, months, half, only_months, half_year, tens = match.groups()
    if tens is not None:
        return 10.0 * int(tens or 1)
    if half_year:
        return 0.5
    if only_months:
        return int(only_months) / 12
    return float(years) + int(months or 0) / 12 + (0.5 if half else 0.0)


def _covered(spans: list[Span]) -> float:
    """Length of the union of spans."""
    covered, end = 0.0, -math.inf
    for start, stop in sorted(spans):
        covered += max(0.0, stop - max(start, end))
        end = max(end, stop)
    return covered
