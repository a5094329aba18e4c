"""Linear regression and its diagnostics against NumPy, SciPy and scikit-learn."""

import numpy as np
import pytest
from scipy import stats
from sklearn.linear_model import LinearRegression
from sklearn.metrics import r2_score

from scratch.classical_algorithms.linear_regression import (
    Array,
    fit_line,
    gradient_descent,
    least_squares,
    r_squared,
)
from scratch.classical_algorithms.ols_diagnostics import (
    cooks_distance,
    leverage,
    standard_errors,
    variance_inflation,
)


def design(seed: int, n: int = 60, p: int = 4) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(n), rng.normal(size=(n, p - 1)) * rng.uniform(0.5, 4, p - 1)])
    return X, X @ rng.normal(size=p) + rng.normal(size=n)


def test_line_on_a_small_array_equals_polyfit() -> None:
    xs, ys = [1.0, 2.0, 3.0, 4.0, 5.0], [2.2, 4.1, 6.2, 7.9, 10.1]
    np.testing.assert_allclose(fit_line(xs, ys), np.polyfit(xs, ys, 1), rtol=1e-8)


def test_line_diverges_above_the_stability_limit() -> None:
    xs, ys = [1.0, 2.0, 3.0, 4.0, 5.0], [2.0, 4.0, 6.0, 8.0, 10.0]
    limit = 2 / np.linalg.eigvalsh(2 / 5 * np.array([[55.0, 15.0], [15.0, 5.0]]))[-1]
    assert abs(fit_line(xs, ys, learning_rate=0.98 * limit)[0] - 2) < 1e-6
    assert abs(fit_line(xs, ys, learning_rate=1.02 * limit)[0] - 2) > 1e6


@pytest.mark.parametrize(("xs", "ys"), [([], []), ([1.0], [1.0, 2.0])])
def test_line_rejects_bad_lengths(xs: list[float], ys: list[float]) -> None:
    with pytest.raises(ValueError, match="same length"):
        fit_line(xs, ys)


@pytest.mark.parametrize("seed", range(5))
def test_qr_and_descent_equal_lstsq(seed: int) -> None:
    X, y = design(seed)
    expected = np.linalg.lstsq(X, y, rcond=None)[0]
    np.testing.assert_allclose(least_squares(X, y), expected, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(gradient_descent(X, y, steps=5000), expected, atol=1e-8)


def test_qr_keeps_digits_where_the_normal_equation_loses_them() -> None:
    x = np.linspace(0, 1, 50)
    X = np.vander(x, 10, increasing=True)
    truth = np.ones(10)
    y = X @ truth
    normal = np.linalg.solve(X.T @ X, X.T @ y)
    assert np.abs(least_squares(X, y) - truth).max() < 1e-8
    assert np.abs(normal - truth).max() > 1e-6


@pytest.mark.parametrize("X", [np.ones((5, 2)), np.ones((1, 2)), np.zeros((4, 1))])
def test_qr_refuses_dependent_columns(X: Array) -> None:
    with pytest.raises(ValueError, match="dependent"):
        least_squares(X, np.arange(float(len(X))))


def test_r_squared_equals_sklearn_and_can_be_negative() -> None:
    X, y = design(7)
    predicted = X @ least_squares(X, y)
    r2 = r2_score(y, predicted)
    assert r_squared(y, predicted) == pytest.approx(r2, abs=1e-12)
    assert r_squared(y, predicted, n_features=3) == pytest.approx(1 - (1 - r2) * 59 / 56, abs=1e-12)
    assert r_squared(y, -predicted) < 0


def test_r_squared_refuses_a_constant_target() -> None:
    with pytest.raises(ValueError, match="varies"):
        r_squared(np.ones(4), np.zeros(4))


def test_leverage_is_the_hat_diagonal() -> None:
    X, _ = design(1)
    hat = X @ np.linalg.pinv(X)
    np.testing.assert_allclose(leverage(X), np.diag(hat), rtol=1e-9)
    assert leverage(X).sum() == pytest.approx(4)


def test_cooks_distance_equals_leaving_each_row_out() -> None:
    X, y = design(2, n=25)
    w = least_squares(X, y)
    s2 = ((y - X @ w) ** 2).sum() / 21
    expected = []
    for i in range(25):
        rest = np.arange(25) != i
        expected.append(((X @ (w - least_squares(X[rest], y[rest]))) ** 2).sum() / (4 * s2))
    np.testing.assert_allclose(cooks_distance(X, y), expected, rtol=1e-8)


def test_variance_inflation_equals_one_over_one_minus_r2() -> None:
    rng = np.random.default_rng(3)
    X = rng.normal(size=(200, 3))
    X[:, 2] = X[:, 0] + 0.3 * rng.normal(size=200)
    expected = []
    for j in range(3):
        others = np.delete(X, j, axis=1)
        expected.append(1 / (1 - LinearRegression().fit(others, X[:, j]).score(others, X[:, j])))
    np.testing.assert_allclose(variance_inflation(X), expected, rtol=1e-9)
    assert variance_inflation(X)[0] > 5


def test_classical_standard_error_equals_scipy() -> None:
    X, y = design(4, p=2)
    slope = stats.linregress(X[:, 1], y)
    np.testing.assert_allclose(standard_errors(X, y), [slope.intercept_stderr, slope.stderr], rtol=1e-10)


def test_hc3_matches_the_spread_of_the_estimate_when_variances_differ() -> None:
    rng = np.random.default_rng(5)
    x = rng.uniform(0, 2, 300)
    X = np.column_stack([np.ones(300), x])
    estimates, classical, hc3 = [], [], []
    for _ in range(400):
        y = 1 + 2 * x + x**2 * rng.normal(size=300)
        estimates.append(least_squares(X, y)[1])
        classical.append(standard_errors(X, y)[1])
        hc3.append(standard_errors(X, y, "hc3")[1])
    spread = np.std(estimates)
    assert np.mean(hc3) == pytest.approx(spread, rel=0.08)
    assert np.mean(classical) < 0.85 * spread
