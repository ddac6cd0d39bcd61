"""Words of a text, cut by jieba's dictionary without its hidden Markov model.

The only file that knows jieba. The dictionary is a private one, read from jieba's own file and
never through its cache in the folder for temporary files, which any local user could plant there;
`jieba.dt`, jieba's log level and other code's words have no part in it, nor it in them.
"""

import os
import re
import threading
import warnings
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import log
from typing import Any

from jobmatch.text.normalize import normalize
from jobmatch.text.private import strip_private
from jobmatch.text.protected import strip_protected
from jobmatch.text.stop_words import stop_words

__all__ = ["Tokenizer", "tokenize"]

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
_LETTER = re.compile("[A-Za-z]")
_HAN_ANY = re.compile(f"[{_HAN}]")
_HAN_ONLY = re.compile(f"[{_HAN}]+")
_RUN = re.compile(
    f"(?P<han>[{_HAN}]+)"
    # Names whose signs belong to them, then plain words; each stays whole.
    r"|\.net(?![a-z0-9])|[a-z](?:\+\+|#)(?![a-z0-9])|[a-z]&[a-z](?![a-z0-9])"
    r"|[a-z0-9]+\.(?:js|net|io|ai)(?![a-z0-9])"
    rf"|(?:https?://|www\.)[!-~]{{1,300}}|[^\W_{_HAN}]+"
)
# Addresses of pages, numbers, amounts, hours and single letters are no words.
_NO_WORD = re.compile(r"(?:https?://|www\.).+|\d+(?:[hkwf]|[ap]m?|pt|px|cm|rmb|year)?|[a-z]")


@dataclass(frozen=True)
class Tokenizer:
    """Cuts texts into words; the same text gives the same words in every thread and process.

    Parameters
    ----------
    words : tuple of str, default ()
        Words that are to stay whole, besides jieba's dictionary and the lexicon of skills and
        occupations. Their order does not matter.
    parts : bool, default False
        Whether a word is followed by the shorter dictionary words in it, which lets 数控车床操作工
        meet 车床 when texts are compared.

    Notes
    -----
    Only the word list is pickled. The dictionary behind it is built at the first use (one or two
    seconds) and shared by all tokenizers of the process with the same words.

    Examples
    --------
    >>> Tokenizer(("捻线挡车工",)).tokenize("捻线挡车工3名")
    ['捻线挡车工']
    >>> Tokenizer(parts=True).tokenize("电焊工")
    ['电焊工', '电焊', '焊工']
    """

    words: tuple[str, ...] = ()
    parts: bool = False

    def tokenize(self, text: str) -> list[str]:
        """Words of a text in their order, without protected, private and empty words.

        Parameters
        ----------
        text : str
            Any text; it is normalized first.

        Returns
        -------
        list of str
            Lower-cased words; a word that occurs twice stands there twice.

        Examples
        --------
        >>> Tokenizer().tokenize("熟悉C++、Node.js，男女不限，电话13800138000")
        ['c++', 'node.js']
        """
        text = strip_protected(strip_private(normalize(text))[0])
        empty = stop_words()
        segmenter = _segmenter(self.words)
        words = segmenter.cut(text.lower())
        if self.parts:
            words = [part for word in words for part in (word, *segmenter.parts(word))]
        return [word for word in words if word not in empty]


def tokenize(text: str) -> list[str]:
    """Words of a text that say which work it is, as the standard recipe counts them.

    Parameters
    ----------
    text : str
        Any text: a title, a description, a wish.

    Returns
    -------
    list of str
        Lower-cased words in their order. Stop words, numbers, personal numbers and words about
        sex, ethnicity, religion, marriage, children, health or origin are not among them.

    Notes
    -----
    Dictionary words on the most probable path (jieba with ``HMM=False``: linear in the text, no
    state shared with other users of jieba), after `normalize`.

    Examples
    --------
    >>> tokenize("招聘电焊工，限男性，月薪8000元")
    ['电焊工']
    """
    return _DEFAULT.tokenize(text)


_DEFAULT = Tokenizer()
_lock = threading.Lock()


def _renew_lock() -> None:
    """Give a forked child a lock of its own: another thread of the parent may hold the old one."""
    global _lock  # noqa: PLW0603 - the fork hook can only replace it
    _lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)


