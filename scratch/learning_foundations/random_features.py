"""Random-feature regression, the smallest model that shows double descent."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


# --8<-- [start:features]
def relu_features(X: Array, directions: Array) -> Array:
    """Return the hidden layer of a two-layer network with frozen first-layer weights.

    Args:
        X: Inputs, shape (n, d).
        directions: Random first-layer weights, shape (d, p).

    Returns:
        max(X·directions, 0)/√p, shape (n, p); the scale keeps the kernel fixed as p grows.
    """
    hidden: Array = np.maximum(X @ directions, 0.0) / np.sqrt(directions.shape[1])
    return hidden


# --8<-- [end:features]
# --8<-- [start:fit]
def min_norm_fit(features: Array, y: Array, lam: float = 0.0) -> Array:
    """Return the least-squares weights of smallest norm (λ = 0) or the ridge weights (λ > 0).

    For λ = 0 this is what gradient descent from zero converges to, for p < n and for p > n.

    Args:
        features: Shape (n, p).
        y: Targets, shape (n,).
        lam: Penalty λ in ‖y − Φw‖² + λ‖w‖².

    Returns:
        Weights, shape (p,). O(np·min(n, p)).
    """
    U, d, Vt = np.linalg.svd(features, full_matrices=False)
    kept = d > d[0] * max(features.shape) * np.finfo(np.float64).eps
    gain = np.zeros_like(d)
    gain[kept] = d[kept] / (d[kept] ** 2 + lam)
    weights: Array = Vt.T @ (gain * (U.T @ y))
    return weights


# --8<-- [end:fit]
