"""Attention, masks and heads against PyTorch, within 1e-10 in double precision."""

import numpy as np
import pytest
import torch
from torch import nn

from scratch.transformers.attention import (
    MultiHeadAttention,
    attention,
    causal_mask,
    grouped_query_attention,
    masked_softmax,
    merge_heads,
    split_heads,
)

TOLERANCE = 1e-10


@pytest.mark.parametrize(("n_q", "n_k", "d_k", "d_v"), [(7, 7, 16, 16), (3, 11, 8, 5), (1, 1, 4, 4)])
def test_attention_equals_torch(n_q: int, n_k: int, d_k: int, d_v: int) -> None:
    rng = np.random.default_rng(n_q * n_k)
    Q, K, V = rng.normal(size=(2, n_q, d_k)), rng.normal(size=(2, n_k, d_k)), rng.normal(size=(2, n_k, d_v))
    mask = rng.random((n_q, n_k)) < 0.7
    mask[:, 0] = True
    out, weights = attention(Q, K, V, mask)
    expected = nn.functional.scaled_dot_product_attention(
        *map(torch.from_numpy, (Q, K, V)), attn_mask=torch.from_numpy(mask)
    )
    np.testing.assert_allclose(out, expected.numpy(), rtol=0, atol=TOLERANCE)
    np.testing.assert_allclose(weights.sum(axis=-1), 1.0, rtol=1e-12)
    assert (weights[:, ~mask] == 0).all()


def test_softmax_survives_huge_scores_and_rows_without_keys() -> None:
    scores = np.array([[1e4, 1e4 - 1.0, 0.0], [5.0, 6.0, 7.0]])
    mask = np.array([[True, True, True], [False, False, False]])
    weights = masked_softmax(scores, mask)
    expected = torch.softmax(torch.from_numpy(scores[0]), dim=-1).numpy()
    np.testing.assert_allclose(weights[0], expected, rtol=1e-12)
    np.testing.assert_array_equal(weights[1], 0.0)


@pytest.mark.parametrize("n", [1, 2, 9])
def test_square_causal_mask_equals_is_causal(n: int) -> None:
    rng = np.random.default_rng(n)
    Q, K, V = rng.normal(size=(3, 1, 2, n, 8))
    out, _ = attention(Q, K, V, causal_mask(n, n))
    expected = nn.functional.scaled_dot_product_attention(*map(torch.from_numpy, (Q, K, V)), is_causal=True)
    np.testing.assert_allclose(out, expected.numpy(), rtol=0, atol=TOLERANCE)


def test_decoding_row_by_row_equals_the_full_pass() -> None:
    rng = np.random.default_rng(4)
    n = 6
    Q, K, V = rng.normal(size=(3, n, 8))
    for window in (None, 3):
        full, _ = attention(Q, K, V, causal_mask(n, n, window))
        for i in range(n):
            row, _ = attention(Q[i : i + 1], K[: i + 1], V[: i + 1], causal_mask(1, i + 1, window))
            np.testing.assert_allclose(row[0], full[i], rtol=0, atol=1e-12)


def test_torch_aligns_a_rectangular_causal_mask_at_the_top() -> None:
    """The chapter warns of this: `is_causal` with a cache would hide all keys but the first."""
    V = torch.arange(4.0).reshape(1, 4, 1)
    Q, K = torch.zeros(1, 1, 1), torch.zeros(1, 4, 1)
    assert nn.functional.scaled_dot_product_attention(Q, K, V, is_causal=True).item() == 0.0
    ours, _ = attention(Q.numpy(), K.numpy(), V.numpy(), causal_mask(1, 4))
    assert ours.item() == 1.5


def test_window_keeps_exactly_that_many_keys() -> None:
    np.testing.assert_array_equal(causal_mask(6, 6, 2).sum(axis=1), [1, 2, 2, 2, 2, 2])
    np.testing.assert_array_equal(causal_mask(2, 6, 3).sum(axis=1), [3, 3])


@pytest.mark.parametrize(("n_q", "n_k", "window"), [(3, 2, None), (2, 2, 0)])
def test_impossible_masks_are_refused(n_q: int, n_k: int, window: int | None) -> None:
    with pytest.raises(ValueError, match=r"queries|window"):
        causal_mask(n_q, n_k, window)


def test_heads_split_into_contiguous_columns_and_merge_back() -> None:
    X = np.random.default_rng(5).normal(size=(2, 5, 12))
    heads = split_heads(X, 3)
    np.testing.assert_array_equal(heads[:, 1], X[:, :, 4:8])
    np.testing.assert_array_equal(merge_heads(heads), X)
    with pytest.raises(ValueError, match="does not split"):
        split_heads(X, 5)


@pytest.mark.parametrize("n_kv_heads", [1, 2, 4, 8])
def test_grouped_queries_equal_torch(n_kv_heads: int) -> None:
    rng = np.random.default_rng(n_kv_heads)
    Q = rng.normal(size=(2, 8, 6, 16))
    K, V = rng.normal(size=(2, 2, n_kv_heads, 6, 16))
    out = grouped_query_attention(Q, K, V, causal_mask(6, 6))
    expected = nn.functional.scaled_dot_product_attention(
        *map(torch.from_numpy, (Q, K, V)), is_causal=True, enable_gqa=True
    )
    np.testing.assert_allclose(out, expected.numpy(), rtol=0, atol=TOLERANCE)


def test_heads_that_cannot_be_shared_are_refused() -> None:
    Q, K = np.zeros((1, 8, 2, 4)), np.zeros((1, 3, 2, 4))
    with pytest.raises(ValueError, match="cannot share"):
        grouped_query_attention(Q, K, K)


@pytest.mark.parametrize("cross", [False, True])
def test_multi_head_equals_torch_module(cross: bool) -> None:
    rng = np.random.default_rng(6)
    d, n_heads = 24, 4
    W_q, W_k, W_v, W_o = rng.normal(size=(4, d, d)) / np.sqrt(d)
    module = torch.nn.MultiheadAttention(d, n_heads, bias=False, batch_first=True, dtype=torch.float64)
    with torch.no_grad():
        module.in_proj_weight.copy_(torch.from_numpy(np.concatenate([W_q.T, W_k.T, W_v.T])))
        module.out_proj.weight.copy_(torch.from_numpy(W_o.T))
    X, memory = rng.normal(size=(2, 5, d)), rng.normal(size=(2, 9, d))
    source = memory if cross else X
    mask = None if cross else causal_mask(5, 5)
    out = MultiHeadAttention(W_q, W_k, W_v, W_o, n_heads, n_heads)(X, memory if cross else None, mask)
    torch_mask = None if mask is None else torch.from_numpy(~mask)  # nn.MultiheadAttention masks where True
    query, key = torch.from_numpy(X), torch.from_numpy(source)
    expected, _ = module(query, key, key, attn_mask=torch_mask, need_weights=False)
    np.testing.assert_allclose(out, expected.detach().numpy(), rtol=0, atol=TOLERANCE)
