"""Pay as it is typed, read as CNY a month before tax.

Conversions. A month has 21.75 paid days, an hour is an eighth of a day (174 paid hours a month):
the statutory figures of the 2008 notice on monthly working time and wage conversion (劳社部发
〔2008〕3号, section 2). Day laborers on building sites often work 26 days; the statutory figure is
used for them too, because it promises no more than a regular month yields. A week is five paid
days (4.35 weeks a month), a year twelve months. Pay by the hour is multiplied by the hours that the
cell states, where it gives both those of a day and the days of a month (每天10小时 每月26天).
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from jobmatch.records.cell import MAX_CELL, fold, is_missing_word
from jobmatch.records.numerals import arabic
from jobmatch.records.offers import Basis, Offer, Period, offers_in
from jobmatch.records.pay_noise import A_UNIT
from jobmatch.text import strip_private

__all__ = ["DAYS_A_MONTH", "HOURS_A_MONTH", "Salary", "parse_salary"]

DAYS_A_MONTH = 21.75
HOURS_A_MONTH = 174.0
_FACTORS: dict[Period, float] = {
    "hour": HOURS_A_MONTH,
    "day": DAYS_A_MONTH,
    "week": DAYS_A_MONTH / 5,
    "month": 1.0,
    "year": 1 / 12,
}
# Where several kinds of pay are named, the one that says most about a month's pay counts.
_PRECEDENCE: tuple[Period, ...] = ("month", "year", "day", "week", "hour")

_MAX_MONTHLY = 1_000_000.0
_USUAL = (500.0, 100_000.0)
# 3000元/天 is far more often a slip than a wage.
_MOST_USUAL = dict.fromkeys(_FACTORS, 60_000.0) | {"month": _USUAL[1], "year": _USUAL[1]}
_MIN_BARE = 1000.0
_YEARLY_FROM = 100_000.0
_DOUBTFUL_FROM = 30_000.0
_AMBIGUOUS_FROM = 50_000.0

SalaryCode = Literal[
    "salary_missing",
    "salary_unparsed",
    "salary_out_of_range",
    "salary_currency",
    "salary_too_long",
    "salary_type",
    "salary_zero",
    "salary_swapped",
    "salary_not_finite",
    "salary_several",
    "salary_unusual",
    "salary_piece_rate",
    "unit_guessed",
]

_NEGOTIABLE = re.compile(
    "面议|面谈|详谈|电议|面洽|协商|洽谈|另议|议价|详询|详聊|negotiable|可以?谈|可议|商量"
)
_NOTHING_SAID = re.compile(
    "不限|待定|保密|随意|随便|都行|都可|就行|均可|合适|看情况|视情况|根据|按照|按公司|按国家|依据|同行|行业|"
    "从优|优厚|高薪|无要求|没要求|没有|不要求|不计较|不在乎|无所谓|越高越好|市场|行情|随行就市|规定|标准|能力|"
    "看公司|看单位|安排|你定|按劳|多劳多得|按件|按量|详见|见(?:岗位|职位|下|以下)?(?:描述|详情|简介|备注|说明)"
)
_CURRENCY = re.compile(
    r"\$|€|£|₩|₽|₫|฿|美元|美金|美刀|港币|港元|港纸|澳门元|欧元|英镑|日元|日圆|日币|韩元|韩币|新台币|台币|澳元|澳币|"
    r"加元|加币|新币|新加坡元|泰铢|卢布|卢比|越南盾|迪拉姆|(?<![a-z])(?:usd?|hkd?|eur|gbp|jpy|krw|twd|nt|sgd|aud|cad)(?![a-z])"
)
_BOARD = re.compile(
    "包[住]?吃|包食|包[三两一123]餐|包[午工]餐|[2两3三][顿餐]饭|包[2两3三]顿|管[吃饭]|供[吃餐]|免费[三工午]?[作]?餐|提供[三午工]?[作]?餐|包伙食"
)
_LODGING = re.compile(
    "包[吃食]?[、和]?[住宿]|管[吃饭]?住|供[吃]?住|食宿全包|包食宿|提供[食住]?宿|免费[食住]宿"
)
# 5，000 is one number; 做6休1，200元/天 and 全勤500，200元/天 are two.
_WIDE_COMMA = re.compile(
    "(?<![0-9０-９.休晚付])([1-9１-９][0-9０-９]?)，([0-9０-９][0０]{2})(?![0-9０-９])"
)
_SCIENTIFIC = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{0,40})?e[+-]?[0-9]{1,9}")
# 每天10小时 每月26天: the hours a month that pay by the hour comes to.
_HOURS = re.compile("(?:每[天日班]|[天日](?:工作|上班?)?)([4-9]|1[0-2])个?小时")
_DAYS = re.compile("(?:每个?月|月)(?:工作|上班?|出勤)?(2[0-9]|3[01])[天日]")
_MONTHS = re.compile(
    "([0-9]{2})(?:-[0-9]{2})?(?:薪|个月(?:薪|工资))"
    "|(?<=[0-9k千万元月)]) ?[*x×] ?(1[2-9]|2[0-4])(?![0-9.])"
)


@dataclass(frozen=True, slots=True)
class Salary:
    """Pay in CNY a month before tax, and how it was written.

    Parameters
    ----------
    low, high : float, optional
        Bounds in CNY a month; None where that end is open or nothing is known.
    period : {"hour", "day", "week", "month", "year", "piece"}, default "month"
        What the figures as written are paid for.
    written : tuple, default (None, None)
        The bounds in CNY a `period`, as written.
    months : int, default 12
        Monthly wages paid in a year (13 for 13薪); `low` and `high` stay those of one month.
    basis : str, default "stated"
        ``"total"`` for what a month comes to in all (综合, 月入), ``"base"`` for base pay to which
        commission comes, ``"guaranteed"`` for a floor (保底), ``"probation"`` where only pay on
        probation is given, ``"net"`` for pay after tax (left as written).
    negotiable, piece_rate, from_, up_to, board, lodging : bool, default False
        面议; paid by the piece; only a lower, only an upper bound is given; meals, lodging come
        with the job.
    code : str, optional
        What was noticed, or None.
    """

    low: float | None = None
    high: float | None = None
    period: Period = "month"
    written: tuple[float | None, float | None] = (None, None)
    months: int = 12
    basis: Basis = "stated"
    negotiable: bool = False
    piece_rate: bool = False
    from_: bool = False
    up_to: bool = False
    board: bool = False
    lodging: bool = False
    code: SalaryCode | None = None


def parse_salary(text: str, *, period: Period | None = None) -> Salary:
    """Read one cell of pay.

    Parameters
    ----------
    text : str
        The cell as typed. Anything but text gives code ``"salary_type"``; nothing ever raises.
    period : str, optional
        Period of figures that name none, where the heading of the column says it (年薪, 日薪).
        Figures that cannot be meant for it (8000 under 年薪) are read as if none were given.

    Returns
    -------
    Salary
        `low` and `high` in CNY a month before tax.

    Notes
    -----
    Where a cell names several amounts: regular pay counts before pay on probation, what a month
    comes to in all before base pay, a month before a year, a day, a week and an hour. Amounts that
    still stand side by side are joined to one range, with code ``"salary_several"``. Figures
    without a unit that may be hourly, daily or in thousands stay unknown.

    Examples
    --------
    >>> pay = parse_salary("8千-1.1万·13薪")
    >>> pay.low, pay.high, pay.months
    (8000.0, 11000.0, 13)
    >>> parse_salary("200元/天").low
    4350.0
    >>> parse_salary("底薪3000+提成 综合6000-8000").basis
    'total'
    >>> parse_salary("面议").negotiable
    True
    >>> parse_salary("3-5").code
    'salary_unparsed'
    """
    if not isinstance(text, str):
        return Salary(code="salary_type")
    text = text.strip()
    if len(text) > MAX_CELL:
        return Salary(code="salary_too_long")
    folded = fold(_WIDE_COMMA.sub(r"\1,\2", text).replace("，", ", "))
    if is_missing_word(folded):
        return Salary(code="salary_missing")
    if _SCIENTIFIC.fullmatch(folded):
        return _scientific(float(folded), period)
    return _parse(arabic(A_UNIT.sub("每", folded)), period)


def _scientific(number: float, period: Period | None) -> Salary:
    if not math.isfinite(number):
        return Salary(code="salary_not_finite")
    return _judged(Salary(), [Offer(number, number)], period)


def _parse(text: str, period: Period | None) -> Salary:
    if not text.isdigit():
        text, _ = strip_private(text)
    months = _MONTHS.search(text)
    paid = int(months[1] or months[2]) if months else 12
    paid = paid if 12 <= paid <= 24 else 12
    said = Salary(
        months=13 if paid == 12 and "双薪" in text else paid,
        negotiable=_NEGOTIABLE.search(text.replace(" ", "")) is not None,
        piece_rate="计件" in text,
        board=_BOARD.search(text) is not None or "食宿" in text,
        lodging=_LODGING.search(text) is not None or "食宿" in text,
    )
    if _CURRENCY.search(text):
        return replace(said, code="salary_currency")
    if months and period is None:
        period = "month"
    return _judged(said, offers_in(_MONTHS.sub(";", text)), period, text)


def _judged(said: Salary, offers: Sequence[Offer], period: Period | None, text: str = "") -> Salary:
    """Choose among the offers, settle what the figures mean and convert them."""
    if not offers:
        nothing = said.negotiable or said.piece_rate or said.board or said.lodging
        nothing = nothing or _NOTHING_SAID.search(text) is not None
        digits = any(character.isdigit() for character in text)
        return replace(said, code="salary_unparsed" if digits or not nothing else "salary_missing")
    offer, several = _chosen(_same_period(_of_pay(offers)))
    if several and offer.low and offer.high and offer.high > 10 * offer.low:
        return replace(said, code="salary_unparsed")
    settled, code = _completed(offer, period)
    if settled is None:
        return replace(said, code="salary_unparsed")
    return _monthly(said, settled, code, text, several=several)


def _monthly(
    said: Salary, offer: Offer, code: SalaryCode | None, text: str, *, several: bool
) -> Salary:
    """Convert the settled offer to a month's pay, and doubt what is doubtful."""
    if offer.period == "piece" or offer.period is None:
        written = (offer.low, offer.high)
        return replace(
            said, code="salary_piece_rate", period="piece", piece_rate=True, written=written
        )
    low, high, swapped = _ordered(offer)
    factor = _hours(text) if offer.period == "hour" else _FACTORS[offer.period]
    bounds = [bound * factor for bound in (low, high) if bound is not None]
    if max(bounds) > _MAX_MONTHLY or min(bounds) < 0:
        empty = Salary(months=said.months, period=offer.period, negotiable=said.negotiable)
        return replace(empty, code="salary_out_of_range")
    if min(bounds) == 0:
        code = "salary_zero"
    elif code is None and several:
        code = "salary_several"
    elif code is None and (min(bounds) < _USUAL[0] or max(bounds) > _MOST_USUAL[offer.period]):
        code = "salary_unusual"
    elif code is None and swapped:
        code = "salary_swapped"
    return replace(
        said,
        low=None if low is None else round(low * factor, 2),
        high=None if high is None else round(high * factor, 2),
        period=offer.period,
        written=(low, high),
        basis=offer.basis,
        from_=high is None,
        up_to=low is None,
        code=code,
    )


