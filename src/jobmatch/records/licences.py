"""Licences and certificates named in a cell."""

import re

from jobmatch.records.cell import Cell, fold
from jobmatch.text import normalize

__all__ = ["read_licences"]

_NONE = re.compile(
    "无|没有?|暂无|不限|无要求|没有?要求|不要求|无需|不需要?|无证|没证|没有证书?|无证书|none|no|无需证[书件]?|未持证"
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
        out; ``()`` for none (无, 不限); None with code ``"licence_unknown"`` where nothing in the
        cell is a known licence.

    Examples
    --------
    >>> read_licences("无").value
    ()
    """
    if not isinstance(cell, str):
        return Cell(None, "licence_unknown", "flagged")
    from jobmatch.text.lexicon import licences_in  # noqa: PLC0415 - data loads with first use

    if _NONE.fullmatch(fold(cell).strip("。.,; ")):
        return Cell(())
    mentions = licences_in(normalize(cell))
    if not mentions:
        return Cell(None, "licence_unknown", "flagged")
    return Cell(tuple(sorted({mention.name for mention in mentions if mention.stance == "stated"})))
