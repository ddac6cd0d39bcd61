"""The way in: a raw table of jobs or seekers becomes Records, or one TableError."""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from jobmatch.errors import RecipeError, TableError
from jobmatch.records import files, frames
from jobmatch.records.build import build
from jobmatch.records.choose import choose
from jobmatch.records.grid import INVISIBLE, Coded, Grid, encode
from jobmatch.records.header import OWN_TABLE
from jobmatch.records.headings import (
    Match,
    clean,
    is_known,
    known_count,
    other_table,
    read_headings,
)
from jobmatch.records.identifiers import refuse_lossy
from jobmatch.records.problems import Problems
from jobmatch.records.table import Records
from jobmatch.schema import JOBS, SEEKERS, Column, Table

__all__ = ["file_options", "read_jobs", "read_seekers"]

logger = logging.getLogger(__name__)

# What a header scores at least: two known headings, or one that a table can live on.
HEADER_SCORE = 3
ERROR_VALUES = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!")
)


def read_jobs(
    source: object,
    *,
    columns: Sequence[Column] = (),
    encoding: str | None = None,
    sheet: str | int | None = None,
    max_bad: float = 0.2,
) -> Records:
    """Read a table of vacancies as people type it.

    Parameters
    ----------
    source : path, frame or Records
        A .csv, .txt, .tsv, .xlsx or .parquet file, or the web page or text that many systems
        name .xls; a pandas frame or one that narwhals knows (polars, pyarrow); Records are given
        back as they are. It is never changed.
    columns : sequence of Column, default ()
        Further columns to read.
    encoding : str, optional
        Encoding of a text file; told from its bytes by default.
    sheet : str or int, optional
        Name or position (from 0) of a worksheet; by default the first with known headings.
    max_bad : float, default 0.2
        Largest share of rows that may be left out, from 10 rows on.

    Returns
    -------
    Records
        One record a usable row; bad cells are unknown, and everything noticed stands in
        ``records.problems``.

    Raises
    ------
    TableError
        Where the table or file as a whole cannot be used; `code` says why.

    Examples
    --------
    >>> import pandas as pd
    >>> jobs = read_jobs(pd.DataFrame({"岗位编号": ["001"], "岗位名称": ["焊工"]}))
    >>> jobs.ids.tolist(), jobs["title"].tolist()
    (['001'], ['焊工'])
    >>> read_jobs(pd.DataFrame({"月薪": ["5000"]}))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    jobmatch.errors.TableError: jobs: no text column ...
    """
    return _read(
        source, JOBS, columns=tuple(columns), encoding=encoding, sheet=sheet, max_bad=max_bad
    )


def read_seekers(
    source: object,
    *,
    columns: Sequence[Column] = (),
    encoding: str | None = None,
    sheet: str | int | None = None,
    max_bad: float = 0.2,
) -> Records:
    """Read a table of jobseekers as people type it.

    Parameters
    ----------
    source : path, frame or Records
        A .csv, .txt, .tsv, .xlsx or .parquet file, or the web page or text that many systems
        name .xls; a pandas frame or one that narwhals knows (polars, pyarrow); Records are given
        back as they are. It is never changed.
    columns : sequence of Column, default ()
        Further columns to read.
    encoding : str, optional
        Encoding of a text file; told from its bytes by default.
    sheet : str or int, optional
        Name or position (from 0) of a worksheet; by default the first with known headings.
    max_bad : float, default 0.2
        Largest share of rows that may be left out, from 10 rows on.

    Returns
    -------
    Records
        One record a usable row; bad cells are unknown, and everything noticed stands in
        ``records.problems``.

    Raises
    ------
    TableError
        Where the table or file as a whole cannot be used; `code` says why.

    Examples
    --------
    >>> import pandas as pd
    >>> seekers = read_seekers(pd.DataFrame({"求职意向": ["焊工", "厨师"]}))
    >>> seekers.ids.tolist()
    ['S00001', 'S00002']
    """
    return _read(
        source, SEEKERS, columns=tuple(columns), encoding=encoding, sheet=sheet, max_bad=max_bad
    )


