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
# # Which feature matters? Four answers from one forest
#
# A forest predicts churn from three features that matter, all with few distinct values, and four that are
# pure chance,
# with 2, 10, 100 and 1,500 distinct values. What does each measure of importance say, and why does the
# best-known one name the customer number?

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import chi2_contingency
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import roc_auc_score

from handbook.publish import COLORS, figure, record
from scratch.trees_and_ensembles.cart import Tree, best_split, one_hot
from scratch.trees_and_ensembles.importance import fresh_importance, permutation_importance
from scratch.trees_and_ensembles.impurity import gain, gini

NAMES = ["contract", "plan", "late bills", "noise, 2 values", "noise, 10", "noise, 100", "customer id"]
TRUE = np.array([True, True, True, False, False, False, False])
N = 1500


def customers(n, rng):
    """Contract (2 values), plan (4) and late bills (counts) matter; the other four columns do not."""
    contract, plan, late = rng.integers(0, 2, n), rng.integers(0, 4, n), rng.poisson(0.6, n)
    logit = -1.2 + 1.1 * contract + 0.6 * (plan == 3) + 0.4 * late
    churn = (rng.random(n) < 1 / (1 + np.exp(-logit))).astype(np.int64)
    noise = [rng.integers(0, k, n) for k in (2, 10, 100)]
    return np.column_stack([contract, plan, late, *noise, rng.permutation(n)]).astype(float), churn


def as_tree(estimator):
    """Rewrite a fitted scikit-learn tree in the arrays of the scratch module."""
    t = estimator.tree_
    return Tree(
        np.where(t.feature < 0, -1, t.feature),
        t.threshold,
        t.children_left,
        t.children_right,
        t.value[:, 0, :],
        t.weighted_n_node_samples,
        t.impurity,
    )


def auc_drop(forest, X, y, groups, n_repeats=5, seed=1):
    """Permutation importance in points of AUC, shape (groups, repeats)."""
    rises = permutation_importance(
        lambda Z: -roc_auc_score(y, forest.predict_proba(Z)[:, 1]),
        X,
        groups,
        n_repeats,
        np.random.default_rng(seed),
    )
    return 100 * rises


rng = np.random.default_rng(0)
X, y = customers(N, rng)
X_test, y_test = customers(4000, rng)
singles = [[j] for j in range(7)]

# %% [markdown]
# ## The same forest, asked four times
#
# Impurity decrease (`feature_importances_`), permutation on the training rows, permutation on test rows, and
# impurity decrease
# recomputed with each tree's out-of-bag rows.

# %%
forest = RandomForestClassifier(150, random_state=0).fit(X, y)
impurity = forest.feature_importances_
on_train = auc_drop(forest, X, y, singles, n_repeats=3).mean(axis=1)
on_test = auc_drop(forest, X_test, y_test, singles, n_repeats=8)
shuffle_sd = on_test.std(axis=1, ddof=1)
on_test = on_test.mean(axis=1)


def out_of_bag_importance(forest, X, y):
    """Mean over trees of the impurity importance on the rows a tree did not draw, shape (p,)."""
    booked = []
    for estimator, drawn in zip(forest.estimators_, forest.estimators_samples_, strict=True):
        unseen = np.setdiff1d(np.arange(len(X)), drawn)
        booked.append(fresh_importance(as_tree(estimator), X[unseen], one_hot(y, 2)[unseen]))
    return np.mean(booked, axis=0)


out_of_bag = out_of_bag_importance(forest, X, y)
train_auc = roc_auc_score(y, forest.predict_proba(X)[:, 1])
test_auc = roc_auc_score(y_test, forest.predict_proba(X_test)[:, 1])
print("AUC", round(train_auc, 3), round(test_auc, 3))
for row in zip(NAMES, impurity, on_train, on_test, shuffle_sd, out_of_bag, strict=True):
    print(f"{row[0]:16s}", np.round(row[1:], 3))
