"""scratch.probability_and_statistics.power against SciPy's noncentral t and simulation."""

import math

import numpy as np
import pytest
from scipy import stats

from scratch.probability_and_statistics.power import (
    n_per_group_means,
    n_per_group_proportions,
    t_critical,
    t_test_power,
)


@pytest.mark.parametrize("d", [0.0, 0.2, 0.8, -1.5])
@pytest.mark.parametrize("n", [2, 5, 30, 400])
def test_power_matches_the_noncentral_t(d: float, n: int) -> None:
    df, shift = 2 * n - 2, d * math.sqrt(n / 2)
    critical = stats.t.isf(0.025, df)
    expected = stats.nct.sf(critical, df, shift) + stats.nct.cdf(-critical, df, shift)
    assert t_test_power(d, n) == pytest.approx(float(expected), abs=1e-6)


def test_critical_value() -> None:
    assert t_critical(7, 0.01) == pytest.approx(stats.t.isf(0.005, 7), abs=1e-9)
    assert t_critical(1, 1e-4) == pytest.approx(stats.t.isf(0.5e-4, 1), rel=1e-9)


def test_sample_size_of_means_reaches_the_power() -> None:
    n = n_per_group_means(0.5, 1.0)
    assert n == 63
    assert t_test_power(0.5, n + 1) >= 0.8 > t_test_power(0.5, n - 1)


def test_sample_size_of_proportions_by_simulation() -> None:
    n = n_per_group_proportions(0.10, 0.13, power=0.9)
    rng = np.random.default_rng(0)
    a, b = rng.binomial(n, 0.10, 20_000) / n, rng.binomial(n, 0.13, 20_000) / n
    z = (b - a) / np.sqrt((a * (1 - a) + b * (1 - b)) / n)
    assert np.mean(np.abs(z) > 1.96) == pytest.approx(0.9, abs=0.01)


def test_no_difference_no_sample_size() -> None:
    with pytest.raises(ValueError, match="zero"):
        n_per_group_means(0.0, 1.0)
