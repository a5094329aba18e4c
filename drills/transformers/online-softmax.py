# ---
# title: Attention with an online softmax
# level: advanced
# minutes: 25
# frequency: high
# chapter: deep-learning/attention-and-transformers
# questions: [online-softmax, flash-attention-exact]
# reviewed: 2026-11-20
# ---

# %% statement
# Keys and values arrive in blocks, as in FlashAttention, and can be read only once. Write
# `streamed_attention(q, blocks)`.
#
# Contract:
#
# - `q` has shape `(d,)`. `blocks` is an iterable of pairs `(K, V)` with shapes `(m, d)` and `(m, d_v)`; `m`
#   may differ from block to block, and may be zero. At least one key comes in total, and `d_v` is the same
#   throughout.
# - Return a pair: the output `softmax(K q / sqrt(d))ᵀ V` over *all* keys, shape `(d_v,)`, and the
#   log-sum-exp of all scaled scores, a float.
# - Go through `blocks` once and do not collect it: the memory used must not grow with the number of keys.
# - Scores in the thousands, of either sign, must not give `nan` or `inf`.

# %% starter
from collections.abc import Iterable

import numpy as np


def streamed_attention(
    q: np.ndarray, blocks: Iterable[tuple[np.ndarray, np.ndarray]]
) -> tuple[np.ndarray, float]:
    """Return the output, shape (d_v,), and the log-sum-exp of the scores."""
    raise NotImplementedError


# %% hint
# Keep three things: the largest score so far, the sum of exponentials relative to it, and the weighted sum
# of values relative to it.

# %% hint
# When a block brings a new largest score, what you have was computed relative to the old one. One factor
# repairs both sums.

# %% hint
# `new = max(peak, scores.max())`, `shrink = exp(peak - new)`; multiply *both* sums by `shrink`, add the
# block's `exp(scores - new)`, with and without `V`. Start with `peak = -inf`, so that the first `shrink` is
# zero, and skip empty blocks. At the end divide; the log-sum-exp is `peak + log(total)`.

# %% solution
from collections.abc import Iterable

import numpy as np


def streamed_attention(
    q: np.ndarray, blocks: Iterable[tuple[np.ndarray, np.ndarray]]
) -> tuple[np.ndarray, float]:
    """Return the output, shape (d_v,), and the log-sum-exp of the scores."""
    peak, total, mixed = -np.inf, 0.0, 0.0
    for K, V in blocks:
        if len(K) == 0:
            continue
        scores = K @ q / np.sqrt(len(q))
        new = max(peak, float(scores.max()))
        shrink, weights = np.exp(peak - new), np.exp(scores - new)
        total = shrink * total + weights.sum()
        mixed = shrink * mixed + weights @ V
        peak = new
    return mixed / total, float(peak + np.log(total))


# %% complexity
# Time `O(n (d + d_v))` for `n` keys, extra memory `O(m + d_v)`. The result is exact up to rounding: the
# shrink factor only moves the reference point.

# %% follow-ups
# - **Why return the log-sum-exp?** The backward pass recomputes any weight from it, as `exp(score − lse)`;
#   and two partial results over different keys merge from their outputs and log-sum-exps alone, which is
#   how long caches are split over GPUs.
# - **Merge two partial results.** With `lse = logaddexp(lse_1, lse_2)`, the output is `exp(lse_1 − lse) o_1
#   + exp(lse_2 − lse) o_2`.
# - **Does the order of the blocks matter?** Only in rounding; sums and maximum are symmetric.

# %% tests
import tracemalloc
from itertools import pairwise

import numpy as np


def reference(q, K, V):
    """Compute the full softmax at once."""
    s = K @ q / np.sqrt(len(q))
    w = np.exp(s - s.max())
    return w @ V / w.sum(), float(s.max() + np.log(w.sum()))


