"""Domain classifier against scikit-learn; weights and priors against known distributions."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from scratch.learning_foundations.shift import (
    adjust_posterior,
    domain_probability,
    effective_sample_size,
    importance_weights,
    target_prior_bbse,
    target_prior_em,
)


def test_domain_probability_equals_scikit_learn() -> None:
    rng = np.random.default_rng(0)
    source, target = rng.normal(size=(200, 3)), rng.normal(size=(120, 3)) + 0.6
    X, label = np.vstack([source, target]), np.repeat([0, 1], [200, 120])
    expected = LogisticRegression(C=0.5, tol=1e-10, max_iter=1000).fit(X, label).predict_proba(X)[:, 1]
    np.testing.assert_allclose(domain_probability(source, target, lam=2.0), expected, atol=1e-5)


def test_weights_recover_a_gaussian_density_ratio() -> None:
    rng = np.random.default_rng(1)
    source, target = rng.normal(size=(20_000, 1)), rng.normal(size=(5_000, 1)) + 0.5
    p = domain_probability(source, target)[:20_000]
    weights = importance_weights(p, 20_000, 5_000)
    true_ratio = np.exp(0.5 * source[:, 0] - 0.125)
    assert np.abs(np.log(weights / true_ratio)).mean() < 0.05
    assert np.average(source[:, 0], weights=weights) == pytest.approx(0.5, abs=0.04)


def test_clipping_and_effective_sample_size() -> None:
    p = np.array([0.5, 0.5, 0.99])
    weights = importance_weights(p, 100, 100, clip=2.0)
    np.testing.assert_allclose(weights, [0.75, 0.75, 1.5])
    assert effective_sample_size(np.ones(40)) == pytest.approx(40.0)
    assert effective_sample_size(np.array([1.0, 0.0, 0.0])) == pytest.approx(1.0)


def test_bbse_inverts_the_confusion_matrix() -> None:
    confusion = np.array([[0.8, 0.1, 0.2], [0.1, 0.7, 0.2], [0.1, 0.2, 0.6]])
    prior = np.array([0.5, 0.1, 0.4])
    np.testing.assert_allclose(target_prior_bbse(confusion, confusion @ prior), prior, atol=1e-12)


def test_bbse_stays_a_distribution_under_noise() -> None:
    prior = target_prior_bbse(np.array([[0.9, 0.2], [0.1, 0.8]]), np.array([0.95, 0.05]))
    np.testing.assert_allclose(prior, [1.0, 0.0])


def test_em_and_adjustment_recover_the_shifted_bayes_posterior() -> None:
    rng = np.random.default_rng(2)
    y = (rng.random(40_000) < 0.4).astype(int)
    x = rng.normal(size=40_000) + 1.5 * y

    def bayes(prior: float) -> np.ndarray:
        odds = prior / (1 - prior) * np.exp(1.5 * x - 1.125)
        return np.stack([1 / (1 + odds), odds / (1 + odds)], axis=1)

    source_prior = np.array([0.9, 0.1])
    estimate = target_prior_em(bayes(0.1), source_prior)
    assert estimate[1] == pytest.approx(0.4, abs=0.01)
    adjusted = adjust_posterior(bayes(0.1), source_prior, np.array([0.6, 0.4]))
    np.testing.assert_allclose(adjusted, bayes(0.4), atol=1e-12)
