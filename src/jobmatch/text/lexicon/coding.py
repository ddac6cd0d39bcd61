"""The official occupation that a job title stands for, and how sure that is.

A linear model says how well each code of the 2022 classification suits a title. What it looks at
are the characters of the title, its beginnings and endings, and the occupations the lexicon finds
in it; scripts/build_coder.py learned the weights, also for whole classes, which a code inherits.
"""

import math
import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from jobmatch.text.normalize import normalize

from .classification import classification
from .mentions import head_occupations
from .occupations import occupations
from .tables import fold, rows

__all__ = [
    "CUTS",
    "FAMILIES",
    "WEIGHTS",
    "Coder",
    "Coding",
    "coder",
    "codes_of",
    "damped",
    "features",
    "parse_occupation",
]

WEIGHTS = "coding.npz"
"""File of the learned weights, made by scripts/build_coder.py."""

CUTS = (1, 4, 7, 10)
"""Characters of a code that say its major, middle and small class and the occupation itself."""

FAMILIES = {
    "c": 1.0, "e": 1.0, "$": 0.7, "f": 1.0, "r": 0.8, "h": 1.2, "H": 0.7, "g": 1.0, "k": 1.0,
}  # fmt: skip
"""How much each kind of feature weighs beside the others; its letter begins the feature's name."""

_LONGEST = 120  # characters of a title that are looked at
_MOST_JOBS = 8
_SURE_ENOUGH = 0.08
_BATCH = 4096
# Chance that the code in the lexicon has beforehand where a title is one of its spellings and no
# more; the weights are unsure of names that no labelled title held (平车工 is not 车工).
_LEXICON_SHARE = 0.2
_LOCK = threading.Lock()
_BRACKETS = re.compile(r"[(（【\[][^()（）【】\[\]]{0,40}[)）】\]]?")
_PARTS = re.compile(r"[\s/+,，、|·—~;&-]")
# What comes in front of 招聘 is the employer; 招聘专员 is a job itself.
_CALLING = re.compile(
    "(?:急招|急聘|诚聘|招聘|招募|直聘)"
    "(?!专员|经理|主管|顾问|助理|师|专家|总监|官|文员|实习|岗|运营|培训|负责)"
)

FoundBy = Literal["official name", "lexicon", "words"]


@dataclass(frozen=True, slots=True)
class Coding:
    """An occupation of the official classification found in a text.

    Parameters
    ----------
    code : str
        Code of the 职业分类大典 2022, of an occupation or, where a text says no more, of a class.
    name : str
        Official name of the code.
    occupation : str or None
        Plain name that the lexicon has for the occupation in the text, such as 普工.
    found_by : {"official name", "lexicon", "words"}
        Whether the text is the official name, holds a name of the lexicon, or suggests the
        occupation by its words alone.
    sureness : float
        Chance in [0, 1] that a person would give this code, fitted on titles left out in learning;
        1.0 for an official name.
    """

    code: str
    name: str
    occupation: str | None
    found_by: FoundBy
    sureness: float


def parse_occupation(text: str) -> tuple[Coding, ...]:
    """Official occupations that a job title or a wish names, best first.

    Parameters
    ----------
    text : str
        Any text; its first 120 characters are looked at once it is normalized.

    Returns
    -------
    tuple of Coding
        One for each job that the text names, empty where it suggests none.

    Examples
    --------
    >>> [(found.code, found.name, found.occupation) for found in parse_occupation("叉车工")]
    [('6-30-05-01', '起重装卸机械操作工', '叉车工')]
    >>> [found.occupation for found in parse_occupation("电工、焊工")]
    ['电工', '焊工']
    >>> parse_occupation("")
    ()
    """
    title = normalize(text)[:_LONGEST]
    jobs = _jobs(title)
    chances = coder().chances([title, *(part for part, _ in jobs)])
    if not jobs:
        return _worded(title, chances[0])
    if len(jobs) == 1:
        return (_coded(title, chances[0], jobs[0][1]),)
    # What the title says as a whole is said of the job that it suits best.
    first = int(chances[1:, int(chances[0].argmax())].argmax())
    others = [at for at in range(len(jobs)) if at != first]
    found = [_coded(jobs[first][0], chances[0], jobs[first][1])]
    found += [_coded(jobs[at][0], chances[at + 1], jobs[at][1]) for at in others]
    distinct: dict[str, Coding] = {}
    for one in found:
        distinct.setdefault(one.code, one)
    return tuple(distinct.values())


