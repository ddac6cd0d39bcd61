"""The amounts of money in a cell of pay: bounds, period as written, what they stand for."""

import math
import re
from dataclasses import dataclass, replace
from typing import Literal

from jobmatch.records.pay_noise import MONEY, cleaned

__all__ = ["Basis", "Offer", "Period", "offers_in"]

Period = Literal["hour", "day", "week", "month", "year", "piece"]
Basis = Literal["stated", "total", "base", "guaranteed", "probation", "net"]

_PERIODS: dict[str, Period] = {}
for _unit_words, _unit_period in (
    ("小时 时 钟头 h hr hour", "hour"),
    ("天 日 工作日 工日 工 班 d day 晚", "day"),
    ("周 星期 礼拜 w week", "week"),
    ("月 季度 季 m month mo", "month"),
    ("年 y year yr", "year"),
    ("件 单 次 个 块 套 票 条 根 双 台 页 趟 车 场 课时 节 人", "piece"),
    ("米 平 平米 平方 m2 亩 公里 吨 斤 公斤 kg", "piece"),
):
    _PERIODS |= dict.fromkeys(_unit_words.split(), _unit_period)  # type: ignore[arg-type]
# A quarter of a year is three months; half a period and several of them: 半月, 2周.
_LENGTHS = {"季度": 3.0, "季": 3.0}
_COUNT = (
    "(?:半(?=个?[月年天日])|(?:[2-9]|1[0-9]|20)(?=个?(?:工作日|[月年天日周季]|星期|礼拜))"
    "|[2-6](?=个?小时))"
)
# Of periods counted in front of an amount, less is no pay: 3个月 2000.
_LEAST_OF: dict[Period, float] = {"month": 2000.0, "year": 12_000.0}
_NAMES = "|".join(sorted(_PERIODS, key=len, reverse=True))
# 每月 behind an amount, but not 每月休4天, 每年调薪, 每天餐补.
_EVERY = "每(?![0-9半]?[0-9]?个?(?:小时|[月天年日周时])[^,;]?[调涨加增体餐补发休工上单双有])"
_ATTACHED = (
    f"(?:(?:/元)?(?:[/每]人(?=[/每.·]))?(?:/|{_EVERY}|per|(?<=人)[.·])"
    f"(?P<{{0}}c>{_COUNT})?个?(?P<{{0}}>{_NAMES})(?![0-9a-z])~?"
    f"|(?P<{{1}}>/(?:8|9|1[0-2])(?:[.]5)?(?:-1[0-2])?(?:小时|h)))"
)
_BEHIND_MONEY = "(?P<{0}>[月天日时年](?![龄终底假限满])|小时)"
# A unit may carry its next digits behind it: 3千5, 1万2, 1万2千, 1万5000.
_AMOUNT = (
    "(?P<{0}n>[0-9]{{1,15}}(?:[.][0-9]{{1,6}})?)"
    "(?:(?P<{0}u>[万w千k百毛角])(?P<{0}t>[0-9][千k百]?(?![0-9.])|[0-9]{{3,4}}(?![0-9.]))?)?"
)
_OFFER = re.compile(
    _AMOUNT.format("a")
    + f"(?:{MONEY}?{_ATTACHED.format('p', 'shift')}"
    + f"|{MONEY}{_BEHIND_MONEY.format('bare')}|{MONEY})?"
    + "(?:(?:以上|起)?(?:-{1,4}|至|到|/)(?:月薪)?"
    + _AMOUNT.format("b")
    + ")?"
    + f"(?P<tail>(?:{MONEY}|不等|左右|上下|以上|起|以下|以内|[+](?=/)|[(]){{0,3}})"
    + f"(?:{_ATTACHED.format('q', 'shift2')}|(?<=[元块圆]){_BEHIND_MONEY.format('bare2')})?"
)
_VALUES = {"万": 10_000, "w": 10_000, "千": 1000, "k": 1000, "百": 100, "毛": 0.1, "角": 0.1}