def _read(
    source: object,
    table: Table,
    *,
    columns: tuple[Column, ...],
    encoding: str | None,
    sheet: str | int | None,
    max_bad: float,
) -> Records:
    _check(table, columns, max_bad)
    if isinstance(source, Records):
        return _as_given(source, table)
    problems = Problems(table.name)
    grid = _grid(source, table, columns, encoding, sheet)
    reading = read_headings(grid.headings, table, columns)
    _list_findings(grid, {match.position: match.column for match in reading.matches}, problems)
    _note_headings(grid, [match.position for match in reading.matches], problems)
    coded = {match.position: _encode(grid, match, table, problems) for match in reading.matches}
    found = [match for match in reading.matches if match.column == table.id.name]
    for match in [match for match in found if not match.part] or found:
        refuse_lossy(coded[match.position], table.name, table.id.name, grid.digits)
    sources = choose(grid.headings, coded, reading, table, columns, problems)
    used = [match.position for source in sources for match in source.matches]
    records = build(grid, sources, coded, problems, max_bad)
    logger.info(
        "%s: %d of %d rows read, %d columns used, %d headings not read, %d problems",
        table.name, len(records), grid.size, len(used), grid.width - len(used),
        len(records.problems),
    )  # fmt: skip
    return records


def _check(table: Table, columns: tuple[Column, ...], max_bad: float) -> None:
    names = [column.name for column in (*table.columns, *columns)]
    if len(set(names)) != len(names):
        raise RecipeError(
            f"{table.name}: `columns` holds a name twice or one that the table has already; "
            f"give only further columns, each once."
        )
    if not 0 <= max_bad <= 1:
        raise RecipeError(f"max_bad must be a share from 0 to 1, not {max_bad!r}.")


def _as_given(records: Records, table: Table) -> Records:
    if records.table != table.name:
        raise TableError(
            f"{table.name}: found Records of {records.table}; needed are Records of {table.name}. "
            f"Check the order of the arguments.",
            code="wrong_table",
        )
    return records


def _grid(
    source: object,
    table: Table,
    columns: tuple[Column, ...],
    encoding: str | None,
    sheet: str | int | None,
) -> Grid:
    if isinstance(source, str | Path):
        return files.grid_of(source, file_options(table, columns, encoding, sheet))
    if encoding is not None or sheet is not None:
        raise RecipeError("encoding and sheet are settings for files; a frame needs neither.")
    return frames.grid_of(source, table.name)


def file_options(
    table: Table,
    columns: tuple[Column, ...] = (),
    encoding: str | None = None,
    sheet: str | int | None = None,
) -> files.Options:
    """Tell the readers of files what a header of `table` looks like."""
    return files.Options(
        table.name,
        lambda row: _header_score(row, table, columns),
        encoding,
        sheet,
        lambda label: is_known(label, table, columns),
    )


def _header_score(row: Sequence[object], table: Table, columns: tuple[Column, ...]) -> int:
    """Tell how much a row looks like the header of `table`, or less so of the other table."""
    own = known_count(row, table, columns)
    if own >= HEADER_SCORE:
        return OWN_TABLE + own
    theirs = known_count(row, other_table(table), ())
    return theirs if theirs >= HEADER_SCORE else 0


def _note_headings(grid: Grid, positions: Sequence[int], problems: Problems) -> None:
    stray = [label for label in (grid.headings[p] for p in positions) if _is_stray(label)]
    if stray:
        problems.note("header_cleaned", "", ", ".join(clean(label) for label in stray))


def _list_findings(grid: Grid, names: Mapping[int, str], problems: Problems) -> None:
    """List what the reader of the file noticed, but for columns that are not read."""
    for finding in grid.findings:
        if finding.position is None and not finding.rows:
            problems.note(finding.code, "", finding.detail)
        elif finding.position is None or finding.position in names:
            name = "" if finding.position is None else names[finding.position]
            problems.add(finding.rows, name, finding.code, finding.action)


def _is_stray(label: object) -> bool:
    return isinstance(label, str) and (
        label != label.strip() or any(sign in label for sign in INVISIBLE)
    )


def _encode(grid: Grid, match: Match, table: Table, problems: Problems) -> Coded:
    """Code a column; error values of a spreadsheet are blank cells that are listed."""
    # What is taken off an id is listed, so it is left to the reader of ids.
    column = encode(grid.columns[match.position], unwrap=match.column != table.id.name)
    bad = [isinstance(cell, str) and cell in ERROR_VALUES for cell in column.cells]
    if any(bad):
        hit = np.array(bad)[column.codes]
        problems.add(np.flatnonzero(hit), match.column, "cell_error", "unknown")
        return Coded(column.cells, np.where(hit, 0, column.codes))
    return column
