"""Counts against modules built from the same configuration, published totals and PyTorch's FLOP counter."""

import numpy as np
import pytest
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from scratch.transformers.budget import (
    GPT2_SMALL,
    LLAMA3_8B,
    LLAMA3_70B,
    Config,
    attention_flops,
    kv_bytes_per_token,
    matmul_parameters,
    mla_bytes_per_token,
    naive_hbm_bytes,
    parameters,
    prefill_flops,
    tiled_hbm_bytes,
)


def llama(c: Config) -> nn.ModuleList:
    """All weights of a Llama-3 decoder, without storage."""
    d, q, kv = c.d_model, c.n_heads * c.d_head, c.n_kv_heads * c.d_head
    shapes = [(d, q), (d, kv), (d, kv), (q, d), (d, c.d_ff), (d, c.d_ff), (c.d_ff, d)]
    with torch.device("meta"):
        parts: list[nn.Module] = [nn.Embedding(c.vocab, d), nn.RMSNorm(d), nn.Linear(d, c.vocab, bias=False)]
        for _ in range(c.n_layers):
            parts += [nn.RMSNorm(d), nn.RMSNorm(d), *(nn.Linear(*shape, bias=False) for shape in shapes)]
    return nn.ModuleList(parts)


def gpt2(c: Config) -> nn.ModuleList:
    """All weights of GPT-2, whose output matrix is the embedding."""
    d = c.d_model
    with torch.device("meta"):
        parts: list[nn.Module] = [
            nn.Embedding(c.vocab, d),
            nn.Embedding(c.learned_positions, d),
            nn.LayerNorm(d),
        ]
        for _ in range(c.n_layers):
            parts += [nn.LayerNorm(d), nn.LayerNorm(d), nn.MultiheadAttention(d, c.n_heads)]
            parts += [nn.Linear(d, c.d_ff), nn.Linear(c.d_ff, d)]
    return nn.ModuleList(parts)


@pytest.mark.parametrize(
    ("config", "build", "published"),
    [
        (GPT2_SMALL, gpt2, 124_439_808),
        (LLAMA3_8B, llama, 8_030_261_248),
        (LLAMA3_70B, llama, 70_553_706_496),
    ],
)
def test_parameters_equal_built_modules_and_published_totals(
    config: Config, build: object, published: int
) -> None:
    assert callable(build)
    built = sum(p.numel() for p in build(config).parameters())
    assert sum(parameters(config).values()) == built == published


def test_prefill_flops_equal_torchs_counter() -> None:
    """Counted on a tiny dense decoder; torch counts the whole square of scores, we count what is visible."""
    c, n = Config(2, 32, 4, 2, 8, 48, 100), 10
    with FlopCounterMode(display=False) as counter:
        x = torch.zeros(n, c.d_model)
        for _ in range(c.n_layers):
            for width in (32, 16, 16, 32):
                x @ torch.zeros(c.d_model, width)
            q = torch.zeros(c.n_heads, n, c.d_head)
            q @ q.mT @ q
            for _ in range(3):
                x @ torch.zeros(c.d_model, c.d_ff)
        x @ torch.zeros(c.d_model, c.vocab)
    square = n * attention_flops(c, n)
    causal = n * attention_flops(c, (n + 1) / 2)
    assert prefill_flops(c, n) == counter.get_total_flops() - square + causal


def test_matmul_weights_leave_out_lookups_and_vectors() -> None:
    parts = parameters(LLAMA3_8B)
    assert matmul_parameters(LLAMA3_8B) == sum(parts.values()) - parts["embedding"] - parts["norms"]


def test_cache_bytes_equal_a_built_cache() -> None:
    c = LLAMA3_8B
    cache = torch.empty(2, c.n_layers, 1000, c.n_kv_heads, c.d_head, dtype=torch.bfloat16, device="meta")
    assert kv_bytes_per_token(c) * 1000 == cache.numel() * cache.element_size()
    assert mla_bytes_per_token(60, 512, 64) == 60 * 576 * 2


def test_traffic_counts() -> None:
    assert naive_hbm_bytes(1000, 64) == 2 * (4 * 1000 * 64 + 4 * 1000**2)
    assert tiled_hbm_bytes(1000, 64, 1000) == 2 * 4 * 1000 * 64
    n = np.array([1024.0, 2048.0])
    ratio = np.asarray(tiled_hbm_bytes(n, 64, 128))
    assert ratio[1] / ratio[0] == pytest.approx(4.0, rel=0.15)
