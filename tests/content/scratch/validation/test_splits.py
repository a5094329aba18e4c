"""scratch.validation.splits against scikit-learn."""

import numpy as np
import pytest
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV, KFold, LeaveOneOut, TimeSeriesSplit, cross_val_score

from scratch.validation.splits import Floats, Learner, Predictor, cv_scores, k_fold, nested_cv, purged_k_fold


def ridge(alpha: float) -> Learner:
    def fit(X: Floats, y: Floats) -> Predictor:
        model = Ridge(alpha=alpha).fit(X, y)
        return lambda X_new: np.asarray(model.predict(X_new))

    return fit


def minus_mse(truth: Floats, prediction: Floats) -> float:
    return -float(((truth - prediction) ** 2).mean())


@pytest.mark.parametrize(("n", "k"), [(10, 2), (11, 3), (50, 10), (7, 7)])
def test_blocks_are_those_of_scikit_learn(n: int, k: int) -> None:
    for ours, theirs in zip(k_fold(n, k), KFold(k).split(np.zeros(n)), strict=True):
        np.testing.assert_array_equal(ours[0], theirs[0])
        np.testing.assert_array_equal(ours[1], theirs[1])


def test_shuffled_folds_are_a_partition() -> None:
    splits = list(k_fold(23, 5, np.random.default_rng(0)))
    tests = np.concatenate([test for _, test in splits])
    np.testing.assert_array_equal(np.sort(tests), np.arange(23))
    assert {len(test) for _, test in splits} == {4, 5}
    assert all(not set(train) & set(test) and len(train) + len(test) == 23 for train, test in splits)


def test_leave_one_out() -> None:
    expected = [list(test) for _, test in LeaveOneOut().split(np.zeros(6))]
    assert [list(test) for _, test in k_fold(6, 6)] == expected


@pytest.mark.parametrize("k", [1, 6])
def test_impossible_k_is_refused(k: int) -> None:
    with pytest.raises(ValueError, match="k"):
        list(k_fold(5, k))


def test_scores_and_nesting_match_scikit_learn() -> None:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(60, 8))
    y = X[:, 0] + rng.normal(size=60)
    alphas = [0.01, 1.0, 30.0, 300.0]
    outer = list(k_fold(60, 5))
    flat = cv_scores(ridge(1.0), X, y, outer, minus_mse)
    expected = cross_val_score(Ridge(alpha=1.0), X, y, cv=outer, scoring="neg_mean_squared_error")
    np.testing.assert_allclose(flat, expected, rtol=1e-10)

    scores, chosen = nested_cv(
        [ridge(a) for a in alphas], X, y, outer, 3, minus_mse, np.random.default_rng(5)
    )
    rng_again = np.random.default_rng(5)
    for (train, test), score, choice in zip(outer, scores, chosen, strict=True):
        inner = list(k_fold(len(train), 3, rng_again))
        search = GridSearchCV(Ridge(), {"alpha": alphas}, cv=inner, scoring="neg_mean_squared_error")
        search.fit(X[train], y[train])
        assert search.best_params_["alpha"] == alphas[choice]
        assert search.score(X[test], y[test]) == pytest.approx(score, rel=1e-10)


def test_purging_leaves_no_overlap() -> None:
    rng = np.random.default_rng(2)
    start = np.sort(rng.uniform(0, 100, 200))
    end = start + rng.uniform(0, 9, 200)
    for train, test in purged_k_fold(start, end, 6, embargo=2.0):
        for i in train:
            apart = (end[i] <= start[test]).all() or (start[i] >= end[test] + 2.0).all()
            assert apart
        left_out = np.setdiff1d(np.arange(200), np.append(train, test))
        assert all(end[i] > start[test[0]] and start[i] < end[test].max() + 2.0 for i in left_out)


def test_without_label_length_it_is_k_fold() -> None:
    time = np.arange(20.0)
    for ours, theirs in zip(purged_k_fold(time, time, 4), k_fold(20, 4), strict=True):
        np.testing.assert_array_equal(ours[0], theirs[0])


def test_past_part_agrees_with_the_gap_of_scikit_learn() -> None:
    time = np.arange(30.0)
    last = list(purged_k_fold(time, time + 3, 6))[-1]
    gap = list(TimeSeriesSplit(5, test_size=5, gap=2).split(np.zeros(30)))[-1]
    np.testing.assert_array_equal(last[0], gap[0])
    np.testing.assert_array_equal(last[1], gap[1])


def test_unordered_time_is_refused() -> None:
    with pytest.raises(ValueError, match="ascend"):
        list(purged_k_fold(np.array([2.0, 1.0]), np.array([3.0, 3.0]), 2))
