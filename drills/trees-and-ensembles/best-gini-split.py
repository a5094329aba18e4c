# ---
# title: Best split by Gini, without a loop over thresholds
# level: intermediate
# minutes: 20
# frequency: high
# chapter: algorithms/trees-and-forests
# questions: [best-split-one-pass, gini-or-entropy]
# reviewed: 2026-11-30
# ---

# %% statement
# Find the cut of one numeric column that lowers Gini impurity most, as a decision tree does in each node.
#
# Write `best_gini_split(x, y, min_leaf=1)`. Candidate thresholds lie halfway between neighbouring *distinct*
# values of `x`; rows with `x <= threshold` go left. The gain is the Gini impurity of all rows minus the
# mean of the two sides' impurities, weighted by their rows; Gini impurity is $1 - \sum_k p_k^2$ over class
# shares.
#
# **Contract.** `x` has shape `(n,)`, finite floats in any order, with ties; `y` has shape `(n,)`, integer
# labels
# with any values (not only 0 and 1, perhaps negative). Both sides must hold at least `min_leaf` rows. Return
# `(threshold, gain)` as floats, or `None` if no cut is allowed. A gain of zero is allowed. Of equally good
# cuts (within `1e-9`) any may be returned. Do not change the inputs. 200,000 rows should take
# about a second, so count classes with cumulative sums rather than once per threshold.

# %% starter
import numpy as np


def best_gini_split(x: np.ndarray, y: np.ndarray, min_leaf: int = 1) -> tuple[float, float] | None:
    """Return the best threshold and its decrease of Gini impurity, or None."""
    raise NotImplementedError


# %% hint
# Sort the rows by `x`. After sorting, cut number `i` puts the first `i + 1` rows left. Class counts of all
# left
# sides at once: a cumulative sum of the one-hot labels.

# %% hint
# The right side's counts are the totals minus the left side's. A cut is allowed only where the sorted `x`
# changes, and where both sides have `min_leaf` rows.

# %% hint
# `_, code = np.unique(y, return_inverse=True)`, `left = np.eye(k)[code[order]].cumsum(axis=0)[:-1]`.
# Weighted child
# impurity is `1 - ((left**2).sum(1) / n_left + (right**2).sum(1) / n_right) / n`; set forbidden cuts to
# infinity and
# take `argmin`.

# %% solution
import numpy as np


def best_gini_split(x: np.ndarray, y: np.ndarray, min_leaf: int = 1) -> tuple[float, float] | None:
    n = len(x)
    if n < 2:
        return None
    order = np.argsort(x, kind="stable")
    values = x[order]
    classes, code = np.unique(y, return_inverse=True)
    counts = np.eye(len(classes))[code[order]].cumsum(axis=0)
    total, left = counts[-1], counts[:-1]
    right = total - left
    n_left = np.arange(1, n)
    n_right = n - n_left
    children = 1.0 - ((left**2).sum(axis=1) / n_left + (right**2).sum(axis=1) / n_right) / n
    allowed = (values[1:] > values[:-1]) & (n_left >= min_leaf) & (n_right >= min_leaf)
    if not allowed.any():
        return None
    cut = int(np.where(allowed, children, np.inf).argmin())
    parent = 1.0 - ((total / n) ** 2).sum()
    return float((values[cut] + values[cut + 1]) / 2), float(parent - children[cut])


# %% complexity
# Sorting is O(n log n), the cumulative counts O(n·k) for k classes, in time and memory. Counting afresh for
# each threshold
# would be O(n²). A tree that keeps columns sorted, or bins them into 256 values once as histogram methods do,
# doesn't sort again in each node.

# %% follow-ups
# - **How do you do regression?** Replace one-hot labels by the target: minimise the sum of squares, that is
# maximise
# $s_L^2/n_L + s_R^2/n_R$ with $s$ the sums of `y`. For one-hot targets the same expression *is* the Gini
# criterion.
# - **How many splits has a category with q levels?** $2^{q-1} - 1$. For two classes (or a numeric target)
# sort levels by their
# mean target and only $q - 1$ cuts need a look.
# - **Why halfway between neighbours?** Convention: any threshold in the gap gives the same training split;
# the middle is least
# surprising for new rows.
# - **How would you make it robust to a lucky cut of a many-valued column?** Judge the gain against the best
# gain of
# shuffled labels, or choose the column by a test of association first and the cut second.

# %% tests
import time
from itertools import pairwise

import numpy as np


