# ---
# title: Multi-head attention with grouped key-value heads
# level: advanced
# minutes: 30
# frequency: high
# chapter: deep-learning/attention-and-transformers
# questions: [multi-head-purpose, mqa-gqa-mla, kv-head-count-70b]
# reviewed: 2026-11-20
# ---

# %% statement
# Write `grouped_query_attention(X, W_q, W_k, W_v, W_o, n_heads, n_kv_heads)`: multi-head self-attention
# without mask or biases, in which consecutive query heads share a key-value head.
#
# Contract:
#
# - `X` has shape `(batch, n, d_model)`.
# - `W_q` has shape `(d_model, n_heads * d_head)`, `W_k` and `W_v` `(d_model, n_kv_heads * d_head)`, `W_o`
#   `(n_heads * d_head, d_model)`.
# - Head `h` owns the contiguous columns `h * d_head` to `(h + 1) * d_head - 1` of its projection.
# - With `r = n_heads // n_kv_heads`, query heads `0 … r-1` use key-value head 0, the next `r` use head 1,
#   and so on.
# - Return shape `(batch, n, d_model)`. Raise `ValueError` if `n_kv_heads` does not divide `n_heads`.
# - No loop over batch or tokens. `n_heads * d_head` may differ from `d_model`.

# %% starter
import numpy as np


def grouped_query_attention(
    X: np.ndarray,
    W_q: np.ndarray,
    W_k: np.ndarray,
    W_v: np.ndarray,
    W_o: np.ndarray,
    n_heads: int,
    n_kv_heads: int,
) -> np.ndarray:
    """Return the attention output, shape (batch, n, d_model)."""
    raise NotImplementedError


# %% hint
# Project, then split: `(batch, n, heads * d_head)` becomes `(batch, n, heads, d_head)`, and the head axis
# moves in front of the tokens.

# %% hint
# Split the query heads once more, into `(n_kv_heads, r)`. Give keys and values an axis of length one there,
# and let broadcasting share them.

# %% hint
# `Q` is `(batch, g, r, n, d_head)`, `K` and `V` are `(batch, g, 1, n, d_head)`. After the softmax over the
# last axis and the product with `V`, bring the tokens back in front of the heads with a transpose *before*
# the reshape to `(batch, n, n_heads * d_head)`.

# %% solution
import numpy as np


def grouped_query_attention(
    X: np.ndarray,
    W_q: np.ndarray,
    W_k: np.ndarray,
    W_v: np.ndarray,
    W_o: np.ndarray,
    n_heads: int,
    n_kv_heads: int,
) -> np.ndarray:
    """Return the attention output, shape (batch, n, d_model)."""
    if n_heads % n_kv_heads:
        raise ValueError(f"{n_kv_heads} key-value heads do not divide {n_heads} query heads")
    batch, n, _ = X.shape
    d_head, r = W_q.shape[1] // n_heads, n_heads // n_kv_heads
    Q = (X @ W_q).reshape(batch, n, n_kv_heads, r, d_head).transpose(0, 2, 3, 1, 4)
    K = (X @ W_k).reshape(batch, n, n_kv_heads, 1, d_head).transpose(0, 2, 3, 1, 4)
    V = (X @ W_v).reshape(batch, n, n_kv_heads, 1, d_head).transpose(0, 2, 3, 1, 4)
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(d_head)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    merged = (weights @ V).transpose(0, 3, 1, 2, 4).reshape(batch, n, n_heads * d_head)
    return merged @ W_o


# %% complexity
# Projections `O(batch n d_model (n_heads + n_kv_heads) d_head)`, scores and mixing `O(batch n_heads n²
# d_head)`, memory `O(batch n_heads n²)`. Sharing changes neither the scores nor their cost; it divides what
# a cache must hold by `n_heads / n_kv_heads`.

# %% follow-ups
# - **What does `np.repeat(K, r, axis=…)` cost instead?** The same result with `r` copies of keys and values
#   in memory: it gives back what sharing saved. Real kernels index the shared head.
# - **Why must it be `repeat` and not `tile`?** Consecutive query heads share a head (0, 0, 1, 1), as in
#   Llama; `tile` would pair 0, 1, 0, 1 and silently mismatch every pretrained checkpoint.
# - **How do you turn a multi-head checkpoint into a grouped one?** Average the key and the value
#   projections of each group, then train on for about 5% of the original compute (Ainslie et al. 2023).

# %% tests
import numpy as np


