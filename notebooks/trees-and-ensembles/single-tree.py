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
# # One decision tree: what depth, impurity and pruning do
#
# How does a tree carve up its inputs as it grows, does the impurity measure matter, what does pruning cut,
# and
# what can no tree do at any depth?

# %%
import matplotlib.pyplot as plt
import numpy as np
from sklearn.ensemble import RandomForestRegressor
from sklearn.tree import DecisionTreeClassifier

from handbook.publish import COLORS, figure, record
from scratch.trees_and_ensembles.cart import grow, one_hot, prune, pruning_path
from scratch.trees_and_ensembles.impurity import entropy, gain, gini, misclassification

# %% [markdown]
# ## A boundary by depth
#
# Churn against tenure and monthly bill. The truth is a smooth curve with 15 % of labels flipped, so nobody
# can be
# right more than 85 % of the time.


# %%
def curve(tenure):
    return 62 + 22 * np.sin(tenure / 9.5)


def customers(n, rng):
    tenure, bill = rng.uniform(0, 60, n), rng.uniform(20, 110, n)
    churn = (bill > curve(tenure)) ^ (rng.random(n) < 0.15)
    return np.column_stack([tenure, bill]), churn.astype(np.int64)


rng = np.random.default_rng(3)
X, y = customers(500, rng)
X_test, y_test = customers(20_000, rng)
depths = [1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 18, 40]
boundary = {}
for depth in depths:
    tree = grow(X, one_hot(y, 2), max_depth=depth)
    boundary[depth] = (
        tree,
        float((tree.predict(X).argmax(axis=1) == y).mean()),
        float((tree.predict(X_test).argmax(axis=1) == y_test).mean()),
        int((tree.feature < 0).sum()),
    )
    print(depth, [round(v, 3) for v in boundary[depth][1:]])
best_depth = max(depths, key=lambda depth: boundary[depth][2])
deepest = depths[-1]


def depth_of(tree, node=0):
    return 0 if tree.feature[node] < 0 else 1 + max(depth_of(tree, c[node]) for c in (tree.left, tree.right))


full_depth = depth_of(boundary[deepest][0])
assert boundary[deepest][1] == 1.0
assert 3 <= best_depth <= 8
assert boundary[best_depth][2] - boundary[deepest][2] > 0.04

# %%
shown = [1, best_depth, deepest]
fig, axes = plt.subplots(1, 3, figsize=(6.4, 3.5), sharey=True)
side_x, side_y = np.linspace(0, 60, 241), np.linspace(20, 110, 241)
mesh = np.column_stack([part.ravel() for part in np.meshgrid(side_x, side_y)])
for ax, depth in zip(axes, shown, strict=True):
    tree, _, test, leaves = boundary[depth]
    share = tree.predict(mesh)[:, 1].reshape(241, 241)
    ax.contourf(side_x, side_y, share > 0.5, levels=[0.5, 1.5], colors=["C1"], alpha=0.3)
    ax.plot(side_x, curve(side_x), color=COLORS["ink"], linestyle=(0, (4, 2)), linewidth=1.6)
    for label, color, marker in ((0, "C0", "o"), (1, "C1", "^")):
        rows = np.flatnonzero(y == label)[:110]
        ax.scatter(X[rows, 0], X[rows, 1], s=9, color=color, marker=marker, linewidths=0, alpha=0.85)
    ax.set_title(f"depth {min(depth, full_depth)}: {leaves} leaves\n{test:.0%} right on test", fontsize=10.5)
    ax.set_xlim(0, 60)
    ax.set_ylim(20, 110)
    ax.set_xlabel("tenure (months)")
    ax.grid(visible=False)
axes[0].set_ylabel("monthly bill (euros)")
figure(
    fig,
    "boundary-by-depth",
    alt=(
        "Three maps of tenure against monthly bill with churned customers as orange triangles and others "
        "as blue "
        f"dots. Depth 1 cuts the plane by one line, depth {best_depth} follows the dashed wave in steps, "
        "and depth "
        f"{full_depth} adds many small islands around single flipped labels. Test accuracy is "
        f"{boundary[1][2]:.0%}, {boundary[best_depth][2]:.0%} and {boundary[deepest][2]:.0%}."
    ),
    caption=(
        "Orange area: churn predicted. Dashed: the true border; 15 % of labels are flipped. Depth first "
        "buys the "
        "shape of the border, then islands around single wrong labels."
    ),
)
for name, depth in (("one", 1), ("best", best_depth), ("full", deepest)):
    record(f"depth-{name}", min(depth, full_depth))
    record(f"leaves-{name}", boundary[depth][3])
    record(f"train-{name}", 100 * boundary[depth][1], unit="%")
    record(f"test-{name}", 100 * boundary[depth][2], unit="%")

