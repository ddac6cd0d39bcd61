"""The amounts of money in a cell of pay: bounds, period as written, what they stand for."""

import math
import re
from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["A_UNIT", "Basis", "Offer", "Period", "offers_in"]

Period = Literal["hour", "day", "week", "month", "year", "piece"]
Basis = Literal["stated", "total", "base", "guaranteed", "probation", "net"]

_NUMBER = "[0-9]{1,15}(?:[.][0-9]{1,6})?"
_MONEY = "(?:元钱?|块钱?|圆|人民币)"
_ALLOWANCE = (
    "(?:全勤|满勤|餐|饭|伙食|房|住房|租房|住宿|交通|车|油|话|电话|通讯|通信|高温|夜班|晚班|夜|岗位|技能|工龄|加班|生活|"
    "学历|证书|环境|保健|安全|绩效|业绩|年终|入职|介绍|推荐|返|稳岗|激励|满月|节日|生日|过节|社保|保险|出差|出勤|"
    "[0-9]险[0-9]?金?)"
)
_GRANTS = "费补助津奖励红押勤"
_BONUS = f"{_ALLOWANCE}?(?:费用?|补贴?|补助|津贴?|奖金?|奖励|红包|押金)"
_WORKED = "(?:每[天日周月]|[月周])?(?:上|做|工作|上班|休息?|单休|双休|轮休)"
_GIVEN = "[:为是约有给各每月天年]{0,3}"
_PER = "(?:(?:/|每|1)个?(?:小时|时|h|天|日|月|年|人|班|次|晚))?"

_CLOCK = "(?:[上下中]午|[早晚][上班]?)?[0-9]{1,2}[:点](?:[0-5][0-9](?![0-9]))?半?"

