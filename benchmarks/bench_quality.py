"""How good the default recipe ranks, beside what one could use instead, with intervals.

Sets, each measured query by query, the last four where --judged or JOBMATCH_SHARED names a folder:

- the seeded market of `jobmatch.datasets`, where the grade of a pair follows from the latent
  utilities it was drawn from: NDCG@10 with gain 2**grade - 1;
- judged referrals on real vacancies (`judged_local/`, `postings_local_2015.csv`): NDCG@10;
- title retrieval (`title_retrieval_zh/`): mean average precision over the whole ranking;
- the category a site files its titles under (`postings_local_2015.csv`): precision at 10;
- occupation coding (`--coding FILE`, lines of title<TAB>code): see `coding.py`.

Rankers: the default `Matcher`; the peers of `peers.py`, over several choices of columns and with a
bonus for a wished city; with --ablation each feature alone and all but one. Where a ranker gives
several jobs one score, a metric is its mean over all orders of them. Example:

    python benchmarks/bench_quality.py --judged ../shared/data --coding labels.tsv --ablation
"""

import argparse
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from coding import report_coding
from judged_sets import RankingSet, category_set, local_set, market_set, title_set
from machine import print_table
from peers import CITY_BONUS, PEERS, Floats, city_bonus

from jobmatch.evaluation import (
    average_precision,
    bootstrap,
    coverage,
    gini,
    mutual,
    ndcg,
    paired_difference,
    precision,
    recall,
    received,
    reciprocal_rank,
    served,
    top_share,
)
from jobmatch.features import Recipe, standard_recipe
from jobmatch.matcher import Matcher

N = 10
DEFAULT = "jobmatch, default recipe"
Ranked = tuple[str, Floats]  # a ranker by name, and its scores
Metric = Callable[..., float]


def _relevant(metric: Metric) -> Metric:
    """Give a metric of yes and no the same arguments as one of grades."""

    def measure(
        ids: Sequence[str], grades: Mapping[str, float], least: float, scores: Sequence[float]
    ) -> float:
        return metric(ids, {one for one, g in grades.items() if g >= least}, scores=scores)

    return measure


MEASURES: dict[str, Metric] = {
    "NDCG@10": lambda ids, grades, _, scores: ndcg(ids, grades, n=N, scores=scores),
    "MAP": _relevant(average_precision),
    "P@10": _relevant(precision),
    "recall@10": _relevant(recall),
    "MRR": _relevant(reciprocal_rank),
}
BESIDE = ("recall@10", "MRR")


@dataclass(frozen=True, eq=False)
class Quality:
    """Values a query of the set's own measure and of those beside it; whom the lists reach."""

    values: Mapping[str, Floats]
    reached: float
    gini: float


def quality(judged: RankingSet, scores: Floats) -> Quality:
    """Measure the scores of all pairs, seekers down; NaN is a pair that is not listed."""
    if judged.with_itself:
        scores = np.where(np.eye(len(scores), dtype=bool), np.nan, scores)
    ids = np.array(judged.jobs.ids, str)
    rounded = np.nan_to_num(scores, nan=-np.inf).round(6)  # as coarse as jobmatch compares
    order = [np.lexsort((ids, -row))[: np.isfinite(row).sum()] for row in rounded]
    values: dict[str, list[float]] = {name: [] for name in (judged.measure, *BESIDE)}
    for seeker, grades in judged.grades.items():
        at = judged.seekers.row_of(seeker)
        best = order[at]
        ranked = (ids[best].tolist(), grades, judged.relevant, rounded[at, best].tolist())
        for name, found in values.items():
            found.append(MEASURES[name](*ranked))
    lists = np.bincount(np.concatenate([best[:N] for best in order]), minlength=len(ids))
    arrays = {name: np.array(found) for name, found in values.items()}
    return Quality(arrays, float((lists > 0).mean()), gini(lists))


def scores_of(judged: RankingSet, matcher: Matcher) -> Floats:
    """Scores of every pair a matcher lists, by its public calls; NaN for the others."""
    index = matcher.fit(judged.jobs, judged.seekers)
    lists = index.recommend_jobs(n=len(judged.jobs))
    scores = np.full((len(judged.seekers), len(judged.jobs)), np.nan)
    scores[lists.seeker_rows, lists.job_rows] = lists.scores
    return scores


def usable(judged: RankingSet) -> Recipe:
    """The standard recipe as far as the set has columns, without the gate on today's date."""
    full, _ = standard_recipe().usable(judged.jobs, judged.seekers)
    gates = [gate for gate in full.require if gate.name != "not_expired"]
    return Recipe.of(dict(full.wish), dict(full.fit), gates)


def default_matcher(judged: RankingSet) -> Matcher:
    """`Matcher()` as it comes, but for that gate."""
    return Matcher(require=usable(judged).require)


