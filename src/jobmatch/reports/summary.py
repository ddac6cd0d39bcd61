"""What a head of bureau wants to know: how many, for whom none, and where they lead."""

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from jobmatch.features import EnoughKnown, Feature, NotExpired
from jobmatch.places import Places, divisions
from jobmatch.records import Records
from jobmatch.referrals import Referrals
from jobmatch.reports.problems import TABLES, problem_table
from jobmatch.scores import Ints
from jobmatch.text import lexicon

__all__ = ["expired", "shortfall_list", "summary"]

_TOP = 10
_COLUMNS = ["类别", "项目", "数量", "占比", "说明"]
_CAUSES = {
    "too_little_known": "登记信息太少，补充后才能推荐",
    "gates": "其余因硬性条件不符或登记信息太少而排除",
    "min_score": "其余匹配度太低，不宜推荐",
    "too_few": "可选的总数不够",
}
_DISTANCES = ("本区县", "本市其他区县", "本省其他城市", "外省")
_NOWHERE = "地点不明"
Line = tuple[str, str, float, float | None, str]


def summary(for_seekers: Referrals, for_employers: Referrals) -> pd.DataFrame:
    """Count what both push lists hold and what they do not.

    Parameters
    ----------
    for_seekers, for_employers : Referrals
        Jobs for seekers and seekers for jobs, from one index.

    Returns
    -------
    pandas.DataFrame
        类别, 项目, 数量, 占比 (share in [0, 1] or blank), 说明; one row a count.
    """
    lines = [
        *_people(for_seekers),
        *_jobs(for_seekers, for_employers),
        *_distances(for_seekers),
        *_places(for_seekers),
        *_trades(for_seekers),
        *_problems(for_seekers.jobs),
        *_problems(for_seekers.seekers),
    ]
    return pd.DataFrame(lines, columns=_COLUMNS).astype({"数量": object, "占比": object})


def shortfall_list(*lists: Referrals) -> pd.DataFrame:
    """One row a list that is shorter than asked for, with the cause in Chinese."""
    rows = []
    for referrals in lists:
        owners = referrals.seekers if referrals.whose == "seekers" else referrals.jobs
        named = "desired_job" if referrals.whose == "seekers" else "title"
        for one in referrals.shortfalls:
            title = owners[named][owners.row_of(one.id)] if named in owners else ""
            kind = "求职者" if referrals.whose == "seekers" else "岗位"
            rows.append((kind, one.id, title, one.found, one.wanted, one.text, one.code))
    columns = ["对象", "编号", "求职意向/岗位名称", "已推荐", "应推荐", "原因", "原因代码"]
    return pd.DataFrame(rows, columns=columns)


def expired(jobs: Records, gates: Iterable[Feature | EnoughKnown]) -> int:
    """Count the vacancies that are over on the reference day; 0 where the day plays no part.

    Parameters
    ----------
    jobs : Records
        The vacancies.
    gates : iterable of Feature
        Gates of a recipe; `NotExpired` among them knows the day.
    """
    for gate in gates:
        if isinstance(gate, NotExpired) and "valid_until" in jobs:
            through, known = gate.open_jobs(jobs)
            return int((known & ~through).sum())
    return 0


def _reference_day(gates: Iterable[Feature | EnoughKnown]) -> str:
    return next((str(gate.day) for gate in gates if isinstance(gate, NotExpired)), "")


def _people(referrals: Referrals) -> Iterator[Line]:
    total, short = len(referrals.seekers), Counter(one.code for one in referrals.shortfalls)
    full = total - short.total()
    yield "求职者", "求职者人数", total, None, ""
    yield "求职者", "推荐名额已满", full, _share(full, total), ""
    for code, count in short.most_common():
        yield "求职者", "推荐名额未满", count, _share(count, total), _CAUSES.get(code, code)
    yield "求职者", "推荐总条数", len(referrals), None, ""


