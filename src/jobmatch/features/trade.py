"""Whether the job is in the line of work that the seeker's words speak of."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from jobmatch.features.encoded import Encoded
from jobmatch.features.feature import UNIT, Feature, Reason
from jobmatch.records import Records
from jobmatch.scores import DotScores, PartScores
from jobmatch.text import Tokenizer
from jobmatch.text.lexicon.trades import evidence, terms

__all__ = ["Trade"]

_WORDS = Tokenizer()


@dataclass(frozen=True)
class Trade(Feature):
    """How near the lines of work are that the words of wish and title speak of.

    score[i, j] = cosine of two rows over the occupations and groups of the lexicon

    A row is the sum of what the characters of a text, and pairs of them, say about occupations, so
    that 私募股权助理 and 投行分析师 are near although they share no word and neither need be known.

    Parameters
    ----------
    history : float, default 0.5
        Weight in [0, 1] of the work history beside the wish.
    category : float, default 0.5
        Weight in [0, 1] of the category of occupations beside the title.
    missing : float, default 0.2
        Score in [0, 1] of a pair where a side says nothing about its work.

    Notes
    -----
    The evidence is learned from the spellings of the lexicon alone (scripts/build_trades.py), not
    from the tables: it is the same for every fit.
    """

    name = "trade"
    label = "行当"
    reads_jobs = ("title", "occupation")
    reads_seekers = ("desired_job", "work_history")
    needs = "any"
    bounds = (("history", UNIT), ("category", UNIT))

    history: float = 0.5
    category: float = 0.5
    missing: float = 0.2

    def encode_jobs(self, jobs: Records) -> Encoded:
        """Rows of title and category."""
        return _encode(jobs, {"title": 1.0, "occupation": self.category})

    def encode_seekers(self, seekers: Records) -> Encoded:
        """Rows of the wishes, and of the work history by its weight."""
        return _encode(seekers, {"desired_job": 1.0, "work_history": self.history})

    def scores(self, seekers: Encoded, jobs: Encoded) -> PartScores:
        """Cosines of all pairs."""
        return DotScores(
            seekers.bools("known"),
            jobs.bools("known"),
            self.missing,
            seekers.sparse("rows"),
            jobs.sparse("rows"),
        )

    def reason(self, seeker: Records, job: Records, score: float, *, known: bool) -> Reason:
        """Whether the two are of one line of work."""
        del seeker, job
        if not known:
            return Reason("trade.unknown", "")
        if score >= 0.5:
            return Reason("trade.near", "属同一行当", "for")
        return Reason("trade.far", "")


def _encode(records: Records, weights: Mapping[str, float]) -> Encoded:
    """Unit rows of the columns at hand, summed by their weights and scaled to length one."""
    size = len(evidence())
    summed = csr_array((len(records), size), dtype=np.float64)
    for column, weight in weights.items():
        if column in records and weight:
            summed = csr_array(summed + weight * _rows(records[column]))
    length = np.sqrt(np.asarray(summed.multiply(summed).sum(axis=1)))
    known = length > 0
    owner = np.repeat(np.arange(len(records)), np.diff(summed.indptr))
    rows = csr_array((summed.data / length[owner], summed.indices, summed.indptr), summed.shape)
    rows.sort_indices()
    return Encoded({"rows": rows, "known": known})


def _rows(cells: npt.NDArray[np.generic]) -> csr_array:
    """Rows of a column of texts; a text that comes again is read once."""
    texts, which = np.unique(cells.astype(str), return_inverse=True)
    return csr_array(evidence().rows(map(_terms, texts.tolist()))[which])


@lru_cache(maxsize=4096)  # the same cells come back when the reasons are given
def _terms(text: str) -> tuple[str, ...]:
    return tuple(terms("".join(_WORDS.tokenize(text))))
