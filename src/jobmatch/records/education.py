"""Schooling as one of eight levels, for what a job asks and what a person has alike."""

import re

from jobmatch.records.cell import Cell, fold

__all__ = ["read_education"]

# From the longest and highest words down; a word that is read is taken out of the text.
_LEVELS = (
    (7, "博士后|博士研究生|博士|phd|ph[.]d[.]?|doctor(?:ate)?"),
    (6, "硕士研究生|研究生|硕士|双硕|mba|mpa|master'?s?"),
    (5, "专升本|大学本科|本科|学士|学本|211|985|bachelor'?s?|undergraduate"),
    (4, "大学专科|大专|专科|高职高专|高职|高技|技师学院|预备技师|associate|college|diploma"),
    (3, "普通高中|高中|中专|中技|技校|技工学校|职高|职中|职专|中职|中等|中师|综合高中|技工"),
    (3, "high ?school|secondary|vocational"),
    (5, "大学|university|degree"),
    (2, "初级中学|初中|9年义务|九年义务|义务教育|中学|middle ?school|junior ?(?:high|middle)?"),
    (1, "小学|primary ?school|primary|elementary"),
    (0, "文盲|半文盲|不识字|没上过学|未上过学|没读过书"),
)  # fmt: skip
_WORDS = tuple((level, re.compile(words)) for level, words in _LEVELS)
_NONE_NEEDED = re.compile(
    "不限|无要求|没有?要求|不要求|不做要求|不作要求|均可|皆可|都可|不拘|不看|不问|无需|无学历|没学历|"
    "^无$|^没有$|^任意$|any|not required|no requirement|^none$"
)
_PREFERRED = re.compile("[^,;。、/|]{1,20}(?:优先|更佳|为佳|preferred)")
_UNFINISHED = re.compile("在读|肄业|辍学|未毕业|没毕业|没读完|未读完")
_AT_MOST = re.compile("以下|以内|or below|or less")


def read_education(cell: str | float) -> Cell:
    """Read a level of schooling.

    Parameters
    ----------
    cell : str or float
        A stripped cell; numbers are no schooling.

    Returns
    -------
    Cell
        -1 unknown, 0 none needed or no schooling, 1 小学, 2 初中, 3 高中 and its vocational equals
        (中专, 技校, 职高), 4 大专, 5 本科, 6 硕士, 7 博士.

    Notes
    -----
    The cell does not say whether it is a requirement or a person's schooling, so each rule is one
    that wrongs neither: of several levels the lowest counts (中专/大专 asks for 中专), what is only
    preferred is left out, 在读 and 肄业 count as the level before, and 以下 is only an upper bound
    and counts as 1, which hardly excludes anyone and does not overstate a person.

    Examples
    --------
    >>> [read_education(text).value for text in ("大专以上", "中专/技校", "学历不限", "初中以下")]
    [4, 3, 0, 1]
    """
    if not isinstance(cell, str):
        return Cell(-1, "education_unparsed", "unknown")
    text = _PREFERRED.sub("", fold(cell))
    levels = _levels(text)
    if not levels:
        if _NONE_NEEDED.search(text):
            return Cell(0)
        # Preferred only: nothing is required.
        return Cell(0) if _levels(fold(cell)) else Cell(-1, "education_unparsed", "unknown")
    level = min(levels)
    if _AT_MOST.search(text):
        return Cell(min(level, 1))
    if _UNFINISHED.search(text):
        return Cell(_level_before(level))
    return Cell(level)


def _levels(text: str) -> list[int]:
    found: list[int] = []
    for level, words in _WORDS:
        text, count = words.subn(";", text)
        if count:
            found.append(level)
    return found


def _level_before(level: int) -> int:
    """Level that was finished by whoever is or was at `level`: 本科 comes after 高中."""
    return 3 if level == 5 else max(level - 1, 0)
