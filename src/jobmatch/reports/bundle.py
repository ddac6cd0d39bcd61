"""Everything an office gets from one run, written into one folder."""

from pathlib import Path

import pandas as pd

from jobmatch.errors import TableError
from jobmatch.referrals import Referrals
from jobmatch.reports.export import write_csv
from jobmatch.reports.problems import problem_list
from jobmatch.reports.push import push_list
from jobmatch.reports.summary import shortfall_list
from jobmatch.reports.workbook import write_workbook

__all__ = ["output_folder", "write_all"]


def write_all(
    for_seekers: Referrals, for_employers: Referrals, counts: pd.DataFrame, folder: str | Path
) -> dict[str, Path]:
    """Write both push lists and the problems as CSV, and all of it as one workbook.

    Parameters
    ----------
    for_seekers, for_employers : Referrals
        Jobs for seekers and seekers for jobs.
    counts : pandas.DataFrame
        Their summary.
    folder : str or Path
        Where to write; made where it is not there. Files of the same names are replaced.

    Returns
    -------
    dict of str to Path
        What each file is, in Chinese, and where it is.

    Raises
    ------
    TableError
        Where the folder or a file cannot be written.
    """
    folder = output_folder(Path(folder))
    seekers, employers = push_list(for_seekers), push_list(for_employers)
    problems = problem_list(for_seekers.jobs, for_seekers.seekers)
    sheets = {
        "按求职者": seekers,
        "按岗位": employers,
        "未满名额": shortfall_list(for_seekers, for_employers),
        "数据问题": problems,
        "汇总": counts,
    }
    files = {
        "给求职者的推荐名单": write_csv(seekers, folder / "for_seekers.csv"),
        "给用人单位的推荐名单": write_csv(employers, folder / "for_employers.csv"),
        "数据问题": write_csv(problems, folder / "problems.csv"),
        "以上合为一个工作簿": folder / "push_lists.xlsx",
    }
    write_workbook(sheets, files["以上合为一个工作簿"])
    return files


def output_folder(folder: Path) -> Path:
    """Make a folder where it is not there, and give it; TableError where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TableError(
            f"the folder {folder} cannot be made ({error.strerror or type(error).__name__}); "
            f"needed is a folder that can be written to.",
            code="cannot_write",
        ) from None
    return folder
