"""Reading the tables of this room's `data` folder: tab-separated, `#` comments, UTF-8."""

from collections.abc import Iterator
from importlib.resources import files

__all__ = ["rows"]


def rows(name: str, width: int) -> Iterator[list[str]]:
    """Yield the rows of a data file, comments left out, short rows filled up with ``""``."""
    text = files("jobmatch.places").joinpath("data", name).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("# "):
            cells = line.split("\t")
            yield cells + [""] * (width - len(cells))
