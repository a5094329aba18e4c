"""Natural splines against SciPy's interpolant, factorised interactions against the double sum."""

import numpy as np
import pytest
from scipy.interpolate import CubicSpline

from scratch.classical_algorithms.basis_features import factorisation_machine, natural_spline_basis


def test_basis_spans_scipys_natural_spline() -> None:
    rng = np.random.default_rng(0)
    knots = np.sort(rng.uniform(0, 10, 7))
    values = rng.normal(size=7)
    w = np.linalg.solve(natural_spline_basis(knots, knots), values)
    x = np.linspace(knots[0], knots[-1], 200)
    expected = CubicSpline(knots, values, bc_type="natural")(x)
    np.testing.assert_allclose(natural_spline_basis(x, knots) @ w, expected, atol=1e-8)


def test_basis_is_linear_beyond_the_last_knot() -> None:
    basis = natural_spline_basis(np.array([10.0, 11.0, 12.0, 50.0]), np.array([0.0, 1.0, 3.0, 9.0]))
    slope = (basis[1] - basis[0]) / 1.0
    np.testing.assert_allclose(basis[3], basis[0] + 40 * slope, rtol=1e-9)


@pytest.mark.parametrize("knots", [[0.0, 1.0], [0.0, 2.0, 1.0], [0.0, 0.0, 1.0]])
def test_bad_knots_are_refused(knots: list[float]) -> None:
    with pytest.raises(ValueError, match="increasing"):
        natural_spline_basis(np.zeros(2), np.array(knots))


def test_factorisation_machine_equals_the_double_sum() -> None:
    rng = np.random.default_rng(1)
    X, w, V = rng.normal(size=(10, 6)), rng.normal(size=6), rng.normal(size=(6, 3))
    expected = 0.7 + X @ w
    for i in range(6):
        for j in range(i + 1, 6):
            expected += V[i] @ V[j] * X[:, i] * X[:, j]
    np.testing.assert_allclose(factorisation_machine(X, 0.7, w, V), expected, rtol=1e-10)
