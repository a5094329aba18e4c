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
# # Bagging, boosting, stacking: which error does each reduce?
#
# The same data, drawn thirty times: what happens to bias and to variance when trees are averaged or added,
# and what does a stack of different models gain over its best member?

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import norm
from sklearn.ensemble import BaggingRegressor, GradientBoostingRegressor
from sklearn.linear_model import Ridge
from sklearn.model_selection import KFold
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import SplineTransformer, StandardScaler
from sklearn.tree import DecisionTreeRegressor

from handbook.publish import COLORS, figure, record
from scratch.trees_and_ensembles.stacking import average_variance, fit_stack

# %% [markdown]
# ## Bias and variance of six learners
#
# 30 training sets of 200 rows from one process (Friedman's first function with noise of standard deviation
# 2); predictions at 500 fixed points.


# %%
def friedman(X):
    return 10 * np.sin(np.pi * X[:, 0] * X[:, 1]) + 20 * (X[:, 2] - 0.5) ** 2 + 10 * X[:, 3] + 5 * X[:, 4]


rng = np.random.default_rng(0)
points = rng.random((500, 5))
specs = [
    ("depth 2", "one", lambda: DecisionTreeRegressor(max_depth=2, random_state=0)),
    (
        "depth 2",
        "bagged",
        lambda: BaggingRegressor(DecisionTreeRegressor(max_depth=2), n_estimators=30, random_state=0),
    ),
    ("depth 2", "boosted", lambda: GradientBoostingRegressor(n_estimators=150, max_depth=2, random_state=0)),
    ("full", "one", lambda: DecisionTreeRegressor(random_state=0)),
    ("full", "bagged", lambda: BaggingRegressor(DecisionTreeRegressor(), n_estimators=30, random_state=0)),
    (
        "full",
        "boosted",
        lambda: GradientBoostingRegressor(n_estimators=30, max_depth=None, learning_rate=0.1, random_state=0),
    ),
]
predictions = np.empty((len(specs), 30, 500))
for repeat in range(30):
    X = rng.random((200, 5))
    y = friedman(X) + 2 * rng.normal(size=200)
    for i, (_, _, make) in enumerate(specs):
        predictions[i, repeat] = make().fit(X, y).predict(points)
variance = predictions.var(axis=1, ddof=1).mean(axis=1)
bias2 = ((predictions.mean(axis=1) - friedman(points)) ** 2).mean(axis=1) - variance / 30
for (size, how, _), b, v in zip(specs, bias2, variance, strict=True):
    print(size, how, round(b, 2), round(v, 2))
    name = size.replace(" ", "-")
    record(f"{name}-{how}-bias", b)
    record(f"{name}-{how}-variance", v)
assert bias2[2] < 0.2 * bias2[0]
assert bias2[1] > 0.8 * bias2[0]
assert variance[4] < 0.4 * variance[3]
assert variance[5] > 0.8 * variance[3]

# %%
fig, ax = plt.subplots(figsize=(6.4, 3.9))
at = np.array([0, 1, 2, 3.6, 4.6, 5.6])
ax.bar(at, bias2, width=0.72, color=COLORS["C1"], label="bias²")
ax.bar(
    at,
    variance,
    width=0.72,
    bottom=bias2,
    color=COLORS["C0"],
    label="variance",
    hatch="//",
    edgecolor=COLORS["paper"],
    lw=0,
)
for x, total in zip(at, bias2 + variance, strict=True):
    ax.text(x, total + 0.25, f"{total:.1f}", ha="center", fontsize=10.5, color=COLORS["ink"])
ax.set_xticks(at, ["one", "bagged", "boosted"] * 2)
ax.text(1, -0.14, "trees of depth 2", ha="center", va="top", transform=ax.get_xaxis_transform(), fontsize=11)
ax.text(4.6, -0.14, "full trees", ha="center", va="top", transform=ax.get_xaxis_transform(), fontsize=11)
ax.set_ylabel("squared error above the noise")
ax.set_axisbelow(True)
ax.set_ylim(0, 1.18 * (bias2 + variance).max())
ax.grid(axis="x", visible=False)
ax.legend(loc="upper right", ncols=2)
ax.set_title("Boosting needs bias to remove, bagging variance")
figure(
    fig,
    "which-error",
    alt=(
        "Stacked bars of squared bias and variance. Trees of depth 2: one "
        f"{bias2[0]:.1f} + {variance[0]:.1f}, bagged {bias2[1]:.1f} + {variance[1]:.1f}, boosted "
        f"{bias2[2]:.1f} + {variance[2]:.1f}. Full trees: one {bias2[3]:.1f} + {variance[3]:.1f}, bagged "
        f"{bias2[4]:.1f} + {variance[4]:.1f}, boosted {bias2[5]:.1f} + {variance[5]:.1f}."
    ),
    caption=(
        "Mean squared error at 500 points over 30 training sets, without the noise. Averaging leaves the "
        "bias of shallow trees and removes the variance of full ones; adding does the reverse, and has "
        "nothing to add to a full tree."
    ),
)

# %% [markdown]
# ## Stacked against single
#
# Four different models, their plain mean, a linear stack on out-of-fold predictions, and the wrong stack that
# is fitted on predictions for the training rows themselves. 16 data sets of 400 rows.


# %%
def house(X):
    return 2 * X[:, 0] + 1.5 * (X[:, 3] + X[:, 4]) + X[:, 5] + 3 * (X[:, 1] > 0.3) * (X[:, 2] > 0)


def learner(make):
    def fit(X, y):
        fitted = make().fit(X, y)
        return lambda new: fitted.predict(new)

    return fit


