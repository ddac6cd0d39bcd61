"""How normalized values read on paper: pay, headcount, schooling, years, places."""

from collections.abc import Sequence

import numpy as np

from jobmatch.places import Places, divisions

__all__ = ["city", "headcount", "listed", "pay", "places", "schooling", "span", "years"]

UNKNOWN = "未登记"
UNREAD = "未能识别，请核实"
_LEVELS = ("未上学", "小学", "初中", "高中/中专/技校", "大专", "本科", "硕士", "博士")
_MOST_PLACES = 4
# What a place cell without codes may have meant.
_NO_CODES = {"place_ambiguous": "地名待核实", "place_unknown": "地名待核实"}


def span(low: float, high: float, unit: str) -> str:
    """Say a range: ``"4000-6000元"``, ``"3000元以上"``, ``"6000元以下"``; "" where unknown.

    Examples
    --------
    >>> span(3, 5, "年"), span(3, 3, "年"), span(3, float("nan"), "年")
    ('3-5年', '3年', '3年以上')
    """
    if np.isnan(low) and np.isnan(high):
        return ""
    if np.isnan(high):
        return f"{_number(low)}{unit}以上"
    if np.isnan(low):
        return f"{_number(high)}{unit}以下"
    if low == high:
        return f"{_number(low)}{unit}"
    return f"{_number(low)}-{_number(high)}{unit}"


def _number(value: float) -> str:
    return f"{round(value, 1):g}" if abs(value) < 100 else f"{value:.0f}"


def pay(low: float, high: float) -> str:
    """Say a month's pay in yuan.

    Examples
    --------
    >>> pay(4000, 6000), pay(3000, float("nan")), pay(float("nan"), float("nan"))
    ('4000-6000元/月', '3000元以上/月', '面议/未写明')
    """
    said = span(low, high, "元")
    return f"{said}/月" if said else "面议/未写明"


def headcount(low: float, high: float) -> int | str:
    """Say how many are wanted: a number where it is one, so that a sheet can add it up."""
    if low == high:
        return int(low)
    return span(low, high, "人") or "若干/未写明"


def years(low: float, high: float) -> str:
    """Say a person's years of work."""
    return span(low, high, "年") or UNKNOWN


def schooling(level: int) -> str:
    """Say a person's level of schooling."""
    return _LEVELS[level] if 0 <= level < len(_LEVELS) else UNKNOWN


def listed(names: Sequence[str] | None, most: int = 6) -> str:
    """List names in one cell, the first of them where they are many."""
    if names is None:
        return UNKNOWN
    rest = f"等{len(names)}项" if len(names) > most else ""
    return "、".join(names[:most]) + rest


def places(cell: Places) -> str:
    """Say where a job is, in full official names.

    Examples
    --------
    >>> from jobmatch.places import parse_place
    >>> places(parse_place("云阳")), places(parse_place("不限")), places(parse_place("朝阳区"))
    ('重庆市云阳县', '不限', '地名待核实')
    """
    if not cell.codes:
        if cell.anywhere:
            return "不限"
        return _NO_CODES.get(cell.code or "", "就近" if cell.near_home else "未写明")
    names = [divisions().full_name(code) for code in cell.codes[:_MOST_PLACES]]
    rest = f"等{len(cell.codes)}地" if len(cell.codes) > _MOST_PLACES else ""
    return "、".join(names) + rest


def city(cell: Places) -> str:
    """Say which city a place lies in and nothing finer.

    Examples
    --------
    >>> from jobmatch.places import parse_place
    >>> city(parse_place("重庆云阳县青龙街道")), city(parse_place("江苏昆山"))
    ('重庆市', '江苏省苏州市')
    """
    known = divisions()
    wide = [known.city(code) or known.province(code) for code in cell.codes]
    return "、".join(known.full_name(code) for code in dict.fromkeys(wide)) or UNKNOWN
