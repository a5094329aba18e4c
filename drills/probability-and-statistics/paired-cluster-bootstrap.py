# ---
# title: Paired cluster bootstrap of a difference
# level: advanced
# minutes: 20
# frequency: med
# chapter: mathematics/statistics
# questions: [hundred-prompts-ten-samples, skewed-spend-interval]
# reviewed: 2026-11-30
# ---

# %% statement
# Two models answered the same rows, and rows come in clusters (several of one user, prompt or document).
# Write `bootstrap_difference(a, b, cluster, draws, level)`: the percentile interval of mean(b) − mean(a).
#
# - `a`, `b`: scores of both models for the same rows, shape `(n,)`; `cluster`: integer labels, shape `(n,)`,
#   not necessarily sorted, consecutive or starting at 0. Sizes differ.
# - `draws`: integers of shape `(n_resamples, n_clusters)`, already drawn with replacement. Entry `i` stands
#   for the i-th *distinct label in ascending order*. A cluster drawn twice brings all its rows twice.
# - Each resample yields one number: the mean of b − a over **all rows** in it (rows weigh alike, so large
#   clusters weigh more). A cluster of the same rows serves both models.
# - Return `(low, high)` as Python floats: `np.quantile` at `(1 − level) / 2` and `(1 + level) / 2`, with
#   its default interpolation.
# - The tests use 200,000 rows and 2,000 resamples of 500 clusters: rows can't be gathered for each resample,
#   which would take gigabytes.
# - Raise `ValueError` if `a`, `b` and `cluster` differ in length.

# %% starter
import numpy as np


def bootstrap_difference(
    a: np.ndarray, b: np.ndarray, cluster: np.ndarray, draws: np.ndarray, level: float = 0.95
) -> tuple[float, float]:
    """Return the ends of the percentile interval of mean(b) - mean(a)."""
    raise NotImplementedError


# %% hint
# The mean over a resample is a ratio: the sum of differences in it divided by the number of rows in it. Both
# are sums over the clusters drawn.

# %% hint
# So two numbers for each cluster are enough: its sum of b - a and its size. `np.unique(cluster,
# return_inverse=True)` gives the position of each row's label; `np.bincount(position, weights=…)` the sums.

# %% hint
# `totals[draws].sum(axis=1) / sizes[draws].sum(axis=1)` is all resamples at once.

# %% solution
import numpy as np


def bootstrap_difference(
    a: np.ndarray, b: np.ndarray, cluster: np.ndarray, draws: np.ndarray, level: float = 0.95
) -> tuple[float, float]:
    """Return the ends of the percentile interval of mean(b) - mean(a)."""
    if not len(a) == len(b) == len(cluster):
        raise ValueError("a, b and cluster must have the same length")
    _, position = np.unique(cluster, return_inverse=True)
    totals = np.bincount(position, weights=np.asarray(b, dtype=float) - np.asarray(a, dtype=float))
    sizes = np.bincount(position)
    replicates = totals[draws].sum(axis=1) / sizes[draws].sum(axis=1)
    low, high = np.quantile(replicates, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


# %% complexity
# O(n log n) once for the labels and O(n_resamples · n_clusters) time and memory for the resamples, whatever
# the number of rows. Gathering rows would cost O(n_resamples · n).

# %% follow-ups
# - **When is it too short?** With few clusters, below 30 or so, and with one that holds a large part of the
#   rows. Then use a t-interval on cluster means, or a sign-flip test.
# - **Why not resample rows within the drawn clusters as well?** That adds the within-cluster noise a second
#   time; the rows of a drawn cluster already carry it.
# - **Mean over rows or mean of cluster means?** Two different targets: the average answer or the average
#   user. Decide before you look, since they can differ in sign.

# %% tests
import time

import numpy as np


def _slow(a, b, cluster, draws, level):
    """Gather the rows of each resample."""
    labels = sorted(set(cluster.tolist()))
    rows = [np.flatnonzero(cluster == label) for label in labels]
    values = []
    for draw in draws:
        picked = np.concatenate([rows[i] for i in draw])
        values.append(b[picked].mean() - a[picked].mean())
    return tuple(np.quantile(values, [(1 - level) / 2, (1 + level) / 2]))


def _case(seed, n_clusters=12, n_resamples=200):
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 9, n_clusters)
    labels = rng.permutation(5 * np.arange(n_clusters) - 20)
    cluster = rng.permutation(np.repeat(labels, sizes.astype(np.intp)))
    ability = {label: rng.normal() for label in labels.tolist()}
    a = np.array([ability[c] for c in cluster.tolist()]) + rng.normal(size=len(cluster))
    b = a + 0.3 + 0.05 * cluster / 10 + rng.normal(size=len(cluster))
    return a, b, cluster, rng.integers(0, n_clusters, (n_resamples, n_clusters))


