# ---
# title: Permutation importance by groups of columns
# level: intermediate
# minutes: 20
# frequency: med
# chapter: algorithms/trees-and-forests
# questions: [importance-names-the-customer-id, all-zero-importance-dropped]
# reviewed: 2026-11-30
# ---

# %% statement
# Measure how much a fitted model relies on a group of columns: shuffle them *together*, so that copies of one
# signal cannot speak for each other, and see how much the loss rises.
#
# Write `group_importance(loss, X, groups, n_repeats, rng)`.
#
# **Contract.** `loss(X)` takes an array of X's shape and returns a float; the model and the targets are
# inside it. `X` has shape
# `(n, p)`; `groups` is a list of lists of column numbers, which may overlap, and may be empty lists; `rng`
# is a
# `numpy.random.Generator`. For each group and repeat, give `loss` a copy of `X` in which *one* uniformly
# random
# permutation of the rows has been applied to all columns of the group, everything else being original.
# Return an array of shape
# `(len(groups), n_repeats)` with the loss after shuffling minus the loss on the original `X` (positive: the
# group matters). Do not change `X`, not even for a moment that `loss` could see. Each repeat draws a new
# permutation, and all randomness comes from `rng`.

# %% starter
from collections.abc import Callable

import numpy as np


def group_importance(
    loss: Callable[[np.ndarray], float],
    X: np.ndarray,
    groups: list[list[int]],
    n_repeats: int,
    rng: np.random.Generator,
) -> np.ndarray:
    """Return rises of the loss, shape (len(groups), n_repeats)."""
    raise NotImplementedError


# %% hint
# Evaluate `loss(X)` once. Then two loops: groups, and repeats.

# %% hint
# Draw `order = rng.permutation(len(X))` once per repeat and use it for every column of the group: rows of
# the group stay
# together, only their pairing with the rest is broken.

# %% hint
# `shuffled = X.copy(); shuffled[:, columns] = X[order][:, columns]; rises[g, r] = loss(shuffled) - base`.

# %% solution
from collections.abc import Callable

import numpy as np


def group_importance(
    loss: Callable[[np.ndarray], float],
    X: np.ndarray,
    groups: list[list[int]],
    n_repeats: int,
    rng: np.random.Generator,
) -> np.ndarray:
    base = loss(X)
    rises = np.zeros((len(groups), n_repeats))
    for g, columns in enumerate(groups):
        for repeat in range(n_repeats):
            shuffled = X.copy()
            order = rng.permutation(len(X))
            for j in columns:
                shuffled[:, j] = X[order, j]
            rises[g, repeat] = loss(shuffled) - base
    return rises


# %% complexity
# `len(groups)·n_repeats + 1` predictions of n rows, which dominate; O(np) memory for the copy. Restoring
# only the shuffled columns
# would save the copy.

# %% follow-ups
# - **Which rows do you pass?** Rows that weren't used for training. On training rows a column that was only
# overfitted looks important.
# - **What error bar do you report?** The spread over repeats shows shuffling noise only. Bootstrap the test
# rows and refit on several
# training sets to see the rest.
# - **How do you choose the groups?** By meaning (all columns of one source or one one-hot variable), or by
# clustering columns on rank
# correlation.
# - **What is wrong with shuffling correlated columns one at a time?** Twins hide each other, and the
# shuffled rows are combinations that
# never occur, so the model is judged where it was never trained.

# %% tests
import numpy as np


class _Spy:
    """A loss that remembers what it was given."""

    def __init__(self, w, y):
        self.w, self.y, self.seen = w, y, []

    def __call__(self, X):
        self.seen.append(X.copy())
        return float(np.mean((self.y - X @ self.w) ** 2))


def _data(seed, n=60, p=4):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) * np.arange(1, p + 1)
    w = rng.normal(size=p)
    return X, w, X @ w + 0.3 * rng.normal(size=n)


def test_each_value_belongs_to_a_call_of_the_loss() -> None:
    """Rises are losses of shuffled inputs minus the loss of X, in the right cells."""
    X, w, y = _data(0)
    spy = _Spy(w, y)
    groups = [[0], [2, 3], [1]]
    rises = group_importance(spy, X, groups, 3, np.random.default_rng(1))
    assert rises.shape == (3, 3)
    base = float(np.mean((y - X @ w) ** 2))
    for g, columns in enumerate(groups):
        rest = [j for j in range(4) if j not in columns]
        matching = sorted(
            float(np.mean((y - Z @ w) ** 2)) - base
            for Z in spy.seen
            if np.array_equal(Z[:, rest], X[:, rest]) and not np.array_equal(Z, X)
        )
        np.testing.assert_allclose(sorted(rises[g]), matching, atol=1e-10)