def _gain(x, y, threshold):
    """Decrease of Gini impurity of one cut, by the definition."""

    def impurity(labels):
        shares = np.unique(labels, return_counts=True)[1] / len(labels)
        return 1.0 - (shares**2).sum()

    low = x <= threshold
    children = (low.sum() * impurity(y[low]) + (~low).sum() * impurity(y[~low])) / len(y)
    return impurity(y) - children


def _best(x, y, min_leaf):
    """Largest gain over all allowed cuts, by brute force; None without one."""
    gains = []
    distinct = np.unique(x)
    for a, b in pairwise(distinct):
        rows = int((x <= a).sum())
        if min(rows, len(x) - rows) >= min_leaf:
            gains.append(_gain(x, y, (a + b) / 2))
    return max(gains) if gains else None


def _check(x, y, min_leaf=1):
    found = best_gini_split(x, y, min_leaf)
    expected = _best(x, y, min_leaf)
    if expected is None:
        assert found is None, "no cut is allowed here"
        return
    assert found is not None, "an allowed cut exists"
    threshold, gain = found
    assert abs(gain - expected) < 1e-9
    assert abs(_gain(x, y, threshold) - expected) < 1e-9
    distinct = np.unique(x)
    middles = (distinct[1:] + distinct[:-1]) / 2
    assert np.abs(middles - threshold).min() < 1e-9, "the threshold is halfway between neighbours"
    low = int((x <= threshold).sum())
    assert min(low, len(x) - low) >= min_leaf, "each side needs min_leaf rows"


def test_a_clean_cut() -> None:
    """Two classes that a threshold of 2.5 separates."""
    threshold, gain = best_gini_split(np.array([3.0, 1.0, 4.0, 2.0]), np.array([1, 0, 1, 0]))
    assert abs(threshold - 2.5) < 1e-12
    assert abs(gain - 0.5) < 1e-12


def test_random_columns_without_ties() -> None:
    """Continuous values, two to four classes."""
    for seed in range(30):
        rng = np.random.default_rng(seed)
        n = int(rng.integers(2, 40))
        _check(rng.normal(size=n), rng.integers(0, rng.integers(2, 5), n))


def test_ties_stay_together() -> None:
    """Equal values can't be separated."""
    for seed in range(30):
        rng = np.random.default_rng(100 + seed)
        n = int(rng.integers(2, 40))
        _check(rng.integers(0, 4, n).astype(float), rng.integers(0, 3, n))


def test_labels_may_be_any_integers() -> None:
    """Labels such as -7 and 1000 are classes, not numbers to add."""
    for seed in range(15):
        rng = np.random.default_rng(200 + seed)
        _check(rng.normal(size=25), rng.choice([-7, 3, 1000], 25))


def test_min_leaf() -> None:
    """Both sides hold at least min_leaf rows, exactly half and half included."""
    for seed in range(30):
        rng = np.random.default_rng(300 + seed)
        n = int(rng.integers(4, 30))
        _check(rng.integers(0, 12, n).astype(float), rng.integers(0, 2, n), int(rng.integers(2, 8)))
    assert best_gini_split(np.array([1.0, 2.0, 3.0, 4.0]), np.array([0, 0, 1, 1]), 2) is not None


def test_unbalanced_sides_are_weighted() -> None:
    """A pure side of one row is worth less than two fairly clean halves."""
    x = np.arange(12, dtype=float)
    y = np.array([1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0])
    _check(x, y)


def test_no_cut() -> None:
    """A constant column, a single row, too large leaves."""
    assert best_gini_split(np.ones(5), np.array([0, 1, 0, 1, 1])) is None
    assert best_gini_split(np.array([1.0]), np.array([0])) is None
    assert best_gini_split(np.array([1.0, 2.0, 3.0]), np.array([0, 1, 0]), 2) is None


def test_zero_gain_is_still_a_cut() -> None:
    """One class only, and XOR-like labels: the gain is 0, the cut is allowed."""
    _, gain = best_gini_split(np.array([1.0, 2.0, 3.0]), np.array([5, 5, 5]))
    assert abs(gain) < 1e-12
    _check(np.array([0.0, 0.0, 1.0, 1.0]), np.array([0, 1, 0, 1]))


def test_inputs_are_left_alone() -> None:
    """x and y keep their order."""
    rng = np.random.default_rng(5)
    x, y = rng.normal(size=20), rng.integers(0, 2, 20)
    before = x.copy(), y.copy()
    best_gini_split(x, y)
    np.testing.assert_array_equal(x, before[0])
    np.testing.assert_array_equal(y, before[1])


