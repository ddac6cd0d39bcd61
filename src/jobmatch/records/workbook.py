"""Excel workbooks as raw tables: the right sheet, titles above the header, merged cells."""

import io
import re
import struct
import warnings
import xml.etree.ElementTree as ET
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from jobmatch.errors import RecipeError, TableError
from jobmatch.records.files import MAX_BYTES, Options
from jobmatch.records.grid import Finding, Grid, is_blank
from jobmatch.records.header import HEADER_ROWS, find_header, trimmed
from jobmatch.records.headings import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["DIGITS", "grid_of"]

DIGITS = 15
MERGED_ROWS = 20_000
MAX_CELLS = 50_000_000
# What openpyxl, zipfile and the XML parser raise on damaged files.
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, ET.ParseError, struct.error, EOFError,
    OSError, KeyError, IndexError, ValueError, TypeError, AttributeError, OverflowError,
    NotImplementedError, RuntimeError, AssertionError, MemoryError,
)  # fmt: skip

_PADDED = re.compile(rb'formatCode="0{2,18}"')

Row = tuple[int, list[object]]


@dataclass
class _Sheet:
    """A worksheet read whole: its rows that say something, with their numbers, and the header."""

    name: str
    rows: list[Row]
    header: list[object]
    start: int
    score: int
    visible: bool

    @property
    def worth_telling(self) -> bool:
        """Whether leaving it out is to be told: hidden sheets mostly hold lists of choices."""
        return bool(self.rows) and (self.visible or self.score > 0)


def grid_of(content: bytes, options: Options) -> Grid:
    """Read the bytes of an .xlsx file; formulas give their saved results and are never run.

    Raises
    ------
    TableError
        Where the workbook is damaged, unpacks to too much, or lacks the sheet asked for.
    """
    damage = ""
    try:
        marks = _look_inside(content, options.table)
        with warnings.catch_warnings():
            # openpyxl warns of styles and validations it does not keep; none matters here.
            warnings.simplefilter("ignore")
            return _grid(content, marks, options)
    except _DAMAGE as error:
        if isinstance(error, TableError | RecipeError):
            raise
        damage = type(error).__name__
    # Raised here, not above: the error at hand may hold a cell.
    raise TableError(
        f"{options.table}: the file is no Excel workbook, or is damaged ({damage}); open it in "
        f"Excel or WPS and save it again as .xlsx.",
        code="file_corrupt",
    )


def _look_inside(content: bytes, table: str) -> frozenset[bytes]:
    """Refuse archives that unpack to too much; tell what is to be looked after.

    ``f``: formulas, ``mergeCell``: merged cells, ``0``: numbers shown with leading zeros.
    """
    found = set()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > MAX_BYTES:
            raise TableError(
                f"{table}: the workbook unpacks to more than {MAX_BYTES // 2**20} MiB; split it, "
                f"or save it as CSV.",
                code="file_too_large",
            )
        for member in members:
            if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
                with archive.open(member) as stream:
                    found |= _marks(stream)
            if member.filename == "xl/styles.xml" and _PADDED.search(archive.read(member)):
                found.add(b"0")
    return frozenset(found)


def _marks(stream: IO[bytes]) -> set[bytes]:
    found: set[bytes] = set()
    tail = b""
    while chunk := stream.read(2**20):
        found |= set(re.findall(rb"<(f|mergeCell)[ />]", tail + chunk))
        tail = chunk[-16:]
    return found


def _grid(content: bytes, marks: frozenset[bytes], options: Options) -> Grid:
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow to import, needed for Excel only

    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheets = _sheets(workbook, options)
    chosen = max(sheets, key=lambda sheet: sheet.score > 0)
    others = [sheet.name for sheet in sheets if sheet is not chosen and sheet.worth_telling]
    if not chosen.rows:
        raise TableError(
            f"{options.table}: the workbook holds no filled cells; needed are a header and rows.",
            code="file_empty",
        )
    findings = []
    if others:
        findings.append(Finding("sheet_ignored", detail=", ".join(clean(name) for name in others)))
    if b"mergeCell" in marks and len(chosen.rows) <= MERGED_ROWS:
        full = load_workbook(io.BytesIO(content), data_only=True)[chosen.name]
        _fill_merged(full, chosen)
    if b"0" in marks:
        _pad(workbook[chosen.name], chosen)
    body = chosen.rows[chosen.start :]
    formulas = _open_formulas(content, chosen, body) if b"f" in marks else {}
    return _cut(chosen, body, findings, formulas)


