# ---
# title: SMOTE from scratch
# level: intermediate
# minutes: 20
# frequency: med
# chapter: data/imbalance-and-leakage
# questions: [smote-or-class-weights, smote-probabilities-formula]
# reviewed: 2026-11-30
# ---

# %% statement
# Write `smote(X, n_new, k, rng)`. It returns `n_new` synthetic rows, shape `(n_new, d)`, for the minority
# rows `X`, shape `(n, d)`.
#
# - For each new row draw a row `x` of `X` uniformly, one of its `k` nearest *other* rows `z` (Euclidean)
#   uniformly, and one number `u`, uniform in [0, 1): the new row is `x + u * (z - x)`.
# - All randomness comes from `rng`, a `numpy.random.Generator`. How many numbers you draw, and in which
#   order, is up to you; the same seed must give the same rows.
# - `1 <= k <= n - 1`, else raise `ValueError`. `n_new` may be 0. Distances between rows of `X` are all
#   different, except that `X` may hold duplicates: a duplicate is another row, at distance 0.
# - Don't change `X`.

# %% starter
import numpy as np


def smote(X: np.ndarray, n_new: int, k: int, rng: np.random.Generator) -> np.ndarray:
    """Return n_new synthetic rows, shape (n_new, d)."""
    raise NotImplementedError


# %% hint
# First the neighbours: all squared distances at once, `((X[:, None] - X[None]) ** 2).sum(axis=2)`. Which
# entry must never win?

# %% hint
# Set the diagonal to infinity and take the first `k` of `np.argsort` along each row. Then draw `n_new` start
# rows with `rng.integers`, and for each a column of the neighbour table.

# %% hint
# `u = rng.random((n_new, 1))`: one number for each new row, so that it lies on the *segment*. Shape
# `(n_new, d)` would fill the box between the two rows.

# %% solution
import numpy as np


def smote(X: np.ndarray, n_new: int, k: int, rng: np.random.Generator) -> np.ndarray:
    """Return n_new synthetic rows, shape (n_new, d)."""
    n = len(X)
    if not 1 <= k <= n - 1:
        raise ValueError("k must lie between 1 and n - 1")
    distance = ((X[:, None] - X[None]) ** 2).sum(axis=2)
    np.fill_diagonal(distance, np.inf)
    neighbours = np.argsort(distance, axis=1)[:, :k]
    start = rng.integers(0, n, n_new)
    end = neighbours[start, rng.integers(0, k, n_new)]
    u = rng.random((n_new, 1))
    return X[start] + u * (X[end] - X[start])


# %% complexity
# O(n² d) time and memory for the distances as written (O(n²) memory with the expansion of the square),
# O(n² log n) for the sort, O(n_new · d) for the rows. For 100,000 minority rows use a tree or an index.

# %% follow-ups
# - **Where in a cross-validation does this call belong?** In each training part, after the split. Before it,
#   synthetic rows of the test fold lie between training rows.
# - **What happens to the variance of the minority?** With random partners it falls to about two thirds; in
#   many dimensions nearest neighbours are nearly random partners. So no formula corrects the probabilities.
# - **Columns are age in years and income in euros. What goes wrong?** Income alone decides who is a
#   neighbour: scale first. And a category such as "country" can't be interpolated at all.

# %% tests
import numpy as np


def _source(row, X, k):
    """Return (i, j, u) of the segments on which the row lies, i to one of its k nearest others."""
    distance = ((X[:, None] - X[None]) ** 2).sum(axis=2)
    np.fill_diagonal(distance, np.inf)
    found = []
    for i in range(len(X)):
        for j in np.argsort(distance[i])[:k]:
            step = X[j] - X[i]
            u = float((row - X[i]) @ step / (step @ step))
            if -1e-9 <= u <= 1 + 1e-9 and np.abs(X[i] + u * step - row).max() < 1e-8:
                found.append((i, int(j), u))
    return found


def test_shape_and_empty() -> None:
    """The answer has n_new rows and d columns, for n_new = 0 as well."""
    X = np.random.default_rng(0).normal(size=(6, 3))
    assert smote(X, 7, 2, np.random.default_rng(1)).shape == (7, 3)
    assert smote(X, 0, 2, np.random.default_rng(1)).shape == (0, 3)


def test_each_row_lies_on_an_allowed_segment() -> None:
    """A synthetic row lies between a row and one of its k nearest others, never off the segment."""
    for seed, (n, d, k) in enumerate([(8, 2, 1), (12, 3, 3), (15, 6, 5)]):
        X = np.random.default_rng(seed).normal(size=(n, d))
        for row in smote(X, 40, k, np.random.default_rng(seed + 10)):
            assert len(_source(row, X, k)) > 0, "not on a segment to one of the k nearest"


