"""scratch.evaluation.probabilities against scikit-learn (1e-12) and against identities."""

import numpy as np
import pytest
from sklearn import metrics
from sklearn.calibration import calibration_curve

from scratch.evaluation.probabilities import (
    brier,
    brier_parts,
    expected_calibration_error,
    log_loss,
    reliability_bins,
)


def _forecasts(seed: int, n: int = 2000) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    p = rng.beta(0.5, 2, n)
    return (rng.random(n) < p**1.3).astype(np.int64), p


@pytest.mark.parametrize("seed", range(3))
def test_scores_match_sklearn(seed: int) -> None:
    y, p = _forecasts(seed)
    assert log_loss(y, p) == pytest.approx(metrics.log_loss(y, p), abs=1e-9)
    assert brier(y, p) == pytest.approx(metrics.brier_score_loss(y, p), abs=1e-12)


def test_certain_mistake_is_large_but_finite() -> None:
    assert 30 < log_loss(np.array([1]), np.array([0.0])) < 40
    assert brier(np.array([1]), np.array([0.0])) == 1


@pytest.mark.parametrize("seed", range(3))
def test_brier_parts_sum_up(seed: int) -> None:
    y, p = _forecasts(seed)
    p = np.round(p, 1)
    parts = brier_parts(y, p)
    total = parts.reliability - parts.resolution + parts.uncertainty
    assert total == pytest.approx(brier(y, p), abs=1e-12)
    assert parts.reliability > 0 < parts.resolution


def test_base_rate_forecast_has_only_uncertainty() -> None:
    y = np.array([1, 0, 0, 0])
    parts = brier_parts(y, np.full(4, 0.25))
    assert (parts.reliability, parts.resolution) == (0, 0)
    assert parts.uncertainty == 0.25 * 0.75


@pytest.mark.parametrize(("quantile", "strategy"), [(False, "uniform"), (True, "quantile")])
def test_bins_match_sklearn(quantile: bool, strategy: str) -> None:
    y, p = _forecasts(4)
    rate, mean_p = calibration_curve(y, p, n_bins=12, strategy=strategy)
    ours = reliability_bins(y, p, 12, quantile)
    np.testing.assert_allclose(ours[0], mean_p, atol=1e-12)
    np.testing.assert_allclose(ours[1], rate, atol=1e-12)
    assert ours[2].sum() == len(y)


def test_ece_by_hand() -> None:
    y, p = np.array([0, 1, 1, 1]), np.array([0.2, 0.2, 0.9, 1.0])
    # Bin of 0.2: rate 0.5, gap 0.3, half of the cases. Last bin: rate 1, mean 0.95, gap 0.05.
    assert expected_calibration_error(y, p, 10) == pytest.approx(0.5 * 0.3 + 0.5 * 0.05)


def test_ece_of_a_useless_forecast_is_zero() -> None:
    y = np.array([1, 0] * 50)
    assert expected_calibration_error(y, np.full(100, 0.5)) == 0
