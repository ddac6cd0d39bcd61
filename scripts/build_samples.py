"""Write data/samples from the seeded market generator: `python scripts/build_samples.py`."""

from pathlib import Path

from jobmatch.datasets import Market, make_market

SEED = 20260302
FOLDER = Path(__file__).resolve().parents[1] / "data" / "samples"

README = """# The sample county

A made-up spring season of a county like 重庆市云阳县: raw tables as townships and employers type
them, written by `python scripts/build_samples.py` with seed {seed}. There are no real persons and
no real employers in them; names of employers are put together from syllables, and any likeness is
accidental. Reference day: {day}.

| file | rows | after reading |
|---|---|---|
| `jobs.csv` | {job_rows} | {jobs} vacancies with {openings:,} openings |
| `seekers.csv` | {seeker_rows} | {seekers:,} jobseekers |

The rows beyond those are mess on purpose: rows that repeat another exactly, pairs of rows that
contradict each other under one id (neither is trusted), and rows without an id. Vacancies for
若干 people count 0 openings in the total; {vague} of them do.

Other mess, at the rates of `src/jobmatch/datasets/data/mess.tsv`: 面议, 8千-1.1万, 年薪, day and
hour rates, 学历不限, 云阳 without 县, Traditional rows, full-width digits, blanks and `/`, dates in
five forms, 长期有效 and closed vacancies, several wished places in a cell, 离家近 and 不限, work
histories in free words, and seekers' rows with hardly anything in them.

What the people and employers truly want is not in the tables:
`jobmatch.datasets.make_market(rng={seed}).preferences` has it.
"""


def sample_market() -> Market:
    """Make the market of the samples."""
    return make_market(rng=SEED)


def sample_files(market: Market) -> dict[str, bytes]:
    """Contents of the sample files by name."""
    truth = market.preferences
    readme = README.format(
        seed=SEED,
        day=market.day,
        job_rows=len(market.jobs),
        seeker_rows=len(market.seekers),
        jobs=len(truth.job_ids),
        seekers=len(truth.seeker_ids),
        openings=int(truth.job_openings[truth.job_headcount_known].sum()),
        vague=int((~truth.job_headcount_known).sum()),
    )
    tables = {"jobs.csv": market.jobs, "seekers.csv": market.seekers}
    texts = {name: table.to_csv(index=False, lineterminator="\n") for name, table in tables.items()}
    return {name: text.encode() for name, text in (texts | {"README.md": readme}).items()}


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in sample_files(sample_market()).items():
        (FOLDER / name).write_bytes(content)
        print(f"{FOLDER / name}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