def check(q, K, V, cuts):
    """Compare the streamed result with the full one, reading a generator once."""
    bounds = [0, *cuts, len(K)]
    out, lse = streamed_attention(q, ((K[a:b], V[a:b]) for a, b in pairwise(bounds)))
    expected, expected_lse = reference(q, K, V)
    assert np.shape(out) == expected.shape
    np.testing.assert_allclose(out, expected, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(lse, expected_lse, rtol=1e-10, atol=1e-12)


def test_one_block() -> None:
    """All keys at once."""
    rng = np.random.default_rng(0)
    check(rng.normal(size=8), rng.normal(size=(6, 8)), rng.normal(size=(6, 3)), [])


def test_unequal_blocks() -> None:
    """Blocks of 1, 4, 2 and 5 keys."""
    rng = np.random.default_rng(1)
    check(3 * rng.normal(size=8), rng.normal(size=(12, 8)), rng.normal(size=(12, 3)), [1, 5, 7])


def test_maximum_in_each_place() -> None:
    """The largest score may come first, in the middle or last."""
    for place in (0, 3, 7):
        rng = np.random.default_rng(2 + place)
        q, K, V = rng.normal(size=4), rng.normal(size=(8, 4)), rng.normal(size=(8, 2))
        K[place] = 3 * q
        check(q, K, V, [2, 4, 6])


def test_empty_blocks() -> None:
    """Blocks without keys, also the first one, change nothing."""
    rng = np.random.default_rng(12)
    check(rng.normal(size=4), rng.normal(size=(5, 4)), rng.normal(size=(5, 2)), [0, 2, 2])


def test_large_scores() -> None:
    """Scores around +5000 and around -5000 stay finite."""
    rng = np.random.default_rng(13)
    for sign in (1.0, -1.0):
        q = np.full(4, 50.0)
        K = sign * (50.0 + 0.01 * rng.normal(size=(9, 4)))
        check(q, K, rng.normal(size=(9, 2)), [3, 6])


def test_rising_scores() -> None:
    """Each block is larger than everything before it."""
    q = np.ones(4)
    K = np.arange(10.0)[:, None] * np.ones(4)
    check(q, K, np.eye(10)[:, :3] + np.arange(10.0)[:, None], [2, 4, 6, 8])


def test_falling_scores() -> None:
    """A first block thousands above the others must not overflow."""
    q = np.full(4, 50.0)
    K = np.zeros((6, 4))
    K[:2] = 40.0
    check(q, K, np.arange(12.0).reshape(6, 2), [2, 4])


def test_rising_by_thousands() -> None:
    """A later block thousands above the first must not overflow."""
    q = np.full(4, 50.0)
    K = np.zeros((6, 4))
    K[4:] = 40.0
    check(q, K, np.arange(12.0).reshape(6, 2), [2, 4])


def test_memory_does_not_grow() -> None:
    """200 blocks of 200 keys: neither keys, values nor scores may be collected."""
    rng = np.random.default_rng(14)
    q, K = rng.normal(size=4), rng.normal(size=(200, 4))
    tracemalloc.start()
    try:
        out, lse = streamed_attention(q, ((K.copy(), np.ones((200, 2))) for _ in range(200)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    np.testing.assert_allclose(out, np.ones(2))
    np.testing.assert_allclose(lse, reference(q, K, np.ones((200, 2)))[1] + np.log(200.0))
    assert peak < 150_000, f"{peak:,} bytes at the peak; all scores together take 320,000"


# %% mutant: forgets to rescale the output
import numpy as np


def streamed_attention(q, blocks):
    peak, total, mixed = -np.inf, 0.0, 0.0
    for K, V in blocks:
        if len(K) == 0:
            continue
        scores = K @ q / np.sqrt(len(q))
        new = max(peak, float(scores.max()))
        weights = np.exp(scores - new)
        total = np.exp(peak - new) * total + weights.sum()
        mixed = mixed + weights @ V
        peak = new
    return mixed / total, float(peak + np.log(total))


# %% mutant: forgets to rescale the sum
import numpy as np


def streamed_attention(q, blocks):
    peak, total, mixed = -np.inf, 0.0, 0.0
    for K, V in blocks:
        if len(K) == 0:
            continue
        scores = K @ q / np.sqrt(len(q))
        new = max(peak, float(scores.max()))
        weights = np.exp(scores - new)
        total = total + weights.sum()
        mixed = np.exp(peak - new) * mixed + weights @ V
        peak = new
    return mixed / total, float(peak + np.log(total))


# %% mutant: averages the blocks' own softmaxes
import numpy as np


def streamed_attention(q, blocks):
    outs, lses = [], []
    for K, V in blocks:
        if len(K) == 0:
            continue
        s = K @ q / np.sqrt(len(q))
        w = np.exp(s - s.max())
        outs.append(w @ V / w.sum())
        lses.append(s.max() + np.log(w.sum()))
    top = max(lses)
    return np.mean(outs, axis=0), float(top + np.log(np.sum(np.exp(np.array(lses) - top))))


# %% mutant: rescales by the block's maximum, not the running one
import numpy as np


def streamed_attention(q, blocks):
    peak, total, mixed = -np.inf, 0.0, 0.0
    for K, V in blocks:
        if len(K) == 0:
            continue
        scores = K @ q / np.sqrt(len(q))
        new = float(scores.max())
        shrink, weights = np.exp(peak - new), np.exp(scores - new)
        total = shrink * total + weights.sum()
        mixed = shrink * mixed + weights @ V
        peak = new
    return mixed / total, float(peak + np.log(total))


# %% mutant: keeps the first block's maximum as the reference
import numpy as np


def streamed_attention(q, blocks):
    peak, total, mixed = None, 0.0, 0.0
    for K, V in blocks:
        if len(K) == 0:
            continue
        scores = K @ q / np.sqrt(len(q))
        peak = float(scores.max()) if peak is None else peak
        weights = np.exp(scores - peak)
        total = total + weights.sum()
        mixed = mixed + weights @ V
    return mixed / total, float(peak + np.log(total))


# %% mutant: collects copies of the scores for the log-sum-exp
import numpy as np


def streamed_attention(q, blocks):
    kept, peak, total, mixed = [], -np.inf, 0.0, 0.0
    for K, V in blocks:
        if len(K) == 0:
            continue
        scores = K @ q / np.sqrt(len(q))
        kept.append(scores)
        new = max(peak, float(scores.max()))
        shrink, weights = np.exp(peak - new), np.exp(scores - new)
        total = shrink * total + weights.sum()
        mixed = shrink * mixed + weights @ V
        peak = new
    every = np.concatenate(kept)
    return mixed / total, float(every.max() + np.log(np.exp(every - every.max()).sum()))


# %% mutant: stops at an empty block
import numpy as np


def streamed_attention(q, blocks):
    peak, total, mixed = -np.inf, 0.0, 0.0
    for K, V in blocks:
        if len(K) == 0:
            break
        scores = K @ q / np.sqrt(len(q))
        new = max(peak, float(scores.max()))
        shrink, weights = np.exp(peak - new), np.exp(scores - new)
        total = shrink * total + weights.sum()
        mixed = shrink * mixed + weights @ V
        peak = new
    return mixed / total, float(peak + np.log(total))


# %% mutant: no maximum at all
import numpy as np


def streamed_attention(q, blocks):
    total, mixed = 0.0, 0.0
    for K, V in blocks:
        weights = np.exp(K @ q / np.sqrt(len(q)))
        total = total + weights.sum()
        mixed = mixed + weights @ V
    return mixed / total, float(np.log(total))


# %% mutant: collects everything first
import numpy as np


def streamed_attention(q, blocks):
    pairs = list(blocks)
    K, V = np.concatenate([k for k, _ in pairs]), np.concatenate([v for _, v in pairs])
    s = K @ q / np.sqrt(len(q))
    w = np.exp(s - s.max())
    return w @ V / w.sum(), float(s.max() + np.log(w.sum()))


# %% mutant: starts the maximum at zero
import numpy as np


def streamed_attention(q, blocks):
    peak, total, mixed = 0.0, 0.0, 0.0
    for K, V in blocks:
        if len(K) == 0:
            continue
        scores = K @ q / np.sqrt(len(q))
        new = max(peak, float(scores.max()))
        shrink, weights = np.exp(peak - new), np.exp(scores - new)
        total = shrink * total + weights.sum()
        mixed = shrink * mixed + weights @ V
        peak = new
    return mixed / total, float(peak + np.log(total))


# %% mutant: forgets the scale
import numpy as np


def streamed_attention(q, blocks):
    peak, total, mixed = -np.inf, 0.0, 0.0
    for K, V in blocks:
        if len(K) == 0:
            continue
        scores = K @ q
        new = max(peak, float(scores.max()))
        shrink, weights = np.exp(peak - new), np.exp(scores - new)
        total = shrink * total + weights.sum()
        mixed = shrink * mixed + weights @ V
        peak = new
    return mixed / total, float(peak + np.log(total))
