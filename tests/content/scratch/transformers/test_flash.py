"""Tiled attention and its gradient against PyTorch and its automatic differentiation, within 1e-10."""

import numpy as np
import pytest
import torch
from torch import nn

from scratch.transformers.flash import tiled_attention, tiled_attention_backward


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize(("n", "block"), [(1, 4), (16, 4), (37, 8), (37, 64)])
def test_forward_and_gradients_equal_torch(n: int, block: int, causal: bool) -> None:
    rng = np.random.default_rng(n + block)
    Q, K, V, d_out = 3.0 * rng.normal(size=(4, n, 8))
    leaves = [torch.from_numpy(x).requires_grad_() for x in (Q, K, V)]
    expected = nn.functional.scaled_dot_product_attention(*leaves, is_causal=causal)
    gradients = torch.autograd.grad(expected, leaves, torch.from_numpy(d_out))
    out, log_sum = tiled_attention(Q, K, V, block, causal)
    np.testing.assert_allclose(out, expected.detach().numpy(), rtol=0, atol=1e-10)
    ours = tiled_attention_backward(Q, K, V, out, log_sum, d_out, block, causal)
    for actual, wanted in zip(ours, gradients, strict=True):
        np.testing.assert_allclose(actual, wanted.numpy(), rtol=0, atol=1e-10)


def test_large_scores_do_not_overflow() -> None:
    rng = np.random.default_rng(9)
    Q, K, V = rng.normal(size=(3, 20, 8)) * np.array([100.0, 100.0, 1.0])[:, None, None]
    out, log_sum = tiled_attention(Q, K, V, block=6)
    expected = nn.functional.scaled_dot_product_attention(*map(torch.from_numpy, (Q, K, V)))
    np.testing.assert_allclose(out, expected.numpy(), rtol=0, atol=1e-10)
    scores = torch.from_numpy(Q @ K.T / np.sqrt(8))
    np.testing.assert_allclose(log_sum, torch.logsumexp(scores, dim=-1).numpy(), rtol=1e-12)
