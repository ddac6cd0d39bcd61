"""Yes or no, as clerks write what became of a referral: 已录用, 面试未通过, 拒绝，嫌远."""

import re
from functools import cache
from importlib import resources
from itertools import pairwise

from jobmatch.records.cell import MAX_CELL, fold, is_missing_word, plain
from jobmatch.records.cells import read

__all__ = ["data_lines", "read_answer"]

# What comes after turns the tide as a comma would: 面试后未录用, 拒绝后又同意.
_CLAUSE = re.compile("[,;:。.!、/|+后又]")
_REMARK = re.compile(r"\([^()]{0,80}\)")
_DAY = re.compile("[0-9]{1,4}[年月日号]?")


def read_answer(cell: object) -> tuple[bool | None, str]:
    """Whether a referral went on, and a code where that cannot be told.

    Parameters
    ----------
    cell : object
        0 or 1, a bool, a tick, or what a clerk wrote.

    Returns
    -------
    answer : bool or None
        True for a hire, a start, an interview or consent, False for a refusal or a failure. A yes
        that a no follows is a no (面试通过，未到岗). What is still open (待定), or a no that a yes
        follows, is None: nobody can say from the cell alone how it ended.
    code : str
        ``"outcome_missing"`` for a blank cell, ``"outcome_unread"`` for one that says neither.

    Examples
    --------
    >>> [read_answer(cell)[0] for cell in (1, "已录用", "面试未通过", "拒绝，嫌远", "待定")]
    [True, True, False, False, None]
    """
    value = plain(cell)
    if value is None or (isinstance(value, str) and is_missing_word(fold(value[:MAX_CELL]))):
        return None, "outcome_missing"
    ticked = read("flag", value)
    if ticked.code is None and ticked.value in (0, 1):
        return bool(ticked.value), ""
    answer = _in_words(value) if isinstance(value, str) and len(value) <= MAX_CELL else None
    return answer, "outcome_unread" if answer is None else ""


def _in_words(cell: str) -> bool | None:
    clauses = _CLAUSE.split(_REMARK.sub(" ", fold(cell)))
    said = [verdict for clause in clauses if (verdict := _verdict(_bare(clause)))]
    answers = [verdict for verdict in said if verdict != "doubt"]
    if not answers or "unclear" in answers:
        return None
    if "yes" not in answers:
        return False  # a doubt beside it is its reason: 未到岗，没有车
    turned = sum(one != other for one, other in pairwise(answers))
    if turned:
        return False if turned == 1 and answers[0] == "yes" else None
    return None if "doubt" in said else True


def _verdict(clause: str) -> str:
    """What a clause says: yes, no, unclear, doubt, or nothing ("")."""
    words = _words(clause)
    if words.isdisjoint({"other", "not", "open"}):
        return "no" if "no" in words else "yes" if "yes" in words else ""
    if words.isdisjoint({"yes", "open", "not"}) and "no" in words:
        return "no"  # with its reason: 嫌远不去
    if words & {"yes", "no", "open"}:
        return "unclear"
    return "doubt" if "not" in words else ""


def _bare(clause: str) -> str:
    """Letters and digits alone, and the mark of a question, which makes a clause unclear."""
    return "".join(sign for sign in clause if sign.isalnum() or sign == "?")


def _words(clause: str) -> set[str]:
    """Kinds of the words of a clause, days aside; ``"other"`` for what is no word."""
    undated = _DAY.sub("", clause)
    found = {str(match.lastgroup) for match in _pattern().finditer(undated)}
    return found | {"other"} if _pattern().sub("", undated) else found


@cache
def _pattern() -> re.Pattern[str]:
    words: dict[str, list[str]] = {}
    for line in data_lines("answers.tsv"):
        kind, listed = line.split("\t")
        words.setdefault(kind, []).extend(listed.split())
    one_of = {kind: "|".join(sorted(found, key=len)[::-1]) for kind, found in words.items()}
    return re.compile(
        f"(?P<open>{one_of['open']})"
        f"|(?P<no>(?:{one_of['not']})(?:{one_of['yes']}|{one_of['negated']})|{one_of['no']})"
        f"|(?P<yes>{one_of['yes']})|(?P<idle>{one_of['idle']})|(?P<not>{one_of['not']})"
    )


def data_lines(name: str) -> tuple[str, ...]:
    """Entries of a data file of this room, without comments and empty lines."""
    text = resources.files("jobmatch.tuning").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
