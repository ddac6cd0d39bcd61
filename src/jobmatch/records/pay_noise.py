"""What stands in a cell of pay beside the amounts: taken out, or written in one way."""

import re

__all__ = ["A_UNIT", "MONEY", "cleaned"]

_NUMBER = "[0-9]{1,15}(?:[.][0-9]{1,6})?"
MONEY = "(?:元钱?|块钱?|圆|人民币)"
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
        ("天日", "(?<=[0-9元块])/(?:2[1-9]|3[01])个?(?:工作)?[天日]"),
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
                f"(?![薪工资]){_GIVEN}{_NUMBER}[千百]?{MONEY}?(?:-{_NUMBER}[千百]?{MONEY}?)?{_PER}"
            ),
        ),
        (
            _GRANTS,
            (
                f"(?:[+,;、另加送含有]|每[天月年]){{1,2}}{_NUMBER}[千百]?{MONEY}?{_PER}的?"
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
    "(?:小时|钟头|天|日|周|星期|礼拜|月|季|年(?![以经内及之])|工(?![作资厂人种])|班|晚|件|单|次(?!性)|台|套|米|平|吨|趟|场|节|车|课|斤))"
)
# 五、六千; 5000.6000; 5000=6000, where the finger slipped. A comma parts neighbors only: 4,5千.
_NEIGHBORS = "|".join(f"{digit}(?=, ?{digit + 1})" for digit in range(1, 9))
_ENUMERATED = re.compile(
    f"(?<![0-9a-z.:休晚付第-])(?:([1-9])、|({_NEIGHBORS}), ?)([1-9])(?=[千百kw]|(?<=、[1-9])万)"
)
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
# 4000-6000 年终奖 5000: where pay stands before, the figure behind a bonus is what it comes to.
_EXTRA_GAP = re.compile("(?:(?<=[0-9]{3})|(?<=[千万kw元块]))([^0-9]{1,40}奖) +(?=[0-9])")
# Behind a plus it ends the floor: 6000+ 双休.
_FLOOR_SIGN = re.compile("(?<=[0-9千万kw元])[+] +(?=[^0-9 ]|[0-9]险)")
_TEN_THOUSAND = re.compile("(?<![0-9.])[上过破]万(?:元|块)?|(?<![0-9.])万元(?=以上|起|[+])")
# Several periods or half a one, beside an amount: 9000元三个月, 2000半月.
_SPAN = "(?:半个?[月年天日]|[2-9](?:个月|个?(?:周|星期|礼拜|季度?))|季度?)"
# Other ways of writing, turned into the one that is read; gated by characters as the noise is.
_REWRITTEN = tuple(
    (frozenset(characters), re.compile(pattern), written)
    for characters, pattern, written in (
        ("近左", "(?<![0-9.])(?:近万[元块]?|万[元块]?(?=左右|上下))", "10000"),
        ("零", "(?<=[0-9][万千])零(?=[0-9]{2,3}(?![0-9]))", "0"),  # 1万零500
        # 3000多-5000多; 4000-可达8000
        ("多", "(?<=[0-9千万百kw元])多元?(?=[-至到])", ""),
        ("可能", "(?<=[-至到])(?:最?高?可达?拿?到?|能拿到?)(?=[0-9])", ""),
        # 12小时/天 260: the shift is what 260 is paid for.
        (
            "时h",
            (
                "[0-9]{1,2}(?:[.]5)?(?:小时|h)/[天日班][,;]?"
                "(?=[1-9][0-9]{1,2}(?:-[1-9][0-9]{1,2})?(?![0-9.千万kw百-]))"
            ),
            "每天",
        ),
        ("双", "双周", "2周"),
        (
            "半季周星礼个",
            (
                f"(?:(?<=[0-9])(?=[半季])|(?<=[元块圆万千kw])(?={_SPAN}))"
                f"(?!{_SPAN}[后内以考试培实一加涨调结奖节末])"
            ),
            "/",
        ),
        ("每", "(?<=[0-9元块圆万千kw])每(?=(?:[2-9]|1[0-9]|20)[天日](?![^,;]?[休发]))", "/"),
        # In front of the amount, 半年3万, 两周2000, the span may mean something else; ~ behind it
        # keeps that in mind.
        (
            "半季周星礼个天日年",
            (
                "(?:^|(?<=[,;、])|(?<=[寒暑]假)|(?<=[寒暑]假工)|(?<=工期))每?"
                f"({_SPAN}|(?:[2-9]|1[0-9]|20)[天日年])(?<![天日](?<=半.))"
                "(?:一?共|总共|合计|总计|薪|工资|可?[拿挣]|收入)?"
                f"((?:{_NUMBER}[万千kw]?-)?(?:[1-9][0-9]{{2,6}}|{_NUMBER}[万千kw])){MONEY}?"
                "(?![0-9.万千kw-]|的?[年奖补餐提加])"
            ),
            r"\2/\1~",
        ),
    )
)
# What nobody can tell: 1,5万; 5千万, 5kk; the pay of two: 夫妻两人10000.
_UNITS_TWICE = re.compile("[万千kw]{2}")
_UNTOLD_SIGNS = frozenset(",百千k人口妻")
_UNTOLD = re.compile(
    "(?<![0-9a-z.,:休晚付第-])[1-9], ?[0-9][万千kw]|[0-9][千百k][万kw]"
    "|(?:^|[,;、]|夫妻|一家)[2双俩]个?[人口](?:一起|合计|总?共|月薪|工资|每个?月|月|:){0,2}[0-9]"
    "|夫妻(?:双方|合计|一起|总?共|[俩工档]){1,2}(?:月薪|工资|每个?月|月|:){0,2}[0-9]|/2个?人"
)


def cleaned(text: str) -> str:
    """Write a folded cell so that the numbers left in it are pay and stand as digits."""
    if _PLAIN.fullmatch(text) and not (_SLIP.search(text) or _UNITS_TWICE.search(text)):
        return text
    text = _TEN_THOUSAND.sub("10000以上", _THOUSANDS.sub(r"\1\2\3", text))
    text = _SLIP.sub(r"\1\3-\2", text.replace("_", "-"))
    if "、" in text or "," in text:
        text = _ENUMERATED.sub(r"\1\2-\3", text)
    text = _BRACKETED.sub(r"\1", text).replace("➕", "+")
    text = text.replace("¥", "").replace("rmb", "").replace("cny", "")
    if "奖 " in text:
        text = _EXTRA_GAP.sub(r"\1", text)
    text = _GAP.sub(";", _FLOOR_SIGN.sub("以上;", text)).replace(" ", "")
    text = _BENEFIT.sub(";", A_UNIT.sub("每", text))
    held = set(text)
    if not held.isdisjoint(_UNTOLD_SIGNS) and _UNTOLD.search(text):
        return ""
    for characters, pattern, written in _REWRITTEN:
        if not held.isdisjoint(characters):
            text = pattern.sub(written, text)
    text = _DAILY.sub("日结", _SUM.sub("合计", text))
    held = set(text)
    for characters, pattern in _NOISE:
        if not held.isdisjoint(characters):
            text = pattern.sub(";", text)
    return text
