"""Agreement of annotators, with and without correction for chance."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


# --8<-- [start:kappa]
def kappa(table: Ints | Floats) -> tuple[float, float]:
    """Return observed agreement and Cohen's kappa of two annotators.

    Args:
        table: Counts or shares, table[i, j] = first said i and second said j, shape (k, k).

    Returns:
        (agreement, kappa). Kappa is nan if both always use one class: chance alone then agrees always.

    Source: Cohen (1960).
    """
    share = table / table.sum()
    observed = float(np.trace(share))
    expected = float(share.sum(axis=1) @ share.sum(axis=0))
    return observed, (observed - expected) / (1.0 - expected) if expected < 1.0 else float("nan")


def table_of_two(sensitivity: float, specificity: float, prevalence: float) -> Floats:
    """Return the shares of two annotators' labels, shape (2, 2), errors independent given the truth."""
    said = np.array([[specificity, 1.0 - specificity], [1.0 - sensitivity, sensitivity]])
    truth = np.array([1.0 - prevalence, prevalence])
    table: Floats = np.einsum("t,ti,tj->ij", truth, said, said)
    return table


def kappa_of_two(sensitivity: float, specificity: float, prevalence: float) -> float:
    """Return kappa of two equally good independent annotators: π(1 - π)J² / (q(1 - q)).

    J = sensitivity + specificity - 1 is what one annotator knows, q the share that each calls positive. It
    is the correlation of their labels.
    """
    youden = sensitivity + specificity - 1.0
    q = prevalence * sensitivity + (1.0 - prevalence) * (1.0 - specificity)
    return prevalence * (1.0 - prevalence) * youden**2 / (q * (1.0 - q))


# --8<-- [end:kappa]
