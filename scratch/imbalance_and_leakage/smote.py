"""Synthetic minority rows, and what interpolation does to their spread."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


# --8<-- [start:smote]
def smote(X_minority: Array, n_new: int, k: int, rng: np.random.Generator) -> Array:
    """Return synthetic minority rows on segments between a row and one of its k nearest minority rows.

    Args:
        X_minority: Minority rows of the *training* part, on comparable scales, shape (n, d).
        n_new: Synthetic rows wanted.
        k: Neighbours to choose from, 1 <= k < n.
        rng: Source of randomness.

    Returns:
        Synthetic rows, shape (n_new, d). O(n² d) time, O(n² + n_new d) memory.

    Raises:
        ValueError: If k does not lie in [1, n - 1].

    Source: Chawla, Bowyer, Hall and Kegelmeyer (2002).
    """
    n = len(X_minority)
    if not 1 <= k < n:
        raise ValueError("k must lie between 1 and the number of minority rows minus 1")
    squares = (X_minority**2).sum(axis=1)
    distance = squares[:, None] - 2.0 * X_minority @ X_minority.T + squares
    np.fill_diagonal(distance, np.inf)
    neighbours = np.argpartition(distance, k - 1, axis=1)[:, :k]
    start = rng.integers(0, n, n_new)
    end = neighbours[start, rng.integers(0, k, n_new)]
    u = rng.random((n_new, 1))
    synthetic: Array = X_minority[start] + u * (X_minority[end] - X_minority[start])
    return synthetic


# --8<-- [end:smote]
# --8<-- [start:contraction]
def interpolation_variance(n: int) -> float:
    """Return the variance of a synthetic row over that of the n real rows if the partner is drawn at random.

    With x and z two different rows of the sample, Var((1 - u)x + uz) = (2/3)σ² + (1/3)Cov(x, z) and
    Cov(x, z) = -σ²/(n - 1). Nearest neighbours are more alike, so SMOTE in few dimensions lies above this.
    """
    return 2.0 / 3.0 - 1.0 / (3.0 * (n - 1))


# --8<-- [end:contraction]
