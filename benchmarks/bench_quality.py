"""How good the default recipe ranks, beside what people write today, with intervals.

Two sets, both NDCG@10 with gain 2**grade - 1:

- the seeded market of `jobmatch.datasets`, where the grade of a pair follows from the latent
  utilities it was drawn from (always there);
- judged referrals on real vacancies, where a folder with `judged_local/` and
  `postings_local_2015.csv` is given by --judged or JOBMATCH_SHARED (skipped without).

Rankers: the default recipe; each of its features alone and all but one; TF-IDF with cosine over
all columns, once with jieba words and once with character 1-2-grams. Example:

    python benchmarks/bench_quality.py --judged ../shared/data
"""

import argparse
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import jieba
import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer

from jobmatch.datasets import make_market
from jobmatch.evaluation import bootstrap, ndcg
from jobmatch.features import Recipe, standard_recipe
from jobmatch.matcher import Matcher
from jobmatch.records import Records, read_jobs, read_seekers

Ranking = dict[str, list[str]]


@dataclass(frozen=True)
class JudgedSet:
    """Raw and read tables, and the grades of each seeker's pairs."""

    name: str
    raw_jobs: pd.DataFrame
    raw_seekers: pd.DataFrame
    jobs: Records
    seekers: Records
    grades: Mapping[str, Mapping[str, float]]


def local_set(folder: Path) -> JudgedSet:
    """The judged referrals on real vacancies, date columns left out as its notes ask."""
    text = {"dtype": str, "keep_default_na": False}
    postings = pd.read_csv(folder / "postings_local_2015.csv", **text)
    wanted = set((folder / "judged_local" / "ads.txt").read_text(encoding="utf-8").split())
    postings = postings[postings["id"].isin(wanted)].drop_duplicates("id")
    postings = postings.drop(columns=["published", "deadline"]).reset_index(drop=True)
    people = pd.read_csv(folder / "judged_local" / "seekers.csv", **text)
    pairs = pd.read_csv(folder / "judged_local" / "grades.csv", dtype={"seeker": str, "ad": str})
    grades = {
        seeker: dict(zip(group["ad"], group["overall"].astype(float), strict=True))
        for seeker, group in pairs.groupby("seeker")
        if group["overall"].max() >= 2
    }
    jobs, seekers = read_jobs(postings), read_seekers(people)
    return JudgedSet("judged local vacancies", postings, people, jobs, seekers, grades)


def market_set(n_jobs: int, n_seekers: int) -> JudgedSet:
    """The seeded market; grades 3, 2, 1 go to the best 1, 3 and 10 % of each seeker's jobs."""
    market = make_market(n_jobs=n_jobs, n_seekers=n_seekers, rng=7)
    raw_jobs, raw_seekers = market.jobs, market.seekers
    jobs = read_jobs(raw_jobs, max_bad=1.0)
    seekers = read_seekers(raw_seekers, max_bad=1.0)
    latent = market.preferences
    job_of = {str(name): k for k, name in enumerate(latent.job_ids)}
    seeker_of = {str(name): k for k, name in enumerate(latent.seeker_ids)}
    columns = np.array([job_of[name] for name in jobs.ids])
    grades = {}
    for name in seekers.ids:
        utility = latent.mutual_utility(seeker_of[name], columns)
        cuts = np.quantile(utility, [0.90, 0.97, 0.99])
        grade = np.searchsorted(cuts, utility, side="left").astype(float)
        grades[name] = dict(zip(jobs.ids.tolist(), grade.tolist(), strict=True))
    return JudgedSet("seeded market", raw_jobs, raw_seekers, jobs, seekers, grades)


def rank_by_recipe(judged: JudgedSet, recipe: Recipe) -> Ranking:
    """Ten jobs of each seeker under a recipe, reduced to the columns there are."""
    usable, _ = recipe.usable(judged.jobs, judged.seekers)
    gates = tuple(gate for gate in usable.require if gate.name != "not_expired")
    matcher = Matcher(wish=dict(usable.wish), fit=dict(usable.fit), require=gates, min_known=0.0)
    index = matcher.fit(judged.jobs, judged.seekers)
    lists = index.recommend_jobs(n=10).pairs.groupby("seeker_id", sort=False)["job_id"]
    return {str(seeker): ids.tolist() for seeker, ids in lists}


