"""How alike the words of the two sides are: TF-IDF cosine over weighted fields."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Self

import numpy as np
from scipy.sparse import csr_array, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from jobmatch.features.encoded import Encoded
from jobmatch.features.feature import UNIT, Feature, Reason
from jobmatch.records import Records
from jobmatch.scores import DotScores, PartScores
from jobmatch.text import Tokenizer

__all__ = ["Text"]

# Parts of words let 数控车床操作工 meet 车床工.
_WORDS = Tokenizer(parts=True)
_JOB_FIELDS = (("title", 2.0), ("occupation", 1.0), ("skills", 1.0), ("description", 0.2))
_SEEKER_FIELDS = (
    ("desired_job", 2.0),
    ("skills", 1.0),
    ("work_history", 1.0),
    ("description", 0.5),
)


@dataclass(frozen=True, eq=False)
class _Space:
    """A frozen vocabulary and its IDF: counts in, weighted unit rows out."""

    vocabulary: Mapping[str, int]
    idf: np.ndarray[tuple[int], np.dtype[np.float64]]

    @classmethod
    def learn(cls, documents: Sequence[Sequence[str]]) -> Self:
        counter = CountVectorizer(analyzer=list)
        try:
            counts = counter.fit_transform(documents)
        except ValueError:  # no document holds a single term
            return cls({}, np.ones(0))
        vocabulary = {term: int(index) for term, index in counter.vocabulary_.items()}
        return cls(vocabulary, TfidfTransformer().fit(counts).idf_)

    def counts(self, documents: Sequence[Sequence[str]]) -> csr_array:
        if not self.vocabulary:
            return csr_array((len(documents), 1))
        counter = CountVectorizer(analyzer=list, vocabulary=self.vocabulary)
        return csr_array(counter.transform(documents), dtype=np.float64)

    def unit_rows(self, counts: csr_array) -> csr_array:
        if not self.vocabulary or not counts.shape[0]:
            return counts
        # Field weights make counts fractional; ln(1 + x) is gentle and stays positive on those too.
        weighted = TfidfTransformer()
        weighted.idf_ = self.idf
        return csr_array(weighted.transform(counts.log1p()))


@dataclass(frozen=True)
class Text(Feature):
    """How alike the words are: cosine of TF-IDF rows of words and of character n-grams.

    score[i, j] = word_share * cos(words) + (1 - word_share) * cos(characters)

    Parameters
    ----------
    word_share : float, default 0.5
        Share of the word cosine in [0, 1]; the rest goes to the cosine of character 1-2-grams,
        which still sees that 电焊工 and 焊工 are alike.
    job_fields, seeker_fields : tuple of (str, float)
        Text columns of each side and the weight of a term found there.
    missing : float, default 0.05
        Score in [0, 1] of a pair where a side has no words at all.

    Notes
    -----
    tf is ln(1 + weighted count) and idf is ln((1 + n) / (1 + df)) + 1 as scikit-learn has it.
    Vocabulary and IDF are learned from both tables in `fit` and frozen: records that come later
    change nobody else's score.
    """

    name = "text"
    label = "文字相近"
    reads_jobs = tuple(column for column, _ in _JOB_FIELDS)
    reads_seekers = tuple(column for column, _ in _SEEKER_FIELDS)
    needs = "any"
    bounds = (("word_share", UNIT),)

    word_share: float = 0.5
    job_fields: tuple[tuple[str, float], ...] = _JOB_FIELDS
    seeker_fields: tuple[tuple[str, float], ...] = _SEEKER_FIELDS
    missing: float = 0.05
    spaces: tuple[_Space, _Space] | None = field(default=None, repr=False, compare=False)

    def fit(self, jobs: Records, seekers: Records) -> Self:
        """Learn the vocabulary and the IDF of words and of characters from both tables."""
        documents = [
            [term for tokens in record for term in tokens]
            for records, fields in ((jobs, self.job_fields), (seekers, self.seeker_fields))
            for record in zip(*_tokens(records, fields).values(), strict=True)
        ]
        characters = [_ngrams(tokens) for tokens in documents]
        return replace(self, spaces=(_Space.learn(documents), _Space.learn(characters)))

    def encode_jobs(self, jobs: Records) -> Encoded:
        """Unit rows of the jobs' words and characters."""
        return self._encode(jobs, self.job_fields)

    def encode_seekers(self, seekers: Records) -> Encoded:
        """Unit rows of the seekers' words and characters."""
        return self._encode(seekers, self.seeker_fields)

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
        """The words both sides use."""
        del score
        if not known:
            return Reason("text.unknown", "文字信息太少")
        shared = shared_words(seeker, job, self.seeker_fields, self.job_fields)
        if not shared:
            return Reason("text.none", "")
        return Reason("text.shared", f"双方都提到{'、'.join(shared[:3])}", "for")

    def _encode(self, records: Records, fields: tuple[tuple[str, float], ...]) -> Encoded:
        if self.spaces is None:
            return type(self).fit(self, records, records)._encode(records, fields)
        words, characters = self.spaces
        tokens = _tokens(records, fields)
        weights = dict(fields)
        parts = []
        for space, terms in ((words, tokens), (characters, _all_ngrams(tokens))):
            counts = csr_array((len(records), max(1, len(space.vocabulary))), dtype=np.float64)
            for column, documents in terms.items():
                counts = counts + weights[column] * space.counts(documents)
            parts.append(space.unit_rows(csr_array(counts)))
        shares = (self.word_share, 1.0 - self.word_share)
        rows = hstack([np.sqrt(s) * part for s, part in zip(shares, parts, strict=True)])
        rows = csr_array(rows.tocsr())
        rows.eliminate_zeros()
        rows.sort_indices()
        return Encoded({"rows": rows, "known": np.diff(rows.indptr) > 0})


def shared_words(
    seeker: Records,
    job: Records,
    seeker_fields: Iterable[tuple[str, float]] = _SEEKER_FIELDS,
    job_fields: Iterable[tuple[str, float]] = _JOB_FIELDS,
) -> list[str]:
    """Words of two characters and more that both records use, longest first, none in another."""
    ours, theirs = (
        {term for documents in _tokens(side, fields).values() for term in documents[0]}
        for side, fields in ((seeker, seeker_fields), (job, job_fields))
    )
    shared: list[str] = []
    for term in sorted((t for t in ours & theirs if len(t) > 1), key=lambda t: (-len(t), t)):
        if not any(term in longer for longer in shared):
            shared.append(term)
    return shared


@lru_cache(maxsize=4096)  # the same cells come back when the reasons are given
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORDS.tokenize(text))


def _tokens(
    records: Records, fields: Iterable[tuple[str, float]]
) -> dict[str, list[Sequence[str]]]:
    known: dict[str, Sequence[str]] = {}
    found: dict[str, list[Sequence[str]]] = {}
    for column, _ in fields:
        if column in records:
            cells = records[column]
            for text in set(cells) - known.keys():
                known[text] = _words(text)
            found[column] = [known[text] for text in cells]
    return found


def _all_ngrams(
    tokens: Mapping[str, Sequence[Sequence[str]]],
) -> dict[str, list[list[str]]]:
    return {column: [_ngrams(terms) for terms in cells] for column, cells in tokens.items()}


def _ngrams(tokens: Sequence[str]) -> list[str]:
    """Single characters and neighbouring pairs of the Han text left after the stop words."""
    text = "".join(term for term in tokens if not term.isascii())
    return [*text, *(text[k : k + 2] for k in range(len(text) - 1))]