def test_two_hundred_thousand_rows() -> None:
    """Fast enough for a real node."""
    rng = np.random.default_rng(6)
    x = rng.normal(size=200_000)
    y = (x > 0.3).astype(int)
    start = time.perf_counter()
    threshold, gain = best_gini_split(x, y)
    assert time.perf_counter() - start < 10.0, "count classes with cumulative sums"
    assert x[x <= 0.3].max() < threshold < x[x > 0.3].min()
    share = y.mean()
    assert abs(gain - 2 * share * (1 - share)) < 1e-9


# %% mutant: cuts between equal values
import numpy as np


def best_gini_split(x, y, min_leaf=1):
    n = len(x)
    if n < 2:
        return None
    order = np.argsort(x, kind="stable")
    values = x[order]
    classes, code = np.unique(y, return_inverse=True)
    counts = np.eye(len(classes))[code[order]].cumsum(axis=0)
    total, left = counts[-1], counts[:-1]
    n_left = np.arange(1, n)
    n_right = n - n_left
    children = 1.0 - ((left**2).sum(axis=1) / n_left + ((total - left) ** 2).sum(axis=1) / n_right) / n
    allowed = (n_left >= min_leaf) & (n_right >= min_leaf)
    if not allowed.any() or values[0] == values[-1]:
        return None
    cut = int(np.where(allowed, children, np.inf).argmin())
    return float((values[cut] + values[cut + 1]) / 2), float(1.0 - ((total / n) ** 2).sum() - children[cut])


# %% mutant: does not weight the sides by their rows
import numpy as np


def best_gini_split(x, y, min_leaf=1):
    n = len(x)
    if n < 2:
        return None
    order = np.argsort(x, kind="stable")
    values = x[order]
    classes, code = np.unique(y, return_inverse=True)
    counts = np.eye(len(classes))[code[order]].cumsum(axis=0)
    total, left = counts[-1], counts[:-1]
    n_left = np.arange(1, n)
    n_right = n - n_left
    gini_left = 1.0 - ((left / n_left[:, None]) ** 2).sum(axis=1)
    gini_right = 1.0 - (((total - left) / n_right[:, None]) ** 2).sum(axis=1)
    children = (gini_left + gini_right) / 2
    allowed = (values[1:] > values[:-1]) & (n_left >= min_leaf) & (n_right >= min_leaf)
    if not allowed.any():
        return None
    cut = int(np.where(allowed, children, np.inf).argmin())
    return float((values[cut] + values[cut + 1]) / 2), float(1.0 - ((total / n) ** 2).sum() - children[cut])


# %% mutant: two classes only, from the mean label
import numpy as np


def best_gini_split(x, y, min_leaf=1):
    n = len(x)
    if n < 2:
        return None
    order = np.argsort(x, kind="stable")
    values = x[order]
    ones = (y[order] == y.max()).cumsum()
    total, left = ones[-1], ones[:-1]
    n_left = np.arange(1, n)
    n_right = n - n_left
    p, q = left / n_left, (total - left) / n_right
    children = (n_left * 2 * p * (1 - p) + n_right * 2 * q * (1 - q)) / n
    allowed = (values[1:] > values[:-1]) & (n_left >= min_leaf) & (n_right >= min_leaf)
    if not allowed.any():
        return None
    cut = int(np.where(allowed, children, np.inf).argmin())
    share = total / n
    return float((values[cut] + values[cut + 1]) / 2), float(2 * share * (1 - share) - children[cut])


# %% mutant: ignores min_leaf
import numpy as np


def best_gini_split(x, y, min_leaf=1):
    n = len(x)
    if n < 2:
        return None
    order = np.argsort(x, kind="stable")
    values = x[order]
    classes, code = np.unique(y, return_inverse=True)
    counts = np.eye(len(classes))[code[order]].cumsum(axis=0)
    total, left = counts[-1], counts[:-1]
    n_left = np.arange(1, n)
    n_right = n - n_left
    children = 1.0 - ((left**2).sum(axis=1) / n_left + ((total - left) ** 2).sum(axis=1) / n_right) / n
    allowed = values[1:] > values[:-1]
    if not allowed.any():
        return None
    cut = int(np.where(allowed, children, np.inf).argmin())
    return float((values[cut] + values[cut + 1]) / 2), float(1.0 - ((total / n) ** 2).sum() - children[cut])


