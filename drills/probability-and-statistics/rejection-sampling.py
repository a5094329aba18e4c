# ---
# title: Rejection sampling on an interval
# level: intermediate
# minutes: 20
# frequency: med
# chapter: mathematics/probability
# questions: [sample-without-a-library, fair-bit-from-biased-coin]
# reviewed: 2026-11-30
# ---

# %% statement
# Write `rejection_sample(f, bound, low, high, size, rng)`: independent draws with density proportional to
# `f`.
#
# - `f` takes an array of shape `(n,)` in `[low, high]` and returns n values between 0 and `bound`; it isn't
#   normalised, and its true maximum may lie below `bound`.
# - `rng` is a `numpy.random.Generator` and the only source of randomness.
# - Return a float array of shape `(size,)`, the draws in the order in which they came; `size` may be 0.
# - If a value of `f` that you meet is negative or above `bound`, raise `ValueError`: the draws would
#   be wrong.
# - Vectorise: 100,000 draws at an acceptance of one in 40 must take seconds.

# %% starter
from collections.abc import Callable

import numpy as np


def rejection_sample(
    f: Callable[[np.ndarray], np.ndarray],
    bound: float,
    low: float,
    high: float,
    size: int,
    rng: np.random.Generator,
) -> np.ndarray:
    """Return draws with density proportional to f on [low, high], shape (size,)."""
    raise NotImplementedError


# %% hint
# Throw points uniformly into the box from low to high and from 0 to bound. What is the density of the
# horizontal positions of those that fall below the curve?

# %% hint
# Draw a batch of x, evaluate f once for the batch, keep x where a uniform number times bound is below f(x).
# Go on until you have enough: how many a batch yields is random.

# %% hint
# Collect the kept arrays in a list, stop when their lengths add up to at least `size`, concatenate and cut.
# Start the list with an empty array, so that size 0 works.

# %% solution
from collections.abc import Callable

import numpy as np


def rejection_sample(
    f: Callable[[np.ndarray], np.ndarray],
    bound: float,
    low: float,
    high: float,
    size: int,
    rng: np.random.Generator,
) -> np.ndarray:
    """Return draws with density proportional to f on [low, high], shape (size,)."""
    kept, n_kept = [np.empty(0)], 0
    while n_kept < size:
        x = rng.uniform(low, high, max(64, 2 * (size - n_kept)))
        values = f(x)
        if (values < 0).any() or (values > bound).any():
            raise ValueError("f must lie between 0 and the bound")
        kept.append(x[rng.random(len(x)) * bound < values])
        n_kept += len(kept[-1])
    return np.concatenate(kept)[:size]


# %% complexity
# size / a proposals on average, where a = ∫f / (bound · (high − low)) is the acceptance; memory O(size) in
# batches. A loose bound costs time, never correctness.

# %% follow-ups
# - **How do you estimate the integral of f from the same run?** bound · (high − low) · (share accepted),
#   with the standard error of a proportion.
# - **Why not over the whole real line?** A uniform proposal needs a finite interval; use a g with heavier
#   tails than f and accept with f / (M g).
# - **Why does it fail in 50 dimensions?** The acceptance is a product of one factor a dimension; 0.7⁵⁰ is one
#   in 56 million.

# %% tests
import time

import numpy as np


def _gap(x: np.ndarray, cdf) -> float:
    """Return the largest distance between the empirical and the given distribution function."""
    x = np.sort(x)
    grid = np.arange(1, len(x) + 1) / len(x)
    return float(np.abs(cdf(x) - grid + 0.5 / len(x)).max())


def test_triangle() -> None:
    """f(x) = x on [0, 1] has distribution function x²."""
    x = rejection_sample(lambda v: v, 1.0, 0.0, 1.0, 20_000, np.random.default_rng(0))
    assert x.shape == (20_000,)
    assert _gap(x, lambda v: v**2) < 0.015


def test_interval_and_scale() -> None:
    """f(x) = 7 (x + 2)² on [-2, 4] with a loose bound has distribution function ((x + 2) / 6)³."""
    x = rejection_sample(lambda v: 7 * (v + 2) ** 2, 400.0, -2.0, 4.0, 20_000, np.random.default_rng(1))
    assert x.min() >= -2 and x.max() <= 4
    assert _gap(x, lambda v: ((v + 2) / 6) ** 3) < 0.015


