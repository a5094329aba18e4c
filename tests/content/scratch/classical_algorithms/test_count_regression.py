"""Count regression against scikit-learn, SciPy and simulation."""

import numpy as np
import pytest
from scipy import optimize, stats
from sklearn.linear_model import PoissonRegressor

from scratch.classical_algorithms.count_regression import (
    Array,
    fit_counts,
    moment_alpha,
    pearson_dispersion,
)


def counts(seed: int, alpha: float, n: int = 3000) -> tuple[Array, Array, Array, Array]:
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(n), rng.normal(size=(n, 2))])
    exposure = rng.uniform(0.5, 4, n)
    mu = exposure * np.exp(X @ np.array([0.4, 0.5, -0.3]))
    rate = mu if alpha == 0 else mu * rng.gamma(1 / alpha, alpha, n)
    return X, rng.poisson(rate).astype(float), exposure, mu


def test_poisson_equals_sklearn_with_exposure_as_weight() -> None:
    X, y, exposure, _ = counts(0, 0.0)
    library = PoissonRegressor(alpha=0, tol=1e-12, max_iter=1000)
    library.fit(X[:, 1:], y / exposure, sample_weight=exposure)
    w, _ = fit_counts(X, y, exposure)
    np.testing.assert_allclose(w, np.append(library.intercept_, library.coef_), atol=1e-6)


def test_negative_binomial_maximises_its_likelihood() -> None:
    X, y, _, _ = counts(1, 0.8, n=800)
    alpha = 0.8

    def negative_log_likelihood(w: Array) -> float:
        mu = np.exp(X @ w)
        return -float(stats.nbinom.logpmf(y, 1 / alpha, 1 / (1 + alpha * mu)).sum())

    w, _ = fit_counts(X, y, alpha=alpha)
    best = optimize.minimize(negative_log_likelihood, w + 0.1, method="BFGS").x
    np.testing.assert_allclose(w, best, atol=1e-4)


def test_standard_error_is_that_of_the_intercept_only_model() -> None:
    y = np.random.default_rng(2).poisson(3.0, 500).astype(float)
    w, error = fit_counts(np.ones((500, 1)), y)
    assert w[0] == pytest.approx(np.log(y.mean()))
    assert error[0] == pytest.approx(1 / np.sqrt(y.sum()))


def test_dispersion_tells_poisson_from_negative_binomial() -> None:
    for alpha in (0.0, 0.8):
        _, y, _, mu = counts(3, alpha)
        assert (pearson_dispersion(y, mu, 3) > 1.3) == (alpha > 0)
        assert moment_alpha(y, mu, 3) == pytest.approx(alpha, abs=0.08)


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        fit_counts(np.ones((2, 1)), np.array([1.0, -1.0]))
