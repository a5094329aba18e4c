"""How sure a metric is: bootstrap, Hanley-McNeil and Wilson intervals."""

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


# --8<-- [start:bootstrap]
def bootstrap_interval(
    y: Ints,
    scores: Floats,
    metric: Callable[[Ints, Floats], float],
    rng: np.random.Generator,
    n_resamples: int = 1000,
    level: float = 0.95,
) -> tuple[float, float]:
    """Return the percentile bootstrap interval of ``metric(y, scores)``.

    Positives and negatives are drawn separately, so that no resample lacks a class; for metrics that depend
    on prevalence this treats the prevalence as known. Rows must be independent: with several rows a
    customer, draw customers. O(n_resamples · cost of the metric).
    """
    positives, negatives = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    values = np.empty(n_resamples)
    for i in range(n_resamples):
        rows = np.concatenate([rng.choice(positives, len(positives)), rng.choice(negatives, len(negatives))])
        values[i] = metric(y[rows], scores[rows])
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


# --8<-- [end:bootstrap]


# --8<-- [start:hanley]
def hanley_mcneil_se(auc: float, n_pos: int, n_neg: int) -> float:
    """Return the approximate standard error of an AUC (Hanley and McNeil 1982, exponential scores)."""
    q1, q2 = auc / (2 - auc), 2 * auc**2 / (1 + auc)
    variance = auc * (1 - auc) + (n_pos - 1) * (q1 - auc**2) + (n_neg - 1) * (q2 - auc**2)
    return math.sqrt(variance / (n_pos * n_neg))


# --8<-- [end:hanley]


def wilson_interval(hits: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Return the Wilson score interval of a proportion such as recall (hits of n positives).

    Raises:
        ValueError: If n is not positive or hits lies outside 0 … n.
    """
    if n <= 0 or not 0 <= hits <= n:
        raise ValueError("need 0 <= hits <= n and n > 0")
    z = NormalDist().inv_cdf((1 + level) / 2)
    p, spread = hits / n, z * z / n
    centre = (p + spread / 2) / (1 + spread)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + spread)
    return centre - half, centre + half
