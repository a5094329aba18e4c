"""Judge a claimed probability or expectation by simulation, with an error bar."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


# --8<-- [start:check]
@dataclass(frozen=True)
class Check:
    """What a simulation says about a claimed value."""

    claimed: float
    estimate: float
    standard_error: float

    @property
    def z(self) -> float:
        """Return how many standard errors the claim lies from the estimate."""
        if self.standard_error == 0:
            return 0.0 if self.estimate == self.claimed else math.inf
        return (self.estimate - self.claimed) / self.standard_error

    @property
    def agrees(self) -> bool:
        """Return whether the claim is within four standard errors (a true one fails 1 in 16,000)."""
        return abs(self.z) <= 4


def check(
    simulate: Callable[[np.random.Generator, int], NDArray[np.generic]],
    claimed: float,
    n: int = 100_000,
    seed: int = 0,
) -> Check:
    """Run ``simulate(rng, n)``, which returns outcomes (0/1, or values), and compare their mean.

    For conditional probabilities ``simulate`` returns only the runs in which the condition held, so
    there may be fewer than n. O(n) time and memory.

    Raises:
        ValueError: If fewer than two outcomes came back.
    """
    x = np.asarray(simulate(np.random.default_rng(seed), n), dtype=np.float64)
    if len(x) < 2:
        raise ValueError("the condition never held: raise n")
    return Check(claimed, float(x.mean()), float(x.std(ddof=1) / math.sqrt(len(x))))


# --8<-- [end:check]
