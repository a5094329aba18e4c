"""Measure bias and variance by training the same model on many fresh data sets."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
FitPredict = Callable[[Array, Array, Array], Array]


@dataclass(frozen=True)
class Decomposition:
    """The three parts of the expected squared error, each averaged over the test points."""

    bias_squared: float
    variance: float
    noise: float

    @property
    def total(self) -> float:
        """Expected squared error on a fresh noisy target."""
        return self.bias_squared + self.variance + self.noise


# --8<-- [start:resample]
def resample_predictions(
    fit_predict: FitPredict,
    truth: Callable[[Array], Array],
    x_test: Array,
    *,
    n_train: int,
    n_resamples: int,
    noise_sd: float,
    rng: np.random.Generator,
) -> Array:
    """Train on `n_resamples` fresh data sets and predict the same test points each time.

    Args:
        fit_predict: Maps training inputs and targets, both (n_train,), and test inputs (m,)
            to predictions (m,).
        truth: The regression function E[y | x].
        x_test: Test inputs, shape (m,).
        n_train: Rows of each data set; one input is uniform in each of n_train equal cells of [-1, 1],
            so that no data set misses an end.
        n_resamples: Number of data sets, at least 2.
        noise_sd: Standard deviation of the Gaussian noise on the targets.
        rng: Source of the data sets.

    Returns:
        Predictions, shape (n_resamples, m). Costs `n_resamples` fits.
    """
    predictions = np.empty((n_resamples, len(x_test)))
    for resample in range(n_resamples):
        x = -1.0 + 2.0 * (np.arange(n_train) + rng.random(n_train)) / n_train
        y = truth(x) + noise_sd * rng.standard_normal(n_train)
        predictions[resample] = fit_predict(x, y, x_test)
    return predictions


# --8<-- [end:resample]
# --8<-- [start:decompose]
def decompose(predictions: Array, target: Array, noise_variance: float) -> Decomposition:
    """Split the expected squared error into bias², variance and noise.

    The average of R fits still wobbles with variance `variance / R`, which would be counted
    as bias²; it is subtracted, so both estimates are unbiased (and bias² can come out just below zero).

    Args:
        predictions: One row per training set, shape (n_resamples, m), at least 2 rows.
        target: Noise-free E[y | x] at the m test points, shape (m,).
        noise_variance: Var[y | x], the same at every point.

    Raises:
        ValueError: If there are fewer than two resamples or the shapes disagree.
    """
    n_resamples = len(predictions)
    if n_resamples < 2 or predictions.shape != (n_resamples, len(target)):
        raise ValueError(f"need shape (R >= 2, {len(target)}), got {predictions.shape}")
    variance = predictions.var(axis=0, ddof=1)
    bias_squared = (predictions.mean(axis=0) - target) ** 2 - variance / n_resamples
    return Decomposition(float(bias_squared.mean()), float(variance.mean()), noise_variance)


# --8<-- [end:decompose]
