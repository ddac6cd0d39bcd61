"""What was wrong with a table: codes, the table of their meaning, the list handed to people.

No cell content ever enters a problem: table, row, column, code and place say enough to find it.
"""

import functools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["ACTIONS", "CODES", "COLUMNS", "Action", "Problems", "empty_problems"]

Action = Literal["normalized", "flagged", "unknown", "left out", "note"]

ACTIONS: Mapping[str, str] = {
    "normalized": "read after cleaning",
    "flagged": "read as it stands, worth a look",
    "unknown": "the cell counts as unknown",
    "left out": "the row is not used",
    "note": "concerns the whole table (row -1)",
}
COLUMNS = ("table", "row", "column", "code", "action", "line", "detail")


@functools.cache
def _load() -> dict[str, tuple[str, str]]:
    source = resources.files("jobmatch.records").joinpath("data", "codes.tsv")
    lines = source.read_text(encoding="utf-8").splitlines()
    entries = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {code: (chinese, english) for code, chinese, english in entries}


class _Codes(Mapping[str, tuple[str, str]]):
    """The table of codes, loaded when first asked."""

    def __getitem__(self, code: str) -> tuple[str, str]:
        return _load()[code]

    def __iter__(self) -> Iterator[str]:
        return iter(_load())

    def __len__(self) -> int:
        return len(_load())


CODES: Mapping[str, tuple[str, str]] = _Codes()
"""Stable code -> (Chinese sentence, English sentence)."""


class Problems:
    """Collects the problems of one table while it is read.

    Parameters
    ----------
    table : str
        Name of the table, ``"jobs"`` or ``"seekers"``; kept as the attribute `table`.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        self._chunks: list[tuple[npt.NDArray[np.int64], str, str, Action, tuple[str, ...]]] = []

    def note(self, code: str, column: str = "", detail: str = "") -> None:
        """List something that concerns the table as a whole, as row -1."""
        self._chunks.append((np.array([-1], np.int64), column, code, "note", (detail,)))

    def add(
        self,
        rows: npt.ArrayLike,
        column: str,
        code: str,
        action: Action,
        details: Sequence[str] = (),
    ) -> None:
        """List `rows` (0-based rows of the raw table) with one code.

        Parameters
        ----------
        rows : array_like of int
            Rows concerned; none is fine.
        column : str
            Column concerned, or ``""`` for the row as a whole.
        code : str
            Code of the table `CODES`.
        action : str
            What was done about it, one of `ACTIONS`.
        details : sequence of str, default ()
            One further remark a row, or nothing.
        """
        numbers = np.asarray(rows, np.int64).ravel()
        if len(numbers):
            self._chunks.append((numbers, column, code, action, tuple(details)))

    def counts(self, action: Action) -> Counter[str]:
        """Count the entries with `action` by code."""
        counted: Counter[str] = Counter()
        for rows, _, code, what, _ in self._chunks:
            if what == action:
                counted[code] += len(rows)
        return counted

    def rows(self, action: Action) -> npt.NDArray[np.int64]:
        """Rows that have an entry with `action`."""
        found = [rows for rows, _, _, what, _ in self._chunks if what == action]
        return np.unique(np.concatenate(found)) if found else np.array([], np.int64)

    def frame(self, places: Sequence[str] | None = None) -> pd.DataFrame:
        """Give the problems as a new frame, table-wide notes first, then by row.

        Parameters
        ----------
        places : sequence of str, optional
            Where each raw row stands in its file, such as ``"line 7"``.
        """
        if not self._chunks:
            return empty_problems()
        sizes = [len(chunk[0]) for chunk in self._chunks]
        rows = np.concatenate([chunk[0] for chunk in self._chunks])
        order = np.argsort(rows, kind="stable")
        details = np.concatenate([_details(chunk[4], len(chunk[0])) for chunk in self._chunks])
        where = ["" if places is None or row < 0 else places[row] for row in rows.tolist()]
        data = {
            "table": np.full(len(rows), self.table, object),
            "row": rows,
            "column": np.repeat(np.array([chunk[1] for chunk in self._chunks], object), sizes),
            "code": np.repeat(np.array([chunk[2] for chunk in self._chunks], object), sizes),
            "action": np.repeat(np.array([chunk[3] for chunk in self._chunks], object), sizes),
            "line": np.array(where, object),
            "detail": details,
        }
        return _frame({name: values[order] for name, values in data.items()})


def empty_problems() -> pd.DataFrame:
    """Give an empty list of problems, with the columns and dtypes of a full one."""
    nothing = {name: np.array([], object) for name in COLUMNS}
    return _frame(nothing | {"row": np.array([], np.int64)})


def _details(details: tuple[str, ...], size: int) -> npt.NDArray[np.object_]:
    return np.array(details, object) if details else np.full(size, "", object)


def _frame(data: Mapping[str, npt.NDArray[np.generic]]) -> pd.DataFrame:
    """Build the frame column by column: object stays object under pandas 2 and 3."""
    dtypes = {name: "int64" if name == "row" else "object" for name in COLUMNS}
    return pd.DataFrame({name: pd.Series(data[name], dtype=dtypes[name]) for name in COLUMNS})
