"""CART: a binary tree grown greedily by squared error, which on one-hot targets is the Gini criterion."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
IntArray = NDArray[np.int64]


def one_hot(y: IntArray, n_classes: int) -> Array:
    """Return the indicator matrix, shape (n, n_classes), of labels 0 … n_classes − 1."""
    return np.eye(n_classes)[y]


# --8<-- [start:split]
def best_split(X: Array, Y: Array, columns: IntArray, min_leaf: int = 1) -> tuple[float, int, float] | None:
    """Return the largest gain with its column and threshold, or None if no threshold is allowed.

    Splitting S rows with target sum s into two sides lowers the summed squared error by
    ‖s_L‖²/n_L + ‖s_R‖²/n_R − ‖s‖²/n. For one-hot Y this is n times the decrease of Gini impurity.

    Args:
        X: Inputs of the node, shape (n, p).
        Y: Targets, shape (n, k): one column for regression, one-hot for classification.
        columns: Columns that may be used.
        min_leaf: Fewest rows on each side.

    Complexity: O(len(columns)·n·(log n + k)) time, O(n·k) memory.
    """
    n = len(X)
    n_left = np.arange(1, n)[:, None]
    total = Y.sum(axis=0)
    best = None
    for j in columns:
        order = np.argsort(X[:, j], kind="stable")
        x, left = X[order, j], Y[order].cumsum(axis=0)[:-1]
        score = (left**2 / n_left + (total - left) ** 2 / (n - n_left)).sum(axis=1)
        allowed = x[1:] > x[:-1]
        allowed[: min_leaf - 1] = False
        allowed[n - min_leaf :] = False
        if allowed.any():
            cut = int(np.where(allowed, score, -np.inf).argmax())
            gain = float(score[cut] - (total**2).sum() / n)
            if best is None or gain > best[0]:
                middle = float((x[cut] + x[cut + 1]) / 2)
                # between two adjacent floats the mean may round up to the right one
                best = gain, int(j), middle if middle < x[cut + 1] else float(x[cut])
    return best


# --8<-- [end:split]
# --8<-- [start:tree]
@dataclass(frozen=True)
class Tree:
    """A fitted tree as arrays over its m nodes; children come after their parent, node 0 is the root."""

    feature: IntArray
    """Column tested by a node, −1 at a leaf, shape (m,)."""
    threshold: Array
    """Rows with a value of at most this go left, shape (m,)."""
    left: IntArray
    right: IntArray
    value: Array
    """Mean target of the training rows, shape (m, k): class shares for one-hot targets."""
    n_rows: IntArray
    impurity: Array
    """Mean squared distance of the rows' targets from `value`, shape (m,): variance, or Gini."""

    def apply(self, X: Array) -> IntArray:
        """Return the leaf that each row ends in, shape (n,), in O(n·depth)."""
        node = np.zeros(len(X), dtype=np.int64)
        while (inner := self.feature[node] >= 0).any():
            rows, at = np.flatnonzero(inner), node[inner]
            goes_left = X[rows, self.feature[at]] <= self.threshold[at]
            node[rows] = np.where(goes_left, self.left[at], self.right[at])
        return node

    def predict(self, X: Array) -> Array:
        """Return the value of each row's leaf, shape (n, k)."""
        return self.value[self.apply(X)]


