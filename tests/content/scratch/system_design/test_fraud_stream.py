"""The synthetic stream has the rates, delays and labels that its description states."""

from dataclasses import replace

import numpy as np

from scratch.system_design.fraud_stream import Stream, World, simulate

SMALL = World(days=60, per_day=20_000, kept=0.05)


def _stream(world: World = SMALL) -> Stream:
    return simulate(world, np.random.default_rng(0))


def test_counts_and_weights_restore_the_full_stream() -> None:
    s = _stream()
    assert s.fraud.sum() == 6_000
    assert s.weight.sum() == 1_200_000
    assert (np.diff(s.day) >= 0).all() and s.day.max() <= 60
    assert s.X.shape == (len(s.day), 9)
    np.testing.assert_allclose(np.exp(s.X[:, 8]), s.amount)


def test_chargebacks_arrive_later_and_never_for_genuine_payments() -> None:
    s = _stream()
    delay = (s.reported - s.day)[s.fraud == 1]
    assert (delay > 0).all() and abs(np.median(delay) - 21) < 1.5
    assert np.isinf(s.reported[s.fraud == 0]).all()
    known = s.known(30.0)
    assert 0 < known.sum() < s.fraud[s.day < 30].sum()
    assert (s.fraud[known == 1] == 1).all()
    np.testing.assert_array_equal(s.known(np.inf)[s.fraud == 1], 1)


def test_unreported_frauds_are_down_sampled_like_genuine_payments() -> None:
    s = _stream()
    labels = np.zeros(len(s.day), dtype=np.int64)
    kept = s.training_rows(labels)
    assert kept[s.fraud == 0].all()
    assert abs(kept[s.fraud == 1].mean() - SMALL.kept) < 0.01
    assert s.training_rows(s.fraud).all()


def test_rings_move_to_the_new_method_after_the_attack() -> None:
    s = _stream(replace(SMALL, attack_day=20.0, ring_size=10))
    late, early = s.day > 45, s.day < 15
    fraud = s.fraud == 1
    # 60 % of new rings move to -3.4.
    assert abs(s.X[fraud & late, 4].mean() + 0.6 * 3.4) < 0.3
    assert abs(s.X[fraud & early, 4].mean()) < 0.3
    assert s.X[fraud & early, 0].mean() > 2.0


def test_equal_seeds_give_equal_streams() -> None:
    np.testing.assert_array_equal(_stream().X, _stream().X)
