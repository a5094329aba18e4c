"""Finite Markov chains: stationary distribution, absorption, paths."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def _validate(P: Floats) -> None:
    if P.ndim != 2 or P.shape[0] != P.shape[1]:
        raise ValueError("P must be square")
    if np.any(P < 0) or np.abs(P.sum(axis=1) - 1).max() > 1e-9:
        raise ValueError("rows of P must be distributions")


# --8<-- [start:stationary]
def stationary(P: Floats) -> Floats:
    """Return the distribution π with πP = π, shape (k,), by one linear solve.

    The k equations π(I - P) = 0 always hold one too many, so the last is exchanged for Σπ = 1.
    Works for periodic chains too, where powers of P do not converge. O(k³) time, O(k²) memory.

    Args:
        P: Transition matrix, shape (k, k); row i is the distribution of the next state from i.

    Raises:
        ValueError: If P isn't a transition matrix, or the stationary distribution isn't unique.
    """
    _validate(P)
    k = len(P)
    A = (np.eye(k) - P).T
    if np.linalg.matrix_rank(A) < k - 1:
        raise ValueError("several closed classes: the stationary distribution isn't unique")
    A[-1] = 1.0
    b = np.zeros(k)
    b[-1] = 1.0
    pi = np.linalg.solve(A, b)
    return np.asarray(np.clip(pi, 0.0, None) / np.clip(pi, 0.0, None).sum())


# --8<-- [end:stationary]


# --8<-- [start:absorption]
def absorption(P: Floats, absorbing: list[int]) -> tuple[Floats, Floats]:
    """Return where and when a chain ends.

    First-step analysis in matrices: with Q the moves among the other states and R those into the
    absorbing ones, B = QB + R and t = Qt + 1. O(k³).

    Args:
        P: Transition matrix, shape (k, k).
        absorbing: The states at which to stop, at least one of which is reached from everywhere.

    Returns:
        B, shape (k - a, a): the chance of ending in each absorbing state, by start; and t, shape
        (k - a,): the expected number of steps. Rows follow the order of the other states.
    """
    _validate(P)
    others = [i for i in range(len(P)) if i not in absorbing]
    I_minus_Q = np.eye(len(others)) - P[np.ix_(others, others)]
    B = np.linalg.solve(I_minus_Q, P[np.ix_(others, absorbing)])
    t = np.linalg.solve(I_minus_Q, np.ones(len(others)))
    return np.asarray(B, dtype=np.float64), np.asarray(t, dtype=np.float64)


# --8<-- [end:absorption]


def simulate_path(P: Floats, start: int, steps: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return a path of ``steps`` moves, shape (steps + 1,), by inverse transform. O(steps · log k)."""
    _validate(P)
    cumulative = np.cumsum(P, axis=1)
    cumulative[:, -1] = 1.0
    path = np.empty(steps + 1, dtype=np.int64)
    path[0] = start
    for i, u in enumerate(rng.random(steps)):
        path[i + 1] = np.searchsorted(cumulative[path[i]], u, side="right")
    return path
