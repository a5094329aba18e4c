"""Polynomial features and the least-squares fit on them."""

from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


# --8<-- [start:features]
def polynomial_features(X: Array, degree: int) -> Array:
    """Return every monomial of the columns up to a total degree, the constant first.

    There are C(d + degree, degree) of them: 66 for d=10 and degree 2, 286 for degree 3.

    Args:
        X: Inputs, shape (n, d).
        degree: Highest total degree, 0 or more.

    Returns:
        Shape (n, C(d + degree, degree)), in scikit-learn's order (by degree, then lexicographic).

    Raises:
        ValueError: If the degree is negative.
    """
    if degree < 0:
        raise ValueError(f"degree must not be negative, got {degree}")
    columns = [
        X[:, list(chosen)].prod(axis=1)
        for total in range(degree + 1)
        for chosen in combinations_with_replacement(range(X.shape[1]), total)
    ]
    return np.stack(columns, axis=1)


# --8<-- [end:features]
# --8<-- [start:fit]
def polynomial_fit_predict(x: Array, y: Array, x_test: Array, degree: int) -> Array:
    """Fit a polynomial of one variable by least squares and predict.

    Args:
        x: Training inputs, shape (n,).
        y: Training targets, shape (n,).
        x_test: Test inputs, shape (m,).
        degree: Degree of the polynomial; with degree + 1 > n the minimum-norm fit is taken.

    Returns:
        Predictions, shape (m,). O(n p²) time for p = degree + 1.
    """
    design = polynomial_features(x[:, None], degree)
    weights = np.linalg.lstsq(design, y, rcond=None)[0]
    predictions: Array = polynomial_features(x_test[:, None], degree) @ weights
    return predictions


# --8<-- [end:fit]
