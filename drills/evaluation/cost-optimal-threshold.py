# ---
# title: The cheapest threshold under a cost matrix
# level: intermediate
# minutes: 20
# frequency: med
# chapter: evaluation/classification-metrics
# questions: [cost-optimal-threshold, alert-budget-bank]
# reviewed: 2026-11-20
# ---

# %% statement
# A fraud team pays `c_fp` for each wrong block and `c_fn` for each missed fraud; right decisions are
# free. It can handle at most `budget` blocks. Write `best_threshold(y, scores, c_fp, c_fn, budget=None)`
# that returns `(threshold, cost)`.
#
# - A case is blocked if `score >= threshold`. Equal scores are therefore blocked together or not at all.
# - Candidates are `inf` (block nobody) and each distinct score. Among those with at most `budget` blocks
#   (all, if `budget` is `None`) return the one of least total cost; if several cost the same, the
#   *highest* threshold, which bothers the fewest customers.
# - `y` holds 0 and 1, shape `(n,)`, `n >= 1`; `scores` are finite floats of the same shape, in any order;
#   costs are not negative. The scores need not be calibrated.
# - Both results are Python `float`s. Do not change the arrays you are given.
# - O(n log n): the tests include 200,000 rows.

# %% starter
import numpy as np


def best_threshold(
    y: np.ndarray, scores: np.ndarray, c_fp: float, c_fn: float, budget: int | None = None
) -> tuple[float, float]:
    """Return the cheapest threshold within the budget, and its total cost."""
    raise NotImplementedError


# %% hint
# Sort by score, highest first. Blocking the first k rows has tp = sum of their labels and fp = k - tp.
# What are fn and the cost?

# %% hint
# `np.cumsum` gives tp for all k at once. A threshold cannot cut through equal scores, so that only the
# last row of each tie is a real candidate: where does the next score differ?

# %% hint
# Put the candidate "nobody" (threshold inf, tp = fp = 0) in front, set the cost of candidates beyond the
# budget to infinity, and take `np.argmin`: it returns the *first* minimum, which is the highest
# threshold.

# %% solution
import numpy as np


def best_threshold(
    y: np.ndarray, scores: np.ndarray, c_fp: float, c_fn: float, budget: int | None = None
) -> tuple[float, float]:
    """Return the cheapest threshold within the budget, and its total cost."""
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    last = np.append(np.flatnonzero(ordered[1:] != ordered[:-1]), len(ordered) - 1)
    blocks = np.append(0, last + 1)
    tp = np.append(0, np.cumsum(y[order])[last])
    cost = c_fp * (blocks - tp) + c_fn * (y.sum() - tp)
    if budget is not None:
        cost = np.where(blocks <= budget, cost, np.inf)
    best = int(np.argmin(cost))
    return float(np.append(np.inf, ordered[last])[best]), float(cost[best])


# %% complexity
# O(n log n) time for the sort, O(n) memory. Trying each distinct score with a fresh pass over the data
# would be O(n²).

# %% follow-ups
# - **When can you skip the search?** If the scores are calibrated probabilities: block when p ≥ c_fp /
#   (c_fp + c_fn).
# - **Why not use the cost this function returns as your estimate?** It is the minimum of many noisy sums,
#   so it is too low on average; measure the chosen threshold on fresh rows.
# - **Amounts differ by case. What changes?** Use one c_fn for each row, the amount at risk: block when p
#   · amount ≥ (1 - p) · c_fp, which is a threshold on expected gain and no longer one on p.

# %% tests
import time

import numpy as np


def _slow(y, scores, c_fp, c_fn, budget=None):
    best = (np.inf, float(c_fn * y.sum()))
    for t in np.unique(scores)[::-1]:
        act = scores >= t
        cost = c_fp * np.sum(act & (y == 0)) + c_fn * np.sum(~act & (y == 1))
        if (budget is None or act.sum() <= budget) and cost < best[1]:
            best = (float(t), float(cost))
    return best


