"""From chosen columns to Records: which rows stay, under which ids, with which values."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from jobmatch.errors import TableError
from jobmatch.records.addresses import with_addresses
from jobmatch.records.choose import Source
from jobmatch.records.copies import with_copies
from jobmatch.records.dates import NO_DAY
from jobmatch.records.grid import Coded, Grid
from jobmatch.records.headings import clean
from jobmatch.records.identifiers import identify, made_ids
from jobmatch.records.problems import Problems
from jobmatch.records.rows import record_rows
from jobmatch.records.slips import without_slips
from jobmatch.records.table import Records
from jobmatch.records.values import read_column
from jobmatch.schema import JOBS, SEEKERS, Column

__all__ = ["build"]

# Below this many rows a share of bad rows says nothing about the table.
MIN_ROWS = 10
# Rows that leave without being a sign of a bad table.
HARMLESS = frozenset(
    {
        "row_empty", "row_total", "row_header", "row_template", "row_no_record",
        "id_duplicate_exact",
    }
)  # fmt: skip


def build(
    grid: Grid,
    sources: Sequence[Source],
    coded: Mapping[int, Coded],
    problems: Problems,
    max_bad: float,
) -> Records:
    """Build the records of a table: rows, ids, then one array a column.

    Parameters
    ----------
    grid : Grid
        The raw table.
    sources : sequence of Source
        Where the cells of each column are.
    coded : mapping of int to Coded
        Cells by position.
    problems : Problems
        Where everything noticed is listed.
    max_bad : float
        Largest share of rows that may be left out.

    Raises
    ------
    TableError
        Where too many rows cannot be used.
    """
    table = JOBS if problems.table == JOBS.name else SEEKERS
    rows = record_rows(sources, coded, grid.headings, grid.size, problems)
    named = [source for source in sources if source.column is table.id]
    useless = [source for source in named if not _serves(source, coded, rows)]
    if named and not useless:
        columns = [coded[match.position] for source in sources for match in source.matches]
        ids, kept = identify(
            coded[named[0].matches[0].position],
            rows,
            lambda row: tuple(int(column.codes[row]) for column in columns),
            problems,
            table.id.name,
            grid.digits,
        )
    else:
        ids, kept = made_ids(rows, table.name[0].upper()), rows
        shown = [clean(grid.headings[m.position]) for source in useless for m in source.matches]
        problems.note("id_from_row", table.id.name, _why(useless, shown, coded, rows))
    if not grid.size:
        problems.note("empty_table")
    _refuse_bad(problems, len(rows), max_bad)
    coded = without_slips(grid, sources, coded, kept, problems)
    if named:
        _list_mute(sources, coded, kept, problems)
    cells = with_copies(sources, with_addresses(sources, coded), kept, problems)
    data = {
        source.column: read_column(source, cells, grid.headings, kept, problems)
        for source in sources
        if source.column is not table.id
    }
    if table is JOBS:
        _mend_dates(data, kept, problems)
    used = {match.position for source in sources for match in source.matches}
    left_out = [clean(grid.headings[p]) for p in range(grid.width) if p not in used]
    return Records(
        table.name, ids, kept, data, problems=problems.frame(grid.places), left_out=left_out
    )


def _list_mute(
    sources: Sequence[Source],
    coded: Mapping[int, Coded],
    rows: npt.NDArray[np.intp],
    problems: Problems,
) -> None:
    """List the rows that have an id and no words: nothing tells what they are about."""
    table = JOBS if problems.table == JOBS.name else SEEKERS
    texts = [
        coded[match.position].blank[rows]
        for source in sources
        if source.column.name in table.text
        for match in source.matches
    ]
    if texts:
        problems.add(rows[np.logical_and.reduce(texts)], "", "row_no_text", "flagged")


def _mend_dates(
    data: dict[Column, npt.NDArray[np.generic]], rows: npt.NDArray[np.intp], problems: Problems
) -> None:
    """Count a last day before the day of publishing as unknown: one of the two is wrong."""
    first, last = JOBS["published_on"], JOBS["valid_until"]
    if first not in data or last not in data:
        return
    wrong = np.less(data[last], data[first])  # false where a day is unknown
    if wrong.any():
        data[last] = np.where(wrong, NO_DAY, data[last])
        data[last].flags.writeable = False
        problems.add(rows[wrong], last.name, "date_range", "unknown")


def _serves(source: Source, coded: Mapping[int, Coded], rows: npt.NDArray[np.intp]) -> bool:
    """Whether an id column can be one: a row number must be complete and never repeat."""
    match = source.matches[0]
    held = coded[match.position].codes[rows]
    return match.part != "serial" or (bool(held.all()) and len(np.unique(held)) == len(held))


def _why(
    useless: Sequence[Source],
    shown: Sequence[str],
    coded: Mapping[int, Coded],
    rows: npt.NDArray[np.intp],
) -> str:
    """Tell why ids are made although a column of row numbers is there."""
    if not useless:
        return ""
    held = coded[useless[0].matches[0].position].codes[rows]
    blank, repeated = int((held == 0).sum()), len(held) - len(np.unique(held))
    fault = f"blank in {blank} rows" if blank else f"repeated in {repeated} rows"
    return f"{', '.join(shown)}: {fault}, so all {len(rows)} rows are numbered by their place"


def _refuse_bad(problems: Problems, size: int, max_bad: float) -> None:
    """Refuse a table of which too many rows had to leave."""
    bad = {code: n for code, n in problems.counts("left out").items() if code not in HARMLESS}
    gone = sum(bad.values())
    if size >= MIN_ROWS and gone > max_bad * size:
        counted = ", ".join(f"{code} {count}" for code, count in sorted(bad.items()))
        raise TableError(
            f"{problems.table}: {gone} of {size} rows cannot be used ({counted}); at most "
            f"{max_bad:.0%} may be left out. Mend the id column, or take it out so that rows are "
            f"numbered, or allow more with max_bad.",
            code="too_many_bad_rows",
        )
