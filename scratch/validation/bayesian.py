"""A tiny Bayesian optimiser: Gaussian-process surrogate and expected improvement."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
erf = np.vectorize(math.erf, otypes=[float])


# --8<-- [start:gp]
def rbf(A: Floats, B: Floats, length: float) -> Floats:
    """Return exp(-‖a - b‖²/(2 length²)) for rows of A, shape (n, d), and B, shape (m, d): shape (n, m)."""
    squared = ((A[:, None, :] - B[None, :, :]) ** 2).sum(axis=2)
    kernel: Floats = np.exp(-squared / (2 * length**2))
    return kernel


def gp_posterior(X: Floats, y: Floats, grid: Floats, length: float, noise: float) -> tuple[Floats, Floats]:
    """Return posterior mean and standard deviation at the grid points, each of shape (m,).

    Args:
        X: Points tried, shape (n, d).
        y: Losses measured there, shape (n,).
        grid: Points to predict, shape (m, d).
        length: Length scale of the kernel.
        noise: Noise variance as a share of the prior variance, which is that of ``y``.

    O(n³ + n² m) time. Source: Rasmussen and Williams (2006), algorithm 2.1.
    """
    centre, scale = y.mean(), y.std() or 1.0
    L = np.linalg.cholesky(rbf(X, X, length) + noise * np.eye(len(X)))
    alpha = np.linalg.solve(L.T, np.linalg.solve(L, (y - centre) / scale))
    cross = rbf(X, grid, length)
    v = np.linalg.solve(L, cross)
    variance = np.maximum(1.0 - (v**2).sum(axis=0), 1e-12)
    return centre + scale * (cross.T @ alpha), scale * np.sqrt(variance)


# --8<-- [end:gp]
# --8<-- [start:ei]
def expected_improvement(mean: Floats, sd: Floats, best: float) -> Floats:
    """Return E[max(best - Z, 0)] for Z ~ N(mean, sd²), the loss being minimised; shape (m,)."""
    z = (best - mean) / sd
    below = (1 + erf(z / np.sqrt(2))) / 2
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    improvement: Floats = (best - mean) * below + sd * density
    return improvement


def minimise(
    loss: Callable[[Floats], float],
    candidates: Floats,
    n_start: int,
    n_trials: int,
    rng: np.random.Generator,
    length: float = 0.2,
    noise: float = 1e-4,
) -> tuple[Floats, Floats]:
    """Return the points tried, shape (n_trials, d), and their losses, shape (n_trials,).

    ``n_start`` random candidates, then always the untried candidate of greatest expected improvement.
    Candidates are scaled to the unit cube by the caller (learning rates on a log scale).
    """
    tried = list(rng.choice(len(candidates), n_start, replace=False))
    losses = [loss(candidates[i]) for i in tried]
    while len(tried) < n_trials:
        mean, sd = gp_posterior(candidates[tried], np.array(losses), candidates, length, noise)
        gain = expected_improvement(mean, sd, min(losses))
        gain[tried] = -1.0
        tried.append(int(np.argmax(gain)))
        losses.append(loss(candidates[tried[-1]]))
    return candidates[tried], np.array(losses)


# --8<-- [end:ei]
