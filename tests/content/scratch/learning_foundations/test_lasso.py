"""Coordinate descent against scikit-learn, the orthonormal closed form and the optimality conditions."""

import numpy as np
import pytest
from sklearn.linear_model import ElasticNet, Lasso

from scratch.learning_foundations.lasso import alpha_max, elastic_net, lasso_path, soft_threshold


def test_soft_threshold_minimises_its_objective() -> None:
    grid = np.linspace(-4, 4, 8001)
    for z in (-2.5, -0.3, 0.0, 0.7, 3.0):
        best = grid[np.argmin(0.5 * (grid - z) ** 2 + 0.8 * np.abs(grid))]
        assert soft_threshold(z, 0.8) == pytest.approx(best, abs=1e-3)


@pytest.mark.parametrize(("n", "p"), [(60, 8), (25, 70)])
@pytest.mark.parametrize("l1_ratio", [1.0, 0.5, 0.0])
def test_equals_scikit_learn(n: int, p: int, l1_ratio: float) -> None:
    rng = np.random.default_rng(p)
    X, y = rng.normal(size=(n, p)) + 1.0, rng.normal(size=n) + 5.0
    y += X[:, 0] * 2.0
    weights, intercept = elastic_net(X, y, 0.2, l1_ratio, tol=1e-10)
    if l1_ratio == 0.0:
        centred = X - X.mean(axis=0)
        gram = centred.T @ centred / n + 0.2 * np.eye(p)
        np.testing.assert_allclose(weights, np.linalg.solve(gram, centred.T @ (y - y.mean()) / n), atol=1e-7)
        return
    expected = ElasticNet(alpha=0.2, l1_ratio=l1_ratio, tol=1e-12, max_iter=200_000).fit(X, y)
    np.testing.assert_allclose(weights, expected.coef_, atol=1e-6)
    assert intercept == pytest.approx(expected.intercept_, abs=1e-6)


def test_orthonormal_design_is_soft_thresholding() -> None:
    rng = np.random.default_rng(3)
    raw = rng.normal(size=(40, 5))
    Q = np.linalg.qr(raw - raw.mean(axis=0))[0]
    y = rng.normal(size=40) * 3.0
    weights, _ = elastic_net(Q, y, 0.05, tol=1e-12)
    # ‖y − Qw‖²/(2n) has curvature 1/n, so the threshold on the scale of the weights is nα.
    np.testing.assert_allclose(weights, soft_threshold(Q.T @ (y - y.mean()), 40 * 0.05), atol=1e-10)


def test_optimality_conditions_hold() -> None:
    rng = np.random.default_rng(4)
    X, y = rng.normal(size=(30, 50)), rng.normal(size=30)
    weights, intercept = elastic_net(X, y, 0.15, tol=1e-11)
    pull = X.T @ (y - intercept - X @ weights) / 30
    active = weights != 0
    assert 0 < active.sum() < 30
    np.testing.assert_allclose(pull[active], 0.15 * np.sign(weights[active]), atol=1e-8)
    assert np.all(np.abs(pull[~active]) <= 0.15 + 1e-9)


def test_path_is_empty_at_alpha_max_and_matches_single_fits() -> None:
    rng = np.random.default_rng(5)
    X, y = rng.normal(size=(50, 6)), rng.normal(size=50)
    top = alpha_max(X, y)
    path = lasso_path(X, y, np.array([top * (1 + 1e-9), 0.99 * top, 0.1 * top]))
    assert not path[0].any()
    assert np.count_nonzero(path[1]) == 1
    np.testing.assert_allclose(path[2], Lasso(alpha=0.1 * top, tol=1e-12).fit(X, y).coef_, atol=1e-6)


def test_constant_column_gets_no_weight_and_running_out_of_sweeps_is_reported() -> None:
    rng = np.random.default_rng(6)
    X = np.hstack([np.ones((20, 1)), rng.normal(size=(20, 3))])
    assert elastic_net(X, rng.normal(size=20), 0.01)[0][0] == 0.0
    with pytest.raises(RuntimeError, match="converge"):
        elastic_net(X, rng.normal(size=20), 0.01, max_sweeps=1)
