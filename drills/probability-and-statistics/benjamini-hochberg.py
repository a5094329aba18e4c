# ---
# title: Benjamini–Hochberg adjusted p-values
# level: intermediate
# minutes: 15
# frequency: med
# chapter: mathematics/statistics
# questions: [forty-metrics-three-significant]
# reviewed: 2026-11-30
# ---

# %% statement
# Write `adjust(p)`: for each p-value of a family, the Benjamini–Hochberg adjusted p-value. Rejecting whatever
# is at or below q then controls the false discovery rate at q.
#
# - `p` is a float array of shape `(m,)` with values in [0, 1], in any order.
# - A test that could not be run is `nan`; it stays `nan` and does not count in the size of the family.
# - Return a float array of shape `(m,)`, in the order of the input. Equal p-values get equal results.
# - With the m p-values that are not nan in ascending order, the adjusted value at rank k is the minimum over
#   all ranks j ≥ k of `p_(j) * m / j`.
# - O(m log m): the tests include 300,000 p-values. An empty array gives an empty array.
# - Do not change the array you are given.

# %% starter
import numpy as np


def adjust(p: np.ndarray) -> np.ndarray:
    """Return the adjusted p-values, shape (m,)."""
    raise NotImplementedError


# %% hint
# Set the nan aside, sort the rest, and compute `p_(k) * m / k`. Is this sequence always ascending? Try 0.03,
# 0.04, 0.041.

# %% hint
# It isn't: a p-value may be rescued by a larger one whose line it lies under. So each value becomes the
# minimum of itself and everything to its right.

# %% hint
# `np.minimum.accumulate(scaled[::-1])[::-1]` is that minimum from the right. Put the values back with
# `result[order] = …`, where `order = np.argsort(p)`.

# %% solution
import numpy as np


