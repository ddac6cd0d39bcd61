"""What hands do to a table: blanks, full-width digits, Traditional rows, repeats, lost ids."""

from functools import cache

import numpy as np
import pandas as pd

from jobmatch.datasets.draws import Draws, Ints, Strings
from jobmatch.datasets.tables import phrases, rates, read_rows

__all__ = ["blank_out", "counted", "dirty", "with_extra_rows"]

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def blank_out(cells: Strings, draws: Draws) -> Strings:
    """Leave some cells blank and strike some out with `/`, 无 or a dash."""
    n = len(cells)
    struck = np.where(
        draws.chance(rates()["slash_cell"], n), phrases("phrases").slot("none", n, draws), cells
    )
    return np.asarray(np.where(draws.chance(rates()["blank_cell"], n), "", struck), dtype=object)


def counted(rule: str, n: int) -> int:
    """How many of `n` rows a rule makes."""
    return round(rates()[rule] * n)


def dirty(columns: dict[str, Strings], draws: Draws) -> dict[str, Strings]:
    """Write some rows in Traditional characters or full-width digits, add blanks at the edges.

    The first column, the id, stays as it is.
    """
    names = list(columns)[1:]
    n = len(columns[names[0]])
    traditional = np.flatnonzero(draws.chance(rates()["traditional"], n))
    full_width = np.flatnonzero(draws.chance(rates()["full_width"], n))
    result = dict(columns)
    for name in names:
        cells = columns[name].copy()
        cells[traditional] = [text.translate(_traditional()) for text in cells[traditional]]
        cells[full_width] = [text.translate(_FULL_WIDTH) for text in cells[full_width]]
        edged = np.flatnonzero(draws.chance(rates()["edge_blanks"], n))
        cells[edged] = [f" {text} " if text else text for text in cells[edged]]
        result[name] = cells
    return result


def with_extra_rows(
    columns: dict[str, Strings], n: int, draws: Draws, *, disputed: tuple[str, str, str]
) -> tuple[pd.DataFrame, Ints]:
    """Add repeats, pairs in conflict and rows without an id to the first `n` rows.

    The rows after the first `n` are the material of the conflicts and of the rows without an id;
    `disputed` is the column on which a pair differs, with the two things written there.

    Returns
    -------
    frame : pandas.DataFrame
        The raw table, further rows scattered over it.
    rows : ndarray of int64, shape (n,)
        Row of the frame in which each of the first `n` stands (its first copy).
    """
    conflicts, lost = counted("conflict", n), counted("missing_id", n)
    repeated = np.sort(draws.order(n)[: counted("exact_duplicate", n)])
    pairs = np.arange(n, n + conflicts)
    source = np.concatenate([np.arange(n), repeated, pairs, pairs, n + conflicts + np.arange(lost)])
    after = np.concatenate(
        [
            np.arange(n),
            repeated + 0.5 + draws.uniform(len(repeated)) * 30,
            draws.uniform(2 * conflicts + lost) * n,
        ]
    )
    order = np.argsort(after, kind="stable")
    name = next(iter(columns))
    cells = {heading: column[source] for heading, column in columns.items()}
    start = n + len(repeated)
    cells[name][start + 2 * conflicts :] = ""
    cells[disputed[0]][start : start + conflicts] = disputed[1]
    cells[disputed[0]][start + conflicts : start + 2 * conflicts] = disputed[2]
    frame = pd.DataFrame(
        {key: pd.Series(column[order], dtype=object) for key, column in cells.items()}
    )
    rows = np.empty(len(order), dtype=np.int64)
    rows[order] = np.arange(len(order))
    return frame, rows[:n]


@cache
def _traditional() -> dict[int, str]:
    rows = read_rows("traditional")
    return {ord(row["simplified"]): row["traditional"] for row in rows}
