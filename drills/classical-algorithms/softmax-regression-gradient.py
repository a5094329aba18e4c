# ---
# title: Softmax regression, loss and gradient
# level: intermediate
# minutes: 18
# frequency: high
# chapter: algorithms/linear-models
# questions: [softmax-gradient-and-redundancy]
# reviewed: 2026-11-20
# ---

# %% statement
# Write `softmax_loss(W, X, labels)` for multi-class logistic regression.
#
# - `X` has shape `(n, p)`, `W` has shape `(p, k)`, `labels` holds integers in `0..k-1`, shape `(n,)`.
# - The loss is the mean of $-\log P_{i, \text{labels}_i}$, where row $i$ of $P$ is the softmax of row $i$ of
#   $XW$. Return it as a Python `float`, with its gradient in `W`, shape `(p, k)`.
# - Logits may be as large as ±10,000; the loss must stay finite and exact.
# - No loop over rows or classes. Do not change the arguments.

# %% starter
import numpy as np


def softmax_loss(W: np.ndarray, X: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """Return the mean cross-entropy and its gradient, shape (p, k)."""
    raise NotImplementedError


# %% hint
# Softmax ignores a constant added to a row of logits. Which constant makes every exponential at most 1?

# %% hint
# Never form the probability first: log P = Z - log(sum(exp(Z))) after the shift, row by row
# (`axis=1, keepdims=True`).

# %% hint
# The gradient in the logits is P - Y with one-hot Y. Take `delta = np.exp(log_p)`, subtract 1 at
# `[np.arange(n), labels]`, and return `X.T @ delta / n`.

# %% solution
import numpy as np


def softmax_loss(W: np.ndarray, X: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """Return the mean cross-entropy and its gradient, shape (p, k)."""
    n = len(labels)
    Z = X @ W
    Z = Z - Z.max(axis=1, keepdims=True)
    log_p = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
    delta = np.exp(log_p)
    delta[np.arange(n), labels] -= 1.0
    return -float(log_p[np.arange(n), labels].mean()), X.T @ delta / n


# %% complexity
# Time $O(npk)$ for two matrix products, memory $O(nk)$ for the logits.

# %% follow-ups
# - **The columns of the gradient sum to what?** To the zero vector: rows of $P$ and of $Y$ both sum to 1.
#   Started at zero, gradient descent keeps $\sum_c W_{:,c} = 0$.
# - **Two classes?** $W_{:,1} - W_{:,0}$ is the weight of logistic regression.
# - **100,000 classes?** The product with $W$ dominates: sampled softmax, hierarchical softmax, or
#   vocabulary-parallel matrix products.
# - **Label smoothing?** Replace $Y$ by $(1-\epsilon)Y + \epsilon/k$; the gradient is still $P - Y$.

# %% tests
import numpy as np


def _problem(seed, n=30, p=4, k=3):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(p, k)), rng.normal(size=(n, p)), rng.integers(0, k, n)


def test_loss_equals_the_definition() -> None:
    """Ordinary data: the mean of -log of the softmax probability of the label."""
    for seed, k in ((0, 2), (1, 3), (2, 7)):
        W, X, labels = _problem(seed, k=k)
        E = np.exp(X @ W)
        expected = -np.mean(np.log(E[np.arange(30), labels] / E.sum(axis=1)))
        np.testing.assert_allclose(softmax_loss(W, X, labels)[0], expected, rtol=1e-10)


def test_gradient_equals_finite_differences() -> None:
    """Every entry of the gradient, in the shape of W."""
    W, X, labels = _problem(3)
    gradient = softmax_loss(W, X, labels)[1]
    assert gradient.shape == W.shape
    for i in range(W.shape[0]):
        for j in range(W.shape[1]):
            up, down = W.copy(), W.copy()
            up[i, j] += 1e-5
            down[i, j] -= 1e-5
            slope = (softmax_loss(up, X, labels)[0] - softmax_loss(down, X, labels)[0]) / 2e-5
            assert abs(gradient[i, j] - slope) < 1e-7, f"entry {i}, {j}: {gradient[i, j]} against {slope}"


def test_zero_weights_give_log_k() -> None:
    """With W = 0 every class has probability 1/k, so the loss is log k."""
    W, X, labels = _problem(4, k=5)
    np.testing.assert_allclose(softmax_loss(0 * W, X, labels)[0], np.log(5), rtol=1e-12)


def test_rows_of_very_different_size() -> None:
    """One row with logits near 10,000 beside ordinary ones and one near -10,000: exact."""
    X = np.array([[10_000.0], [1.0], [-10_000.0]])
    W = np.array([[1.0, 0.0]])
    loss, gradient = softmax_loss(W, X, np.array([1, 0, 0]))
    np.testing.assert_allclose(loss, (10_000 + np.log1p(np.exp(-1.0)) + 10_000) / 3, rtol=1e-12)
    small = np.exp(-1.0) / (1 + np.exp(-1.0))  # the middle row's error
    np.testing.assert_allclose(gradient, [[(20_000 - small) / 3, (small - 20_000) / 3]], rtol=1e-12)


def test_unlikely_label_is_not_clipped() -> None:
    """A label with logit 800 below the best costs 800, not -log of a clipped probability."""
    loss, _ = softmax_loss(np.array([[800.0, 0.0, 0.0]]), np.ones((1, 1)), np.array([1]))
    np.testing.assert_allclose(loss, 800.0, rtol=1e-12)


def test_gradient_of_a_confident_row_is_not_clipped() -> None:
    """A class 40 below the best still has the gradient exp(-40), about 4e-18."""
    _, gradient = softmax_loss(np.array([[0.0, -40.0]]), np.ones((1, 1)), np.array([0]))
    np.testing.assert_allclose(gradient[0, 1], np.exp(-40.0), rtol=1e-6)


class _Counted(np.ndarray):
    """An array that counts the NumPy operations done with it."""

    operations = 0

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        _Counted.operations += 1
        if "out" in options:
            options["out"] = tuple(np.asarray(array) for array in options["out"])
        plain = [np.asarray(value) if isinstance(value, _Counted) else value for value in inputs]
        result = getattr(ufunc, method)(*plain, **options)
        return result.view(_Counted) if isinstance(result, np.ndarray) else result


def test_no_loop_over_rows_or_classes() -> None:
    """The number of NumPy operations is the same for 5 rows and 3 classes as for 60 rows and 40 classes."""
    counts = []
    for n, k in ((5, 3), (60, 40)):
        W, X, labels = _problem(8, n=n, k=k)
        _Counted.operations = 0
        softmax_loss(W, X.view(_Counted), labels)
        counts.append(_Counted.operations)
    assert counts[1] <= counts[0] + 5, f"{counts[0]} operations became {counts[1]}: is there a loop?"


def test_columns_of_the_gradient_sum_to_zero() -> None:
    """Probabilities and one-hot labels both sum to one in each row."""
    W, X, labels = _problem(6, k=6)
    np.testing.assert_allclose(softmax_loss(W, X, labels)[1].sum(axis=1), 0, atol=1e-12)


def test_arguments_stay_as_they_were() -> None:
    """W, X and labels are not changed."""
    W, X, labels = _problem(7)
    copies = W.copy(), X.copy(), labels.copy()
    softmax_loss(W, X, labels)
    for before, after in zip(copies, (W, X, labels), strict=True):
        np.testing.assert_array_equal(before, after)


# %% mutant: no shift, overflows
import numpy as np


def softmax_loss(W, X, labels):
    n = len(labels)
    E = np.exp(X @ W)
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.log(P[np.arange(n), labels]).mean()
    P[np.arange(n), labels] -= 1.0
    return float(loss), X.T @ P / n


# %% mutant: shifts by the maximum of the whole matrix
import numpy as np


def softmax_loss(W, X, labels):
    n = len(labels)
    Z = X @ W
    Z = Z - Z.max()
    log_p = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
    delta = np.exp(log_p)
    delta[np.arange(n), labels] -= 1.0
    return -float(log_p[np.arange(n), labels].mean()), X.T @ delta / n


# %% mutant: adds a small number inside the logarithm
import numpy as np


def softmax_loss(W, X, labels):
    n = len(labels)
    Z = X @ W
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.log(P[np.arange(n), labels] + 1e-12).mean()
    P[np.arange(n), labels] -= 1.0
    return float(loss), X.T @ P / n


# %% mutant: normalises over rows instead of classes
import numpy as np


def softmax_loss(W, X, labels):
    n = len(labels)
    Z = X @ W
    Z = Z - Z.max(axis=0, keepdims=True)
    log_p = Z - np.log(np.exp(Z).sum(axis=0, keepdims=True))
    delta = np.exp(log_p)
    delta[np.arange(n), labels] -= 1.0
    return -float(log_p[np.arange(n), labels].mean()), X.T @ delta / n


# %% mutant: forgets to divide the gradient by the number of rows
import numpy as np


def softmax_loss(W, X, labels):
    n = len(labels)
    Z = X @ W
    Z = Z - Z.max(axis=1, keepdims=True)
    log_p = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
    delta = np.exp(log_p)
    delta[np.arange(n), labels] -= 1.0
    return -float(log_p[np.arange(n), labels].mean()), X.T @ delta


# %% mutant: gradient only through the label's own logit
import numpy as np


def softmax_loss(W, X, labels):
    n = len(labels)
    Z = X @ W
    Z = Z - Z.max(axis=1, keepdims=True)
    log_p = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
    delta = np.zeros_like(Z)
    delta[np.arange(n), labels] = np.exp(log_p[np.arange(n), labels]) - 1.0
    return -float(log_p[np.arange(n), labels].mean()), X.T @ delta / n


# %% mutant: clips the probabilities of the gradient
import numpy as np


def softmax_loss(W, X, labels):
    n = len(labels)
    Z = X @ W
    Z = Z - Z.max(axis=1, keepdims=True)
    log_p = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
    delta = np.clip(np.exp(log_p), 1e-9, 1 - 1e-9)
    delta[np.arange(n), labels] -= 1.0
    return -float(log_p[np.arange(n), labels].mean()), X.T @ delta / n


# %% mutant: loops over the rows
import numpy as np


def softmax_loss(W, X, labels):
    total, gradient = 0.0, np.zeros(W.shape)
    for row, label in zip(X, labels, strict=True):
        z = row @ W
        z = z - z.max()
        log_p = z - np.log(np.exp(z).sum())
        total -= log_p[label]
        delta = np.exp(log_p)
        delta[label] -= 1.0
        gradient = gradient + np.outer(row, delta)
    return float(total / len(labels)), np.asarray(gradient / len(labels))


# %% mutant: shifts by the mean of the row, which still overflows
import numpy as np


def softmax_loss(W, X, labels):
    n = len(labels)
    Z = X @ W
    Z = Z - Z.mean(axis=1, keepdims=True)
    log_p = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
    delta = np.exp(log_p)
    delta[np.arange(n), labels] -= 1.0
    return -float(log_p[np.arange(n), labels].mean()), X.T @ delta / n
