# ---
# title: Leaf weight and split gain, as in XGBoost
# level: intermediate
# minutes: 20
# frequency: high
# chapter: algorithms/boosting-and-ensembles
# questions: [xgboost-leaf-weight-and-gain, xgboost-stops-splitting-rare-class]
# reviewed: 2026-11-30
# ---

# %% statement
# Write `best_split(x, g, h, lam, gamma)`: the best split of one feature for a second-order boosting step.
#
# - `x`, `g`, `h` have shape `(n,)`: feature values, first and second derivatives of the loss, `h > 0`, in no
#   particular order. `lam > 0` is the L2 penalty on leaf weights, `gamma >= 0` the price of a leaf.
# - A leaf with sums G and H has weight −G/(H + λ). The gain of a split is
#   ½·(G_L²/(H_L + λ) + G_R²/(H_R + λ) − G²/(H + λ)) − γ.
# - Rows with `x <= threshold` go left. The threshold lies half-way between two neighbouring *different*
#   values; equal values are never separated.
# - Return `(threshold, gain, left_weight, right_weight)` of the largest gain as Python floats, or `None` if
#   no split has a gain above 0 (constant `x` and `n < 2` included).
# - O(n log n): the tests include 100,000 rows. Do not change the arrays.

# %% starter
import numpy as np


def best_split(
    x: np.ndarray, g: np.ndarray, h: np.ndarray, lam: float, gamma: float
) -> tuple[float, float, float, float] | None:
    """Return threshold, gain, left and right leaf weight, or None."""
    raise NotImplementedError


# %% hint
# Sort the rows by x once. Every split is then a cut between two neighbouring positions, and its left sums are
# prefix sums.

# %% hint
# `np.cumsum(g[order])[:-1]` holds G_L for all n − 1 cuts at once; G_R is the total minus that. Compute all
# gains as one array.

# %% hint
# Cuts with `xs[1:] == xs[:-1]` are not allowed: set their gain to −inf before `argmax`. Then compare the
# best with 0, and only then build the threshold and the two weights.

# %% solution
import numpy as np


def best_split(
    x: np.ndarray, g: np.ndarray, h: np.ndarray, lam: float, gamma: float
) -> tuple[float, float, float, float] | None:
    """Return threshold, gain, left and right leaf weight, or None."""
    if len(x) < 2:
        return None
    order = np.argsort(x, kind="stable")
    xs = x[order]
    G, H = g.sum(), h.sum()
    GL, HL = np.cumsum(g[order])[:-1], np.cumsum(h[order])[:-1]
    GR, HR = G - GL, H - HL
    gain = 0.5 * (GL**2 / (HL + lam) + GR**2 / (HR + lam) - G**2 / (H + lam)) - gamma
    gain = np.where(xs[1:] > xs[:-1], gain, -np.inf)
    k = int(np.argmax(gain))
    if gain[k] <= 0:
        return None
    threshold = (xs[k] + xs[k + 1]) / 2
    return float(threshold), float(gain[k]), float(-GL[k] / (HL[k] + lam)), float(-GR[k] / (HR[k] + lam))


# %% complexity
# O(n log n) time for the sort, O(n) for everything else, O(n) memory. Libraries sort or bin once before
# training, so that a node costs O(n) or O(bins) a feature.

# %% follow-ups
# - **What is H for squared error, and for log loss?** The number of rows, as each second derivative of
#   ½(y − F)² is 1; the sum of p(1 − p) for log loss.
# - **How would you treat missing values?** Sum their g and h once, try all of them left and all of them
#   right at each cut, and keep the better side as the default.
# - **Why can a parent with a useless split still deserve one?** XOR: the first split gains nothing, the two
#   below it much. XGBoost's `exact` method grows to the depth limit and prunes by γ afterwards for this
#   reason; its default, `hist`, stops at once.

# %% tests
import itertools
import time

import numpy as np


def _objective(g, h, lam):
    """Minimum over w of G w + (H + lam) w² / 2."""
    return -0.5 * g.sum() ** 2 / (h.sum() + lam)


def _brute(x, g, h, lam, gamma):
    best = None
    values = np.unique(x)
    for a, b in itertools.pairwise(values):
        low = x <= a
        gain = (
            _objective(g, h, lam)
            - _objective(g[low], h[low], lam)
            - _objective(g[~low], h[~low], lam)
            - gamma
        )
        if gain > 0 and (best is None or gain > best[1]):
            weights = [-g[s].sum() / (h[s].sum() + lam) for s in (low, ~low)]
            best = ((a + b) / 2, gain, *weights)
    return best


