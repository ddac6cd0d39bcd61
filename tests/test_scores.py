import dataclasses
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from brute_force import built, combined, random_case
from jobmatch.scores import (
    COMBINATIONS,
    DotScores,
    FunctionScores,
    GatedScores,
    PartScores,
    RampScores,
    TableScores,
    WeightedScores,
    enough_known,
)

ALL = np.ones(2, dtype=bool)
ROWS = np.arange(2)


def _table(values: list[list[float]], known: list[bool], missing: float = 0.3) -> TableScores:
    array = np.array(values)
    n, m = array.shape
    settled = np.zeros(array.shape, dtype=bool)
    every = np.ones(m, dtype=bool)
    return TableScores(np.array(known), every, missing, np.arange(n), np.arange(m), array, settled)


def test_dot_is_the_inner_product_and_never_above_1() -> None:
    left = csr_array(np.array([[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]]))
    right = csr_array(np.array([[0.5, 0.25, 0.9], [1.5, 0.0, 0.0]]))
    part = DotScores(ALL, ALL, 0.1, left, right)
    assert part.block(ROWS).tolist() == [[0.375, 0.75], [0.5, 1.0]]


def test_dot_sums_in_the_order_of_the_indices_whichever_side_asks() -> None:
    rng = np.random.default_rng(1)
    left, right = (csr_array(rng.random((40, 60)) * (rng.random((40, 60)) < 0.5)) for _ in range(2))
    every = np.ones(40, dtype=bool)
    part = DotScores(every, every, 0.0, left * 0.1, right * 0.1)
    rows = np.arange(40)
    assert part.T.block(rows).T.tobytes() == part.block(rows).tobytes()
    i, j = (axis.ravel() for axis in np.indices((40, 40)))
    assert part.pairs(i, j).tobytes() == part.block(rows).tobytes()
    assert part.block(rows[7:8]).tobytes() == part.block(rows)[7:8].tobytes()


def test_table_looks_up_classes() -> None:
    table, settled = np.array([[0.1, 0.2], [0.3, 0.4]]), np.zeros((2, 2), dtype=bool)
    part = TableScores(ALL, ALL, 0.9, np.array([1, 0]), np.array([1, 1]), table, settled)
    assert part.block(ROWS).tolist() == [[0.4, 0.4], [0.2, 0.2]]


def test_settled_classes_are_known_although_a_side_is_not() -> None:
    table, settled = np.array([[1.0, 0.2]]), np.array([[True, False]])
    unknown = np.zeros(2, dtype=bool)
    part = TableScores(unknown, ALL, 0.6, np.array([0, 0]), np.array([0, 1]), table, settled)
    assert part.block(ROWS).tolist() == [[1.0, 0.6], [1.0, 0.6]]
    assert part.known_block(ROWS).tolist() == [[True, False], [True, False]]


def test_ramp_rises_evenly_between_the_bounds() -> None:
    lower, upper = np.array([0.0, 4.0]), np.array([10.0, 4.0])
    part = RampScores(ALL, ALL, 0.5, lower, upper, np.array([4.0, 3.9]))
    np.testing.assert_allclose(part.block(ROWS), [[0.4, 0.39], [1.0, 0.0]], atol=1e-15)


def test_ramp_bounds_may_stand_on_the_columns() -> None:
    lower, upper, value = np.array([0.0, 4.0]), np.array([10.0, 8.0]), np.array([5.0, 6.0])
    on_rows = RampScores(ALL, ALL, 0.5, lower, upper, value)
    on_columns = RampScores(ALL, ALL, 0.5, lower, upper, value, bounds_on_rows=False)
    assert (on_columns.block(ROWS) == on_rows.block(ROWS).T).all()
    assert on_columns.block(ROWS).tolist() == [[0.5, 0.25], [0.6, 0.5]]


def test_function_sees_the_left_side_first_in_both_directions() -> None:
    part = FunctionScores(
        ALL, ALL, 0.5, lambda a, b: a * (1 - b), [np.array([0.2, 1.0])], [np.array([0.5, 0.0])]
    )
    assert part.block(ROWS).tolist() == [[0.1, 0.2], [0.5, 1.0]]
    assert part.T.block(ROWS).tolist() == [[0.1, 0.5], [0.2, 1.0]]


@pytest.mark.parametrize("kind", [DotScores, TableScores, RampScores, FunctionScores])
def test_kinds_are_frozen_parts(kind: type[PartScores]) -> None:
    assert issubclass(kind, PartScores)
    assert dataclasses.fields(kind)[2].name == "missing"
    with pytest.raises(TypeError):
        PartScores(ALL, ALL, 0.5)  # type: ignore[abstract]


@given(st.randoms(use_true_random=False))
def test_pairs_blocks_and_known_masks_agree_for_every_kind(rng: random.Random) -> None:
    for part in built(random_case(rng, most=5)).match.parts:
        rows = np.arange(part.shape[0])
        block, known = part.block(rows), part.known_block(rows)
        assert block.shape == known.shape == part.shape
        assert ((block >= 0) & (block <= 1)).all()
        assert (block[~known] == part.missing).all()
        i, j = (axis.ravel() for axis in np.indices(part.shape))
        assert part.pairs(i, j).tobytes() == block.tobytes()
        assert (part.known(i, j) == known.ravel()).all()


