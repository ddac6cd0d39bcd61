import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.errors import RecipeError
from jobmatch.evaluation import average_precision, ndcg, precision, recall, reciprocal_rank

GRADES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 3), min_size=1)


def plain_ndcg(ranking, grades, n):
    def dcg(values):
        return sum((2**grade - 1) / math.log2(k + 2) for k, grade in enumerate(values[:n]))

    ideal = dcg(sorted(grades.values(), reverse=True))
    return dcg([grades.get(one, 0) for one in ranking]) / ideal if ideal else 0.0


def plain_average_precision(ranking, relevant):
    places = [k for k, one in enumerate(ranking, 1) if one in relevant]
    precisions = [sum(one in relevant for one in ranking[:k]) / k for k in places]
    return sum(precisions) / len(relevant) if relevant else 0.0


def plain_reciprocal_rank(ranking, relevant):
    return max((1 / k for k, one in enumerate(ranking, 1) if one in relevant), default=0.0)


def plain_hits(ranking, relevant, n):
    return len(set(ranking[:n]) & set(relevant))


def tied_orders(groups):
    """Every ranking that ends ties between the ids of a group in some way."""
    for orders in itertools.product(*(itertools.permutations(group) for group in groups)):
        yield list(itertools.chain(*orders))


@st.composite
def tied_rankings(draw):
    """Groups of tied ids best first, their scores, and grades of some ids in and out of them."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    names = iter("abcdefghijkl")
    groups = [[next(names) for _ in range(size)] for size in sizes]
    scores = [1.0 - k / 4 for k, size in enumerate(sizes) for _ in range(size)]
    grades = draw(st.dictionaries(st.sampled_from("abcdefghijklxy"), st.integers(0, 3)))
    return groups, scores, grades


@given(tied_rankings(), st.integers(1, 12))
def test_each_metric_is_its_mean_over_all_orders_of_tied_ids(drawn, n):
    groups, scores, grades = drawn
    ranking = list(itertools.chain(*groups))
    relevant = {one for one, grade in grades.items() if grade >= 2}
    orders = list(tied_orders(groups))

    def mean(metric):
        return pytest.approx(math.fsum(metric(order) for order in orders) / len(orders))

    assert ndcg(ranking, grades, n=n, scores=scores) == mean(lambda o: plain_ndcg(o, grades, n))
    assert average_precision(ranking, relevant, scores=scores) == mean(
        lambda order: plain_average_precision(order, relevant)
    )
    assert reciprocal_rank(ranking, relevant, scores=scores) == mean(
        lambda order: plain_reciprocal_rank(order, relevant)
    )
    hits = math.fsum(plain_hits(order, relevant, n) for order in orders) / len(orders)
    assert precision(ranking, relevant, n=n, scores=scores) == pytest.approx(hits / n)
    share = hits / len(relevant) if relevant else 0.0
    assert recall(ranking, relevant, n=n, scores=scores) == pytest.approx(share)


@given(tied_rankings(), st.integers(1, 12))
def test_without_scores_or_with_all_different_ones_there_are_no_ties(drawn, n):
    groups, _, grades = drawn
    ranking = list(itertools.chain(*groups))
    relevant = {one for one, grade in grades.items() if grade >= 2}
    falling = [-float(k) for k in range(len(ranking))]
    for scores in (None, falling):
        assert ndcg(ranking, grades, n=n, scores=scores) == pytest.approx(
            plain_ndcg(ranking, grades, n)
        )
        assert average_precision(ranking, relevant, scores=scores) == pytest.approx(
            plain_average_precision(ranking, relevant)
        )
        assert reciprocal_rank(ranking, relevant, scores=scores) == plain_reciprocal_rank(
            ranking, relevant
        )
        found = plain_hits(ranking, relevant, n)
        assert precision(ranking, relevant, n=n, scores=scores) == found / n


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


def test_metrics_of_binary_relevance_by_hand():
    ranking, relevant = ["x", "a", "y", "b"], {"a", "b", "never"}
    assert average_precision(ranking, relevant) == pytest.approx((1 / 2 + 2 / 4) / 3)
    assert recall(ranking, relevant, n=2) == pytest.approx(1 / 3)
    assert precision(ranking, relevant, n=2) == 0.5
    assert precision(ranking, relevant, n=10) == 0.2  # six places hold nothing
    assert reciprocal_rank(ranking, relevant) == 0.5
    assert reciprocal_rank(["x"], relevant) == average_precision([], relevant) == 0.0


def test_a_list_that_ties_everything_is_worth_what_chance_is():
    ids = [f"{k:03}" for k in range(200)]
    relevant, scores = set(ids[:50]), [0.0] * 200
    assert precision(ids, relevant, scores=scores) == pytest.approx(0.25)
    assert average_precision(ids, relevant) == 1.0  # by the order of the ids, had it no scores
    assert average_precision(ids, relevant, scores=scores) == pytest.approx(0.25, abs=0.02)


def test_a_repeated_id_and_n_of_zero_are_refused():
    with pytest.raises(RecipeError, match="once"):
        ndcg(["a", "a"], {"a": 1})
    for metric in (recall, precision):
        with pytest.raises(RecipeError, match="n must"):
            metric(["a"], {"a"}, n=0)


@pytest.mark.parametrize("metric", [average_precision, precision, recall, reciprocal_rank])
def test_scores_that_rise_are_unknown_or_of_another_length_are_refused(metric):
    for scores, words in (
        ([0.1, 0.2], "rise"),
        ([math.nan, 0.2], "rise"),
        ([0.2], "one number"),
    ):
        with pytest.raises(RecipeError, match=words):
            metric(["a", "b"], {"a"}, scores=scores)