def test_by_hand() -> None:
    """Clusters 7 (one row, +6) and 9 (two rows, +0 and +3): draws 7-7, 7-9 and 9-9 give 6, 3 and 1.5."""
    a, b = np.array([0.0, 0.0, 0.0]), np.array([0.0, 6.0, 3.0])
    cluster = np.array([9, 7, 9])
    for draw, expected in (([0, 0], 6.0), ([0, 1], 3.0), ([1, 1], 1.5)):
        np.testing.assert_allclose(
            bootstrap_difference(a, b, cluster, np.array([draw]), 0.9), [expected, expected]
        )


def test_matches_gathering_all_rows() -> None:
    """Random clusters of different sizes, labels unsorted and with gaps."""
    for seed in range(6):
        case = _case(seed)
        for level in (0.95, 0.5):
            np.testing.assert_allclose(bootstrap_difference(*case, level), _slow(*case, level), rtol=1e-10)


def test_level_changes_the_width() -> None:
    """A 99 % interval must contain the 50 % interval strictly."""
    case = _case(7)
    wide, narrow = bootstrap_difference(*case, 0.99), bootstrap_difference(*case, 0.5)
    assert wide[0] < narrow[0]
    assert narrow[1] < wide[1]


def test_sign_of_the_difference() -> None:
    """Exchanging the models mirrors the interval."""
    a, b, cluster, draws = _case(8)
    low, high = bootstrap_difference(a, b, cluster, draws, 0.9)
    np.testing.assert_allclose(bootstrap_difference(b, a, cluster, draws, 0.9), [-high, -low], rtol=1e-10)


def test_coverage_with_strong_clusters() -> None:
    """With 60 clusters whose rows agree, about 95 % of intervals must hold the true difference 0."""
    rng = np.random.default_rng(9)
    hits = 0
    for _ in range(200):
        cluster = np.repeat(np.arange(60), 10)
        shift = rng.normal(size=60)[cluster]
        a = rng.normal(size=600)
        low, high = bootstrap_difference(a, a + shift, cluster, rng.integers(0, 60, (400, 60)), 0.95)
        hits += low <= 0 <= high
    assert 178 <= hits <= 199


def test_integers_and_booleans_are_scores_too() -> None:
    """Right or wrong as booleans must give the share of b minus that of a."""
    a, b = np.array([True, False, False, True]), np.array([True, True, True, False])
    found = bootstrap_difference(a, b, np.array([1, 1, 2, 2]), np.array([[0, 1]]), 0.9)
    np.testing.assert_allclose(found, [0.25, 0.25])


def test_large_input() -> None:
    """200,000 rows, 500 clusters and 2,000 resamples in well under five seconds."""
    rng = np.random.default_rng(10)
    cluster = rng.integers(0, 500, 200_000)
    a, b = rng.normal(size=200_000), rng.normal(size=200_000)
    start = time.perf_counter()
    low, high = bootstrap_difference(a, b, cluster, rng.integers(0, 500, (2000, 500)), 0.95)
    assert time.perf_counter() - start < 5
    assert low < (b - a).mean() < high


def test_lengths_and_types() -> None:
    """Different lengths raise ValueError; the ends are Python floats."""
    for sizes in ((3, 4, 4), (4, 3, 4), (4, 4, 3)):
        a, b, cluster = np.zeros(sizes[0]), np.zeros(sizes[1]), np.zeros(sizes[2], dtype=int)
        try:
            bootstrap_difference(a, b, cluster, np.zeros((1, 1), dtype=int), 0.9)
        except ValueError:
            continue
        raise AssertionError("no ValueError for lengths " + str(sizes))
    found = bootstrap_difference(*_case(11), 0.9)
    assert isinstance(found, tuple)
    assert all(type(end) is float for end in found)


