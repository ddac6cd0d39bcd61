"""Skills and licences: their names, their spellings, which licence includes which."""

import threading
from collections.abc import Iterable
from functools import cache

from .spotting import Alias
from .tables import fold, items, rows

__all__ = ["competences", "implied_licences", "licence_aliases", "skill_aliases", "skill_kinds"]

_LOCK = threading.Lock()


@cache
def skill_kinds() -> dict[str, str]:
    """Kind of each skill: tool, software, process, language or service."""
    return {name: kind for name, _, kind in rows("skills", 3)}


@cache
def competences() -> tuple[str, ...]:
    """Canonical names of all skills and licences, sorted: the axis they are counted on."""
    licences = (name for name, _, _ in rows("licences", 3))
    return tuple(sorted({*skill_kinds(), *licences}))


@cache
def skill_aliases() -> dict[str, Alias]:
    """Spellings of skills by folded word."""
    return _aliases("skills")


@cache
def licence_aliases() -> dict[str, Alias]:
    """Spellings of licences by folded word."""
    return _aliases("licences")


def _aliases(table: str) -> dict[str, Alias]:
    found: dict[str, Alias] = {}
    with _LOCK:
        for name, cell, *_ in rows(table, 3):
            for word in map(fold, [name, *items(cell)]):
                found.setdefault(word, Alias(word, name))
    return found


@cache
def _implied() -> dict[str, frozenset[str]]:
    """Licences directly included in each licence."""
    return {name: frozenset(items(cell)) for name, _, cell in rows("licences", 3)}


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
