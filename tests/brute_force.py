"""The truth in plain Python: random score matrices, their scores and their ranking.

No numpy arithmetic: sums are `math.fsum`, order is `sorted`. `random_case` draws a case from any
`random.Random`, `built` makes the project's score matrices of it, `truth` and `ranked` say what
these must answer.
"""

import math
import random
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from jobmatch.scores import (
    COMBINATIONS,
    DotScores,
    FunctionScores,
    GatedScores,
    PartScores,
    RampScores,
    TableScores,
    WeightedScores,
)

Row = list[float]
_SIGNS = "aAbB019_-. 甲乙\U00020000é\uffff"


@dataclass
class Leaf:
    """One feature or gate in plain lists."""

    kind: str
    known_rows: list[bool]
    known_columns: list[bool]
    missing: float
    data: dict[str, Any]


@dataclass
class Case:
    """A random recipe over a random table, in plain lists."""

    row_ids: list[str]
    column_ids: list[str]
    leaves: list[Leaf]
    wish: list[float]
    fit: list[float]
    combination: str
    gates: list[Leaf]


def _function(first: Any, second: Any, third: Any) -> Any:
    # Not symmetric, so that swapped sides or indices show.
    return first * (1.0 - second) * 0.75 + 0.25 * third


def _number(rng: random.Random, *, coarse: bool) -> float:
    return rng.randint(0, 4) / 4 if coarse else rng.random()


def random_ids(rng: random.Random, count: int) -> list[str]:
    """Distinct ids, many of them the start of one another."""
    found: list[str] = []
    while len(found) < count:
        one = "".join(rng.choice(_SIGNS) for _ in range(rng.randint(1, 4)))
        if one not in found:
            found.append(one)
    return found


def _leaf(rng: random.Random, n: int, m: int, *, coarse: bool) -> Leaf:
    kind = rng.choice(["dot", "table", "ramp", "ramp_on_columns", "function"])
    share = rng.choice([0.0, 0.5, 0.9, 1.0])
    known_rows = [rng.random() < share for _ in range(n)]
    known_columns = [rng.random() < share for _ in range(m)]
    draw = lambda: _number(rng, coarse=coarse)  # noqa: E731
    data: dict[str, Any] = {}
    if kind == "dot":
        width = rng.randint(1, 6)
        for name, size in (("left", n), ("right", m)):
            data[name] = [
                [draw() if rng.random() < 0.6 else 0.0 for _ in range(width)] for _ in range(size)
            ]
        data["width"] = width
    elif kind == "table":
        p, q = rng.randint(1, 4), rng.randint(1, 4)
        data["left"] = [rng.randrange(p) for _ in range(n)]
        data["right"] = [rng.randrange(q) for _ in range(m)]
        data["table"] = [[draw() for _ in range(q)] for _ in range(p)]
        data["settled"] = [[rng.random() < 0.2 for _ in range(q)] for _ in range(p)]
    elif kind.startswith("ramp"):
        bounds, values = (n, m) if kind == "ramp" else (m, n)
        spans = [sorted((draw(), draw())) for _ in range(bounds)]
        data["lower"], data["upper"] = [a for a, _ in spans], [b for _, b in spans]
        data["value"] = [draw() for _ in range(values)]
        sides = (known_rows, known_columns) if kind == "ramp" else (known_columns, known_rows)
        for name, known in (("lower", sides[0]), ("upper", sides[0]), ("value", sides[1])):
            data[name] = [x if k else math.nan for x, k in zip(data[name], known, strict=True)]
    else:
        data["left"] = [[draw() for _ in range(n)], [draw() for _ in range(n)]]
        data["right"] = [[draw() for _ in range(m)]]
    return Leaf(kind, known_rows, known_columns, draw(), data)


def _gate(rng: random.Random, n: int, m: int) -> Leaf:
    leaf = _leaf(rng, n, m, coarse=True)
    while leaf.kind != "table":
        leaf = _leaf(rng, n, m, coarse=True)
    shut = rng.choice([0.1, 0.5, 1.0])
    table = leaf.data["table"]
    leaf.data["table"] = [[0.0 if rng.random() < shut else 0.5 for _ in row] for row in table]
    leaf.missing = 1.0
    return leaf


def _weights(rng: random.Random, count: int, *, coarse: bool) -> list[float]:
    raw = [float(rng.randint(0, 3)) if coarse else rng.random() for _ in range(count)]
    if not any(raw):
        raw[0] = 1.0
    total = math.fsum(raw)
    return [weight / total for weight in raw]


