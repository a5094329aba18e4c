"""Is B better than A? McNemar's test, the paired interval, and the corrected resampled t statistic."""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


# --8<-- [start:mcnemar]
def discordant(right_a: Bools, right_b: Bools) -> tuple[int, int]:
    """Return how many rows only A gets right, and how many only B; both arrays of shape (n,)."""
    return int((right_a & ~right_b).sum()), int((~right_a & right_b).sum())


def mcnemar_exact(only_a: int, only_b: int) -> float:
    """Return the two-sided p-value of McNemar's test, exact: a fair coin on the rows where one is right.

    O(only_a + only_b). Source: McNemar (1947), Psychometrika 12(2); Dietterich (1998).
    """
    n = only_a + only_b
    if n == 0:
        return 1.0
    tail = sum(math.comb(n, i) for i in range(min(only_a, only_b) + 1))
    return float(min(1.0, 2 * tail / 2**n))


def paired_interval(only_a: int, only_b: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """Return a normal interval for accuracy of B minus accuracy of A on the same n rows (Wald)."""
    gain = (only_b - only_a) / n
    se = math.sqrt((only_a + only_b) / n - gain**2) / math.sqrt(n)
    return gain - z * se, gain + z * se


# --8<-- [end:mcnemar]
# --8<-- [start:corrected]
def resampled_t(differences: Floats, test_over_train: float = 0.0) -> tuple[float, int]:
    """Return the t statistic of score differences from repeated splits, and its degrees of freedom.

    Training sets overlap, so that differences are correlated. Nadeau and Bengio add n_test/n_train to the
    1/m of the m splits: 1/9 for tenfold, however often it is repeated. With 0 it is the naive paired t test.

    Source: Nadeau and Bengio (2003), Machine Learning 52(3).
    """
    m = len(differences)
    spread = differences.std(ddof=1)
    if spread == 0:
        return (0.0 if differences.mean() == 0 else math.copysign(math.inf, differences.mean())), m - 1
    return float(differences.mean() / (spread * math.sqrt(1 / m + test_over_train))), m - 1


# --8<-- [end:corrected]
