"""Reports: referrals become sheets and files for people, in Chinese and safe to open."""

from jobmatch.reports.bundle import output_folder, write_all
from jobmatch.reports.export import safe_text, write_csv
from jobmatch.reports.problems import problem_list
from jobmatch.reports.push import push_list
from jobmatch.reports.summary import expired, shortfall_list, summary
from jobmatch.reports.workbook import write_workbook

__all__ = [
    "expired",
    "output_folder",
    "problem_list",
    "push_list",
    "safe_text",
    "shortfall_list",
    "summary",
    "write_all",
    "write_csv",
    "write_workbook",
]
