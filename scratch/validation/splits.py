"""Cross-validation: folds, purged folds in time, and nested cross-validation."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Split = tuple[Ints, Ints]
Predictor = Callable[[Floats], Floats]
Learner = Callable[[Floats, Floats], Predictor]
Score = Callable[[Floats, Floats], float]


# --8<-- [start:k-fold]
def k_fold(n: int, k: int, rng: np.random.Generator | None = None) -> Iterator[Split]:
    """Yield k pairs of (train, test) row numbers; each row is tested exactly once.

    Fold sizes differ by one at most. ``k = n`` is leave-one-out. Without ``rng`` the folds are consecutive
    blocks, which is only right if the order of rows means nothing. O(k n) time in all.

    Raises:
        ValueError: Unless 2 <= k <= n.
    """
    if not 2 <= k <= n:
        raise ValueError("need 2 <= k <= n")
    rows = np.arange(n) if rng is None else rng.permutation(n)
    for test in np.array_split(rows, k):
        train = np.setdiff1d(rows, test, assume_unique=True)
        yield train, np.sort(test)


# --8<-- [end:k-fold]
# --8<-- [start:nested]
def cv_scores(learner: Learner, X: Floats, y: Floats, splits: Iterable[Split], score: Score) -> Floats:
    """Return one score for each split; ``score(truth, prediction)``, higher is better, shape (n_splits,)."""
    return np.array([score(y[test], learner(X[train], y[train])(X[test])) for train, test in splits])


def nested_cv(
    learners: Sequence[Learner],
    X: Floats,
    y: Floats,
    outer: Sequence[Split],
    inner_k: int,
    score: Score,
    rng: np.random.Generator,
) -> tuple[Floats, Ints]:
    """Return the outer scores and which learner each outer fold chose, both of shape (n_outer,).

    The choice is part of the procedure that is judged, so it is made again inside each outer training set,
    which never sees its test fold. Fits: n_outer · (inner_k · n_learners + 1).
    """
    scores, chosen = [], []
    for train, test in outer:
        X_in, y_in = X[train], y[train]
        inner = list(k_fold(len(train), inner_k, rng))
        means = [cv_scores(learner, X_in, y_in, inner, score).mean() for learner in learners]
        best = int(np.argmax(means))
        scores.append(score(y[test], learners[best](X_in, y_in)(X[test])))
        chosen.append(best)
    return np.array(scores), np.array(chosen, dtype=np.int64)


# --8<-- [end:nested]
# --8<-- [start:purged]
def purged_k_fold(start: Floats, end: Floats, k: int, embargo: float = 0.0) -> Iterator[Split]:
    """Yield (train, test) for k consecutive blocks of time, without labels that overlap the test block.

    Row i is predicted at ``start[i]`` and its label looks at (start[i], end[i]]. A training row must have
    its whole label at or before the first test start, or start at least ``embargo`` after the last test end.

    Args:
        start: Times of prediction, ascending, shape (n,).
        end: When each label is complete, shape (n,), ``end >= start``.
        k: Number of blocks.
        embargo: Extra time left out after the test block, since later features still echo it.

    Raises:
        ValueError: If ``start`` is not ascending or a label ends before it starts.

    Source: López de Prado (2018), Advances in Financial Machine Learning, chapter 7.
    """
    if (np.diff(start) < 0).any() or (end < start).any():
        raise ValueError("starts must ascend and labels must not end before they start")
    for test in np.array_split(np.arange(len(start)), k):
        before = end <= start[test[0]]
        after = start >= end[test].max() + embargo
        outside = np.ones(len(start), dtype=bool)
        outside[test] = False
        yield np.flatnonzero((before | after) & outside), test


# --8<-- [end:purged]
