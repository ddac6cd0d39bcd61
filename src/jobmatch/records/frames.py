"""Frames in memory as raw tables: pandas by position, all others through narwhals."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np
import pandas as pd

from jobmatch.errors import TableError
from jobmatch.records.grid import Grid

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["grid_of"]


def grid_of(source: object, table: str) -> Grid:
    """Give the cells of a frame, whatever its library; the frame is only looked at.

    Parameters
    ----------
    source : object
        A pandas frame or one that narwhals knows.
    table : str
        Name of the table, for messages.

    Raises
    ------
    TableError
        Where `source` is no frame (code ``not_a_dataframe``).
    """
    source = nw.to_native(source, pass_through=True)
    if isinstance(source, pd.DataFrame):
        columns = tuple(_pandas_cells(source.iloc[:, place]) for place in range(source.shape[1]))
        return Grid(tuple(source.columns.tolist()), columns, size=len(source))
    if nw.dependencies.is_pyarrow_table(source):
        columns = tuple(_arrow_cells(source.column(place)) for place in range(source.num_columns))
        return Grid(tuple(source.column_names), columns, size=source.num_rows)
    frame: object = nw.from_native(source, pass_through=True)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    if not isinstance(frame, nw.DataFrame):
        raise TableError(
            f"{table}: found an object of type {type(source).__name__}; needed is a path, a pandas "
            f"DataFrame, or a frame of polars or pyarrow. Wrap rows with pandas.DataFrame(rows).",
            code="not_a_dataframe",
        )
    return Grid(
        tuple(frame.columns),
        tuple(
            list(frame[name].to_numpy()) if kind == nw.Float32 else frame[name].to_list()
            for name, kind in frame.schema.items()
        ),
        size=len(frame),
    )


def _arrow_cells(column: "pa.ChunkedArray[Any]") -> Sequence[object]:
    """Give the cells of one column; of narrow floats as such, so that rounded ids are seen."""
    narrow = str(column.type) in {"float", "halffloat"}
    cells: Sequence[object] = list(column.to_numpy()) if narrow else column.to_pylist()
    return cells


def _pandas_cells(series: "pd.Series[Any]") -> Sequence[object]:
    """Give the cells of one column; the index plays no part."""
    dtype = str(getattr(series.dtype, "numpy_dtype", series.dtype))
    if series.dtype.kind == "M" and getattr(series.dtype, "tz", None) is None:
        return list(series.astype(object))
    if dtype in {"float32", "float16"}:
        return list(series.to_numpy(dtype=dtype, na_value=np.nan))  # what Python would not show
    cells: Sequence[object] = series.to_numpy(dtype=object).tolist()
    return cells