def test_all_k_neighbours_are_used() -> None:
    """Each row is a start about equally often, and each of its k neighbours an end."""
    X = np.array([[0.0, 0.0], [10.0, 1.0], [3.0, 20.0], [35.0, 30.0], [-40.0, 55.0]])
    counts = np.zeros((5, 5))
    rows = smote(X, 4_000, 4, np.random.default_rng(3))
    for row in rows[:1_500]:
        for i, j, _ in _source(row, X, 4):
            # With k = n - 1 each segment is allowed from both ends: give half to each.
            counts[i, j] += 0.5
    off = counts[~np.eye(5, dtype=bool)]
    assert off.min() > 40
    assert off.max() < 115


def test_starts_and_fractions_are_uniform() -> None:
    """With k = 1 and one-way neighbours both the start and u can be read off: they are uniform."""
    X = np.array([[0.0], [1.0], [3.0], [7.0]])
    # Nearest others: 0 -> 1, 1 -> 0, 3 -> 1, 7 -> 3. The segment (3, 7) is reached from 7 alone.
    rows = smote(X, 8_000, 1, np.random.default_rng(4))[:, 0]
    last = rows[rows > 3.0]
    assert abs(len(last) / 8_000 - 0.25) < 0.03
    u = (7.0 - last) / 4.0
    assert abs(u.mean() - 0.5) < 0.03
    assert abs(u.std() - 12**-0.5) < 0.02
    assert u.min() >= 0
    assert u.max() <= 1


def test_k_limits_the_reach() -> None:
    """With k = 1 and two far pairs nothing lies between the pairs."""
    X = np.array([[0.0, 0.0], [1.0, 0.1], [100.0, 0.0], [101.0, 0.3]])
    rows = smote(X, 300, 1, np.random.default_rng(5))
    assert np.all((rows[:, 0] <= 1.0) | (rows[:, 0] >= 100.0))


def test_a_row_is_not_its_own_neighbour() -> None:
    """With two different rows no synthetic row is an exact copy, except where u is 0."""
    X = np.array([[0.0, 0.0], [1.0, 2.0]])
    rows = smote(X, 500, 1, np.random.default_rng(6))
    assert np.mean(np.abs(rows).sum(axis=1) < 1e-12) < 0.01
    assert abs(rows[:, 0].mean() - 0.5) < 0.06


def test_duplicates_are_neighbours() -> None:
    """A duplicate is another row at distance 0: its synthetic rows are copies, and nothing is nan."""
    X = np.array([[2.0, 2.0], [2.0, 2.0], [9.0, 9.0]])
    rows = smote(X, 200, 1, np.random.default_rng(7))
    assert np.isfinite(rows).all()
    assert np.mean(np.abs(rows - 2.0).max(axis=1) < 1e-12) > 0.5


def test_variance_falls_to_two_thirds() -> None:
    """With all others as partners the variance is 2/3 - 1/(3(n - 1)) of the real one."""
    X = np.random.default_rng(8).normal(size=(20, 3))
    rows = smote(X, 60_000, 19, np.random.default_rng(9))
    ratio = rows.var(axis=0) / X.var(axis=0)
    np.testing.assert_allclose(ratio, np.full(3, 2 / 3 - 1 / 57), atol=0.02)


def test_the_generator_decides() -> None:
    """Equal seeds give equal rows, other seeds other rows."""
    X = np.random.default_rng(10).normal(size=(9, 2))
    first = smote(X, 20, 3, np.random.default_rng(1))
    np.testing.assert_array_equal(first, smote(X, 20, 3, np.random.default_rng(1)))
    assert not np.allclose(first, smote(X, 20, 3, np.random.default_rng(2)))


def test_the_start_is_drawn() -> None:
    """One new row may start anywhere: over 200 seeds each of two far pairs is used about half the time."""
    X = np.array([[0.0, 0.0], [1.0, 0.1], [100.0, 0.0], [101.0, 0.3]])
    far = [smote(X, 1, 1, np.random.default_rng(seed))[0, 0] > 50 for seed in range(200)]
    assert 60 < sum(far) < 140


def test_impossible_k() -> None:
    """k = 0 and k = n are errors."""
    X = np.zeros((4, 2)) + np.arange(4.0)[:, None]
    for k in (0, 4):
        try:
            smote(X, 3, k, np.random.default_rng(0))
        except ValueError:
            continue
        raise AssertionError(f"k = {k} must raise ValueError")


def test_rows_are_left_alone() -> None:
    """The minority rows that were passed in must not change."""
    X = np.array([[0.0, 1.0], [2.0, 3.0], [5.0, 8.0]])
    smote(X, 5, 1, np.random.default_rng(0))
    assert X.tolist() == [[0.0, 1.0], [2.0, 3.0], [5.0, 8.0]]


# %% mutant: counts a row among its own neighbours
import numpy as np


def smote(X, n_new, k, rng):
    if not 1 <= k <= len(X) - 1:
        raise ValueError
    neighbours = np.argsort(((X[:, None] - X[None]) ** 2).sum(axis=2), axis=1, kind="stable")[:, :k]
    start = rng.integers(0, len(X), n_new)
    end = neighbours[start, rng.integers(0, k, n_new)]
    return X[start] + rng.random((n_new, 1)) * (X[end] - X[start])


