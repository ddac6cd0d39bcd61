"""Names for several places at once: 长三角, 川渝, 沿海 ..."""

from collections.abc import Iterator, Mapping
from functools import cache

from jobmatch.places.tables import rows

__all__ = ["GROUPS"]


@cache
def _load() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, others, codes in rows("groups.tsv", 3):
        members = tuple(codes.split())
        found |= dict.fromkeys((name, *others.split()), members)
    return found


class _Groups(Mapping[str, tuple[str, ...]]):
    """The groups as a read-only mapping that is read from its file at the first use."""

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return _load()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_load())

    def __len__(self) -> int:
        return len(_load())

    def __repr__(self) -> str:
        return f"GROUPS({len(self)} names)"


GROUPS: Mapping[str, tuple[str, ...]] = _Groups()
"""Name of a group -> codes of the provinces, cities or counties it stands for."""
