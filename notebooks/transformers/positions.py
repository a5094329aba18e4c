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
# # Rotary positions, measured
#
# RoPE turns each pair of query and key features by an angle proportional to the position. What exactly does
# that buy, does attention really decay with distance as is often said, and what do NTK-aware scaling and
# YaRN change?

# %%
import matplotlib.pyplot as plt
import numpy as np

from handbook.publish import COLORS, figure, record
from scratch.transformers.positions import interpolated, ntk_base, rope_frequencies, rotate, yarn_frequencies

# %% [markdown]
# ## 1. Only the distance matters
#
# Rotate q by its position m and k by its position n: the angle between them is offset by (m − n)θ and by
# nothing else.

# %%
rng = np.random.default_rng(0)
D = 128
frequencies = rope_frequencies(D)
q, k = rng.normal(size=(2, 1, D))
pairs = [(10, 3), (507, 500), (100_007, 100_000)]
scores = [(rotate(q, [m], frequencies) @ rotate(k, [n], frequencies).T).item() for m, n in pairs]
assert np.allclose(scores, scores[0], rtol=1e-6)
record("shift-error", float(np.ptp(scores)))

# %%
fig, axes = plt.subplots(1, 3, figsize=(6.4, 3.0), subplot_kw={"aspect": "equal"})
shown = rope_frequencies(6, 12.0)
circle = np.linspace(0, 2 * np.pi, 200)
for axis, theta, name in zip(axes, shown, ("fast pair", "middle pair", "slow pair"), strict=True):
    axis.plot(np.cos(circle), np.sin(circle), color=COLORS["grid"], linewidth=1.2)
    for position in range(5):
        x, y = np.cos(position * theta), np.sin(position * theta)
        axis.annotate("", (x, y), (0, 0), arrowprops={"arrowstyle": "-|>", "color": COLORS["C0"], "lw": 1.6})
        axis.text(
            1.24 * x, 1.24 * y, str(position), ha="center", va="center", fontsize=11, color=COLORS["ink"]
        )
    axis.set(xlim=(-1.45, 1.45), ylim=(-1.45, 1.45), xticks=[], yticks=[])
    axis.grid(False)
    for spine in axis.spines.values():
        spine.set_visible(False)
    axis.set_title(f"{name}\n{np.degrees(theta):.0f}° a token", fontsize=11, loc="center")
fig.suptitle(
    "RoPE: every pair of features is a clock hand",
    x=0.02,
    ha="left",
    fontsize=12.5,
    fontweight="semibold",
    color=COLORS["ink"],
)
figure(
    fig,
    "rope-rotation",
    alt=(
        "Three unit circles with arrows for positions 0 to 4: the fast pair turns 57 degrees a "
        "token, the middle 25 and the slow 11."
    ),
    caption=(
        "One query vector at positions 0 to 4, three of its feature pairs (a small base for the "
        "picture). Fast hands tell neighbours apart, "
        "slow hands tell chapters apart. A score compares hand with hand, so only the difference "
        "of positions enters."
    ),
)

# %% [markdown]
# ## 2. Does attention decay with distance?
#
# The usual argument takes q = k: the score is then Σ cos(Δ θ_i) times the pair's weight, which falls, with
# ripples. But for a query and key that do not point the same way the sum has no reason to be positive at
# distance zero, let alone to fall. We measure both, normalised by √d.

# %%
distances = np.unique(np.round(np.logspace(0, np.log10(8192), 160)).astype(int))
angles = distances[:, None] * frequencies
same = 2 * np.cos(angles).sum(axis=1) / np.sqrt(D)
TRIALS = 2000
queries, keys = rng.normal(size=(2, TRIALS, D))
as_complex = (queries[:, 0::2] + 1j * queries[:, 1::2]) * np.conj(keys[:, 0::2] + 1j * keys[:, 1::2])
random = (as_complex @ np.exp(1j * angles.T)).real / np.sqrt(D)
sample = (
    rotate(queries[:1], [distances[5]], frequencies) @ rotate(keys[:1], [0], frequencies).T
).item() / np.sqrt(D)
assert np.isclose(random[0, 5], sample), "the complex form is the rotation"

