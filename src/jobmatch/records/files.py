"""Files as raw tables: what a file is, its bytes say; its name must agree.

Only a web page and plain text may be named .xls: many systems write such files, and spreadsheet
programs open them.
"""

import codecs
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jobmatch.errors import RecipeError, TableError
from jobmatch.records.grid import Grid

__all__ = ["MAX_BYTES", "Options", "grid_of"]

MAX_BYTES = 2**30
TEXT_SUFFIXES = (".csv", ".txt", ".tsv")
SUFFIXES = (*TEXT_SUFFIXES, ".xlsx", ".xlsm", ".parquet")
PAGE_SUFFIXES = (".xls", ".htm", ".html")
# First bytes of a file -> what it is, how to mend it.
MAGIC: tuple[tuple[bytes, str, str, tuple[str, ...]], ...] = (
    (
        b"PK\x03\x04",
        "a zip archive, such as an Excel workbook (xlsx)",
        "rename a workbook to .xlsx, save anything else as .xlsx",
        (".xlsx", ".xlsm"),
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Excel workbook (xls) or one with a password",
        "open it in Excel or WPS and save it as .xlsx without a password",
        (),
    ),
    (b"PAR1", "a parquet file", "rename it to .parquet", (".parquet",)),
    (b"%PDF", "a PDF", "ask for the table itself, as .xlsx or .csv", ()),
    (b"{\\rtf", "a text document (RTF)", "copy its table into Excel and save it as .xlsx", ()),
    (b"\x1f\x8b", "a compressed file (gzip)", "unpack it first", ()),
    (b"Rar!", "a compressed file (RAR)", "unpack it first", ()),
    (b"7z\xbc\xaf", "a compressed file (7z)", "unpack it first", ()),
    (b"\x89PNG", "a picture", "ask for the table itself, as .xlsx or .csv", ()),
    (b"\xff\xd8\xff", "a picture", "ask for the table itself, as .xlsx or .csv", ()),
    (b"MIME-Version", "a web archive", "open it in Excel or WPS and save it as .xlsx", ()),
)
# A web page starts with one of these marks, after a declaration or remark perhaps.
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,999}(?:<\?xml[^<>]{0,200}>\s{0,999})?(?:<!--[^<>]{0,500}-->\s{0,999})?"
    rb"<(?:html|!doctype html|head|meta|title|link|style|script|body|div|table|tr)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Options:
    """How a file is to be read.

    Parameters
    ----------
    table : str
        Name of the table, for messages.
    score : callable
        Row of cells -> how much it looks like the header, 0 where not at all.
    encoding : str, optional
        Encoding of a text file, where the caller knows it.
    sheet : str or int, optional
        Worksheet wanted, by name or position.
    known : callable
        Whether a single heading has a meaning.
    """

    table: str
    score: Callable[[Sequence[object]], int]
    encoding: str | None = None
    sheet: str | int | None = None
    known: Callable[[str], bool] = lambda _: False


def grid_of(source: str | Path, options: Options) -> Grid:
    """Read a .csv, .txt, .tsv, .xlsx or .parquet file, or a web page or text named .xls.

    Raises
    ------
    TableError
        Where the file cannot be found, is none of these, or is damaged.
    """
    if isinstance(source, str) and not _is_path_like(source):
        raise TableError(
            f"{options.table}: found a str that is no path of a file; needed is a path ending in "
            f"{', '.join(SUFFIXES)}, or a DataFrame. Wrap rows with pandas.DataFrame(rows).",
            code="not_a_dataframe",
        )
    path = Path(source)
    suffix = path.suffix.lower()
    content = _content(path, options.table)
    _check_format(content, suffix, options.table)
    _check_options(suffix, options)
    if _PAGE.match(content):
        from jobmatch.records import webpage  # noqa: PLC0415 -- each format only when met

        return webpage.grid_of(content, suffix, options)
    if suffix in (*TEXT_SUFFIXES, ".xls"):
        from jobmatch.records import delimited  # noqa: PLC0415 -- each format only when met

        return delimited.grid_of(content, suffix, options)
    if suffix == ".parquet":
        from jobmatch.records import parquet  # noqa: PLC0415 -- each format only when met

        return parquet.grid_of(content, options.table)
    from jobmatch.records import workbook  # noqa: PLC0415 -- each format only when met

    return workbook.grid_of(content, options)


