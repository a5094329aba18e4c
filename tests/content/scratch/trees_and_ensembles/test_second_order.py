"""Leaf weights, gains, missing values, GOSS and ordered statistics against independent answers."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

from scratch.trees_and_ensembles.gradient_boosting import LogLoss, SquaredError
from scratch.trees_and_ensembles.second_order import (
    boost_second_order,
    find_split,
    goss,
    grow_second_order,
    leaf_weight,
    ordered_target_statistic,
    split_gain,
)

Array = NDArray[np.float64]


def _rows(seed: int, missing: float = 0.0) -> tuple[Array, Array]:
    """240 rows: every value has its own bin of scikit-learn's 255, so that histograms are exact."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(240, 4))
    y = np.sin(2 * X[:, 0]) + X[:, 1] * (X[:, 2] > 0) + 0.4 * rng.normal(size=240)
    X[rng.random(X.shape) < missing] = np.nan
    return X, y


def _objective(w: float, g: Array, h: Array, lam: float) -> float:
    return float(g.sum() * w + 0.5 * (h.sum() + lam) * w**2)


def test_leaf_weight_and_gain_are_those_of_a_numerical_minimum() -> None:
    rng = np.random.default_rng(0)
    g, h, lam, gamma = rng.normal(size=12), rng.uniform(0.05, 0.25, 12), 0.7, 0.3
    best = {}
    for name, side in (("all", slice(None)), ("left", slice(0, 5)), ("right", slice(5, None))):
        found = minimize_scalar(_objective, args=(g[side], h[side], lam))
        assert leaf_weight(g[side].sum(), h[side].sum(), lam) == pytest.approx(found.x, rel=1e-6)
        best[name] = found.fun
    gain = split_gain((g[:5].sum(), h[:5].sum()), (g[5:].sum(), h[5:].sum()), lam, gamma)
    assert gain == pytest.approx(best["all"] - best["left"] - best["right"] - gamma)


@pytest.mark.parametrize("missing", [0.0, 0.2])
@pytest.mark.parametrize("lam", [0.0, 3.0])
def test_regressor_equals_scikit_learn(missing: float, lam: float) -> None:
    X, y = _rows(1, missing)
    start, trees = boost_second_order(X, y, SquaredError(), n_trees=15, rate=0.2, max_depth=3, lam=lam)
    library = HistGradientBoostingRegressor(
        max_iter=15,
        learning_rate=0.2,
        max_depth=3,
        max_leaf_nodes=None,
        min_samples_leaf=1,
        l2_regularization=lam,
        early_stopping=False,
    ).fit(X, y)
    ours = start + 0.2 * sum(tree.predict(X) for tree in trees)
    np.testing.assert_allclose(ours, library.predict(X), atol=1e-4)


def test_classifier_equals_scikit_learn() -> None:
    X, signal = _rows(2)
    y = (signal > 0.2).astype(float)
    start, trees = boost_second_order(X, y, LogLoss(), n_trees=12, rate=0.3, max_depth=2, lam=1.0)
    library = HistGradientBoostingClassifier(
        max_iter=12,
        learning_rate=0.3,
        max_depth=2,
        max_leaf_nodes=None,
        min_samples_leaf=1,
        l2_regularization=1.0,
        early_stopping=False,
    ).fit(X, y)
    ours = start + 0.3 * sum(tree.predict(X) for tree in trees)
    np.testing.assert_allclose(ours, library.decision_function(X), atol=1e-4)


def test_split_obeys_its_limits() -> None:
    X, y = _rows(3)
    g, h = SquaredError().derivatives(y, np.zeros(240))
    free = find_split(X, g, h)
    assert free is not None
    assert find_split(X, g, h, gamma=free.gain + 1e-9) is None
    assert find_split(X, g, h, min_child_weight=121) is None
    wide = find_split(X, g, h, min_child_weight=100)
    assert wide is not None
    assert 100 <= (X[:, wide.feature] <= wide.threshold).sum() <= 140
    assert find_split(np.ones((5, 2)), np.arange(5.0), np.ones(5)) is None
    assert grow_second_order(X, g, h, max_depth=0).weight == pytest.approx(y.sum() / 241)


def test_missing_values_go_where_they_help() -> None:
    X = np.array([[0.0], [1], [np.nan], [np.nan]])
    g = np.array([1.0, -1, -1, -1])
    split = find_split(X, g, np.ones(4))
    assert split is not None
    assert not split.missing_left
    split = find_split(X, -g * np.array([1, 1, -1, -1]), np.ones(4))
    assert split is not None
    assert split.missing_left


def test_missing_can_be_the_whole_split() -> None:
    """Where only missingness tells, present and missing rows part, as in scikit-learn."""
    rng = np.random.default_rng(8)
    X = rng.normal(size=(240, 3))
    X[rng.random(240) < 0.3, 1] = np.nan
    y = 2.0 * np.isnan(X[:, 1]) + 0.1 * rng.normal(size=240)
    split = find_split(X, *SquaredError().derivatives(y, np.full(240, y.mean())))
    assert split is not None
    assert (split.feature, split.threshold, split.missing_left) == (1, np.inf, False)
    start, trees = boost_second_order(X, y, SquaredError(), n_trees=15, rate=0.2, max_depth=3)
    library = HistGradientBoostingRegressor(
        max_iter=15,
        learning_rate=0.2,
        max_depth=3,
        max_leaf_nodes=None,
        min_samples_leaf=1,
        l2_regularization=1.0,
        early_stopping=False,
    ).fit(X, y)
    ours = start + 0.2 * sum(tree.predict(X) for tree in trees)
    np.testing.assert_allclose(ours, library.predict(X), atol=1e-4)
    lone = find_split(np.array([[1.0], [np.nan], [np.nan]]), np.array([1.0, -1, -1]), np.ones(3))
    assert lone is not None
    assert lone.threshold == np.inf
    assert find_split(np.full((3, 1), np.nan), np.array([1.0, -1, -1]), np.ones(3)) is None


def test_goss_is_unbiased_and_keeps_the_large() -> None:
    rng = np.random.default_rng(5)
    g = rng.standard_t(3, 500)
    sums = []
    for _ in range(3000):
        rows, weights = goss(g, 0.2, 0.1, rng)
        sums.append((g[rows] * weights).sum())
    assert set(np.argsort(-np.abs(g))[:100]) <= set(rows)
    assert len(rows) == 150
    assert weights[-1] == pytest.approx(8.0)
    assert np.mean(sums) == pytest.approx(g.sum(), abs=4 * np.std(sums) / np.sqrt(3000))


def test_ordered_statistic_never_sees_its_own_target() -> None:
    rng = np.random.default_rng(6)
    category, y = rng.integers(0, 5, 60), rng.normal(size=60)
    first = ordered_target_statistic(category, y, np.random.default_rng(1), prior=0.3)
    for i in range(60):
        changed = y.copy()
        changed[i] += 10
        code = ordered_target_statistic(category, changed, np.random.default_rng(1), prior=0.3)
        assert code[i] == first[i]
    lonely = ordered_target_statistic(np.arange(4), np.ones(4), rng, prior=0.3)
    np.testing.assert_allclose(lonely, 0.3)