assert impurity[6] == impurity.max() and impurity[6] > 5 * impurity[0]
assert impurity[~TRUE].sum() > 0.75
assert on_train[~TRUE].max() > on_train[1:3].min()
assert on_test.argmax() == 0 and out_of_bag.argmax() == 0
assert on_test[~TRUE].max() < on_test[TRUE].min()
assert out_of_bag[~TRUE].max() < out_of_bag[TRUE].min()

# %%
fig, axes = plt.subplots(1, 3, figsize=(6.4, 3.9), sharey=True)
panels = (
    (100 * impurity, "impurity\n(training rows)", "share (%)"),
    (on_train, "permutation,\ntraining rows", "AUC points lost"),
    (on_test, "permutation,\ntest rows", "AUC points lost"),
)
rows = np.arange(7)
colors = np.where(TRUE, "C0", "C1")
for ax, (values, title, label) in zip(axes, panels, strict=True):
    ax.barh(rows, values, color=list(colors), height=0.66)
    ax.axvline(0, color=COLORS["muted"], linewidth=1)
    ax.set_title(title, fontsize=11.5)
    ax.set_xlabel(label)
    ax.grid(axis="y", visible=False)
    ax.set_axisbelow(True)
axes[0].set_yticks(rows, NAMES)
axes[0].invert_yaxis()
axes[0].tick_params(axis="y", labelcolor=COLORS["ink"])
axes[2].text(9.6, 4.3, "pure chance\n(orange)", color="C1", weight="bold", ha="right")
axes[2].text(9.6, 1.75, "real (blue)", color="C0", weight="bold", ha="right")
figure(
    fig,
    "four-answers",
    alt=(
        "Bars of importance of seven features under three measures. Impurity: the customer number leads with "
        f"{impurity[6]:.0%}, the contract has {impurity[0]:.0%}. Permutation on training rows: contract, "
        "plan, customer id and the noise with 100 values are of one size. Permutation on "
        "test rows: contract far ahead, plan and late "
        "bills positive, all "
        "four chance columns near zero."
    ),
    caption=(
        "One forest of fully grown trees. By impurity the customer number is its best feature, and shuffling "
        "training rows rates it like a real one; on rows the forest has not seen, it is worth nothing."
    ),
)
record("train-auc", float(train_auc))
record("test-auc", float(test_auc))
record("impurity-id", 100 * float(impurity[6]), unit="%")
record("impurity-contract", 100 * float(impurity[0]), unit="%")
record("impurity-noise", 100 * float(impurity[~TRUE].sum()), unit="%")
record("train-permutation-id", float(on_train[6]))
record("train-permutation-contract", float(on_train[0]))
record("train-permutation-plan", float(on_train[1]))
record("test-permutation-contract", float(on_test[0]))
record("test-permutation-plan", float(on_test[1]))
record("test-permutation-late", float(on_test[2]))
record("test-permutation-id", float(on_test[6]))
record("oob-id", float(out_of_bag[6]))
record("oob-contract", float(out_of_bag[0]))
record("oob-noise-largest", float(out_of_bag[~TRUE].max()))
record("oob-true-smallest", float(out_of_bag[TRUE].min()))

# %% [markdown]
# ## Cause one: the best of many cuts
#
# For two classes the Gini gain of a cut, times rows over the node's Gini, *is* Pearson's χ² of side against
# class. A useless
# feature has χ² near 1 on average per cut, and a feature with k values may choose the best of k − 1 cuts.

# %%
rng = np.random.default_rng(1)
counts = np.array([[37.0, 61.0], [52.0, 40.0]])
by_gain = counts.sum() * gain(counts[0], counts[1], gini) / gini(counts.sum(axis=0) / counts.sum())
assert np.isclose(by_gain, chi2_contingency(counts, correction=False)[0])

