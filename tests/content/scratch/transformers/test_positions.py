"""Positional encodings against explicit rotation matrices in PyTorch and their defining properties."""

import numpy as np
import pytest
import torch

from scratch.transformers.positions import (
    alibi_bias,
    interpolated,
    ntk_base,
    rope_frequencies,
    rotate,
    sinusoidal,
    yarn_frequencies,
)


def test_rotation_equals_block_diagonal_matrices() -> None:
    rng = np.random.default_rng(0)
    X, positions, frequencies = (
        rng.normal(size=(2, 5, 8)),
        np.array([0, 1, 7, 100, 4095]),
        rope_frequencies(8),
    )
    for row, position in enumerate(positions):
        blocks = []
        for angle in position * frequencies:
            cos, sin = float(np.cos(angle)), float(np.sin(angle))
            blocks.append(torch.tensor([[cos, -sin], [sin, cos]], dtype=torch.float64))
        expected = torch.from_numpy(X[:, row]) @ torch.block_diag(*blocks).T
        actual = rotate(X, positions, frequencies)[:, row]
        np.testing.assert_allclose(actual, expected.numpy(), rtol=0, atol=1e-12)


def test_half_split_layout_is_a_permutation_of_the_pairs() -> None:
    """Llama checkpoints in the half-split layout give equal scores once the features are permuted."""
    rng = np.random.default_rng(1)
    q, k = rng.normal(size=(2, 6, 8))
    frequencies, positions = rope_frequencies(8), np.arange(6)

    def half_split(X: np.ndarray) -> np.ndarray:
        x = torch.from_numpy(X)
        angles = torch.from_numpy(np.outer(positions, frequencies)).repeat(1, 2)
        turned = torch.cat([-x[:, 4:], x[:, :4]], dim=-1)
        return (x * angles.cos() + turned * angles.sin()).numpy()

    order = np.concatenate([np.arange(0, 8, 2), np.arange(1, 8, 2)])
    expected = half_split(q[:, order]) @ half_split(k[:, order]).T
    actual = rotate(q, positions, frequencies) @ rotate(k, positions, frequencies).T
    np.testing.assert_allclose(actual, expected, rtol=0, atol=1e-12)


def test_scores_depend_on_the_distance_only() -> None:
    q, k = np.random.default_rng(2).normal(size=(2, 1, 64))
    frequencies = rope_frequencies(64)
    score = [
        (rotate(q, [m], frequencies) @ rotate(k, [m - 13], frequencies).T).item() for m in (13, 500, 100_000)
    ]
    np.testing.assert_allclose(score, score[0], rtol=1e-8)
    assert abs(score[0] - (q @ k.T).item()) > 1e-3


def test_rotation_keeps_lengths_and_position_zero() -> None:
    X = np.random.default_rng(3).normal(size=(4, 16))
    frequencies = rope_frequencies(16)
    lengths = np.linalg.norm(rotate(X, np.arange(4), frequencies), axis=-1)
    np.testing.assert_allclose(lengths, np.linalg.norm(X, axis=-1))
    np.testing.assert_allclose(rotate(X[:1], [0], frequencies), X[:1])


def test_sinusoids_equal_the_papers_formula() -> None:
    table = sinusoidal(50, 12)
    for position, feature in [(0, 0), (3, 4), (49, 11), (17, 5)]:
        angle = position / 10_000 ** (2 * (feature // 2) / 12)
        assert table[position, feature] == pytest.approx(
            np.cos(angle) if feature % 2 else np.sin(angle), abs=1e-12
        )


def test_odd_widths_are_refused() -> None:
    with pytest.raises(ValueError, match="odd"):
        rope_frequencies(7)


def test_ntk_keeps_the_fastest_pair_and_slows_the_slowest_by_the_scale() -> None:
    old, new = rope_frequencies(128), rope_frequencies(128, ntk_base(10_000.0, 8.0, 128))
    assert new[0] == old[0] == 1.0
    assert old[-1] / new[-1] == pytest.approx(8.0)


def test_yarn_leaves_fast_pairs_and_interpolates_slow_ones() -> None:
    old = rope_frequencies(128, 500_000.0)
    new = yarn_frequencies(old, 16.0, 8192)
    turns = 8192 * old / (2 * np.pi)
    np.testing.assert_array_equal(new[turns >= 32], old[turns >= 32])
    np.testing.assert_allclose(new[turns <= 1], interpolated(old, 16.0)[turns <= 1])
    between = (turns > 1) & (turns < 32)
    assert between.any()
    assert ((new < old) & (new > old / 16))[between].all()


def test_alibi_slopes_and_distances() -> None:
    bias = alibi_bias(8, 5)
    np.testing.assert_allclose(bias[:, 4, 3], -(0.5 ** np.arange(1, 9)))
    np.testing.assert_allclose(bias[0, 4], [-2.0, -1.5, -1.0, -0.5, 0.0])
    assert (np.triu(bias[3]) == 0).all()
    with pytest.raises(ValueError, match="power of two"):
        alibi_bias(6, 5)
