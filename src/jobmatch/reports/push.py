"""The push lists: what a clerk reads out to a seeker, and what an employer may be given."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jobmatch.features import EnoughKnown, Feature, column_names
from jobmatch.features.skills import held_skills
from jobmatch.records import Records
from jobmatch.referrals import Referrals, sentence
from jobmatch.reports import wording
from jobmatch.scores import Bools, Floats, Ints
from jobmatch.text import lexicon

__all__ = ["push_list", "unread_rows"]

# An employer reads reasons that rest on these columns of a seeker and on no others.
_MAY_TELL = frozenset(
    ("desired_job", "skills", "work_history", "description", "experience", "education", "licences")
)

# Codes of cells that were kept in sight, yet nothing in them was recognised.
_NOT_RECOGNISED = frozenset(("licence_unknown",))
_PRIVATE_IDS = frozenset(("id_is_national_id", "id_is_phone"))

Cells = Callable[[Records, int], object]


def push_list(referrals: Referrals) -> pd.DataFrame:
    """One row a referral, in Chinese, best first within each list.

    Parameters
    ----------
    referrals : Referrals
        Jobs for seekers, or seekers for jobs.

    Returns
    -------
    pandas.DataFrame
        For seekers what a clerk needs at the telephone; for employers an anonymous line a seeker:
        id, trade, skills, licences, years, schooling and city, and the reasons that rest on them.
        Ids that are identity or phone numbers are replaced by the place in the seekers' table.
        Columns of the tables that were not there are left out.

    Examples
    --------
    >>> import pandas as pd
    >>> from jobmatch.matcher import Matcher
    >>> jobs = pd.DataFrame({"岗位编号": ["J1"], "岗位名称": ["电焊工"], "月薪": ["4000-6000"]})
    >>> seekers = pd.DataFrame({"求职者编号": ["S1"], "求职意向": ["焊工"]})
    >>> index = Matcher().fit(jobs, seekers)
    >>> push_list(index.recommend_jobs(n=1))[["求职者编号", "名次", "岗位编号", "月薪"]]
      求职者编号  名次 岗位编号          月薪
    0    S1   1   J1  4000-6000元/月
    """
    return _for_seekers(referrals) if referrals.whose == "seekers" else _for_employers(referrals)


def _for_seekers(referrals: Referrals) -> pd.DataFrame:
    seekers, jobs = referrals.seekers, referrals.jobs
    i, j = referrals.seeker_rows, referrals.job_rows
    frame = referrals.frame
    columns: dict[str, object] = {
        "求职者编号": _text(seekers.ids[i]),
        "求职意向": _column(seekers, "desired_job", i, _as_read("desired_job")),
        "名次": frame["rank"],
        "岗位编号": _text(jobs.ids[j]),
        **_job_columns(jobs, j),
        "工作地点": _column(jobs, "location", j, lambda r, k: wording.places(r["location"][k])),
        "月薪": _column(jobs, "salary", j, _ranged("salary", wording.pay)),
        "招聘人数": _column(jobs, "headcount", j, _ranged("headcount", wording.headcount)),
        "匹配度": referrals.scores.round(3),
        "信息完整度": referrals.confidences.round(2),
        "推荐理由": frame["sentence"],
        "理由代码": frame["reasons"],
    }
    return _frame(columns)


def _for_employers(referrals: Referrals) -> pd.DataFrame:
    seekers, jobs = referrals.seekers, referrals.jobs
    i, j = referrals.seeker_rows, referrals.job_rows
    columns: dict[str, object] = {
        "岗位编号": _text(jobs.ids[j]),
        **_job_columns(jobs, j),
        "名次": referrals.ranks,
        "求职者编号": _text(_public_ids(seekers)[i]),
        "意向职业": _column(seekers, "desired_job", i, _trade),
        "已登记技能": _each(seekers, i, _skills),
        "证书": _column(seekers, "licences", i, lambda r, k: wording.listed(_held(r, k)) or "无"),
        "工作年限": _column(seekers, "experience", i, _ranged("experience", wording.years)),
        "学历": _column(
            seekers, "education", i, lambda r, k: wording.schooling(int(r["education"][k]))
        ),
        "所在城市": _column(seekers, "residence", i, lambda r, k: wording.city(r["residence"][k])),
        "匹配度": referrals.scores.round(3),
        "推荐理由": _text(_sentences(referrals)),
    }
    return _frame(columns)


def _job_columns(jobs: Records, rows: Ints) -> Mapping[str, object]:
    return {
        "岗位名称": _column(jobs, "title", rows, _as_read("title")),
        "招聘单位": _column(jobs, "employer", rows, _as_read("employer")),
    }


def _sentences(referrals: Referrals) -> list[str]:
    """Say why each seeker suits the job, from the features that speak for the employer."""
    told = [feature for feature in referrals.parts if referrals.weights[feature][1] > 0]
    told.sort(key=lambda feature: -referrals.weights[feature][1])
    judged: list[tuple[Feature | EnoughKnown, Floats, Bools]] = [
        *((feature, *referrals.parts[feature]) for feature in told),
        *((gate, *values) for gate, values in referrals.gates.items()),
    ]
    speaking = [one for one in judged if _is_anonymous(one[0])]
    seekers = {row: referrals.seekers.at(row) for row in np.unique(referrals.seeker_rows).tolist()}
    jobs = {row: referrals.jobs.at(row) for row in np.unique(referrals.job_rows).tolist()}
    sentences = []
    pairs = zip(referrals.seeker_rows.tolist(), referrals.job_rows.tolist(), strict=True)
    for k, (i, j) in enumerate(pairs):
        parts = []
        for feature, scores, all_known in speaking:
            score, known = float(scores[k]), bool(all_known[k])
            reason = feature.reason(seekers[i], jobs[j], score, known=known)
            if reason.text:
                parts.append((reason, score, known))
        sentences.append(sentence(parts))
    return sentences


def _public_ids(seekers: Records) -> NDArray[np.object_]:
    """Give the ids, or places in the table where the ids are identity or phone numbers."""
    if not _PRIVATE_IDS & set(seekers.problems["code"]):
        return seekers.ids
    return np.array([f"第{row + 1}条" for row in seekers.rows.tolist()], dtype=object)


def _is_anonymous(feature: Feature | EnoughKnown) -> bool:
    """Whether a feature reads of a seeker only what an employer may be told."""
    return set(column_names(feature.reads_seekers)) <= _MAY_TELL


def _trade(seekers: Records, row: int) -> str:
    """Name the trades wished for; the cell itself may tell more than an employer should know."""
    found = lexicon.occupations_in(seekers["desired_job"][row])
    names = [mention.name for mention in found if mention.stance != "denied"]
    return wording.listed(list(dict.fromkeys(names)), 3) or wording.UNKNOWN


def _skills(seekers: Records, row: int) -> str:
    licences = _held(seekers, row) or ()
    stated = [name for name, weight in held_skills(seekers, row, 0.0).items() if weight == 1.0]
    return wording.listed([name for name in stated if name not in licences]) or wording.UNKNOWN


def _held(seekers: Records, row: int) -> tuple[str, ...] | None:
    held: tuple[str, ...] | None = seekers["licences"][row] if "licences" in seekers else None
    return held


def _as_read(name: str) -> Cells:
    return lambda records, row: records[name][row]


def _ranged(name: str, say: Callable[[float, float], object]) -> Cells:
    return lambda records, row: say(*(float(bound) for bound in records[name][row].item()))


def _column(records: Records, name: str, rows: Ints, say: Cells) -> pd.Series | None:
    """Say one column for each referral, or nothing where the table did not have it.

    What is filled but could not be read is no blank: it is said to be so.
    """
    if name not in records:
        return None
    unread = unread_rows(records, name)
    return _each(records, rows, lambda r, k: wording.UNREAD if k in unread else say(r, k))


def unread_rows(records: Records, name: str) -> frozenset[int]:
    """Give the positions of the records whose cell of a column was filled but could not be read."""
    found = records.problems
    lost = (found["column"] == name) & found["action"].isin(("unknown", "flagged"))
    lost &= (found["action"] == "unknown") | found["code"].isin(_NOT_RECOGNISED)
    raw = found["row"].to_numpy()[lost.to_numpy()]
    return frozenset(np.flatnonzero(np.isin(records.rows, raw)).tolist())


def _each(records: Records, rows: Ints, say: Cells) -> pd.Series:
    """Say a value once a record and repeat it for each of its referrals."""
    unique, places = np.unique(rows, return_inverse=True)
    said = np.empty(len(unique), dtype=object)
    said[:] = [say(records, row) for row in unique.tolist()]
    return pd.Series(said[places], dtype=object)


def _text(values: Iterable[object]) -> pd.Series:
    return pd.Series(list(values), dtype=object)


def _frame(columns: Mapping[str, object]) -> pd.DataFrame:
    return pd.DataFrame({name: values for name, values in columns.items() if values is not None})
