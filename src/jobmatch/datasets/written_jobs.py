"""Write the vacancies down as employers and townships type them."""

import numpy as np
from numpy.typing import NDArray

from jobmatch.datasets.draws import Draws, Ints, Phrases, Strings
from jobmatch.datasets.latent import LatentJobs
from jobmatch.datasets.mess import blank_out
from jobmatch.datasets.pay import write_pay
from jobmatch.datasets.tables import World, phrases, rates

__all__ = ["HAN", "licence_cells", "write_jobs"]

HAN = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")
_WORKS = ("工厂", "缝制", "焊接", "技工", "建筑", "仓储物流")


def write_jobs(
    jobs: LatentJobs, world: World, ids: Strings, day: np.datetime64, draws: Draws
) -> dict[str, Strings]:
    """Cells of the table of vacancies by heading."""
    n = len(ids)
    licences, description = _licences_and_description(jobs, world, draws)
    published = day - (draws.uniform(n) * draws.uniform(n) * 60).astype("timedelta64[D]")
    return {
        "岗位编号": ids,
        "岗位名称": _titles(jobs, world, draws),
        "招聘单位": _employers(jobs, world, draws),
        "工作地点": _places(jobs, world, draws),
        "薪资待遇": _pay(jobs, world, draws),
        "招聘人数": _headcounts(jobs, draws),
        "学历要求": blank_out(_education(jobs, draws), draws),
        "工作经验": blank_out(_experience(jobs, draws), draws),
        "年龄要求": _ages(jobs, draws),
        "技能要求": blank_out(_skills(jobs, world, draws), draws),
        "证书要求": licences,
        "岗位描述": description,
        "福利待遇": _benefits(jobs, world, draws),
        "发布日期": _dates(published, draws),
        "截止日期": _deadlines(published, day, draws),
    }


def licence_cells(masks: NDArray[np.uint64], world: World, draws: Draws) -> Strings:
    """Licences of each mask as people write them, joined by a separator; "" for none."""
    texts = phrases("licences")
    n = len(masks)
    cells = np.full(n, "", dtype=object)
    separators = phrases("phrases").slot("separator", n, draws)
    for place, name in enumerate(world.licences):
        holders = np.flatnonzero((masks >> np.uint64(place)) & np.uint64(1))
        for row, text in zip(holders, texts.slot(name, len(holders), draws), strict=True):
            cells[row] = f"{cells[row]}{separators[row]}{text}" if cells[row] else text
    return cells


def _titles(jobs: LatentJobs, world: World, draws: Draws) -> Strings:
    n = len(jobs.occupation)
    titles = world.lexicon.titles.pick(jobs.occupation, draws)
    words = phrases("phrases")
    before, after = words.slot("title_before", n, draws), words.slot("title_after", n, draws)
    kind = draws.uniform(n) / rates()["title_extra"]
    return np.where(kind < 0.5, before + titles, np.where(kind < 1.0, titles + after, titles))


