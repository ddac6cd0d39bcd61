"""Which names of a text are alternatives: 焊工证或电工证, A2/B2驾照, 电工证、焊工证之一即可.

Names in a row are read as a list. 或 makes its list a choice, as do words behind the list (之一,
均可, 二选一) or in front of it (以下之一). A slash does so for licences, and binds more closely
than 、; between skills it only parts them. 缺一不可 or 同时持有 makes a demand of all.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

__all__ = ["choices"]

_REACH = 14
_BEHIND = (
    r"(?:\((?:含|及)?\)|及?以上|[证照本书类]|驾照|驾驶证|证书|操作|技能|技术|软件|工作|等){0,3}"
)
_IN_FRONT = "(?:持有?|具有|具备|取得|考取|有效的?|有|会|懂|熟悉|掌握|精通){0,2}"
_LINK = re.compile(
    f"{_BEHIND} ?(?:(?P<either>[、,/]?(?:或者?是?|还是))|(?P<slash>[/|])|(?P<listed>、)|"
    f"(?P<joined>和|与|及|以及|[,+&]|[,、]?(?:并且?|同时)| )) ?{_IN_FRONT}"
)
_ONE_BEHIND = re.compile(
    f" ?{_BEHIND}(?:两?证|者|等)?[,(]?"
    r"(?:(?:中|其|之|的|任意|任何|任|至少|最少|拥?有|持有?|具备|具有|会|掌握|[二三四两2]选|选){1,5}"
    r"(?:一|1)(?![级年直定线般0-9.])|(?:均|都|皆)(?:可以?|行)(?![办考报协学]))"
)
_ONE_IN_FRONT = re.compile(
    r"(?:之一|任一|任意一|任何一|其中一|其一|一)[种项个类样本]?(?:即可|者)?[:(]?"
)
_ALL_BEHIND = re.compile(
    f" ?{_BEHIND}[,(]?(?:缺一不可|[双两]证|齐全|俱全|(?:均|都|皆|全)(?:需|要|须|必|得|应|具|有))"
)
_ALL_IN_FRONT = re.compile(
    "(?:同时|均需|都要|均须|都需|必须都)(?:具备|具有|持有?|拥有|取得|有|会)?的?"
)
_FRONT = 10


def choices(
    text: str, spans: Sequence[tuple[int, int]], kinds: Sequence[str], *, slash: bool = False
) -> list[int | None]:
    """Number of the choice that each span is among, None for those that stand for themselves.

    Parameters
    ----------
    text : str
        Normalized text.
    spans : sequence of (start, end)
        Where the names stand, in order and apart from each other.
    kinds : sequence of str
        Kind of each name: in 健康证、A2或B2 the choice is among the classes.
    slash : bool, default False
        A slash between two names makes them a choice.
    """
    found: list[int | None] = [None] * len(spans)
    if len(spans) < 2:
        return found
    links = [_link(text, before, start) for (_, before), (start, _) in pairwise(spans)]
    choosing = {"either", "slash"} if slash else {"either"}
    # From `first` on names are linked; from `listed` on they are one list, which 和 does not cut.
    first = listed = 0
    for last, link in enumerate([*links, None]):
        if link is not None and link != "joined":
            continue
        opens, closes = spans[listed][0], spans[last][1]
        if listed < last or link is None:
            whole = listed if listed < last else first
            if whole < last and _wants_one(text, spans[whole][0], closes):
                found[whole : last + 1] = [whole] * (last + 1 - whole)
            elif not choosing.isdisjoint(links[listed:last]):
                parts = _parts(links, kinds, listed, last)
                _number(found, links, parts, choosing - _barred(text, opens, closes))
        listed = last + 1
        first = first if link else last + 1
    return found


def _link(text: str, before: int, start: int) -> str | None:
    """How two neighbors are linked: either, slash, listed or joined; None where they are not."""
    if start - before > _REACH:
        return None
    link = _LINK.fullmatch(text, before, start)
    return link.lastgroup if link else None


def _parts(
    links: Sequence[str | None], kinds: Sequence[str], first: int, last: int
) -> list[tuple[int, int]]:
    """Cut a list at each 、 that parts kinds, or at every one where slashes do the choosing."""
    either = "either" in links[first:last]
    latest = {kinds[at]: at for at in range(first, last + 1)}
    parts, begin, reach = [], first, first
    for at in range(first, last + 1):
        reach = max(reach, latest[kinds[at]])
        if at == last or (links[at] == "listed" and (reach <= at or not either)):
            parts.append((begin, at))
            begin = at + 1
    return parts


def _number(
    found: list[int | None],
    links: Sequence[str | None],
    parts: Sequence[tuple[int, int]],
    choosing: set[str],
) -> None:
    for begin, end in parts:
        if not choosing.isdisjoint(links[begin:end]):
            found[begin : end + 1] = [begin] * (end + 1 - begin)


def _barred(text: str, start: int, end: int) -> set[str]:
    """Links that choose nothing here: a slash in a list that is wanted whole."""
    return {"slash"} if _wants_all(text, start, end) else set()


def _wants_one(text: str, start: int, end: int) -> bool:
    opening = text[max(0, start - _FRONT) : start]
    if _ONE_BEHIND.match(text, end, end + 2 * _REACH):
        return True
    return any(cue.end() == len(opening) for cue in _ONE_IN_FRONT.finditer(opening))


def _wants_all(text: str, start: int, end: int) -> bool:
    opening = text[max(0, start - _FRONT) : start]
    if _ALL_BEHIND.match(text, end, end + 2 * _REACH):
        return True
    return any(cue.end() == len(opening) for cue in _ALL_IN_FRONT.finditer(opening))