def grow(
    X: Array,
    Y: Array,
    *,
    max_depth: int | None = None,
    min_leaf: int = 1,
    max_features: int | None = None,
    rng: np.random.Generator | None = None,
) -> Tree:
    """Grow a tree until leaves are pure, too small or too deep.

    Args:
        X: Inputs, shape (n, p).
        Y: Targets, shape (n, k): one column for regression, one-hot for classification.
        max_depth: Most tests on a path; None for no limit.
        min_leaf: Fewest rows in a leaf.
        max_features: Columns drawn afresh at each node; None for all.
        rng: Source of these draws, needed with `max_features`.

    Complexity: O(p·n·log n) per level, so O(p·n·log² n) for a balanced tree. Like scikit-learn's,
    it also takes splits without any gain: XOR needs one.

    Source: Breiman, Friedman, Olshen and Stone (1984), Classification and Regression Trees.
    """
    n, p = X.shape
    nodes: list[tuple[int, float, int, int, Array, int, float]] = []
    links: list[tuple[IntArray, int, int, int]] = [(np.arange(n), 0, -1, 0)]
    while links:
        rows, depth, parent, side = links.pop()
        mean = Y[rows].mean(axis=0)
        impurity = float(((Y[rows] - mean) ** 2).sum(axis=1).mean())
        if parent >= 0:
            entry = list(nodes[parent])
            entry[2 + side] = len(nodes)
            nodes[parent] = tuple(entry)  # type: ignore[assignment]
        split = None
        if impurity > 1e-14 and depth != max_depth and len(rows) >= 2 * min_leaf:
            columns = np.arange(p)
            if max_features is not None and rng is not None:
                columns = rng.permutation(p)[:max_features]
            split = best_split(X[rows], Y[rows], columns, min_leaf)
        if split is None:
            nodes.append((-1, 0.0, -1, -1, mean, len(rows), impurity))
            continue
        _, feature, threshold = split
        low = X[rows, feature] <= threshold
        here = len(nodes)
        nodes.append((feature, threshold, -1, -1, mean, len(rows), impurity))
        links += [(rows[~low], depth + 1, here, 1), (rows[low], depth + 1, here, 0)]
    return Tree(
        feature=np.array([node[0] for node in nodes]),
        threshold=np.array([node[1] for node in nodes]),
        left=np.array([node[2] for node in nodes]),
        right=np.array([node[3] for node in nodes]),
        value=np.array([node[4] for node in nodes]),
        n_rows=np.array([node[5] for node in nodes]),
        impurity=np.array([node[6] for node in nodes]),
    )


# --8<-- [end:tree]
# --8<-- [start:prune]
def pruning_path(tree: Tree) -> tuple[Array, IntArray]:
    """Return the penalties at which the best subtree shrinks, and its number of leaves from there on.

    A subtree costs R + α·leaves, R being the training error weighted by rows. Cutting below node t
    pays as soon as α reaches (R(t) − R(subtree))/(leaves − 1): the weakest link goes first.

    Returns:
        Alphas in rising order, starting with 0, and leaves, both shape (steps,), ending with 1 leaf.
        O(m) a step, O(m²) at worst.

    Source: Breiman et al. (1984), chapter 3.
    """
    risk = tree.n_rows / tree.n_rows[0] * tree.impurity
    inner = tree.feature >= 0
    alphas, counts = [0.0], [int((~inner).sum())]
    while inner[0]:
        below, leaves = risk.copy(), np.ones(len(risk))
        for t in np.flatnonzero(inner)[::-1]:
            pair = [tree.left[t], tree.right[t]]
            below[t], leaves[t] = below[pair].sum(), leaves[pair].sum()
        link = np.where(inner, (risk - below) / np.maximum(leaves - 1, 1), np.inf)
        inner = inner & (link > link.min() + 1e-12)
        inner = _reachable(tree, inner)
        alphas.append(max(float(link.min()), alphas[-1]))
        counts.append(int(inner.sum()) + 1)
    return np.array(alphas), np.array(counts)


def prune(tree: Tree, alpha: float) -> Tree:
    """Return the smallest subtree that minimises R + alpha·leaves; unreachable nodes stay in the arrays."""
    risk = tree.n_rows / tree.n_rows[0] * tree.impurity
    cost, feature = risk + alpha, tree.feature.copy()
    for t in np.flatnonzero(tree.feature >= 0)[::-1]:
        subtree = cost[tree.left[t]] + cost[tree.right[t]]
        if cost[t] <= subtree + 1e-12:
            feature[t] = -1
        else:
            cost[t] = subtree
    return replace(tree, feature=feature)


# --8<-- [end:prune]
def _reachable(tree: Tree, inner: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the inner nodes whose ancestors are all inner, shape (m,)."""
    alive = np.zeros(len(inner), dtype=bool)
    alive[0] = True
    for t in range(len(inner)):
        if alive[t] and inner[t]:
            alive[[tree.left[t], tree.right[t]]] = True
    return alive & inner