def _hours(text: str) -> float:
    """Paid hours a month: those the cell states, a day and a month, else the statutory ones."""
    hours, days = _HOURS.search(text), _DAYS.search(text)
    return float(hours[1]) * float(days[1]) if hours and days else HOURS_A_MONTH


def _ordered(offer: Offer) -> tuple[float | None, float | None, bool]:
    low, high = offer.low, offer.high
    if low is not None and high is not None and low > high:
        return high, low, True
    return low, high, False


def _completed(  # noqa: PLR0911 - one return a rule
    offer: Offer, period: Period | None
) -> tuple[Offer | None, SalaryCode | None]:
    """Settle unit and period of the offer; None where that would be a blind guess."""
    bounds = [bound for bound in (offer.low, offer.high) if bound is not None]
    code: SalaryCode | None = "unit_guessed" if offer.guessed else None
    if offer.period is None and period is not None and _is_beyond(bounds, period, offer):
        period, code = None, "unit_guessed"
    if offer.period is not None or period is not None:
        offer = replace(offer, period=offer.period or period)
        if offer.period == "year" and not offer.unit and 0 < max(bounds) < 200:
            return _scaled(offer, 10_000.0), "unit_guessed"
        if offer.period == "month" and not offer.unit and 0 < max(bounds) < 100:
            return None, None
        return offer, code
    if max(bounds) == 0 or max(bounds) > _MAX_MONTHLY:
        return replace(offer, period="month"), code
    if max(bounds) < _MIN_BARE:
        return None, None
    if min(bounds) >= _YEARLY_FROM:
        return replace(offer, period="year"), "unit_guessed"
    # 8-10万 is a year's pay in a county and a month's pay in a bank; 5万-8万 is how sites write a
    # month's pay.
    if max(bounds) > _AMBIGUOUS_FROM and not offer.by_month:
        return None, None
    if max(bounds) > (_AMBIGUOUS_FROM if offer.by_month else _DOUBTFUL_FROM):
        return replace(offer, period="month"), "unit_guessed"
    return replace(offer, period="month"), code


