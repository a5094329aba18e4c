"""Post-hoc calibration: Platt, isotonic, temperature, and the correction after sampling negatives."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def sigmoid(z: Floats) -> Floats:
    """Return 1 / (1 + exp(-z)) without overflow, elementwise."""
    e = np.exp(-np.abs(z))
    return np.asarray(np.where(z >= 0, 1 / (1 + e), e / (1 + e)), dtype=np.float64)


# --8<-- [start:platt]
def fit_platt(y: Ints, scores: Floats, steps: int = 50) -> tuple[float, float]:
    """Fit P(y = 1) = sigmoid(a · score + b) by Newton's method.

    Args:
        y: Labels 0 or 1 of data the model was *not* trained on, shape (n,).
        scores: Raw scores or logits of the model, shape (n,).
        steps: Upper limit; about ten are needed. Each is O(n).

    Returns:
        Slope a and intercept b.

    Raises:
        ValueError: If a class is missing.
    """
    n_pos, n_neg = int(np.sum(y == 1)), int(np.sum(y == 0))
    if n_pos == 0 or n_neg == 0:
        raise ValueError("both classes must occur")
    # Platt's targets are one pseudo-count away from 0 and 1, which keeps separable data finite.
    target = np.where(y == 1, (n_pos + 1) / (n_pos + 2), 1 / (n_neg + 2))
    centre, scale = float(scores.mean()), float(scores.std()) or 1.0
    X = np.column_stack([(scores - centre) / scale, np.ones(len(scores))])
    w = np.array([0.0, np.log((n_pos + 1) / (n_neg + 1))])
    for _ in range(steps):
        p = sigmoid(X @ w)
        hessian = (X.T * (p * (1 - p))) @ X + 1e-12 * np.eye(2)
        step = np.linalg.solve(hessian, X.T @ (p - target))
        w = w - step
        if np.abs(step).max() < 1e-10:
            break
    return float(w[0] / scale), float(w[1] - w[0] * centre / scale)


# --8<-- [end:platt]


# --8<-- [start:pav]
def pav(values: Floats, weights: Floats) -> Floats:
    """Return the non-decreasing sequence nearest to ``values``, shape (n,).

    Nearest in weighted squares. Pool adjacent violators: append each value as
    a block and, while it does not lie above the block before it, merge the two
    into their weighted mean. Each merge removes a block, so O(n) suffices.
    """
    means: list[float] = []
    mass: list[float] = []
    sizes: list[int] = []
    for value, weight in zip(values.tolist(), weights.tolist(), strict=True):
        means.append(value)
        mass.append(weight)
        sizes.append(1)
        while len(means) > 1 and means[-2] >= means[-1]:
            m, w, s = means.pop(), mass.pop(), sizes.pop()
            means[-1] = (mass[-1] * means[-1] + w * m) / (mass[-1] + w)
            mass[-1] += w
            sizes[-1] += s
    return np.repeat(np.array(means, dtype=np.float64), np.array(sizes, dtype=np.int64))


# --8<-- [end:pav]


def isotonic_calibrate(y: Ints, fit_scores: Floats, scores: Floats) -> Floats:
    """Fit an isotonic map on (fit_scores, y), both of shape (n,), and apply it to ``scores``, shape (m,).

    Equal scores are pooled first, between the knots the map is linear, outside it is constant.
    """
    knots, group, counts = np.unique(fit_scores, return_inverse=True, return_counts=True)
    rates = np.bincount(group, weights=y) / counts
    return np.interp(scores, knots, pav(rates, counts.astype(np.float64)))


def softmax(logits: Floats) -> Floats:
    """Return the row-wise softmax of logits, shape (n, n_classes)."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(e / e.sum(axis=1, keepdims=True), dtype=np.float64)


# --8<-- [start:temperature]
def fit_temperature(y: Ints, logits: Floats, steps: int = 100) -> float:
    """Return the T > 0 that minimises the log loss of softmax(logits / T).

    The loss is convex in β = 1/T: its slope is the mean of E_p[logit] - logit of the true class, its
    curvature the mean variance of the logits under p. Newton on β, which may at most halve or double in
    a step; O(n · n_classes) time each.

    Args:
        y: True classes, shape (n,).
        logits: Held-out logits, shape (n, n_classes).
        steps: Upper limit on Newton steps.

    Raises:
        ValueError: If every row is right already, so that T = 0 would be optimal.
    """
    true = np.take_along_axis(logits, y[:, None], axis=1)[:, 0]
    if np.all(true >= logits.max(axis=1)):
        raise ValueError("no mistake in the data: the optimal temperature is 0")
    beta = 1.0
    for _ in range(steps):
        p = softmax(beta * logits)
        mean = (p * logits).sum(axis=1)
        curvature = float(np.mean((p * (logits - mean[:, None]) ** 2).sum(axis=1)))
        step = float(np.mean(mean - true)) / max(curvature, 1e-12)
        beta = max(beta - float(np.clip(step, -beta, beta)), beta / 2)
        if abs(step) < 1e-10 * beta:
            break
    return 1 / beta


# --8<-- [end:temperature]


# --8<-- [start:prior]
def undo_negative_sampling(p_s: Floats, keep_rate: float) -> Floats:
    """Correct probabilities of a model whose training set kept only a share of the negatives.

    Args:
        p_s: Probabilities that the model trained on the sample gives, shape (n,).
        keep_rate: β, the probability with which a negative was kept, in (0, 1].

    Raises:
        ValueError: If ``keep_rate`` is not in (0, 1].

    Source: Elkan (2001), Theorem 2; Dal Pozzolo et al. (2015) in this form.
    """
    if not 0 < keep_rate <= 1:
        raise ValueError("keep_rate must lie in (0, 1]")
    return keep_rate * p_s / (keep_rate * p_s - p_s + 1)


def shift_prior(p: Floats, old_prior: float, new_prior: float) -> Floats:
    """Move calibrated probabilities to another prevalence, the class-conditional distributions unchanged.

    Source: Saerens, Latinne and Decaestecker (2002).
    """
    up = p * new_prior / old_prior
    down = (1 - p) * (1 - new_prior) / (1 - old_prior)
    return up / (up + down)


# --8<-- [end:prior]
