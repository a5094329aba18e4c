"""Draw from a distribution when all you have is uniform random numbers."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


# --8<-- [start:inverse]
def inverse_transform(quantile: Callable[[Floats], Floats], size: int, rng: np.random.Generator) -> Floats:
    """Return ``size`` draws of the distribution whose quantile function (inverse CDF) is given.

    P(F⁻¹(U) <= x) = P(U <= F(x)) = F(x). One uniform a draw, O(size) time and memory.

    Raises:
        ValueError: If size is negative.
    """
    if size < 0:
        raise ValueError("size must not be negative")
    return np.asarray(quantile(rng.random(size)), dtype=np.float64)


def exponential(rate: float, size: int, rng: np.random.Generator) -> Floats:
    """Return exponential waiting times with mean 1 / rate."""
    return inverse_transform(lambda u: -np.log1p(-u) / rate, size, rng)  # log1p: u may be 0, never 1


# --8<-- [end:inverse]


def categorical(p: Floats, size: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return draws of 0 … k - 1 with probabilities ``p``, shape (k,): the inverse transform of steps.

    O(k + size · log k).

    Raises:
        ValueError: If p is negative somewhere or does not add up to 1.
    """
    if np.any(p < 0) or abs(float(p.sum()) - 1) > 1e-9:
        raise ValueError("p must be non-negative and add up to 1")
    steps = np.cumsum(p)
    steps[-1] = 1.0  # rounding must not leave a gap below 1
    return np.searchsorted(steps, rng.random(size), side="right").astype(np.int64)


# --8<-- [start:rejection]
def rejection(
    density: Callable[[Floats], Floats],
    propose: Callable[[int], Floats],
    proposal_density: Callable[[Floats], Floats],
    bound: float,
    size: int,
    rng: np.random.Generator,
) -> tuple[Floats, float]:
    """Draw from an unnormalised ``density`` by accepting proposals with f(x) / (bound · g(x)).

    Args:
        density: f, up to a constant factor.
        propose: Returns n draws of g.
        proposal_density: g, normalised.
        bound: M with f <= M · g everywhere.
        size: Number of draws wanted, at least 1.
        rng: Source of the accepting uniforms.

    Returns:
        The draws, shape (size,), and the share of proposals accepted, on average (∫f) / M.

    Raises:
        ValueError: If a proposal shows f > M · g: the bound was wrong, and so would be the draws.
    """
    kept: list[Floats] = []
    n_kept = tried = 0
    while n_kept < size:
        x = propose(max(64, size))
        ratio = density(x) / (bound * proposal_density(x))
        if np.any(ratio > 1 + 1e-12):
            raise ValueError("the bound is too small: density > bound · proposal somewhere")
        kept.append(x[rng.random(len(x)) < ratio])
        n_kept, tried = n_kept + len(kept[-1]), tried + len(x)
    return np.concatenate(kept)[:size], n_kept / tried


# --8<-- [end:rejection]
