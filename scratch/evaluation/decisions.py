"""From probabilities to decisions: thresholds, budgets, review bands and cost curves."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scratch.evaluation.curves import cumulative_counts

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


# --8<-- [start:costs]
@dataclass(frozen=True)
class Costs:
    """What each outcome costs, in one currency; gains are negative."""

    fp: float
    fn: float
    tp: float = 0.0
    tn: float = 0.0

    @property
    def threshold(self) -> float:
        """Act when the *calibrated* p reaches this value (Elkan 2001)."""
        regret_acting = self.fp - self.tn
        regret_waiting = self.fn - self.tp
        if regret_acting <= 0 or regret_waiting <= 0:
            raise ValueError("in both classes a mistake must cost more")
        return regret_acting / (regret_acting + regret_waiting)


def best_threshold(y: Ints, scores: Floats, costs: Costs) -> tuple[float, float]:
    """Return the threshold of least total cost on labelled data, and that cost.

    A case is acted on if its score is at least the threshold; infinity means
    never. One sort and cumulative sums try every distinct score: O(n log n).
    It needs no calibration, only enough positives.
    """
    tp, fp, thresholds = cumulative_counts(y, scores)
    tp, fp = np.append(0, tp), np.append(0, fp)
    thresholds = np.append(np.inf, thresholds)
    fn, tn = y.sum() - tp, (len(y) - y.sum()) - fp
    total = costs.tp * tp + costs.fp * fp + costs.fn * fn + costs.tn * tn
    best = int(np.argmin(total))
    return float(thresholds[best]), float(total[best])


# --8<-- [end:costs]


# --8<-- [start:budget]
def precision_recall_at_k(y: Ints, scores: Floats, k: int) -> tuple[float, float]:
    """Return precision and recall of the k highest scores, in expectation over ties at the border.

    Raises:
        ValueError: If k is not in 1 … n or there is no positive.
    """
    if not 1 <= k <= len(y):
        raise ValueError("k must lie in 1 … n")
    if not y.any():
        raise ValueError("recall needs a positive")
    border = np.sort(scores)[-k]
    above, tied = scores > border, scores == border
    # The places left at the border go to tied cases at random, so that each counts by its chance.
    hits = y[above].sum() + (k - above.sum()) * y[tied].mean()
    return float(hits / k), float(hits / y.sum())


# --8<-- [end:budget]


# --8<-- [start:reject]
def review_band(costs: Costs, review: float) -> tuple[float, float]:
    """Return the probabilities between which a human review is the cheapest action.

    Waiting costs p · fn, acting (1 - p) · fp, review a fixed amount (and is assumed to be right). Below the
    band wait, above it act. The band is empty (both ends at the plain threshold) if review costs more than
    the best guess at its worst.
    For fp = fn = 1 this is Chow's rule (1970): reject if max(p, 1 - p) < 1 - review.

    Raises:
        ValueError: If correct decisions are not free, which this form assumes, or ``review`` is negative.
    """
    if costs.tp or costs.tn or review < 0:
        raise ValueError("correct decisions must cost 0 and review at least 0")
    low, high = review / costs.fn, 1 - review / costs.fp
    return (low, high) if low < high else (costs.threshold, costs.threshold)


# --8<-- [end:reject]


def cost_curve(fpr: Floats, tpr: Floats, probability_cost: Floats) -> Floats:
    """Return the least normalised expected cost over all thresholds (Drummond and Holte 2006).

    Args:
        fpr: False-positive rates of the operating points, shape (k,).
        tpr: True-positive rates of the operating points, shape (k,).
        probability_cost: π c_FN / (π c_FN + (1 - π) c_FP), shape (m,).

    Returns:
        Lower envelope of the lines (1 - TPR) x + FPR (1 - x), shape (m,). O(k m) time and memory.
    """
    x = probability_cost[:, None]
    return np.asarray(((1 - tpr) * x + fpr * (1 - x)).min(axis=1), dtype=np.float64)
