"""Cells that point at another column of their row: 同户籍地 as the place of residence."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from jobmatch.records.cell import MAX_CELL, fold
from jobmatch.records.choose import Source
from jobmatch.records.grid import Coded
from jobmatch.records.problems import Problems

__all__ = ["with_copies"]

_WORDS = "户籍|户口|籍贯|身份证|老家|家庭|家|原籍"
_HOME = f"(?:{_WORDS})(?:所在)?(?:地址|住址|地|上)?(?:址|所在地)?|原址|原地址"
_LIVING = "(?:现在|现|常|目前)?(?:居住|居|住)(?:地址|地|址)"
_ALIKE = "(?:一样|一致|相同)?"
# column, the column meant, and the words for it; who points at a pointer comes after it
_POINTERS: Sequence[tuple[str, str, re.Pattern[str]]] = (
    (
        "residence",
        "home",
        re.compile(f"(?:同|与)(?:上|左|前|{_HOME}){_ALIKE}|(?:{_HOME})?(?:一致|相同|同|一样)"),
    ),
    ("home", "residence", re.compile(f"(?:同|与)(?:右|下|{_LIVING}){_ALIKE}")),
    ("desired_location", "residence", re.compile(f"(?:同|与)(?:{_LIVING}|所在地){_ALIKE}")),
    ("desired_location", "home", re.compile(f"(?:同|与){_HOME}{_ALIKE}")),
)


def with_copies(
    sources: Sequence[Source],
    coded: Mapping[int, Coded],
    rows: npt.NDArray[np.intp],
    problems: Problems,
) -> Mapping[int, Coded]:
    """Put the cell that is meant where one only points at it; a note `place_same` lists the rows.

    Parameters
    ----------
    sources : sequence of Source
        Where the cells of each column are.
    coded : mapping of int to Coded
        Cells by position; not changed.
    rows : ndarray of int
        Rows that stay.
    problems : Problems
        Where such cells are listed.

    Returns
    -------
    mapping of int to Coded
        Cells by position. A cell that points at a blank one is blank.
    """
    places = {source.column.name: source.matches[0].position for source in sources}
    found = dict(coded)
    for name, other, pattern in _POINTERS:
        if name not in places or other not in places:
            continue
        column, meant = found[places[name]], found[places[other]]
        points = np.array([_is_pointer(cell, pattern) for cell in column.cells])[column.codes]
        if points.any():
            size = len(column.cells)
            theirs = np.where(meant.codes > 0, meant.codes + size - 1, 0)
            found[places[name]] = Coded(
                [*column.cells, *meant.cells[1:]], np.where(points, theirs, column.codes)
            )
            problems.add(rows[points[rows]], name, "place_same", "normalized")
    return found


def _is_pointer(cell: object, pattern: re.Pattern[str]) -> bool:
    if not isinstance(cell, str) or len(cell) > MAX_CELL:
        return False
    return pattern.fullmatch(fold(cell).strip("()。., ")) is not None
