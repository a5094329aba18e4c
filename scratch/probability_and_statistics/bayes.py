"""Conjugate updating of a rate."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scratch.probability_and_statistics.distributions import incomplete_beta


# --8<-- [start:beta-binomial]
@dataclass(frozen=True)
class BetaRate:
    """Belief about a rate: Beta(a, b), worth a + b earlier trials of which a were hits."""

    a: float = 1.0
    b: float = 1.0

    def __post_init__(self) -> None:
        """Refuse improper beliefs, with ValueError."""
        if min(self.a, self.b) <= 0:
            raise ValueError("a and b must be positive")

    def update(self, hits: int, trials: int) -> "BetaRate":
        """Return the posterior after a binomial observation: counts add."""
        return BetaRate(self.a + hits, self.b + trials - hits)

    @property
    def mean(self) -> float:
        """Return the expectation, which is also the chance that the next trial is a hit."""
        return self.a / (self.a + self.b)

    @property
    def mode(self) -> float:
        """Return the MAP estimate; needs a > 1 and b > 1 to lie inside (0, 1)."""
        return (self.a - 1) / (self.a + self.b - 2)

    def quantile(self, q: float) -> float:
        """Return the point below which the rate lies with probability q, by bisection."""
        low, high = 0.0, 1.0
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (middle, high) if incomplete_beta(self.a, self.b, middle) < q else (low, middle)
        return (low + high) / 2

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Return the equal-tailed credible interval."""
        return self.quantile((1 - level) / 2), self.quantile((1 + level) / 2)


# --8<-- [end:beta-binomial]


def probability_greater(x: BetaRate, y: BetaRate, n_grid: int = 20_000) -> float:
    """Return P(X > Y) for independent beliefs, by the midpoint rule. O(n_grid)."""
    u = (np.arange(n_grid) + 0.5) / n_grid

    def weights(belief: BetaRate) -> NDArray[np.float64]:
        log_density = (belief.a - 1) * np.log(u) + (belief.b - 1) * np.log1p(-u)
        density = np.exp(log_density - log_density.max())
        return np.asarray(density / density.sum())

    x_weights, y_weights = weights(x), weights(y)
    below = np.cumsum(y_weights) - y_weights / 2
    return float((x_weights * below).sum())
