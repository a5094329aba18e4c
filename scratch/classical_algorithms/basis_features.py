"""Features that let a linear model bend: natural cubic splines and factorised interactions."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


# --8<-- [start:spline]
def natural_spline_basis(x: Array, knots: Array) -> Array:
    """Return the natural cubic spline basis, K columns for K knots: 1, x and K - 2 curved ones.

    The fit is cubic between knots, smooth to the second derivative, and linear beyond the first and
    last knot. Hastie, Tibshirani and Friedman (2009), equations 5.4 and 5.5.

    Args:
        x: Inputs, shape (n,).
        knots: Increasing, shape (K,), K >= 3.

    Returns:
        Basis, shape (n, K), the ones column included.

    Raises:
        ValueError: If there are fewer than three knots or they do not increase.
    """
    if len(knots) < 3 or (np.diff(knots) <= 0).any():
        raise ValueError("need at least three increasing knots")
    cubes = np.maximum(x[:, None] - knots[None, :], 0.0) ** 3
    slopes = (cubes[:, :-1] - cubes[:, -1:]) / (knots[-1] - knots[:-1])
    return np.column_stack([np.ones_like(x), x, slopes[:, :-1] - slopes[:, -1:]])
    # --8<-- [end:spline]


# --8<-- [start:fm]
def factorisation_machine(X: Array, w0: float, w: Array, V: Array) -> Array:
    """Return w0 + Xw + Σ_{i<j} <V_i, V_j> x_i x_j in time O(n p k) instead of O(n p² k).

    Uses Σ_{i<j} <V_i, V_j> x_i x_j = ½ Σ_f [(Σ_i V_if x_i)² - Σ_i V_if² x_i²]. Rendle (2010), ICDM.

    Args:
        X: Features, shape (n, p).
        w0: Intercept.
        w: Linear weights, shape (p,).
        V: One k-vector for each feature, shape (p, k).

    Returns:
        Scores, shape (n,).
    """
    pairs: Array = 0.5 * ((X @ V) ** 2 - X**2 @ V**2).sum(axis=1)
    return w0 + X @ w + pairs
    # --8<-- [end:fm]
