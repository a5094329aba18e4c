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
# # Distribution shift
#
# The model was good on the validation set and is worse in production. Which of p(x), p(y) and p(y | x) moved,
# what can be repaired without new labels, and when does an alarm mean nothing?

# %%
import matplotlib.pyplot as plt
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, log_loss, roc_auc_score

from handbook.publish import COLORS, figure, record
from scratch.learning_foundations.polynomial import polynomial_features
from scratch.learning_foundations.shift import (
    adjust_posterior,
    domain_probability,
    effective_sample_size,
    importance_weights,
    target_prior_bbse,
    target_prior_em,
)

# %% [markdown]
# ## Covariate shift: weight the rows that look like the target
#
# p(x) moves, p(y | x) stays. A straight line is fitted to a curve, so it matters where the rows lie.
# The weights come from a classifier that tells source from target rows; it never sees a label y.


# %%
def truth(x):
    return 0.7 * (x + 0.4) ** 2 - 0.7


def weighted_fit(x, y, weights, degree):
    """Return the weighted least-squares polynomial as a function."""
    root = np.sqrt(weights)
    design = polynomial_features(x[:, None], degree)
    coefficients = np.linalg.lstsq(design * root[:, None], y * root, rcond=None)[0]
    return lambda x_new: polynomial_features(x_new[:, None], degree) @ coefficients


def covariate_draw(seed, shift, n=300):
    """Source x ~ N(-0.4, 0.7²), target x ~ N(-0.4 + shift, 0.5²); weights by (x, x²)."""
    rng = np.random.default_rng(seed)
    x_source, x_target = -0.4 + 0.7 * rng.standard_normal(n), -0.4 + shift + 0.5 * rng.standard_normal(2000)
    y_source = truth(x_source) + 0.3 * rng.standard_normal(n)
    stack = [np.stack([x, x**2], axis=1) for x in (x_source, x_target)]
    weights = importance_weights(domain_probability(*stack)[:n], n, len(x_target))
    return x_source, y_source, x_target, weights


def errors(seed, shift):
    """Target error above the noise: line, weighted, degree 5, weighted; then the effective share."""
    x, y, x_target, weights = covariate_draw(seed, shift)
    row = [
        np.mean((weighted_fit(x, y, w, degree)(x_target) - truth(x_target)) ** 2)
        for degree in (1, 5)
        for w in (np.ones(len(x)), weights)
    ]
    return [*row, 100 * effective_sample_size(weights) / len(x)]


shifts = np.array([0.0, 0.3, 0.6, 0.9, 1.2, 1.5, 1.8])
table = np.array([np.median([errors(seed, shift) for seed in range(30)], axis=0) for shift in shifts])
print(np.c_[shifts, table.round(3)])
line, line_weighted, flexible, flexible_weighted, share = table[shifts == 1.2][0]
assert line_weighted < 0.35 * line
assert flexible < line_weighted
assert flexible_weighted > flexible
assert np.all(np.diff(table[:, 4]) < 0) and table[-1, 4] < 5

# %%
x, y, x_target, weights = covariate_draw(4, 1.2)
grid = np.linspace(-2.2, 2.2, 200)
fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.7), width_ratios=[1.5, 1])
ax = axes[0]
ax.hist(x_target, bins=30, density=True, bottom=-2.2, color="C1", alpha=0.3)
ax.scatter(x, y, s=4 + 9 * weights, color="C5", alpha=0.55, linewidths=0)
ax.plot(grid, truth(grid), color=COLORS["muted"], linestyle=":")
ax.plot(grid, weighted_fit(x, y, np.ones(len(x)), 1)(grid), color="C0")
ax.plot(grid, weighted_fit(x, y, weights, 1)(grid), color="C1")
ax.set_ylim(-2.2, 2.2)
ax.set_xlim(-2.2, 2.2)
ax.text(-2.1, 1.9, "weighted fit", color="C1", weight="bold")
ax.text(-2.1, 1.55, "plain fit", color="C0", weight="bold")
ax.text(2.15, -2.1, "target rows", color=COLORS["ink"], ha="right")
ax.set_xlabel("x")
ax.set_ylabel("y")
ax.set_title("Weights move the line", fontsize=11.5)
axes[1].plot(shifts, table[:, 4], color="C3", marker="o", markersize=4)
axes[1].set_ylim(0, 100)
axes[1].set_xlabel("shift of the mean of x")
axes[1].set_ylabel("effective rows (%)")
axes[1].set_title("and cost rows", fontsize=11.5)
figure(
    fig,
    "importance-weighting",
    alt=(
        "Left: noisy rows of a parabola, mostly at negative x, with target rows at positive x. The plain "
        "line is nearly flat; "
        "the weighted line follows the curve where the target rows lie. Right: effective share of rows "
        "falls from near 100 percent without shift "
        f"to {table[-1, 4]:.0f} percent at a shift of 1.8."
    ),
    caption=(
        "Dot size is the weight. Left, the weighted line is right where it will be used. Right, the price: "
        "with growing shift a few "
        "source rows carry everything, and the fit has the variance of those few."
    ),
)
record("line-plain", float(line))
record("line-weighted", float(line_weighted))
record("flexible-plain", float(flexible))
record("flexible-weighted", float(flexible_weighted))
record("effective-share", float(share), unit="%")
record("effective-rows", float(3 * share))
record("effective-share-largest", float(table[-1, 4]), unit="%")

