"""The amounts of money in a cell of pay: bounds, period as written, what they stand for."""

import re
from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["Basis", "Offer", "Period", "offers_in"]

Period = Literal["hour", "day", "week", "month", "year", "piece"]
Basis = Literal["stated", "total", "base", "guaranteed", "probation", "net"]

_NUMBER = "[0-9]{1,15}(?:[.][0-9]{1,6})?"
_MONEY = "(?:元钱?|块钱?|圆|人民币)"
_ALLOWANCE = (
    "(?:全勤|满勤|餐|饭|伙食|房|住房|租房|住宿|交通|车|油|话|电话|通讯|通信|高温|夜班|晚班|夜|岗位|技能|工龄|加班|生活|"
    "学历|证书|环境|保健|安全|绩效|业绩|年终|入职|介绍|推荐|返|稳岗|激励|满月|节日|生日|过节|社保|保险|出差|出勤|"
    "[0-9]险[0-9]?金?)"
)
_BONUS = f"{_ALLOWANCE}?(?:费用?|补贴?|补助|津贴?|奖金?|奖励|红包|押金)"
_WORKED = "(?:每[天日周月]|[月周])?(?:上|做|工作|上班|休息?|单休|双休|轮休)"
_GIVEN = "[:为是约有给各每月天]{0,3}"
_PER = "(?:/|每|1)?个?(?:小时|时|h|天|日|月|年|人|班|次|晚)?"

# Numbers that are no pay: they go out before any amount is looked for.
_NOISE = tuple(
    re.compile(pattern)
    for pattern in (
        "[0-9]险(?:[0-9]金)?",
        "工时[^0-9]{0,3}[0-9]{1,3}(?:-[0-9]{1,3})?(?:个?小时|h)?",
        "[0-9]{1,3}(?:[.][0-9]{1,2})?(?:-[0-9]{1,3})?(?:%|倍|个点)",
        "[0-9]{2}(?:-[0-9]{2})?周?岁",
        "[0-9]{1,2}[:点][0-9]{0,2}(?:-[0-9]{1,2}[:点][0-9]{0,2})?半?",
        # days and hours of work and rest; not 1天, not /12小时, which name what the pay is for
        f"(?<!以){_WORKED}[0-9]{{1,2}}(?:-[0-9]{{1,2}})?(?![0-9.元块千万kw-])[天日]?(?:休[0-9][天日]?)?",
        "(?<![0-9/.-])(?:每[天日]|[天日])?(?:[2-9]|1[0-9]|2[0-9]|3[01])(?:-[0-9]{1,2})?(?:个?小时|h(?![a-z])|[天日])制?",
        "(?<![0-9/])[0-9]{1,2}[号日](?=发|前|左右发|结|到)",
        "(?<=试用)期?(?:为|是)?(?:[0-9]{1,2}(?:-[0-9])?|每)个?(?:月|天|周)",
        "(?<![0-9/.-])(?:[2-9]|[1-9][0-9])(?:-[0-9]{1,2})?个月(?:以?[后内])?",
        "(?:满|干|做够|入职)(?:每|[0-9])个?[年月]|(?<![0-9/.-])(?:[2-9]|[1-9][0-9])(?:-[0-9]{1,2})?年(?!薪)",
        "(?<![0-9/.-])[0-9]{1,3}(?:-[0-9]{1,3})?(?:人|名|位)(?!民)",
        "[0-9]班[倒制]?|[0-9]倒|包[0-9][餐顿]|[0-9][餐顿室]",
        # allowances, before or behind the amount
        f"(?:{_BONUS}|全勤|满勤|工龄|加班|[加涨增])(?![薪工资]){_GIVEN}{_NUMBER}[千百]?{_MONEY}?(?:-{_NUMBER}[千百]?{_MONEY}?)?{_PER}",
        f"[+,;、另加送]{{1,2}}{_NUMBER}[千百]?{_MONEY}?{_PER}的?(?:{_BONUS}|全勤|满勤)",
    )
)
_THOUSANDS = re.compile("(?<![0-9.])([0-9]{1,3}),([0-9]{3})(?:,([0-9]{3}))?(?![0-9])")
# 工资+加班费+全勤奖4500-6000: what all of it comes to.
_SUM = re.compile("^[^0-9]{0,40}[+][^0-9;,+]{0,8}(?=[0-9])")
# Benefits are no pay on top: 5000+五险一金.
_BENEFIT = re.compile("[+](?=[0-9]险|社保|保险|公积金|包|管|住|吃|食|双休|单休|福利)")
_A_UNIT = re.compile(
    "(?<![0-9.])1(?=个?(?:小时|钟头|天|日|周|星期|礼拜|月|年|工(?![作资厂人种])|班|晚|件|单|次(?!性)|台|套|米|平|吨|趟|场|节))"
)
_GAP = re.compile("(?<=[0-9]) +(?=[0-9])")
_TEN_THOUSAND = re.compile("(?<![0-9.])[上过破]万(?:元|块)?|(?<![0-9.])万元(?=以上|起|[+])")

