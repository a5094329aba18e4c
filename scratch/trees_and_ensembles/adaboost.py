"""AdaBoost with decision stumps: reweight the rows; each learner votes by its log-odds of being right."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Classifier = Callable[[Array], Array]
"""Maps inputs, shape (n, p), to labels −1.0 or +1.0, shape (n,)."""
Fit = Callable[[Array, Array, Array], Classifier]
"""Maps inputs, labels ±1 and weights to a classifier."""


# --8<-- [start:stump]
def fit_stump(X: Array, y: Array, w: Array) -> Classifier:
    """Return the single threshold with the least weighted error.

    Args:
        X: Inputs, shape (n, p).
        y: Labels −1 or +1, shape (n,).
        w: Weights that sum to 1, shape (n,).

    Complexity: O(p·n·log n) time, O(n) memory.
    """
    best, rule = np.inf, (0, -np.inf, 1.0)
    for j in range(X.shape[1]):
        order = np.argsort(X[:, j], kind="stable")
        x = X[order, j]
        # Predicting +1 everywhere errs on the negatives; each row moved to the −1 side changes that by w·y.
        above = w[y < 0].sum() + np.concatenate([[0.0], np.cumsum(w[order] * y[order])])
        cuts = np.concatenate([[-np.inf], (x[:-1] + x[1:]) / 2, [np.inf]])
        allowed = np.concatenate([[True], x[1:] > x[:-1], [True]])
        for sign, errors in ((1.0, above), (-1.0, 1 - above)):
            at = int(np.where(allowed, errors, np.inf).argmin())
            if errors[at] < best - 1e-12:
                best, rule = float(errors[at]), (j, float(cuts[at]), sign)
    column, cut, sign = rule
    return lambda new: sign * np.where(new[:, column] > cut, 1.0, -1.0)


# --8<-- [end:stump]
# --8<-- [start:adaboost]
@dataclass(frozen=True)
class AdaBoost:
    """A weighted vote: F(x) = Σ α_t·h_t(x), of which the sign is the prediction."""

    learners: list[Classifier]
    alphas: list[float]
    errors: list[float]
    """Weighted error of each learner in its round, ε_t."""

    def score(self, X: Array) -> Array:
        """Return F, shape (n,); under the exponential loss its optimum is half the log-odds."""
        return sum((a * h(X) for a, h in zip(self.alphas, self.learners, strict=True)), np.zeros(len(X)))


def round_of(y: Array, h: Array, w: Array) -> tuple[float, float, Array]:
    """Return error ε, vote α = ½·ln((1 − ε)/ε) and the next weights, for labels and predictions ±1.

    Raises:
        ValueError: If ε is 0 or at least ½: a perfect rule needs no boosting, a useless one no vote.
    """
    error = float(w[h != y].sum())
    if not 0 < error < 0.5:
        raise ValueError("the weighted error must lie between 0 and 1/2")
    alpha = 0.5 * float(np.log((1 - error) / error))
    new = w * np.exp(-alpha * y * h)
    return error, alpha, new / new.sum()


def fit_adaboost(X: Array, y: Array, rounds: int, fit: Fit = fit_stump) -> AdaBoost:
    """Fit at most `rounds` learners; stop early where one is perfect or no better than chance.

    Source: Freund and Schapire (1997), A decision-theoretic generalization of on-line learning.
    """
    w = np.full(len(y), 1 / len(y))
    model = AdaBoost([], [], [])
    for _ in range(rounds):
        learner = fit(X, y, w)
        try:
            error, alpha, w = round_of(y, learner(X), w)
        except ValueError:
            break
        model.learners.append(learner)
        model.alphas.append(alpha)
        model.errors.append(error)
    return model


# --8<-- [end:adaboost]
