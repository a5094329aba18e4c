"""CART against scikit-learn, brute force and the definitions of impurity."""

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.feature_selection import mutual_info_classif
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from scratch.trees_and_ensembles.cart import Tree, best_split, grow, one_hot, prune, pruning_path
from scratch.trees_and_ensembles.impurity import entropy, gain, gini, misclassification

Array = NDArray[np.float64]


def _rows(seed: int, n: int = 300, p: int = 5) -> tuple[Array, NDArray[np.int64], Array]:
    """Inputs that float32 represents exactly, because scikit-learn's trees compare in float32."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)).astype(np.float32).astype(np.float64)
    signal = X[:, 0] + X[:, 1] * X[:, 2] + 0.7 * rng.normal(size=n)
    return X, np.digitize(signal, [-0.6, 0.6]), signal


@pytest.mark.parametrize(("max_depth", "min_leaf"), [(1, 1), (3, 1), (4, 20), (None, 40)])
def test_classifier_equals_scikit_learn(max_depth: int | None, min_leaf: int) -> None:
    X, y, _ = _rows(0, n=800)
    fresh = _rows(1)[0]
    tree = grow(X, one_hot(y, 3), max_depth=max_depth, min_leaf=min_leaf)
    library = DecisionTreeClassifier(max_depth=max_depth, min_samples_leaf=min_leaf, random_state=0).fit(X, y)
    assert int((tree.feature < 0).sum()) == library.get_n_leaves()
    np.testing.assert_allclose(tree.predict(fresh), library.predict_proba(fresh), atol=1e-12)


@pytest.mark.parametrize(("max_depth", "min_leaf"), [(2, 1), (5, 5), (None, 10)])
def test_regressor_equals_scikit_learn(max_depth: int | None, min_leaf: int) -> None:
    X, _, y = _rows(2)
    fresh = _rows(3)[0]
    tree = grow(X, y[:, None], max_depth=max_depth, min_leaf=min_leaf)
    library = DecisionTreeRegressor(max_depth=max_depth, min_samples_leaf=min_leaf, random_state=0).fit(X, y)
    np.testing.assert_allclose(tree.predict(fresh)[:, 0], library.predict(fresh), rtol=1e-9)


def test_full_tree_reproduces_its_training_rows() -> None:
    X, y, signal = _rows(4)
    assert (grow(X, one_hot(y, 3)).predict(X).argmax(axis=1) == y).all()
    np.testing.assert_allclose(grow(X, signal[:, None]).predict(X)[:, 0], signal, atol=1e-12)


def test_gain_is_rows_times_the_decrease_of_gini() -> None:
    X, y, _ = _rows(5, n=40)
    found = best_split(X, one_hot(y, 3), np.arange(5), min_leaf=3)
    assert found is not None
    brute = []
    for j in range(5):
        for a, b in zip(np.sort(X[:, j])[:-1], np.sort(X[:, j])[1:], strict=True):
            low = X[:, j] <= (a + b) / 2
            if 3 <= low.sum() <= 37:
                counts = [np.bincount(y[side], minlength=3).astype(float) for side in (low, ~low)]
                brute.append((gain(counts[0], counts[1], gini), j, (a + b) / 2))
    best = max(brute)
    assert found[1:] == pytest.approx(best[1:])
    assert found[0] / 40 == pytest.approx(best[0])


def test_split_respects_ties_and_small_leaves() -> None:
    X = np.array([[1.0], [1.0], [1.0], [2.0]])
    Y = np.array([[0.0], [1.0], [0.0], [1.0]])
    found = best_split(X, Y, np.array([0]))
    assert found is not None
    assert found[2] == 1.5
    assert best_split(X, Y, np.array([0]), min_leaf=2) is None
    assert best_split(np.ones((4, 1)), Y, np.array([0])) is None
    assert len(grow(np.ones((4, 1)), Y).feature) == 1


def test_adjacent_floats_are_separated() -> None:
    low = np.nextafter(1.0, 2.0)
    X = np.array([[low], [np.nextafter(low, 2.0)]])
    Y = np.array([[0.0], [1.0]])
    assert (X[0, 0] + X[1, 0]) / 2 == X[1, 0]
    np.testing.assert_array_equal(grow(X, Y).predict(X), Y)


def test_xor_needs_a_split_without_gain() -> None:
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    Y = one_hot(np.array([0, 1, 1, 0]), 2)
    found = best_split(X, Y, np.arange(2))
    assert found is not None
    assert found[0] == pytest.approx(0.0, abs=1e-12)
    np.testing.assert_array_equal(grow(X, Y).predict(X), Y)


def test_pruning_equals_scikit_learn() -> None:
    X, y, _ = _rows(6)
    fresh = _rows(7)[0]
    tree = grow(X, one_hot(y, 3), min_leaf=8)
    library = DecisionTreeClassifier(min_samples_leaf=8, random_state=0).fit(X, y)
    expected = np.unique(library.cost_complexity_pruning_path(X, y).ccp_alphas.round(12))
    alphas, leaves = pruning_path(tree)
    np.testing.assert_allclose(np.unique(alphas.round(12)), expected, atol=1e-10)
    assert leaves[-1] == 1 and (np.diff(leaves) < 0).all()
    for alpha in (0.0, 0.004, 0.01, 0.05, 1.0):
        pruned = prune(tree, alpha)
        other = DecisionTreeClassifier(min_samples_leaf=8, random_state=0, ccp_alpha=alpha).fit(X, y)
        assert _leaves(pruned) == other.get_n_leaves()
        np.testing.assert_allclose(pruned.predict(fresh), other.predict_proba(fresh), atol=1e-12)


def _leaves(tree: Tree) -> int:
    count, stack = 0, [0]
    while stack:
        t = stack.pop()
        if tree.feature[t] < 0:
            count += 1
        else:
            stack += [int(tree.left[t]), int(tree.right[t])]
    return count


def test_impurities_on_known_shares() -> None:
    p = np.array([[0.5, 0.5], [1.0, 0.0], [0.2, 0.8]])
    np.testing.assert_allclose(gini(p), [0.5, 0.0, 0.32])
    np.testing.assert_allclose(entropy(p), [1.0, 0.0, 0.7219280948873623])
    np.testing.assert_allclose(misclassification(p), [0.5, 0.0, 0.2])


def test_gini_is_the_chance_that_two_draws_differ() -> None:
    rng = np.random.default_rng(8)
    p = rng.dirichlet(np.ones(4))
    draws = rng.choice(4, p=p, size=(200_000, 2))
    assert gini(p) == pytest.approx((draws[:, 0] != draws[:, 1]).mean(), abs=0.005)


def test_information_gain_is_mutual_information() -> None:
    left, right = np.array([10.0, 30.0, 2.0]), np.array([25.0, 5.0, 8.0])
    side = np.repeat([0, 1], [42, 38])[:, None]
    label = np.repeat([0, 1, 2, 0, 1, 2], [10, 30, 2, 25, 5, 8])
    nats = mutual_info_classif(side, label, discrete_features=True)[0]
    assert gain(left, right, entropy) == pytest.approx(nats / np.log(2))