def peers_over(judged: RankingSet) -> Iterator[Ranked]:
    """Each peer over each choice of columns, and again with the bonus for a wished city."""
    places = judged.places()
    for peer in filter(lambda one: one.is_there, PEERS):
        for columns, (seekers, jobs) in judged.texts().items():
            if peer.short_texts_only and columns not in ("", "wish and title"):
                continue
            name = f"{peer.name}, {columns}" if columns else peer.name
            scores = peer.scores(seekers, jobs)
            yield name, scores
            if places and columns != "all columns":
                yield f"{name}, +{CITY_BONUS} for a wished city", scores + city_bonus(*places)


def ablations(judged: RankingSet) -> Iterator[Ranked]:
    """Each feature alone and all but one; everyone is listed, however little is known of them."""
    full = usable(judged)
    recipes = {"all features, everyone listed": full}
    for feature in full.features:
        recipes[f"{feature.name} alone"] = Recipe.of({feature: 1.0}, {}, full.require)
        wish, fit = ({f: w for f, w in side if f != feature} for side in (full.wish, full.fit))
        if wish or fit:
            recipes[f"without {feature.name}"] = Recipe.of(wish, fit, full.require)
    for name, recipe in recipes.items():
        matcher = Matcher(
            wish=dict(recipe.wish), fit=dict(recipe.fit), require=recipe.require, min_known=0.0
        )
        yield name, scores_of(judged, matcher)


def report(judged: RankingSet, *, ablation: bool) -> None:
    """Print each ranker's mean with its 95 % interval, and its difference from the default."""
    print(
        f"\n{judged.name}: {len(judged.grades)} seekers with grades, {len(judged.jobs)} jobs, "
        f"{judged.measure}\n"
    )
    default = quality(judged, scores_of(judged, default_matcher(judged)))
    rows = [row_of(DEFAULT, judged, default, default)]
    for name, scores in chain(peers_over(judged), ablations(judged) if ablation else ()):
        rows.append(row_of(name, judged, quality(judged, scores), default))
    print_table(rows)
    if judged.has_more_columns:
        report_two_sided(judged)


def row_of(name: str, judged: RankingSet, found: Quality, default: Quality) -> dict[str, object]:
    """One line of the table."""
    value, ours = found.values[judged.measure], default.values[judged.measure]
    return {
        "ranker": name,
        f"{judged.measure} [95 %]": str(bootstrap(value, rng=0)),
        "difference from the default": (
            "" if found is default else str(paired_difference(value, ours, rng=0))
        ),
        **{one: float(found.values[one].mean()) for one in BESIDE},
        "jobs in a top 10": found.reached,
        "gini of these": found.gini,
    }


def report_two_sided(judged: RankingSet) -> None:
    """Print what the default recipe's two push lists do to either side."""
    index = default_matcher(judged).fit(judged.jobs, judged.seekers)
    both = index.recommend_jobs(n=N), index.recommend_seekers(n=N)
    print(
        f"\nBoth lists of the default recipe, {N} each; {mutual(*both):.3f} of the pairs on both\n"
    )
    print_table(
        [
            {
                "lists for": lists.whose,
                "with a list": served(lists),
                "others reached": coverage(lists),
                "gini of these": gini(received(lists)),
                "share of the top tenth": top_share(received(lists)),
            }
            for lists in both
        ]
    )


def sets(size: str, folder: Path | None) -> Iterator[RankingSet]:
    """The sets that are there; says what is not."""
    yield market_set(*{"small": (150, 120), "county": (695, 1023)}[size])
    local, titles = "judged_local/grades.csv", "title_retrieval_zh/qrels.tsv"
    for load, needed in (
        (local_set, (local, "postings_local_2015.csv")),
        (title_set, (titles,)),
        (category_set, ("postings_local_2015.csv",)),
    ):
        missing = [name for name in needed if folder is None or not (folder / name).is_file()]
        if folder is None:
            print(f"\n{needed[0]}: skipped, no folder given (--judged or JOBMATCH_SHARED)")
        elif missing:
            print(f"\n{needed[0]}: skipped, the folder has no {', '.join(missing)}")
        else:
            yield load(folder)


def main() -> None:
    """Run the sets that are there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--judged", type=Path, help="folder with the judged sets")
    parser.add_argument("--coding", type=Path, help="labeled titles, lines of title<TAB>code")
    parser.add_argument("--size", choices=("small", "county"), default="small")
    parser.add_argument("--ablation", action="store_true", help="each feature alone, all but one")
    options = parser.parse_args()
    for peer in PEERS:
        if not peer.is_there:
            print(f"{peer.name}: skipped, {peer.package} is not installed (extra bench)")
    shared = os.environ.get("JOBMATCH_SHARED")
    for judged in sets(options.size, options.judged or (Path(shared) / "data" if shared else None)):
        report(judged, ablation=options.ablation)
    if options.coding is None:
        print("\noccupation coding: skipped, no file given (--coding)")
    else:
        report_coding(options.coding)


if __name__ == "__main__":
    main()
