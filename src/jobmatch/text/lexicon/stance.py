"""Whether a mention is meant, merely welcome (有…者优先) or ruled out (无需…, 不想再做…).

A cue speaks for its clause. "Welcome" reaches every mention of the clause; "ruled out" only the
mention next to the cue and those joined to it (、和或), since 无需经验普工 does not rule out 普工.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

__all__ = ["Stance", "stances"]

Stance = Literal["stated", "preferred", "denied"]

_TAIL = r"(?:者|的|人员|证书|等)?(?:可|将)?(?:优先|加分|更佳|为佳|尤佳|更好|无要求|不作要求)"
_CLAUSE_END = re.compile(
    r"[,，。;；:：!！?？\n\r\t|]|(?<!无需)(?<!无须)(?<!不需要)(?<!不要求)(?<!最好有)"
    rf"[ ()（）【】\[\]](?!{_TAIL})"
)
_WELCOME_AFTER = re.compile(r"优先|加分|更佳|为佳|尤佳|更好")
_WELCOME_BEFORE = re.compile(r"最好|优先(?:考虑|录用|录取|聘用|招聘|安排)|尤其欢迎")
_RULED_OUT_BEFORE = re.compile(
    r"(?:无需|无须|毋须|不需要?|不用|不必|不要求?|不强制|不一定要?|并非|不是|不再|不会|不懂|不熟悉?|"
    r"不太会|从未|从没|没有?|未|无|非|不想再?|不愿意?再?|不打算再?|不考虑再?|不接受|不喜欢|拒绝|谢绝|"
    r"讨厌|不找|不去|不做|不干|不当|不跑|不搞|不从事|不适合|不看|(?:正在|准备|打算|想|计划|还在|在)(?:考|学(?=驾)))"
    r"(?:再|去|回|跑|做过?|干过?|当过?|搞过?|学过?|从事过?|会|懂|有|持有?|具备|掌握|提供|熟悉|精通|考过?|要|操作过?|使用过?|接触过?){0,4}"
)
_BETWEEN = re.compile(
    r"(?:再|去|回|跑|到|进|找|做|干|当|工厂|厂里?|工地|外地|上班|任何|什么|其他|其它|相关|专业|这类|类似|"
    r"的|一定|那种|这种|又累又脏|很?累|太|太累|考|有|会|持|持有|操作|使用){0,7}"
)
_JOIN = re.compile(
    r"(?:工作?|岗位?|类|证书?|操作|技能|技术)?"
    r"(?:[、/和与及或]|以及|还有|或者|还是)(?:再|做|当|会|有|持有?|考|干)?"
)
_RULED_OUT_AFTER = re.compile(
    r"(?:工作|岗位?|类|证书?|方面|等|的|这些){0,2}\(?(?:均|都|也|就|可|暂|先|一律|坚决){0,2}"
    r"(?:无(?:硬性)?要求|没有?要求|不[作做]?(?:硬性|强制)?要求|不需要|不必须|不是必[须需]|非必[须需]|不强制|"
    r"可有可无|不[限要](?=[ ,;。)]|$)|不考虑|不想|不愿|"
    r"不做|不干|不去|不会|不懂|没有|没做过|没干过|勿扰|除外|免谈|不接受|"
    r"(?:已经?|刚|被)?(?:过期|失效|到期|吊销|注销)|(?:正?在|没|未)(?:考|学|取得|拿到)|备考)"
)
_LACK = re.compile(r"(?:没有?|无(?![需须])|不会|不懂|不能|未)(?:会|持有?|考|熟练)?")
# 焊工、电工优先 speaks of the names themselves, 保安退伍军人优先 of others.
_WELCOME_DIRECTLY = re.compile(_TAIL)
_TURNED_AWAY = re.compile(
    r"(?:证书?|的|者|人员|请|经验|[,，]){0,4}(?:勿扰|勿投|免谈|勿来|不要|别来|不予|谢绝|不考虑|绕道|勿试)"
)
_EXPERIENCE = re.compile(r"有|做过|从事|曾|具备?|熟悉|懂|会|干过|当过|持")
_REACH = 14


def stances(text: str, spans: Sequence[tuple[int, int]], *, jobs: bool = False) -> list[Stance]:
    """Stance of each span, in order.

    Parameters
    ----------
    text : str
        Normalized text.
    spans : sequence of (start, end)
        Where the names stand, in order and apart from each other.
    jobs : bool, default False
        The names are occupations: 保安退伍军人优先 still means 保安.
    """
    found: list[Stance] = ["stated"] * len(spans)
    if not spans:
        return found
    for position in _welcome(text, spans, jobs=jobs):
        found[position] = "preferred"
    for position in _ruled_out(text, spans):
        found[position] = "denied"
    return found


def _welcome(text: str, spans: Sequence[tuple[int, int]], *, jobs: bool) -> list[int]:
    """Positions of spans that a clause calls welcome."""
    after = [cue.start() for cue in _WELCOME_AFTER.finditer(text)]
    before = [cue.start() for cue in _WELCOME_BEFORE.finditer(text)]
    if not after and not before:
        return []
    ends = [0, *(end.end() for end in _CLAUSE_END.finditer(text)), len(text) + 1]
    welcome = []
    direct = _row_before(text, spans, _WELCOME_DIRECTLY) if jobs else set()
    for position, (start, end) in enumerate(spans):
        at = bisect_right(ends, start)
        clause_start, clause_end = ends[at - 1], ends[at]
        led = _last(before, start, clause_start) is not None
        followed = _last(after, clause_end, end) is not None
        if jobs and followed and not led:
            # Far to the left of a long clause nothing new is learned, so the look back is short.
            opening = text[max(clause_start, start - 4 * _REACH) : start]
            followed = position in direct or _EXPERIENCE.search(opening) is not None
        if led or followed:
            welcome.append(position)
    return welcome


def _last(cues: list[int], limit: int, floor: int) -> int | None:
    """Last cue before `limit` and not before `floor`."""
    at = bisect_right(cues, limit - 1) - 1
    return cues[at] if at >= 0 and cues[at] >= floor else None


def _ruled_out(text: str, spans: Sequence[tuple[int, int]]) -> set[int]:
    """Positions of spans that a cue in front or behind rules out, joined ones included."""
    return (_denied_before(text, spans) | _row_before(text, spans, _RULED_OUT_AFTER)) - _needed(
        text, spans
    )


def _denied_before(text: str, spans: Sequence[tuple[int, int]]) -> set[int]:
    """Spans right behind a cue (不想做保安和保洁), and those joined to them."""
    cues = _free_cues(text, spans, _RULED_OUT_BEFORE)
    denied: set[int] = set()
    for position, (start, _) in enumerate(spans):
        joined = position - 1 in denied and _joined(text, spans, position)
        if joined or _cue_before(text, cues, start) is not None:
            denied.add(position)
    return denied


def _row_before(text: str, spans: Sequence[tuple[int, int]], cue: re.Pattern[str]) -> set[int]:
    """Spans right in front of a cue (焊工证、电工证均无要求), and those joined to them."""
    found: set[int] = set()
    for position in range(len(spans) - 1, -1, -1):
        end = spans[position][1]
        joined = position + 1 in found and _joined(text, spans, position + 1)
        if joined or cue.match(text, end, end + _REACH):
            found.add(position)
    return found


def _needed(text: str, spans: Sequence[tuple[int, int]]) -> set[int]:
    """Spans whose lack is turned away, and that are needed after all: 没有叉车证勿扰."""
    lacks = _free_cues(text, spans, _LACK)
    return {
        position
        for position, (start, end) in enumerate(spans)
        if _cue_before(text, lacks, start) is not None
        and _TURNED_AWAY.match(text, end, end + 2 * _REACH)
    }


def _joined(text: str, spans: Sequence[tuple[int, int]], position: int) -> bool:
    """Whether a span is joined to the one before it by 、和或 and the like."""
    before, start = spans[position - 1][1], spans[position][0]
    return start - before <= _REACH and bool(_JOIN.fullmatch(text, before, start))


def _free_cues(
    text: str, spans: Sequence[tuple[int, int]], pattern: re.Pattern[str]
) -> list[tuple[int, int]]:
    """Cues in front, cut off where a name begins (无会计证: 会 belongs to 会计证)."""
    starts = [start for start, _ in spans]
    cues = []
    for cue in pattern.finditer(text):
        at = bisect_right(starts, cue.start())
        if at == 0 or spans[at - 1][1] <= cue.start():
            end = min(cue.end(), starts[at]) if at < len(starts) else cue.end()
            cues.append((cue.start(), end))
    return cues


def _cue_before(text: str, cues: list[tuple[int, int]], start: int) -> tuple[int, int] | None:
    """Find the cue right before `start`, give or take filler words."""
    at = bisect_right(cues, (start, -1)) - 1
    if at < 0 or not 0 <= start - cues[at][1] <= _REACH:
        return None
    return cues[at] if _BETWEEN.fullmatch(text, cues[at][1], start) else None