def test_rows_of_a_group_stay_together() -> None:
    """Within a group every shuffled row is a row of the original; other columns are untouched."""
    X, w, y = _data(2)
    spy = _Spy(w, y)
    group_importance(spy, X, [[0, 2]], 5, np.random.default_rng(3))
    shuffled = [Z for Z in spy.seen if not np.array_equal(Z, X)]
    assert len(shuffled) == 5
    for Z in shuffled:
        np.testing.assert_array_equal(Z[:, [1, 3]], X[:, [1, 3]])
        assert sorted(map(tuple, Z[:, [0, 2]])) == sorted(map(tuple, X[:, [0, 2]]))


def test_repeats_use_new_permutations() -> None:
    """Ten repeats, ten different orders."""
    X, w, y = _data(4)
    spy = _Spy(w, y)
    group_importance(spy, X, [[1]], 10, np.random.default_rng(5))
    orders = {tuple(Z[:, 1]) for Z in spy.seen} - {tuple(X[:, 1])}
    assert len(orders) == 10


def test_orders_are_permutations_not_shifts() -> None:
    """After a shift nearly every row keeps its successor; after a permutation about one in n does."""
    X, w, y = _data(4)
    spy = _Spy(w, y)
    group_importance(spy, X, [[1]], 10, np.random.default_rng(5))
    following = dict(zip(X[:, 1], np.roll(X[:, 1], -1), strict=True))
    kept = sum(
        following[a] == b
        for Z in spy.seen
        if not np.array_equal(Z, X)
        for a, b in zip(Z[:-1, 1], Z[1:, 1], strict=True)
    )
    assert kept < 60


def test_randomness_comes_from_rng() -> None:
    """The same generator state gives the same values, another seed gives others."""
    X, w, y = _data(16)
    first, again, other = (
        group_importance(_Spy(w, y), X, [[0], [1, 2]], 4, np.random.default_rng(seed))
        for seed in (17, 17, 18)
    )
    np.testing.assert_array_equal(first, again)
    assert np.all(first != other)


def test_a_perfect_linear_model_loses_twice_the_variance() -> None:
    """Shuffling column j of an exact linear model costs 2·w²·var(x) on average."""
    rng = np.random.default_rng(6)
    X = rng.normal(size=(300, 3)) * [1.0, 2.0, 0.5]
    w = np.array([1.0, -1.0, 0.0])
    y = X @ w
    rises = group_importance(
        lambda Z: float(np.mean((y - Z @ w) ** 2)), X, [[0], [1], [2]], 300, np.random.default_rng(7)
    )
    expected = 2 * w**2 * X.var(axis=0)
    error = rises.std(axis=1) / np.sqrt(300)
    assert np.all(np.abs(rises.mean(axis=1) - expected) <= 5 * error + 1e-12)


def test_twins_matter_together() -> None:
    """y = (a + b)/2 with b = a: each alone costs a quarter of what both cost."""
    rng = np.random.default_rng(8)
    a = rng.normal(size=400)
    X = np.column_stack([a, a])
    y = X.mean(axis=1)
    rises = group_importance(
        lambda Z: float(np.mean((y - Z.mean(axis=1)) ** 2)), X, [[0], [0, 1]], 200, np.random.default_rng(9)
    )
    alone, together = rises.mean(axis=1)
    assert abs(together - 2 * a.var()) < 0.1
    assert abs(alone / together - 0.25) < 0.03


def test_negative_rises_are_kept() -> None:
    """If shuffling helps, the value is negative."""
    rng = np.random.default_rng(10)
    x = rng.normal(size=200)
    rises = group_importance(
        lambda Z: float(np.mean((-x - Z[:, 0]) ** 2)), x[:, None], [[0]], 20, np.random.default_rng(11)
    )
    assert rises.max() < 0


def test_an_empty_group_costs_nothing() -> None:
    """Nothing is shuffled, so the rise is exactly 0."""
    X, w, y = _data(12)
    rises = group_importance(_Spy(w, y), X, [[], [0]], 2, np.random.default_rng(13))
    np.testing.assert_array_equal(rises[0], [0.0, 0.0])
    assert np.all(rises[1] != 0.0)
    assert group_importance(_Spy(w, y), X, [], 2, np.random.default_rng(13)).shape == (0, 2)


def test_x_never_changes() -> None:
    """The array of the caller is the same before, after and during the calls."""
    X, w, y = _data(14)
    before = X.copy()
    clean = []

    def loss(Z):
        clean.append(np.array_equal(X, before))
        return float(np.mean((y - Z @ w) ** 2))

    group_importance(loss, X, [[0], [1, 2]], 3, np.random.default_rng(15))
    assert all(clean), "X was changed while loss ran"
    np.testing.assert_array_equal(X, before)


# %% mutant: shuffles each column of a group by itself
import numpy as np


def group_importance(loss, X, groups, n_repeats, rng):
    base, rises = loss(X), np.zeros((len(groups), n_repeats))
    for g, columns in enumerate(groups):
        for repeat in range(n_repeats):
            shuffled = X.copy()
            for j in columns:
                shuffled[:, j] = X[rng.permutation(len(X)), j]
            rises[g, repeat] = loss(shuffled) - base
    return rises