values = [2, 3, 5, 10, 30, 100, 400]
n_null = 400
best_gain = {}
for k in values:
    found = []
    for _ in range(250):
        labels = rng.integers(0, 2, n_null)
        column = rng.integers(0, k, n_null) if k < n_null else rng.permutation(n_null)
        split = best_split(column[:, None].astype(float), one_hot(labels, 2), np.array([0]))
        share = labels.mean()
        found.append(split[0] / (2 * share * (1 - share)))
    best_gain[k] = (np.mean(found), np.std(found) / np.sqrt(250))
    print(k, np.round(best_gain[k], 2))
assert abs(best_gain[2][0] - 1) < 0.25
assert best_gain[400][0] > 5 * best_gain[2][0]

wins = np.zeros(3)
for _ in range(600):
    labels = rng.integers(0, 2, n_null)
    columns = np.column_stack(
        [rng.integers(0, 2, n_null), rng.integers(0, 10, n_null), rng.permutation(n_null)]
    )
    wins[best_split(columns.astype(float), one_hot(labels, 2), np.arange(3))[1]] += 1
print(wins / 600)
assert wins[2] > 4 * wins[0]
record("null-gain-2", float(best_gain[2][0]))
record("null-gain-10", float(best_gain[10][0]))
record("null-gain-continuous", float(best_gain[400][0]))
for name, share in zip(("2", "10", "continuous"), wins / 600, strict=True):
    record(f"null-root-{name}", 100 * float(share), unit="%")

# %% [markdown]
# ## Cause two: deep in the tree only many-valued columns are left
#
# A binary column can split a path once. Where do the trees earn their impurity decrease, and on which
# columns?

# %%
edges = [N + 1, 500, 150, 50, 15, 5, 0]
booked = np.zeros((len(edges) - 1, 2))
for estimator in forest.estimators_:
    tree = as_tree(estimator)
    inner = np.flatnonzero(tree.feature >= 0)
    weighted = tree.n_rows / tree.n_rows[0] * tree.impurity
    decrease = weighted[inner] - weighted[tree.left[inner]] - weighted[tree.right[inner]]
    band = np.searchsorted(-np.array(edges), -tree.n_rows[inner], side="left") - 1
    np.add.at(booked, (band, np.where(TRUE[tree.feature[inner]], 0, 1)), decrease)
booked = 100 * booked / booked.sum()
print(booked.round(1), booked.sum(axis=0))
top_noise = booked[0, 1] / booked[0].sum()
small = booked[2:, :].sum()
assert small > 60 and booked[2:, 1].sum() / small > 0.75

fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.7))
means = np.array([best_gain[k][0] for k in values])
errors = np.array([best_gain[k][1] for k in values])
axes[0].errorbar(values, means, 2 * errors, color="C1", marker="o", markersize=5)
axes[0].axhline(1, color=COLORS["muted"], linestyle=":")
axes[0].set_xscale("log")
axes[0].set_xticks([2, 10, 100, 400], ["2", "10", "100", "400"])
axes[0].minorticks_off()
axes[0].set_ylim(0, 6)
axes[0].set_xlabel("distinct values among 400 rows")
axes[0].set_ylabel("best gain of a useless column (χ²)")
axes[0].set_title("More cuts, luckier best", fontsize=11.5)
axes[0].text(5, 0.35, "one cut: 1 on average", color=COLORS["muted"])
at = np.arange(len(booked))
axes[1].bar(at, booked[:, 0], color="C0", width=0.7)
axes[1].bar(at, booked[:, 1], bottom=booked[:, 0], color="C1", width=0.7)
axes[1].set_xticks(at, ["500", "150", "50", "15", "5", "2"])
axes[1].set_xlabel("rows in the split node, at least")
axes[1].set_ylabel("share of impurity decrease (%)")
axes[1].set_ylim(0, 35)
axes[1].set_title("Most is earned in tiny nodes", fontsize=11.5)
axes[1].text(-0.4, 22, "chance\ncolumns", color="C1", weight="bold")
axes[1].text(-0.4, 17.5, "real\ncolumns", color="C0", weight="bold")
axes[1].grid(axis="x", visible=False)
axes[1].set_axisbelow(True)
figure(
    fig,
    "two-causes",
    alt=(
        f"Left: the best chi-square gain of a useless column rises from {means[0]:.1f} with 2 distinct "
        f"values to {means[-1]:.1f} "
        "when all values differ. Right: stacked bars of impurity decrease by size of the node; nodes of "
        "fewer than 150 rows hold "
        f"{small:.0f} % of it, and most of that belongs to columns that are pure chance."
    ),
    caption=(
        "Left, a column that may choose among many cuts finds a lucky one. Right, most impurity is removed "
        "deep in the tree, "
        "where two-valued columns are used up and chance columns still offer cuts."
    ),
)
record("small-node-share", float(small), unit="%")
record("small-node-noise", 100 * float(booked[2:, 1].sum() / small), unit="%")
record("large-node-noise", 100 * float(top_noise), unit="%")

