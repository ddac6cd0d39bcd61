"""Which encoding a text file has: mark, strict UTF-8 over the whole file, then GB18030."""

import codecs
from dataclasses import dataclass

from jobmatch.errors import TableError
from jobmatch.records.files import Options
from jobmatch.records.garbled import is_big5, is_garbled
from jobmatch.records.grid import Finding

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", ""),
    (codecs.BOM_UTF32_LE, "utf-32", "encoding_utf32"),
    (codecs.BOM_UTF32_BE, "utf-32", "encoding_utf32"),
    (codecs.BOM_UTF16_LE, "utf-16", "encoding_utf16"),
    (codecs.BOM_UTF16_BE, "utf-16", "encoding_utf16"),
)
# Up to so many bytes, a GB18030 line may be valid UTF-8 by chance.
_CHANCE = 6
_EURO = b"\x80"
MAX_EUROS = 20  # a line: each costs decoding the line again


@dataclass(frozen=True)
class _Fault:
    """Where decoding fails, and whether bytes are missing at the end rather than wrong."""

    start: int
    at_end: bool


@dataclass
class _Lines:
    """Lines beyond ASCII, by what they can be: UTF-8 of Chinese text, or no UTF-8 at all."""

    utf8: list[int]
    other: list[int]
    certain: bool = False


def decode(content: bytes, options: Options) -> tuple[str, list[Finding]]:
    """Give the text of a file, and what is worth noting about its encoding.

    Raises
    ------
    TableError
        Where the file mixes encodings, is cut off within a character, has an encoding that cannot
        be told, or was saved after it had been read in a wrong one. Messages name line and byte,
        never what stands there.
    """
    text, findings = _decode(content, options)
    if options.encoding is None and is_garbled(text):
        raise TableError(
            f"{options.table}: the words of the file were garbled before it was saved: a program "
            f"had read it in a wrong encoding. Save it again from where it was right, as CSV UTF-8 "
            f"or .xlsx.",
            code="text_garbled",
        )
    return text, findings


def _decode(content: bytes, options: Options) -> tuple[str, list[Finding]]:
    table = options.table
    if options.encoding is not None:
        return _decode_as(content, options.encoding, table), []
    for mark, encoding, code in _MARKS:
        if content.startswith(mark):
            return _decode_as(content, encoding, table), [Finding(code)] if code else []
    if (wide := _wide(content)) is not None:
        return _decode_as(content, wide, table), [Finding("encoding_utf16")]
    text, fault = _try(content, "utf-8")
    if fault is None:
        return text, []
    if fault.at_end and not content[: fault.start].isascii():
        raise _cut(table, content, fault.start)
    lines = _sort_lines(content)
    if lines.utf8 and (lines.certain or len(lines.utf8) >= len(lines.other)):
        raise _mixed(table, content, lines)
    return _decode_chinese(content, table), [Finding("encoding_gb18030")]


def _try(content: bytes, encoding: str) -> tuple[str, _Fault | None]:
    """Decode, or tell where that fails; the error itself would carry the whole file."""
    try:
        return content.decode(encoding), None
    except UnicodeDecodeError as error:
        missing = any(word in error.reason for word in ("end of data", "truncated", "incomplete"))
        return "", _Fault(error.start, missing and error.start >= len(content) - 4)


def _decode_as(content: bytes, encoding: str, table: str) -> str:
    text, fault = _try(content, encoding)
    if fault is None:
        return text.removeprefix("\ufeff")
    if fault.at_end:
        raise _cut(table, content, fault.start)
    raise TableError(
        f"{table}: line {_line(content, fault.start)} (byte {fault.start}) is not {encoding}; save "
        f"the file as CSV UTF-8 in Excel, or name its encoding with encoding=.",
        code="encoding_mixed" if encoding == "utf-8-sig" else "encoding_unknown",
    )


def _decode_chinese(content: bytes, table: str) -> str:
    text, fault = _try(content, "gb18030")
    if fault is not None and not fault.at_end and _EURO in content:
        text, fault = _with_euro(content)
    if fault is None and not is_big5(content, text):
        return text
    if fault is not None and fault.at_end:
        raise _cut(table, content, fault.start)
    where = f" (line {_line(content, fault.start)}, byte {fault.start})" if fault else ""
    raise TableError(
        f"{table}: the file is neither UTF-8 nor GB18030{where}; save it as CSV UTF-8 in Excel, or "
        f"name its encoding, such as encoding='big5'.",
        code="encoding_unknown",
    )


def _with_euro(content: bytes) -> tuple[str, _Fault | None]:
    """Decode with the one sign that Windows adds to GBK: a lone byte, the euro sign."""
    decoded, start = [], 0
    for raw in content.splitlines(keepends=True):
        line, left = raw, MAX_EUROS
        text, fault = _try(line, "gb18030")
        while fault is not None and line[fault.start : fault.start + 1] == _EURO and left:
            line = line[: fault.start] + "€".encode("gb18030") + line[fault.start + 1 :]
            left -= 1
            text, fault = _try(line, "gb18030")
        if fault is not None:
            return "", _Fault(
                start + fault.start, fault.at_end and start + len(line) >= len(content)
            )
        decoded.append(text)
        start += len(line)
    return "".join(decoded), None


def _wide(content: bytes) -> str | None:
    """Tell UTF-16 without a mark by the zero bytes that ASCII signs have in it."""
    start = content[:2000]
    if len(start) < 4 or len(content) % 2 or start.count(0) * 10 < len(start):
        return None
    even, odd = start[::2].count(0), start[1::2].count(0)
    if even > 4 * odd:
        return "utf-16-be"
    return "utf-16-le" if odd > 4 * even else None


def _sort_lines(content: bytes) -> _Lines:
    lines = _Lines([], [])
    for number, line in enumerate(
        content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"), 1
    ):
        if line.isascii():
            continue
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            lines.other.append(number)
            continue
        if all(sign < "\x80" or sign >= "\u2000" for sign in text):
            lines.utf8.append(number)
            lines.certain |= sum(byte >= 0x80 for byte in line) > _CHANCE
    return lines


def _cut(table: str, content: bytes, start: int) -> TableError:
    return TableError(
        f"{table}: the file ends in the middle of a character, on line {_line(content, start)} "
        f"(byte {start}): it is cut off. Fetch or copy it again.",
        code="file_truncated",
    )


def _mixed(table: str, content: bytes, lines: _Lines) -> TableError:
    few = lines.other if len(lines.other) <= len(lines.utf8) else lines.utf8
    what = "is not UTF-8, unlike" if few is lines.other else "is UTF-8, unlike"
    shown = ", ".join(map(str, few[1:10]))
    more = f" (also lines {shown}{' ...' if len(few) > 10 else ''})" if shown else ""
    start = sum(len(line) + 1 for line in content.splitlines()[: few[0] - 1])
    return TableError(
        f"{table}: line {few[0]} (near byte {start}) {what} the other lines{more}: the file was "
        f"put together from parts of different encodings. Save each part as CSV UTF-8 first.",
        code="encoding_mixed",
    )


def _line(content: bytes, start: int) -> int:
    before = content[:start]
    return 1 + (before.count(b"\n") or before.count(b"\r"))
