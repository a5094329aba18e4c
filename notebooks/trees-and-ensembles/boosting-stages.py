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
# # Boosting, stage by stage
#
# What does each further tree change, what is early stopping really protecting, and how do shrinkage and the
# number of trees trade against each other?

# %%
import matplotlib.pyplot as plt
import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import log_loss, roc_auc_score

from handbook.publish import COLORS, figure, record
from scratch.trees_and_ensembles.adaboost import fit_adaboost
from scratch.trees_and_ensembles.gradient_boosting import LogLoss, SquaredError, fit_boosted

# %% [markdown]
# ## Staged predictions
#
# Delivery time against distance: a curve with a jump at 6 km, where another depot takes over. 120 noisy
# orders, trees of depth 2, each taken by a fifth.


# %%
def minutes(km):
    return 18 + 2.6 * km + 4 * np.sin(1.3 * km) + 9 * (km > 6)


rng = np.random.default_rng(5)
km = np.sort(rng.uniform(0, 10, 120))
took = minutes(km) + 3 * rng.normal(size=120)
grid = np.linspace(0, 10, 801)
curve = fit_boosted(km[:, None], took, SquaredError(), n_trees=600, rate=0.2, max_depth=2)
stages = list(curve.staged(grid[:, None]))
shown = [1, 5, 30, 600]
rmse = {m: float(np.sqrt(np.mean((stages[m] - minutes(grid)) ** 2))) for m in shown}
assert rmse[30] < rmse[5] < rmse[1]
assert rmse[600] > 1.3 * rmse[30]

# %%
fig, axes = plt.subplots(2, 2, figsize=(6.4, 5.0), sharex=True, sharey=True)
for ax, m in zip(axes.flat, shown, strict=True):
    ax.scatter(km, took, s=9, color=COLORS["C5"], alpha=0.6, linewidths=0)
    ax.plot(grid, minutes(grid), color=COLORS["ink"], lw=1.2, ls=(0, (4, 2)))
    ax.plot(grid, stages[m], color=COLORS["C0"] if m < 600 else COLORS["C1"], lw=2)
    ax.set_title(f"{m} tree{'s' if m > 1 else ''}: {rmse[m]:.1f} min off", fontsize=11)
for ax in axes[1]:
    ax.set_xlabel("distance (km)")
for ax in axes[:, 0]:
    ax.set_ylabel("time (minutes)")
figure(
    fig,
    "staged",
    alt=(
        "Four panels of delivery time against distance with 120 points, a dashed true curve that jumps at "
        f"6 km and the boosted prediction. After 1 tree it is a few flat steps near the mean, {rmse[1]:.1f} "
        f"minutes off the truth; after 5 trees {rmse[5]:.1f}; after 30 trees it follows curve and jump, "
        f"{rmse[30]:.1f}; after 600 trees it spikes through single points, {rmse[600]:.1f}."
    ),
    caption=(
        "Dashed: the truth; line: the sum of the first trees, each taken by 0.2; in the titles the root mean "
        "squared distance between the two. The first trees find the trend, the next the jump, the last "
        "the noise."
    ),
)
record("off-1", rmse[1], unit="min")
record("off-30", rmse[30], unit="min")
record("off-600", rmse[600], unit="min")

# %% [markdown]
# ## What the 800th tree spoils
#
# 1,500 rows with weak signal: even the true probabilities have a log loss of about 0.55. Follow log loss,
# accuracy and AUC on 10,000 fresh rows.


# %%
def rows(n, rng):
    X = rng.normal(size=(n, 10))
    F = 1.2 * np.sin(2 * X[:, 0]) + X[:, 1] * X[:, 2] + 0.8 * (X[:, 3] > 0.5) - 0.5
    return X, (rng.random(n) < 1 / (1 + np.exp(-F))).astype(int), F


rng = np.random.default_rng(11)
X, y, _ = rows(1500, rng)
X_test, y_test, F_test = rows(10_000, rng)
model = GradientBoostingClassifier(n_estimators=800, learning_rate=0.1, max_depth=3, random_state=0).fit(X, y)
trees, train, test, right, auc = [], [], [], [], []
for m, (F_train, F) in enumerate(
    zip(model.staged_decision_function(X), model.staged_decision_function(X_test), strict=True), start=1
):
    if m > 10 and m % 10:
        continue
    trees.append(m)
    train.append(LogLoss().mean(y, F_train.ravel()))
    test.append(LogLoss().mean(y_test, F.ravel()))
    right.append(float(np.mean((F.ravel() > 0) == y_test)))
    auc.append(roc_auc_score(y_test, F.ravel()))
    if m == 800:
        claimed = 1 / (1 + np.exp(-F.ravel()))
