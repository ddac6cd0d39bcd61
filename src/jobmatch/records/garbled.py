"""Text that was once read in a wrong encoding: it looks like words and says nothing.

Such a file decodes without an error; only what the words would be in the right encoding tells.
"""

import re

__all__ = ["is_big5", "is_garbled"]

# So much of a file is looked at, and so many characters are needed to judge by.
SAMPLE = 200_000
MIN_SIGNS = 4
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
# How UTF-8 or GB18030 was read by mistake -> what it is.
_MISTAKES = (
    ("latin-1", "utf-8"),
    ("cp1252", "utf-8"),
    ("gb18030", "utf-8"),
    ("latin-1", "gb18030"),
)


def is_garbled(text: str) -> bool:
    """Whether a text was decoded wrongly before it was saved: ä¼šè®¡, 浼氳, »á¼Æ for 会计.

    Parameters
    ----------
    text : str
        Text of a file, decoded as the file is now.

    Examples
    --------
    >>> is_garbled("会计".encode().decode("latin-1"))
    True
    >>> is_garbled("会计,Café")
    False
    """
    runs = _BEYOND_ASCII.findall(text[:SAMPLE])
    sample = "\n".join(run.replace("\ufffd", "") for run in runs)
    if len(sample) - len(runs) < MIN_SIGNS:
        return False
    lost = "\ufffd" in text[:SAMPLE]
    return any(_is_other(sample, wrong, right, lost=lost) for wrong, right in _MISTAKES)


def is_big5(content: bytes, text: str) -> bool:
    """Whether bytes that decode as GB18030 are Big5: common words there, rare signs here.

    Parameters
    ----------
    content : bytes
        The bytes of a file.
    text : str
        The same as GB18030.

    Examples
    --------
    >>> content = "會計師與護理師".encode("big5")
    >>> is_big5(content, content.decode("gb18030", "ignore"))
    True
    """
    if _common_share(text[:SAMPLE]) > 0.75:
        return False
    try:
        other = content[:SAMPLE].decode("big5", "strict" if len(content) <= SAMPLE else "ignore")
    except UnicodeDecodeError:
        return False
    # Level 1 of Big5, A440 to C67E, holds the common characters.
    signs = [sign.encode("big5") for sign in _HAN.findall(other)]
    common = sum(b"\xa4\x40" <= sign <= b"\xc6\x7e" for sign in signs)
    return len(signs) >= MIN_SIGNS and common >= 0.9 * len(signs)


def _is_other(sample: str, wrong: str, right: str, *, lost: bool) -> bool:
    """Whether the text is the bytes of `right` read as `wrong`; signs may have been lost."""
    try:
        content = sample.encode(wrong, "ignore" if lost else "strict")
        other = content.decode(right, "ignore" if lost else "strict")
    except UnicodeError:
        return False
    recovered = len(_HAN.findall(other))
    needed = 0.2 * len(_HAN.findall(sample)) if lost else 1
    return recovered >= max(needed, 2) and _common_share(other) > max(0.6, _common_share(sample))


def _common_share(text: str) -> float:
    """Share of the Chinese characters that are in level 1 of GB 2312, the common ones."""
    signs = _HAN.findall(text)
    codes = [sign.encode("gb2312", "ignore")[:1] for sign in signs]
    common: int = sum(b"\xb0" <= code <= b"\xd7" for code in codes)
    return common / len(signs) if signs else 0.0
