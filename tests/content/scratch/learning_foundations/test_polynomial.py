"""Polynomial features against scikit-learn, the fit against NumPy."""

import numpy as np
import pytest
from sklearn.preprocessing import PolynomialFeatures

from scratch.learning_foundations.polynomial import polynomial_features, polynomial_fit_predict


@pytest.mark.parametrize(("d", "degree"), [(1, 0), (1, 5), (3, 1), (3, 3), (10, 2)])
def test_equals_scikit_learn(d: int, degree: int) -> None:
    X = np.random.default_rng(d).normal(size=(8, d))
    expected = PolynomialFeatures(degree).fit_transform(X)
    np.testing.assert_allclose(polynomial_features(X, degree), expected, rtol=1e-12)


def test_counts_quoted_in_the_docstring() -> None:
    X = np.ones((1, 10))
    assert [polynomial_features(X, degree).shape[1] for degree in (2, 3)] == [66, 286]


def test_fit_equals_polyfit() -> None:
    rng = np.random.default_rng(0)
    x, y, x_test = rng.uniform(-1, 1, 30), rng.normal(size=30), rng.uniform(-1, 1, 9)
    expected = np.polyval(np.polyfit(x, y, 6), x_test)
    np.testing.assert_allclose(polynomial_fit_predict(x, y, x_test, 6), expected, rtol=1e-8, atol=1e-10)


def test_negative_degree_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        polynomial_features(np.ones((2, 2)), -1)
