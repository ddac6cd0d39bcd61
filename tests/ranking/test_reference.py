import numpy as np
import pytest

from jobmatch.ranking import SCORE_SCALE, TopN, blocks, id_order, top_n
from jobmatch.scores import FunctionScores, GatedScores, TableScores, WeightedScores


def _scores(values: list[list[float]], through: list[list[float]] | None = None) -> GatedScores:
    def table(cells: list[list[float]], missing: float) -> TableScores:
        array = np.array(cells, dtype=np.float64)
        n, m = array.shape
        known = np.ones(n, dtype=bool), np.ones(m, dtype=bool)
        settled = np.zeros_like(array, dtype=bool)
        return TableScores(*known, missing, np.arange(n), np.arange(m), array, settled)

    match = WeightedScores((table(values, 0.5),), (1.0,), (0.0,))
    return GatedScores(match, () if through is None else (table(through, 1.0),))


def _top(scores: GatedScores, n: int, order: list[int]) -> TopN:
    return top_n(scores, n, rows=np.arange(scores.shape[0]), order=np.array(order))


def test_best_first_then_by_place_of_the_id() -> None:
    found = _top(_scores([[0.2, 0.9, 0.9, 0.5]]), 3, [0, 3, 1, 2])
    assert found.columns.tolist() == [2, 1, 3]
    assert found.ranks.tolist() == [1, 2, 3]
    assert found.scores.tolist() == [0.9, 0.9, 0.5]


def test_the_tie_at_the_cut_goes_to_the_earlier_id() -> None:
    found = _top(_scores([[0.5] * 6]), 2, [5, 4, 3, 2, 1, 0])
    assert found.columns.tolist() == [5, 4]


def test_a_shut_gate_keeps_out_even_the_best() -> None:
    found = _top(_scores([[0.9, 0.0, 0.3]], [[0.0, 1.0, 0.2]]), 3, [0, 1, 2])
    assert found.columns.tolist() == [2, 1]


def test_a_score_of_0_of_the_last_id_is_still_an_entry() -> None:
    found = _top(_scores([[0.0, 0.0]]), 5, [1, 0])
    assert found.columns.tolist() == [1, 0]
    assert found.scores.tolist() == [0.0, 0.0]


@pytest.mark.parametrize(("width", "count"), [(1, 3), (10**6, 5), (10**9, 2), (0, 4), (300_000, 7)])
def test_blocks_are_the_rows_in_order_and_bounded(width: int, count: int) -> None:
    rows = np.arange(count) * 2
    parts = list(blocks(rows, width))
    assert np.concatenate(parts).tolist() == rows.tolist()
    assert all(len(part) == 1 or len(part) * width <= 10**6 for part in parts)


def test_no_block_holds_more_than_a_million_cells() -> None:
    seen: list[int] = []

    def watched(left: np.ndarray, right: np.ndarray) -> np.ndarray:
        product = left * right
        seen.append(product.size)
        return product

    n, m = 700, 4_000
    known = np.ones(n, dtype=bool), np.ones(m, dtype=bool)
    part = FunctionScores(*known, 0.5, watched, [np.linspace(0, 1, n)], [np.linspace(0, 1, m)])
    scores = GatedScores(WeightedScores((part,), (1.0,), (0.0,)))
    found = top_n(scores, 1, rows=np.arange(n), order=np.arange(m))
    assert len(found) == n
    assert sum(seen) == n * m
    assert max(seen) <= 10**6


def test_scores_are_rounded_to_the_scale() -> None:
    found = _top(_scores([[1 / 3]]), 1, [0])
    assert found.scores.tolist() == [333333 / SCORE_SCALE]


def test_ids_are_compared_as_text() -> None:
    ids = np.array(["10", "9", "1", "甲", "a", "Z"], dtype=object)
    assert id_order(ids).tolist() == [1, 2, 0, 5, 4, 3]


def test_join_of_nothing_is_empty() -> None:
    empty = TopN.join([])
    assert len(empty) == 0
    assert str(empty.rows.dtype) == "int64"
