"""Write the people down as township clerks type them."""

import numpy as np

from jobmatch.datasets.draws import Draws, Floats, Ints, Strings
from jobmatch.datasets.latent import LatentSeekers
from jobmatch.datasets.mess import blank_out
from jobmatch.datasets.pay import write_pay
from jobmatch.datasets.tables import World, phrases, rates, read_rows
from jobmatch.datasets.written_jobs import HAN, licence_cells

__all__ = ["write_seekers"]

_KEPT_WHEN_EMPTY = ("求职者编号", "求职意向", "年龄", "户籍地")


def write_seekers(
    seekers: LatentSeekers, world: World, ids: Strings, draws: Draws
) -> dict[str, Strings]:
    """Cells of the table of seekers by heading."""
    n = len(ids)
    words = phrases("phrases")
    home = _homes(n, draws)
    residence = words.slot("residence", n, draws)
    residence = np.where((residence == "同户籍地") & draws.chance(0.8, n), home, residence)
    licences = licence_cells(seekers.licences, world, draws)
    unheld = np.where(draws.chance(0.5, n), words.slot("none", n, draws), "")
    columns = {
        "求职者编号": ids,
        "求职意向": _wishes(seekers, world, draws),
        "技能特长": blank_out(_skills(seekers, world, draws), draws),
        "工作经历": blank_out(_histories(seekers, world, draws), draws),
        "工作年限": blank_out(_years(seekers.years, "worked_years", draws), draws),
        "学历": blank_out(_schooling(seekers.education, draws), draws),
        "年龄": _ages(seekers.age, draws),
        "户籍地": home,
        "现居住地": blank_out(residence, draws),
        "期望工作地": blank_out(_places(seekers, draws), draws),
        "期望月薪": blank_out(_pay(seekers.reservation_pay, draws), draws),
        "持有证书": np.where(licences == "", unheld, licences),
    }
    return _empty_some(columns, draws)


def _wishes(seekers: LatentSeekers, world: World, draws: Draws) -> Strings:
    n = len(seekers.years)
    words = phrases("phrases")
    marks = words.slot("separator", n, draws)
    wish = world.lexicon.wishes.pick(seekers.occupations[:, 0], draws)
    for rank in (1, 2):
        other = seekers.occupations[:, rank]
        more = world.lexicon.wishes.pick(np.maximum(other, 0), draws)
        fresh = np.array([b not in a for a, b in zip(wish, more, strict=True)])
        wish = np.where((other >= 0) & fresh & draws.chance(0.85, n), wish + marks + more, wish)
    extra = draws.chance(rates()["wish_extra"], n)
    return np.where(extra, wish + words.slot("wish_after", n, draws), wish)


def _skills(seekers: LatentSeekers, world: World, draws: Draws) -> Strings:
    n = len(seekers.years)
    words = phrases("phrases")
    marks = words.slot("separator", n, draws)
    extra = np.where(draws.chance(0.15, n), words.slot("skill_extra", n, draws), "")
    shown = (1 + draws.uniform(n) * 4).astype(np.int64)
    rows = zip(marks, extra, shown.tolist(), seekers.skill_picks.tolist(), strict=True)
    cells = []
    for mark, more, count, picks in rows:
        names = [world.skills[k] for k in picks if k >= 0][:count]
        cells.append(mark.replace("或", "、").join([*names, more] if more else names))
    return np.array(cells, dtype=object)


def _histories(seekers: LatentSeekers, world: World, draws: Draws) -> Strings:
    n = len(seekers.years)
    words = phrases("phrases")
    other = seekers.occupations[:, 1]
    random = draws.weighted([float(x) for x in world.column("seekers")], n)
    # Who wishes one thing only has often done another before.
    earlier = np.where((other >= 0) & draws.chance(0.7, n), other, random)
    recent = _history(seekers.occupations[:, 0], np.maximum(seekers.years, 1), world, draws)
    before = _history(earlier, 1 + (draws.uniform(n) * 5).astype(np.int64), world, draws)
    joined = before + words.slot("history_join", n, draws) + recent
    cells = np.where(draws.chance(0.4, n), joined, recent)
    ended = cells + words.slot("history_end", n, draws)
    cells = np.where(draws.chance(0.12, n), ended, cells)
    nothing = np.where(draws.chance(0.6, n), words.slot("history_none", n, draws), cells)
    return np.where(seekers.years == 0, nothing, cells)


def _history(occupation: Ints, years: Ints, world: World, draws: Draws) -> Strings:
    forms = world.lexicon.histories.pick(occupation, draws)
    places = phrases("phrases").slot("worked_in", len(years), draws)
    spans = _years(years, "spell_years", draws)
    rows = zip(forms, places, spans, strict=True)
    return np.array([form.format(place=p, years=span) for form, p, span in rows], dtype=object)


def _years(years: Ints, slot: str, draws: Draws) -> Strings:
    forms = zip(phrases("phrases").slot(slot, len(years), draws), years.tolist(), strict=True)
    cells = [
        form.format(n=count, han=HAN[count] if count <= 10 else "十几") if count else "不到1年"
        for form, count in forms
    ]
    return np.array(cells, dtype=object)


def _schooling(education: Ints, draws: Draws) -> Strings:
    words = phrases("phrases")
    keys = np.array([words.position[f"schooling_{code}"] for code in range(1, 6)])
    return words.pick(keys[education - 1], draws)


def _ages(age: Ints, draws: Draws) -> Strings:
    forms = zip(phrases("phrases").slot("age", len(age), draws), age.tolist(), strict=True)
    return np.array([form.format(n=count) for form, count in forms], dtype=object)


def _homes(n: int, draws: Draws) -> Strings:
    rows = read_rows("townships")
    towns = np.array([row["name"] for row in rows], dtype=object)
    chosen = towns[draws.weighted([float(row["weight"]) for row in rows], n)]
    forms = zip(phrases("phrases").slot("home", n, draws), chosen, strict=True)
    return np.array([form.format(town=town) for form, town in forms], dtype=object)


def _places(seekers: LatentSeekers, draws: Draws) -> Strings:
    texts = np.array([row["text"] for row in read_rows("place_wishes")], dtype=object)
    marks = phrases("phrases").slot("separator", len(seekers.years), draws)
    first, second = texts[seekers.wishes], texts[np.maximum(seekers.second_wish, 0)]
    return np.where(seekers.second_wish >= 0, first + marks + second, first)


def _pay(reservation: Floats, draws: Draws) -> Strings:
    n = len(reservation)
    low = np.round(reservation * (1 + 0.1 * draws.uniform(n)) / 500) * 500
    high = low + 500 * (1 + (draws.uniform(n) * 3).astype(np.int64))
    return write_pay(np.stack([low, high], axis=1), np.full(n, "seekers", dtype=object), draws)


def _empty_some(columns: dict[str, Strings], draws: Draws) -> dict[str, Strings]:
    """Leave some rows with hardly more than an id and a vague wish."""
    n = len(columns["求职意向"])
    empty = draws.chance(rates()["nearly_empty"], n)
    vague = draws.chance(0.5, n)
    result = {
        name: cells if name in _KEPT_WHEN_EMPTY else np.where(empty, "", cells)
        for name, cells in columns.items()
    }
    said = np.where(draws.chance(0.5, n), phrases("phrases").slot("wish_vague", n, draws), "")
    result["求职意向"] = np.where(empty & vague, said, columns["求职意向"])
    result["户籍地"] = np.where(empty & draws.chance(0.5, n), "", columns["户籍地"])
    return result
