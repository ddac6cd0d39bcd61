"""How sure a mean over queries is: bootstrap intervals."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.errors import RecipeError

__all__ = ["Interval", "bootstrap"]


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
    if sample.ndim != 1 or not len(sample):
        raise RecipeError("values must be a list of at least one number")
    if not 0.0 < level < 1.0:
        raise RecipeError("level must lie between 0 and 1")
    chosen = np.random.default_rng(rng).integers(0, len(sample), size=(n, len(sample)))
    means = sample[chosen].mean(axis=1)
    low, high = np.quantile(means, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    return Interval(float(sample.mean()), float(low), float(high))
