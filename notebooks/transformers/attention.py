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
# # Attention, measured
#
# Two questions an interviewer likes, answered by experiment. Why are scores divided by the square root of
# the head width? And what can two attention layers do that one cannot?

# %%
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle

from handbook.publish import COLORS, figure, record
from scratch.transformers.attention import MultiHeadAttention, causal_mask, masked_softmax
from scratch.transformers.toy import forward, repeated_segments, train

# %% [markdown]
# ## 1. Why √d: what a wide dot product does to the softmax
#
# One query and 64 keys with independent standard normal features. A dot product is then a sum of `d` terms
# of variance one, so its standard deviation is √d. We measure four things: the spread of the scores, how
# many keys effectively share the weight (the exponential of the entropy), the size of the softmax's
# Jacobian, diag(p) − ppᵀ, through which every gradient into queries and keys must pass, and the gradient
# that arrives at the query for a random gradient at the weights.


# %%
def jacobian_norm(weights: np.ndarray) -> np.ndarray:
    """Return the Frobenius norm of diag(p) - p pᵀ for each row p."""
    squares, cubes = (weights**2).sum(axis=-1), (weights**3).sum(axis=-1)
    return np.sqrt(np.maximum(squares - 2 * cubes + squares**2, 0.0))


rng = np.random.default_rng(0)
N_KEYS, TRIALS = 64, 400
widths = 2 ** np.arange(2, 11)
measured = {"scaled": [], "raw": []}
spreads = []
for d in widths:
    queries = rng.normal(size=(TRIALS, 1, d))
    keys = rng.normal(size=(TRIALS, N_KEYS, d))
    scores = (queries @ keys.transpose(0, 2, 1))[:, 0]
    spreads.append(scores.std())
    for name, temperature in (("scaled", np.sqrt(d)), ("raw", 1.0)):
        weights = masked_softmax(scores / temperature)
        entropy = -(weights * np.log(np.maximum(weights, 1e-300))).sum(axis=-1)
        jacobian = jacobian_norm(weights)
        upstream = rng.normal(size=weights.shape)
        at_scores = weights * (upstream - (weights * upstream).sum(axis=-1, keepdims=True))
        at_query = np.linalg.norm((at_scores[:, None] @ keys)[:, 0], axis=-1) / temperature
        measured[name].append(
            (np.exp(entropy).mean(), np.median(jacobian), jacobian.mean(), np.median(at_query))
        )

scaled, raw = np.array(measured["scaled"]), np.array(measured["raw"])
check = np.array([0.5, 0.3, 0.2])
assert np.isclose(jacobian_norm(check), np.linalg.norm(np.diag(check) - np.outer(check, check)))
assert np.allclose(spreads, np.sqrt(widths), rtol=0.05), "std of q·k is √d"

# %%
fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 3.4))
for axis, column, label in (
    (left, 0, "keys sharing the weight, exp(entropy)"),
    (right, 1, "norm of the softmax Jacobian"),
):
    axis.plot(widths, scaled[:, column], "o-", color="C0", label="q·k / √d")
    axis.plot(widths, raw[:, column], "s--", color="C1", label="q·k")
    axis.set(xscale="log", xlabel="head width d", ylabel=label, ylim=(0, None))
    axis.set_xticks([4, 16, 64, 256, 1024], ["4", "16", "64", "256", "1024"])
    axis.minorticks_off()
left.text(300, scaled[-3, 0] - 9, "divided by √d", color="C0", ha="center")
left.text(110, 7, "not divided", color="C1", ha="center")
left.set_title("Unscaled: one key wins …")
right.set_title("… and most gradients vanish")
figure(
    fig,
    "saturation",
    alt=(
        f"Left: with scaling about {scaled[-1, 0]:.0f} of 64 keys share the weight at every width; "
        "without it the "
        f"number falls to {raw[-1, 0]:.1f} at d = 1024. Right: the Jacobian norm stays near "
        f"{scaled[-1, 1]:.2f} "
        f"with scaling and falls to {raw[-1, 1]:.5f} without."
    ),
    caption=(
        "Left: how many of 64 keys effectively share the weight. Right: the median norm of the "
        "softmax Jacobian. "
        "Divided by √d, neither depends on the width. Without it one key takes all; up to d ≈ 64 the "
        "Jacobian even grows, beyond that it collapses."
    ),
)