def test_four_rows_by_hand() -> None:
    """Two negatives at low x, two positives at high x, all at p = 0.5: gain 2/3, weights ∓2/3."""
    x, g, h = np.array([1.0, 2.0, 4.0, 5.0]), np.array([0.5, 0.5, -0.5, -0.5]), np.full(4, 0.25)
    found = best_split(x, g, h, 1.0, 0.0)
    np.testing.assert_allclose(found, [3.0, 2 / 3, -2 / 3, 2 / 3], rtol=1e-12)


def test_matches_brute_force_on_random_rows() -> None:
    """On 200 random problems with ties, unsorted, the answer is that of trying every threshold."""
    rng = np.random.default_rng(0)
    for _ in range(200):
        n = int(rng.integers(2, 25))
        x = np.round(rng.normal(size=n) * 3, 0) / 2
        g, h = rng.normal(size=n), rng.uniform(0.05, 1.0, n)
        lam, gamma = float(rng.uniform(0.1, 3)), float(rng.uniform(0, 0.6))
        expected, found = _brute(x, g, h, lam, gamma), best_split(x, g, h, lam, gamma)
        assert (found is None) == (expected is None)
        if expected is not None:
            np.testing.assert_allclose(found, expected, rtol=1e-8, atol=1e-10)


def test_gamma_can_forbid_the_split() -> None:
    """A gain of 2/3 does not pay for a gamma of 0.7, and pays 1/6 above a gamma of 0.5."""
    x, g, h = np.array([1.0, 2.0, 4.0, 5.0]), np.array([0.5, 0.5, -0.5, -0.5]), np.full(4, 0.25)
    assert best_split(x, g, h, 1.0, 0.7) is None
    np.testing.assert_allclose(best_split(x, g, h, 1.0, 0.5)[1], 1 / 6, rtol=1e-10)


def test_nothing_to_split() -> None:
    """A constant feature, a single row and no row give None."""
    ones = np.ones(6)
    assert best_split(ones, np.array([1.0, -1, 1, -1, 1, -1]), ones, 1.0, 0.0) is None
    assert best_split(ones[:1], ones[:1], ones[:1], 1.0, 0.0) is None
    assert best_split(ones[:0], ones[:0], ones[:0], 1.0, 0.0) is None


def test_large_input_is_fast_and_untouched() -> None:
    """100,000 unsorted rows take well under a second, and the inputs stay as they were."""
    rng = np.random.default_rng(1)
    x, g, h = rng.normal(size=100_000), rng.normal(size=100_000), np.full(100_000, 0.25)
    g = np.where(x > 0.3, g - 0.2, g)
    copies = x.copy(), g.copy(), h.copy()
    start = time.perf_counter()
    found = best_split(x, g, h, 1.0, 0.0)
    assert time.perf_counter() - start < 4
    assert all(type(value) is float for value in found)
    assert abs(found[0] - 0.3) < 0.1
    for now, before in zip((x, g, h), copies, strict=True):
        np.testing.assert_array_equal(now, before)


# %% mutant: forgets the penalty in the parent's score
import numpy as np


def best_split(x, g, h, lam, gamma):
    if len(x) < 2:
        return None
    order = np.argsort(x, kind="stable")
    xs, G, H = x[order], g.sum(), h.sum()
    GL, HL = np.cumsum(g[order])[:-1], np.cumsum(h[order])[:-1]
    GR, HR = G - GL, H - HL
    gain = 0.5 * (GL**2 / (HL + lam) + GR**2 / (HR + lam) - G**2 / H) - gamma
    gain = np.where(xs[1:] > xs[:-1], gain, -np.inf)
    k = int(np.argmax(gain))
    if gain[k] <= 0:
        return None
    return (
        float((xs[k] + xs[k + 1]) / 2),
        float(gain[k]),
        float(-GL[k] / (HL[k] + lam)),
        float(-GR[k] / (HR[k] + lam)),
    )


# %% mutant: leaves out the factor one half
import numpy as np


