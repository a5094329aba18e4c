"""Attention in tiles with an online softmax, and its gradient by recomputation: FlashAttention in NumPy."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def _tile_scores(Q: Array, K: Array, rows: slice, columns: slice, causal: bool) -> Array:
    scores = Q[rows] @ K[columns].T / np.sqrt(Q.shape[-1])
    if causal:
        i = np.arange(len(Q))[rows, None]
        j = np.arange(len(K))[None, columns]
        scores = np.where(j <= i, scores, -np.inf)
    return np.asarray(scores)


# --8<-- [start:forward]
def tiled_attention(
    Q: Array, K: Array, V: Array, block: int = 64, causal: bool = False
) -> tuple[Array, Array]:
    """Compute exact attention without ever holding more than block × block scores.

    Dao et al. 2022, algorithm 1, in the loop order of Dao 2023 (queries outside).
    Time O(n² d); beside the output, memory O(block² + n): one log-sum-exp for each row.

    Args:
        Q: Queries, shape (n, d).
        K: Keys, shape (n, d).
        V: Values, shape (n, d_v).
        block: Rows of a tile.
        causal: Whether query i sees only keys up to i.

    Returns:
        The output, shape (n, d_v), and each row's log-sum-exp of scores, shape (n,).
    """
    n = len(Q)
    out, log_sum = np.empty((n, V.shape[1])), np.empty(n)
    for start in range(0, n, block):
        rows = slice(start, min(start + block, n))
        height = rows.stop - rows.start
        peak = np.full((height, 1), -np.inf)
        total, mixed = np.zeros((height, 1)), np.zeros((height, V.shape[1]))
        for left in range(0, rows.stop if causal else n, block):
            columns = slice(left, min(left + block, n))
            scores = _tile_scores(Q, K, rows, columns, causal)
            new_peak = np.maximum(peak, scores.max(axis=1, keepdims=True))
            shrink = np.exp(peak - new_peak)
            weights = np.exp(scores - new_peak)
            total = shrink * total + weights.sum(axis=1, keepdims=True)
            mixed = shrink * mixed + weights @ V[columns]
            peak = new_peak
        out[rows] = mixed / total
        log_sum[rows] = (peak + np.log(total))[:, 0]
    return out, log_sum


# --8<-- [end:forward]


# --8<-- [start:backward]
def tiled_attention_backward(
    Q: Array,
    K: Array,
    V: Array,
    out: Array,
    log_sum: Array,
    d_out: Array,
    block: int = 64,
    causal: bool = False,
) -> tuple[Array, Array, Array]:
    """Compute the gradients from the inputs and one number a row, recomputing each tile of weights.

    Dao et al. 2022, algorithm 4. Time O(n² d), extra memory O(block² + n).

    Args:
        Q: Queries, shape (n, d).
        K: Keys, shape (n, d).
        V: Values, shape (n, d_v).
        out: Output of the forward pass, shape (n, d_v).
        log_sum: Log-sum-exp of each row of scores, shape (n,).
        d_out: Gradient of the loss with respect to ``out``, shape (n, d_v).
        block: Rows of a tile.
        causal: As in the forward pass.

    Returns:
        The gradients with respect to Q, K and V, in their shapes.
    """
    n, scale = len(Q), 1.0 / np.sqrt(Q.shape[-1])
    dQ, dK, dV = np.zeros_like(Q), np.zeros_like(K), np.zeros_like(V)
    row_dot = (d_out * out).sum(axis=1, keepdims=True)
    for start in range(0, n, block):
        rows = slice(start, min(start + block, n))
        for left in range(0, rows.stop if causal else n, block):
            columns = slice(left, min(left + block, n))
            P = np.exp(_tile_scores(Q, K, rows, columns, causal) - log_sum[rows, None])
            dV[columns] += P.T @ d_out[rows]
            dS = P * (d_out[rows] @ V[columns].T - row_dot[rows])
            dQ[rows] += scale * dS @ K[columns]
            dK[columns] += scale * dS.T @ Q[rows]
    return dQ, dK, dV


# --8<-- [end:backward]
