"""scratch.evaluation.confusion against scikit-learn, to 1e-12."""

import numpy as np
import pytest
from sklearn import metrics

from scratch.evaluation.confusion import (
    Average,
    Counts,
    binary_counts,
    confusion_matrix,
    f1_average,
    f1_of_averages,
    per_class,
)


@pytest.mark.parametrize("seed", range(5))
def test_binary_metrics_match_sklearn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    y = (rng.random(300) < 0.2).astype(np.int64)
    predicted = np.where(rng.random(300) < 0.8, y, 1 - y).astype(np.int64)
    counts = binary_counts(y, predicted)
    expected = {
        "accuracy": metrics.accuracy_score(y, predicted),
        "precision": metrics.precision_score(y, predicted),
        "recall": metrics.recall_score(y, predicted),
        "specificity": metrics.recall_score(y, predicted, pos_label=0),
        "mcc": metrics.matthews_corrcoef(y, predicted),
    }
    for name, value in expected.items():
        assert getattr(counts, name) == pytest.approx(value, abs=1e-12), name
    for beta in (0.5, 1.0, 2.0):
        assert counts.f_beta(beta) == pytest.approx(metrics.fbeta_score(y, predicted, beta=beta), abs=1e-12)


def test_f1_ignores_true_negatives_and_mcc_does_not() -> None:
    few, many = Counts(tp=40, fp=10, fn=20, tn=30), Counts(tp=40, fp=10, fn=20, tn=30_000)
    assert few.f_beta() == many.f_beta()
    assert few.mcc < many.mcc


def test_empty_denominators_are_zero() -> None:
    never = Counts(tp=0, fp=0, fn=3, tn=7)
    assert (never.precision, never.recall, never.f_beta(), never.mcc) == (0, 0, 0, 0)
    assert never.specificity == 1


def test_mcc_of_large_counts_does_not_overflow() -> None:
    big = 3_000_000_000
    assert Counts(tp=big, fp=big, fn=big, tn=big).mcc == 0
    assert Counts(tp=big, fp=0, fn=0, tn=big).mcc == 1


@pytest.mark.parametrize("seed", range(5))
def test_averages_match_sklearn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    y = rng.choice(4, size=500, p=[0.7, 0.2, 0.08, 0.02])
    predicted = np.where(rng.random(500) < 0.7, y, rng.integers(0, 4, 500))
    matrix = confusion_matrix(y, predicted, 4)
    np.testing.assert_array_equal(matrix, metrics.confusion_matrix(y, predicted, labels=range(4)))
    averages: tuple[Average, ...] = ("micro", "macro", "weighted")
    for average in averages:
        expected = metrics.f1_score(y, predicted, average=average, labels=range(4), zero_division=0)
        assert f1_average(matrix, average) == pytest.approx(expected, abs=1e-12), average
    assert f1_average(matrix, "micro") == pytest.approx(metrics.accuracy_score(y, predicted), abs=1e-12)


def test_macro_f1_of_averages_is_never_below_the_mean_of_f1s() -> None:
    rng = np.random.default_rng(0)
    gaps = []
    for _ in range(200):
        matrix = rng.integers(0, 50, (3, 3))
        gaps.append(f1_of_averages(matrix) - f1_average(matrix, "macro"))
    assert min(gaps) > -1e-12
    assert max(gaps) > 0.02


def test_class_that_is_never_predicted_counts_zero() -> None:
    precision, recall, f1 = per_class(np.array([[5, 0, 0], [1, 4, 0], [2, 0, 0]]))
    assert (precision[2], recall[2], f1[2]) == (0, 0, 0)


def test_labels_outside_the_range_are_refused() -> None:
    with pytest.raises(ValueError, match="0 … n_classes"):
        confusion_matrix(np.array([0, 3]), np.array([0, 1]), 3)
    with pytest.raises(ValueError, match="shape"):
        confusion_matrix(np.array([0, 1]), np.array([0]), 2)