def _cut(
    sheet: _Sheet,
    body: list[Row],
    findings: list[Finding],
    formulas: dict[int, set[int]],
) -> Grid:
    """Build the grid of a sheet from its header and the rows under it."""
    header, rows = sheet.header, body
    width = len(header)
    ragged = tuple(
        n for n, (_, cells) in enumerate(rows) if not all(is_blank(c) for c in cells[width:])
    )
    if ragged:
        findings.append(Finding("row_ragged", "flagged", ragged))
    for place in sorted({place for places in formulas.values() for place in places}):
        hit = tuple(n for n, (number, _) in enumerate(rows) if place in formulas.get(number, ()))
        if hit and place < width:
            findings.append(Finding("formula_cell", "unknown", hit, position=place))
    columns = tuple(
        [cells[place] if place < len(cells) else None for _, cells in rows]
        for place in range(width)
    )
    places = tuple(f"{clean(sheet.name)} row {number}" for number, _ in rows)
    return Grid(tuple(header), columns, places, tuple(findings), DIGITS, len(rows))


def _sheets(workbook: "Workbook", options: Options) -> list[_Sheet]:
    """Read the sheet asked for, or all up to the first with a header and the names of the rest."""
    worksheets = workbook.worksheets
    if options.sheet is not None:
        return [_read_sheet(_named(worksheets, options), options)]
    if not worksheets:
        return [_Sheet("", [], [], 0, 0, visible=True)]
    # Hidden sheets mostly hold the lists behind drop-downs.
    ordered = sorted(worksheets, key=lambda sheet: sheet.sheet_state != "visible")
    sheets: list[_Sheet] = []
    found = False
    for worksheet in ordered:
        sheet = _read_sheet(worksheet, options, limit=HEADER_ROWS if found else None)
        found |= sheet.score > 0
        sheets.append(sheet)
    return sheets


def _named(worksheets: "Sequence[Worksheet]", options: Options) -> "Worksheet":
    names = [sheet.title for sheet in worksheets]
    wanted = options.sheet
    if isinstance(wanted, str) and wanted in names:
        return worksheets[names.index(wanted)]
    if isinstance(wanted, int) and not isinstance(wanted, bool) and 0 <= wanted < len(names):
        return worksheets[wanted]
    shown = ", ".join(f"{clean(name)!r}" for name in names[:20])
    raise TableError(
        f"{options.table}: the workbook has no such sheet; it has {shown}. Give sheet= one of "
        f"these names or a position from 0.",
        code="sheet_missing",
    )


def _read_sheet(worksheet: "Worksheet", options: Options, limit: int | None = None) -> _Sheet:
    rows: list[Row] = []
    cells_read = 0
    # The size written in the file is often wrong; without it, rows are read as they come.
    worksheet.reset_dimensions()  # type: ignore[attr-defined]
    for number, cells in enumerate(worksheet.iter_rows(values_only=True), 1):
        if all(is_blank(cell) for cell in cells):
            continue
        kept = trimmed(cells)
        cells_read += len(kept)
        if cells_read > MAX_CELLS:
            raise TableError(
                f"{options.table}: the sheet holds more than {MAX_CELLS} cells; split it.",
                code="file_too_large",
            )
        rows.append((number, kept))
        if limit is not None and len(rows) >= limit:
            break
    header, start = find_header(
        [cells for _, cells in rows[:HEADER_ROWS]], options.score, options.known
    )
    visible = worksheet.sheet_state == "visible"
    return _Sheet(worksheet.title, rows, header, start, options.score(header), visible)


def _fill_merged(worksheet: "Worksheet", sheet: _Sheet) -> None:
    """Give every row of cells merged down one column the value of the first."""
    numbers = dict(sheet.rows[sheet.start :])
    for area in worksheet.merged_cells.ranges:
        if area.min_col != area.max_col or area.min_row not in numbers:
            continue
        place = area.min_col - 1
        first = numbers[area.min_row]
        value = first[place] if place < len(first) else None
        for number in range(area.min_row + 1, min(area.max_row, area.min_row + MERGED_ROWS) + 1):
            if number in numbers:
                cells = numbers[number]
                cells.extend([None] * (place + 1 - len(cells)))
                cells[place] = value


def _pad(worksheet: "Worksheet", sheet: _Sheet) -> None:
    """Give whole numbers that the sheet shows with leading zeros as the text it shows: 000123."""
    rows = dict(sheet.rows[sheet.start :])
    for number, cells in enumerate(worksheet.iter_rows(), 1):
        for place, cell in enumerate(cells if number in rows else ()):
            form = cell.number_format if type(cell.value) is int and cell.value >= 0 else ""
            if form.startswith("00") and not form.strip("0"):
                rows[number][place] = str(cell.value).zfill(len(form))


def _open_formulas(content: bytes, sheet: _Sheet, body: list[Row]) -> dict[int, set[int]]:
    """Find formulas without a saved result: row number -> places in the row."""
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow to import, needed for Excel only

    worksheet = load_workbook(io.BytesIO(content), read_only=True)[sheet.name]
    worksheet.reset_dimensions()
    results = dict(body)
    found: dict[int, set[int]] = {}
    for number, cells in enumerate(worksheet.iter_rows(), 1):
        if number not in results:
            continue
        values = results[number]
        for place, cell in enumerate(cells):
            lacks = place >= len(values) or values[place] is None
            if lacks and cell.data_type == "f":
                found.setdefault(number, set()).add(place)
    return found
