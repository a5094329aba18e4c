# ---
# title: Causal scaled dot-product attention
# level: intermediate
# minutes: 20
# frequency: high
# chapter: deep-learning/attention-and-transformers
# questions: [self-attention-shapes-cost, attention-scaling-sqrt-d, causal-mask-leak]
# reviewed: 2026-11-20
# ---

# %% statement
# Write `causal_attention(Q, K, V)`: one head of causal scaled dot-product attention, as a decoder uses it.
#
# Contract:
#
# - `Q` has shape `(n_q, d)`, `K` has shape `(n_k, d)`, `V` has shape `(n_k, d_v)`, with `1 <= n_q <= n_k`;
#   floats.
# - The queries belong to the **last** `n_q` positions of the `n_k` keys: with a cache, `n_q` is 1 and sees
#   all keys.
# - A query sees the key of its own position and all earlier ones.
# - Return the output, shape `(n_q, d_v)`. Scores in the tens of thousands must not give `nan` or `inf`.
# - Do not change the inputs. No loop over tokens.

# %% starter
import numpy as np


def causal_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    """Return the attention output of each query, shape (n_q, d_v)."""
    raise NotImplementedError


# %% hint
# Four steps: scores `(n_q, n_k)`, mask, softmax over the keys, weighted sum of the values. Which axis is
# which?

# %% hint
# Query `i` stands at position `n_k - n_q + i`. Compare a column of these positions with a row of key
# positions.

# %% hint
# Put `-np.inf` where `key > position`, subtract each row's maximum, take `np.exp`, divide by the row's sum,
# multiply by `V`. The mask comes before the maximum. Scale by the square root of `Q.shape[1]`.

# %% solution
import numpy as np


def causal_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    """Return the attention output of each query, shape (n_q, d_v)."""
    n_q, n_k = len(Q), len(K)
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    position = np.arange(n_k - n_q, n_k)[:, None]
    scores = np.where(np.arange(n_k)[None, :] <= position, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True) @ V


# %% complexity
# Time `O(n_q n_k (d + d_v))` for the two products, memory `O(n_q n_k)` for the scores. Every query sees at
# least its own key, so no row is empty and the maximum is finite.

# %% follow-ups
# - **How would you avoid storing the scores?** Stream over blocks of keys with a running maximum and sum,
#   as FlashAttention does: the same result with `O(n)` memory.
# - **What if a row may see no key, as with padding?** The maximum is minus infinity and the subtraction
#   gives `nan`. Replace it by zero and divide by one where the sum is zero, so that the output is zero.
# - **Why does `scaled_dot_product_attention(..., is_causal=True)` fail with a cache?** PyTorch aligns the
#   triangle at the top left, so a single new query would see only the first key. Pass an explicit mask or
#   none.

# %% tests
import numpy as np


