"""Positional encodings: sinusoids, rotary embedding and its stretching, linear biases."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


# --8<-- [start:sinusoid]
def sinusoidal(n: int, d_model: int, base: float = 10_000.0) -> Array:
    """Encode positions 0 … n-1 as sines and cosines of falling frequency.

    Vaswani et al. 2017, sec. 3.5.

    Returns:
        Shape (n, d_model): even columns hold sines, odd columns the cosines of the
        same angle.

    Raises:
        ValueError: If ``d_model`` is odd.
    """
    angles = np.arange(n)[:, None] * rope_frequencies(d_model, base)
    return np.stack([np.sin(angles), np.cos(angles)], axis=-1).reshape(n, d_model)


# --8<-- [end:sinusoid]


# --8<-- [start:rope]
def rope_frequencies(d_head: int, base: float = 10_000.0) -> Array:
    """Return each pair's angle per token, base^(-2i/d_head), shape (d_head / 2,)."""
    if d_head % 2:
        raise ValueError(f"features are rotated in pairs, {d_head} is odd")
    return np.asarray(base ** (-np.arange(0, d_head, 2) / d_head))


def rotate(X: Array, positions: ArrayLike, frequencies: Array) -> Array:
    """Turn each pair (x_2i, x_2i+1) by its position times the pair's frequency.

    Su et al. 2021, eq. 34. Time and memory O(n d_head). Applied to queries and keys,
    never to values.

    Args:
        X: Queries or keys, shape (…, n, d_head).
        positions: Position of each row, shape (n,).
        frequencies: Angle per token in radians, shape (d_head / 2,).

    Returns:
        The rotated rows, shape (…, n, d_head), of unchanged length.
    """
    angles = np.asarray(positions, dtype=np.float64)[:, None] * frequencies
    turned = (X[..., 0::2] + 1j * X[..., 1::2]) * np.exp(1j * angles)
    return np.stack([turned.real, turned.imag], axis=-1).reshape(X.shape)


# --8<-- [end:rope]


# --8<-- [start:stretch]
def interpolated(frequencies: Array, scale: float) -> Array:
    """Slow every pair down alike: position interpolation (Chen et al. 2023)."""
    return frequencies / scale


def ntk_base(base: float, scale: float, d_head: int) -> float:
    """Raise the base so that the slowest pair slows by ``scale`` and the fastest not at all.

    "NTK-aware" scaling (bloc97 2023; Peng et al. 2023, sec. 3.1).
    """
    return float(base * scale ** (d_head / (d_head - 2)))


def yarn_frequencies(
    frequencies: Array, scale: float, trained_length: int, slow: float = 1.0, fast: float = 32.0
) -> Array:
    """Slow down only the pairs that made few turns in training (Peng et al. 2023, sec. 3.2).

    Args:
        frequencies: Angle per token of each pair, shape (d_head / 2,).
        scale: New length over trained length.
        trained_length: Context length of pre-training, in tokens.
        slow: Pairs with fewer turns than this in training are fully interpolated.
        fast: Pairs with more turns than this are left alone.

    Returns:
        The new frequencies, shape (d_head / 2,).
    """
    turns = trained_length * frequencies / (2 * np.pi)
    keep = np.clip((turns - slow) / (fast - slow), 0.0, 1.0)
    return np.asarray(keep * frequencies + (1.0 - keep) * frequencies / scale)


# --8<-- [end:stretch]


# --8<-- [start:alibi]
def alibi_bias(n_heads: int, n: int) -> Array:
    """Return the penalties -slope · distance that ALiBi adds to causal scores (Press et al. 2022).

    Args:
        n_heads: Number of heads, a power of two; head h has slope 2^(-8 (h + 1) / n_heads).
        n: Number of tokens.

    Returns:
        Shape (n_heads, n, n); zero on and above the diagonal, which the causal mask covers.

    Raises:
        ValueError: If ``n_heads`` is not a power of two.
    """
    if n_heads < 1 or n_heads & (n_heads - 1):
        raise ValueError(f"slopes are defined for a power of two, not {n_heads} heads")
    slopes = 2.0 ** (-8.0 * np.arange(1, n_heads + 1) / n_heads)
    distance = np.maximum(np.arange(n)[:, None] - np.arange(n)[None, :], 0)
    return np.asarray(-slopes[:, None, None] * distance)


# --8<-- [end:alibi]
