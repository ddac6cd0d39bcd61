"""What stands around a name and changes it: kinds of former times, streets, buildings, towns."""

import re

from jobmatch.places.divisions import divisions
from jobmatch.places.names import Name, names, words

__all__ = ["fills_its_part", "has_other_kind", "is_part_of_name", "is_town", "part_after"]

# 重庆路, 南京东路: a street is named after a city and lies anywhere but there.
_STREET = re.compile(
    "[东西南北中上下]?[一二三四五六七八九十0-9]{0,2}[东西南北中]?"
    "(?:路|街(?!道)|大道|大街|巷|弄|胡同|高速|公路|国道|立交|线(?!上))"
)
_BUILDING = re.compile(
    "大学|学院|中学|小学|医院|银行|大厦|广场|宾馆|酒店|饭店|商城|花园|小区|公馆|机场|火车站|车站|商会"
)
_DISH = re.compile("小吃|拉面|板面|小面|米线|米粉|火锅|烧烤|烤鸭|菜馆|菜系|菜厨")
_SIDE = re.compile("[角侧面部门]|方向")
_TOWN = re.compile("(?:镇|乡|街道|村|社区)(?![上里下子内])")
# 江津市 is 江津区 today; in 市区, 县城, 区域 the sign belongs to the next word.
_OTHER_KIND = re.compile("[市县区](?![区场里内域间级城上辖])")


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


def is_part_of_name(entry: Name, text: str, end: int, *, in_address: bool) -> bool:
    """Whether the name belongs to a street, a building, a dish, a township or a village."""
    if end >= len(text) or _part_of_it_follows(entry, text, end):
        return False
    if _STREET.match(text, end) or _DISH.match(text, end):
        return True
    if in_address and _BUILDING.match(text, end):
        return True
    if entry.group:  # 东北角
        return _SIDE.match(text, end) is not None
    is_county = all(divisions().level(code) == 3 for code in entry.codes)
    return is_county and is_town(text, end)


def _part_of_it_follows(entry: Name, text: str, end: int) -> bool:
    """Whether a part of the division itself follows, so that no street is meant: 唐山路北区."""
    found = names().longest(text, end)
    if found is None:
        return False
    table = divisions()
    return any(table.contains(one, code) for one in entry.codes for code in found[1].codes)


def fills_its_part(text: str, start: int, place: int, end: int) -> bool:
    """Whether a name at [place, end) is all that its part of the cell, begun at `start`, names."""
    tail, lead = part_after(text, end), text[start:place]
    is_open = not tail or any(tail.startswith(word) for word in words()["tail"])
    return (is_open or names().longest(text, end) is not None) and (
        not lead or lead in words()["lead"]
    )
