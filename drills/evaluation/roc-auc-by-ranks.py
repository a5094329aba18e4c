# ---
# title: ROC-AUC by ranks, ties included
# level: intermediate
# minutes: 18
# frequency: high
# chapter: evaluation/classification-metrics
# questions: [roc-auc-meaning, roc-auc-from-scratch]
# reviewed: 2026-11-20
# ---

# %% statement
# Write `roc_auc(y, scores)`: the probability that a random positive scores above a random negative, a tie
# counting one half.
#
# - `y` holds 0 and 1, shape `(n,)`; `scores` are floats of the same shape, of any range, higher means
#   more positive.
# - Return a Python `float`.
# - O(n log n) time and O(n) memory: the tests include 200,000 rows with many ties, for which all pairs
#   would not fit.
# - If a class is missing, raise `ValueError`; the number is not defined then, and 0.5 would be a lie.
# - Do not change the arrays you are given.

# %% starter
import numpy as np


def roc_auc(y: np.ndarray, scores: np.ndarray) -> float:
    """Return the area under the ROC curve."""
    raise NotImplementedError


# %% hint
# Give each row its rank by score, 1 for the lowest. A positive at rank r stands above r - 1 rows. Which
# of those are negatives?

# %% hint
# Summed over the positives, the ranks count all rows below or at each positive. Of these, the pairs among
# positives are always n⁺(n⁺ + 1)/2, whatever the order. What is left are the (positive, negative) pairs
# in the right order.

# %% hint
# Tied rows must share the mean of the ranks they occupy. `np.unique(scores, return_inverse=True,
# return_counts=True)` gives the groups; the last rank of a group is the cumulative count, its mean rank
# that minus (count - 1) / 2.

# %% solution
import numpy as np


def roc_auc(y: np.ndarray, scores: np.ndarray) -> float:
    """Return the area under the ROC curve."""
    n_pos = int(np.sum(y == 1))
    n_neg = len(y) - n_pos
    if n_pos == 0 or n_neg == 0:
        raise ValueError("both classes must occur")
    _, group, counts = np.unique(scores, return_inverse=True, return_counts=True)
    mid_rank = np.cumsum(counts) - (counts - 1) / 2
    rank_sum = mid_rank[group][y == 1].sum()
    return float((rank_sum - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))


# %% complexity
# O(n log n) time for the sort inside `np.unique`, O(n) memory. The sum over all n⁺ · n⁻ pairs gives the
# same number in quadratic time and is a good test for small n.

# %% follow-ups
# - **What happens to the result under `scores -> log(scores)`, for positive scores?** Nothing: only the
#   order enters, so that any strictly increasing map leaves it alone. In floating point it must not merge
#   scores: a sigmoid turns the logits 40 and 50 into the same 1.0.
# - **A model rounds its scores to one decimal. What changes?** Ties appear, and each tied (positive,
#   negative) pair counts ½ instead of 0 or 1; the area moves a little in either direction.
# - **How would you compute it over a billion rows on many machines?** Histogram the scores of each class
#   into, say, 10,000 quantile bins, add the histograms, and treat each bin as a tie; the error is at most
#   half the share of pairs that fall into the same bin.

# %% tests
import time

import numpy as np


def _pairs(y: np.ndarray, scores: np.ndarray) -> float:
    gap = scores[y == 1][:, None] - scores[y == 0][None, :]
    return float((gap > 0).mean() + (gap == 0).mean() / 2)


def test_perfect_reversed_and_by_hand() -> None:
    """A perfect order gives 1, the reverse 0, and three pairs right of four 0.75."""
    y = np.array([0, 0, 1, 1])
    assert roc_auc(y, np.array([0.1, 0.2, 0.3, 0.4])) == 1.0
    assert roc_auc(y, np.array([0.4, 0.3, 0.2, 0.1])) == 0.0
    assert abs(roc_auc(y, np.array([0.1, 0.35, 0.3, 0.8])) - 0.75) < 1e-12


def test_matches_all_pairs_without_ties() -> None:
    """It must equal the share of (positive, negative) pairs in the right order."""
    rng = np.random.default_rng(0)
    for share in (0.05, 0.5, 0.9):
        y = (rng.random(300) < share).astype(int)
        scores = rng.normal(size=300) + y
        assert abs(roc_auc(y, scores) - _pairs(y, scores)) < 1e-12


