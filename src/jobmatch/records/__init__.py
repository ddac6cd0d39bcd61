"""Records: a raw table of jobs or seekers becomes immutable arrays and a list of problems."""

from jobmatch.records.experience import years_in
from jobmatch.records.problems import CODES
from jobmatch.records.read import read_jobs, read_seekers
from jobmatch.records.salary import Salary, parse_salary
from jobmatch.records.table import Records

__all__ = ["CODES", "Records", "Salary", "parse_salary", "read_jobs", "read_seekers", "years_in"]