# %%
at_128 = int(np.flatnonzero(widths == 128)[0])
record("spread-128", spreads[at_128])
record("keys-scaled-128", scaled[at_128, 0])
record("keys-raw-128", raw[at_128, 0])
record("jacobian-ratio-1024", scaled[-1, 1] / raw[-1, 1])
record("keys-raw-1024", raw[-1, 0])
record("keys-raw-64", raw[at_128 - 1, 0])
assert raw[at_128 - 1, 1] > scaled[at_128 - 1, 1] > raw[at_128, 1], "the collapse begins between 64 and 128"
assert np.ptp(scaled[2:, 0]) < 3, "scaled: width does not matter from d = 16 on"
assert (np.diff(raw[:, 0]) < 0).all() and raw[-1, 0] < 1.5
assert (np.diff(raw[2:, 1]) < 0).all() and scaled[-1, 1] > 10 * raw[-1, 1]

# %% [markdown]
# Two things the textbook sentence hides. It is the *typical* row that starves: where two keys nearly tie for
# the maximum the Jacobian stays large, so its mean falls far less than its median. And dividing the scores
# also divides the gradient by √d, so at a width of 128 the typical gradient that reaches the query is even
# larger without scaling; only at several hundred has it vanished.

# %%
record("jacobian-mean-ratio-1024", scaled[-1, 2] / raw[-1, 2])
record("query-gradient-128", raw[at_128, 3] / scaled[at_128, 3])
record("query-gradient-1024", scaled[-1, 3] / raw[-1, 3])
assert scaled[-1, 2] / raw[-1, 2] < 5 < 100 < scaled[-1, 1] / raw[-1, 1]
assert raw[at_128, 3] > 2 * scaled[at_128, 3] and raw[-1, 3] < 0.2 * scaled[-1, 3]
assert np.ptp(scaled[:, 3]) < 0.05, "scaled: the gradient into the query does not depend on the width"

# %% [markdown]
# The division assumes independent features of mean zero. If the features inside a vector are correlated
# (here 0.3 between any two), the variance of the dot product is d(1 + (d − 1)ρ²) and √d is far too small.
# Training can move features there, which is one reason to normalise queries and keys first (QK-norm).

# %%
d, rho = 128, 0.3
shared = rng.normal(size=(2, 20_000, 1))
features = np.sqrt(rho) * shared + np.sqrt(1 - rho) * rng.normal(size=(2, 20_000, d))
correlated_spread = (features[0] * features[1]).sum(axis=-1).std() / np.sqrt(d)
expected = np.sqrt(1 + (d - 1) * rho**2)
assert abs(correlated_spread / expected - 1) < 0.05
record("correlated-spread", correlated_spread)

# %% [markdown]
# ## 2. What two layers can do: a copying circuit, trained from scratch
#
# Each sequence repeats a random segment of 5 to 16 random letters: `NETWORKNETW…` → what comes next? The
# letters and the period are new each time, so nothing can be memorised: the model has to find the last time
# it saw the current letter and copy what followed. The model has attention layers only (one head each,
# width 48), trained by 800 Adam steps in NumPy with the gradient written by hand.

# %%
VOCAB, LENGTH, WIDTH, STEPS = 26, 32, 48, 800
models = {
    n_layers: train(np.random.default_rng(0), n_layers, vocab=VOCAB, length=LENGTH, d=WIDTH, steps=STEPS)
    for n_layers in (1, 2)
}
test_tokens, test_targets, test_counted = repeated_segments(np.random.default_rng(1), 1000, LENGTH, VOCAB)


def accuracy(n_layers: int, off: frozenset[int] = frozenset()) -> float:
    """Return how often the next letter is right where the past determines it."""
    logits, _ = forward(models[n_layers][0], test_tokens, off)
    return float((logits.argmax(axis=-1) == test_targets)[test_counted].mean())


