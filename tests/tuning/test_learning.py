"""The arithmetic of learning weights: pulled, never negative, held out by person, repeatable."""

import random
from dataclasses import asdict, replace

import numpy as np
import pytest
from scipy.special import expit

from jobmatch.scores import COMBINATIONS
from jobmatch.tuning import learning
from jobmatch.tuning.learning import FOLDS, Sample, Sides, held_out, learn

START = Sides(np.array([0.5, 0.3, 0.2, 0.0]), np.array([0.0, 0.25, 0.25, 0.5]))
TRUE = Sides(np.array([0.1, 0.8, 0.1, 0.0]), np.array([0.0, 0.1, 0.8, 0.1]))


def world(n, true=TRUE, seed=0, slope=9.0):
    rng = np.random.default_rng(seed)
    values = rng.random((n, 4))
    scores = true.scores(values)
    yes = rng.random(n) < expit(slope * (scores - np.median(scores)))
    return Sample(values, yes, np.arange(n) // 3)


def distance(one, other):
    return np.abs(one.wish - other.wish).sum() + np.abs(one.fit - other.fit).sum()


def disagreement(one, other):
    """How far two weightings are from ordering pairs alike: of "mean" only the sum can be told."""
    values = np.random.default_rng(9).random((2_000, 4))
    return 1.0 - np.corrcoef(one.scores(values), other.scores(values))[0, 1]


@pytest.mark.parametrize("combination", COMBINATIONS)
def test_weights_move_toward_those_that_made_the_outcomes(combination):
    start, true = (replace(side, combination=combination) for side in (START, TRUE))
    learned = [learn(world(n, true), start) for n in (90, 900, 9000)]
    far = [disagreement(one, true) for one in learned]
    assert disagreement(start, true) > far[0] > far[1] > far[2]
    assert far[2] < 0.01


def test_a_stronger_pull_keeps_nearer_to_the_start():
    moved = [distance(learn(world(600), START, pull=pull), START) for pull in (1, 30, 300, 3e4)]
    assert moved == sorted(moved, reverse=True)
    assert moved[0] > 0.5
    assert moved[-1] < 0.03


@pytest.mark.parametrize("seed", range(4))
def test_weights_are_thousandths_that_sum_to_one_and_zeros_stay(seed):
    for learned in (
        learn(world(200, seed=seed), START),
        learn(world(200, seed=seed), START, pull=1),
    ):
        for side, start in ((learned.wish, START.wish), (learned.fit, START.fit)):
            assert (side >= 0).all()
            assert (side[start == 0] == 0).all()
            assert side.sum() == pytest.approx(1.0, abs=1e-12)
            assert (side * 1000).round(6).tolist() == (side * 1000).round().tolist()


def test_outcomes_that_turn_the_score_around_move_nothing():
    sample = world(600, START)
    turned = Sample(sample.values, ~sample.yes, sample.seekers)
    assert distance(learn(turned, START), START) < 0.02


def test_a_side_left_out_stays_left_out():
    start = replace(START, fit=np.zeros(4))
    learned = learn(world(900, replace(TRUE, fit=np.zeros(4))), start)
    assert not learned.fit.any()
    assert learned.wish[1] > 0.45


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_equal_scores_teach_nothing(value):
    sample = replace(world(60), values=np.full((60, 4), value))
    assert distance(learn(sample, START), START) < 1e-12
    assert held_out(sample, START).gain == 0.0


def test_a_sample_all_of_one_kind_has_an_answer():
    sample = replace(world(60), yes=np.ones(60, dtype=bool))
    assert np.isfinite(learn(sample, START).wish).all()


def test_the_gain_lies_above_zero_only_where_there_is_something_to_learn():
    found = held_out(world(900), START)
    assert 0 < found.low < found.gain < found.high
    assert found.after > found.before > 0.5
    changed = [held_out(world(240, START, seed), START).low > 0 for seed in range(4)]
    assert sum(changed) <= 1


def test_outcomes_by_the_toss_of_a_coin_gain_nothing():
    for seed in range(3):
        coin = np.random.default_rng(seed).random(300) < 0.5
        assert held_out(replace(world(300, seed=seed), yes=coin), START).low <= 0


def test_folds_never_part_a_persons_outcomes(monkeypatch):
    sample = replace(world(300), seekers=np.random.default_rng(1).integers(0, 40, 300))
    seen = []
    fitted = learning._fitted

    def watched(known, start, pull):
        seen.append(set(known.seekers.tolist()))
        return fitted(known, start, pull)

    monkeypatch.setattr(learning, "_fitted", watched)
    held_out(sample, START)
    everyone = set(sample.seekers.tolist())
    tested = [everyone - known for known in seen[::2]]
    assert len(tested) == FOLDS
    assert sorted(name for fold in tested for name in fold) == sorted(everyone)
    assert max(map(len, tested)) - min(map(len, tested)) <= 1


def test_the_interval_draws_whole_people():
    gains = np.repeat([1.0, -1.0] * 10, 50)
    low, high = learning._interval(gains, np.repeat(np.arange(20), 50))
    assert low == pytest.approx(-0.4, abs=0.15)
    assert high == pytest.approx(0.4, abs=0.15)


def test_concordance_by_hand():
    logits, yes = np.array([0.1, 0.5, 0.5, 0.9]), np.array([False, True, False, True])
    assert learning._concordance(logits, yes) == 3.5 / 4
    assert learning._concordance(logits, ~yes) == 0.5 / 4


def test_rounding_keeps_the_sum():
    thirds = learning._rounded(np.array([1 / 3, 1 / 3, 1 / 3, 0.0]))
    assert thirds.tolist() == [0.334, 0.333, 0.333, 0.0]


def test_the_same_outcomes_give_the_same_bits_and_no_random_state_moves():
    watched = np.random.get_state, random.getstate
    states = [repr(state()) for state in watched]
    sample = world(240)
    before = sample.values.tobytes()
    one, two = learn(sample, START), learn(sample, START)
    assert one.wish.tobytes() + one.fit.tobytes() == two.wish.tobytes() + two.fit.tobytes()
    assert asdict(held_out(sample, START)) == asdict(held_out(sample, START))
    assert [repr(state()) for state in watched] == states
    assert sample.values.tobytes() == before
