"""The official tree of occupations, 职业分类大典 2022: codes and what stands behind them."""

import threading
from collections import Counter
from functools import cache

from .tables import fold, items, rows

__all__ = ["Classification", "classification"]

_CUTS = (1, 4, 7)  # characters of a code that say its major, middle and small class
_ROOT = "0-00-00-00"
_LOCK = threading.Lock()


class Classification:
    """The official occupations and the classes above them; the one instance is `classification()`.

    Parameters
    ----------
    table : list of list of str
        Rows of classification.tsv: code, name, further names.

    Attributes
    ----------
    codes : tuple of str
        Every code, sorted.

    Examples
    --------
    >>> tree = classification()
    >>> tree.name("4-07-05-01")
    '保安员'
    >>> [tree.name(code) for code in tree.above("4-07-05-01")]
    ['社会生产服务和生活服务人员', '租赁和商务服务人员', '安全保护服务人员']
    """

    def __init__(self, table: list[list[str]]) -> None:
        self._names = {code: name for code, name, _ in sorted(table)}
        self._further = {code: tuple(items(cell)) for code, _, cell in table}
        self.codes: tuple[str, ...] = tuple(self._names)
        counted = Counter(map(fold, self._names.values()))
        self._codes = {fold(n): c for c, n in self._names.items() if counted[fold(n)] == 1}

    def __len__(self) -> int:
        """Number of codes."""
        return len(self.codes)

    def __repr__(self) -> str:
        return f"Classification({len(self)} codes)"

    def name(self, code: str) -> str:
        """Official name of a code."""
        return self._names[code]

    def names(self, code: str) -> tuple[str, ...]:
        """Official name of a code, then the further names that job sites use for it."""
        return (self._names[code], *self._further[code])

    def resolve(self, name: str) -> str | None:
        """Code of an official name; None for any other name and for one that two codes share."""
        return self._codes.get(fold(name))

    def above(self, code: str) -> tuple[str, ...]:
        """Codes of the classes that a code belongs to, the largest first."""
        padded = (code[:cut] + _ROOT[cut:] for cut in _CUTS)
        return tuple(dict.fromkeys(one for one in padded if one in self._names and one != code))


@cache
def _load() -> Classification:
    return Classification(rows("classification", 3))


def classification() -> Classification:
    """The official tree, read once."""
    with _LOCK:
        return _load()
