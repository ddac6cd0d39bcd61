"""What people and employers of a made market truly want, kept apart from what they wrote."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jobmatch.datasets.draws import Floats, Ints

__all__ = ["Preferences"]

Masks = NDArray[np.uint64]
_WISH_ORDER = np.array([1.0, 0.85, 0.75])


@dataclass(frozen=True, slots=True, eq=False)
class Preferences:
    """The latent truth of a market: n_seekers people (i) and n_jobs vacancies (j).

    `occupations`, `places`, `skills` and `licences` name what the numbers and the columns stand
    for. Arrays of a job or a seeker are in the order of `job_ids` and `seeker_ids`.

    Parameters
    ----------
    occupations, places, skills, licences : tuple of str
        Names; occupation 3 is ``occupations[3]``, bit 3 of a licence mask is ``licences[3]``.
    affinity : ndarray, shape (n_occupations, n_occupations)
        1 for the same work, 0.6 for near work, 0.25 within a group, else 0.
    job_ids, seeker_ids : ndarray of str
        Identifiers as they stand in the tables.
    job_occupation, job_place : ndarray of int64, shape (n_jobs,)
        What the work is and where.
    job_pay : ndarray, shape (n_jobs, 2)
        True low and high pay in CNY a month, also where the table says 面议.
    job_openings : ndarray of int64, shape (n_jobs,)
        People wanted, also where the table says 若干.
    job_headcount_known : ndarray of bool, shape (n_jobs,)
        Whether the table gives a number of openings.
    job_years, job_education : ndarray of int64, shape (n_jobs,)
        Least years of practice and schooling (0 none ... 4 college).
    job_ages : ndarray of int64, shape (n_jobs, 2)
        Youngest and oldest age the employer takes.
    job_skills, seeker_skills : ndarray of uint64, shape (n, n_words)
        Sets as bit masks: skill s is bit ``s % 64`` of word ``s // 64``.
    job_required, job_preferred, seeker_licences : ndarray of uint64, shape (n,)
        Licences that must be held, would be liked, are held.
    job_quality, seeker_quality : ndarray, shape (n,)
        What all like alike and no table tells, in [0, 1].
    seeker_occupation : ndarray of int64, shape (n_seekers,)
        First wish.
    seeker_occupations : ndarray of int64, shape (n_seekers, 3)
        One to three wishes, best first, -1 where there is none.
    seeker_cities : ndarray of bool, shape (n_seekers, n_places)
        Places the person would go to.
    seeker_reservation_pay : ndarray, shape (n_seekers,)
        Least pay in CNY a month for which the person would work.
    seeker_years, seeker_education, seeker_age : ndarray of int64, shape (n_seekers,)
        Years of practice, schooling, age.
    noise_key : int
        Key of the taste that a pair has for no reason.
    """

    occupations: tuple[str, ...]
    places: tuple[str, ...]
    skills: tuple[str, ...]
    licences: tuple[str, ...]
    affinity: Floats
    job_ids: NDArray[np.object_]
    job_occupation: Ints
    job_place: Ints
    job_pay: Floats
    job_openings: Ints
    job_headcount_known: NDArray[np.bool_]
    job_years: Ints
    job_education: Ints
    job_ages: Ints
    job_skills: Masks
    job_required: Masks
    job_preferred: Masks
    job_quality: Floats
    seeker_ids: NDArray[np.object_]
    seeker_occupation: Ints
    seeker_occupations: Ints
    seeker_cities: NDArray[np.bool_]
    seeker_reservation_pay: Floats
    seeker_skills: Masks
    seeker_licences: Masks
    seeker_years: Ints
    seeker_education: Ints
    seeker_age: Ints
    seeker_quality: Floats
    noise_key: int

    def seeker_utility(self, i: ArrayLike, j: ArrayLike) -> Floats:
        """How much seekers want jobs, in [0, 1]; 0.5 and more would be taken gladly.

        utility = (0.45 work + 0.25 place + 0.2 pay + 0.05 quality + 0.05 taste) * reach, where
        work is the best affinity over the wishes, pay runs from 0.7 to 1.3 times the reservation
        pay, and reach is 1 in a wished place and 0.5 elsewhere.

        Parameters
        ----------
        i, j : array_like of int
            Positions of seekers and jobs; broadcast against each other. Ask in blocks.

        Returns
        -------
        ndarray of float64
            In the broadcast shape of `i` and `j`.
        """
        seeker, job = _pair(i, j)
        work = self._affinity(seeker, job, _WISH_ORDER)
        inside = self.seeker_cities[seeker, self.job_place[job]].astype(np.float64)
        offered = self.job_pay[job].mean(axis=-1) / self.seeker_reservation_pay[seeker]
        pay = np.clip((offered - 0.7) / 0.6, 0.0, 1.0)
        taste = self._taste(seeker, job, 1)
        total = (
            0.45 * work + 0.25 * inside + 0.2 * pay + 0.05 * self.job_quality[job] + 0.05 * taste
        )
        return np.asarray(total * (0.5 + 0.5 * inside))

    def employer_utility(self, i: ArrayLike, j: ArrayLike) -> Floats:
        """How much employers want seekers, in [0, 1]; 0.5 and more would be hired gladly.

        utility = (0.35 practice + 0.25 skills + 0.15 years + 0.1 schooling + 0.05 liked licences
        + 0.05 quality + 0.05 taste) * allowed, where practice is the best affinity of the job to
        what the person has done, and allowed is 0.2 where a required licence is missing, times 0.5
        outside the ages the employer takes.

        Parameters
        ----------
        i, j : array_like of int
            Positions of seekers and jobs; broadcast against each other. Ask in blocks.

        Returns
        -------
        ndarray of float64
            In the broadcast shape of `i` and `j`.
        """
        seeker, job = _pair(i, j)
        asked = self.job_skills[job]
        shared = np.bitwise_count(asked & self.seeker_skills[seeker]).sum(axis=-1)
        skills = shared / np.maximum(np.bitwise_count(asked).sum(axis=-1), 1)
        years = np.clip((self.seeker_years[seeker] + 1) / (self.job_years[job] + 1), 0.0, 1.0)
        schooling = self.seeker_education[seeker] >= self.job_education[job]
        held = self.seeker_licences[seeker]
        liked = (self.job_preferred[job] & ~held) == 0
        total = (
            0.35 * self._affinity(seeker, job, np.ones(3))
            + 0.25 * skills
            + 0.15 * years
            + 0.1 * schooling
            + 0.05 * liked
            + 0.05 * self.seeker_quality[seeker]
            + 0.05 * self._taste(seeker, job, 2)
        )
        return np.asarray(total * self._allowed(seeker, job))

    def mutual_utility(self, i: ArrayLike, j: ArrayLike) -> Floats:
        """Geometric mean of both sides' utilities, in [0, 1]."""
        return np.sqrt(self.seeker_utility(i, j) * self.employer_utility(i, j))

    def _affinity(self, seeker: Ints, job: Ints, order: Floats) -> Floats:
        wishes = self.seeker_occupations[seeker]
        near = self.affinity[wishes, self.job_occupation[job][..., None]] * order
        return np.asarray(np.where(wishes >= 0, near, 0.0).max(axis=-1))

    def _allowed(self, seeker: Ints, job: Ints) -> Floats:
        licensed = (self.job_required[job] & ~self.seeker_licences[seeker]) == 0
        age, limits = self.seeker_age[seeker], self.job_ages[job]
        aged = (age >= limits[..., 0]) & (age <= limits[..., 1])
        return np.asarray(np.where(licensed, 1.0, 0.2) * np.where(aged, 1.0, 0.5))

    def _taste(self, seeker: Ints, job: Ints, side: int) -> Floats:
        """Uniform numbers of the pair: the splitmix64 hash of key, side, seeker and job."""
        state = (self.noise_key * 4 + side) & 0xFFFF_FFFF_FFFF_FFFF
        mixed = _splitmix(seeker.astype(np.uint64) + np.uint64(state))
        mixed = _splitmix(mixed ^ job.astype(np.uint64))
        return (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53


def _pair(i: ArrayLike, j: ArrayLike) -> tuple[Ints, Ints]:
    seeker, job = np.broadcast_arrays(np.asarray(i, np.int64), np.asarray(j, np.int64))
    return seeker, job


def _splitmix(values: Masks) -> Masks:
    with np.errstate(over="ignore"):
        mixed = values + np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))
