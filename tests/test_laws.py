"""The four laws of the score: parts add up, engines agree, one matrix, one order."""

import itertools
import math
import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brute_force import built, combined, random_case, random_ids
from jobmatch import Matcher, MatchIndex
from jobmatch.ranking import id_order, reference, top_n
from random_tables import random_frames, random_matcher, shuffled

SEEDS = st.integers(0, 2**32).map(random.Random)
FITTED = settings(max_examples=60)


def _fitted(rng: random.Random, most: int = 8) -> MatchIndex:
    jobs, seekers = random_frames(rng, most)
    return random_matcher(rng, jobs, seekers).fit(jobs, seekers)


def _all_pairs(index: MatchIndex) -> tuple[pd.DataFrame, pd.DataFrame]:
    most = max(1, len(index.jobs), len(index.seekers))
    return index.recommend_jobs(n=most).pairs, index.recommend_seekers(n=most).pairs


def _sides(index: MatchIndex, row: object) -> tuple[float, float]:
    features = index.recipe.features
    return tuple(  # type: ignore[return-value]
        math.fsum(w * row[f.name] for f, w in zip(features, weights, strict=True))  # type: ignore[index]
        for weights in index.recipe.weights()
    )


# Law 1: the shown parts add up to wish and fit, and combine to the score.


@FITTED
@given(SEEDS)
def test_shown_parts_add_up_to_wish_and_fit(rng: random.Random) -> None:
    index = _fitted(rng)
    for pairs in _all_pairs(index):
        for row in pairs.to_dict("records"):
            wish, fit = _sides(index, row)
            assert abs(wish - row["wish"]) <= 1.000001e-6
            assert abs(fit - row["fit"]) <= 1.000001e-6


@FITTED
@given(SEEDS)
def test_raw_parts_add_up_and_combine_to_the_score(rng: random.Random) -> None:
    index = _fitted(rng)
    found = index.recommend_jobs(n=max(1, len(index.jobs)))
    weights = index.recipe.weights()
    one_sided = [not any(side) for side in weights]
    for k in range(len(found)):
        parts = [float(found.parts[f][0][k]) for f in index.recipe.features]
        sides = [math.fsum(w * s for w, s in zip(side, parts, strict=True)) for side in weights]
        assert abs(sides[0] - found.wishes[k]) <= 1e-12
        assert abs(sides[1] - found.fits[k]) <= 1e-12
        score = combined(index.matcher.combine, *sides)
        if any(one_sided):
            score = sides[0] if one_sided[1] else sides[1]
        assert abs(score - found.scores[k]) <= 0.5e-6 + 1e-12


@given(st.randoms(use_true_random=False))
def test_parts_of_any_matrix_add_up_and_combine(rng: random.Random) -> None:
    case = random_case(rng, most=5)
    match = built(case).match
    rows = np.arange(match.shape[0])
    parts = [part.block(rows) for part in match.parts]
    wish, fit = match.sides(parts)
    scores = match.block(rows)
    for i, j in itertools.product(*map(range, match.shape)):
        values = [float(part[i, j]) for part in parts]
        sides = [
            math.fsum(w * s for w, s in zip(weights, values, strict=True))
            for weights in (case.wish, case.fit)
        ]
        assert abs(wish[i, j] - sides[0]) <= 1e-12
        assert abs(fit[i, j] - sides[1]) <= 1e-12
        score = combined(case.combination, *sides)
        if not any(case.fit):
            score = sides[0]
        elif not any(case.wish):
            score = sides[1]
        # The root near 0 turns an error of 1e-17 into 3e-9; squares compare what was summed.
        assert abs(scores[i, j] - score) <= 1e-12 or abs(scores[i, j] ** 2 - score**2) <= 1e-15


@FITTED
@given(SEEDS)
def test_scores_are_finite_and_in_range(rng: random.Random) -> None:
    index = _fitted(rng)
    for pairs in _all_pairs(index):
        numbers = pairs.drop(columns=["seeker_id", "job_id", "rank"]).to_numpy(dtype=np.float64)
        assert np.isfinite(numbers).all()
        assert ((numbers >= 0) & (numbers <= 1)).all()


# Law 2, fused = reference, is held by contracts/test_engines.py and test_oracle.py.

# Law 3: the two directions are one matrix, transposed.


@FITTED
@given(SEEDS)
def test_both_directions_are_one_matrix(rng: random.Random) -> None:
    index = _fitted(rng)
    for_seekers, for_jobs = _all_pairs(index)
    keys = ["seeker_id", "job_id"]
    columns = [*keys, *for_seekers.columns.drop([*keys, "rank"])]
    one = for_seekers[columns].sort_values(keys, ignore_index=True)
    other = for_jobs[columns].sort_values(keys, ignore_index=True)
    pd.testing.assert_frame_equal(one, other, check_exact=True)


@given(st.randoms(use_true_random=False))
def test_the_transpose_of_any_matrix_has_the_same_bits(rng: random.Random) -> None:
    scores = built(random_case(rng, most=6))
    n, m = scores.shape
    rows, columns = np.arange(n), np.arange(m)
    assert scores.T.shape == (m, n)
    assert scores.T.block(columns).T.tobytes() == scores.block(rows).tobytes()
    assert (scores.open(rows) == scores.T.open(columns).T).all()
    assert scores.T.T.block(rows).tobytes() == scores.block(rows).tobytes()
    i, j = (grid.ravel() for grid in np.meshgrid(rows, columns, indexing="ij"))
    assert scores.pairs(i, j).tobytes() == scores.block(rows).tobytes()
    assert scores.T.pairs(j, i).tobytes() == scores.block(rows).tobytes()


# Law 4: higher score first, then the id; nothing else decides.