# Numbers that are no pay: they go out before any amount is looked for. A pattern is tried only
# where the cell holds one of the characters in front of it, which saves most of the time.
_NOISE = tuple(
    (frozenset(characters), re.compile(pattern))
    for characters, pattern in (
        ("险", "(?<![0-9])[0-9]险(?:[0-9]金)?"),
        # the number of a list: 1、 (1) 2.
        (")、.", "(?<![0-9./-])[(]?[1-9](?:[)、]|[.](?![0-9]))(?=[^0-9]|[0-9]{3})"),
        # /8小时 behind 天, which names the period already; 5000/26天 is a month
        (
            "时h",
            "(?<=[天日班工月])[/(](?:[1-9]|1[0-2])(?:-1[0-2])?(?:个?小时|h)(?![a-z])[)]?",
        ),
        ("天日", "(?<=[0-9元块])/(?:2[0-9]|3[01])个?(?:工作)?[天日]"),
        ("年", "(?<![0-9.])20[12][0-9]年(?:[0-9]{1,2}月)?"),
        # numbers that are part of a word: 早8晚6, 押1付1, A2照, 第2, 3号楼, 31省
        (
            "第早晚朝押付abcdefghijlmnopqrstuvwxyz",
            "(?:(?<![0-9a-z/])[a-z]|[第早晚朝押付])[0-9]{1,2}(?![0-9.:点千万百kw元])",
        ),
        (
            "省市县区楼栋层米届级类站签号",
            (
                "(?<![0-9a-z./-])[0-9]{1,2}(?:[.][0-9])?"
                "(?:[省市县区楼栋层米届级类站签]|号(?![发前左右结到]))"
            ),
        ),
        (
            "身体视",
            (
                "(?:身高|体重|视力)[^0-9]{0,3}[0-9]{1,3}(?:[.][0-9]{1,2})?(?:-[0-9]{1,3})?"
                "(?:cm|厘米|米|m|斤|kg)?"
            ),
        ),
        ("次", "(?<![0-9./-])[0-9]{1,2}(?:-[0-9])?次(?!性)"),
        ("%", "试用期?[^0-9;,]{0,4}[0-9]{1,3}%"),
        ("工", "工时[^0-9]{0,3}[0-9]{1,3}(?:-[0-9]{1,3})?(?:个?小时|h)?"),
        ("%倍点", "[0-9]{1,3}(?:[.][0-9]{1,2})?(?:-[0-9]{1,3})?(?:%|倍|个点)"),
        ("岁", "[0-9]{2}(?:-[0-9]{2})?周?岁"),
        (":点", f"(?:每[天日])?(?:[0-9]{{1,2}}-)?{_CLOCK}(?:[-至到]{_CLOCK})?"),
        # days and hours of work and rest; not 1天, not /12小时, which name what the pay is for
        (
            "上做作休",
            (
                f"(?<!以){_WORKED}[0-9]{{1,2}}(?:-[0-9]{{1,2}})?(?![0-9.元块千万kw-])(?:[天日]|小时)?"
                "(?:休[0-9]{1,2}(?:[天日]|小时)?)?"
            ),
        ),
        (
            "时天日h",
            (
                "(?<![0-9/.-])(?:每[天日班]|[天日])?(?:[2-9]|[12][0-9]|3[01])(?:[.]5)?(?:-[0-9]{1,2})?"
                "(?:个?小时|h(?![a-z])|[天日])制?"
            ),
        ),
        (
            "号日",
            "(?:[每次当]个?月)?(?<![0-9/])[0-9]{1,2}(?:-[0-9]{1,2})?[号日](?=发|前|左右发|结|到)",
        ),
        ("试", "(?<=试用)期?(?:为|是)?(?:[0-9]{1,2}(?:-[0-9])?|每)个?(?:月|天|周)"),
        ("月", "(?<![0-9/.-])(?:[2-9]|[1-9][0-9])(?:-[0-9]{1,2})?个月(?:以?[后内])?"),
        (
            "年月天",
            (
                "(?:[满够干]|入职)(?:每|[0-9]{1,3})个?[年月天]"
                "|(?<![0-9/.-])[1-9][0-9]?(?:-[0-9]{1,2})?年(?!薪)"
            ),
        ),
        ("人名位", "(?<![0-9/.-])[0-9]{1,3}(?:-[0-9]{1,3})?(?:人|名|位)(?!民)"),
        ("班倒运餐顿室", "(?:每[天日])?(?<![0-9])[0-9](?:班[倒制]?|倒|运转|[餐顿室])"),
        # allowances, before or behind the amount
        (
            _GRANTS + "工龄加返涨增调",
            (
                f"(?:每[年月天晚])?(?:{_BONUS}|[全满]勤|工龄|加班|返|[加涨增]|[加涨增调]薪|涨工资)"
                f"(?![薪工资]){_GIVEN}{_NUMBER}[千百]?{_MONEY}?(?:-{_NUMBER}[千百]?{_MONEY}?)?{_PER}"
            ),
        ),
        (
            _GRANTS,
            (
                f"(?:[+,;、另加送含有]|每[天月年]){{1,2}}{_NUMBER}[千百]?{_MONEY}?{_PER}的?"
                f"(?:{_BONUS}|[全满]勤)"
            ),
        ),
    )
)
# Amounts, units and nothing else, as most sites write them: no noise to look for.
_PLAIN = re.compile("[0-9.万千kw元块-]{1,40}(?:/(?:小?时|[天日月年]))?;?")
_THOUSANDS = re.compile("(?<![0-9.休晚付])([0-9]{1,3}),([0-9]{3})(?:,([0-9]{3}))?(?![0-9])")
# 工资+加班费+全勤奖4500-6000: what all of it comes to.
_SUM = re.compile(
    "^[^0-9]{0,40}[+](?!保底|底薪|保障|基本)[^0-9;,+]{0,8}"
    "(?=[1-9][0-9]{3}|[0-9.]{1,4}(?:-[0-9.]{1,4})?[万千kw])"
)
# Benefits are no pay on top: 5000+五险一金.
_BENEFIT = re.compile("[+](?=[0-9]险|社保|保险|公积金|包|管|住|吃|食|双休|单休|福利)")
# The one in front of a unit is no figure of pay: 200一天, 一个月5000, but not 休一天, 一年以上.
A_UNIT = re.compile(
    "(?<![休上干])(?:一|(?<![0-9.])1)(?=个?"
    "(?:小时|钟头|天|日|周|星期|礼拜|月|年(?![以经内及之])|工(?![作资厂人种])|班|晚|件|单|次(?!性)|台|套|米|平|吨|趟|场|节|车|课|斤))"
)
# 五、六千; 5000.6000; 5000=6000, where the finger slipped.
_ENUMERATED = re.compile("(?<![0-9.休晚付])([1-9])、([1-9])(?=[千百万kw])")
_SLIP = re.compile(
    "(?<![0-9.+])([1-9][0-9]{2,4})[.]{1,3}([1-9][0-9]{2,4})(?![0-9])|^([0-9]{4,5})=(?=[0-9]{4,5}$)"
)
_DAILY = re.compile("[每1]天[每1]结|天天结|当[天日]结算?")
# The unit of 10-15(万/年) stands in brackets.
_BRACKETED = re.compile("(?<=[0-9])[(]([万千kw]?元?(?:/?(?:月|年|天|日|小?时))?)[)]")
# A blank parts 5000 6000, 6千 1楼, 有餐补 4500, 奖300 每天200, 200 加班费; all others go.
_GAP = re.compile(
    "(?<=[0-9万千百kw]) +(?=[0-9])"
    "|(?<=[补贴助奖勤费点]) +(?=[1-9][0-9]{3}|[0-9.]{1,4}(?:-[0-9.]{1,5})?(?:[千万kw]|元?/小?时))"
    "|(?<=[0-9元块]) +(?=每个?(?:小时|[天日月年])[0-9])"
    "|(?<=[0-9元块]) +(?![元块万千百以左上下起每及或至到多月天日年小时薪底保综税实大内])"
    "(?=[\u4e00-\u9fff])"
)
# Behind a plus it ends the floor: 6000+ 双休.
_FLOOR_SIGN = re.compile("(?<=[0-9千万kw元])[+] +(?=[^0-9 ]|[0-9]险)")
_TEN_THOUSAND = re.compile("(?<![0-9.])[上过破]万(?:元|块)?|(?<![0-9.])万元(?=以上|起|[+])")

