"""Rows with more cells than headings: cells that have slipped are not what they say."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from jobmatch.records import cells
from jobmatch.records.choose import Source
from jobmatch.records.grid import Coded, Grid
from jobmatch.records.problems import Problems

__all__ = ["without_slips"]


def without_slips(
    grid: Grid,
    sources: Sequence[Source],
    coded: Mapping[int, Coded],
    rows: npt.NDArray[np.intp],
    problems: Problems,
) -> Mapping[int, Coded]:
    """Blank the cells of ragged rows that have slipped: those behind the first text.

    A row whose cells all fit their columns has a remark at its end and stays as it is. In another,
    a separator stood in a cell; the first one that may have held it is the first text.

    Parameters
    ----------
    grid : Grid
        The raw table, with what the reader of the file noticed.
    sources : sequence of Source
        Where the cells of each column are.
    coded : mapping of int to Coded
        Cells by position; not changed.
    rows : ndarray of int
        Rows that stay.
    problems : Problems
        Where rows with such cells are listed.
    """
    ragged = [n for one in grid.findings if one.code == "row_ragged" for n in one.rows]
    kept = set(np.intersect1d(ragged, rows).tolist())
    slipped = np.array([n for n in sorted(kept) if _misfits(sources, coded, n)], np.intp)
    if not len(slipped):
        return coded
    problems.add(slipped, "", "row_ragged", "unknown")
    texts = [m.position for s in sources if s.column.kind == "text" for m in s.matches]
    ids = {m.position for s in sources if s.column.kind == "id" for m in s.matches}
    behind = {p for p in coded if p > min(texts, default=-1)} - ids
    return {p: _blanked(column, slipped) if p in behind else column for p, column in coded.items()}


def _misfits(sources: Sequence[Source], coded: Mapping[int, Coded], row: int) -> bool:
    """Whether a cell of the row is none of its column."""
    for source in sources:
        if source.column.kind in ("text", "id"):
            continue
        for match in source.matches:
            column = coded[match.position]
            found = cells.read(source.column.kind, column.cells[column.codes[row]])
            if found.code is not None and found.code not in cells.QUIET:
                return True
    return False


def _blanked(column: Coded, rows: npt.NDArray[np.intp]) -> Coded:
    codes = column.codes.copy()
    codes[rows] = 0
    return Coded(column.cells, codes)
