"""The index: two tables under a fitted recipe, asked who fits whom in either direction.

Joins the rooms and knows no formula: features compare, scores combine, ranking selects.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Protocol

import numpy as np
import pandas as pd
from tqdm import tqdm

from jobmatch.errors import RecipeError, TableError
from jobmatch.features import Encoded, EnoughKnown, Gate, Recipe
from jobmatch.features.skills import compared_skills
from jobmatch.features.text import shared_words
from jobmatch.ranking import TopN, id_order, top_n
from jobmatch.records import Records, read_jobs, read_seekers
from jobmatch.referrals import Explanation, Referrals, Shortfall, explanation
from jobmatch.schema import TableName
from jobmatch.scores import (
    Bools,
    Combination,
    Floats,
    GatedScores,
    Ints,
    PartScores,
    WeightedScores,
    enough_known,
)

__all__ = ["MatchIndex", "Settings"]

_CHUNK_ROWS = 2_000
Side = tuple[Encoded, Encoded]


class Settings(Protocol):
    """What the index needs of the matcher that made it."""

    combine: Combination
    min_known: float

    def fit(self, jobs: object, seekers: object) -> "MatchIndex":
        """Learn from two tables and give an index over them."""


@dataclass(frozen=True, eq=False, repr=False)
class MatchIndex:
    """Two tables under a fitted recipe: asks who fits whom, in either direction.

    Made by `Matcher.fit`. It is immutable: `with_jobs` and the like give new indexes that share
    what has not changed. Vocabulary, rarity and reference day stay as they were fitted, so that
    a record's coming or going never changes another pair's score; `refit` learns them anew.

    Parameters
    ----------
    matcher : Matcher
        The recipe as it was asked for, with the settings beside it.
    recipe : Recipe
        The part in use, fitted.
    jobs, seekers : Records
        The two tables.
    encoded : tuple of (Encoded, Encoded)
        Seekers and jobs as each feature and then each gate of the recipe encodes them.
    left_out : mapping of str to tuple of str
        Features and gates not in use, with the columns they miss.
    """

    matcher: Settings
    recipe: Recipe
    jobs: Records
    seekers: Records
    encoded: tuple[Side, ...]
    left_out: Mapping[str, tuple[str, ...]]

    def __reduce__(self) -> tuple[object, ...]:
        # A mapping proxy does not pickle, and the scores are made anew where they are needed.
        parts = (self.matcher, self.recipe, self.jobs, self.seekers, self.encoded)
        return _rebuilt, (*parts, dict(self.left_out))

    def __repr__(self) -> str:
        used = ", ".join(feature.name for feature in self.recipe.features)
        return f"<MatchIndex {len(self.seekers)} seekers x {len(self.jobs)} jobs: {used}>"

    @cached_property
    def scores(self) -> GatedScores:
        """The scores and gates of all pairs, seekers down and jobs across, never built whole."""
        features = self.recipe.features
        matrices: list[PartScores] = [
            feature.scores(seekers, jobs)
            for feature, (seekers, jobs) in zip(
                (*features, *self.recipe.require), self.encoded, strict=True
            )
        ]
        wish, fit = self.recipe.weights()
        match = WeightedScores(tuple(matrices[: len(features)]), wish, fit, self.matcher.combine)
        known = enough_known(match, self.matcher.min_known)
        return GatedScores(match, (*matrices[len(features) :], known))

    def recommend_jobs(
        self,
        seeker_ids: Iterable[str] | None = None,
        *,
        n: int = 5,
        min_score: float = 0.0,
        engine: str = "reference",
        progress: bool = False,
    ) -> Referrals:
        """Best jobs of each seeker.

        Parameters
        ----------
        seeker_ids : iterable of str, optional
            Whose lists; all seekers by default.
        n : int, default 5
            Most jobs a list.
        min_score : float, default 0.0
            Least score in [0, 1]; what scores lower is left out, the list then a shortfall.
        engine : str, default "reference"
            A name in `jobmatch.ranking.ENGINES`.
        progress : bool, default False
            Whether a progress bar is shown.

        Returns
        -------
        Referrals
            The lists in the order of `seeker_ids`, each best first, equal scores by job id.

        Raises
        ------
        UnknownIdError
            Where an id is not in the index.
        RecipeError
            Where `n` is no whole number of at least 1 or `min_score` lies outside [0, 1].
        """
        rows = _rows(self.seekers, seeker_ids)
        ranked = _ranked(self.scores, n, rows, self.jobs, engine, progress=progress)
        return self._lists("seekers", ranked, rows, n, min_score)

    def recommend_seekers(
        self,
        job_ids: Iterable[str] | None = None,
        *,
        n: int = 20,
        min_score: float = 0.0,
        engine: str = "reference",
        progress: bool = False,
    ) -> Referrals:
        """Best seekers of each job: the same scores, read the other way.

        Parameters
        ----------
        job_ids : iterable of str, optional
            Whose lists; all jobs by default.
        n : int, default 20
            Most seekers a list.
        min_score : float, default 0.0
            Least score in [0, 1]; what scores lower is left out, the list then a shortfall.
        engine : str, default "reference"
            A name in `jobmatch.ranking.ENGINES`.
        progress : bool, default False
            Whether a progress bar is shown.

        Returns
        -------
        Referrals
            The lists in the order of `job_ids`, each best first, equal scores by seeker id.

        Raises
        ------
        UnknownIdError
            Where an id is not in the index.
        RecipeError
            Where `n` is no whole number of at least 1 or `min_score` lies outside [0, 1].
        """
        rows = _rows(self.jobs, job_ids)
        ranked = _ranked(self.scores.T, n, rows, self.seekers, engine, progress=progress)
        return self._lists("jobs", ranked, rows, n, min_score)

    def explain(self, *, seeker_id: str, job_id: str) -> Explanation:
        """Everything that makes one pair's score, also where a gate excludes the pair.

        Parameters
        ----------
        seeker_id, job_id : str
            The pair.

        Returns
        -------
        Explanation
            Parts that add up, gates and why shut, words and skills shared and missing.

        Raises
        ------
        UnknownIdError
            Where an id is not in the index.
        """
        i = np.array([self.seekers.row_of(seeker_id)], dtype=np.int64)
        j = np.array([self.jobs.row_of(job_id)], dtype=np.int64)
        found = TopN(i, j, np.ones(1, dtype=np.int64), self.scores.pairs(i, j).round(6))
        pair = self._referrals(found, i, j, "seekers")
        seeker, job = self.seekers.at(int(i[0])), self.jobs.at(int(j[0]))
        return explanation(pair, shared_words(seeker, job), compared_skills(seeker, job))

    def with_seekers(self, seekers: object) -> "MatchIndex":
        """Give an index with further seekers; a known id replaces the record. Nothing is refitted.

        Parameters
        ----------
        seekers : path, frame or Records
            The newcomers.
        """
        columns = self.recipe.columns("seekers")
        new = _aligned(self.seekers, read_seekers(seekers, columns=columns))
        kept = _others(self.seekers, new.ids)
        features = (*self.recipe.features, *self.recipe.require)
        encoded = tuple(
            (ours.take(kept).stack(feature.encode_seekers(new)), theirs)
            for feature, (ours, theirs) in zip(features, self.encoded, strict=True)
        )
        return replace(self, seekers=self.seekers.take(kept).stack(new), encoded=encoded)

    def with_jobs(self, jobs: object) -> "MatchIndex":
        """Give an index with further jobs; a known id replaces the record. Nothing is refitted.

        Parameters
        ----------
        jobs : path, frame or Records
            The new vacancies.
        """
        new = _aligned(self.jobs, read_jobs(jobs, columns=self.recipe.columns("jobs")))
        kept = _others(self.jobs, new.ids)
        features = (*self.recipe.features, *self.recipe.require)
        encoded = tuple(
            (ours, theirs.take(kept).stack(feature.encode_jobs(new)))
            for feature, (ours, theirs) in zip(features, self.encoded, strict=True)
        )
        return replace(self, jobs=self.jobs.take(kept).stack(new), encoded=encoded)

    def without_seekers(self, seeker_ids: Iterable[str]) -> "MatchIndex":
        """Give an index without some seekers; UnknownIdError where one is not in the index."""
        kept = np.setdiff1d(np.arange(len(self.seekers)), _rows(self.seekers, seeker_ids))
        encoded = tuple((ours.take(kept), theirs) for ours, theirs in self.encoded)
        return replace(self, seekers=self.seekers.take(kept), encoded=encoded)

    def without_jobs(self, job_ids: Iterable[str]) -> "MatchIndex":
        """Give an index without some jobs; UnknownIdError where one is not in the index."""
        kept = np.setdiff1d(np.arange(len(self.jobs)), _rows(self.jobs, job_ids))
        encoded = tuple((ours, theirs.take(kept)) for ours, theirs in self.encoded)
        return replace(self, jobs=self.jobs.take(kept), encoded=encoded)

    def refit(self) -> "MatchIndex":
        """Give an index that has learned vocabulary, rarity and reference day anew."""
        return self.matcher.fit(self.jobs, self.seekers)

    def _referrals(self, found: TopN, i: Ints, j: Ints, whose: TableName) -> Referrals:
        match, gates = self.scores.match, self.scores.gates
        speakers: list[Gate | EnoughKnown] = [*self.recipe.require, EnoughKnown()]
        features = self.recipe.features
        parts = {f: _judged(part, i, j) for f, part in zip(features, match.parts, strict=True)}
        wish, fit = match.sides([score for score, _ in parts.values()])
        return Referrals(
            whose=whose,
            jobs=self.jobs,
            seekers=self.seekers,
            job_rows=j,
            seeker_rows=i,
            ranks=found.ranks,
            scores=found.scores,
            wishes=wish,
            fits=fit,
            confidences=match.confidence(i, j),
            parts=parts,
            gates={gate: _judged(part, i, j) for gate, part in zip(speakers, gates, strict=True)},
            weights=dict(zip(features, zip(*self.recipe.weights(), strict=True), strict=True)),
        )

    def _lists(
        self, whose: TableName, ranked: TopN, asked: Ints, n: int, min_score: float
    ) -> Referrals:
        """Give what scores enough as lists of one side, and what falls short of `n`, with why."""
        found = ranked.at_least(min_score)
        ours = whose == "seekers"
        i, j = (found.rows, found.columns) if ours else (found.columns, found.rows)
        shortfalls = tuple(self._shortfalls(whose, ranked, found, asked, n))
        return replace(self._referrals(found, i, j, whose), shortfalls=shortfalls)

    def _shortfalls(
        self, whose: TableName, ranked: TopN, found: TopN, asked: Ints, n: int
    ) -> Iterable[Shortfall]:
        seeker_shares, job_shares = self.scores.match.known_shares()
        owners, others, shares = (
            (self.seekers, self.jobs, seeker_shares)
            if whose == "seekers"
            else (self.jobs, self.seekers, job_shares)
        )
        before, after = (np.bincount(top.rows, minlength=len(owners)) for top in (ranked, found))
        for row in asked[after[asked] < n]:
            yield Shortfall.of(
                str(owners.ids[row]),
                (int(after[row]), int(before[row]), n, len(others)),
                thin=bool(shares[row] < self.matcher.min_known),
            )


def _ranked(
    scores: GatedScores, n: int, rows: Ints, others: Records, engine: str, *, progress: bool
) -> TopN:
    order = id_order(others.ids)
    starts = range(0, max(len(rows), 1), _CHUNK_ROWS)
    bar = tqdm(starts, disable=not progress, unit_scale=_CHUNK_ROWS, desc="匹配", leave=False)
    chunks = (rows[start : start + _CHUNK_ROWS] for start in bar)
    return TopN.join([top_n(scores, n, rows=chunk, order=order, engine=engine) for chunk in chunks])


def _judged(part: PartScores, i: Ints, j: Ints) -> tuple[Floats, Bools]:
    return part.pairs(i, j), part.known(i, j)


def _rows(records: Records, ids: Iterable[str] | None) -> Ints:
    if ids is None:
        return np.arange(len(records), dtype=np.int64)
    if isinstance(ids, str) or not isinstance(ids, Iterable):
        raise RecipeError(f'ids must be a list of ids, such as ["{records.table[0].upper()}1"]')
    rows = dict.fromkeys(records.row_of(one) for one in ids)
    return np.fromiter(rows, dtype=np.int64, count=len(rows))


def _others(records: Records, ids: Iterable[str]) -> Ints:
    replaced = pd.Index(records.ids).isin(list(ids))
    return np.flatnonzero(~replaced).astype(np.int64)


def _rebuilt(
    matcher: Settings,
    recipe: Recipe,
    jobs: Records,
    seekers: Records,
    encoded: tuple[Side, ...],
    left_out: dict[str, tuple[str, ...]],
) -> MatchIndex:
    return MatchIndex(matcher, recipe, jobs, seekers, encoded, MappingProxyType(left_out))


def _aligned(records: Records, new: Records) -> Records:
    """Give `new` with the columns of `records`; ids made from row numbers never replace others."""
    made = any("id_from_row" in set(side.problems["code"]) for side in (records, new))
    if made and len(_others(records, new.ids)) < len(records):
        raise TableError(
            f"{records.table}: the new rows or those of the index have no ids of their own, and "
            f"their row numbers stand for other records already; give both tables a column of ids.",
            code="id_from_row",
        )
    return new.like(records)
