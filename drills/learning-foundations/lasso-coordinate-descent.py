# ---
# title: Lasso by coordinate descent
# level: advanced
# minutes: 25
# frequency: med
# chapter: foundations/generalisation
# questions: [lasso-exact-zeros, wide-data-200-rows]
# reviewed: 2026-11-20
# ---

# %% statement
# Write `soft_threshold(z, t)` and `lasso(X, y, alpha, n_sweeps)`.
#
# `soft_threshold` returns $\arg\min_w \tfrac12(w - z)^2 + t|w|$ element by element for an array or a number
# `z` and `t >= 0`.
#
# `lasso` starts at zero and runs `n_sweeps` passes of cyclic coordinate descent, column 0 first, on
#
# $$\frac{1}{2n}\lVert y - Xw\rVert^2 + \alpha\lVert w\rVert_1 .$$
#
# **Contract.** `X` has shape `(n, p)`, `y` has shape `(n,)`; both are given centred, so there is no
# intercept, but
# the columns are *not* scaled and one may be constant zero (its weight stays 0). Return `w`, shape `(p,)`.
# Each coordinate
# update must cost O(n): keep the residual up to date.

# %% starter
import numpy as np


def soft_threshold(z: np.ndarray | float, t: float) -> np.ndarray | float:
    """Shrink towards zero by t and stop at zero."""
    raise NotImplementedError


def lasso(X: np.ndarray, y: np.ndarray, alpha: float, n_sweeps: int = 200) -> np.ndarray:
    """Return the weights after n_sweeps passes, shape (p,)."""
    raise NotImplementedError


# %% hint
# Fix all weights but $w_j$. With the residual $r$ that leaves column $j$ out, the objective in $w_j$ alone
# is a parabola
# plus $\alpha|w_j|$. Where is its minimum?

# %% hint
# Divide by the curvature $c_j = \lVert x_j\rVert^2/n$: the parabola's minimum is $z = x_j^\top r/(n c_j)$,
# and the
# answer is `soft_threshold(z, alpha / c_j)`, which equals `soft_threshold(c_j * z, alpha) / c_j`.

# %% hint
# Keep `residual = y - X @ w`. Then $x_j^\top r = x_j^\top\text{residual} + n c_j w_j$; after the update do
# `residual += X[:, j] * (old - new)`.

# %% solution
import numpy as np


def soft_threshold(z: np.ndarray | float, t: float) -> np.ndarray | float:
    return np.sign(z) * np.maximum(np.abs(z) - t, 0.0)


def lasso(X: np.ndarray, y: np.ndarray, alpha: float, n_sweeps: int = 200) -> np.ndarray:
    n, p = X.shape
    curvature = (X**2).sum(axis=0) / n
    w = np.zeros(p)
    residual = y.astype(float).copy()
    for _ in range(n_sweeps):
        for j in range(p):
            if curvature[j] == 0.0:
                continue
            old = w[j]
            pull = X[:, j] @ residual / n + curvature[j] * old
            w[j] = soft_threshold(pull, alpha) / curvature[j]
            if w[j] != old:
                residual += X[:, j] * (old - w[j])
    return w


# %% complexity
# O(n) a coordinate and O(np) a sweep, O(n + p) memory beyond X. Libraries add warm starts along a path of
# alphas, skip columns
# that stay at zero (active sets and screening rules) and stop by the duality gap instead of a fixed number
# of sweeps.

# %% follow-ups
# - **From which alpha on are all weights zero?** $\alpha_{\max} = \max_j |x_j^\top y|/n$: at zero no column
# pulls harder.
# - **How does elastic net change the update?** Divide by $c_j + \alpha(1 - \rho)$ and threshold at
# $\alpha\rho$.
# - **Why does coordinate descent reach the optimum although the penalty has kinks?** The non-smooth part is
# a sum of functions of single coordinates; with a coupled kink, such as $|w_1 - w_2|$, it can get stuck.
# - **Why is gradient descent worse here?** It ignores the kink: iterates jump around zero. Proximal
# gradient fixes that, with one step size for all columns.

# %% tests
import numpy as np


def _data(n, p, seed, scales=True):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) * (rng.uniform(0.3, 3.0, p) if scales else 1.0)
    X -= X.mean(axis=0)
    y = X[:, 0] - 0.5 * X[:, 1] + rng.normal(size=n)
    return X, y - y.mean()


def test_soft_threshold_is_the_minimiser() -> None:
    """It must beat every point of a fine grid, for positive, negative and small z."""
    grid = np.linspace(-5, 5, 10001)
    for z in (-3.0, -0.4, 0.0, 0.9, 2.5):
        best = grid[np.argmin(0.5 * (grid - z) ** 2 + 0.9 * np.abs(grid))]
        np.testing.assert_allclose(soft_threshold(z, 0.9), best, atol=1.1e-3)