class Coder:
    """The learned weights, read-only; the one instance is `coder()`.

    Parameters
    ----------
    vocabulary : sequence of str
        Features, sorted.
    rarity : ndarray of float32
        Weight of each feature in a title by how rare it is, then that of a feature never seen.
    weights : csr_array
        Evidence of each feature (row) for each unit (column).
    units : sequence of str
        Codes cut after 1, 4, 7 or 10 characters; what speaks for a class speaks for its codes.
    sharpness : float
        What scores are multiplied with to make chances of them.

    Attributes
    ----------
    codes : tuple of str
        Codes that can be given, sorted.
    """

    def __init__(
        self,
        vocabulary: Sequence[str],
        rarity: NDArray[np.float32],
        weights: csr_array,
        units: Sequence[str],
        sharpness: float,
    ) -> None:
        self._position = {feature: row for row, feature in enumerate(vocabulary)}
        self._rarity = rarity
        self._weights = weights
        self._sharpness = sharpness
        self.codes = tuple(unit for unit in units if len(unit) == CUTS[-1])
        self._column = {code: column for column, code in enumerate(self.codes)}
        at = {unit: column for column, unit in enumerate(units)}
        columns = [[at[code[:cut]] for code in self.codes] for cut in CUTS]
        self._lineage = np.array(columns)

    def __repr__(self) -> str:
        return f"Coder({len(self._position)} features, {len(self.codes)} codes)"

    def __reduce__(self) -> tuple[object, ...]:
        return coder, ()

    def chances(self, titles: Sequence[str]) -> NDArray[np.float64]:
        """How likely each code is, shape (titles, codes), each row summing to 1.

        Parameters
        ----------
        titles : sequence of str
            Normalized titles.
        """
        evidence = (self._rows(titles) @ self._weights).toarray()
        scores = sum(evidence[:, columns] for columns in self._lineage) * self._sharpness
        chances: NDArray[np.float64] = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        for row, title in enumerate(titles):
            column = self._column.get(_plain_code(title), -1)
            if column >= 0:
                chances[row] *= 1 - _LEXICON_SHARE
                chances[row, column] += _LEXICON_SHARE
        return chances

    def _rows(self, titles: Sequence[str]) -> csr_array:
        """Titles as unit rows over the vocabulary; what was never seen counts in their length."""
        columns: list[int] = []
        values: list[float] = []
        indptr = [0]
        for title in titles:
            squares = 0.0
            start = len(values)
            for feature, count in features(title).items():
                at = self._position.get(feature, -1)
                value = FAMILIES[feature[0]] * float(self._rarity[at]) * damped(count)
                squares += value * value
                if at >= 0:
                    columns.append(at)
                    values.append(value)
            length = math.sqrt(squares) or 1.0
            values[start:] = [value / length for value in values[start:]]
            indptr.append(len(values))
        return csr_array((values, columns, indptr), shape=(len(titles), len(self._position)))


def codes_of(titles: Iterable[str], n: int = 3, *, min_chance: float = 0.02) -> csr_array:
    """The likeliest codes of many titles at once.

    Parameters
    ----------
    titles : iterable of str
        Any texts; of each the first 120 characters are looked at once it is normalized.
    n : int, default 3
        Most codes a title gets.
    min_chance : float, default 0.02
        Codes less likely than this are left out.

    Returns
    -------
    csr_array
        Chances in [0, 1], shape (titles, codes), the columns in the order of ``coder().codes``;
        the row of a title that suggests nothing is empty.
    """
    cleaned = [normalize(title)[:_LONGEST] for title in titles]
    place = {title: row for row, title in enumerate(dict.fromkeys(cleaned))}
    distinct = list(place)
    blocks = [
        _strongest(coder().chances(distinct[start : start + _BATCH]), n, min_chance)
        for start in range(0, len(distinct), _BATCH)
    ]
    if not blocks:
        return csr_array((0, len(coder().codes)))
    return csr_array(vstack(blocks).tocsr()[[place[title] for title in cleaned]])


