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
# # Leakage: how much each mistake buys
#
# Every list of leaks warns of the scaler that saw the test rows. Which leaks change a score, and by how
# much? Eight mistakes are made on purpose, and each is held against the same procedure done right, on the
# same rows.

# %%
from collections.abc import Callable

import matplotlib.pyplot as plt
import numpy as np
from scipy.special import expit
from sklearn.base import ClassifierMixin
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression

from handbook.publish import COLORS, figure, record
from scratch.evaluation.curves import auc_by_ranks
from scratch.imbalance_and_leakage.smote import smote
from scratch.imbalance_and_leakage.splitters import group_folds, stratified_folds

rng = np.random.default_rng(26)
linear = LogisticRegression(max_iter=2_000)


def forest() -> RandomForestClassifier:
    """Return a small forest: flexible enough to remember a row that it has met."""
    return RandomForestClassifier(20, min_samples_leaf=3, random_state=0)


# What a preparation gets: training rows, their labels, test rows. What it returns: the same, prepared.
Parts = tuple[np.ndarray, np.ndarray, np.ndarray]
Step = Callable[[np.ndarray, np.ndarray, np.ndarray], Parts]


def out_of_fold(
    model: ClassifierMixin, X: np.ndarray, y: np.ndarray, fold: np.ndarray, step: Step | None = None
) -> float:
    """Return the ROC-AUC of pooled out-of-fold scores, with the step learnt in each training part."""
    scores = np.zeros(len(y))
    for k in np.unique(fold):
        parts = (X[fold != k], y[fold != k], X[fold == k])
        train, label, test = step(*parts) if step else parts
        scores[fold == k] = model.fit(train, label).predict_proba(test)[:, 1]
    return auc_by_ranks(y, scores)


# %% [markdown]
# ## Eight mistakes
#
# *Claimed*: the step sees all rows, then the folds are drawn. *Done right*: the step is learnt within each
# training part, patients stay whole, a column from after the event is empty when the model is used.


# %%
def scale(train: np.ndarray, y: np.ndarray, test: np.ndarray) -> Parts:
    """Standardise by the training rows."""
    mean, spread = train.mean(axis=0), train.std(axis=0)
    return (train - mean) / spread, y, (test - mean) / spread


def impute(train: np.ndarray, y: np.ndarray, test: np.ndarray) -> Parts:
    """Fill holes with the means of the training rows."""
    middle = np.nanmean(train, axis=0)
    return np.where(np.isnan(train), middle, train), y, np.where(np.isnan(test), middle, test)


def rotate(train: np.ndarray, y: np.ndarray, test: np.ndarray) -> Parts:
    """Keep the ten largest principal components of the training rows."""
    pca = PCA(10, random_state=0).fit(train)
    return pca.transform(train), y, pca.transform(test)


def select(train: np.ndarray, y: np.ndarray, test: np.ndarray) -> Parts:
    """Keep the 20 columns that correlate most with the training labels."""
    best = np.argsort(-np.abs((train - train.mean(axis=0)).T @ (y - y.mean())))[:20]
    return train[:, best], y, test[:, best]


def encode(train: np.ndarray, y: np.ndarray, test: np.ndarray) -> Parts:
    """Replace a shop by the mean label of its training rows."""
    shop, shop_test = train[:, 0].astype(int), test[:, 0].astype(int)
    count = np.bincount(shop, minlength=300)
    rate = np.where(count > 0, np.bincount(shop, y, 300) / np.maximum(count, 1), y.mean())[:, None]
    return rate[shop], y, rate[shop_test]


def fill_up(train: np.ndarray, y: np.ndarray, test: np.ndarray) -> Parts:
    """Add SMOTE rows to the training rows until the classes are level."""
    synthetic = smote(train[y == 1], int(np.sum(y == 0) - np.sum(y == 1)), 3, rng)
    return np.vstack([train, synthetic]), np.append(y, np.ones(len(synthetic), dtype=np.int64)), test


