"""Yes or no, as people tick it."""

from jobmatch.records.cell import Cell, fold

__all__ = ["read_flag"]

_YES = frozenset(
    (
        "是",
        "有",
        "对",
        "1",
        "1.0",
        "y",
        "yes",
        "true",
        "t",
        "真",
        "已",
        "要",
        "需要",
        "√",
        "✓",
        "on",
    )
)
_NO = frozenset(
    (
        "否",
        "无",
        "不",
        "不是",
        "没有",
        "没",
        "未",
        "0",
        "0.0",
        "n",
        "no",
        "false",
        "f",
        "假",
        "不要",
        "不需要",
        "×",
        "x",
        "off",
    )
)
# The flag of the standard tables is a refusal (不愿推送, 退订): who refuses says yes to it.
_REFUSED = frozenset(
    (
        "拒绝",
        "不同意",
        "不愿",
        "不愿意",
        "不接受",
        "不接收",
        "拒收",
        "勿扰",
        "退订",
        "已退订",
        "已拒绝",
        "免打扰",
    )
)
_AGREED = frozenset(("同意", "愿意", "可以", "接受", "接收", "未退订", "不拒绝", "不退订"))


def read_flag(cell: str | float) -> Cell:
    """Read a tick: 1 yes, 0 no, -1 unknown.

    Parameters
    ----------
    cell : str or float
        A stripped cell, or a bool or number.

    Returns
    -------
    Cell
        Words of refusal (拒绝, 不同意) are 1 and words of consent 0, with code ``"flag_wording"``:
        the flag of the standard tables is ``opted_out``, and taking a refusal for consent is the
        worse mistake. A column of consent needs 是 and 否.

    Examples
    --------
    >>> read_flag("是").value, read_flag("N").value, read_flag("拒绝").value, read_flag("?!").value
    (1, 0, 1, -1)
    """
    word = fold(cell).strip("。.! ") if isinstance(cell, str) else f"{float(cell):g}"
    if word in _YES or word in _NO:
        return Cell(int(word in _YES))
    if word in _REFUSED or word in _AGREED:
        return Cell(int(word in _REFUSED), "flag_wording", "flagged")
    return Cell(-1, "flag_unparsed", "unknown")