names = ["splines + ridge", "7 neighbours", "full tree", "boosted trees"]
fits = [
    learner(lambda: make_pipeline(SplineTransformer(n_knots=5), Ridge(1.0))),
    learner(lambda: make_pipeline(StandardScaler(), KNeighborsRegressor(7))),
    learner(lambda: DecisionTreeRegressor(random_state=0)),
    learner(lambda: GradientBoostingRegressor(n_estimators=100, max_depth=3, random_state=0)),
]
rng = np.random.default_rng(7)
scores, good_weights, naive_weights = [], [], []
X_test = rng.normal(size=(4000, 6))
truth = house(X_test)
for repeat in range(16):
    X = rng.normal(size=(400, 6))
    y = house(X) + 1.5 * rng.normal(size=400)
    fold = np.empty(400, dtype=np.int64)
    for k, (_, held) in enumerate(KFold(5, shuffle=True, random_state=repeat).split(X)):
        fold[held] = k
    weights, stack = fit_stack(fits, X, y, fold)
    bases = [fit(X, y) for fit in fits]
    Z_train = np.column_stack([base(X) for base in bases])
    Z_test = np.column_stack([base(X_test) for base in bases])
    naive, *_ = np.linalg.lstsq(np.column_stack([np.ones(400), Z_train]), y, rcond=None)
    answers = [*Z_test.T, Z_test.mean(axis=1), naive[0] + Z_test @ naive[1:], stack(X_test)]
    scores.append([float(np.sqrt(np.mean((a - truth) ** 2))) for a in answers])
    good_weights.append(weights[1:])
    naive_weights.append(naive[1:])
scores = np.array(scores)
mean, error = scores.mean(axis=0), scores.std(axis=0, ddof=1) / np.sqrt(16)
labels = [*names, "plain mean", "stack, in-sample", "stack, out-of-fold"]
for label, m, e in zip(labels, mean, error, strict=True):
    print(label, round(m, 3), round(e, 3))
best_single = int(mean[:4].argmin())
paired = scores[:, best_single] - scores[:, 6]
naive_w, good_w = np.mean(naive_weights, axis=0), np.mean(good_weights, axis=0)
print(naive_w.round(2), good_w.round(2), paired.mean(), (paired > 0).sum())
assert naive_w[2] > 0.95, "the full tree reproduces its training rows, so it gets all the weight"
assert mean[6] < 0.93 * mean[best_single]
assert (paired > 0).sum() >= 14
assert mean[5] > 1.3 * mean[6]
for name, i in (
    ("spline", 0),
    ("neighbours", 1),
    ("tree", 2),
    ("boosted", 3),
    ("mean", 4),
    ("naive", 5),
    ("stack", 6),
):
    record(f"rmse-{name}", mean[i])
record("naive-tree-weight", naive_w[2])
record("stack-tree-weight", good_w[2])
record("stack-spline-weight", good_w[0])
record("stack-boosted-weight", good_w[3])
record("stack-neighbours-weight", good_w[1])
record("stack-gain", 100 * (1 - mean[6] / mean[best_single]), unit="%")
record("stack-wins", int((paired > 0).sum()))

# %%
fig, ax = plt.subplots(figsize=(6.4, 3.8))
order = np.argsort(-mean)
colors = [COLORS["C5"]] * 4 + [COLORS["C2"], COLORS["C1"], COLORS["C0"]]
for row, i in enumerate(order):
    ax.plot(scores[:, i], np.full(16, row), "o", ms=4.5, alpha=0.35, color=colors[i], mew=0)
    ax.plot(mean[i], row, "|", ms=22, mew=3, color=colors[i])
    ax.text(scores[:, i].max() + 0.03, row, f"{mean[i]:.2f}", va="center", fontsize=10.5, color=colors[i])
ax.set_yticks(range(len(order)), [labels[i] for i in order])
ax.set_xlabel("root mean squared error against the truth, 16 data sets")
ax.grid(axis="y", visible=False)
ax.set_xlim(right=scores.max() + 0.2)
ax.set_title("A stack is only as honest as its inputs")
figure(
    fig,
    "stacked-or-single",
    alt=(
        "Dots of root mean squared error on 16 data sets. "
        + ", ".join(f"{labels[i]} {mean[i]:.2f}" for i in order)
        + "."
    ),
    caption=(
        "Bar: the mean. The stack on out-of-fold predictions beats its best member; the one on in-sample "
        "predictions gives all its weight to the full tree, which is the worst member but knows its training "
        "rows by heart."
    ),
)

# %% [markdown]
# ## Votes
#
# Three classifiers, each right 70 % of the time. If their errors are independent the majority is right with
# probability 0.7³ + 3·0.7²·0.3. With dependent errors?

# %%
rng = np.random.default_rng(9)
cut = norm.ppf(0.7)
vote = {}
for rho in (0.0, 0.5, 0.9):
    for size in (3, 25):
        shared, own = rng.normal(size=(200_000, 1)), rng.normal(size=(200_000, size))
        correct = np.sqrt(rho) * shared + np.sqrt(1 - rho) * own < cut
        vote[rho, size] = float((correct.mean(axis=1) > 0.5).mean())
        if (rho, size) == (0.5, 25):
            record("vote-half-error-correlation", float(np.corrcoef(correct[:, :2].T)[0, 1]))
print(vote)
assert abs(vote[0.0, 3] - (0.7**3 + 3 * 0.7**2 * 0.3)) < 0.004
assert vote[0.5, 25] < vote[0.0, 3] + 0.01
for rho, key in ((0.0, "independent"), (0.5, "half"), (0.9, "close")):
    record(f"vote-{key}-3", 100 * vote[rho, 3], unit="%")
    record(f"vote-{key}-25", 100 * vote[rho, 25], unit="%")
record("mean-variance-share", average_variance(1.0, 0.6, 50))