_PERIODS: dict[str, Period] = {}
for _unit_words, _unit_period in (
    ("小时 时 钟头 h hr hour", "hour"),
    ("天 日 工作日 工日 工 班 d day 晚", "day"),
    ("周 星期 礼拜 w week", "week"),
    ("月 m month mo", "month"),
    ("年 y year yr", "year"),
    (
        "件 单 次 个 套 米 平 平米 平方 吨 趟 车 台 公里 斤 公斤 kg 场 课时 节 双 条 根 亩 页 人",
        "piece",
    ),
):
    _PERIODS |= dict.fromkeys(_unit_words.split(), _unit_period)  # type: ignore[arg-type]
_NAMES = "|".join(sorted(_PERIODS, key=len, reverse=True))
_ATTACHED = (
    f"(?:(?:/元)?(?:/人)?(?:/|每|per)个?(?P<{{0}}>{_NAMES})(?![0-9休工上单双a-z])"
    f"|(?P<{{1}}>/(?:8|9|1[0-2])(?:-1[0-2])?(?:小时|h)))"
)
_BEHIND_MONEY = "(?P<{0}>[月天日时年]|小时)"
# A unit may carry its next digits behind it: 3千5, 1万2, 1万2千, 1万5000.
_AMOUNT = (
    "(?P<{0}n>[0-9]{{1,15}}(?:[.][0-9]{{1,6}})?)"
    "(?:(?P<{0}u>[万w千k百])(?P<{0}t>[0-9][千k]?(?![0-9.])|[0-9]{{3,4}}(?![0-9.]))?)?"
)
_OFFER = re.compile(
    _AMOUNT.format("a")
    + f"(?:{_MONEY}?{_ATTACHED.format('p', 'shift')}"
    + f"|{_MONEY}{_BEHIND_MONEY.format('bare')}|{_MONEY})?"
    + "(?:(?:以上|起)?(?:-{1,2}|至|到|/)(?:月薪)?"
    + _AMOUNT.format("b")
    + ")?"
    + f"(?P<tail>(?:{_MONEY}|不等|左右|上下|以上|起|以下|以内|[,(]){{0,3}})"
    + f"(?:{_ATTACHED.format('q', 'shift2')}|(?<=[元块圆]){_BEHIND_MONEY.format('bare2')})?"
)
_VALUES = {"万": 10_000, "w": 10_000, "千": 1000, "k": 1000, "百": 100}

