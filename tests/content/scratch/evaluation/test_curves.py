"""scratch.evaluation.curves against scikit-learn, to 1e-12, and against definitions."""

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn import metrics

from scratch.evaluation import curves

Case = tuple[NDArray[np.int64], NDArray[np.float64]]


def _case(seed: int, decimals: int) -> Case:
    """Return labels and scores; few decimals make many ties."""
    rng = np.random.default_rng(seed)
    y = (rng.random(400) < 0.15).astype(np.int64)
    return y, np.round(rng.normal(size=400) + y, decimals)


CASES = [(seed, decimals) for seed in range(3) for decimals in (0, 1, 12)]


@pytest.mark.parametrize(("seed", "decimals"), CASES)
def test_areas_match_sklearn(seed: int, decimals: int) -> None:
    y, s = _case(seed, decimals)
    assert curves.auc_by_ranks(y, s) == pytest.approx(metrics.roc_auc_score(y, s), abs=1e-12)
    assert curves.average_precision(y, s) == pytest.approx(metrics.average_precision_score(y, s), abs=1e-12)
    for limit in (0.01, 0.1, 0.5, 1.0):
        expected = metrics.roc_auc_score(y, s, max_fpr=limit)
        assert curves.partial_auc(y, s, limit) == pytest.approx(expected, abs=1e-12), limit


@pytest.mark.parametrize(("seed", "decimals"), CASES)
def test_curves_match_sklearn(seed: int, decimals: int) -> None:
    y, s = _case(seed, decimals)
    fpr, tpr, _ = metrics.roc_curve(y, s, drop_intermediate=False)
    np.testing.assert_allclose(np.stack(curves.roc_curve(y, s)), np.stack([fpr, tpr]), atol=1e-12)
    precision, recall, _ = metrics.precision_recall_curve(y, s)
    ours = curves.precision_recall_curve(y, s)
    np.testing.assert_allclose(ours[0], precision[:-1][::-1], atol=1e-12)
    np.testing.assert_allclose(ours[1], recall[:-1][::-1], atol=1e-12)


@pytest.mark.parametrize(("seed", "decimals"), CASES)
def test_auc_is_the_share_of_ordered_pairs(seed: int, decimals: int) -> None:
    y, s = _case(seed, decimals)
    gap = s[y == 1][:, None] - s[y == 0][None, :]
    assert curves.auc_by_ranks(y, s) == pytest.approx((gap > 0).mean() + (gap == 0).mean() / 2, abs=1e-12)
    assert curves.auc_by_ranks(y, s) == pytest.approx(np.trapezoid(*curves.roc_curve(y, s)[::-1]), abs=1e-12)


def test_interpolated_area_is_the_mean_over_random_tie_breaks() -> None:
    y, s = _case(0, 0)
    rng = np.random.default_rng(1)
    broken = [curves.average_precision(y, s + 1e-6 * rng.random(len(s))) for _ in range(400)]
    # The continuous limit of 400 rows in a handful of ties differs from the discrete mean by about 0.01.
    assert curves.interpolated_pr_area(y, s) == pytest.approx(np.mean(broken), abs=0.015)
    assert curves.trapezoid_pr_area(y, s) > curves.interpolated_pr_area(y, s) + 0.02


def test_areas_are_averages_over_positives() -> None:
    y, s = _case(2, 12)
    positives = s[y == 1][:, None]
    fpr, flagged = (s[y == 0] >= positives).mean(axis=1), (s >= positives).mean(axis=1)
    assert curves.auc_by_ranks(y, s) == pytest.approx(1 - fpr.mean(), abs=1e-12)
    expected = 1 - (1 - y.mean()) * (fpr / flagged).mean()
    assert curves.average_precision(y, s) == pytest.approx(expected, abs=1e-12)


def test_constant_scores_are_chance() -> None:
    y = np.array([1, 0, 0, 0])
    s = np.full(4, 0.3)
    assert curves.auc_by_ranks(y, s) == 0.5
    assert curves.average_precision(y, s) == 0.25
    assert curves.interpolated_pr_area(y, s) == pytest.approx(0.25)
    assert curves.partial_auc(y, s, 0.1) == pytest.approx(0.5)


def test_monotone_maps_change_nothing() -> None:
    y, s = _case(1, 12)
    assert curves.auc_by_ranks(y, s) == curves.auc_by_ranks(y, 1 / (1 + np.exp(-3 * s + 1)))
    assert curves.average_precision(y, s) == curves.average_precision(y, np.exp(s))


@pytest.mark.parametrize(
    ("y", "s", "what"),
    [
        ([1, 1], [0.2, 0.3], "both classes"),
        ([0, 1, 1], [0.2, 0.3], "equal length"),
        ([0, 2], [0.2, 0.3], "0 and 1"),
        ([0, 1], [0.2, np.nan], "finite"),
    ],
)
def test_inputs_without_a_curve_are_refused(y: list[int], s: list[float], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        curves.auc_by_ranks(np.array(y), np.array(s))


@pytest.mark.parametrize("limit", [0.0, -0.1, 1.1])
def test_partial_auc_refuses_limits_outside(limit: float) -> None:
    with pytest.raises(ValueError, match="max_fpr"):
        curves.partial_auc(np.array([0, 1]), np.array([0.1, 0.2]), limit)
