"""Parameters, FLOPs and bytes of a transformer, from its configuration alone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


# --8<-- [start:config]
@dataclass(frozen=True)
class Config:
    """What decides a decoder's size.

    Attributes:
        n_layers: Number of blocks.
        d_model: Width of the residual stream.
        n_heads: Query heads a layer.
        n_kv_heads: Key-value heads a layer.
        d_head: Width of a head.
        d_ff: Hidden width of the feed-forward layer.
        vocab: Number of tokens in the vocabulary.
        gated: Whether the feed-forward layer has a gate (SwiGLU, three matrices).
        biased: Whether linear layers and norms carry biases (GPT-2) or not (Llama).
        tied: Whether the output matrix is the embedding.
        learned_positions: Rows of a learned position table, 0 for rotary.
    """

    n_layers: int
    d_model: int
    n_heads: int
    n_kv_heads: int
    d_head: int
    d_ff: int
    vocab: int
    gated: bool = True
    biased: bool = False
    tied: bool = False
    learned_positions: int = 0


GPT2_SMALL = Config(
    12, 768, 12, 12, 64, 3072, 50_257, gated=False, biased=True, tied=True, learned_positions=1024
)
LLAMA3_8B = Config(32, 4096, 32, 8, 128, 14_336, 128_256)
LLAMA3_70B = Config(80, 8192, 64, 8, 128, 28_672, 128_256)
# --8<-- [end:config]


# --8<-- [start:parameters]
def parameters(c: Config) -> dict[str, int]:
    """Count the parameters of the whole model by part."""
    q_width, kv_width = c.n_heads * c.d_head, c.n_kv_heads * c.d_head
    attention = 2 * c.d_model * q_width + 2 * c.d_model * kv_width
    feed_forward = (3 if c.gated else 2) * c.d_model * c.d_ff
    norm = c.d_model
    if c.biased:
        attention += q_width + 2 * kv_width + c.d_model
        feed_forward += c.d_ff + c.d_model
        norm *= 2
    return {
        "embedding": c.vocab * c.d_model + c.learned_positions * c.d_model,
        "attention": c.n_layers * attention,
        "feed_forward": c.n_layers * feed_forward,
        "norms": (2 * c.n_layers + 1) * norm,
        "output": 0 if c.tied else c.vocab * c.d_model,
    }


# --8<-- [end:parameters]


# --8<-- [start:flops]
def matmul_parameters(c: Config) -> int:
    """Count the weights that every token is multiplied by: no embedding look-up, but the output matrix."""
    kv_and_q = 2 * c.d_model * (c.n_heads + c.n_kv_heads) * c.d_head
    feed_forward = (3 if c.gated else 2) * c.d_model * c.d_ff
    return c.n_layers * (kv_and_q + feed_forward) + c.vocab * c.d_model


def attention_flops(c: Config, context: float) -> float:
    """Return the FLOPs of QKᵀ and of weights times V for one token that sees ``context`` keys."""
    return 4.0 * c.n_layers * c.n_heads * c.d_head * context


def prefill_flops(c: Config, n: int) -> float:
    """Return the FLOPs of a causal forward pass over n tokens: 2 a weight and token, plus attention.

    Token i sees i keys, (n + 1) / 2 on average; kernels that skip masked tiles come close to that. Logits
    are counted for all tokens, as in training; a server computes only the last token's.
    """
    return n * (2.0 * matmul_parameters(c) + attention_flops(c, (n + 1) / 2))


# --8<-- [end:flops]


# --8<-- [start:kv_cache]
def kv_bytes_per_token(c: Config, bytes_per_value: float = 2.0) -> float:
    """Return the bytes of keys and values that one token leaves in the cache, over all layers."""
    return 2 * c.n_layers * c.n_kv_heads * c.d_head * bytes_per_value


def mla_bytes_per_token(n_layers: int, d_latent: int, d_rope: int, bytes_per_value: float = 2.0) -> float:
    """Return the cache bytes of multi-head latent attention: one latent and one rotary key a layer."""
    return n_layers * (d_latent + d_rope) * bytes_per_value


# --8<-- [end:kv_cache]


# --8<-- [start:io]
Real = NDArray[np.float64] | float


def naive_hbm_bytes(n: Real, d_head: int, bytes_per_value: int = 2) -> Real:
    """Count one head's HBM traffic when scores are stored: Q, K, V, O once and four passes over n × n.

    The passes are: write scores, read them for the softmax, write weights, read them to mix the values.
    Every unfused mask, scale or dropout adds two more.
    """
    return bytes_per_value * (4 * n * d_head + 4 * n**2)


def tiled_hbm_bytes(n: Real, d_head: int, query_rows: int, bytes_per_value: int = 2) -> Real:
    """Count one head's HBM traffic with tiles: Q and O once, K and V once for each tile of queries.

    Without help of the L2 cache, so an upper bound; Θ(n² d² / M) because a tile of M on-chip values
    holds Θ(M / d) rows (Dao et al. 2022, theorem 2).
    """
    return bytes_per_value * (2 * n * d_head + 2 * n * d_head * np.ceil(n / query_rows))


# --8<-- [end:io]
