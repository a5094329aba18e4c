"""Regression losses that outliers cannot dominate: Huber by reweighting, and the pinball loss."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


# --8<-- [start:huber]
def fit_huber(X: Array, y: Array, delta: float, tol: float = 1e-10, max_steps: int = 1000) -> Array:
    """Minimise the Huber loss by iteratively reweighted least squares.

    The loss is r²/2 up to |r| = delta and delta (|r| - delta/2) beyond, so a row pulls with weight
    min(1, delta/|r|) instead of ever harder. Huber (1964). Time O(n p²) a step. It protects against
    outliers in y, not against high leverage in X.

    Args:
        X: Design matrix with its column of ones, shape (n, p).
        y: Targets, shape (n,).
        delta: Where the loss turns linear, in the units of y.
        tol: Stop when no weight moves by more.
        max_steps: Give up after this many steps.

    Returns:
        Weights, shape (p,).

    Raises:
        ValueError: If delta is not positive or the steps do not converge.
    """
    if delta <= 0:
        raise ValueError("delta must be positive")
    w = np.linalg.lstsq(X, y, rcond=None)[0]
    for _ in range(max_steps):
        root = np.sqrt(np.minimum(1.0, delta / np.maximum(np.abs(y - X @ w), delta * 1e-12)))
        updated = np.linalg.lstsq(X * root[:, None], y * root, rcond=None)[0]
        if np.abs(updated - w).max() < tol:
            return np.asarray(updated)
        w = updated
    raise ValueError("reweighting did not converge")
    # --8<-- [end:huber]


# --8<-- [start:pinball]
def pinball_loss(y: Array, predicted: Array | float, tau: float) -> float:
    """Return the mean of tau * r for r = y - predicted >= 0 and (tau - 1) * r below.

    Its best constant is the tau-quantile of y. Koenker and Bassett (1978), Econometrica 46(1).
    """
    residual = y - predicted
    return float(np.mean(np.maximum(tau * residual, (tau - 1) * residual)))
    # --8<-- [end:pinball]
