"""The tests that interviews ask for: t, chi-square, ANOVA, Mann-Whitney and two proportions."""

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scratch.probability_and_statistics.distributions import chi2_upper, f_upper, t_two_sided

Floats = NDArray[np.float64]
Result = tuple[float, float]
"""A statistic and its p-value."""


def _normal_two_sided(z: float) -> float:
    return 2 * NormalDist().cdf(-abs(z))


# --8<-- [start:t]
def welch_t(x: Floats, y: Floats) -> tuple[float, float, float]:
    """Return t, degrees of freedom and two-sided p-value for equal means of two independent samples.

    Welch (1947): variances may differ. x has shape (n,), y (m,), n and m at least 2. O(n + m).

    Raises:
        ValueError: If a sample has fewer than two values, or both have no spread.
    """
    if min(len(x), len(y)) < 2:
        raise ValueError("each sample needs two values")
    a, b = x.var(ddof=1) / len(x), y.var(ddof=1) / len(y)  # squared standard errors
    if a + b == 0:
        raise ValueError("no spread in either sample")
    t = (x.mean() - y.mean()) / math.sqrt(a + b)
    df = (a + b) ** 2 / (a**2 / (len(x) - 1) + b**2 / (len(y) - 1))
    return float(t), float(df), t_two_sided(float(t), float(df))


def pooled_t(x: Floats, y: Floats) -> Result:
    """Return Student's t and its p-value, which assume the same variance in both groups."""
    n, m = len(x), len(y)
    variance = ((n - 1) * x.var(ddof=1) + (m - 1) * y.var(ddof=1)) / (n + m - 2)
    t = float((x.mean() - y.mean()) / math.sqrt(variance * (1 / n + 1 / m)))
    return t, t_two_sided(t, n + m - 2)


def one_sample_t(x: Floats, mean: float = 0.0) -> Result:
    """Return t and p-value for one mean; on differences of pairs this is the paired t-test."""
    t = float((x.mean() - mean) / (x.std(ddof=1) / math.sqrt(len(x))))
    return t, t_two_sided(t, len(x) - 1)


# --8<-- [end:t]


# --8<-- [start:chi-square]
def chi_square_independence(table: ArrayLike) -> tuple[float, int, float]:
    """Return Pearson's statistic, degrees of freedom and p-value for a table of counts, shape (r, c).

    The expected count of a cell is row total · column total / n; no continuity correction. O(r · c).

    Raises:
        ValueError: If a row or column is empty.
    """
    counts = np.asarray(table, dtype=np.float64)
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    if not (rows.all() and columns.all()):
        raise ValueError("a row or column has no counts")
    expected = np.outer(rows, columns) / counts.sum()
    statistic = float(((counts - expected) ** 2 / expected).sum())
    df = (len(rows) - 1) * (len(columns) - 1)
    return statistic, df, chi2_upper(statistic, df)


def chi_square_fit(observed: ArrayLike, expected: ArrayLike, fitted: int = 0) -> Result:
    """Return Pearson's statistic and p-value for counts against expected counts, both shape (k,).

    Each parameter that was fitted to the same counts costs one degree of freedom.
    """
    o, e = np.asarray(observed, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    statistic = float(((o - e) ** 2 / e).sum())
    return statistic, chi2_upper(statistic, len(o) - 1 - fitted)


# --8<-- [end:chi-square]


def one_way_anova(*groups: Floats) -> Result:
    """Return F and p-value for equal means of several groups with the same variance."""
    everything = np.concatenate(groups)
    between = sum(len(g) * (g.mean() - everything.mean()) ** 2 for g in groups)
    within = sum(((g - g.mean()) ** 2).sum() for g in groups)
    df_between, df_within = len(groups) - 1, len(everything) - len(groups)
    f = float((between / df_between) / (within / df_within))
    return f, f_upper(f, df_between, df_within)


# --8<-- [start:mann-whitney]
def mann_whitney(x: Floats, y: Floats) -> Result:
    """Return U of the first sample and its two-sided p-value by the normal approximation.

    U / (n · m) estimates P(X > Y) + P(X = Y) / 2. The variance is corrected for ties and the
    statistic for continuity, as in Mann and Whitney (1947) and Lehmann (1975). O(N log N), N = n + m.
    """
    n, m = len(x), len(y)
    _, group, counts = np.unique(np.concatenate([x, y]), return_inverse=True, return_counts=True)
    mid_ranks = (np.cumsum(counts) - (counts - 1) / 2)[group]
    u = float(mid_ranks[:n].sum() - n * (n + 1) / 2)
    total = n + m
    ties = float((counts**3 - counts).sum()) / (total * (total - 1))
    sd = math.sqrt(n * m / 12 * (total + 1 - ties))
    if sd == 0:  # all values are equal
        return u, 1.0
    z = max(abs(u - n * m / 2) - 0.5, 0.0) / sd
    return u, _normal_two_sided(z)


# --8<-- [end:mann-whitney]


def two_proportion_z(hits_a: int, n_a: int, hits_b: int, n_b: int) -> Result:
    """Return z of the pooled test for equal proportions, positive if b is larger, and its p-value."""
    p_a, p_b, pooled = hits_a / n_a, hits_b / n_b, (hits_a + hits_b) / (n_a + n_b)
    z = (p_b - p_a) / math.sqrt(pooled * (1 - pooled) * (1 / n_a + 1 / n_b))
    return z, _normal_two_sided(z)
