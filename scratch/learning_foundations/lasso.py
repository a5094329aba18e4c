"""Lasso and elastic net by cyclic coordinate descent."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


# --8<-- [start:soft]
def soft_threshold(z: Array | float, threshold: float) -> Array:
    """Minimise ½(w − z)² + threshold·|w| over w, element by element: shrink towards zero, stop at zero."""
    z = np.asarray(z, dtype=np.float64)
    return np.sign(z) * np.maximum(np.abs(z) - threshold, 0.0)


# --8<-- [end:soft]
# --8<-- [start:fit]
def elastic_net(
    X: Array,
    y: Array,
    alpha: float,
    l1_ratio: float = 1.0,
    *,
    start: Array | None = None,
    max_sweeps: int = 10_000,
    tol: float = 1e-8,
) -> tuple[Array, float]:
    """Minimise ‖y − Xw − b‖²/(2n) + α·ρ·‖w‖₁ + ½α(1 − ρ)‖w‖² over w and b, with ρ = `l1_ratio`.

    `alpha` and `l1_ratio` mean what they mean in scikit-learn; ρ = 1 is the lasso.

    Args:
        X: Inputs, shape (n, p).
        y: Targets, shape (n,).
        alpha: Strength, positive.
        l1_ratio: Share of the L1 part, between 0 and 1.
        start: Warm start, shape (p,); the solution of a neighbouring alpha.
        max_sweeps: Upper limit on passes over the coordinates.
        tol: Stop when no weight moved by more than this in a sweep.

    Returns:
        Weights, shape (p,), and the intercept. O(np) a sweep, O(n + p) memory beyond X.

    Raises:
        RuntimeError: If the sweeps run out first.

    Source: Friedman, Hastie and Tibshirani (2010), JSS 33(1), equation 5.
    """
    n, p = X.shape
    x_mean, y_mean = X.mean(axis=0), y.mean()
    centred = X - x_mean
    curvature = (centred**2).sum(axis=0) / n
    w = np.zeros(p) if start is None else start.astype(np.float64)
    residual = y - y_mean - centred @ w
    for _ in range(max_sweeps):
        largest_move = 0.0
        for j in np.flatnonzero(curvature):
            old = w[j]
            z = centred[:, j] @ residual / n + curvature[j] * old
            w[j] = soft_threshold(z, alpha * l1_ratio) / (curvature[j] + alpha * (1.0 - l1_ratio))
            if w[j] != old:
                residual += centred[:, j] * (old - w[j])
                largest_move = max(largest_move, abs(w[j] - old))
        if largest_move <= tol:
            return w, float(y_mean - x_mean @ w)
    raise RuntimeError(f"coordinate descent did not converge in {max_sweeps} sweeps")


# --8<-- [end:fit]
# --8<-- [start:path]
def lasso_path(X: Array, y: Array, alphas: Array) -> Array:
    """Return lasso weights, shape (len(alphas), p), each started from its left neighbour.

    Give the alphas from large to small: `alpha_max` and everything above it gives all zeros.
    """
    path = np.zeros((len(alphas), X.shape[1]))
    weights: Array | None = None
    for row, alpha in enumerate(alphas):
        weights, _ = elastic_net(X, y, float(alpha), start=weights)
        path[row] = weights
    return path


def alpha_max(X: Array, y: Array) -> float:
    """Return the smallest alpha whose lasso solution is all zeros: max|X'(y − ȳ)|/n with X (n, p) centred."""
    centred = X - X.mean(axis=0)
    return float(np.abs(centred.T @ (y - y.mean())).max() / len(y))


# --8<-- [end:path]
