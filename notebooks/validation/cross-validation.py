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
# # What cross-validation estimates, and how well
#
# Does leave-one-out have the highest variance? Does a CV score tell how good *your* model is? How much does
# the best of forty configurations flatter itself, and what does a shuffled fold do to overlapping labels?
# All four can be measured, because here the truth is known.

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy.special import ndtr
from scipy.stats import t as student

from handbook.publish import COLORS, figure, record
from scratch.validation.splits import purged_k_fold

rng = np.random.default_rng(32)

# %% [markdown]
# ## The estimate by k
#
# Two Gaussian classes in ten dimensions, 60 rows, 2,400 data sets. A linear classifier (least squares on ±1
# with a little ridge) stands for rigid methods, the nearest neighbour for flexible ones. Both are stable:
# leaving out a row changes few predictions. Subset selection, the unstable case, isn't tried. For a linear
# smoother with hat matrix H the residuals of a left-out block B are $(I - H_{BB})^{-1}(y - \hat y)_B$, so
# that every k costs one fit.

# %%
n, d, n_sets = 60, 10, 2400
shift = np.full(d, 0.30)
y = np.tile(np.repeat([-1.0, 1.0], n // 2), (n_sets, 1))
X = rng.normal(size=(n_sets, n, d)) + y[:, :, None] * shift
order = rng.permuted(np.tile(np.arange(n), (n_sets, 1)), axis=1)  # a new shuffle for each data set
rows = np.arange(n_sets)[:, None]
X, y = X[rows, order], y[rows, order]
design = np.concatenate([np.ones((n_sets, n, 1)), X], axis=2)
penalty = np.diag([0.0] + [1.0] * d)


def linear_cv_errors(folds: np.ndarray) -> np.ndarray:
    """Return the CV error of each data set for folds of row numbers, shape (k, n / k)."""
    gram = np.einsum("rni,rnj->rij", design, design) + penalty
    hat = design @ np.linalg.solve(gram, np.swapaxes(design, 1, 2))
    residual = y - np.einsum("rij,rj->ri", hat, y)
    wrong = np.zeros(n_sets)
    for block in folds:
        left = np.eye(len(block)) - hat[:, block[:, None], block[None, :]]
        fresh = y[:, block] - np.linalg.solve(left, residual[:, block, None])[:, :, 0]
        wrong += (fresh * y[:, block] < 0).sum(axis=1)
    return wrong / n


squared = (X**2).sum(axis=2)
distance = squared[:, :, None] + squared[:, None, :] - 2 * X @ np.swapaxes(X, 1, 2)


def nearest_cv_errors(folds: np.ndarray) -> np.ndarray:
    """Return the CV error of the nearest neighbour in each data set."""
    fold_of = np.empty(n, dtype=int)
    for number, block in enumerate(folds):
        fold_of[block] = number
    masked = np.where(fold_of[:, None] == fold_of[None, :], np.inf, distance)
    return (np.take_along_axis(y, masked.argmin(axis=2), axis=1) != y).mean(axis=1)


# The true error of each fitted linear model is a normal probability; that of the neighbour needs a test set.
weights = np.linalg.solve(
    np.einsum("rni,rnj->rij", design, design) + penalty, np.einsum("rni,rn->ri", design, y)[:, :, None]
)[:, :, 0]
norm = np.linalg.norm(weights[:, 1:], axis=1)
along = weights[:, 1:] @ shift
linear_truth = (ndtr(-(along + weights[:, 0]) / norm) + ndtr(-(along - weights[:, 0]) / norm)) / 2
y_new = np.repeat([-1.0, 1.0], 500)
X_new = rng.normal(size=(1000, d)) + y_new[:, None] * shift
nearest_truth = np.array(
    [(y[i][(squared[i][None, :] - 2 * X_new @ X[i].T).argmin(axis=1)] != y_new).mean() for i in range(n_sets)]
)

ks = np.array([2, 3, 5, 10, 20, 60])
estimates = {
    name: np.array([errors(np.arange(n).reshape(k, -1)) for k in ks])
    for name, errors in (("linear", linear_cv_errors), ("nearest", nearest_cv_errors))
}
truths = {"linear": linear_truth, "nearest": nearest_truth}
bias = {name: estimates[name].mean(axis=1) - truths[name].mean() for name in truths}
spread = {name: estimates[name].std(axis=1) for name in truths}
for name in truths:
    record(f"{name}-truth", 100 * truths[name].mean(), unit="%")
    for k, b, s in zip(ks, bias[name], spread[name], strict=True):
        record(f"{name}-bias-{k}", 100 * b)
        record(f"{name}-sd-{k}", 100 * s)
print({name: (np.round(100 * bias[name], 1), np.round(100 * spread[name], 1)) for name in truths})
assert spread["linear"][-1] <= spread["linear"][0]  # leave-one-out is not the worst
assert bias["linear"][0] > 0.02 and abs(bias["linear"][-1]) < 0.01

# %% [markdown]
# Repeating the folds removes only the part of the spread that comes from the shuffle.

# %%
shuffles = {
    k: np.array([linear_cv_errors(rng.permutation(n).reshape(k, -1)) for _ in range(20)]) for k in (2, 5, 10)
}
for k, scores in shuffles.items():
    record(f"split-sd-{k}", 100 * float(np.sqrt(scores.var(axis=0, ddof=1).mean())))
    record(f"repeated-sd-{k}", 100 * float(scores.mean(axis=0).std()))
print({k: (np.sqrt(s.var(axis=0, ddof=1).mean()), s.mean(axis=0).std()) for k, s in shuffles.items()})
assert shuffles[5].mean(axis=0).std() > 0.8 * shuffles[5][0].std()

# %%
fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.5), sharey=True)
for i, (ax, name, title) in enumerate(
    zip(axes, ("linear", "nearest"), ("linear classifier", "nearest neighbour"), strict=True)
):
    centre, sd = 100 * estimates[name].mean(axis=1), 100 * spread[name]
    place = np.arange(len(ks))
    ax.errorbar(place, centre, yerr=sd, fmt="o", color=f"C{i}", capsize=4, lw=1.8)
    ax.axhline(100 * truths[name].mean(), color=COLORS["muted"], ls="--", lw=1.2)
    for at, s in zip(place, sd, strict=True):
        ax.text(at, 5.2, f"{s:.1f}", ha="center", color=f"C{i}")
    ax.set_xticks(place, ["2", "3", "5", "10", "20", "60"])
    ax.set(xlabel="Folds k (60 = leave-one-out)", title=title, xlim=(-0.5, 5.5), ylim=(4, 48))
    ax.title.set_fontsize(10)