def _is_beyond(bounds: Sequence[float], period: Period, offer: Offer) -> bool:
    """Whether no such pay is given for the period of the heading: 8000 under 年薪 or 日薪."""
    if period == "month" or (period == "year" and not offer.unit and max(bounds) < 200):
        return False
    factor = _FACTORS.get(period, 1.0)
    is_high = period != "year" and min(bounds) * factor > _USUAL[1]
    return is_high or min(bounds) * factor < _USUAL[0]


def _scaled(offer: Offer, factor: float) -> Offer:
    return replace(
        offer,
        low=None if offer.low is None else offer.low * factor,
        high=None if offer.high is None else offer.high * factor,
    )


def _of_pay(offers: Sequence[Offer]) -> Sequence[Offer]:
    """Leave out bare small numbers beside an amount a month comes to: 押1付1, 身高165, 6000/月."""
    most = max(offers, key=_top)
    if len(offers) == 1:
        return offers
    if _top(most) < _MIN_BARE:
        least = 10.0 if any(offer.period is not None for offer in offers) else 0.0
    else:
        least = 100.0 if most.period is None else _MIN_BARE
    return [
        offer for offer in offers if offer.unit or offer.period is not None or _top(offer) >= least
    ]


def _top(offer: Offer) -> float:
    return offer.high or offer.low or 0.0