def _employers(jobs: LatentJobs, world: World, draws: Draws) -> Strings:
    count = int(jobs.employer.max()) + 1
    sample = np.zeros(count, dtype=np.int64)
    sample[jobs.employer] = np.arange(len(jobs.employer))
    endings = phrases("employers").pick(jobs.trade[sample], draws)
    first, second = phrases("names").under("first"), phrases("names").under("second")
    brands = np.array([a + b for a in first for b in second], dtype=object)
    number = np.arange(count)
    brand = brands[draws.order(len(brands))][number % len(brands)]
    # A third syllable keeps names apart once every pair of syllables is taken.
    third = np.where(number < len(brands), "", second[(number // len(brands)) % len(second)])
    short = np.array([name.removesuffix("主城") for name in world.places], dtype=object)
    place = short[jobs.place[sample]]
    formal = np.array([text.endswith("公司") for text in endings])
    prefix = np.where(formal | draws.chance(0.4, count), place, "")
    return np.asarray((prefix + brand + third + endings)[jobs.employer], dtype=object)


def _places(jobs: LatentJobs, world: World, draws: Draws) -> Strings:
    entries = []
    for row in world.place_rows:
        for part in row["written"].split("|"):
            text, _, weight = part.partition("*")
            entries.append((row["name"], text, float(weight or 1)))
    return Phrases(entries, world.places).pick(jobs.place, draws)


def _pay(jobs: LatentJobs, world: World, draws: Draws) -> Strings:
    n = len(jobs.occupation)
    form = np.array(world.column("form"), dtype=object)[jobs.occupation]
    side = np.where((form != "month") & draws.chance(0.4, n), form, "jobs")
    cells = write_pay(jobs.pay, side, draws)
    unsaid = np.where(draws.chance(0.15, n), "", phrases("phrases").slot("negotiable", n, draws))
    return np.where(draws.chance(rates()["negotiable"], n), unsaid, cells)


def _headcounts(jobs: LatentJobs, draws: Draws) -> Strings:
    n = len(jobs.openings)
    words = phrases("phrases")
    forms = zip(words.slot("count", n, draws), jobs.openings.tolist(), strict=True)
    cells = np.array([form.format(n=count) for form, count in forms], dtype=object)
    return np.where(jobs.headcount_known, cells, words.slot("vague_count", n, draws))


def _education(jobs: LatentJobs, draws: Draws) -> Strings:
    words = phrases("phrases")
    keys = [words.position.get(f"education_{code}", -1) for code in range(5)]
    return words.pick(np.array(keys, dtype=np.int64)[jobs.education], draws)


def _experience(jobs: LatentJobs, draws: Draws) -> Strings:
    n = len(jobs.years)
    words = phrases("phrases")
    forms = zip(words.slot("some_years", n, draws), jobs.years.tolist(), strict=True)
    cells = np.array([form.format(n=y, han=HAN[y], more=y + 2) for form, y in forms], dtype=object)
    return np.where(jobs.years > 0, cells, words.slot("no_years", n, draws))


def _ages(jobs: LatentJobs, draws: Draws) -> Strings:
    n = len(jobs.ages)
    words = phrases("phrases")
    forms = zip(words.slot("ages", n, draws), jobs.ages.tolist(), strict=True)
    cells = np.array([form.format(low=low, high=high) for form, (low, high) in forms], dtype=object)
    unsaid = np.where(draws.chance(0.5, n), "", words.slot("no_age", n, draws))
    return np.where(jobs.ages_written, cells, unsaid)


def _skills(jobs: LatentJobs, world: World, draws: Draws) -> Strings:
    separators = phrases("phrases").slot("separator", len(jobs.years), draws)
    names = world.skills
    rows = zip(separators, jobs.skill_picks.tolist(), strict=True)
    cells = [mark.join(names[k] for k in picks if k >= 0) for mark, picks in rows]
    return np.array(cells, dtype=object)


def _licences_and_description(
    jobs: LatentJobs, world: World, draws: Draws
) -> tuple[Strings, Strings]:
    """Column of licences and description: a required licence is told in one of the two at least."""
    n = len(jobs.occupation)
    words = phrases("phrases")
    must, liked = (licence_cells(masks, world, draws) for masks in (jobs.required, jobs.preferred))
    told = draws.chance(rates()["licence_in_text"], n)
    in_text = np.where(told & (must != ""), words.slot("licence", n, draws), "")
    in_text = np.where(liked != "", words.slot("optional", n, draws), in_text)
    named = np.where(liked != "", liked, must)
    # A vacancy that wants no licence though its like do often says so.
    share = world.required[jobs.occupation].max(axis=1)
    usual = (share > 0.3) & (share < 0.7) & (must == "") & (liked == "")
    free = usual & draws.chance(0.6, n)
    expected = np.array(world.licences, dtype=object)[
        world.required[jobs.occupation].argmax(axis=1)
    ]
    in_text = np.where(free, words.slot("unneeded", n, draws), in_text)
    named = np.where(free, expected, named)
    column = np.where(told & (liked == ""), np.where(draws.chance(0.5, n), "", "见描述"), must)
    column = np.where((must == "") & draws.chance(0.5, n), "无", np.where(must == "", "", column))
    sentences = zip(in_text, named, strict=True)
    licence = np.array([text.format(licence=name) for text, name in sentences], dtype=object)
    return column, _descriptions(jobs, world, licence, draws)


def _descriptions(jobs: LatentJobs, world: World, licence: Strings, draws: Draws) -> Strings:
    n = len(jobs.occupation)
    words = phrases("phrases")
    duty = world.lexicon.duties.pick(jobs.occupation, draws)
    practice = np.where(
        jobs.years > 0, words.slot("years", n, draws), words.slot("novice", n, draws)
    )
    practice = np.where(draws.chance(0.5, n), practice, "")
    attitude = np.where(draws.chance(0.6, n), _suited("attitude", jobs, world, draws), "")
    skills = np.where(draws.chance(0.5, n), words.slot("skills", n, draws), "")
    shift = np.where(draws.chance(0.75, n), _suited("shift", jobs, world, draws), "")
    columns = (duty, skills, practice, licence, attitude, shift)
    rows = zip(*columns, jobs.years.tolist(), jobs.skill_picks.tolist(), strict=True)
    return np.array([_description(world.skills, *row) for row in rows], dtype=object)


def _description(names: tuple[str, ...], *row: object) -> str:
    duty, skills, practice, licence, attitude, shift, years, picks = row
    known = [names[k] for k in picks if k >= 0]  # type: ignore[attr-defined]
    asked = ""
    if known and not ("{skill2}" in str(skills) and len(known) < 2):
        asked = str(skills).format(skill=known[0], skill2=known[-1])
    wanted = str(practice).format(years=f"{HAN[int(str(years))]}年")
    needs = "，".join(str(part) for part in (asked, wanted, licence) if part)
    return "".join(f"{part}。" for part in (duty, needs, attitude, shift) if part)


def _benefits(jobs: LatentJobs, world: World, draws: Draws) -> Strings:
    n = len(jobs.occupation)
    words = phrases("phrases")
    board, cover = (words.slot(f"benefit_{kind}", n, draws) for kind in ("board", "cover"))
    kept = [np.where(draws.chance(0.6, n), board, ""), np.where(draws.chance(0.4, n), cover, "")]
    for rate in (0.6, 0.4, 0.2):
        more = _suited("benefit_more", jobs, world, draws)
        kept.append(np.where(draws.chance(rate, n), more, ""))
    marks = words.slot("separator", n, draws)
    rows = zip(*kept, marks, strict=True)
    cells = [
        mark.replace("或", "，").join(dict.fromkeys(part for part in parts if part))
        for *parts, mark in rows
    ]
    return np.array(cells, dtype=object)


def _suited(slot: str, jobs: LatentJobs, world: World, draws: Draws) -> Strings:
    """Texts of a slot, half of them from the list made for the group of the occupation."""
    n = len(jobs.occupation)
    words = phrases("phrases")
    kinds = ["_works" if group in _WORKS else "_service" for group in world.column("group")]
    keys = np.array([words.position[slot + kind] for kind in kinds], dtype=np.int64)
    own = words.pick(keys[jobs.occupation], draws)
    return np.where(draws.chance(0.5, n), own, words.slot(slot, n, draws))


def _dates(days: NDArray[np.datetime64], draws: Draws) -> Strings:
    forms = phrases("phrases").slot("date", len(days), draws)
    return np.array(
        [
            form.format(y=d.year, m=d.month, d=d.day, mm=f"{d.month:02d}", dd=f"{d.day:02d}")
            for form, d in zip(forms, days.astype("datetime64[D]").tolist(), strict=True)
        ],
        dtype=object,
    )


def _deadlines(published: NDArray[np.datetime64], day: np.datetime64, draws: Draws) -> Strings:
    n = len(published)
    ahead = day + (7 + draws.uniform(n) * 110).astype("timedelta64[D]")
    passed = np.maximum(published, day - (1 + draws.uniform(n) * 20).astype("timedelta64[D]"))
    expired = draws.chance(rates()["expired"], n) & (published < day)
    cells = _dates(np.where(expired, passed, ahead), draws)
    open_ended, unsaid = rates()["open_ended"], rates()["no_deadline"]
    kind: Ints = draws.weighted([1 - open_ended - unsaid, open_ended, unsaid], n)
    kind[expired] = 0
    endless = np.where(kind == 1, phrases("phrases").slot("open_ended", n, draws), "")
    return np.where(kind == 0, cells, endless)