# %% [markdown]
# ## Does the impurity measure matter?
#
# One hundred customers, 40 of whom left, and two candidate splits. Both leave 30 customers on the wrong side
# of a
# majority vote. Error rate calls them equal; Gini and entropy prefer the one with a pure side.

# %%
split_a = (np.array([20.0, 30.0]), np.array([40.0, 10.0]))
split_b = (np.array([30.0, 40.0]), np.array([30.0, 0.0]))
for name, measure in (("error", misclassification), ("gini", gini), ("entropy", entropy)):
    a, b = gain(*split_a, measure), gain(*split_b, measure)
    print(f"{name:8s} A {a:.4f}  B {b:.4f}")
    record(f"{name}-gain-a", a)
    record(f"{name}-gain-b", b)
assert np.isclose(gain(*split_a, misclassification), gain(*split_b, misclassification))
assert gain(*split_b, gini) > gain(*split_a, gini) and gain(*split_b, entropy) > gain(*split_a, entropy)

# %% [markdown]
# Now Gini against entropy on 200 data sets of 400 rows: is the root the same, and how far apart are the
# accuracies of
# trees with leaves of at least ten rows?

# %%
rng = np.random.default_rng(4)
same_feature, same_cut, differences, agreement = [], [], [], []
for _ in range(200):
    weights = rng.normal(size=8) * (rng.random(8) < 0.5)
    A = rng.normal(size=(1400, 8)).astype(np.float32)
    logit = A @ weights + 0.8 * A[:, 0] * A[:, 1] - rng.uniform(0, 2)
    b = (rng.random(1400) < 1 / (1 + np.exp(-logit))).astype(int)
    fits = [
        DecisionTreeClassifier(criterion=name, min_samples_leaf=10, random_state=0).fit(A[:400], b[:400])
        for name in ("gini", "entropy")
    ]
    roots = [(fit.tree_.feature[0], fit.tree_.threshold[0]) for fit in fits]
    same_feature.append(roots[0][0] == roots[1][0])
    same_cut.append(roots[0] == roots[1])
    predictions = [fit.predict(A[400:]) for fit in fits]
    agreement.append(np.mean(predictions[0] == predictions[1]))
    differences.append(np.mean(predictions[0] == b[400:]) - np.mean(predictions[1] == b[400:]))
differences = np.array(differences)
print(np.mean(same_feature), np.mean(same_cut), np.mean(agreement), differences.mean(), differences.std())
assert abs(differences.mean()) < 0.006 and np.mean(agreement) < 0.92
record("same-root-feature", 100 * float(np.mean(same_feature)), unit="%")
record("same-root-cut", 100 * float(np.mean(same_cut)), unit="%")
record("same-prediction", 100 * float(np.mean(agreement)), unit="%")
record("gini-minus-entropy", 100 * float(differences.mean()), unit=" points")
record("gini-minus-entropy-error", 100 * float(differences.std() / np.sqrt(200)), unit=" points")

# %% [markdown]
# ## Pruning: grow first, then cut
#
# The penalty per leaf is chosen on 500 separate validation customers.

# %%
full = grow(X, one_hot(y, 2))
alphas, leaves = pruning_path(full)
X_valid, y_valid = customers(500, np.random.default_rng(8))
middle = np.append(np.sqrt(np.maximum(alphas[:-1], 1e-5) * alphas[1:]), 2 * alphas[-1])
accuracy = {
    name: np.array([(prune(full, a).predict(inputs).argmax(axis=1) == labels).mean() for a in middle])
    for name, inputs, labels in (("train", X, y), ("valid", X_valid, y_valid), ("test", X_test, y_test))
}
chosen = int(np.flatnonzero(accuracy["valid"] == accuracy["valid"].max())[-1])
print(np.c_[middle.round(5), leaves, accuracy["valid"].round(3), accuracy["test"].round(3)])
assert accuracy["test"][chosen] - accuracy["test"][0] > 0.06
assert leaves[chosen] < 0.2 * leaves[0]

fig, ax = plt.subplots()
for name, color, style in (("train", "C0", "-"), ("test", "C1", "-")):
    ax.step(leaves, 100 * accuracy[name], where="mid", color=color, linestyle=style)
