"""Whether the job is where the seeker wants to work."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np

from jobmatch.features.encoded import Classes, Encoded
from jobmatch.features.feature import POSITIVE, UNIT, Feature, Reason
from jobmatch.places import Places, divisions
from jobmatch.records import Records
from jobmatch.scores import Floats, PartScores, TableScores

__all__ = ["Location"]


@dataclass(frozen=True, slots=True)
class _Aim:
    """What a seeker says of places: where to, where not, and where from."""

    wished: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    anywhere: bool = False
    away: bool = False

    @property
    def known(self) -> bool:
        return bool(self.wished or self.anchors or self.anywhere or self.away or self.excluded)


@dataclass(frozen=True)
class Location(Feature):
    """How near the job is to where the seeker wants to work.

    1 inside a wished division or anywhere for who does not mind; `broader` where the job only
    names a division around the wished one; outside, `outside` * exp(-distance / `reach_km`) of
    the nearest wished place. Who wishes to stay near has the residence (or else the home) as
    wished place; who wishes nothing has home and residence as anchors, and a job away from both
    scores no less than `unasked`. Who wishes to leave has 1 but for the cities of home and
    residence, which have `unasked`. An excluded place scores 0.

    Parameters
    ----------
    broader : float, default 0.7
        Score in [0, 1] where the job's division contains the wished one.
    outside : float, default 0.6
        Score in [0, 1] just outside every wished place.
    reach_km : float, default 40
        Distance in kilometers over which the score outside falls by a factor e.
    unasked : float, default 0.3
        Least score in [0, 1] of a seeker who wishes no place.
    missing : float, default 0.4
        Score in [0, 1] of a pair where a side names no place that is known.

    Notes
    -----
    Distances are great-circle distances between the centers of the divisions.
    """

    name = "location"
    label = "地点"
    reads_jobs = ("location",)
    reads_seekers = ("desired_location", "home", "residence")
    needs = "any"
    bounds = (("broader", UNIT), ("outside", UNIT), ("unasked", UNIT), ("reach_km", POSITIVE))

    broader: float = 0.7
    outside: float = 0.6
    reach_km: float = 40.0
    unasked: float = 0.3
    missing: float = 0.4

    def encode_jobs(self, jobs: Records) -> Encoded:
        """Divisions of the workplaces."""
        places = jobs["location"].tolist()
        known = [bool(place.codes or place.anywhere) for place in places]
        return Encoded({"place": Classes.of(places), "known": np.array(known, dtype=np.bool_)})

    def encode_seekers(self, seekers: Records) -> Encoded:
        """Where each seeker wants to work."""
        aims = [_aim(seekers, row) for row in range(len(seekers))]
        known = np.array([aim.known for aim in aims], dtype=np.bool_)
        return Encoded({"aim": Classes.of(aims), "known": known})

    def scores(self, seekers: Encoded, jobs: Encoded) -> PartScores:
        """Nearness of all pairs, by class of equal wishes and equal workplaces."""
        ours, theirs = seekers.classes("aim"), jobs.classes("place")
        table = np.zeros((len(ours.profiles), len(theirs.profiles)))
        offered = _Offered(theirs.profiles)
        for index, aim in enumerate(ours.profiles):
            table[index] = self._nearness(aim, offered)
        return TableScores(
            seekers.bools("known"),
            jobs.bools("known"),
            self.missing,
            ours.ids,
            theirs.ids,
            table,
            np.zeros(table.shape, dtype=np.bool_),
        )

    def reason(self, seeker: Records, job: Records, score: float, *, known: bool) -> Reason:
        """Where the job is and how that meets the wish."""
        place = job["location"][0]
        table = divisions()
        where = "、".join(table.full_name(code) for code in place.codes[:2])
        if not known:
            return Reason("location.unknown", "工作地点或意向地点不明")
        aim = _aim(seeker, 0)
        if place.anywhere and not place.codes:
            return Reason("location.anywhere", "工作地点不限")
        if score >= 1.0:
            text = "，本人不限地点" if aim.anywhere else "，在意向地区"
            return Reason("location.wished", f"在{where}{text}")
        if score <= 0.0:
            return Reason("location.excluded", f"在{where}，不在考虑范围")
        goals = aim.wished or aim.anchors
        if not aim.wished and (aim.away or not goals):
            home = Reason("location.home", f"在{where}，而本人想去外地", "against")
            return home if aim.away else Reason("location.open", f"在{where}", "for")
        distance = min(table.kilometers(goal, code) for goal in goals for code in place.codes)
        origin = "意向地区" if aim.wished else "住处"
        code = "location.near" if distance <= self.reach_km else "location.far"
        return Reason(code, f"在{where}，距{origin}约{max(distance, 1.0):.0f}公里")

    def _nearness(self, aim: Hashable, offered: "_Offered") -> Floats:
        assert isinstance(aim, _Aim)  # noqa: S101 - narrows a class profile for the type checker
        score = np.full(offered.count, self.missing)
        if aim.anywhere:
            score = np.ones(offered.count)
        elif aim.wished:
            score = self._to(aim.wished, offered)
        elif aim.away:
            score = np.where(offered.inside(_cities(aim.anchors)), self.unasked, 1.0)
        elif aim.anchors:
            score = np.maximum(self._to(aim.anchors, offered), self.unasked)
        score = np.where(offered.anywhere, 1.0, score)
        return np.where(offered.inside(aim.excluded) & ~offered.anywhere, 0.0, score)

    def _to(self, goals: tuple[str, ...], offered: "_Offered") -> Floats:
        score = self.outside * np.exp(-offered.kilometers(goals) / self.reach_km)
        score = np.where(offered.around(goals), np.maximum(score, self.broader), score)
        return np.where(offered.inside(goals), 1.0, score)


class _Offered:
    """The distinct workplaces of the jobs, ready to be compared with one seeker's wish."""

    def __init__(self, places: Iterable[Hashable]) -> None:
        found = [place for place in places if isinstance(place, Places)]
        self.count = len(found)
        self.anywhere = np.array([place.anywhere for place in found], dtype=np.bool_)
        self.codes = sorted({code for place in found for code in place.codes})
        position = {code: index for index, code in enumerate(self.codes)}
        self.owner = np.array([k for k, p in enumerate(found) for _ in p.codes], dtype=np.int64)
        self.code = np.array([position[c] for p in found for c in p.codes], dtype=np.int64)
        self._kilometers: dict[str, Floats] = {}

    def kilometers(self, goals: Iterable[str]) -> Floats:
        """Distance of each workplace to the nearest goal, infinite where it has no place."""
        nearest = np.full(self.count, np.inf)
        for goal in goals:
            if goal not in self._kilometers:
                self._kilometers[goal] = divisions().kilometers_matrix([goal], self.codes)[0]
            np.minimum.at(nearest, self.owner, self._kilometers[goal][self.code])
        return nearest

    def inside(self, goals: tuple[str, ...]) -> np.ndarray:
        """Whether a workplace lies inside one of the goals."""
        table = divisions()
        hit = [any(table.contains(goal, code) for goal in goals) for code in self.codes]
        return self._any(hit)

    def around(self, goals: tuple[str, ...]) -> np.ndarray:
        """Whether a workplace names a division that contains one of the goals."""
        table = divisions()
        hit = [any(table.contains(code, goal) for goal in goals) for code in self.codes]
        return self._any(hit)

    def _any(self, hit: list[bool]) -> np.ndarray:
        found = np.zeros(self.count, dtype=np.bool_)
        np.logical_or.at(found, self.owner, np.array(hit, dtype=np.bool_)[self.code])
        return found


def _cities(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Cities the divisions lie in; who wants to get away does not mean the next county."""
    table = divisions()
    return tuple(dict.fromkeys(table.city(code) or code for code in codes))


def _aim(seekers: Records, row: int) -> _Aim:
    wish = _place(seekers, "desired_location", row)
    home = _place(seekers, "home", row)
    residence = _place(seekers, "residence", row)
    anchors = residence.codes + tuple(c for c in home.codes if c not in residence.codes)
    wished = wish.codes
    if wish.near_home:
        # Who is away and wants to stay "near" means where they live; a home without residence
        # is where they are.
        wished = (*wished, *(residence.codes or home.codes))
    if wished:
        return _Aim(wished, wish.excluded, (), wish.anywhere)
    return _Aim((), wish.excluded, anchors, wish.anywhere, wish.away)


def _place(seekers: Records, column: str, row: int) -> Places:
    return seekers[column][row] if column in seekers else Places()
