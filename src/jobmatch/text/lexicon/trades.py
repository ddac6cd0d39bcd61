"""What the words of a title say about the line of work, also where no occupation is spotted.

Each character and pair of neighboring characters is evidence for the occupations in whose
spellings it stands: 投行, 投 and 行 speak for banking, 税 for tax, 师 for hardly anything. A text
is a row over occupations and groups of occupations, the sum of the evidence of its terms.
"""

import math
import re
import threading
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

__all__ = ["EVIDENCE", "Evidence", "evidence", "learn", "terms"]

EVIDENCE = "trades.npz"
"""File of the learned evidence, made by scripts/build_trades.py."""

_RUNS = re.compile("[a-z0-9+#.]{1,40}|[\u3400-\u9fff]{1,200}")
_SHRINK = 3.0  # spellings; what stands in fewer says less
_LEAST = 0.01  # share of a term's evidence; what is smaller is left out
_LOCK = threading.Lock()


def terms(text: str) -> list[str]:
    """Terms of a normalized, lower-cased text: Latin words, Han characters and pairs of them."""
    found: list[str] = []
    for run in _RUNS.findall(text):
        if run[0] < "\u3400":
            found.append(run.strip("."))
        else:
            found += run
            found += map("".join, pairwise(run))
    return found


class Evidence:
    """Evidence of terms for classes, read-only.

    Parameters
    ----------
    vocabulary : sequence of str
        The terms, sorted.
    weights : csr_array
        Evidence, shape (terms, classes): first the occupations in the order of
        `Occupations.names`, then their groups, sorted.
    n_occupations : int
        How many of the classes are occupations.
    """

    def __init__(self, vocabulary: Sequence[str], weights: csr_array, n_occupations: int) -> None:
        self._position = {term: row for row, term in enumerate(vocabulary)}
        self.weights = weights
        self.n_occupations = n_occupations

    def __len__(self) -> int:
        """Number of classes."""
        return int(self.weights.shape[1])

    def __reduce__(self) -> tuple[object, ...]:
        return evidence, ()

    def rows(self, texts: Iterable[Iterable[str]], keep: int = 16) -> csr_array:
        """Unit rows over the classes, one a text; without a known term a row is empty.

        Parameters
        ----------
        texts : iterable of iterable of str
            Terms of each text; one that comes again counts once.
        keep : int, default 16
            Most occupations, and half as many groups, that a row names.

        Returns
        -------
        csr_array
            Shape (texts, classes). Occupations and groups have half of the squared length each.
        """
        position = self._position
        known = [sorted({position[t] for t in text if t in position}) for text in texts]
        indptr = np.cumsum([0, *map(len, known)])
        columns = np.fromiter((row for rows in known for row in rows), np.int64, indptr[-1])
        counts = csr_array(
            (np.ones(len(columns)), columns, indptr), shape=(len(known), len(position))
        )
        summed = csr_array(counts @ self.weights)
        parts = []
        for part, most in (
            (summed[:, : self.n_occupations], keep),
            (summed[:, self.n_occupations :], max(1, keep // 2)),
        ):
            parts.append(_unit(_strongest(csr_array(part), most)))
        return _joined([csr_array(part * math.sqrt(0.5)) for part in parts])


def learn(
    spellings: Sequence[str],
    owners: NDArray[np.int64],
    groups: NDArray[np.int64],
    kinship: NDArray[np.float64],
) -> tuple[list[str], csr_array]:
    """Learn the evidence from spellings whose occupation and group are known.

    weight[t, c] = idf[t] * n[t] / (n[t] + 3) * P(c | t), where n[t] is the number of spellings with
    the term and P(c | t) the share of class c if all classes had equally many spellings; for groups
    the shares are spread over near groups, P @ kinship.

    Parameters
    ----------
    spellings : sequence of str
        Spellings, lower-cased.
    owners, groups : ndarray of int
        Occupation and group of each spelling, from 0.
    kinship : ndarray of float64
        What evidence for a group (row) says for each group (column).

    Returns
    -------
    vocabulary : list of str
        The terms, sorted.
    weights : csr_array
        Evidence, shape (terms, occupations + groups).
    """
    documents = [sorted(set(terms(spelling))) for spelling in spellings]
    vocabulary = sorted({term for document in documents for term in document})
    position = {term: row for row, term in enumerate(vocabulary)}
    rows = np.array([position[term] for document in documents for term in document])
    sizes = np.array([len(document) for document in documents])
    number = np.bincount(rows, minlength=len(vocabulary)).astype(np.float64)
    idf = np.log((1 + len(documents)) / (1 + number)) + 1
    parts = []
    for classes, spread in ((owners, None), (groups, csr_array(kinship))):
        counts = csr_array(
            (np.ones(len(rows)), (rows, np.repeat(classes, sizes))),
            shape=(len(vocabulary), int(classes.max()) + 1),
        )
        counts.sum_duplicates()
        counts.data /= np.bincount(classes)[counts.indices]
        shares = csr_array(counts @ spread) if spread is not None else counts
        owner = np.repeat(np.arange(len(vocabulary)), np.diff(shares.indptr))
        shares.data /= np.bincount(owner, shares.data)[owner]
        weight = shares.data * (idf * number / (number + _SHRINK))[owner]
        shares.data = np.where(shares.data < _LEAST, 0.0, weight)
        shares.eliminate_zeros()
        parts.append(shares)
    return vocabulary, _joined(parts)


def _strongest(rows: csr_array, most: int) -> csr_array:
    """Keep the `most` largest entries of each row, of equal ones the first."""
    owner = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    order = np.lexsort((rows.indices, -np.round(rows.data, 9), owner))
    rank = np.arange(len(order)) - rows.indptr[owner[order]]
    kept = np.sort(order[rank < most])
    indptr = np.concatenate(([0], np.cumsum(np.bincount(owner[kept], minlength=rows.shape[0]))))
    return csr_array((rows.data[kept], rows.indices[kept], indptr), shape=rows.shape)


def _unit(rows: csr_array) -> csr_array:
    """Rows of length one; empty ones stay empty."""
    owner = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    length = np.sqrt(np.bincount(owner, rows.data**2, minlength=rows.shape[0]))
    return csr_array((rows.data / length[owner], rows.indices, rows.indptr), shape=rows.shape)


def _joined(parts: Sequence[csr_array]) -> csr_array:
    from scipy.sparse import hstack  # noqa: PLC0415

    joined = csr_array(hstack(parts).tocsr())
    joined.sort_indices()
    return joined


@cache
def _load() -> Evidence:
    with (
        (resources.files("jobmatch.text") / "data" / EVIDENCE).open("rb") as stream,
        np.load(stream, allow_pickle=False) as saved,
    ):
        shape = (len(saved["vocabulary"]), int(saved["classes"][1]))
        weights = csr_array(
            (saved["data"].astype(np.float64), saved["indices"], saved["indptr"]), shape=shape
        )
        return Evidence(saved["vocabulary"].tolist(), weights, int(saved["classes"][0]))


def evidence() -> Evidence:
    """The evidence of the lexicon, read once."""
    with _LOCK:
        return _load()