# %% [markdown]
# ## Label shift: the base rate moved
#
# p(y) moves, p(x | y) stays: fraud goes from 10 % to 40 %. One model, trained at 10 %; the new base rate is
# estimated from unlabelled target rows in three ways.


# %%
def classes(rng, n, rate):
    y = (rng.random(n) < rate).astype(int)
    X = rng.standard_normal((n, 3))
    X[:, 0] += 1.4 * y
    X[:, 1] -= 0.8 * y
    return X, y


rng = np.random.default_rng(0)
X_train, y_train = classes(rng, 8000, 0.1)
X_held, y_held = classes(rng, 8000, 0.1)
model = LogisticRegression().fit(X_train, y_train)
source_prior = np.bincount(y_train) / len(y_train)
threshold = 0.2
hard = (model.predict_proba(X_held)[:, 1] > threshold).astype(int)
confusion = np.array([[np.mean(hard[y_held == j] == i) for j in (0, 1)] for i in (0, 1)])

rates = np.array([0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
estimates = []
for rate in rates:
    X_target, y_target = classes(rng, 5000, rate)
    posterior = model.predict_proba(X_target)
    flagged = np.mean(posterior[:, 1] > threshold)
    estimates.append(
        (
            posterior[:, 1].mean(),
            target_prior_bbse(confusion, np.array([1 - flagged, flagged]))[1],
            target_prior_em(posterior, source_prior)[1],
        )
    )
    if rate == 0.4:
        adjusted = adjust_posterior(posterior, source_prior, target_prior_em(posterior, source_prior))
        before = (log_loss(y_target, posterior), accuracy_score(y_target, posterior[:, 1] > 0.5))
        after = (log_loss(y_target, adjusted), accuracy_score(y_target, adjusted[:, 1] > 0.5))
        ranking = (roc_auc_score(y_target, posterior[:, 1]), roc_auc_score(y_target, adjusted[:, 1]))
estimates = np.array(estimates)
print(np.c_[rates, estimates.round(3)], before, after, ranking)
assert np.abs(estimates[:, 1] - rates).max() < 0.04
assert np.abs(estimates[:, 2] - rates).max() < 0.04
assert rates[4] - estimates[4, 0] > 0.1
assert after[0] < before[0] - 0.03 and after[1] > before[1] + 0.03
assert abs(ranking[0] - ranking[1]) < 1e-12

fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.plot(100 * rates, 100 * rates, color=COLORS["muted"], linestyle=":")
ax.plot(100 * rates, 100 * estimates[:, 0], color="C0", marker="o", markersize=4)
ax.plot(100 * rates, 100 * estimates[:, 1], color="C1", marker="s", markersize=5)
ax.plot(100 * rates, 100 * estimates[:, 2], color="C2", marker="^", markersize=5)
ax.axvline(10, color=COLORS["grid"], linewidth=6, zorder=0)
ax.text(11.5, 55, "trained at 10 %", color=COLORS["muted"])
ax.text(44, 10, "mean of the\npredictions", color="C0", weight="bold")
ax.text(26, 42, "confusion matrix (BBSE)", color="C1", weight="bold", ha="center")
ax.text(26, 37, "EM on posteriors", color="C2", weight="bold", ha="center")
ax.set_xlabel("true positive rate of the target data (%)")
ax.set_ylabel("estimated (%)")
ax.set_title("Averaging scores misses a moved base rate")
figure(
    fig,
    "label-shift",
    alt=(
        "Estimated against true base rate from 2 to 60 percent. The mean of the predictions is right only "
        "at 10 percent and reports "
        f"{100 * estimates[4, 0]:.0f} percent when the truth is 40. The confusion-matrix and EM estimates "
        "lie on the diagonal."
    ),
    caption=(
        "No target label is used. The mean prediction is pulled towards the 10 % of training; both "
        "corrections undo it, "
        "as long as p(x | y) really stayed."
    ),
)
record("naive-rate-at-40", float(100 * estimates[4, 0]), unit="%")
record("bbse-rate-at-40", float(100 * estimates[4, 1]), unit="%")
record("em-rate-at-40", float(100 * estimates[4, 2]), unit="%")
record("log-loss-before", float(before[0]))
record("log-loss-after", float(after[0]))
record("accuracy-before", float(before[1]))
record("accuracy-after", float(after[1]))

# %% [markdown]
# ## A drift alarm is not a performance alarm
#
# Four worlds, one model. The alarm is the AUC of a classifier that tells old inputs from new ones (0.5:
# indistinguishable).
# The damage is the drop in accuracy.


# %%
def world(rng, n, shift=(0.0, 0.0, 0.0), turn=0.0):
    """Inputs (n, 3): the first two matter, the third does not; `turn` moves weight to the second."""
    X = rng.standard_normal((n, 3)) + np.array(shift)
    logit = 3.0 * ((1 - turn) * X[:, 0] + turn * X[:, 1]) - 9.0 * np.maximum(X[:, 0] - 1.0, 0.0)
    return X, (rng.random(n) < 1 / (1 + np.exp(-logit))).astype(int)


rng = np.random.default_rng(1)
X_train, y_train = world(rng, 5000)
model = LogisticRegression().fit(X_train, y_train)
worlds = {
    "nothing moved": {},
    "useless input moved": {"shift": (0, 0, 1.5)},
    "useful input moved": {"shift": (1.5, 0, 0)},
    "the rule moved": {"turn": 0.6},
}
X_base, y_base = world(rng, 20_000)
base_accuracy = model.score(X_base, y_base)
alarms, drops = [], []
for change in worlds.values():
    X_new, y_new = world(rng, 20_000, **change)
    p = domain_probability(X_base, X_new)
    alarms.append(roc_auc_score(np.repeat([0, 1], 20_000), p))
    drops.append(100 * (base_accuracy - model.score(X_new, y_new)))
alarms, drops = np.array(alarms), np.array(drops)
print(
    np.round(base_accuracy, 3),
    dict(zip(worlds, zip(alarms.round(3), drops.round(1), strict=True), strict=True)),
)
assert alarms[1] > 0.8 and abs(drops[1]) < 2
assert alarms[2] > 0.8 and drops[2] > 8
assert alarms[3] < 0.53 and drops[3] > 8

fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.3), sharey=True)
rows = np.arange(4)
axes[0].barh(rows, alarms - 0.5, left=0.5, color="C0", height=0.6)
axes[1].barh(rows, drops, color="C1", height=0.6)
axes[0].set_yticks(rows, [name.replace(" input", "\ninput").replace("rule ", "rule\n") for name in worlds])
axes[0].tick_params(axis="y", labelcolor=COLORS["ink"], length=0)
axes[0].invert_yaxis()
axes[0].set_xlim(0.5, 1)
axes[0].set_xlabel("AUC, old vs new inputs")
axes[1].set_xlabel("accuracy lost (points)")
axes[0].set_title("The alarm", fontsize=11.5)
axes[1].set_title("The damage", fontsize=11.5)
for ax in axes:
    ax.grid(axis="y", visible=False)
    ax.set_axisbelow(True)
