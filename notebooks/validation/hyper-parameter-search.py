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
# # Searching hyper-parameters on a budget
#
# Grid or random? When does a model of the loss pay? What does early elimination throw away? And when does
# more searching improve the number more than the model?

# %%
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import qmc, spearmanr
from sklearn.datasets import load_digits

from handbook.publish import COLORS, figure, record
from scratch.validation.bayesian import expected_improvement, gp_posterior, minimise
from scratch.validation.search import successive_halving

rng = np.random.default_rng(32)

# %% [markdown]
# ## Coverage
#
# Nine trials for two knobs, of which one matters.

# %%
side = (np.arange(3) + 0.5) / 3
grid = np.array([(a, b) for a in side for b in side])
scatter = np.random.default_rng(3).random((9, 2))


def important(x: np.ndarray) -> np.ndarray:
    """Return the score as a function of the knob that matters: a narrow peak."""
    return np.exp(-(((x - 0.36) / 0.07) ** 2)) + 0.25 * x


fig, axes = plt.subplots(2, 2, figsize=(6.4, 4.6), sharex=True, height_ratios=[1, 2.2])
line = np.linspace(0, 1, 400)
for column, (points, title) in enumerate(
    ((grid, "grid: 3 values tried"), (scatter, "random: 9 values tried"))
):
    top, low = axes[:, column]
    top.plot(line, important(line), color=COLORS["muted"], lw=1.6)
    top.plot(points[:, 0], important(points[:, 0]), "o", color=f"C{1 - column}", ms=6)
    top.set(title=title, yticks=[], ylim=(-0.1, 1.3))
    top.title.set_fontsize(10)
    low.plot(points[:, 0], points[:, 1], "o", color=f"C{1 - column}", ms=8)
    for x in points[:, 0]:
        low.axvline(x, color=f"C{1 - column}", lw=0.9, ls=":")
    low.set(xlabel="Knob that matters", xlim=(0, 1), ylim=(0, 1), xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
axes[0, 0].set_ylabel("Score")
axes[1, 0].set_ylabel("Knob that does not")
fig.suptitle("Nine trials: a grid sees three values of what matters", fontsize=11)
best_grid, best_random = important(grid[:, 0]).max(), important(scatter[:, 0]).max()
assert len(np.unique(grid[:, 0])) == 3 and best_random > best_grid
figure(
    fig,
    "coverage",
    alt=(
        "Nine trials of two knobs. The 3 by 3 grid projects to three values of the knob that matters and "
        "misses a narrow "
        f"peak (best score {best_grid:.2f}); nine random points project to nine values and one comes near it "
        f"({best_random:.2f})."
    ),
    caption=(
        "Above: the score depends on the horizontal knob alone. Below: the trials. The grid spends two "
        "thirds of its budget "
        "on repeating values. One draw of many; the averages are below."
    ),
)

# %% [markdown]
# Does that generalise? 256 trials in four dimensions, loss $\sum_j w_j (x_j - c_j)^2$ with a random optimum
# c, for one knob that matters, and for four that matter alike. The grid is $4^4$; Sobol points are a
# scrambled low-discrepancy sequence.

# %%
side = (np.arange(4) + 0.5) / 4
four = np.stack(np.meshgrid(*[side] * 4, indexing="ij"), axis=-1).reshape(-1, 4)
regret = {(kind, what): [] for kind in ("one", "all") for what in ("grid", "random", "sobol")}
for _ in range(400):
    optimum = rng.random(4)
    points = {
        "grid": four,
        "random": rng.random((256, 4)),
        "sobol": qmc.Sobol(4, seed=rng).random(256),
    }
    for kind, w in (("one", np.array([1, 0.01, 0.01, 0.01])), ("all", np.ones(4))):
        for what, x in points.items():
            regret[kind, what].append(((x - optimum) ** 2 @ w).min())
for (kind, what), values in regret.items():
    record(f"regret-{kind}-{what}", 1000 * np.mean(values))
    print(kind, what, 1000 * np.mean(values), 1000 * np.std(values) / 20)
assert np.mean(regret["one", "random"]) < 0.7 * np.mean(regret["one", "grid"])
assert np.mean(regret["all", "grid"]) < np.mean(regret["all", "random"])

# %% [markdown]
# ## A real search: 128 networks
#
# Handwritten digits, 600 training rows with 15% wrong labels, a network with 24 hidden units; learning rate
# from $10^{-3}$ to 3 and weight decay from $10^{-6}$ to $10^{-1}$, log-uniform. All 128 are trained at
# once, as one batch of arrays, for 81 epochs of SGD with momentum and a cosine schedule.

# %%
digits = load_digits()
order = rng.permutation(len(digits.target))
pixels = (digits.data[order] - digits.data.mean(axis=0)) / 8.0
target = digits.target[order]
noisy = target[:600].copy()
flip = rng.random(600) < 0.15
noisy[flip] = rng.integers(0, 10, flip.sum())
n_configs, hidden, epochs, batch = 128, 24, 81, 100
unit = qmc.Sobol(2, seed=7).random(n_configs)
rate = 10 ** (-3 + unit[:, 0] * np.log10(3000))
decay = 10 ** (-6 + unit[:, 1] * 5)


def train() -> tuple[np.ndarray, np.ndarray]:
    """Return validation log loss, (epochs, configurations), and which of 1,197 held-out rows are right."""
    init = np.random.default_rng(1)
    one = [init.normal(size=(64, hidden)) / 8, init.normal(size=(hidden, 10)) / np.sqrt(hidden)]
    W = [np.tile(w, (n_configs, 1, 1)).astype(np.float32) for w in one]
    V = [np.zeros_like(w) for w in W]
    x, answer = pixels.astype(np.float32), np.eye(10, dtype=np.float32)[noisy]
    loss = np.empty((epochs, n_configs))
    held = pixels[600:].astype(np.float32)
    for epoch in range(epochs):
        scale = 0.5 * (1 + np.cos(np.pi * epoch / epochs))
        eta = (rate * scale).astype(np.float32)[:, None, None]
        lam = decay.astype(np.float32)[:, None, None]
        shuffled = init.permutation(600)
        for start in range(0, 600, batch):
            part = shuffled[start : start + batch]
            h = np.maximum(x[part] @ W[0], 0)
            z = h @ W[1]
            z -= z.max(axis=2, keepdims=True)
            p = np.exp(z)
            p /= p.sum(axis=2, keepdims=True)
            delta = (p - answer[part]) / batch
            back = (delta @ W[1].transpose(0, 2, 1)) * (h > 0)
            gradients = [x[part].T @ back, h.transpose(0, 2, 1) @ delta]
            for i, g in enumerate(gradients):
                size = np.sqrt((g**2).sum(axis=(1, 2), keepdims=True))
                V[i] = 0.9 * V[i] - eta * (g / np.maximum(1, size) + lam * W[i])
                W[i] = np.clip(W[i] + V[i], -1e3, 1e3)
        z = (np.maximum(held @ W[0], 0) @ W[1]).astype(float)
        right = z.argmax(axis=2) == target[600:]
        z = z[:, :300] - z[:, :300].max(axis=2, keepdims=True)
        picked = z[:, np.arange(300), target[600:900]] - np.log(np.exp(z).sum(axis=2))
        loss[epoch] = np.minimum(-picked.mean(axis=1), 20)
    return loss, right


loss, right = train()
final = loss[-1]
winner = int(final.argmin())
for rung in (1, 3, 9, 27):
    record(f"rank-correlation-{rung}", float(spearmanr(loss[rung - 1], final).statistic))
    print(rung, spearmanr(loss[rung - 1], final).statistic, (loss[rung - 1] < loss[rung - 1][winner]).sum())
record("winner-rank-at-3", int((loss[2] < loss[2][winner]).sum()) + 1)
record("winner-rate", rate[winner])
record("winner-loss", final[winner])

# %% [markdown]
# ## Successive halving against full trainings, at equal cost
#
# Draw 81 of the 128. Halving from 1 epoch costs 81 + 4 · 54 = 297 epochs if training resumes. Full
# trainings of 81 epochs: about four (324). Regret: loss of the choice minus the best of the 81.

# %%
outcome = {"halving-1": [], "halving-9": [], "random-4": []}
for _ in range(500):
    drawn = rng.choice(n_configs, 81, replace=False)
    floor = final[drawn].min()
    pick, rungs = successive_halving(list(drawn), lambda c, b: float(loss[b - 1, c]), 1, 81)
    outcome["halving-1"].append(final[drawn[pick]] - floor)
    # A gentler start: 12 configurations from 9 epochs, 12 · 9 + 4 · 18 + 1 · 54 = 234 epochs.
    few = drawn[:12]
    pick, _ = successive_halving(list(few), lambda c, b: float(loss[b - 1, c]), 9, 81)
    outcome["halving-9"].append(final[few[pick]] - floor)
    outcome["random-4"].append(final[drawn[:4]].min() - floor)
for name, values in outcome.items():
    record(f"regret-{name}", np.mean(values))
    record(f"exact-{name}", 100 * np.mean(np.array(values) == 0), unit="%")
    print(name, np.mean(values), np.median(values), np.mean(np.array(values) == 0))
assert np.mean(outcome["halving-1"]) < np.mean(outcome["random-4"])

# %%
pick, rungs = successive_halving(list(range(n_configs)), lambda c, b: float(loss[b - 1, c]), 1, 81)
record("halving-all-regret", final[pick] - final[winner])
gone = next((r.budget for r, after in pairwise(rungs) if winner not in after.ranking), None)
record("winner-cut-at", gone or 81)
at_cut = next(r for r in rungs if r.budget == gone)
record("winner-rank-alive", at_cut.ranking.index(winner) + 1)
record("alive-at-cut", len(at_cut.ranking))
assert len(at_cut.ranking) // 3 < at_cut.ranking.index(winner) + 1 <= len(at_cut.ranking) // 3 + 3
print("cut at", gone, "rank", [r.ranking.index(winner) + 1 for r in rungs if winner in r.ranking])
fig, ax = plt.subplots(figsize=(6.4, 4))
age = np.arange(1, epochs + 1)
usable = np.flatnonzero(final < 0.7)
for c in usable:
    ax.plot(age, loss[:, c], color=COLORS["grid"], lw=0.8)
for r in rungs:
    for c in np.intersect1d(r.ranking, usable):
        ax.plot(age[: r.budget], loss[: r.budget, c], color=COLORS["muted"], lw=0.6, alpha=0.6)
ax.plot(age, loss[:, pick], color="C0", lw=2.2)
ax.plot(age, loss[:, winner], color="C1", lw=2.2)
ax.plot(3, loss[2, winner], "o", ms=10, mfc="none", mec="C1", mew=2)
for r in rungs:
    ax.axvline(r.budget, color=COLORS["muted"], lw=0.8, ls=":")
    ax.text(r.budget, 2.75, f"{len(r.ranking)}", ha="center", color=COLORS["muted"])
ax.set(xscale="log", yscale="log", ylim=(0.24, 2.6), xlim=(0.9, 90), xlabel="Epochs")
ax.set_ylabel("Validation log loss")
ax.set_xticks([1, 3, 9, 27, 81], ["1", "3", "9", "27", "81"])
ax.set_yticks([0.3, 0.5, 1, 2], ["0.3", "0.5", "1.0", "2.0"])
ax.minorticks_off()
assert gone == 3
ax.set_title("The best of 128 networks is cut after three epochs", pad=22)
figure(
    fig,
    "halving",
    alt=(
        "Validation loss of 128 networks against epochs, with rungs at 1, 3, 9, 27 and 81 epochs. The "
        "configuration that is "
        f"best at 81 epochs (loss {final[winner]:.2f}) is cut at {gone} epochs; the survivor ends at "
        f"{final[pick]:.2f}."
    ),
    caption=(
        "Grey: all configurations; numbers above: how many are alive at each rung. Orange: the one that "
        "would have won. "
        "Blue: the one that halving returns."
    ),
)

# %% [markdown]
# ## A surrogate and its acquisition


# %%
def bumpy(x: np.ndarray) -> np.ndarray:
    """Return a loss over the unit interval with two valleys."""
    return (
        0.6 - 0.35 * np.exp(-(((x - 0.22) / 0.1) ** 2)) - 0.5 * np.exp(-(((x - 0.7) / 0.12) ** 2)) + 0.15 * x
    )


xs = np.linspace(0, 1, 300)[:, None]
seen = np.array([[0.05], [0.3], [0.5], [0.95]])
mean, sd = gp_posterior(seen, bumpy(seen[:, 0]), xs, 0.13, 1e-4)
gain = expected_improvement(mean, sd, bumpy(seen[:, 0]).min())
draws = mean[:, None] + sd[:, None] * rng.normal(size=(300, 40_000))
simulated = np.maximum(bumpy(seen[:, 0]).min() - draws, 0).mean(axis=1)
assert np.abs(simulated - gain).max() < 0.005  # the closed form, checked by simulation
record("ei-simulation-gap", np.abs(simulated - gain).max())
fig, axes = plt.subplots(2, 1, figsize=(6.4, 4.4), sharex=True, height_ratios=[2.2, 1])
axes[0].fill_between(xs[:, 0], mean - 2 * sd, mean + 2 * sd, color="C0", alpha=0.2, lw=0)
axes[0].plot(xs[:, 0], mean, color="C0")
axes[0].plot(xs[:, 0], bumpy(xs[:, 0]), color=COLORS["muted"], ls="--", lw=1.4)
axes[0].plot(seen[:, 0], bumpy(seen[:, 0]), "o", color=COLORS["ink"], ms=7)
axes[0].set(ylabel="Loss", title="The next trial goes where good and unsure overlap")
axes[1].fill_between(xs[:, 0], 0, gain, color="C1", alpha=0.35, lw=0)
axes[1].plot(xs[:, 0], gain, color="C1")
following = float(xs[gain.argmax(), 0])
for ax in axes:
    ax.axvline(following, color="C1", lw=1.2, ls=":")
axes[1].set(ylabel="Expected\nimprovement", xlabel="Hyper-parameter, scaled to 0–1", yticks=[], xlim=(0, 1))
figure(
    fig,
    "surrogate",
    alt=(
        "Above: a Gaussian process through four measured losses with a band of two standard deviations "
        "and the true loss "
        f"dashed. Below: expected improvement, greatest at {following:.2f}, where the next trial goes."
    ),
    caption=(
        "Blue: posterior mean ± 2 standard deviations of the surrogate; dashed: the loss it cannot see. "
        "Orange: expected "
        "improvement over the best point so far. It is almost zero where the loss is known, however good."
    ),
)

# %% [markdown]
# Does it pay on the real search? Both choose 20 of the 128 networks, at full cost each. The surrogate sees
# log loss clipped at 3, so that diverged runs do not flatten its scale.

# %%
table = {tuple(u): min(v, 3.0) for u, v in zip(unit, final, strict=True)}
curves = {"bayes": [], "random": []}
for seed in range(40):
    own = np.random.default_rng(seed)
    _, tried = minimise(lambda u: table[tuple(u)], unit, 5, 20, own, length=0.25, noise=1e-2)
    curves["bayes"].append(np.minimum.accumulate(tried) - final.min())
for _ in range(400):
    tried = final[rng.choice(n_configs, 20, replace=False)]
    curves["random"].append(np.minimum.accumulate(tried) - final.min())
mean_curve = {k: np.mean(v, axis=0) for k, v in curves.items()}
for name, values in mean_curve.items():
    record(f"search-{name}-10", values[9])
    record(f"search-{name}-20", values[19])
assert mean_curve["bayes"][9] < mean_curve["random"][9]
equal = int(np.argmax(mean_curve["bayes"] <= mean_curve["random"][19])) + 1
record("bayes-trials-for-random-20", equal)
slower = int(np.argmax(mean_curve["random"] <= mean_curve["bayes"][9])) + 1
record("random-trials-for-bayes-10", slower)
assert 10 < slower <= 20
print(slower, {k: np.round(v[[4, 9, 19]], 4) for k, v in mean_curve.items()}, equal)

# %% [markdown]
# ## When searching mostly improves the number
#
# Choose by accuracy on 300 validation rows, look at the other 897. One such split of the held-out rows is
# luck, so average over 1,000, each with the networks in a new order.

# %%
reported, honest, n_splits = np.zeros(n_configs), np.zeros(n_configs), 1000
for _ in range(n_splits):
    shuffled, held = rng.permutation(n_configs), rng.permutation(right.shape[1])
    valid = right[:, held[:300]].mean(axis=1)[shuffled]
    test = right[:, held[300:]].mean(axis=1)[shuffled]
    leader = [int(np.argmax(valid[: m + 1])) for m in range(n_configs)]
    reported += valid[leader] / n_splits
    honest += test[leader] / n_splits
for m in (5, 20, 60, 128):
    record(f"valid-after-{m}", 100 * reported[m - 1], unit="%")
    record(f"test-after-{m}", 100 * honest[m - 1], unit="%")
    print(m, reported[m - 1], honest[m - 1])
assert reported[127] - reported[19] > 1.5 * (honest[127] - honest[19]) > 0
record("trials-for-top-5", int(np.ceil(np.log(0.05) / np.log(0.95))))

# %% [markdown]
# **What to say in the interview.** Random or Sobol points on log scales when few knobs matter or trials run
# in parallel, a surrogate when a trial is dear and there are a dozen or more in sequence, halving when
# early loss ranks like final loss, and I check that rank correlation first. The winner's validation score
# is not its result.
#
# The chapter: [Validation and model selection](../../evaluation/validation-and-model-selection.md).
