"""Stacking on out-of-fold predictions, voting, and what averaging can give."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
IntArray = NDArray[np.int64]
Predictor = Callable[[Array], Array]
Fit = Callable[[Array, Array], Predictor]
"""Maps inputs (n, p) and targets (n,) to a predictor."""


# --8<-- [start:stack]
def out_of_fold(fits: Sequence[Fit], X: Array, y: Array, fold: IntArray) -> Array:
    """Return predictions of each model for rows it was not trained on, shape (n, models).

    Args:
        fits: Base learners.
        X: Inputs, shape (n, p).
        y: Targets, shape (n,).
        fold: Fold of each row, shape (n,).
    """
    Z = np.empty((len(y), len(fits)))
    for k in np.unique(fold):
        held = fold == k
        for m, fit in enumerate(fits):
            Z[held, m] = fit(X[~held], y[~held])(X[held])
    return Z


def fit_stack(fits: Sequence[Fit], X: Array, y: Array, fold: IntArray) -> tuple[Array, Predictor]:
    """Return the weights of a linear stack (intercept first) and its predictor.

    The weights come from out-of-fold predictions; the base models are then refitted on all rows.
    K + 1 fits of each base model.

    Source: Wolpert (1992), Stacked generalization; Breiman (1996), Stacked regressions.
    """
    Z = out_of_fold(fits, X, y, fold)
    design = np.column_stack([np.ones(len(y)), Z])
    weights = np.asarray(np.linalg.lstsq(design, y, rcond=None)[0], dtype=np.float64)
    bases = [fit(X, y) for fit in fits]

    def predict(new: Array) -> Array:
        Z_new = np.column_stack([base(new) for base in bases])
        return np.asarray(weights[0] + Z_new @ weights[1:], dtype=np.float64)

    return weights, predict


# --8<-- [end:stack]
# --8<-- [start:vote]
def hard_vote(labels: IntArray) -> IntArray:
    """Return the most frequent label of each row, ties to the smaller one, for shape (n, models)."""
    counts = np.stack([(labels == c).sum(axis=1) for c in range(int(labels.max()) + 1)], axis=1)
    winner: IntArray = counts.argmax(axis=1)
    return winner


def soft_vote(probabilities: Array) -> IntArray:
    """Return the label of the largest mean probability, for shape (models, n, classes)."""
    winner: IntArray = probabilities.mean(axis=0).argmax(axis=1)
    return winner


def average_variance(variance: float, correlation: float, n_models: int) -> float:
    """Return ρσ² + (1 − ρ)σ²/B, the variance of a mean of B equally correlated errors."""
    return variance * (correlation + (1 - correlation) / n_models)


# --8<-- [end:vote]
