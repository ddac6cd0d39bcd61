"""Skills and licences: their names, their spellings, which licence includes which."""

import threading
from collections.abc import Iterable
from functools import cache

from .spotting import Alias
from .tables import fold, items, rows

__all__ = [
    "alternatives",
    "any_of",
    "competences",
    "implied_licences",
    "licence_aliases",
    "licence_short_forms",
    "skill_aliases",
    "skill_kinds",
]

_LOCK = threading.Lock()
_OR = "或"
_WEAK = "~"


def any_of(names: Iterable[str]) -> str:
    """Name of a choice, met by whoever has one of `names`; of a single name that name.

    Examples
    --------
    >>> any_of(["焊工证", "电工证"])
    '焊工证或电工证'
    """
    return _OR.join(sorted(set(names)))


def alternatives(name: str) -> tuple[str, ...]:
    """Names among which `name` leaves the choice: itself alone where it is none.

    Examples
    --------
    >>> alternatives("焊工证或电工证"), alternatives("健康证")
    (('焊工证', '电工证'), ('健康证',))
    """
    return tuple(name.split(_OR))


@cache
def skill_kinds() -> dict[str, str]:
    """Kind of each skill: tool, software, process, language or service."""
    return {name: kind for name, _, kind in rows("skills", 3)}


@cache
def competences() -> tuple[str, ...]:
    """Canonical names of all skills and licences, sorted: the axis they are counted on."""
    licences = (row[0] for row in rows("licences", 4))
    return tuple(sorted({*skill_kinds(), *licences}))


@cache
def skill_aliases() -> dict[str, Alias]:
    """Spellings of skills by folded word."""
    return _aliases("skills")


@cache
def licence_aliases() -> dict[str, Alias]:
    """Spellings of licences by folded word."""
    return _aliases("licences")


@cache
def licence_short_forms() -> dict[str, Alias]:
    """What stands for a licence inside a list of them (焊接、电工、高处), by folded word."""
    with _LOCK:
        table = rows("licences", 4)
    words = ((fold(word), name) for name, *_, cell in table for word in items(cell))
    return {word: Alias(word, name, named_only=True) for word, name in words}


def _aliases(table: str) -> dict[str, Alias]:
    found: dict[str, Alias] = {}
    with _LOCK:
        for name, cell, *_ in rows(table, 3):
            for marked in [name, *items(cell)]:
                word = fold(marked.lstrip(_WEAK))
                found.setdefault(word, Alias(word, name, weak=marked.startswith(_WEAK)))
    return found


@cache
def _implied() -> dict[str, frozenset[str]]:
    """Licences directly included in each licence."""
    return {name: frozenset(items(cell)) for name, _, cell, _ in rows("licences", 4)}


def implied_licences(names: Iterable[str]) -> frozenset[str]:
    """`names` and every licence they include: an A2 license covers B1, B2, C1 and so on.

    Parameters
    ----------
    names : iterable of str
        Canonical names; unknown ones are kept as they are.

    Examples
    --------
    >>> sorted(implied_licences(["高级电工证"]))[:2]
    ['中级电工证', '初级电工证']
    """
    held: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in held:
            held.add(name)
            waiting.extend(_implied().get(name, ()))
    return frozenset(held)
