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
# # ROC and precision-recall curves at four prevalences
#
# A fraud model keeps its ranking ability while fraud becomes rarer. Which of its metrics notice? And when
# two models have the same ROC-AUC, which one should a team with 200 reviews a day take?

# %%
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import norm

from handbook.publish import COLORS, figure, record
from scratch.evaluation.confusion import Counts, binary_counts
from scratch.evaluation.curves import (
    auc_by_ranks,
    average_precision,
    interpolated_pr_area,
    partial_auc,
    precision_recall_curve,
    roc_curve,
    trapezoid_pr_area,
)
from scratch.evaluation.decisions import precision_recall_at_k
from scratch.evaluation.intervals import bootstrap_interval, hanley_mcneil_se

rng = np.random.default_rng(20)

# %% [markdown]
# ## Accuracy rewards doing nothing
#
# One day of card payments: 100,000 of them, 200 fraudulent. The model flags 400 and catches 120.

# %%
never = Counts(tp=0, fp=0, fn=200, tn=99_800)
model = Counts(tp=120, fp=280, fn=80, tn=99_520)
assert never.accuracy > model.accuracy
record("never-accuracy", 100 * never.accuracy, unit="%")
record("model-accuracy", 100 * model.accuracy, unit="%")
record("model-precision", model.precision)
record("model-recall", model.recall)
record("model-specificity", model.specificity)
record("model-f1", model.f_beta())
record("model-f2", model.f_beta(2.0))
record("model-mcc", model.mcc)

# Swap the names of the classes: F1 of the common class looks perfect, MCC does not move.
swapped = Counts(tp=model.tn, fp=model.fn, fn=model.fp, tn=model.tp)
assert abs(swapped.mcc - model.mcc) < 1e-12
assert swapped.f_beta() > 0.99
record("swapped-f1", swapped.f_beta())

# %% [markdown]
# ## The same two score distributions, four prevalences
#
# Scores of negatives are $N(0, 1)$, of positives $N(2, 1)$, always. Only the number of negatives for each
# positive changes.

# %%
prevalences = [0.5, 0.1, 0.01, 0.001]
labels = ["50%", "10%", "1%", "0.1%"]
n_pos = 1_000
curves = []
for prevalence in prevalences:
    n_neg = round(n_pos * (1 - prevalence) / prevalence)
    y = np.repeat([1, 0], [n_pos, n_neg])
    curves.append((y, rng.normal(size=len(y)) + 2.0 * y))

aucs = [auc_by_ranks(y, s) for y, s in curves]
aps = [average_precision(y, s) for y, s in curves]
truth = norm.cdf(2 / np.sqrt(2))
assert max(abs(auc - truth) for auc in aucs) < 0.015
assert all(a > b for a, b in pairwise(aps))
assert aps[0] > 0.9 and aps[-1] < 0.2
record("auc-truth", truth)
for label, auc, ap in zip(["50", "10", "1", "01"], aucs, aps, strict=True):
    record(f"auc-at-{label}", auc)
    record(f"ap-at-{label}", ap)

# One operating point, four precisions: the cut that keeps 5% of the negatives.
cut_tpr = 1 - norm.cdf(norm.isf(0.05) - 2)
cut_precision = [q * cut_tpr / (q * cut_tpr + (1 - q) * 0.05) for q in prevalences]
assert 75 < 1 / cut_precision[-1] < 85
record("cut-tpr", cut_tpr)
for label, value in zip(["50", "10", "1", "01"], cut_precision, strict=True):
    record(f"cut-precision-at-{label}", value)


def thinned(x: np.ndarray, y: np.ndarray, points: int = 250) -> tuple[np.ndarray, np.ndarray]:
    """Keep about ``points`` of a curve, evenly in x, so that the picture stays small."""
    keep = np.unique(np.searchsorted(x, np.linspace(x[0], x[-1], points)).clip(0, len(x) - 1))
    return x[keep], y[keep]


fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 4.1))
for i, (y, s) in enumerate(curves):
    left.plot(*thinned(*roc_curve(y, s)), color=f"C{i}", lw=2.6 - 0.4 * i)
    precision, recall = precision_recall_curve(y, s)
    start = np.searchsorted(recall, 0.02)
    right.plot(*thinned(recall[start:], precision[start:]), color=f"C{i}")
    right.plot(cut_tpr, cut_precision[i], "o", ms=8, mfc="none", mec=COLORS["ink"], mew=1.6)
    for x, text in ((0.42, labels[i]), (0.72, f"{aucs[i]:.2f}"), (0.98, f"{aps[i]:.2f}")):
        left.text(x, 0.31 - 0.085 * i, text, color=f"C{i}", weight="bold", ha="right")
