"""A whole market from a seed: two raw tables and, apart from them, the truth behind them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jobmatch.datasets.draws import Draws, Ints, Strings
from jobmatch.datasets.latent import (
    LatentJobs,
    LatentSeekers,
    draw_jobs,
    draw_seekers,
    spread_openings,
)
from jobmatch.datasets.mess import counted, dirty, with_extra_rows
from jobmatch.datasets.preferences import Preferences
from jobmatch.datasets.tables import World, rates, world
from jobmatch.datasets.written_jobs import write_jobs
from jobmatch.datasets.written_seekers import write_seekers
from jobmatch.errors import RecipeError

__all__ = ["MARKET_DAY", "Market", "make_market"]

MARKET_DAY = np.datetime64("2026-03-02", "D")
_OPENINGS_PER_JOB = 8408 / 695


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """A made market.

    Parameters
    ----------
    jobs, seekers : pandas.DataFrame
        Raw tables of str cells under Chinese headings, mess included: besides the `n_jobs` and
        `n_seekers` rows that a reader should keep, they hold repeats, rows that contradict each
        other under one id, and rows without an id.
    preferences : Preferences
        The truth the tables were drawn from, about the kept rows only.
    job_rows, seeker_rows : ndarray of int64
        Row of the raw table in which each job and seeker of `preferences` stands.
    day : numpy.datetime64
        The day on which the tables were written, whatever the clock says.
    """

    jobs: pd.DataFrame
    seekers: pd.DataFrame
    preferences: Preferences
    job_rows: Ints
    seeker_rows: Ints
    day: np.datetime64


def make_market(
    *,
    n_jobs: int = 695,
    n_seekers: int = 1023,
    n_openings: int | None = None,
    rng: int | np.random.Generator | None = None,
) -> Market:
    """Make a county's labour market: messy raw tables and the preferences behind them.

    Parameters
    ----------
    n_jobs, n_seekers : int
        Vacancies and people that remain once the tables have been read; from 1 to 10,000,000.
    n_openings : int, optional
        Sum of the headcounts that are written as numbers; by default 8,408 for 695 vacancies and
        in proportion otherwise. Vacancies for 若干 people count 0 in it.
    rng : int, numpy.random.Generator or None, default None
        Seed or generator; the same seed gives the same market on every machine.

    Returns
    -------
    Market
        `.jobs` and `.seekers` raw, `.preferences` apart.

    Raises
    ------
    RecipeError
        If a number is not a whole number in its range, or `n_openings` is less than one opening
        for each vacancy.

    Notes
    -----
    The rates of the mess stand in ``datasets/data/mess.tsv``. Employers are invented; there are
    no persons behind the rows.

    Examples
    --------
    >>> market = make_market(n_jobs=40, n_seekers=60, rng=7)
    >>> market.preferences.job_occupation.shape
    (40,)
    >>> int(market.preferences.job_openings[market.preferences.job_headcount_known].sum())
    484
    >>> make_market(n_jobs=0)
    Traceback (most recent call last):
        ...
    jobmatch.errors.RecipeError: n_jobs must be a whole number from 1 to 10000000
    """
    _check("n_jobs", n_jobs)
    _check("n_seekers", n_seekers)
    if n_openings is None:
        n_openings = max(round(n_jobs * _OPENINGS_PER_JOB), n_jobs)
    _check("n_openings", n_openings, least=n_jobs)
    draws, tables = Draws(rng), world()
    jobs = _latent_jobs(draws, tables, n_jobs, n_openings)
    seekers = draw_seekers(draws, tables, n_seekers + _spare(n_seekers))
    job_ids, seeker_ids = _ids("J", len(jobs.years)), _ids("S", len(seekers.years))
    job_frame, job_rows = with_extra_rows(
        dirty(write_jobs(jobs, tables, job_ids, MARKET_DAY, draws), draws),
        n_jobs,
        draws,
        disputed=("招聘人数", "3人", "30人"),
    )
    seeker_frame, seeker_rows = with_extra_rows(
        dirty(write_seekers(seekers, tables, seeker_ids, draws), draws),
        n_seekers,
        draws,
        disputed=("工作年限", "2年", "9年"),
    )
    key = int(draws.uniform(1)[0] * 2**53)
    kept = job_ids[:n_jobs], seeker_ids[:n_seekers]
    preferences = _preferences(tables, jobs, seekers, kept, key)
    return Market(job_frame, seeker_frame, preferences, job_rows, seeker_rows, MARKET_DAY)


def _check(name: str, value: object, *, least: int = 1) -> None:
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not (whole and least <= value <= 10_000_000):  # type: ignore[operator]
        raise RecipeError(f"{name} must be a whole number from {least} to 10000000")


def _spare(n: int) -> int:
    """Count the rows beyond the kept ones: one for each pair in conflict and each lost id."""
    return counted("conflict", n) + counted("missing_id", n)


def _ids(letter: str, n: int) -> Strings:
    return np.array([f"{letter}{number:05d}" for number in range(1, n + 1)], dtype=object)


def _latent_jobs(draws: Draws, tables: World, n: int, n_openings: int) -> LatentJobs:
    rule = rates()
    jobs = draw_jobs(
        draws, tables, n + _spare(n), vague=rule["vague_headcount"], limited=rule["age_limit"]
    )
    jobs.headcount_known[0] = True  # somebody must hold the openings
    jobs.openings[:n] = spread_openings(jobs.openings[:n], jobs.headcount_known[:n], n_openings)
    return jobs


def _preferences(
    tables: World,
    jobs: LatentJobs,
    seekers: LatentSeekers,
    kept: tuple[Strings, Strings],
    key: int,
) -> Preferences:
    job_ids, seeker_ids = kept
    job, seeker = slice(len(job_ids)), slice(len(seeker_ids))
    preferences = Preferences(
        occupations=tables.occupations,
        places=tables.places,
        skills=tables.skills,
        licences=tables.licences,
        affinity=tables.affinity.copy(),
        job_ids=job_ids,
        job_occupation=jobs.occupation[job],
        job_place=jobs.place[job],
        job_pay=jobs.pay[job],
        job_openings=jobs.openings[job],
        job_headcount_known=jobs.headcount_known[job],
        job_years=jobs.years[job],
        job_education=jobs.education[job],
        job_ages=jobs.ages[job],
        job_skills=_skill_masks(jobs.skill_picks[job], len(tables.skills)),
        job_required=jobs.required[job],
        job_preferred=jobs.preferred[job],
        job_quality=jobs.quality[job],
        seeker_ids=seeker_ids,
        seeker_occupation=seekers.occupations[seeker, 0],
        seeker_occupations=seekers.occupations[seeker],
        seeker_cities=seekers.cities[seeker],
        seeker_reservation_pay=seekers.reservation_pay[seeker],
        seeker_skills=_skill_masks(seekers.skill_picks[seeker], len(tables.skills)),
        seeker_licences=seekers.licences[seeker],
        seeker_years=seekers.years[seeker],
        seeker_education=seekers.education[seeker],
        seeker_age=seekers.age[seeker],
        seeker_quality=seekers.quality[seeker],
        noise_key=key,
    )
    _freeze(preferences)
    return preferences


def _skill_masks(picks: Ints, n_skills: int) -> NDArray[np.uint64]:
    masks = np.zeros((len(picks), n_skills // 64 + 1), dtype=np.uint64)
    for column in picks.T:
        rows = np.flatnonzero(column >= 0)
        bits = np.uint64(1) << (column[rows] % 64).astype(np.uint64)
        masks[rows, column[rows] // 64] |= bits
    return masks


def _freeze(preferences: Preferences) -> None:
    for name in Preferences.__slots__:
        value = getattr(preferences, name)
        if isinstance(value, np.ndarray):
            value.flags.writeable = False
