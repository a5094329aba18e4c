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
# # Calibration: from a score to a probability
#
# Of all cases to which a model gives 70%, do 70% happen? Two models miss in opposite directions, three
# repairs are compared, and a model that was trained on down-sampled negatives is put right by one line of
# algebra.

# %%
import warnings

import matplotlib.pyplot as plt
import numpy as np
from scipy.special import expit, logit
from sklearn.ensemble import AdaBoostClassifier, HistGradientBoostingClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.neural_network import MLPClassifier

from handbook.publish import COLORS, figure, record
from scratch.evaluation.calibrators import (
    fit_platt,
    fit_temperature,
    isotonic_calibrate,
    sigmoid,
    softmax,
    undo_negative_sampling,
)
from scratch.evaluation.curves import auc_by_ranks
from scratch.evaluation.probabilities import (
    brier,
    brier_parts,
    expected_calibration_error,
    log_loss,
    reliability_bins,
)

rng = np.random.default_rng(7)

# %% [markdown]
# ## Two models, two opposite mistakes
#
# Three hidden causes drive the label; each is measured four times with noise. Naive Bayes treats twelve
# columns as twelve independent witnesses and shouts. Boosted stumps, read through their averaged votes,
# mumble.


# %%
def draw(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Return features, shape (n, 12), and labels whose true log-odds are known to be linear in the causes."""
    causes = rng.normal(size=(n, 3))
    y = (rng.random(n) < expit(causes @ np.array([1.2, -0.9, 0.7]) - 0.8)).astype(np.int64)
    return np.repeat(causes, 4, axis=1) + 0.5 * rng.normal(size=(n, 12)), y


X_train, y_train = draw(6_000)
X_calibrate, y_calibrate = draw(3_000)
X_test, y_test = draw(30_000)

models = {
    "naive-bayes": GaussianNB().fit(X_train, y_train),
    "boosting": AdaBoostClassifier(n_estimators=150, random_state=0).fit(X_train, y_train),
}
results = {}
for name, model in models.items():
    p_calibrate, p_test = (model.predict_proba(X)[:, 1] for X in (X_calibrate, X_test))
    z_calibrate, z_test = (logit(p.clip(1e-12, 1 - 1e-12)) for p in (p_calibrate, p_test))
    a, b = fit_platt(y_calibrate, z_calibrate)
    results[name] = {
        "raw": p_test,
        "platt": sigmoid(a * z_test + b),
        "isotonic": isotonic_calibrate(y_calibrate, z_calibrate, z_test),
    }
    record(f"{name}-slope", a)
    for repair, p in results[name].items():
        record(f"{name}-{repair}-ece", expected_calibration_error(y_test, p, 15))
        record(f"{name}-{repair}-log-loss", log_loss(y_test, p))
        record(f"{name}-{repair}-brier", brier(y_test, p))
        record(f"{name}-{repair}-auc", auc_by_ranks(y_test, p))

    # Over-confidence is a slope below 1 on the logit scale, under-confidence one above.
    assert a < 0.6 if name == "naive-bayes" else a > 2, name

for name, found in results.items():
    ece = {repair: expected_calibration_error(y_test, p, 15) for repair, p in found.items()}
    assert ece["platt"] < 0.35 * ece["raw"] and ece["isotonic"] < 0.35 * ece["raw"], name
    # A rising curve keeps the order, so that Platt leaves AUC alone; isotonic regression makes ties.
    assert abs(auc_by_ranks(y_test, found["platt"]) - auc_by_ranks(y_test, found["raw"])) < 1e-6
    assert len(np.unique(found["isotonic"])) < len(np.unique(found["raw"]))
    assert 0 < abs(auc_by_ranks(y_test, found["isotonic"]) - auc_by_ranks(y_test, found["raw"])) < 0.002

# Isotonic regression can answer exactly 0 or 1: as good as Platt by Brier, worse by log loss.
certain = np.isin(results["naive-bayes"]["isotonic"], (0.0, 1.0))
certain_wrong = int(np.sum(results["naive-bayes"]["isotonic"][certain] != y_test[certain]))
platt, isotonic = results["naive-bayes"]["platt"], results["naive-bayes"]["isotonic"]
assert certain_wrong >= 1
assert abs(brier(y_test, platt) - brier(y_test, isotonic)) < 0.002
assert log_loss(y_test, isotonic) > log_loss(y_test, platt) + 0.01
record("isotonic-certain", int(certain.sum()))
record("isotonic-certain-wrong", certain_wrong)

# Calibration repairs one of the three parts of the Brier score and leaves the other two.
raw, fixed = (brier_parts(y_test, results["naive-bayes"][repair].round(2)) for repair in ("raw", "platt"))
for parts, forecast in ((raw, "raw"), (fixed, "platt")):
    whole = brier(y_test, results["naive-bayes"][forecast].round(2))
    assert abs(parts.reliability - parts.resolution + parts.uncertainty - whole) < 1e-12
    record(f"parts-{forecast}-reliability", parts.reliability)
    record(f"parts-{forecast}-resolution", parts.resolution)
    record(f"parts-{forecast}-uncertainty", parts.uncertainty)
assert fixed.reliability < 0.1 * raw.reliability
assert abs(fixed.resolution / raw.resolution - 1) < 0.05

fig, axes = plt.subplots(1, 2, figsize=(6.4, 4.2), sharey=True)
for ax, (name, title) in zip(
    axes, (("naive-bayes", "Naive Bayes shouts"), ("boosting", "AdaBoost mumbles")), strict=True
):
    ax.plot([0, 1], [0, 1], color=COLORS["muted"], lw=1, ls=":")
    for i, (repair, marker) in enumerate((("raw", "o"), ("platt", "s"), ("isotonic", "^"))):
        mean_p, rate, counts = reliability_bins(y_test, results[name][repair], 10)
        enough = counts >= 100
        ax.plot(mean_p[enough], rate[enough], marker=marker, color=("C1", "C0", "C2")[i], ms=5.5, lw=1.8)
    ax.set(xlabel="Predicted probability", title=title, xlim=(0, 1), ylim=(0, 1))
    ax.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
axes[0].set_ylabel("Observed rate")
for i, label in enumerate(("raw", "Platt", "isotonic")):
    axes[1].text(0.55, 0.24 - 0.09 * i, label, color=("C1", "C0", "C2")[i], weight="bold")
shouted, happened, _ = reliability_bins(y_test, results["naive-bayes"]["raw"], 10)
assert happened[0] > 3 * shouted[0] and happened[-1] < shouted[-1] - 0.1
record("naive-bayes-says-high", 100 * shouted[-1], unit="%")
record("naive-bayes-happens-high", 100 * happened[-1], unit="%")
figure(
    fig,
    "reliability",
    alt=(
        f"Reliability diagrams of two models. Raw naive Bayes is too flat: where it says {shouted[0]:.0%} "
        f"{happened[0]:.0%} happen, where it says {shouted[-1]:.0%} only {happened[-1]:.0%}. Raw AdaBoost is "
        "too steep: its probabilities crowd between 0.3 and 0.7. After Platt scaling or isotonic regression "
        "both lie near the diagonal."
    ),
    caption=(
        "Below the diagonal the model promises too much, above it too little. Flatter than the diagonal "
        "is over-confidence, steeper is under-confidence. "
        "Both repairs were fitted on 3,000 rows that neither model had seen."
    ),
)

# %% [markdown]
# ## Temperature: one number for a network
#
# A small network is trained far too long on five overlapping classes. Dividing its logits by one number
# $T$, fitted on held-out rows, changes no decision.

# %%
n_train, n_classes = 1_500, 5
centres = 0.8 * rng.normal(size=(n_classes, 12))
classes = rng.integers(0, n_classes, 9_500)
X = centres[classes] + 1.3 * rng.normal(size=(len(classes), 12))
with warnings.catch_warnings():
    warnings.simplefilter("ignore", ConvergenceWarning)
    network = MLPClassifier((64,), alpha=0.0, max_iter=300, random_state=0)
    network.fit(X[:n_train], classes[:n_train])
logits, unseen = np.log(network.predict_proba(X[n_train:]).clip(1e-300)), classes[n_train:]
held, test = slice(0, 2_000), slice(2_000, None)
temperature = fit_temperature(unseen[held], logits[held])


def top_label(logits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return whether the predicted class is right, and its probability: what ECE of a network measures."""
    p = softmax(logits)
    return (p.argmax(axis=1) == unseen[test]).astype(np.int64), p.max(axis=1)


right, confidence = top_label(logits[test])
right_after, confidence_after = top_label(logits[test] / temperature)
before = expected_calibration_error(right, confidence, 15)
after = expected_calibration_error(right_after, confidence_after, 15)
assert temperature > 1.3 and after < 0.4 * before
assert confidence.mean() > right.mean() + 0.05
np.testing.assert_array_equal(right, right_after)
record("temperature", temperature)
record("network-accuracy", 100 * right.mean(), unit="%")
record("network-confidence", 100 * confidence.mean(), unit="%")
record("network-confidence-after", 100 * confidence_after.mean(), unit="%")
record("network-ece", before)
record("network-ece-after", after)

# %% [markdown]
# ## A perfectly calibrated model has an ECE above zero
#
# Labels are drawn from the very probabilities that are then judged, so that the true calibration error is
# 0. In a bin of $n_b$ cases the observed rate still misses by about $\sqrt{p(1-p)/n_b}$, and absolute
# values never cancel.

# %%
sizes = np.array([200, 500, 1_000, 3_000, 10_000, 50_000])
bin_counts = [5, 15, 100]
floor = np.zeros((len(bin_counts), len(sizes)))
for j, n in enumerate(sizes):
    for _ in range(30):
        p = rng.beta(1, 3, n)
        y = (rng.random(n) < p).astype(np.int64)
        floor[:, j] += [expected_calibration_error(y, p, bins) / 30 for bins in bin_counts]
assert (np.diff(floor, axis=0) > 0).all() and (np.diff(floor, axis=1) < 0).all()
assert floor[1, 2] > 0.02
# Ten times the cases, √10 less: from 1,000 to 10,000 in every line.
np.testing.assert_allclose(floor[:, 2] / floor[:, 4], np.sqrt(10), rtol=0.35)
record("perfect-ece-1000", floor[1, 2])
record("perfect-ece-1000-100-bins", floor[2, 2])
record("perfect-ece-50000", floor[1, 5])

fig, ax = plt.subplots()
for i, bins in enumerate(bin_counts):
    ax.plot(sizes, floor[i], "o-", color=f"C{i}")
    ax.text(
        sizes[0] * 1.12, floor[i, 0] * (1.08 if i else 0.55), f"{bins} bins", color=f"C{i}", weight="bold"
    )
ax.set(
    xscale="log",
    yscale="log",
    xlabel="Test cases",
    ylabel="Measured ECE",
    title="Perfect calibration never scores an ECE of 0",
    ylim=(0.002, 0.3),
)
ax.set_xticks(sizes, [f"{n:,}" for n in sizes])
ax.set_yticks([0.005, 0.01, 0.02, 0.05, 0.1, 0.2], ["0.005", "0.01", "0.02", "0.05", "0.1", "0.2"])
ax.minorticks_off()
figure(
    fig,
    "ece-floor",
    alt=(
        "Measured ECE of a perfectly calibrated model against the number of test cases for 5, 15 and "
        f"100 bins. With 1,000 cases it is {floor[1, 2]:.3f} "
        f"for 15 bins and {floor[2, 2]:.3f} for 100; all three lines fall with the square root of the sample."
    ),
    caption=(
        "The true error is zero everywhere in this plot. Compare an ECE with this floor, at your sample "
        "size and bins, before you call a model miscalibrated."
    ),
)

# %% [markdown]
# ## Down-sampled negatives: predictions too high, and the exact way back
#
# Positives are about 1%. To train faster we keep every positive and a share β of the negatives. The model
# then predicts $p_s$, and $p = \beta p_s / (\beta p_s - p_s + 1)$ takes it back.


# %%
def payments(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Return features, shape (n, 4), and rare labels with an interaction that a linear model cannot see."""
    X = rng.normal(size=(n, 4))
    signal = X @ np.array([1.0, 0.8, -0.6, 0.0]) + 0.6 * X[:, 0] * X[:, 3]
    return X, (rng.random(n) < expit(signal - 6.0)).astype(np.int64)


beta = 0.02
X_train, y_train = payments(400_000)
X_test, y_test = payments(400_000)
kept = (y_train == 1) | (rng.random(len(y_train)) < beta)
sampled = HistGradientBoostingClassifier(max_iter=80, learning_rate=0.08, max_leaf_nodes=8, random_state=0)
sampled.fit(X_train[kept], y_train[kept])
p_s = sampled.predict_proba(X_test)[:, 1]
p = undo_negative_sampling(p_s, beta)

assert p_s.mean() > 10 * y_test.mean()
assert abs(p.mean() / y_test.mean() - 1) < 0.1
assert abs(auc_by_ranks(y_test, p) - auc_by_ranks(y_test, p_s)) < 1e-9
assert log_loss(y_test, p) < log_loss(y_test, p_s)
np.testing.assert_allclose(logit(p), logit(p_s) + np.log(beta), atol=1e-9)
record("kept-rows", int(kept.sum()))
record("base-rate", 100 * y_test.mean(), unit="%")
record("sampled-rate", 100 * y_train[kept].mean(), unit="%")
record("sampled-mean", 100 * p_s.mean(), unit="%")
record("corrected-mean", 100 * p.mean(), unit="%")
record("over-prediction", p_s.mean() / y_test.mean())
record("sampled-auc", auc_by_ranks(y_test, p_s))
record("corrected-auc", auc_by_ranks(y_test, p))
record("sampled-log-loss", log_loss(y_test, p_s))
record("corrected-log-loss", log_loss(y_test, p))
record("base-rate-log-loss", log_loss(y_test, np.full(len(y_test), y_train.mean())))
# A ranking that is good, and yet a log loss worse than that of the base rate alone.
assert log_loss(y_test, p_s) > log_loss(y_test, np.full(len(y_test), y_train.mean())) > log_loss(y_test, p)
record("half-becomes", 100 * float(undo_negative_sampling(np.array([0.5]), beta)[0]), unit="%")
record("ninety-becomes", 100 * float(undo_negative_sampling(np.array([0.9]), beta)[0]), unit="%")

# Full logistic regression on all rows and on the sample: slopes agree, the intercept moves by -log β.
full = LogisticRegression(C=np.inf).fit(X_train, y_train)
part = LogisticRegression(C=np.inf).fit(X_train[kept], y_train[kept])
shift = float(part.intercept_[0] - full.intercept_[0])
assert abs(shift + np.log(beta)) < 0.15
record("intercept-shift", shift)
record("minus-log-beta", -np.log(beta))

fig, ax = plt.subplots(figsize=(6.4, 4.2))
ax.plot([1e-4, 1], [1e-4, 1], color=COLORS["muted"], lw=1, ls=":")
for forecast, color, marker in ((p_s, "C1", "o"), (p, "C0", "s")):
    mean_p, rate, counts = reliability_bins(y_test, forecast, 8, quantile=True)
    ax.plot(mean_p, rate, marker=marker, color=color)
grid = np.geomspace(0.004, 0.75, 60)
ax.plot(grid, undo_negative_sampling(grid, beta), color=COLORS["ink"], lw=1.1, ls="--")
ax.text(0.0012, 0.0045, "corrected", color="C0", weight="bold", ha="right")
ax.text(0.11, 0.0008, "trained on\n2% of negatives", color="C1", weight="bold")
ax.text(0.0075, 0.00036, "formula", color=COLORS["ink"], ha="right")
ax.set(
    xscale="log",
    yscale="log",
    xlabel="Predicted probability",
    ylabel="Observed rate",
    title=f"Kept {beta:.0%} of negatives: {p_s.mean() / y_test.mean():.0f} times too high",
    xlim=(1e-4, 1),
    ylim=(1e-4, 1),
)
corrected_p, corrected_rate, corrected_n = reliability_bins(y_test, p, 8, quantile=True)
errors = (corrected_rate - corrected_p) / np.sqrt(corrected_p * (1 - corrected_p) / corrected_n)
# Nearly on the diagonal: what the correction leaves is the model's own error, some per cent at the top.
assert np.abs(corrected_rate[-4:] / corrected_p[-4:] - 1).max() < 0.2 and np.abs(errors).max() < 6
ticks, names = [1e-4, 1e-3, 1e-2, 0.1, 1], ["0.01%", "0.1%", "1%", "10%", "100%"]
ax.set_xticks(ticks, names)
ax.set_yticks(ticks, names)
ax.minorticks_off()
figure(
    fig,
    "negative-sampling",
    alt=(
        "Reliability diagram on logarithmic axes. The model trained with 2% of the negatives lies far "
        "right of the diagonal, along the curve of "
        "the correction formula; after the correction its points lie near the diagonal."
    ),
    caption=(
        "Observed rates follow the dashed curve $p = \\beta p_s/(\\beta p_s - p_s + 1)$, which was "
        "drawn without looking at the data. Applying it puts the points near the diagonal; what is left "
        "is the model's own error."
    ),
)

# %% [markdown]
# ## One certain mistake: log loss against Brier score

# %%
p_wrong = np.array([0.9, 0.99, 0.999])
for value in p_wrong:
    name = f"{value:g}".replace("0.", "")
    record(f"wrong-log-loss-{name}", log_loss(np.array([0]), np.array([value])))
    record(f"wrong-brier-{name}", brier(np.array([0]), np.array([value])))
assert log_loss(np.array([0]), p_wrong[2:]) > 6 > 1 > brier(np.array([0]), p_wrong[2:])

# %% [markdown]
# **What to say in the interview.** Ranking and calibration are two properties. A monotone repair fixes
# the second without touching the first. If the training set was sampled, undo the sampling by algebra
# before you fit anything, and read an ECE against the value that a perfect model would get on as many
# rows.
#
# The chapter: [Classification metrics](../../evaluation/classification-metrics.md).