_WORDS: tuple[tuple[Period, str], ...] = (
    ("year", "年薪|年收入|年综合|每年|年入|全年|年均|1年"),
    ("month", "月薪|月入|月收入|月综合|每月|1个月|月工资|月均|月结|月底薪|月总"),
    ("day", "日薪|日结|每天|1天|日工资|每日|天工资|每工|每个工|每晚|日均"),
    ("hour", "时薪|小时工|每小时|1小时|计时|小时工资|每个小时"),
    ("week", "周薪|周结|每周"),
)
_SAID = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _WORDS))
_SETTLED = re.compile("[日周月]结")
_ROLES: tuple[tuple[str, str], ...] = (
    (
        "total",
        "综合|月入|到手|总收入|总工资|月收入|年收入|收入|平均|人均|均薪|可拿|能拿|拿到|可达|实发|合计|总计|总共|=",
    ),
    ("bonus", "提成|计件|绩效|奖金?"),
    ("base", "底薪|底工资|基本|基础|固定|无责"),
    ("guaranteed", "保底|保障|保证"),
    ("probation", "试用|实习|培训|学徒|见习"),
    ("stated", "转正|正式"),
)
_ROLE = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _ROLES))
_NET = re.compile("税后|到手|实发|净")
_FLOOR_AFTER = re.compile(
    "^[^0-9;,+]{0,6}?(?:以上|往上|起(?!重)|不封顶|打底)|^(?:元|块)?多(?!劳)|^-{1,2}$"
)
_FLOOR_BEFORE = re.compile("(?:不低于|不少于|至少|最低|最少|高于|大于|超过|>=?|≥)[^0-9;]{0,4}$")
_CEILING_AFTER = re.compile("^[^0-9;,+]{0,6}?(?:以下|以内|之内|封顶)|^(?:元|块)?内")
_CEILING_BEFORE = re.compile(
    "(?:不超过|不高于|不多于|最高|最多|可达|高达|(?<!不)低于|小于|<=?|≤)[^0-9;]{0,4}$|(?:至|到)$"
)
_TRIAL = re.compile("[(](?:试用|实习|见习)期?(?:间|内|工资)?[)]")
_COMMISSION = re.compile("[^0-9;,]{0,3}[+][^0-9;,]{0,3}(?:提成|奖|绩效|计件|业绩|分红|加班|补)")
_PLUS = re.compile("^[^0-9+;,]{0,6}[+]")


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
    twice : bool, default False
        Whether each bound carries a unit of its own.
    guessed : bool, default False
        Whether the unit or the period of a bound was inferred from the other one or the size.
    """

    low: float | None = None
    high: float | None = None
    period: Period | None = None
    basis: Basis = "stated"
    unit: bool = False
    twice: bool = False
    guessed: bool = False


def offers_in(text: str) -> tuple[Offer, ...]:
    """Find the offers of pay in a folded cell with Arabic digits.

    Examples
    --------
    >>> [(offer.low, offer.high, offer.period) for offer in offers_in("150-200元/天,包住")]
    [(150.0, 200.0, 'day')]
    """
    text = _cleaned(text)
    found = list(_OFFER.finditer(text))
    ends = [0] + [match.end() for match in found]
    starts = [match.start() for match in found] + [len(text)]
    offers: list[Offer] = []
    for place, match in enumerate(found):
        before = text[max(ends[place], match.start() - 14) : match.start()]
        after = text[match.end() : min(starts[place + 1], match.end() + 14)]
        last = place == len(found) - 1
        if place and _is_bonus(before):
            continue
        offer = _offer(match, before, after, last=last)
        if offer is None:
            return ()
        offers.append(offer)
    regular = [offer for offer in offers if offer.basis != "probation"]
    return tuple(regular or offers)


def _is_bonus(before: str) -> bool:
    """Whether the words in front of an amount make it an extra on top of the one before it."""
    roles = list(_ROLE.finditer(before))
    return roles[-1].lastgroup == "bonus" if roles else before.startswith("+")


def _cleaned(text: str) -> str:
    text = _TEN_THOUSAND.sub("10000以上", _THOUSANDS.sub(r"\1\2\3", text))
    text = text.replace("¥", "").replace("rmb", "").replace("cny", "")
    text = _BENEFIT.sub(";", _A_UNIT.sub("每", _GAP.sub(";", text).replace(" ", "")))
    text = _SUM.sub("合计", text)
    for pattern in _NOISE:
        text = pattern.sub(";", text)
    return text


def _offer(match: re.Match[str], before: str, after: str, *, last: bool) -> Offer | None:
    """Read one amount; None where the bounds cannot be told."""
    bounds = _bounds(match)
    if bounds is None or (match["bn"] is None and before.endswith("-")):
        return None
    low, high, guessed = bounds
    period, period_guessed = _period(match, before, after if last else "", low)
    basis = _basis(before, after)
    bracket = "(" if match["tail"].endswith("(") else ""
    if _TRIAL.match(bracket + after):
        basis = "probation"
    offer = Offer(
        low,
        low if high is None else high,
        period,
        basis,
        unit=match["au"] is not None or match["bu"] is not None,
        twice=match["au"] is not None and match["bu"] is not None,
        guessed=guessed or period_guessed,
    )
    return _opened(offer, match["tail"], before, after)


def _opened(offer: Offer, tail: str, before: str, after: str) -> Offer:
    """Open the end that words leave open: 以上, +, 以下, base pay to which more comes."""
    single = offer.low == offer.high
    if (
        _FLOOR_AFTER.search(after)
        or "以上" in tail
        or "起" in tail
        or (single and _FLOOR_BEFORE.search(before))
        or _PLUS.search(after)
        or offer.basis in {"base", "guaranteed", "probation"}
    ):
        return replace(offer, high=None)
    ceiling = _CEILING_AFTER.search(after) or "以下" in tail or "以内" in tail
    if single and (ceiling or _CEILING_BEFORE.search(before)):
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


def _shared(low: float, high: float, unit: int) -> tuple[float, float, bool] | None:
    """Lower bound without a unit in front of one with it: 5-8K, 1.5-2万, 8000-1万, 8-1.2万."""
    if low >= 100:
        return low, high, False
    if low * unit <= high:
        return low * unit, high, False
    if unit == 10_000 and low >= 2 and low * 1000 < high:
        return low * 1000, high, True
    return None


def _colloquial(low: float, high: float) -> tuple[float, float, bool] | None:
    """Bounds without units; 5-8000 is said for 5000-8000."""
    if 2 <= low < 10 and 1000 <= high < 10_000 and low * 1000 < high and low == int(low):
        return low * 1000, high, True
    if low and high and max(low, high) / min(low, high) >= 100:
        return None
    return low, high, False


def _amount(match: re.Match[str], end: str) -> float:
    number, unit, tail = float(match[f"{end}n"]), match[f"{end}u"], match[f"{end}t"]
    if not unit:
        return number
    value = number * _VALUES[unit]
    if tail:
        digits = tail.rstrip("千k")
        if len(digits) == 1:
            value += int(digits) * (1000 if tail != digits else _VALUES[unit] / 10)
        else:
            value += int(digits)
    return round(value, 6)


def _period(
    match: re.Match[str], before: str, after: str, low: float
) -> tuple[Period | None, bool]:
    """Period as written, and whether it had to be guessed."""
    name = match["p"] or match["q"] or match["bare"] or match["bare2"]
    if name:
        return _PERIODS[name], False
    if match["shift"] or match["shift2"]:
        return "day", False
    said = list(_SAID.finditer(before)) or list(_SAID.finditer(after))
    if not said:
        return None, False
    words: Period = said[-1].lastgroup  # type: ignore[assignment]
    # 日结 says when wages are paid out; 6000 日结 is hardly the wage of a day.
    if _SETTLED.fullmatch(said[-1][0]) and words != "month" and low >= 2000:
        return "month", True
    return words, False


def _basis(before: str, after: str) -> Basis:
    if _NET.search(before) or _NET.search(after):
        return "net"
    roles = list(_ROLE.finditer(before))
    if roles:
        role = roles[-1].lastgroup
        # 底薪+提成4000-8000: what base pay and commission come to together.
        return "total" if role == "bonus" else role  # type: ignore[return-value]
    if _COMMISSION.match(after):
        return "base"
    behind = re.match("[^0-9+;,]{0,4}?(底薪|保底|综合)", after)
    found: dict[str, Basis] = {"底薪": "base", "保底": "guaranteed", "综合": "total"}
    return found[behind[1]] if behind else "stated"