constant = log_loss(y_test, np.full(10_000, y.mean()))
best = int(np.argmin(test))
sure = claimed > 0.9
assert test[-1] > constant, "worse than saying the base rate"
assert auc[-1] > auc[best] - 0.02
assert right[best] - right[-1] < 0.02
assert train[-1] < 0.5 * train[best]
for name, value, unit in (
    ("best-trees", trees[best], "trees"),
    ("best-loss", test[best], ""),
    ("end-loss", test[-1], ""),
    ("end-train-loss", train[-1], ""),
    ("constant-loss", constant, ""),
    ("best-auc", auc[best], ""),
    ("end-auc", auc[-1], ""),
    ("best-right", 100 * right[best], "%"),
    ("end-right", 100 * right[-1], "%"),
    ("sure-says", 100 * claimed[sure].mean(), "%"),
    ("sure-happens", 100 * y_test[sure].mean(), "%"),
    ("truth-loss", LogLoss().mean(y_test, F_test), ""),
):
    record(name, value, unit=unit)

# %%
fig, (left, low) = plt.subplots(1, 2, figsize=(6.4, 3.7))
left.plot(trees, train, color=COLORS["C5"], ls="--")
left.plot(trees, test, color=COLORS["C0"])
left.axhline(constant, color=COLORS["muted"], lw=1.2, ls=":")
left.plot(trees[best], test[best], "o", color=COLORS["C0"], ms=7)
left.text(60, constant + 0.008, "always base rate", color=COLORS["muted"], va="bottom", fontsize=9)
left.text(330, 0.605, "fresh rows", color=COLORS["C0"], fontsize=10.5, va="top")
left.text(330, 0.29, "training rows", color=COLORS["C5"], fontsize=10.5)
left.set_title("Log loss turns early…", fontsize=11.5)
left.set_xlabel("trees")
left.set_ylabel("log loss (nats)")
low.plot(trees, auc, color=COLORS["C2"])
low.plot(trees, right, color=COLORS["C4"], ls="-.")
low.axvline(trees[best], color=COLORS["C0"], lw=1.2, ls=":")
low.text(790, auc[-1] + 0.011, "AUC", color=COLORS["C2"], ha="right", fontsize=10.5)
low.text(790, right[-1] - 0.016, "accuracy", color=COLORS["C4"], ha="right", fontsize=10.5)
low.set_ylim(0.58, 0.78)
low.set_title("…the ranking hardly moves", fontsize=11.5)
low.set_xlabel("trees")
low.set_ylabel("AUC, accuracy")
figure(
    fig,
    "deviance",
    alt=(
        f"Left: training log loss falls to {train[-1]:.2f} over 800 trees while log loss on fresh rows "
        f"has its minimum {test[best]:.3f} at {trees[best]} trees and ends at {test[-1]:.2f}, above the "
        f"dotted line of the base rate at {constant:.2f}. Right: AUC goes from {auc[best]:.3f} to "
        f"{auc[-1]:.3f} and accuracy from {right[best]:.0%} to {right[-1]:.0%}."
    ),
    caption=(
        "The same 800 trees by three measures. Past the dotted minimum the model grows too sure of itself; "
        "who is more likely than whom it still knows."
    ),
)

# %% [markdown]
# ## Shrinkage and the number of trees
#
# Six learning rates, 400 trees each, on fresh rows.

# %%
rates, counts = [0.02, 0.05, 0.1, 0.2, 0.5, 1.0], [5, 10, 20, 50, 100, 200, 400]
X_valid, y_valid = X_test[:4000], y_test[:4000]
losses = np.empty((len(rates), 400))
for i, rate in enumerate(rates):
    fit = GradientBoostingClassifier(n_estimators=400, learning_rate=rate, max_depth=3, random_state=0)
    fit.fit(X[:1000], y[:1000])
    losses[i] = [LogLoss().mean(y_valid, F.ravel()) for F in fit.staged_decision_function(X_valid)]
