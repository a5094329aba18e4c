# ---
# title: Logistic loss and gradient that never overflow
# level: intermediate
# minutes: 15
# frequency: high
# chapter: algorithms/linear-models
# questions: [logistic-gradient-and-hessian, logistic-why-not-squared-error]
# reviewed: 2026-11-20
# ---

# %% statement
# Write `loss_and_gradient(w, X, y, lam)` for logistic regression with a ridge penalty.
#
# - `X` has shape `(n, p)`; its first column is all ones. `y` holds 0 and 1, shape `(n,)`; `w` has shape
#   `(p,)`.
# - The loss is the *mean* of $-y_i \log p_i - (1-y_i)\log(1-p_i)$ with $p_i = \sigma(x_i^\top w)$, plus
#   $\frac{\lambda}{2}\sum_{j \ge 1} w_j^2$. The intercept $w_0$ is not penalised.
# - Return the loss, a Python `float`, and its gradient, shape `(p,)`.
# - Logits may be as large as ±10,000: the loss must stay finite and *exact* (no clipping of probabilities).
# - Do not change the arguments.

# %% starter
import numpy as np


def loss_and_gradient(w: np.ndarray, X: np.ndarray, y: np.ndarray, lam: float) -> tuple[float, np.ndarray]:
    """Return the penalised mean log loss and its gradient, shape (p,)."""
    raise NotImplementedError


# %% hint
# Write the loss of a row in terms of its logit z and simplify before you code: for y = 1 it is
# log(1 + exp(-z)), for y = 0 it is log(1 + exp(z)). One formula covers both.

# %% hint
# The row's loss is log(1 + exp(z)) - y z, and `np.logaddexp(0, z)` computes log(1 + exp(z)) safely.
# The gradient with respect to z is p - y.

# %% hint
# `p = np.exp(-np.logaddexp(0, -z))` is a sigmoid that cannot overflow. The gradient is
# `X.T @ (p - y) / n` plus `lam * w` with its first entry set to zero (on a copy).

# %% solution
import numpy as np


def loss_and_gradient(w: np.ndarray, X: np.ndarray, y: np.ndarray, lam: float) -> tuple[float, np.ndarray]:
    """Return the penalised mean log loss and its gradient, shape (p,)."""
    z = X @ w
    penalised = np.concatenate([[0.0], w[1:]])
    loss = np.mean(np.logaddexp(0.0, z) - y * z) + 0.5 * lam * penalised @ penalised
    p = np.exp(-np.logaddexp(0.0, -z))
    return float(loss), X.T @ (p - y) / len(y) + lam * penalised


# %% complexity
# Time $O(np)$ for two products with $X$, memory $O(n + p)$ beside the data.

# %% follow-ups
# - **Why not clip p to [1e-15, 1 - 1e-15]?** It caps the loss of a row at 34.5 and makes the true gradient of
#   the clipped loss zero there: the rows that are most wrong stop teaching.
# - **Hessian?** $X^\top \operatorname{diag}(p(1-p)) X / n$ plus $\lambda$ on the penalised diagonal: positive
#   semi-definite, so the problem is convex.
# - **Why is the intercept not penalised?** A penalty would pull the base rate towards 50 %.
# - **Labels in {-1, +1}?** The row's loss is log(1 + exp(-y z)), the same function.

# %% tests
import numpy as np


def _problem(seed, n=40, p=5):
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(n), rng.normal(size=(n, p - 1))])
    return rng.normal(size=p), X, rng.integers(0, 2, n).astype(float)


def test_loss_equals_the_definition_on_moderate_logits() -> None:
    """Ordinary data: the definition with log p and log(1 - p), plus the penalty."""
    for seed in range(4):
        w, X, y = _problem(seed)
        p = 1 / (1 + np.exp(-X @ w))
        expected = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) + 0.5 * 0.3 * np.sum(w[1:] ** 2)
        np.testing.assert_allclose(loss_and_gradient(w, X, y, 0.3)[0], expected, rtol=1e-10)


def test_gradient_equals_finite_differences() -> None:
    """The gradient is that of the returned loss, penalty included."""
    for lam in (0.0, 0.7):
        w, X, y = _problem(9)
        gradient = loss_and_gradient(w, X, y, lam)[1]
        assert gradient.shape == w.shape
        for j in range(len(w)):
            up, down = w.copy(), w.copy()
            up[j] += 1e-5
            down[j] -= 1e-5
            slope = (loss_and_gradient(up, X, y, lam)[0] - loss_and_gradient(down, X, y, lam)[0]) / 2e-5
            assert abs(gradient[j] - slope) < 1e-7, f"entry {j}: {gradient[j]} against {slope}"


def test_intercept_is_not_penalised() -> None:
    """A huge intercept costs nothing beyond the data term."""
    w, X, y = _problem(3)
    w = np.zeros(5)
    w[0] = 4.0
    a, b = loss_and_gradient(w, X, y, 0.0), loss_and_gradient(w, X, y, 10.0)
    assert abs(a[0] - b[0]) < 1e-12
    np.testing.assert_allclose(a[1], b[1], atol=1e-12)


def test_extreme_logits_are_exact() -> None:
    """Logits of ±10,000 that are wrong cost exactly 10,000 each; right ones nothing."""
    X = np.array([[1.0, 1.0], [1.0, -1.0], [1.0, 1.0], [1.0, -1.0]])
    w = np.array([0.0, 10_000.0])
    y = np.array([0.0, 1.0, 1.0, 0.0])
    loss, gradient = loss_and_gradient(w, X, y, 0.0)
    assert loss == 5000.0
    np.testing.assert_allclose(gradient, [0.0, 0.5], atol=1e-12)


