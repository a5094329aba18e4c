"""scratch.probability_and_statistics.bayes against SciPy."""

import numpy as np
import pytest
from scipy import stats

from scratch.probability_and_statistics.bayes import BetaRate, probability_greater


def test_posterior_matches_scipy() -> None:
    belief = BetaRate(2.0, 38.0).update(7, 60)
    exact = stats.beta(9, 91)
    assert belief.mean == pytest.approx(exact.mean())
    np.testing.assert_allclose(belief.interval(0.9), exact.interval(0.9), atol=1e-10)
    assert belief.mode == pytest.approx(8 / 98)
    assert exact.pdf(belief.mode) > max(exact.pdf(belief.mode + 1e-3), exact.pdf(belief.mode - 1e-3))


def test_order_of_updates_does_not_matter() -> None:
    assert BetaRate().update(3, 10).update(5, 7) == BetaRate().update(5, 7).update(3, 10)


def test_posterior_by_brute_force() -> None:
    rng = np.random.default_rng(0)
    rates = rng.beta(3, 5, 400_000)
    kept = rates[rng.binomial(12, rates) == 9]
    assert BetaRate(3, 5).update(9, 12).mean == pytest.approx(kept.mean(), abs=0.003)


@pytest.mark.parametrize(("a", "b"), [(0, 1), (1, -2)])
def test_refuses_improper_beliefs(a: float, b: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        BetaRate(a, b)


def test_probability_greater() -> None:
    rng = np.random.default_rng(1)
    x, y = BetaRate(6, 1), BetaRate(481, 21)
    simulated = np.mean(rng.beta(6, 1, 500_000) > rng.beta(481, 21, 500_000))
    assert probability_greater(x, y) == pytest.approx(simulated, abs=0.003)
    assert probability_greater(x, x) == pytest.approx(0.5, abs=1e-9)
