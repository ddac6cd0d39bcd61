"""What every engine of `ranking.ENGINES` owes: the entries of the reference, bit for bit.

A faster engine is held to this by its entry in `ENGINES` alone.
"""

import random

import numpy as np
import pytest

from brute_force import built, random_case, ranked, truth
from jobmatch.errors import RecipeError
from jobmatch.ranking import ENGINES, Engine, TopN, id_order, reference, top_n
from jobmatch.scores import GatedScores, Ints, TableScores, WeightedScores
from random_tables import some_rows

ENTRIES = ("rows", "columns", "ranks", "scores")


def _bits(found: TopN) -> dict[str, bytes]:
    return {name: getattr(found, name).tobytes() for name in ENTRIES}


def _case(seed: int, most: int = 12) -> tuple[GatedScores, Ints, Ints]:
    case = random_case(random.Random(seed), most)
    order = id_order(np.array(case.column_ids, dtype=object))
    return built(case), np.arange(len(case.row_ids)), order


@pytest.mark.parametrize("name", sorted(ENGINES))
class TestEngine:
    @pytest.fixture
    def engine(self, name: str) -> Engine:
        return ENGINES[name]

    def test_entries_are_those_of_the_reference(self, engine: Engine) -> None:
        for seed in range(150):
            scores, rows, order = _case(seed)
            for n in (1, 2, 5, 40):
                expected = _bits(reference.reference_top_n(scores, n, rows, order))
                assert _bits(engine(scores, n, rows, order)) == expected, seed

    def test_both_directions_are_those_of_the_reference(self, engine: Engine) -> None:
        for seed in range(50):
            case = random_case(random.Random(seed), 12)
            scores, order = built(case).T, id_order(np.array(case.row_ids, dtype=object))
            rows = np.arange(scores.shape[0])
            expected = _bits(reference.reference_top_n(scores, 3, rows, order))
            assert _bits(engine(scores, 3, rows, order)) == expected, seed

    def test_rows_are_answered_in_the_order_asked(self, engine: Engine) -> None:
        rng = random.Random(7)
        for seed in range(60):
            scores, rows, order = _case(seed)
            asked = some_rows(rng, len(rows))
            whole = engine(scores, 3, rows, order)
            found = engine(scores, 3, asked, order)
            picked = [np.flatnonzero(whole.rows == row) for row in asked]
            places = np.concatenate([np.zeros(0, dtype=np.int64), *picked])
            assert _bits(found) == {
                name: getattr(whole, name)[places].tobytes() for name in ENTRIES
            }, seed

    def test_blocks_of_any_size_give_the_same(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for seed in range(40):
            scores, rows, order = _case(seed)
            whole = _bits(engine(scores, 4, rows, order))
            for cells in (1, 5, 17, 64):
                monkeypatch.setattr(reference, "_CELLS_PER_BLOCK", cells)
                assert _bits(engine(scores, 4, rows, order)) == whole, (seed, cells)
            monkeypatch.undo()

    def test_lists_are_those_of_the_brute_force_truth(self, name: str) -> None:
        for seed in (0, 1, 3, 8, 21):
            case = random_case(random.Random(seed))
            order = id_order(np.array(case.column_ids, dtype=object))
            rows = np.arange(len(case.row_ids))
            found = top_n(built(case), 5, rows=rows, order=order, engine=name)
            for row, values in enumerate(truth(case)):
                mine = found.rows == row
                pairs = zip(found.columns[mine].tolist(), found.scores[mine].tolist(), strict=True)
                assert list(pairs) == ranked(values, case.column_ids, 5)

    def test_wide_tables_are_cut_at_the_right_place(self, engine: Engine) -> None:
        # Selection works differently on long rows than on short ones, which may be sorted whole.
        generator = np.random.default_rng(5)
        for levels in (3, 40, 10**6):
            n, m = 4, 5_000
            part = TableScores(
                np.ones(n, dtype=bool),
                np.ones(m, dtype=bool),
                0.5,
                np.arange(n),
                np.arange(m),
                generator.integers(0, levels, (n, m)) / levels,
                np.zeros((n, m), dtype=bool),
            )
            scores = GatedScores(WeightedScores((part,), (1.0,), (0.0,)))
            order = generator.permutation(m)
            rounded = np.rint(part.table * 1e6).astype(int).tolist()
            for count in (1, 10, 700):
                found = engine(scores, count, np.arange(n), order)
                best = [
                    sorted(range(m), key=lambda k: (-values[k], order[k]))[:count]
                    for values in rounded
                ]
                assert found.columns.reshape(n, count).tolist() == best

    def test_gates_keep_pairs_out(self, engine: Engine) -> None:
        shut = 0
        for seed in range(60):
            scores, rows, order = _case(seed)
            found = engine(scores, 99, rows, order)
            through = scores.open(rows)
            assert len(found) == through.sum()
            assert through[found.rows, found.columns].all()
            shut += int((~through).sum())
        assert shut > 100

    def test_types_are_fixed_and_inputs_untouched(self, engine: Engine) -> None:
        scores, rows, order = _case(5)
        before = rows.tobytes(), order.tobytes(), scores.block(rows).tobytes()
        rows.flags.writeable = order.flags.writeable = False
        found = engine(scores, 3, rows, order)
        assert [str(getattr(found, name).dtype) for name in ENTRIES] == ["int64"] * 3 + ["float64"]
        assert (rows.tobytes(), order.tobytes(), scores.block(rows).tobytes()) == before

    def test_nothing_asked_gives_nothing(self, engine: Engine) -> None:
        scores, _, order = _case(5)
        assert len(engine(scores, 3, np.zeros(0, dtype=np.int64), order)) == 0


@pytest.mark.parametrize("n", [0, -1, 2.5, True, None, "3", float("nan")])
def test_n_must_be_a_whole_number_of_at_least_1(n: object) -> None:
    scores, rows, order = _case(5)
    with pytest.raises(RecipeError, match="top_n") as caught:
        top_n(scores, n, rows=rows, order=order)  # type: ignore[arg-type]
    assert caught.value.code == "bad_setting"


def test_an_unknown_engine_is_refused() -> None:
    scores, rows, order = _case(5)
    with pytest.raises(RecipeError, match="reference"):
        top_n(scores, 1, rows=rows, order=order, engine="warp")
