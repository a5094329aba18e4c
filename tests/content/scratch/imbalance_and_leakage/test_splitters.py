"""Splitters against scikit-learn's, and against what each of them promises."""

import numpy as np
import pytest
from sklearn.model_selection import GroupKFold, TimeSeriesSplit

from scratch.imbalance_and_leakage.splitters import group_folds, hash_share, stratified_folds, walk_forward


@pytest.mark.parametrize("seed", range(5))
def test_stratified_folds_share_each_class(seed: int) -> None:
    rng = np.random.default_rng(seed)
    y = rng.choice(4, size=rng.integers(20, 300), p=[0.7, 0.2, 0.07, 0.03])
    fold = stratified_folds(y, 5, rng)
    for label in np.unique(y):
        counts = np.bincount(fold[y == label], minlength=5)
        assert counts.max() - counts.min() <= 1
    sizes = np.bincount(fold, minlength=5)
    assert sizes.max() - sizes.min() <= 1


def test_stratified_folds_shuffle_within_a_class() -> None:
    y = np.zeros(100, dtype=np.int64)
    assert not np.array_equal(
        stratified_folds(y, 5, np.random.default_rng(0)), stratified_folds(y, 5, np.random.default_rng(1))
    )


@pytest.mark.parametrize("seed", range(5))
def test_group_folds_equal_scikit_learn_in_sizes_and_keep_groups_whole(seed: int) -> None:
    rng = np.random.default_rng(seed)
    groups = rng.zipf(1.8, 400) % 60
    fold = group_folds(groups, 4)
    assert all(len(np.unique(fold[groups == group])) == 1 for group in np.unique(groups))
    theirs = sorted(len(test) for _, test in GroupKFold(4).split(groups, groups=groups))
    assert sorted(np.bincount(fold).tolist()) == theirs


def test_fewer_groups_than_folds() -> None:
    with pytest.raises(ValueError, match="fewer groups"):
        group_folds(np.array([1, 1, 2]), 3)


def test_walk_forward_equals_time_series_split_with_its_gap() -> None:
    time = np.arange(40.0)
    theirs = TimeSeriesSplit(n_splits=4, test_size=5, gap=6)
    ours = walk_forward(time, [20, 25, 30, 35], horizon=7, span=5)
    # A label of length 7 made at t is known at t + 7: the last usable row before 20 is 13, a gap of six rows.
    for (train, test), (their_train, their_test) in zip(ours, theirs.split(time), strict=True):
        np.testing.assert_array_equal(train, their_train)
        np.testing.assert_array_equal(test, their_test)


def test_walk_forward_with_groups_tests_strangers_only() -> None:
    rng = np.random.default_rng(3)
    time, groups = rng.uniform(0, 100, 500), rng.integers(0, 40, 500)
    for train, test in walk_forward(time, [50, 80], 10, 20, groups):
        assert time[train].max() + 10 <= time[test].min()
        assert not set(groups[train]) & set(groups[test])


def test_hash_share_is_fixed_uniform_and_salted() -> None:
    shares = np.array([hash_share(f"user-{i}", "2026") for i in range(20_000)])
    assert shares.min() >= 0 and shares.max() < 1
    assert abs((shares < 0.2).mean() - 0.2) < 0.01
    assert hash_share("user-7", "2026") == shares[7]
    other = np.array([hash_share(f"user-{i}", "next") for i in range(20_000)])
    assert abs(np.corrcoef(shares, other)[0, 1]) < 0.03
