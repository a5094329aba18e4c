"""Bootstrap, jackknife and permutation test."""

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Statistic = Callable[[Floats], Floats]
"""Maps arrays of shape (..., n) to (...), such as ``lambda x: x.mean(axis=-1)``."""


# --8<-- [start:bootstrap]
def bootstrap_replicates(
    x: Floats, statistic: Statistic, rng: np.random.Generator, n_resamples: int = 2000
) -> Floats:
    """Return the statistic of resamples drawn with replacement, shape (n_resamples,).

    O(n_resamples · n) time and memory; rows must be independent (else draw whole clusters).
    """
    rows = rng.integers(0, len(x), (n_resamples, len(x)))
    return statistic(x[rows])


def percentile_interval(replicates: Floats, level: float = 0.95) -> tuple[float, float]:
    """Return the quantiles of the replicates (Efron 1979)."""
    low, high = np.quantile(replicates, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def basic_interval(estimate: float, replicates: Floats, level: float = 0.95) -> tuple[float, float]:
    """Return the percentile interval mirrored at the estimate: the error, not the value, is resampled."""
    low, high = percentile_interval(replicates, level)
    return 2 * estimate - high, 2 * estimate - low


def studentised_interval(
    x: Floats, rng: np.random.Generator, n_resamples: int = 2000, level: float = 0.95
) -> tuple[float, float]:
    """Return the bootstrap-t interval of the mean: each resample is divided by its own standard error."""
    n, mean, error = len(x), x.mean(), x.std(ddof=1) / math.sqrt(len(x))
    samples = x[rng.integers(0, n, (n_resamples, n))]
    errors = samples.std(axis=1, ddof=1) / math.sqrt(n)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (samples.mean(axis=1) - mean) / errors  # a resample of one repeated value gives an infinite t
    low, high = np.quantile(t[~np.isnan(t)], [(1 - level) / 2, (1 + level) / 2])
    return float(mean - high * error), float(mean - low * error)


# --8<-- [end:bootstrap]


# --8<-- [start:bca]
def jackknife(x: Floats, statistic: Statistic) -> Floats:
    """Return the statistic with each row left out in turn, shape (n,). O(n²) for linear-time statistics."""
    n = len(x)
    kept = np.arange(n - 1) + (np.arange(n - 1) >= np.arange(n)[:, None])
    return statistic(x[kept])


def jackknife_standard_error(x: Floats, statistic: Statistic) -> float:
    """Return the jackknife standard error (Tukey 1958); inconsistent for medians."""
    values = jackknife(x, statistic)
    return math.sqrt((len(x) - 1) * float(np.mean((values - values.mean()) ** 2)))


def bca_interval(
    x: Floats, statistic: Statistic, replicates: Floats, level: float = 0.95
) -> tuple[float, float]:
    """Return the bias-corrected and accelerated interval (Efron 1987).

    Raises:
        ValueError: If leaving out a row never changes the statistic, or all replicates lie on one side.
    """
    normal = NormalDist()
    estimate = float(statistic(x))
    below = (np.mean(replicates < estimate) + np.mean(replicates <= estimate)) / 2
    z0 = normal.inv_cdf(float(below))  # bias: how far the estimate is from the median replicate
    pull = jackknife(x, statistic)
    pull = pull.mean() - pull
    if not pull.any():
        raise ValueError("leaving out a row never changes the statistic")
    acceleration = float((pull**3).sum() / (6 * (pull**2).sum() ** 1.5))  # skew of the influences
    ends = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        z = z0 + normal.inv_cdf(tail)
        ends.append(normal.cdf(z0 + z / (1 - acceleration * z)))
    low, high = np.quantile(replicates, ends)
    return float(low), float(high)


# --8<-- [end:bca]


# --8<-- [start:permutation]
def permutation_test(
    x: Floats,
    y: Floats,
    rng: np.random.Generator,
    n_permutations: int = 9999,
    statistic: Callable[[Floats, Floats], float] = lambda a, b: float(a.mean() - b.mean()),
) -> tuple[float, float]:
    """Return the statistic and the two-sided p-value under exchangeable labels.

    The observed labelling counts as one of the permutations, hence the + 1 (Phipson and Smyth 2010);
    without it p could be 0 and the test would be too liberal. O(n_permutations · (n + m)).
    """
    pooled, n = np.concatenate([x, y]), len(x)
    observed = statistic(x, y)
    extreme = 0
    for _ in range(n_permutations):
        shuffled = rng.permutation(pooled)
        # The tolerance keeps a tie a tie when the same sum is added in another order.
        extreme += abs(statistic(shuffled[:n], shuffled[n:])) >= abs(observed) - 1e-12
    return observed, (extreme + 1) / (n_permutations + 1)


# --8<-- [end:permutation]
