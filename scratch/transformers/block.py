"""Normalisation, feed-forward layers and the two ways to put a transformer block together."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Sublayer = Callable[[Array], Array]


# --8<-- [start:norms]
def layer_norm(X: Array, gain: Array, bias: Array, eps: float = 1e-5) -> Array:
    """Give each token mean zero and variance one over its features, then scale and shift (Ba et al. 2016).

    Args:
        X: Activations, shape (…, d_model).
        gain: Shape (d_model,).
        bias: Shape (d_model,).
        eps: Added to the variance, so that a constant row stays finite.
    """
    centred = X - X.mean(axis=-1, keepdims=True)
    variance = (centred**2).mean(axis=-1, keepdims=True)
    return np.asarray(gain * centred / np.sqrt(variance + eps) + bias)


def rms_norm(X: Array, gain: Array, eps: float = 1e-6) -> Array:
    """Divide each token by its root mean square: no centring, no bias (Zhang and Sennrich 2019).

    Args:
        X: Activations, shape (…, d_model).
        gain: Shape (d_model,).
        eps: Added to the mean square.
    """
    return np.asarray(gain * X / np.sqrt((X**2).mean(axis=-1, keepdims=True) + eps))


# --8<-- [end:norms]


# --8<-- [start:feed_forward]
def gelu(X: Array) -> Array:
    """Return the tanh form of GELU that GPT-2 uses (Hendrycks and Gimpel 2016)."""
    return np.asarray(0.5 * X * (1.0 + np.tanh(np.sqrt(2.0 / np.pi) * (X + 0.044715 * X**3))))


def feed_forward(X: Array, W_in: Array, W_out: Array) -> Array:
    """Widen, bend, narrow: shapes (d_model, d_ff) and (d_ff, d_model), applied to each token alone."""
    return gelu(X @ W_in) @ W_out


def swiglu(X: Array, W_gate: Array, W_up: Array, W_down: Array) -> Array:
    """Multiply one widened copy by the SiLU of another (Shazeer 2020): three matrices instead of two."""
    gate = X @ W_gate
    return (gate / (1.0 + np.exp(-gate)) * (X @ W_up)) @ W_down


# --8<-- [end:feed_forward]


# --8<-- [start:block]
def pre_norm_block(X: Array, norms: tuple[Sublayer, Sublayer], attend: Sublayer, mlp: Sublayer) -> Array:
    """Add what each sublayer reads from a normalised copy; the residual stream itself is never normalised."""
    X = X + attend(norms[0](X))
    return X + mlp(norms[1](X))


def post_norm_block(X: Array, norms: tuple[Sublayer, Sublayer], attend: Sublayer, mlp: Sublayer) -> Array:
    """Normalise after each addition, as in Vaswani et al. 2017."""
    X = norms[0](X + attend(X))
    return norms[1](X + mlp(X))


# --8<-- [end:block]
