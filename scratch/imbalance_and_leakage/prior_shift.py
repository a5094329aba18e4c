"""Undo sampling and loss functions that move probabilities away from the rates of the world."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


# --8<-- [start:kept]
def undo_sampling(p_sample: Array, kept: Array) -> Array:
    """Correct class probabilities of a model whose training rows were sampled by class.

    If a row of class k was kept with probability β_k whatever its features, Bayes' rule gives
    p_sample(k | x) ∝ β_k p(k | x); dividing by β_k and rescaling undoes it. A class weight w_k in the log
    loss acts like β_k = w_k.

    Args:
        p_sample: Probabilities under the sample, shape (n, n_classes).
        kept: β_k, positive, shape (n_classes,), or (n, n_classes) if rates differ by a stratum that the
            model sees. Only ratios matter.

    Returns:
        Probabilities in the world, shape (n, n_classes). O(n · n_classes).
    """
    odds = p_sample / kept
    corrected: Array = odds / odds.sum(axis=-1, keepdims=True)
    return corrected


def threshold_on_sample(t: float, kept_negatives: float, kept_positives: float = 1.0) -> float:
    """Return the cut on the uncorrected probability that equals the cut t on the corrected one."""
    odds = t / (1.0 - t) * kept_positives / kept_negatives
    return odds / (1.0 + odds)


# --8<-- [end:kept]
# --8<-- [start:efficiency]
def information_kept(n_positive: float, n_negative: float, n_negative_kept: float) -> float:
    """Return the share of statistical information left after dropping negatives, for weak effects.

    The variance of an estimated log-odds slope is near (1/n₊ + 1/n₋) · constant, as of a difference of two
    means; the ratio of variances, all rows over kept rows, is what is left.
    """
    return (1.0 / n_positive + 1.0 / n_negative) / (1.0 / n_positive + 1.0 / n_negative_kept)


# --8<-- [end:efficiency]
# --8<-- [start:focal]
def focal_to_probability(p: Array, gamma: float) -> Array:
    """Turn the output of a model trained with focal loss into the probability that it stands for.

    Focal loss -(1 - p)^γ ln p is not proper: where the event has probability q, its minimum is at a p
    closer to ½. Setting the derivative to zero gives q in closed form, with
    φ(p) = (1 - p)^γ / p - γ (1 - p)^(γ-1) ln p:  q = φ(1 - p) / (φ(p) + φ(1 - p)).

    Args:
        p: Outputs strictly between 0 and 1, any shape.
        gamma: Focusing parameter, >= 0; 0 is the log loss and changes nothing.

    Source: Charoenphakdee et al. (2021), which gives the map for any number of classes.
    """

    def pull(p: Array) -> Array:
        return (1 - p) ** gamma / p - gamma * (1 - p) ** (gamma - 1) * np.log(p)

    q: Array = pull(1 - p) / (pull(p) + pull(1 - p))
    return q


# --8<-- [end:focal]
