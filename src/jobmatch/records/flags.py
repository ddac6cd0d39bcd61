"""Yes or no, as people tick it."""

import re

from jobmatch.records.cell import Cell, fold

__all__ = ["is_tick", "read_flag"]

_CLAUSE = re.compile("[,;。 ]{1,3}")
_REMARK = re.compile(r"\([^()]{0,40}\)")
_YES = frozenset(
    (
        "是", "是的", "有", "对", "真", "已", "要", "需要", "√", "✓", "1", "1.0", "y", "yes",
        "true", "t", "on",
    )
)  # fmt: skip
_NO = frozenset(
    (
        "否", "无", "不", "不是", "没有", "没", "未", "假", "不要", "不需要", "×", "x", "0", "0.0",
        "n", "no", "false", "f", "off",
    )
)  # fmt: skip
_TICKED = re.compile("[☑✓✔✅√■]")
_UNTICKED = re.compile("[☐✗✘×□]")
_TICKED_WORD = re.compile("[☑✓✔✅√■] ?([是否])")
# The flag of the standard tables is a refusal (不愿推送, 退订): who refuses says yes to it.
_WHO = "(?:本人|我|坚决|暂时?|明确|已经?|请|要求){0,2}"
_PUSHING = (
    "(?:再|继续|被|给我|向我|任何|此类|接[受收]|收到|收|推送|推荐|推|打扰|扰|骚扰|订阅|联系|发送?|打|"
    "短信|电话|来电|手机|信息|消息|通知|岗位|招聘|就业|服务|我|了|的){0,6}"
)
_REFUSED = re.compile(
    f"{_WHO}(?:(?:拒绝?|谢绝|不同意|不愿意?|不接[受收]?|勿|退订|免|不想|不希望|停止|取消){_PUSHING}|"
    f"(?:不需要?|不要|不再|别|不得|不可以?|无需){_PUSHING}(?<!要)(?<!需))"
)
_AGREED = re.compile(
    f"{_WHO}(?:同意|愿意?|可以?|能|接[受收]|欢迎|继续|正常|允许|希望|"
    f"(?:没有?|未|不)(?:拒绝|退订|反对|介意)){_PUSHING}"
)


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
    if not isinstance(cell, str):
        word = f"{float(cell):g}"
    elif ticked := _TICKED_WORD.search(cell):
        return Cell(int(ticked[1] == "是"))
    elif is_tick(cell):
        return Cell(int(_TICKED.fullmatch(cell) is not None))
    else:
        word = _REMARK.sub("", fold(cell)).strip("。.!, ")
    said = dict(_said(part) for part in _CLAUSE.split(word))
    value, code = said.popitem() if len(said) == 1 else (-1, "flag_unparsed")
    return Cell(
        value, code, "normalized" if code is None else "flagged" if value >= 0 else "unknown"
    )


def is_tick(text: str) -> bool:
    """Whether a cell is a tick or a cross and nothing else."""
    return bool(_TICKED.fullmatch(text) or _UNTICKED.fullmatch(text))


def _said(word: str) -> tuple[int, str | None]:
    """Value of a word, and a code where it was one of consent or refusal."""
    if word in _YES or word in _NO:
        return int(word in _YES), None
    if _REFUSED.fullmatch(word) or _AGREED.fullmatch(word):
        return int(_REFUSED.fullmatch(word) is not None), "flag_wording"
    return -1, "flag_unparsed"