one, two = accuracy(1), accuracy(2)
no_previous, no_induction = accuracy(2, frozenset({0})), accuracy(2, frozenset({1}))
assert two > 0.995 > 0.5 > one
assert no_previous < 0.25 and no_induction < 0.25
record("accuracy-one-layer", 100 * one, unit="%")
record("accuracy-two-layers", 100 * two, unit="%")
record("accuracy-without-first", 100 * no_previous, unit="%")
record("accuracy-without-second", 100 * no_induction, unit="%")
periods = test_counted.argmax(axis=1)
guess = np.average(1.0 / periods, weights=test_counted.sum(axis=1))
record("guess-in-segment", 100 * guess, unit="%")
assert 0.5 * guess < no_previous < 2 * guess
without_first = forward(models[2][0], test_tokens, frozenset({0}))[0].argmax(axis=-1)
seen = (without_first[:, :, None] == test_tokens[:, None, :]) & np.tri(LENGTH, dtype=bool)
known = seen.any(axis=-1)[test_counted].mean()
record("named-without-first", 100 * known, unit="%")
assert known > 0.95, "without layer 1 the model still names a letter of the segment"
record("toy-weights", sum(w.size for w in models[2][0].values()))

# %% [markdown]
# A position needs the mark of its predecessor only if a later letter will search for it there. Periods are at
# most 16, so from position 17 on the mark is never needed. Did the head learn it there all the same?

# %%
_, test_layers = forward(models[2][0], test_tokens)
one_back = test_layers[0]["A"][:, np.arange(1, LENGTH), np.arange(LENGTH - 1)].mean(axis=0)
record("previous-needed", 100 * one_back[:16].mean(), unit="%")
record("previous-unneeded", 100 * one_back[-10:].mean(), unit="%")
assert one_back[:16].mean() > 3 * one_back[-10:].mean()

# %% [markdown]
# Where does each head look? For the figure we feed `NETWORKNETWORK`.

# %%
word = "NETWORK"
text = word * 2
tokens = np.array([[ord(letter) - ord("A") for letter in text]])
logits, layers = forward(models[2][0], tokens)
continuation = "".join(chr(ord("A") + int(index)) for index in logits[0].argmax(axis=-1))
assert continuation[len(word) :] == text[len(word) + 1 :] + word[0], continuation

fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.75), sharey=True)
for axis, layer, title in zip(
    axes,
    layers,
    ("Layer 1: look one back", "Layer 2: look after the\nlast time I saw this letter"),
    strict=False,
):
    for (i, j), weight in np.ndenumerate(layer["A"][0]):
        if weight > 0.02:
            axis.add_patch(
                Rectangle((j - 0.5, i - 0.5), 1, 1, facecolor=COLORS["C0"], alpha=float(weight), linewidth=0)
            )
    axis.set(
        xlim=(-0.5, len(text) - 0.5),
        ylim=(len(text) - 0.5, -0.5),
        aspect="equal",
        xlabel="key: what is looked at",
    )
    axis.set_xticks(range(len(text)), text, fontsize=9)
    axis.set_yticks(range(len(text)), text, fontsize=9)
    axis.set_title(title, fontsize=11)
    axis.plot([-0.5, 13.5], [6.5, 6.5], color=COLORS["muted"], linewidth=0.8, linestyle=":")
    axis.tick_params(length=0)
    axis.grid(False)
axes[0].set_ylabel("query: who looks")
for i in range(len(word), len(text)):
    axes[1].add_patch(
        Rectangle((i - len(word) + 0.5, i - 0.5), 1, 1, fill=False, edgecolor=COLORS["C1"], linewidth=1.6)
    )
figure(
    fig,
    "induction-maps",
    alt=(
        "Two causal attention maps for NETWORKNETWORK. In the first layer most weight lies one "
        "step left of the diagonal. In the second layer each letter of the repetition attends to the "
        "letter that followed its first occurrence."
    ),
    caption=(
        "Each row is one query and its weights sum to one. In the second half, layer 2 looks "
        "exactly where the answer stands "
        "(orange frames): the letter *after* the previous occurrence. It can do so because layer 1 "
        "wrote “who stood before me” "
        "into every position, and its queries match that."
    ),
)

