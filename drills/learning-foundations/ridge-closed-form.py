# ---
# title: Ridge regression in closed form
# level: intermediate
# minutes: 15
# frequency: high
# chapter: foundations/generalisation
# questions: [ridge-closed-form, ridge-lasso-priors]
# reviewed: 2026-11-20
# ---

# %% statement
# Write `ridge(X, y, lam)` that returns the weights and the intercept minimising
#
# $$\lVert y - Xw - b\mathbf 1\rVert^2 + \lambda\lVert w\rVert^2 .$$
#
# **Contract.** `X` has shape `(n, p)` with any `n` and `p`, `y` has shape `(n,)`, `lam` is a positive float.
# Return `(w, b)` with `w` of shape `(p,)` and `b` a float. The intercept is *not* penalised. Do not change
# the inputs. `p` may be far larger than `n` (20 rows, 3,000 columns), or `n` than `p`: build no square matrix
# of the larger size then.

# %% starter
import numpy as np


def ridge(X: np.ndarray, y: np.ndarray, lam: float) -> tuple[np.ndarray, float]:
    """Return the weights, shape (p,), and the unpenalised intercept."""
    raise NotImplementedError


# %% hint
# What is the best `b` for a given `w`? Set the derivative in `b` to zero and substitute it: the intercept
# disappears if you centre the columns of `X` and `y`.

# %% hint
# On centred data the gradient gives $(X^\top X + \lambda I)w = X^\top y$. Solve the system, don't invert. The
# intercept is $\bar y - \bar x^\top w$.

# %% hint
# For $p > n$ use $w = X^\top(XX^\top + \lambda I)^{-1}y$ on the centred data: the matrix is only `(n, n)`.

# %% solution
import numpy as np


def ridge(X: np.ndarray, y: np.ndarray, lam: float) -> tuple[np.ndarray, float]:
    x_mean, y_mean = X.mean(axis=0), y.mean()
    Xc, yc = X - x_mean, y - y_mean
    n, p = X.shape
    if p <= n:
        w = np.linalg.solve(Xc.T @ Xc + lam * np.eye(p), Xc.T @ yc)
    else:
        w = Xc.T @ np.linalg.solve(Xc @ Xc.T + lam * np.eye(n), yc)
    return w, float(y_mean - x_mean @ w)


# %% complexity
# Primal: O(np²) to form the matrix and O(p³) to solve, O(p²) memory. Dual: O(n²p + n³) and O(n²). Choosing
# the smaller
# side makes it O(np·min(n, p)). For many penalties on the same data, one SVD costs the same once and then
# O(p·min(n, p)) each.

# %% follow-ups
# - **Why is the system always solvable?** The eigenvalues of $X^\top X$ are non-negative, so all of $X^\top
# X + \lambda I$ are at least $\lambda > 0$.
# - **What does scikit-learn's `Ridge(alpha)` penalise?** Exactly this: `alpha` is $\lambda$ on the summed
# squared loss. `Lasso(alpha)` divides the loss by $2n$.
# - **How would you get leave-one-out errors without refitting?** $e_i/(1 - h_i)$ with $h_i$ the diagonal of
# the ridge hat matrix, plus $1/n$ for the intercept.

# %% tests
import numpy as np


def _data(n, p, seed):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) + 2.0
    return X, rng.normal(size=n) + 10.0


def test_gradient_is_zero_at_the_solution() -> None:
    """At the minimum, X'(residual) = lam * w and the residuals sum to zero."""
    for n, p, lam in ((40, 6, 0.3), (40, 6, 25.0), (9, 9, 0.7), (12, 30, 2.0)):
        X, y = _data(n, p, n + p)
        w, b = ridge(X, y, lam)
        residual = y - X @ w - b
        np.testing.assert_allclose(X.T @ residual, lam * w, rtol=1e-7, atol=1e-7)
        assert abs(residual.sum()) < 1e-7


def test_shifting_the_target_shifts_only_the_intercept() -> None:
    """Adding 100 to every y must leave w unchanged and add 100 to b."""
    X, y = _data(30, 4, 1)
    w, b = ridge(X, y, 5.0)
    w_shifted, b_shifted = ridge(X, y + 100.0, 5.0)
    np.testing.assert_allclose(w_shifted, w, atol=1e-8)
    np.testing.assert_allclose(b_shifted, b + 100.0, rtol=1e-9)


def test_huge_penalty_predicts_the_mean() -> None:
    """As lam grows, w goes to zero and b to the mean of y."""
    X, y = _data(25, 3, 2)
    w, b = ridge(X, y, 1e12)
    np.testing.assert_allclose(w, 0.0, atol=1e-8)
    np.testing.assert_allclose(b, y.mean(), rtol=1e-8)


def test_duplicated_rows_equal_half_the_penalty() -> None:
    """The loss is a sum: every row twice with 2*lam is the same problem."""
    X, y = _data(20, 5, 3)
    once, _ = ridge(X, y, 1.5)
    twice, _ = ridge(np.vstack([X, X]), np.concatenate([y, y]), 3.0)
    np.testing.assert_allclose(twice, once, rtol=1e-8)


def test_two_equal_columns_share_the_weight() -> None:
    """A duplicated column must not break the solver, and both copies get the same weight."""
    X, y = _data(20, 1, 4)
    w, _ = ridge(np.hstack([X, X]), y, 0.1)
    np.testing.assert_allclose(w[0], w[1], rtol=1e-8)