def _jobs(for_seekers: Referrals, for_employers: Referrals) -> Iterator[Line]:
    jobs = for_seekers.jobs
    total = len(jobs)
    yield "岗位", "岗位数", total, None, ""
    if "headcount" in jobs:
        wanted = np.array([low for low, _ in jobs["headcount"].tolist()], dtype=np.float64)
        unsaid = int(np.isnan(wanted).sum())
        note = f"另有{unsaid}个岗位未写明人数，未计入" if unsaid else ""
        yield "岗位", "招聘总人数", int(np.nansum(wanted)), None, note
    over = expired(jobs, for_seekers.gates)
    if over:
        note = f"不参与推荐；参考日期 {_reference_day(for_seekers.gates)}"
        yield "岗位", "已过截止日期", over, _share(over, total), note
    referred = Counter(for_seekers.job_rows.tolist())
    note = "每人只列最合适的几个岗位，同一岗位会推荐给多人"
    yield "岗位", "已推荐给求职者的岗位", len(referred), _share(len(referred), total), note
    left = total - over - len(referred)
    yield "岗位", "未进入任何求职者名单", left, _share(left, total), "这些岗位请看“按岗位”名单"
    if referred:
        row, most = min(referred.items(), key=lambda item: (-item[1], str(jobs.ids[item[0]])))
        yield "岗位", "同一岗位最多推荐给几人", most, None, f"岗位编号 {jobs.ids[row]}"
    without = sum(not one.found for one in for_employers.shortfalls)
    yield "岗位", "没有合适求职者的岗位", without, _share(without, total), "含已过截止日期的岗位"


def _distances(referrals: Referrals) -> Iterator[Line]:
    """Share of the referrals by how far they lead from home."""
    seekers = referrals.seekers
    column = next((name for name in ("home", "residence") if name in seekers), None)
    if column is None or "location" not in referrals.jobs:
        return
    homes = [_lineage(cell) for cell in seekers[column]]
    works = [_lineage(cell) for cell in referrals.jobs["location"]]
    pairs = zip(referrals.seeker_rows.tolist(), referrals.job_rows.tolist(), strict=True)
    counted = Counter(_distance(homes[i], works[j]) for i, j in pairs)
    for name in (*_DISTANCES, _NOWHERE):
        if counted[name]:
            yield "离家远近", name, counted[name], _share(counted[name], len(referrals)), ""


def _lineage(cell: Places) -> tuple[str, str, str] | None:
    """Give the county (or what is known), city and province of the first place of a cell."""
    if not cell.codes:
        return None
    known, code = divisions(), cell.codes[0]
    return code, known.city(code), known.province(code)


def _distance(home: tuple[str, str, str] | None, work: tuple[str, str, str] | None) -> str:
    if home is None or work is None:
        return _NOWHERE
    same = [one == two != "" for one, two in zip(home, work, strict=True)]
    return _DISTANCES[same.index(True) if True in same else -1]


def _places(referrals: Referrals) -> Iterator[Line]:
    if "location" not in referrals.jobs:
        return
    known = divisions()
    cities = []
    for cell in referrals.jobs["location"]:
        code = cell.codes[0] if cell.codes else ""
        wide = known.city(code) or known.province(code) if code else ""
        cities.append(known.full_name(wide) if wide else "不限或未写明")
    yield from _top("推荐去向", cities, referrals.job_rows)


def _trades(referrals: Referrals) -> Iterator[Line]:
    if "title" not in referrals.jobs:
        return
    trades = []
    for title in referrals.jobs["title"]:
        found = lexicon.head_occupations(title)
        trades.append(found[0] if found else "未归类")
    yield from _top("推荐职业", trades, referrals.job_rows)


def _top(kind: str, names: list[str], rows: Ints) -> Iterator[Line]:
    """Share of the referrals by name, the most frequent first."""
    counted = Counter(names[row] for row in rows.tolist())
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    for name, count in ordered[:_TOP]:
        yield kind, name, count, _share(count, len(rows)), ""
    rest = sum(count for _, count in ordered[_TOP:])
    if rest:
        yield kind, f"另外{len(ordered) - _TOP}类", rest, _share(rest, len(rows)), ""


def _problems(records: Records) -> Iterator[Line]:
    counted = problem_table(records)
    for one in counted.to_dict("records"):
        item = f"{one['列']}：{one['说明']}" if one["列"] else one["说明"]
        yield f"{TABLES[records.table]}问题", item, one["数量"], None, one["处理"]


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