# %% [markdown]
# ## Nothing to find, and still one hundred per cent
#
# The labels are shuffled, so that *no* column matters. Impurity importances are shares and add up to one
# whatever happens. Seen the other way
# round, ten such runs give each column's score under "useless", to be subtracted from what it got. That
# unmasks the customer id and finds the
# contract. It does not find the two weaker features: what noise took from them is lost.

# %%
null = []
for seed in range(10):
    shuffled = np.random.default_rng(100 + seed).permutation(y)
    null.append(RandomForestClassifier(60, random_state=seed).fit(X, shuffled).feature_importances_)
null = np.array(null)
corrected = impurity - null.mean(axis=0)
print(null.mean(axis=0).round(3), corrected.round(3))
assert null.mean(axis=0)[6] > 0.25
assert corrected.argmax() == 0 and corrected[6] < 0
assert np.abs(corrected[1:3]).max() < 0.01
record("null-impurity-id", 100 * float(null.mean(axis=0)[6]), unit="%")
record("null-impurity-contract", 100 * float(null.mean(axis=0)[0]), unit="%")
record("corrected-contract", 100 * float(corrected[0]), unit=" points")
record("corrected-id", 100 * float(corrected[6]), unit=" points")

# %% [markdown]
# Larger leaves help the forest and shrink the bias. They do not remove it.

# %%
for leaf in (1, 10, 50):
    coarse = RandomForestClassifier(100, min_samples_leaf=leaf, random_state=0).fit(X, y)
    score = roc_auc_score(y_test, coarse.predict_proba(X_test)[:, 1])
    share = coarse.feature_importances_
    print(leaf, round(score, 3), share.round(3))
    record(f"leaf-{leaf}-auc", float(score))
    record(f"leaf-{leaf}-noise", 100 * float(share[~TRUE].sum()), unit="%")
    record(f"leaf-{leaf}-id", 100 * float(share[6]), unit="%")
assert share[~TRUE].sum() > 0.25 and score > test_auc + 0.03

# %% [markdown]
# ## Permutation has its own failure: twins hide each other
#
# Usage decides, price matters less. Now usage is logged by 1 to 6 systems that nearly agree (correlation
# 0.98). The
# forest is as good as before; each copy's importance melts away.


# %%
def twins(copies, n, rng):
    usage, price = rng.normal(size=(2, n))
    churn = (rng.random(n) < 1 / (1 + np.exp(-(2.0 * usage + 0.8 * price)))).astype(int)
    logged = usage[:, None] + 0.14 * rng.normal(size=(n, copies))
    return np.column_stack([price, logged]), churn


copies = [1, 2, 3, 4, 6]
melt = []
for k in copies:
    rng = np.random.default_rng(20 + k)
    A, a = twins(k, 1500, rng)
    B, b = twins(k, 3000, rng)
    fit = RandomForestClassifier(100, min_samples_leaf=5, random_state=0).fit(A, a)
    score = 100 * roc_auc_score(b, fit.predict_proba(B)[:, 1])
    drops = auc_drop(fit, B, b, [[0], [1], list(range(1, k + 1))], n_repeats=3).mean(axis=1)
    melt.append([score, *drops])
    if k == 4:
        without = RandomForestClassifier(100, min_samples_leaf=5, random_state=0).fit(A[:, [0, 2, 3, 4]], a)
        drop_column = score - 100 * roc_auc_score(b, without.predict_proba(B[:, [0, 2, 3, 4]])[:, 1])
