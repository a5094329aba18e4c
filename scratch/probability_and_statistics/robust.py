"""Estimates that a few wild values cannot move far."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


# --8<-- [start:robust]
def mad(x: Floats) -> float:
    """Return the median absolute deviation, scaled to estimate the standard deviation of normal data."""
    return float(1.4826 * np.median(np.abs(x - np.median(x))))


def robust_z(x: Floats) -> Floats:
    """Return (x - median) / MAD, shape (n,); half of the values may be outliers. O(n).

    Raises:
        ValueError: If more than half of the values are equal, so that the MAD is zero.
    """
    spread = mad(x)
    if spread == 0:
        raise ValueError("the MAD is zero; more than half of the values are equal")
    return (x - np.median(x)) / spread


def trimmed_mean(x: Floats, share: float = 0.1) -> float:
    """Return the mean without the lowest and the highest share of the values."""
    cut = int(share * len(x))
    return float(np.sort(x)[cut : len(x) - cut].mean())


def spearman(x: Floats, y: Floats) -> float:
    """Return the Pearson correlation of the ranks, ties sharing their mean rank."""

    def ranks(values: Floats) -> Floats:
        _, group, counts = np.unique(values, return_inverse=True, return_counts=True)
        return np.asarray((np.cumsum(counts) - (counts - 1) / 2)[group], dtype=np.float64)

    return float(np.corrcoef(ranks(x), ranks(y))[0, 1])


# --8<-- [end:robust]
