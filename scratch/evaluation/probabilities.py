"""Measures of predicted probabilities: proper scores, their decomposition and calibration error."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


# --8<-- [start:scores]
def log_loss(y: Ints, p: Floats, eps: float = 1e-15) -> float:
    """Return the mean negative log-likelihood in nats.

    Args:
        y: Labels 0 or 1, shape (n,).
        p: Predicted probability of class 1, shape (n,).
        eps: Probabilities are clipped to [eps, 1 - eps], because one certain mistake costs infinity.
    """
    p = np.clip(p, eps, 1 - eps)
    return float(-np.mean(np.where(y == 1, np.log(p), np.log1p(-p))))


def brier(y: Ints, p: Floats) -> float:
    """Return the mean squared error of the probabilities (Brier 1950, halved for two classes)."""
    return float(np.mean((p - y) ** 2))


# --8<-- [end:scores]


@dataclass(frozen=True)
class BrierParts:
    """Brier = reliability - resolution + uncertainty (Murphy 1973)."""

    reliability: float
    resolution: float
    uncertainty: float


# --8<-- [start:decomposition]
def brier_parts(y: Ints, p: Floats) -> BrierParts:
    """Split the Brier score by the distinct values that the forecast takes.

    The identity is exact only when cases are grouped by equal forecasts; with binned forecasts the spread
    inside a bin is missing. O(n log n) time.
    """
    values, group, counts = np.unique(p, return_inverse=True, return_counts=True)
    observed = np.bincount(group, weights=y) / counts
    share, base = counts / len(y), float(y.mean())
    return BrierParts(
        reliability=float(np.sum(share * (values - observed) ** 2)),
        resolution=float(np.sum(share * (observed - base) ** 2)),
        uncertainty=base * (1 - base),
    )


# --8<-- [end:decomposition]


# --8<-- [start:ece]
def reliability_bins(
    y: Ints, p: Floats, n_bins: int = 10, quantile: bool = False
) -> tuple[Floats, Floats, Ints]:
    """Return mean prediction, observed rate and count of each bin that is not empty.

    Args:
        y: Labels 0 or 1, shape (n,).
        p: Predicted probability of class 1, shape (n,).
        n_bins: Number of bins asked for.
        quantile: Equal counts instead of equal widths; right when most probabilities are small.
    """
    grid = np.linspace(0, 1, n_bins + 1)
    edges = np.quantile(p, grid) if quantile else grid
    which = np.clip(np.searchsorted(edges, p, side="right") - 1, 0, n_bins - 1)
    counts = np.bincount(which, minlength=n_bins)
    used = counts > 0
    mean_p = np.bincount(which, weights=p, minlength=n_bins)[used] / counts[used]
    rate = np.bincount(which, weights=y, minlength=n_bins)[used] / counts[used]
    return mean_p, rate, counts[used]


def expected_calibration_error(y: Ints, p: Floats, n_bins: int = 10, quantile: bool = False) -> float:
    """Return Σ (n_b / n) |observed rate - mean prediction| over the bins; biased upwards for small bins."""
    mean_p, rate, counts = reliability_bins(y, p, n_bins, quantile)
    return float(np.sum(counts * np.abs(rate - mean_p)) / len(y))


# --8<-- [end:ece]
