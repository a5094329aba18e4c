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
# # Forests: what averaging buys, and what the out-of-bag error knows
#
# How does the error fall with the number of trees, does ρσ² + (1 − ρ)σ²/B hold when ρ and σ² are measured,
# and when does the
# free validation of a forest lie?

# %%
import matplotlib.pyplot as plt
import numpy as np
from sklearn.ensemble import (
    ExtraTreesRegressor,
    IsolationForest,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_score

from handbook.publish import COLORS, figure, record

# %% [markdown]
# ## Error against the number of trees
#
# 400 rows, eight features, 10 % of labels flipped. Trees are added one by one; each training row is judged
# by those trees that
# didn't draw it. Curves are means over six training sets.


# %%
def rows_of(n, rng):
    X = rng.normal(size=(n, 8))
    y = (X[:, 0] + X[:, 1] * X[:, 2] + 0.5 * X[:, 3] > 0) ^ (rng.random(n) < 0.10)
    return X, y.astype(np.int64)


N_TREES, N_TRAIN = 200, 400
counted = np.arange(1, N_TREES + 1)[:, None]
curves = []
for seed in range(6):
    rng = np.random.default_rng(seed)
    X, y = rows_of(N_TRAIN, rng)
    X_test, y_test = rows_of(1500, rng)
    forest = RandomForestClassifier(N_TREES, max_features=3, random_state=seed).fit(X, y)
    unseen = np.ones((N_TREES, N_TRAIN), dtype=bool)
    for tree, drawn in zip(unseen, forest.estimators_samples_, strict=True):
        tree[drawn] = False
    both = np.vstack([X, X_test]).astype(np.float32)
    share = np.array([tree.tree_.predict(both)[:, 1] for tree in forest.estimators_])
    mean = np.cumsum(share, axis=0) / counted
    judged = np.cumsum(unseen, axis=0)
    votes = np.cumsum(share[:, :N_TRAIN] * unseen, axis=0)
    wrong = np.where(judged > 0, (votes / np.maximum(judged, 1) > 0.5) != y, np.nan)
    curves.append(
        [
            100 * ((mean[:, :N_TRAIN] > 0.5) != y).mean(axis=1),
            100 * np.nanmean(wrong, axis=1),
            100 * ((mean[:, N_TRAIN:] > 0.5) != y_test).mean(axis=1),
            100 * (judged > 0).mean(axis=1),
        ]
    )
train_error, oob_error, test_error, covered = np.mean(curves, axis=0)
for b in (1, 5, 10, 27, 50, 100, 200):
    print(b, np.round([train_error[b - 1], oob_error[b - 1], test_error[b - 1], covered[b - 1]], 1))
standard_error = 100 * np.sqrt(0.01 * oob_error[-1] * (1 - 0.01 * oob_error[-1]) / N_TRAIN)
assert train_error[-1] < 1
assert abs(oob_error[-1] - test_error[-1]) < 2 * standard_error / np.sqrt(6)
assert oob_error[9] - test_error[9] > 1.5
assert abs(oob_error[26] - test_error[9]) < 1.6
assert test_error[0] - test_error[-1] > 8
assert abs(test_error[99] - test_error[199]) < 0.6
assert np.isclose(covered[4], 100 * (1 - (1 - 1 / np.e) ** 5), atol=1.5)

fig, ax = plt.subplots()
ax.plot(counted, train_error, color="C5")
ax.plot(counted, oob_error, color="C1")
ax.plot(counted, test_error, color="C0")
ax.axhline(10, color=COLORS["muted"], linestyle=":")
ax.set_xscale("log")
ax.set_xticks([1, 3, 10, 30, 100, 200], ["1", "3", "10", "30", "100", "200"])
ax.minorticks_off()
ax.set_xlim(1, 200)
ax.set_ylim(-1, 40)
ax.set_xlabel("trees")
ax.set_ylabel("error (%)")
ax.text(8, 33.2, "out of bag", color="C1", weight="bold")
ax.text(3.4, 23, "test", color="C0", weight="bold")
ax.text(6.2, 5.4, "training", color="C5", weight="bold")
ax.text(22, 11, "no model can do better", color=COLORS["muted"])
ax.set_title("More trees: the error falls and then stays")
figure(
    fig,
    "oob-versus-trees",
    alt=(
        f"Errors against 1 to 200 trees. Training error falls to {train_error[-1]:.0f} % at once. Test "
        "error falls from "
        f"{test_error[0]:.0f} % with one tree to {test_error[-1]:.0f} % with 200 and is flat from 100 on. "
        "The out-of-bag error lies above it "
        f"for few trees, {oob_error[9]:.0f} % against {test_error[9]:.0f} % at 10, and meets it."
    ),
    caption=(
        "With few trees the out-of-bag error is too high, because each row is judged by about a third of "
        "them. By 100 trees it follows the "
        "test error; the training error says nothing."
    ),
)
for b in (1, 10, 27, 100, 200):
    record(f"test-error-{b}", float(test_error[b - 1]), unit="%")
    record(f"oob-error-{b}", float(oob_error[b - 1]), unit="%")
record("train-error-200", float(train_error[-1]), unit="%")
record("covered-5", float(covered[4]), unit="%")
record("oob-standard-error", float(standard_error), unit=" points")

# %% [markdown]
# ## ρσ² + (1 − ρ)σ²/B, with nothing assumed
#
# 50 training sets of 150 rows, on each a forest of 60 trees. The first 15 trees of each forest give σ²
# (variance of one tree) and ρ
# (correlation of two trees of the same forest), both over training sets and averaged over 200 inputs. The
# other 45 give
# the variance of averages, to be predicted.

# %%
P, N_SETS, N_ROWS = 10, 50, 150


def truth(X):
    return 2 * np.sin(2 * X[:, 0]) + 2 * X[:, 1] * X[:, 2] + X[:, 3:].sum(axis=1) * 0.4


points = np.random.default_rng(1).uniform(-1, 1, (200, P)).astype(np.float32)
settings = {
    "1 of 10": (RandomForestRegressor, {"max_features": 1}),
    "3 of 10": (RandomForestRegressor, {"max_features": 3}),
    "all 10 (bagging)": (RandomForestRegressor, {"max_features": 10}),
    "extra trees": (ExtraTreesRegressor, {"max_features": 10}),
}
measured = {}
for name, (kind, options) in settings.items():
    predictions = np.empty((N_SETS, 60, len(points)))
    for s in range(N_SETS):
        rng = np.random.default_rng(1000 + s)
        A = rng.uniform(-1, 1, (N_ROWS, P))
        b = truth(A) + 0.7 * rng.standard_normal(N_ROWS)
        fit = kind(60, random_state=s, **options).fit(A, b)
        predictions[s] = [tree.tree_.predict(points)[:, 0] for tree in fit.estimators_]
    first, rest = predictions[:, :15], predictions[:, 15:]
    variance = first.var(axis=0, ddof=1).mean()
    mean_variance = first.mean(axis=1).var(axis=0, ddof=1).mean()
    covariance = (15 * mean_variance - variance) / 14
    rho = covariance / variance
    sizes = np.array([1, 3, 5, 9, 15, 45])
    ensemble = [
        np.mean(
            [rest[:, k * b : (k + 1) * b].mean(axis=1).var(axis=0, ddof=1).mean() for k in range(45 // b)]
        )
        for b in sizes
    ]
    bias = float(((predictions.mean(axis=(0, 1)) - truth(points)) ** 2).mean())
    measured[name] = {
        "variance": float(variance),
        "rho": float(rho),
        "ensemble": np.array(ensemble),
        "formula": rho * variance + (1 - rho) * variance / sizes,
        "bias": bias - float(ensemble[-1]) / N_SETS,
    }
    m = measured[name]
    print(name, np.round([variance, rho, bias, ensemble[-1], m["formula"][-1]], 3))
    assert np.allclose(m["ensemble"], m["formula"], rtol=0.06), (m["ensemble"], m["formula"])
worst = max(float(np.abs(m["ensemble"] / m["formula"] - 1).max()) for m in measured.values())
one, three, bagging, extra = measured.values()
assert one["rho"] < three["rho"] < bagging["rho"] and extra["rho"] < bagging["rho"]
assert one["variance"] > 0.9 * bagging["variance"]
assert one["bias"] > 1.6 * three["bias"] > 1.6 * bagging["bias"]
floors = [m["rho"] * m["variance"] for m in measured.values()]
assert floors[0] > 0.75 * floors[1]
totals = [m["bias"] + m["ensemble"][-1] for m in measured.values()]
assert min(totals) == totals[3] and abs(totals[1] / totals[2] - 1) < 0.1

# %%
fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.8), gridspec_kw={"width_ratios": [1.25, 1]})
for m, color in zip(measured.values(), ("C2", "C0", "C1", "C3"), strict=True):
    smooth = np.linspace(1, 45, 200)
    axes[0].plot(smooth, m["rho"] * m["variance"] + (1 - m["rho"]) * m["variance"] / smooth, color=color)
    axes[0].plot(sizes, m["ensemble"], "o", color=color, markersize=5)
axes[0].set_xscale("log")
axes[0].set_xticks([1, 3, 10, 45], ["1", "3", "10", "45"])
axes[0].minorticks_off()
axes[0].set_yscale("log")
axes[0].set_yticks([0.1, 0.2, 0.5, 1, 2, 4], ["0.1", "0.2", "0.5", "1", "2", "4"])
axes[0].minorticks_off()
axes[0].set_xlabel("trees averaged")
axes[0].set_ylabel("variance of the prediction")
axes[0].set_title("dots measured, lines formula", fontsize=11.5)
at = np.arange(4)
axes[1].bar(at, [m["bias"] for m in measured.values()], color="C5", width=0.66)
axes[1].bar(
    at,
    [m["ensemble"][-1] for m in measured.values()],
    bottom=[m["bias"] for m in measured.values()],
    color=["C2", "C0", "C1", "C3"],
    width=0.66,
)
for k, m in enumerate(measured.values()):
    top = m["bias"] + m["ensemble"][-1]
    axes[1].text(k, top + 0.02, f"ρ {m['rho']:.2f}", ha="center", fontsize=10)
axes[1].set_xticks(at, ["1 of\n10", "3 of\n10", "all\n10", "extra\ntrees"])
axes[1].tick_params(axis="x", labelcolor=COLORS["ink"])
axes[1].grid(axis="x", visible=False)
axes[1].set_axisbelow(True)
axes[1].set_ylim(0, 1.45)
axes[1].set_ylabel("error above noise, 45 trees")
axes[1].set_title("bias² (grey) + variance", fontsize=11.5)
figure(
    fig,
    "correlation-and-variance",
    alt=(
        "Left: variance of the average against the number of trees for four kinds of forest; measured dots "
        "lie on the "
        "lines of the formula and level off at ρσ². Right: bias squared and variance with 45 trees. "
        f"Trying one feature of ten has ρ {one['rho']:.2f} "
        f"and the largest bias, three of ten ρ {three['rho']:.2f}, all ten ρ {bagging['rho']:.2f}, extra "
        f"trees ρ {extra['rho']:.2f}."
    ),
    caption=(
        "Left, the curves level off at ρσ². Right, what lowers ρ raises bias: the smallest correlation "
        "does not make the best "
        "forest."
    ),
)
for slug, m in zip(("1", "3", "all", "extra"), measured.values(), strict=True):
    record(f"rho-{slug}", m["rho"])
    record(f"variance-{slug}", m["variance"])
    record(f"forest-variance-{slug}", float(m["ensemble"][-1]))
    record(f"bias-{slug}", m["bias"])
    record(f"error-{slug}", m["bias"] + float(m["ensemble"][-1]))
    record(f"floor-{slug}", m["rho"] * m["variance"])
record("formula-worst", 100 * worst, unit="%")

# %% [markdown]
# ## `max_features` is a bet on how many features carry the signal
#
# 200 training rows and 20 features in two worlds. In the first all features share one signal, as survey
# questions or sensors do
# (correlation 0.5). In the second they are independent and two of them matter.


# %%
def shared(n, rng):
    X = np.sqrt(0.5) * (rng.normal(size=(n, 20)) + rng.normal(size=(n, 1)))
    f = X.mean(axis=1)
    return X, f, f + 0.8 * rng.normal(size=n)


def sparse(n, rng):
    X = rng.uniform(-1, 1, (n, 20))
    f = 2 * np.sin(2 * X[:, 0]) + 2 * X[:, 0] * X[:, 1]
    return X, f, f + 0.5 * rng.normal(size=n)


tried = [1, 2, 4, 7, 13, 20]
explained = {}
for name, world in (("shared", shared), ("sparse", sparse)):
    table = np.empty((3, len(tried)))
    for seed in range(3):
        A, f, b = world(1200, np.random.default_rng(40 + seed))
        for k, m in enumerate(tried):
            fit = RandomForestRegressor(60, max_features=m, random_state=seed).fit(A[:200], b[:200])
            table[seed, k] = 1 - np.mean((fit.predict(A[200:]) - f[200:]) ** 2) / f[200:].var()
    explained[name] = table.mean(axis=0)
    print(name, explained[name].round(3))
assert explained["shared"][0] > explained["shared"][-1] + 0.04
assert explained["sparse"][-1] > explained["sparse"][0] + 0.4

fig, ax = plt.subplots()
ax.plot(tried, explained["shared"], "o-", color="C0")
ax.plot(tried, explained["sparse"], "s-", color="C1")
ax.set_xscale("log")
ax.set_xticks(tried, [str(m) for m in tried])
ax.minorticks_off()
ax.set_ylim(0.3, 1.02)
ax.set_xlabel("features tried at each split, of 20 (max_features)")
ax.set_ylabel("share of the signal explained")
ax.text(1.05, 0.97, "all features share one signal", color="C0", weight="bold")
ax.text(2.6, 0.55, "two of twenty matter", color="C1", weight="bold")
ax.set_title("No default suits both worlds")
figure(
    fig,
    "max-features",
    alt=(
        "Share of the signal explained on new rows against features tried at each split. With a shared "
        "signal it falls from "
        f"{explained['shared'][0]:.2f} at one feature to {explained['shared'][-1]:.2f} at all twenty. "
        "With two useful features of twenty it rises "
        f"from {explained['sparse'][0]:.2f} at one to {explained['sparse'][-1]:.2f} at twenty."
    ),
    caption=(
        "Where every feature is a fair substitute, few candidates decorrelate the trees at no cost. Where "
        "two of twenty "
        "matter, most splits never see them."
    ),
)
for name, values in explained.items():
    record(f"explained-{name}-1", float(values[0]))
    record(f"explained-{name}-2", float(values[1]))
    record(f"explained-{name}-4", float(values[2]))
    record(f"explained-{name}-7", float(values[3]))
    record(f"explained-{name}-all", float(values[-1]))

# %% [markdown]
# ## When out-of-bag error lies
#
# 60 patients with 10 visits each. The label belongs to the patient and is a coin flip: nothing can be
# learnt. Features are
# stable within a patient. Out-of-bag *visits* are not out-of-bag *patients*.

# %%
rng = np.random.default_rng(3)
patient = np.repeat(np.arange(60), 10)
coin = (np.arange(60) % 2)[rng.permutation(60)]
A = rng.normal(size=(60, 6))[patient] + 0.25 * rng.normal(size=(600, 6))
b = coin[patient]
visits = RandomForestClassifier(100, oob_score=True, random_state=0).fit(A, b)
grouped = cross_val_score(
    RandomForestClassifier(60, random_state=0), A, b, groups=patient, cv=GroupKFold(6)
).mean()
print(visits.oob_score_, grouped)
assert visits.oob_score_ > 0.9 and grouped < 0.62
record("oob-visits", 100 * float(visits.oob_score_), unit="%")
record("grouped-accuracy", 100 * float(grouped), unit="%")

# %% [markdown]
# Oversampling before the fit does the same: copies of one rare row lie in and out of the bag.

# %%
rng = np.random.default_rng(4)
A = rng.normal(size=(1000, 6))
b = (rng.random(1000) < 0.05).astype(int)
rare = np.flatnonzero(b == 1)
rows = np.concatenate([np.flatnonzero(b == 0), np.tile(rare, 950 // len(rare))])
copied = RandomForestClassifier(100, oob_score=True, random_state=0).fit(A[rows], b[rows])
oob_copied = roc_auc_score(b[rows], copied.oob_decision_function_[:, 1])
fresh_features, fresh_labels = rng.normal(size=(4000, 6)), (rng.random(4000) < 0.05).astype(int)
fresh_auc = roc_auc_score(fresh_labels, copied.predict_proba(fresh_features)[:, 1])
print(oob_copied, fresh_auc)
assert oob_copied > 0.95 and abs(fresh_auc - 0.5) < 0.08
record("oob-auc-copied", float(oob_copied))
record("fresh-auc-copied", float(fresh_auc))

# %% [markdown]
# ## Isolation forest: sample less to see more
#
# 2,000 ordinary points and a tight clump of 60 anomalies. Each tree of an isolation forest cuts at random;
# what is alone after few
# cuts is odd. With all rows in each tree, the clump hides its members; with 64 rows a tree, a clump has
# about two members.

# %%
rng = np.random.default_rng(5)
points = np.vstack([rng.normal(size=(2000, 2)), rng.normal([4.0, 4.0], 0.12, (60, 2))])
odd = np.repeat([0, 1], [2000, 60])
isolation = {}
for size in (2060, 256, 64):
    scores = [
        roc_auc_score(
            odd,
            -IsolationForest(n_estimators=100, max_samples=size, random_state=s)
            .fit(points)
            .score_samples(points),
        )
        for s in range(3)
    ]
    isolation[size] = float(np.mean(scores))
    record(f"isolation-auc-{size}", isolation[size])
print(isolation)
assert isolation[64] > isolation[2060] + 0.02

# %% [markdown]
# The score is 2^(−h/c): h is a point's mean depth, c(n) = 2H(n − 1) − 2(n − 1)/n the mean depth when n
# points are cut at random
# until each is alone. Simulated for 256 uniform points:


# %%
def mean_depth(values, rng):
    """Return the mean number of cuts after which each value is alone, cutting uniformly in the range."""
    total, stack = 0, [(np.sort(values), 0)]
    while stack:
        part, depth = stack.pop()
        if len(part) == 1:
            total += depth
            continue
        k = int(np.searchsorted(part, rng.uniform(part[0], part[-1]), side="right"))
        stack += [(part[:k], depth + 1), (part[k:], depth + 1)]
    return total / len(values)


rng = np.random.default_rng(6)
depths = [mean_depth(rng.random(256), rng) for _ in range(200)]
c_256 = 2 * np.sum(1 / np.arange(1, 256)) - 2 * 255 / 256
print(np.mean(depths), c_256)
assert abs(np.mean(depths) - c_256) < 4 * np.std(depths) / np.sqrt(200)
record("isolation-c-256", float(c_256))
record("isolation-depth-simulated", float(np.mean(depths)))

# %% [markdown]
# ## What you would say
#
# "Averaging removes the part of the variance that trees don't share, so I lower their correlation with
# feature sampling and stop adding
# trees when the curve is flat. Out-of-bag error is free validation for independent rows only: with repeated
# patients or copied rows
# it validates memory."
