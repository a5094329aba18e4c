"""The hand-written gradient against PyTorch's automatic differentiation, and the task's definition."""

import numpy as np
import torch
from torch import nn

from scratch.transformers.toy import forward, initialise, loss_and_gradient, repeated_segments, train


def test_loss_and_gradient_equal_autograd() -> None:
    rng = np.random.default_rng(0)
    weights = {name: w.astype(np.float64) for name, w in initialise(rng, 2, 11, 12, 6).items()}
    tokens, targets, counted = repeated_segments(rng, 5, 12, 11, shortest=3)
    loss, gradient = loss_and_gradient(weights, tokens, targets, counted)
    w = {name: torch.from_numpy(value).requires_grad_() for name, value in weights.items()}
    x = w["E"][tokens] + w["P"]
    for layer in range(2):
        q, k, v = (x @ w[f"{name}{layer}"] for name in "qkv")
        x = x + nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True) @ w[f"o{layer}"]
    logits = (x @ w["U"])[torch.from_numpy(counted)]
    expected = nn.functional.cross_entropy(logits, torch.from_numpy(targets[counted]))
    expected.backward()
    np.testing.assert_allclose(loss, expected.item(), rtol=1e-6)
    for name, value in w.items():
        assert value.grad is not None
        np.testing.assert_allclose(gradient[name], value.grad.numpy(), rtol=0, atol=1e-6, err_msg=name)


def test_sequences_repeat_and_counted_targets_were_seen_before() -> None:
    tokens, targets, counted = repeated_segments(np.random.default_rng(1), 50, 24, 20)
    np.testing.assert_array_equal(tokens[:, 1:], targets[:, :-1])
    for row, next_token, marks in zip(tokens, targets, counted, strict=True):
        period = int(marks.argmax())
        assert 5 <= period <= 12
        assert len(set(row[:period])) == period
        np.testing.assert_array_equal(row[period:], row[:-period])
        assert all(next_token[i] in row[: i + 1] for i in np.flatnonzero(marks))


def test_switched_off_layers_add_nothing() -> None:
    rng = np.random.default_rng(2)
    weights = initialise(rng, 2, 11, 12, 6)
    tokens = repeated_segments(rng, 2, 12, 11)[0]
    logits, _ = forward(weights, tokens, frozenset({0, 1}))
    expected = (weights["E"][tokens] + weights["P"][:12]) @ weights["U"]
    np.testing.assert_allclose(logits, expected, rtol=1e-5, atol=1e-6)


def test_training_lowers_the_loss() -> None:
    _, losses = train(np.random.default_rng(3), 2, vocab=10, length=12, d=16, steps=200)
    assert np.mean(losses[-10:]) < 0.8 * np.mean(losses[:10])