def make(
    seed: int, n_heads: int, n_kv_heads: int, d_head: int = 3, d_model: int = 10, batch: int = 2, n: int = 5
) -> tuple:
    """Draw inputs and weights."""
    rng = np.random.default_rng(seed)
    shapes = [
        (d_model, n_heads * d_head),
        (d_model, n_kv_heads * d_head),
        (d_model, n_kv_heads * d_head),
        (n_heads * d_head, d_model),
    ]
    return (rng.normal(size=(batch, n, d_model)), *(rng.normal(size=s) for s in shapes), n_heads, n_kv_heads)


def reference(X, W_q, W_k, W_v, W_o, n_heads, n_kv_heads):
    """Compute head by head and row by row."""
    d = W_q.shape[1] // n_heads
    out = np.zeros((*X.shape[:2], W_o.shape[1]))
    for b in range(len(X)):
        for h in range(n_heads):
            g = h // (n_heads // n_kv_heads)
            q, k, v = (
                X[b] @ W_q[:, h * d : (h + 1) * d],
                X[b] @ W_k[:, g * d : (g + 1) * d],
                X[b] @ W_v[:, g * d : (g + 1) * d],
            )
            for i in range(X.shape[1]):
                s = k @ q[i] / d**0.5
                w = np.exp(s - s.max())
                out[b, i] += (w / w.sum()) @ v @ W_o[h * d : (h + 1) * d]
    return out


def test_one_head() -> None:
    """A single head is plain attention."""
    args = make(0, 1, 1)
    np.testing.assert_allclose(grouped_query_attention(*args), reference(*args), rtol=1e-9, atol=1e-10)


def test_multi_head() -> None:
    """Four heads, each with its own keys and values."""
    args = make(1, 4, 4)
    np.testing.assert_allclose(grouped_query_attention(*args), reference(*args), rtol=1e-9, atol=1e-10)


def test_grouped() -> None:
    """Six query heads on two key-value heads: 0, 0, 0, 1, 1, 1."""
    args = make(2, 6, 2)
    np.testing.assert_allclose(grouped_query_attention(*args), reference(*args), rtol=1e-9, atol=1e-10)


def test_multi_query() -> None:
    """Four query heads on one key-value head."""
    args = make(3, 4, 1)
    np.testing.assert_allclose(grouped_query_attention(*args), reference(*args), rtol=1e-9, atol=1e-10)


def test_sequences_do_not_mix() -> None:
    """Changing one sequence of the batch leaves the other alone."""
    args = make(4, 4, 2)
    before = grouped_query_attention(*args)
    changed = args[0].copy()
    changed[1] += 1.0
    after = grouped_query_attention(changed, *args[1:])
    np.testing.assert_allclose(after[0], before[0], rtol=0, atol=1e-12)


def test_large_scores() -> None:
    """Scores in the thousands stay finite."""
    X, *rest = make(5, 4, 2)
    out = grouped_query_attention(30.0 * X, *rest)
    assert np.isfinite(out).all()
    np.testing.assert_allclose(out, reference(30.0 * X, *rest), rtol=1e-8, atol=1e-8)


def test_heads_that_do_not_divide() -> None:
    """Six query heads cannot share four key-value heads."""
    try:
        grouped_query_attention(*make(6, 6, 4))
    except ValueError:
        return
    raise AssertionError("expected a ValueError")


class Counting(np.ndarray):
    """Count how often an array is indexed or iterated over."""

    reads = 0

    def __getitem__(self, key):
        Counting.reads += 1
        return super().__getitem__(key)

    def __iter__(self):
        for i in range(len(self)):
            yield self[i]


def test_no_loop_over_batch_or_tokens() -> None:
    """With 40 sequences of 40 tokens the input may be indexed a few times only."""
    X, *rest = make(7, 2, 1, d_head=2, d_model=4, batch=40, n=40)
    Counting.reads = 0
    out = grouped_query_attention(X.view(Counting), *rest)
    reads = Counting.reads
    assert reads < 30, f"arrays were indexed {reads} times"
    np.testing.assert_allclose(out[:2], reference(X[:2], *rest), rtol=1e-9, atol=1e-10)


# %% mutant: tiles the key-value heads instead of repeating them
import numpy as np


