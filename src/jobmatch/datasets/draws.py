"""Seeded choices that are the same on every machine.

Only `Generator.random` is drawn from, and every choice is made from its uniforms by comparisons
and sums, so that neither the version of numpy nor the mathematics library of a machine matters.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from jobmatch.errors import RecipeError

__all__ = ["Draws", "Floats", "Ints", "Phrases", "Strings"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Strings = NDArray[np.object_]


class Draws:
    """A stream of choices.

    Parameters
    ----------
    rng : int, numpy.random.Generator or None
        Seed, or the generator to draw from; None draws a fresh seed from the system.

    Raises
    ------
    RecipeError
        If `rng` is none of these, or a negative seed.
    """

    def __init__(self, rng: int | np.random.Generator | None) -> None:
        whole = isinstance(rng, int | np.integer) and not isinstance(rng, bool) and rng >= 0
        if not (rng is None or whole or isinstance(rng, np.random.Generator)):
            raise RecipeError(
                f"rng is of type {type(rng).__name__} or negative; give a whole number from 0 up, "
                "a numpy.random.Generator or None: make_market(rng=7)"
            )
        self._generator = np.random.default_rng(rng)

    def uniform(self, n: int) -> Floats:
        """`n` numbers in [0, 1)."""
        return self._generator.random(n)

    def bell(self, n: int) -> Floats:
        """`n` numbers in (-1, 1), most of them near 0: the mean of three uniforms."""
        return np.asarray(sum(self.uniform(n) for _ in range(3)) / 1.5 - 1.0)

    def chance(self, rate: float, n: int) -> NDArray[np.bool_]:
        """`n` flags, each true with probability `rate`."""
        return np.asarray(self.uniform(n) < rate)

    def weighted(self, weights: Sequence[float] | Floats, n: int) -> Ints:
        """`n` positions in `weights`, each as likely as its weight."""
        total = np.cumsum(np.asarray(weights, dtype=np.float64))
        return _position(total, self.uniform(n) * total[-1])

    def order(self, n: int) -> Ints:
        """Shuffle the numbers 0 to n - 1."""
        return np.asarray(np.argsort(self.uniform(n), kind="stable"), dtype=np.int64)


class Phrases:
    """Weighted texts under keys, as they stand in a data table.

    Parameters
    ----------
    entries : iterable of (str, str, float)
        Key, text and weight; a key may come many times.
    keys : sequence of str, optional
        Order of the keys; by default that of their first entries.
    """

    def __init__(
        self, entries: Iterable[tuple[str, str, float]], keys: Sequence[str] | None = None
    ) -> None:
        listed = list(entries)
        self.keys = tuple(keys if keys is not None else dict.fromkeys(key for key, _, _ in listed))
        self.position = {key: place for place, key in enumerate(self.keys)}
        listed.sort(key=lambda entry: self.position[entry[0]])
        owner = np.array([self.position[key] for key, _, _ in listed], dtype=np.int64)
        self.texts: Strings = np.array([text for _, text, _ in listed], dtype=object)
        self._total = np.cumsum([weight for _, _, weight in listed])
        self._stop = np.searchsorted(owner, np.arange(len(self.keys)), side="right")
        self._start = np.searchsorted(owner, np.arange(len(self.keys)), side="left")

    def indices(self, keys: Ints, uniforms: Floats) -> Ints:
        """Position in `texts` of one text for each key number, chosen by a uniform."""
        before = np.concatenate(([0.0], self._total))
        low, high = before[self._start[keys]], before[self._stop[keys]]
        found = _position(self._total, low + uniforms * (high - low))
        return np.clip(found, self._start[keys], self._stop[keys] - 1)

    def pick(self, keys: Ints, draws: Draws) -> Strings:
        """One text for each key number."""
        return np.asarray(self.texts[self.indices(keys, draws.uniform(len(keys)))], dtype=object)

    def slot(self, key: str, n: int, draws: Draws) -> Strings:
        """`n` texts of one key."""
        return self.pick(np.full(n, self.position[key]), draws)

    def under(self, key: str) -> Strings:
        """All texts of a key, in the order of the table."""
        place = self.position[key]
        return self.texts[self._start[place] : self._stop[place]]


def _position(total: Floats, at: Floats) -> Ints:
    """Which of the intervals that end at `total` each number lies in."""
    found = np.searchsorted(total, at, side="right")
    return np.minimum(found, len(total) - 1).astype(np.int64)
