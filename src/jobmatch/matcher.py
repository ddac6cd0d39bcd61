"""The facade: a recipe (`Matcher`) fitted to two tables gives an index (`MatchIndex`).

Like the index, it joins the rooms and knows no formula.
"""

import datetime as dt
import logging
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from jobmatch.errors import RecipeError
from jobmatch.features import Feature, Gate, Recipe, on_day, standard_recipe
from jobmatch.match_index import MatchIndex
from jobmatch.records import read_jobs, read_seekers
from jobmatch.scores import COMBINATIONS, Combination

if TYPE_CHECKING:
    from jobmatch.tuning import Tuning

__all__ = ["MatchIndex", "Matcher"]

logger = logging.getLogger(__name__)


class Matcher:
    """A recipe: what speaks for the seeker, what for the employer, and what excludes.

    Parameters
    ----------
    wish : mapping of Feature to float, optional
        Weights of the features that say whether the job is what the seeker wants.
    fit : mapping of Feature to float, optional
        Weights of the features that say whether the seeker is whom the job needs. Where only one
        of `wish` and `fit` is given, the score is that side alone and the other shows 0.
    require : sequence of Gate, optional
        Requirements that exclude. Without `wish`, `fit` and `require` the standard recipe is used,
        as far as both tables have its columns; a recipe of one's own needs all its columns.
    combine : {"geometric", "harmonic", "mean"}, default "geometric"
        How wish and fit become one score; the geometric mean ranks like the chance of a mutual
        yes.
    day : datetime.date, optional
        Reference day of the gate on expired vacancies, unless that gate names its own; by default
        the day of the fit.
    min_known : float, default 0.25
        Share in [0, 1] of the weight that a record must tell enough for; whoever tells less is
        not pushed but listed as a shortfall.

    Examples
    --------
    >>> import pandas as pd
    >>> jobs = pd.DataFrame({"job_id": ["J1", "J2"], "title": ["电焊工", "月嫂"]})
    >>> seekers = pd.DataFrame({"seeker_id": ["S1"], "desired_job": ["焊工"]})
    >>> index = Matcher().fit(jobs, seekers)
    >>> index.recommend_jobs(n=1).frame[["seeker_id", "rank", "job_id"]]
      seeker_id  rank job_id
    0        S1     1     J1
    """

    def __init__(
        self,
        *,
        wish: Mapping[Feature, float] | None = None,
        fit: Mapping[Feature, float] | None = None,
        require: Sequence[Gate] | None = None,
        combine: Combination = "geometric",
        day: dt.date | None = None,
        min_known: float = 0.25,
    ) -> None:
        if not isinstance(combine, str) or combine not in COMBINATIONS:
            raise RecipeError(f"combine must be one of {', '.join(COMBINATIONS)}")
        if isinstance(min_known, bool) or not isinstance(min_known, int | float):
            raise RecipeError("min_known must be a number from 0 to 1")
        if not 0.0 <= min_known <= 1.0:
            raise RecipeError("min_known must lie from 0 to 1")
        standard = standard_recipe()
        self.explicit = wish is not None or fit is not None
        self.combine: Combination = combine
        self.min_known = float(min_known)
        self.recipe = Recipe.of(
            dict(standard.wish) if not self.explicit else (wish or {}),
            dict(standard.fit) if not self.explicit else (fit or {}),
            on_day(standard.require if require is None else require, day),
        )
        self.tuning: Tuning | None = None
        self._require_gates = require is not None

    def __repr__(self) -> str:
        def side(weights: Iterable[tuple[Feature, float]]) -> str:
            return ", ".join(f"{feature.name} {weight:.2f}" for feature, weight in weights)

        gates = ", ".join(gate.name for gate in self.recipe.require)
        return (
            f"<Matcher wish: {side(self.recipe.wish)}; fit: {side(self.recipe.fit)}; "
            f"require: {gates or 'nothing'}; {self.combine}>"
        )

    def fit(self, jobs: object, seekers: object) -> "MatchIndex":
        """Learn vocabulary and rarity from two tables and give an index over them.

        Parameters
        ----------
        jobs, seekers : path, frame or Records
            The two tables; paths and frames are read as by `read_jobs` and `read_seekers`.

        Returns
        -------
        MatchIndex
            The fitted index; what the tables could not serve stands in its `left_out`.

        Raises
        ------
        TableError
            Where a table cannot be used, or lacks columns an explicit recipe names.
        """
        jobs = read_jobs(jobs, columns=self.recipe.columns("jobs"))
        seekers = read_seekers(seekers, columns=self.recipe.columns("seekers"))
        self._named().require_columns(jobs, seekers)
        recipe, left_out = self.recipe.usable(jobs, seekers)
        if left_out:
            logger.info("left out for want of columns: %s", ", ".join(left_out))
        fitted = recipe.fit_to(jobs, seekers)
        encoded = tuple(
            (feature.encode_seekers(seekers), feature.encode_jobs(jobs))
            for feature in (*fitted.features, *fitted.require)
        )
        logger.info("fitted on %d jobs and %d seekers", len(jobs), len(seekers))
        return MatchIndex(self, fitted, jobs, seekers, encoded, MappingProxyType(left_out))

    def tune(self, outcomes: object, jobs: object, seekers: object) -> "Matcher":
        """Give a matcher whose weights have learned from what became of referrals.

        Weights of wish and fit move as far as outcomes of earlier referrals ask for, pulled toward
        those in use; where the gain on held-out outcomes is not sure, they stay as they are. No
        feature comes in or changes side. What was learned, and from what, stands in `tuning`.

        Parameters
        ----------
        outcomes : path or frame
            One row a referral with seeker_id, job_id and outcome, or Chinese headings of them. An
            outcome is 0 or 1, 是 or 否, or in words such as 录用, 面试, 同意, 拒绝, 未到, 不合适.
            What cannot be used is listed in ``tuning.left_out``.
        jobs, seekers : path, frame or Records
            The two tables that the referrals were made from.

        Returns
        -------
        Matcher
            A new matcher; this one is not changed.

        Raises
        ------
        TableError
            Where a table cannot be used.
        RecipeError
            Where a feature reads a protected or private trait.

        Examples
        --------
        >>> import pandas as pd
        >>> jobs = pd.DataFrame({"job_id": ["J1", "J2"], "title": ["电焊工", "月嫂"]})
        >>> seekers = pd.DataFrame({"seeker_id": ["S1"], "desired_job": ["焊工"]})
        >>> said = pd.DataFrame({"seeker_id": ["S1"], "job_id": ["J1"], "outcome": ["已录用"]})
        >>> matcher = Matcher().tune(said, jobs, seekers)
        >>> matcher.tuning
        <Tuning too_few: 1 outcomes used>
        >>> matcher.recipe == Matcher().recipe
        True
        """
        from jobmatch.tuning import tuning_of  # noqa: PLC0415 - the optimizer loads when asked for

        index = self.fit(jobs, seekers)
        tuning = tuning_of(outcomes, index.recipe, index.scores.match, index.jobs, index.seekers)
        logger.info("tuning: %s, %d outcomes used", tuning.verdict, len(tuning.outcomes))
        tuned = copy(self)
        tuned.recipe, tuned.tuning = tuning.applied_to(self.recipe), tuning
        return tuned

    def _named(self) -> Recipe:
        """Give the part of the recipe that the caller named, whose columns must be there."""
        return replace(
            self.recipe,
            wish=self.recipe.wish if self.explicit else (),
            fit=self.recipe.fit if self.explicit else (),
            require=self.recipe.require if self._require_gates else (),
        )