def grouped_query_attention(X, W_q, W_k, W_v, W_o, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError("heads")
    batch, n, _ = X.shape
    d, r = W_q.shape[1] // n_heads, n_heads // n_kv_heads
    Q = (X @ W_q).reshape(batch, n, n_heads, d).transpose(0, 2, 1, 3)
    K = np.tile((X @ W_k).reshape(batch, n, n_kv_heads, d).transpose(0, 2, 1, 3), (1, r, 1, 1))
    V = np.tile((X @ W_v).reshape(batch, n, n_kv_heads, d).transpose(0, 2, 1, 3), (1, r, 1, 1))
    s = Q @ K.swapaxes(-1, -2) / np.sqrt(d)
    w = np.exp(s - s.max(axis=-1, keepdims=True))
    w /= w.sum(axis=-1, keepdims=True)
    return (w @ V).transpose(0, 2, 1, 3).reshape(batch, n, n_heads * d) @ W_o


# %% mutant: merges without the transpose
import numpy as np


def grouped_query_attention(X, W_q, W_k, W_v, W_o, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError("heads")
    batch, n, _ = X.shape
    d, r = W_q.shape[1] // n_heads, n_heads // n_kv_heads
    Q = (X @ W_q).reshape(batch, n, n_heads, d).transpose(0, 2, 1, 3)
    K = np.repeat((X @ W_k).reshape(batch, n, n_kv_heads, d).transpose(0, 2, 1, 3), r, axis=1)
    V = np.repeat((X @ W_v).reshape(batch, n, n_kv_heads, d).transpose(0, 2, 1, 3), r, axis=1)
    s = Q @ K.swapaxes(-1, -2) / np.sqrt(d)
    w = np.exp(s - s.max(axis=-1, keepdims=True))
    w /= w.sum(axis=-1, keepdims=True)
    return (w @ V).reshape(batch, n, n_heads * d) @ W_o


# %% mutant: splits the heads by reshaping straight to the head axis
import numpy as np


def grouped_query_attention(X, W_q, W_k, W_v, W_o, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError("heads")
    batch, n, _ = X.shape
    d, r = W_q.shape[1] // n_heads, n_heads // n_kv_heads
    Q = (X @ W_q).reshape(batch, n_heads, n, d)
    K = np.repeat((X @ W_k).reshape(batch, n_kv_heads, n, d), r, axis=1)
    V = np.repeat((X @ W_v).reshape(batch, n_kv_heads, n, d), r, axis=1)
    s = Q @ K.swapaxes(-1, -2) / np.sqrt(d)
    w = np.exp(s - s.max(axis=-1, keepdims=True))
    w /= w.sum(axis=-1, keepdims=True)
    return (w @ V).transpose(0, 2, 1, 3).reshape(batch, n, n_heads * d) @ W_o


# %% mutant: scales by the model width
import numpy as np


def grouped_query_attention(X, W_q, W_k, W_v, W_o, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError("heads")
    batch, n, _ = X.shape
    d, r = W_q.shape[1] // n_heads, n_heads // n_kv_heads
    Q = (X @ W_q).reshape(batch, n, n_heads, d).transpose(0, 2, 1, 3)
    K = np.repeat((X @ W_k).reshape(batch, n, n_kv_heads, d).transpose(0, 2, 1, 3), r, axis=1)
    V = np.repeat((X @ W_v).reshape(batch, n, n_kv_heads, d).transpose(0, 2, 1, 3), r, axis=1)
    s = Q @ K.swapaxes(-1, -2) / np.sqrt(X.shape[-1])
    w = np.exp(s - s.max(axis=-1, keepdims=True))
    w /= w.sum(axis=-1, keepdims=True)
    return (w @ V).transpose(0, 2, 1, 3).reshape(batch, n, n_heads * d) @ W_o


# %% mutant: interleaves the heads' columns
import numpy as np


def grouped_query_attention(X, W_q, W_k, W_v, W_o, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError("heads")
    batch, n, _ = X.shape
    d, r = W_q.shape[1] // n_heads, n_heads // n_kv_heads
    Q = (X @ W_q).reshape(batch, n, d, n_heads).transpose(0, 3, 1, 2)
    K = np.repeat((X @ W_k).reshape(batch, n, d, n_kv_heads).transpose(0, 3, 1, 2), r, axis=1)
    V = np.repeat((X @ W_v).reshape(batch, n, d, n_kv_heads).transpose(0, 3, 1, 2), r, axis=1)
    s = Q @ K.swapaxes(-1, -2) / np.sqrt(d)
    w = np.exp(s - s.max(axis=-1, keepdims=True))
    w /= w.sum(axis=-1, keepdims=True)
    return (w @ V).transpose(0, 2, 1, 3).reshape(batch, n, n_heads * d) @ W_o


# %% mutant: takes the model width divided by the heads as the head width
import numpy as np


def grouped_query_attention(X, W_q, W_k, W_v, W_o, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError("heads")
    batch, n, d_model = X.shape
    d, r = d_model // n_heads, n_heads // n_kv_heads
    Q = (X @ W_q).reshape(batch, n, n_heads, -1).transpose(0, 2, 1, 3)
    K = np.repeat((X @ W_k).reshape(batch, n, n_kv_heads, -1).transpose(0, 2, 1, 3), r, axis=1)
    V = np.repeat((X @ W_v).reshape(batch, n, n_kv_heads, -1).transpose(0, 2, 1, 3), r, axis=1)
    s = Q @ K.swapaxes(-1, -2) / np.sqrt(d)
    w = np.exp(s - s.max(axis=-1, keepdims=True))
    w /= w.sum(axis=-1, keepdims=True)
    return (w @ V).transpose(0, 2, 1, 3).reshape(batch, n, -1) @ W_o


# %% mutant: normalises over the queries
import numpy as np


def grouped_query_attention(X, W_q, W_k, W_v, W_o, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError("heads")
    batch, n, _ = X.shape
    d, r = W_q.shape[1] // n_heads, n_heads // n_kv_heads
    Q = (X @ W_q).reshape(batch, n, n_heads, d).transpose(0, 2, 1, 3)
    K = np.repeat((X @ W_k).reshape(batch, n, n_kv_heads, d).transpose(0, 2, 1, 3), r, axis=1)
    V = np.repeat((X @ W_v).reshape(batch, n, n_kv_heads, d).transpose(0, 2, 1, 3), r, axis=1)
    s = Q @ K.swapaxes(-1, -2) / np.sqrt(d)
    w = np.exp(s - s.max(axis=-2, keepdims=True))
    w /= w.sum(axis=-2, keepdims=True)
    return (w @ V).transpose(0, 2, 1, 3).reshape(batch, n, n_heads * d) @ W_o


# %% mutant: loops over the batch
import numpy as np


def grouped_query_attention(X, W_q, W_k, W_v, W_o, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError("heads")
    n, d, r = X.shape[1], W_q.shape[1] // n_heads, n_heads // n_kv_heads
    rows = []
    for x in X:
        Q = (x @ W_q).reshape(n, n_heads, d).transpose(1, 0, 2)
        K = np.repeat((x @ W_k).reshape(n, n_kv_heads, d).transpose(1, 0, 2), r, axis=0)
        V = np.repeat((x @ W_v).reshape(n, n_kv_heads, d).transpose(1, 0, 2), r, axis=0)
        s = Q @ K.swapaxes(-1, -2) / np.sqrt(d)
        w = np.exp(s - s.max(axis=-1, keepdims=True))
        w /= w.sum(axis=-1, keepdims=True)
        rows.append((w @ V).transpose(1, 0, 2).reshape(n, n_heads * d) @ W_o)
    return np.array(rows)


# %% mutant: rounds the group size instead of refusing
import numpy as np


def grouped_query_attention(X, W_q, W_k, W_v, W_o, n_heads, n_kv_heads):
    batch, n, _ = X.shape
    d = W_q.shape[1] // n_heads
    shared = np.arange(n_heads) * n_kv_heads // n_heads
    Q = (X @ W_q).reshape(batch, n, n_heads, d).transpose(0, 2, 1, 3)
    K = (X @ W_k).reshape(batch, n, n_kv_heads, d).transpose(0, 2, 1, 3)[:, shared]
    V = (X @ W_v).reshape(batch, n, n_kv_heads, d).transpose(0, 2, 1, 3)[:, shared]
    s = Q @ K.swapaxes(-1, -2) / np.sqrt(d)
    w = np.exp(s - s.max(axis=-1, keepdims=True))
    w /= w.sum(axis=-1, keepdims=True)
    return (w @ V).transpose(0, 2, 1, 3).reshape(batch, n, n_heads * d) @ W_o


# %% mutant: forgets the output projection's heads and averages them
import numpy as np


def grouped_query_attention(X, W_q, W_k, W_v, W_o, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError("heads")
    batch, n, _ = X.shape
    d, r = W_q.shape[1] // n_heads, n_heads // n_kv_heads
    Q = (X @ W_q).reshape(batch, n, n_heads, d).transpose(0, 2, 1, 3)
    K = np.repeat((X @ W_k).reshape(batch, n, n_kv_heads, d).transpose(0, 2, 1, 3), r, axis=1)
    V = np.repeat((X @ W_v).reshape(batch, n, n_kv_heads, d).transpose(0, 2, 1, 3), r, axis=1)
    s = Q @ K.swapaxes(-1, -2) / np.sqrt(d)
    w = np.exp(s - s.max(axis=-1, keepdims=True))
    w /= w.sum(axis=-1, keepdims=True)
    mean = (w @ V).mean(axis=1)
    return np.tile(mean, (1, 1, n_heads)) @ W_o
