"""One plain form for every text: width, script, invisible characters, markup, blanks.

The steps have an order that matters: list bullets and superscripts are taken apart before NFKC,
which would turn `①5000` into `15000`. The result is a fixed point, so normalizing twice changes
nothing, whatever was typed.
"""

import html
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources import files

__all__ = ["MAX_TEXT", "data_lines", "normalize"]

MAX_TEXT = 20_000
"""Most characters of a text that are read and kept; what stands behind them is cut off."""

_PASSES = 6

# Control characters other than blanks, format and bidi marks, soft hyphen, fillers, variation
# selectors, surrogates, noncharacters, language tags.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891"
    "\u08e2\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff0-\uffff\ud800-\udfff\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U0001fffe\U0001ffff\U000e0000-\U000e0fff]"
)
# Hangul fillers and the empty Braille pattern look like blanks.
_BLANK_LOOKALIKE = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")
# Numbers and letters in circles, brackets or with a full stop, marks that open list items, and the
# private characters into which word processors turn such marks.
_BULLET = re.compile(
    r"\s?"
    "[\u2022\u2023\u2043\u2219\u2460-\u24ff\u25a0\u25aa\u25ab\u25b6\u25ba\u25c6\u25c7\u25cf\u25e6"
    "\u2605\u2606\u203b\u2713\u2714\u2756\u2776-\u2794\u279c\u27a2-\u27a4\u3220-\u3229\u3251-\u325f"
    "\u3280-\u3289\u32b1-\u32bf\ue000-\uf8ff\U0001f100-\U0001f12f\U0001f150-\U0001f169"
    "\U0001f170-\U0001f189\U000f0000-\U000ffffd\U00100000-\U0010fffd]+"
)
# NFKC writes these as digits: behind a digit they would make another number of it.
_GLUED = re.compile("(?<=[0-9０-９])(?=[²³¹¼-¾⁰⁴-⁹₀-₉⅐-⅟↉㋀-㋋㍘-㍰㏠-㏾])")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# Pasted news carries the reading behind hard characters: 務(wù)工. Only readings with a tone mark
# count, so Java(Web) and 焊工(wu) stay.
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_READING = re.compile(
    rf"(?<=[{_HAN}])(?:\( ?[a-züɑɡ]{{0,5}}[{_TONED}][a-züɑɡ]{{0,5}} ?\))+", re.IGNORECASE
)
_ACCENTS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe20-\ufe2f]{8})"
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe20-\ufe2f]+"
)
_AMPERSANDS = re.compile("&(?:amp;)+", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}[0-9]{0,2});", re.IGNORECASE)
_HIDDEN = re.compile(r"<!--|<(?P<name>script|style)\b[^<>]{0,1000}>", re.IGNORECASE)
_ANGLE = re.compile("([<>])")
# GB 2312 holds these beside 后伙于征烟么; they stand in Traditional texts (後廚). 乾 stays: 乾县.
_ALSO_OLD = "後夥於徵菸麽"
_NARROW = {0x3000: " "} | {0xFEE0 + code: chr(code) for code in range(0x21, 0x7F)}


def normalize(text: str) -> str:
    """Plain form of a text: half-width, Simplified, one line, without markup or hidden characters.

    Parameters
    ----------
    text : str
        Any text, also hostile; at most `MAX_TEXT` characters of it are read.

    Returns
    -------
    str
        At most `MAX_TEXT` characters. ``normalize(normalize(text)) == normalize(text)``.

    Notes
    -----
    Time is linear in the length of the text. In this order: HTML tags, comments, scripts and
    entities go out; hidden characters go out; list bullets become a separator; Unicode NFKC;
    pinyin readings behind a Chinese character go out; Traditional becomes Simplified (OpenCC);
    blanks are folded. Letter case is kept.

    Examples
    --------
    >>> normalize("<p>急招：  Ｊａｖａ開(kāi)發(fā)</p>")
    '急招: Java开发'
    >>> normalize("①5000 ②包住")
    '5000; 包住'
    """
    text = text[:MAX_TEXT]
    if _wide_alphabet().fullmatch(text):
        return " ".join(text.translate(_NARROW).split())
    for _ in range(_PASSES):
        if _is_clean(text):
            return text
        before, text = text, _one_pass(text)
        if text == before:
            return text
    return _settled(text)


def data_lines(name: str) -> tuple[str, ...]:
    """Entries of a data file of this room, without comments and empty lines.

    Parameters
    ----------
    name : str
        File name in the folder ``jobmatch/text/data``.

    Returns
    -------
    tuple of str
        The entries in the order of the file.

    Examples
    --------
    >>> len(data_lines("html_tags.tsv"))
    2
    """
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def _is_clean(text: str) -> bool:
    """Whether nothing can be left to do; most texts of a table are clean after one pass."""
    return (
        _clean_alphabet().fullmatch(text) is not None
        and "  " not in text
        and not text.startswith(" ")
        and not text.endswith(" ")
    )


