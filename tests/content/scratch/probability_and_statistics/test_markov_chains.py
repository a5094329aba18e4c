"""scratch.probability_and_statistics.markov_chains against NumPy's eigenvectors and brute force."""

import numpy as np
import pytest

from scratch.probability_and_statistics.markov_chains import absorption, simulate_path, stationary


@pytest.mark.parametrize("k", [1, 2, 5, 40])
def test_stationary_is_the_left_eigenvector(k: int) -> None:
    P = np.random.default_rng(k).dirichlet(np.full(k, 0.5), size=k)
    values, vectors = np.linalg.eig(P.T)
    v = np.real(vectors[:, np.argmin(np.abs(values - 1))])
    pi = stationary(P)
    np.testing.assert_allclose(pi, v / v.sum(), atol=1e-10)
    np.testing.assert_allclose(pi @ P, pi, atol=1e-12)


def test_periodic_and_transient_states() -> None:
    np.testing.assert_allclose(stationary(np.array([[0.0, 1.0], [1.0, 0.0]])), [0.5, 0.5])
    np.testing.assert_allclose(stationary(np.array([[0.5, 0.5], [0.0, 1.0]])), [0.0, 1.0], atol=1e-15)


def test_refuses() -> None:
    with pytest.raises(ValueError, match="unique"):
        stationary(np.eye(3))
    for bad in (np.ones((2, 3)) / 3, np.array([[0.5, 0.6], [0.5, 0.5]]), np.array([[1.5, -0.5], [0.0, 1.0]])):
        with pytest.raises(ValueError, match="must be"):
            stationary(bad)


def test_absorption_against_powers() -> None:
    rng = np.random.default_rng(7)
    P = rng.dirichlet(np.ones(6), size=6)
    P[[1, 4]] = np.eye(6)[[1, 4]]
    B, t = absorption(P, [1, 4])
    far = np.linalg.matrix_power(P, 2_000)
    np.testing.assert_allclose(B, far[np.ix_([0, 2, 3, 5], [1, 4])], atol=1e-10)
    alive, power = np.zeros(4), np.eye(6)
    for _ in range(2_000):
        alive += 1 - power[np.ix_([0, 2, 3, 5], [1, 4])].sum(axis=1)
        power = power @ P
    np.testing.assert_allclose(t, alive, atol=1e-8)


def test_path_visits_in_proportion() -> None:
    rng = np.random.default_rng(8)
    P = rng.dirichlet(np.ones(4), size=4)
    path = simulate_path(P, 2, 50_000, rng)
    assert path[0] == 2 and path.shape == (50_001,)
    np.testing.assert_allclose(np.bincount(path, minlength=4) / len(path), stationary(P), atol=0.015)
