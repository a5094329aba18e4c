"""Huber regression and the pinball loss against SciPy and scikit-learn."""

import numpy as np
import pytest
from scipy import optimize
from scipy.special import huber
from sklearn.metrics import mean_pinball_loss

from scratch.classical_algorithms.robust_regression import Array, fit_huber, pinball_loss


@pytest.mark.parametrize("delta", [0.3, 1.0, 1e9])
def test_huber_equals_direct_minimisation(delta: float) -> None:
    rng = np.random.default_rng(0)
    X = np.column_stack([np.ones(80), rng.normal(size=80)])
    y = X @ np.array([1.0, 2.0]) + rng.standard_t(2, 80)

    def objective(w: Array) -> float:
        return float(huber(min(delta, 1e100), y - X @ w).sum())

    best = optimize.minimize(
        objective, np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12}
    )
    np.testing.assert_allclose(fit_huber(X, y, delta), best.x, atol=1e-6)


def test_one_wild_target_hardly_moves_huber() -> None:
    x = np.linspace(0, 1, 50)
    X = np.column_stack([np.ones(50), x])
    y = 3 * x + 0.1 * np.random.default_rng(1).normal(size=50)
    y[-1] += 1000
    assert abs(fit_huber(X, y, 0.2)[1] - 3) < 0.2
    assert abs(np.polyfit(x, y, 1)[0] - 3) > 50


def test_huber_refuses_a_delta_of_zero() -> None:
    with pytest.raises(ValueError, match="positive"):
        fit_huber(np.ones((2, 1)), np.ones(2), 0.0)


@pytest.mark.parametrize("tau", [0.1, 0.5, 0.9])
def test_pinball_equals_sklearn_and_is_minimal_at_the_quantile(tau: float) -> None:
    rng = np.random.default_rng(2)
    y, predicted = rng.exponential(size=999), rng.exponential(size=999)
    assert pinball_loss(y, predicted, tau) == pytest.approx(mean_pinball_loss(y, predicted, alpha=tau))
    candidates = np.linspace(0, 5, 2001)
    losses = [pinball_loss(y, float(c), tau) for c in candidates]
    assert candidates[int(np.argmin(losses))] == pytest.approx(np.quantile(y, tau), abs=0.02)
