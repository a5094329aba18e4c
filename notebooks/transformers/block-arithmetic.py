# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # The arithmetic of a transformer
#
# Where do the parameters, the FLOPs and the bytes go? Everything below follows from two named
# configurations, GPT-2 small (Radford et al. 2019) and Llama 3 8B (Grattafiori et al. 2024), and from two
# figures of a data sheet.

# %%
from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np

from handbook.publish import COLORS, figure, record
from scratch.transformers.budget import (
    GPT2_SMALL,
    LLAMA3_8B,
    LLAMA3_70B,
    attention_flops,
    kv_bytes_per_token,
    matmul_parameters,
    mla_bytes_per_token,
    naive_hbm_bytes,
    parameters,
    prefill_flops,
    tiled_hbm_bytes,
)
from scratch.transformers.flash import tiled_attention

# NVIDIA's data sheet of the H100 SXM (2023): dense bfloat16 and memory bandwidth.
FLOPS_PER_SECOND, BYTES_PER_SECOND = 989e12, 3.35e12

# %% [markdown]
# ## 1. Parameters

# %%
configs = {"GPT-2 small": GPT2_SMALL, "Llama 3 8B": LLAMA3_8B}
parts = {name: parameters(config) for name, config in configs.items()}
totals = {name: sum(part.values()) for name, part in parts.items()}
assert totals == {"GPT-2 small": 124_439_808, "Llama 3 8B": 8_030_261_248}, "the published totals"

fig, axis = plt.subplots(figsize=(6.4, 2.9))
labels = {
    "embedding": "embedding",
    "attention": "attention",
    "feed_forward": "feed-forward",
    "output": "output",
}
colors = dict(zip(labels, ("C5", "C0", "C1", "C4"), strict=True))
for row, (name, part) in enumerate(parts.items()):
    left = 0.0
    for key, label in labels.items():
        share = 100 * part[key] / totals[name]
        axis.barh(row, share, left=left, color=colors[key], height=0.56, label=label if row == 0 else None)
        if share > 4:
            axis.text(
                left + share / 2,
                row,
                f"{share:.0f}%",
                ha="center",
                va="center",
                color=COLORS["paper"],
                fontsize=11,
            )
        left += share
axis.set(
    yticks=range(2),
    yticklabels=[f"{n}\n{t / 1e9:.2f} B" if t > 1e9 else f"{n}\n{t / 1e6:.0f} M" for n, t in totals.items()],
)
axis.set(xlabel="share of all parameters (%)", xlim=(0, 100), ylim=(1.5, -0.5))
axis.grid(False)
axis.legend(ncols=4, loc="upper left", bbox_to_anchor=(-0.22, -0.26), columnspacing=1.0, handlelength=1.0)
axis.set_title("The feed-forward layers hold most of a large model")
figure(
    fig,
    "parameter-split",
    alt="Stacked bars. "
    + " ".join(
        f"{name}: "
        + ", ".join(f"{label} {100 * parts[name][key] / totals[name]:.0f}%" for key, label in labels.items())
        + "."
        for name in configs
    ),
    caption=(
        "GPT-2 small shares its embedding with the output, so it appears once. Llama 3’s grouped "
        "keys and values shrink attention, its gated and wider feed-forward layers take the room."
    ),
)
for name, short in (("GPT-2 small", "gpt2"), ("Llama 3 8B", "8b")):
    record(f"total-{short}", totals[name])
    for key in labels:
        record(f"share-{key.replace('_', '-')}-{short}", 100 * parts[name][key] / totals[name], unit="%")
