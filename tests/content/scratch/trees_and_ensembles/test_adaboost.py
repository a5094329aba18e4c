"""AdaBoost against scikit-learn, brute force and its own theorems."""

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.ensemble import AdaBoostClassifier
from sklearn.tree import DecisionTreeClassifier

from scratch.trees_and_ensembles.adaboost import Classifier, fit_adaboost, fit_stump, round_of

Array = NDArray[np.float64]


def _rows(seed: int, n: int = 300) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, 4)).astype(np.float32).astype(np.float64)
    return X, np.where(X[:, 0] ** 2 + X[:, 1] + 0.5 * rng.normal(size=n) > 0.7, 1.0, -1.0)


def test_stump_has_the_least_weighted_error_of_all_thresholds() -> None:
    X, y = _rows(0, 40)
    w = np.random.default_rng(1).dirichlet(np.ones(40))
    found = w[fit_stump(X, y, w)(X) != y].sum()
    brute = min(
        w[sign * np.where(X[:, j] > cut, 1, -1) != y].sum()
        for j in range(4)
        for cut in [-np.inf, *X[:, j]]
        for sign in (-1, 1)
    )
    assert found == pytest.approx(brute)


def test_equals_scikit_learn_with_the_same_trees() -> None:
    X, y = _rows(2)

    def tree(X: Array, y: Array, w: Array) -> Classifier:
        fitted = DecisionTreeClassifier(max_depth=1, random_state=0).fit(X, y, sample_weight=w)
        return lambda new: np.asarray(fitted.predict(new))

    ours = fit_adaboost(X, y, 30, tree)
    theirs = AdaBoostClassifier(DecisionTreeClassifier(max_depth=1), n_estimators=30, random_state=0).fit(
        X, y
    )
    np.testing.assert_allclose(ours.errors, theirs.estimator_errors_, rtol=1e-8)
    np.testing.assert_allclose(2 * np.array(ours.alphas), theirs.estimator_weights_, rtol=1e-8)
    fresh = _rows(3)[0]
    np.testing.assert_array_equal(np.sign(ours.score(fresh)), theirs.predict(fresh))


def test_a_learner_is_worth_nothing_on_the_weights_that_it_leaves() -> None:
    rng = np.random.default_rng(4)
    y, h = np.sign(rng.normal(size=50)), np.ones(50)
    w = rng.dirichlet(np.ones(50))
    if w[h != y].sum() > 0.5:
        h = -h
    assert round_of(y, h, w)[2][h != y].sum() == pytest.approx(0.5)


def test_training_error_is_below_the_product_of_the_normalisers() -> None:
    X, y = _rows(5)
    model = fit_adaboost(X, y, 60)
    errors = np.array(model.errors)
    bound = np.prod(2 * np.sqrt(errors * (1 - errors)))
    assert np.mean(np.exp(-y * model.score(X))) == pytest.approx(bound), "the exponential loss is the product"
    assert np.mean(np.sign(model.score(X)) != y) <= bound


def test_perfect_or_useless_learners_end_it() -> None:
    X = np.arange(4.0)[:, None]
    assert fit_adaboost(X, np.array([-1.0, -1, 1, 1]), 5).alphas == []
    with pytest.raises(ValueError, match="between 0 and 1/2"):
        round_of(np.array([1.0, -1]), np.array([1.0, 1]), np.array([0.5, 0.5]))
