"""Norms, feed-forward layers and whole blocks against PyTorch, within 1e-10 in double precision."""

import numpy as np
import pytest
import torch
from torch import nn

from scratch.transformers.attention import MultiHeadAttention, causal_mask
from scratch.transformers.block import (
    feed_forward,
    gelu,
    layer_norm,
    post_norm_block,
    pre_norm_block,
    rms_norm,
    swiglu,
)

D = 16


@pytest.mark.parametrize("scale", [1e-4, 1.0, 1e4])
def test_norms_equal_torch(scale: float) -> None:
    rng = np.random.default_rng(0)
    X, gain, bias = scale * rng.normal(1.0, 2.0, size=(3, 5, D)), rng.normal(size=D), rng.normal(size=D)
    x, g, b = map(torch.from_numpy, (X, gain, bias))
    np.testing.assert_allclose(
        layer_norm(X, gain, bias), nn.functional.layer_norm(x, (D,), g, b).numpy(), rtol=0, atol=1e-10
    )
    np.testing.assert_allclose(
        rms_norm(X, gain), nn.functional.rms_norm(x, (D,), g, 1e-6).numpy(), rtol=0, atol=1e-10
    )


def test_constant_rows_stay_finite() -> None:
    X = np.full((2, D), 3.0)
    np.testing.assert_allclose(layer_norm(X, np.ones(D), np.zeros(D)), 0.0)
    assert np.isfinite(rms_norm(np.zeros((1, D)), np.ones(D))).all()


def test_feed_forward_layers_equal_torch() -> None:
    rng = np.random.default_rng(1)
    X, W_gate, W_up, W_down = (rng.normal(size=s) for s in [(4, D), (D, 24), (D, 24), (24, D)])
    x, gate, up, down = map(torch.from_numpy, (X, W_gate, W_up, W_down))
    np.testing.assert_allclose(gelu(X), nn.functional.gelu(x, approximate="tanh").numpy(), rtol=0, atol=1e-12)
    plain = nn.functional.gelu(x @ up, approximate="tanh") @ down
    np.testing.assert_allclose(feed_forward(X, W_up, W_down), plain.numpy(), rtol=0, atol=1e-10)
    expected = (nn.functional.silu(x @ gate) * (x @ up)) @ down
    np.testing.assert_allclose(swiglu(X, W_gate, W_up, W_down), expected.numpy(), rtol=0, atol=1e-10)


@pytest.mark.parametrize("norm_first", [True, False])
def test_whole_block_equals_torch_layer(norm_first: bool) -> None:
    torch.manual_seed(2)
    layer = torch.nn.TransformerEncoderLayer(
        D,
        nhead=4,
        dim_feedforward=32,
        dropout=0.0,
        activation=lambda x: nn.functional.gelu(x, approximate="tanh"),
        batch_first=True,
        norm_first=norm_first,
        bias=False,
        dtype=torch.float64,
    )
    weights = {name: value.detach().numpy() for name, value in layer.named_parameters()}
    W_q, W_k, W_v = (w.T for w in np.split(weights["self_attn.in_proj_weight"], 3))
    heads = MultiHeadAttention(W_q, W_k, W_v, weights["self_attn.out_proj.weight"].T, n_heads=4, n_kv_heads=4)
    n = 7
    X = np.random.default_rng(3).normal(size=(2, n, D))
    block = pre_norm_block if norm_first else post_norm_block
    out = block(
        X,
        (
            lambda x: layer_norm(x, weights["norm1.weight"], np.zeros(D)),
            lambda x: layer_norm(x, weights["norm2.weight"], np.zeros(D)),
        ),
        lambda x: heads(x, mask=causal_mask(n, n)),
        lambda x: feed_forward(x, weights["linear1.weight"].T, weights["linear2.weight"].T),
    )
    expected = layer(torch.from_numpy(X), src_mask=torch.from_numpy(~causal_mask(n, n)))
    np.testing.assert_allclose(out, expected.detach().numpy(), rtol=0, atol=1e-10)
