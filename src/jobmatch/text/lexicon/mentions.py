"""The names a text holds: occupations, skills, licences, and the occupations a title names."""

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from jobmatch.text.normalize import MAX_TEXT

from .choice import choices
from .competences import (
    alternatives,
    any_of,
    implied_licences,
    licence_aliases,
    licence_short_forms,
    skill_aliases,
)
from .occupations import exceptions, occupations
from .spotting import Admit, Alias, Span, Spotter, close_up
from .stance import Stance, stances

__all__ = [
    "Mention",
    "head_occupations",
    "licences_in",
    "needs",
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
_ONE_WORD = 4  # characters
_SHORT = 60  # characters; a longer text is prose, where a bare word between commas is a topic
_LISTED = frozenset(" ,，。;；:：、/|+()（）【】[]\n\t·-&和与或及")
_OPENING = _LISTED | frozenset("年的个份名厂店里是者0123456789")
_CLOSING = _LISTED | frozenset("年的活0123456789")
_PARTS = re.compile(r"[-/、,，+;；|&\s\\·•]|[和或及与]|兼(?!职)|—")
_BRACKETS = re.compile(r"[(（【\[][^()（）【】\[\]]{0,200}[)）】\]]?")
# A short form (焊接, 低压) is a licence in the list of a general one, 特种作业操作证(焊接、电工),
# or in front of a licence that lends it its last word, 低压或高压电工证.
_LISTED_UNDER = re.compile("(?:证书?|资格|作业)(?:[:-]| ?\\([^()]{0,40}(?<=[(、,/或和 ]))$")
_LENDING = re.compile(
    "(?:[或/、和与及]|或者|以及)(?:[^,;。:!?()、/和或与及\\s]{1,5}[或/、和]){0,3}"
    "[^,;。:!?()、/和或与及\\s]{1,8}(?:证|上岗本)"
)
_LENT = re.compile("(?:^|[持有需要具备须,;:。、/或和及与(])$")
# 驾驶证A2, B2(含)以上驾照: the class says which; 焊工证、电工证双证齐全 names no third.
_BEFORE_CLASS = re.compile(
    " ?[(:]? ?(?:准驾)?(?:车型|类型|类别|级别|等级)?:? ?(?:[abc][1-6]|[defm](?![a-z]))"
)
_BEHIND_CLASS = re.compile("(?:[abc][1-6][de]?|证)(?: |\\(含\\)|含|及|或|以上|类|型|照){0,4}$")
_TOUCHING = re.compile(" ?[(:-]? ?")
_LOOK_BACK = 60
_DRIVING, _HEALTH = "驾照", "健康证"


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
    choice : int, optional
        Mentions with the same number are alternatives, of which one will do (A或B).
    """

    name: str
    start: int
    end: int
    stance: Stance
    choice: int | None = None


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


def needs(mentions: Iterable[Mention], stance: Stance = "stated") -> tuple[str, ...]:
    """Names that must all be met, sorted; a choice is one name, its alternatives joined by 或.

    A choice one of whose alternatives is needed anyway is left out.

    Examples
    --------
    >>> needs(licences_in("持焊工证或电工证,有健康证"))
    ('健康证', '焊工证或电工证')
    """
    groups: dict[object, list[str]] = {}
    for at, mention in enumerate(mentions):
        if mention.stance == stance:
            group = ("alone", at) if mention.choice is None else mention.choice
            groups.setdefault(group, []).append(mention.name)
    names = {any_of(group) for group in groups.values()}
    given = implied_licences(name for name in names if len(alternatives(name)) == 1)
    settled = {
        name for name in names if name not in given and not given.isdisjoint(alternatives(name))
    }
    return tuple(sorted(names - settled))


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
    """Spellings that a tokenizer should know, letters lowered, sorted.

    Longer names of occupations are made of shorter words, and a dictionary of them all takes four
    times as long to load for lists that are no better.
    """
    short = (word for word in occupations().aliases if len(word) <= _ONE_WORD)
    return tuple(sorted({*short, *skill_aliases(), *licence_aliases()}))


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
    spans = _spotter(kind).spans(closed, _ADMIT.get(kind))
    if kind == "licences":
        spans = _most_specific(closed, spans)
    places = [span[:2] for span in spans]
    standing = stances(closed, places, jobs=kind == "occupations")
    among: list[int | None] = [None] * len(spans)
    if kind != "occupations":
        kinds = [_kind(alias.name) for _, _, alias in spans]
        among = choices(closed, places, kinds, slash=kind == "licences")
    if kept is not None:
        spans = [(kept[start], kept[end - 1] + 1, alias) for start, end, alias in spans]
    return tuple(
        Mention(alias.name, start, end, stance, choice)
        for (start, end, alias), stance, choice in zip(spans, standing, among, strict=True)
    )


def _kind(name: str) -> str:
    """What a name can be an alternative to: a class of driving licence, say, to another."""
    return name if name == _HEALTH else _DRIVING if name.startswith(_DRIVING) else ""


def _most_specific(text: str, spans: list[Span]) -> list[Span]:
    """Leave out a licence that the one right behind it specifies: 特种作业操作证(焊接)."""
    if len(spans) < 2:
        return spans
    return [
        span
        for span, behind in zip(spans, [*spans[1:], None], strict=True)
        if behind is None
        or not _TOUCHING.fullmatch(text, span[1], behind[0])
        or span[2].name not in implied_licences([behind[2].name])
    ]


def _licensed(text: str, start: int, end: int, alias: Alias) -> bool:
    """Whether a short form stands in a list of licences, and a general word by itself."""
    before = text[max(0, start - _LOOK_BACK) : start]
    if alias.named_only:
        if _LISTED_UNDER.search(before):
            return True
        return bool(_LENT.search(before) and _LENDING.match(text, end, end + _LOOK_BACK))
    if alias.weak:
        near = before[-12:]
        return not (_BEFORE_CLASS.match(text, end, end + 12) or _BEHIND_CLASS.search(near))
    return True


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


_ADMIT: dict[Kind, Admit] = {"occupations": _named, "licences": _licensed}


@cache
def _build(kind: Kind) -> Spotter:
    if kind == "licences":
        short = licence_short_forms()
        return Spotter({**short, **exceptions(kind), **licence_aliases()})
    if kind == "skills":
        return Spotter({**exceptions(kind), **skill_aliases()})
    # 电工证 is a paper, not a job.
    papers = {word: Alias(word, "") for word in licence_aliases()}
    return Spotter({**papers, **exceptions(kind), **occupations().aliases})


def _spotter(kind: Kind) -> Spotter:
    with _LOCK:
        return _build(kind)