def test_separable_scores_cost_nothing() -> None:
    """If all positives lie above all negatives, the lowest positive score is the threshold and the cost 0."""
    found = best_threshold(np.array([0, 1, 0, 1]), np.array([0.2, 0.9, 0.4, 0.7]), 1.0, 5.0)
    assert found == (0.7, 0.0)


def test_matches_trying_every_threshold() -> None:
    """Threshold and cost must equal those of a search over all distinct scores, without ties."""
    rng = np.random.default_rng(0)
    for c_fp, c_fn in ((1, 1), (1, 20), (20, 1), (3, 7)):
        y = (rng.random(150) < 0.3).astype(int)
        scores = rng.normal(size=150) + y
        np.testing.assert_allclose(best_threshold(y, scores, c_fp, c_fn), _slow(y, scores, c_fp, c_fn))


def test_ties_are_blocked_together() -> None:
    """With few distinct scores no threshold may cut through a tie."""
    rng = np.random.default_rng(1)
    for _ in range(10):
        y = (rng.random(60) < 0.4).astype(int)
        scores = (rng.integers(0, 4, 60) + y).astype(float)
        np.testing.assert_allclose(best_threshold(y, scores, 2, 3), _slow(y, scores, 2, 3))


def test_blocking_nobody_is_a_candidate() -> None:
    """If alarms cost far more than misses, the answer is infinity and the cost that of all misses."""
    y, scores = np.array([1, 0, 0, 1]), np.array([0.1, 0.9, 0.8, 0.2])
    assert best_threshold(y, scores, 100.0, 1.0) == (np.inf, 2.0)


def test_blocking_everybody_is_a_candidate() -> None:
    """If misses cost far more than alarms, the lowest score is the threshold."""
    y, scores = np.array([1, 0, 0, 1]), np.array([0.1, 0.9, 0.8, 0.2])
    assert best_threshold(y, scores, 1.0, 100.0) == (0.1, 2.0)


def test_equal_costs_take_the_highest_threshold() -> None:
    """Two thresholds of equal cost: the higher one, which blocks fewer, must be returned."""
    y, scores = np.array([1, 0, 1]), np.array([0.9, 0.5, 0.3])
    assert best_threshold(y, scores, 1.0, 1.0) == (0.9, 1.0)
    assert best_threshold(np.zeros(3, dtype=int), scores, 0.0, 1.0) == (np.inf, 0.0)


def test_budget_counts_all_blocks() -> None:
    """At most `budget` blocks, false and right ones together, and the cheapest of what is left."""
    rng = np.random.default_rng(2)
    for budget in (0, 1, 5, 20, 59, 60, 1000):
        y = (rng.random(60) < 0.4).astype(int)
        scores = np.round(rng.normal(size=60) + y, 1)
        found = best_threshold(y, scores, 1, 10, budget)
        np.testing.assert_allclose(found, _slow(y, scores, 1, 10, budget))
        assert np.sum(scores >= found[0]) <= budget


def test_the_budget_need_not_be_spent() -> None:
    """If the cheapest threshold is out of reach, the next best may block far fewer than allowed."""
    y, scores = np.array([1, 0, 0, 0, 1, 1, 1, 1, 1]), np.arange(9.0)[::-1]
    assert best_threshold(y, scores, 1.0, 1.0) == (0.0, 3.0)
    assert best_threshold(y, scores, 1.0, 1.0, 4) == (8.0, 5.0)


def test_nearly_equal_scores_are_not_ties() -> None:
    """Scores that differ in the tenth digit are different thresholds."""
    scores = np.array([1.0, 1.0 + 1e-10, 1.0 - 1e-10])
    assert best_threshold(np.array([0, 1, 0]), scores, 0.5, 0.25) == (1.0 + 1e-10, 0.0)


