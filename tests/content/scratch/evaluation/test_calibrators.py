"""scratch.evaluation.calibrators against scikit-learn and SciPy, each with its tolerance."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from scratch.evaluation.calibrators import (
    fit_platt,
    fit_temperature,
    isotonic_calibrate,
    pav,
    shift_prior,
    sigmoid,
    softmax,
    undo_negative_sampling,
)
from scratch.evaluation.curves import auc_by_ranks


def _scores(seed: int, n: int = 600, rate: float = 0.3) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    y = (rng.random(n) < rate).astype(np.int64)
    return y, rng.normal(size=n) * 40 + 30 * y + 500


@pytest.mark.parametrize(("seed", "rate"), [(0, 0.3), (1, 0.02), (2, 0.97)])
def test_platt_is_logistic_regression_on_soft_targets(seed: int, rate: float) -> None:
    y, s = _scores(seed, rate=rate)
    n_pos, n_neg = y.sum(), (1 - y).sum()
    target = np.where(y == 1, (n_pos + 1) / (n_pos + 2), 1 / (n_neg + 2))
    z = (s - s.mean()) / s.std()
    model = LogisticRegression(C=np.inf, tol=1e-12, max_iter=10_000)
    model.fit(
        np.append(z, z)[:, None],
        np.repeat([1, 0], len(z)),
        sample_weight=np.append(target, 1 - target),
    )
    a, b = fit_platt(y, s)
    expected = model.predict_proba(z[:, None])[:, 1]
    np.testing.assert_allclose(sigmoid(a * s + b), expected, atol=1e-5)


def test_platt_stays_finite_on_separable_scores_and_keeps_auc() -> None:
    y = np.repeat([0, 1], 50)
    a, b = fit_platt(y, np.arange(100.0))
    assert np.isfinite([a, b]).all()
    assert a > 0
    y, s = _scores(3)
    a, b = fit_platt(y, s)
    assert auc_by_ranks(y, sigmoid(a * s + b)) == auc_by_ranks(y, s)


def test_platt_needs_both_classes() -> None:
    with pytest.raises(ValueError, match="both classes"):
        fit_platt(np.ones(3, dtype=np.int64), np.arange(3.0))


@pytest.mark.parametrize("seed", range(5))
def test_pav_matches_sklearn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values, weights = rng.normal(size=200) + np.arange(200) / 100, rng.integers(1, 9, 200).astype(float)
    expected = IsotonicRegression().fit_transform(np.arange(200), values, sample_weight=weights)
    np.testing.assert_allclose(pav(values, weights), expected, atol=1e-10)


def test_pav_edge_cases() -> None:
    one = np.ones(4)
    np.testing.assert_allclose(pav(np.array([4.0, 3, 2, 1]), one), 2.5)
    np.testing.assert_allclose(pav(np.array([1.0, 2, 3, 4]), one), [1, 2, 3, 4])
    np.testing.assert_allclose(pav(np.array([0.0, 1.0, 0.0]), np.array([1.0, 1.0, 3.0])), [0, 0.25, 0.25])
    assert pav(np.array([]), np.array([])).shape == (0,)


@pytest.mark.parametrize("decimals", [-1, 0, 9])
def test_isotonic_matches_sklearn_with_ties(decimals: int) -> None:
    y, s = _scores(5)
    s = np.round(s, decimals)
    new = np.linspace(s.min() - 20, s.max() + 20, 301)
    expected = IsotonicRegression(out_of_bounds="clip").fit(s, y).predict(new)
    np.testing.assert_allclose(isotonic_calibrate(y, s, new), expected, atol=1e-10)


@pytest.mark.parametrize("true_temperature", [0.4, 1.0, 3.0])
def test_temperature_is_the_minimum(true_temperature: float) -> None:
    rng = np.random.default_rng(0)
    z = rng.normal(size=(4000, 5)) * 2
    y = (softmax(z).cumsum(axis=1) > rng.random((4000, 1))).argmax(axis=1)
    logits = z * true_temperature

    def loss(t: float) -> float:
        return float(-np.log(softmax(logits / t)[np.arange(len(y)), y]).mean())

    expected = minimize_scalar(loss, bounds=(0.05, 20), method="bounded", options={"xatol": 1e-9}).x
    found = fit_temperature(y, logits)
    assert found == pytest.approx(expected, rel=1e-5)
    assert found == pytest.approx(true_temperature, rel=0.08)
    assert (softmax(logits / found).argmax(axis=1) == logits.argmax(axis=1)).all()


def test_temperature_needs_a_mistake() -> None:
    with pytest.raises(ValueError, match="no mistake"):
        fit_temperature(np.array([0, 1]), np.eye(2))


def test_sampling_correction_inverts_bayes() -> None:
    p = np.linspace(0, 1, 101)
    for beta in (0.01, 0.3, 1.0):
        p_s = p / (p + beta * (1 - p))
        np.testing.assert_allclose(undo_negative_sampling(p_s, beta), p, atol=1e-12)
        # Sampling is a change of prior: π to π / (π + β (1 - π)).
        sampled_prior = 0.02 / (0.02 + beta * 0.98)
        np.testing.assert_allclose(shift_prior(p_s, sampled_prior, 0.02), p, atol=1e-12)


@pytest.mark.parametrize("beta", [0.0, -0.5, 1.5])
def test_keep_rate_must_be_a_probability(beta: float) -> None:
    with pytest.raises(ValueError, match="keep_rate"):
        undo_negative_sampling(np.array([0.5]), beta)
