"""Scaled dot-product attention with masks, several heads and shared key-value heads, in NumPy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


# --8<-- [start:attention]
def masked_softmax(scores: Array, mask: Mask | None = None) -> Array:
    """Normalise the last axis to weights that sum to one over the allowed entries.

    Args:
        scores: Logits, shape (…, n_k).
        mask: True where a key may be seen, broadcastable to ``scores``.

    Returns:
        Weights of the same shape; a row without any allowed key is zeros, not NaN.
    """
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    peak = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(np.isfinite(peak), peak, 0.0))
    total = weights.sum(axis=-1, keepdims=True)
    return weights / np.where(total > 0.0, total, 1.0)


def attention(
    Q: Array,
    K: Array,
    V: Array,
    mask: Mask | None = None,
) -> tuple[Array, Array]:
    """Mix the rows of V by how well each query matches each key.

    Vaswani et al. 2017, eq. 1. Time O(n_q n_k d), memory O(n_q n_k) for the weights.

    Args:
        Q: Queries, shape (…, n_q, d_k).
        K: Keys, shape (…, n_k, d_k).
        V: Values, shape (…, n_k, d_v).
        mask: True where query i may see key j, broadcastable to (…, n_q, n_k).

    Returns:
        The output, shape (…, n_q, d_v), and the weights, shape (…, n_q, n_k).
    """
    scores = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    weights = masked_softmax(scores, mask)
    return weights @ V, weights


# --8<-- [end:attention]


# --8<-- [start:causal_mask]
def causal_mask(n_q: int, n_k: int, window: int | None = None) -> Mask:
    """Say which keys each query may see when the last query is the newest token.

    The queries are the *last* n_q of n_k positions, so that one new token (n_q = 1)
    sees the whole cache.

    Args:
        n_q: Number of queries.
        n_k: Number of keys, at least ``n_q``.
        window: How many keys back a query sees, itself included; None for all.

    Returns:
        Shape (n_q, n_k), True where key j is visible to query i.

    Raises:
        ValueError: If there are more queries than keys or the window is not positive.
    """
    if n_q > n_k:
        raise ValueError(f"{n_q} queries cannot be the last of {n_k} keys")
    if window is not None and window < 1:
        raise ValueError(f"the window is {window}, it must be at least 1")
    i = np.arange(n_k - n_q, n_k)[:, None]
    j = np.arange(n_k)[None, :]
    visible = j <= i
    return visible if window is None else visible & (j > i - window)


# --8<-- [end:causal_mask]


# --8<-- [start:split]
def split_heads(X: Array, n_heads: int) -> Array:
    """Turn (batch, n, n_heads · d_head) into (batch, n_heads, n, d_head)."""
    batch, n, width = X.shape
    if width % n_heads:
        raise ValueError(f"width {width} does not split into {n_heads} heads")
    return X.reshape(batch, n, n_heads, width // n_heads).transpose(0, 2, 1, 3)


def merge_heads(X: Array) -> Array:
    """Undo `split_heads`: (batch, n_heads, n, d) to (batch, n, n_heads · d)."""
    batch, n_heads, n, d_head = X.shape
    return X.transpose(0, 2, 1, 3).reshape(batch, n, n_heads * d_head)


# --8<-- [end:split]


# --8<-- [start:grouped]
def grouped_query_attention(
    Q: Array,
    K: Array,
    V: Array,
    mask: Mask | None = None,
) -> Array:
    """Let consecutive query heads share a key-value head (Ainslie et al. 2023).

    Broadcasting shares K and V; nothing is copied.

    Args:
        Q: Queries, shape (batch, n_heads, n_q, d_head).
        K: Keys, shape (batch, n_kv_heads, n_k, d_head); n_kv_heads divides n_heads.
        V: Values, shape (batch, n_kv_heads, n_k, d_head).
        mask: True where query i may see key j, shape (n_q, n_k).

    Returns:
        Shape (batch, n_heads, n_q, d_head).

    Raises:
        ValueError: If the key-value heads do not divide the query heads.
    """
    batch, n_heads, n_q, d_head = Q.shape
    n_kv_heads = K.shape[1]
    if n_heads % n_kv_heads:
        raise ValueError(f"{n_heads} heads cannot share {n_kv_heads} key-value heads")
    grouped = Q.reshape(batch, n_kv_heads, n_heads // n_kv_heads, n_q, d_head)
    out, _ = attention(grouped, K[:, :, None], V[:, :, None], mask)
    return out.reshape(batch, n_heads, n_q, V.shape[-1])


# --8<-- [end:grouped]


# --8<-- [start:multi_head]
@dataclass(frozen=True)
class MultiHeadAttention:
    """Project, attend in every head, merge, project back; no biases.

    Attributes:
        W_q: Shape (d_model, n_heads · d_head).
        W_k: Shape (d_memory, n_kv_heads · d_head).
        W_v: Shape (d_memory, n_kv_heads · d_head).
        W_o: Shape (n_heads · d_head, d_model).
        n_heads: Number of query heads.
        n_kv_heads: Number of key-value heads: n_heads for multi-head attention,
            1 for multi-query attention.
    """

    W_q: Array
    W_k: Array
    W_v: Array
    W_o: Array
    n_heads: int
    n_kv_heads: int

    def __call__(
        self,
        X: Array,
        memory: Array | None = None,
        mask: Mask | None = None,
    ) -> Array:
        """Attend from X to itself, or to ``memory`` (cross-attention).

        Args:
            X: Where the queries come from, shape (batch, n, d_model).
            memory: Where keys and values come from, shape (batch, m, d_memory);
                X if None.
            mask: True where query i may see key j, shape (n, m).

        Returns:
            Shape (batch, n, d_model).
        """
        source = X if memory is None else memory
        Q = split_heads(X @ self.W_q, self.n_heads)
        K = split_heads(source @ self.W_k, self.n_kv_heads)
        V = split_heads(source @ self.W_v, self.n_kv_heads)
        return merge_heads(grouped_query_attention(Q, K, V, mask)) @ self.W_o


# --8<-- [end:multi_head]
