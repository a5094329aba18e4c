# ---
# title: Isotonic regression by pooling adjacent violators
# level: advanced
# minutes: 25
# frequency: low
# chapter: evaluation/classification-metrics
# questions: [platt-isotonic-temperature]
# reviewed: 2026-11-20
# ---

# %% statement
# Calibrate scores without assuming a shape: write `isotonic(y, scores)` that returns, for each row, the
# value of the non-decreasing function of the score that minimises $\sum_i (f(s_i) - y_i)^2$.
#
# - `y` is numeric, shape `(n,)`, with `n >= 1`; 0/1 labels are the usual case, but any real target must
#   work. `scores` has the same shape, in any order, possibly with ties.
# - Return floats, shape `(n,)`, in the order of the *input* rows.
# - Equal scores get equal values.
# - After the sort, O(n) steps: the tests include 50,000 rows.
# - Do not change the arrays you are given.

# %% starter
import numpy as np


def isotonic(y: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """Return the isotonic fit at each row, in input order."""
    raise NotImplementedError


# %% hint
# Treat equal scores first: replace each group by one point, its mean target, with the group's size as
# weight.

# %% hint
# Walk through the points from low to high and keep a stack of blocks (mean, weight, number of points). A
# new point starts a block of its own. When does it violate the order?

# %% hint
# While the last block's mean lies below the mean of the one before it, merge the two into their weighted
# mean, and look again: the merged block may now violate the order with its own predecessor. Each merge
# removes a block, so that there are fewer than n.

# %% solution
import numpy as np


def isotonic(y: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """Return the isotonic fit at each row, in input order."""
    _, group, counts = np.unique(scores, return_inverse=True, return_counts=True)
    targets = np.bincount(group, weights=y) / counts
    means, weights, sizes = [], [], []
    for target, count in zip(targets.tolist(), counts.tolist(), strict=True):
        means.append(target)
        weights.append(count)
        sizes.append(1)
        while len(means) > 1 and means[-2] > means[-1]:
            m, w, s = means.pop(), weights.pop(), sizes.pop()
            means[-1] = (weights[-1] * means[-1] + w * m) / (weights[-1] + w)
            weights[-1] += w
            sizes[-1] += s
    return np.repeat(means, sizes)[group]


# %% complexity
# O(n log n) time for the sort, then O(n): every point is pushed once and every merge pops one block for
# good. O(n) memory.

# %% follow-ups
# - **Can this change the AUC?** Yes, in both directions. Merged blocks are ties, so that a pair in the right
#   order now counts one half; but so does a pair in the wrong order, and where the score falls with the
#   rate (a dent in the ROC curve) that is a gain. A strictly increasing map such as Platt scaling cannot.
# - **What does it return at the ends?** With 0/1 labels often exactly 0 and 1, which makes log loss
#   explode on one surprise; clip, or smooth the counts.
# - **When is Platt scaling better?** With few calibration rows (hundreds): two parameters vary less than
#   a step function with dozens of steps.

# %% tests
import time

import numpy as np


def _slow(y: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """Return the fit by the min-max formula over groups of equal scores."""
    values, group, counts = np.unique(scores, return_inverse=True, return_counts=True)
    sums = np.concatenate([[0.0], np.cumsum(np.bincount(group, weights=y))])
    sizes = np.concatenate([[0], np.cumsum(counts)])
    k = len(values)
    fit = np.empty(k)
    for i in range(k):
        fit[i] = max(
            min((sums[b] - sums[a]) / (sizes[b] - sizes[a]) for b in range(i + 1, k + 1))
            for a in range(i + 1)
        )
    return fit[group]


def test_sorted_targets_stay_as_they_are() -> None:
    """If the targets already rise with the score, nothing is pooled."""
    found = isotonic(np.array([0.0, 0.25, 0.5, 1.0]), np.array([1.0, 2.0, 3.0, 4.0]))
    np.testing.assert_allclose(found, [0.0, 0.25, 0.5, 1.0], atol=1e-12)


def test_falling_targets_become_their_mean() -> None:
    """If the targets fall all the way, the fit is constant: merging must look back again and again."""
    y = np.arange(10.0)[::-1]
    np.testing.assert_allclose(isotonic(y, np.arange(10.0)), np.full(10, 4.5), atol=1e-12)


def test_merge_weights_count_points() -> None:
    """A block of three points weighs three when it is merged with the next one."""
    y = np.array([1.0, 1.0, 1.0, 0.0])
    np.testing.assert_allclose(isotonic(y, np.arange(4.0)), np.full(4, 0.75), atol=1e-12)
    y = np.array([0.9, 0.6, 0.3, 0.2, 1.0])
    np.testing.assert_allclose(isotonic(y, np.arange(5.0)), [0.5, 0.5, 0.5, 0.5, 1.0], atol=1e-12)


def test_late_violation_pulls_earlier_blocks() -> None:
    """A low target at the end must reach back over blocks that were in order before."""
    y = np.array([0.0, 1.0, 2.0, 3.0, -1.0])
    np.testing.assert_allclose(isotonic(y, np.arange(5.0)), [0.0, 1.0, 4 / 3, 4 / 3, 4 / 3], atol=1e-12)


def test_matches_the_definition_on_random_labels() -> None:
    """It must equal the min-max formula of isotonic regression on random 0/1 labels and on real targets."""
    rng = np.random.default_rng(0)
    for n in (1, 2, 7, 60):
        scores = rng.normal(size=n)
        y = (rng.random(n) < 1 / (1 + np.exp(-scores))).astype(float)
        np.testing.assert_allclose(isotonic(y, scores), _slow(y, scores), atol=1e-10)
        real = scores + rng.normal(size=n)
        np.testing.assert_allclose(isotonic(real, scores), _slow(real, scores), atol=1e-10)


def test_equal_scores_get_equal_values() -> None:
    """Ties must be pooled first, whatever order they come in."""
    rng = np.random.default_rng(1)
    for _ in range(5):
        scores = rng.integers(0, 8, 50).astype(float)
        y = rng.integers(0, 2, 50).astype(float)
        np.testing.assert_allclose(isotonic(y, scores), _slow(y, scores), atol=1e-10)


def test_order_of_the_input_is_kept() -> None:
    """Shuffling the rows must shuffle the result in the same way."""
    rng = np.random.default_rng(2)
    scores, y = rng.normal(size=40), rng.integers(0, 2, 40).astype(float)
    order = rng.permutation(40)
    np.testing.assert_allclose(isotonic(y[order], scores[order]), isotonic(y, scores)[order], atol=1e-12)


def test_integer_labels_are_not_truncated() -> None:
    """Labels of integer type must still give fractions."""
    found = isotonic(np.array([1, 0, 1], dtype=np.int64), np.array([1, 2, 3]))
    np.testing.assert_allclose(found, [0.5, 0.5, 1.0], atol=1e-12)


def test_fifty_thousand_rows() -> None:
    """50,000 rows, with targets that force long merges, must take less than ten seconds."""
    n = 50_000
    scores = np.arange(n, dtype=float)
    start = time.perf_counter()
    found = isotonic(-scores, scores)
    assert time.perf_counter() - start < 10
    np.testing.assert_allclose(found, np.full(n, -(n - 1) / 2), rtol=1e-9)


def test_rising_then_falling_does_not_start_over() -> None:
    """8,000 rows that rise and then fall: a merge must not send the walk back to the first row."""
    n = 8_000
    scores = np.arange(n, dtype=float)
    y = -np.abs(scores - n / 2)
    start = time.perf_counter()
    found = isotonic(y, scores)
    assert time.perf_counter() - start < 0.5
    assert np.all(np.diff(found) >= 0)
    assert abs(found.sum() - y.sum()) < 1e-5 * abs(y.sum())


def test_small_differences_count() -> None:
    """Targets or scores that differ in the seventh digit are different: no tolerance, no rounding."""
    scores = np.arange(3.0)
    np.testing.assert_allclose(isotonic(np.array([0.0, 1e-7, 2e-7]), scores), [0.0, 1e-7, 2e-7], atol=1e-12)
    np.testing.assert_allclose(isotonic(np.array([2e-7, 0.0, 1.0]), scores), [1e-7, 1e-7, 1.0], atol=1e-12)
    found = isotonic(np.array([0.0, 1.0]), np.array([1.0, 1.0 + 1e-9]))
    np.testing.assert_allclose(found, [0.0, 1.0], atol=1e-12)


def test_inputs_are_left_alone() -> None:
    """The arrays that were passed in must not change."""
    y, scores = np.array([1.0, 0.0, 1.0]), np.array([3.0, 1.0, 2.0])
    isotonic(y, scores)
    assert y.tolist() == [1.0, 0.0, 1.0]
    assert scores.tolist() == [3.0, 1.0, 2.0]


# %% mutant: merges once and does not look back
import numpy as np


def isotonic(y, scores):
    _, group, counts = np.unique(scores, return_inverse=True, return_counts=True)
    targets = np.bincount(group, weights=y) / counts
    means, weights, sizes = [], [], []
    for target, count in zip(targets.tolist(), counts.tolist(), strict=True):
        means.append(target)
        weights.append(count)
        sizes.append(1)
        if len(means) > 1 and means[-2] > means[-1]:
            m, w, s = means.pop(), weights.pop(), sizes.pop()
            means[-1] = (weights[-1] * means[-1] + w * m) / (weights[-1] + w)
            weights[-1] += w
            sizes[-1] += s
    return np.repeat(means, sizes)[group]


# %% mutant: averages two blocks without weights
import numpy as np


def isotonic(y, scores):
    _, group, counts = np.unique(scores, return_inverse=True, return_counts=True)
    targets = np.bincount(group, weights=y) / counts
    means, sizes = [], []
    for target in targets.tolist():
        means.append(target)
        sizes.append(1)
        while len(means) > 1 and means[-2] > means[-1]:
            m, s = means.pop(), sizes.pop()
            means[-1] = (means[-1] + m) / 2
            sizes[-1] += s
    return np.repeat(means, sizes)[group]


# %% mutant: takes the running maximum
import numpy as np


def isotonic(y, scores):
    _, group, counts = np.unique(scores, return_inverse=True, return_counts=True)
    targets = np.bincount(group, weights=y) / counts
    return np.maximum.accumulate(targets)[group]


# %% mutant: leaves ties apart
import numpy as np


def isotonic(y, scores):
    order = np.argsort(scores, kind="stable")
    means, sizes = [], []
    for target in np.asarray(y, dtype=float)[order].tolist():
        means.append(target)
        sizes.append(1)
        while len(means) > 1 and means[-2] > means[-1]:
            m, s = means.pop(), sizes.pop()
            means[-1] = (sizes[-1] * means[-1] + s * m) / (sizes[-1] + s)
            sizes[-1] += s
    fit = np.empty(len(y))
    fit[order] = np.repeat(means, sizes)
    return fit


# %% mutant: returns the fit in sorted order
import numpy as np


def isotonic(y, scores):
    _, group, counts = np.unique(scores, return_inverse=True, return_counts=True)
    targets = np.bincount(group, weights=y) / counts
    means, weights, sizes = [], [], []
    for target, count in zip(targets.tolist(), counts.tolist(), strict=True):
        means.append(target)
        weights.append(count)
        sizes.append(1)
        while len(means) > 1 and means[-2] > means[-1]:
            m, w, s = means.pop(), weights.pop(), sizes.pop()
            means[-1] = (weights[-1] * means[-1] + w * m) / (weights[-1] + w)
            weights[-1] += w
            sizes[-1] += s
    return np.repeat(means, sizes)[np.sort(group)]


# %% mutant: forgets the group sizes of ties
import numpy as np


def isotonic(y, scores):
    _, group, counts = np.unique(scores, return_inverse=True, return_counts=True)
    targets = np.bincount(group, weights=y) / counts
    means, sizes = [], []
    for target in targets.tolist():
        means.append(target)
        sizes.append(1)
        while len(means) > 1 and means[-2] > means[-1]:
            m, s = means.pop(), sizes.pop()
            means[-1] = (sizes[-1] * means[-1] + s * m) / (sizes[-1] + s)
            sizes[-1] += s
    return np.repeat(means, sizes)[group]


# %% mutant: rounds the scores before it groups them
import numpy as np


def isotonic(y, scores):
    _, group, counts = np.unique(np.round(scores, 6), return_inverse=True, return_counts=True)
    targets = np.bincount(group, weights=y) / counts
    means, weights, sizes = [], [], []
    for target, count in zip(targets.tolist(), counts.tolist(), strict=True):
        means.append(target)
        weights.append(count)
        sizes.append(1)
        while len(means) > 1 and means[-2] > means[-1]:
            m, w, s = means.pop(), weights.pop(), sizes.pop()
            means[-1] = (weights[-1] * means[-1] + w * m) / (weights[-1] + w)
            weights[-1] += w
            sizes[-1] += s
    return np.repeat(means, sizes)[group]


# %% mutant: tolerates small violations
import numpy as np


def isotonic(y, scores):
    _, group, counts = np.unique(scores, return_inverse=True, return_counts=True)
    targets = np.bincount(group, weights=y) / counts
    means, weights, sizes = [], [], []
    for target, count in zip(targets.tolist(), counts.tolist(), strict=True):
        means.append(target)
        weights.append(count)
        sizes.append(1)
        while len(means) > 1 and means[-2] > means[-1] + 1e-6:
            m, w, s = means.pop(), weights.pop(), sizes.pop()
            means[-1] = (weights[-1] * means[-1] + w * m) / (weights[-1] + w)
            weights[-1] += w
            sizes[-1] += s
    return np.repeat(means, sizes)[group]


# %% mutant: starts over after each merge
import numpy as np


def isotonic(y, scores):
    _, group, counts = np.unique(scores, return_inverse=True, return_counts=True)
    means = (np.bincount(group, weights=y) / counts).tolist()
    weights, sizes, i = counts.tolist(), [1] * len(counts), 0
    while i < len(means) - 1:
        if means[i] <= means[i + 1]:
            i += 1
            continue
        m, w, s = means.pop(i + 1), weights.pop(i + 1), sizes.pop(i + 1)
        means[i] = (weights[i] * means[i] + w * m) / (weights[i] + w)
        weights[i] += w
        sizes[i] += s
        i = 0
    return np.repeat(means, sizes)[group]
