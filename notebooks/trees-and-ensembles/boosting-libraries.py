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
# # What XGBoost, LightGBM and CatBoost add, measured
#
# Gradient sampling, ordered target statistics and leaf-wise growth: what is each worth, and when does a tree
# lose to a network?

# %%
import warnings

import matplotlib.pyplot as plt
import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.neural_network import MLPRegressor

from handbook.publish import COLORS, figure, record
from scratch.trees_and_ensembles.second_order import goss, ordered_target_statistic, split_gain

# %% [markdown]
# ## The category that knew the answer
#
# 6,000 customers, one of 3,000 postcodes each, which means *nothing* here, and four columns with signal.
# Encode the postcode by its mean target over all training rows, its own included ("greedy"), or by
# earlier rows only, in a random order ("ordered"). New rows are encoded by the training means in both cases.


# %%
def customers(n, rng):
    X = rng.normal(size=(n, 4))
    code = rng.integers(0, 3000, n)
    p = 1 / (1 + np.exp(-(X[:, 0] + X[:, 1] * X[:, 2])))
    return X, code, (rng.random(n) < p).astype(float)


rng = np.random.default_rng(3)
X, code, y = customers(6000, rng)
X_new, code_new, y_new = customers(10_000, rng)
prior = y.mean()
total = np.bincount(code, y, minlength=3000) + prior
count = np.bincount(code, minlength=3000) + 1
greedy, fresh = (total / count)[code], (total / count)[code_new]
ordered = ordered_target_statistic(code, y, rng, prior=prior)
encodings = {"none": (None, None), "ordered": (ordered, fresh), "greedy": (greedy, fresh)}
encoding_auc, encoding_loss, train_auc = {}, {}, {}
for name, (old, new) in encodings.items():
    A = X if old is None else np.column_stack([X, old])
    B = X_new if new is None else np.column_stack([X_new, new])
    fit = HistGradientBoostingClassifier(
        max_iter=60, learning_rate=0.1, early_stopping=False, random_state=0
    ).fit(A, y)
    encoding_auc[name] = roc_auc_score(y_new, fit.predict_proba(B)[:, 1])
    encoding_loss[name] = log_loss(y_new, fit.predict_proba(B)[:, 1])
    train_auc[name] = roc_auc_score(y, fit.predict_proba(A)[:, 1])
    print(name, round(train_auc[name], 3), round(encoding_auc[name], 3), round(encoding_loss[name], 3))
    record(f"encoding-{name}-auc", encoding_auc[name])
    record(f"encoding-{name}-loss", encoding_loss[name])
    record(f"encoding-{name}-train-auc", train_auc[name])
base_loss = log_loss(y_new, np.full(len(y_new), prior))
record("encoding-base-loss", base_loss)
record("greedy-alone-train-auc", roc_auc_score(y, greedy))
record("greedy-alone-auc", roc_auc_score(y_new, fresh))
assert roc_auc_score(y, greedy) > 0.8, "the encoded noise predicts its own rows"
assert abs(roc_auc_score(y_new, fresh) - 0.5) < 0.02
assert encoding_auc["greedy"] < encoding_auc["none"] - 0.02
assert encoding_auc["ordered"] > encoding_auc["none"] - 0.01

# %% [markdown]
# ## GOSS: the large gradients and a sample of the rest
#
# How well does 20 % of the rows estimate the gain of a split: drawn uniformly, or the 10 % largest gradients
# and a tenth of all rows from the others, weighted by 9? Early in training all gradients have the same order
# of size; late most are near 0 and few are large.


