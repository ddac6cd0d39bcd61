"""Reading a place cell: which divisions it means, and whether near, away or anywhere."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from jobmatch.places.divisions import divisions
from jobmatch.places.names import words
from jobmatch.places.reading import Reading
from jobmatch.places.scan import scan
from jobmatch.text import normalize

__all__ = ["MAX_CELL", "Places", "parse_place"]

MAX_CELL = 500
"""Most characters of a place cell that are read."""
SHORT_CELL = 40  # cells that may come again many times and are worth remembering

_CODE = re.compile(r"(?<![0-9.])([0-9]{6})(?:[0-9]{3}|[0-9]{6})?(?:\.0{1,2})?(?![0-9.])")
# The end of an address tells nothing about its division, and without it many addresses are one.
_HOUSE = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:[0-9]{1,5}(?:号[楼院]?|[弄组栋幢座室社队户楼层]|单元)){1,5}\s{0,3}$"
)
_ONLY_CODES = re.compile(r"[0-9.,，、;；/|\s]{6,500}")


@dataclass(frozen=True, slots=True)
class Places:
    """What a place cell says, in codes of the divisions of today.

    Parameters
    ----------
    codes : tuple of str
        Codes of the places named, each as deep as is certain, in the order of writing.
    anywhere : bool
        Every place will do (全国, 不限).
    near_home : bool
        Near home (就近, 离家近, 不出县).
    away : bool
        Away from home, out of the province (省外, 外地).
    code : str or None
        Code of the problem or note: ``"place_missing"`` nothing is said, ``"place_unknown"``
        nothing is recognised, ``"place_ambiguous"`` a name has several bearers, and for
        information ``"place_multi"`` several places, ``"place_any"`` any place,
        ``"place_parsed"`` given as a number. None for one place read without doubt.
    excluded : tuple of str
        Codes of the places ruled out (不去广东, 除上海外).
    ambiguous : tuple of str
        Codes of all bearers of the names that stay ambiguous; none of them is in `codes`.
    """

    codes: tuple[str, ...] = ()
    anywhere: bool = False
    near_home: bool = False
    away: bool = False
    code: str | None = None
    excluded: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()


def parse_place(text: str) -> Places:
    """Read a place cell as people type it.

    Parameters
    ----------
    text : str
        One or several places with or without their provinces, former names, codes, groups
        (长三角), wishes (就近, 不限, 不去广东). Only the first 500 characters are read.

    Returns
    -------
    Places
        Never an error, never a guess: names with several bearers give no code but are listed
        in `ambiguous`, unless another place of the cell settles them.

    Examples
    --------
    >>> from jobmatch.places import parse_place
    >>> parse_place("万州区/云阳/开州").codes
    ('500101', '500235', '500154')
    >>> parse_place("朝阳区").code, parse_place("北京朝阳区").codes
    ('place_ambiguous', ('110105',))
    >>> parse_place("老家附近，不出县").near_home
    True
    """
    text = _HOUSE.sub("", text[: 8 * MAX_CELL])
    return _remembered(text) if len(text) <= SHORT_CELL else _parse(text)


@lru_cache(maxsize=65_536)
def _remembered(text: str) -> Places:
    return _parse(text)


def _parse(text: str) -> Places:
    cell = normalize(text)[:MAX_CELL].strip()
    if not cell or cell.lower() in words()["empty"]:
        return Places(code="place_missing")
    if _ONLY_CODES.fullmatch(cell):
        return _from_numbers(cell)
    return _summary(scan(cell))


def _from_numbers(cell: str) -> Places:
    found = (divisions().current(match[1]) for match in _CODE.finditer(cell))
    codes = tuple(dict.fromkeys(code for code in found if code is not None))
    return Places(codes=codes, code="place_parsed" if codes else "place_unknown")


def _summary(reading: Reading) -> Places:
    reading.settle()
    excluded = reading.codes(excluded=True)
    wanted = reading.codes(excluded=False)
    codes = tuple(code for code in wanted if code not in excluded)
    ambiguous = tuple(
        dict.fromkeys(code for mention in reading.mentions for code in mention.candidates)
    )
    wishes = reading.wishes
    near_home = bool(wishes & {"near", "home"}) or (
        "around" in wishes and not (codes or ambiguous or "nothing" in wishes)
    )
    away = "away" in wishes
    is_open = not (codes or ambiguous or near_home or away)
    anywhere = "anywhere" in wishes or (is_open and bool(wishes & {"perhaps", "except"}))
    several = len(codes) > 1 and sum(not mention.excluded for mention in reading.mentions) > 1
    found = Places(codes, anywhere, near_home, away, None, excluded, ambiguous)
    note = _note(found, several=several)
    return _shared(replace(found, code=note) if note else found)


@lru_cache(maxsize=65_536)
def _shared(found: Places) -> Places:
    """Give equal readings as one object: a register has a thousand addresses for each place."""
    return found


def _note(found: Places, *, several: bool) -> str | None:
    if found.ambiguous:
        return "place_ambiguous"
    if several:
        return "place_multi"
    if found.codes:
        return None
    if found.anywhere:
        return "place_any"
    return None if found.near_home or found.away or found.excluded else "place_unknown"
