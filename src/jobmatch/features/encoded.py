"""One side of a feature, encoded: arrays with a row per record, and classes of equal records."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, vstack

from jobmatch.scores import Bools, Floats, Ints

__all__ = ["Classes", "Encoded"]


@dataclass(frozen=True, eq=False)
class Classes:
    """Records sorted into classes of equal profiles, so that a comparison is made once a class.

    Parameters
    ----------
    ids : ndarray of int64, shape (n,)
        Class of each record, an index into `profiles`.
    profiles : tuple of hashable
        The distinct profiles, in the order of first appearance.
    """

    ids: Ints
    profiles: tuple[Hashable, ...]

    @classmethod
    def of(cls, profiles: Iterable[Hashable]) -> Self:
        """Sort `profiles`, one a record, into classes."""
        found: dict[Hashable, int] = {}
        ids = [found.setdefault(profile, len(found)) for profile in profiles]
        return cls(np.array(ids, dtype=np.int64), tuple(found))

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: Ints) -> "Classes":
        """Records at `rows`, with the classes that are left."""
        return Classes.of(self.profiles[index] for index in self.ids[rows])

    def stack(self, other: "Classes") -> "Classes":
        """Records of `other` after these; the classes of these keep their numbers."""
        found = {profile: index for index, profile in enumerate(self.profiles)}
        renamed = [found.setdefault(profile, len(found)) for profile in other.profiles]
        ids = np.array(renamed, dtype=np.int64)[other.ids]
        return Classes(np.concatenate([self.ids, ids]), tuple(found))


Rows = npt.NDArray[np.generic] | csr_array | Classes


@dataclass(frozen=True, eq=False)
class Encoded(Mapping[str, Rows]):
    """One side of a feature: named arrays, sparse matrices or classes of one length.

    Parameters
    ----------
    rows : mapping of str to ndarray, csr_array or Classes
        What the feature compares, a row per record.
    """

    rows: Mapping[str, Rows]

    def __getitem__(self, name: str) -> Rows:
        return self.rows[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def floats(self, name: str) -> Floats:
        """The float64 array called `name`."""
        return np.asarray(self.rows[name], dtype=np.float64)

    def bools(self, name: str) -> Bools:
        """The boolean array called `name`."""
        return np.asarray(self.rows[name], dtype=np.bool_)

    def sparse(self, name: str) -> csr_array:
        """The sparse rows called `name`."""
        value = self.rows[name]
        if not isinstance(value, csr_array):
            raise TypeError(f"{name!r} holds {type(value).__name__}, not sparse rows")
        return value

    def classes(self, name: str) -> Classes:
        """The classes called `name`."""
        value = self.rows[name]
        if not isinstance(value, Classes):
            raise TypeError(f"{name!r} holds {type(value).__name__}, not classes")
        return value

    def take(self, rows: Ints) -> "Encoded":
        """The records at `rows`."""
        return Encoded({name: _take(value, rows) for name, value in self.rows.items()})

    def stack(self, other: "Encoded") -> "Encoded":
        """The records of `other` after these."""
        return Encoded({name: _stack(value, other[name]) for name, value in self.rows.items()})


def _take(value: Rows, rows: Ints) -> Rows:
    return value.take(rows) if isinstance(value, Classes) else value[rows]


def _stack(first: Rows, second: Rows) -> Rows:
    if isinstance(first, Classes) and isinstance(second, Classes):
        return first.stack(second)
    if isinstance(first, csr_array) and isinstance(second, csr_array):
        return csr_array(vstack([first, second], format="csr"))
    return np.concatenate([first, second])
