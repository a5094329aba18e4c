"""Perceptron and passive-aggressive updates against their bounds and a constrained minimum."""

import numpy as np
import pytest
from scipy import optimize

from scratch.classical_algorithms.online_linear import Array, passive_aggressive_step, perceptron


@pytest.mark.parametrize("seed", range(5))
def test_perceptron_separates_within_novikoffs_bound(seed: int) -> None:
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(200), rng.normal(size=(200, 2))])
    direction = np.array([0.2, 1.0, -1.0]) / np.linalg.norm([0.2, 1.0, -1.0])
    X = X[np.abs(X @ direction) > 0.1]
    y = np.sign(X @ direction)
    w, mistakes = perceptron(X, y)
    assert (np.sign(X @ w) == y).all()
    assert 0 < mistakes <= np.linalg.norm(X, axis=1).max() ** 2 / np.abs(X @ direction).min() ** 2


def test_perceptron_never_settles_on_exclusive_or() -> None:
    X = np.array([[1.0, -1, -1], [1, -1, 1], [1, 1, -1], [1, 1, 1]])
    y = np.array([-1.0, 1, 1, -1])
    w, mistakes = perceptron(X, y, max_epochs=50)
    assert mistakes >= 50
    assert (np.sign(X @ w) != y).any()


def test_passive_aggressive_is_the_smallest_move_to_margin_one() -> None:
    w, row = np.array([0.5, -1.0, 0.2]), np.array([1.0, 0.3, -2.0])
    for label in (-1.0, 1.0):

        def margin(v: Array, label: float = label) -> float:
            return float(label * row @ v - 1)

        best = optimize.minimize(
            lambda v: ((v - w) ** 2).sum(), w, constraints={"type": "ineq", "fun": margin}, tol=1e-12
        )
        np.testing.assert_allclose(passive_aggressive_step(w, row, label, C=1e9), best.x, atol=1e-5)


def test_passive_aggressive_caps_the_move_and_stays_when_the_margin_holds() -> None:
    w, row = np.array([2.0, 0.0]), np.array([1.0, 1.0])
    np.testing.assert_array_equal(passive_aggressive_step(w, row, 1.0, C=1.0), w)
    np.testing.assert_allclose(passive_aggressive_step(w, row, -1.0, C=0.1), w - 0.1 * row)
