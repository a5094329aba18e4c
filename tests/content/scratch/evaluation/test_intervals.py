"""scratch.evaluation.intervals: coverage and agreement with SciPy."""

import numpy as np
import pytest
from scipy import stats

from scratch.evaluation.curves import auc_by_ranks
from scratch.evaluation.intervals import bootstrap_interval, hanley_mcneil_se, wilson_interval


def test_wilson_matches_scipy() -> None:
    for hits, n in ((0, 7), (3, 60), (45, 60), (60, 60)):
        expected = stats.binomtest(hits, n).proportion_ci(0.9, method="wilson")
        np.testing.assert_allclose(wilson_interval(hits, n, 0.9), [expected.low, expected.high], atol=1e-12)


@pytest.mark.parametrize(("hits", "n"), [(1, 0), (-1, 5), (6, 5)])
def test_wilson_refuses_impossible_counts(hits: int, n: int) -> None:
    with pytest.raises(ValueError, match="hits"):
        wilson_interval(hits, n)


def test_hanley_mcneil_is_exact_for_exponential_scores() -> None:
    rng = np.random.default_rng(0)
    n_pos, n_neg, ratio = 40, 300, 5.0
    y = np.repeat([1, 0], [n_pos, n_neg])
    aucs = [
        auc_by_ranks(y, np.append(rng.exponential(ratio, n_pos), rng.exponential(1, n_neg)))
        for _ in range(3000)
    ]
    expected = hanley_mcneil_se(ratio / (1 + ratio), n_pos, n_neg)
    assert np.std(aucs) == pytest.approx(expected, rel=0.05)


def test_bootstrap_covers_the_truth() -> None:
    rng = np.random.default_rng(1)
    truth = stats.norm.cdf(1.2 / np.sqrt(2))
    hits = 0
    for _ in range(60):
        y = np.repeat([1, 0], [40, 160])
        s = rng.normal(size=200) + 1.2 * y
        low, high = bootstrap_interval(y, s, auc_by_ranks, rng, n_resamples=200)
        assert 0 < low < high < 1
        hits += low <= truth <= high
    assert 51 <= hits <= 60
