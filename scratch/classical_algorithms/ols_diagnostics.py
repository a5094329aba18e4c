"""Diagnostics of a least-squares fit: leverage, influence, variance inflation, standard errors."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from scratch.classical_algorithms.linear_regression import least_squares

Array = NDArray[np.float64]


# --8<-- [start:influence]
def leverage(X: Array) -> Array:
    """Return the diagonal of the hat matrix X(XᵀX)⁻¹Xᵀ, shape (n,), without forming the n x n matrix.

    With X = QR the hat matrix is QQᵀ, so each leverage is the squared length of a row of Q.
    They lie in [0, 1] and sum to p. Time O(n p²), memory O(n p).
    """
    Q, _ = np.linalg.qr(X)
    h: Array = (Q**2).sum(axis=1)
    return h


def cooks_distance(X: Array, y: Array) -> Array:
    """Return how far all fitted values move when one row is left out, in units of p s², shape (n,).

    Computed from one fit: e² h / (p s² (1 - h)²). Cook (1977), Technometrics 19(1).
    """
    n, p = X.shape
    residual = y - X @ least_squares(X, y)
    h = leverage(X)
    s2 = residual @ residual / (n - p)
    distance: Array = residual**2 * h / (p * s2 * (1 - h) ** 2)
    return distance
    # --8<-- [end:influence]


# --8<-- [start:vif]
def variance_inflation(X: Array) -> Array:
    """Return the variance inflation factor 1 / (1 - R²_j) of each feature, shape (p,).

    R²_j is that of feature j regressed on the others; the factors are the diagonal of the inverse
    correlation matrix. Time O(n p² + p³).

    Args:
        X: Features without the column of ones, shape (n, p), p >= 2.
    """
    return np.diag(np.linalg.inv(np.corrcoef(X, rowvar=False)))
    # --8<-- [end:vif]


# --8<-- [start:errors]
def standard_errors(X: Array, y: Array, kind: Literal["classical", "hc3"] = "classical") -> Array:
    """Return the standard errors of the least-squares weights, shape (p,).

    `classical` is s² (XᵀX)⁻¹ and needs one error variance for all rows. `hc3` is the sandwich
    (XᵀX)⁻¹ Xᵀ diag(e² / (1 - h)²) X (XᵀX)⁻¹, valid when variances differ; MacKinnon and White (1985).
    Both need independent rows.

    Args:
        X: Design matrix with its column of ones, shape (n, p), n > p.
        y: Targets, shape (n,).
        kind: Which estimate.
    """
    n, p = X.shape
    residual = y - X @ least_squares(X, y)
    bread = np.linalg.inv(X.T @ X)
    covariance: Array = bread * (residual @ residual) / (n - p)
    if kind == "hc3":
        scores = X * (residual / (1 - leverage(X)))[:, None]
        covariance = bread @ (scores.T @ scores) @ bread
    return np.sqrt(np.diag(covariance))
    # --8<-- [end:errors]