def test_ties_count_one_half() -> None:
    """Scores with many ties must match all pairs, with one half for each tie."""
    rng = np.random.default_rng(1)
    for levels in (2, 3, 10):
        y = (rng.random(300) < 0.3).astype(int)
        scores = (rng.integers(0, levels, 300) + y).astype(float)
        assert abs(roc_auc(y, scores) - _pairs(y, scores)) < 1e-12


def test_constant_scores_are_one_half_in_any_order() -> None:
    """If all scores are equal the answer is 0.5, also when the labels happen to be sorted."""
    for y in (np.array([1, 1, 0, 0, 0]), np.array([0, 0, 0, 1, 1]), np.array([0, 1, 0, 1, 0])):
        assert abs(roc_auc(y, np.full(5, 0.3)) - 0.5) < 1e-12


def test_scores_need_not_be_probabilities() -> None:
    """Logits below 0 and above 1 are scores too, and an increasing map changes nothing."""
    rng = np.random.default_rng(2)
    y = rng.integers(0, 2, 200)
    logits = 5 * rng.normal(size=200) - 3 + 4 * y
    assert abs(roc_auc(y, logits) - _pairs(y, logits)) < 1e-12
    assert abs(roc_auc(y, logits) - roc_auc(y, 1 / (1 + np.exp(-logits)))) < 1e-12


def test_nearly_equal_scores_are_not_ties() -> None:
    """Scores are compared as they are: no rounding, no tolerance, no squashing into [0, 1]."""
    y = np.array([0, 1])
    for low, high in ((1.0, 1.0 + 1e-9), (40.0, 50.0), (1e9, 1e9 + 1), (-1e-12, 1e-12)):
        assert roc_auc(y, np.array([low, high])) == 1.0
        assert roc_auc(y, np.array([high, low])) == 0.0


def test_two_hundred_thousand_rows() -> None:
    """200,000 rows with 100 distinct scores must take well under five seconds and stay exact."""
    rng = np.random.default_rng(3)
    y = (rng.random(200_000) < 0.5).astype(int)
    scores = rng.integers(0, 100, 200_000) / 100.0
    start = time.perf_counter()
    found = roc_auc(y, scores)
    assert time.perf_counter() - start < 5
    pos = np.bincount((scores[y == 1] * 100).round().astype(int), minlength=100)
    neg = np.bincount((scores[y == 0] * 100).round().astype(int), minlength=100)
    expected = (pos * (np.cumsum(neg) - neg / 2)).sum() / (int(pos.sum()) * int(neg.sum()))
    assert abs(found - expected) < 1e-9


def test_missing_class_raises() -> None:
    """A class that does not occur must raise ValueError."""
    for y in (np.zeros(4, dtype=int), np.ones(4, dtype=int)):
        try:
            roc_auc(y, np.arange(4.0))
        except ValueError:
            continue
        raise AssertionError("no ValueError although a class is missing")


def test_result_and_inputs() -> None:
    """The result must be a Python float and the inputs must be left as they were."""
    y, scores = np.array([1, 0, 1, 0]), np.array([0.9, 0.1, 0.4, 0.5])
    assert type(roc_auc(y, scores)) is float
    assert y.tolist() == [1, 0, 1, 0]
    assert scores.tolist() == [0.9, 0.1, 0.4, 0.5]


# %% mutant: gives tied rows different ranks
import numpy as np


def roc_auc(y, scores):
    n_pos = int(np.sum(y == 1))
    n_neg = len(y) - n_pos
    if n_pos == 0 or n_neg == 0:
        raise ValueError("both classes must occur")
    ranks = np.empty(len(y))
    ranks[np.argsort(scores, kind="stable")] = np.arange(1, len(y) + 1)
    return float((ranks[y == 1].sum() - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))


# %% mutant: gives tied rows their lowest rank
import numpy as np


