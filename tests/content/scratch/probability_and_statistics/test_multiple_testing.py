"""scratch.probability_and_statistics.multiple_testing against SciPy and the definitions."""

import numpy as np
import pytest
from scipy import stats

from scratch.probability_and_statistics.multiple_testing import benjamini_hochberg, bonferroni, holm


@pytest.mark.parametrize("m", [1, 2, 7, 200])
def test_benjamini_hochberg_matches_scipy(m: int) -> None:
    p = np.random.default_rng(m).random(m) ** 3
    np.testing.assert_allclose(benjamini_hochberg(p), stats.false_discovery_control(p), rtol=1e-12)


def test_step_up_rejects_below_the_last_crossing() -> None:
    p = np.array([0.020, 0.021, 0.022, 0.040])  # the smallest is above its own line, 0.05/4
    assert (benjamini_hochberg(p) <= 0.05).all()
    assert not (holm(p) <= 0.05).any()


def test_holm_equals_its_step_down_definition() -> None:
    rng = np.random.default_rng(0)
    for _ in range(50):
        p = rng.random(8) ** 4
        rejected = np.zeros(8, dtype=bool)
        for k, i in enumerate(np.argsort(p)):
            if p[i] > 0.05 / (8 - k):
                break
            rejected[i] = True
        np.testing.assert_array_equal(holm(p) <= 0.05, rejected)


def test_order_of_strictness() -> None:
    p = np.random.default_rng(1).random(60) ** 2
    assert (bonferroni(p) >= holm(p) - 1e-15).all()
    assert (holm(p) >= benjamini_hochberg(p) - 1e-15).all()
    assert bonferroni(p).max() <= 1
