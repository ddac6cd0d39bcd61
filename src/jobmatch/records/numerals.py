"""Chinese numerals as people type them, turned into Arabic digits in place."""

import re

__all__ = ["arabic"]

_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
# 两三千, 三五年: two digits side by side in front of a unit are a range.
_PAIR = re.compile(
    "(?<![零〇一二两三四五六七八九十百千万])"
    "(一[二两]|[二两]三|三四|三五|四五|五六|六七|七八|八九)([十百千万](?![一二三四五六七八九])|(?=[年个天人名]))"
)
_POINT = re.compile("([零一二三四五六七八九])点([一二三四五六七八九])(?=[千万])")
# Beside a digit it is no numeral but part of a word: 统一5000, 200一车.
_RUN = re.compile(
    "(?<![0-9.零〇一二两三四五六七八九十])[零〇一二两三四五六七八九十][零〇一二两三四五六七八九十百千万]{0,15}(?![0-9.])"
)
_ANY = re.compile("[〇一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]")


def arabic(folded: str) -> str:
    """Replace Chinese numerals by Arabic ones.

    Parameters
    ----------
    folded : str
        A folded cell.

    Returns
    -------
    str
        The cell with digits. A lone 千 or 万 behind a number stays a unit, so that the other end
        of a range can share it.

    Examples
    --------
    >>> arabic("三千五到五千"), arabic("一万二"), arabic("三到五千"), arabic("两三年")
    ('3500到5千', '12000', '3到5千', '2-3年')
    """
    if not _ANY.search(folded):
        return folded
    text = _PAIR.sub(_pair, folded.translate(_FORMAL))
    text = _POINT.sub(lambda match: f"{_DIGITS[match[1]]}.{_DIGITS[match[2]]}", text)
    return _RUN.sub(lambda match: _run(match[0]), text)


def _pair(match: re.Match[str]) -> str:
    factor = _UNITS.get(match[2], 1)
    first, second = (_DIGITS[character] * factor for character in match[1])
    return f"{first}-{second}"


def _run(run: str) -> str:
    """Digits of one run of numerals; the run itself where it is no number."""
    if not any(unit in run for unit in _UNITS):
        return "".join(str(_DIGITS[character]) for character in run)
    head, last = run[:-1], run[-1]
    if last == "千" and len(head) == 1 and head in _DIGITS:
        return f"{_DIGITS[head]}千"
    if last == "万" and "万" not in head:
        return f"{_value(head)}万"
    return _value(run)


def _value(run: str) -> str:
    """Digits of a numeral with units; the run itself where it is no number.

    Own code, because cn2an raises KeyError on runs such as 一十零 and takes 96 ms to load.
    """
    total = section = 0
    digit: int | None = None
    last = 1
    for place, character in enumerate(run):
        unit = _UNITS.get(character)
        if unit is None:
            if digit:
                return run
            digit = _DIGITS[character]
            # 一百零五 is 105, 一百五 is 150.
            last = 1 if digit == 0 else last
        elif unit == 10_000:
            total, section, last = (total + section + (digit or 0)) * unit, 0, unit
            digit = None
        elif digit == 0 or (digit is None and (unit != 10 or place)):
            return run
        else:
            section, last, digit = section + (digit or 1) * unit, unit, None
    tail = (digit or 0) * (last // 10 if last >= 100 else 1)
    return str(total + section + tail)
