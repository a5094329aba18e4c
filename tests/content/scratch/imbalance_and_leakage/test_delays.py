"""Delay curve against the plain distribution without truncation, and against the truth with it."""

import numpy as np

from scratch.imbalance_and_leakage.delays import delay_curve, mature_rate


def test_without_truncation_it_is_the_empirical_distribution() -> None:
    rng = np.random.default_rng(0)
    delay = rng.integers(0, 31, 500)
    curve = delay_curve(delay, np.full(500, 30), 30)
    np.testing.assert_allclose(curve, [(delay <= u).mean() for u in range(31)], atol=1e-12)


def test_with_truncation_it_finds_the_truth_where_counting_does_not() -> None:
    rng = np.random.default_rng(1)
    n, longest = 200_000, 60
    age = rng.integers(0, longest + 1, n)
    delay = np.minimum(rng.geometric(0.05, n) - 1, 59)
    seen = delay <= age
    truth = np.array([(delay <= u).mean() for u in range(longest + 1)])
    curve = delay_curve(delay[seen], age[seen], longest)
    np.testing.assert_allclose(curve, truth, atol=0.02)
    counted = np.array([(delay[seen] <= u).mean() for u in range(longest + 1)])
    assert counted[7] > truth[7] + 0.1


def test_mature_rate_divides_by_the_share_known() -> None:
    curve = np.array([0.1, 0.5, 0.8, 1.0])
    found = mature_rate(np.array([5.0, 10.0]), np.array([1000.0, 1000.0]), np.array([1, 9]), curve)
    np.testing.assert_allclose(found, [0.01, 0.01])
