"""Reads the tables of the lexicon: one entry a line, tab-separated, `#` starts a comment.

An alias may hold alternatives in braces: ``叉车{工,司机}`` stands for 叉车工 and 叉车司机. Marks in
front of an occupation's alias: ``^`` counts only where a job is named (a title, a list, after
做过), ``~`` gives way to any other occupation named beside it and counts in no running text,
``!`` counts anywhere although it does not say who (进厂).
"""

import itertools
import re
from importlib import resources

__all__ = ["expand", "fold", "items", "rows", "weights"]

_BRACES = re.compile(r"\{([^{}]{0,2000})\}")
_FOLD = {ord(upper): upper.lower() for upper in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def fold(text: str) -> str:
    """Text with ASCII capitals lowered; the length, and so every position, is kept."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text.translate(_FOLD)


def expand(pattern: str) -> list[str]:
    """All spellings a pattern with braces stands for, in order.

    Examples
    --------
    >>> expand("叉车{工,司机}")
    ['叉车工', '叉车司机']
    """
    parts = _BRACES.split(pattern)
    choices = [part.split(",") if at % 2 else [part] for at, part in enumerate(parts)]
    return ["".join(chosen) for chosen in itertools.product(*choices)]


def items(cell: str) -> list[str]:
    """Every spelling of a cell of patterns separated by ``|``, each once."""
    patterns = (part.strip() for part in cell.split("|"))
    return list(dict.fromkeys(word for part in patterns if part for word in expand(part)))


def weights(cell: str) -> dict[str, float]:
    """Read ``name:strength|name:strength`` as a mapping."""
    pairs = (part.rsplit(":", 1) for part in cell.split("|") if part.strip())
    return {name.strip(): float(strength) for name, strength in pairs}


def rows(table: str, width: int) -> list[list[str]]:
    """Rows of a table of the package, each filled up to `width` cells."""
    path = resources.files("jobmatch.text") / "data" / f"{table}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in cells]
