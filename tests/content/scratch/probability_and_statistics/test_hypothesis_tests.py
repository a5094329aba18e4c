"""scratch.probability_and_statistics.hypothesis_tests against SciPy."""

import numpy as np
import pytest
from scipy import stats

from scratch.probability_and_statistics.hypothesis_tests import (
    chi_square_fit,
    chi_square_independence,
    mann_whitney,
    one_sample_t,
    one_way_anova,
    pooled_t,
    two_proportion_z,
    welch_t,
)


@pytest.mark.parametrize("seed", range(8))
def test_t_tests(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(0.4, 1, rng.integers(2, 40))
    y = rng.normal(0, 3, rng.integers(2, 40))
    welch = stats.ttest_ind(x, y, equal_var=False)
    np.testing.assert_allclose(welch_t(x, y), [welch.statistic, welch.df, welch.pvalue], rtol=1e-9)
    np.testing.assert_allclose(pooled_t(x, y), stats.ttest_ind(x, y), rtol=1e-9)
    np.testing.assert_allclose(one_sample_t(x, 0.2), stats.ttest_1samp(x, 0.2), rtol=1e-9)


def test_paired_t_is_one_sample_t_of_differences() -> None:
    rng = np.random.default_rng(3)
    before = rng.normal(size=30)
    after = before + 0.3 * rng.normal(size=30)
    np.testing.assert_allclose(one_sample_t(after - before), stats.ttest_rel(after, before), rtol=1e-9)


def test_welch_refuses_what_it_cannot_judge() -> None:
    with pytest.raises(ValueError, match="two values"):
        welch_t(np.array([1.0]), np.array([1.0, 2.0]))
    with pytest.raises(ValueError, match="no spread"):
        welch_t(np.ones(3), np.zeros(4))


@pytest.mark.parametrize("shape", [(2, 2), (2, 5), (4, 3)])
def test_chi_square(shape: tuple[int, int]) -> None:
    table = np.random.default_rng(1).poisson(20, shape) + 1
    expected = stats.chi2_contingency(table, correction=False)
    np.testing.assert_allclose(
        chi_square_independence(table), [expected.statistic, expected.dof, expected.pvalue], rtol=1e-9
    )


def test_chi_square_refuses_an_empty_column() -> None:
    with pytest.raises(ValueError, match="no counts"):
        chi_square_independence([[3, 0], [5, 0]])


def test_chi_square_of_two_by_two_is_z_squared() -> None:
    statistic, _, p = chi_square_independence([[30, 70], [45, 55]])
    z, p_z = two_proportion_z(30, 100, 45, 100)
    assert z > 0
    assert statistic == pytest.approx(z**2)
    assert p == pytest.approx(p_z)


def test_goodness_of_fit() -> None:
    observed, expected = [18, 22, 31, 29], [25, 25, 25, 25]
    np.testing.assert_allclose(chi_square_fit(observed, expected), stats.chisquare(observed, expected))
    np.testing.assert_allclose(
        chi_square_fit(observed, expected, fitted=1), stats.chisquare(observed, expected, ddof=1)
    )


def test_anova_and_its_square_root() -> None:
    rng = np.random.default_rng(5)
    groups = [rng.normal(shift, 1, n) for shift, n in ((0, 8), (0.4, 15), (0.9, 11))]
    np.testing.assert_allclose(one_way_anova(*groups), stats.f_oneway(*groups), rtol=1e-9)
    f, p = one_way_anova(*groups[:2])
    t, p_t = pooled_t(*groups[:2])
    assert f == pytest.approx(t**2)
    assert p == pytest.approx(p_t)


@pytest.mark.parametrize("levels", [3, 1000])
def test_mann_whitney_with_and_without_many_ties(levels: int) -> None:
    rng = np.random.default_rng(6)
    x = rng.integers(0, levels, 25).astype(np.float64)
    y = (rng.integers(0, levels, 40) + 1.0 * (levels > 3)).astype(np.float64)
    expected = stats.mannwhitneyu(x, y, method="asymptotic")
    np.testing.assert_allclose(mann_whitney(x, y), [expected.statistic, expected.pvalue], rtol=1e-9)


def test_mann_whitney_of_equal_values_sees_nothing() -> None:
    assert mann_whitney(np.ones(3), np.ones(4)) == (6.0, 1.0)
