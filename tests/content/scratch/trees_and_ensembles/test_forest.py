"""Forests against scikit-learn within sampling noise, and out-of-bag predictions against brute force."""

import numpy as np
from sklearn.ensemble import BaggingRegressor, RandomForestClassifier

from scratch.trees_and_ensembles.cart import grow, one_hot
from scratch.trees_and_ensembles.forest import Forest, fit_forest


def test_random_forest_is_as_accurate_as_scikit_learn() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(1300, 6))
    y = (X[:, 0] + X[:, 1] * X[:, 2] + 0.5 * rng.normal(size=1300) > 0).astype(np.int64)
    train, test = slice(0, 300), slice(300, None)
    forest = fit_forest(X[train], one_hot(y[train], 2), 60, rng, max_features=2)
    library = RandomForestClassifier(60, max_features=2, random_state=0, oob_score=True).fit(
        X[train], y[train]
    )
    ours = (forest.predict(X[test]).argmax(axis=1) == y[test]).mean()
    assert abs(ours - library.score(X[test], y[test])) < 0.03
    oob = (forest.out_of_bag(X[train]).argmax(axis=1) == y[train]).mean()
    assert abs(oob - library.oob_score_) < 0.05
    assert abs(oob - ours) < 0.06
    np.testing.assert_allclose(forest.predict(X[test]).sum(axis=1), 1.0)


def test_bagging_lowers_the_error_of_one_tree_as_much_as_scikit_learn() -> None:
    rng = np.random.default_rng(1)
    X = rng.uniform(-1, 1, size=(1200, 3))
    y = np.sin(4 * X[:, 0]) + X[:, 1] + 0.5 * rng.normal(size=1200)
    A, a, B, b = X[:200], y[:200], X[200:], y[200:]
    bagged = fit_forest(A, a[:, None], 50, rng).predict(B)[:, 0]
    single = grow(A, a[:, None]).predict(B)[:, 0]
    library = BaggingRegressor(n_estimators=50, random_state=0).fit(A, a).predict(B)
    error, alone, expected = (float(np.mean((f - b) ** 2)) for f in (bagged, single, library))
    assert error < 0.75 * alone
    assert abs(error / expected - 1) < 0.08


def test_out_of_bag_uses_only_trees_that_did_not_draw_the_row() -> None:
    rng = np.random.default_rng(2)
    X, y = rng.normal(size=(25, 2)), rng.normal(size=25)
    forest = fit_forest(X, y[:, None], 4, rng)
    found = forest.out_of_bag(X)
    for i in range(25):
        unseen = [
            t.predict(X[i : i + 1])[0, 0]
            for t, bag in zip(forest.trees, forest.in_bag, strict=True)
            if bag[i] == 0
        ]
        if unseen:
            np.testing.assert_allclose(found[i, 0], np.mean(unseen))
        else:
            assert np.isnan(found[i, 0])
    assert np.isnan(found).any(), "with four trees some row is in every bag"


def test_bags_hold_n_draws_and_miss_about_a_third_of_the_rows() -> None:
    rng = np.random.default_rng(3)
    X, y = rng.normal(size=(200, 1)), rng.normal(size=200)
    forest: Forest = fit_forest(X, y[:, None], 200, rng, max_depth=1)
    assert (forest.in_bag.sum(axis=1) == 200).all()
    assert abs((forest.in_bag == 0).mean() - (1 - 1 / 200) ** 200) < 0.005
