"""What stands around a name and changes it: kinds of former times, streets, buildings, towns."""

import re

from jobmatch.places.divisions import divisions
from jobmatch.places.names import TOWN_SUFFIXES, Name, names, products, towns, words
from jobmatch.places.reading import Role

__all__ = [
    "divisions_after",
    "ends_count",
    "fills_its_part",
    "has_other_kind",
    "is_building",
    "is_part_of_name",
    "is_sign_of_place",
    "is_site",
    "is_town",
    "names_another",
    "part_after",
    "role_of",
]

# 重庆路, 南京东路: a street is named after a city and lies anywhere but there.
_STREET = re.compile(
    "[东西南北中上下]?[一二三四五六七八九十0-9]{0,2}[东西南北中]?"
    "(?:路|街(?!道)|大道|大街|巷|弄|胡同|高速|公路|国道|立交|线(?!上))"
)
# 云阳路乙镇: a town whose name begins like a street fills the rest of its part.
_TOWN_LIKE_STREET = re.compile(r"[路街巷弄线]\w{1,2}[镇乡](?!\w)")
_BUILDING = re.compile(
    "大学|学院|中学|小学|医院|银行|大厦|广场|宾馆|酒店|饭店|商城|花园|小区|公馆|机场|火车站|车站|商会"
    "|幼儿园|公园|诊所|药房|药店|养老院|敬老院|福利院"
)
_NAMESAKE = re.compile(r"[城滩湖河](?!\w)|湾(?!里)")  # 上海城, 杭州湾; 云阳城 is the town
_ADJECTIVES = 3  # places a product may stand at behind the name: 兰州正宗拉面
_SIDE = re.compile("[角侧面部门]|方向")
_TOWN = re.compile("(?:镇|乡|街道|村|社区)(?![上里下子内])")
# 江津市 is 江津区 today; in 市区, 县城, 区域 the sign belongs to the next word.
_OTHER_KIND = re.compile("[市县区](?![区场里内域间级城上辖])")
_SITE = re.compile("(?:生产)?(?:工厂|基地|分公司|分厂|厂区|子公司|办事处|项目)")
_COUNTED = re.compile("[0-9]{1,4}[人名]$")
_LONGEST_ROW = 8  # signs of provinces without a separator: 湘鄂赣
_BEFORE = 12  # characters before a name that may say what it is to the person
_ORIGIN = re.compile(
    "(?<![回去到])(?<!想在)(?<!望在)(?:从|原来|原先|以前|之前|曾经?|过去|老家|户籍|户口|籍贯|人在|现住|现在|现居|居住|目前|家住|家在|住在|来自|本人)"
    "(?:现居|居住|所在)?[地址是在于为: ]{0,3}$"
)
_GOAL = re.compile(
    "(?:[去到往回]|期望|希望|意向|考虑|打算|[想愿望]在)(?:老家|家乡)?[去到往回在地是为: ]{0,3}$"
)
_AT = re.compile("(?<![想愿望好])在$")
_AT_WORK = re.compile("打工|上班|务工|工作|做工|干活|厂里")


def role_of(text: str, start: int, end: int) -> Role:
    """Tell what the words around the name at [start, end) make of it: 老家周口, 想去苏州."""
    before = text[max(0, start - _BEFORE) : start]
    if _ORIGIN.search(before) or (_AT.search(before) and _AT_WORK.match(text, end)):
        return "origin"
    return "goal" if _GOAL.search(before) else ""


def part_after(text: str, end: int) -> str:
    """Text from `end` up to the next separator."""
    stop = end
    while stop < len(text) and text[stop].isalnum():
        stop += 1
    return text[end:stop]


def is_town(text: str, end: int) -> bool:
    """Whether the kind of a township or village stands at `end`."""
    return _TOWN.match(text, end) is not None


def has_other_kind(entry: Name, text: str, end: int) -> bool:
    """Whether a kind of former times follows the name of a county: 江津市, 璧山县."""
    return (
        any(divisions().level(code) == 3 for code in entry.codes)
        and _OTHER_KIND.match(text, end) is not None
    )


