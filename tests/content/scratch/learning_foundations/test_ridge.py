"""Closed-form ridge against scikit-learn and the limits it must reach."""

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression, Ridge

from scratch.learning_foundations.ridge import effective_degrees_of_freedom, ridge_fit, ridge_path


@pytest.mark.parametrize(("n", "p"), [(40, 5), (20, 60), (30, 30)])
@pytest.mark.parametrize("lam", [1e-3, 1.0, 300.0])
def test_equals_scikit_learn_with_alpha_equal_lambda(n: int, p: int, lam: float) -> None:
    rng = np.random.default_rng(n + p)
    X, y = rng.normal(size=(n, p)) + 3.0, rng.normal(size=n) + 50.0
    weights, intercept = ridge_fit(X, y, lam)
    expected = Ridge(alpha=lam, solver="svd").fit(X, y)
    np.testing.assert_allclose(weights, expected.coef_, rtol=1e-7, atol=1e-9)
    assert intercept == pytest.approx(expected.intercept_, rel=1e-7)


def test_small_penalty_gives_least_squares_and_large_the_mean() -> None:
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(50, 4)), rng.normal(size=50) + 7.0
    weights, intercepts = ridge_path(X, y, np.array([1e-10, 1e12]))
    np.testing.assert_allclose(weights[0], LinearRegression().fit(X, y).coef_, rtol=1e-7)
    np.testing.assert_allclose(weights[1], 0.0, atol=1e-9)
    assert intercepts[1] == pytest.approx(y.mean(), rel=1e-9)


def test_degrees_of_freedom_are_the_trace_of_the_hat_matrix() -> None:
    rng = np.random.default_rng(2)
    X = rng.normal(size=(25, 6))
    centred = X - X.mean(axis=0)
    hat = centred @ np.linalg.solve(centred.T @ centred + 4.0 * np.eye(6), centred.T)
    assert effective_degrees_of_freedom(X, 4.0) == pytest.approx(np.trace(hat), rel=1e-10)
    assert effective_degrees_of_freedom(X, 0.0) == pytest.approx(6.0)


def test_a_penalty_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        ridge_fit(np.ones((3, 1)), np.ones(3), 0.0)
