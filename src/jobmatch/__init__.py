"""Explained two-way matching of jobseekers and vacancies for public employment services.

Two tables in, two ranked and explained lists out: jobs for each seeker and seekers for each job.
The public names are loaded when they are first used, so that importing the package is quick and
has no side effects.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobmatch import datasets
    from jobmatch.errors import JobmatchError
    from jobmatch.features import (
        Education,
        Experience,
        Feature,
        Licences,
        Location,
        MinimumAge,
        NotExpired,
        Occupation,
        Salary,
        Skills,
        Text,
    )
    from jobmatch.matcher import Matcher, MatchIndex
    from jobmatch.places import parse_place
    from jobmatch.records import Records, parse_salary, read_jobs, read_seekers
    from jobmatch.referrals import Referrals
    from jobmatch.text import tokenize
    from jobmatch.text.lexicon.coding import parse_occupation

__version__ = "0.1.0"

__all__ = [
    "Education",
    "Experience",
    "Feature",
    "JobmatchError",
    "Licences",
    "Location",
    "MatchIndex",
    "Matcher",
    "MinimumAge",
    "NotExpired",
    "Occupation",
    "Records",
    "Referrals",
    "Salary",
    "Skills",
    "Text",
    "datasets",
    "parse_occupation",
    "parse_place",
    "parse_salary",
    "read_jobs",
    "read_seekers",
    "tokenize",
]

_FEATURES = (
    "Education", "Experience", "Feature", "Licences", "Location", "MinimumAge", "NotExpired",
    "Occupation", "Salary", "Skills", "Text",
)  # fmt: skip
_HOMES = {
    **dict.fromkeys(_FEATURES, "features"),
    **dict.fromkeys(("Matcher", "MatchIndex"), "matcher"),
    **dict.fromkeys(("Records", "parse_salary", "read_jobs", "read_seekers"), "records"),
    "JobmatchError": "errors",
    "Referrals": "referrals",
    "parse_occupation": "text.lexicon.coding",
    "parse_place": "places",
    "tokenize": "text",
}


def __getattr__(name: str) -> object:
    if name == "datasets":
        return import_module("jobmatch.datasets")
    if name in _HOMES:
        value = getattr(import_module(f"jobmatch.{_HOMES[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'jobmatch' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