# %% mutant: averages the means of clusters
import numpy as np


def bootstrap_difference(a, b, cluster, draws, level=0.95):
    if not len(a) == len(b) == len(cluster):
        raise ValueError("lengths")
    _, position = np.unique(cluster, return_inverse=True)
    means = np.bincount(position, weights=b * 1.0 - a * 1.0) / np.bincount(position)
    low, high = np.quantile(means[draws].mean(axis=1), [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


# %% mutant: divides by the number of rows of the original sample
import numpy as np


def bootstrap_difference(a, b, cluster, draws, level=0.95):
    if not len(a) == len(b) == len(cluster):
        raise ValueError("lengths")
    _, position = np.unique(cluster, return_inverse=True)
    totals = np.bincount(position, weights=b * 1.0 - a * 1.0)
    low, high = np.quantile(totals[draws].sum(axis=1) / len(a), [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


# %% mutant: takes the labels for positions in order of appearance
import numpy as np


def bootstrap_difference(a, b, cluster, draws, level=0.95):
    if not len(a) == len(b) == len(cluster):
        raise ValueError("lengths")
    seen = {}
    position = np.array([seen.setdefault(c, len(seen)) for c in cluster.tolist()])
    totals = np.bincount(position, weights=b * 1.0 - a * 1.0)
    sizes = np.bincount(position)
    values = totals[draws].sum(axis=1) / sizes[draws].sum(axis=1)
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


# %% mutant: a cluster drawn twice counts once
import numpy as np


def bootstrap_difference(a, b, cluster, draws, level=0.95):
    if not len(a) == len(b) == len(cluster):
        raise ValueError("lengths")
    _, position = np.unique(cluster, return_inverse=True)
    totals = np.bincount(position, weights=b * 1.0 - a * 1.0)
    sizes = np.bincount(position)
    values = [totals[np.unique(d)].sum() / sizes[np.unique(d)].sum() for d in draws]
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


# %% mutant: ignores the clusters and resamples rows
import numpy as np


def bootstrap_difference(a, b, cluster, draws, level=0.95):
    if not len(a) == len(b) == len(cluster):
        raise ValueError("lengths")
    rng = np.random.default_rng(0)
    d = b * 1.0 - a * 1.0
    values = [d[rng.integers(0, len(d), len(d))].mean() for _ in range(len(draws))]
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


# %% mutant: ignores the level
import numpy as np


def bootstrap_difference(a, b, cluster, draws, level=0.95):
    if not len(a) == len(b) == len(cluster):
        raise ValueError("lengths")
    _, position = np.unique(cluster, return_inverse=True)
    totals = np.bincount(position, weights=b * 1.0 - a * 1.0)
    sizes = np.bincount(position)
    low, high = np.quantile(totals[draws].sum(axis=1) / sizes[draws].sum(axis=1), [0.025, 0.975])
    return float(low), float(high)


# %% mutant: returns a minus b
import numpy as np


def bootstrap_difference(a, b, cluster, draws, level=0.95):
    if not len(a) == len(b) == len(cluster):
        raise ValueError("lengths")
    _, position = np.unique(cluster, return_inverse=True)
    totals = np.bincount(position, weights=a * 1.0 - b * 1.0)
    sizes = np.bincount(position)
    values = totals[draws].sum(axis=1) / sizes[draws].sum(axis=1)
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


# %% mutant: a normal interval around the estimate
import numpy as np


def bootstrap_difference(a, b, cluster, draws, level=0.95):
    if not len(a) == len(b) == len(cluster):
        raise ValueError("lengths")
    _, position = np.unique(cluster, return_inverse=True)
    totals = np.bincount(position, weights=b * 1.0 - a * 1.0)
    sizes = np.bincount(position)
    values = totals[draws].sum(axis=1) / sizes[draws].sum(axis=1)
    centre = totals.sum() / len(a)
    return float(centre - 1.96 * values.std()), float(centre + 1.96 * values.std())


# %% mutant: always the estimate itself
import numpy as np


def bootstrap_difference(a, b, cluster, draws, level=0.95):
    if not len(a) == len(b) == len(cluster):
        raise ValueError("lengths")
    estimate = float((b * 1.0 - a * 1.0).mean())
    return estimate, estimate