def test_small_unnormalised_values() -> None:
    """Values of the order of 0.01 with a bound of that order are as good as any."""
    x = rejection_sample(lambda v: 0.01 * (1 - v), 0.01, 0.0, 1.0, 20_000, np.random.default_rng(2))
    assert _gap(x, lambda v: 1 - (1 - v) ** 2) < 0.015


def test_two_separate_humps() -> None:
    """Where f is 0 nothing may be drawn, and the humps get shares in proportion to their areas."""
    rng = np.random.default_rng(3)
    x = rejection_sample(
        lambda v: np.where(v < 1, 1.0, np.where(v > 2, 3.0, 0.0)), 3.0, 0.0, 3.0, 20_000, rng
    )
    assert not ((x > 1) & (x < 2)).any()
    assert abs(np.mean(x > 2) - 0.75) < 0.02


def test_draws_are_independent_and_in_order() -> None:
    """Neighbouring draws must be uncorrelated: no sorting, no repeats."""
    x = rejection_sample(lambda v: v, 1.0, 0.0, 1.0, 5_000, np.random.default_rng(4))
    assert abs(np.corrcoef(x[1:], x[:-1])[0, 1]) < 0.08
    assert len(np.unique(x)) == 5_000


def test_sizes() -> None:
    """Exactly size draws, also 0, 1 and when hardly anything is accepted."""
    rng = np.random.default_rng(5)
    for size in (0, 1, 7, 1_000):
        x = rejection_sample(lambda v: np.exp(-200 * v), 1.0, 0.0, 1.0, size, rng)
        assert x.shape == (size,)


def test_speed_at_low_acceptance() -> None:
    """100,000 draws at one in 40 accepted must take well under ten seconds."""
    start = time.perf_counter()
    x = rejection_sample(lambda v: np.exp(-40 * v), 1.0, 0.0, 1.0, 100_000, np.random.default_rng(6))
    assert time.perf_counter() - start < 10
    assert _gap(x, lambda v: -np.expm1(-40 * v)) < 0.008


def test_seed_decides() -> None:
    """The same generator state gives the same draws, another one others."""
    draws = [rejection_sample(lambda v: v, 1.0, 0.0, 1.0, 50, np.random.default_rng(s)) for s in (7, 7, 8)]
    assert draws[0].tolist() == draws[1].tolist()
    assert draws[0].tolist() != draws[2].tolist()


def test_broken_promises_raise() -> None:
    """A density above the bound or below 0 must raise ValueError."""
    for f in (lambda v: 2 * v, lambda v: v - 0.5):
        try:
            rejection_sample(f, 1.0, 0.0, 1.0, 1_000, np.random.default_rng(9))
        except ValueError:
            continue
        raise AssertionError("no ValueError although f leaves the range from 0 to bound")


# %% mutant: keeps the points above the curve
import numpy as np


def rejection_sample(f, bound, low, high, size, rng):
    kept, n_kept = [np.empty(0)], 0
    while n_kept < size:
        x = rng.uniform(low, high, max(64, 2 * (size - n_kept)))
        values = f(x)
        if (values < 0).any() or (values > bound).any():
            raise ValueError("f must lie between 0 and the bound")
        kept.append(x[rng.random(len(x)) * bound > values])
        n_kept += len(kept[-1])
    return np.concatenate(kept)[:size]


# %% mutant: ignores the interval
import numpy as np


def rejection_sample(f, bound, low, high, size, rng):
    kept, n_kept = [np.empty(0)], 0
    while n_kept < size:
        x = rng.random(max(64, 2 * (size - n_kept)))
        values = f(x)
        if (values < 0).any() or (values > bound).any():
            raise ValueError("f must lie between 0 and the bound")
        kept.append(x[rng.random(len(x)) * bound < values])
        n_kept += len(kept[-1])
    return np.concatenate(kept)[:size]


# %% mutant: makes one pass and returns what it kept
import numpy as np


def rejection_sample(f, bound, low, high, size, rng):
    x = rng.uniform(low, high, 4 * size)
    values = f(x)
    if (values < 0).any() or (values > bound).any():
        raise ValueError("f must lie between 0 and the bound")
    return x[rng.random(len(x)) * bound < values][:size]


