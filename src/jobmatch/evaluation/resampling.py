"""How sure a mean over queries is, and the difference of two: bootstrap intervals."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.errors import RecipeError

__all__ = ["Interval", "bootstrap", "paired_difference"]

# Numbers drawn at a time, so that memory does not grow with queries times resamples.
_DRAWN = 2_000_000


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the bounds between which it would mostly lie over other samples of queries.

    Parameters
    ----------
    mean, low, high : float
        The mean and the bounds of the interval.
    """

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}]"


def bootstrap(
    values: npt.ArrayLike,
    *,
    level: float = 0.95,
    n: int = 10_000,
    rng: int | np.random.Generator | None = None,
) -> Interval:
    """Percentile interval of the mean, resampling the queries.

    Parameters
    ----------
    values : array_like of float
        One value a query; for a comparison, the differences of two rankers on the same queries.
    level : float, default 0.95
        Share of the resampled means inside the interval.
    n : int, default 10000
        Number of resamples.
    rng : int or numpy.random.Generator, optional
        Seed; the same seed gives the same interval.

    Raises
    ------
    RecipeError
        Where there is no value or `level` does not lie between 0 and 1.

    Examples
    --------
    >>> bootstrap([0.5, 0.5, 0.5], rng=0)
    Interval(mean=0.5, low=0.5, high=0.5)
    """
    sample = np.asarray(values, dtype=np.float64)
    if sample.ndim != 1 or not len(sample) or not np.isfinite(sample).all():
        raise RecipeError("values must be a list of at least one finite number")
    if not 0.0 < level < 1.0:
        raise RecipeError("level must lie between 0 and 1")
    means = _resampled(sample, n, np.random.default_rng(rng))
    low, high = np.quantile(means, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    return Interval(float(sample.mean()), float(low), float(high))


def paired_difference(
    values: npt.ArrayLike,
    baseline: npt.ArrayLike,
    *,
    level: float = 0.95,
    n: int = 10_000,
    rng: int | np.random.Generator | None = None,
) -> Interval:
    """Interval of the mean of `values - baseline`, both measured on the same queries.

    Queries differ far more than rankers do, and taken query by query this cancels: the interval is
    that of the difference and not of two separate means.

    Parameters
    ----------
    values, baseline : array_like of float
        One value a query for each of two rankers, in the same order of queries.
    level : float, default 0.95
        Share of the resampled means inside the interval.
    n : int, default 10000
        Number of resamples.
    rng : int or numpy.random.Generator, optional
        Seed; the same seed gives the same interval.

    Raises
    ------
    RecipeError
        Where the two have not one value each a query, or as for `bootstrap`.

    Examples
    --------
    >>> paired_difference([0.6, 0.9], [0.1, 0.4], rng=0)
    Interval(mean=0.5, low=0.5, high=0.5)
    """
    ours, theirs = np.asarray(values, np.float64), np.asarray(baseline, np.float64)
    if ours.shape != theirs.shape:
        raise RecipeError("values and baseline must hold one number each for the same queries")
    return bootstrap(ours - theirs, level=level, n=n, rng=rng)


def _resampled(
    sample: npt.NDArray[np.float64], n: int, rng: np.random.Generator
) -> npt.NDArray[np.float64]:
    """Mean of each of `n` resamples."""
    rows = max(1, _DRAWN // len(sample))
    sizes = [min(rows, n - start) for start in range(0, n, rows)]
    return np.concatenate(
        [sample[rng.integers(0, len(sample), (size, len(sample)))].mean(axis=1) for size in sizes]
    )