@FITTED
@given(SEEDS)
def test_order_is_score_then_id(rng: random.Random) -> None:
    index = _fitted(rng)
    for pairs, whose, other in zip(
        _all_pairs(index), ("seeker_id", "job_id"), ("job_id", "seeker_id"), strict=True
    ):
        for _, one in pairs.groupby(whose, sort=False):
            order = list(zip(-one["score"], one[other], strict=True))
            assert order == sorted(order)
            assert one["rank"].tolist() == list(range(1, len(one) + 1))


@FITTED
@given(SEEDS)
def test_shuffled_rows_columns_and_index_change_nothing(rng: random.Random) -> None:
    jobs, seekers = random_frames(rng)
    matcher = random_matcher(rng, jobs, seekers)
    one = matcher.fit(jobs, seekers)
    moved = matcher.fit(shuffled(rng, jobs, lambda k: -k), shuffled(rng, seekers, lambda k: "x"))
    n = rng.randint(1, 9)
    for first, second in (
        (one.recommend_jobs(one.seekers.ids, n=n), moved.recommend_jobs(one.seekers.ids, n=n)),
        (one.recommend_seekers(one.jobs.ids, n=n), moved.recommend_seekers(one.jobs.ids, n=n)),
    ):
        pd.testing.assert_frame_equal(first.frame, second.frame, check_exact=True)
        assert first.shortfalls == second.shortfalls


@FITTED
@given(SEEDS)
def test_the_short_list_is_the_start_of_the_long_one(rng: random.Random) -> None:
    index = _fitted(rng)
    for recommend in (index.recommend_jobs, index.recommend_seekers):
        whole = recommend(n=20).frame
        for n in (1, 3):
            start = whole[whole["rank"] <= n].reset_index(drop=True)
            pd.testing.assert_frame_equal(recommend(n=n).frame, start, check_exact=True)


@FITTED
@given(SEEDS)
def test_asking_one_by_one_or_in_chunks_changes_nothing(rng: random.Random) -> None:
    index = _fitted(rng)
    for recommend, ids in (
        (index.recommend_jobs, index.seekers.ids),
        (index.recommend_seekers, index.jobs.ids),
    ):
        whole = recommend(n=4).frame
        for cells, chunk in ((1, 1), (7, 2), (10**6, 3)):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(reference, "_CELLS_PER_BLOCK", cells)
                patch.setattr("jobmatch.match_index._CHUNK_ROWS", chunk)
                pd.testing.assert_frame_equal(recommend(n=4).frame, whole, check_exact=True)
        if len(ids):
            singles = pd.concat([recommend([one], n=4).frame for one in ids], ignore_index=True)
            assert singles.to_csv() == whole.to_csv()


@FITTED
@given(SEEDS)
def test_filtering_before_equals_filtering_after(rng: random.Random) -> None:
    index = _fitted(rng)
    ids = index.seekers.ids.tolist()
    some = rng.sample(ids, rng.randint(0, len(ids)))
    whole = index.recommend_jobs(n=5).frame
    some_of_it = [whole[whole["seeker_id"] == one] for one in some]
    after = pd.concat([whole.iloc[:0], *some_of_it], ignore_index=True)
    assert index.recommend_jobs(some, n=5).frame.to_csv() == after.to_csv()


@FITTED
@given(SEEDS)
def test_a_least_score_cuts_the_end_of_the_lists(rng: random.Random) -> None:
    index = _fitted(rng)
    for recommend in (index.recommend_jobs, index.recommend_seekers):
        whole = recommend(n=5).pairs
        least = rng.choice([0.0, 0.3, 0.5, 1.0, *whole["score"]])
        found = recommend(n=5, min_score=least)
        kept = whole[whole["score"] >= least].reset_index(drop=True)
        pd.testing.assert_frame_equal(found.pairs, kept, check_exact=True)


@given(st.randoms(use_true_random=False))
def test_ids_are_ordered_by_code_point(rng: random.Random) -> None:
    ids = random_ids(rng, rng.randint(0, 20))
    order = id_order(np.array(ids, dtype=object))
    assert [ids[k] for k in np.argsort(order)] == sorted(ids)
    assert sorted(order.tolist()) == list(range(len(ids)))


@pytest.mark.parametrize("count", [1, 2, 7, 40])
def test_where_all_scores_are_equal_the_id_alone_decides(count: int) -> None:
    rng = random.Random(count)
    names = [f"J{k}" for k in range(count)]
    rng.shuffle(names)
    jobs = pd.DataFrame({"job_id": names, "title": ["电焊工"] * count})
    seekers = pd.DataFrame({"seeker_id": ["S1"], "desired_job": ["焊工"]})
    frame = Matcher().fit(jobs, seekers).recommend_jobs(n=count).pairs
    assert frame["job_id"].tolist() == sorted(names)
    assert len(set(frame["score"])) == 1


def test_scores_that_differ_below_the_rounding_are_equal() -> None:
    rng = random.Random(0)
    case = random_case(rng, most=0)
    case.row_ids, case.column_ids = ["r"], ["b", "a"]
    leaf = case.leaves[0]
    leaf.kind, leaf.known_rows, leaf.known_columns = "table", [True], [True, True]
    leaf.data = {
        "left": [0],
        "right": [0, 1],
        "table": [[0.50000031, 0.50000029]],
        "settled": [[False, False]],
    }
    case.leaves, case.wish, case.fit, case.gates = [leaf], [1.0], [1.0], []
    scores = built(case)
    order = id_order(np.array(case.column_ids, dtype=object))
    found = top_n(scores, 2, rows=np.arange(1), order=order)
    assert found.columns.tolist() == [1, 0]
    assert found.scores.tolist() == [0.5, 0.5]
