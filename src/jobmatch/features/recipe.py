"""The recipe: which features speak for which side, with what weight, and which gates shut."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from numbers import Real

from jobmatch.errors import RecipeError, TableError
from jobmatch.features.education import Education
from jobmatch.features.experience import Experience
from jobmatch.features.feature import Feature
from jobmatch.features.gate import Gate
from jobmatch.features.has_openings import HasOpenings
from jobmatch.features.licences import Licences
from jobmatch.features.location import Location
from jobmatch.features.minimum_age import MinimumAge
from jobmatch.features.not_expired import NotExpired
from jobmatch.features.not_opted_out import NotOptedOut
from jobmatch.features.occupation import Occupation
from jobmatch.features.salary import Salary
from jobmatch.features.skills import Skills
from jobmatch.features.text import Text
from jobmatch.features.trade import Trade
from jobmatch.records import Records
from jobmatch.schema import Column

__all__ = ["Recipe", "standard_recipe"]

Weights = tuple[tuple[Feature, float], ...]


@dataclass(frozen=True)
class Recipe:
    """Features with weights for each side, and gates; a value that does no work.

    Parameters
    ----------
    wish, fit : tuple of (Feature, float)
        Features that speak for the seeker and for the employer, each side's weights summing to 1.
    require : tuple of Gate
        Gates, in the order their reasons are given.
    """

    wish: Weights
    fit: Weights
    require: tuple[Gate, ...] = ()

    @classmethod
    def of(
        cls, wish: Mapping[Feature, float], fit: Mapping[Feature, float], require: Iterable[Gate]
    ) -> "Recipe":
        """Check the weights, scale each side to sum 1 and give the recipe."""
        recipe = cls(_scaled("wish", wish), _scaled("fit", fit), tuple(require))
        if not recipe.features:
            raise RecipeError(
                "the weights of wish and fit are all empty; give one feature at least"
            )
        for gate in recipe.require:
            if not isinstance(gate, Gate):
                raise RecipeError(f"require holds {type(gate).__name__}, which is not a gate")
        _distinct(recipe.features)
        _distinct(recipe.require)
        return recipe

    @property
    def features(self) -> tuple[Feature, ...]:
        """Every feature once: those of the wish in order, then the others of the fit."""
        return tuple(dict.fromkeys(feature for feature, _ in chain(self.wish, self.fit)))

    def weights(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Weight of each of `features` for the wish and for the fit."""
        wish, fit = dict(self.wish), dict(self.fit)
        features = self.features
        return tuple(wish.get(f, 0.0) for f in features), tuple(fit.get(f, 0.0) for f in features)

    def columns(self, table: str) -> tuple[Column, ...]:
        """Columns of their own that the features and gates read of a table."""
        found: dict[str, Column] = {}
        for feature in (*self.features, *self.require):
            reads = feature.reads_jobs if table == "jobs" else feature.reads_seekers
            found.update({c.name: c for c in reads if isinstance(c, Column)})
        return tuple(found.values())

    def usable(
        self, jobs: Records, seekers: Records
    ) -> tuple["Recipe", dict[str, tuple[str, ...]]]:
        """Give the part of the recipe these tables have columns for, and what it leaves out.

        Raises
        ------
        TableError
            Where no feature is left.
        """
        left_out = self.lacking(jobs, seekers)
        wish = {f: w for f, w in self.wish if f.name not in left_out}
        fit = {f: w for f, w in self.fit if f.name not in left_out}
        if not wish and not fit:
            raise TableError(
                f"jobs and seekers: no feature of the recipe can be used; missing are "
                f"{_listed(left_out)}; at least a title and a desired job are needed",
                code="missing_column",
            )
        gates = tuple(gate for gate in self.require if gate.name not in left_out)
        return Recipe.of(wish, fit, gates), left_out

    def lacking(self, jobs: Records, seekers: Records) -> dict[str, tuple[str, ...]]:
        """Features and gates these tables cannot serve, each with the columns it misses."""
        missing = {
            feature.name: feature.missing_columns(jobs, seekers)
            for feature in (*self.features, *self.require)
        }
        return {name: columns for name, columns in missing.items() if columns}

    def require_columns(self, jobs: Records, seekers: Records) -> None:
        """Raise one TableError that names every column the recipe misses."""
        lacking = self.lacking(jobs, seekers)
        if lacking:
            raise TableError(
                f"the recipe needs columns that were not found: {_listed(lacking)}; add the "
                f"columns, rename their headings, read columns of a feature's own with "
                f"read_jobs(..., columns=Feature.reads_jobs), or take the features out",
                code="missing_column",
            )

    def fit_to(self, jobs: Records, seekers: Records) -> "Recipe":
        """Give the recipe with every feature and gate fitted to the tables."""
        fitted = {feature: feature.fit(jobs, seekers) for feature in self.features}
        return Recipe(
            tuple((fitted[feature], weight) for feature, weight in self.wish),
            tuple((fitted[feature], weight) for feature, weight in self.fit),
            tuple(gate.fit(jobs, seekers) for gate in self.require),
        )


# Columns that stand in the frame of referrals whatever the recipe.
_TAKEN = frozenset(
    ("seeker_id", "job_id", "rank", "score", "wish", "fit", "confidence", "reasons", "sentence")
)


def standard_recipe() -> Recipe:
    """Give the default recipe; the weights are set by measurement (docs/quality.md)."""
    occupation, trade, text = Occupation(), Trade(), Text()
    return Recipe.of(
        wish={Location(): 0.45, Salary(): 0.20, occupation: 0.15, trade: 0.15, text: 0.05},
        fit={
            text: 0.40,
            occupation: 0.15,
            Skills(): 0.15,
            trade: 0.10,
            Education(): 0.10,
            Experience(): 0.10,
        },
        require=(NotExpired(), HasOpenings(), Licences(), MinimumAge(), NotOptedOut()),
    )


def _scaled(side: str, weights: Mapping[Feature, float]) -> Weights:
    if not isinstance(weights, Mapping):
        raise RecipeError(f"{side} must be a dictionary of features and their weights")
    numbers = {feature: _number(side, feature, weight) for feature, weight in weights.items()}
    total = sum(numbers.values())
    if numbers and not 0 < total < math.inf:
        raise RecipeError(f"weights of {side} must sum to a finite number above 0")
    return tuple((feature, number / total) for feature, number in numbers.items() if number)


def _number(side: str, feature: Feature, weight: float) -> float:
    if not isinstance(feature, Feature) or isinstance(feature, Gate):
        raise RecipeError(f"weights of {side}: {type(feature).__name__} is not a feature")
    if isinstance(weight, bool) or not isinstance(weight, Real):
        raise RecipeError(f"weights of {side}: that of {feature.name} must be a number")
    try:
        number = float(weight)
    except OverflowError:
        number = math.inf
    if not 0 <= number < math.inf:
        raise RecipeError(
            f"weights of {side}: that of {feature.name} must be finite and not negative"
        )
    return number


def _distinct(features: tuple[Feature, ...]) -> None:
    names = [feature.name for feature in features]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise RecipeError(
            f"the recipe holds {', '.join(twice)} more than once, maybe with other settings"
        )
    taken = sorted(_TAKEN.intersection(names))
    if taken:
        raise RecipeError(
            f"a feature cannot be called {', '.join(taken)}: referrals say it already"
        )


def _listed(lacking: Mapping[str, tuple[str, ...]]) -> str:
    return "; ".join(f"{name} lacks {', '.join(columns)}" for name, columns in lacking.items())
