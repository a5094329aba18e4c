"""Detect and correct a difference between the training and the target distribution."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


# --8<-- [start:domain]
def domain_probability(X_source: Array, X_target: Array, lam: float = 1.0, n_steps: int = 25) -> Array:
    """Fit a logistic regression that tells target rows (1) from source rows (0).

    Newton's method on the log loss plus ½λ‖w‖² with an unpenalised intercept, which is the
    objective of scikit-learn's `LogisticRegression(C=1/λ)`.

    Args:
        X_source: Rows of the training distribution, shape (n_s, d).
        X_target: Rows of the target distribution, shape (n_t, d).
        lam: Penalty λ; the default suits standardised columns.
        n_steps: Newton steps.

    Returns:
        p(target | x) for the source rows, then the target rows, shape (n_s + n_t,). O((n_s + n_t) d²) a step.
    """
    X = np.vstack([X_source, X_target])
    design = np.hstack([np.ones((len(X), 1)), X])
    label = np.repeat([0.0, 1.0], [len(X_source), len(X_target)])
    penalty = np.full(design.shape[1], lam)
    penalty[0] = 0.0
    w = np.zeros(design.shape[1])
    for _ in range(n_steps):
        p = 1.0 / (1.0 + np.exp(-design @ w))
        gradient = design.T @ (p - label) + penalty * w
        hessian = (design * (p * (1.0 - p))[:, None]).T @ design + np.diag(penalty)
        w -= np.linalg.solve(hessian, gradient)
    probability: Array = 1.0 / (1.0 + np.exp(-design @ w))
    return probability


# --8<-- [end:domain]
# --8<-- [start:weights]
def importance_weights(probability: Array, n_source: int, n_target: int, clip: float = np.inf) -> Array:
    """Turn p(target | x) of source rows into density ratios p_target(x)/p_source(x).

    Bayes' rule gives ratio = p/(1 − p) · n_source/n_target; the last factor undoes the class sizes.

    Args:
        probability: Domain classifier's output on source rows, shape (n,).
        n_source: Source rows it was trained on.
        n_target: Target rows it was trained on.
        clip: Upper limit of a weight: less variance for some bias.

    Returns:
        Weights scaled to mean 1, shape (n,).
    """
    ratio = np.minimum(probability / (1.0 - probability) * n_source / n_target, clip)
    weights: Array = ratio / ratio.mean()
    return weights


def effective_sample_size(weights: Array) -> float:
    """Return (Σw)²/Σw²: the number of equally weighted rows with the same variance (Kish)."""
    return float(weights.sum() ** 2 / (weights**2).sum())


# --8<-- [end:weights]
# --8<-- [start:label]
def target_prior_bbse(confusion: Array, predicted: Array) -> Array:
    """Estimate the target's class prior from hard predictions (black-box shift estimation).

    Label shift keeps p(ŷ | y), so q(ŷ = i) = Σ_j p(ŷ = i | y = j) q(y = j): a linear system.

    Args:
        confusion: p(ŷ = i | y = j) on held-out source rows, shape (k, k); columns sum to 1.
        predicted: Share of target rows predicted as each class, shape (k,).

    Returns:
        Class prior of the target, shape (k,), clipped at 0 and summing to 1.

    Source: Lipton, Wang and Smola (2018), in the form that solves for the prior.
    """
    prior = np.maximum(np.linalg.solve(confusion, predicted), 0.0)
    estimate: Array = prior / prior.sum()
    return estimate


def adjust_posterior(posterior: Array, source_prior: Array, target_prior: Array) -> Array:
    """Move calibrated posteriors, shape (n, k), from one class prior, shape (k,), to another."""
    odds = posterior * (target_prior / source_prior)
    adjusted: Array = odds / odds.sum(axis=1, keepdims=True)
    return adjusted


def target_prior_em(posterior: Array, source_prior: Array, n_steps: int = 500, tol: float = 1e-10) -> Array:
    """Estimate the target's class prior, shape (k,), by maximum likelihood.

    Args:
        posterior: Calibrated source posteriors p(y | x) of the target rows, shape (n, k).
        source_prior: Class prior the posteriors were trained under, shape (k,).
        n_steps: Upper limit on expectation–maximisation steps, each O(nk).
        tol: Stop when no prior moved by more than this.

    Source: Saerens, Latinne and Decaestecker (2002), Neural Computation 14(1).
    """
    prior = source_prior
    for _ in range(n_steps):
        updated: Array = adjust_posterior(posterior, source_prior, prior).mean(axis=0)
        if np.abs(updated - prior).max() < tol:
            return updated
        prior = updated
    return prior


# --8<-- [end:label]