def random_case(rng: random.Random, most: int = 30) -> Case:
    """Draw a table of up to `most` x `most` pairs and a recipe of up to five features."""
    coarse = rng.random() < 0.5  # few distinct numbers make many equal scores
    n, m = rng.randint(0, most), rng.randint(0, most)
    count = rng.randint(1, 5)
    wish, fit = (_weights(rng, count, coarse=coarse) for _ in range(2))
    emptied = rng.choice([None] * 8 + ["wish", "fit"])
    return Case(
        random_ids(rng, n),
        random_ids(rng, m),
        [_leaf(rng, n, m, coarse=coarse) for _ in range(count)],
        [0.0] * count if emptied == "wish" else wish,
        [0.0] * count if emptied == "fit" else fit,
        rng.choice(sorted(COMBINATIONS)),
        [_gate(rng, n, m) for _ in range(rng.choice([0, 0, 1, 2]))],
    )


def _sparse(rows: list[Row], width: int) -> csr_array:
    return csr_array(np.array(rows, dtype=np.float64).reshape(len(rows), width))


def _part(leaf: Leaf) -> PartScores:
    data = leaf.data
    common = (
        np.array(leaf.known_rows, dtype=np.bool_),
        np.array(leaf.known_columns, dtype=np.bool_),
        leaf.missing,
    )
    if leaf.kind == "dot":
        width = data["width"]
        return DotScores(*common, _sparse(data["left"], width), _sparse(data["right"], width))
    if leaf.kind == "table":
        return TableScores(
            *common,
            np.array(data["left"], dtype=np.int64),
            np.array(data["right"], dtype=np.int64),
            np.array(data["table"], dtype=np.float64),
            np.array(data["settled"], dtype=np.bool_),
        )
    if leaf.kind == "function":
        left = [np.array(values, dtype=np.float64) for values in data["left"]]
        right = [np.array(values, dtype=np.float64) for values in data["right"]]
        return FunctionScores(*common, _function, left, right)
    spans = [np.array(data[name], dtype=np.float64) for name in ("lower", "upper", "value")]
    return RampScores(*common, *spans, bounds_on_rows=leaf.kind == "ramp")


def built(case: Case) -> GatedScores:
    """Make the project's matrices of a case."""
    match = WeightedScores(
        tuple(_part(leaf) for leaf in case.leaves),
        tuple(case.wish),
        tuple(case.fit),
        case.combination,  # type: ignore[arg-type]
    )
    return GatedScores(match, tuple(_part(gate) for gate in case.gates))


def leaf_score(leaf: Leaf, i: int, j: int) -> float:
    """Score of one pair under one feature."""
    data = leaf.data
    known = leaf.known_rows[i] and leaf.known_columns[j]
    if leaf.kind == "table":
        a, b = data["left"][i], data["right"][j]
        return data["table"][a][b] if known or data["settled"][a][b] else leaf.missing
    if not known:
        return leaf.missing
    if leaf.kind == "dot":
        products = (x * y for x, y in zip(data["left"][i], data["right"][j], strict=True))
        return min(1.0, math.fsum(products))
    if leaf.kind == "function":
        arguments = [values[i] for values in data["left"]] + [v[j] for v in data["right"]]
        return float(_function(*arguments))
    bound, value = (i, j) if leaf.kind == "ramp" else (j, i)
    low, high, x = data["lower"][bound], data["upper"][bound], data["value"][value]
    if low == high:
        return 1.0 if x >= high else 0.0
    return min(1.0, max(0.0, (x - low) / (high - low)))


def combined(combination: str, wish: float, fit: float) -> float:
    """Wish and fit as one score."""
    if combination == "geometric":
        return math.sqrt(wish * fit)
    if combination == "harmonic":
        return 2 * wish * fit / (wish + fit) if wish + fit > 0 else 0.0
    return (wish + fit) / 2


def pair_truth(case: Case, i: int, j: int) -> tuple[float, float, float]:
    """Score, wish and fit of one pair."""
    scores = [leaf_score(leaf, i, j) for leaf in case.leaves]
    wish, fit = (
        min(1.0, math.fsum(w * s for w, s in zip(weights, scores, strict=True)))
        for weights in (case.wish, case.fit)
    )
    if not any(case.fit):
        return wish, wish, fit
    if not any(case.wish):
        return fit, wish, fit
    return combined(case.combination, wish, fit), wish, fit


def is_open(case: Case, i: int, j: int) -> bool:
    """Whether every gate lets the pair through."""
    return all(leaf_score(gate, i, j) > 0 for gate in case.gates)


def truth(case: Case) -> list[list[float | None]]:
    """Scores of all pairs, None where a gate excludes the pair."""
    return [
        [
            pair_truth(case, i, j)[0] if is_open(case, i, j) else None
            for j in range(len(case.column_ids))
        ]
        for i in range(len(case.row_ids))
    ]


def ranked(scores: list[float | None], ids: list[str], n: int) -> list[tuple[int, float]]:
    """Best `n` of one row: (position, score rounded to 1e-6), higher first, then by id."""
    entries = [(round(s * 1e6), ids[k], k) for k, s in enumerate(scores) if s is not None]
    entries.sort(key=lambda entry: (-entry[0], entry[1]))
    return [(k, rounded / 1e6) for rounded, _, k in entries[:n]]
