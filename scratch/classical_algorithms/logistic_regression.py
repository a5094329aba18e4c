"""Logistic regression: a loss that cannot overflow, its gradient, gradient descent and Newton (IRLS)."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


# --8<-- [start:loss]
def sigmoid(z: Array) -> Array:
    """Return 1 / (1 + exp(-z)) without overflow for any finite z, same shape."""
    return np.exp(-np.logaddexp(0.0, -z))


def log_loss(w: Array, X: Array, y: Array) -> float:
    """Return the mean negative log-likelihood, computed from the logits.

    Per row -y log p - (1 - y) log(1 - p) equals log(1 + exp(z)) - y z, which
    stays finite where log(sigmoid(z)) would be log 0.

    Args:
        w: Weights, shape (p,).
        X: Design matrix, shape (n, p).
        y: Labels in {0, 1}, shape (n,).
    """
    z = X @ w
    return float(np.mean(np.logaddexp(0.0, z) - y * z))


def gradient(w: Array, X: Array, y: Array) -> Array:
    """Return the gradient of `log_loss`, Xᵀ(σ(Xw) - y) / n, shape (p,)."""
    return X.T @ (sigmoid(X @ w) - y) / len(y)
    # --8<-- [end:loss]


# --8<-- [start:gd]
def fit_gradient_descent(X: Array, y: Array, steps: int = 2000, learning_rate: float | None = None) -> Array:
    """Minimise the log loss by full-batch gradient descent from zero.

    The Hessian XᵀSX / n has S = diag(p(1 - p)) <= 1/4, so 4n / ||X||² is a safe step. Time
    O(steps * n p). On separable data the loss goes to 0 and ||w|| grows without end, like log(steps).

    Args:
        X: Design matrix with its column of ones, shape (n, p).
        y: Labels in {0, 1}, shape (n,).
        steps: Number of steps.
        learning_rate: Step size; by default 4n / ||X||².

    Returns:
        Weights, shape (p,).
    """
    if learning_rate is None:
        learning_rate = 4 * len(y) / float(np.linalg.norm(X, ord=2) ** 2)
    w = np.zeros(X.shape[1])
    for _ in range(steps):
        w -= learning_rate * gradient(w, X, y)
    return w
    # --8<-- [end:gd]


# --8<-- [start:newton]
def fit_newton(
    X: Array,
    y: Array,
    lam: float = 0.0,
    tol: float = 1e-8,
    max_steps: int = 25,
) -> Array:
    """Minimise sum(log loss) + (lam/2) ||w[1:]||² by Newton's method (IRLS).

    Scikit-learn's `C` is 1 / lam. Each step solves a weighted least-squares
    problem and is halved until the loss falls: O(n p² + p³) a step, usually 5
    to 8 steps. McCullagh and Nelder (1989), section 2.5.

    Args:
        X: Design matrix, shape (n, p); its first column is the ones and is
            not penalised.
        y: Labels in {0, 1}, shape (n,).
        lam: Penalty strength, at least 0.
        tol: Stop when no weight would move by more, relative to the largest.
        max_steps: Give up after this many steps.

    Returns:
        Weights, shape (p,).

    Raises:
        ValueError: If the weights never stop growing, as on separable data
            with lam = 0.
    """
    ridge: Array = np.full(X.shape[1], lam)
    ridge[0] = 0.0

    def objective(w: Array) -> float:
        penalty = 0.5 * float(np.sum(ridge * w**2))
        return len(y) * log_loss(w, X, y) + penalty

    w = np.zeros(X.shape[1])
    for _ in range(max_steps):
        p = sigmoid(X @ w)
        hessian = (X * (p * (1 - p))[:, None]).T @ X + np.diag(ridge)
        step = np.linalg.solve(hessian, X.T @ (p - y) + ridge * w)
        if np.abs(step).max() < tol * (1 + np.abs(w).max()):
            return w - step
        while objective(w - step) > objective(w) * (1 + 1e-12):
            step /= 2
        w = w - step
    raise ValueError("no finite estimate: are the classes separable?")
    # --8<-- [end:newton]
