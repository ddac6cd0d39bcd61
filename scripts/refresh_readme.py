"""Write what the sample county gives today into README.md and README.zh-CN.md.

Run after a change of scores: the table behind `<!-- output: ID -->` and the figure behind
`<!-- unreferred -->` are made anew; tests/test_readme.py fails where they are stale.
"""

import re
from pathlib import Path

import numpy as np

import jobmatch as jm

ROOT = Path(__file__).parents[1]
COLUMNS = ("rank", "job_id", "score", "wish", "fit", "sentence")


def output(index: jm.MatchIndex, seeker_id: str) -> str:
    """Three referrals of a seeker as a Markdown table."""
    frame = index.recommend_jobs([seeker_id], n=3).frame[list(COLUMNS)]
    rows = [COLUMNS, ("---",) * len(COLUMNS), *frame.itertuples(index=False)]
    lines = [
        " | ".join(f"{cell:.6f}" if isinstance(cell, float) else str(cell) for cell in row)
        for row in rows
    ]
    return "\n".join(f"| {line} |" for line in lines).replace(" --- ", "---").replace(" ---", "---")


def main() -> None:
    index = jm.Matcher(day=jm.datasets.SAMPLE_DAY).fit(*jm.datasets.load_sample())
    expired = int((index.jobs["valid_until"] < np.datetime64(jm.datasets.SAMPLE_DAY)).sum())
    referred = index.recommend_jobs(n=3).pairs["job_id"].nunique()
    unreferred = len(index.jobs) - expired - referred
    for name in ("README.md", "README.zh-CN.md"):
        page = ROOT / name
        text = page.read_text(encoding="utf-8")
        text = re.sub(
            r"(<!-- output: (\S+) -->\n\n)(?:\|.*\n)+",
            lambda match: f"{match[1]}{output(index, match[2])}\n",
            text,
        )
        text = re.sub(r"(<!-- unreferred -->\s*)\d+", rf"\g<1>{unreferred}", text)
        page.write_text(text, encoding="utf-8")
        print(f"{name}: {unreferred} vacancies without referral")


if __name__ == "__main__":
    main()
