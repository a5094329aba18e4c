"""Logistic and softmax regression against SciPy, scikit-learn and PyTorch."""

import numpy as np
import pytest
import torch
from scipy.special import expit
from scipy.special import log_softmax as scipy_log_softmax
from sklearn.linear_model import LogisticRegression

from scratch.classical_algorithms import logistic_regression as logistic
from scratch.classical_algorithms import softmax_regression as softmax
from scratch.classical_algorithms.logistic_regression import Array


def binary(seed: int, n: int = 300) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(n), rng.normal(size=(n, 3))])
    return X, (rng.random(n) < expit(X @ np.array([-0.5, 1.0, -2.0, 0.3]))).astype(float)


def test_sigmoid_equals_scipy_and_survives_extremes() -> None:
    z = np.array([-1e4, -745.0, -1.0, 0.0, 1.0, 745.0, 1e4])
    with np.errstate(over="raise", invalid="raise"):
        np.testing.assert_allclose(logistic.sigmoid(z), expit(z), rtol=1e-12, atol=1e-320)


def test_loss_and_gradient_equal_torch() -> None:
    X, y = binary(0)
    w = np.array([0.3, -1.0, 2.0, 0.5])
    tensor = torch.tensor(w, requires_grad=True)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(torch.tensor(X) @ tensor, torch.tensor(y))
    loss.backward()  # type: ignore[no-untyped-call]
    assert tensor.grad is not None
    assert logistic.log_loss(w, X, y) == pytest.approx(loss.item(), rel=1e-12)
    np.testing.assert_allclose(logistic.gradient(w, X, y), tensor.grad.numpy(), rtol=1e-10)


def test_loss_is_finite_where_the_probability_rounds_to_zero() -> None:
    assert logistic.log_loss(np.array([1.0]), np.array([[-2000.0]]), np.array([1.0])) == 2000.0


@pytest.mark.parametrize("seed", range(3))
def test_newton_equals_unpenalised_sklearn_and_gradient_descent(seed: int) -> None:
    X, y = binary(seed)
    library = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(X[:, 1:], y)
    w = logistic.fit_newton(X, y)
    np.testing.assert_allclose(w, np.append(library.intercept_, library.coef_), atol=1e-4)
    np.testing.assert_allclose(w, logistic.fit_gradient_descent(X, y, steps=5000), atol=1e-6)


@pytest.mark.parametrize("lam", [0.1, 1.0, 50.0])
def test_penalty_is_one_over_sklearn_c(lam: float) -> None:
    X, y = binary(4)
    library = LogisticRegression(C=1 / lam, tol=1e-10, max_iter=1000).fit(X[:, 1:], y)
    np.testing.assert_allclose(
        logistic.fit_newton(X, y, lam), np.append(library.intercept_, library.coef_), atol=1e-4
    )


def test_separable_classes_have_no_estimate_unless_penalised() -> None:
    X = np.column_stack([np.ones(6), [-3.0, -2.0, -1.0, 1.0, 2.0, 3.0]])
    y = np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0])
    with pytest.raises(ValueError, match="separable"):
        logistic.fit_newton(X, y)
    assert np.isfinite(logistic.fit_newton(X, y, lam=1.0)).all()
    short = logistic.fit_gradient_descent(X, y, steps=100)
    long = logistic.fit_gradient_descent(X, y, steps=10_000)
    assert np.linalg.norm(long) > np.linalg.norm(short) + 1


def test_a_category_with_one_outcome_has_no_estimate_either() -> None:
    category = np.repeat([0.0, 1.0], 20)
    X = np.column_stack([np.ones(40), category])
    y = np.where(category == 1, 1.0, np.tile([0.0, 1.0], 20))
    with pytest.raises(ValueError, match="separable"):
        logistic.fit_newton(X, y)


def test_newton_survives_unscaled_features() -> None:
    X, y = binary(6)
    scale = np.array([1.0, 1e-4, 1e4, 1.0])
    np.testing.assert_allclose(
        logistic.fit_newton(X * scale, y) * scale, logistic.fit_newton(X, y), rtol=1e-6
    )


def test_log_softmax_equals_scipy_and_survives_extremes() -> None:
    Z = np.array([[1e4, 0.0, -1e4], [1.0, 2.0, 3.0], [-1e5, -1e5, -1e5]])
    np.testing.assert_allclose(softmax.log_softmax(Z), scipy_log_softmax(Z, axis=1), atol=1e-12)


def test_softmax_gradient_equals_torch() -> None:
    rng = np.random.default_rng(1)
    X, W, labels = rng.normal(size=(20, 4)), rng.normal(size=(4, 3)), rng.integers(0, 3, 20)
    tensor = torch.tensor(W, requires_grad=True)
    loss = torch.nn.functional.cross_entropy(torch.tensor(X) @ tensor, torch.tensor(labels))
    (loss + 0.05 * (tensor**2).sum()).backward()  # type: ignore[no-untyped-call]
    value, grad = softmax.loss_and_gradient(W, X, labels, lam=0.1)
    assert tensor.grad is not None
    assert value == pytest.approx(loss.item() + 0.05 * (W**2).sum(), rel=1e-12)
    np.testing.assert_allclose(grad, tensor.grad.numpy(), rtol=1e-9)


def test_softmax_fit_equals_sklearn() -> None:
    rng = np.random.default_rng(2)
    X = rng.normal(size=(200, 3))
    labels = np.argmax(X @ rng.normal(size=(3, 4)) + rng.gumbel(size=(200, 4)), axis=1)
    library = LogisticRegression(C=1 / (200 * 0.05), fit_intercept=False, tol=1e-10, max_iter=2000)
    W = softmax.fit(X, labels, k=4, lam=0.05)
    np.testing.assert_allclose(W, library.fit(X, labels).coef_.T, atol=1e-4)


def test_softmax_with_two_classes_is_logistic_regression() -> None:
    X, y = binary(5)
    W = softmax.fit(X, y.astype(np.int64), k=2, steps=20_000)
    np.testing.assert_allclose(W[:, 1] - W[:, 0], logistic.fit_newton(X, y), atol=1e-5)
    np.testing.assert_allclose(W.sum(axis=1), 0, atol=1e-12)