axes[0].text(-0.4, 8.3, "standard deviation:", color="C0")
axes[0].text(5.4, 44.5, "dashed: true error", color=COLORS["muted"], ha="right")
axes[0].set_ylabel("Estimated error (%)")
fig.suptitle("More folds: less bias, and no more variance", fontsize=11)
figure(
    fig,
    "variance-by-k",
    alt=(
        "Mean and standard deviation over 2,400 data sets of the cross-validated error, for 2 to 60 folds. "
        "Linear "
        f"classifier: mean from {100 * estimates['linear'][0].mean():.1f}% at k = 2 down to "
        f"{100 * estimates['linear'][-1].mean():.1f}% at k = 60, true error "
        f"{100 * linear_truth.mean():.1f}%; "
        f"standard deviation {100 * spread['linear'][0]:.1f} at k = 2 and "
        f"{100 * spread['linear'][-1]:.1f} at "
        f"k = 60. Nearest neighbour: {100 * spread['nearest'][0]:.1f} and {100 * spread['nearest'][-1]:.1f}."
    ),
    caption=(
        "Points: mean estimate; bars: ± one standard deviation over data sets of 60 rows, also written "
        "below; "
        "dashed: mean true error of the model fitted on all 60. Small k is pessimistic because it trains "
        "on fewer rows. Leave-one-out has no excess of variance here; its half point of bias comes from the "
        "balanced classes: without one row the rest lean towards the other class."
    ),
)

# %% [markdown]
# ## Whose error is it?
#
# The same 2,400 data sets: does a low CV error mean that *this* fitted model is good?

# %%
ten_fold = estimates["linear"][3]
correlation = float(np.corrcoef(ten_fold, linear_truth)[0, 1])
record("cv-truth-correlation", correlation)
record("truth-sd", 100 * linear_truth.std())
to_own = float(np.sqrt(((ten_fold - linear_truth) ** 2).mean()))
to_mean = float(np.sqrt(((ten_fold - linear_truth.mean()) ** 2).mean()))
record("rmse-to-own-model", 100 * to_own)
record("rmse-to-mean-model", 100 * to_mean)

