"""The page on tables says what the package knows today."""

import runpy
from pathlib import Path

from jobmatch.records.problems import CODES

ROOT = Path(__file__).parents[1]


def test_the_page_on_tables_is_what_its_script_would_write():
    script = runpy.run_path(str(ROOT / "scripts" / "refresh_tables.py"))
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    assert script["refreshed"](page) == page, "run python scripts/refresh_tables.py"
    assert all(f"| `{code}` |" in page for code in CODES)
