"""Identifiers: read as text, exactly, or not at all.

An id that has lost digits stands for several people; such a column is refused, never repaired.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobmatch.errors import TableError
from jobmatch.records.grid import INVISIBLE, Coded, unwrapped
from jobmatch.records.problems import Problems

__all__ = ["MAX_LENGTH", "Identity", "identify", "made_ids", "read_id", "refuse_lossy"]

MAX_LENGTH = 128
EXACT_DIGITS = 15
MISSING = frozenset(
    {
        "nan",
        "none",
        "<na>",
        "nat",
        "null",
        "n/a",
        "#n/a",
        "na",
        "nil",
        "无",
        "暂无",
        "空",
        "未填",
        "缺",
    }
)
LISTED_ROWS = 10

_SCIENTIFIC = re.compile(r"[+-]?\d{1,3}(?:\.\d{1,20})?E\+?\d{1,3}", re.ASCII | re.IGNORECASE)
_PLAIN = re.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}", re.ASCII)
_DECIMAL = re.compile(r"(\d{1,128})\.0{1,20}", re.ASCII)
_NATIONAL_ID = re.compile(
    r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]", re.ASCII
)
_PHONE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_DROP = dict.fromkeys(map(ord, INVISIBLE))

Signature = Callable[[int], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Identity:
    """What one id cell holds.

    Parameters
    ----------
    text : str, optional
        The id, or None where the cell cannot be one.
    code : str, optional
        Why not, or what was done to it.
    numeric : bool, default False
        Whether the cell was a number, not text.
    """

    text: str | None
    code: str | None = None
    numeric: bool = False


def read_id(cell: object, digits: int | None = None) -> Identity:
    """Read one id cell that is not blank.

    Parameters
    ----------
    cell : object
        The cell as it was found.
    digits : int, optional
        Significant digits that numbers of the source keep, where they are limited.

    Examples
    --------
    >>> read_id("00123")
    Identity(text='00123', code=None, numeric=False)
    >>> read_id(12.0).text
    '12'
    """
    if isinstance(cell, str):
        return _read_text(cell)
    if isinstance(cell, np.float16 | np.float32):
        return Identity(None, "id_float_lossy" if np.isfinite(cell) else "id_type", numeric=True)
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        return Identity(None, "id_type")
    return _read_number(cell, EXACT_DIGITS if isinstance(cell, float) else digits)


def identify(
    ids: Coded,
    rows: npt.NDArray[np.intp],
    signature: Signature,
    problems: Problems,
    column: str,
    digits: int | None = None,
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.intp]]:
    """Read the ids of some rows and settle which rows can stay.

    Parameters
    ----------
    ids : Coded
        The id column.
    rows : ndarray of int
        Rows that are records.
    signature : callable
        Row -> codes of its known cells; equal for rows that say the same.
    problems : Problems
        Where everything noticed is listed.
    column : str
        Name of the id column.
    digits : int, optional
        Significant digits that numbers of the source keep.

    Returns
    -------
    ids : ndarray of str
        One id a row that stays.
    rows : ndarray of int
        The rows that stay, in order.

    """
    read = [Identity(None, "id_missing"), *(read_id(cell, digits) for cell in ids.cells[1:])]
    held = ids.codes[rows]
    _list_cells(read, held, rows, problems, column)
    texts = np.array([identity.text for identity in read], object)[held]
    named = np.array([text is not None for text in texts], bool)
    keep = _settle(rows[named], held[named], texts[named], signature, problems, column)
    return texts[np.isin(rows, keep)], keep


def made_ids(rows: npt.NDArray[np.intp], letter: str) -> npt.NDArray[np.object_]:
    """Make ids from row numbers, counted from 1, for a table that has none.

    Examples
    --------
    >>> made_ids(np.array([0, 41]), "J").tolist()
    ['J00001', 'J00042']
    """
    return np.array([f"{letter}{row + 1:05d}" for row in rows.tolist()], object)


def _read_text(cell: str) -> Identity:  # noqa: PLR0911 -- one return a fault
    if _PLAIN.fullmatch(cell) and cell.casefold() not in MISSING:
        return Identity(cell)
    if len(cell) > MAX_LENGTH:
        return Identity(None, "id_too_long")
    bare = cell.translate(_DROP).strip()
    if not bare.isprintable() and any(unicodedata.category(sign) in _HIDDEN for sign in bare):
        return Identity(None, "id_control_char")
    text = " ".join(unicodedata.normalize("NFKC", unwrapped(bare)).split())
    if len(text) > MAX_LENGTH:
        return Identity(None, "id_too_long")
    if text.casefold() in MISSING or not any(map(_says_something, text)):
        return Identity(None, "id_missing")
    if _SCIENTIFIC.fullmatch(text) and ("+" in text or "." in text):
        return Identity(None, "id_scientific")
    if (match := _DECIMAL.fullmatch(text)) is not None:
        whole = match[1] if len(match[1]) <= EXACT_DIGITS else None
        return Identity(whole, "id_decimal_suffix")
    return Identity(text, None if text == cell.strip() else "id_normalized")


def _says_something(sign: str) -> bool:
    """Whether a sign can tell two ids apart: no punctuation, as in ***, ##### or a lone dash."""
    return sign.isalnum() or unicodedata.category(sign)[0] not in "PZ"


