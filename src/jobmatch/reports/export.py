"""Files that are safe to open: no cell runs as a formula, no file is ever half written."""

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from jobmatch.errors import TableError

__all__ = ["safe_frame", "safe_text", "write_atomically", "write_csv"]

# Signs that a spreadsheet takes for the start of a formula, in either width.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def safe_text(text: str) -> str:
    r"""Make a text safe for a spreadsheet: control characters out, a formula escaped.

    A text that starts like a formula, also after blanks, gets a leading apostrophe.

    Examples
    --------
    >>> safe_text("=1+1"), safe_text("\t=1"), safe_text(";=1"), safe_text("00123")
    ("'=1+1", "'\t=1", ';=1', '00123')
    """
    cleaned = text if text.isprintable() else _CONTROLS.sub("", text)
    starts = cleaned.startswith(_FORMULA) or cleaned.lstrip().startswith(_FORMULA)
    return f"'{cleaned}" if starts else cleaned


def safe_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a copy of a frame whose texts and headings are all safe."""
    safe = {
        safe_text(str(name)): pd.Series([_safe(cell) for cell in frame[name]], dtype=object)
        for name in frame.columns
    }
    return pd.DataFrame(safe)


def _safe(cell: object) -> object:
    if isinstance(cell, str):
        return safe_text(cell)
    if cell is None or (isinstance(cell, float) and cell != cell):  # noqa: PLR0124 - NaN
        return ""
    return cell


def write_csv(frame: pd.DataFrame, path: str | Path) -> Path:
    """Write a frame as CSV that Excel opens right: UTF-8 with a mark, formulas escaped.

    The file appears whole or not at all; one that was there before is replaced.

    Parameters
    ----------
    frame : pandas.DataFrame
        Its columns are written, its index is not.
    path : str or Path
        File to write; its folder must exist.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    TableError
        Where the file cannot be written.
    """
    content = safe_frame(frame).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
    return write_atomically(path, lambda target: target.write_bytes(content))


def write_atomically(path: str | Path, write: Callable[[Path], object]) -> Path:
    """Let `write` fill a file beside `path`, then put it in the place of `path`."""
    path = Path(path)
    try:
        handle, name = tempfile.mkstemp(prefix=".jobmatch-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            write(temporary)
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise TableError(
            f"the file {path.name} cannot be written ({error.strerror or type(error).__name__}); "
            f"needed is a folder that exists and can be written to, and the file closed in Excel.",
            code="cannot_write",
        ) from None
    return path


def _umask() -> int:
    """Tell the permissions new files go without; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
