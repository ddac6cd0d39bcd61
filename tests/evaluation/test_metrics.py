import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.errors import RecipeError
from jobmatch.evaluation import average_precision, bootstrap, gini, ndcg, recall, reciprocal_rank

GRADES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 3), min_size=1)


@given(GRADES, st.integers(1, 12))
def test_best_order_has_ndcg_of_one(grades, n):
    best = sorted(grades, key=lambda one: -grades[one])
    expected = 1.0 if any(grades.values()) else 0.0
    assert ndcg(best, grades, n=n) == pytest.approx(expected)


@given(GRADES, st.randoms(use_true_random=False))
def test_swapping_a_better_id_up_never_lowers_ndcg(grades, random):
    ranking = sorted(grades)
    random.shuffle(ranking)
    for k in range(len(ranking) - 1):
        if grades[ranking[k]] < grades[ranking[k + 1]]:
            swapped = ranking.copy()
            swapped[k : k + 2] = [ranking[k + 1], ranking[k]]
            assert ndcg(swapped, grades) >= ndcg(ranking, grades) - 1e-12


def test_ndcg_by_hand():
    # Gains 7 and 1 at places 2 and 1: (1 / log2(2) + 7 / log2(3)) / (7 / log2(2) + 1 / log2(3)).
    expected = (1 + 7 / math.log2(3)) / (7 + 1 / math.log2(3))
    assert ndcg(["b", "a", "x"], {"a": 3, "b": 1}) == pytest.approx(expected)


def test_unjudged_ids_count_as_nothing_and_places_beyond_n_do_not_count():
    assert ndcg(["x", "y"], {"a": 3}) == 0.0
    assert ndcg(["x", "a"], {"a": 3}, n=1) == 0.0


def test_average_precision_recall_and_reciprocal_rank_by_hand():
    ranking, relevant = ["x", "a", "y", "b"], {"a", "b", "never"}
    assert average_precision(ranking, relevant) == pytest.approx((1 / 2 + 2 / 4) / 3)
    assert recall(ranking, relevant, n=2) == pytest.approx(1 / 3)
    assert reciprocal_rank(ranking, relevant) == 0.5
    assert reciprocal_rank(["x"], relevant) == average_precision([], relevant) == 0.0


def test_a_repeated_id_and_n_of_zero_are_refused():
    with pytest.raises(RecipeError, match="once"):
        ndcg(["a", "a"], {"a": 1})
    with pytest.raises(RecipeError, match="n must"):
        recall(["a"], {"a"}, n=0)


def test_interval_covers_the_mean_of_the_law_it_was_drawn_from():
    import numpy as np

    rng = np.random.default_rng(1)
    hits = 0
    for trial in range(200):
        found = bootstrap(rng.normal(size=40), n=400, rng=trial)
        hits += found.low <= 0.0 <= found.high
    assert 175 <= hits <= 199  # 95 % of 200 is 190; the percentile interval is a little short


def test_interval_needs_values_and_a_level_inside_the_unit_interval():
    with pytest.raises(RecipeError):
        bootstrap([])
    with pytest.raises(RecipeError):
        bootstrap([1.0], level=1.0)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30), st.integers(1, 5))
def test_gini_is_that_of_the_mean_absolute_difference(counts, factor):
    total = sum(counts)
    mean_difference = sum(abs(a - b) for a in counts for b in counts)
    expected = mean_difference / (2 * len(counts) * total) if total else 0.0
    assert gini(counts) == pytest.approx(expected)
    assert gini([factor * one for one in counts]) == pytest.approx(expected)
