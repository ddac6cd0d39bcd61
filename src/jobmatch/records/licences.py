"""Licences and certificates named in a cell."""

import re
from collections.abc import Callable

from jobmatch.records.cell import Cell, fold
from jobmatch.text import lexicon

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

# What has run out belongs to the licence before it: 叉车证,已过期.
_RUN_OUT = re.compile(
    "[,;、: ]{1,2}(?=(?:但|可|现在?|目前|均|都){0,2}已?经?(?:过期|失效|到期|作废|注销|吊销))"
)
# To be had once the job is taken is nice to have: 健康证(可入职后办).
_LATER = re.compile(
    "[,;、 ]?[(]?(?:可以?|允许|也可)?在?(?:入职|到岗|上岗|上班|录用|录取|进厂|聘用)(?:以后|之后|后)"
    "(?:再|可以?|统一|公司|单位|企业|由|自行){0,3}(?:办理?|补办|考取?|代办|取得|提供)[)]?"
)
# Classes of forklift drivers and of drivers written without a blank: N1, A1A2.
_FORKLIFT = re.compile("(?<![a-z0-9])n[12](?:叉车)?(?:类|证|照)?(?![a-z0-9])")
_LANGUAGE = re.compile("日语|日文|日本语|jlpt|能力考")
_CLASSES = re.compile("(?<![a-z0-9])(?:[abc][123]){2,4}(?![a-z0-9])")
_CLASS = re.compile("[abc][123](?!$)")
_PART = re.compile("(?<![^,;、/|()+ ])[^,;、/|()+ ]{2,8}(?![^,;、/|()+ ])")


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
    mentions = lexicon.licences_in(_PART.sub(_as_paper, _spelled(bare)))
    if not mentions:
        return Cell(None, "licence_unknown", "flagged")
    return Cell(names(mentions))


def _spelled(text: str) -> str:
    """Write a folded cell as the lexicon reads it: what a column of licences may leave unsaid."""
    text = _LATER.sub("优先", _RUN_OUT.sub("", text))
    if not _LANGUAGE.search(text):
        text = _FORKLIFT.sub("叉车证", text)
    return _CLASSES.sub(lambda match: _CLASS.sub(r"\g<0>、", match[0]), text)


def _as_paper(match: re.Match[str]) -> str:
    """Write a trade as its licence, 低压电工 as 低压电工证: the column says that it is one."""
    part = match[0]
    if part.endswith("证") or lexicon.licences_in(part):
        return part
    paper = lexicon.licences_in(f"{part}证")
    whole = paper and (paper[0].start, paper[0].end) == (0, len(part) + 1)
    return f"{part}证" if whole else part


def _held(mentions: tuple[lexicon.Mention, ...]) -> tuple[str, ...]:
    return tuple(sorted({mention.name for mention in mentions if mention.stance == "stated"}))
