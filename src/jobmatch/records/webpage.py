"""Tables of web pages, which many systems save under the name of a workbook (.xls).

Only the marks of tables, rows and cells are looked at; nothing of a page is loaded or run.
"""

import html
import re
from dataclasses import dataclass, field

from jobmatch.errors import TableError
from jobmatch.records.encodings import decode
from jobmatch.records.files import Options
from jobmatch.records.grid import Finding, Grid, is_blank
from jobmatch.records.header import HEADER_ROWS, find_header

__all__ = ["grid_of"]

MAX_SPAN = 1000
MAX_WIDTH = 2000  # columns; cells that claim more are not stretched further
_MARK = re.compile(r"<(/?)(table|tr|td|th)\b([^<>]{0,4000})>", re.IGNORECASE)
_SPAN = re.compile(r"\b(col|row)span\s{0,9}=\s{0,9}[\"']?(\d{1,4})", re.IGNORECASE)
_BREAK = re.compile(r"</?(?:br|p|div|li)\b[^<>]{0,4000}>", re.IGNORECASE)
_TAG = re.compile(r"<[a-z/!?][^<>]{0,4000}>", re.IGNORECASE)
_UNSEEN = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"))

Row = list[str]


@dataclass
class _Page:
    """One table while it is read: its rows, and the cells that reach down into further ones."""

    rows: list[Row] = field(default_factory=list)
    reaching: dict[int, tuple[str, int]] = field(default_factory=dict)
    spans: tuple[int, int] | None = None
    start: int = 0

    def begin_row(self) -> None:
        self.rows.append([])
        self._reach_down()

    def add(self, text: str) -> None:
        """Put the cell at hand where its row has room, and into the rows it reaches down to."""
        if not self.rows:
            self.begin_row()
        width, height = self.spans or (1, 1)
        row = self.rows[-1]
        if height > 1:
            self.reaching[len(row)] = (text, height - 1)
        row += [text] + [""] * (min(width, MAX_WIDTH - len(row)) - 1)
        self.spans = None
        self._reach_down()

    def _reach_down(self) -> None:
        row = self.rows[-1]
        while (place := len(row)) in self.reaching:
            text, left = self.reaching.pop(place)
            row.append(text)
            if left > 1:
                self.reaching[place] = (text, left - 1)


def grid_of(content: bytes, suffix: str, options: Options) -> Grid:
    """Read the table of a web page that looks most like the one asked for.

    Raises
    ------
    TableError
        Where the page holds no table with rows under a header.
    """
    text, findings = decode(content, options)
    tables = [[row for row in rows if not _is_blank_row(row)] for rows in _tables(_seen(text))]
    found = [
        (*find_header(rows[:HEADER_ROWS], options.score, options.known), rows)
        for rows in tables
        if rows
    ]
    best = max(found, key=lambda one: (options.score(one[0]), len(one[2])), default=None)
    if best is None or len(best[2]) <= best[1]:
        raise TableError(
            f"{options.table}: the file named {suffix} is a web page (HTML) that holds no table "
            f"of rows under a header; open the page and save its table as .xlsx or .csv.",
            code="wrong_format",
        )
    header, start, rows = best
    width, body = len(header), rows[start:]
    findings.append(Finding("format_by_content", detail="HTML"))
    ragged = tuple(n for n, row in enumerate(body) if not _is_blank_row(row[width:]))
    if ragged:
        findings.append(Finding("row_ragged", "flagged", ragged))
    columns = tuple(
        [row[place] if place < len(row) else "" for row in body] for place in range(width)
    )
    places = tuple(f"row {start + number}" for number in range(1, len(body) + 1))
    return Grid(tuple(header), columns, places, tuple(findings), size=len(body))


def _tables(text: str) -> list[list[Row]]:
    """Give the rows of every table; a table within a cell of another stands by itself."""
    found, inside = [_Page()], [0]
    for mark in _MARK.finditer(text):
        page, closing, name = found[inside[-1]], bool(mark[1]), mark[2].lower()
        if page.spans is not None:
            page.add(_plain(text[page.start : mark.start()]))
        if name == "table" and closing:
            inside = inside[:-1] or [0]
        elif name == "table":
            inside.append(len(found))
            found.append(_Page())
        elif name == "tr" and not closing:
            page.begin_row()
        elif not closing:
            sizes = {way.lower(): int(size) for way, size in _SPAN.findall(mark[3])}
            page.spans = _bounded(sizes.get("col", 1)), _bounded(sizes.get("row", 1))
            page.start = mark.end()
    return [page.rows for page in found]


def _bounded(size: int) -> int:
    return min(max(size, 1), MAX_SPAN)


def _seen(text: str) -> str:
    """Leave out what no reader of a page sees: remarks, scripts, style sheets."""
    for opening, closing in _UNSEEN:
        pieces = re.split(re.escape(opening), text, flags=re.IGNORECASE)
        ends = [re.search(re.escape(closing), piece, re.IGNORECASE) for piece in pieces[1:]]
        rest = [
            piece[end.end() :] if end else "" for piece, end in zip(pieces[1:], ends, strict=True)
        ]
        text = "".join((pieces[0], *rest))
    return text


def _plain(text: str) -> str:
    """Give the text of a cell as a reader of the page sees it, on one line."""
    return " ".join(html.unescape(_TAG.sub("", _BREAK.sub(" ", text))).split())


def _is_blank_row(row: Row) -> bool:
    return all(is_blank(cell) for cell in row)