def _same_period(offers: Sequence[Offer]) -> Sequence[Offer]:
    """Give small figures the one period that is named beside them: 男260，女200一天."""
    periods = {offer.period for offer in offers if offer.period is not None}
    if len(periods) != 1:
        return offers
    period = periods.pop()
    return [
        replace(offer, period=period) if offer.period is None and _top(offer) < _MIN_BARE else offer
        for offer in offers
    ]


def _chosen(offers: Sequence[Offer]) -> tuple[Offer, bool]:
    """One offer out of several, and whether several had to be joined."""
    kept = list(offers)
    for basis in ("total", "stated", "net", "guaranteed", "base", "probation"):
        same = [offer for offer in kept if offer.basis == basis]
        if same:
            kept = same
            break
    pieces = [offer for offer in kept if offer.period != "piece"]
    kept = pieces or kept
    periods = {offer.period or "month" for offer in kept}
    for period in _PRECEDENCE:
        if period in periods:
            kept = [offer for offer in kept if (offer.period or "month") == period]
            break
    distinct = {(offer.low, offer.high) for offer in kept}
    return (kept[0], False) if len(distinct) == 1 else (_joined(kept), True)


def _joined(offers: Sequence[Offer]) -> Offer:
    """One range around all offers; open above where one of them is."""
    lows = [offer.low for offer in offers if offer.low is not None]
    highs = [offer.high for offer in offers if offer.high is not None]
    periods = [offer.period for offer in offers if offer.period is not None]
    # 4000以上 6000以下: one gives the floor, one the ceiling.
    bracket = len(offers) == 2 and len(lows) == len(highs) == 1 and lows[0] < highs[0]
    return replace(
        offers[0],
        low=min(lows) if lows else None,
        high=max(highs) if bracket or len(highs) == len(offers) else None,
        period=periods[0] if periods else None,
        unit=any(offer.unit for offer in offers),
        guessed=any(offer.guessed for offer in offers),
    )
