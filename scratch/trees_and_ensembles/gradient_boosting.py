"""Gradient boosting: descend a loss in the space of predictions, one small tree a step."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from scratch.trees_and_ensembles.cart import Tree, grow

Array = NDArray[np.float64]


# --8<-- [start:losses]
class Loss(Protocol):
    """What gradient boosting has to know of a loss ℓ(y, F)."""

    def start(self, y: Array) -> float:
        """Return the best constant prediction."""
        ...

    def derivatives(self, y: Array, F: Array) -> tuple[Array, Array]:
        """Return first and second derivative with respect to F, each of shape (n,)."""
        ...

    def mean(self, y: Array, F: Array) -> float:
        """Return the mean loss."""
        ...


class SquaredError:
    """ℓ = ½(y − F)²: the negative gradient is the residual."""

    def start(self, y: Array) -> float:
        """Return the mean."""
        return float(y.mean())

    def derivatives(self, y: Array, F: Array) -> tuple[Array, Array]:
        """Return F − y and ones."""
        return F - y, np.ones_like(F)

    def mean(self, y: Array, F: Array) -> float:
        """Return half the mean squared error."""
        return float(0.5 * ((y - F) ** 2).mean())


class LogLoss:
    """ℓ = ln(1 + exp(F)) − y·F with y in {0, 1}: F is a logit, the negative gradient y − p."""

    def start(self, y: Array) -> float:
        """Return the log-odds of the base rate; both classes must occur."""
        return float(np.log(y.mean() / (1 - y.mean())))

    def derivatives(self, y: Array, F: Array) -> tuple[Array, Array]:
        """Return p − y and p(1 − p)."""
        p = 1 / (1 + np.exp(-F))
        return p - y, p * (1 - p)

    def mean(self, y: Array, F: Array) -> float:
        """Return the mean log loss in nats."""
        return float((np.logaddexp(0, F) - y * F).mean())


# --8<-- [end:losses]
# --8<-- [start:boost]
@dataclass(frozen=True)
class Boosted:
    """F(x) = start + rate·Σ tree(x)."""

    start: float
    rate: float
    trees: list[Tree]

    def staged(self, X: Array) -> Iterator[Array]:
        """Yield F after 0, 1, …, M trees, each of shape (n,)."""
        F = np.full(len(X), self.start)
        yield F
        for tree in self.trees:
            F = F + self.rate * tree.predict(X)[:, 0]
            yield F

    def predict(self, X: Array) -> Array:
        """Return F, shape (n,): a mean for squared error, a logit for log loss."""
        return list(self.staged(X))[-1]


def fit_boosted(
    X: Array,
    y: Array,
    loss: Loss,
    *,
    n_trees: int = 100,
    rate: float = 0.1,
    max_depth: int = 3,
    min_leaf: int = 1,
    subsample: float = 1.0,
    rng: np.random.Generator | None = None,
) -> Boosted:
    """Fit a tree to the negative gradient, then give each leaf its Newton step, M times.

    Args:
        X: Inputs, shape (n, p).
        y: Targets, shape (n,).
        loss: With first and second derivative.
        n_trees: Number of trees M.
        rate: Shrinkage of each tree.
        max_depth: Most tests on a path.
        min_leaf: Fewest rows in a leaf.
        subsample: Share of rows, drawn without replacement, that each tree sees.
        rng: Source of these draws, needed if `subsample` is below 1.

    Complexity: M times that of one tree, O(M·p·n·log n·depth).

    Source: Friedman (2001), Greedy function approximation, algorithms 1 and 5; (2002) for `subsample`.
    """
    F = np.full(len(y), loss.start(y))
    trees: list[Tree] = []
    for _ in range(n_trees):
        g, h = loss.derivatives(y, F)
        rows = np.arange(len(y))
        if subsample < 1 and rng is not None:
            rows = rng.permutation(len(y))[: max(1, int(subsample * len(y)))]
        tree = grow(X[rows], -g[rows, None], max_depth=max_depth, min_leaf=min_leaf)
        leaf = tree.apply(X[rows])
        top = np.bincount(leaf, -g[rows], minlength=len(tree.feature))
        bottom = np.bincount(leaf, h[rows], minlength=len(tree.feature))
        step = np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 1e-12)
        tree = replace(tree, value=step[:, None])
        trees.append(tree)
        F = F + rate * tree.predict(X)[:, 0]
    return Boosted(loss.start(y), rate, trees)


# --8<-- [end:boost]
