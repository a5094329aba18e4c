"""Bagging and random forests with out-of-bag predictions."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scratch.trees_and_ensembles.cart import Tree, grow

Array = NDArray[np.float64]
IntArray = NDArray[np.int64]


# --8<-- [start:forest]
@dataclass(frozen=True)
class Forest:
    """Trees and how often each drew each training row."""

    trees: tuple[Tree, ...]
    in_bag: IntArray
    """Draws, shape (n_trees, n)."""

    def predict(self, X: Array) -> Array:
        """Return the mean of the trees' values, shape (m, k): class shares for one-hot targets."""
        return np.asarray(np.mean([tree.predict(X) for tree in self.trees], axis=0))

    def out_of_bag(self, X: Array) -> Array:
        """Return for each training row the mean over trees that did not draw it, shape (n, k).

        X must hold the training rows in their order. A row that every tree drew gets nan.
        """
        unseen = self.in_bag == 0
        values = np.stack([tree.predict(X) for tree in self.trees])
        count = unseen.sum(axis=0)[:, None]
        total = (values * unseen[:, :, None]).sum(axis=0)
        return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def fit_forest(
    X: Array,
    Y: Array,
    n_trees: int,
    rng: np.random.Generator,
    *,
    max_features: int | None = None,
    max_depth: int | None = None,
    min_leaf: int = 1,
) -> Forest:
    """Fit one tree to each of `n_trees` bootstrap samples.

    Args:
        X: Inputs, shape (n, p).
        Y: Targets, shape (n, k): one column for regression, one-hot for classification.
        n_trees: Number of trees.
        rng: Source of the bootstrap and of the feature draws.
        max_features: Columns tried at each node; None tries all, which is bagging.
        max_depth: Passed to `grow`.
        min_leaf: Passed to `grow`.

    Complexity: `n_trees` times that of `grow`, with `max_features` in the place of p. Trees are
    independent, so they can be grown in parallel.

    Source: Breiman (1996), Bagging predictors; Breiman (2001), Random forests.
    """
    n = len(X)
    trees, draws = [], []
    for _ in range(n_trees):
        rows = rng.integers(0, n, n)
        trees.append(
            grow(
                X[rows],
                Y[rows],
                max_depth=max_depth,
                min_leaf=min_leaf,
                max_features=max_features,
                rng=rng,
            )
        )
        draws.append(np.bincount(rows, minlength=n))
    return Forest(tuple(trees), np.array(draws))


# --8<-- [end:forest]