def _is_path_like(source: str) -> bool:
    """Whether a text may have been meant as a path: it has an ending, a folder, or is there."""
    return bool(Path(source).suffix) or "/" in source or "\\" in source


def _content(path: Path, table: str) -> bytes:
    """Read the bytes of a file; its path is the caller's own and never built from a cell."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TableError(
                f"{table}: the file is larger than {MAX_BYTES // 2**20} MiB; split it into parts.",
                code="file_too_large",
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, TableError):
            raise
        reason = "is a folder" if isinstance(error, IsADirectoryError) else "cannot be opened"
        reason = "does not exist" if isinstance(error, FileNotFoundError) else reason
        raise TableError(
            f"{table}: the file given {reason} ({type(error).__name__}); needed is the path of a "
            f"file ({', '.join(SUFFIXES)}). Check it with pathlib.Path(...).exists().",
            code="path",
        ) from None


def _check_format(content: bytes, suffix: str, table: str) -> None:
    if not content.strip(b" \t\r\n\0") or content in (codecs.BOM_UTF8, *codecs_16()):
        raise TableError(
            f"{table}: the file is empty; needed are a header and rows. Save the table again.",
            code="file_empty",
        )
    for start, what, mend, suffixes in MAGIC:
        if content.startswith(start) and suffix not in suffixes:
            raise _wrong_format(table, suffix, what, mend)
    if not suffix:
        raise TableError(
            f"{table}: the path has no ending; needed is the path of a file "
            f"({', '.join(SUFFIXES)}). Rename the file so that its ending says what it is.",
            code="path",
        )
    page = _PAGE.match(content)
    if suffix not in (*SUFFIXES, *PAGE_SUFFIXES) or (suffix in PAGE_SUFFIXES[1:] and not page):
        raise _wrong_format(table, suffix, "of a kind that is not read", "save it as .xlsx or .csv")
    if page:
        return
    if content[:2000].removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<?xml"):
        mend = "open it in Excel or WPS and save it as .xlsx"
        raise _wrong_format(table, suffix, "an XML document", mend)
    if suffix in (".xlsx", ".xlsm") and not content.startswith(b"PK"):
        raise TableError(
            f"{table}: the file is named {suffix} but is no Excel workbook, or is damaged; open it "
            f"in Excel and save it again as .xlsx (plain text: rename it to .csv).",
            code="file_corrupt",
        )


def codecs_16() -> tuple[bytes, ...]:
    """Byte order marks of UTF-16 and UTF-32: a file of nothing else is empty."""
    return codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE


def _wrong_format(table: str, suffix: str, what: str, mend: str) -> TableError:
    named = f"named {suffix}" if suffix and len(suffix) <= 10 else "without a known ending"
    return TableError(
        f"{table}: the file is {named} but is {what}; needed is one of {', '.join(SUFFIXES)}. "
        f"To mend it, {mend}.",
        code="wrong_format",
    )


def _check_options(suffix: str, options: Options) -> None:
    if options.sheet is not None and suffix not in (".xlsx", ".xlsm"):
        raise RecipeError(f"{options.table}: sheet is a setting for .xlsx files only.")
    if options.encoding is not None:
        if suffix not in (*TEXT_SUFFIXES, *PAGE_SUFFIXES):
            raise RecipeError(f"{options.table}: encoding is a setting for text files only.")
        try:
            "".encode(options.encoding)
        except (LookupError, ValueError):
            raise RecipeError(
                f"{options.table}: encoding is not one that Python knows; use 'utf-8', 'gb18030'."
            ) from None
