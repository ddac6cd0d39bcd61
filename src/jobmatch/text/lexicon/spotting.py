"""Finds many names in one pass over a text, leftmost and longest first."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import itemgetter

import ahocorasick

from .tables import fold

__all__ = ["Admit", "Alias", "Span", "Spotter", "close_up"]

_SPACED = re.compile(r"(?<![^\s,/、()])[一-鿿](?: [一-鿿])+(?![^\s,/、()])")


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling of a name; an empty name makes it an exception that finds nothing.

    Parameters
    ----------
    word : str
        The spelling, ASCII letters lowered.
    name : str
        Canonical name, or ``""``.
    named_only : bool, default False
        Counts only where the text names a job, not where it merely speaks of the matter.
    weak : bool, default False
        Gives way to any other name beside it.
    """

    word: str
    name: str
    named_only: bool = False
    weak: bool = False


Span = tuple[int, int, Alias]
Admit = Callable[[str, int, int, Alias], bool]


def close_up(text: str) -> tuple[str, list[int] | None]:
    """Text with ``普 工`` written ``普工``, and each character's old position (None: unchanged)."""
    blanks = {at for run in _SPACED.finditer(text) for at in range(run.start() + 1, run.end(), 2)}
    if not blanks:
        return text, None
    kept = [at for at in range(len(text)) if at not in blanks]
    return "".join(text[at] for at in kept), kept


class Spotter:
    """An automaton over aliases; built once, read by any number of threads, never pickled.

    Parameters
    ----------
    aliases : mapping of str to Alias
        The spellings, by their folded word.
    """

    def __init__(self, aliases: Mapping[str, Alias]) -> None:
        self._automaton = ahocorasick.Automaton()
        for word, alias in aliases.items():
            entry = (len(word), _latin(word[0]), _latin(word[-1]), alias)
            self._automaton.add_word(word, entry)
        self._automaton.make_automaton()

    def spans(self, text: str, admit: Admit | None = None) -> list[Span]:
        """Non-overlapping finds in order of the text; at one start the longest counts.

        Parameters
        ----------
        text : str
            Normalized text.
        admit : callable, optional
            Says of (folded text, start, end, alias) whether the find counts.
        """
        folded = fold(text)
        hits: list[Span] = []
        for last, (length, latin_start, latin_end, alias) in self._automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            if latin_start and start and _latin(folded[start - 1]):
                continue
            if latin_end and end < len(folded) and _latin(folded[end]):
                continue
            if admit is None or admit(folded, start, end, alias):
                hits.append((start, -end, alias))
        hits.sort(key=itemgetter(0, 1))
        return _leftmost(hits)


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _leftmost(hits: list[Span]) -> list[Span]:
    """Drop overlapping finds and exceptions from hits sorted by start and falling length."""
    spans: list[Span] = []
    free = 0
    for start, negative_end, alias in hits:
        if start < free:
            continue
        free = -negative_end
        if alias.name:
            spans.append((start, free, alias))
    return spans
