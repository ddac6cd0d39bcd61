"""Occupation coding in `bench_quality.py`: which code of the 2022 classification a title gets.

The labels are a file of ``title<TAB>code``. The peers take the name of the official tree that is
nearest to the title, the first in the tree's order where several are.
"""

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import numpy as np
from machine import print_table
from peers import PEERS

import jobmatch
from jobmatch.evaluation import bootstrap, paired_difference

TREE = "text/data/classification.tsv"
OURS = "jobmatch.parse_occupation"
_CODE = re.compile(r"\d-\d{2}-\d{2}-\d{2}")
_BETWEEN_NAMES = re.compile(r"[|,，]")

# How many characters of two codes must agree.
KINDS = {"exact": len("1-01-01-01"), "major class": len("1")}
Coder = Callable[[list[str]], list[str]]


def labelled(path: Path) -> tuple[list[str], list[str]]:
    """Titles and their codes; lines without a code, such as a heading, are passed over."""
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    pairs = [line[:2] for line in lines if len(line) >= 2 and _CODE.fullmatch(line[1].strip())]
    return [title for title, _ in pairs], [code.strip() for _, code in pairs]


def official_names() -> tuple[list[str], list[str]]:
    """Every name in the official tree with its code: what stands behind the code of a line."""
    names, codes = [], []
    for line in (files(jobmatch) / TREE).read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        at = next((k for k, cell in enumerate(cells) if _CODE.fullmatch(cell)), None)
        if at is None:
            continue
        found = [name for cell in cells[at + 1 :] for name in _BETWEEN_NAMES.split(cell) if name]
        names += found
        codes += [cells[at]] * len(found)
    return names, codes


def coders() -> dict[str, Coder]:
    """Every coder there is, ours first; prints what is left out and why."""
    found: dict[str, Coder] = {}
    parse = getattr(jobmatch, "parse_occupation", None)
    if parse is None:
        print(f"{OURS}: skipped, this version has none")
    else:
        found[OURS] = lambda titles: [next((o.code for o in parse(t)), "") for t in titles]
    if not (files(jobmatch) / TREE).is_file():
        print(f"nearest names: skipped, no {TREE}")
        return found
    names, codes = official_names()
    for peer in filter(lambda one: one.is_there, PEERS):
        found[f"nearest name, {peer.name}"] = lambda titles, peer=peer: [
            codes[best] for best in peer.scores(titles, names).argmax(axis=1)
        ]
    return found


def report_coding(path: Path) -> None:
    """Print the share of titles with the labeled code and with its major class."""
    titles, codes = labelled(path)
    print(f"\noccupation coding: {len(titles)} labeled titles\n")
    given = {name: coder(titles) for name, coder in coders().items()}
    rows = []
    for name, found in given.items():
        row: dict[str, object] = {"coder": name, "given a code": sum(map(bool, found)) / len(found)}
        for kind, length in KINDS.items():
            right = agreeing(found, codes, length)
            row[f"{kind} [95 %]"] = str(bootstrap(right, rng=0))
            ours = agreeing(given[OURS], codes, length) if OURS in given else right
            gap = paired_difference(right, ours, rng=0)
            row[f"difference in {kind}"] = "" if found is given.get(OURS, found) else str(gap)
        rows.append(row)
    if rows:
        print_table(rows)


def agreeing(found: list[str], codes: list[str], length: int) -> np.ndarray:
    """Whether each code agrees with the label in its first characters, as 1 and 0."""
    pairs = zip(found, codes, strict=True)
    return np.array([one[:length] == code[:length] for one, code in pairs], float)