# %% mutant: min_leaf off by one
import numpy as np


def best_gini_split(x, y, min_leaf=1):
    n = len(x)
    if n < 2:
        return None
    order = np.argsort(x, kind="stable")
    values = x[order]
    classes, code = np.unique(y, return_inverse=True)
    counts = np.eye(len(classes))[code[order]].cumsum(axis=0)
    total, left = counts[-1], counts[:-1]
    n_left = np.arange(1, n)
    n_right = n - n_left
    children = 1.0 - ((left**2).sum(axis=1) / n_left + ((total - left) ** 2).sum(axis=1) / n_right) / n
    allowed = (values[1:] > values[:-1]) & (n_left > min_leaf) & (n_right > min_leaf)
    if not allowed.any():
        return None
    cut = int(np.where(allowed, children, np.inf).argmin())
    return float((values[cut] + values[cut + 1]) / 2), float(1.0 - ((total / n) ** 2).sum() - children[cut])


# %% mutant: minimises the error rate instead of Gini
import numpy as np


def best_gini_split(x, y, min_leaf=1):
    n = len(x)
    if n < 2:
        return None
    order = np.argsort(x, kind="stable")
    values = x[order]
    classes, code = np.unique(y, return_inverse=True)
    counts = np.eye(len(classes))[code[order]].cumsum(axis=0)
    total, left = counts[-1], counts[:-1]
    right = total - left
    n_left = np.arange(1, n)
    n_right = n - n_left
    errors = n - left.max(axis=1) - right.max(axis=1)
    allowed = (values[1:] > values[:-1]) & (n_left >= min_leaf) & (n_right >= min_leaf)
    if not allowed.any():
        return None
    cut = int(np.where(allowed, errors, np.inf).argmin())
    children = 1.0 - ((left[cut] ** 2).sum() / n_left[cut] + (right[cut] ** 2).sum() / n_right[cut]) / n
    return float((values[cut] + values[cut + 1]) / 2), float(1.0 - ((total / n) ** 2).sum() - children)


# %% mutant: always cuts at the median
import numpy as np


def best_gini_split(x, y, min_leaf=1):
    values = np.unique(x)
    if len(values) < 2:
        return None
    middle = len(values) // 2
    threshold = (values[middle - 1] + values[middle]) / 2
    low = x <= threshold
    if min(low.sum(), (~low).sum()) < min_leaf:
        return None

    def impurity(labels):
        return 1.0 - ((np.unique(labels, return_counts=True)[1] / len(labels)) ** 2).sum()

    children = (low.sum() * impurity(y[low]) + (~low).sum() * impurity(y[~low])) / len(y)
    return float(threshold), float(impurity(y) - children)


# %% mutant: refuses a gain of zero
import numpy as np


def best_gini_split(x, y, min_leaf=1):
    n = len(x)
    if n < 2:
        return None
    order = np.argsort(x, kind="stable")
    values = x[order]
    classes, code = np.unique(y, return_inverse=True)
    counts = np.eye(len(classes))[code[order]].cumsum(axis=0)
    total, left = counts[-1], counts[:-1]
    n_left = np.arange(1, n)
    n_right = n - n_left
    children = 1.0 - ((left**2).sum(axis=1) / n_left + ((total - left) ** 2).sum(axis=1) / n_right) / n
    allowed = (values[1:] > values[:-1]) & (n_left >= min_leaf) & (n_right >= min_leaf)
    if not allowed.any():
        return None
    cut = int(np.where(allowed, children, np.inf).argmin())
    gain = float(1.0 - ((total / n) ** 2).sum() - children[cut])
    return (float((values[cut] + values[cut + 1]) / 2), gain) if gain > 1e-12 else None


# %% mutant: tries 300 thresholds on large columns
from itertools import pairwise

import numpy as np


def best_gini_split(x, y, min_leaf=1):
    best, distinct = None, np.unique(x)

    def impurity(labels):
        return 1.0 - ((np.unique(labels, return_counts=True)[1] / len(labels)) ** 2).sum()

    if len(distinct) > 3_000:
        distinct = distinct[:: len(distinct) // 300]
    for a, b in pairwise(distinct):
        low = x <= (a + b) / 2
        if min(low.sum(), (~low).sum()) < min_leaf:
            continue
        gain = impurity(y) - (low.sum() * impurity(y[low]) + (~low).sum() * impurity(y[~low])) / len(y)
        if best is None or gain > best[1]:
            best = float((a + b) / 2), float(gain)
    return best
