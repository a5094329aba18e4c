"""Feature importances: impurity decrease, on training or on fresh rows, and permutation."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from scratch.trees_and_ensembles.cart import Tree

Array = NDArray[np.float64]


# --8<-- [start:impurity]
def impurity_importance(tree: Tree, n_features: int) -> Array:
    """Return the decrease of impurity that each column's splits brought, shape (n_features,).

    A split of node t counts n_t/n·(impurity(t) − weighted mean of the children's). The sum over
    columns is the impurity that the tree removed in training. Time O(m).
    """
    weighted = tree.n_rows / tree.n_rows[0] * tree.impurity
    inner = np.flatnonzero(tree.feature >= 0)
    decrease = weighted[inner] - weighted[tree.left[inner]] - weighted[tree.right[inner]]
    return np.bincount(tree.feature[inner], decrease, minlength=n_features).astype(np.float64)


# --8<-- [end:impurity]
# --8<-- [start:fresh]
def fresh_importance(tree: Tree, X: Array, Y: Array) -> Array:
    """Return the impurity importance as rows see it that did not grow the tree, shape (p,).

    Each row walks down. A step from a node to its child changes the prediction; the change times the
    row's target (less the root's mean) is booked on the column that was tested. On the training
    rows this is exactly `impurity_importance`. On fresh rows a useless column gets about 0, as its steps
    don't know the new targets.

    Args:
        tree: A fitted tree.
        X: Fresh rows, shape (n, p), such as the out-of-bag rows of this tree.
        Y: Their targets, shape (n, k), coded as for `grow`.

    Complexity: O(n·depth·k).

    Source: Li, Wang, Basu, Kumbier and Yu (2019), A debiased MDI feature importance measure for
    random forests, NeurIPS.
    """
    n, p = X.shape
    booked = np.zeros(p)
    node = np.zeros(n, dtype=np.int64)
    centred = Y - tree.value[0]
    while (rows := np.flatnonzero(tree.feature[node] >= 0)).size:
        at = node[rows]
        column = tree.feature[at]
        node[rows] = np.where(X[rows, column] <= tree.threshold[at], tree.left[at], tree.right[at])
        step = tree.value[node[rows]] - tree.value[at]
        booked += np.bincount(column, (step * centred[rows]).sum(axis=1), minlength=p)
    return np.asarray(booked / n)


# --8<-- [end:fresh]
# --8<-- [start:permutation]
def permutation_importance(
    loss: Callable[[Array], float],
    X: Array,
    groups: Sequence[Sequence[int]],
    n_repeats: int,
    rng: np.random.Generator,
) -> Array:
    """Return how much the loss rises when the columns of a group are shuffled together.

    Args:
        loss: Loss of the fitted model on inputs of X's shape, the targets being fixed.
        X: Rows that were not used for training, shape (n, p).
        groups: Columns that are shuffled by one permutation; `[[0], [1]]` for single columns.
        n_repeats: Shuffles of each group.
        rng: Source of the permutations.

    Returns:
        Increases of the loss, shape (len(groups), n_repeats). Costs one prediction each.

    Source: Breiman (2001), Random forests, section 10; Fisher, Rudin and Dominici (2019), JMLR 20.
    """
    base = loss(X)
    rises = np.empty((len(groups), n_repeats))
    for g, columns in enumerate(groups):
        for repeat in range(n_repeats):
            shuffled = X.copy()
            shuffled[:, columns] = X[rng.permutation(len(X))][:, columns]
            rises[g, repeat] = loss(shuffled) - base
    return rises


# --8<-- [end:permutation]
