import numpy as np
import pytest

from jobmatch.errors import RecipeError
from jobmatch.evaluation import bootstrap, paired_difference, resampling


def test_interval_covers_the_mean_of_the_law_it_was_drawn_from():
    rng = np.random.default_rng(1)
    hits = 0
    for trial in range(200):
        found = bootstrap(rng.normal(size=40), n=400, rng=trial)
        hits += found.low <= 0.0 <= found.high
    assert 175 <= hits <= 199  # 95 % of 200 is 190; the percentile interval is a little short


def test_bounds_are_quantiles_of_the_means_of_resamples():
    values = np.array([0.0, 0.2, 0.9])
    # Every resample of three is as likely as any other: 27 of them, listed.
    means = [np.mean([a, b, c]) for a in values for b in values for c in values]
    found = bootstrap(values, level=0.8, n=200_000, rng=0)
    assert found.mean == pytest.approx(values.mean())
    assert (found.low, found.high) == pytest.approx(
        tuple(np.quantile(means, [0.1, 0.9], method="inverted_cdf"))
    )


def test_interval_is_the_same_however_many_numbers_are_drawn_at_a_time(monkeypatch):
    values = np.random.default_rng(3).random(37)
    whole = bootstrap(values, n=1_000, rng=5)
    monkeypatch.setattr(resampling, "_DRAWN", 100)
    assert bootstrap(values, n=1_000, rng=5) == whole
    monkeypatch.setattr(resampling, "_DRAWN", 1)  # fewer than one resample needs
    assert bootstrap(values, n=1_000, rng=5) == whole


def test_more_confidence_takes_a_wider_interval():
    values = np.random.default_rng(3).random(30)
    narrow, wide = (bootstrap(values, level=level, rng=0) for level in (0.5, 0.99))
    assert wide.low < narrow.low < narrow.mean < narrow.high < wide.high


def test_a_paired_difference_cancels_what_both_rankers_find_hard():
    rng = np.random.default_rng(2)
    hard = rng.random(60)
    ours, theirs = 0.05 + 0.9 * hard, 0.9 * hard + rng.normal(0, 0.001, 60)
    paired = paired_difference(ours, theirs, rng=0)
    assert paired == bootstrap(ours - theirs, rng=0)
    assert paired.low > 0.04
    apart = [bootstrap(one, rng=0) for one in (ours, theirs)]
    assert apart[0].low < apart[1].high  # two intervals side by side would show no difference


def test_swapping_the_rankers_turns_the_interval_around():
    ours, theirs = np.random.default_rng(4).random((2, 25))
    there, back = paired_difference(ours, theirs, rng=0), paired_difference(theirs, ours, rng=0)
    assert (there.mean, there.low, there.high) == pytest.approx((-back.mean, -back.high, -back.low))


def test_interval_needs_finite_values_and_a_level_inside_the_unit_interval():
    for values in ([], [0.5, np.nan], [[0.5]]):
        with pytest.raises(RecipeError, match="values"):
            bootstrap(values)
    with pytest.raises(RecipeError, match="level"):
        bootstrap([1.0], level=1.0)


def test_a_difference_needs_the_same_queries_on_both_sides():
    with pytest.raises(RecipeError, match="same queries"):
        paired_difference([0.5, 0.6], [0.5])