fig, axis = plt.subplots(figsize=(6.4, 3.6))
low, high = np.percentile(random, [5, 95], axis=0)
axis.fill_between(distances, low, high, color="C1", alpha=0.25, linewidth=0)
axis.plot(distances, random.mean(axis=0), color="C1")
axis.plot(distances, same, color="C0")
axis.set(xscale="log", xlabel="distance in tokens", ylabel="score, q·k / √d", xlim=(1, 8192))
axis.set_title("RoPE decays for q = k, not for random q and k")
axis.text(1.3, 7.0, "q = k = (1, …, 1)", color="C0")
axis.text(1.3, 2.1, "random q, k: mean and 90% band", color="C1")
figure(
    fig,
    "rope-decay",
    alt=(
        f"Score against distance on a log axis. For equal q and k it falls from {same[0]:.1f} at "
        f"distance 1 to {same[-1]:.1f} at 8192 with ripples. "
        "For random q and k the mean is zero and the 90 percent band keeps its width at every distance."
    ),
    caption=(
        "d = 128, base 10,000. “RoPE makes attention decay” is a statement about aligned queries "
        "and keys. For independent ones the mean "
        "is zero and the spread is the same at every distance."
    ),
)
spread = random.std(axis=0)
assert np.ptp(spread) < 0.1 and np.abs(random.mean(axis=0)).max() < 0.1
assert same[0] > 10 and same[-1] < 0.4 * same[0]
assert (np.diff(same) > 0).any(), "the fall is not monotone"
record("same-at-1", same[0])
record("same-at-8192", same[-1])
record("random-spread-near", spread[0])
record("random-spread-far", spread[-1])

# %% [markdown]
# ## 3. Stretching a trained context
#
# A model trained on 8,192 tokens has seen some pairs make thousands of turns and others only a fraction of
# one. At four times the length, the slow pairs reach angles they never met. Interpolation slows all of them
# (and blurs neighbours), NTK-aware scaling raises the base, YaRN slows only those that need it.

# %%
TRAINED, SCALE = 8192, 4.0
turns = TRAINED * frequencies / (2 * np.pi)
methods = {
    "interpolation": interpolated(frequencies, SCALE),
    "NTK-aware": rope_frequencies(D, ntk_base(10_000.0, SCALE, D)),
    "YaRN": yarn_frequencies(frequencies, SCALE, TRAINED),
}
fig, axis = plt.subplots(figsize=(6.4, 3.5))
index = np.arange(D // 2)
for (name, new), color, style in zip(methods.items(), ("C1", "C3", "C0"), ("--", "-.", "-"), strict=True):
    axis.plot(index, frequencies / new, style, color=color, label=name)
unseen = turns < 1
axis.axvspan(index[unseen][0] - 0.5, D // 2 - 0.5, color=COLORS["grid"], alpha=0.5, linewidth=0)
axis.text(
    index[unseen][0] + 0.3,
    1.15,
    "less than\none turn\nin training",
    color=COLORS["muted"],
    fontsize=9.5,
    va="bottom",
)
axis.set(
    xlabel="feature pair (0 turns fastest)", ylabel="slowed down by", xlim=(0, D // 2 - 0.5), ylim=(0.9, 4.4)
)
axis.set_yticks([1, 2, 3, 4], ["×1", "×2", "×3", "×4"])
axis.legend(loc="upper left", bbox_to_anchor=(0.02, 0.9))
axis.set_title("YaRN slows only the pairs that need it")
figure(
    fig,
    "stretching",
    alt=(
        "Slow-down factor of each of 64 feature pairs for a four-fold longer context: "
        "interpolation 4 for all, NTK-aware rising from 1 to 4, YaRN 1 for the fast pairs, then a "
        "ramp to 4."
    ),
    caption=(
        "Stretching 8,192 tokens to 32,768 at base 10,000. Interpolation blurs the fast pairs that "
        "tell neighbours apart; YaRN leaves them alone and "
        "fully interpolates the shaded pairs, which never completed a turn in training."
    ),
)
record("pairs-unseen", int(unseen.sum()))
record("pairs-untouched", int((methods["YaRN"] == frequencies).sum()))
assert (methods["YaRN"][unseen] == frequencies[unseen] / SCALE).all()
assert np.isclose(methods["NTK-aware"][-1], frequencies[-1] / SCALE)
record("longest-wave-10k", 2 * np.pi / frequencies[-1], unit="tokens")
record("longest-wave-500k", 2 * np.pi / rope_frequencies(D, 500_000.0)[-1], unit="tokens")

# %% [markdown]
# **In the interview:** “RoPE rotates, so scores see only distances. The decay is real for aligned vectors,
# not in general. To go longer, slow down the pairs that never finished a turn, leave the fast ones, and
# fine-tune on long documents.”