@cache
def _wide_alphabet() -> re.Pattern[str]:
    """Clean texts in which punctuation, letters and digits may be full-width, as most are typed."""
    wide = "".join(map(chr, _NARROW)).translate(dict.fromkeys(map(ord, "＆＜＞")))
    return re.compile(_clean_alphabet().pattern.replace("]*", re.escape(wide) + "]*"))


@cache
def _clean_alphabet() -> re.Pattern[str]:
    """Texts of ASCII without markup, the Simplified characters of GB 2312, 、 and 。."""
    table = bytes(
        byte for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF) for byte in (row, cell)
    )
    han = table.decode("gb2312", errors="ignore").translate(dict.fromkeys(map(ord, _ALSO_OLD)))
    return re.compile(rf"[ -%'-;=?-~、。《》“”·{han}]*")


def _one_pass(text: str) -> str:
    if "&" in text:
        text = _ENTITY.sub(_unescaped, _AMPERSANDS.sub("&", text))
    if "<" in text:
        text = _without_tags(_without_hidden(text))
    text = _BLANK_LOOKALIKE.sub(" ", _INVISIBLE.sub("", text))
    text = _GLUED.sub(" ", _BULLET.sub(_separator, text))
    text = unicodedata.normalize("NFKC", _ACCENTS.sub(r"\1", text))[:MAX_TEXT]
    if "(" in text:
        text = _READING.sub("", text)
    if not traditional().isdisjoint(text):
        text = _simplifier()(text)
    return " ".join(text.split())[:MAX_TEXT].strip()


def _settled(text: str) -> str:
    """End the rare text that unwraps into ever new markup: without these marks nothing can."""
    text = re.sub("[&<>()]", " ", text)
    for _ in range(_PASSES):
        text = _one_pass(text)
    return text


def _unescaped(match: re.Match[str]) -> str:
    return html.unescape(match[0])


def _separator(match: re.Match[str]) -> str:
    """Give a semicolon, as a list item begins, unless a clause begins here anyway."""
    before = match.string[max(0, match.start() - 20) : match.start()].rstrip()
    return " " if not before or before[-1] in ":;,.、。：；，．([（" else "; "


def _without_hidden(text: str) -> str:
    """Leave out comments, scripts and style sheets with all they hold."""
    kept, position, unclosed = [], 0, set[str]()
    for match in _HIDDEN.finditer(text):
        name = (match["name"] or "").lower()
        if match.start() < position or name in unclosed:
            continue
        closing = _closing(name).search(text, match.end())
        if closing is None:
            unclosed.add(name)  # searched to the end once, never again: time stays linear
            continue
        kept.append(text[position : match.start()])
        position = closing.end()
    return "".join((*kept, text[position:]))


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s{{0,9}}>" if name else "-->", re.IGNORECASE)


def _without_tags(text: str) -> str:
    """Leave out HTML tags; `年龄<45` and `3<x` are none.

    A stack of open angle brackets, so that each character is looked at a bounded number of times.
    """
    kept: list[str] = []
    opened: list[int] = []
    for piece in _ANGLE.split(text):
        if piece == "<":
            opened.append(len(kept))
        elif piece == ">" and opened:
            start = opened.pop()
            tag = _tag().fullmatch("".join(kept[start + 1 :]))
            if tag:
                del kept[start:]
                kept.append("" if tag["inline"] else " ")
                continue
            opened.clear()  # no tag holds a bracket, so none that began earlier ends later
        kept.append(piece)
    return "".join(kept)


@cache
def _tag() -> re.Pattern[str]:
    """Pattern of what may stand between the angle brackets of a tag."""
    inline, block = (line.split("\t")[1].replace(" ", "|") for line in data_lines("html_tags.tsv"))
    rest = r"(?:\s[^<>]*|\s*/\s*)?"
    return re.compile(
        rf"/?(?:(?P<inline>{inline})|{block}|[a-z]{{1,3}}:[a-z]{{1,20}}){rest}|[!?][^<>]*",
        re.IGNORECASE,
    )


@cache
def _simplifier() -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415 - loaded only when a Traditional text is met

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


@cache
def traditional() -> frozenset[str]:
    """Characters that give a text away as Traditional; those of modern texts do not."""
    han = [chr(code) for span in ((0x3400, 0xA000), (0x20000, 0x323B0)) for code in range(*span)]
    simple = _simplifier()("\n".join(han)).split("\n")
    changed = (one for one, other in zip(han, simple, strict=True) if one != other)
    return frozenset(one for one in changed if not _is_modern(one))


def _is_modern(character: str) -> bool:
    return _clean_alphabet().fullmatch(character) is not None
