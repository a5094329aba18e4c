"""Linear classifiers that learn from one row at a time: perceptron and passive-aggressive."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


# --8<-- [start:perceptron]
def perceptron(X: Array, y: Array, max_epochs: int = 1000) -> tuple[Array, int]:
    """Run Rosenblatt's rule until an epoch passes without a mistake: w += y x on each mistake.

    When some unit vector separates the rows with margin γ and no row is longer than R, it makes at most
    (R/γ)² mistakes; otherwise it never settles. Rosenblatt (1958); bound: Novikoff (1962).

    Args:
        X: Rows with a column of ones, shape (n, p).
        y: Labels in {-1, +1}, shape (n,).
        max_epochs: Passes over the data at most.

    Returns:
        Weights, shape (p,), and the number of mistakes made on the way.
    """
    w = np.zeros(X.shape[1])
    mistakes = 0
    for _ in range(max_epochs):
        before = mistakes
        for row, label in zip(X, y, strict=True):
            if label * (row @ w) <= 0:
                w += label * row
                mistakes += 1
        if mistakes == before:
            break
    return w, mistakes
    # --8<-- [end:perceptron]


# --8<-- [start:pa]
def passive_aggressive_step(w: Array, row: Array, label: float, C: float) -> Array:
    """Return w after one PA-I update, shape (p,).

    Passive when the margin is at least 1; otherwise the smallest move that reaches margin 1, capped:
    τ = min(C, loss / ||x||²). Crammer et al. (2006), JMLR 7.
    """
    loss = max(0.0, 1.0 - label * float(row @ w))
    tau = min(C, loss / float(row @ row))
    return w + tau * label * row
    # --8<-- [end:pa]
