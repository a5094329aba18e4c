"""ROC and precision-recall curves and their areas, from labels and scores."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def _checked(y: Ints, scores: Floats) -> tuple[int, int]:
    """Return the numbers of positives and negatives, or raise for inputs that have no curve."""
    if y.shape != scores.shape or y.ndim != 1:
        raise ValueError("y and scores must be one-dimensional and of equal length")
    if not np.isin(y, (0, 1)).all() or not np.isfinite(scores).all():
        raise ValueError("y must hold 0 and 1, scores must be finite")
    n_pos = int(y.sum())
    if n_pos in (0, len(y)):
        raise ValueError("both classes must occur")
    return n_pos, len(y) - n_pos


# --8<-- [start:cumulative]
def cumulative_counts(y: Ints, scores: Floats) -> tuple[Ints, Ints, Floats]:
    """Count true and false positives at every distinct threshold, highest first.

    Args:
        y: Labels 0 or 1, shape (n,).
        scores: Higher means more positive, shape (n,).

    Returns:
        True positives, false positives and thresholds ("positive if score >= threshold"), each of
        shape (n_distinct,). O(n log n) time for the sort, O(n) memory.
    """
    order = np.argsort(-scores, kind="stable")
    y, scores = y[order], scores[order]
    # Equal scores cannot be told apart by any threshold: keep only the last row of each tie.
    last = np.append(np.flatnonzero(np.diff(scores)), len(scores) - 1)
    tp = np.cumsum(y)[last]
    return tp, last + 1 - tp, scores[last]


# --8<-- [end:cumulative]


# --8<-- [start:roc]
def roc_curve(y: Ints, scores: Floats) -> tuple[Floats, Floats]:
    """Return false- and true-positive rates, (0, 0) to (1, 1).

    Each of the two has shape (n_distinct + 1,).
    """
    n_pos, n_neg = _checked(y, scores)
    tp, fp, _ = cumulative_counts(y, scores)
    return np.append(0.0, fp / n_neg), np.append(0.0, tp / n_pos)


def auc_by_ranks(y: Ints, scores: Floats) -> float:
    """Return P(positive scores above negative) + ½ P(tie).

    This is the area under the ROC curve and the Mann-Whitney U over n⁺n⁻.
    O(n log n) time, O(n) memory. Source: Hanley and McNeil (1982).

    Raises:
        ValueError: If a class is missing, a label is not 0 or 1, or a score
            is not finite.
    """
    n_pos, n_neg = _checked(y, scores)
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    # Tied scores share the mean of the ranks that they occupy.
    mid_rank = np.cumsum(counts) - (counts - 1) / 2
    rank_sum = mid_rank[inverse][y == 1].sum()
    return float((rank_sum - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))


# --8<-- [end:roc]


# --8<-- [start:pr]
def precision_recall_curve(y: Ints, scores: Floats) -> tuple[Floats, Floats]:
    """Return precision and recall at every distinct threshold.

    Highest threshold first; each of the two has shape (n_distinct,).
    """
    n_pos, _ = _checked(y, scores)
    tp, fp, _ = cumulative_counts(y, scores)
    return tp / (tp + fp), tp / n_pos


def average_precision(y: Ints, scores: Floats) -> float:
    """Return Σ (R_k - R_{k-1}) P_k, precision averaged over the positives."""
    precision, recall = precision_recall_curve(y, scores)
    return float(np.sum(np.diff(recall, prepend=0.0) * precision))


# --8<-- [end:pr]


def trapezoid_pr_area(y: Ints, scores: Floats) -> float:
    """Return the area under straight lines between PR points: wrong, but often reported.

    The curve starts at precision 1 and recall 0, as plotting code usually draws it. Between two operating
    points precision does not move on a line (Davis and Goadrich 2006): the area is optimistic wherever
    precision falls along the step, as on any concave ROC curve, and pessimistic where it rises.
    """
    precision, recall = precision_recall_curve(y, scores)
    return float(np.trapezoid(np.append(1.0, precision), np.append(0.0, recall)))


def interpolated_pr_area(y: Ints, scores: Floats, steps: int = 64) -> float:
    """Return the PR area when each tie is broken at random, integrating TP/(TP + FP) along the way.

    Within a tie true and false positives grow in proportion (Davis and Goadrich 2006); each segment is cut
    into ``steps`` midpoints. O(n log n + n_distinct · steps).
    """
    n_pos, _ = _checked(y, scores)
    tp, fp, _ = cumulative_counts(y, scores)
    share = (np.arange(steps) + 0.5) / steps
    d_tp, d_fp = np.diff(tp, prepend=0)[:, None], np.diff(fp, prepend=0)[:, None]
    mid_tp = (tp[:, None] - d_tp) + d_tp * share
    mid_fp = (fp[:, None] - d_fp) + d_fp * share
    return float(np.sum(d_tp * (mid_tp / (mid_tp + mid_fp))) / (steps * n_pos))


# --8<-- [start:partial]
def partial_auc(y: Ints, scores: Floats, max_fpr: float) -> float:
    """Return the standardised area under the ROC curve left of ``max_fpr`` (McClish 1989).

    The raw area is rescaled so that chance is 0.5 and a perfect ranking 1, whatever ``max_fpr`` is.

    Raises:
        ValueError: If ``max_fpr`` is not in (0, 1], or as for `auc_by_ranks`.
    """
    if not 0 < max_fpr <= 1:
        raise ValueError("max_fpr must lie in (0, 1]")
    fpr, tpr = roc_curve(y, scores)
    inside = fpr <= max_fpr
    x = np.append(fpr[inside], max_fpr)
    area = np.trapezoid(np.append(tpr[inside], np.interp(max_fpr, fpr, tpr)), x)
    chance = max_fpr**2 / 2
    return float(0.5 * (1 + (area - chance) / (max_fpr - chance)))


# --8<-- [end:partial]
