"""The sample county: where its tables lie and how to read them."""

import datetime as dt
from pathlib import Path

import pandas as pd

from jobmatch.datasets.market import MARKET_DAY
from jobmatch.errors import TableError
from jobmatch.records import Records, read_jobs, read_seekers

__all__ = ["SAMPLE_DAY", "load_sample", "load_sample_frames", "sample_path"]

SAMPLE_DAY: dt.date = MARKET_DAY.astype(object)
"""The day on which the sample tables were written: use it as the reference day."""

_NAMES = ("jobs.csv", "seekers.csv", "README.md")


def sample_path(name: str) -> Path:
    """Path of a sample file: in the installed package, else in the repository.

    Parameters
    ----------
    name : {"jobs.csv", "seekers.csv", "README.md"}
        Name of the file.

    Returns
    -------
    pathlib.Path
        Path of a file that is there.

    Raises
    ------
    TableError
        If the file is not shipped with this installation, or there is no sample of that name.

    Examples
    --------
    >>> sample_path("jobs.csv").name
    'jobs.csv'
    """
    package = Path(__file__).resolve().parent
    places = [package / "samples"]
    if len(package.parents) > 2:
        places.append(package.parents[2] / "data" / "samples")
    for folder in places:
        path = folder / name
        if name in _NAMES and path.is_file():
            return path
    raise TableError(
        f"no such sample file; the samples are {', '.join(_NAMES)}, in jobmatch/datasets/samples "
        "of an installed package or data/samples of the repository: install jobmatch again, or "
        "run scripts/build_samples.py in the repository",
        code="file_missing",
    )


def load_sample_frames() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Raw sample tables as typed: every cell a str, blanks "".

    Returns
    -------
    jobs, seekers : pandas.DataFrame
        New frames, a few rows longer than the county: repeats and rows without id are in them.
    """
    jobs, seekers = (
        pd.read_csv(sample_path(name), dtype=str, keep_default_na=False).astype(object)
        for name in ("jobs.csv", "seekers.csv")
    )
    return jobs, seekers


def load_sample() -> tuple[Records, Records]:
    """Read the sample county: 695 vacancies with 8,408 openings, 1,023 seekers.

    Returns
    -------
    jobs, seekers : Records
        Normalized, with their problems.
    """
    return read_jobs(sample_path("jobs.csv")), read_seekers(sample_path("seekers.csv"))
