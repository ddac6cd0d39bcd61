"""Write the headings and codes that the package knows into docs/tables.md.

Run after a change of `headings.tsv` or `codes.tsv`; tests/test_tables_page.py fails where the page
is stale.
"""

import re
from pathlib import Path

from jobmatch.records.problems import ACTIONS, CODES
from jobmatch.schema import JOBS, PROTECTED_HEADINGS, SEEKERS, Table

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "tables.md"
HEADINGS = ROOT / "src" / "jobmatch" / "records" / "data" / "headings.tsv"
CODE_LIST = HEADINGS.with_name("codes.tsv")


def table_of(header: str, rows: list[str]) -> str:
    """Markdown table of rows that are joined already."""
    rule = "|".join("---" for _ in header.split("|"))
    return "\n".join([f"| {header} |", f"|{rule}|", *(f"| {row} |" for row in rows)])


def headings_of(table: Table) -> str:
    """Every heading of each column, in the order of the data file."""
    known: dict[str, list[str]] = {}
    for line in HEADINGS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            owner, column, heading = line.split("\t")
            name, _, part = column.partition(":")
            if owner == table.name:
                known.setdefault(name, []).append(f"{heading} ({part})" if part else heading)
    units = {column.name: column.unit for column in table.columns}
    shown = {name: f"`{name}`".replace("|", "` or `") for name in known if name != "-"}
    rows = [
        f"{cell} | {units.get(name) or ''} | {', '.join(known[name])}"
        for name, cell in shown.items()
    ]
    return table_of("column | unit | headings", rows)


def codes() -> str:
    """Every code, in the order and under the captions of the data file."""
    rows = []
    for line in CODE_LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("# --- "):
            rows.append(f"**{line[6:]}** | | ")
        elif line and not line.startswith("#"):
            code = line.split("\t")[0]
            chinese, english = CODES[code]
            rows.append(f"`{code}` | {english} | {chinese}")
    return table_of("code | what it says | in the reports", rows)


def blocks() -> dict[str, str]:
    """The generated parts of the page by marker."""
    return {
        "headings of jobs": headings_of(JOBS),
        "headings of seekers": headings_of(SEEKERS),
        "headings never read": ", ".join(PROTECTED_HEADINGS),
        "actions": table_of("action | meaning", [f"{a} | {means}" for a, means in ACTIONS.items()]),
        "codes": codes(),
    }


def refreshed(page: str) -> str:
    """Page with every generated part made anew."""
    for name, block in blocks().items():
        between = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        page, count = between.subn(lambda found, b=block: f"{found[1]}\n{b}\n\n{found[2]}", page)
        if count != 1:
            raise SystemExit(f"{PAGE.name}: the marker {name!r} stands {count} times")
    return page


def main() -> None:
    PAGE.write_text(refreshed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
