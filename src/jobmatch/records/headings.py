"""Which column is which: headings people type, met with the columns of a standard table.

An exact column name beats an alias, an alias beats a guess. The aliases stand in
``data/headings.tsv``; headings that tell a person's private or protected traits are never read.
"""

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources

from jobmatch.errors import RecipeError
from jobmatch.schema import JOBS, PROTECTED_HEADINGS, SEEKERS, Column, Table
from jobmatch.text import normalize

__all__ = [
    "ADDRESS",
    "Match",
    "Reading",
    "aliases",
    "clean",
    "fold",
    "is_known",
    "is_protected",
    "known_count",
    "other_table",
    "read_headings",
    "recognised",
]

MAX_LENGTH = 200
_BRACKETS = re.compile(r"[(\[【〔{<《][^()\[\]【】〔〕{}<>《》]{0,60}[)\]】〕}>》]?")
_UNIT = re.compile(r"(?:元每月|元月|元|人民币|人|名|岁|周岁|年|千元|万元|rmb|cny|yuan|必填|选填)$")
_NUMBER = re.compile(r"\d{5,}")
IGNORED = "-"
ADDRESS = ("province", "city", "county", "town", "village")
"""Parts of an address, the widest first."""
# Shorter headings have too many neighbors to guess at.
MIN_GUESSED, MAX_GUESSED = 4, 40


@dataclass(frozen=True)
class Match:
    """A heading that was recognised.

    Parameters
    ----------
    position : int
        Position of the heading in the raw table.
    column : str
        Column it stands for; with ``|`` where the cells must decide between two.
    part : str
        ``"low"`` or ``"high"`` for one end of a range, one of `ADDRESS` for a part of an address,
        ``"serial"`` for a row number, ``"weak"`` for a heading that counts only where no better
        one is there, or ``""``.
    rank : int
        0 exact name, 1 alias, 2 guess.
    """

    position: int
    column: str
    part: str = ""
    rank: int = 1


@dataclass(frozen=True)
class Reading:
    """What the headings of a raw table mean: the matches, and the positions of all others."""

    matches: tuple[Match, ...]
    others: tuple[int, ...] = field(default=())


def fold(label: object) -> str:
    """Fold a label for comparison: simplified, lower case, letters and digits only.

    Examples
    --------
    >>> fold("Ｊｏｂ_Title：")
    'jobtitle'
    """
    return _squeeze(normalize(_text(label)))


def clean(label: object) -> str:
    """Give a label as it may be shown to people: one line, short, long numbers masked.

    Examples
    --------
    >>> clean("工作 地点 13800138000")
    '工作 地点 …'
    """
    shown = "".join(sign if sign.isprintable() else " " for sign in _text(label))
    shown = _NUMBER.sub("…", " ".join(shown.split()))
    return shown if len(shown) <= 40 else f"{shown[:39]}…"


def is_protected(label: object) -> bool:
    """Whether a label names a protected or private trait, which is never read."""
    return any(form in _protected() for form in _forms(label))


@functools.cache
def aliases(table: str) -> Mapping[str, str]:
    """Folded heading -> column of a standard table, with ``:part``, ``a|b`` or ``-``."""
    written, families = _listed(table)
    return families | written


@functools.cache
def _listed(table: str) -> tuple[dict[str, str], dict[str, str]]:
    """Give the headings written out in the data file, and those that are members of families."""
    source = resources.files("jobmatch.records").joinpath("data", "headings.tsv")
    written: dict[str, str] = {}
    families: dict[str, str] = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            owner, column, heading = line.split("\t")
            if owner == table:
                for one in _members(heading):
                    form = _squeeze(unicodedata.normalize("NFKC", one))
                    (families if "{" in heading else written)[form] = column
    return written, families


def _members(heading: str) -> Iterable[str]:
    """Give each heading of a family: of {招聘,需求}人数, 招聘人数 and 需求人数."""
    parts = [part.split(",") for part in re.split("[{}]", heading)]
    return map("".join, itertools.product(*parts))


def read_headings(
    labels: Sequence[object], table: Table, columns: Iterable[Column] = ()
) -> Reading:
    """Tell which label stands for which column of `table`.

    Parameters
    ----------
    labels : sequence of object
        Headings as they were found.
    table : Table
        The standard table.
    columns : iterable of Column, default ()
        Further columns that are wanted.

    Returns
    -------
    Reading
        Every label once, as a match or among the others.

    Raises
    ------
    RecipeError
        Where a wanted column is a protected or private trait.
    """
    columns = tuple(columns)
    matches = {match.position: match for match in recognised(labels, table, columns)}
    unknown = {place: label for place, label in enumerate(labels) if place not in matches}
    taken = {name for match in matches.values() for name in match.column.split("|")}
    for match in _guesses(unknown, table, columns, taken):
        matches[match.position] = match
    read = tuple(matches[p] for p in sorted(matches) if matches[p].column != IGNORED)
    positions = {match.position for match in read}
    return Reading(read, tuple(p for p in range(len(labels)) if p not in positions))


def recognised(
    labels: Sequence[object], table: Table, columns: Iterable[Column] = ()
) -> tuple[Match, ...]:
    """Give the labels that are known, without any guess; those never to be read included."""
    exact, known = _known(table, tuple(columns))
    matches = []
    for position, label in enumerate(labels):
        if (found := _recognise(label, exact, known)) is not None:
            column, _, part = found[0].partition(":")
            matches.append(Match(position, column, part, found[1]))
    return tuple(matches)


def known_count(labels: Sequence[object], table: Table, columns: Iterable[Column]) -> int:
    """Count the labels that are recognised, each as 2, and 1 for a text or id column among them.

    A row with 3 or more can be a header: two known headings, or one that a table can live on.
    """
    found = recognised(labels, table, columns)
    names = {match.column for match in found if match.column != IGNORED}
    return 2 * len(names) + bool(names & {table.id.name, *table.text})