# %% mutant: draws a fraction for each column
import numpy as np


def smote(X, n_new, k, rng):
    if not 1 <= k <= len(X) - 1:
        raise ValueError
    distance = ((X[:, None] - X[None]) ** 2).sum(axis=2)
    np.fill_diagonal(distance, np.inf)
    neighbours = np.argsort(distance, axis=1)[:, :k]
    start = rng.integers(0, len(X), n_new)
    end = neighbours[start, rng.integers(0, k, n_new)]
    return X[start] + rng.random((n_new, X.shape[1])) * (X[end] - X[start])


# %% mutant: always takes the nearest neighbour
import numpy as np


def smote(X, n_new, k, rng):
    if not 1 <= k <= len(X) - 1:
        raise ValueError
    distance = ((X[:, None] - X[None]) ** 2).sum(axis=2)
    np.fill_diagonal(distance, np.inf)
    start = rng.integers(0, len(X), n_new)
    end = np.argmin(distance, axis=1)[start]
    return X[start] + rng.random((n_new, 1)) * (X[end] - X[start])


# %% mutant: takes any other row as partner
import numpy as np


def smote(X, n_new, k, rng):
    n = len(X)
    if not 1 <= k <= n - 1:
        raise ValueError
    start = rng.integers(0, n, n_new)
    end = (start + rng.integers(1, n, n_new)) % n
    return X[start] + rng.random((n_new, 1)) * (X[end] - X[start])


# %% mutant: copies rows with replacement
import numpy as np


def smote(X, n_new, k, rng):
    if not 1 <= k <= len(X) - 1:
        raise ValueError
    return X[rng.integers(0, len(X), n_new)]


# %% mutant: reaches beyond the neighbour
import numpy as np


def smote(X, n_new, k, rng):
    if not 1 <= k <= len(X) - 1:
        raise ValueError
    distance = ((X[:, None] - X[None]) ** 2).sum(axis=2)
    np.fill_diagonal(distance, np.inf)
    neighbours = np.argsort(distance, axis=1)[:, :k]
    start = rng.integers(0, len(X), n_new)
    end = neighbours[start, rng.integers(0, k, n_new)]
    return X[start] + rng.uniform(-0.5, 1.5, (n_new, 1)) * (X[end] - X[start])


# %% mutant: always stops half-way
import numpy as np


def smote(X, n_new, k, rng):
    if not 1 <= k <= len(X) - 1:
        raise ValueError
    distance = ((X[:, None] - X[None]) ** 2).sum(axis=2)
    np.fill_diagonal(distance, np.inf)
    neighbours = np.argsort(distance, axis=1)[:, :k]
    start = rng.integers(0, len(X), n_new)
    end = neighbours[start, rng.integers(0, k, n_new)]
    return (X[start] + X[end]) / 2


# %% mutant: uses its own seed
import numpy as np


def smote(X, n_new, k, rng):
    if not 1 <= k <= len(X) - 1:
        raise ValueError
    rng = np.random.default_rng(42)
    distance = ((X[:, None] - X[None]) ** 2).sum(axis=2)
    np.fill_diagonal(distance, np.inf)
    neighbours = np.argsort(distance, axis=1)[:, :k]
    start = rng.integers(0, len(X), n_new)
    end = neighbours[start, rng.integers(0, k, n_new)]
    return X[start] + rng.random((n_new, 1)) * (X[end] - X[start])


# %% mutant: draws rows around the mean
import numpy as np


def smote(X, n_new, k, rng):
    if not 1 <= k <= len(X) - 1:
        raise ValueError
    return X.mean(axis=0) + rng.normal(size=(n_new, X.shape[1])) * X.std(axis=0) * (2 / 3) ** 0.5


# %% mutant: starts from the first rows in turn and stops
import numpy as np


def smote(X, n_new, k, rng):
    if not 1 <= k <= len(X) - 1:
        raise ValueError
    distance = ((X[:, None] - X[None]) ** 2).sum(axis=2)
    np.fill_diagonal(distance, np.inf)
    neighbours = np.argsort(distance, axis=1)[:, :k]
    start = np.sort(rng.integers(0, max(len(X) - 1, 1), n_new))
    end = neighbours[start, rng.integers(0, k, n_new)]
    return X[start] + rng.random((n_new, 1)) * (X[end] - X[start])


# %% mutant: takes the rows in turn as starts
import numpy as np


def smote(X, n_new, k, rng):
    if not 1 <= k <= len(X) - 1:
        raise ValueError
    distance = ((X[:, None] - X[None]) ** 2).sum(axis=2)
    np.fill_diagonal(distance, np.inf)
    neighbours = np.argsort(distance, axis=1)[:, :k]
    start = np.arange(n_new) % len(X)
    end = neighbours[start, rng.integers(0, k, n_new)]
    return X[start] + rng.random((n_new, 1)) * (X[end] - X[start])