figure(
    fig,
    "alarms",
    alt=(
        "Two bar charts over four worlds. Alarm AUC: "
        + ", ".join(f"{name} {alarm:.2f}" for name, alarm in zip(worlds, alarms, strict=True))
        + ". Accuracy lost in points: "
        + ", ".join(f"{name} {max(drop, 0.0):.1f}" for name, drop in zip(worlds, drops, strict=True))
        + "."
    ),
    caption=(
        "Second row: a loud alarm without damage. Last row: damage without an alarm. Input monitoring "
        "can't see a change in "
        "p(y | x); only labels can."
    ),
)
record("harmless-alarm", float(alarms[1]))
record("harmless-drop", float(drops[1]), unit="points")
record("harmful-drop", float(drops[2]), unit="points")
record("concept-alarm", float(alarms[3]))
record("concept-drop", float(drops[3]), unit="points")

# %% [markdown]
# ## Validation 0.91, production 0.78: a ladder
#
# 150 users with 30 rows each train a random forest. Four causes are built in; climbing down one honest
# evaluation at a time shows what each costs. Averages over ten simulations.


# %%
def usage(rng, mean):
    """Rows of 150 users: four behaviours, four constants that identify them, an unobserved taste."""
    user = np.repeat(np.arange(150), 30)
    taste = 2.5 * rng.standard_normal(150)
    constants = rng.standard_normal((150, 4))
    behaviour = rng.standard_normal((len(user), 4))
    behaviour[:, 0] += mean
    fading = 5.0 / (1.0 + np.exp(2.0 * (behaviour[:, 0] - 0.8)))
    logit = 2.6 * behaviour[:, 2] + fading * behaviour[:, 1] + taste[user]
    y = (rng.random(len(user)) < 1.0 / (1.0 + np.exp(-logit))).astype(int)
    return np.hstack([behaviour, constants[user]]), y, user


