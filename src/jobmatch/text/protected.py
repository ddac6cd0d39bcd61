"""Wording about protected traits out of running text, so that it cannot move a score.

Sex, ethnicity, religion, marriage and children, health and disability, household registration and
birthplace, zodiac. Words that name the work and not the person stay: 男装导购, 妇科护士.
"""

import re
from functools import cache

from jobmatch.text.normalize import MAX_TEXT, data_lines

__all__ = ["strip_protected"]

_HAN = "[\u4e00-\u9fff]"


def strip_protected(text: str) -> str:
    """Take the wording about protected traits of a person out of a text.

    Parameters
    ----------
    text : str
        A normalized text; what stands behind `MAX_TEXT` characters is cut off, as there.

    Returns
    -------
    str
        The text with a blank in place of each such wording. Two texts that differ only in such
        wording (男 or 女, 汉族 or 回族, 已婚 or 未婚, 沪籍 or 皖籍) give the same result.

    Notes
    -----
    Employment Promotion Law, articles 26 to 31, and the Law on the Protection of Women's Rights
    and Interests, article 43, forbid hiring by these traits.

    Examples
    --------
    >>> strip_protected("招男装导购，限女性，已婚已育")
    '招男装导购，限 ，'
    >>> strip_protected("汉族，会焊接") == strip_protected("回族，会焊接")
    True
    """
    pieces = _kept().split(text[:MAX_TEXT])  # every second piece is wording that stays
    for pattern in _wording():
        pieces[::2] = [pattern.sub(" ", piece) for piece in pieces[::2]]
    return " ".join("".join(pieces).split())


@cache
def _words(kind: str) -> tuple[str, ...]:
    """Words that the data file lists under a kind, the longest first."""
    lines = (line.split("\t") for line in data_lines("protected.tsv"))
    return _longest_first({word for name, words in lines if name == kind for word in words.split()})


def _longest_first(words: set[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _kept() -> re.Pattern[str]:
    """Wording about the work, which stays although it holds protected words."""
    words = {word for line in data_lines("protected_exceptions.tsv") for word in line.split()}
    # 恩施土家族苗族自治州 is a place.
    more = rf"族(?:{_HAN}{{1,4}}族){{0,3}}(?=自治|乡|镇|村)"
    places = (people + more for people in _words("people"))
    return re.compile(f"({'|'.join((*_longest_first(words), *places))})")


@cache
def _wording() -> tuple[re.Pattern[str], ...]:
    """Patterns of the wording that goes, in their order.

    Each begins with one choice of words and every choice with its first character: then the search
    skips to the next possible one, which is some ten times as fast as choices within choices.
    """
    regions, registers = "|".join(_words("region")), "|".join(_words("register"))
    no_word_goes_on = "(?![员才事力民寿广工口文流造防类为])"
    return (
        re.compile(f"(?:{'|'.join(_words('origin'))}){_place_behind()}"),
        re.compile(
            rf"(?:{regions})(?:[省市县区]?{_HAN}{{0,2}}籍|人{no_word_goes_on}"
            rf"|[省市县区]?(?:{registers}))"
        ),
        re.compile(rf"[{''.join(_words('abbreviation'))}](?:籍|{registers})"),
        re.compile("|".join(_choices())),
    )


def _choices() -> tuple[str, ...]:
    """Wording that needs no place name, as choices that each begin with a character."""
    peoples, animals = "|".join(_words("people")), "".join(_words("animal"))
    sex = "[男女]{0,3}(?:性|士|生(?![产活鲜物意鸡])|孩|子|人(?![员事力才]))?"
    return (
        *(rf"{word}\s?[:：]\s?{_HAN}{{1,4}}" for word in _words("heading")),
        rf"民族\s?[:：]\s?(?:{peoples})族?",
        *_words("literal"),
        *_words("register"),
        *_words("origin"),
        *(word + sex for word in "男女"),
        *(f"{people}族" for people in _words("people")),
        rf"属(?<![所下上附直隶归从家亲金贵专]属)[{animals}]",
    )


def _place_behind() -> str:
    """Pattern of the place behind 籍贯 or 户籍地, as far as it can be told from what follows."""
    regions = "|".join(_words("region"))
    units = rf"(?:{_HAN}{{1,5}}?[省市县区镇乡村州旗])"
    known = rf"(?:{regions})[省市]?(?:{regions})?[市县区]?{units}{{0,2}}"
    form = rf"\s?[:：]\s?(?:{units}{{1,4}}|{_HAN}{{1,8}})"
    return (
        rf"(?:{form}|\s?[是为在于]?{known}"
        rf"|[是为在于](?:{units}{{1,4}}|{_HAN}{{2,6}}(?!{_HAN})))"
    )