# %%
previous = layers[0]["A"][0][np.arange(1, 7), np.arange(6)].mean()
after = np.mean([layers[1]["A"][0][i, i - len(word) + 1] for i in range(len(word), len(text))])
record("weight-previous", 100 * previous, unit="%")
record("weight-after-match", 100 * after, unit="%")
assert previous > 0.6 and after > 0.8

# %%
fig, axis = plt.subplots(figsize=(6.4, 3.3))
kernel = np.ones(10) / 10
for n_layers, color in ((1, "C1"), (2, "C0")):
    axis.plot(np.convolve(models[n_layers][1], kernel, mode="valid"), color=color)
axis.set(xlabel="training step", ylabel="cross-entropy (nats a letter)", ylim=(0, 3.6), xlim=(0, 600))
axis.set_title("Two layers learn to copy; one layer does not")
axis.text(330, 2.25, f"one layer: {100 * one:.0f}% right", color="C1")
axis.text(190, 0.2, f"two layers: {100 * two:.2f}% right", color="C0")
figure(
    fig,
    "depth",
    alt=(
        f"Training loss: the one-layer model stays above one nat ({100 * one:.0f}% right), the "
        f"two-layer model falls to zero ({100 * two:.2f}% right)."
    ),
    caption=(
        "The same task, data and head width. The circuit needs two steps: mark each letter with "
        "its predecessor, then search for the mark."
    ),
)
late = {n_layers: float(np.mean(losses[-100:])) for n_layers, (_, losses) in models.items()}
assert late[1] > 1.0 and late[2] < 0.05

# %% [markdown]
# Both parts are needed. Without the first layer's output the model still names letters of the segment, but
# has lost their order; without the second it does not copy at all.
#
# ## 3. Order comes from positions or from the mask
#
# Self-attention without a mask and without positional encoding is permutation-equivariant: shuffle the
# tokens and the outputs are shuffled alike. A causal mask alone already breaks that.

# %%
rng = np.random.default_rng(2)
X = rng.normal(size=(1, 12, 32))
heads = MultiHeadAttention(*(rng.normal(size=(4, 32, 32)) / np.sqrt(32)), n_heads=4, n_kv_heads=4)
shuffle = rng.permutation(12)
gap = float(np.abs(heads(X)[:, shuffle] - heads(X[:, shuffle])).max())
mask = causal_mask(12, 12)
causal_gap = float(np.abs(heads(X, mask=mask)[:, shuffle] - heads(X[:, shuffle], mask=mask)).max())
assert gap < 1e-12 < 0.1 < causal_gap

# %% [markdown]
# ## 4. Why long contexts blur: one match among n distractors
#
# If the right key scores a margin above n − 1 equal distractors, its weight is e^m / (e^m + n − 1). To keep
# half of the weight the margin must grow as ln n; with distractors that scatter (standard deviation one) it
# needs about ½ more.

# %%
for n, name in ((1024, "1k"), (131_072, "128k")):
    margin = np.log(n - 1)
    weights = masked_softmax(np.concatenate([[margin], np.zeros(n - 1)]))
    assert np.isclose(weights[0], 0.5)
    record(f"margin-{name}", margin)
n = 131_072
noisy = masked_softmax(
    np.concatenate([np.full((20, 1), np.log(n - 1) + 0.5), rng.normal(size=(20, n - 1))], axis=1)
)[:, 0]
assert np.allclose(noisy, 0.5, atol=0.01)
record("kept-at-128k", 100 * 1023 / (1023 + n - 1), unit="%")

# %% [markdown]
# A head that gives half of its weight to the right one of 1,024 keys gives it under one percent among
# 131,072 equal ones: the margin has to be learnt at the length at which it is used.
#
# **In the interview:** “√d keeps the scores at unit variance whatever the head width, so the softmax starts
# unsaturated and passes gradients. And attention composes: a head that looks one back plus a head that
# searches for what it wrote gives in-context copying.”
