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
# # Is B really better, and can this test set still tell?
#
# How often do the usual tests cry wolf when two procedures are equally good? How much of a gain is the
# seed? And what do a thousand looks at one test set do to its score?

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy.special import ndtr, ndtri
from scipy.stats import binom
from scipy.stats import t as student
from sklearn.datasets import load_digits

from handbook.publish import COLORS, figure, record
from scratch.validation.comparisons import mcnemar_exact, resampled_t

rng = np.random.default_rng(32)

# %% [markdown]
# ## Two procedures that are equal by symmetry
#
# The label depends on two independent groups of ten columns in the same way. Procedure A sees the first
# group, B the second. Averaged over data sets they are exactly equal; in the second world B's group carries
# more.

# %%
n, half, n_sets, repeats = 200, 10, 400, 10


def paired_scores(gain: float) -> tuple[np.ndarray, np.ndarray]:
    """Return right/wrong of A and of B for each repeat of tenfold CV, each (sets, repeats, n)."""
    X = rng.normal(size=(n_sets, n, 2 * half))
    beta = np.concatenate([np.full(half, 0.3), np.full(half, 0.3 * gain)])
    y = np.sign(X @ beta + rng.normal(size=(n_sets, n)))
    right = np.zeros((2, n_sets, repeats, n), dtype=bool)
    for which, columns in enumerate((slice(0, half), slice(half, None))):
        Z = X[:, :, columns]
        hat = Z @ np.linalg.solve(np.einsum("rni,rnj->rij", Z, Z) + np.eye(half), Z.transpose(0, 2, 1))
        residual = y - np.einsum("rij,rj->ri", hat, y)
        for repeat in range(repeats):
            for block in np.random.default_rng(repeat).permutation(n).reshape(10, -1):
                left = np.eye(len(block)) - hat[:, block[:, None], block[None, :]]
                fresh = y[:, block] - np.linalg.solve(left, residual[:, block, None])[:, :, 0]
                right[which][:, repeat, block] = fresh * y[:, block] > 0
    return right[0], right[1]


def rejections(A: np.ndarray, B: np.ndarray) -> dict[str, float]:
    """Return the share of data sets in which each test calls a difference at 5%."""
    # Folds are the same for every data set: score differences by fold.
    D = np.empty((n_sets, repeats, 10))
    for repeat in range(repeats):
        for f, block in enumerate(np.random.default_rng(repeat).permutation(n).reshape(10, -1)):
            D[:, repeat, f] = B[:, repeat, block].mean(axis=1) - A[:, repeat, block].mean(axis=1)
    found = dict.fromkeys(("t-10", "t-100", "corrected", "mcnemar"), 0)
    for s in range(n_sets):
        for name, d, extra in (
            ("t-10", D[s, 0], 0.0),
            ("t-100", D[s].ravel(), 0.0),
            ("corrected", D[s].ravel(), 1 / 9),
        ):
            statistic, df = resampled_t(d, extra)
            found[name] += abs(statistic) > student.ppf(0.975, df)
        a, b = A[s, 0], B[s, 0]
        found["mcnemar"] += mcnemar_exact(int((a & ~b).sum()), int((~a & b).sum())) < 0.05
    return {name: hits / n_sets for name, hits in found.items()}


null_a, null_b = paired_scores(1.0)
better_a, better_b = paired_scores(1.35)
false_alarms, power = rejections(null_a, null_b), rejections(better_a, better_b)
for name in false_alarms:
    record(f"false-{name}", 100 * false_alarms[name], unit="%")
    record(f"power-{name}", 100 * power[name], unit="%")
record("true-gain", 100 * (better_b.mean() - better_a.mean()))
record("false-se", 100 * np.sqrt(0.05 * 0.95 / n_sets))
print(false_alarms, power, better_b.mean() - better_a.mean(), null_b.mean() - null_a.mean())
assert false_alarms["t-100"] > 0.4 and false_alarms["corrected"] < 0.10

# %%
fig, ax = plt.subplots(figsize=(6.4, 3.5))
names = ("t-100", "t-10", "mcnemar", "corrected")
labels = (
    "t test, 100 folds\n(10 × tenfold)",
    "t test,\n10 folds",
    "McNemar,\none tenfold",
    "corrected t,\n100 folds",
)
values = [100 * false_alarms[name] for name in names]
ax.bar(range(4), values, color=["C1", "C1", "C0", "C0"], width=0.6)
for i, value in enumerate(values):
    ax.text(i, value + 1.5, f"{value:.0f}%", ha="center", weight="bold")
