"""Softmax (multinomial logistic) regression: stable loss, gradient and a gradient-descent fit."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


# --8<-- [start:loss]
def log_softmax(Z: Array) -> Array:
    """Return the log-probabilities of logits Z, shape (n, k), row by row.

    Subtracting the row maximum changes nothing, because softmax ignores a
    shift, and keeps exp finite.
    """
    Z = Z - Z.max(axis=1, keepdims=True)
    log_p: Array = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
    return log_p


def loss_and_gradient(
    W: Array,
    X: Array,
    labels: NDArray[np.int64],
    lam: float = 0.0,
) -> tuple[float, Array]:
    """Return mean cross-entropy + (lam/2) ||W||² and its gradient.

    The gradient is Xᵀ(P - Y) / n + lam W, with one-hot labels Y.

    Args:
        W: Weights, shape (p, k).
        X: Design matrix, shape (n, p).
        labels: Class of each row in 0..k-1, shape (n,).
        lam: Penalty strength.

    Returns:
        The loss and its gradient, shape (p, k).
    """
    n = len(labels)
    log_p = log_softmax(X @ W)
    picked = (np.arange(n), labels)
    loss = -float(log_p[picked].mean()) + 0.5 * lam * float((W**2).sum())
    delta = np.exp(log_p)
    delta[picked] -= 1.0
    return loss, X.T @ delta / n + lam * W
    # --8<-- [end:loss]


# --8<-- [start:fit]
def fit(X: Array, labels: NDArray[np.int64], k: int, lam: float = 0.0, steps: int = 5000) -> Array:
    """Minimise the penalised cross-entropy by gradient descent, every column of X penalised alike.

    The Hessian is at most ||X||² / (2n) + lam, which gives the step. Time O(steps * n p k).

    Args:
        X: Design matrix, shape (n, p).
        labels: Class of each row in 0..k-1, shape (n,).
        k: Number of classes.
        lam: Penalty strength.
        steps: Number of steps.

    Returns:
        Weights, shape (p, k). Without a penalty only differences between columns are determined;
        started at zero the columns always sum to zero.
    """
    W = np.zeros((X.shape[1], k))
    step = 1.0 / (float(np.linalg.norm(X, ord=2) ** 2) / (2 * len(labels)) + lam)
    for _ in range(steps):
        W -= step * loss_and_gradient(W, X, labels, lam)[1]
    return W
    # --8<-- [end:fit]