_WORDS: tuple[tuple[Period, str], ...] = (
    ("year", "年薪|年总|年收入|年综合|每年(?!.{0,2}[涨加增调体])|年入|全年|年均|1年"),
    ("month", "月薪|月入|月收入|月综合|每月|1个月|月工资|月均|月结|月底薪|月总"),
    (
        "day",
        "日薪|日结|按[天日]|(?:^|[,;:])[天日]:?$|日入|日收|日均|日工资|天工资|(?<!钟)点工|每天|每日|每晚|每个?班|每个?工|1天",
    ),
    ("hour", "时薪|小时工|钟点|每小时|1小时|计时|按小时|小时工资|每个小时"),
    ("week", "周薪|周结|每周(?![单双休末内])"),
    ("piece", "每(?:件|单|平|车|趟|课时|节|套|台|吨|米|斤|个(?![月小班工人周星礼]))"),
)
_SAID = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _WORDS))
# Amounts beyond are hardly meant for the period that words near them name.
_SAID_OF: dict[Period, tuple[float, float]] = {
    "hour": (0, 500),
    "day": (0, 1999),
    "week": (0, 3999),
    "year": (12_000, math.inf),
}
_ROLES: tuple[tuple[str, str], ...] = (
    (
        "total",
        "综合|月入|到手|总收入|总工资|月收入|年收入|收入|平均|人均|均薪|可拿|能拿|拿到|可达|实发|合计|总计|总共|=",
    ),
    ("bonus", "提成|计件|绩效|奖金?"),
    ("base", "底薪|底工资|基本|基础|无责"),
    ("guaranteed", "保底|保障|保证"),
    ("probation", "试用|实习|培训|学徒|见习"),
    ("stated", "转正|正式"),
)
_ROLE = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _ROLES))
_PROBATION = re.compile("试用|实习|学徒|见习")
_NET = re.compile("税后|到手|实发|净")
_TO_BOUND = "^[元块钱圆/每个月天日小时年()含不税前后及或人左右的]{0,6}?"
_FLOOR_AFTER = re.compile(f"{_TO_BOUND}(?:以上|往上|起(?!重)|上?不封顶|打底)|^-{{1,2}}[?]?$")
_MORE_AFTER = re.compile("^[元块]?多(?!劳)")
_FLOOR_BEFORE = re.compile(
    "(?:[不别][能得可要应]{0,2}[低少]于|至少|最低|最少|起薪|起步|"
    "(?<![不能得可])(?<!不要)(?:高于|大于|超过)|>=?|≥)[^0-9;,]{0,4}$"
)
_CEILING_AFTER = re.compile(f"{_TO_BOUND}(?:以下|以内|之内|封顶)|^(?:元|块)?(?:内|不到)")
_CEILING_BEFORE = re.compile(
    "(?:[不别][能得可要]{0,2}(?:超过|[高多]于)|最高|最多|可达|高达|(?<!不)[低少]于|小于|<=?|≤)[^0-9;]{0,4}$|(?:至|到)$"
)
_TRIAL = re.compile("[(](?:试用|实习|见习)期?(?:间|内|工资)?[)]")
# In brackets stands what the amount is made of: 5000-8000(底薪+提成) is the sum.
_COMMISSION = re.compile(
    "(?:[(]|[^0-9;,(]{0,3})[+][^0-9;,]{0,3}(?:提成|奖|绩效|计件|业绩|分红|加班|补)"
)
_FORMER = re.compile(
    "(?:目前|现在?|原来?|以前|之前|上家)的?(?:薪[资水]|工资|月薪|收入|拿)?[:为是]?$"
)
_PLUS = re.compile("^(?:[(]|[^0-9+;,(]{0,6}?)(?:[+]|(?<!不)加(?=提|奖|绩|补|全勤|$))")
_BEHIND = re.compile("(?:[(](?=[^0-9+]{2,6}[)])|[^0-9+;,(]{0,4}?)(底薪|保底|综合)")
_CLAUSE = re.compile("[,;、|]")
_REFUSED = re.compile("^[^0-9;]{0,4}(?:勿扰|免谈|不考虑|不接受|不[要去干做谈来]|拒|别)")


