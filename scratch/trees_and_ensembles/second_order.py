"""Second-order boosting in the manner of XGBoost: regularised leaf weight, gain and missing values."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scratch.trees_and_ensembles.gradient_boosting import Loss

Array = NDArray[np.float64]
IntArray = NDArray[np.int64]


# --8<-- [start:gain]
def leaf_weight(G: float, H: float, lam: float) -> float:
    """Return the minimiser −G/(H + λ) of G·w + ½(H + λ)·w², for sums G and H of derivatives."""
    return -G / (H + lam)


def split_gain(left: tuple[float, float], right: tuple[float, float], lam: float, gamma: float) -> float:
    """Return by how much a split into (G, H) pairs lowers the penalised quadratic; negative: don't split.

    Source: Chen and Guestrin (2016), XGBoost, equation 7.
    """
    (GL, HL), (GR, HR) = left, right
    parent = (GL + GR) ** 2 / (HL + HR + lam)
    return 0.5 * (GL**2 / (HL + lam) + GR**2 / (HR + lam) - parent) - gamma


# --8<-- [end:gain]
# --8<-- [start:split]
@dataclass(frozen=True)
class Split:
    """A test x_j ≤ threshold with the side that missing values take."""

    gain: float
    feature: int
    threshold: float
    missing_left: bool


def find_split(
    X: Array, g: Array, h: Array, *, lam: float = 1.0, gamma: float = 0.0, min_child_weight: float = 0.0
) -> Split | None:
    """Return the split of largest gain, or None if no allowed split gains anything.

    Args:
        X: Inputs with NaN for missing, shape (n, p).
        g: First derivatives, shape (n,).
        h: Second derivatives, shape (n,).
        lam: L2 penalty on leaf weights.
        gamma: Price of one more leaf.
        min_child_weight: Least sum of `h` on each side.

    Complexity: O(p·n·log n); only present values are sorted, and both directions are one scan each.

    Source: Chen and Guestrin (2016), algorithms 1 and 3.
    """
    G, H = g.sum(), h.sum()
    best: Split | None = None
    for j in range(X.shape[1]):
        here = np.flatnonzero(~np.isnan(X[:, j]))
        here = here[np.argsort(X[here, j], kind="stable")]
        x = X[here, j]
        after = np.append(x[1:], np.inf)
        lost = (G - g[here].sum(), H - h[here].sum())
        for missing_left in (False, True):
            # The cut above all present values counts too: it parts them from the missing ones.
            cuts = len(x) - (missing_left or len(x) == len(X))
            if cuts < 1:
                continue
            GL = np.cumsum(g[here])[:cuts] + missing_left * lost[0]
            HL = np.cumsum(h[here])[:cuts] + missing_left * lost[1]
            GR, HR = G - GL, H - HL
            score = GL**2 / (HL + lam) + GR**2 / (HR + lam) - G**2 / (H + lam)
            allowed = (after > x)[:cuts] & (np.minimum(HL, HR) >= min_child_weight)
            gains = np.where(allowed, 0.5 * score - gamma, -np.inf)
            at = int(gains.argmax())
            if gains[at] > max(1e-12, best.gain if best else 0.0):
                best = Split(float(gains[at]), j, float((x[at] + after[at]) / 2), missing_left)
    return best


# --8<-- [end:split]
# --8<-- [start:tree]
@dataclass(frozen=True)
class Node:
    """A leaf with its weight, or an inner node with its test and two children."""

    weight: float
    split: Split | None = None
    left: "Node | None" = None
    right: "Node | None" = None

    def predict(self, X: Array) -> Array:
        """Return the weight of each row's leaf, shape (n,)."""
        out = np.full(len(X), self.weight)
        if self.split and self.left and self.right:
            low = goes_left(X, self.split)
            out[low], out[~low] = self.left.predict(X[low]), self.right.predict(X[~low])
        return out


def goes_left(X: Array, split: Split) -> NDArray[np.bool_]:
    """Return which rows take the left branch, shape (n,)."""
    x = X[:, split.feature]
    return np.where(np.isnan(x), split.missing_left, x <= split.threshold)


def grow_second_order(
    X: Array,
    g: Array,
    h: Array,
    *,
    max_depth: int,
    lam: float = 1.0,
    gamma: float = 0.0,
    min_child_weight: float = 0.0,
) -> Node:
    """Grow depth first, stopping where no split gains more than `gamma`.

    XGBoost's default, `hist`, stops so, too. Its `exact` grows to `max_depth` and prunes upwards, so that it
    can keep a poor split for a good one below. Either compares `gamma` with twice the gain used here.
    """
    weight = leaf_weight(float(g.sum()), float(h.sum()), lam)
    split = None
    if max_depth:
        split = find_split(X, g, h, lam=lam, gamma=gamma, min_child_weight=min_child_weight)
    if split is None:
        return Node(weight)
    low = goes_left(X, split)
    below = [
        grow_second_order(
            X[side],
            g[side],
            h[side],
            max_depth=max_depth - 1,
            lam=lam,
            gamma=gamma,
            min_child_weight=min_child_weight,
        )
        for side in (low, ~low)
    ]
    return Node(weight, split, below[0], below[1])


def boost_second_order(
    X: Array, y: Array, loss: Loss, *, n_trees: int, rate: float, max_depth: int, lam: float = 1.0
) -> tuple[float, list[Node]]:
    """Return start and trees; the prediction is start + rate·Σ tree.predict(X)."""
    start = loss.start(y)
    F, trees = np.full(len(y), start), []
    for _ in range(n_trees):
        g, h = loss.derivatives(y, F)
        trees.append(grow_second_order(X, g, h, max_depth=max_depth, lam=lam))
        F = F + rate * trees[-1].predict(X)
    return start, trees


# --8<-- [end:tree]
# --8<-- [start:goss]
def goss(g: Array, top: float, other: float, rng: np.random.Generator) -> tuple[IntArray, Array]:
    """Keep the rows of largest |gradient| and a weighted sample of the rest.

    Args:
        g: Gradients, shape (n,).
        top: Share of rows kept for certain, a.
        other: Share of all rows sampled among the rest, b.
        rng: Source of the sample.

    Returns:
        Rows and their weights, 1 or (1 − a)/b, both shape (a·n + b·n,): weighted sums over them
        estimate sums over all rows without bias.

    Source: Ke et al. (2017), LightGBM, algorithm 2.
    """
    n = len(g)
    n_top, n_other = int(top * n), int(other * n)
    order = np.argsort(-np.abs(g), kind="stable")
    drawn = rng.permutation(order[n_top:])[:n_other]
    weights = np.ones(n_top + n_other)
    weights[n_top:] = (n - n_top) / max(n_other, 1)
    return np.concatenate([order[:n_top], drawn]), weights


# --8<-- [end:goss]
# --8<-- [start:ordered]
def ordered_target_statistic(
    category: IntArray, y: Array, rng: np.random.Generator, *, prior: float, strength: float = 1.0
) -> Array:
    """Encode each row by the mean target of earlier rows of its category, in a random order, shape (n,).

    (Σ y of earlier rows + strength·prior)/(earlier rows + strength): a row never sees its own target.
    O(n) after the permutation.

    Source: Prokhorenkova et al. (2018), CatBoost, section 3.2.
    """
    size = int(category.max()) + 1
    total, count, code = np.zeros(size), np.zeros(size), np.empty(len(y))
    for i in rng.permutation(len(y)):
        c = category[i]
        code[i] = (total[c] + strength * prior) / (count[c] + strength)
        total[c] += y[i]
        count[c] += 1
    return code


# --8<-- [end:ordered]
