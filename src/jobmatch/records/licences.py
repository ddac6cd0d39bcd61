"""Licences and certificates named in a cell."""

import re

from jobmatch.records.cell import Cell, fold
from jobmatch.text import normalize

__all__ = ["read_licences"]

_NONE = re.compile(
    "无|没有?|暂无|不限|无要求|没有?要求|不要求|无需|不需要?|无证|没证|没有证书?|无证书|none|no|无需证[书件]?|未持证"
)
# The licence is told elsewhere: 见描述, 详见岗位要求.
_ELSEWHERE = re.compile(
    "(?:详|请|具体|参)?(?:见|看|参考|详见|参见)(?:岗位|职位|任职|招聘|工作|具体|下方|以下|上面|后面)?"
    "(?:描述|要求|说明|详情|简介|职责|备注|附件|内容|条件|资格|公告|简章)?|详见.{0,12}|同上|同描述"
)


def read_licences(cell: str | float) -> Cell:
    """Read the licences a person has or a job asks for.

    Parameters
    ----------
    cell : str or float
        A stripped cell.

    Returns
    -------
    Cell
        Sorted canonical names of the licences that are meant, neither merely preferred nor ruled
        out; ``()`` for none (无, 不限); None where the cell points elsewhere (见描述), and with
        code ``"licence_unknown"`` where nothing in it is a known licence.

    Examples
    --------
    >>> read_licences("无").value
    ()
    """
    if not isinstance(cell, str):
        return Cell(None, "licence_unknown", "flagged")
    from jobmatch.text.lexicon import licences_in  # noqa: PLC0415 - data loads with first use

    bare = fold(cell).strip("。.,;() ")
    if _NONE.fullmatch(bare):
        return Cell(())
    if _ELSEWHERE.fullmatch(bare):
        return Cell(None)
    mentions = licences_in(normalize(cell))
    if not mentions:
        return Cell(None, "licence_unknown", "flagged")
    return Cell(tuple(sorted({mention.name for mention in mentions if mention.stance == "stated"})))
