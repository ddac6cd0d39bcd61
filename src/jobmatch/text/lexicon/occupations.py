"""The occupations: how they are called, how near they are to each other, what they take."""

import re
import threading
from collections.abc import Sequence
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from .spotting import Alias
from .tables import fold, items, rows, weights

__all__ = ["Occupations", "exceptions", "occupations"]

_MARKS = re.compile(r"[\^~!]{0,2}")
_LOCK = threading.Lock()
# A spelling that ends like this says who (电焊工); any other (喷漆, 财务) names the matter as well.
_WHO = re.compile(
    r"(?:[工员师手匠嫂姨姐哥妹姆徒者人的警]|司机|(?<!卫)生|(?<!特)长|(?:经|助|副)理|(?:主|仓|网|品|库|物|宿)管|"
    r"师傅|总监|主任|秘书|律师|医生|护士|门卫|保安|出纳|顾问|代表|干部|讲师|教授|教练|教官|导购|主播|模特|"
    r"骑手|中介|猎头|钟点|群演|白案|炉头|墩子|打荷|大厨|主厨|帮厨|校医|村医|兽医|大副|二副|前台|文职|编剧)$"
)


class Occupations:
    """The occupations of the lexicon, read-only; the one instance is `occupations()`.

    Parameters
    ----------
    table : list of list of str
        Rows of occupations.tsv: name, group, aliases, near, skills, licences.
    groups : list of list of str
        Rows of groups.tsv: group, cohesion, near groups.

    Attributes
    ----------
    names : tuple of str
        Canonical names, sorted; their places are the rows of `similarity`.
    position : dict of str to int
        Row of each name.

    Examples
    --------
    >>> jobs = occupations()
    >>> jobs.resolve("流水线工")
    '普工'
    >>> jobs.between("普工", "装配工") > jobs.between("普工", "会计")
    True
    """

    def __init__(self, table: list[list[str]], groups: list[list[str]]) -> None:
        ordered = sorted(table)
        self.names: tuple[str, ...] = tuple(row[0] for row in ordered)
        self.position: dict[str, int] = {name: at for at, name in enumerate(self.names)}
        self.aliases: dict[str, Alias] = _aliases(ordered)
        self._rows = {row[0]: row for row in ordered}
        self._groups = {row[0]: row for row in groups}

    def __reduce__(self) -> tuple[object, ...]:
        return occupations, ()

    def __repr__(self) -> str:
        return f"Occupations({len(self.names)} names, {len(self.aliases)} aliases)"

    @cached_property
    def similarity(self) -> NDArray[np.float64]:
        """How readily a person of one occupation would take the other, in [0, 1].

        Symmetric, shape (k, k), read-only, 1.0 on the diagonal: the largest of the strengths stated
        for the pair, the cohesion of their group, the nearness of their two groups.
        """
        group_names = sorted(self._groups)
        at_group = {name: at for at, name in enumerate(group_names)}
        between = self.kinship(group_names)
        np.fill_diagonal(between, [float(self._groups[name][1]) for name in group_names])
        of_group = np.array([at_group[self.group(name)] for name in self.names])
        matrix: NDArray[np.float64] = between[np.ix_(of_group, of_group)]
        for name, row in self._rows.items():
            here = self.position[name]
            for other, strength in weights(row[3]).items():
                there = self.position[other]
                matrix[here, there] = matrix[there, here] = max(matrix[here, there], strength)
        np.fill_diagonal(matrix, 1.0)
        matrix.flags.writeable = False
        return matrix

    def kinship(self, groups: Sequence[str]) -> NDArray[np.float64]:
        """Stated nearness of groups, symmetric, 1.0 on the diagonal, shape (groups, groups)."""
        at = {name: place for place, name in enumerate(groups)}
        near = np.eye(len(groups))
        for name in groups:
            for other, strength in weights(self._groups[name][2]).items():
                near[at[name], at[other]] = near[at[other], at[name]] = max(
                    near[at[name], at[other]], strength
                )
        return near

    def between(self, name: str, other: str) -> float:
        """Similarity of two occupations by name."""
        return float(self.similarity[self.position[name], self.position[other]])

    def group(self, name: str) -> str:
        """Group an occupation belongs to."""
        return self._rows[name][1]

    def skills(self, name: str) -> tuple[str, ...]:
        """Skills typical of an occupation, canonical names."""
        return tuple(items(self._rows[name][4]))

    def licences(self, name: str) -> tuple[str, ...]:
        """Licences typical of an occupation, canonical names."""
        return tuple(items(self._rows[name][5]))

    def resolve(self, alias: str) -> str | None:
        """Canonical name of an alias; None where the lexicon does not know it as a job."""
        known = self.aliases.get(fold("".join(alias.split())))
        return known.name if known else None

    def words(self) -> tuple[str, ...]:
        """Every alias, letters lowered, sorted: words a tokenizer should know."""
        return tuple(sorted(self.aliases))


def _aliases(table: list[list[str]]) -> dict[str, Alias]:
    """Aliases of all occupations by folded word; a name is always an alias of its own."""
    found: dict[str, Alias] = {}
    for name, _group, cell, *_ in table:
        for marked in items(cell):
            marks = _MARKS.match(marked)
            mark = marks.group() if marks else ""
            word = fold(marked[len(mark) :])
            bare = "^" in mark or ("!" not in mark and not _WHO.search(word))
            found.setdefault(word, Alias(word, name, bare, "~" in mark))
        found.setdefault(fold(name), Alias(fold(name), name, not _WHO.search(name)))
    return found


@cache
def exceptions(table: str) -> dict[str, Alias]:
    """Phrases in which a name of `table` means something else (会计软件, 配司机)."""
    phrases = (
        fold(word) for of, cell in rows("exceptions", 2) if of == table for word in items(cell)
    )
    return {phrase: Alias(phrase, "") for phrase in phrases}


@cache
def _load() -> Occupations:
    return Occupations(rows("occupations", 7), rows("groups", 3))


def occupations() -> Occupations:
    """All occupations of the lexicon, read once."""
    with _LOCK:
        return _load()