ax.axhline(85, color=COLORS["muted"], linestyle=":")
ax.plot(leaves[chosen], 100 * accuracy["test"][chosen], "o", color=COLORS["ink"], markersize=8)
ax.annotate(
    f"chosen on validation:\n{leaves[chosen]} leaves",
    (leaves[chosen], 100 * accuracy["test"][chosen]),
    (leaves[chosen] * 0.85, 61),
    arrowprops={"arrowstyle": "-", "color": COLORS["muted"]},
)
ax.set_xscale("log")
ax.set_xlim(leaves[0] * 1.15, 0.9)
ax.set_xticks([100, 30, 10, 3, 1], ["100", "30", "10", "3", "1"])
ax.minorticks_off()
ax.set_xlabel("leaves left (weakest link cut first)")
ax.set_ylabel("accuracy (%)")
ax.text(80, 97, "training", color="C0", weight="bold")
ax.text(80, 70, "test", color="C1", weight="bold")
ax.text(2.75, 86.2, "best possible", color=COLORS["muted"])
ax.set_title(f"Cutting {leaves[0] - leaves[chosen]} of {leaves[0]} leaves raises test accuracy")
figure(
    fig,
    "pruning-path",
    alt=(
        f"Accuracy against the number of leaves, falling from {leaves[0]} to 1 from left to right. "
        "Training accuracy falls "
        f"from 100 %. Test accuracy rises from {100 * accuracy['test'][0]:.0f} % to "
        f"{100 * accuracy['test'][chosen]:.0f} % at {leaves[chosen]} leaves, then falls when the last "
        "useful splits go."
    ),
    caption=(
        "Each step cuts the branch that buys the least training error per leaf. The number of leaves is "
        "chosen on "
        "validation rows; training accuracy would keep them all."
    ),
)
record("leaves-grown", int(leaves[0]))
record("leaves-pruned", int(leaves[chosen]))
record("test-grown", 100 * float(accuracy["test"][0]), unit="%")
record("test-pruned", 100 * float(accuracy["test"][chosen]), unit="%")

# %% [markdown]
# Why not stop early, at the first split that gains little? XOR: no single split gains anything.

# %%
rng = np.random.default_rng(5)
A = rng.uniform(-1, 1, (4000, 2))
b = ((A[:, 0] > 0) ^ (A[:, 1] > 0) ^ (rng.random(4000) < 0.05)).astype(int)
half = slice(0, 2000)
rest = slice(2000, 4000)
early = DecisionTreeClassifier(min_impurity_decrease=0.005, random_state=0).fit(A[half], b[half])
late = DecisionTreeClassifier(ccp_alpha=0.005, random_state=0).fit(A[half], b[half])
root_gain = DecisionTreeClassifier(max_depth=1).fit(A[half], b[half]).tree_
root_gain = root_gain.impurity[0] - root_gain.impurity[1:] @ root_gain.n_node_samples[1:] / 2000
print(
    early.get_n_leaves(),
    early.score(A[rest], b[rest]),
    late.get_n_leaves(),
    late.score(A[rest], b[rest]),
    root_gain,
)
assert early.get_n_leaves() == 1
assert late.score(A[rest], b[rest]) > 0.9
record("xor-root-gain", float(root_gain))
record("xor-early-test", 100 * early.score(A[rest], b[rest]), unit="%")
record("xor-pruned-test", 100 * late.score(A[rest], b[rest]), unit="%")
record("xor-pruned-leaves", late.get_n_leaves())

# %% [markdown]
# ## The explanation is less stable than the accuracy
#
# Refit the pruned size on bootstrap samples of the same customers, with six features of which two pairs
# nearly say
# the same. How often does the root ask about the same feature, and how often do two trees agree on a
# customer?

# %%
rng = np.random.default_rng(6)
base = rng.normal(size=(3000, 4))
wide = np.column_stack([base, base[:, :2] + 0.3 * rng.normal(size=(3000, 2))])
target = (rng.random(3000) < 1 / (1 + np.exp(-(base[:, 0] + base[:, 1] + 0.5 * base[:, 2])))).astype(int)
refits = []
for _ in range(200):
    rows = rng.integers(0, 600, 600)
    refits.append(DecisionTreeClassifier(max_depth=3, random_state=0).fit(wide[rows], target[rows]))
roots = np.bincount([fit.tree_.feature[0] for fit in refits], minlength=6)
votes = np.array([fit.predict(wide[600:]) for fit in refits])
scores = (votes == target[600:]).mean(axis=1)
share = votes.mean(axis=0)
agree = float(np.mean(share**2 + (1 - share) ** 2))
print(roots, scores.mean(), scores.std(), agree)
assert roots.max() < 0.7 * 200 and scores.std() < 0.025
record("root-commonest", 100 * float(roots.max() / 200), unit="%")
record("root-features-used", int((roots > 0).sum()))
record("refit-accuracy", 100 * float(scores.mean()), unit="%")
record("refit-accuracy-sd", 100 * float(scores.std()), unit=" points")
record("refit-agreement", 100 * agree, unit="%")

