# ---
# title: Stationary distribution of a Markov chain
# level: intermediate
# minutes: 20
# frequency: low
# chapter: mathematics/probability
# questions: [churn-chain-stationary]
# reviewed: 2026-11-30
# ---

# %% statement
# Write `stationary(P)`: the distribution that one step of the chain leaves unchanged.
#
# - `P` has shape `(k, k)`, k ≥ 1; `P[i, j]` is the probability of going from i to j, so each *row* adds up
#   to 1.
# - Return π, a float array of shape `(k,)` with πP = π, entries that add up to 1 and none below −1e-9.
# - The chain has exactly one stationary distribution. It may be periodic (it may alternate between two
#   groups of states), may mix very slowly (a chance of 10⁻⁶ a step to change group), and may have states
#   that are left for ever.
# - If P isn't square, has a negative entry, or a row that doesn't add up to 1 within 1e-9, raise
#   `ValueError`.
# - Do not change the array you are given.

# %% starter
import numpy as np


def stationary(P: np.ndarray) -> np.ndarray:
    """Return the stationary distribution, shape (k,)."""
    raise NotImplementedError


# %% hint
# πP = π are k linear equations, but one of them follows from the others, because the rows of P add up to 1.
# Which condition is missing?

# %% hint
# Write (I − P)ᵀ πᵀ = 0 and exchange one of its rows for the sum of π being 1. Any row will do. Iterating P
# instead fails for periodic and slow chains.

# %% hint
# `A = (np.eye(k) - P).T; A[-1] = 1; b = np.zeros(k); b[-1] = 1; np.linalg.solve(A, b)`.

# %% solution
import numpy as np


def stationary(P: np.ndarray) -> np.ndarray:
    """Return the stationary distribution, shape (k,)."""
    P = np.asarray(P, dtype=float)
    if P.ndim != 2 or P.shape[0] != P.shape[1]:
        raise ValueError("P must be square")
    if (P < 0).any() or np.abs(P.sum(axis=1) - 1).max() > 1e-9:
        raise ValueError("rows of P must be distributions")
    k = len(P)
    A = (np.eye(k) - P).T
    A[-1] = 1.0
    b = np.zeros(k)
    b[-1] = 1.0
    return np.linalg.solve(A, b)


# %% complexity
# O(k³) time for the solve and O(k²) memory. For a sparse chain with millions of states (PageRank) one
# iterates π ← πP instead, O(non-zeros) a step, and the second-largest eigenvalue decides how many.

# %% follow-ups
# - **When does πP^t converge from every start?** If the chain is also aperiodic. The alternation between two
#   states has π = (½, ½) and never settles.
# - **Why is the stationary distribution of a random walk on an undirected graph proportional to degree?**
#   With π_i = d_i / 2m the flow over each edge, π_i · 1/d_i = 1/2m, is the same in both directions:
#   detailed balance.
# - **What happens with two closed classes?** Then every mixture of their stationary distributions is
#   stationary; the linear system is singular and the long run depends on the start.

# %% tests
import numpy as np


def _chain(k: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).dirichlet(np.full(k, 0.4), size=k)


def test_two_states_by_hand() -> None:
    """Leaving with a = 0.3 and b = 0.1 gives (b, a) / (a + b) = (0.25, 0.75)."""
    np.testing.assert_allclose(stationary(np.array([[0.7, 0.3], [0.1, 0.9]])), [0.25, 0.75], atol=1e-9)


def test_random_chains_are_left_unchanged() -> None:
    """The result must add up to 1, be non-negative, and satisfy πP = π."""
    for k in (2, 3, 10, 40):
        P = _chain(k, k)
        pi = stationary(P)
        assert pi.shape == (k,)
        assert abs(pi.sum() - 1) < 1e-9
        assert pi.min() > -1e-9
        np.testing.assert_allclose(pi @ P, pi, atol=1e-9)


def test_long_run_visits() -> None:
    """The result must be what a high power of P shows for a chain that mixes."""
    P = _chain(6, 9)
    np.testing.assert_allclose(stationary(P), np.linalg.matrix_power(P, 4000)[2], atol=1e-8)