def reference(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    """Compute each row alone, in plain loops."""
    out = np.zeros((len(Q), V.shape[1]))
    for i in range(len(Q)):
        visible = len(K) - len(Q) + i + 1
        scores = [float(Q[i] @ K[j]) / Q.shape[1] ** 0.5 for j in range(visible)]
        top = max(scores)
        weights = [np.exp(s - top) for s in scores]
        for j in range(visible):
            out[i] += weights[j] / sum(weights) * V[j]
    return out


def test_square_case() -> None:
    """Five tokens, widths 8 and 3, against plain loops."""
    rng = np.random.default_rng(0)
    Q, K, V = rng.normal(size=(5, 8)), rng.normal(size=(5, 8)), rng.normal(size=(5, 3))
    out = causal_attention(Q, K, V)
    assert out.shape == (5, 3)
    np.testing.assert_allclose(out, reference(Q, K, V), rtol=1e-10, atol=1e-12)


def test_first_token_sees_itself() -> None:
    """The first token can only copy its own value."""
    rng = np.random.default_rng(1)
    Q, K, V = rng.normal(size=(3, 4, 6))
    np.testing.assert_allclose(causal_attention(Q, K, V)[0], V[0])


def test_future_does_not_leak() -> None:
    """Changing key and value 3 must not move outputs 0 to 2, not even slightly."""
    rng = np.random.default_rng(2)
    Q, K, V = rng.normal(size=(3, 6, 4))
    before = causal_attention(Q, K, V)
    K2, V2 = K.copy(), V.copy()
    K2[3] += 5.0
    V2[3] -= 7.0
    after = causal_attention(Q, K2, V2)
    np.testing.assert_allclose(after[:3], before[:3], rtol=0, atol=1e-14)
    assert np.abs(after[3:] - before[3:]).max() > 1e-3


def test_cached_decoding() -> None:
    """The last one or two queries against all keys equal the last rows of the full pass."""
    rng = np.random.default_rng(3)
    Q, K, V = rng.normal(size=(3, 7, 4))
    full = causal_attention(Q, K, V)
    for n_q in (1, 2):
        np.testing.assert_allclose(causal_attention(Q[-n_q:], K, V), full[-n_q:], rtol=1e-10)


def test_large_scores() -> None:
    """Scores of tens of thousands, of both signs, stay finite."""
    rng = np.random.default_rng(4)
    Q, K, V = rng.normal(size=(3, 6, 16)) * np.array([300.0, 300.0, 1.0])[:, None, None]
    out = causal_attention(Q, K, V)
    assert np.isfinite(out).all()
    np.testing.assert_allclose(out, reference(Q, K, V), rtol=1e-8, atol=1e-10)


def test_all_visible_scores_very_negative() -> None:
    """Visible scores of -20,000 beside a hidden one of +20,000: the hidden value has no weight."""
    K = np.full((3, 4), 100.0)
    Q = np.full((3, 4), -100.0)
    K[2] = -100.0
    V = np.array([[1.0, 4.0], [2.0, 5.0], [100.0, 200.0]])
    expected = np.array([[1.0, 4.0], [1.5, 4.5], [100.0, 200.0]])
    np.testing.assert_allclose(causal_attention(Q, K, V), expected)


def test_inputs_unchanged() -> None:
    """Q, K and V are the caller's."""
    rng = np.random.default_rng(5)
    arrays = list(rng.normal(size=(3, 4, 4)))
    copies = [a.copy() for a in arrays]
    causal_attention(*arrays)
    for array, copy in zip(arrays, copies, strict=True):
        np.testing.assert_array_equal(array, copy)


class Counting(np.ndarray):
    """Count how often an array is indexed or iterated over."""

    reads = 0

    def __getitem__(self, key):
        Counting.reads += 1
        return super().__getitem__(key)

    def __iter__(self):
        for i in range(len(self)):
            yield self[i]


def test_no_loop_over_tokens() -> None:
    """With 64 tokens the arrays may be indexed a few times, not once for each token."""
    rng = np.random.default_rng(6)
    Q, K, V = rng.normal(size=(3, 64, 4))
    Counting.reads = 0
    out = causal_attention(*(x.view(Counting) for x in (Q, K, V)))
    reads = Counting.reads
    np.testing.assert_allclose(out, reference(Q, K, V), rtol=1e-10, atol=1e-12)
    assert reads < 32, f"arrays were indexed {reads} times"


# %% mutant: forgets the scale
import numpy as np


def causal_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    n_q, n_k = len(Q), len(K)
    scores = Q @ K.T
    position = np.arange(n_k - n_q, n_k)[:, None]
    scores = np.where(np.arange(n_k)[None, :] <= position, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True) @ V


# %% mutant: aligns the mask at the top left
import numpy as np


def causal_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    visible = np.tril(np.ones((len(Q), len(K)), dtype=bool))
    scores = np.where(visible, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True) @ V


# %% mutant: masks with -10,000 instead of minus infinity
import numpy as np


def causal_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    n_q, n_k = len(Q), len(K)
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    position = np.arange(n_k - n_q, n_k)[:, None]
    scores = np.where(np.arange(n_k)[None, :] <= position, scores, -1e4)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True) @ V


# %% mutant: clips the scores instead of subtracting the maximum
import numpy as np


def causal_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    n_q, n_k = len(Q), len(K)
    scores = np.clip(Q @ K.T / np.sqrt(Q.shape[1]), -700.0, 700.0)
    position = np.arange(n_k - n_q, n_k)[:, None]
    weights = np.where(np.arange(n_k)[None, :] <= position, np.exp(scores), 0.0)
    return weights / weights.sum(axis=1, keepdims=True) @ V


# %% mutant: loops over the queries
import numpy as np


def causal_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    rows = []
    for i in range(len(Q)):
        visible = len(K) - len(Q) + i + 1
        scores = K[:visible] @ Q[i] / np.sqrt(Q.shape[1])
        weights = np.exp(scores - scores.max())
        rows.append(weights @ V[:visible] / weights.sum())
    return np.array(rows)


# %% mutant: masks after the softmax
import numpy as np


def causal_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    n_q, n_k = len(Q), len(K)
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    position = np.arange(n_k - n_q, n_k)[:, None]
    return np.where(np.arange(n_k)[None, :] <= position, weights, 0.0) @ V


# %% mutant: does not subtract the maximum
import numpy as np


def causal_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    n_q, n_k = len(Q), len(K)
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    position = np.arange(n_k - n_q, n_k)[:, None]
    weights = np.where(np.arange(n_k)[None, :] <= position, np.exp(scores), 0.0)
    return weights / weights.sum(axis=1, keepdims=True) @ V


# %% mutant: masks with zero scores instead of minus infinity
import numpy as np


def causal_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    n_q, n_k = len(Q), len(K)
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    position = np.arange(n_k - n_q, n_k)[:, None]
    scores = scores * (np.arange(n_k)[None, :] <= position)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True) @ V


# %% mutant: hides the token itself
import numpy as np


def causal_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    n_q, n_k = len(Q), len(K)
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    position = np.arange(n_k - n_q, n_k)[:, None]
    scores = np.where(np.arange(n_k)[None, :] < position, scores, -1e9)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True) @ V


# %% mutant: normalises over the queries
import numpy as np


def causal_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    n_q, n_k = len(Q), len(K)
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    position = np.arange(n_k - n_q, n_k)[:, None]
    scores = np.where(np.arange(n_k)[None, :] <= position, scores, -np.inf)
    weights = np.exp(scores - scores.max())
    return weights / weights.sum(axis=0, keepdims=True) @ V


# %% mutant: takes the maximum before the mask
import numpy as np


def causal_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    n_q, n_k = len(Q), len(K)
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    position = np.arange(n_k - n_q, n_k)[:, None]
    weights = np.where(np.arange(n_k)[None, :] <= position, weights, 0.0)
    return weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-12) @ V