left.text(0.72, 0.4, "AUC", ha="right", color=COLORS["muted"])
left.text(0.98, 0.4, "AP", ha="right", color=COLORS["muted"])
left.plot(0.05, cut_tpr, "o", ms=8, mfc="none", mec=COLORS["ink"], mew=1.6)
left.annotate(
    "same cut", (0.07, cut_tpr), (0.25, 0.6), arrowprops={"arrowstyle": "-", "color": COLORS["muted"]}
)
left.set(xlabel="False-positive rate", ylabel="Recall (true-positive rate)", title="ROC does not move …")
places = ((0.3, 1.02), (0.36, 0.82), (0.24, 0.41), (0.03, 0.03))
for i, (place, label) in enumerate(zip(places, labels, strict=True)):
    right.text(*place, label, color=f"C{i}", weight="bold")
right.set(xlabel="Recall", ylabel="Precision", title="… precision collapses", ylim=(0, 1.1), xlim=(0, 1))
for ax, ticks in ((left, [0, 0.5, 1]), (right, [0, 0.5, 1])):
    ax.set_xticks(ticks)
figure(
    fig,
    "prevalence",
    alt=(
        "Left: four ROC curves for prevalences 50%, 10%, 1% and 0.1% lie on top of one another. Right: "
        "the four "
        "precision-recall curves of the same score distributions fall from near 1 to near 0; at the cut "
        "with a false-positive "
        f"rate of 5% precision is {cut_precision[0]:.2f}, {cut_precision[1]:.2f}, {cut_precision[2]:.2f} "
        f"and {cut_precision[3]:.2f}."
    ),
    caption=(
        "One model, four populations. The circles mark the same cut: its place on the ROC curve is "
        "fixed by the two score "
        "distributions, its precision also by how many negatives stand behind each positive."
    ),
)

# %% [markdown]
# ## The model with the higher AUC finds less fraud in the budget
#
# Model A separates evenly. Model B recognises two positives in five almost surely and the rest hardly at
# all. A wins on AUC; 200 reviews a day only ever see the top.

# %%
n_pos, n_neg = 2_000, 998_000  # ten days
y = np.repeat([1, 0], [n_pos, n_neg])
even = rng.normal(size=len(y)) + 1.75 * y
easy = (rng.random(len(y)) < 0.4) & (y == 1)
split = rng.normal(size=len(y)) + np.where(easy, 4.2, 0.75) * y

comparison = {}
for name, s in {"a": even, "b": split}.items():
    precision, recall = precision_recall_at_k(y, s, 2_000)
    comparison[name] = {
        "auc": auc_by_ranks(y, s),
        "ap": average_precision(y, s),
        "pauc": partial_auc(y, s, 0.01),
        "precision": precision,
        "recall": recall,
    }
    for metric, value in comparison[name].items():
        record(f"model-{name}-{metric}", value)
    record(f"model-{name}-gini", 2 * comparison[name]["auc"] - 1)
a, b = comparison["a"], comparison["b"]
assert a["auc"] > b["auc"] + 0.01
assert 2.5 < b["precision"] / a["precision"] < 3
assert b["pauc"] > a["pauc"] and b["ap"] > a["ap"]
record("budget-ratio", b["precision"] / a["precision"])

fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 4.0))
for i, s in enumerate((even, split)):
    fpr, tpr = roc_curve(y, s)
    left.plot(*thinned(fpr, tpr), color=f"C{i}")
    reviews_a_day = (fpr * n_neg + tpr * n_pos) / 10
    inside = reviews_a_day <= 1_000
    right.plot(*thinned(reviews_a_day[inside], 100 * tpr[inside]), color=f"C{i}")
left.axvspan(0, 0.01, color=COLORS["muted"], alpha=0.5, lw=0)
left.annotate(
    "all that 1,000\nreviews see",
    (0.01, 0.12),
    (0.2, 0.06),
    color=COLORS["muted"],
    arrowprops={"arrowstyle": "-", "color": COLORS["muted"]},
)
left.text(0.02, 0.95, f"A  {a['auc']:.2f}", color="C0", weight="bold")
left.text(0.42, 0.64, f"B  {b['auc']:.2f}", color="C1", weight="bold")
left.set(xlabel="False-positive rate", ylabel="True-positive rate", title="A wins on AUC …")
right.axvline(200, color=COLORS["muted"], lw=1, ls="--")
for i, numbers in enumerate((a, b)):
    right.plot(200, 100 * numbers["recall"], "o", ms=8, mfc="none", mec=COLORS["ink"], mew=1.6)
    right.text(560, 100 * numbers["recall"] + (7 if i else 2), "AB"[i], color=f"C{i}", weight="bold", size=13)