# %% [markdown]
# ## Monotone maps change nothing, almost
#
# A tree sees the order of a column only. Take logarithms of a skewed column: the training rows fall into the
# same leaves.
# But thresholds sit halfway *between* training values, and halfway in logarithms is elsewhere.

# %%
rng = np.random.default_rng(7)
amount = np.exp(rng.normal(3, 1.5, (1500, 2)))
label = (rng.random(1500) < 1 / (1 + np.exp(-(np.log(amount[:, 0]) - 3)))).astype(int)
raw = DecisionTreeClassifier(random_state=0).fit(amount[:300], label[:300])
logs = DecisionTreeClassifier(random_state=0).fit(np.log(amount[:300]), label[:300])
same_train = np.mean(raw.predict(amount[:300]) == logs.predict(np.log(amount[:300])))
changed = np.mean(raw.predict(amount[300:]) != logs.predict(np.log(amount[300:])))
print(raw.get_n_leaves(), logs.get_n_leaves(), same_train, changed)
assert same_train == 1.0 and raw.get_n_leaves() == logs.get_n_leaves()
assert 0 < changed < 0.05
record("log-changed", 100 * float(changed), unit="%")

# %% [markdown]
# ## What no tree can do: leave the range it has seen
#
# Weekly orders of a shop that grows by 0.8 % a week: two years of training, six months of forecast. First a
# forest on the
# calendar, then a forest that predicts the *ratio* to an exponential trend, multiplied by that trend.

# %%
rng = np.random.default_rng(9)
week = np.arange(130)
level = 1000 * 1.008**week
season = 1 + 0.15 * np.sin(2 * np.pi * week / 52)
orders = level * season * np.exp(0.03 * rng.standard_normal(130))
cut = 104
calendar = np.column_stack([week, week % 52])
forest = RandomForestRegressor(200, min_samples_leaf=2, random_state=0).fit(calendar[:cut], orders[:cut])
flat = forest.predict(calendar)
slope = np.mean(np.log(orders[52:cut] / orders[: cut - 52])) / 52  # year on year, free of the season
trend = np.exp(slope * week)
ratio = RandomForestRegressor(200, min_samples_leaf=2, random_state=0).fit(
    calendar[:cut, 1:], orders[:cut] / trend[:cut]
)
detrended = trend * ratio.predict(calendar[:, 1:])
future = slice(cut, 130)
errors = {
    name: float(np.mean(np.abs(f[future] / orders[future] - 1)))
    for name, f in (("flat", flat), ("detrended", detrended))
}
print(errors, flat[future].max(), orders[:cut].max(), orders[future].max())
assert flat[future].max() <= orders[:cut].max()
assert errors["detrended"] < 0.5 * errors["flat"]

fig, ax = plt.subplots()
ax.axvspan(cut, 130, color="C5", alpha=0.15, linewidth=0)
ax.plot(week, orders, color=COLORS["muted"], linewidth=1.4)
ax.plot(week, flat, color="C1")
ax.plot(week[cut:], detrended[cut:], color="C0")
ax.set_xlim(0, 130)
ax.set_xlabel("week")
ax.set_ylabel("orders a week")
ax.text(105, orders.min() * 0.96, "forecast", color=COLORS["muted"])
ax.text(127, flat[128] - 330, "forest on\nthe calendar", color="C1", weight="bold", ha="right")
ax.text(101, 2550, "trend × forest\non the ratio", color="C0", weight="bold", ha="right")
ax.set_title("A forest can't forecast a level it has never seen")
figure(
    fig,
    "extrapolation",
    alt=(
        "Weekly orders that grow over 130 weeks with a yearly wave. A forest fitted to the first 104 weeks "
        "follows them and then "
        f"stays flat near its last values while orders go on rising; its error is {errors['flat']:.0%}. "
        "The trend times a "
        f"forest on the ratio follows the growth with an error of {errors['detrended']:.0%}."
    ),
    caption=(
        "A leaf predicts a mean of training targets, so no prediction leaves their range. Give growth to a "
        "model that can "
        "extrapolate and the rest to the trees."
    ),
)
record("forecast-error-flat", 100 * errors["flat"], unit="%")
record("forecast-error-detrended", 100 * errors["detrended"], unit="%")

# %% [markdown]
# ## What you would say
#
# "A tree asks one question at a time, chosen greedily, and predicts a mean in each leaf. Depth is its
# capacity, so I grow it
# and prune by a penalty per leaf chosen on validation rows. Gini or entropy hardly matters. The accuracy of
# refits is stable, their
# rules aren't, and none of them predicts outside the range of the targets it has seen."