class _Segmenter:
    """jieba on the Chinese runs of a lower-cased text; all other runs stay whole."""

    def __init__(self, words: tuple[str, ...]) -> None:
        known = {word for word in map(_dictionary_form, words) if word}
        self.letters = frozenset(word for word in known if len(word) == 1)
        weights, total = _base_dictionary()
        known |= {word for word in stop_words() if _HAN_ONLY.fullmatch(word)}
        known |= {word.lower() for word in weights if weights[word] and _LETTER.search(word)}
        self.jieba: Any = _jieba().Tokenizer()
        self.jieba.FREQ, self.jieba.total, self.jieba.initialized = weights, total, True
        # Shorter words first: a long word has to win over the short ones inside it too. Words of
        # one length do not stand inside each other, so the order of the list does not matter.
        for word in sorted(known, key=lambda word: (len(word), word)):
            if len(word) > 1 and _HAN_ONLY.fullmatch(word):
                self._add(word)
        self.mixed = _mixed_pattern(known)

    def cut(self, text: str) -> list[str]:
        words: list[str] = []
        position = 0
        for match in self.mixed.finditer(text):
            words += self._cut_plain(text[position : match.start()])
            words.append(match[0])
            position = match.end()
        return words + self._cut_plain(text[position:])

    def parts(self, word: str) -> list[str]:
        """Shorter words in a word: of two to four characters, or the runs of a mixed one."""
        if not _HAN_ONLY.fullmatch(word):
            runs = self._cut_plain(word)
            return runs if runs != [word] else []
        frequency = self.jieba.FREQ.get
        return [
            word[start : start + size]
            for size in range(2, min(5, len(word)))
            for start in range(len(word) - size + 1)
            if frequency(word[start : start + size])
        ]

    def _cut_plain(self, text: str) -> list[str]:
        words: list[str] = []
        for match in _RUN.finditer(text):
            if match["han"]:
                words += self.jieba.cut(match[0], HMM=False)
            elif match[0] in self.letters or not _NO_WORD.fullmatch(match[0]):
                words.append(match[0])
        return words

    def _add(self, word: str) -> None:
        """Give a word the smallest frequency with which it beats its cut into other words."""
        weights, total = self.jieba.FREQ, self.jieba.total
        least = int(2.718281828459045 ** _best_path(word, weights, log(total)) * total) + 1
        weights[word] = max(least, weights.get(word, 0))
        _add_beginnings(word, weights)


def _segmenter(words: tuple[str, ...]) -> _Segmenter:
    with _lock:
        return _built(words)


@lru_cache(maxsize=2)
def _built(words: tuple[str, ...]) -> _Segmenter:
    from jobmatch.text import lexicon  # noqa: PLC0415 - data, read at the first use

    return _Segmenter((*filter(_stays_whole, lexicon.words()), *words))


def _stays_whole(name: str) -> bool:
    """Whether a name of the lexicon is one word: c语言 is, C++开发 and PLC编程工程师 are two."""
    mixed = _HAN_ANY.search(name) and not _HAN_ONLY.fullmatch(name)
    return not mixed or (len(name) <= 4 and name.isalnum())


def _dictionary_form(word: str) -> str:
    return normalize(word).lower()


def _mixed_pattern(words: set[str]) -> re.Pattern[str]:
    """Words that are neither all Chinese nor one plain run, longest first: t恤, 3d打印, power bi.

    Every choice begins with its first character, not with a look behind, because then the search
    skips to the next possible character.
    """
    mixed = [word for word in words if len(word) > 1 and not _RUN.fullmatch(word)]
    mixed.sort(key=lambda word: (-len(word), word))
    return re.compile("|".join(_as_choice(word) for word in mixed) or "(?!)")


def _as_choice(word: str) -> str:
    """Pattern of a word; at an end with a letter or digit no further one may follow."""
    choice = re.escape(word)
    before = f"(?<![a-z0-9]{choice})" if re.match("[a-z0-9]", word) else ""
    after = "(?![a-z0-9])" if re.match("[a-z0-9]", word[-1]) else ""
    return choice + before + after


def _base_dictionary() -> tuple[dict[str, int], int]:
    """Frequencies of jieba's words and, with 0, of all their beginnings; and the sum."""
    text = files(_jieba()).joinpath("dict.txt").read_text(encoding="utf-8")
    weights: dict[str, int] = {}
    for line in text.splitlines():
        word, frequency, _ = line.split(" ", 2)
        weights[word] = int(frequency)
    for word in list(weights):
        if word[:-1] not in weights:
            _add_beginnings(word, weights)
    return weights, sum(weights.values())


def _add_beginnings(word: str, weights: dict[str, int]) -> None:
    """Add the beginnings of a word with 0, as jieba's search by prefix needs them.

    A beginning that is there has its own beginnings there, or is a word and gets them as such.
    """
    for end in range(len(word) - 1, 0, -1):
        if word[:end] in weights:
            break
        weights[word[:end]] = 0


def _best_path(word: str, weights: dict[str, int], log_total: float) -> float:
    """Logarithm of the probability of the best cut of a word, as jieba finds it."""
    size, frequency = len(word), weights.get
    best = [0.0] * (size + 1)
    for start in range(size - 1, -1, -1):
        top = log(frequency(word[start]) or 1) - log_total + best[start + 1]
        for end in range(start + 2, size + 1):
            count = frequency(word[start:end])
            if count is None:
                break
            if count:
                top = max(top, log(count) - log_total + best[end])
        best[start] = top
    return best[0]


def _jieba() -> Any:  # noqa: ANN401 - the package has no types
    """Import jieba, the only way in, without the warnings that it and its imports give off."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 - slow to import
    return jieba