# %% mutant: keeps earlier groups shuffled
import numpy as np


def group_importance(loss, X, groups, n_repeats, rng):
    base, rises = loss(X), np.zeros((len(groups), n_repeats))
    shuffled = X.copy()
    for g, columns in enumerate(groups):
        for repeat in range(n_repeats):
            order = rng.permutation(len(X))
            for j in columns:
                shuffled[:, j] = X[order, j]
            rises[g, repeat] = loss(shuffled) - base
    return rises


# %% mutant: shuffles in place and puts it back
import numpy as np


def group_importance(loss, X, groups, n_repeats, rng):
    base, rises = loss(X), np.zeros((len(groups), n_repeats))
    for g, columns in enumerate(groups):
        kept = X[:, columns].copy()
        for repeat in range(n_repeats):
            X[:, columns] = kept[rng.permutation(len(X))]
            rises[g, repeat] = loss(X) - base
        X[:, columns] = kept
    return rises


# %% mutant: original minus shuffled
import numpy as np


def group_importance(loss, X, groups, n_repeats, rng):
    base, rises = loss(X), np.zeros((len(groups), n_repeats))
    for g, columns in enumerate(groups):
        for repeat in range(n_repeats):
            shuffled, order = X.copy(), rng.permutation(len(X))
            for j in columns:
                shuffled[:, j] = X[order, j]
            rises[g, repeat] = base - loss(shuffled)
    return rises


# %% mutant: one permutation for all repeats
import numpy as np


def group_importance(loss, X, groups, n_repeats, rng):
    base, rises = loss(X), np.zeros((len(groups), n_repeats))
    for g, columns in enumerate(groups):
        shuffled, order = X.copy(), rng.permutation(len(X))
        for j in columns:
            shuffled[:, j] = X[order, j]
        for repeat in range(n_repeats):
            rises[g, repeat] = loss(shuffled) - base
    return rises


# %% mutant: clips negative importances at zero
import numpy as np


def group_importance(loss, X, groups, n_repeats, rng):
    base, rises = loss(X), np.zeros((len(groups), n_repeats))
    for g, columns in enumerate(groups):
        for repeat in range(n_repeats):
            shuffled, order = X.copy(), rng.permutation(len(X))
            for j in columns:
                shuffled[:, j] = X[order, j]
            rises[g, repeat] = max(loss(shuffled) - base, 0.0)
    return rises


# %% mutant: shuffles only the first column of a group
import numpy as np


def group_importance(loss, X, groups, n_repeats, rng):
    base, rises = loss(X), np.zeros((len(groups), n_repeats))
    for g, columns in enumerate(groups):
        for repeat in range(n_repeats):
            shuffled = X.copy()
            for j in columns[:1]:
                shuffled[:, j] = X[rng.permutation(len(X)), j]
            rises[g, repeat] = loss(shuffled) - base
    return rises


# %% mutant: draws rows with replacement
import numpy as np


def group_importance(loss, X, groups, n_repeats, rng):
    base, rises = loss(X), np.zeros((len(groups), n_repeats))
    for g, columns in enumerate(groups):
        for repeat in range(n_repeats):
            shuffled, order = X.copy(), rng.integers(0, len(X), len(X))
            for j in columns:
                shuffled[:, j] = X[order, j]
            rises[g, repeat] = loss(shuffled) - base
    return rises


# %% mutant: sets the columns to their means
import numpy as np


def group_importance(loss, X, groups, n_repeats, rng):
    base, rises = loss(X), np.zeros((len(groups), n_repeats))
    for g, columns in enumerate(groups):
        for repeat in range(n_repeats):
            blank = X.copy()
            for j in columns:
                blank[:, j] = X[:, j].mean()
            rises[g, repeat] = loss(blank) - base
    return rises


# %% mutant: ignores the generator it was given
import numpy as np


def group_importance(loss, X, groups, n_repeats, rng):
    own = np.random.default_rng(0)
    base, rises = loss(X), np.zeros((len(groups), n_repeats))
    for g, columns in enumerate(groups):
        for repeat in range(n_repeats):
            shuffled, order = X.copy(), own.permutation(len(X))
            for j in columns:
                shuffled[:, j] = X[order, j]
            rises[g, repeat] = loss(shuffled) - base
    return rises


# %% mutant: shifts the rows instead of permuting them
import numpy as np


def group_importance(loss, X, groups, n_repeats, rng):
    base, rises = loss(X), np.zeros((len(groups), n_repeats))
    for g, columns in enumerate(groups):
        shifts = rng.permutation(len(X) - 1) + 1
        for repeat in range(n_repeats):
            shuffled = X.copy()
            for j in columns:
                shuffled[:, j] = np.roll(X[:, j], shifts[repeat % len(shifts)])
            rises[g, repeat] = loss(shuffled) - base
    return rises
