"""The sets `bench_quality.py` ranks: two tables, and the grades of some of their pairs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd

from jobmatch.datasets import make_market
from jobmatch.records import Records, read_jobs, read_seekers
from jobmatch.records.headings import read_headings
from jobmatch.schema import JOBS, SEEKERS, Table

Grades = Mapping[str, Mapping[str, float]]
TEXT = {"dtype": str, "keep_default_na": False}
WORK = (("title", "occupation", "skills", "description"), ("desired_job", "skills", "work_history"))
# A category with fewer titles cannot fill the first ten places.
MIN_TITLES = 11


@dataclass(frozen=True, eq=False)
class RankingSet:
    """Two tables, raw and read, and the grades of each seeker's pairs.

    The raw rows are those of the records. `measure` names a key of `bench_quality.MEASURES`;
    a grade of `relevant` or more counts where a measure knows only yes and no. In a set
    `with_itself` jobs and seekers are the same records, and none is ranked for itself.
    """

    name: str
    measure: str
    raw_jobs: pd.DataFrame
    raw_seekers: pd.DataFrame
    jobs: Records
    seekers: Records
    grades: Grades = field(default_factory=dict)
    relevant: float = 1.0
    with_itself: bool = False

    @classmethod
    def of(
        cls, name: str, measure: str, jobs: pd.DataFrame, seekers: pd.DataFrame, **rest: object
    ) -> "RankingSet":
        """Read the tables and bring the raw rows into the order of the records."""
        read = read_jobs(jobs, max_bad=1.0), read_seekers(seekers, max_bad=1.0)
        raw = (jobs.iloc[read[0].rows], seekers.iloc[read[1].rows])
        return cls(name, measure, *raw, *read, **rest)

    def texts(self) -> dict[str, tuple[list[str], list[str]]]:
        """Texts of seekers and jobs that a ranker of texts may be given, by what is in them."""
        short = (_joined(self.seekers, ["desired_job"]), _joined(self.jobs, ["title"]))
        if not self.has_more_columns:
            return {"": short}
        jobs, seekers = WORK
        everything = [raw.iloc[:, 1:].astype(str) for raw in (self.raw_seekers, self.raw_jobs)]
        return {
            "all columns": tuple(raw.agg(" ".join, axis=1).tolist() for raw in everything),
            "work columns": (_joined(self.seekers, seekers), _joined(self.jobs, jobs)),
            "wish and title": short,
        }

    def places(self) -> tuple[list[str], list[str]] | None:
        """Cells of the wished places and of the jobs' locations as they were typed, if any."""
        if not self.has_more_columns:
            return None
        wishes = _typed(self.raw_seekers, SEEKERS, "desired_location")
        return wishes, _typed(self.raw_jobs, JOBS, "location")

    @property
    def has_more_columns(self) -> bool:
        """Whether there is more than a title on each side."""
        return len(self.raw_jobs.columns) > 2


def market_set(n_jobs: int, n_seekers: int) -> RankingSet:
    """The seeded market; grades 3, 2, 1 go to the best 1, 3 and 10 % of each seeker's jobs."""
    market = make_market(n_jobs=n_jobs, n_seekers=n_seekers, rng=7)
    judged = RankingSet.of("seeded market", "NDCG@10", market.jobs, market.seekers, relevant=2.0)
    latent = market.preferences
    job_of = {str(name): k for k, name in enumerate(latent.job_ids)}
    seeker_of = {str(name): k for k, name in enumerate(latent.seeker_ids)}
    columns = np.array([job_of[name] for name in judged.jobs.ids])
    grades = {}
    for name in judged.seekers.ids:
        utility = latent.mutual_utility(seeker_of[name], columns)
        cuts = np.quantile(utility, [0.90, 0.97, 0.99])
        grade = np.searchsorted(cuts, utility, side="left").astype(float)
        grades[name] = dict(zip(judged.jobs.ids.tolist(), grade.tolist(), strict=True))
    return replace(judged, grades=grades)


def local_set(folder: Path) -> RankingSet:
    """The judged referrals on real vacancies, date columns left out as its notes ask."""
    postings = pd.read_csv(folder / "postings_local_2015.csv", **TEXT)
    wanted = set((folder / "judged_local" / "ads.txt").read_text(encoding="utf-8").split())
    postings = postings[postings["id"].isin(wanted)].drop_duplicates("id")
    people = pd.read_csv(folder / "judged_local" / "seekers.csv", **TEXT)
    pairs = pd.read_csv(folder / "judged_local" / "grades.csv", dtype={"seeker": str, "ad": str})
    grades = {
        seeker: dict(zip(group["ad"], group["overall"].astype(float), strict=True))
        for seeker, group in pairs.groupby("seeker")
        if group["overall"].max() >= 2
    }
    jobs = postings.drop(columns=["published", "deadline"])
    return RankingSet.of(
        "judged local vacancies", "NDCG@10", jobs, people, grades=grades, relevant=2.0
    )


def title_set(folder: Path) -> RankingSet:
    """Titles to find for titles: related by career, not the same by name."""
    queries, titles, pairs = (
        pd.read_csv(folder / "title_retrieval_zh" / f"{name}.tsv", sep="\t", **TEXT)
        for name in ("queries", "titles", "qrels")
    )
    grades = {query: dict.fromkeys(group["c_id"], 1.0) for query, group in pairs.groupby("q_id")}
    jobs = titles.set_axis(["job_id", "title"], axis=1)
    seekers = queries.set_axis(["seeker_id", "desired_job"], axis=1)
    return RankingSet.of("title retrieval", "MAP", jobs, seekers, grades=grades)


def category_set(folder: Path) -> RankingSet:
    """Titles filed under one path by the site: whoever posted chose it, so a weak label."""
    postings = pd.read_csv(folder / "postings_local_2015.csv", **TEXT)
    path = postings["category_path"]
    # A path says something where it has two steps and the last is not "others".
    postings = postings[path.str.count("/").eq(1) & ~path.str.contains("/qita")]
    postings = postings.drop_duplicates("title")
    sizes = postings["category_path"].map(postings["category_path"].value_counts())
    postings = postings[sizes >= MIN_TITLES]
    grades = {
        one: dict.fromkeys((other for other in group["id"] if other != one), 1.0)
        for _, group in postings.groupby("category_path")
        for one in group["id"]
    }
    columns = postings[["id", "title"]]
    jobs = columns.set_axis(["job_id", "title"], axis=1)
    seekers = columns.set_axis(["seeker_id", "desired_job"], axis=1)
    return RankingSet.of(
        "category of local titles", "P@10", jobs, seekers, grades=grades, with_itself=True
    )


def _joined(records: Records, names: Sequence[str]) -> list[str]:
    columns = [records[name].astype(str) for name in names if name in records]
    return [" ".join(cells) for cells in zip(*columns, strict=True)]


def _typed(raw: pd.DataFrame, table: Table, column: str) -> list[str]:
    matches = read_headings(list(raw.columns), table).matches
    position = next(match.position for match in matches if match.column == column)
    return raw.iloc[:, position].astype(str).tolist()
