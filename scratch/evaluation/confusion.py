"""Confusion matrices and the metrics of one threshold, binary and averaged over classes."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Average = Literal["micro", "macro", "weighted"]


# --8<-- [start:matrix]
def confusion_matrix(y_true: Ints, y_pred: Ints, n_classes: int) -> Ints:
    """Count every (true class, predicted class) pair.

    Args:
        y_true: Labels 0 … n_classes - 1, shape (n,).
        y_pred: Predictions of the same form, shape (n,).
        n_classes: Number of classes, also of those that never occur.

    Returns:
        Counts, shape (n_classes, n_classes): rows are true, columns are predicted classes. O(n) time.

    Raises:
        ValueError: If the shapes differ or a label lies outside the range.
    """
    if y_true.shape != y_pred.shape:
        raise ValueError("y_true and y_pred differ in shape")
    both = np.concatenate([y_true, y_pred])
    if both.size and (both.min() < 0 or both.max() >= n_classes):
        raise ValueError("labels must lie in 0 … n_classes - 1")
    # A pair is one number in base n_classes, so that a single bincount replaces a Python loop.
    counts = np.bincount(y_true * n_classes + y_pred, minlength=n_classes**2)
    return counts.reshape(n_classes, n_classes).astype(np.int64)


# --8<-- [end:matrix]


# --8<-- [start:counts]
def ratio(numerator: float, denominator: float, zero_division: float = 0.0) -> float:
    """Divide, and answer an empty denominator by the caller's convention."""
    return numerator / denominator if denominator else zero_division


@dataclass(frozen=True)
class Counts:
    """The four cells of a binary confusion matrix, and what is derived from them."""

    tp: int
    fp: int
    fn: int
    tn: int

    @property
    def accuracy(self) -> float:
        """Share of all cases that are right."""
        return ratio(self.tp + self.tn, self.tp + self.fp + self.fn + self.tn)

    @property
    def precision(self) -> float:
        """Share of alarms that are real."""
        return ratio(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """Share of positives that are found (sensitivity, true-positive rate)."""
        return ratio(self.tp, self.tp + self.fn)

    @property
    def specificity(self) -> float:
        """Share of negatives left in peace (one minus the false-positive rate)."""
        return ratio(self.tn, self.tn + self.fp)

    def f_beta(self, beta: float = 1.0) -> float:
        """Weighted harmonic mean; beta > 1 leans towards recall. True negatives do not enter."""
        b2 = beta * beta
        return ratio((1 + b2) * self.tp, (1 + b2) * self.tp + b2 * self.fn + self.fp)

    @property
    def mcc(self) -> float:
        """Correlation of label and prediction; 0 when a row or column is empty (Matthews 1975)."""
        product = (self.tp + self.fp) * (self.tp + self.fn) * (self.tn + self.fp) * (self.tn + self.fn)
        return ratio(self.tp * self.tn - self.fp * self.fn, math.sqrt(product))


# --8<-- [end:counts]


def binary_counts(y_true: Ints, y_pred: Ints) -> Counts:
    """Count the four cells of 0/1 labels and predictions, both of shape (n,)."""
    matrix = confusion_matrix(y_true, y_pred, 2)
    return Counts(tp=int(matrix[1, 1]), fp=int(matrix[0, 1]), fn=int(matrix[1, 0]), tn=int(matrix[0, 0]))


# --8<-- [start:average]
def per_class(matrix: Ints) -> tuple[Floats, Floats, Floats]:
    """Return precision, recall and F1 of each class, one against the rest, each of shape (n_classes,)."""
    hits = np.diag(matrix).astype(np.float64)
    predicted, actual = matrix.sum(axis=0), matrix.sum(axis=1)
    zeros = np.zeros(len(hits))
    precision = np.divide(hits, predicted, out=zeros.copy(), where=predicted > 0)
    recall = np.divide(hits, actual, out=zeros.copy(), where=actual > 0)
    f1 = np.divide(2 * hits, predicted + actual, out=zeros.copy(), where=predicted + actual > 0)
    return precision, recall, f1


def f1_average(matrix: Ints, average: Average) -> float:
    """Average F1 over the classes of a confusion matrix, shape (n_classes, n_classes).

    ``micro`` pools the counts and then takes F1, ``macro`` takes F1 per class and then the plain mean,
    ``weighted`` the mean weighted by how many true cases each class has.
    """
    if average == "micro":
        # Each error is one false positive (of the predicted class) and one false negative (of the true one).
        return float(np.trace(matrix) / matrix.sum())
    f1 = per_class(matrix)[2]
    weights = matrix.sum(axis=1) if average == "weighted" else None
    return float(np.average(f1, weights=weights))


def f1_of_averages(matrix: Ints) -> float:
    """Return the other quantity called macro-F1: the harmonic mean of macro precision and macro recall.

    Source: Opitz and Burst (2019), who show that it is never below the mean of the F1s.
    """
    precision, recall, _ = per_class(matrix)
    p, r = float(precision.mean()), float(recall.mean())
    return ratio(2 * p * r, p + r)


# --8<-- [end:average]
