"""Records: one normalized table that nothing can change any more."""

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobmatch.errors import RecipeError, TableError, UnknownIdError
from jobmatch.records import cells
from jobmatch.records.problems import empty_problems
from jobmatch.schema import Column, Kind, TableName

__all__ = ["Records"]

Array = npt.NDArray[np.generic]


class Records:
    """A table of jobs or seekers after reading: ids, one read-only array a column, problems.

    Made by `read_jobs` and `read_seekers`. A column that the raw table did not have is absent;
    an unknown cell has the unknown value of its kind (see `jobmatch.schema`).

    Parameters
    ----------
    table : {"jobs", "seekers"}
        Which table it is.
    ids : array_like of str
        One unique identifier a record.
    rows : array_like of int
        0-based row of the raw table that each record comes from.
    data : mapping of Column to ndarray
        Normalized values, one array of ``len(ids)`` a column.
    problems : pandas.DataFrame, optional
        What was noticed while reading.
    left_out : iterable of str, default ()
        Headings of the raw table that were not read.
    """

    __slots__ = ("_data", "_noted", "_positions", "_schema", "ids", "left_out", "rows", "table")

    table: TableName
    ids: npt.NDArray[np.object_]
    rows: npt.NDArray[np.int64]
    left_out: tuple[str, ...]
    _schema: tuple[Column, ...]
    _data: dict[str, Array]
    _noted: pd.DataFrame | None
    _positions: dict[str, int]

    def __init__(
        self,
        table: TableName,
        ids: npt.ArrayLike,
        rows: npt.ArrayLike,
        data: Mapping[Column, Array],
        *,
        problems: pd.DataFrame | None = None,
        left_out: Iterable[str] = (),
    ) -> None:
        names = np.empty(len(np.asarray(rows)), object)
        names[:] = ids
        self._set("table", table)
        self._set("ids", _frozen(names))
        self._set("rows", _frozen(np.array(rows, np.int64)))
        self._set("left_out", tuple(left_out))
        self._set("_schema", tuple(data))
        self._set("_data", {column.name: _frozen(values) for column, values in data.items()})
        self._set("_noted", None if problems is None else problems.copy())
        self._set("_positions", {name: row for row, name in enumerate(names.tolist())})
        if len(self._positions) != len(names):
            raise TableError(
                f"{table}: {len(names) - len(self._positions)} ids stand for more than one record; "
                f"each record needs an id of its own.",
                code="id_duplicate_conflict",
            )

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Records cannot be changed: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"Records cannot be changed: {name}")

    def __reduce__(self) -> tuple[object, ...]:
        data = {column: self._data[column.name] for column in self._schema}
        return _rebuild, (self.table, self.ids, self.rows, data, self.problems, self.left_out)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns that were read, without the id, in the order of the schema."""
        return tuple(self._data)

    @property
    def schema(self) -> tuple[Column, ...]:
        """The columns that were read, with kind and unit."""
        return self._schema

    @property
    def problems(self) -> pd.DataFrame:
        """What was noticed, as a new frame: table, row, column, code, action, line, detail.

        ``row`` is the 0-based row of the raw table, -1 where the whole table is meant; ``line`` is
        what a clerk sees in the file (``"line 7"``, ``"Sheet1 row 7"``). The codes are explained in
        `jobmatch.records.problems.CODES`.
        """
        # Most views of single records are never asked: the empty frame is made when it is.
        return empty_problems() if self._noted is None else self._noted.copy()

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, name: object) -> bool:
        return name in self._data

    def __getitem__(self, name: str) -> Array:
        """Values of a column, read-only; TableError where the table has no such column."""
        if name not in self._data:
            raise TableError(
                f"{self.table}: no column {name!r} was read; there are {', '.join(self._data)}.",
                code="missing_column",
            )
        return self._data[name]

    def span(self, name: str) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Give the lower and the upper ends of a column of spans, NaN where unknown or open."""
        spans = np.asarray(self[name], dtype=cells.SPAN)
        return spans["low"], spans["high"]

    def row_of(self, name: str) -> int:
        """Position of the record with the id `name`; UnknownIdError where there is none."""
        row = self._positions.get(name) if isinstance(name, str) else None
        if row is None:
            raise UnknownIdError(
                f"{self.table}: none of the {len(self)} records has the id asked for; "
                f"see `.ids` for those there are."
            )
        return row

    def take(self, rows: npt.ArrayLike) -> "Records":
        """Give the records at some positions, in that order, with their problems.

        Parameters
        ----------
        rows : array_like of int
            Positions from 0 to ``len(records) - 1``, each at most once.

        Returns
        -------
        Records
            New records; table-wide notes and those on rows that were left out stay with them.
        """
        chosen = _positions(rows, len(self))
        raw = self.rows[chosen]
        # Notes on the table and on rows that never became records stay; nothing is lost silently.
        listed, dropped = self.problems["row"].to_numpy(), np.setdiff1d(self.rows, raw)
        return Records(
            self.table,
            self.ids[chosen],
            raw,
            {column: self._data[column.name][chosen] for column in self._schema},
            problems=self.problems[~np.isin(listed, dropped)].reset_index(drop=True),
            left_out=self.left_out,
        )

    def at(self, row: int) -> "Records":
        """Give the one record at a position as records of length 1, without its problems.

        Parameters
        ----------
        row : int
            Position from 0 to ``len(records) - 1``.

        Returns
        -------
        Records
            A light view for reading one record's cells.
        """
        one = slice(row, row + 1)
        data = {column: self._data[column.name][one] for column in self._schema}
        return Records(self.table, self.ids[one], self.rows[one], data)

    def like(self, other: "Records") -> "Records":
        """Give these records with the columns of `other`, unknown where they have none.

        Parameters
        ----------
        other : Records
            Records of the same table.
        """
        data = {column: self._column(column) for column in other.schema}
        return Records(
            self.table, self.ids, self.rows, data, problems=self.problems, left_out=self.left_out
        )

    def stack(self, other: "Records") -> "Records":
        """Give these records followed by those of `other`.

        Parameters
        ----------
        other : Records
            Records of the same table. Its columns that are missing here are dropped, those it
            lacks become unknown.

        Returns
        -------
        Records
            ``len(self) + len(other)`` records with the columns of `self`. Problems of both are
            listed one after the other; their rows count within each raw table.
        """
        if not isinstance(other, Records) or other.table != self.table:
            raise TableError(
                f"only records of {self.table} can be put after records of {self.table}; "
                f"read them with read_{self.table} first.",
                code="wrong_table",
            )
        data = {
            column: np.concatenate([self._data[column.name], other._column(column)])
            for column in self._schema
        }
        return Records(
            self.table,
            np.concatenate([self.ids, other.ids]),
            np.concatenate([self.rows, other.rows]),
            data,
            problems=pd.concat([self.problems, other.problems], ignore_index=True),
            left_out=dict.fromkeys((*self.left_out, *other.left_out)),
        )

    def _column(self, column: Column) -> Array:
        if column.name in self._data:
            return self._data[column.name]
        kind: Kind = "text" if column.kind == "id" else column.kind
        blank: Array = cells.array(kind, [cells.unknown(kind)] * len(self))
        return blank

    def __repr__(self) -> str:
        return (
            f"<Records {self.table}: {len(self)} records, {len(self._data)} columns, "
            f"{len(self.problems)} problems>"
        )


def _rebuild(
    table: TableName,
    ids: npt.NDArray[np.object_],
    rows: npt.NDArray[np.int64],
    data: Mapping[Column, Array],
    problems: pd.DataFrame,
    left_out: tuple[str, ...],
) -> Records:
    return Records(table, ids, rows, data, problems=problems, left_out=left_out)


def _frozen(values: Array) -> Array:
    values.flags.writeable = False
    return values


def _positions(rows: npt.ArrayLike, size: int) -> npt.NDArray[np.intp]:
    """Check positions: whole numbers, in range, each once."""
    chosen = np.asarray(rows)
    if chosen.ndim != 1 or (chosen.size and chosen.dtype.kind not in "iu"):
        raise RecipeError("rows must be a list of whole numbers, one a record.")
    if chosen.size and (chosen.min() < 0 or chosen.max() >= size):
        raise RecipeError(f"rows must lie from 0 to {size - 1}, the last of {size} records.")
    if len(np.unique(chosen)) != len(chosen):
        raise RecipeError("rows must name each record at most once.")
    return chosen.astype(np.intp)
