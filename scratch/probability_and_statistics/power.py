"""Power and sample size of two-group comparisons."""

import math
from statistics import NormalDist

import numpy as np

from scratch.probability_and_statistics.distributions import t_two_sided

NORMAL = NormalDist()


# --8<-- [start:size]
def n_per_group_means(delta: float, sd: float, power: float = 0.8, alpha: float = 0.05) -> int:
    """Return the size of each group with which a two-sided z-test of means has this power.

    n = 2 (z_{1-alpha/2} + z_power)² sd² / delta²: quadratic in sd / delta. Raises ValueError for delta 0.
    """
    if delta == 0:
        raise ValueError("a difference of zero cannot be detected")
    z = NORMAL.inv_cdf(1 - alpha / 2) + NORMAL.inv_cdf(power)
    return math.ceil(2 * (z * sd / delta) ** 2)


def n_per_group_proportions(p_a: float, p_b: float, power: float = 0.8, alpha: float = 0.05) -> int:
    """Return the size of each group for two proportions, with each its own variance."""
    z = NORMAL.inv_cdf(1 - alpha / 2) + NORMAL.inv_cdf(power)
    return math.ceil(z**2 * (p_a * (1 - p_a) + p_b * (1 - p_b)) / (p_a - p_b) ** 2)


# --8<-- [end:size]


def t_critical(df: float, alpha: float = 0.05) -> float:
    """Return the two-sided critical value of Student's t, by bisection."""
    low, high = 0.0, 1e6
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if t_two_sided(middle, df) > alpha else (low, middle)
    return high


# --8<-- [start:power]
def t_test_power(d: float, n: int, alpha: float = 0.05) -> float:
    """Return the exact power of the two-sided pooled t-test, n a group, Cohen's d = difference / sd.

    Given the pooled variance the statistic is normal; average over its chi-square law on a grid of its
    root. O(grid), agrees with the noncentral t distribution within 1e-6.
    """
    df, shift = 2 * n - 2, d * math.sqrt(n / 2)
    critical = t_critical(df, alpha)
    s = np.linspace(1e-6, 1 + 10 / math.sqrt(df), 4001)  # pooled sd / true sd
    log_density = (df - 1) * np.log(s) - df * s**2 / 2
    weight = np.exp(log_density - log_density.max())
    weight /= weight.sum()
    reject = np.array([NORMAL.cdf(shift - critical * v) + NORMAL.cdf(-shift - critical * v) for v in s])
    return float((weight * reject).sum())


# --8<-- [end:power]
