"""scratch.probability_and_statistics.robust against SciPy."""

import numpy as np
import pytest
from scipy import stats

from scratch.probability_and_statistics.robust import mad, robust_z, spearman, trimmed_mean


def test_matches_scipy() -> None:
    rng = np.random.default_rng(0)
    x = rng.standard_t(2, 101)
    assert mad(x) == pytest.approx(stats.median_abs_deviation(x, scale="normal"), rel=1e-4)
    assert trimmed_mean(x, 0.2) == pytest.approx(stats.trim_mean(x, 0.2))
    y = np.round(x + rng.normal(size=101))
    assert spearman(x, y) == pytest.approx(stats.spearmanr(x, y).statistic)


def test_forty_percent_outliers_do_not_hide_one_another() -> None:
    x = np.r_[np.linspace(-1, 1, 60), np.full(40, 50.0)]
    assert (robust_z(x)[60:] > 10).all()
    assert ((x - x.mean()) / x.std())[60:].max() < 2


def test_zero_mad_is_refused() -> None:
    with pytest.raises(ValueError, match="zero"):
        robust_z(np.array([1.0, 1.0, 1.0, 9.0]))
