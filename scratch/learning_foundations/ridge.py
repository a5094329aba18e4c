"""Ridge regression in closed form, with the intercept left out of the penalty."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


# --8<-- [start:path]
def ridge_path(X: Array, y: Array, lams: Array) -> tuple[Array, Array]:
    """Solve min over (w, b) of ½‖y − Xw − b‖² + ½λ‖w‖² for every λ with one SVD.

    In the basis of the right singular vectors each coefficient of the least-squares solution is
    multiplied by d²/(d² + λ). λ equals `alpha` of scikit-learn's `Ridge`.

    Args:
        X: Inputs, shape (n, p); any n and p.
        y: Targets, shape (n,).
        lams: Penalties, shape (k,), all positive.

    Returns:
        Weights, shape (k, p), and intercepts, shape (k,). O(np·min(n, p)) for the SVD,
        then O(p·min(n, p)) for each λ.

    Raises:
        ValueError: If a penalty is not positive.

    Source: Hoerl and Kennard (1970); Hastie, Tibshirani and Friedman, ESL, section 3.4.1.
    """
    if np.any(lams <= 0):
        raise ValueError("every penalty must be positive")
    x_mean, y_mean = X.mean(axis=0), y.mean()
    U, d, Vt = np.linalg.svd(X - x_mean, full_matrices=False)
    projected = U.T @ (y - y_mean)
    weights = (d / (d**2 + lams[:, None]) * projected) @ Vt
    return weights, y_mean - weights @ x_mean


# --8<-- [end:path]
# --8<-- [start:fit]
def ridge_fit(X: Array, y: Array, lam: float) -> tuple[Array, float]:
    """Return the weights, shape (p,), and the intercept for one penalty, as `ridge_path`."""
    weights, intercepts = ridge_path(X, y, np.array([lam]))
    return weights[0], float(intercepts[0])


# --8<-- [end:fit]
# --8<-- [start:degrees]
def effective_degrees_of_freedom(X: Array, lam: float) -> float:
    """Return Σ d²/(d² + λ) over the singular values of the centred inputs, shape (n, p).

    It falls from rank(X) at λ = 0 to 0; the intercept adds one and is not counted.
    """
    d = np.linalg.svd(X - X.mean(axis=0), compute_uv=False)
    return float(np.sum(d**2 / (d**2 + lam)))


# --8<-- [end:degrees]