def ladder(seed):
    rng = np.random.default_rng(seed)
    X, y, user = usage(rng, mean=0.0)
    X_new, y_new, _ = usage(rng, mean=1.0)
    forest = RandomForestClassifier(40, min_samples_leaf=5, random_state=0)

    random_rows = rng.random(len(y)) < 0.25
    forest.fit(X[~random_rows], y[~random_rows])
    reported = roc_auc_score(y[random_rows], forest.predict_proba(X[random_rows])[:, 1])

    held_users = user % 4 == 0
    forest.fit(X[~held_users], y[~held_users])
    scores = forest.predict_proba(X[held_users])[:, 1]
    grouped = roc_auc_score(y[held_users], scores)

    n_held = int(held_users.sum())
    p = domain_probability(X[held_users][:, :4], X_new[:, :4])[:n_held]
    weights = importance_weights(p, n_held, len(X_new))
    weighted = roc_auc_score(y[held_users], scores, sample_weight=weights)

    broken = X_new.copy()
    broken[rng.random(len(broken)) < 0.45, 2] = 0.0
    return (
        reported,
        grouped,
        weighted,
        roc_auc_score(y_new, forest.predict_proba(X_new)[:, 1]),
        roc_auc_score(y_new, forest.predict_proba(broken)[:, 1]),
    )


runs = np.array([ladder(seed) for seed in range(10)])
reported, grouped, weighted, clean, production = runs.mean(axis=0)
print(runs.round(3), runs.mean(axis=0).round(3))
assert round(reported, 2) == 0.91 and round(production, 2) == 0.78
assert reported - grouped > 0.02
assert grouped - weighted > 0.015
assert abs(weighted - clean) < 0.015
assert clean - production > 0.04

# %%
stages = (
    ("validation: random rows", reported, "as reported"),
    ("validation: new users", grouped, "users had leaked"),
    ("… weighted to new inputs", weighted, "usage moved"),
    ("production, logs repaired", clean, "nothing left"),
    ("production", production, "serving fault"),
)
fig, ax = plt.subplots(figsize=(6.4, 3.4))
heights = np.array([height for _, height, _ in stages])
ax.barh(range(5), heights - 0.5, left=0.5, color=["C0", "C0", "C0", "C1", "C1"], height=0.6)
for position, (_, height, cause) in enumerate(stages):
    ax.text(height + 0.006, position, f"{height:.2f}", va="center", weight="bold")
    ax.text(0.51, position, cause, va="center", color=COLORS["paper"], weight="bold")
ax.set_yticks(range(5), [name for name, _, _ in stages])
ax.tick_params(axis="y", labelcolor=COLORS["ink"], length=0)
ax.invert_yaxis()
ax.grid(axis="y", visible=False)
ax.set_axisbelow(True)
ax.set_xlim(0.5, 0.97)
ax.set_xlabel("ROC AUC")
ax.set_title("0.91 to 0.78: three causes")
figure(
    fig,
    "gap-ladder",
    alt=(
        "Five bars of AUC: "
        + ", ".join(f"{name} {height:.2f} ({cause})" for name, height, cause in stages)
        + "."
    ),
    caption=(
        "Blue: the same validation data, evaluated more honestly each time. Orange: production labels. "
        "When the weighted estimate meets production on repaired logs, nothing is left for concept shift "
        "to explain."
    ),
)
record("ladder-random", float(reported))
record("ladder-grouped", float(grouped))
record("ladder-weighted", float(weighted))
record("ladder-repaired", float(clean))
record("ladder-production", float(production))
record("ladder-miss", float((runs[:, 2] - runs[:, 3]).std(ddof=1)))

# %% [markdown]
# ## What you would say
#
# "Before I say drift I re-run the evaluation: split the way production arrives (new users, later days),
# weighted to production's inputs,
# on features recomputed from production logs. Each step that moves the number names a cause. Only what is
# left after that is concept
# shift, and only fresh labels can show it."