# %%
def spread(g, left):
    """Return the relative root mean squared error of the split's gain under uniform sampling and GOSS."""
    n = len(g)
    rng = np.random.default_rng(4)
    full = split_gain((g[left].sum(), left.sum()), (g[~left].sum(), (~left).sum()), 0.0, 0.0)
    gains = []
    for _ in range(600):
        pair = []
        for rows, w in ((rng.permutation(n)[: n // 5], np.full(n // 5, 5.0)), goss(g, 0.1, 0.1, rng)):
            low = left[rows]
            side = [(float((g[rows] * w)[s].sum()), float(w[s].sum())) for s in (low, ~low)]
            pair.append(split_gain(side[0], side[1], 0.0, 0.0))
        gains.append(pair)
    return np.sqrt(np.mean((np.array(gains) / full - 1) ** 2, axis=0))


rng = np.random.default_rng(8)
n = 5000
left = rng.random(n) < 0.4
early = np.where(rng.random(n) < 0.5 + 0.15 * left, -0.5, 0.5)
late = 0.05 * rng.normal(size=n) + (rng.random(n) < 0.06 + 0.09 * left) * rng.uniform(0.5, 1, n)
early_error, late_error = spread(early, left), spread(late, left)
print(early_error, late_error)
assert late_error[1] < 0.8 * late_error[0]
assert early_error[1] > early_error[0], "with equal gradients GOSS is worse than a uniform sample"
for name, pair in (("early", early_error), ("late", late_error)):
    record(f"uniform-{name}", 100 * pair[0], unit="%")
    record(f"goss-{name}", 100 * pair[1], unit="%")

# %% [markdown]
# ## Leaf-wise or level-wise, at the same number of leaves
#
# Both get 16 leaves a tree: best first without a limit on depth, or a full tree of depth 4. The target has
# one corner where everything happens.


# %%
def corner(X):
    return 6 * np.prod(X[:, :6] > 0.35, axis=1) * (1 + X[:, 6]) + X[:, 7]


rng = np.random.default_rng(6)
growth = {}
for size in (500, 10_000):
    X = rng.random((size, 8))
    y = corner(X) + 0.5 * rng.normal(size=size)
    B = rng.random((8000, 8))
    for name, limits in (
        ("leaf", {"max_leaf_nodes": 16}),
        ("level", {"max_depth": 4, "max_leaf_nodes": None}),
    ):
        fit = HistGradientBoostingRegressor(max_iter=40, early_stopping=False, random_state=0, **limits)
        fit.fit(X, y)
        growth[name, size] = float(np.sqrt(np.mean((fit.predict(B) - corner(B)) ** 2)))
print(growth)
for (name, size), value in growth.items():
    record(f"{name}-wise-{size}", value)
assert growth["leaf", 10_000] < growth["level", 10_000]

# %% [markdown]
# ## Trees against a network
#
# 1,500 rows whose target depends on thresholds in single columns. Then three changes: 40 columns of noise
# more, the same columns rotated at random, and a smooth target.


# %%
def steps(X):
    return 2.0 * (X[:, 0] > 0) + 1.5 * (X[:, 1] > 0.5) * (X[:, 2] > 0) + np.floor(1.5 * X[:, 3])


def smooth(X):
    return 1.5 * X[:, 0] + X[:, 1] * X[:, 2] + np.sin(X[:, 3])


def compare(target, extra, rotate, seed):
    """Return the shares of variance that boosted trees and a network explain on fresh rows."""
    rng = np.random.default_rng(seed)
    Z, Z_new = rng.normal(size=(1500, 6 + extra)), rng.normal(size=(4000, 6 + extra))
    y = target(Z) + 0.3 * rng.normal(size=1500)
    truth = target(Z_new)
    if rotate:
        Q = np.linalg.qr(rng.normal(size=(6 + extra, 6 + extra)))[0]
        Z, Z_new = Z @ Q, Z_new @ Q
    trees = HistGradientBoostingRegressor(max_iter=100, early_stopping=False, random_state=0).fit(Z, y)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        net = MLPRegressor(
            hidden_layer_sizes=(64, 64), alpha=1e-3, early_stopping=True, max_iter=120, random_state=0
        ).fit(Z, (y - y.mean()) / y.std())
    guesses = trees.predict(Z_new), y.mean() + y.std() * net.predict(Z_new)
    return [1 - float(np.mean((guess - truth) ** 2) / truth.var()) for guess in guesses]


settings = [
    ("thresholds", "steps", steps, 0, False),
    ("+ 40 noise columns", "noise", steps, 40, False),
    ("thresholds, rotated", "rotated", steps, 0, True),
    ("smooth", "smooth", smooth, 0, False),
]
results = {}
for _, key, target, extra, rotate in settings:
    results[key] = np.array([compare(target, extra, rotate, seed) for seed in range(3)]).mean(axis=0)
    print(key, results[key].round(3))
    record(f"trees-{key}", results[key][0])
    record(f"net-{key}", results[key][1])
assert results["steps"][0] > results["steps"][1]
assert results["noise"][0] > results["noise"][1] + 0.1
assert results["rotated"][0] < results["steps"][0] - 0.1
assert results["rotated"][1] > results["rotated"][0] - 0.02
assert results["smooth"][1] > results["smooth"][0]

# %%
fig, ax = plt.subplots(figsize=(6.4, 3.7))
at = np.arange(4)
both = np.array([results[key] for _, key, *_ in settings])
for shift, i, color, label, hatch in (
    (-0.2, 0, "C0", "boosted trees", None),
    (0.2, 1, "C1", "network", "//"),
):
    ax.bar(
        at + shift,
        both[:, i],
        0.36,
        color=COLORS[color],
        label=label,
        hatch=hatch,
        edgecolor=COLORS["paper"],
        lw=0,
    )
    for x, value in zip(at + shift, both[:, i], strict=True):
        ax.text(x, value + 0.015, f"{value:.2f}", ha="center", fontsize=10.5)
ax.set_xticks(at, ["thresholds", "+ 40 noise\ncolumns", "thresholds,\nrotated", "smooth\ntarget"])
ax.set_ylabel("R² on fresh rows")
ax.set_ylim(0, 1.22)
ax.set_yticks(np.arange(0, 1.01, 0.2))
ax.grid(axis="x", visible=False)
ax.set_axisbelow(True)
ax.legend(loc="upper right", ncols=2)
ax.set_title("Trees win by what they assume about columns")
figure(
    fig,
    "trees-or-network",
    alt=(
        "Bars of R² on fresh rows for boosted trees and a network: "
        + "; ".join(f"{name} {results[key][0]:.2f} and {results[key][1]:.2f}" for name, key, *_ in settings)
        + "."
    ),
    caption=(
        "1,500 training rows, mean of 3 data sets. Noise columns cost the network most; a rotation, which "
        "loses no information, takes the trees' advantage away."
    ),
)