def test_soft_threshold_works_on_arrays() -> None:
    """Element by element, with exact zeros inside the threshold."""
    result = soft_threshold(np.array([-2.0, -1.0, 0.5, 3.0]), 1.0)
    np.testing.assert_allclose(result, [-1.0, 0.0, 0.0, 2.0], atol=1e-12)


def test_optimality_conditions() -> None:
    """Active columns pull with exactly alpha, the others with at most alpha (columns of different scale)."""
    X, y = _data(60, 8, 0)
    alpha = 0.15
    w = lasso(X, y, alpha, 2000)
    pull = X.T @ (y - X @ w) / len(y)
    active = w != 0
    assert 0 < active.sum() < 8
    np.testing.assert_allclose(pull[active], alpha * np.sign(w[active]), atol=1e-7)
    assert np.all(np.abs(pull[~active]) <= alpha + 1e-9)


def test_wide_data() -> None:
    """More columns than rows: at most n non-zero weights, and the optimality conditions hold."""
    X, y = _data(20, 50, 1, scales=False)
    w = lasso(X, y, 0.25, 3000)
    pull = X.T @ (y - X @ w) / 20
    assert 0 < np.count_nonzero(w) <= 20
    assert np.abs(pull).max() <= 0.25 + 1e-6


def test_all_zero_at_alpha_max_and_not_just_below() -> None:
    """The largest useful alpha is max|X'y|/n."""
    X, y = _data(40, 5, 2)
    top = np.abs(X.T @ y).max() / 40
    assert not np.any(lasso(X, y, top * 1.0001, 50))
    assert np.count_nonzero(np.abs(lasso(X, y, top * 0.999, 500)) > 1e-9) == 1


def test_one_sweep_uses_fresh_values() -> None:
    """After one sweep the second weight must already see the first one's new value."""
    X = np.array([[1.0, 1.0], [-1.0, -1.0], [2.0, 2.0], [-2.0, -2.0]])
    y = 2.0 * X[:, 0]
    np.testing.assert_allclose(lasso(X, y, 0.5, 1), [1.8, 0.0], atol=1e-12)


def test_a_coordinate_costs_one_column() -> None:
    """The residual is kept up to date: no product with the whole of X for every coordinate."""
    X, y = _data(30, 40, 4)
    products = []

    class Watched(np.ndarray):
        def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
            if ufunc is np.matmul and any(np.size(value) == X.size for value in inputs):
                products.append(method)
            if "out" in kwargs:
                kwargs["out"] = tuple(np.asarray(value) for value in kwargs["out"])
            plain = [np.asarray(value) if isinstance(value, Watched) else value for value in inputs]
            return getattr(ufunc, method)(*plain, **kwargs)

    lasso(X.view(Watched), y, 0.1, 3)
    assert len(products) <= 10, f"{len(products)} products with all of X in 3 sweeps of 40 columns"


def test_constant_column_and_inputs() -> None:
    """A zero column keeps weight 0 without nan, and y is not changed."""
    X, y = _data(30, 4, 3)
    X[:, 2] = 0.0
    before = y.copy()
    w = lasso(X, y, 0.05, 200)
    assert w[2] == 0.0 and np.all(np.isfinite(w))
    assert np.array_equal(y, before)


# %% mutant: forgets that columns have different scales
import numpy as np


def soft_threshold(z, t):
    return np.sign(z) * np.maximum(np.abs(z) - t, 0.0)


def lasso(X, y, alpha, n_sweeps=200):
    n, p = X.shape
    c = (X**2).sum(axis=0) / n
    w, residual = np.zeros(p), y.astype(float).copy()
    for _ in range(n_sweeps):
        for j in range(p):
            if c[j] == 0.0:
                continue
            old = w[j]
            w[j] = soft_threshold(X[:, j] @ residual / (n * c[j]) + old, alpha)
            residual += X[:, j] * (old - w[j])
    return w


# %% mutant: does not divide by n
import numpy as np


def soft_threshold(z, t):
    return np.sign(z) * np.maximum(np.abs(z) - t, 0.0)


def lasso(X, y, alpha, n_sweeps=200):
    p = X.shape[1]
    c = (X**2).sum(axis=0)
    w, residual = np.zeros(p), y.astype(float).copy()
    for _ in range(n_sweeps):
        for j in range(p):
            if c[j] == 0.0:
                continue
            old = w[j]
            w[j] = soft_threshold(X[:, j] @ residual + c[j] * old, alpha) / c[j]
            residual += X[:, j] * (old - w[j])
    return w


