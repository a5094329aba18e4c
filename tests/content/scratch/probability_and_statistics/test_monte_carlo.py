"""scratch.probability_and_statistics.monte_carlo."""

import math

import numpy as np
import pytest

from scratch.probability_and_statistics.monte_carlo import Check, check


def test_standard_error_matches_numpy_and_binomial() -> None:
    found = check(lambda rng, n: rng.random(n) < 0.3, 0.3, n=40_000)
    assert found.standard_error == pytest.approx(math.sqrt(0.3 * 0.7 / 40_000), rel=0.02)
    assert found.agrees
    assert found.z == pytest.approx((found.estimate - 0.3) / found.standard_error)


def test_wrong_claim_is_refused() -> None:
    assert not check(lambda rng, n: rng.random(n) < 0.3, 0.32).agrees


def test_four_standard_errors_are_rarely_exceeded() -> None:
    z = [check(lambda rng, n: rng.exponential(2, n), 2, n=500, seed=s).z for s in range(400)]
    assert np.mean(np.abs(z) < 1.96) == pytest.approx(0.95, abs=0.04)
    assert np.max(np.abs(z)) < 5


def test_edges() -> None:
    assert check(lambda rng, n: np.ones(n), 1.0).agrees
    assert not check(lambda rng, n: np.ones(n), 0.999).agrees
    assert Check(1.0, 2.0, 0.0).z == math.inf
    with pytest.raises(ValueError, match="never held"):
        check(lambda rng, n: np.zeros(0), 0.5)
