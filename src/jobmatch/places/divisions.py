"""The administrative divisions of China: names, hierarchy, coordinates, distances."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from jobmatch.errors import UnknownIdError
from jobmatch.places.tables import rows

__all__ = ["Divisions", "divisions"]

EARTH_RADIUS_KM = 6371.0
# Beijing, Tianjin, Shanghai, Chongqing, Hong Kong, Macao: province and city in one.
MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000", "810000", "820000"})


class Divisions:
    """Provinces, cities and counties with their codes (GB/T 2260), parents and coordinates.

    Immutable and shared; get it from `divisions`. A municipality such as 北京 (``110000``) is a
    province and its own city; a county directly under a province (仙桃 ``429004``) is its own
    city; the towns of a city without counties (东莞) are not divisions here.

    Raises
    ------
    UnknownIdError
        By every method that is given a code which is no division of today. `current` turns
        former codes into those of today.
    """

    __slots__ = (
        "_codes", "_current", "_former", "_full_names", "_latitudes", "_levels", "_lineages",
        "_longitudes", "_names", "_parents", "_positions", "_short_names",
    )  # fmt: skip

    def __init__(self, table: Iterable[Sequence[str]], former: Iterable[Sequence[str]]) -> None:
        entries = [tuple(row) for row in table]
        columns: list[tuple[str, ...]] = list(zip(*entries, strict=True))
        self._codes: tuple[str, ...] = columns[0]
        self._positions = {code: position for position, code in enumerate(self._codes)}
        self._names = dict(zip(self._codes, columns[1], strict=True))
        self._short_names = dict(zip(self._codes, columns[2], strict=True))
        self._parents = dict(zip(self._codes, columns[3], strict=True))
        self._levels = {
            code: int(level) for code, level in zip(self._codes, columns[4], strict=True)
        }
        self._latitudes = np.array(columns[5], dtype=np.float64)
        self._longitudes = np.array(columns[6], dtype=np.float64)
        self._latitudes.flags.writeable = self._longitudes.flags.writeable = False
        self._full_names: dict[str, str] = {}
        self._lineages: dict[str, tuple[str, ...]] = {}
        for code in self._codes:  # parents stand before their children
            parent = self._parents[code]
            self._lineages[code] = (*self._lineages.get(parent, ()), code)
            self._full_names[code] = self._full_names.get(parent, "") + self._names[code]
        self._current = {row[0]: row[2] for row in former if row[0]}
        self._former: defaultdict[str, set[str]] = defaultdict(set)
        for old, code in self._current.items():
            self._former[code] |= {self.current(old[:4] + "00") or "", old[:2] + "0000"}

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes in ascending order."""
        return self._codes

    def __len__(self) -> int:
        return len(self._codes)

    def __contains__(self, code: object) -> bool:
        return code in self._positions

    def __repr__(self) -> str:
        return f"Divisions({len(self)} provinces, cities and counties)"

    def name(self, code: str) -> str:
        """Official name: ``"云阳县"``."""
        return self._names[self._known(code)]

    def short_name(self, code: str) -> str:
        """Name without its kind, as people say it: ``"云阳"``, but ``"忠县"``."""
        return self._short_names[self._known(code)]

    def full_name(self, code: str) -> str:
        """Official names from the province down: ``"重庆市云阳县"``."""
        return self._full_names[self._known(code)]

    def level(self, code: str) -> int:
        """1 for a province, 2 for a city, 3 for a county."""
        return self._levels[self._known(code)]

    def parent(self, code: str) -> str:
        """Code of the division just above, ``""`` for a province."""
        return self._parents[self._known(code)]

    def province(self, code: str) -> str:
        """Code of the province."""
        return self.lineage(code)[0]

    def city(self, code: str) -> str:
        """Code of the city; ``""`` for a province that is no city.

        Municipalities are their own city, and so are counties directly under a province.
        """
        line = self.lineage(code)
        if line[0] in MUNICIPALITIES:
            return line[0]
        return line[1] if len(line) > 1 else ""

    def lineage(self, code: str) -> tuple[str, ...]:
        """Codes from the province down to `code` itself."""
        return self._lineages[self._known(code)]

    def contains(self, ancestor: str, code: str) -> bool:
        """Whether `code` is `ancestor` or lies within it."""
        return self._known(ancestor) in self.lineage(code)

    def contained(self, ancestor: str, code: str) -> bool:
        """Whether `code` lay within the city or province `ancestor` in former times.

        The codes it had tell: 公主岭 (``"220381"``) was of 四平, 万州 of 四川.
        """
        return self._known(ancestor) in self._former.get(self._known(code), ())

    def current(self, code: str) -> str | None:
        """Code of today for a current, former or placeholder code, None if there is none.

        Placeholders are the codes of 市辖区, 县 and of directly administered counties
        (``"110100"``, ``"500200"``, ``"320501"``, ``"469000"``); they stand for what is above.
        """
        if code in self._positions:
            return code
        if code in self._current:
            return self._current[code]
        above = code[:4] + "00"
        if code.endswith("01") and above != code:
            return self.current(above)
        province = code[:2] + "0000"
        is_placeholder = code[2:] in {"0100", "0200", "9000"} and code[:2].isdigit()
        return province if is_placeholder and province in self._positions else None

    def coordinates(self, code: str) -> tuple[float, float]:
        """Latitude and longitude in degrees, to about a kilometer."""
        position = self._positions[self._known(code)]
        return float(self._latitudes[position]), float(self._longitudes[position])

    def kilometers(self, code_a: str, code_b: str) -> float:
        """Great-circle distance in kilometers between the coordinates of two divisions."""
        for code in (code_a, code_b):
            self._known(code)
        return float(self.kilometers_matrix((code_a,), (code_b,))[0, 0])

    def positions(self, codes: Sequence[str]) -> NDArray[np.int64]:
        """Position of each code in `codes`, -1 for what is no division of today."""
        found = [self._positions.get(code, -1) for code in codes]
        return np.array(found, dtype=np.int64)

    def kilometers_matrix(
        self, codes_a: Sequence[str], codes_b: Sequence[str]
    ) -> NDArray[np.float64]:
        """Great-circle distances in kilometers, shape (a, b), NaN where a code is unknown.

        Notes
        -----
        Haversine formula on a sphere of radius 6371 km:
        ``d = 2 R asin(sqrt(sin²(Δφ/2) + cos φ_a cos φ_b sin²(Δλ/2)))``.
        """
        lat_a, lon_a = self._radians(codes_a)
        lat_b, lon_b = self._radians(codes_b)
        lat_a, lon_a = lat_a[:, None], lon_a[:, None]
        half = np.sin((lat_b - lat_a) / 2) ** 2
        half = half + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
        return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))

    def _radians(self, codes: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        positions = self.positions(codes)
        unknown = positions < 0
        lat = np.where(unknown, np.nan, np.radians(self._latitudes[positions]))
        lon = np.where(unknown, np.nan, np.radians(self._longitudes[positions]))
        return lat, lon

    def _known(self, code: str) -> str:
        if code not in self._positions:
            raise UnknownIdError(
                "the code given is no division of today; needed is a six-digit code such as "
                "'500235'; divisions().current(code) turns a former code into today's"
            )
        return code


_LOCK = Lock()


@cache
def _load() -> Divisions:
    files = ("old_codes.tsv", "former_codes.tsv", "former.tsv")
    former = [row for name in files for row in rows(name, 3)]
    return Divisions(rows("divisions.tsv", 8), former)


def divisions() -> Divisions:
    """Get the table of divisions; read once per process, safe to call from many threads.

    Returns
    -------
    Divisions
        34 provinces, 333 cities and 2,845 counties as of the end of 2025.

    Examples
    --------
    >>> from jobmatch.places import divisions
    >>> table = divisions()
    >>> table.full_name("500235"), table.city("500235"), table.level("500235")
    ('重庆市云阳县', '500000', 3)
    >>> round(table.kilometers("500235", "310117"), -1)
    1190.0
    """
    with _LOCK:
        return _load()
