"""The readable tables that the market is made of: `data/*.tsv`, one entry a line."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from jobmatch.datasets.draws import Floats, Ints, Phrases

__all__ = ["EDUCATION", "Lexicon", "World", "phrases", "rates", "read_rows", "world"]

EDUCATION = {"不限": 0, "小学": 1, "初中": 2, "高中": 3, "大专": 4, "本科": 5}


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Texts of an occupation as both sides write them; keys are the occupations."""

    titles: Phrases
    wishes: Phrases
    skills: Phrases
    histories: Phrases
    duties: Phrases


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Everything latent that the tables say, as arrays over occupations and places."""

    occupations: tuple[str, ...]
    occupation_rows: tuple[dict[str, str], ...]
    affinity: Floats
    pay: Floats
    years: Ints
    education: Ints
    places: tuple[str, ...]
    place_pay: Floats
    place_rows: tuple[dict[str, str], ...]
    trades: tuple[str, ...]
    skills: tuple[str, ...]
    licences: tuple[str, ...]
    required: Floats
    preferred: Floats
    lexicon: Lexicon

    def column(self, name: str) -> list[str]:
        """One column of the table of occupations."""
        return [row[name] for row in self.occupation_rows]


def read_rows(name: str) -> list[dict[str, str]]:
    """Read `data/<name>.tsv`; `#` starts a comment line and `-` stands for nothing."""
    text = resources.files("jobmatch.datasets").joinpath("data", f"{name}.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@cache
def rates() -> dict[str, float]:
    """Documented rates of the mess, by rule."""
    return {row["rule"]: float(row["rate"]) for row in read_rows("mess")}


@cache
def phrases(name: str) -> Phrases:
    """Weighted texts of a table whose columns are key, text, weight."""
    return Phrases(_entries(name))


@cache
def world() -> World:
    """Read the tables of occupations, places, licences and skills."""
    rows = tuple(read_rows("occupations"))
    names = tuple(row["name"] for row in rows)
    places = tuple(read_rows("places"))
    licences = tuple(dict.fromkeys(row["licence"] for row in read_rows("licences")))
    lexicon = Lexicon(
        *(
            Phrases(_entries(table), names)
            for table in ("titles", "wishes", "skills", "histories", "duties")
        )
    )
    return World(
        occupations=names,
        occupation_rows=rows,
        affinity=_affinity(rows, names),
        pay=np.array([[float(part) for part in row["pay"].split("-")] for row in rows]),
        years=np.array([int(row["years"]) for row in rows]),
        education=np.array([EDUCATION[row["education"]] for row in rows]),
        places=tuple(row["name"] for row in places),
        place_pay=np.array([float(row["pay"]) for row in places]),
        place_rows=places,
        trades=phrases("employers").keys,
        skills=tuple(dict.fromkeys(lexicon.skills.texts)),
        licences=licences,
        required=_shares(rows, "required", licences),
        preferred=_shares(rows, "preferred", licences),
        lexicon=lexicon,
    )


def _entries(name: str) -> list[tuple[str, str, float]]:
    rows = [tuple(row.values()) for row in read_rows(name)]
    return [(row[0], row[1], float(row[2])) for row in rows]


def _affinity(rows: tuple[dict[str, str], ...], names: tuple[str, ...]) -> Floats:
    """1 for the same occupation, 0.6 for one it can move to, 0.25 within the group, else 0."""
    groups = np.array([row["group"] for row in rows])
    table = np.where(groups[:, None] == groups[None, :], 0.25, 0.0)
    for place, row in enumerate(rows):
        for near in row["near"].split(","):
            other = names.index(near)
            table[place, other] = table[other, place] = 0.6
    np.fill_diagonal(table, 1.0)
    return table


def _shares(
    rows: tuple[dict[str, str], ...], column: str, licences: tuple[str, ...]
) -> NDArray[np.float64]:
    """Share of an occupation's vacancies that ask for each licence."""
    table = np.zeros((len(rows), len(licences)))
    for place, row in enumerate(rows):
        for part in row[column].split(",") if row[column] != "-" else ():
            name, share = part.split(":")
            table[place, licences.index(name)] = float(share)
    return table