right.text(225, 3, "200 reviews", color=COLORS["muted"])
right.set(
    xlabel="Reviews a day", ylabel="Fraud found (%)", title="… B where we look", ylim=(0, 60), xlim=(0, 1000)
)
figure(
    fig,
    "same-auc-different-top",
    alt=(
        f"Left: ROC curves of two models cross; A has AUC {a['auc']:.3f}, B {b['auc']:.3f}. "
        "Right: share of fraud found against reviews a day, up to 1,000; B lies far above A. "
        f"In 200 reviews a day B finds {100 * b['recall']:.0f}% of fraud, A {100 * a['recall']:.0f}%."
    ),
    caption=(
        "The right panel is what happens inside the grey strip of the left one, one hundredth of its width. "
        "A budget of 200 reviews among 100,000 payments lives there, and B is the better model for it "
        "although its AUC is lower."
    ),
)

# %% [markdown]
# ## Straight lines between points of a PR curve are too kind
#
# A scorecard with five risk bands has only five thresholds. Joining its PR points by lines invents
# operating points that no threshold reaches, too good ones wherever precision falls along the step, as it
# does all the way on a concave ROC curve. Starting the curve at precision 1 adds a little more.

# %%
y = (rng.random(200_000) < 0.01).astype(np.int64)
bands = np.digitize(rng.normal(size=len(y)) + 2.0 * y, [0.5, 1.5, 2.5, 3.3]).astype(np.float64)
trapezoid, step, honest = (
    trapezoid_pr_area(y, bands),
    average_precision(y, bands),
    interpolated_pr_area(y, bands),
)
precision, recall = precision_recall_curve(y, bands)
assert (np.diff(precision) < 0).all()
# The same straight lines, but without the customary start at recall 0 and precision 1.
no_anchor = float(np.trapezoid(np.append(precision[0], precision), np.append(0.0, recall)))
assert step < honest < no_anchor < trapezoid

# Where precision rises instead, the straight line is too low: ten false alarms come first.
rising_y, rising = (
    np.repeat([0, 1, 1, 0], [10, 1, 50, 300]),
    np.repeat([3.0, 3.0, 2.0, 1.0], [10, 1, 50, 300]),
)
assert trapezoid_pr_area(rising_y, rising) < interpolated_pr_area(rising_y, rising)
record("bands-anchor-share", 100 * (trapezoid - no_anchor) / (trapezoid - honest), unit="%")
record("bands-trapezoid", trapezoid)
record("bands-average-precision", step)
record("bands-interpolated", honest)
record("bands-optimism", 100 * (trapezoid / honest - 1), unit="%")

# %% [markdown]
# ## What sets the width of a confidence interval: positives
#
# We draw test sets again and again and measure how much each metric moves. First the number of positives
# grows at a fixed 1% prevalence, then the negatives alone grow.


# %%
def spread(n_pos: int, n_neg: int, draws: int = 300) -> tuple[float, float, float]:
    """Return half the central 95% range of AUC, average precision and recall at the 2% cut."""
    y = np.repeat([1, 0], [n_pos, n_neg])
    found = np.empty((draws, 3))
    for i in range(draws):
        s = rng.normal(size=len(y)) + 2.0 * y
        recall = binary_counts(y, (s >= norm.isf(0.02)).astype(np.int64)).recall
        found[i] = auc_by_ranks(y, s), average_precision(y, s), recall
    low, high = np.quantile(found, [0.025, 0.975], axis=0)
    return tuple((high - low) / 2)


positives = np.array([10, 20, 50, 100, 200])
widths = np.array([spread(n, 99 * n) for n in positives])
per_positive = [1, 3, 10, 30, 99]
more_negatives = np.array([spread(50, 50 * k) for k in per_positive])

