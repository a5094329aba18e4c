"""Minimum-norm least squares against NumPy's pseudo-inverse and against gradient descent."""

import numpy as np
import pytest

from scratch.learning_foundations.random_features import min_norm_fit, relu_features


@pytest.mark.parametrize(("n", "p"), [(30, 10), (10, 30), (12, 12)])
def test_equals_the_pseudo_inverse(n: int, p: int) -> None:
    rng = np.random.default_rng(n)
    features, y = rng.normal(size=(n, p)), rng.normal(size=n)
    np.testing.assert_allclose(min_norm_fit(features, y), np.linalg.pinv(features) @ y, rtol=1e-7, atol=1e-9)


def test_rank_deficient_features_do_not_explode() -> None:
    rng = np.random.default_rng(0)
    half = rng.normal(size=(20, 4))
    features, y = np.hstack([half, half]), rng.normal(size=20)
    weights = min_norm_fit(features, y)
    np.testing.assert_allclose(weights[:4], weights[4:], atol=1e-10)
    np.testing.assert_allclose(weights, np.linalg.pinv(features) @ y, atol=1e-10)


def test_penalty_is_ridge() -> None:
    rng = np.random.default_rng(1)
    features, y = rng.normal(size=(20, 35)), rng.normal(size=20)
    expected = np.linalg.solve(features.T @ features + 0.7 * np.eye(35), features.T @ y)
    np.testing.assert_allclose(min_norm_fit(features, y, 0.7), expected, atol=1e-10)


def test_relu_features_are_scaled_and_clipped() -> None:
    X, directions = np.array([[1.0, -2.0]]), np.array([[1.0, 0.0, 3.0, -1.0], [0.0, 1.0, 1.0, 1.0]])
    np.testing.assert_allclose(relu_features(X, directions), [[0.5, 0.0, 0.5, 0.0]])