def is_known(label: object, table: Table, columns: Iterable[Column] = ()) -> bool:
    """Whether a label has a meaning in `table`, and be it that it is never read."""
    return bool(recognised([label], table, columns)) or is_protected(label)


@functools.cache
def _known(table: Table, columns: tuple[Column, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """Give folded exact names, and folded aliases, of the columns wanted."""
    wanted = {column.name: column for column in (*table.columns, *columns)}
    known = dict(aliases(table.name))
    for column in wanted.values():
        for heading in (column.label, *column.headings):
            if heading:
                known[fold(heading)] = column.name
    for column in columns:
        if any(is_protected(name) for name in (column.name, column.label, *column.headings)):
            raise RecipeError(
                f"{table.name}: column {column.name!r} is a protected or private trait, which is "
                f"never read; leave it out of `columns`.",
                code="protected_column",
            )
    return {fold(name): name for name in wanted}, known


def _recognise(
    label: object, exact: Mapping[str, str], known: Mapping[str, str]
) -> tuple[str, int] | None:
    """Find what a label stands for, and its rank; None where it is unknown or protected."""
    forms = _forms(label)
    if any(form in _protected() for form in forms):
        return None
    if forms and forms[0] in exact:
        return exact[forms[0]], 0
    return next(((known[form], 1) for form in forms if form in known), None)


def _guesses(
    labels: Mapping[int, object], table: Table, columns: tuple[Column, ...], taken: set[str]
) -> Iterable[Match]:
    """Take unknown labels for columns one edit away, where both sides are unique."""
    known = _known(table, columns)[1]
    near_forms, signs = _near_forms(table, columns), _signs(table, columns)
    found: dict[str, list[int]] = {}
    for position, label in labels.items():
        form = fold(label)
        if not MIN_GUESSED <= len(form) <= MAX_GUESSED or is_protected(label):
            continue
        candidates = {other for key in _shorter(form) for other in near_forms.get(key, ())}
        near = {known[other] for other in candidates if _one_edit(form, other, signs)}
        names = {name.partition(":")[0] for name in near}
        if len(near) == 1 and IGNORED not in names and not any("|" in name for name in names):
            found.setdefault(near.pop(), []).append(position)
    for target, positions in found.items():
        column, _, part = target.partition(":")
        if len(positions) == 1 and column not in taken:
            yield Match(positions[0], column, part, 2)


@functools.cache
def _near_forms(table: Table, columns: tuple[Column, ...]) -> Mapping[str, tuple[str, ...]]:
    """Known headings by what is left of them without one sign: near ones share such a rest.

    Members of families are no targets: they are so many that most slips would be near to two.
    """
    near: dict[str, tuple[str, ...]] = {}
    written, families = _listed(table.name)
    for form in _known(table, columns)[1]:
        if len(form) >= MIN_GUESSED and (form in written or form not in families):
            for key in _shorter(form):
                near[key] = (*near.get(key, ()), form)
    return near


def _shorter(form: str) -> set[str]:
    """Give the form itself and all forms with one sign less."""
    return {form, *(form[:place] + form[place + 1 :] for place in range(len(form)))}


@functools.cache
def _signs(table: Table, columns: tuple[Column, ...]) -> frozenset[str]:
    """Chinese characters of which known headings are made: where one differs, another is meant."""
    forms = (*_known(table, columns)[1], *aliases(other_table(table).name), *_protected())
    return frozenset(sign for form in forms for sign in form if not sign.isascii())


def _one_edit(typed: str, known: str, signs: frozenset[str]) -> bool:
    """Whether a slip of the keyboard makes `known` to `typed`, and no other word.

    One sign is swapped with the next, doubled, put in, left out or mistaken. A Chinese character
    that headings are made of is no slip: 单位介绍 is not 岗位介绍, 务工地点 is not 现务工地点.
    """
    if abs(len(typed) - len(known)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(known)) and typed[start] == known[start]:
        start += 1
    one, two = typed[start:], known[start:]
    if one[:2] == two[1::-1] and one[2:] == two[2:]:
        return True
    if one[1:] == two:  # put in, perhaps by typing it twice
        return one[0].isascii() or typed[start - 1 : start] == one[0]
    if one[1:] == two[1:]:
        return one[0] not in signs
    return one == two[1:] and two[0] not in signs


def _forms(label: object) -> tuple[str, ...]:
    """Give the ways a label may be meant: whole, without brackets, without a unit at its end."""
    whole = normalize(_text(label))
    bare = _BRACKETS.sub("", whole)
    forms = [_squeeze(whole), _squeeze(bare), _squeeze(re.split(r"[/:,;]", bare, maxsplit=1)[0])]
    forms += [_UNIT.sub("", form) for form in forms[:2]]
    return tuple(dict.fromkeys(form for form in forms if form))


def _squeeze(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _text(label: object) -> str:
    """Give a label as text; of several levels the last that says something."""
    if isinstance(label, tuple):
        texts = [_text(level) for level in label]
        return next((text for text in reversed(texts) if text and "Unnamed:" not in text), "")
    if isinstance(label, str):
        return str.__str__(label)[:MAX_LENGTH]
    return f"{label:.10g}" if isinstance(label, int | float) and abs(label) < 10**9 else ""


@functools.cache
def _protected() -> frozenset[str]:
    return frozenset(_squeeze(heading) for heading in PROTECTED_HEADINGS)


def other_table(table: Table) -> Table:
    """Give the other standard table."""
    return SEEKERS if table is JOBS else JOBS
