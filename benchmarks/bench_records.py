"""Two CSV files to normalized records: how long, and in which parts.

    python benchmarks/bench_records.py [--size small|county|register|prefecture] [--distinct]

The tables are those of the made market, typed as townships type them. A cell that stands in many
rows is read once, so that time goes by distinct cells; `--distinct` puts a number into every cell
of free text and every address, so that none is like another, which is the worst a table can be.
Proved before anything is printed: records and rows left out add up to the rows of the file, and
rows drawn at random and read as a table of their own give the same values. Beside it stands
`pandas.read_csv`, which splits the same files and looks at no cell.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
from machine import machine, peak_mib, print_table

import jobmatch as jm
from jobmatch.records import build

SIZES = {
    "small": (70, 100),
    "county": (695, 1023),
    "register": (10_000, 74_000),
    "prefecture": (10_000, 400_000),
}
PROVED_ROWS = 200
NUMBERED = {
    "jobs": {"岗位描述": "{}，第{}批", "工作地点": "{}{}村", "福利待遇": "{}，第{}批"},
    "seekers": {
        "求职意向": "{}，第{}批",
        "技能特长": "{}，第{}批",
        "工作经历": "{}，第{}批",
        "户籍地": "{}{}村",
        "现居住地": "{}{}村",
    },
}
Row = dict[str, object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--distinct", action="store_true")
    options = parser.parse_args()
    n_jobs, n_seekers = SIZES[options.size]
    market = jm.datasets.make_market(n_jobs=n_jobs, n_seekers=n_seekers, rng=1)
    parts: list[Row] = []
    totals: list[Row] = []
    for read, made in ((jm.read_jobs, market.jobs), (jm.read_seekers, market.seekers)):
        side = read.__name__.removeprefix("read_")
        table = numbered(made, NUMBERED[side]) if options.distinct else made
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"{side}.csv")
            table.to_csv(path, index=False)
            records = measure(read, path, side, parts, totals)
        prove(read, table, records)
    print(machine())
    print(f"size {options.size}{', every text and address distinct' * options.distinct}")
    print("no row lost; rows read alone proved equal to the same rows of the table\n")
    print_table(parts)
    print()
    jobs, seekers = totals
    both = {name: jobs[name] + seekers[name] for name in list(jobs)[1:]}
    print_table([jobs, seekers, {"table": "both"} | both])
    print(f"\npeak {peak_mib():.0f} MiB, the made market included")


def numbered(table: pd.DataFrame, forms: dict[str, str]) -> pd.DataFrame:
    """Table in which each filled cell of some columns bears the number of its row."""
    changed = {
        name: [form.format(cell, row) if cell else cell for row, cell in enumerate(table[name])]
        for name, form in forms.items()
    }
    return table.assign(**changed)


def measure(
    read: Callable[[Path], jm.Records],
    path: Path,
    side: str,
    parts: list[Row],
    totals: list[Row],
) -> jm.Records:
    """Read a file; add the time of each column and of the rest to `parts`, all to `totals`."""
    started = time.perf_counter()
    with timed_columns() as columns:
        records = read(path)
    total = time.perf_counter() - started
    rest = total - sum(column["s"] for column in columns)
    columns.append({"part": "file, headings, rows, ids", "distinct cells": len(records), "s": rest})
    columns.sort(key=lambda column: -column["s"])
    parts += [{"table": side} | column for column in columns]
    started = time.perf_counter()
    split = pd.read_csv(path, dtype=str, keep_default_na=False)
    totals.append(
        {
            "table": side,
            "rows": len(split),
            "records": len(records),
            "problems listed": len(records.problems),
            "jobmatch s": total,
            "pandas.read_csv s": time.perf_counter() - started,
        }
    )
    return records


@contextmanager
def timed_columns() -> Iterator[list[Row]]:
    """Time the reading of each column while the block runs."""
    plain, columns = build.read_column, []

    def timed(source, coded, *rest):
        started = time.perf_counter()
        array = plain(source, coded, *rest)
        cells = sum(len(coded[match.position].cells) - 1 for match in source.matches)
        spent = time.perf_counter() - started
        columns.append({"part": source.column.name, "distinct cells": cells, "s": spent})
        return array

    build.read_column = timed
    try:
        yield columns
    finally:
        build.read_column = plain


def prove(
    read: Callable[[pd.DataFrame], jm.Records], table: pd.DataFrame, records: jm.Records
) -> None:
    """Compare with rows read apart from their table, and count that none is lost."""
    gone = records.problems[records.problems["action"] == "left out"]["row"].nunique()
    assert len(records) + gone == len(table), (len(records), gone, len(table))
    rng = np.random.default_rng(1)
    kept = np.sort(rng.choice(len(records), min(PROVED_ROWS, len(records)), replace=False))
    alone, drawn = read(table.iloc[records.rows[kept]]), records.take(kept)
    np.testing.assert_array_equal(alone.ids, drawn.ids)
    for name in records.columns:
        assert repr(alone[name].tolist()) == repr(drawn[name].tolist()), name


if __name__ == "__main__":
    main()
