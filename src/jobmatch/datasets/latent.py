"""Draw the latent truth of a market: who wants and needs what, before anybody writes it down."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jobmatch.datasets.draws import Draws, Floats, Ints
from jobmatch.datasets.tables import World, read_rows

__all__ = ["LatentJobs", "LatentSeekers", "draw_jobs", "draw_seekers", "spread_openings"]

Masks = NDArray[np.uint64]
_SIZES: dict[str, tuple[tuple[int, ...], tuple[float, ...]]] = {
    "one": ((1, 2, 3), (7, 3, 1)),
    "few": ((1, 2, 3, 4, 5, 6, 8, 10), (4, 5, 4, 1, 4, 1, 1, 2)),
    "works": ((3, 5, 6, 8, 10, 15, 20, 30, 50), (2, 5, 2, 2, 6, 2, 3, 1, 1)),
    "plant": ((5, 10, 20, 30, 50, 80, 100, 150, 200, 300), (1, 3, 5, 5, 5, 3, 3, 1, 1.5, 1)),
}
_OLDEST = {"young": (35, 40, 45), "mid": (45, 50, 55), "old": (55, 60, 65)}
_AGES = {"young": (20, 42), "mid": (28, 54), "old": (36, 60)}
_SCHOOLING = {  # shares of schooling 1 to 5 among seekers, by what the occupation asks
    0: (22, 62, 14, 2, 0),
    2: (8, 64, 23, 5, 0),
    3: (0, 25, 58, 15, 2),
    4: (0, 2, 20, 62, 16),
}


@dataclass(frozen=True, slots=True, eq=False)
class LatentJobs:
    """Arrays over the vacancies; their meaning stands in `Preferences`."""

    occupation: Ints
    place: Ints
    trade: Ints
    employer: Ints
    pay: Floats
    openings: Ints
    headcount_known: NDArray[np.bool_]
    years: Ints
    education: Ints
    ages: Ints
    ages_written: NDArray[np.bool_]
    skill_picks: Ints
    required: Masks
    preferred: Masks
    quality: Floats


@dataclass(frozen=True, slots=True, eq=False)
class LatentSeekers:
    """Arrays over the people; their meaning stands in `Preferences`."""

    occupations: Ints
    wishes: Ints
    second_wish: Ints
    cities: NDArray[np.bool_]
    reservation_pay: Floats
    skill_picks: Ints
    licences: Masks
    years: Ints
    education: Ints
    age: Ints
    quality: Floats


def draw_jobs(draws: Draws, world: World, n: int, *, vague: float, limited: float) -> LatentJobs:
    """Draw `n` vacancies; `vague` and `limited` are the rates of 若干 and of age limits."""
    occupation = draws.weighted([float(x) for x in world.column("jobs")], n)
    place = _job_places(draws, world, occupation)
    trade = _pick_one(
        draws, [x.split(",") for x in world.column("trades")], world.trades, occupation
    )
    middle = world.pay[occupation] * world.place_pay[place][:, None]
    pay = np.round(middle * (1.0 + 0.18 * draws.bell(n))[:, None] / 500) * 500
    pay[:, 1] = np.maximum(pay[:, 1], pay[:, 0] + 500)
    years = np.floor(draws.uniform(n) * (world.years[occupation] + 1)).astype(np.int64)
    asked = world.education[occupation]
    education = np.where(draws.chance(0.8, n), asked, np.maximum(asked - 1, 0))
    education = np.where((education == 1) | (asked == 0), 0, education)
    raised = (asked == 0) & draws.chance(0.25, n)
    required, preferred = _asked_licences(draws, world, occupation)
    limits = draws.chance(limited, n)
    return LatentJobs(
        occupation=occupation,
        place=place,
        trade=trade,
        employer=_employers(draws, trade * len(world.places) + place),
        pay=pay,
        openings=_headcounts(draws, world, occupation),
        headcount_known=~draws.chance(vague, n),
        years=years,
        education=np.where(raised, 2, education),
        ages=_age_limits(draws, world, occupation, limits),
        ages_written=limits,
        skill_picks=_skill_picks(draws, world, occupation, np.array([0.75, 0.45, 0.2])),
        required=required,
        preferred=preferred,
        quality=draws.uniform(n),
    )


def draw_seekers(draws: Draws, world: World, n: int) -> LatentSeekers:
    """Draw `n` people."""
    main = draws.weighted([float(x) for x in world.column("seekers")], n)
    occupations = np.full((n, 3), -1, dtype=np.int64)
    occupations[:, 0] = main
    near = [x.split(",") for x in world.column("near")]
    for rank, rate in ((1, 0.45), (2, 0.3)):
        other = np.where(
            draws.chance(0.75, n),
            _pick_one(draws, near, world.occupations, main),
            draws.weighted([float(x) for x in world.column("seekers")], n),
        )
        new = draws.chance(rate, n) & (occupations[:, rank - 1] >= 0)
        new &= (other[:, None] != occupations).all(axis=1)
        occupations[new, rank] = other[new]
    spans = np.array([_AGES[x] for x in world.column("age")])[main]
    age = spans[:, 0] + (draws.uniform(n) + draws.uniform(n)) / 2 * (spans[:, 1] - spans[:, 0])
    age = np.clip(np.round(age + 8 * draws.bell(n)), 18, 63).astype(np.int64)
    years = np.floor(draws.uniform(n) * draws.uniform(n) * np.minimum(age - 17, 24)).astype(
        np.int64
    )
    wishes, second, cities, factor = _place_wishes(draws, world, n)
    usual = world.pay[main].mean(axis=1) * factor * (0.84 + 0.01 * np.minimum(years, 10))
    held = world.required + 0.5 * world.preferred
    has = draws.uniform(n * len(world.licences)).reshape(n, -1) < 0.85 * held[main]
    return LatentSeekers(
        occupations=occupations,
        wishes=wishes,
        second_wish=second,
        cities=cities,
        reservation_pay=np.round(usual * (1 + 0.2 * draws.bell(n)) / 100) * 100,
        skill_picks=_skill_picks(draws, world, main, np.array([0.9, 0.8, 0.6, 0.4])),
        licences=_mask(has),
        years=years,
        education=_schooling(draws, world.education[main], age),
        age=age,
        quality=draws.uniform(n),
    )


def spread_openings(openings: Ints, known: NDArray[np.bool_], total: int) -> Ints:
    """Scale the known headcounts so that they sum to `total`, keeping them round where it can be.

    Every vacancy keeps at least one opening; `total` is at least the number of known ones.
    """
    result = openings.copy()
    inside = np.flatnonzero(known)
    counts = openings[inside]
    large = counts >= 20
    room = total - int(counts[~large].sum())
    factor = room / max(int(counts[large].sum()), 1)
    if large.any() and factor > 0.2:
        counts[large] = np.maximum(np.round(counts[large] * factor / 10) * 10, 10)
    elif counts.sum():
        counts = np.maximum((counts * (total / counts.sum())).astype(np.int64), 1)
    order = np.argsort(-counts, kind="stable")
    missing = total - int(counts.sum())
    for step in (10, 5, 1):
        if missing > 0:
            share, rest = divmod(missing // step, len(order))
            counts[order] += step * share
            counts[order[:rest]] += step
        elif missing < 0:
            spare = np.minimum(np.maximum(counts[order] - 1, 0) // step, -missing // step)
            before = np.concatenate(([0], np.cumsum(spare)[:-1]))
            counts[order] -= step * np.clip(-missing // step - before, 0, spare)
        missing = total - int(counts.sum())
    result[inside] = counts
    return result


def _job_places(draws: Draws, world: World, occupation: Ints) -> Ints:
    uniform = draws.uniform(len(occupation))
    place = np.zeros(len(occupation), dtype=np.int64)
    spread = np.array(world.column("spread"))[occupation]
    for name in ("home", "mixed", "away"):
        total = np.cumsum([float(row[name]) for row in world.place_rows])
        found = np.searchsorted(total, uniform * total[-1], side="right")
        place = np.where(spread == name, found, place)
    return place


def _pick_one(draws: Draws, lists: list[list[str]], names: tuple[str, ...], keys: Ints) -> Ints:
    """For each key one of the names listed under it, all equally likely."""
    longest = max(map(len, lists))
    table = np.array([[names.index(x[k % len(x)]) for k in range(longest)] for x in lists])
    sizes = np.array([len(x) for x in lists])[keys]
    return np.asarray(table[keys, (draws.uniform(len(keys)) * sizes).astype(np.int64)])


def _employers(draws: Draws, market: Ints) -> Ints:
    """Give each vacancy an employer: about 60 employers share 100 jobs of one market."""
    size = np.bincount(market)[market]
    local = (draws.uniform(len(market)) * np.ceil(size * 0.8)).astype(np.int64)
    pairs = np.stack([market, local], axis=1)
    return np.asarray(np.unique(pairs, axis=0, return_inverse=True)[1].reshape(-1), dtype=np.int64)


def _headcounts(draws: Draws, world: World, occupation: Ints) -> Ints:
    uniform = draws.uniform(len(occupation))
    openings = np.ones(len(occupation), dtype=np.int64)
    size = np.array(world.column("size"))[occupation]
    for name, (counts, weights) in _SIZES.items():
        total = np.cumsum(weights)
        found = np.array(counts)[np.searchsorted(total, uniform * total[-1], side="right")]
        openings = np.where(size == name, found, openings)
    return openings


def _asked_licences(draws: Draws, world: World, occupation: Ints) -> tuple[Masks, Masks]:
    shape = (len(occupation), len(world.licences))
    uniform = draws.uniform(shape[0] * shape[1]).reshape(shape)
    must = uniform < world.required[occupation]
    return _mask(must), _mask((uniform < world.preferred[occupation]) & ~must)


def _age_limits(draws: Draws, world: World, occupation: Ints, limited: NDArray[np.bool_]) -> Ints:
    table = np.array([_OLDEST[name] for name in world.column("age")])
    oldest = table[occupation, (draws.uniform(len(occupation)) * 3).astype(np.int64)]
    return np.stack([np.full(len(occupation), 18), np.where(limited, oldest, 99)], axis=1)


def _skill_picks(draws: Draws, world: World, occupation: Ints, rates: Floats) -> Ints:
    """Different skills of the occupation, numbers in `world.skills`, -1 where there are fewer."""
    owned = [world.lexicon.skills.under(name) for name in world.occupations]
    table = np.full((len(owned), max(map(len, owned))), -1, dtype=np.int64)
    number = {skill: place for place, skill in enumerate(world.skills)}
    for place, skills in enumerate(owned):
        table[place, : len(skills)] = [number[skill] for skill in skills]
    n = len(occupation)
    keys = draws.uniform(n * table.shape[1]).reshape(n, -1) + 2.0 * (table[occupation] < 0)
    chosen = np.argsort(keys, axis=1, kind="stable")[:, : len(rates)]
    picks = np.take_along_axis(table[occupation], chosen, axis=1)
    picks[draws.uniform(picks.size).reshape(picks.shape) >= rates] = -1
    return np.asarray(picks)


def _schooling(draws: Draws, asked: Ints, age: Ints) -> Ints:
    uniform = draws.uniform(len(asked))
    schooling = np.full(len(asked), 2)
    for code, shares in _SCHOOLING.items():
        total = np.cumsum(shares)
        found = 1 + np.searchsorted(total, uniform * total[-1], side="right")
        schooling = np.where(asked == code, found, schooling)
    # Whoever is young went through the nine years of compulsory schooling.
    return np.where((age < 35) & (schooling == 1), 2, schooling)


def _place_wishes(
    draws: Draws, world: World, n: int
) -> tuple[Ints, Ints, NDArray[np.bool_], Floats]:
    """Numbers of the wishes in the table, a second one or -1, places covered, pay there."""
    rows = read_rows("place_wishes")
    covered = np.array(
        [
            [row["places"] == "*" or place in row["places"].split("|") for place in world.places]
            for row in rows
        ]
    )
    single = np.array([row["kind"] == "one" for row in rows])
    weights = np.array([float(row["weight"]) for row in rows])
    first = draws.weighted(weights, n)
    second = draws.weighted(weights * single, n)
    new = ~(covered[first] & covered[second]).any(axis=1)
    second = np.where(single[first] & new & draws.chance(0.3, n), second, -1)
    cities = covered[first] | (covered[second] & (second >= 0)[:, None])
    factor = (covered[first] * world.place_pay).sum(axis=1) / covered[first].sum(axis=1)
    return first, second, cities, factor


def _mask(flags: NDArray[np.bool_]) -> Masks:
    """Bit masks of rows of flags, at most 64 wide."""
    bits = np.uint64(1) << np.arange(flags.shape[1], dtype=np.uint64)
    return np.asarray(np.where(flags, bits, np.uint64(0)).sum(axis=1), dtype=np.uint64)