record("norms-8b", parts["Llama 3 8B"]["norms"])
record("block-attention-8b", parts["Llama 3 8B"]["attention"] // 32)
record("block-feed-forward-8b", parts["Llama 3 8B"]["feed_forward"] // 32)
record("block-attention-gpt2", parts["GPT-2 small"]["attention"] // 12)
record("block-feed-forward-gpt2", parts["GPT-2 small"]["feed_forward"] // 12)
record("embedding-gpt2", parts["GPT-2 small"]["embedding"])
record("embedding-8b", parts["Llama 3 8B"]["embedding"])
twelve = 12 * 12 * 768**2
record("rule-12ld2-gpt2", twelve)
assert abs(twelve / (parts["GPT-2 small"]["attention"] + parts["GPT-2 small"]["feed_forward"]) - 1) < 0.005

# %% [markdown]
# ## 2. FLOPs: when does the quadratic term matter?
#
# A token costs two FLOPs for each weight it is multiplied by, plus 4 · layers · heads · d_head for every
# key it sees. The context at which both are equal:

# %%
contexts = np.logspace(2, 6, 200)
fig, axis = plt.subplots(figsize=(6.4, 3.4))
crossovers = {}
for (name, config), color in zip(
    {**configs, "Llama 3 70B": LLAMA3_70B}.items(), ("C2", "C0", "C1"), strict=True
):
    linear = 2 * matmul_parameters(config)
    share = 100 * attention_flops(config, 1.0) * contexts / (linear + attention_flops(config, 1.0) * contexts)
    crossovers[name] = linear / attention_flops(config, 1.0)
    axis.plot(contexts, share, color=color, label=name)
    axis.plot(crossovers[name], 50, "o", color=color)
    assert np.isclose(attention_flops(config, crossovers[name]), linear)
axis.axhline(50, color=COLORS["muted"], linewidth=0.8, linestyle=":")
axis.set(
    xscale="log",
    xlabel="keys a token sees",
    ylabel="share of attention in FLOPs (%)",
    ylim=(0, 100),
    xlim=(100, 1e6),
)
axis.legend(loc="upper left")
axis.set_title("Attention overtakes the weights only at long context")
figure(
    fig,
    "flops-by-context",
    alt="Share of attention in the forward FLOPs of one token against context; it reaches half at "
    + ", ".join(f"{value:,.0f} keys for {name}" for name, value in crossovers.items()),
    caption=(
        "One token’s forward pass. Dots mark where scores and mixing cost as many FLOPs as all "
        "weight matrices together."
    ),
)
record("crossover-gpt2", crossovers["GPT-2 small"], unit="keys")
record("crossover-8b", crossovers["Llama 3 8B"], unit="keys")
record("crossover-70b", crossovers["Llama 3 70B"], unit="keys")
record("crossover-8b-in-d", crossovers["Llama 3 8B"] / LLAMA3_8B.d_model)
assert crossovers["GPT-2 small"] < 10_000 < 20_000 < crossovers["Llama 3 8B"] < crossovers["Llama 3 70B"]

n_matmul = matmul_parameters(LLAMA3_8B)
record("matmul-8b", n_matmul)
record("matmul-8b-b", n_matmul / 1e9, unit="billion")
record("token-gflops-8b", (2 * n_matmul + attention_flops(LLAMA3_8B, 8192)) / 1e9, unit="GFLOP")
record("token-gflops-8b-linear", 2 * n_matmul / 1e9, unit="GFLOP")
record(
    "attention-share-8k",
    100 * attention_flops(LLAMA3_8B, 8192) / (2 * n_matmul + attention_flops(LLAMA3_8B, 8192)),
    unit="%",
)

# %% [markdown]
# Training costs about 6 FLOPs a parameter and token: 2 forward, 4 backward (gradients for the inputs and
# for the weights). For 8 B parameters and 15 trillion tokens, at 40% of the data sheet's peak:

# %%
training_flops = 6 * totals["Llama 3 8B"] * 15e12
record("training-flops-8b-e23", training_flops / 1e23)
hours = training_flops / (0.4 * FLOPS_PER_SECOND) / 3600
record("training-hours-8b", hours / 1e6, unit="million GPU-hours")
assert 0.4e6 < hours < 0.6e6
# Meta's model card of Llama 3 (2024) reports 1.3 million H100 hours for the 8B model.
record("training-utilisation-8b", 100 * training_flops / (1.3e6 * 3600 * FLOPS_PER_SECOND), unit="%")

# %% [markdown]
# And an encoder of 110 million parameters that embeds a million passages of 512 tokens:

# %%
encoder_flops = 2 * 110e6 * 512 * 1e6
record("encoder-flops-e17", encoder_flops / 1e17)
record("encoder-minutes", encoder_flops / (0.4 * FLOPS_PER_SECOND) / 60, unit="minutes")
assert encoder_flops / (0.4 * FLOPS_PER_SECOND) < 600

# %% [markdown]
# ## 3. FlashAttention: memory and traffic
#
# One layer of Llama 3 8B, one sequence, bfloat16. The naive kernel stores the scores and the weights, n × n
# for each of 32 heads. Tiles need the output and one log-sum-exp (four bytes) a row and head.

# %%
n = np.logspace(np.log10(512), np.log10(262_144), 60)
H, DH = LLAMA3_8B.n_heads, LLAMA3_8B.d_head
naive_memory = 2 * H * n**2 * 2
tiled_memory = H * n * (DH * 2 + 4)
fig, axis = plt.subplots(figsize=(6.4, 3.6))
axis.plot(n, naive_memory / 1e9, color="C1")
axis.plot(n, tiled_memory / 1e9, color="C0")
axis.axhline(80, color=COLORS["muted"], linewidth=1.0, linestyle="--")
axis.text(620, 110, "80 GB, a whole H100", color=COLORS["muted"], fontsize=10)
axis.text(3300, 5.0, "scores stored: n²", color="C1", ha="right")
axis.text(16_000, 0.035, "tiles: n", color="C0")
axis.set(
    xscale="log", yscale="log", xlabel="sequence length n (tokens)", ylabel="GB for one layer, one sequence"
)
axis.set_xticks([512, 2048, 8192, 32_768, 131_072], ["512", "2k", "8k", "32k", "128k"])
axis.minorticks_off()
axis.set_title("Stored scores fill a GPU; tiles stay linear")
naive_32k, tiled_32k = 4 * H * 32_768**2 / 1e9, H * 32_768 * (DH * 2 + 4) / 1e9
figure(
    fig,
    "attention-memory",
    alt=(
        f"Log-log plot: stored scores and weights need {naive_32k:.0f} GB at 32,768 tokens and grow "
        f"as n squared; tiles need {tiled_32k:.2f} GB and grow as n."
    ),
    caption=(
        "Computed from Llama 3 8B’s 32 heads of width 128 in bfloat16. The tiled kernel computes "
        "the same numbers, so this is a saving, not a trade."
    ),
)
record("naive-gb-32k", naive_32k, unit="GB")
record("tiled-gb-32k", tiled_32k, unit="GB")
record("naive-limit", float(np.sqrt(80e9 / (4 * H))), unit="tokens")
assert np.isclose(np.diff(np.log(naive_memory)).mean() / np.diff(np.log(n)).mean(), 2)
assert np.isclose(np.diff(np.log(tiled_memory)).mean() / np.diff(np.log(n)).mean(), 1)

# %% [markdown]
# Why faster, with as many FLOPs or more? Count bytes to and from HBM for one head. The naive kernel makes
# four passes over n × n, so it does 4n²d FLOPs for about 8n² bytes: d/2 FLOPs a byte. A tile of B queries
# reads all keys and values once: B FLOPs a byte. The GPU wants:

# %%
ridge = FLOPS_PER_SECOND / BYTES_PER_SECOND
length, rows = 32_768, 128
flops = 4 * length**2 * DH
naive_intensity = flops / float(naive_hbm_bytes(length, DH))
tiled_intensity = flops / float(tiled_hbm_bytes(length, DH, rows))
record("ridge", ridge, unit="FLOP/byte")
record("ridge-sequences", ridge, unit="sequences")
record("naive-intensity", naive_intensity, unit="FLOP/byte")
record("tiled-intensity", tiled_intensity, unit="FLOP/byte")
assert abs(naive_intensity / (DH / 2) - 1) < 0.01 and abs(tiled_intensity / rows - 1) < 0.01
assert naive_intensity < tiled_intensity < ridge

# %% [markdown]
# Even 128 rows would be memory-bound if every tile had to fetch the keys and values from HBM. It does not:
# at this length a head's keys and values take the megabytes below, which fit into the H100's 50 MB L2 cache
# and serve many tiles at once.

# %%
record("kv-head-mb-32k", 2 * length * DH * 2 / 1e6, unit="MB")

# The tiles are exact: the largest difference from the full softmax on random input, in double precision.
rng = np.random.default_rng(0)
Q, K, V = rng.normal(size=(3, 512, 64))
scores = Q @ K.T / 8.0
weights = np.exp(scores - scores.max(axis=1, keepdims=True))
exact = weights / weights.sum(axis=1, keepdims=True) @ V
difference = float(np.abs(tiled_attention(Q, K, V, block=48)[0] - exact).max())
assert difference < 1e-13
record("tile-error", difference)

# %% [markdown]
# ## 4. KV cache: who fits a long context?

# %%
tokens = 131_072
per_token = {
    "70B, 64 KV heads (MHA)": kv_bytes_per_token(replace(LLAMA3_70B, n_kv_heads=64)),
    "70B, 8 KV heads (GQA)": kv_bytes_per_token(LLAMA3_70B),
    "70B, 1 KV head (MQA)": kv_bytes_per_token(replace(LLAMA3_70B, n_kv_heads=1)),
    "DeepSeek-V2 (MLA)": mla_bytes_per_token(60, 512, 64),
    "Llama 3 8B (GQA)": kv_bytes_per_token(LLAMA3_8B),
}
gigabytes = {name: value * tokens / 1e9 for name, value in per_token.items()}
fig, axis = plt.subplots(figsize=(6.4, 3.3))
for row, (value, color) in enumerate(zip(gigabytes.values(), ("C1", "C0", "C2", "C3", "C5"), strict=True)):
    axis.barh(row, value, color=color, height=0.62)
    inside = value > 30
    axis.text(
        value * (0.92 if inside else 1.1),
        row,
        f"{value:,.0f} GB" if value > 10 else f"{value:.1f} GB",
        va="center",
        ha="right" if inside else "left",
        color=COLORS["paper" if inside else "ink"],
    )
axis.axvline(80, color=COLORS["muted"], linewidth=1.0, linestyle="--")
axis.set(
    yticks=range(len(gigabytes)), yticklabels=list(gigabytes), xscale="log", xlim=(2, 1500), ylim=(4.6, -0.6)
)
axis.set(xlabel="KV cache of one 131,072-token sequence (GB)")
axis.set_xticks([3, 10, 30, 80, 300, 1000], ["3", "10", "30", "80", "300", "1000"])
axis.minorticks_off()
axis.grid(axis="y", visible=False)
axis.set_axisbelow(True)
axis.set_title("Shared heads and latents shrink the cache")
figure(
    fig,
    "kv-cache",
    alt="KV cache of one 131,072-token sequence: "
    + ", ".join(f"{name} {value:.1f} GB" for name, value in gigabytes.items())
    + ".",
    caption=(
        "Two bytes a value. The first three bars are Llama 3 70B’s shape with different numbers of "
        "key-value heads (it ships with 8); the dashed line is one 80 GB GPU without any weights."
    ),
)
record("kv-8b-bytes", int(kv_bytes_per_token(LLAMA3_8B)), unit="bytes")
record("kv-8b-mha-bytes", int(kv_bytes_per_token(replace(LLAMA3_8B, n_kv_heads=32))), unit="bytes")
record("kv-8b-8k-gb", kv_bytes_per_token(LLAMA3_8B) * 8192 / 1e9, unit="GB")
record("kv-8b-128k-gb", gigabytes["Llama 3 8B (GQA)"], unit="GB")
for short, name in (
    ("mha", "70B, 64 KV heads (MHA)"),
    ("gqa", "70B, 8 KV heads (GQA)"),
    ("mqa", "70B, 1 KV head (MQA)"),
    ("mla", "DeepSeek-V2 (MLA)"),
):
    record(f"kv-{short}-kb", per_token[name] / 1e3, unit="kB")
    record(f"kv-{short}-128k-gb", gigabytes[name], unit="GB")
mla_as_mha = 2 * 60 * 128 * 128 * 2
record("mla-saving", mla_as_mha / per_token["DeepSeek-V2 (MLA)"])
record("mla-as-gqa-groups", (512 + 64) / (2 * 128))
# Absorbed decoding: 128 heads score 576 numbers and mix 512, for each key of 576 numbers that is read once.
mla_intensity = 128 * 2 * (576 + 512) / (576 * 2)
record("mla-intensity", mla_intensity, unit="FLOP/byte")
assert 0.7 * ridge < mla_intensity < ridge
assert gigabytes["70B, 64 KV heads (MHA)"] > 4 * 80 and gigabytes["70B, 8 KV heads (GQA)"] < 80

# %% [markdown]
# How many 8,192-token sequences fit beside the 70B weights on four 80 GB GPUs, 10% of the memory kept for
# activations and fragmentation? With memory full, a decoding step reads nearly all of it, so its time is
# about the same for every design and the number of sequences decides the throughput. With tensor
# parallelism over four GPUs a single key-value head cannot be split: every GPU keeps a copy.

# %%
weights_70b = 2 * sum(parameters(LLAMA3_70B).values())
record("weights-70b-gb", weights_70b / 1e9, unit="GB")
for short, heads in (("mha", 64), ("gqa", 8), ("mqa", 1)):
    config = replace(LLAMA3_70B, n_kv_heads=heads)
    weights = 2 * sum(parameters(config).values())
    free = 4 * 80e9 * 0.9 - weights
    record(f"free-{short}-gb", free / 1e9, unit="GB")
    record(f"sequences-8k-{short}", int(free // (8192 * kv_bytes_per_token(config))))
    on_one_gpu = max(1, heads // 4) * kv_bytes_per_token(replace(LLAMA3_70B, n_kv_heads=1))
    fit = int(free / 4 // (8192 * on_one_gpu))
    record(f"sequences-8k-{short}-on-4", fit)
    step_bytes = weights + 4 * fit * 8192 * on_one_gpu
    assert 0.9 < step_bytes / (4 * 80e9 * 0.9) <= 1
    record(f"rate-8k-{short}", fit * 4 * 0.8 * BYTES_PER_SECOND / step_bytes, unit="tokens/s")
extra = parameters(replace(LLAMA3_70B, n_kv_heads=64))["attention"] - parameters(LLAMA3_70B)["attention"]
record("kv-head-parameters-70b", extra / 1e9, unit="billion")

# %% [markdown]
# ## 5. From a 4k to a 32k prompt
#
# Llama 3 8B on one H100 in bfloat16. Prefill is limited by FLOPs (assume 40% of peak), decoding by reading
# weights and cache (assume 80% of the bandwidth).

# %%
weights_8b = 2 * totals["Llama 3 8B"]
pool = 80e9 * 0.9 - weights_8b
measures = {}
for prompt, name in ((4096, "4k"), (32_768, "32k")):
    total = prefill_flops(LLAMA3_8B, prompt)
    scores_part = prompt * attention_flops(LLAMA3_8B, (prompt + 1) / 2)
    cache = kv_bytes_per_token(LLAMA3_8B) * prompt
    step = {batch: (weights_8b + batch * cache) / (0.8 * BYTES_PER_SECOND) * 1e3 for batch in (1, 8)}
    measures[name] = (total / (0.4 * FLOPS_PER_SECOND), cache, step)
    record(f"prefill-{name}", measures[name][0], unit="s")
    record(f"prefill-attention-{name}", 100 * scores_part / total, unit="%")
    record(f"cache-{name}", cache / 1e9, unit="GB")
    record(f"fits-{name}", int(pool // cache))
    for batch, milliseconds in step.items():
        record(f"step-{name}-batch-{batch}", milliseconds, unit="ms")
record("weights-8b-gb", weights_8b / 1e9, unit="GB")
record("pool-8b-gb", pool / 1e9, unit="GB")
record("prefill-growth", measures["32k"][0] / measures["4k"][0])
record("step-growth-batch-8", measures["32k"][2][8] / measures["4k"][2][8])
record("step-growth-batch-1", measures["32k"][2][1] / measures["4k"][2][1])
assert 8 < measures["32k"][0] / measures["4k"][0] < 64
assert measures["32k"][2][1] / measures["4k"][2][1] < 1.5 < 2 < measures["32k"][2][8] / measures["4k"][2][8]

# %% [markdown]
# A request with an answer of 500 tokens, alone on the GPU: what does the longer prompt add, and where?

# %%
ANSWER = 500
total = {name: prefill + ANSWER * step[1] / 1e3 for name, (prefill, _, step) in measures.items()}
record("request-4k", total["4k"], unit="s")
record("request-32k", total["32k"], unit="s")
record("request-growth", total["32k"] / total["4k"])
record("extra-prefill", measures["32k"][0] - measures["4k"][0], unit="s")
record("extra-decode", ANSWER * (measures["32k"][2][1] - measures["4k"][2][1]) / 1e3, unit="s")
assert 1.5 < total["32k"] / total["4k"] < 2.5
assert measures["32k"][0] - measures["4k"][0] > 0.6 * (total["32k"] - total["4k"]), "most of it is prefill"

# %% [markdown]
# **In the interview:** “Parameters: twelve d² a layer, most of it feed-forward. FLOPs: two a weight and
# token; the quadratic term overtakes the weights only at tens of thousands of tokens. Memory while serving:
# the KV cache, 2 · layers · KV heads · head width · bytes for each token.”