blocks = np.arange(n).reshape(10, -1)
gram = np.einsum("rni,rnj->rij", design, design) + penalty
hat = design @ np.linalg.solve(gram, np.swapaxes(design, 1, 2))
residual = y - np.einsum("rij,rj->ri", hat, y)
fold_errors = np.array(
    [
        (
            (
                y[:, b]
                - np.linalg.solve(np.eye(len(b)) - hat[:, b[:, None], b[None, :]], residual[:, b, None])[
                    :, :, 0
                ]
            )
            * y[:, b]
            < 0
        ).mean(axis=1)
        for b in blocks
    ]
)
assert np.allclose(fold_errors.mean(axis=0), ten_fold)
half = student.ppf(0.975, 9) * fold_errors.std(axis=0, ddof=1) / np.sqrt(10)
coverage = float((np.abs(ten_fold - linear_truth) <= half).mean())
record("fold-interval-coverage", 100 * coverage, unit="%")
print(correlation, linear_truth.std(), to_own, to_mean, coverage)
assert abs(correlation) < 0.3 and to_mean < to_own and coverage < 0.95

# %% [markdown]
# ## The bootstrap as an alternative
#
# Fit on a resample, test on the rows left out (about 36.8%); .632 mixes this with the training error.

# %%
n_boot, subset = 50, 200
counts = np.array([np.bincount(rng.integers(0, n, n), minlength=n) for _ in range(n_boot)])
out = counts == 0
oob, training = {}, {}
D, Z, Y = distance[:subset], design[:subset], y[:subset]
wrong = np.zeros((2, subset, n_boot))
for b in range(n_boot):
    G = np.einsum("rni,n,rnj->rij", Z, counts[b], Z) + penalty
    w = np.linalg.solve(G, np.einsum("rni,n,rn->ri", Z, counts[b], Y)[:, :, None])[:, :, 0]
    fitted = np.einsum("rni,ri->rn", Z, w)
    wrong[0, :, b] = (fitted * Y < 0)[:, out[b]].mean(axis=1)
    near = np.where(out[b][None, None, :], np.inf, D).argmin(axis=2)
    wrong[1, :, b] = (np.take_along_axis(Y, near, axis=1) != Y)[:, out[b]].mean(axis=1)
oob = {"linear": wrong[0].mean(axis=1), "nearest": wrong[1].mean(axis=1)}
own = np.einsum("rni,ri->rn", design, weights)[:subset]
training = {"linear": (own * Y < 0).mean(axis=1), "nearest": np.zeros(subset)}
record("left-out-share", 100 * out.mean(), unit="%")
for name in oob:
    mixed = 0.632 * oob[name] + 0.368 * training[name]
    record(f"{name}-training-error", 100 * training[name].mean(), unit="%")
    for label, value in (("oob", oob[name]), ("632", mixed)):
        record(f"{name}-{label}-bias", 100 * (value.mean() - truths[name][:subset].mean()))
        record(f"{name}-{label}-sd", 100 * value.std())
    print(name, [(v.mean() - truths[name][:subset].mean(), v.std()) for v in (oob[name], mixed)])
assert 0.632 * oob["nearest"].mean() < truths["nearest"].mean() - 0.08

# %% [markdown]
# ## Nested against flat
#
# Choose among M candidates by 5-fold CV and report the winner's score (flat), or judge the choosing by an
# outer loop (nested). Two sets of 40 candidates: a grid of ridge penalties on all 24 columns, and ridge on
# 40 random subsets of four columns. Truth has a closed form: with $y = \mathrm{sign}(x^\top\beta +
# \epsilon)$ the accuracy of $w$ is $\frac12 + \arcsin(\rho)/\pi$, ρ the correlation of the two linear
# scores.