@dataclass(frozen=True, slots=True)
class Offer:
    """One amount or range as written.

    Parameters
    ----------
    low, high : float, optional
        Bounds in CNY, None where open.
    period : str, optional
        What it is paid for; None where nothing says so.
    basis : str, default "stated"
        What the amount stands for.
    unit : bool, default False
        Whether a unit (千, 万, k) was written.
    by_month : bool, default False
        Whether it is written as sites write a month's pay: in k, or each bound with a unit.
    guessed : bool, default False
        Whether the unit or the period of a bound was inferred from the other one or the size.
    """

    low: float | None = None
    high: float | None = None
    period: Period | None = None
    basis: Basis = "stated"
    unit: bool = False
    by_month: bool = False
    guessed: bool = False


def offers_in(text: str) -> tuple[Offer, ...]:
    """Find the offers of pay in a folded cell with Arabic digits.

    Examples
    --------
    >>> [(offer.low, offer.high, offer.period) for offer in offers_in("150-200元/天,包住")]
    [(150.0, 200.0, 'day')]
    """
    text = cleaned(text)
    found = list(_OFFER.finditer(text))
    ends = [0] + [match.end() for match in found]
    starts = [match.start() for match in found] + [len(text)]
    offers: list[Offer] = []
    # 试用期1个月、每天200、试用期2800: what stands beside the word is pay on probation.
    alone = len(found) == 1 or len(_PROBATION.findall(text)) > 1
    for place, match in enumerate(found):
        before = text[max(ends[place], match.start() - 14) : match.start()]
        after = text[match.end() : min(starts[place + 1], match.end() + 14)]
        last = place == len(found) - 1
        if (place and _is_bonus(before)) or (not last and _FORMER.search(before)):
            continue
        offer = _offer(match, before, after, last=last, alone=alone)
        if offer is None:
            return ()
        offers.append(offer)
    regular = [offer for offer in offers if offer.basis != "probation"]
    return tuple(regular or offers)


def _is_bonus(before: str) -> bool:
    """Whether the words in front of an amount make it an extra on top of the one before it."""
    clause = _CLAUSE.split(before)[-1]
    roles = list(_ROLE.finditer(clause))
    return roles[-1].lastgroup == "bonus" if roles else clause.startswith("+")


def _offer(
    match: re.Match[str], before: str, after: str, *, last: bool, alone: bool
) -> Offer | None:
    """Read one amount; None where the bounds cannot be told."""
    bounds = _bounds(match)
    if bounds is None or (match["bn"] is None and before.endswith("-")):
        return None
    low, high, guessed = bounds
    period, period_guessed = _period(match, before, after if last else "", low)
    span, span_guessed = _span(match)
    low, high = round(low / span, 2), high and round(high / span, 2)
    if math.isinf(span) or (span_guessed and low < _LEAST_OF.get(period or "month", 0.0)):
        return None
    after = "(" + after if match["tail"].endswith("(") else after
    basis = _basis(before, after, alone=alone)
    if _TRIAL.match(after):
        basis = "probation"
    offer = Offer(
        low,
        low if high is None else high,
        period,
        basis,
        unit=match["au"] is not None or match["bu"] is not None,
        by_month=(match["au"] is not None and match["bu"] is not None)
        or "k" in {match["au"], match["bu"]},
        guessed=guessed or period_guessed or span_guessed,
    )
    return _opened(offer, match["tail"], before, after)


def _opened(offer: Offer, tail: str, before: str, after: str) -> Offer:
    """Open the end that words leave open: 以上, +, 以下, base pay to which more comes."""
    single = offer.low == offer.high
    if (
        _FLOOR_AFTER.search(after)
        or "以上" in tail
        or "起" in tail
        or "+" in tail
        or (single and (_FLOOR_BEFORE.search(before) or _MORE_AFTER.search(after)))
        or _PLUS.search(after)
        or offer.basis in {"base", "guaranteed", "probation"}
    ):
        return replace(offer, high=None)
    ceiling = _CEILING_AFTER.search(after) or "以下" in tail or "以内" in tail
    if single and (ceiling or _CEILING_BEFORE.search(before)):
        # 4000以下勿扰: what is refused below is asked for above.
        if _REFUSED.search(after):
            return replace(offer, high=None)
        return replace(offer, low=None)
    return offer


