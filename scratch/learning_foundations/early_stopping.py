"""Gradient descent on least squares, and the ridge penalty it resembles when it is stopped."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


# --8<-- [start:path]
def gradient_descent_path(X: Array, y: Array, learning_rate: float, n_steps: int) -> Array:
    """Run gradient descent from zero on ½‖y − Xw‖² and keep every iterate.

    Args:
        X: Inputs, shape (n, p).
        y: Targets, shape (n,).
        learning_rate: Step η; it converges for η < 2/d_max² (d_max the largest singular value).
        n_steps: Number of steps.

    Returns:
        Weights after 0, 1, …, n_steps steps, shape (n_steps + 1, p). O(np) a step.
    """
    path = np.zeros((n_steps + 1, X.shape[1]))
    for step in range(n_steps):
        path[step + 1] = path[step] + learning_rate * (X.T @ (y - X @ path[step]))
    return path


# --8<-- [end:path]
# --8<-- [start:factors]
def descent_factor(d: Array, learning_rate: float, n_steps: int) -> Array:
    """Return 1 − (1 − ηd²)^t: the share of the least-squares coefficient reached along each d."""
    return 1.0 - (1.0 - learning_rate * d**2) ** n_steps


def ridge_factor(d: Array, lam: float) -> Array:
    """Return d²/(d² + λ): the share of the least-squares coefficient that ridge keeps along each d."""
    return d**2 / (d**2 + lam)


# --8<-- [end:factors]
