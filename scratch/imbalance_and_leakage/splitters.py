"""Splits that imitate the future: by class, by entity, by time with a gap, by hash."""

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Split = tuple[Ints, Ints]


# --8<-- [start:stratified]
def stratified_folds(y: Ints, n_folds: int, rng: np.random.Generator) -> Ints:
    """Return a fold for each row, so that each fold holds its share of each class, shape (n,).

    Rows of a class are shuffled and dealt out like cards. The dealing goes on where the last class stopped,
    so that fold sizes differ by one at most. O(n log n) time.
    """
    shuffled = rng.permutation(len(y))
    by_class = shuffled[np.argsort(y[shuffled], kind="stable")]
    fold = np.empty(len(y), dtype=np.int64)
    fold[by_class] = np.arange(len(y)) % n_folds
    return fold


# --8<-- [end:stratified]
# --8<-- [start:group]
def group_folds(groups: Ints, n_folds: int) -> Ints:
    """Return a fold for each row, all rows of a group in one fold, fold sizes nearly level, shape (n,).

    Greedy: the largest group that is left goes to the fold with the fewest rows.

    Raises:
        ValueError: If there are fewer groups than folds.
    """
    names, group_of_row, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    if len(names) < n_folds:
        raise ValueError("fewer groups than folds")
    load = np.zeros(n_folds, dtype=np.int64)
    fold_of_group = np.empty(len(names), dtype=np.int64)
    for group in np.argsort(-sizes, kind="stable"):
        fold_of_group[group] = np.argmin(load)
        load[fold_of_group[group]] += sizes[group]
    folds: Ints = fold_of_group[group_of_row]
    return folds


# --8<-- [end:group]
# --8<-- [start:time]
def walk_forward(
    time: Floats, cutoffs: Sequence[float], horizon: float, span: float, groups: Ints | None = None
) -> Iterator[Split]:
    """Yield (train, test) row numbers for each cutoff, with only labels that were known at the cutoff.

    A row made at time t has a label that looks at (t, t + horizon]. It may train at cutoff c if
    t + horizon <= c. It is tested if c <= t < c + span.

    Args:
        time: Time at which each row is predicted, shape (n,); any order.
        cutoffs: Days on which a model would have been trained.
        horizon: Length of the label window, plus the delay until the label is known.
        span: How long each model serves.
        groups: Entity of each row, shape (n,). If given, entities of the test rows are taken out of training:
            the test then answers for entities that the model has never seen.

    Yields:
        Row numbers for training and for test. O(n) a cutoff, O(n log n) with groups.
    """
    for cutoff in cutoffs:
        test = (time >= cutoff) & (time < cutoff + span)
        train = time + horizon <= cutoff
        if groups is not None:
            train &= ~np.isin(groups, groups[test])
        yield np.flatnonzero(train), np.flatnonzero(test)


# --8<-- [end:time]
# --8<-- [start:hash]
def hash_share(entity: str, salt: str) -> float:
    """Return a fixed pseudo-random number in [0, 1) for an entity: below 0.2 it is test, for ever.

    It needs no table and no seed, gives the same answer in SQL jobs and services, and an entity that returns
    next year is still on its side. A new salt gives an independent split.
    """
    digest = hashlib.blake2b(f"{salt}/{entity}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 11) / 2**53


# --8<-- [end:hash]
