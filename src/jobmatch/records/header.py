"""Where the header is: titles and remarks often stand above it, and it may have two levels."""

from collections.abc import Callable, Sequence

from jobmatch.records.grid import is_blank

__all__ = ["HEADER_ROWS", "OWN_TABLE", "Known", "Score", "find_header", "trimmed"]

HEADER_ROWS = 10
# A row scores beyond this where the headings are those of the table that is read.
OWN_TABLE = 1000
# A level of a header holds two headings at least; a single word may well be a cell.
LEVEL_SCORE = OWN_TABLE + 4

Score = Callable[[Sequence[object]], int]
Known = Callable[[str], bool]


def find_header(
    rows: Sequence[Sequence[object]], score: Score, known: Known = lambda _: False
) -> tuple[list[object], int]:
    """Find the row that looks most like a header; the first row where none does.

    Where a neighboring row looks like one too, or holds what stands under its groups, both are
    levels of one header: under 任职要求 stand 学历 and 年龄, under 岗位 stand 编号 and 名称.

    Parameters
    ----------
    rows : sequence of sequence of object
        The first rows of a table.
    score : callable
        Row -> how much it looks like a header, 0 where not at all.
    known : callable
        Whether a heading has a meaning.

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
    for first in (top - 1, top):
        if first < 0 or first + 1 >= len(rows):
            continue
        upper, lower = rows[first], rows[first + 1]
        labels, met = _joined(upper, lower, known)
        both = min(scores[first], scores[first + 1]) >= LEVEL_SCORE
        if both or _under_groups(upper, lower, met):
            return trimmed(labels), first + 2
    return trimmed(rows[top]), top + 1


def _joined(
    upper: Sequence[object], lower: Sequence[object], known: Known
) -> tuple[list[object], int]:
    """Join two levels of a header; also tell how many labels of the lower one have a meaning.

    A group reaches over the blank cells to its right. 岗位 over 编号 is 岗位编号, and 月薪 over
    最低 is 最低月薪, where that is known; otherwise the lower label stands for itself.
    """
    width = max(len(upper), len(lower))
    above = [*upper, *[None] * (width - len(upper))]
    below = [*lower, *[None] * (width - len(lower))]
    labels: list[object] = []
    group: object = None
    met = 0
    for label, sub in zip(above, below, strict=True):
        group = group if is_blank(label) else label
        if is_blank(sub):
            labels.append(label)
            continue
        tries = (f"{group}{sub}", f"{sub}{group}", f"{sub}") if isinstance(group, str) else ()
        meant = next((one for one in (*tries, f"{sub}") if known(one)), None)
        met += meant is not None
        labels.append(sub if meant is None else meant)
    return labels, met


def _under_groups(upper: Sequence[object], lower: Sequence[object], met: int) -> bool:
    """Whether the lower row holds labels under groups of the upper one, and no cells.

    At least two labels stand there, most of them have a meaning, and one stands under a blank cell.
    """
    filled = [place for place, cell in enumerate(lower) if not is_blank(cell)]
    reached = [place for place in filled if place >= len(upper) or is_blank(upper[place])]
    named = sum(not is_blank(cell) for cell in upper)
    return named > 1 and len(filled) > 1 and bool(reached) and 2 * met > len(filled)


def trimmed(cells: Sequence[object]) -> list[object]:
    """Give the cells without blank ones at the end."""
    width = len(cells)
    while width and is_blank(cells[width - 1]):
        width -= 1
    return list(cells[:width])
