"""The names a text holds: occupations, skills, licences, and the occupations a title names."""

import re
import threading
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from jobmatch.text.normalize import MAX_TEXT

from .competences import licence_aliases, skill_aliases
from .occupations import exceptions, occupations
from .spotting import Alias, Span, Spotter, close_up
from .stance import Stance, stances

__all__ = [
    "Mention",
    "head_occupations",
    "licences_in",
    "occupations_in",
    "skills_in",
    "words",
]

Kind = Literal["occupations", "skills", "licences"]

_LOCK = threading.Lock()
_DOING = (
    "做", "做过", "干", "干过", "当", "当过", "从事", "从事过", "搞过", "学", "学过", "找", "想找",
    "想做", "应聘", "担任", "任", "找份", "招聘", "招", "急招", "诚聘", "急聘", "高薪聘", "聘",
)  # fmt: skip
_OF_WORK = ("经验", "工作", "岗", "职位", "类工作", "类岗", "都行", "均可", "也行", "学徒", "兼")
# 综合工资, 电工程: the last character belongs to the next word.
_NO_WORKER = frozenset("资程艺业商具序龄伤期会")
_SHORT = 60  # characters; a longer text is prose, where a bare word between commas is a topic
_LISTED = frozenset(" ,，。;；:：、/|+()（）【】[]\n\t·-&和与或及")
_OPENING = _LISTED | frozenset("年的个份名厂店里是者0123456789")
_CLOSING = _LISTED | frozenset("年的活0123456789")
_PARTS = re.compile(r"[-/、,，+;；|&\s\\·•]|[和或及与]|兼(?!职)|—")
_BRACKETS = re.compile(r"[(（【\[][^()（）【】\[\]]{0,200}[)）】\]]?")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text.

    Parameters
    ----------
    name : str
        Canonical name.
    start, end : int
        Where it stands: ``text[start:end]``.
    stance : {"stated", "preferred", "denied"}
        Meant, merely welcome (有…者优先), or ruled out (无需…, 不想再…).
    """

    name: str
    start: int
    end: int
    stance: Stance


def occupations_in(text: str) -> tuple[Mention, ...]:
    """Occupations a normalized text speaks of, in order.

    Bare words of a trade (销售, 喷漆) count only where they name a job: as an item of a short list,
    after 做过 or before 经验; general words (主管, 技术员) only where they are all there is.

    Examples
    --------
    >>> [(found.name, found.stance) for found in occupations_in("做过电焊工, 不考虑保安")]
    [('焊工', 'stated'), ('保安', 'denied')]
    """
    return _mentions(text, "occupations")


def skills_in(text: str) -> tuple[Mention, ...]:
    """Skills a normalized text speaks of, in order.

    Examples
    --------
    >>> [(found.name, found.stance) for found in skills_in("会二保焊,最好会CAD")]
    [('二保焊', 'stated'), ('CAD', 'preferred')]
    """
    return _mentions(text, "skills")


def licences_in(text: str) -> tuple[Mention, ...]:
    """Licences a normalized text speaks of, in order.

    Examples
    --------
    >>> [(found.name, found.stance) for found in licences_in("需C1驾照,无需叉车证")]
    [('驾照C1', 'stated'), ('叉车证', 'denied')]
    """
    return _mentions(text, "licences")


def head_occupations(title: str) -> tuple[str, ...]:
    """Occupations a job title names, best first.

    A title is split at / 、 , + blanks and the like; in each part the last name counts (a Chinese
    title ends in its head), a general word (技术员) only beside nothing better, brackets only where
    nothing better than such a word stands outside them.

    Examples
    --------
    >>> head_occupations("缝纫车间质检员")
    ('质检员',)
    >>> head_occupations("前台/文员(包吃住)")
    ('前台', '文员')
    """
    closed, _ = close_up(title[:MAX_TEXT])
    spans = _spotter("occupations").spans(closed)
    standing = stances(closed, [span[:2] for span in spans], jobs=True)
    meant = [span for span, stance in zip(spans, standing, strict=True) if stance == "stated"]
    spans = meant or [span for span, how in zip(spans, standing, strict=True) if how != "denied"]
    covered = _bracketed(closed)
    outside = [span for span in spans if not covered[span[0]]]
    if all(alias.weak for _, _, alias in outside):  # 实习生(安卓开发)
        outside = spans
    return _heads(closed, outside)


def words() -> tuple[str, ...]:
    """Every spelling the lexicon knows, letters lowered, sorted: words for a tokenizer."""
    return tuple(sorted({*occupations().aliases, *skill_aliases(), *licence_aliases()}))


def _heads(title: str, spans: list[Span]) -> tuple[str, ...]:
    """Take the head of each part; general words only where no part has a better one."""
    parts: list[list[Span]] = [[span] for span in spans[:1]]
    for before, span in pairwise(spans):
        if _PARTS.search(title, before[1], span[0]):
            parts.append([span])
        else:
            parts[-1].append(span)
    heads = [([span for span in part if not span[2].weak] or part)[-1][2] for part in parts]
    strong = [head for head in heads if not head.weak] or heads
    return tuple(dict.fromkeys(head.name for head in strong))


def _bracketed(title: str) -> bytearray:
    """One byte a character, 1 inside brackets."""
    covered = bytearray(len(title))
    for cover in _BRACKETS.finditer(title):
        covered[cover.start() : cover.end()] = b"\1" * len(cover.group())
    return covered


def _mentions(text: str, kind: Kind) -> tuple[Mention, ...]:
    closed, kept = close_up(text[:MAX_TEXT])
    spans = _spotter(kind).spans(closed, _named if kind == "occupations" else None)
    standing = stances(closed, [span[:2] for span in spans], jobs=kind == "occupations")
    if kept is not None:
        spans = [(kept[start], kept[end - 1] + 1, alias) for start, end, alias in spans]
    return tuple(
        Mention(alias.name, start, end, stance)
        for (start, end, alias), stance in zip(spans, standing, strict=True)
    )


def _named(text: str, start: int, end: int, alias: Alias) -> bool:
    """Whether a bare word of a trade names a job here."""
    if alias.weak:
        return end - start == len(text)
    if text[end - 1] == "工" and text[end : end + 1] in _NO_WORKER:
        return False
    if not alias.named_only:
        return True
    if text.startswith(_OF_WORK, end) or text.endswith(_DOING, 0, start):
        return True
    if len(text) > _SHORT:
        return False
    opens = start == 0 or text[start - 1] in _OPENING
    return opens and (end == len(text) or text[end] in _CLOSING)


@cache
def _build(kind: Kind) -> Spotter:
    if kind == "licences":
        return Spotter({**exceptions(kind), **licence_aliases()})
    if kind == "skills":
        return Spotter({**exceptions(kind), **skill_aliases()})
    # 电工证 is a paper, not a job.
    papers = {word: Alias(word, "") for word in licence_aliases()}
    return Spotter({**papers, **exceptions(kind), **occupations().aliases})


def _spotter(kind: Kind) -> Spotter:
    with _LOCK:
        return _build(kind)