def rank_by_tfidf(judged: JudgedSet, **settings: object) -> Ranking:
    """Ten jobs of each seeker by TF-IDF cosine over all columns joined: the peer."""
    texts = [
        frame.astype(str).agg(" ".join, axis=1).tolist()
        for frame in (judged.raw_jobs, judged.raw_seekers)
    ]
    vectorizer = TfidfVectorizer(**settings).fit(texts[0] + texts[1])
    jobs, seekers = (vectorizer.transform(text) for text in texts)
    cosine = (seekers @ jobs.T).toarray()
    ids = judged.raw_jobs.iloc[:, 0].astype(str).to_numpy()
    names = judged.raw_seekers.iloc[:, 0].astype(str)
    best = np.argsort(-cosine, axis=1, kind="stable")[:, :40]
    return {name: list(dict.fromkeys(ids[row]))[:10] for name, row in zip(names, best, strict=True)}


def rankers(judged: JudgedSet, *, ablation: bool) -> dict[str, Callable[[], Ranking]]:
    """Every ranker by name."""
    jieba.setLogLevel("ERROR")
    full, _ = standard_recipe().usable(judged.jobs, judged.seekers)
    found: dict[str, Callable[[], Ranking]] = {
        "TF-IDF of jieba words, all columns": lambda: rank_by_tfidf(
            judged, tokenizer=jieba.lcut, token_pattern=None
        ),
        "TF-IDF of character 1-2-grams, all columns": lambda: rank_by_tfidf(
            judged, analyzer="char", ngram_range=(1, 2)
        ),
        "jobmatch, default recipe": lambda: rank_by_recipe(judged, full),
    }
    if ablation:
        for feature in full.features:
            alone = Recipe.of({feature: 1.0}, {}, full.require)
            found[f"  {feature.name} alone"] = lambda recipe=alone: rank_by_recipe(judged, recipe)
            wish, fit = ({f: w for f, w in s if f != feature} for s in (full.wish, full.fit))
            without = Recipe.of(wish, fit, full.require)
            found[f"  without {feature.name}"] = lambda r=without: rank_by_recipe(judged, r)
    return found


def report(judged: JudgedSet, *, ablation: bool) -> None:
    """Print mean NDCG@10 with its 95 % interval, and the gain over the first peer."""
    print(f"\n{judged.name}: {len(judged.grades)} seekers with grades, {len(judged.jobs)} jobs")
    print(f"{'ranker':46s}{'NDCG@10 [95 %]':>24s}   difference from the default")
    values: dict[str, np.ndarray] = {}
    for name, ranker in rankers(judged, ablation=ablation).items():
        lists = ranker()
        values[name] = np.array(
            [ndcg(lists.get(seeker, []), grades) for seeker, grades in judged.grades.items()]
        )
    default = values["jobmatch, default recipe"]
    for name, value in values.items():
        difference = bootstrap(value - default, rng=0)
        shown = "" if value is default else str(difference)
        print(f"{name:46s}{bootstrap(value, rng=0)!s:>24s}   {shown}")


def main() -> None:
    """Run the sets that are there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--judged", type=Path, help="folder with judged_local/")
    parser.add_argument("--size", choices=("small", "county"), default="small")
    parser.add_argument("--ablation", action="store_true", help="each feature alone, all but one")
    options = parser.parse_args()
    sizes = {"small": (150, 120), "county": (695, 1023)}
    report(market_set(*sizes[options.size]), ablation=options.ablation)
    shared = os.environ.get("JOBMATCH_SHARED")
    folder = options.judged or (Path(shared) / "data" if shared else None)
    if folder is None or not (folder / "judged_local").is_dir():
        print("\njudged local vacancies: skipped, no folder given (--judged or JOBMATCH_SHARED)")
        return
    report(local_set(folder), ablation=options.ablation)


if __name__ == "__main__":
    main()