def test_confident_and_right_is_exact_too() -> None:
    """Small losses are right to rounding for label 1 and to six digits for label 0, gradient included."""
    one = np.ones((1, 1))
    for z in (20.5, 25.0, 40.0):
        loss, _ = loss_and_gradient(np.array([z]), one, np.array([1.0]), 0.0)
        assert abs(loss - np.log1p(np.exp(-z))) < 2e-14, f"loss {loss} at logit {z} with label 1"
        loss, gradient = loss_and_gradient(np.array([-z]), one, np.array([0.0]), 0.0)
        np.testing.assert_allclose(loss, np.log1p(np.exp(-z)), rtol=1e-6)
        np.testing.assert_allclose(gradient, [np.exp(-z) / (1 + np.exp(-z))], rtol=1e-6)


def test_mean_does_not_depend_on_the_number_of_rows() -> None:
    """The data doubled: same loss, same gradient."""
    w, X, y = _problem(5)
    once, twice = loss_and_gradient(w, X, y, 0.2), loss_and_gradient(w, np.vstack([X, X]), np.tile(y, 2), 0.2)
    np.testing.assert_allclose(once[0], twice[0], rtol=1e-12)
    np.testing.assert_allclose(once[1], twice[1], rtol=1e-10, atol=1e-14)


def test_arguments_stay_as_they_were() -> None:
    """w, X and y are not changed."""
    w, X, y = _problem(6)
    copies = w.copy(), X.copy(), y.copy()
    loss_and_gradient(w, X, y, 0.5)
    for before, after in zip(copies, (w, X, y), strict=True):
        np.testing.assert_array_equal(before, after)


# %% mutant: clips probabilities
import numpy as np


def loss_and_gradient(w, X, y, lam):
    z = np.clip(X @ w, -500, 500)
    p = np.clip(1 / (1 + np.exp(-z)), 1e-15, 1 - 1e-15)
    penalised = np.concatenate([[0.0], w[1:]])
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) + 0.5 * lam * penalised @ penalised
    return float(loss), X.T @ (p - y) / len(y) + lam * penalised


# %% mutant: overflows on large logits
import numpy as np


def loss_and_gradient(w, X, y, lam):
    z = X @ w
    penalised = np.concatenate([[0.0], w[1:]])
    loss = np.mean(np.log(1 + np.exp(z)) - y * z) + 0.5 * lam * penalised @ penalised
    p = 1 / (1 + np.exp(-z))
    return float(loss), X.T @ (p - y) / len(y) + lam * penalised


# %% mutant: penalises the intercept
import numpy as np


def loss_and_gradient(w, X, y, lam):
    z = X @ w
    loss = np.mean(np.logaddexp(0.0, z) - y * z) + 0.5 * lam * w @ w
    p = np.exp(-np.logaddexp(0.0, -z))
    return float(loss), X.T @ (p - y) / len(y) + lam * w


# %% mutant: sums the rows
import numpy as np


def loss_and_gradient(w, X, y, lam):
    z = X @ w
    penalised = np.concatenate([[0.0], w[1:]])
    loss = np.sum(np.logaddexp(0.0, z) - y * z) + 0.5 * lam * penalised @ penalised
    p = np.exp(-np.logaddexp(0.0, -z))
    return float(loss), X.T @ (p - y) + lam * penalised


# %% mutant: multiplies the gradient by the slope of the sigmoid, as for squared error
import numpy as np


def loss_and_gradient(w, X, y, lam):
    z = X @ w
    penalised = np.concatenate([[0.0], w[1:]])
    loss = np.mean(np.logaddexp(0.0, z) - y * z) + 0.5 * lam * penalised @ penalised
    p = np.exp(-np.logaddexp(0.0, -z))
    return float(loss), X.T @ ((p - y) * p * (1 - p)) / len(y) + lam * penalised


# %% mutant: zeroes the caller's intercept on the way to the penalty
import numpy as np


def loss_and_gradient(w, X, y, lam):
    z = X @ w
    penalised = w
    penalised[0] = 0.0
    loss = np.mean(np.logaddexp(0.0, z) - y * z) + 0.5 * lam * penalised @ penalised
    p = np.exp(-np.logaddexp(0.0, -z))
    return float(loss), X.T @ (p - y) / len(y) + lam * penalised


# %% mutant: forgets the penalty in the gradient
import numpy as np


def loss_and_gradient(w, X, y, lam):
    z = X @ w
    loss = np.mean(np.logaddexp(0.0, z) - y * z) + 0.5 * lam * w[1:] @ w[1:]
    p = np.exp(-np.logaddexp(0.0, -z))
    return float(loss), X.T @ (p - y) / len(y)


# %% mutant: turns linear above a logit of 20, as a framework's softplus does
import numpy as np


def loss_and_gradient(w, X, y, lam):
    z = X @ w
    penalised = np.concatenate([[0.0], w[1:]])
    softplus = np.where(z > 20, z, np.log1p(np.exp(np.minimum(z, 20))))
    loss = np.mean(softplus - y * z) + 0.5 * lam * penalised @ penalised
    p = np.exp(-np.logaddexp(0.0, -z))
    return float(loss), X.T @ (p - y) / len(y) + lam * penalised


# %% mutant: exact loss, but clips the logits of the gradient
import numpy as np


def loss_and_gradient(w, X, y, lam):
    z = X @ w
    penalised = np.concatenate([[0.0], w[1:]])
    loss = np.mean(np.logaddexp(0.0, z) - y * z) + 0.5 * lam * penalised @ penalised
    p = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
    return float(loss), X.T @ (p - y) / len(y) + lam * penalised