_PERIODS: dict[str, Period] = {}
for _unit_words, _unit_period in (
    ("小时 时 钟头 h hr hour", "hour"),
    ("天 日 工作日 工日 工 班 d day 晚", "day"),
    ("周 星期 礼拜 w week", "week"),
    ("月 m month mo", "month"),
    ("年 y year yr", "year"),
    ("件 单 次 个 块 套 票 条 根 双 台 页 趟 车 场 课时 节 人", "piece"),
    ("米 平 平米 平方 m2 亩 公里 吨 斤 公斤 kg", "piece"),
):
    _PERIODS |= dict.fromkeys(_unit_words.split(), _unit_period)  # type: ignore[arg-type]
_NAMES = "|".join(sorted(_PERIODS, key=len, reverse=True))
# 每月 behind an amount, but not 每月休4天, 每年调薪, 每天餐补.
_EVERY = "每(?!个?(?:小时|[月天年日周时])[^,;]?[调涨加增体餐补发休工上单双有])"
_ATTACHED = (
    f"(?:(?:/元)?(?:[/每]人(?=[/每.·]))?(?:/|{_EVERY}|per|(?<=人)[.·])"
    f"个?(?P<{{0}}>{_NAMES})(?![0-9a-z])"
    f"|(?P<{{1}}>/(?:8|9|1[0-2])(?:[.]5)?(?:-1[0-2])?(?:小时|h)))"
)
_BEHIND_MONEY = "(?P<{0}>[月天日时年](?![龄终底假限满])|小时)"
# A unit may carry its next digits behind it: 3千5, 1万2, 1万2千, 1万5000.
_AMOUNT = (
    "(?P<{0}n>[0-9]{{1,15}}(?:[.][0-9]{{1,6}})?)"
    "(?:(?P<{0}u>[万w千k百毛角])(?P<{0}t>[0-9][千k]?(?![0-9.])|[0-9]{{3,4}}(?![0-9.]))?)?"
)
_OFFER = re.compile(
    _AMOUNT.format("a")
    + f"(?:{_MONEY}?{_ATTACHED.format('p', 'shift')}"
    + f"|{_MONEY}{_BEHIND_MONEY.format('bare')}|{_MONEY})?"
    + "(?:(?:以上|起)?(?:-{1,4}|至|到|/)(?:月薪)?"
    + _AMOUNT.format("b")
    + ")?"
    + f"(?P<tail>(?:{_MONEY}|不等|左右|上下|以上|起|以下|以内|[+](?=/)|[(]){{0,3}})"
    + f"(?:{_ATTACHED.format('q', 'shift2')}|(?<=[元块圆]){_BEHIND_MONEY.format('bare2')})?"
)
_VALUES = {"万": 10_000, "w": 10_000, "千": 1000, "k": 1000, "百": 100, "毛": 0.1, "角": 0.1}

