"""Workbooks for the office: one sheet a need, ready to read, filter and print."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from jobmatch.errors import TableError
from jobmatch.reports.export import safe_frame, write_atomically

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["CUT", "MAX_CELL", "MAX_ROWS", "write_workbook"]

MAX_ROWS = 1_048_576
"""Rows of a worksheet, its header included."""
MAX_CELL = 32_767
"""Characters of a cell."""
CUT = "…（内容过长，已截断）"
"""What stands at the end of a cell that was cut."""

# Widths in signs: what reads as a sentence gets room, the rest is wrapped to fit the page.
_NARROW, _WIDE = 6, 20
_ROOMY = {"推荐理由": 52, "说明": 46, "项目": 46, "原因": 30, "备注": 30}
_CODES = "代码"  # codes are for machines: columns of that name are seen and not printed
_SAMPLE = 300
_FORMATS = {"匹配度": "0.000", "信息完整度": "0%", "占比": "0.0%"}
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write_workbook(sheets: Mapping[str, pd.DataFrame], path: str | Path) -> pd.DataFrame:
    """Write frames as the sheets of one .xlsx workbook.

    Texts stay texts, the header is frozen and repeated on every printed page, long sentences are
    wrapped, and a page is A4 across.

    Parameters
    ----------
    sheets : mapping of str to DataFrame
        Name of each sheet and what stands on it.
    path : str or Path
        File to write; one that was there before is replaced as a whole.

    Returns
    -------
    pandas.DataFrame
        sheet, row (0-based), column, code: the cells that were cut because Excel holds 32,767
        characters; mostly empty.

    Raises
    ------
    TableError
        Where a sheet would have more rows than Excel can hold, or the file cannot be written.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - only where a workbook is written

    if not sheets:
        raise TableError("no sheet was given; a workbook needs one at least.", code="empty_table")
    for name, frame in sheets.items():
        if len(frame) + 1 > MAX_ROWS:
            raise TableError(
                f"sheet {name}: found {len(frame)} rows and a header; a worksheet holds "
                f"{MAX_ROWS} rows. Write them as CSV with write_csv, or split them.",
                code="too_many_rows",
            )
    book = Workbook(write_only=True)
    found: list[tuple[str, int, str, str]] = []
    for name, frame in sheets.items():
        safe, cut = _cut(safe_frame(frame))
        found += [(name, row, column, "cell_truncated") for row, column in cut]
        _fill(book.create_sheet(name.translate(_FORBIDDEN)[:31]), safe)
    write_atomically(path, book.save)
    return pd.DataFrame(found, columns=["sheet", "row", "column", "code"])


def _cut(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[tuple[int, str]]]:
    """Cut the cells that are too long for Excel and tell which they were."""
    found: list[tuple[int, str]] = []
    for name in frame.columns:
        cells = frame[name].tolist()
        long = [row for row, cell in enumerate(cells) if _length(cell) > MAX_CELL]
        for row in long:
            cells[row] = cells[row][: MAX_CELL - len(CUT)] + CUT
            found.append((row, str(name)))
        if long:
            frame = frame.assign(**{str(name): pd.Series(cells, dtype=object)})
    return frame, found


def _length(cell: object) -> int:
    return len(cell) if isinstance(cell, str) else 0


def _fill(sheet: "Worksheet", frame: pd.DataFrame) -> None:
    names = [str(name) for name in frame.columns]
    columns = [frame[name].tolist() for name in names]
    widths = [_width(name, cells) for name, cells in zip(names, columns, strict=True)]
    printed = sum(not name.endswith(_CODES) for name in names)
    _lay_out(sheet, len(frame), widths, printed)
    heads = [_pen(sheet, "") for _ in names]
    for head in heads:
        _embolden(head)
    sheet.append([_written(pen, name) for pen, name in zip(heads, names, strict=True)])
    # One cell a column is filled again for every row: it is written out at once.
    pens, tops = ([_pen(sheet, name) for name in names] for _ in range(2))
    for pen in tops:
        _rule(pen)
    starts = frame["名次"] == 1 if "名次" in frame else pd.Series(False, index=frame.index)
    for is_start, *row in zip(starts.tolist(), *columns, strict=True):
        chosen = tops if is_start else pens
        sheet.append([_written(pen, cell) for pen, cell in zip(chosen, row, strict=True)])


def _pen(sheet: "Worksheet", name: str) -> "Cell":
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - only where a workbook is written
    from openpyxl.styles import Alignment  # noqa: PLC0415 - the same

    pen: Cell = WriteOnlyCell(sheet)
    pen.alignment = Alignment(vertical="top", wrap_text=True)
    pen.number_format = _FORMATS.get(name, "General")
    return pen


def _embolden(pen: "Cell") -> None:
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415 - as above

    pen.font = Font(bold=True)
    pen.fill = PatternFill("solid", fgColor="DDE6F0")


def _rule(pen: "Cell") -> None:
    """Draw a line above, where the list of the next person or vacancy starts."""
    from openpyxl.styles import Border, Side  # noqa: PLC0415 - as above

    pen.border = Border(top=Side(style="thin", color="7F7F7F"))


def _written(pen: "Cell", cell: object) -> "Cell":
    """Fill a cell; whatever is text stays text, whatever it looks like."""
    pen.value = cell  # type: ignore[assignment]
    if isinstance(cell, str):
        pen.data_type = "s"
    return pen


def _lay_out(sheet: "Worksheet", rows: int, widths: list[int], printed: int) -> None:
    """Set what is seen and printed; it must be known before the first row is written."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above
    from openpyxl.worksheet.header_footer import HeaderFooterItem  # noqa: PLC0415 - as above
    from openpyxl.worksheet.page import PageMargins  # noqa: PLC0415 - as above
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - as above

    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    if widths:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{rows + 1}"
        sheet.print_area = f"A1:{get_column_letter(max(printed, 1))}{rows + 1}"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0  # as many pages down as it takes
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter = HeaderFooterItem()
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _width(name: str, cells: list[object]) -> int:
    """Give the width that holds the header and the widest of the first cells, within limits."""
    shown = max((_signs(str(cell)) for cell in cells[:_SAMPLE]), default=0)
    return min(max(_NARROW, shown + 2, _signs(name) + 2), _ROOMY.get(name, _WIDE))


def _signs(text: str) -> int:
    """Count signs as they are shown, Chinese ones as two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text[:60])
