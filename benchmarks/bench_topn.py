"""Top-N of a fitted index: the reference engine beside sorting every row whole.

    python benchmarks/bench_topn.py [--size small|county|register] [-n 10]

Proves that both give the same entries, scores and order, in both directions, before any time is
printed; at the size `register` on 500 rows of each direction, drawn at random.
"""

import argparse
import time
from collections.abc import Callable

import numpy as np
from machine import machine, peak_mib, print_table

import jobmatch as jm
from jobmatch.ranking import SCORE_SCALE, TopN, blocks, id_order, top_n
from jobmatch.scores import GatedScores

SIZES = {"small": (70, 100), "county": (695, 1023), "register": (10_000, 74_000)}
PROVED_WHOLE = 1_000_000  # cells
PROVED_ROWS = 500


def whole_rows(scores: GatedScores, n: int, rows: np.ndarray, order: np.ndarray) -> TopN:
    """Every row sorted whole: what is written without a second thought."""
    parts = []
    for part in blocks(rows, scores.shape[1]):
        rounded = np.rint(scores.block(part) * SCORE_SCALE)
        through = scores.open(part)
        for row, values, is_open in zip(part, rounded, through, strict=True):
            best = np.lexsort((order, -values))
            best = best[is_open[best]][:n]
            ranks = np.arange(1, len(best) + 1)
            parts.append(TopN(np.full(len(best), row), best, ranks, values[best] / SCORE_SCALE))
    return TopN.join(parts)


def timed(find: Callable[[], TopN]) -> tuple[TopN, float]:
    start = time.perf_counter()
    return find(), time.perf_counter() - start


def prove_equal(first: TopN, second: TopN) -> None:
    for name in ("rows", "columns", "ranks", "scores"):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name), name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("-n", type=int, default=10)
    options = parser.parse_args()
    n_jobs, n_seekers = SIZES[options.size]
    market = jm.datasets.make_market(n_jobs=n_jobs, n_seekers=n_seekers, rng=1)
    index = jm.Matcher(day=market.day.item()).fit(market.jobs, market.seekers)
    fitted = peak_mib()

    table = []
    for direction, scores, ids in (
        ("jobs for seekers", index.scores, index.jobs.ids),
        ("seekers for jobs", index.scores.T, index.seekers.ids),
    ):
        order = id_order(ids)
        every = np.arange(scores.shape[0], dtype=np.int64)
        found, seconds = timed(
            lambda s=scores, o=order, r=every: top_n(s, options.n, rows=r, order=o)
        )
        some = every
        if scores.shape[0] * scores.shape[1] > PROVED_WHOLE:
            some = np.sort(np.random.default_rng(1).choice(every, PROVED_ROWS, replace=False))
        truth, slow = timed(lambda s=scores, o=order, r=some: whole_rows(s, options.n, r, o))
        kept = np.isin(found.rows, some)
        prove_equal(
            TopN(*(getattr(found, name)[kept] for name in ("rows", "columns", "ranks", "scores"))),
            truth,
        )
        table.append(
            {
                "direction": direction,
                "rows": len(every),
                "columns": scores.shape[1],
                "proved rows": len(some),
                "reference s": seconds,
                "whole rows s": slow * len(every) / len(some),
                "pairs/s": f"{len(every) * scores.shape[1] / seconds:,.0f}",
            }
        )
    print(machine())
    print(f"size {options.size}, top {options.n}; equal to sorting whole rows on the proved rows,")
    print("whose time is scaled to all rows where they are fewer\n")
    print_table(table)
    print(f"\npeak RSS {peak_mib():.0f} MiB, of which {fitted:.0f} MiB up to the fitted index")


if __name__ == "__main__":
    main()