def _read_number(cell: float | Decimal, digits: int | None) -> Identity:
    """Read a number: whole, and within the digits that its source keeps."""
    if isinstance(cell, int):
        if cell.bit_length() > 4 * MAX_LENGTH:
            return Identity(None, "id_too_long")
        whole = cell
    else:
        finite = cell.is_finite() if isinstance(cell, Decimal) else np.isfinite(cell)
        if not finite or abs(cell) >= 10**MAX_LENGTH:
            return Identity(None, "id_type" if not finite else "id_too_long")
        whole = int(cell)
        if whole != cell:
            return Identity(None, "id_type")
    if digits is not None and abs(whole) >= 10**digits:
        return Identity(None, "id_float_lossy", numeric=True)
    text = str(whole)
    return (
        Identity(text, numeric=True) if len(text) <= MAX_LENGTH else Identity(None, "id_too_long")
    )


def refuse_lossy(ids: Coded, table: str, column: str, digits: int | None = None) -> None:
    """Refuse an id column of numbers that have lost digits.

    Parameters
    ----------
    ids : Coded
        The id column.
    table, column : str
        Names for the message.
    digits : int, optional
        Significant digits that numbers of the source keep.

    Raises
    ------
    TableError
        Code ``id_float_lossy``.
    """
    numbers = (cell for cell in ids.cells[1:] if not isinstance(cell, str))
    if any(read_id(cell, digits).code == "id_float_lossy" for cell in numbers):
        raise TableError(
            f"{table}: column {column} holds numbers of more than {EXACT_DIGITS} digits, "
            f"whose last ones a spreadsheet or a float has already rounded away; ids are needed as "
            f"text. Read the file with read_{table}(path) or pandas.read_csv(path, "
            f"dtype=str); in Excel format the column as text and type the ids again.",
            code="id_float_lossy",
        )


def _list_cells(
    read: list[Identity],
    held: npt.NDArray[np.intp],
    rows: npt.NDArray[np.intp],
    problems: Problems,
    column: str,
) -> None:
    """List what single cells gave rise to, and what concerns the column as a whole."""
    codes = np.array([identity.code or "" for identity in read], object)[held]
    lost = np.array([identity.text is None for identity in read])[held]
    for code in sorted(set(codes.tolist()) - {""}):
        problems.add(rows[(codes == code) & lost], column, code, "left out")
        problems.add(rows[(codes == code) & ~lost], column, code, "normalized")
    for code, test in (
        ("id_numeric", lambda identity: identity.numeric),
        ("id_is_national_id", lambda identity: _looks_like(_NATIONAL_ID, identity)),
        ("id_is_phone", lambda identity: _looks_like(_PHONE, identity)),
    ):
        count = int(np.array([test(identity) for identity in read])[held].sum())
        if count:
            problems.note(code, column, f"{count} rows")


def _looks_like(pattern: re.Pattern[str], identity: Identity) -> bool:
    return identity.text is not None and pattern.fullmatch(identity.text) is not None


def _settle(
    rows: npt.NDArray[np.intp],
    held: npt.NDArray[np.intp],
    texts: npt.NDArray[np.object_],
    signature: Signature,
    problems: Problems,
    column: str,
) -> npt.NDArray[np.intp]:
    """Settle ids given more than once: the first of identical rows stays, of others none."""
    which, _ = pd.factorize(texts)
    groups: dict[int, list[int]] = {}
    for place in np.flatnonzero(np.bincount(which)[which] > 1).tolist():
        groups.setdefault(int(which[place]), []).append(place)
    keep = np.ones(len(rows), bool)
    for places in groups.values():
        same = len({(held[place], signature(int(rows[place]))) for place in places}) == 1
        gone = places[1:] if same else places
        keep[gone] = False
        code = "id_duplicate_exact" if same else "id_duplicate_conflict"
        detail = _positions(rows[places].tolist())
        if len(set(held[places].tolist())) > 1:
            detail += ", equal only after normalisation"
        problems.add(rows[gone], column, code, "left out", [detail] * len(gone))
    return rows[keep]


def _positions(rows: list[int]) -> str:
    shown = ", ".join(map(str, rows[:LISTED_ROWS]))
    more = f" and {len(rows) - LISTED_ROWS} more" if len(rows) > LISTED_ROWS else ""
    return f"one id in rows {shown}{more}"