# %% mutant: ignores f
import numpy as np


def rejection_sample(f, bound, low, high, size, rng):
    kept, n_kept = [np.empty(0)], 0
    while n_kept < size:
        x = rng.uniform(low, high, max(64, 2 * (size - n_kept)))
        values = f(x)
        if (values < 0).any() or (values > bound).any():
            raise ValueError("f must lie between 0 and the bound")
        kept.append(x)
        n_kept += len(kept[-1])
    return np.concatenate(kept)[:size]


# %% mutant: ignores the bound
import numpy as np


def rejection_sample(f, bound, low, high, size, rng):
    kept, n_kept = [np.empty(0)], 0
    while n_kept < size:
        x = rng.uniform(low, high, max(64, 2 * (size - n_kept)))
        values = f(x)
        if (values < 0).any() or (values > bound).any():
            raise ValueError("f must lie between 0 and the bound")
        kept.append(x[rng.random(len(x)) < values])
        n_kept += len(kept[-1])
    return np.concatenate(kept)[:size]


# %% mutant: clips instead of refusing
import numpy as np


def rejection_sample(f, bound, low, high, size, rng):
    kept, n_kept = [np.empty(0)], 0
    while n_kept < size:
        x = rng.uniform(low, high, max(64, 2 * (size - n_kept)))
        values = f(x)
        values = np.clip(values, 0, bound)
        kept.append(x[rng.random(len(x)) * bound < values])
        n_kept += len(kept[-1])
    return np.concatenate(kept)[:size]


# %% mutant: does not look for negative values
import numpy as np


def rejection_sample(f, bound, low, high, size, rng):
    kept, n_kept = [np.empty(0)], 0
    while n_kept < size:
        x = rng.uniform(low, high, max(64, 2 * (size - n_kept)))
        values = f(x)
        if (values > bound).any():
            raise ValueError("f must lie between 0 and the bound")
        kept.append(x[rng.random(len(x)) * bound < values])
        n_kept += len(kept[-1])
    return np.concatenate(kept)[:size]


# %% mutant: returns the draws sorted
import numpy as np


def rejection_sample(f, bound, low, high, size, rng):
    kept, n_kept = [np.empty(0)], 0
    while n_kept < size:
        x = rng.uniform(low, high, max(64, 2 * (size - n_kept)))
        values = f(x)
        if (values < 0).any() or (values > bound).any():
            raise ValueError("f must lie between 0 and the bound")
        kept.append(x[rng.random(len(x)) * bound < values])
        n_kept += len(kept[-1])
    return np.sort(np.concatenate(kept)[:size])


# %% mutant: accepts with the square root of the ratio
import numpy as np


def rejection_sample(f, bound, low, high, size, rng):
    kept, n_kept = [np.empty(0)], 0
    while n_kept < size:
        x = rng.uniform(low, high, max(64, 2 * (size - n_kept)))
        values = f(x)
        if (values < 0).any() or (values > bound).any():
            raise ValueError("f must lie between 0 and the bound")
        kept.append(x[rng.random(len(x)) ** 2 * bound < values])
        n_kept += len(kept[-1])
    return np.concatenate(kept)[:size]


# %% mutant: draws with its own generator
import numpy as np


def rejection_sample(f, bound, low, high, size, rng):
    rng = np.random.default_rng()
    kept, n_kept = [np.empty(0)], 0
    while n_kept < size:
        x = rng.uniform(low, high, max(64, 2 * (size - n_kept)))
        values = f(x)
        if (values < 0).any() or (values > bound).any():
            raise ValueError("f must lie between 0 and the bound")
        kept.append(x[rng.random(len(x)) * bound < values])
        n_kept += len(kept[-1])
    return np.concatenate(kept)[:size]


# %% mutant: resamples a small pool by weight
import numpy as np


def rejection_sample(f, bound, low, high, size, rng):
    x = rng.uniform(low, high, 1_000)
    values = f(x)
    if (values < 0).any() or (values > bound).any():
        raise ValueError("f must lie between 0 and the bound")
    return rng.choice(x, size, p=values / values.sum())