def is_building(text: str, end: int) -> bool:
    """Whether a school, hotel, station or the like begins at `end`."""
    return _BUILDING.match(text, end) is not None


def is_site(text: str, end: int) -> bool:
    """Whether a works or a branch of a firm begins at `end`: 重庆长安南京工厂 is in 南京."""
    return _SITE.match(text, end) is not None


def ends_count(gap: str) -> bool:
    """Whether what was not read ends with a number of people, and with it an entry of a list."""
    return _COUNTED.search(gap) is not None


def is_part_of_name(entry: Name, text: str, end: int) -> bool:
    """Whether the name belongs to a street, a dish, a township or a village."""
    if end >= len(text) or _part_of_it_follows(entry, text, end):
        return False
    if _TOWN_LIKE_STREET.match(text, end):
        return False
    if _STREET.match(text, end) or _is_product(text, end):
        return True
    if entry.group:  # 东北角
        return _SIDE.match(text, end) is not None
    is_county = all(divisions().level(code) == 3 for code in entry.codes)
    return is_town(text, end) if is_county else _NAMESAKE.match(text, end) is not None


def _is_product(text: str, end: int) -> bool:
    """Whether the name of a dish or a product goes on at `end`: 重庆小面, 新疆大盘鸡店."""
    for place in range(end, min(end + _ADJECTIVES, len(text))):
        if not text[place].isalnum():
            return False
        if products().longest(text, place):
            return True
    return False


def _part_of_it_follows(entry: Name, text: str, end: int) -> bool:
    """Whether a part of the division itself follows: 唐山路北区 and 云阳路阳镇 are no streets."""
    if divisions_after(entry, text, end):
        return True
    town = towns().longest(text, end)
    inside = town[1] if town and town[0].endswith(TOWN_SUFFIXES) else ()
    return any(divisions().contains(one, code) for one in entry.codes for code in inside)


def divisions_after(entry: Name, text: str, end: int) -> bool:
    """Whether a division within the one named follows its name: 普洱镇沅."""
    found = names().longest(text, end) if end < len(text) else None
    inside = found[1].codes if found else ()
    return any(divisions().contains(one, code) for one in entry.codes for code in inside)


def names_another(entry: Name, text: str, end: int) -> bool:
    """Whether a place elsewhere follows, so that the name is but a word: 东风武汉, 东风十堰."""
    table, found = divisions(), names().longest(text, end) if end < len(text) else None
    codes = found[1].codes if found and len(found[0]) > 1 else ()
    cities = {table.city(code) for code in entry.codes}
    return bool(codes) and not any(
        table.city(code) in cities or any(table.contains(code, one) for one in entry.codes)
        for code in codes
    )


def is_sign_of_place(text: str, start: int, place: int) -> bool:
    """Whether the sign at `place` stands for a province or city: 粤, 川籍, one of 苏浙皖.

    It does in a part of the cell, begun at `start`, that holds nothing else, or in a row of the
    signs of provinces.
    """
    lead, tail = text[start:place], part_after(text, place + 1)
    may_lead, may_follow = words()["lead"], words()["tail"]
    is_alone = (not lead or lead in may_lead) and (not tail or tail in may_follow or tail == "内")
    return is_alone or _is_row(lead + text[place] + tail)


def _is_row(part: str) -> bool:
    known = [names().get(sign) for sign in part[:_LONGEST_ROW]]
    return len(part) <= _LONGEST_ROW and all(
        one and len(one.codes) == 1 and divisions().level(one.codes[0]) == 1 for one in known
    )


def fills_its_part(text: str, start: int, place: int, end: int) -> bool:
    """Whether a name at [place, end) is all that its part of the cell, begun at `start`, names."""
    tail, lead = part_after(text, end), text[start:place]
    is_open = not tail or any(tail.startswith(word) for word in words()["tail"])
    return (is_open or names().longest(text, end) is not None) and (
        not lead or lead in words()["lead"]
    )
