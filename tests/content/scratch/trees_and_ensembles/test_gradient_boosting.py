"""Gradient boosting against scikit-learn, and its derivatives against finite differences."""

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier, GradientBoostingRegressor

from scratch.trees_and_ensembles.cart import grow
from scratch.trees_and_ensembles.gradient_boosting import LogLoss, Loss, SquaredError, fit_boosted

Array = NDArray[np.float64]


def _rows(seed: int, n: int = 400) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, 4)).astype(np.float32).astype(np.float64)
    return X, np.sin(2 * X[:, 0]) + X[:, 1] * (X[:, 2] > 0) + 0.4 * rng.normal(size=n)


def test_regressor_equals_scikit_learn_at_every_stage() -> None:
    X, y = _rows(0)
    fresh = _rows(1)[0]
    ours = fit_boosted(X, y, SquaredError(), n_trees=40, rate=0.2, max_depth=3, min_leaf=5)
    theirs = GradientBoostingRegressor(
        n_estimators=40, learning_rate=0.2, max_depth=3, min_samples_leaf=5, random_state=0
    ).fit(X, y)
    for mine, library in zip(list(ours.staged(fresh))[1:], theirs.staged_predict(fresh), strict=True):
        np.testing.assert_allclose(mine, library, atol=1e-8)


def test_classifier_equals_scikit_learn() -> None:
    X, signal = _rows(2)
    y = (signal > 0.3).astype(float)
    fresh = _rows(3)[0]
    ours = fit_boosted(X, y, LogLoss(), n_trees=30, rate=0.1, max_depth=2, min_leaf=3)
    theirs = GradientBoostingClassifier(
        n_estimators=30, learning_rate=0.1, max_depth=2, min_samples_leaf=3, random_state=0
    ).fit(X, y)
    np.testing.assert_allclose(ours.predict(fresh), theirs.decision_function(fresh), atol=1e-6)


@pytest.mark.parametrize("loss", [SquaredError(), LogLoss()])
def test_derivatives_are_those_of_the_loss(loss: Loss) -> None:
    rng = np.random.default_rng(4)
    y, F, step = rng.integers(0, 2, 20).astype(float), rng.normal(size=20), 1e-5
    for i in range(20):
        at = [loss.mean(y[i : i + 1], F[i : i + 1] + d) for d in (-step, 0.0, step)]
        g, h = (part[i] for part in loss.derivatives(y, F))
        assert g == pytest.approx((at[2] - at[0]) / (2 * step), abs=1e-8)
        assert h == pytest.approx((at[2] - 2 * at[1] + at[0]) / step**2, abs=1e-4)
    start = loss.start(y)
    assert loss.derivatives(y, np.full(20, start))[0].sum() == pytest.approx(0, abs=1e-12)


def test_subsampling_is_seeded_and_training_loss_falls() -> None:
    X, y = _rows(5)
    fits = [
        fit_boosted(X, y, SquaredError(), n_trees=15, subsample=0.5, rng=np.random.default_rng(7)).predict(X)
        for _ in range(2)
    ]
    np.testing.assert_array_equal(fits[0], fits[1])
    full = fit_boosted(X, y, SquaredError(), n_trees=15)
    losses = [SquaredError().mean(y, F) for F in full.staged(X)]
    assert (np.diff(losses) < 0).all()


def test_boosting_full_trees_is_one_full_tree_in_instalments() -> None:
    """With one column: among several, pairs of rows can be split by any, and ties are broken by rounding."""
    X, y = _rows(6)
    X, fresh = X[:, :1], _rows(7)[0][:, :1]
    tree = grow(X, y[:, None]).predict(fresh)[:, 0]
    boosted = fit_boosted(X, y, SquaredError(), n_trees=12, rate=0.1, max_depth=99).predict(fresh)
    np.testing.assert_allclose(boosted - y.mean(), (1 - 0.9**12) * (tree - y.mean()), atol=1e-9)
