"""scratch.probability_and_statistics.samplers against SciPy's distributions."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from scratch.probability_and_statistics.samplers import categorical, exponential, inverse_transform, rejection


@pytest.mark.parametrize(
    "law", [stats.expon(scale=3), stats.pareto(1.5), stats.logistic(2), stats.beta(0.5, 0.5), stats.cauchy()]
)
def test_inverse_transform_follows_the_law(law: Any) -> None:
    x = inverse_transform(law.ppf, 20_000, np.random.default_rng(1))
    assert stats.kstest(x, law.cdf).pvalue > 1e-3


def test_exponential_has_the_rate() -> None:
    x = exponential(4.0, 50_000, np.random.default_rng(2))
    assert stats.kstest(x, stats.expon(scale=0.25).cdf).pvalue > 1e-3
    assert np.isfinite(x).all() and x.min() >= 0


def test_sizes() -> None:
    rng = np.random.default_rng(0)
    assert inverse_transform(lambda u: u, 0, rng).shape == (0,)
    with pytest.raises(ValueError, match="negative"):
        inverse_transform(lambda u: u, -1, rng)


def test_categorical() -> None:
    p = np.array([0.0, 0.2, 0.5, 0.0, 0.3])
    x = categorical(p, 50_000, np.random.default_rng(3))
    counts = np.bincount(x, minlength=5)
    assert counts[0] == counts[3] == 0
    assert stats.chisquare(counts[[1, 2, 4]], 50_000 * p[[1, 2, 4]]).pvalue > 1e-3
    for bad in (np.array([0.5, 0.6]), np.array([-0.1, 1.1])):
        with pytest.raises(ValueError, match="add up"):
            categorical(bad, 1, np.random.default_rng(0))


@pytest.mark.parametrize("scale", [1.0, 1 / 60, 100.0])
def test_rejection_needs_no_normalisation(scale: float) -> None:
    rng = np.random.default_rng(4)
    target = stats.beta(3, 4)
    peak = scale * float((2 / 5) ** 2 * (3 / 5) ** 3)
    x, accepted = rejection(
        lambda v: scale * v**2 * (1 - v) ** 3, rng.random, lambda v: np.ones_like(v), peak, 20_000, rng
    )
    assert x.shape == (20_000,)
    assert stats.kstest(x, target.cdf).pvalue > 1e-3
    assert accepted == pytest.approx(scale / 60 / peak, abs=0.01)


def test_rejection_from_another_law() -> None:
    rng = np.random.default_rng(5)
    bound = float(np.sqrt(2 * np.e / np.pi))
    x, accepted = rejection(
        lambda v: 2 * stats.norm.pdf(v),
        lambda n: exponential(1, n, rng),
        lambda v: np.exp(-v),
        bound,
        20_000,
        rng,
    )
    assert stats.kstest(x, stats.halfnorm.cdf).pvalue > 1e-3
    assert accepted == pytest.approx(1 / bound, abs=0.01)


def test_rejection_refuses_a_bound_that_is_too_small() -> None:
    rng = np.random.default_rng(6)
    with pytest.raises(ValueError, match="bound"):
        rejection(lambda v: 2 * v, rng.random, lambda v: np.ones_like(v), 1.5, 1000, rng)