def _bounds(match: re.Match[str]) -> tuple[float, float | None, bool] | None:
    """Bounds in CNY and whether a unit was inferred."""
    low = _amount(match, "a")
    if match["bn"] is None:
        return low, None, False
    high = _amount(match, "b")
    low_unit, high_unit = match["au"], match["bu"]
    if low_unit == high_unit or (low_unit and high_unit):
        return _colloquial(low, high) if not low_unit else (low, high, False)
    if high_unit:
        return _shared(low, high, _VALUES[high_unit])
    if high >= 100:
        return low, high, False
    # 5k-8: the unit of the lower bound holds for both.
    shared = high * _VALUES[low_unit]
    return (low, shared, True) if shared > low else None


def _shared(low: float, high: float, unit: float) -> tuple[float, float, bool] | None:
    """Lower bound without a unit in front of one with it: 5-8K, 1.5-2万, 8000-1万, 8-1.2万."""
    if low * unit <= high:
        return low * unit, high, False
    if low >= 100:
        return low, high, False
    if unit == 10_000 and low >= 2 and low * 1000 < high:
        return low * 1000, high, True
    return None


def _colloquial(low: float, high: float) -> tuple[float, float, bool] | None:
    """Bounds without units; 5-8000 is said for 5000-8000."""
    if 2 <= low < 10 and 1000 <= high < 10_000 and low * 1000 < high and low == int(low):
        return low * 1000, high, True
    # 4000-600: a digit is missing.
    if high < min(low, 1000) <= 1000 <= low or (low and high / low >= 100):
        return None
    return low, high, False


def _amount(match: re.Match[str], end: str) -> float:
    number, unit, tail = float(match[f"{end}n"]), match[f"{end}u"], match[f"{end}t"]
    if not unit:
        return number
    value = number * _VALUES[unit]
    if tail:
        digits = tail.rstrip("千k百")
        if len(digits) == 1:
            value += int(digits) * _VALUES.get(tail[1:], _VALUES[unit] / 10)
        else:
            value += int(digits)
    return round(value, 6)


def _period(
    match: re.Match[str], before: str, after: str, low: float
) -> tuple[Period | None, bool]:
    """Period as written, and whether it had to be guessed."""
    said = list(_SAID.finditer(before))
    name = match["p"] or match["q"] or match["bare"] or match["bare2"]
    if name:
        return _PERIODS[name], False
    said = said or list(_SAID.finditer(after))
    if match["shift"] or match["shift2"]:
        words: Period = "day"
    elif said:
        words = said[-1].lastgroup  # type: ignore[assignment]
    else:
        return None, False
    # 日结 says when wages are paid out, 每天 when work begins: 6000 is no wage of a day.
    least, most = _SAID_OF.get(words, (0.0, math.inf))
    if low > most or 200 <= low < least:
        return "month", True
    return words, False


def _span(match: re.Match[str]) -> tuple[float, bool]:
    """How many of its period an amount is paid for, infinite if that depends on the reader.

    3 months in /季, half a month in /半月; of 15 days some are paid and some are not. The second
    value says whether the count stood in front of the amount, where it may mean something else.
    """
    name, count = match["p"] or match["q"], match["pc"] or match["qc"]
    times = 0.5 if count == "半" else float(count or 1)
    guessed = "~" in match[0]
    is_open = times > 1 and (
        _PERIODS[name] in {"day", "piece"} or (guessed and _PERIODS[name] == "year")
    )
    return (math.inf if is_open else times * _LENGTHS.get(name, 1.0)), guessed


def _basis(before: str, after: str, *, alone: bool) -> Basis:
    if after.startswith("="):
        return "total"
    if _NET.search(before) or _NET.search(after):
        return "net"
    roles = list(_ROLE.finditer(before))
    if roles:
        role = roles[-1].lastgroup
        # 试用期3个月,4500: such an amount is pay on probation only where that is said beside it.
        if role == "probation" and alone and _CLAUSE.search(before, roles[-1].end()):
            return "stated"
        # 底薪+提成4000-8000: what base pay and commission come to together.
        return "total" if role == "bonus" else role  # type: ignore[return-value]
    if _COMMISSION.match(after):
        return "base"
    behind = _BEHIND.match(after)
    found: dict[str, Basis] = {"底薪": "base", "保底": "guaranteed", "综合": "total"}
    return found[behind[1]] if behind else "stated"
