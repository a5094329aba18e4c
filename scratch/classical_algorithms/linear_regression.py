"""Linear regression: a line in plain Python, least squares by QR, and gradient descent."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


# --8<-- [start:line]
def fit_line(
    xs: Sequence[float],
    ys: Sequence[float],
    learning_rate: float = 0.05,
    steps: int = 2000,
) -> tuple[float, float]:
    """Fit y = slope * x + intercept by gradient descent, without NumPy.

    Minimises the mean squared error. Converges if `learning_rate` is below
    2 / L, L being the largest eigenvalue of the Hessian
    (2/n) [[sum x², sum x], [sum x, n]]. Time O(steps * n), memory O(n).

    Args:
        xs: The inputs, length n.
        ys: The targets, length n.
        learning_rate: Step size.
        steps: Number of full-batch steps.

    Returns:
        Slope and intercept.

    Raises:
        ValueError: If the lengths differ or there are no points.
    """
    if len(xs) != len(ys) or not xs:
        raise ValueError("xs and ys need the same length, at least one")
    n = len(xs)
    slope, intercept = 0.0, 0.0
    for _ in range(steps):
        errors = [slope * x + intercept - y for x, y in zip(xs, ys, strict=True)]
        grad_slope = 2 / n * sum(e * x for e, x in zip(errors, xs, strict=True))
        grad_intercept = 2 / n * sum(errors)
        slope -= learning_rate * grad_slope
        intercept -= learning_rate * grad_intercept
    return slope, intercept
    # --8<-- [end:line]


# --8<-- [start:qr]
def least_squares(X: Array, y: Array) -> Array:
    """Minimise ||y - Xw||² through X = QR: w solves Rw = Qᵀy.

    Works with cond(X), where the normal equation XᵀXw = Xᵀy works with
    cond(X)². Time O(n p²), memory O(n p). Golub and Van Loan, Matrix
    Computations (4th ed., 2013), section 5.3.

    Args:
        X: Design matrix with its column of ones, shape (n, p), n >= p.
        y: Targets, shape (n,).

    Returns:
        Weights, shape (p,).

    Raises:
        ValueError: If the columns are linearly dependent, to working precision.
    """
    Q, R = np.linalg.qr(X)
    diagonal = np.abs(np.diag(R))
    smallest = np.finfo(float).eps * max(X.shape) * diagonal.max()
    if X.shape[0] < X.shape[1] or diagonal.min() <= smallest:
        raise ValueError("columns are linearly dependent: the weights are not unique")
    w = np.zeros(X.shape[1])
    z = Q.T @ y
    for j in reversed(range(len(w))):
        w[j] = (z[j] - R[j, j + 1 :] @ w[j + 1 :]) / R[j, j]
    return w
    # --8<-- [end:qr]


# --8<-- [start:gd]
def gradient_descent(X: Array, y: Array, learning_rate: float | None = None, steps: int = 1000) -> Array:
    """Minimise ||y - Xw||² / (2n) by full-batch gradient descent from zero.

    The error shrinks by 1 - 1/cond(XᵀX) a step at the default rate, which is why features are
    standardised first. Time O(steps * n p), memory O(n + p).

    Args:
        X: Design matrix with its column of ones, shape (n, p).
        y: Targets, shape (n,).
        learning_rate: Step size; by default 1/L with L the largest eigenvalue of XᵀX / n.
        steps: Number of steps.

    Returns:
        Weights, shape (p,).
    """
    n, p = X.shape
    if learning_rate is None:
        learning_rate = n / float(np.linalg.norm(X, ord=2) ** 2)
    w = np.zeros(p)
    for _ in range(steps):
        w -= learning_rate * X.T @ (X @ w - y) / n
    return w
    # --8<-- [end:gd]


# --8<-- [start:r2]
def r_squared(y: Array, predicted: Array, n_features: int = 0) -> float:
    """Return R² = 1 - RSS/TSS, adjusted for `n_features` regressors when it is given.

    TSS is taken around the mean of this y. On data the model was not fitted to, R² is negative
    whenever the prediction is worse than that mean.

    Args:
        y: Targets, shape (n,).
        predicted: Predictions, shape (n,).
        n_features: Regressors without the intercept; 0 gives the plain R².

    Returns:
        R², at most 1.

    Raises:
        ValueError: If y is constant or n - n_features - 1 is not positive.
    """
    n = len(y)
    rss = float(((y - predicted) ** 2).sum())
    tss = float(((y - y.mean()) ** 2).sum())
    if tss == 0.0 or n - n_features - 1 <= 0:
        raise ValueError("R² needs a target that varies and more rows than weights")
    return 1.0 - (rss / (n - n_features - 1)) / (tss / (n - 1))
    # --8<-- [end:r2]