def forget_late(train: np.ndarray, y: np.ndarray, test: np.ndarray) -> Parts:
    """Empty the last column of the rows to predict: it is filled in only after the event."""
    test = test.copy()
    test[:, -1] = 0.0
    return train, y, test


def both(model: ClassifierMixin, X: np.ndarray, y: np.ndarray, step: Step) -> tuple[float, float]:
    """Return the score when the step sees all rows before the folds, and when it stays inside them."""
    fold = stratified_folds(y, 5, rng)
    X_all, y_all, _ = step(X, y, X)
    # A step that adds rows comes before the folds are drawn; otherwise both use the same folds.
    fold_all = fold if len(y_all) == len(y) else stratified_folds(y_all, 5, rng)
    return out_of_fold(model, X_all, y_all, fold_all), out_of_fold(model, X, y, fold, step)


def modest(n: int = 300, d: int = 30) -> tuple[np.ndarray, np.ndarray]:
    """Return columns on wild scales and labels that depend on all of them."""
    X = rng.normal(size=(n, d))
    y = (rng.random(n) < expit(X @ (0.3 * rng.normal(size=d)))).astype(np.int64)
    return X * np.exp(rng.normal(size=d)), y


def rare(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Return eight columns, of which the first matters, and about 5% positives."""
    X = rng.normal(size=(n, 8))
    return X, (rng.random(n) < expit(X[:, 0] - 3.4)).astype(np.int64)


def patients(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Return what each patient looks like on average, shape (n, 12), and a label for each."""
    label = (rng.random(n) < 0.4).astype(np.int64)
    return rng.normal(size=(n, 12)) + 0.35 * np.outer(label, np.arange(12) < 3), label


def scans(looks: np.ndarray, label: np.ndarray, m: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return m rows for each patient, which look alike and share the label, and the patient of each."""
    patient = np.repeat(np.arange(len(label)), m)
    return looks[patient] + 0.3 * rng.normal(size=(len(patient), 12)), label[patient], patient


def one_round() -> dict[str, tuple[float, float]]:
    """Return (claimed, done right) for each mistake."""
    found = {}
    X, y = modest()
    holes = np.where(rng.random(X.shape) < 0.1, np.nan, scale(X, y, X)[0])
    wide, coin = rng.normal(size=(200, 2_000)), rng.integers(0, 2, 200)
    shop = rng.integers(0, 300, 900)
    bought = (rng.random(900) < expit(0.7 * rng.normal(size=300)[shop] - 1)).astype(np.int64)
    X_rare, y_rare = rare(600)
    for name, model, rows, label, step in (
        ("scaling", linear, X, y, scale),
        ("imputing means", linear, holes, y, impute),
        ("PCA", linear, scale(X, y, X)[0], y, rotate),
        ("selecting columns", linear, wide, coin, select),
        ("encoding by target", linear, shop[:, None], bought, encode),
        ("SMOTE", forest(), X_rare, y_rare, fill_up),
    ):
        found[name] = both(model, rows, label, step)
    X, y, patient = scans(*patients(120), 8)
    found["splitting patients"] = (
        out_of_fold(forest(), X, y, stratified_folds(y, 5, rng)),
        out_of_fold(forest(), X, y, group_folds(patient, 5)),
    )
    # Calls to support after the cancellation.
    X, y = rare(1_500)
    late = np.column_stack([X, rng.poisson(np.where(y == 1, 2.0, 0.1))])
    fold = stratified_folds(y, 5, rng)
    found["a column from after"] = (
        out_of_fold(linear, late, y, fold),
        out_of_fold(linear, late, y, fold, forget_late),
    )
    return found


rounds = [one_round() for _ in range(6)]
means = {name: np.mean([found[name] for found in rounds], axis=0) for name in rounds[0]}
gaps = {name: float(claimed - right) for name, (claimed, right) in means.items()}
# What never sees a label leaks little, and what summarises many rows by a few numbers nothing; what saw
# labels, or copies of rows, leaks without limit.
blind = ("scaling", "imputing means", "PCA")
assert abs(gaps["scaling"]) < 0.005 and abs(gaps["imputing means"]) < 0.005
assert abs(gaps["PCA"]) < 0.04
assert all(gap > 0.1 for name, gap in gaps.items() if name not in blind)
for name, (claimed, right) in means.items():
    slug = name.lower().replace(" ", "-")
    record(f"{slug}-claimed", claimed)
    record(f"{slug}-right", right)
    record(f"{slug}-gap", claimed - right)

record("scaling-change", abs(gaps["scaling"]))

ordered = sorted(means, key=lambda name: gaps[name])
fig, ax = plt.subplots(figsize=(6.4, 4.4))
for i, name in enumerate(ordered):
    claimed, right = means[name]
    ax.plot([right, claimed], [i, i], color=COLORS["muted"], lw=2.5, zorder=1)
    ax.scatter(claimed, i, color="C1", s=60, marker="D", zorder=2)
    ax.scatter(right, i, color="C0", s=60, zorder=3)
    ax.text(
        max(claimed, right) + 0.02,
        i,
        f"{claimed - right:+.2f}".replace("-0.00", "+0.00"),
        va="center",
        color=COLORS["ink"],
    )
ax.set_yticks(range(len(ordered)), ordered)
ax.set(xlabel="ROC-AUC", xlim=(0.45, 1.09), ylim=(-0.5, len(ordered) - 0.2))
ax.set_title("The scaler is innocent;\nlabels and copies of rows are not")
top = len(ordered) - 1
ax.text(means[ordered[top]][1], top + 0.35, "done right", color="C0", weight="bold", ha="center")
ax.text(means[ordered[top]][0], top + 0.35, "claimed", color="C1", weight="bold", ha="center")
ax.grid(axis="y", visible=False)
figure(
    fig,
    "score-collapse",
    alt="ROC-AUC claimed and done right for eight leaks: "
    + "; ".join(f"{name} {means[name][0]:.2f} and {means[name][1]:.2f}" for name in ordered)
    + ".",
    caption=(
        "The step saw all rows before the split, against the same step within each training part. Means of "
        "six rounds. Columns are selected from pure noise, where 0.5 is the truth."
    ),
)

# %% [markdown]
# ## Leakage by window
#
# Churn: every week each user is a row, the label is "no activity in the next four weeks". The labels of
# neighbouring weeks share most of their window. A model that can recognise the user (five columns that
# are random but fixed for each user stand for sign-up date, device, city …) reads the test label off the
# training rows, unless the gap is as long as the window.

# %%
HORIZON, WEEKS_TRAINED = 4, 6
N_USERS = 500
CUTOFFS = (24, 30, 36, 42, 48)


def activity(n: int, weeks: int) -> np.ndarray:
    """Return who was active in which week, shape (n, weeks): a lasting trait and a mood that fades."""
    trait, mood = 0.8 * rng.normal(size=n), rng.normal(size=n)
    active = np.zeros((n, weeks), dtype=bool)
    for week in range(weeks):
        mood = 0.75 * mood + np.sqrt(1 - 0.75**2) * rng.normal(size=n)
        active[:, week] = rng.random(n) < expit(-1.6 + trait + 2.0 * mood)
    return active


active = activity(2 * N_USERS, 60)
fixed = rng.normal(size=(2 * N_USERS, 5))
known, strangers = slice(0, N_USERS), slice(N_USERS, 2 * N_USERS)


def snapshot(week: int, users: slice, identity: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return features known at the start of a week and the label of the four weeks that follow."""
    recent = active[users, week - 4 : week].sum(axis=1)[:, None].astype(float)
    silent = (active[users, week : week + HORIZON].sum(axis=1) == 0).astype(np.int64)
    return (np.hstack([recent, fixed[users]]) if identity else recent), silent


def weeks_of(weeks: range, identity: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the snapshots of several weeks, and the user of each row."""
    parts = [snapshot(week, known, identity) for week in weeks]
    users = np.tile(np.arange(N_USERS), len(weeks))
    return np.vstack([X for X, _ in parts]), np.concatenate([y for _, y in parts]), users


gap_weeks = np.arange(1, 8)
by_gap = {identity: np.zeros(len(gap_weeks)) for identity in (True, False)}
for identity in (True, False):
    for j, gap in enumerate(gap_weeks):
        for cutoff in CUTOFFS:
            X, y, _ = weeks_of(range(cutoff - gap - WEEKS_TRAINED + 1, cutoff - gap + 1), identity)
            X_test, y_test = snapshot(cutoff, known, identity)
            score = forest().fit(X, y).predict_proba(X_test)[:, 1]
            by_gap[identity][j] += auc_by_ranks(y_test, score) / len(CUTOFFS)

split_auc = {}
for identity in (True, False):
    found = {"random": [], "user": [], "live-strangers": []}
    for cutoff in CUTOFFS:
        # All that has a label at the cutoff, judged in three ways.
        weeks = range(cutoff - HORIZON - WEEKS_TRAINED + 1, cutoff - HORIZON + 1)
        X, y, users = weeks_of(weeks, identity)
        shuffled = rng.permutation(N_USERS)
        found["random"].append(out_of_fold(forest(), X, y, stratified_folds(y, 4, rng)))
        found["user"].append(out_of_fold(forest(), X, y, group_folds(shuffled[users], 4)))
        X_test, y_test = snapshot(cutoff, strangers, identity)
        found["live-strangers"].append(auc_by_ranks(y_test, forest().fit(X, y).predict_proba(X_test)[:, 1]))
    split_auc[identity] = {name: float(np.mean(values)) for name, values in found.items()}

with_identity, without = by_gap[True], by_gap[False]
honest = HORIZON - 1  # position of the gap of four weeks
assert split_auc[True]["random"] > with_identity[0] + 0.03 > with_identity[honest] + 0.15
assert with_identity[0] > with_identity[1] > with_identity[2] > with_identity[honest]
# The leaky split prefers the model that is worse live; the honest one prefers the other.
assert split_auc[True]["random"] > split_auc[False]["random"] + 0.1
assert without[honest] > with_identity[honest] + 0.02
assert (with_identity[:2] > without[:2] + 0.03).all()
# Without a way to recognise the user no gap is needed.
assert np.ptp(without) < 0.01
assert abs(split_auc[True]["user"] - split_auc[True]["live-strangers"]) < 0.04
for name, value in split_auc[True].items():
    record(f"identity-{name}", value)
for name, value in split_auc[False].items():
    record(f"behaviour-{name}", value)
for j, gap in enumerate(gap_weeks):
    record(f"identity-gap-{gap}", with_identity[j])
record("behaviour-gap-1", without[0])
record("behaviour-gap-4", without[honest])

fig, ax = plt.subplots(figsize=(6.4, 4.2))
ax.axvspan(HORIZON - 0.15, 7.4, color="C2", alpha=0.12, lw=0)
for identity, values, color in ((True, with_identity, "C1"), (False, without, "C0")):
    ax.plot(gap_weeks, values, "o-", color=color)
    ax.plot([0, 1], [split_auc[identity]["random"], values[0]], color=color, ls=":")
    ax.scatter(0, split_auc[identity]["random"], color=color, marker="D", s=60, zorder=3)
ax.text(1.25, 0.79, "can recognise the user", color="C1", weight="bold")
ax.text(0.35, without[0] - 0.028, "recent activity only", color="C0", weight="bold")
ax.text(5.65, 0.72, "labels known\non the day:\nwhat live gives", color="C2", weight="bold", ha="center")
ax.set(
    xlabel="Weeks from the last training row to the test row",
    ylabel="ROC-AUC",
    title="A four-week label needs a four-week gap",
    xlim=(-0.3, 7.4),
    ylim=(0.54, 0.9),
)
ax.set_xticks(range(8), ["random\nsplit", *map(str, range(1, 8))])
figure(
    fig,
    "window-gap",
    alt=(
        "ROC-AUC against the gap between training and test. The forest that can recognise the user falls "
        f"from {split_auc[True]['random']:.2f} with a random split over {with_identity[0]:.2f} at a gap of "
        f"one week to {with_identity[honest]:.2f} at four; the forest on recent activity stays at "
        f"{without[0]:.2f}."
    ),
    caption=(
        "A split by date alone is the point at one week: three quarters of the label windows still overlap. "
        "Up to a gap of two weeks the model that is worse live looks better."
    ),
)

# %% [markdown]
# ## Leakage by group
#
# Ever more scans of each patient, the number of patients fixed. The label belongs to the patient, so extra
# scans hold almost no new information, but each makes it easier to recognise a patient across a random
# split. A stiff model can't remember and is hardly fooled.

# %%
repeats = np.array([1, 2, 4, 8, 16])
group_auc = {
    (kind, split): np.zeros(len(repeats)) for kind in ("forest", "linear") for split in ("random", "group")
}
N_RUNS = 3
for _ in range(N_RUNS):
    looks, label = patients(150)
    for j, m in enumerate(repeats):
        X, y, patient = scans(looks, label, m)
        folds = {"random": stratified_folds(y, 5, rng), "group": group_folds(patient, 5)}
        for split, fold in folds.items():
            for kind, model in (("forest", forest()), ("linear", linear)):
                group_auc[kind, split][j] += out_of_fold(model, X, y, fold) / N_RUNS
gain = {kind: group_auc[kind, "random"] - group_auc[kind, "group"] for kind in ("forest", "linear")}
assert abs(gain["forest"][0]) < 0.05 and gain["forest"][-1] > 0.25
assert gain["forest"][-1] > 3 * gain["linear"][-1]
assert gain["forest"][0] < gain["forest"][1] < gain["forest"][2] < gain["forest"][-1]
for kind in ("forest", "linear"):
    for split in ("random", "group"):
        record(f"{kind}-{split}-16", group_auc[kind, split][-1])
        record(f"{kind}-{split}-2", group_auc[kind, split][1])

fig, axes = plt.subplots(1, 2, sharey=True, figsize=(6.4, 3.8))
for ax, kind, title in zip(axes, ("forest", "linear"), ("Forest: remembers", "Logistic: can't"), strict=True):
    for split, color, marker in (("random", "C1", "D"), ("group", "C0", "o")):
        ax.plot(repeats, group_auc[kind, split], color=color, marker=marker)
    ax.set(xscale="log", xlabel="Scans of each patient", title=title)
    ax.set_xticks(repeats, [str(m) for m in repeats])
    ax.minorticks_off()
axes[0].set(ylabel="ROC-AUC", ylim=(0.5, 1.02))
axes[0].text(1.1, 0.93, "random split", color="C1", weight="bold")
axes[0].text(2.6, 0.66, "split by patient", color="C0", weight="bold")
figure(
    fig,
    "group-leak",
    alt=(
        "ROC-AUC against scans of each patient. With a random split the forest climbs from "
        f"{group_auc['forest', 'random'][0]:.2f} to {group_auc['forest', 'random'][-1]:.2f}, split by "
        f"patient it ends at {group_auc['forest', 'group'][-1]:.2f}; logistic regression ends at "
        f"{group_auc['linear', 'random'][-1]:.2f} and {group_auc['linear', 'group'][-1]:.2f}."
    ),
    caption=(
        "150 patients throughout. The random split says that more scans and a bigger model help; both gains "
        "are recognition of patients."
    ),
)

# %% [markdown]
# **What to say in the interview.** A step that never sees labels and summarises many rows leaks next to
# nothing. Anything that saw labels, anything that lets a row meet its twin, anything from after the
# prediction leaks without limit. Split the way the model will be used: entities that will be new must be
# new in the test, and the label window is the shortest gap.
#
# The chapter: [Sampling, labels, imbalance and leakage](../../data/imbalance-and-leakage.md).
