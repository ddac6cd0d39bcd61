"""Text files with a separator: encoding, separator, header, rows; every cell stays text."""

import csv
import io
import re
import threading
from collections.abc import Iterator, Sequence

from jobmatch.errors import TableError
from jobmatch.records.encodings import decode
from jobmatch.records.files import TEXT_SUFFIXES, Options
from jobmatch.records.grid import Finding, Grid, is_blank
from jobmatch.records.header import HEADER_ROWS, find_header, trimmed

__all__ = ["grid_of"]

SEPARATORS = (",", "\t", ";", "|", "，", "；")
SNIFFED = 65_536
# The end of a cell and the start of the next that a comma between thousands has cut.
_CUT = re.compile(r"(?<![\d.])[1-9]\d{0,2}$")
_THOUSAND = re.compile(r"\d{3}(?!\d)")
_END = "\0end\0"
_FIELD_LIMIT = threading.Lock()

Row = tuple[int, tuple[str, ...]]


def grid_of(content: bytes, suffix: str, options: Options) -> Grid:
    """Read the bytes of a text file, whatever its name.

    Raises
    ------
    TableError
        Where the encoding cannot be told, or a quotation mark is never closed.
    """
    text, findings = decode(content, options)
    if "\0" in text:
        text = text.replace("\0", "")
        findings.append(Finding("nul_removed"))
    if suffix not in TEXT_SUFFIXES:
        findings.append(Finding("format_by_content", detail="text"))
    separator = _separator(text, options)
    if separator != ("\t" if suffix == ".tsv" else ","):
        findings.append(Finding("csv_delimiter", detail=f"separator {separator!r}"))
    rows = [row for row in _rows(text, separator, options.table) if not _is_blank_row(row[1])]
    if not rows:
        raise TableError(
            f"{options.table}: the file holds blank lines only; needed are a header and rows.",
            code="file_empty",
        )
    return _grid(rows, findings, options)


def _grid(rows: Sequence[Row], findings: list[Finding], options: Options) -> Grid:
    header, start = find_header(
        [cells for _, cells in rows[:HEADER_ROWS]], options.score, options.known
    )
    width, body = len(header), rows[start:]
    ragged = [n for n, (_, cells) in enumerate(body) if not _is_blank_row(cells[width:])]
    mended = {n: cells for n in ragged if (cells := _rejoined(body[n][1], width)) is not None}
    if mended:
        body = [(line, mended.get(n, cells)) for n, (line, cells) in enumerate(body)]
        findings.append(Finding("row_rejoined", "normalized", tuple(mended)))
    if rest := tuple(n for n in ragged if n not in mended):
        findings.append(Finding("row_ragged", "flagged", rest))
    columns = tuple(
        [cells[place] if place < len(cells) else "" for _, cells in body] for place in range(width)
    )
    places = tuple(f"line {line}" for line, _ in body)
    return Grid(tuple(header), columns, places, tuple(findings), size=len(body))


def _rejoined(cells: tuple[str, ...], width: int) -> tuple[str, ...] | None:
    """Join what commas between thousands have cut: 4 | 000-5 | 000 is 4,000-5,000.

    None where the cells do not come out as many as the headings are.
    """
    joined: list[str] = []
    for cell in trimmed(cells):
        if joined and _CUT.search(joined[-1]) and _THOUSAND.match(str(cell)):
            joined[-1] = f"{joined[-1]},{cell}"
        else:
            joined.append(str(cell))
    return tuple(joined) if len(joined) == width else None


def _separator(text: str, options: Options) -> str:
    """Choose the separator that shows the most known headings; a comma where none does."""
    start = text[:SNIFFED]
    scores = {}
    for separator in SEPARATORS:
        try:
            rows = [
                row for _, row in zip(range(HEADER_ROWS), _reader(start, separator), strict=False)
            ]
        except csv.Error:
            rows = []
        scores[separator] = max((options.score(row) for row in rows), default=0)
    return max(SEPARATORS, key=lambda separator: scores[separator])


def _reader(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _rows(text: str, separator: str, table: str) -> list[Row]:
    """Give every row with the line it starts on."""
    try:
        rows = _parse(text, separator)
    except csv.Error:
        # A cell beyond csv's limit, which is one number for the whole process: lift and restore.
        with _FIELD_LIMIT:
            limit = csv.field_size_limit(max(len(text) + 1, csv.field_size_limit()))
            try:
                rows = _parse(text, separator)
            except csv.Error:
                raise TableError(
                    f"{table}: the rows of the file cannot be told apart; save it again as .xlsx "
                    f"or as CSV in UTF-8.",
                    code="file_corrupt",
                ) from None
            finally:
                csv.field_size_limit(limit)
    line, last = rows.pop()
    if last != (_END,):
        raise TableError(
            f"{table}: a quotation mark in the row that starts on line {line} is never closed, so "
            f"that the rest of the file became one cell. Close or remove it, or save the table as "
            f".xlsx.",
            code="csv_quote",
        )
    return rows


def _parse(text: str, separator: str) -> list[Row]:
    """Parse text and a mark after it: an open quotation mark would swallow the mark."""
    end = "" if not text or text.endswith(("\n", "\r")) else "\n"
    reader = csv.reader(io.StringIO(f"{text}{end}{_END}\n", newline=""), delimiter=separator)
    rows, line = [], 1
    for cells in reader:
        rows.append((line, tuple(cells)))  # tuples of text cost the garbage collector nothing
        line = reader.line_num + 1
    return rows


def _is_blank_row(cells: Sequence[str]) -> bool:
    return all(is_blank(cell) for cell in cells)
