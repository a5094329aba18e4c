"""Stacking and voting against scikit-learn, variance of a mean against simulation."""

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.ensemble import StackingRegressor, VotingClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.model_selection import KFold, cross_val_predict
from sklearn.naive_bayes import GaussianNB
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from scratch.trees_and_ensembles.stacking import (
    Fit,
    Predictor,
    average_variance,
    fit_stack,
    hard_vote,
    out_of_fold,
    soft_vote,
)

Array = NDArray[np.float64]


def _fit(model: Ridge | DecisionTreeRegressor) -> Fit:
    def fit(X: Array, y: Array) -> Predictor:
        fitted = type(model)(**model.get_params()).fit(X, y)
        return lambda new: np.asarray(fitted.predict(new))

    return fit


def test_stack_equals_scikit_learn() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(200, 4))
    y = X[:, 0] + np.sin(3 * X[:, 1]) + 0.3 * rng.normal(size=200)
    models = [Ridge(), DecisionTreeRegressor(max_depth=4, random_state=0)]
    fold = np.empty(200, dtype=np.int64)
    for k, (_, held) in enumerate(KFold(5).split(X)):
        fold[held] = k
    fits = [_fit(model) for model in models]
    Z = out_of_fold(fits, X, y, fold)
    for m, model in enumerate(models):
        np.testing.assert_allclose(Z[:, m], cross_val_predict(model, X, y, cv=KFold(5)), rtol=1e-9)
    weights, predict = fit_stack(fits, X, y, fold)
    library = StackingRegressor(
        [(str(m), model) for m, model in enumerate(models)], LinearRegression(), cv=KFold(5)
    ).fit(X, y)
    np.testing.assert_allclose(weights[1:], library.final_estimator_.coef_, rtol=1e-8)
    fresh = rng.normal(size=(50, 4))
    np.testing.assert_allclose(predict(fresh), library.predict(fresh), rtol=1e-8)


def test_votes_equal_scikit_learn() -> None:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(300, 3))
    y = (X[:, 0] + X[:, 1] ** 2 + 0.5 * rng.normal(size=300) > 0.5).astype(int) + (X[:, 2] > 1)
    models = [
        ("a", LogisticRegression()),
        ("b", GaussianNB()),
        ("c", DecisionTreeClassifier(max_depth=3, random_state=0)),
    ]
    for voting in ("hard", "soft"):
        library = VotingClassifier(models, voting=voting).fit(X, y)
        if voting == "hard":
            ours = hard_vote(np.stack([m.predict(X) for m in library.estimators_], axis=1))
        else:
            ours = soft_vote(np.stack([m.predict_proba(X) for m in library.estimators_]))
        np.testing.assert_array_equal(ours, library.predict(X))


def test_variance_of_a_mean_of_correlated_errors() -> None:
    rng = np.random.default_rng(2)
    shared, own = rng.normal(size=(200_000, 1)), rng.normal(size=(200_000, 8))
    errors = 2 * (np.sqrt(0.3) * shared + np.sqrt(0.7) * own)
    assert average_variance(4, 0.3, 8) == pytest.approx(errors.mean(axis=1).var(), rel=0.02)
    assert average_variance(4, 1.0, 8) == 4