ax.axhline(5, color=COLORS["muted"], ls="--", lw=1.2)
ax.set_xticks(range(4), labels)
ax.set(
    ylabel="False alarms (%)", title="Repeating the folds makes noise significant", ylim=(0, max(values) + 10)
)
ax.grid(axis="x", visible=False)
ax.set_axisbelow(True)
figure(
    fig,
    "false-alarms",
    alt="Share of 400 data sets in which two equally good procedures are declared different at 5%: "
    + ", ".join(f"{name} {value:.0f}%" for name, value in zip(names, values, strict=True))
    + ".",
    caption=(
        "Two procedures that are equal by construction, 200 rows. Dashed: the promised 5%. A hundred "
        "folds are not a hundred "
        "observations: they share the same 200 rows."
    ),
)

# %% [markdown]
# ## How much of a gain is the seed?
#
# One network, one split of the handwritten digits, 64 seeds (initial weights and order of batches).

# %%
digits = load_digits()
order = rng.permutation(len(digits.target))
x = ((digits.data[order] - digits.data.mean(axis=0)) / 8).astype(np.float32)
target = digits.target[order]
seeds, hidden, n_train = 64, 24, 400
W = [
    (rng.normal(size=(seeds, 64, hidden)) / 8).astype(np.float32),
    (rng.normal(size=(seeds, hidden, 10)) / np.sqrt(hidden)).astype(np.float32),
]
V = [np.zeros_like(w) for w in W]
answer = np.eye(10, dtype=np.float32)[target[:n_train]]
for step in range(25 * 8):
    if step % 8 == 0:
        shuffled = rng.permuted(np.tile(np.arange(n_train), (seeds, 1)), axis=1)
    part = shuffled[:, (step % 8) * 50 : (step % 8 + 1) * 50]
    h = np.maximum(x[part] @ W[0], 0)
    z = h @ W[1]
    p = np.exp(z - z.max(axis=2, keepdims=True))
    delta = (p / p.sum(axis=2, keepdims=True) - answer[part]) / 50
    back = (delta @ W[1].transpose(0, 2, 1)) * (h > 0)
    for i, g in enumerate((x[part].transpose(0, 2, 1) @ back, h.transpose(0, 2, 1) @ delta)):
        V[i] = 0.9 * V[i] - 0.05 * g
        W[i] = W[i] + V[i]
test = slice(n_train, None)
accuracy = ((np.maximum(x[test] @ W[0], 0) @ W[1]).argmax(axis=2) == target[test]).mean(axis=1)
sampling = float(np.sqrt(accuracy.mean() * (1 - accuracy.mean()) / len(target[test])))
best_of_5 = float(np.mean([rng.choice(accuracy, 5, replace=False).max() for _ in range(4000)]))
record("seed-mean", 100 * accuracy.mean(), unit="%")
record("seed-sd", 100 * accuracy.std(ddof=1))
record("seed-range", 100 * (accuracy.max() - accuracy.min()))
record("best-of-5-gain", 100 * (best_of_5 - accuracy.mean()))
record("test-sampling-se", 100 * sampling)
print(accuracy.mean(), accuracy.std(ddof=1), np.ptp(accuracy), best_of_5 - accuracy.mean(), sampling)
assert accuracy.max() - accuracy.min() > 0.01

# %% [markdown]
# ## A thousand looks at one test set
#
# 2,000 test rows. Four ways to use a thousand scores: an attack (random answers, majority vote of those
# that scored above one half; Blum and Hardt 2015), tweaks that change nothing in truth but are kept when
# the score goes up, and the best of k models of equal accuracy 80%, with independent errors or with errors
# that are mostly shared.

