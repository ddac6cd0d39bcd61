"""Where the header is: titles and remarks often stand above it, and it may have two levels."""

from collections.abc import Callable, Sequence

from jobmatch.records.grid import is_blank

__all__ = ["HEADER_ROWS", "OWN_TABLE", "find_header", "trimmed"]

HEADER_ROWS = 10
# A row scores beyond this where the headings are those of the table that is read.
OWN_TABLE = 1000
# A level of a header holds two headings at least; a single word may well be a cell.
LEVEL_SCORE = OWN_TABLE + 4

Score = Callable[[Sequence[object]], int]


def find_header(rows: Sequence[Sequence[object]], score: Score) -> tuple[list[object], int]:
    """Find the row that looks most like a header; the first row where none does.

    Where a neighboring row looks like one too, both are levels of one header: under 任职要求 stand
    学历 and 年龄. What the lower level says counts.

    Parameters
    ----------
    rows : sequence of sequence of object
        The first rows of a table.
    score : callable
        Row -> how much it looks like a header, 0 where not at all.

    Returns
    -------
    labels : list of object
        The headings, without blank ones at the end.
    start : int
        Position of the first row under the header.

    Examples
    --------
    >>> find_header([["招聘信息表"], ["岗位名称", "月薪"], ["焊工", 5000]],
    ...             lambda row: 2 if "月薪" in row else 0)
    (['岗位名称', '月薪'], 2)
    """
    scores = [score(row) for row in rows]
    top = scores.index(max(scores)) if scores else 0
    if not scores or not scores[top]:
        return (trimmed(rows[0]) if rows else []), 1
    first = top - 1 if top and scores[top - 1] >= LEVEL_SCORE else top
    below = max(scores[top + 1 : top + 2], default=0)
    last = top + 1 if first == top and below >= LEVEL_SCORE else top
    labels = list(rows[first])
    for row in rows[first + 1 : last + 1]:
        labels += [None] * (len(row) - len(labels))
        for place, cell in enumerate(row):
            if not is_blank(cell):
                labels[place] = cell
    return trimmed(labels), last + 1


def trimmed(cells: Sequence[object]) -> list[object]:
    """Give the cells without blank ones at the end."""
    width = len(cells)
    while width and is_blank(cells[width - 1]):
        width -= 1
    return list(cells[:width])
