"""From recognised headings to one source a column, or one error that names all faults."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jobmatch.errors import TableError
from jobmatch.records.grid import Coded
from jobmatch.records.headings import (
    ADDRESS,
    IGNORED,
    Match,
    Reading,
    clean,
    fold,
    other_table,
    recognised,
)
from jobmatch.records.problems import Problems
from jobmatch.schema import Column, Table
from jobmatch.text import normalize

__all__ = ["RANGE_KINDS", "Source", "choose"]

RANGE_KINDS = ("salary", "years", "ages", "count")
# Texts that several columns may tell together; any other is told once.
TOLD_IN_PARTS = frozenset({"skills", "work_history", "description", "benefits"})
SAMPLE = 200
_YEARS = re.compile(
    r"\D{0,4}(?:\d{1,2}(?:\.\d)?|[一二两三四五六七八九十半]{1,3})(?:[-~—至到]\d{1,2})?"
    r"(?:余|多|来)?(?:年|个月|月)?(?:以上|以下|左右|多|经验|工作经验){0,2}"
)
_NO_YEARS = frozenset(
    ("无", "没有", "应届", "应届生", "无经验", "不限", "无工作经验", "none", "no")
)


@dataclass(frozen=True)
class Source:
    """Where the cells of one column are.

    Parameters
    ----------
    column : Column
        The column.
    matches : tuple of Match
        One heading; of a text column perhaps several, to be joined; of a range in two columns
        those with part ``"low"`` and ``"high"``; of an address in parts these, the widest first.
    """

    column: Column
    matches: tuple[Match, ...]


def choose(
    labels: Sequence[object],
    coded: Mapping[int, Coded],
    reading: Reading,
    table: Table,
    columns: Sequence[Column],
    problems: Problems,
) -> tuple[Source, ...]:
    """Choose the source of every column that the raw table has.

    Parameters
    ----------
    labels : sequence of object
        Headings of the raw table.
    coded : mapping of int to Coded
        Cells of each recognised position.
    reading : Reading
        What the headings mean.
    table : Table
        The standard table.
    columns : sequence of Column
        Further columns wanted.
    problems : Problems
        Where guesses and unused columns are listed.

    Returns
    -------
    tuple of Source
        In the order of the schema, the id first where there is one.

    Raises
    ------
    TableError
        Where the table cannot be used; all faults in one message.
    """
    groups = _group(reading, coded)
    faults: list[tuple[str, str]] = []
    sources = []
    for column in (*table.columns, *columns):
        if column.name in groups:
            found = _narrow(column, groups[column.name], coded, labels, problems)
            if (fault := _fault(column, found, labels, coded)) is not None:
                faults.append(("column_duplicate", fault))
            sources.append(Source(column, found))
    names = {source.column.name for source in sources}
    if (missing := _missing(labels, names, table, columns)) is not None:
        faults.insert(0, ("missing_column", missing))
    if faults:
        raise TableError(
            " ".join(f"{table.name}: {fault}" for _, fault in faults), code=faults[0][0]
        )
    for match in (match for source in sources for match in source.matches if match.rank == 2):
        problems.note("heading_guessed", match.column, clean(labels[match.position]))
    return tuple(sources)


def _group(reading: Reading, coded: Mapping[int, Coded]) -> dict[str, list[Match]]:
    """Gather the matches of each column; where two are possible, the cells decide."""
    groups: dict[str, list[Match]] = {}
    open_matches = [match for match in reading.matches if "|" in match.column]
    for match in reading.matches:
        if "|" not in match.column:
            groups.setdefault(match.column, []).append(match)
    for match in open_matches:
        years, history = match.column.split("|")
        name = years if _holds_years(coded[match.position]) else history
        if name == years and years in groups:
            name = history
        groups.setdefault(name, []).append(Match(match.position, name, rank=match.rank))
    return groups


def _holds_years(column: Coded) -> bool:
    """Whether most cells are numbers or short spans of years."""
    cells = column.cells[1 : SAMPLE + 1]
    years = sum(not isinstance(cell, str) or _is_span(cell.strip()) for cell in cells)
    return years * 2 > len(cells)


def _is_span(cell: str) -> bool:
    return len(cell) <= 12 and (_YEARS.fullmatch(cell) is not None or cell in _NO_YEARS)


def _narrow(
    column: Column,
    matches: list[Match],
    coded: Mapping[int, Coded],
    labels: Sequence[object],
    problems: Problems,
) -> tuple[Match, ...]:
    """Drop what is not needed: row numbers beside ids, blank columns, less exact headings."""
    found = [match for match in matches if match.part != "serial"] or matches
    filled = [match for match in found if not coded[match.position].blank.all()]
    found = filled or found[:1]
    if column.name in TOLD_IN_PARTS or len(found) == 1:
        return tuple(found)
    exact = [match for match in found if match.rank == 0]
    strong = [match for match in found if match.part not in ("weak", *ADDRESS)]
    best = exact or strong or _address(found) or found[:1]
    for match in found:
        if match not in best:
            problems.note("column_unused", column.name, clean(labels[match.position]))
    return tuple(best)


def _address(found: Sequence[Match]) -> list[Match]:
    """Give the parts of one address, the widest first, each once."""
    parts = {match.part: match for match in reversed(found) if match.part in ADDRESS}
    return sorted(parts.values(), key=lambda match: ADDRESS.index(match.part))


def _fault(
    column: Column,
    found: Sequence[Match],
    labels: Sequence[object],
    coded: Mapping[int, Coded],
) -> str | None:
    """Tell why several headings cannot serve one column; None where they can."""
    forms = [fold(labels[match.position]) for match in found]
    parts = [match.part for match in found]
    if column.kind == "text" and len(set(forms)) == len(forms):
        together = column.name in TOLD_IN_PARTS or _agree([coded[m.position] for m in found])
        return None if together else _twice(column, found, labels)
    if len(found) == 1 or all(part in ADDRESS for part in parts):
        return None
    if column.kind in RANGE_KINDS and sorted(parts) == ["high", "low"]:
        return None
    return _twice(column, found, labels)


def _twice(column: Column, found: Sequence[Match], labels: Sequence[object]) -> str:
    shown = " and ".join(f"{clean(labels[match.position])!r}" for match in found)
    return (
        f"columns {shown} all stand for {column.name} ({column.label or column.kind}); one is "
        f"needed. Rename or remove all but one, or call the right one {column.name!r}."
    )


def _agree(columns: Sequence[Coded]) -> bool:
    """Whether columns never say different things: of two cells one is blank, or both are alike."""
    meanings: dict[str, int] = {"": 0}
    said = np.zeros(len(columns[0].codes), np.intp)
    for column in columns:
        forms = [" ".join(normalize(f"{cell}").split()) for cell in column.cells[1:]]
        means = np.array([0, *(meanings.setdefault(form, len(meanings)) for form in forms)])
        held = means[column.codes]
        if ((said > 0) & (held > 0) & (said != held)).any():
            return False
        said = np.where(said > 0, said, held)
    return True


def _missing(
    labels: Sequence[object], names: set[str], table: Table, columns: Sequence[Column]
) -> str | None:
    """Tell that no text column is there, or that it is the other table; None where all is well."""
    other = other_table(table)
    ours = [match for match in recognised(labels, table, columns) if match.column != IGNORED]
    theirs = [match for match in recognised(labels, other, columns) if match.column != IGNORED]
    own, strange = ({match.position for match in matches} for matches in (ours, theirs))
    own_text = {match.position for match in ours if match.column in table.text}
    mistaken = len(strange - own) > len(own - strange) and not own_text - strange
    if names & set(table.text) and not mistaken:
        return None
    hint = f" It looks like a table of {other.name}: try read_{other.name}." if mistaken else ""
    texts = ", ".join(f"{name} ({table[name].label})" for name in table.text)
    return (
        f"no text column that only {table.name} have was found; needed is {table.id.name} "
        f"({table.id.label}) or nothing for row numbers, and at least one of {texts}. "
        f"{_found(labels, own | strange)}{hint} Rename the columns, for example with "
        f"frame.rename(columns={{'...': {table.text[0]!r}}})."
    )


def _found(labels: Sequence[object], known: set[int]) -> str:
    """Tell the headings that were found; where none is known, they may be cells: count only."""
    if not labels:
        return "The table has no columns."
    if not known:
        return f"None of its {len(labels)} headings is known."
    # Only what is known to be a heading is shown: in a file without a header, the rest is a row.
    shown = ", ".join(clean(label) for index, label in enumerate(labels) if index in known)
    rest = len(labels) - len(known)
    return f"Found were the headings {shown}{f' and {rest} unknown ones' if rest else ''}."
