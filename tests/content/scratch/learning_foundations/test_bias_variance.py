"""The decomposition against known answers: it must add up, and OLS variance is σ²p/n."""

import numpy as np
import pytest

from scratch.learning_foundations.bias_variance import Array, decompose, resample_predictions
from scratch.learning_foundations.polynomial import polynomial_fit_predict


def test_parts_add_up_to_the_squared_error_exactly() -> None:
    rng = np.random.default_rng(0)
    predictions, target = rng.normal(size=(7, 5)), rng.normal(size=5)
    parts = decompose(predictions, target, 0.3)
    direct = ((predictions - target) ** 2).mean() + 0.3
    assert parts.total == pytest.approx(direct, rel=1e-12)


def test_bias_is_not_inflated_by_few_resamples() -> None:
    rng = np.random.default_rng(1)
    target = np.zeros(20_000)
    predictions = 0.5 + rng.normal(size=(3, 20_000))
    parts = decompose(predictions, target, 0.0)
    assert parts.bias_squared == pytest.approx(0.25, abs=0.03)
    assert parts.variance == pytest.approx(1.0, abs=0.03)


def test_sample_mean_has_variance_sigma_squared_over_n() -> None:
    def mean_only(x: Array, y: Array, x_test: Array) -> Array:
        return np.full(len(x_test), y.mean())

    def truth(x: Array) -> Array:
        return np.zeros_like(x)

    rng = np.random.default_rng(2)
    predictions = resample_predictions(
        mean_only, truth, np.zeros(1), n_train=10, n_resamples=4000, noise_sd=2.0, rng=rng
    )
    parts = decompose(predictions, np.zeros(1), 4.0)
    assert parts.variance == pytest.approx(4.0 / 10, rel=0.1)
    assert parts.bias_squared == pytest.approx(0.0, abs=0.005)


def test_a_straight_line_is_biased_on_a_parabola() -> None:
    def line(x: Array, y: Array, x_test: Array) -> Array:
        return polynomial_fit_predict(x, y, x_test, 1)

    def truth(x: Array) -> Array:
        squared: Array = x**2
        return squared

    rng = np.random.default_rng(3)
    x_test = np.linspace(-1, 1, 2001)
    predictions = resample_predictions(
        line, truth, x_test, n_train=400, n_resamples=200, noise_sd=0.1, rng=rng
    )
    # The best line is the constant 1/3; its mean squared distance from x² on [-1, 1] is 1/5 − 1/9.
    assert decompose(predictions, x_test**2, 0.01).bias_squared == pytest.approx(1 / 5 - 1 / 9, rel=0.02)


@pytest.mark.parametrize("shape", [(1, 4), (3, 5)])
def test_wrong_shapes_are_refused(shape: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="need shape"):
        decompose(np.zeros(shape), np.zeros(4), 0.0)