def test_periodic_chain() -> None:
    """A walk on a star alternates between centre and leaves: half of the time in the centre."""
    P = np.array([[0, 0.5, 0.3, 0.2], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
    np.testing.assert_allclose(stationary(P), [0.5, 0.25, 0.15, 0.1], atol=1e-9)


def test_slow_chain() -> None:
    """Groups that are left with 1e-6 and 3e-6 a step have shares 3/4 and 1/4."""
    e = 1e-6
    P = np.array([[0.5 - e, 0.5, e, 0], [0.5, 0.5, 0, 0], [3 * e, 0, 0.5 - 3 * e, 0.5], [0, 0, 0.5, 0.5]])
    np.testing.assert_allclose(stationary(P), [0.375, 0.375, 0.125, 0.125], rtol=1e-5)


def test_states_that_are_left_for_ever() -> None:
    """A transient state has probability 0, an absorbing one reached by all has 1."""
    P = np.array([[0.2, 0.8, 0.0], [0.0, 0.5, 0.5], [0.0, 0.4, 0.6]])
    np.testing.assert_allclose(stationary(P), [0, 4 / 9, 5 / 9], atol=1e-9)
    np.testing.assert_allclose(stationary(np.array([[0.5, 0.5], [0.0, 1.0]])), [0, 1], atol=1e-9)


def test_one_state() -> None:
    """A single state has probability 1."""
    np.testing.assert_allclose(stationary(np.array([[1.0]])), [1.0])


def test_bad_matrices_raise() -> None:
    """Not square, negative, or rows that do not add up to 1 must raise ValueError."""
    for P in (
        np.full((2, 3), 1 / 3),
        np.array([[1.2, -0.2], [0.5, 0.5]]),
        np.array([[0.5, 0.4], [0.5, 0.5]]),
        np.array([[0.7, 0.1], [0.3, 0.9]]),
    ):
        try:
            stationary(P)
        except ValueError:
            continue
        raise AssertionError(f"no ValueError for {P.tolist()}")


def test_input_is_left_alone() -> None:
    """The matrix must be as it was."""
    P = _chain(5, 1)
    before = P.copy()
    stationary(P)
    np.testing.assert_array_equal(P, before)


# %% mutant: iterates P a thousand times
import numpy as np


def stationary(P: np.ndarray) -> np.ndarray:
    """Return the stationary distribution, shape (k,)."""
    P = np.asarray(P, dtype=float)
    if P.ndim != 2 or P.shape[0] != P.shape[1]:
        raise ValueError("P must be square")
    if (P < 0).any() or np.abs(P.sum(axis=1) - 1).max() > 1e-9:
        raise ValueError("rows of P must be distributions")
    k = len(P)
    pi = np.full(k, 1 / k)
    for _ in range(1_000):
        pi = pi @ P
    return pi


# %% mutant: takes columns for rows
import numpy as np


def stationary(P: np.ndarray) -> np.ndarray:
    """Return the stationary distribution, shape (k,)."""
    P = np.asarray(P, dtype=float)
    if P.ndim != 2 or P.shape[0] != P.shape[1]:
        raise ValueError("P must be square")
    if (P < 0).any() or np.abs(P.sum(axis=1) - 1).max() > 1e-9:
        raise ValueError("rows of P must be distributions")
    k = len(P)
    A = np.eye(k) - P
    A[-1] = 1.0
    b = np.zeros(k)
    b[-1] = 1.0
    return np.linalg.solve(A, b)


# %% mutant: forgets to normalise the eigenvector
import numpy as np


def stationary(P: np.ndarray) -> np.ndarray:
    """Return the stationary distribution, shape (k,)."""
    P = np.asarray(P, dtype=float)
    if P.ndim != 2 or P.shape[0] != P.shape[1]:
        raise ValueError("P must be square")
    if (P < 0).any() or np.abs(P.sum(axis=1) - 1).max() > 1e-9:
        raise ValueError("rows of P must be distributions")
    values, vectors = np.linalg.eig(P.T)
    return np.abs(np.real(vectors[:, np.argmin(np.abs(values - 1))]))


# %% mutant: takes the first eigenvector
import numpy as np


def stationary(P: np.ndarray) -> np.ndarray:
    """Return the stationary distribution, shape (k,)."""
    P = np.asarray(P, dtype=float)
    if P.ndim != 2 or P.shape[0] != P.shape[1]:
        raise ValueError("P must be square")
    if (P < 0).any() or np.abs(P.sum(axis=1) - 1).max() > 1e-9:
        raise ValueError("rows of P must be distributions")
    _, vectors = np.linalg.eig(P.T)
    v = np.abs(np.real(vectors[:, 0]))
    return v / v.sum()


# %% mutant: takes the most negative eigenvalue
import numpy as np


def stationary(P: np.ndarray) -> np.ndarray:
    """Return the stationary distribution, shape (k,)."""
    P = np.asarray(P, dtype=float)
    if P.ndim != 2 or P.shape[0] != P.shape[1]:
        raise ValueError("P must be square")
    if (P < 0).any() or np.abs(P.sum(axis=1) - 1).max() > 1e-9:
        raise ValueError("rows of P must be distributions")
    values, vectors = np.linalg.eig(P.T)
    v = np.abs(np.real(vectors[:, np.argmin(values.real)]))
    return v / v.sum()


# %% mutant: answers the uniform distribution
import numpy as np


def stationary(P: np.ndarray) -> np.ndarray:
    """Return the stationary distribution, shape (k,)."""
    P = np.asarray(P, dtype=float)
    if P.ndim != 2 or P.shape[0] != P.shape[1]:
        raise ValueError("P must be square")
    if (P < 0).any() or np.abs(P.sum(axis=1) - 1).max() > 1e-9:
        raise ValueError("rows of P must be distributions")
    k = len(P)
    return np.full(k, 1 / k)


# %% mutant: averages the rows, one step from a uniform start
import numpy as np


def stationary(P: np.ndarray) -> np.ndarray:
    """Return the stationary distribution, shape (k,)."""
    P = np.asarray(P, dtype=float)
    if P.ndim != 2 or P.shape[0] != P.shape[1]:
        raise ValueError("P must be square")
    if (P < 0).any() or np.abs(P.sum(axis=1) - 1).max() > 1e-9:
        raise ValueError("rows of P must be distributions")
    return P.mean(axis=0)


# %% mutant: accepts any matrix
import numpy as np


def stationary(P: np.ndarray) -> np.ndarray:
    """Return the stationary distribution, shape (k,)."""
    k = len(P)
    A = (np.eye(k) - P[:, :k]).T
    A[-1] = 1.0
    b = np.zeros(k)
    b[-1] = 1.0
    return np.linalg.solve(A, b)


# %% mutant: normalises the rows instead of refusing them
import numpy as np


def stationary(P: np.ndarray) -> np.ndarray:
    """Return the stationary distribution, shape (k,)."""
    P = np.asarray(P, dtype=float)
    if P.ndim != 2 or P.shape[0] != P.shape[1] or (P < 0).any():
        raise ValueError("P must be square and non-negative")
    P = P / P.sum(axis=1, keepdims=True)
    k = len(P)
    A = (np.eye(k) - P).T
    A[-1] = 1.0
    b = np.zeros(k)
    b[-1] = 1.0
    return np.linalg.solve(A, b)


# %% mutant: works in place
import numpy as np


def stationary(P: np.ndarray) -> np.ndarray:
    """Return the stationary distribution, shape (k,)."""
    if P.ndim != 2 or P.shape[0] != P.shape[1]:
        raise ValueError("P must be square")
    if (P < 0).any() or np.abs(P.sum(axis=1) - 1).max() > 1e-9:
        raise ValueError("rows of P must be distributions")
    k = len(P)
    P -= np.eye(k)
    A = P.T
    A[-1] = 1.0
    b = np.zeros(k)
    b[-1] = 1.0
    return np.linalg.solve(A, b)
