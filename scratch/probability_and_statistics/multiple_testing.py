"""Adjusted p-values for a family of tests: Bonferroni, Holm and Benjamini-Hochberg."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def bonferroni(p: Floats) -> Floats:
    """Return min(1, m · p); controls the family-wise error under any dependence."""
    return np.minimum(len(p) * p, 1.0)


# --8<-- [start:adjust]
def holm(p: Floats) -> Floats:
    """Return Holm's (1979) adjusted p-values, shape (m,): never above Bonferroni's, same guarantee."""
    order = np.argsort(p)
    scaled = p[order] * np.arange(len(p), 0, -1)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(np.maximum.accumulate(scaled), 1.0)
    return adjusted


def benjamini_hochberg(p: Floats) -> Floats:
    """Return Benjamini and Hochberg's (1995) adjusted p-values, shape (m,). O(m log m).

    Rejecting those at or below q keeps the expected share of false discoveries at or below q · m0 / m if
    the p-values are independent or positively dependent (PRDS); for any dependence multiply by
    1 + 1/2 + … + 1/m (Benjamini and Yekutieli 2001).
    """
    order = np.argsort(p)
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum.accumulate(scaled[::-1])[::-1]  # from the largest down: a step-up test
    return adjusted


# --8<-- [end:adjust]
