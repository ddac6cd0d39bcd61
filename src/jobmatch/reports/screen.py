"""What the command line shows of the push lists: a summary and a few telling examples."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from jobmatch.referrals import Referrals
from jobmatch.reports import wording
from jobmatch.reports.push import unread_rows
from jobmatch.text import lexicon

__all__ = ["example_lines", "expiry_lines", "file_lines", "summary_lines"]

_COUNTED = ("求职者", "岗位")
_SHARED = ("离家远近", "推荐去向", "推荐职业")
_SURE, _GOOD = 0.9, 0.6


def summary_lines(counts: pd.DataFrame, *, most: int = 5) -> list[str]:
    """Say the summary of both lists in a few lines.

    Parameters
    ----------
    counts : pandas.DataFrame
        As given by `summary`.
    most : int, default 5
        Most places and trades named.
    """
    lines = ["【汇总】"]
    for kind in _COUNTED:
        lines += [f"  {item}：{said}" for item, said in _counted(counts[counts["类别"] == kind])]
    for kind in _SHARED:
        top = counts[counts["类别"] == kind].to_dict("records")[:most]
        if top:
            said = [f"{one['项目']} {one['占比']:.0%}" for one in top]
            lines.append(f"  {kind}：{'、'.join(said)}")
    problems = counts[counts["类别"].str.endswith("问题")]
    found = problems.groupby("说明", sort=False)["数量"].sum()
    actions = "；".join(f"{action} {number} 处" for action, number in found.items())
    lines.append(f"  数据问题：{actions or '无'}")
    return lines


def _counted(counts: pd.DataFrame) -> Iterator[tuple[str, str]]:
    columns = (counts[name].tolist() for name in ("项目", "数量", "占比", "说明"))
    for item, number, share, note in zip(*columns, strict=True):
        part = f"（{share:.0%}）" if pd.notna(share) else ""
        yield item, f"{number:,}{part}" + (f"，{note}" if note else "")


def expiry_lines(over: int, total: int) -> list[str]:
    """Warn where most vacancies are over on the reference day, and say how to mend it."""
    if over * 2 <= total:
        return []
    return [
        f"！！注意：{total} 个岗位中有 {over} 个已过截止日期，不会推荐给任何人。",
        "！！如果处理的是旧表，请用 --day 年-月-日 指定当时的日期，或用 --no-expiry 不看截止日期。",
    ]


def example_lines(referrals: Referrals, *, n: int = 3) -> list[str]:
    """Tell a few best referrals in full: of different trades, well known and good.

    Parameters
    ----------
    referrals : Referrals
        Jobs for seekers.
    n : int, default 3
        Most examples.
    """
    lines = []
    for number, k in enumerate(_telling(referrals, n), start=1):
        i, j = int(referrals.seeker_rows[k]), int(referrals.job_rows[k])
        wish = f"（意向：{_cell(referrals, 'desired_job', i)}）" if _has(referrals) else ""
        lines.append(f"  例{number}：求职者 {referrals.seekers.ids[i]}{wish}")
        lines.append(f"       → {_job(referrals, j)}，匹配度 {referrals.scores[k]:.2f}")
        lines.append(f"       {referrals.frame['sentence'].iloc[k]}")
    return ["【推荐举例】", *lines] if lines else []


def _telling(referrals: Referrals, n: int) -> list[int]:
    """Choose the first referral of each trade that is well founded; the best otherwise."""
    chosen: dict[str, int] = {}
    for k in range(len(referrals)):
        if len(chosen) == n:
            break
        sure = referrals.confidences[k] >= _SURE and referrals.scores[k] >= _GOOD
        if referrals.ranks[k] == 1 and sure and "title" in referrals.jobs:
            found = lexicon.head_occupations(referrals.jobs["title"][int(referrals.job_rows[k])])
            if found:
                chosen.setdefault(found[0], k)
    best = sorted(range(len(referrals)), key=lambda k: (-referrals.scores[k], k))[:n]
    return list(chosen.values()) or best


def _job(referrals: Referrals, row: int) -> str:
    jobs = referrals.jobs
    said = [
        str(jobs.ids[row]),
        *(str(jobs[name][row]) for name in ("title", "employer") if name in jobs),
    ]
    if "location" in jobs:
        said.append(wording.places(jobs["location"][row]))
    if "salary" in jobs:
        unread = row in unread_rows(jobs, "salary")
        said.append(wording.UNREAD if unread else wording.pay(*jobs["salary"][row].item()))
    return "，".join(part for part in said if part)


def _has(referrals: Referrals) -> bool:
    return "desired_job" in referrals.seekers


def _cell(referrals: Referrals, name: str, row: int) -> str:
    return str(referrals.seekers[name][row])


def file_lines(files: Mapping[str, Path]) -> list[str]:
    """Say where the files are.

    Parameters
    ----------
    files : mapping of str to Path
        What each file is, and where.
    """
    return ["【文件】", *(f"  {what}：{path}" for what, path in files.items())]