def test_inputs_are_left_alone() -> None:
    """The arrays that were passed in must not change."""
    y, scores = np.array([0, 1, 0]), np.array([0.2, 0.1, 0.9])
    best_threshold(y, scores, 1.0, 2.5)
    assert y.tolist() == [0, 1, 0]
    assert scores.tolist() == [0.2, 0.1, 0.9]


def test_scores_need_not_be_probabilities() -> None:
    """Raw margins below zero and above one are valid scores."""
    rng = np.random.default_rng(3)
    y = (rng.random(80) < 0.5).astype(int)
    scores = 30 * rng.normal(size=80) - 50 + 40 * y
    np.testing.assert_allclose(best_threshold(y, scores, 1, 2), _slow(y, scores, 1, 2))


def test_two_hundred_thousand_rows() -> None:
    """200,000 distinct scores must take less than five seconds."""
    rng = np.random.default_rng(4)
    y = (rng.random(200_000) < 0.01).astype(int)
    scores = rng.normal(size=200_000) + 2 * y
    start = time.perf_counter()
    threshold, cost = best_threshold(y, scores, 5, 200, 2_000)
    assert time.perf_counter() - start < 5
    act = scores >= threshold
    assert abs(cost - (5 * np.sum(act & (y == 0)) + 200 * np.sum(~act & (y == 1)))) < 1e-6


def test_results_are_plain_floats() -> None:
    """Both results must be Python floats."""
    assert all(type(value) is float for value in best_threshold(np.array([0, 1]), np.array([0.1, 0.2]), 1, 1))


# %% mutant: uses the formula as if the scores were calibrated
import numpy as np


def best_threshold(y, scores, c_fp, c_fn, budget=None):
    t = c_fp / (c_fp + c_fn)
    if budget is not None:
        t = max(t, np.sort(scores)[::-1][min(budget, len(scores)) - 1])
    act = scores >= t
    return float(t), float(c_fp * np.sum(act & (y == 0)) + c_fn * np.sum(~act & (y == 1)))


# %% mutant: cuts through ties
import numpy as np


def best_threshold(y, scores, c_fp, c_fn, budget=None):
    order = np.argsort(-scores, kind="stable")
    tp = np.append(0, np.cumsum(y[order]))
    blocks = np.arange(len(y) + 1)
    cost = c_fp * (blocks - tp) + c_fn * (y.sum() - tp)
    if budget is not None:
        cost = np.where(blocks <= budget, cost, np.inf)
    best = int(np.argmin(cost))
    return float(np.append(np.inf, scores[order])[best]), float(cost[best])


# %% mutant: forgets that blocking nobody is possible
import numpy as np


def best_threshold(y, scores, c_fp, c_fn, budget=None):
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    last = np.append(np.flatnonzero(ordered[1:] != ordered[:-1]), len(ordered) - 1)
    tp = np.cumsum(y[order])[last]
    cost = c_fp * (last + 1 - tp) + c_fn * (y.sum() - tp)
    if budget is not None:
        cost = np.where(last + 1 <= budget, cost, np.inf)
    best = int(np.argmin(cost))
    return float(ordered[last][best]), float(cost[best])


# %% mutant: takes the lowest of equally cheap thresholds
import numpy as np


def best_threshold(y, scores, c_fp, c_fn, budget=None):
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    last = np.append(np.flatnonzero(ordered[1:] != ordered[:-1]), len(ordered) - 1)
    blocks = np.append(0, last + 1)
    tp = np.append(0, np.cumsum(y[order])[last])
    cost = c_fp * (blocks - tp) + c_fn * (y.sum() - tp)
    if budget is not None:
        cost = np.where(blocks <= budget, cost, np.inf)
    best = len(cost) - 1 - int(np.argmin(cost[::-1]))
    return float(np.append(np.inf, ordered[last])[best]), float(cost[best])


# %% mutant: counts only false alarms against the budget
import numpy as np