def roc_auc(y, scores):
    n_pos = int(np.sum(y == 1))
    n_neg = len(y) - n_pos
    if n_pos == 0 or n_neg == 0:
        raise ValueError("both classes must occur")
    ordered = np.sort(scores)
    ranks = np.searchsorted(ordered, scores, side="left") + 1
    return float((ranks[y == 1].sum() - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))


# %% mutant: counts ranks from zero
import numpy as np


def roc_auc(y, scores):
    n_pos = int(np.sum(y == 1))
    n_neg = len(y) - n_pos
    if n_pos == 0 or n_neg == 0:
        raise ValueError("both classes must occur")
    _, group, counts = np.unique(scores, return_inverse=True, return_counts=True)
    mid_rank = np.cumsum(counts) - (counts + 1) / 2
    return float((mid_rank[group][y == 1].sum() - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))


# %% mutant: integrates steps instead of trapezoids over ties
import numpy as np


def roc_auc(y, scores):
    n_pos = int(np.sum(y == 1))
    n_neg = len(y) - n_pos
    if n_pos == 0 or n_neg == 0:
        raise ValueError("both classes must occur")
    area, tpr, fpr = 0.0, 0.0, 0.0
    for value in np.unique(scores)[::-1]:
        new_tpr = tpr + np.sum((scores == value) & (y == 1)) / n_pos
        new_fpr = fpr + np.sum((scores == value) & (y == 0)) / n_neg
        area += (new_fpr - fpr) * new_tpr
        tpr, fpr = new_tpr, new_fpr
    return float(area)


# %% mutant: walks a fixed grid of thresholds between 0 and 1
import numpy as np


def roc_auc(y, scores):
    n_pos = int(np.sum(y == 1))
    n_neg = len(y) - n_pos
    if n_pos == 0 or n_neg == 0:
        raise ValueError("both classes must occur")
    cuts = np.linspace(1.001, -0.001, 101)
    tpr = np.array([np.mean(scores[y == 1] >= t) for t in cuts])
    fpr = np.array([np.mean(scores[y == 0] >= t) for t in cuts])
    return float(np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2))


# %% mutant: answers 0.5 when a class is missing
import numpy as np


def roc_auc(y, scores):
    n_pos = int(np.sum(y == 1))
    n_neg = len(y) - n_pos
    if n_pos == 0 or n_neg == 0:
        return 0.5
    _, group, counts = np.unique(scores, return_inverse=True, return_counts=True)
    mid_rank = np.cumsum(counts) - (counts - 1) / 2
    return float((mid_rank[group][y == 1].sum() - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))


# %% mutant: rounds the scores before it looks for ties
import numpy as np


def roc_auc(y, scores):
    n_pos = int(np.sum(y == 1))
    n_neg = len(y) - n_pos
    if n_pos == 0 or n_neg == 0:
        raise ValueError("both classes must occur")
    _, group, counts = np.unique(np.round(scores, 6), return_inverse=True, return_counts=True)
    mid_rank = np.cumsum(counts) - (counts - 1) / 2
    return float((mid_rank[group][y == 1].sum() - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))


# %% mutant: squashes the scores by a sigmoid first
import numpy as np


def roc_auc(y, scores):
    n_pos = int(np.sum(y == 1))
    n_neg = len(y) - n_pos
    if n_pos == 0 or n_neg == 0:
        raise ValueError("both classes must occur")
    _, group, counts = np.unique(1 / (1 + np.exp(-scores)), return_inverse=True, return_counts=True)
    mid_rank = np.cumsum(counts) - (counts - 1) / 2
    return float((mid_rank[group][y == 1].sum() - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))


# %% mutant: takes nearly equal scores for ties
import numpy as np


def roc_auc(y, scores):
    n_pos = int(np.sum(y == 1))
    n_neg = len(y) - n_pos
    if n_pos == 0 or n_neg == 0:
        raise ValueError("both classes must occur")
    order = np.argsort(-scores, kind="stable")
    ordered, labels = scores[order], y[order]
    last = np.append(np.flatnonzero(~np.isclose(ordered[1:], ordered[:-1])), len(y) - 1)
    tpr = np.append(0, np.cumsum(labels == 1)[last]) / n_pos
    fpr = np.append(0, np.cumsum(labels == 0)[last]) / n_neg
    return float(np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2))