# %% mutant: hard threshold, keeps large values unshrunk
import numpy as np


def soft_threshold(z, t):
    return np.where(np.abs(z) > t, z, 0.0)


def lasso(X, y, alpha, n_sweeps=200):
    n, p = X.shape
    c = (X**2).sum(axis=0) / n
    w, residual = np.zeros(p), y.astype(float).copy()
    for _ in range(n_sweeps):
        for j in range(p):
            if c[j] == 0.0:
                continue
            old = w[j]
            w[j] = soft_threshold(X[:, j] @ residual / n + c[j] * old, alpha) / c[j]
            residual += X[:, j] * (old - w[j])
    return w


# %% mutant: updates all weights from the old residual (Jacobi)
import numpy as np


def soft_threshold(z, t):
    return np.sign(z) * np.maximum(np.abs(z) - t, 0.0)


def lasso(X, y, alpha, n_sweeps=200):
    n, p = X.shape
    c = (X**2).sum(axis=0) / n
    c = np.where(c == 0.0, np.inf, c)
    w = np.zeros(p)
    for _ in range(n_sweeps):
        pull = X.T @ (y - X @ w) / n
        w = soft_threshold(pull + np.where(np.isinf(c), 0.0, c) * w, alpha) / c
    return w


# %% mutant: leaves the weight's own part out of the residual
import numpy as np


def soft_threshold(z, t):
    return np.sign(z) * np.maximum(np.abs(z) - t, 0.0)


def lasso(X, y, alpha, n_sweeps=200):
    n, p = X.shape
    c = (X**2).sum(axis=0) / n
    w, residual = np.zeros(p), y.astype(float).copy()
    for _ in range(n_sweeps):
        for j in range(p):
            if c[j] == 0.0:
                continue
            old = w[j]
            w[j] = soft_threshold(X[:, j] @ residual / n, alpha) / c[j]
            residual += X[:, j] * (old - w[j])
    return w


# %% mutant: divides by zero on a constant column
import numpy as np


def soft_threshold(z, t):
    return np.sign(z) * np.maximum(np.abs(z) - t, 0.0)


def lasso(X, y, alpha, n_sweeps=200):
    n, p = X.shape
    c = (X**2).sum(axis=0) / n
    w, residual = np.zeros(p), y.astype(float).copy()
    with np.errstate(invalid="ignore", divide="ignore"):
        for _ in range(n_sweeps):
            for j in range(p):
                old = w[j]
                w[j] = soft_threshold(X[:, j] @ residual / n + c[j] * old, alpha) / c[j]
                residual += X[:, j] * (old - w[j])
    return w


# %% mutant: changes y in place
import numpy as np


def soft_threshold(z, t):
    return np.sign(z) * np.maximum(np.abs(z) - t, 0.0)


def lasso(X, y, alpha, n_sweeps=200):
    n, p = X.shape
    c = (X**2).sum(axis=0) / n
    w, residual = np.zeros(p), y
    for _ in range(n_sweeps):
        for j in range(p):
            if c[j] == 0.0:
                continue
            old = w[j]
            w[j] = soft_threshold(X[:, j] @ residual / n + c[j] * old, alpha) / c[j]
            residual += X[:, j] * (old - w[j])
    return w


# %% mutant: recomputes the residual for every coordinate
import numpy as np


def soft_threshold(z, t):
    return np.sign(z) * np.maximum(np.abs(z) - t, 0.0)


def lasso(X, y, alpha, n_sweeps=200):
    n, p = X.shape
    c = (X**2).sum(axis=0) / n
    w = np.zeros(p)
    for _ in range(n_sweeps):
        for j in range(p):
            if c[j] == 0.0:
                continue
            residual = y - X @ w
            w[j] = soft_threshold(X[:, j] @ residual / n + c[j] * w[j], alpha) / c[j]
    return w


# %% mutant: drops a column for good once its weight is zero
import numpy as np


def soft_threshold(z, t):
    return np.sign(z) * np.maximum(np.abs(z) - t, 0.0)


def lasso(X, y, alpha, n_sweeps=200):
    n, p = X.shape
    c = (X**2).sum(axis=0) / n
    w, residual = np.zeros(p), y.astype(float).copy()
    for sweep in range(n_sweeps):
        for j in range(p):
            if c[j] == 0.0 or (sweep > 0 and w[j] == 0.0):
                continue
            old = w[j]
            w[j] = soft_threshold(X[:, j] @ residual / n + c[j] * old, alpha) / c[j]
            residual += X[:, j] * (old - w[j])
    return w