def best_threshold(y, scores, c_fp, c_fn, budget=None):
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    last = np.append(np.flatnonzero(ordered[1:] != ordered[:-1]), len(ordered) - 1)
    blocks = np.append(0, last + 1)
    tp = np.append(0, np.cumsum(y[order])[last])
    cost = c_fp * (blocks - tp) + c_fn * (y.sum() - tp)
    if budget is not None:
        cost = np.where(blocks - tp <= budget, cost, np.inf)
    best = int(np.argmin(cost))
    return float(np.append(np.inf, ordered[last])[best]), float(cost[best])


# %% mutant: exchanges the two costs
import numpy as np


def best_threshold(y, scores, c_fp, c_fn, budget=None):
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    last = np.append(np.flatnonzero(ordered[1:] != ordered[:-1]), len(ordered) - 1)
    blocks = np.append(0, last + 1)
    tp = np.append(0, np.cumsum(y[order])[last])
    cost = c_fn * (blocks - tp) + c_fp * (y.sum() - tp)
    if budget is not None:
        cost = np.where(blocks <= budget, cost, np.inf)
    best = int(np.argmin(cost))
    return float(np.append(np.inf, ordered[last])[best]), float(cost[best])


# %% mutant: searches a grid of one hundred thresholds
import numpy as np


def best_threshold(y, scores, c_fp, c_fn, budget=None):
    grid = np.append(np.inf, np.linspace(0.99, 0.0, 100))
    cost = []
    for t in grid:
        act = scores >= t
        value = c_fp * np.sum(act & (y == 0)) + c_fn * np.sum(~act & (y == 1))
        cost.append(value if budget is None or act.sum() <= budget else np.inf)
    best = int(np.argmin(cost))
    return float(grid[best]), float(cost[best])


# %% mutant: spends the whole budget when the cheapest threshold exceeds it
import numpy as np


def best_threshold(y, scores, c_fp, c_fn, budget=None):
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    last = np.append(np.flatnonzero(ordered[1:] != ordered[:-1]), len(ordered) - 1)
    blocks = np.append(0, last + 1)
    tp = np.append(0, np.cumsum(y[order])[last])
    cost = c_fp * (blocks - tp) + c_fn * (y.sum() - tp)
    best = int(np.argmin(cost))
    if budget is not None and blocks[best] > budget:
        best = int(np.flatnonzero(blocks <= budget)[-1])
    return float(np.append(np.inf, ordered[last])[best]), float(cost[best])


# %% mutant: takes nearly equal scores for ties
import numpy as np


def best_threshold(y, scores, c_fp, c_fn, budget=None):
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    last = np.append(np.flatnonzero(~np.isclose(ordered[1:], ordered[:-1])), len(ordered) - 1)
    blocks = np.append(0, last + 1)
    tp = np.append(0, np.cumsum(y[order])[last])
    cost = c_fp * (blocks - tp) + c_fn * (y.sum() - tp)
    if budget is not None:
        cost = np.where(blocks <= budget, cost, np.inf)
    best = int(np.argmin(cost))
    return float(np.append(np.inf, ordered[last])[best]), float(cost[best])


# %% mutant: sorts the caller's arrays in place
import numpy as np


def best_threshold(y, scores, c_fp, c_fn, budget=None):
    order = np.argsort(-scores, kind="stable")
    y[:] = y[order]
    scores[:] = scores[order]
    last = np.append(np.flatnonzero(scores[1:] != scores[:-1]), len(scores) - 1)
    blocks = np.append(0, last + 1)
    tp = np.append(0, np.cumsum(y)[last])
    cost = c_fp * (blocks - tp) + c_fn * (y.sum() - tp)
    if budget is not None:
        cost = np.where(blocks <= budget, cost, np.inf)
    best = int(np.argmin(cost))
    return float(np.append(np.inf, scores[last])[best]), float(cost[best])