def best_split(x, g, h, lam, gamma):
    if len(x) < 2:
        return None
    order = np.argsort(x, kind="stable")
    xs, G, H = x[order], g.sum(), h.sum()
    GL, HL = np.cumsum(g[order])[:-1], np.cumsum(h[order])[:-1]
    GR, HR = G - GL, H - HL
    gain = GL**2 / (HL + lam) + GR**2 / (HR + lam) - G**2 / (H + lam) - gamma
    gain = np.where(xs[1:] > xs[:-1], gain, -np.inf)
    k = int(np.argmax(gain))
    if gain[k] <= 0:
        return None
    return (
        float((xs[k] + xs[k + 1]) / 2),
        float(gain[k]),
        float(-GL[k] / (HL[k] + lam)),
        float(-GR[k] / (HR[k] + lam)),
    )


# %% mutant: separates equal values
import numpy as np


def best_split(x, g, h, lam, gamma):
    if len(x) < 2:
        return None
    order = np.argsort(x, kind="stable")
    xs, G, H = x[order], g.sum(), h.sum()
    GL, HL = np.cumsum(g[order])[:-1], np.cumsum(h[order])[:-1]
    GR, HR = G - GL, H - HL
    gain = 0.5 * (GL**2 / (HL + lam) + GR**2 / (HR + lam) - G**2 / (H + lam)) - gamma
    k = int(np.argmax(gain))
    if gain[k] <= 0:
        return None
    return (
        float((xs[k] + xs[k + 1]) / 2),
        float(gain[k]),
        float(-GL[k] / (HL[k] + lam)),
        float(-GR[k] / (HR[k] + lam)),
    )


# %% mutant: ignores the second derivatives and counts rows
import numpy as np


def best_split(x, g, h, lam, gamma):
    if len(x) < 2:
        return None
    order = np.argsort(x, kind="stable")
    xs, G, H = x[order], g.sum(), float(len(x))
    GL, HL = np.cumsum(g[order])[:-1], np.arange(1.0, len(x))
    GR, HR = G - GL, H - HL
    gain = 0.5 * (GL**2 / (HL + lam) + GR**2 / (HR + lam) - G**2 / (H + lam)) - gamma
    gain = np.where(xs[1:] > xs[:-1], gain, -np.inf)
    k = int(np.argmax(gain))
    if gain[k] <= 0:
        return None
    return (
        float((xs[k] + xs[k + 1]) / 2),
        float(gain[k]),
        float(-GL[k] / (HL[k] + lam)),
        float(-GR[k] / (HR[k] + lam)),
    )


# %% mutant: ignores gamma
import numpy as np


def best_split(x, g, h, lam, gamma):
    if len(x) < 2:
        return None
    order = np.argsort(x, kind="stable")
    xs, G, H = x[order], g.sum(), h.sum()
    GL, HL = np.cumsum(g[order])[:-1], np.cumsum(h[order])[:-1]
    GR, HR = G - GL, H - HL
    gain = 0.5 * (GL**2 / (HL + lam) + GR**2 / (HR + lam) - G**2 / (H + lam))
    gain = np.where(xs[1:] > xs[:-1], gain, -np.inf)
    k = int(np.argmax(gain))
    if gain[k] <= 0:
        return None
    return (
        float((xs[k] + xs[k + 1]) / 2),
        float(gain[k]),
        float(-GL[k] / (HL[k] + lam)),
        float(-GR[k] / (HR[k] + lam)),
    )


# %% mutant: steps along the gradient
import numpy as np


def best_split(x, g, h, lam, gamma):
    if len(x) < 2:
        return None
    order = np.argsort(x, kind="stable")
    xs, G, H = x[order], g.sum(), h.sum()
    GL, HL = np.cumsum(g[order])[:-1], np.cumsum(h[order])[:-1]
    GR, HR = G - GL, H - HL
    gain = 0.5 * (GL**2 / (HL + lam) + GR**2 / (HR + lam) - G**2 / (H + lam)) - gamma
    gain = np.where(xs[1:] > xs[:-1], gain, -np.inf)
    k = int(np.argmax(gain))
    if gain[k] <= 0:
        return None
    return (
        float((xs[k] + xs[k + 1]) / 2),
        float(gain[k]),
        float(GL[k] / (HL[k] + lam)),
        float(GR[k] / (HR[k] + lam)),
    )


# %% mutant: never splits
def best_split(x, g, h, lam, gamma):
    return None