def features(title: str) -> Counter[str]:
    """What the coder looks at in a normalized title, each as often as it occurs.

    ``c`` runs of one to three characters, ``e`` the end of the first part, ``$`` the ends of all
    parts, ``f`` and ``r`` runs and beginnings with brackets and all, ``h`` the occupation named,
    ``H`` others named beside it, ``g`` its group, ``k`` the code the lexicon gives it.
    """
    text = fold(title)
    core = _core(text)
    parts = [part for part in _PARTS.split(core) if part] or [core]
    found = Counter(f"c{run}" for part in parts for run in _runs(part, 3))
    found.update(f"f{run}" for run in _runs(text, 2))
    found.update(f"r{text[:size]}" for size in (2, 3, 4, 6))
    found.update(f"e{parts[0][-size:]}" for size in (1, 2, 3, 4))
    found.update(f"${part[-size:]}" for part in parts for size in (1, 2))
    heads = head_occupations(title)
    found.update(f"H{head}" for head in heads[1:3])
    if heads:
        code = _lexicon_codes().get(heads[0], "")
        found.update([f"h{heads[0]}", f"g{occupations().group(heads[0])}"])
        found.update(f"k{code[:cut]}" for cut in CUTS if code)
    return found


def damped(count: int) -> float:
    """Weight of a feature that occurs `count` times."""
    return 1.0 + math.log(count)


def _runs(text: str, longest: int) -> Iterator[str]:
    for size in range(1, longest + 1):
        for start in range(len(text) - size + 1):
            yield text[start : start + size]


def _core(text: str) -> str:
    """Title without brackets and without the employer in front of 招聘."""
    bare = _BRACKETS.sub(" ", text).strip() or text
    behind = [call.end() for call in _CALLING.finditer(bare)]
    rest = bare[behind[-1] :].strip() if behind else ""
    return rest if len(rest) > 1 else bare


def _jobs(title: str) -> list[tuple[str, str]]:
    """Parts of a title that name an occupation of their own, with its plain name."""
    heads = head_occupations(title)[:_MOST_JOBS]
    if len(heads) < 2:
        return [(title, head) for head in heads]
    named: dict[str, str] = {}
    for part in _PARTS.split(_core(title)):
        for head in head_occupations(part)[:1]:
            named.setdefault(head, part)
    return [(named.get(head, head), head) for head in heads]


def _coded(text: str, chances: NDArray[np.float64], job: str | None) -> Coding:
    """Answer for a text by its chances; an official name speaks for itself."""
    codes, tree = coder().codes, classification()
    official = tree.resolve(text)
    if official is not None:
        return Coding(official, tree.name(official), job, "official name", 1.0)
    best = int(chances.argmax())
    code, sureness = codes[best], round(float(chances[best]), 4)
    return Coding(code, tree.name(code), job, "lexicon" if job else "words", sureness)


def _worded(title: str, chances: NDArray[np.float64]) -> tuple[Coding, ...]:
    """Answer for a title in which no occupation is spotted; none where its words say too little."""
    found = _coded(title, chances, None)
    return (found,) if found.sureness >= _SURE_ENOUGH else ()


def _strongest(chances: NDArray[np.float64], n: int, min_chance: float) -> csr_array:
    """Keep the `n` largest chances of each row, the first of equal ones."""
    order = np.argsort(-chances, axis=1, kind="stable")[:, :n]
    kept = np.take_along_axis(chances, order, axis=1)
    row, place = np.nonzero(kept >= min_chance)
    where = (row, order[row, place])
    return csr_array((kept[row, place], where), shape=chances.shape)


def _plain_code(title: str) -> str:
    """Code the lexicon gives a title that is one of its spellings, else empty."""
    name = occupations().resolve(title)
    return _lexicon_codes().get(name, "") if name else ""


@cache
def _lexicon_codes() -> dict[str, str]:
    return {row[0]: row[6] for row in rows("occupations", 7)}


@cache
def _load() -> Coder:
    with (
        (resources.files("jobmatch.text") / "data" / WEIGHTS).open("rb") as stream,
        np.load(stream, allow_pickle=False) as saved,
    ):
        units = saved["units"].tolist()
        vocabulary = saved["vocabulary"].tolist()
        values = saved["weights"].astype(np.float32) * saved["step"]
        weights = csr_array(
            (values, saved["columns"].astype(np.int32), saved["starts"]),
            shape=(len(vocabulary), len(units)),
        )
        return Coder(vocabulary, saved["rarity"], weights, units, float(saved["sharpness"]))


def coder() -> Coder:
    """The coder, read once."""
    with _LOCK:
        return _load()
