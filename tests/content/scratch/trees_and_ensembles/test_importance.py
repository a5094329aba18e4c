"""Importances against scikit-learn, exact identities and a model whose answer is known."""

import numpy as np
import pytest
from sklearn.tree import DecisionTreeClassifier

from scratch.trees_and_ensembles.cart import grow, one_hot
from scratch.trees_and_ensembles.importance import (
    fresh_importance,
    impurity_importance,
    permutation_importance,
)


def test_impurity_importance_equals_scikit_learn() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(900, 4)).astype(np.float32).astype(np.float64)
    y = (X[:, 0] + X[:, 1] ** 2 + rng.normal(size=900) > 0.8).astype(np.int64)
    tree = grow(X, one_hot(y, 2), min_leaf=40)
    library = DecisionTreeClassifier(min_samples_leaf=40, random_state=0).fit(X, y)
    expected = library.tree_.compute_feature_importances(normalize=False)
    np.testing.assert_allclose(impurity_importance(tree, 4), expected, atol=1e-12)


def test_on_the_training_rows_both_impurity_measures_agree() -> None:
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(120, 3)), rng.integers(0, 3, 120)
    Y = one_hot(y, 3)
    tree = grow(X, Y)
    np.testing.assert_allclose(fresh_importance(tree, X, Y), impurity_importance(tree, 3), atol=1e-12)


def test_fresh_importance_adds_up_to_the_product_of_prediction_and_target() -> None:
    rng = np.random.default_rng(2)
    X, y = rng.normal(size=(200, 3)), rng.normal(size=200)
    A, a, B, b = X[:120], y[:120, None], X[120:], y[120:, None]
    tree = grow(A, a)
    expected = ((tree.predict(B) - a.mean()) * (b - a.mean())).mean()
    assert fresh_importance(tree, B, b).sum() == pytest.approx(expected)


def test_fresh_importance_of_useless_columns_is_zero_on_average() -> None:
    rng = np.random.default_rng(4)
    found = []
    for _ in range(300):
        X, y = rng.normal(size=(160, 2)), rng.normal(size=160)
        found.append(fresh_importance(grow(X[:80], y[:80, None]), X[80:], y[80:, None]))
    mean, error = np.mean(found, axis=0), np.std(found, axis=0) / np.sqrt(300)
    assert np.all(np.abs(mean) < 3.5 * error)
    assert np.all(error < 0.02), "in training the two columns share a variance of about 1"


def test_permutation_of_a_perfect_linear_model_costs_twice_the_variance() -> None:
    rng = np.random.default_rng(3)
    X = rng.normal(size=(400, 3)) * [1.0, 2.0, 3.0]
    X[:, 1] += X[:, 0]
    w = np.array([1.0, -2.0, 0.0])
    y = X @ w

    def loss(Z: np.ndarray) -> float:
        return float(np.mean((y - Z @ w) ** 2))

    before = X.copy()
    rises = permutation_importance(loss, X, [[0], [1], [2], [0, 1]], 400, rng)
    expected = [2 * X[:, 0].var(), 8 * X[:, 1].var(), 0.0, 2 * (X @ w).var()]
    errors = rises.std(axis=1) / 20
    assert np.all(np.abs(rises.mean(axis=1) - expected) <= 5 * errors + 1e-12)
    np.testing.assert_array_equal(X, before)