# %%
def nested_and_flat(n: int, signal: float, n_sets: int, p: int = 24, M: int = 40) -> dict[str, np.ndarray]:
    """Return flat score, nested score and truth for each prefix of candidates, each (families, M)."""
    beta = np.zeros(p)
    beta[:8] = signal / np.sqrt(8)
    X = rng.normal(size=(n_sets, n, p))
    y = np.sign(X @ beta + rng.normal(size=(n_sets, n)))
    fold = np.arange(n) % 5
    masks = [np.ones(n, bool)] + [fold != f for f in range(5)]
    inner_of = []
    for f in range(5):
        inside = np.flatnonzero(fold != f)
        for g in range(4):
            mask = fold != f
            mask[inside[np.arange(len(inside)) % 4 == g]] = False
            inner_of.append((f, mask))
    masks += [mask for _, mask in inner_of]
    W = np.array(masks, dtype=float)

    def fits(columns: np.ndarray, alphas: np.ndarray) -> np.ndarray:
        """Return weights for each data set, mask and penalty, shape (A, sets, masks, p)."""
        Z = X[:, :, columns]
        G = np.einsum("sn,rni,rnj->rsij", W, Z, Z, optimize=True)
        b = np.einsum("sn,rni,rn->rsi", W, Z, y, optimize=True)
        values, vectors = np.linalg.eigh(G)
        turned = np.einsum("rsij,rsi->rsj", vectors, b)
        solved = turned[None] / (values[None] + alphas[:, None, None, None])
        full = np.zeros((len(alphas), n_sets, len(W), p))
        full[..., columns] = np.einsum("rsij,arsj->arsi", vectors, solved, optimize=True)
        return full

    def judge(w: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return true accuracy (sets), outer fold accuracies (sets, 5), inner means (sets, 5)."""
        right = np.einsum("rni,rsi->rsn", X, w, optimize=True) * y[:, None, :] > 0
        scale = np.sqrt(beta @ beta + 1) * np.linalg.norm(w[:, 0], axis=1)
        truth = 0.5 + np.arcsin(w[:, 0] @ beta / scale) / np.pi
        outer = np.stack([right[:, 1 + f, fold == f].mean(axis=1) for f in range(5)], axis=1)
        inner = np.zeros((n_sets, 5))
        for s, (f, mask) in enumerate(inner_of):
            held = ~mask & (fold != f)
            inner[:, f] += right[:, 6 + s, held].mean(axis=1) / 4
        return truth, outer, inner

    results = []
    grid = fits(np.arange(p), np.geomspace(0.1, 1e4, M)[rng.permutation(M)])
    subsets = [rng.choice(p, 4, replace=False) for _ in range(M)]
    for family in ([grid[a] for a in range(M)], [fits(s, np.array([1.0]))[0] for s in subsets]):
        parts = [judge(w) for w in family]
        truth, outer, inner = (np.stack([part[i] for part in parts]) for i in range(3))
        flat_scores = outer.mean(axis=2)
        rows = []
        for m in range(1, M + 1):
            best = flat_scores[:m].argmax(axis=0)
            inside = inner[:m].argmax(axis=0)
            nested = np.take_along_axis(outer[:m], inside[None], axis=0)[0].mean(axis=1)
            at = np.arange(n_sets)
            rows.append([flat_scores[best, at].mean(), nested.mean(), truth[best, at].mean(), nested.std()])
        results.append(rows)
    table = np.array(results)
    return {
        "flat": table[..., 0],
        "nested": table[..., 1],
        "truth": table[..., 2],
        "nested-sd": table[..., 3],
    }


worlds = {
    "noise": nested_and_flat(80, 0.0, 150),
    "signal": nested_and_flat(80, 1.0, 150),
    "large": nested_and_flat(320, 1.0, 60),
}
for world, result in worlds.items():
    for row, family in enumerate(("grid", "subsets")):
        for what in ("flat", "nested", "truth"):
            record(f"{world}-{family}-{what}", 100 * result[what][row, -1], unit="%")
        record(f"{world}-{family}-optimism", 100 * (result["flat"] - result["truth"])[row, -1])
        record(f"{world}-{family}-nested-gap", 100 * (result["nested"] - result["truth"])[row, -1])
    print(world, {k: np.round(100 * v[:, -1], 1) for k, v in result.items()})
record("nested-sd", 100 * worlds["signal"]["nested-sd"][1, -1])

# %% [markdown]
# The rule of thumb: standard error of one CV score times the expected maximum of M independent normal
# scores.

# %%
se_80 = np.sqrt(0.25 / 80)
expected_max = float(rng.normal(size=(20_000, 40)).max(axis=1).mean())
record("max-of-40", expected_max)
record("rule-80", 100 * se_80 * expected_max)
# By their flat scores the families look level (which leads depends on the draw); nested CV tells them apart.
last = {what: worlds["signal"][what][:, -1] for what in ("flat", "nested", "truth")}
assert abs(last["flat"][1] - last["flat"][0]) < 0.02
assert last["truth"][1] < last["truth"][0] - 0.05 and last["nested"][1] < last["nested"][0]
gap = worlds["noise"]["flat"] - worlds["noise"]["truth"]
assert gap[1, -1] > 2 * gap[0, -1]
assert (np.abs(worlds["noise"]["nested"][:, -1] - 0.5) < 0.03).all()
assert gap[1, -1] < 1.3 * se_80 * expected_max
print("rule", se_80 * expected_max, gap[:, -1])

# %%
fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.7), sharey=True)
ms = np.arange(1, 41)
for row, (ax, title) in enumerate(zip(axes, ("40 ridge penalties", "40 column subsets"), strict=True)):
    for color, what, style in (("C1", "flat", "-"), ("C0", "nested", "-"), (COLORS["ink"], "truth", "--")):
        ax.plot(ms, 100 * worlds["signal"][what][row], color=color, ls=style, lw=2)
        ax.plot(ms, 100 * worlds["noise"][what][row], color=color, ls=style, lw=2)
    ax.set(xlabel="Candidates compared", title=title, xlim=(1, 40), ylim=(45, 80))
    ax.title.set_fontsize(10)
axes[0].set_ylabel("Accuracy (%)")
axes[0].text(39, 72.5, "signal", ha="right", color=COLORS["muted"])
axes[0].text(39, 56, "coin flips", ha="right", color=COLORS["muted"])
axes[1].text(39, 71.5, "flat", color="C1", weight="bold", ha="right")
axes[1].text(39, 57.3, "nested", color="C0", weight="bold", ha="right")
fig.suptitle("Optimism comes from different candidates, not from many", fontsize=11)
figure(
    fig,
    "nested-flat",
    alt=(
        "Accuracy against the number of candidates, 80 rows, for coin-flip labels and for labels with "
        "signal. With "
        f"40 ridge penalties on coin flips the flat score reaches "
        f"{100 * worlds['noise']['flat'][0, -1]:.0f}%, with "
        f"40 column subsets {100 * worlds['noise']['flat'][1, -1]:.0f}%, truth 50%. Nested scores stay "
        f"near the truth."
    ),
    caption=(
        "Orange: the winner's own CV score. Blue: nested CV. Dashed: true accuracy of the winner refitted "
        "on all 80 rows. "
        "Forty penalties of one model are nearly one candidate; forty subsets are nearly forty."
    ),
)

# %% [markdown]
# ## Overlapping labels
#
# Daily returns are pure noise. The label is the sign of the sum of the next 20, the features are 40-day
# averages of unrelated noise: nothing can be learnt. Neighbouring days share labels and features.

# %%
horizon, n_days, n_paths = 20, 1000, 40
hit_rates = {name: [] for name in ("shuffled", "blocks", "narrow", "purged", "walk")}


def neighbour_hits(F: np.ndarray, label: np.ndarray, splits: list[tuple[np.ndarray, np.ndarray]]) -> float:
    """Return the accuracy of a 5-nearest-neighbour vote, scored on all test rows."""
    hits = []
    for train, test in splits:
        gap = ((F[test][:, None, :] - F[train][None, :, :]) ** 2).sum(axis=2)
        near = np.argpartition(gap, 5, axis=1)[:, :5]
        hits.append(np.sign(label[train][near].sum(axis=1)) == label[test])
    return float(np.concatenate(hits).mean())


for _ in range(n_paths):
    noise = rng.normal(size=(n_days + horizon + 40, 5))
    total = np.cumsum(noise, axis=0)
    F = (total[40 : 40 + n_days, 1:] - total[:n_days, 1:]) / np.sqrt(40)
    price = total[40:, 0]
    label = np.sign(price[horizon : horizon + n_days] - price[:n_days])
    day = np.arange(float(n_days))
    shuffled = rng.permutation(n_days)
    every = np.arange(n_days)
    schemes = {
        "shuffled": [(np.setdiff1d(every, b), b) for b in np.array_split(shuffled, 5)],
        "blocks": [(np.setdiff1d(every, b), b) for b in np.array_split(every, 5)],
        "narrow": [(np.setdiff1d(every, b), b) for b in np.array_split(every, 50)],
        "purged": list(purged_k_fold(day, day + horizon, 5, embargo=40)),
        "walk": [(every[: b[0] - horizon + 1], b) for b in np.array_split(every, 5)[1:]],
    }
    for name, splits in schemes.items():
        hit_rates[name].append(neighbour_hits(F, label, splits))
for name, values in hit_rates.items():
    record(f"overlap-{name}", 100 * np.mean(values), unit="%")
    record(f"overlap-{name}-se", 100 * np.std(values, ddof=1) / np.sqrt(n_paths))
    print(name, np.mean(values), np.std(values, ddof=1) / np.sqrt(n_paths))
assert np.mean(hit_rates["shuffled"]) > 0.75
assert abs(np.mean(hit_rates["purged"]) - 0.5) < 0.04

# %% [markdown]
# **What to say in the interview.** Five or ten folds, split as deployment will split; leave-one-out is dear
# rather than wild. CV judges the procedure, not my fitted model. The winner's score is optimistic by about
# the standard error times the expected maximum over *effectively different* candidates, so I nest when data
# are few and candidates varied.
#
# The chapter: [Validation and model selection](../../evaluation/validation-and-model-selection.md).