@pytest.mark.parametrize("name", sorted(COMBINATIONS))
def test_combinations_stay_on_the_scale_of_their_parts(name: str) -> None:
    grid = np.linspace(0, 1, 21)
    wish, fit = (axis.ravel() for axis in np.meshgrid(grid, grid))
    score = COMBINATIONS[name](wish, fit)  # type: ignore[index]
    assert ((score >= np.minimum(wish, fit) * (name == "mean")) & (score <= 1)).all()
    assert (score <= np.maximum(wish, fit) + 1e-15).all()
    np.testing.assert_allclose(COMBINATIONS[name](grid, grid), grid, atol=1e-15)  # type: ignore[index]
    expected = [combined(name, float(p), float(q)) for p, q in zip(wish, fit, strict=True)]
    np.testing.assert_allclose(score, expected, atol=1e-15)
    assert (COMBINATIONS[name](fit, wish) == score).all()  # type: ignore[index]


def test_each_side_has_its_own_weights() -> None:
    parts = (_table([[1.0, 0.5]], [True]), _table([[0.0, 0.25]], [True]))
    match = WeightedScores(parts, (1.0, 0.0), (0.25, 0.75), "mean")
    wish, fit = match.sides([part.block(np.arange(1)) for part in parts])
    assert wish.tolist() == [[1.0, 0.5]]
    assert fit.tolist() == [[0.25, 0.3125]]
    assert match.block(np.arange(1)).tolist() == [[0.625, 0.40625]]


@pytest.mark.parametrize(("wish", "fit"), [((1.0,), (0.0,)), ((0.0,), (1.0,))])
@pytest.mark.parametrize("name", sorted(COMBINATIONS))
def test_a_side_left_out_leaves_the_score_to_the_other(
    wish: tuple[float], fit: tuple[float], name: str
) -> None:
    match = WeightedScores((_table([[0.3, 0.8]], [True]),), wish, fit, name)  # type: ignore[arg-type]
    assert match.block(np.arange(1)).tolist() == [[0.3, 0.8]]


def test_confidence_is_the_share_of_weight_on_known_cells() -> None:
    parts = (_table([[1.0], [1.0]], [True, False]), _table([[1.0], [1.0]], [True, True]))
    match = WeightedScores(parts, (0.5, 0.5), (0.0, 1.0))
    assert match.confidence(ROWS, np.zeros(2, dtype=int)).tolist() == [1.0, 0.75]
    assert match.T.confidence(np.zeros(2, dtype=int), ROWS).tolist() == [1.0, 0.75]
    rows, columns = match.known_shares()
    assert rows.tolist() == [1.0, 0.75]
    assert columns.tolist() == [1.0]


@given(st.randoms(use_true_random=False))
def test_who_tells_everything_is_never_shut_out(rng: random.Random) -> None:
    match = built(random_case(rng, most=5)).match
    parts = tuple(
        dataclasses.replace(
            part,
            known_rows=np.ones_like(part.known_rows),
            known_columns=np.ones_like(part.known_columns),
        )
        for part in match.parts
    )
    whole = dataclasses.replace(match, parts=parts)
    gate = enough_known(whole, 1.0)
    assert (gate.block(np.arange(gate.shape[0])) == 1.0).all()


def test_who_tells_too_little_is_shut_out_on_either_side() -> None:
    known = np.array([True, False])
    settled = np.zeros((1, 1), dtype=bool)
    zeros = np.zeros(2, dtype=int)
    part = TableScores(known, known, 0.5, zeros, zeros, np.ones((1, 1)), settled)
    match = WeightedScores((part,), (1.0,), (1.0,))
    assert enough_known(match, 0.5).block(ROWS).tolist() == [[1.0, 0.0], [0.0, 0.0]]
    assert enough_known(match, 0.0).block(ROWS).tolist() == [[1.0, 1.0], [1.0, 1.0]]
    assert (enough_known(match.T, 0.5).block(ROWS) == enough_known(match, 0.5).T.block(ROWS)).all()


def test_a_pair_is_open_where_every_gate_is() -> None:
    match = WeightedScores((_table([[0.5, 0.5], [0.5, 0.5]], [True, True]),), (1.0,), (0.0,))
    gates = (
        _table([[0.0, 1.0], [1.0, 1.0]], [True, True], 1.0),
        _table([[1.0, 0.2], [0.0, 0.0]], [True, False], 1.0),
    )
    gated = GatedScores(match, gates)
    assert gated.open(ROWS).tolist() == [[False, True], [True, True]]
    assert gated.T.open(ROWS).tolist() == [[False, True], [True, True]]
    assert gated.block(ROWS).tolist() == match.block(ROWS).tolist()
