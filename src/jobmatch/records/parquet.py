"""Parquet files as raw tables."""

import contextlib
import io

import pyarrow as pa
import pyarrow.parquet as pq

from jobmatch.errors import TableError
from jobmatch.records import frames
from jobmatch.records.grid import Grid

__all__ = ["grid_of"]


def grid_of(content: bytes, table: str) -> Grid:
    """Read the bytes of a .parquet file.

    Raises
    ------
    TableError
        Where the file is damaged.
    """
    with contextlib.suppress(pa.ArrowException, OSError, ValueError, TypeError, OverflowError):
        return frames.grid_of(pq.read_table(io.BytesIO(content)), table)
    raise TableError(
        f"{table}: the parquet file is damaged or holds cells that cannot be read; write it again, "
        f"for example with frame.to_parquet(path).",
        code="file_corrupt",
    )
