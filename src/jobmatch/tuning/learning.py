"""Logistic regression on the score, its weights pulled toward those in use; the gain held out.

All of it is deterministic: the optimizer starts from the weights in use, the folds follow the order
of the seekers' ids, and the interval is drawn from a generator of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_expit
from scipy.stats import rankdata

from jobmatch.scores import COMBINATIONS, Bools, Combination, Floats, Ints

__all__ = ["PULL", "HeldOut", "Sample", "Sides", "held_out", "learn"]

PULL = 100.0
"""Strength of the pull in outcomes; set by measurement, see `learn`."""

FOLDS = 5
_RESAMPLES = 2_000
_UNITS = 1_000  # weights are thousandths; finer ones would only look exact
_FLAT = 1e-9  # a spread of scores below this is none


@dataclass(frozen=True, eq=False)
class Sample:
    """Referrals whose outcome is known.

    Parameters
    ----------
    values : ndarray of float64, shape (k, n_features)
        Scores of the features in [0, 1]; those of unknown cells as they stand.
    yes : ndarray of bool, shape (k,)
        Whether it went on.
    seekers : ndarray of int64, shape (k,)
        Whose referral it was; folds never part a person's outcomes.
    """

    values: Floats
    yes: Bools
    seekers: Ints

    def __len__(self) -> int:
        return len(self.yes)

    def take(self, rows: Bools) -> "Sample":
        """Give the referrals at `rows`."""
        return Sample(self.values[rows], self.yes[rows], self.seekers[rows])


@dataclass(frozen=True, eq=False)
class Sides:
    """Weights of the features for wish and fit, and how the two become one score.

    Parameters
    ----------
    wish, fit : ndarray of float64, shape (n_features,)
        Non-negative weights that sum to 1, or all 0 where the recipe leaves the side out.
    combination : {"geometric", "harmonic", "mean"}
        How wish and fit become one score.
    """

    wish: Floats
    fit: Floats
    combination: Combination = "geometric"

    def scores(self, values: Floats) -> Floats:
        """Match score of each row of `values`."""
        # Summed row by row, so that a score does not depend on the other rows or on threads.
        sides = [(values * side).sum(axis=1) for side in (self.wish, self.fit) if side.any()]
        return sides[0] if len(sides) == 1 else COMBINATIONS[self.combination](*sides)

    @property
    def free(self) -> bool:
        """Whether there is anything to weigh: a side with two features or more."""
        return any(np.count_nonzero(side) > 1 for side in (self.wish, self.fit))


@dataclass(frozen=True, eq=False)
class HeldOut:
    """What learned weights change on outcomes that they were not learned from.

    Parameters
    ----------
    gain, low, high : float
        Fall of the log loss an outcome, in nats, and the bounds of its 95 % interval over seekers.
    before, after : float
        Share of pairs of a yes and a no in which the yes has the higher chance, with the weights in
        use and with learned ones.
    """

    gain: float
    low: float
    high: float
    before: float
    after: float

    def __str__(self) -> str:
        return f"{self.gain:.4f} [{self.low:.4f}, {self.high:.4f}]"


def learn(sample: Sample, start: Sides, *, pull: float = PULL) -> Sides:
    """Weights that make the outcomes likely, pulled toward `start`.

    Parameters
    ----------
    sample : Sample
        The outcomes.
    start : Sides
        Weights in use; a feature without weight on a side stays without.
    pull : float, default `PULL`
        Strength of the pull, in outcomes.

    Notes
    -----
    With the score s_k of referral k under the weights w (wish) and v (fit), the log of

        prod_k P(outcome_k) * Dirichlet(w | 1 + pull * w0) * Dirichlet(v | 1 + pull * v0)

    is maximized, where P(yes_k) = 1 / (1 + exp(-a - b * s_k)) with b >= 0. The mode of the prior is
    the weights in use (w0, v0); to leave them costs `pull` times the Kullback-Leibler divergence
    KL(w0 || w). Weights are rounded to thousandths.
    """
    weights = _fitted(sample, start, pull).sides
    wish, fit = (_rounded(side) for side in (weights.wish, weights.fit))
    return replace(weights, wish=wish, fit=fit)


def held_out(sample: Sample, start: Sides, *, pull: float = PULL) -> HeldOut:
    """What weights learned on four fifths of the seekers change for the others.

    Both sides of the comparison learn level and slope of the chance; only one learns weights.

    Parameters
    ----------
    sample : Sample
        The outcomes; the seekers are dealt to the folds in the order in which they come.
    start : Sides
        Weights in use.
    pull : float, default `PULL`
        Strength of the pull, in outcomes.
    """
    _, first, person = np.unique(sample.seekers, return_index=True, return_inverse=True)
    person = first.argsort().argsort()[person]
    before, after = np.zeros(len(sample)), np.zeros(len(sample))
    for fold in range(FOLDS):
        tested = person % FOLDS == fold
        known = sample.take(~tested)
        before[tested] = _fitted(known, start, None).logits(sample.values[tested])
        after[tested] = _fitted(known, start, pull).logits(sample.values[tested])
    gains = _losses(before, sample.yes) - _losses(after, sample.yes)
    low, high = _interval(gains, person)
    shares = (_concordance(logits, sample.yes) for logits in (before, after))
    return HeldOut(float(gains.mean()), low, high, *shares)


@dataclass(frozen=True, eq=False)
class _Chance:
    """Chance of a yes: the logit is level + slope * (score - center) / spread."""

    sides: Sides
    level: float
    slope: float
    center: float
    spread: float

    def logits(self, values: Floats) -> Floats:
        centered = (self.sides.scores(values) - self.center) / self.spread
        return self.level + self.slope * centered


def _fitted(sample: Sample, start: Sides, pull: float | None) -> _Chance:
    """Fit the chance to a sample; without a pull the weights stay as they are."""
    scores = start.scores(sample.values)
    spread = float(scores.std())
    if not len(sample) or spread < _FLAT:
        return _Chance(start, 0.0, 0.0, 0.0, 1.0)
    plain = _Chance(start, 0.0, 1.0, float(scores.mean()), spread)
    moved = (start.wish > 0, start.fit > 0)
    sizes = [0, 0] if pull is None else [int(side.sum()) for side in moved]

    def chance(numbers: Floats) -> _Chance:
        wish, fit = np.split(numbers[2:], [sizes[0]])
        sides = replace(start, wish=_tilted(start.wish, wish), fit=_tilted(start.fit, fit))
        return replace(plain, sides=sides, level=float(numbers[0]), slope=float(numbers[1]))

    def cost(numbers: Floats) -> float:
        now = chance(numbers)
        divergence = _divergence(start.wish, now.sides.wish) + _divergence(start.fit, now.sides.fit)
        # Level and slope are held loosely, so that a sample all of one kind has an answer too.
        loose = 0.01 * now.level**2 + 0.5 * now.slope**2
        return float(
            _losses(now.logits(sample.values), sample.yes).sum()
            + (pull or 0.0) * divergence
            + loose
        )

    return chance(_least(cost, sum(sizes)))


def _least(cost: Callable[[Floats], float], tilts: int) -> Floats:
    begin = np.concatenate([[0.0, 1.0], np.zeros(tilts)])
    bounds = [(-20.0, 20.0), (0.0, 20.0), *[(-8.0, 8.0)] * tilts]
    return np.asarray(minimize(cost, begin, method="L-BFGS-B", bounds=bounds).x)


def _tilted(weights: Floats, tilts: Floats) -> Floats:
    """Weights times exp(tilt), scaled to sum 1: never negative, and 0 stays 0."""
    if not len(tilts):
        return weights
    result = np.zeros_like(weights)
    result[weights > 0] = weights[weights > 0] * np.exp(tilts)
    return np.asarray(result / result.sum())


def _divergence(start: Floats, weights: Floats) -> float:
    used = start > 0
    return float((start[used] * np.log(start[used] / weights[used])).sum())


def _losses(logits: Floats, yes: Bools) -> Floats:
    return np.asarray(-log_expit(np.where(yes, logits, -logits)))


def _rounded(weights: Floats) -> Floats:
    """Weights in thousandths that sum to what they did: the largest remainders are rounded up."""
    shares = weights * _UNITS
    whole = np.floor(shares)
    short = round(float(shares.sum() - whole.sum()))
    whole[np.argsort(whole - shares, kind="stable")[:short]] += 1.0
    return np.asarray(whole / _UNITS)


def _interval(gains: Floats, person: Ints) -> tuple[float, float]:
    """Percentile interval of the mean over outcomes, whole seekers drawn anew."""
    totals, counts = np.bincount(person, weights=gains), np.bincount(person)
    generator = np.random.default_rng(0)
    draws = (generator.integers(0, len(counts), len(counts)) for _ in range(_RESAMPLES))
    means = [totals[drawn].sum() / counts[drawn].sum() for drawn in draws]
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def _concordance(logits: Floats, yes: Bools) -> float:
    """Area under the ROC curve: ties count half."""
    good, bad = int(yes.sum()), int((~yes).sum())
    if not good or not bad:
        return 0.5
    return float((rankdata(logits)[yes].sum() - good * (good + 1) / 2) / (good * bad))