table = losses[:, np.array(counts) - 1]
best_at = losses.argmin(axis=1) + 1
best_loss = losses.min(axis=1)
product = np.array(rates[:4]) * best_at[:4]
print(best_loss, best_at)
assert best_loss[:3].max() - best_loss[:3].min() < 0.01, "small rates end at the same loss"
assert best_loss[-1] > best_loss[2] + 0.015
assert table[-1, -1] > 1
record("rate-small-loss", best_loss[1])
record("rate-tenth-loss", best_loss[2])
record("rate-one-loss", best_loss[-1])
record("rate-small-trees", best_at[1])
record("rate-tenth-trees", best_at[2])
record("rate-fifth-trees", best_at[3])
record("product-low", product.min())
record("product-high", product.max())

# %%
fig, ax = plt.subplots(figsize=(6.4, 3.9))
image = ax.imshow(np.clip(table, None, 0.75), cmap="cividis_r", aspect="auto")
ax.grid(visible=False)
for i in range(len(rates)):
    for j in range(len(counts)):
        dark = table[i, j] > 0.68
        ax.text(
            j,
            i,
            f"{table[i, j]:.2f}",
            ha="center",
            va="center",
            fontsize=10,
            color="#ffffff" if dark else "#101010",
            weight="bold" if table[i, j] == table[i].min() else "normal",
        )
ax.set_xticks(range(len(counts)), counts)
ax.set_yticks(range(len(rates)), rates)
ax.set_xlabel("trees")
ax.set_ylabel("learning rate")
ax.set_title("Halve the rate, double the trees: same loss")
bar = fig.colorbar(image, ax=ax)
bar.set_label("log loss on fresh rows (cut at 0.75)")
figure(
    fig,
    "shrinkage-grid",
    alt=(
        "A table of log loss for six learning rates by seven numbers of trees. The lowest values lie on a "
        "diagonal: of all numbers of trees the best is "
        + ", ".join(f"{m} at rate {rate}" for m, rate in zip(best_at[:4], rates, strict=False))
        + f". Rate 1 is never better than {best_loss[-1]:.2f} and ends at {table[-1, -1]:.1f}."
    ),
    caption=(
        "Bold: the best number of trees shown in each row. The good cells lie on a diagonal of about "
        "constant rate × trees; large rates miss the valley, whatever their number of trees."
    ),
)

# %% [markdown]
# ## AdaBoost and wrong labels
#
# Exponential loss never forgives a row that is labelled wrongly. 1,000 training rows, 10 % of labels flipped,
# stumps; how much of AdaBoost's weight do the flipped rows hold after some rounds?

# %%
rng = np.random.default_rng(2)


def clean(n):
    X = rng.normal(size=(n, 5))
    return X, np.where(X[:, 0] + 0.8 * X[:, 1] - 0.6 * X[:, 2] > 0, 1.0, -1.0)


X_ada, y_true = clean(1000)
X_new, y_new = clean(10_000)
flipped = rng.random(1000) < 0.10
y_noisy = np.where(flipped, -y_true, y_true)
ada = fit_adaboost(X_ada, y_noisy, 200)
w = np.exp(-y_noisy * ada.score(X_ada))
share, heaviest = float(w[flipped].sum() / w.sum()), float(w.max() / w.mean())
logit = fit_boosted(X_ada, (y_noisy > 0).astype(float), LogLoss(), n_trees=200, rate=0.5, max_depth=1)
gradient = np.abs(LogLoss().derivatives((y_noisy > 0).astype(float), logit.predict(X_ada))[0])
logit_share = float(gradient[flipped].sum() / gradient.sum())
ada_right = float(np.mean(np.sign(ada.score(X_new)) == y_new))
logit_right = float(np.mean(np.sign(logit.predict(X_new)) == y_new))
logit_heaviest = float(gradient.max() / gradient.mean())
assert share > 2.5 * flipped.mean()
assert logit_share > 2.5 * flipped.mean(), "log loss does not save it: the share is about the same"
assert heaviest > 1.5 * logit_heaviest, "but the heaviest single row weighs less"
assert logit_right > ada_right
record("flipped", 100 * flipped.mean(), unit="%")
record("flipped-weight", 100 * share, unit="%")
record("flipped-gradient", 100 * logit_share, unit="%")
record("heaviest", heaviest)
record("logit-heaviest", logit_heaviest)
record("ada-right", 100 * ada_right, unit="%")
record("logit-right", 100 * logit_right, unit="%")
print(share, logit_share, heaviest, logit_heaviest, ada_right, logit_right)