# Four times the positives halve the AUC interval; thirty-three times the negatives hardly touch it.
assert 1.7 < widths[1, 0] / widths[3, 0] < 3.0
assert more_negatives[1, 0] / more_negatives[-1, 0] < 1.45
# Recall does not see the negatives at all: what is left is the noise of 300 draws in steps of 0.02.
assert np.ptp(more_negatives[:, 2]) < 0.2 * more_negatives[:, 2].mean()
for n, w in zip(positives, widths, strict=True):
    record(f"auc-half-width-{n}", w[0])
    record(f"ap-half-width-{n}", w[1])
    record(f"recall-half-width-{n}", w[2])
record("auc-half-width-50-few-negatives", more_negatives[1, 0])
record("auc-half-width-50-many-negatives", more_negatives[-1, 0])

fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 3.8), sharey=True)
for i in range(3):
    left.plot(positives, widths[:, i], "o-", color=f"C{i}")
    if i != 1:  # average precision itself falls with prevalence, so that its widths cannot be compared
        right.plot(per_positive, more_negatives[:, i], "o-", color=f"C{i}")
left.text(14, 0.085, "AUC", color="C0", weight="bold")
left.text(11, 0.165, "AP", color="C1", weight="bold")
left.text(19, 0.245, "recall", color="C2", weight="bold")
left.set(
    xscale="log",
    xlabel="Positives (prevalence 1%)",
    ylabel="Half-width of 95% range",
    title="More positives help …",
)
left.set_xticks(positives, [str(n) for n in positives])
right.set(
    xscale="log",
    xlabel="Negatives per positive (50 positives)",
    title="… more negatives do not",
    ylim=(0, None),
)
right.set_xticks(per_positive, [str(n) for n in per_positive])
for ax in (left, right):
    ax.minorticks_off()
figure(
    fig,
    "positives-set-the-width",
    alt=(
        f"Left: the half-width of the 95% range of AUC falls from {widths[0, 0]:.2f} with 10 positives "
        f"to {widths[-1, 0]:.2f} with 200; "
        "those of average precision and recall are wider and fall too. Right: with 50 positives the "
        "widths of AUC and recall stay nearly "
        "level from 3 to 99 negatives per positive."
    ),
    caption=(
        "Repeated test sets of one fixed model. Ten thousand rows with 50 positives know recall no "
        "better than a thousand rows with 50 positives."
    ),
)

# %% [markdown]
# ## Is the difference real? A paired bootstrap
#
# A test set of 6,000 rows holds 60 positives. The challenger's scores are the champion's plus a little
# more signal. Resampling the *same* rows for both models cancels the noise they share; comparing two
# separate intervals does not.

# %%
y = np.repeat([1, 0], [60, 5_940])
shared = rng.normal(size=len(y)) + 1.55 * y
champion = shared + 0.45 * rng.normal(size=len(y))
challenger = shared + 0.45 * rng.normal(size=len(y)) + 0.12 * y
champion_auc, challenger_auc = auc_by_ranks(y, champion), auc_by_ranks(y, challenger)
assert round(champion_auc, 2) == 0.85 and round(challenger_auc, 2) == 0.87
low, high = bootstrap_interval(y, champion, auc_by_ranks, rng)
other_low, other_high = bootstrap_interval(y, challenger, auc_by_ranks, rng)
rows = np.arange(len(y), dtype=np.float64)


def difference(labels: np.ndarray, picked: np.ndarray) -> float:
    """Return the gain in AUC on the picked rows, which travel in the place of scores."""
    index = picked.astype(np.int64)
    return auc_by_ranks(labels, challenger[index]) - auc_by_ranks(labels, champion[index])


gain_low, gain_high = bootstrap_interval(y, rows, difference, rng)
theory = 1.96 * hanley_mcneil_se(champion_auc, 60, 5_940)
assert 0.6 < (high - low) / 2 / theory < 1.4
assert high > other_low  # the two intervals overlap …
assert gain_low < 0 < gain_high
assert (gain_high - gain_low) < 0.7 * (high - low)  # … but the difference is known better than either
for name, value in {
    "champion-auc": champion_auc,
    "champion-low": low,
    "champion-high": high,
    "challenger-auc": challenger_auc,
    "challenger-low": other_low,
    "challenger-high": other_high,
    "gain": challenger_auc - champion_auc,
    "gain-low": gain_low,
    "gain-high": gain_high,
    "hanley-half-width": theory,
}.items():
    record(name, value)

# %% [markdown]
# **What to say in the interview.** ROC describes the two score distributions; precision also describes
# the population. Choose by the part of the curve you will operate in, quote precision and recall at that
# budget, and give an interval: with a few dozen positives most "improvements" are noise.
#
# The chapter: [Classification metrics](../../evaluation/classification-metrics.md).
