"""Poisson and negative-binomial regression with a log link, by iteratively reweighted least squares."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


# --8<-- [start:fit]
def fit_counts(
    X: Array, y: Array, exposure: Array | None = None, alpha: float = 0.0, tol: float = 1e-10
) -> tuple[Array, Array]:
    """Fit E[y] = exposure * exp(Xw) with Var[y] = μ + alpha μ² by Fisher scoring (IRLS).

    alpha = 0 is Poisson; alpha > 0 is the negative binomial (NB2) with that dispersion held fixed.
    Each of the usual 5 to 10 steps is a weighted least-squares fit, O(n p² + p³).
    McCullagh and Nelder (1989), section 2.5.

    Args:
        X: Design matrix with its column of ones, shape (n, p).
        y: Counts, shape (n,).
        exposure: Time or size over which each row was counted, shape (n,); ones by default.
        alpha: Dispersion, at least 0.
        tol: Stop when no weight moves by more.

    Returns:
        Weights and their model-based standard errors, each of shape (p,).

    Raises:
        ValueError: If a count is negative or the steps do not converge.
    """
    if (y < 0).any():
        raise ValueError("counts cannot be negative")
    offset = np.zeros(len(y)) if exposure is None else np.log(exposure)
    w = np.linalg.lstsq(X, np.log(y + 0.5) - offset, rcond=None)[0]
    for _ in range(100):
        mu = np.exp(X @ w + offset)
        weight = mu / (1 + alpha * mu)
        information = (X * weight[:, None]).T @ X
        step = np.linalg.solve(information, X.T @ (weight * (y - mu) / mu))
        w = w + step
        if np.abs(step).max() < tol:
            return w, np.sqrt(np.diag(np.linalg.inv(information)))
    raise ValueError("Fisher scoring did not converge")
    # --8<-- [end:fit]


# --8<-- [start:dispersion]
def pearson_dispersion(y: Array, mu: Array, n_weights: int) -> float:
    """Return Σ (y - μ)²/μ divided by n - p: about 1 for Poisson counts, above 1 when over-dispersed.

    Its square root is the factor by which quasi-Poisson widens the Poisson standard errors.
    """
    return float(((y - mu) ** 2 / mu).sum() / (len(y) - n_weights))


def moment_alpha(y: Array, mu: Array, n_weights: int) -> float:
    """Return the NB2 dispersion at which Σ (y - μ)²/(μ + alpha μ²) equals n - p; 0 if none is needed.

    The sum falls as alpha grows, so bisection finds it. Breslow (1984), Applied Statistics 33(1).
    """
    low, high = 0.0, 100.0
    for _ in range(60):
        alpha = (low + high) / 2
        if ((y - mu) ** 2 / (mu + alpha * mu**2)).sum() > len(y) - n_weights:
            low = alpha
        else:
            high = alpha
    return low
    # --8<-- [end:dispersion]
