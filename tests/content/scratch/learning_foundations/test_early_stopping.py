"""The closed-form filter factors against gradient descent itself and against ridge."""

import numpy as np

from scratch.learning_foundations.early_stopping import descent_factor, gradient_descent_path, ridge_factor
from scratch.learning_foundations.ridge import ridge_fit


def test_iterates_are_the_filtered_least_squares_solution() -> None:
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(30, 5)), rng.normal(size=30)
    U, d, Vt = np.linalg.svd(X, full_matrices=False)
    rate = 0.9 / d[0] ** 2
    path = gradient_descent_path(X, y, rate, 40)
    for steps in (0, 1, 7, 40):
        expected = Vt.T @ (descent_factor(d, rate, steps) * (U.T @ y) / d)
        np.testing.assert_allclose(path[steps], expected, atol=1e-12)


def test_ridge_factor_reproduces_the_closed_form() -> None:
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(30, 5)), rng.normal(size=30)
    X, y = X - X.mean(axis=0), y - y.mean()
    U, d, Vt = np.linalg.svd(X, full_matrices=False)
    expected = Vt.T @ (ridge_factor(d, 3.0) * (U.T @ y) / d)
    np.testing.assert_allclose(ridge_fit(X, y, 3.0)[0], expected, atol=1e-12)


def test_the_two_agree_where_both_are_small_and_where_both_are_one() -> None:
    rate, steps = 1e-3, 100
    d = np.array([1e-3, 1e3**0.5 * 0.99])
    np.testing.assert_allclose(descent_factor(d, rate, steps), ridge_factor(d, 1 / (rate * steps)), rtol=0.02)
