"""scratch.probability_and_statistics.distributions against SciPy."""

import numpy as np
import pytest
from scipy import special, stats

from scratch.probability_and_statistics.distributions import (
    chi2_upper,
    f_upper,
    incomplete_beta,
    t_two_sided,
    upper_incomplete_gamma,
)


def test_special_functions_match_scipy() -> None:
    rng = np.random.default_rng(0)
    for a, b in np.exp(rng.uniform(-3, 6, (150, 2))):
        x = float(rng.beta(a, b))
        assert incomplete_beta(a, b, x) == pytest.approx(special.betainc(a, b, x), abs=1e-11)
        y = float(rng.gamma(a))
        assert upper_incomplete_gamma(a, y) == pytest.approx(special.gammaincc(a, y), abs=1e-11)


def test_ends() -> None:
    assert incomplete_beta(2.0, 3.0, 0.0) == 0.0
    assert incomplete_beta(2.0, 3.0, 1.0) == 1.0
    assert upper_incomplete_gamma(2.0, 0.0) == 1.0


@pytest.mark.parametrize(("a", "b", "x"), [(0, 1, 0.5), (1, -1, 0.5), (1, 1, 1.1)])
def test_beta_refuses(a: float, b: float, x: float) -> None:
    with pytest.raises(ValueError, match="need"):
        incomplete_beta(a, b, x)


@pytest.mark.parametrize(("a", "x"), [(0, 1), (1, -1)])
def test_gamma_refuses(a: float, x: float) -> None:
    with pytest.raises(ValueError, match="need"):
        upper_incomplete_gamma(a, x)


def test_tails_match_scipy() -> None:
    for value in (0.0, 0.3, 1.0, 2.5, 6.0):
        for df in (1, 2.7, 9, 40, 3000):
            assert t_two_sided(-value, df) == pytest.approx(2 * stats.t.sf(value, df), abs=1e-11)
            assert chi2_upper(value, df) == pytest.approx(stats.chi2.sf(value, df), abs=1e-11)
            assert f_upper(value, 3, df) == pytest.approx(stats.f.sf(value, 3, df), abs=1e-11)
