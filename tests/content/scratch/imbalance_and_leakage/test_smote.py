"""Synthetic rows against scikit-learn's neighbours and against the variance derived for random partners."""

import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors

from scratch.imbalance_and_leakage.smote import interpolation_variance, smote


@pytest.mark.parametrize(("n", "d", "k"), [(12, 2, 1), (40, 3, 5), (30, 8, 29)])
def test_each_row_lies_between_a_row_and_one_of_its_k_neighbours(n: int, d: int, k: int) -> None:
    rng = np.random.default_rng(n)
    X = rng.normal(size=(n, d))
    neighbours = NearestNeighbors(n_neighbors=k + 1).fit(X).kneighbors(X, return_distance=False)[:, 1:]
    starts, ends = np.repeat(X, k, axis=0), X[neighbours.ravel()]
    along = ends - starts
    for row in smote(X, 60, k, rng):
        u = ((row - starts) * along).sum(axis=1) / (along**2).sum(axis=1)
        off = np.linalg.norm(row - starts - u[:, None] * along, axis=1)
        assert np.any((off < 1e-9) & (u > -1e-9) & (u < 1 + 1e-9))


def test_one_neighbour_never_leaves_its_pair() -> None:
    X = np.array([[0.0, 0.0], [0.1, 0.0], [5.0, 5.0], [5.1, 5.0]])
    synthetic = smote(X, 500, 1, np.random.default_rng(0))
    assert np.all((synthetic[:, 0] <= 0.1) | (synthetic[:, 0] >= 5.0))


def test_variance_with_random_partners_is_two_thirds() -> None:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(25, 4)) * np.array([1.0, 3.0, 0.2, 10.0])
    synthetic = smote(X, 400_000, 24, rng)
    np.testing.assert_allclose(synthetic.var(axis=0) / X.var(axis=0), interpolation_variance(25), rtol=0.01)
    np.testing.assert_allclose(synthetic.mean(axis=0), X.mean(axis=0), atol=0.05)


def test_two_rows_and_no_new_rows() -> None:
    X = np.array([[0.0], [1.0]])
    assert smote(X, 0, 1, np.random.default_rng(0)).shape == (0, 1)
    assert interpolation_variance(2) == pytest.approx(1 / 3)


@pytest.mark.parametrize("k", [0, 3])
def test_impossible_k(k: int) -> None:
    with pytest.raises(ValueError, match="k must lie"):
        smote(np.zeros((3, 2)), 5, k, np.random.default_rng(0))