# %%
n_test, looks, runs = 2000, 1000, 16
marks = np.unique(np.geomspace(1, looks, 25).astype(int))
climb = {name: np.zeros((runs, len(marks))) for name in ("attack", "tweaks", "independent", "shared")}
shared_correlation, ladder_attack = [], []
z80 = ndtri(0.8)
for run in range(runs):
    hits = rng.random((looks, n_test)) < 0.5  # is random answer j right on row i?
    scores = hits.mean(axis=1)
    votes = np.cumsum(np.where((scores > 0.5)[:, None], 2.0 * hits - 1, 0.0), axis=0)
    for m, k in enumerate(marks):
        climb["attack"][run, m] = ((votes[k - 1] > 0) + 0.5 * (votes[k - 1] == 0)).mean() - 0.5
    # The ladder answers only with a new best that leads by one standard error; else it repeats the old one.
    best, kept = 0.5, np.zeros(n_test)
    for j in range(looks):
        if scores[j] > best + np.sqrt(0.25 / n_test):
            best = scores[j]
            kept += 2.0 * hits[j] - 1
    ladder_attack.append(((kept > 0) + 0.5 * (kept == 0)).mean() - 0.5)

    state = rng.random(n_test) < 0.8
    path = np.empty(looks)
    for j in range(looks):
        trial = state.copy()
        touched = rng.choice(n_test, 40, replace=False)
        trial[touched] = rng.random(40) < 0.8
        if trial.sum() > state.sum():
            state = trial
        path[j] = state.mean() - 0.8
    climb["tweaks"][run] = path[marks - 1]

    independent = rng.binomial(n_test, 0.8, looks) / n_test - 0.8
    climb["independent"][run] = np.maximum.accumulate(independent)[marks - 1]
    common = rng.normal(size=n_test)
    right = np.sqrt(0.97) * common + np.sqrt(0.03) * rng.normal(size=(looks, n_test)) < z80
    climb["shared"][run] = np.maximum.accumulate(right.mean(axis=1) - 0.8)[marks - 1]
    shared_correlation.append(np.corrcoef(right[0], right[1])[0, 1])
mean = {name: 100 * values.mean(axis=0) for name, values in climb.items()}
for name in mean:
    record(f"climb-{name}", mean[name][-1])
record("climb-attack-theory", 100 * (ndtr(np.sqrt(2 / np.pi) * np.sqrt(looks / 2 / n_test)) - 0.5))
record("climb-ladder", 100 * np.mean(ladder_attack))
record("shared-correlation", np.mean(shared_correlation))
record("agreement", 100 * float((right[0] == right[1]).mean()), unit="%")
record("test-se", 100 * np.sqrt(0.16 / n_test))
print({k: v[-1] for k, v in mean.items()}, np.mean(ladder_attack), np.mean(shared_correlation))
print("theory", 100 * (ndtr(np.sqrt(2 / np.pi) * np.sqrt(looks / 2 / n_test)) - 0.5))
# The expected best of 1,000 independent scores, from the exact binomial distribution.
grid = np.arange(n_test + 1)
exact = 100 * (float((1 - binom.cdf(grid, n_test, 0.8) ** looks).sum()) / n_test - 0.8)
record("climb-independent-exact", exact)
assert abs(exact - mean["independent"][-1]) < 0.4
assert mean["attack"][-1] > 3 * mean["independent"][-1]
assert mean["shared"][-1] < 0.6 * mean["independent"][-1]
assert 100 * np.mean(ladder_attack) < 0.3 * mean["attack"][-1]

# %%
fig, ax = plt.subplots(figsize=(6.4, 3.9))
for name, color in (("attack", "C1"), ("tweaks", "C4"), ("independent", "C2"), ("shared", "C0")):
    ax.plot(marks, mean[name], color=color, lw=2.2)
for name, text, dy, color in (
    ("attack", "attack by votes", 0.2, "C1"),
    ("tweaks", "tweaks, kept if up", 0, "C4"),
    ("independent", "best of k, independent", 0, "C2"),
    ("shared", "best of k, similar", -0.6, "C0"),
):
    ax.text(1080, mean[name][-1] + dy, text, color=color, va="center", clip_on=False)
ax.set(
    xscale="log",
    xlim=(1, 1000),
    xlabel="Looks at the same 2,000 test rows",
    ylabel="Score minus truth (points)",
)
ax.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
ax.minorticks_off()
ax.set_title("Feedback ruins a test set; similar models barely do")
figure(
    fig,
    "test-set-reuse",
    alt=(
        "Score minus true accuracy against looks at one test set of 2,000 rows. After 1,000 looks: attack "
        "by votes "
        f"{mean['attack'][-1]:.1f} points, harmless tweaks {mean['tweaks'][-1]:.1f}, best of independent "
        f"models "
        f"{mean['independent'][-1]:.1f}, best of similar models {mean['shared'][-1]:.1f}."
    ),
    caption=(
        "True accuracy never changes along a line (50% for the attack, 80% for the rest). What hurts is "
        "using each score to "
        "build the next submission; models that make the same mistakes are nearly one model."
    ),
)

# %% [markdown]
# **What to say in the interview.** Compare on the same rows, count the rows where exactly one model is
# right, and give the interval of the difference. Folds and repeats are not independent observations.
# Several seeds, their mean and spread, never the best. A test set wears out by feedback, not by the mere
# number of looks.
#
# The chapter: [Validation and model selection](../../evaluation/validation-and-model-selection.md).