melt = np.array(melt)
print(np.c_[copies, melt.round(2)], drop_column)
assert np.ptp(melt[:, 0]) < 4
assert melt[0, 2] > 3 * melt[0, 1]
assert melt[-1, 2] < melt[-1, 1]
assert melt[-1, 3] > 0.8 * melt[0, 2]
assert abs(drop_column) < 0.7

fig, ax = plt.subplots()
ax.plot(copies, melt[:, 3], color="C0", linestyle=(0, (4, 2)))
ax.plot(copies, melt[:, 2], color="C0", marker="o", clip_on=False, zorder=3)
ax.plot(copies, melt[:, 1], color="C2", marker="s")
ax.set_xticks([1, 2, 3, 4, 5, 6])
ax.set_ylim(0, 36)
ax.set_xlabel("nearly equal copies of usage among the features")
ax.set_ylabel("points of AUC lost when shuffled")
ax.text(3.2, melt[2, 3] - 4.2, "all copies of usage together", color="C0", weight="bold")
ax.text(2.1, melt[1, 2] + 1.5, "one copy of usage", color="C0", weight="bold")
ax.text(4.6, melt[-1, 1] + 2.4, "price", color="C2", weight="bold")
ax.set_title("The deciding feature disappears behind its copies")
figure(
    fig,
    "twins",
    alt=(
        "AUC points lost when features are shuffled, against the number of copies of usage. One copy "
        f"alone costs {melt[0, 2]:.0f} points "
        f"with no twin and {np.round(melt[-1, 2], 1) + 0.0:.1f} with five twins, below price. "
        "All copies shuffled together "
        f"stay near {melt[-1, 3]:.0f}."
    ),
    caption=(
        "Test AUC is the same throughout. Shuffling one copy lets the others speak for it; shuffling the "
        "group by one permutation "
        "shows what usage is worth."
    ),
)
record("twin-alone", float(melt[0, 2]))
record("twin-of-six", float(np.round(melt[-1, 2], 1)) + 0.0)  # adding zero turns -0.0 into 0.0
record("twin-group", float(melt[-1, 3]))
record("twin-price", float(melt[-1, 1]))
record("twin-auc-first", float(melt[0, 0] / 100))
record("twin-auc-last", float(melt[-1, 0] / 100))
record("twin-drop-column", float(drop_column))

# %% [markdown]
# ## The error bar that is too short
#
# `importances_std` is the spread over shuffles of *one* model on *one* test set. Redraw both and look again.

# %%
redrawn = []
for seed in range(15):
    rng = np.random.default_rng(200 + seed)
    A, a = customers(N, rng)
    B, b = customers(1000, rng)
    fit = RandomForestClassifier(60, random_state=seed).fit(A, a)
    redrawn.append(auc_drop(fit, B, b, [[0], [6]], n_repeats=5, seed=seed))
redrawn = np.array(redrawn)
shuffles = redrawn.std(axis=2, ddof=1).mean(axis=0)
refits = redrawn.mean(axis=2).std(axis=0, ddof=1)
print(shuffles.round(2), refits.round(2), redrawn.mean(axis=(0, 2)).round(2))
assert refits[0] > 1.3 * shuffles[0] / np.sqrt(5)
record("sd-shuffles", float(shuffles[0]))
record("sd-mean-of-shuffles", float(shuffles[0] / np.sqrt(5)))
record("sd-refits", float(refits[0]))

# %% [markdown]
# ## What you would say
#
# "Impurity importance is computed on the rows the trees were grown on, so it rewards whatever could overfit:
# a column with many distinct
# values gets the best of many cuts and is the last one left in small nodes. I use permutation on held-out
# rows, shuffle correlated
# columns as a group, and look at several refits. None of it says what would happen if we changed the
# feature."
