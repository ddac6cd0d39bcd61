"""The engines against a brute-force truth in plain Python (R7)."""

import itertools
import math
import os
import random

import numpy as np
import pytest

from brute_force import Case, built, pair_truth, random_case, ranked, truth
from jobmatch.ranking import ENGINES, TopN, id_order, top_n
from jobmatch.scores import GatedScores

LONG = os.environ.get("JOBMATCH_PROFILE") == "long"
BATCHES, TABLES = (100, 200) if LONG else (20, 100)


def _lists(found: TopN, count: int) -> list[list[tuple[int, float]]]:
    lists: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    for row, column, rank, score in zip(
        found.rows.tolist(),
        found.columns.tolist(),
        found.ranks.tolist(),
        found.scores.tolist(),
        strict=True,
    ):
        lists[row].append((column, score))
        assert rank == len(lists[row])
    return lists


def _check(
    case: Case, scores: GatedScores, expected: list[list[float | None]], engine: str
) -> None:
    ids = (case.row_ids, case.column_ids)
    transposed = [list(column) for column in zip(*expected, strict=True)] or [[] for _ in ids[1]]
    for matrix, values, others in (
        (scores, expected, ids[1]),
        (scores.T, transposed, ids[0]),
    ):
        order = id_order(np.array(others, dtype=object))
        rows = np.arange(matrix.shape[0])
        for n in (3, len(others) + 1):
            found = top_n(matrix, n, rows=rows, order=order, engine=engine)
            assert _lists(found, len(rows)) == [ranked(row, others, n) for row in values]


@pytest.mark.parametrize("engine", sorted(ENGINES))
@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_list_equals_the_brute_force_truth(engine: str, batch: int) -> None:
    seeds = itertools.count(batch * 1000)
    checked = 0
    while checked < TABLES:
        seed = next(seeds)
        case = random_case(random.Random(seed))
        expected = truth(case)
        if _on_the_edge(expected):
            continue
        checked += 1
        try:
            _check(case, built(case), expected, engine)
        except AssertionError as error:
            error.add_note(f"random_case(random.Random({seed}))")
            raise
    assert next(seeds) - batch * 1000 < TABLES * 1.1


def _on_the_edge(scores: list[list[float | None]]) -> bool:
    # Half a step of rounding: the last bit of a sum, which no order of summation owes the other,
    # would decide.
    found = (abs(score * 1e6 % 1 - 0.5) for row in scores for score in row if score is not None)
    return any(distance < 1e-6 for distance in found)


@pytest.mark.parametrize("seed", range(150))
def test_every_score_equals_the_brute_force_truth(seed: int) -> None:
    case = random_case(random.Random(1_000_000 + seed), most=12)
    match = built(case).match
    n, m = match.shape
    block = match.block(np.arange(n))
    values = [part.block(np.arange(n)) for part in match.parts]
    wish, fit = match.sides(values)
    for i in range(n):
        for j in range(m):
            score, wished, fitted = pair_truth(case, i, j)
            assert math.isclose(block[i, j], score, rel_tol=0, abs_tol=1e-12)
            assert math.isclose(wish[i, j], wished, rel_tol=0, abs_tol=1e-12)
            assert math.isclose(fit[i, j], fitted, rel_tol=0, abs_tol=1e-12)


def test_the_random_tables_hold_what_is_rare() -> None:
    cases = [random_case(random.Random(seed)) for seed in range(400)]
    shapes = {(len(case.row_ids), len(case.column_ids)) for case in cases}
    assert any(n == 0 for n, _ in shapes)
    assert any(m == 0 for _, m in shapes)
    assert any(n == 1 for n, _ in shapes)
    assert {leaf.kind for case in cases for leaf in case.leaves} == {
        "dot", "table", "ramp", "ramp_on_columns", "function",
    }  # fmt: skip
    filled = [truth(case) for case in cases if len(case.row_ids) > 1 and len(case.column_ids) > 1]
    flat = [[score for row in rows for score in row] for rows in filled]
    assert any(set(scores) == {None} for scores in flat)
    assert any(len(set(scores)) == 1 and scores[0] is not None for scores in flat)
    assert any(None in scores and len(set(scores)) > 2 for scores in flat)
