"""scratch.probability_and_statistics.resampling against SciPy."""

import numpy as np
import pytest
from scipy import stats

from scratch.probability_and_statistics.resampling import (
    Floats,
    basic_interval,
    bca_interval,
    bootstrap_replicates,
    jackknife,
    jackknife_standard_error,
    percentile_interval,
    permutation_test,
    studentised_interval,
)


def mean(x: Floats) -> Floats:
    return np.asarray(x.mean(axis=-1))


def median(x: Floats) -> Floats:
    return np.asarray(np.median(x, axis=-1))


@pytest.mark.parametrize("statistic", [mean, median])
@pytest.mark.parametrize("method", ["percentile", "basic", "BCa"])
def test_intervals_equal_scipy_on_the_same_resamples(statistic, method: str) -> None:  # type: ignore[no-untyped-def]
    x = np.random.default_rng(0).lognormal(size=23)
    replicates = bootstrap_replicates(x, statistic, np.random.default_rng(1), 999)
    found = {
        "percentile": percentile_interval(replicates, 0.9),
        "basic": basic_interval(float(statistic(x)), replicates, 0.9),
        "BCa": bca_interval(x, statistic, replicates, 0.9),
    }[method]
    expected = stats.bootstrap(
        (x,),
        lambda data, axis: statistic(np.moveaxis(data, axis, -1)),
        n_resamples=999,
        confidence_level=0.9,
        method=method,
        rng=np.random.default_rng(1),
    ).confidence_interval
    np.testing.assert_allclose(found, expected, rtol=1e-10)


def test_studentised_approaches_t_for_normal_data() -> None:
    x = np.random.default_rng(2).normal(5, 2, 400)
    expected = stats.ttest_1samp(x, 0).confidence_interval(0.95)
    found = studentised_interval(x, np.random.default_rng(3), 8000)
    np.testing.assert_allclose(found, expected, atol=0.03)


def test_studentised_is_longer_on_the_side_of_the_tail() -> None:
    x = np.random.default_rng(4).lognormal(size=25)
    low, high = studentised_interval(x, np.random.default_rng(5))
    assert high - x.mean() > 1.3 * (x.mean() - low)


def test_jackknife_of_the_mean_is_the_textbook_standard_error() -> None:
    x = np.random.default_rng(6).exponential(size=17)
    assert jackknife(x, mean)[4] == pytest.approx(np.delete(x, 4).mean())
    assert jackknife_standard_error(x, mean) == pytest.approx(x.std(ddof=1) / np.sqrt(17))


def test_permutation_test_is_near_the_exact_one() -> None:
    rng = np.random.default_rng(7)
    x, y = rng.normal(1.2, 1, 6), rng.normal(0, 1, 7)
    exact = stats.permutation_test(
        (x, y), lambda a, b, axis: a.mean(axis=axis) - b.mean(axis=axis), n_resamples=10_000
    )
    difference, p = permutation_test(x, y, rng, 20_000)
    assert difference == pytest.approx(exact.statistic)
    assert p == pytest.approx(exact.pvalue, abs=0.008)


def test_permutation_p_is_never_zero_and_counts_ties() -> None:
    rng = np.random.default_rng(8)
    assert permutation_test(np.arange(30.0), np.arange(30.0) + 100, rng, 99)[1] == 0.01
    assert permutation_test(np.ones(5), np.ones(6), rng, 99)[1] == 1.0


def test_permutation_with_another_statistic() -> None:
    rng = np.random.default_rng(9)
    x, y = rng.normal(0, 3, 60), rng.normal(0, 1, 60)
    _, p = permutation_test(x, y, rng, 500, lambda a, b: float(np.log(a.std() / b.std())))
    assert p < 0.01


def test_bca_refuses_a_statistic_that_no_row_moves() -> None:
    with pytest.raises(ValueError, match="never changes"):
        bca_interval(np.ones(5), mean, np.ones(99))
