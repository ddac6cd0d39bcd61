"""Two CSV files to both lists: jobmatch beside the script that people write today.

    python benchmarks/bench_end_to_end.py [--size small|county|register] [-n 10]

Each way runs in a process of its own, so that its time counts the imports and its memory is its
own. Nothing is printed before jobmatch's lists have been proved equal to brute force in numpy: all
rows, or 500 of each direction at random where there are more. Both ways are told apart by quality
too: the mean utility, in [0, 1], that the made market's people and employers truly have of the
pairs, which neither way can see.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from machine import machine, peak_mib, print_table

SIZES = {"small": (70, 100), "county": (695, 1023), "register": (10_000, 74_000)}
WAYS = ("jobmatch", "pandas + jieba + TF-IDF")
PROVED_ROWS = 500
Pairs = dict[str, list[tuple[str, str]]]


def run_jobmatch(folder: Path, n: int, day: str) -> tuple[dict[str, float], Pairs]:
    """Read, fit, rank both directions; then prove the lists, outside the time."""
    marks = [time.perf_counter()]
    import jobmatch as jm

    jobs = jm.read_jobs(folder / "jobs.csv")
    seekers = jm.read_seekers(folder / "seekers.csv")
    marks.append(time.perf_counter())
    index = jm.Matcher(day=np.datetime64(day).item()).fit(jobs, seekers)
    marks.append(time.perf_counter())
    for_seekers, for_jobs = index.recommend_jobs(n=n).pairs, index.recommend_seekers(n=n).pairs
    marks.append(time.perf_counter())
    numbers = _stages(marks) | {"peak MiB": peak_mib()}
    _prove(index.scores, for_seekers, seekers, jobs, n)
    _prove(index.scores.T, for_jobs, jobs, seekers, n)
    columns = ["seeker_id", "job_id"]
    lists = {"jobs": for_seekers, "seekers": for_jobs}
    return numbers, {
        name: list(frame[columns].itertuples(index=False, name=None))
        for name, frame in lists.items()
    }


def _prove(scores, frame, owners, others, n) -> None:
    """Compare lists with whole rows of the matrix, sorted by rounded score and then by id."""
    owner, other = f"{owners.table[:-1]}_id", f"{others.table[:-1]}_id"
    rows = np.arange(len(owners), dtype=np.int64)
    if len(rows) > PROVED_ROWS:
        rows = np.sort(np.random.default_rng(1).choice(rows, PROVED_ROWS, replace=False))
    lists = dict(list(frame.groupby(owner, sort=False)))
    by_id = np.argsort(np.argsort(others.ids.astype(str), kind="stable"), kind="stable")
    for row in rows:
        alone = np.array([row])
        values = np.rint(scores.block(alone)[0] * 1e6)
        best = np.lexsort((by_id, -values))
        best = best[scores.open(alone)[0][best]][:n]
        given = lists.get(owners.ids[row], frame.iloc[:0])
        np.testing.assert_array_equal(given[other].to_numpy(), others.ids[best])
        np.testing.assert_array_equal(given["score"].to_numpy(), values[best] / 1e6)


def run_script(folder: Path, n: int, day: str) -> tuple[dict[str, float], Pairs]:
    """What people write today: all columns as one text, cosine of TF-IDF, sorted rows."""
    del day  # the script knows no gates
    marks = [time.perf_counter()]
    import jieba
    import pandas as pd
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics.pairwise import linear_kernel

    jieba.setLogLevel(60)
    tables = [
        pd.read_csv(folder / name, dtype=str).fillna("") for name in ("jobs.csv", "seekers.csv")
    ]
    jobs, seekers = (
        table[table.iloc[:, 0] != ""].drop_duplicates(table.columns[0]) for table in tables
    )
    marks.append(time.perf_counter())
    texts = [table.iloc[:, 1:].agg(" ".join, axis=1) for table in (jobs, seekers)]
    vectorizer = TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None)
    rows = vectorizer.fit_transform(pd.concat(texts))
    marks.append(time.perf_counter())
    sides = {"jobs": rows[: len(jobs)], "seekers": rows[len(jobs) :]}
    ids = {"jobs": jobs.iloc[:, 0].to_numpy(), "seekers": seekers.iloc[:, 0].to_numpy()}
    pairs: Pairs = {}
    for name, other in (("jobs", "seekers"), ("seekers", "jobs")):
        found = []
        for start in range(0, sides[other].shape[0], 1000):
            block = linear_kernel(sides[other][start : start + 1000], sides[name])
            best = np.argsort(-block, axis=1)[:, :n]
            found += [(start + k, j) for k, row in enumerate(best) for j in row]
        named = [(ids[other][k], ids[name][j]) for k, j in found]
        pairs[name] = named if name == "jobs" else [(seeker, job) for job, seeker in named]
    marks.append(time.perf_counter())
    return _stages(marks) | {"peak MiB": peak_mib()}, pairs


def _stages(marks: list[float]) -> dict[str, float]:
    names = ("import, read s", "tokenize, fit s", "both lists s")
    stages = dict(zip(names, np.diff(marks).tolist(), strict=True))
    return stages | {"total s": marks[-1] - marks[0]}


def utility(preferences, pairs: list[tuple[str, str]]) -> float:
    """Mean mutual utility of the pairs that the truth knows."""
    seekers = {name: row for row, name in enumerate(preferences.seeker_ids)}
    jobs = {name: row for row, name in enumerate(preferences.job_ids)}
    known = [(seekers[s], jobs[j]) for s, j in pairs if s in seekers and j in jobs]
    i, j = np.array(known, dtype=np.int64).T
    parts = zip(
        np.array_split(i, 1 + len(i) // 100_000),
        np.array_split(j, 1 + len(i) // 100_000),
        strict=True,
    )
    return float(np.concatenate([preferences.mutual_utility(a, b) for a, b in parts]).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("-n", type=int, default=10)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--day", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        run = run_jobmatch if options.way == WAYS[0] else run_script
        numbers, pairs = run(options.folder, options.n, options.day)
        answer = json.dumps({"numbers": numbers, "pairs": pairs}, ensure_ascii=False)
        (options.folder / "answer.json").write_text(answer, encoding="utf-8")
        return
    compare(options.size, options.n)


def compare(size: str, n: int) -> None:
    """Make the market, run each way in its own process, print the table."""
    import jobmatch as jm

    n_jobs, n_seekers = SIZES[size]
    market = jm.datasets.make_market(n_jobs=n_jobs, n_seekers=n_seekers, rng=1)
    table = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        market.jobs.to_csv(folder / "jobs.csv", index=False)
        market.seekers.to_csv(folder / "seekers.csv", index=False)
        for way in WAYS:
            call = [sys.executable, __file__, "--way", way, "--folder", name]
            subprocess.run([*call, "-n", str(n), "--day", str(market.day)], check=True)
            answer = json.loads((folder / "answer.json").read_text(encoding="utf-8"))
            told = {
                f"utility, {side}": utility(market.preferences, pairs)
                for side, pairs in answer["pairs"].items()
            }
            table.append({"way": way} | answer["numbers"] | told)
    print(machine())
    print(f"size {size}: {n_jobs} jobs, {n_seekers} seekers, top {n} in both directions")
    print("lists of jobmatch proved equal to brute force\n")
    print_table(table)


if __name__ == "__main__":
    main()
