"""An attention-only transformer with its gradient by hand: small enough to train in NumPy."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Tokens = NDArray[np.int64]
Parameters = Mapping[str, Array]


# --8<-- [start:init]
def initialise(rng: np.random.Generator, n_layers: int, vocab: int, length: int, d: int) -> dict[str, Array]:
    """Draw the weights: embedding E, positions P, output U, and W_q, W_k, W_v, W_o for each layer."""
    shapes = {"E": (vocab, d), "P": (length, d), "U": (d, vocab)}
    shapes |= {f"{name}{layer}": (d, d) for layer in range(n_layers) for name in ("q", "k", "v", "o")}
    return {name: (rng.normal(size=shape) / np.sqrt(d)).astype(np.float32) for name, shape in shapes.items()}


# --8<-- [end:init]


# --8<-- [start:forward]
def forward(
    p: Parameters, tokens: Tokens, off: frozenset[int] = frozenset()
) -> tuple[Array, list[dict[str, Array]]]:
    """Run the model: residual stream, one causal head a layer, no feed-forward layers, no norms.

    Args:
        p: The weights.
        tokens: Shape (batch, n).
        off: Layers whose output is not added.

    Returns:
        Logits, shape (batch, n, vocab), and what each layer computed (its input X and Q, K, V, A, H).
    """
    n, d = tokens.shape[1], p["E"].shape[1]
    hidden = np.triu(np.full((n, n), -np.inf, dtype=np.float32), k=1)
    X = p["E"][tokens] + p["P"][:n]
    layers: list[dict[str, Array]] = []
    for layer in range(sum(name.startswith("q") for name in p)):
        Q, K, V = (X @ p[f"{name}{layer}"] for name in "qkv")
        scores = Q @ K.swapaxes(1, 2) / np.float32(np.sqrt(d)) + hidden
        A = np.exp(scores - scores.max(axis=-1, keepdims=True))
        A /= A.sum(axis=-1, keepdims=True)
        H = A @ V
        layers.append({"X": X, "Q": Q, "K": K, "V": V, "A": A, "H": H})
        if layer not in off:
            X = X + H @ p[f"o{layer}"]
    layers.append({"X": X})
    return X @ p["U"], layers


# --8<-- [end:forward]


def _outer(left: Array, right: Array) -> Array:
    return np.asarray(left.reshape(-1, left.shape[-1]).T @ right.reshape(-1, right.shape[-1]))


# --8<-- [start:gradient]
def loss_and_gradient(
    p: Parameters, tokens: Tokens, targets: Tokens, counted: NDArray[np.bool_]
) -> tuple[float, dict[str, Array]]:
    """Return the mean cross-entropy over the counted positions and its gradient for every weight.

    Args:
        p: The weights.
        tokens: Shape (batch, n).
        targets: Next tokens, shape (batch, n).
        counted: Positions that enter the loss, shape (batch, n).
    """
    logits, layers = forward(p, tokens)
    probabilities = np.exp(logits - logits.max(axis=-1, keepdims=True))
    probabilities /= probabilities.sum(axis=-1, keepdims=True)
    picked = np.take_along_axis(probabilities, targets[..., None], axis=-1)[..., 0]
    loss = float(-np.log(picked[counted]).mean())
    d_logits = probabilities.copy()
    np.put_along_axis(d_logits, targets[..., None], picked[..., None] - 1, axis=-1)
    d_logits *= (counted / counted.sum())[..., None].astype(np.float32)

    g = {"U": _outer(layers[-1]["X"], d_logits)}
    dX = d_logits @ p["U"].T
    scale = np.float32(1 / np.sqrt(p["E"].shape[1]))
    for layer in reversed(range(len(layers) - 1)):
        X, Q, K, V, A, H = (layers[layer][name] for name in "XQKVAH")
        g[f"o{layer}"] = _outer(H, dX)
        dH = dX @ p[f"o{layer}"].T
        dA = dH @ V.swapaxes(1, 2)
        dS = A * (dA - (A * dA).sum(axis=-1, keepdims=True)) * scale
        for name, d_projected in (("q", dS @ K), ("k", dS.swapaxes(1, 2) @ Q), ("v", A.swapaxes(1, 2) @ dH)):
            g[f"{name}{layer}"] = _outer(X, d_projected)
            dX = dX + d_projected @ p[f"{name}{layer}"].T
    g["P"] = np.zeros_like(p["P"])
    g["P"][: tokens.shape[1]] = dX.sum(axis=0)
    g["E"] = np.zeros_like(p["E"])
    np.add.at(g["E"], tokens, dX)
    return loss, g


# --8<-- [end:gradient]


# --8<-- [start:task]
def repeated_segments(
    rng: np.random.Generator, batch: int, length: int, vocab: int, shortest: int = 5
) -> tuple[Tokens, Tokens, NDArray[np.bool_]]:
    """Draw sequences that repeat a random segment of random length, so that only looking back can help.

    Returns:
        Tokens and next tokens, shape (batch, length), and where the next token is determined by the past.
    """
    period = rng.integers(shortest, length // 2 + 1, size=(batch, 1))
    letters = rng.permuted(np.tile(np.arange(vocab), (batch, 1)), axis=1)
    index = np.arange(length + 1)[None, :]
    sequence = np.take_along_axis(letters, index % period, axis=1)
    return sequence[:, :-1], sequence[:, 1:], index[:, :-1] >= period


# --8<-- [end:task]


# --8<-- [start:train]
def train(
    rng: np.random.Generator, n_layers: int, *, vocab: int, length: int, d: int, steps: int
) -> tuple[dict[str, Array], list[float]]:
    """Fit the repeated-segment task with Adam (Kingma and Ba 2015; learning rate 0.003, batches of 64).

    Returns:
        The weights and the loss at each step.
    """
    weights = initialise(rng, n_layers, vocab, length, d)
    mean = {name: np.zeros_like(value) for name, value in weights.items()}
    square = {name: np.zeros_like(value) for name, value in weights.items()}
    losses = []
    for step in range(1, steps + 1):
        loss, gradient = loss_and_gradient(weights, *repeated_segments(rng, 64, length, vocab))
        losses.append(loss)
        rate = np.float32(0.003 * np.sqrt(1 - 0.99**step) / (1 - 0.9**step))
        for name, g in gradient.items():
            mean[name] = np.float32(0.9) * mean[name] + np.float32(0.1) * g
            square[name] = np.float32(0.99) * square[name] + np.float32(0.01) * g**2
            weights[name] = weights[name] - rate * mean[name] / (np.sqrt(square[name]) + np.float32(1e-8))
    return weights, losses


# --8<-- [end:train]
