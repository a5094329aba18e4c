"""Corrections against Bayes' rule with known densities, against weights, and against numerical minima."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.special import expit, logit
from sklearn.linear_model import LogisticRegression

from scratch.evaluation.calibrators import undo_negative_sampling
from scratch.imbalance_and_leakage.prior_shift import (
    focal_to_probability,
    information_kept,
    threshold_on_sample,
    undo_sampling,
)


def test_undo_sampling_recovers_the_posterior_of_three_gaussians() -> None:
    x = np.linspace(-4, 4, 50)[:, None]
    density = np.exp(-((x - np.array([-1.0, 0.0, 2.0])) ** 2) / 2)
    prior, kept = np.array([0.9, 0.08, 0.02]), np.array([0.03, 0.5, 1.0])
    world, sample = density * prior, density * prior * kept
    world, sample = (p / p.sum(axis=1, keepdims=True) for p in (world, sample))
    np.testing.assert_allclose(undo_sampling(sample, kept), world, atol=1e-12)
    np.testing.assert_allclose(undo_sampling(sample, np.tile(7 * kept, (50, 1))), world, atol=1e-12)


def test_two_classes_are_the_shift_of_the_logit() -> None:
    p = np.linspace(0.01, 0.99, 30)
    corrected = undo_sampling(np.stack([1 - p, p], axis=1), np.array([0.02, 1.0]))[:, 1]
    np.testing.assert_allclose(corrected, expit(logit(p) + np.log(0.02)), atol=1e-12)
    np.testing.assert_allclose(corrected, undo_negative_sampling(p, 0.02), atol=1e-12)


def test_class_weights_are_undone_by_the_same_formula() -> None:
    rng = np.random.default_rng(0)
    X = rng.integers(0, 5, 4_000)
    y = (rng.random(4_000) < np.array([0.02, 0.05, 0.1, 0.2, 0.4])[X]).astype(int)
    one_hot = np.eye(5)[X]
    plain = LogisticRegression(C=1e8, max_iter=5_000).fit(one_hot, y).predict_proba(one_hot)
    weighted = LogisticRegression(C=1e8, class_weight={0: 1, 1: 12}, max_iter=5_000).fit(one_hot, y)
    undone = undo_sampling(weighted.predict_proba(one_hot), np.array([1.0, 12.0]))
    # A saturated model fits each cell exactly, so that the equality is exact up to the solver.
    np.testing.assert_allclose(undone, plain, atol=2e-3)


def test_threshold_moves_with_the_probability() -> None:
    p = np.linspace(0.001, 0.999, 999)
    cut = threshold_on_sample(0.024, 0.02)
    np.testing.assert_array_equal(p >= cut, undo_negative_sampling(p, 0.02) >= 0.024)
    assert threshold_on_sample(0.3, 0.5, 0.5) == pytest.approx(0.3)


def test_information_kept_is_the_ratio_of_simulated_variances() -> None:
    rng = np.random.default_rng(1)
    n_pos, n_neg = 40, 4_000
    for ratio in (1, 4):
        means = rng.normal(size=(2_000, n_pos)).mean(axis=1)
        full = means - rng.normal(size=(2_000, n_neg)).mean(axis=1)
        part = means - rng.normal(size=(2_000, ratio * n_pos)).mean(axis=1)
        expected = information_kept(n_pos, n_neg, ratio * n_pos)
        assert full.var() / part.var() == pytest.approx(expected, rel=0.12)
        assert expected == pytest.approx(ratio / (1 + ratio), rel=0.011)


@pytest.mark.parametrize("gamma", [0.0, 0.5, 1.0, 2.0, 5.0])
@pytest.mark.parametrize("q", [0.001, 0.05, 0.3, 0.5, 0.8])
def test_focal_map_inverts_the_minimum_found_numerically(gamma: float, q: float) -> None:
    def focal(z: float) -> float:
        p = expit(z)
        return float(-q * (1 - p) ** gamma * np.log(p) - (1 - q) * p**gamma * np.log1p(-p))

    p = expit(minimize_scalar(focal, bounds=(-15, 15), method="bounded", options={"xatol": 1e-10}).x)
    assert focal_to_probability(np.array([p]), gamma)[0] == pytest.approx(q, rel=1e-3)


def test_focal_map_is_symmetric_and_increasing() -> None:
    p = np.linspace(0.001, 0.999, 400)
    q = focal_to_probability(p, 2.0)
    assert (np.diff(q) > 0).all()
    np.testing.assert_allclose(q + focal_to_probability(1 - p, 2.0), 1.0, atol=1e-12)