def test_wide_data_needs_no_square_matrix_of_columns() -> None:
    """20 rows and 3,000 columns: a (p, p) matrix would take 72 MB."""
    import tracemalloc

    X, y = _data(20, 3000, 5)
    tracemalloc.start()
    w, b = ridge(X, y, 1.0)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    assert w.shape == (3000,) and isinstance(b, float)
    assert peak < 10, f"allocated {peak:.0f} MB"
    residual = y - X @ w - b
    np.testing.assert_allclose(X.T @ residual, w, rtol=1e-6, atol=1e-6)


def test_tall_data_needs_no_square_matrix_of_rows() -> None:
    """3,000 rows and 3 columns: an (n, n) matrix would take 72 MB."""
    import tracemalloc

    X, y = _data(3000, 3, 7)
    tracemalloc.start()
    w, b = ridge(X, y, 1.0)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    assert peak < 10, f"allocated {peak:.0f} MB"
    np.testing.assert_allclose(X.T @ (y - X @ w - b), w, rtol=1e-6, atol=1e-6)


def test_inputs_are_left_alone() -> None:
    """X and y must not be centred in place."""
    X, y = _data(10, 3, 6)
    X_before, y_before = X.copy(), y.copy()
    ridge(X, y, 1.0)
    assert np.array_equal(X, X_before) and np.array_equal(y, y_before)


# %% mutant: penalises the intercept through a column of ones
import numpy as np


def ridge(X, y, lam):
    design = np.hstack([X, np.ones((len(X), 1))])
    n, p = design.shape
    if p <= n:
        w = np.linalg.solve(design.T @ design + lam * np.eye(p), design.T @ y)
    else:
        w = design.T @ np.linalg.solve(design @ design.T + lam * np.eye(n), y)
    return w[:-1], float(w[-1])


# %% mutant: multiplies the penalty by n
import numpy as np


def ridge(X, y, lam):
    lam = lam * len(y)
    x_mean, y_mean = X.mean(axis=0), y.mean()
    Xc, yc = X - x_mean, y - y_mean
    n, p = X.shape
    if p <= n:
        w = np.linalg.solve(Xc.T @ Xc + lam * np.eye(p), Xc.T @ yc)
    else:
        w = Xc.T @ np.linalg.solve(Xc @ Xc.T + lam * np.eye(n), yc)
    return w, float(y_mean - x_mean @ w)


# %% mutant: takes the mean of y as the intercept
import numpy as np


def ridge(X, y, lam):
    Xc, yc = X - X.mean(axis=0), y - y.mean()
    n, p = X.shape
    if p <= n:
        w = np.linalg.solve(Xc.T @ Xc + lam * np.eye(p), Xc.T @ yc)
    else:
        w = Xc.T @ np.linalg.solve(Xc @ Xc.T + lam * np.eye(n), yc)
    return w, float(y.mean())


# %% mutant: centres y but not X
import numpy as np


def ridge(X, y, lam):
    yc = y - y.mean()
    n, p = X.shape
    if p <= n:
        w = np.linalg.solve(X.T @ X + lam * np.eye(p), X.T @ yc)
    else:
        w = X.T @ np.linalg.solve(X @ X.T + lam * np.eye(n), yc)
    return w, float(y.mean() - X.mean(axis=0) @ w)


# %% mutant: centres in place
import numpy as np


def ridge(X, y, lam):
    x_mean, y_mean = X.mean(axis=0), y.mean()
    X -= x_mean
    y -= y_mean
    n, p = X.shape
    if p <= n:
        w = np.linalg.solve(X.T @ X + lam * np.eye(p), X.T @ y)
    else:
        w = X.T @ np.linalg.solve(X @ X.T + lam * np.eye(n), y)
    return w, float(y_mean - x_mean @ w)


# %% mutant: squares the penalty
import numpy as np


def ridge(X, y, lam):
    x_mean, y_mean = X.mean(axis=0), y.mean()
    U, d, Vt = np.linalg.svd(X - x_mean, full_matrices=False)
    w = Vt.T @ (d / (d**2 + lam**2) * (U.T @ (y - y_mean)))
    return w, float(y_mean - x_mean @ w)


# %% mutant: always forms the matrix of columns
import numpy as np


def ridge(X, y, lam):
    x_mean, y_mean = X.mean(axis=0), y.mean()
    Xc, yc = X - x_mean, y - y_mean
    w = np.linalg.solve(Xc.T @ Xc + lam * np.eye(X.shape[1]), Xc.T @ yc)
    return w, float(y_mean - x_mean @ w)


# %% mutant: always forms the matrix of rows
import numpy as np


def ridge(X, y, lam):
    x_mean, y_mean = X.mean(axis=0), y.mean()
    Xc, yc = X - x_mean, y - y_mean
    w = Xc.T @ np.linalg.solve(Xc @ Xc.T + lam * np.eye(len(y)), yc)
    return w, float(y_mean - x_mean @ w)


# %% mutant: forgets the case of as many rows as columns
import numpy as np


def ridge(X, y, lam):
    x_mean, y_mean = X.mean(axis=0), y.mean()
    Xc, yc = X - x_mean, y - y_mean
    n, p = X.shape
    w = np.zeros(p)
    if p < n:
        w = np.linalg.solve(Xc.T @ Xc + lam * np.eye(p), Xc.T @ yc)
    elif p > n:
        w = Xc.T @ np.linalg.solve(Xc @ Xc.T + lam * np.eye(n), yc)
    return w, float(y_mean - x_mean @ w)