def adjust(p: np.ndarray) -> np.ndarray:
    """Return the adjusted p-values, shape (m,)."""
    result = np.full(len(p), np.nan)
    valid = np.flatnonzero(~np.isnan(p))
    m = len(valid)
    order = valid[np.argsort(p[valid])]
    scaled = p[order] * m / np.arange(1, m + 1)
    result[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return result


# %% complexity
# O(m log m) time for the sort, O(m) memory. Equal p-values need no special care: the minimum from the right
# gives the whole group the value of its last rank. No cap at 1 is needed: the largest p-value is multiplied
# by m / m, and the minimum carries that bound to all others.

# %% follow-ups
# - **Where does Holm differ?** It multiplies p_(k) by m - k + 1 and takes the running *maximum* from the
#   left: a step-down test for the family-wise error, valid under any dependence.
# - **Which dependence may the tests have?** Independence or positive dependence (PRDS). Otherwise multiply by
#   1 + 1/2 + … + 1/m, Benjamini and Yekutieli (2001).
# - **p-values arrive one at a time and decisions can't wait. What then?** Online procedures (alpha investing,
#   LORD) spend an error budget and earn some back with each discovery.

# %% tests
import time

import numpy as np


def _slow(p: np.ndarray) -> np.ndarray:
    """Compute the definition, rank by rank."""
    ordered = np.sort(p)
    m = len(p)
    out = []
    for value in p:
        rank = int(np.searchsorted(ordered, value, side="right"))  # the last rank of its ties
        out.append(min(ordered[j - 1] * m / j for j in range(rank, m + 1)))
    return np.array(out)


def test_by_hand() -> None:
    """0.01, 0.02, 0.03, 0.5 of four tests become 0.04, 0.04, 0.04 and 0.5."""
    np.testing.assert_allclose(adjust(np.array([0.01, 0.02, 0.03, 0.5])), [0.04, 0.04, 0.04, 0.5])


def test_a_larger_p_rescues_smaller_ones() -> None:
    """0.03 alone would become 0.09, but 0.041 at rank 3 gives all three 0.041."""
    np.testing.assert_allclose(adjust(np.array([0.03, 0.04, 0.041])), [0.041, 0.041, 0.041])


def test_matches_the_definition_in_any_order() -> None:
    """Random families, unsorted, must match the minimum over all larger ranks."""
    rng = np.random.default_rng(0)
    for m in (1, 2, 5, 40, 150):
        p = rng.random(m) ** 2
        np.testing.assert_allclose(adjust(p), _slow(p), rtol=1e-12)


def test_ties_share_one_value() -> None:
    """Equal p-values must get equal results."""
    rng = np.random.default_rng(1)
    p = rng.integers(1, 8, 60) / 20
    found = adjust(p)
    np.testing.assert_allclose(found, _slow(p), rtol=1e-12)
    assert len(np.unique(np.round(found, 12))) <= 7


def test_nan_is_left_out_of_the_family() -> None:
    """Two nan among five leave a family of three, and stay where they are."""
    found = adjust(np.array([np.nan, 0.02, 0.9, np.nan, 0.01]))
    np.testing.assert_allclose(found, [np.nan, 0.03, 0.9, np.nan, 0.03])


def test_empty_and_all_nan() -> None:
    """Nothing to adjust is no error."""
    assert adjust(np.array([])).shape == (0,)
    assert np.isnan(adjust(np.array([np.nan, np.nan]))).all()


def test_false_discovery_rate_is_controlled() -> None:
    """At q = 0.2 with 80 nulls and 20 effects the mean share of false discoveries must be near 0.16."""
    rng = np.random.default_rng(2)
    shares = []
    for _ in range(400):
        p = np.concatenate([rng.random(80), rng.random(20) ** 8 * 0.01])
        found = np.flatnonzero(adjust(p) <= 0.2)
        shares.append(np.mean(found < 80) if len(found) else 0.0)
    assert abs(np.mean(shares) - 0.16) < 0.02


def test_large_family_and_untouched_input() -> None:
    """300,000 p-values in well under five seconds, the input as it was."""
    rng = np.random.default_rng(3)
    p = rng.random(300_000)
    copy = p.copy()
    start = time.perf_counter()
    found = adjust(p)
    assert time.perf_counter() - start < 5
    np.testing.assert_array_equal(p, copy)
    assert found.max() <= 1
    assert (found >= p - 1e-15).all()


# %% mutant: forgets the minimum from the right
import numpy as np


def adjust(p):
    result = np.full(len(p), np.nan)
    valid = np.flatnonzero(~np.isnan(p))
    order = valid[np.argsort(p[valid])]
    m = len(valid)
    result[order] = np.minimum(p[order] * m / np.arange(1, m + 1), 1)
    return result


# %% mutant: takes the running maximum from the left
import numpy as np


def adjust(p):
    result = np.full(len(p), np.nan)
    valid = np.flatnonzero(~np.isnan(p))
    order = valid[np.argsort(p[valid])]
    m = len(valid)
    result[order] = np.minimum(np.maximum.accumulate(p[order] * m / np.arange(1, m + 1)), 1)
    return result


# %% mutant: takes the minimum from the left
import numpy as np


def adjust(p):
    result = np.full(len(p), np.nan)
    valid = np.flatnonzero(~np.isnan(p))
    order = valid[np.argsort(p[valid])]
    m = len(valid)
    result[order] = np.minimum.accumulate(p[order] * m / np.arange(1, m + 1))
    return result


# %% mutant: returns the values in sorted order
import numpy as np


def adjust(p):
    result = np.full(len(p), np.nan)
    valid = np.flatnonzero(~np.isnan(p))
    m = len(valid)
    scaled = np.sort(p[valid]) * m / np.arange(1, m + 1)
    result[valid] = np.minimum.accumulate(scaled[::-1])[::-1]
    return result


# %% mutant: Bonferroni
import numpy as np


def adjust(p):
    return np.minimum(p * np.sum(~np.isnan(p)), 1)


# %% mutant: Holm
import numpy as np


def adjust(p):
    result = np.full(len(p), np.nan)
    valid = np.flatnonzero(~np.isnan(p))
    order = valid[np.argsort(p[valid])]
    m = len(valid)
    result[order] = np.minimum(np.maximum.accumulate(p[order] * np.arange(m, 0, -1)), 1)
    return result


# %% mutant: counts nan in the size of the family
import numpy as np


def adjust(p):
    result = np.full(len(p), np.nan)
    valid = np.flatnonzero(~np.isnan(p))
    order = valid[np.argsort(p[valid])]
    scaled = p[order] * len(p) / np.arange(1, len(valid) + 1)
    result[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return result


# %% mutant: applies the inverse permutation the wrong way round
import numpy as np


def adjust(p):
    result = np.full(len(p), np.nan)
    valid = np.flatnonzero(~np.isnan(p))
    order = np.argsort(p[valid])
    m = len(valid)
    scaled = p[valid][order] * m / np.arange(1, m + 1)
    result[valid] = np.minimum.accumulate(scaled[::-1])[::-1][order]
    return result


# %% mutant: returns the p-values as they came
import numpy as np


def adjust(p):
    return np.array(p, dtype=float)