_WORDS: tuple[tuple[Period, str], ...] = (
    ("year", "年薪|年总|年收入|年综合|每年(?!.{0,2}[涨加增调体])|年入|全年|年均|1年"),
    ("month", "月薪|月入|月收入|月综合|每月|1个月|月工资|月均|月结|月底薪|月总"),
    (
        "day",
        "日薪|日结|日入|日收|日均|日工资|天工资|(?<!钟)点工|每天|每日|每晚|每个?班|每个?工|1天",
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
_NET = re.compile("税后|到手|实发|净")
_TO_BOUND = "^[元块钱圆/每个月天日小时年()含不税前后及或人左右的]{0,6}?"
_FLOOR_AFTER = re.compile(
    f"{_TO_BOUND}(?:以上|往上|起(?!重)|上?不封顶|打底)|^(?:元|块)?多(?!劳)|^-{{1,2}}[?]?$"
)
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
    text = _cleaned(text)
    found = list(_OFFER.finditer(text))
    ends = [0] + [match.end() for match in found]
    starts = [match.start() for match in found] + [len(text)]
    offers: list[Offer] = []
    for place, match in enumerate(found):
        before = text[max(ends[place], match.start() - 14) : match.start()]
        after = text[match.end() : min(starts[place + 1], match.end() + 14)]
        last = place == len(found) - 1
        if (place and _is_bonus(before)) or (not last and _FORMER.search(before)):
            continue
        offer = _offer(match, before, after, last=last, alone=len(found) == 1)
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


def _cleaned(text: str) -> str:
    if _PLAIN.fullmatch(text) and not _SLIP.search(text):
        return text
    text = _TEN_THOUSAND.sub("10000以上", _THOUSANDS.sub(r"\1\2\3", text))
    text = _SLIP.sub(r"\1\3-\2", _ENUMERATED.sub(r"\1-\2", text.replace("_", "-")))
    text = _BRACKETED.sub(r"\1", text).replace("➕", "+")
    text = text.replace("¥", "").replace("rmb", "").replace("cny", "")
    text = _GAP.sub(";", _FLOOR_SIGN.sub("以上;", text)).replace(" ", "")
    text = _BENEFIT.sub(";", A_UNIT.sub("每", text))
    text = _DAILY.sub("日结", _SUM.sub("合计", text))
    held = set(text)
    for characters, pattern in _NOISE:
        if not held.isdisjoint(characters):
            text = pattern.sub(";", text)
    return text


def _offer(
    match: re.Match[str], before: str, after: str, *, last: bool, alone: bool
) -> Offer | None:
    """Read one amount; None where the bounds cannot be told."""
    bounds = _bounds(match)
    if bounds is None or (match["bn"] is None and before.endswith("-")):
        return None
    low, high, guessed = bounds
    period, period_guessed = _period(match, before, after if last else "", low)
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
        or "+" in tail
        or (single and _FLOOR_BEFORE.search(before))
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


def _basis(before: str, after: str, *, alone: bool) -> Basis:
    if after.startswith("="):
        return "total"
    if _NET.search(before) or _NET.search(after):
        return "net"
    roles = list(_ROLE.finditer(before))
    if roles:
        role = roles[-1].lastgroup
        # 试用期3个月,4500: the only amount of a cell is pay on probation where it is said beside.
        if role == "probation" and alone and _CLAUSE.search(before, roles[-1].end()):
            return "stated"
        # 底薪+提成4000-8000: what base pay and commission come to together.
        return "total" if role == "bonus" else role  # type: ignore[return-value]
    if _COMMISSION.match(after):
        return "base"
    behind = _BEHIND.match(after)
    found: dict[str, Basis] = {"底薪": "base", "保底": "guaranteed", "综合": "total"}
    return found[behind[1]] if behind else "stated"
