"""Impurity measures and the gain of a split."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Impurity = Callable[[Array], Array]


# --8<-- [start:measures]
def gini(p: Array) -> Array:
    """Return 1 − Σp² along the last axis of class shares, shape (..., k): two random rows differ."""
    return np.asarray(1.0 - (p**2).sum(axis=-1))


def entropy(p: Array) -> Array:
    """Return −Σ p·log₂p in bits along the last axis of class shares, shape (..., k), with 0·log 0 = 0."""
    return np.asarray(-(p * np.log2(np.where(p > 0, p, 1.0))).sum(axis=-1))


def misclassification(p: Array) -> Array:
    """Return 1 − max p along the last axis of class shares, shape (..., k)."""
    return np.asarray(1.0 - p.max(axis=-1))


def gain(left: Array, right: Array, impurity: Impurity) -> float:
    """Return the parent's impurity minus the children's mean impurity, weighted by their rows.

    With `entropy` this is the information gain, the mutual information of side and class.

    Args:
        left: Class counts on one side, shape (k,), not all zero.
        right: Class counts on the other side, shape (k,), not all zero.
        impurity: Maps class shares to a number.
    """
    sides = np.array([left, right], dtype=np.float64)
    rows = sides.sum(axis=1)
    parent = sides.sum(axis=0) / rows.sum()
    return float(impurity(parent) - (rows / rows.sum()) @ impurity(sides / rows[:, None]))


# --8<-- [end:measures]
