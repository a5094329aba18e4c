"""scratch.validation.comparisons against SciPy and simulation."""

import math

import numpy as np
import pytest
from scipy import stats

from scratch.validation.comparisons import discordant, mcnemar_exact, paired_interval, resampled_t


@pytest.mark.parametrize(("b", "c"), [(0, 0), (5, 5), (0, 6), (30, 42), (1, 0), (700, 640)])
def test_mcnemar_is_the_binomial_test(b: int, c: int) -> None:
    expected = 1.0 if b + c == 0 else stats.binomtest(b, b + c).pvalue
    assert mcnemar_exact(b, c) == pytest.approx(expected, rel=1e-9)


def test_discordant_counts() -> None:
    a, b = np.array([True, True, False, False, True]), np.array([True, False, True, False, False])
    assert discordant(a, b) == (2, 1)


def test_paired_interval_is_that_of_the_differences() -> None:
    rng = np.random.default_rng(0)
    a = rng.random(500) < 0.8
    b = np.where(rng.random(500) < 0.2, rng.random(500) < 0.8, a)
    differences = b.astype(float) - a.astype(float)
    half = 1.96 * differences.std() / math.sqrt(500)
    low, high = paired_interval(*discordant(a, b), 500)
    assert (low, high) == pytest.approx((differences.mean() - half, differences.mean() + half))


def test_naive_t_is_the_paired_t_test() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(2, 10))
    t, df = resampled_t(x - y)
    assert t == pytest.approx(stats.ttest_rel(x, y).statistic)
    assert df == 9


def test_correction_shrinks_t() -> None:
    d = np.random.default_rng(2).normal(0.3, 1, 100)
    naive, corrected = resampled_t(d)[0], resampled_t(d, 1 / 9)[0]
    assert corrected == pytest.approx(naive / math.sqrt(1 + 100 / 9))


def test_equal_scores() -> None:
    assert resampled_t(np.zeros(10), 1 / 9)[0] == 0.0
    assert resampled_t(np.full(10, 0.5))[0] == math.inf
