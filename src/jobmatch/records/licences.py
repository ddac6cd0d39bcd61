"""Licences and certificates named in a cell."""

import re
from collections.abc import Callable

from jobmatch.records.cell import Cell, fold
from jobmatch.text import lexicon, normalize

__all__ = ["read_held_licences", "read_licences"]

_NO = (
    "(?:目前|暂时?|还)?"
    "(?:无需?|无须|没有?|未|不限制?|不需要?|不用|不要求?|不看|不[作做]|不强制|不硬性|none|no)"
)
_OF_WHAT = "(?:任何|相关|特殊|其[他它]|硬性|特别|职业|从业|资格){0,2}"
_PAPER = (
    "(?:证书?|证件|证照|资格证书?|持证|考证|[考办]过?|取得|持有|办理?|要求|限制|限定|规定){0,3}"
)
_ALSO = "(?:亦可|也可以?|均可|也行|都行|即可|可)?"
_NONE = re.compile(
    f"{_NO}{_OF_WHAT}{_PAPER}{_ALSO}|"
    f"(?:证书|证件|证照|持证|有证|资格证?)(?:要求)?:?(?:者|的|人员)?"
    f"(?:优先|更佳|更好|为佳|{_NO}{_PAPER})|"
    "有证(?:书|件)?[、/]?(?:或|和)?(?:无|没)证(?:书|件)?(?:均|都|皆)(?:可|行)|"
    "有无证(?:书|件)?(?:均|都|皆)(?:可|行)|"
    "(?:什么|任何|一[个本张])?(?:证书?|证件)?[都也]没有?(?:考过?|办过?)?"
)
# The licence is told elsewhere: 见描述, 详见岗位要求.
_ELSEWHERE = re.compile(
    "(?:详|请|具体|参)?(?:见|看|参考|详见|参见)(?:岗位|职位|任职|招聘|工作|具体|下方|以下|上面|后面)?"
    "(?:描述|要求|说明|详情|简介|职责|备注|附件|内容|条件|资格|公告|简章)?|详见.{0,12}|同上|同描述"
)


def read_licences(cell: str | float) -> Cell:
    """Read the licences a job asks for.

    Parameters
    ----------
    cell : str or float
        A stripped cell.

    Returns
    -------
    Cell
        Sorted canonical names of the licences that are meant, neither merely preferred nor ruled
        out, a choice as one name (``"焊工证或电工证"``); ``()`` for none (无, 不限); None where the
        cell points elsewhere (见描述), and with code ``"licence_unknown"`` where nothing in it is
        a known licence.

    Examples
    --------
    >>> read_licences("健康证、C1驾照").value, read_licences("A2/B2驾照").value
    (('健康证', '驾照C1'), ('驾照A2或驾照B2',))
    """
    return _read(cell, lexicon.needs)


def read_held_licences(cell: str | float) -> Cell:
    """Read the licences a person has.

    Parameters
    ----------
    cell : str or float
        A stripped cell.

    Returns
    -------
    Cell
        As `read_licences` has it; only is there no choice: who writes 焊工证/电工证 has both. What
        is still to be passed (正在考…) or has run out (已过期) is not held.

    Examples
    --------
    >>> read_held_licences("焊工证/电工证").value, read_held_licences("无").value
    (('焊工证', '电工证'), ())
    """
    return _read(cell, _held)


def _read(
    cell: str | float, names: Callable[[tuple[lexicon.Mention, ...]], tuple[str, ...]]
) -> Cell:
    if not isinstance(cell, str):
        return Cell(None, "licence_unknown", "flagged")
    bare = fold(cell).strip("。.,;() ")
    if _NONE.fullmatch(bare):
        return Cell(())
    if _ELSEWHERE.fullmatch(bare):
        return Cell(None)
    mentions = lexicon.licences_in(normalize(cell))
    if not mentions:
        return Cell(None, "licence_unknown", "flagged")
    return Cell(names(mentions))


def _held(mentions: tuple[lexicon.Mention, ...]) -> tuple[str, ...]:
    return tuple(sorted({mention.name for mention in mentions if mention.stance == "stated"}))
