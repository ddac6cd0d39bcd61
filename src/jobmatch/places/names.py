"""What places are called: every surface form, the divisions it may mean, the words around it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from jobmatch.places.divisions import MUNICIPALITIES, divisions
from jobmatch.places.groups import GROUPS
from jobmatch.places.tables import rows

__all__ = ["TOWN_SUFFIXES", "Lexicon", "Name", "names", "products", "towns", "wishes", "words"]

Meaning = TypeVar("Meaning")

# A unit abolished lately keeps its name for people: 江北 is 宁波江北区 or the 江北区 that 重庆
# merged in 2025, so it is not certain; older ones count only where nothing else has the name.
STILL_USED_SINCE = "2020"
# Where a word has two kinds the later one holds.
WISHES = (
    "around", "perhaps", "anywhere", "near", "home", "away", "not", "except", "unless", "outside",
    "unwilling", "or", "nothing",
)  # fmt: skip
TOWN_SUFFIXES = ("街道", "镇", "乡", "苏木")


class Lexicon(Generic[Meaning]):
    """Longest-match lookup of names in a text.

    Parameters
    ----------
    entries : mapping of str to object
        What each name means.
    """

    __slots__ = ("_entries", "_lengths")

    def __init__(self, entries: Mapping[str, Meaning]) -> None:
        self._entries = dict(entries)
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._entries:
            lengths[name[:2]].add(len(name))
        self._lengths = {head: sorted(sizes, reverse=True) for head, sizes in lengths.items()}

    @property
    def heads(self) -> frozenset[str]:
        """First two characters of every name, or the one it has."""
        return frozenset(self._lengths)

    def get(self, name: str) -> Meaning | None:
        """Meaning of exactly this name."""
        return self._entries.get(name)

    def longest(self, text: str, start: int) -> tuple[str, Meaning] | None:
        """Longest name that begins at `start`, with its meaning."""
        for length in self._lengths.get(text[start : start + 2], ()):
            name = text[start : start + length]
            if name in self._entries:
                return name, self._entries[name]
        sign = text[start]
        return (sign, self._entries[sign]) if sign in self._entries else None


@dataclass(slots=True)
class Name:
    """What one surface form may mean.

    Parameters
    ----------
    codes : tuple of str
        Divisions that bear the name today.
    former : tuple of str
        Divisions of today that hold an abolished unit of that name.
    under : tuple of str
        Divisions meant only under their own parent: 园区 under 苏州.
    full : bool
        Whether the form carries its kind (云阳县) and so can hardly be anything else.
    group : tuple of str
        All codes of a group such as 长三角.
    """

    codes: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    full: bool = False
    group: tuple[str, ...] = ()


def _forms(code: str) -> tuple[str, ...]:
    """Further full forms of a division: 大理州, 广西省, 浦东区, 济宁市中区."""
    table = divisions()
    name, short = table.name(code), table.short_name(code)
    forms = []
    if "自治" in name and len(short) > 1:
        kind = {"区": "省", "州": "州", "县": "县", "旗": "旗"}[name[-1]]
        forms.append(short + kind)
    if name.startswith("市"):  # 济宁市中区 is 济宁 + 市中区, not 济宁市 + 中区
        forms.append(table.short_name(table.parent(code)) + name)
    if code in MUNICIPALITIES and name.endswith("特别行政区"):
        forms += [short + "特区", "中国" + short]
    return tuple(forms)


def _add(found: dict[str, Name], form: str, code: str, *, field: str, full: bool) -> None:
    entry = found.setdefault(form, Name())
    known = getattr(entry, field)
    if code not in known:
        setattr(entry, field, (*known, code))
    entry.full = entry.full or full


def _sides() -> dict[str, str]:
    """Sides of a province as people name them, each with the code of the whole: 鲁西南, 桂西北."""
    table = divisions()
    signs: dict[str, set[str]] = defaultdict(set)
    for name, code, _ in rows("also.tsv", 3):
        if len(name) == 1:
            signs[name].add(code)
    return {
        sign + side: code
        for sign, codes in signs.items()
        for code in codes
        if len(codes) == 1 and table.level(code) == 1 and code not in MUNICIPALITIES
        for side in words()["side"]
    }


@cache
def names() -> Lexicon[Name]:
    """Every name of divisions and groups, former and colloquial ones included."""
    table = divisions()
    found: dict[str, Name] = {}
    for code in table.codes:
        name, short = table.name(code), table.short_name(code)
        _add(found, name, code, field="codes", full=True)
        if short != name:
            _add(found, short, code, field="codes", full=False)
        for form in _forms(code):
            _add(found, form, code, field="codes", full=True)
    current = set(found)
    for _, name, code, year in [*rows("former.tsv", 4), *rows("former_codes.tsv", 4)]:
        stem = name[:-1] if len(name) > 2 and name[-1] in "市县区" else name
        for form in (name, stem):
            is_certain = form not in current or year >= STILL_USED_SINCE
            field = "codes" if is_certain else "former"
            _add(found, form, code, field=field, full=form == name and len(name) > 2)
    for _, name, code in rows("old_codes.tsv", 3):
        if name[-1] != "区" or name.endswith("地区"):  # a district's name is too common: 新华区
            field = "former" if name in current else "codes"
            _add(found, name, code, field=field, full=len(name) > 2)
    for name, code, parent in rows("also.tsv", 3):
        _add(found, name, code, field="under" if parent else "codes", full=len(name) > 3)
    for name, code in _sides().items():
        found.setdefault(name, Name(codes=(code,)))
    for name, codes in GROUPS.items():
        found[name] = Name(group=codes)
    return Lexicon(found)


@cache
def words() -> Mapping[str, frozenset[str]]:
    """Words of each kind that words.tsv explains."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for kind, listed in rows("words.tsv", 2):
        found[kind] |= frozenset(listed.split())
    return dict(found)


@cache
def wishes() -> Lexicon[str]:
    """Words that say near, away, anywhere, not, or; each with its kind."""
    return Lexicon({word: kind for kind in WISHES for word in words()[kind]})


@cache
def products() -> Lexicon[str]:
    """What is named after the place it comes from: dishes, beers, banks."""
    return Lexicon({word: word for word in words()["product"]})


@cache
def towns() -> Lexicon[tuple[str, ...]]:
    """Townships with and without 镇, 乡, 街道, each with the counties (or cities) it lies in."""
    found: dict[str, tuple[str, ...]] = {}
    for parent, listed in rows("towns.tsv", 2):
        for name in listed.split(" "):
            for form in {name, _town_stem(name)}:
                found[form] = (*found.get(form, ()), parent)
    return Lexicon(found)


def _town_stem(name: str) -> str:
    for suffix in TOWN_SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name.removesuffix(suffix)
    return name
