"""Schooling as one of eight levels, for what a job asks and what a person has alike."""

import re

from jobmatch.records.cell import Cell, fold

__all__ = ["read_education"]

# From the longest and highest words down; a word that is read is taken out of the text.
_LEVELS = (
    (7, "博士后|博士研究生|博士|phd|ph[.]d[.]?|doctor(?:ate)?"),
    (6, "硕士研究生|研究生|硕士|双硕|硕研|mba|mpa|master'?s?"),
    (5, "专升本|大学本科|本科|学士|学本|大本|[一二三]本|211|985|bachelor'?s?|undergraduate"),
    (4, "大学专科|大专|专科|高职高专|高职|高专|高等(?:职业|专科)|高技|技师学院|预备技师"),
    (4, "associate|college|diploma"),
    (3, "普通高中|综合高中|高中|普高|高级中学|中专|中技|职业(?:技术|技工|中等|高级)?(?:学校|中学)"),
    (3, "技校|职校|技工学校|职高|职中|职专|中职|中等|中师|卫校|技工|高[一二三1-3]"),
    (3, "high ?school|secondary|vocational"),
    (5, "大学|大[一二三四1-4]|university|degree"),
    (2, "初级中学|初中|9年义务|九年义务|义务教育|中学|初[一二三1-3]"),
    (2, "middle ?school|junior ?(?:high|middle)?"),
    (1, "小学|[初高]小|primary ?school|primary|elementary"),
    (0, "文盲|半文盲|不识字|[没未](?:上过?|读过?|念过?)(?:学|书)|没(?:有)?文化"),
)  # fmt: skip
_WORDS = tuple((level, re.compile(words)) for level, words in _LEVELS)
_NONE_NEEDED = re.compile(
    "不限|无(?:学历)?要求|没有?(?:学历)?要求|不要求|不[做作设]要?[求限]|[均皆都]可|不[拘看问计论]|无需|"
    "无学历|没学历|任[何意]学历|识字|[会能]写字|认字|^无$|^没有$|^任[意何]$|"
    "any|not required|no requirement|^none$"
)
_PREFERRED = re.compile("[^,;。、/|]{1,20}(?:优先|更佳|为佳|preferred)")
_UNFINISHED = re.compile(
    "在读|肄业|辍学|[未没](?:毕业|[读念上]完)|[初高][一二12]|大[一二三四1-4](?!毕业)|"
    "[读念上]了?[一二两半12]年"
)
# Behind a level, for which a semicolon stands by then; in 年龄40以下 it is of something else.
_AT_MOST = re.compile(";(?:学历|文化|程度|水平|毕业|or|[及或含()]| ){0,4}(?:以下|以内|below|less)")


def read_education(cell: str | float, *, required: bool = False) -> Cell:
    """Read a level of schooling.

    Parameters
    ----------
    cell : str or float
        A stripped cell; numbers are no schooling.
    required : bool, default False
        Whether the cell is what a job asks for and not a person's schooling.

    Returns
    -------
    Cell
        -1 unknown, 0 none needed or no schooling, 1 小学, 2 初中, 3 高中 and its vocational equals
        (中专, 技校, 职高), 4 大专, 5 本科, 6 硕士, 7 博士.

    Notes
    -----
    Of several levels the lowest counts (中专/大专 asks for 中专), what is only preferred is left
    out, 在读 and 肄业 count as the level before. 以下 is an upper bound: a job that states one
    requires nothing, which is listed as ``education_at_most``; of a person it counts as 1, which
    does not overstate.

    Examples
    --------
    >>> [read_education(text).value for text in ("大专以上", "中专/技校", "学历不限", "初中以下")]
    [4, 3, 0, 1]
    >>> read_education("本科以下", required=True)
    Cell(value=0, code='education_at_most', action='flagged')
    """
    if not isinstance(cell, str):
        return Cell(-1, "education_unparsed", "unknown")
    text = _PREFERRED.sub("", fold(cell))
    levels, marked = _levels(text)
    if not levels:
        if _NONE_NEEDED.search(text):
            return Cell(0)
        # Preferred only: nothing is required.
        return Cell(0) if _levels(fold(cell))[0] else Cell(-1, "education_unparsed", "unknown")
    level = min(levels)
    if _AT_MOST.search(marked):
        return Cell(0, "education_at_most", "flagged") if required else Cell(min(level, 1))
    if _UNFINISHED.search(text):
        return Cell(_level_before(level))
    return Cell(level)


def _levels(text: str) -> tuple[list[int], str]:
    """Levels named in a text, and the text with a semicolon for each of their names."""
    found: list[int] = []
    for level, words in _WORDS:
        text, count = words.subn(";", text)
        if count:
            found.append(level)
    return found, text


def _level_before(level: int) -> int:
    """Level that was finished by whoever is or was at `level`: 本科 comes after 高中."""
    return 3 if level == 5 else max(level - 1, 0)
