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
# # Thresholds, costs and budgets
#
# A probability is not yet a decision. Where should the threshold stand when a missed fraud costs 40 times
# a wrong alarm, when only 200 cases a day can be reviewed, or when the model may hand a case to a person?

# %%
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import BoundaryNorm
from scipy.special import expit

from handbook.publish import COLORS, figure, record
from scratch.evaluation.curves import auc_by_ranks, cumulative_counts, roc_curve
from scratch.evaluation.decisions import (
    Costs,
    best_threshold,
    cost_curve,
    precision_recall_at_k,
    review_band,
)

rng = np.random.default_rng(11)

# %% [markdown]
# ## A calibrated population
#
# Each payment has a true fraud probability, and the model knows it: labels are drawn from the model's own
# $p$. So every gap below is the fault of the threshold, never of the model.

# %%
n = 1_000_000  # ten days of 100,000 payments
p = expit(-9.3 + 2.4 * rng.normal(size=n))
y = (rng.random(n) < p).astype(np.int64)
record("fraud-rate", 100 * y.mean(), unit="%")
record("auc", auc_by_ranks(y, p))


def cost_per_day(threshold: float, costs: Costs) -> float:
    """Return the cost a day, in euros, of acting on p >= threshold."""
    act = p >= threshold
    tp, fp = int(y[act].sum()), int((1 - y[act]).sum())
    fn = int(y.sum()) - tp
    return (costs.tp * tp + costs.fp * fp + costs.fn * fn) / 10


# %% [markdown]
# ## The threshold that costs decide
#
# A wrong block costs 5 € of goodwill and support, a missed fraud 200 € on average.

# %%
costs = Costs(fp=5, fn=200)
theory = costs.threshold
empirical, _ = best_threshold(y, p, costs)
at_theory, at_half = cost_per_day(theory, costs), cost_per_day(0.5, costs)
nothing = cost_per_day(2.0, costs)
assert theory == 5 / 205
assert abs(np.log(empirical / theory)) < 0.5
assert at_theory <= 1.02 * cost_per_day(empirical, costs)
assert at_half > 1.3 * at_theory
for name, value in {
    "threshold": theory,
    "empirical-threshold": empirical,
    "cost-theory": at_theory,
    "cost-half": at_half,
    "cost-nothing": nothing,
    "cost-empirical": cost_per_day(empirical, costs),
    "saving-percent": 100 * (1 - at_theory / at_half),
}.items():
    record(name, value)

# %% [markdown]
# ## The whole surface
#
# Expected cost relative to the best threshold, over threshold and cost ratio. The valley is the line $t^*
# = 1/(1 + r)$ with $r = c_{FN}/c_{FP}$, and it is wide: a ratio guessed wrong by a factor of two costs a
# few per cent.

# %%
thresholds = np.geomspace(0.001, 0.9, 90)
ratios = np.geomspace(1, 400, 80)
order = np.sort(p)
# Expected false alarms and misses at each threshold, from the probabilities themselves.
tail = np.append(np.cumsum(order[::-1])[::-1], 0.0)
start = np.searchsorted(order, thresholds)
true_alarms = tail[start]
false_alarms = (n - start) - true_alarms
misses = tail[0] - true_alarms
surface = false_alarms[None, :] + ratios[:, None] * misses[None, :]
excess = surface / surface.min(axis=1, keepdims=True)
best_line = thresholds[surface.argmin(axis=1)]
assert np.abs(np.log(best_line[8:] * (1 + ratios[8:]))).max() < 0.12


def expected_cost(threshold: float, ratio: float) -> float:
    """Return expected false alarms plus ``ratio`` times expected misses."""
    act = p >= threshold
    return float((1 - p[act]).sum() + ratio * p[~act].sum())


lowest = expected_cost(1 / 41, 40)
excess_of = {guess: 100 * (expected_cost(1 / (1 + guess), 40) / lowest - 1) for guess in (10, 20, 80, 160)}
assert 0 < excess_of[20] < 10 and 0 < excess_of[80] < 10 and excess_of[160] > 25
record("ratio-halved", excess_of[20], unit="%")
record("ratio-doubled", excess_of[80], unit="%")
record("ratio-quadrupled", excess_of[160], unit="%")

fig, ax = plt.subplots(figsize=(6.4, 4.4))
levels = [1, 1.1, 1.25, 1.5, 2, 3, 5, 10]
steps = BoundaryNorm(levels, 256, extend="max")
filled = ax.contourf(thresholds, ratios, excess, levels=levels, norm=steps, cmap="cividis_r", extend="max")
# The map looks the same in both schemes, so that the lines on it must not change colour either.
ax.plot(1 / (1 + ratios), ratios, color="#b23a00", lw=2.6)
ax.axvline(0.5, color="#101418", lw=1.4, ls="--")
ax.plot(theory, 40, "o", ms=9, mfc="none", mec="#b23a00", mew=2.2)
ax.text(0.0125, 115, "1/(1 + r)", color="#8a2c00", weight="bold")
bar = fig.colorbar(filled, ax=ax, ticks=levels)
bar.ax.set_yticklabels([f"{level:g}×" for level in levels])
bar.set_label("Cost / lowest possible cost")
ax.set(
    xscale="log",
    yscale="log",
    xlabel="Threshold",
    ylabel="A miss costs … false alarms",
    title="0.5 is right only where both mistakes cost the same",
)
ax.set_xticks([0.001, 0.01, 0.1, 0.5], ["0.001", "0.01", "0.1", "0.5"])
ax.set_yticks([1, 10, 40, 100, 400], ["1", "10", "40", "100", "400"])
ax.minorticks_off()
ax.grid(False)
figure(
    fig,
    "cost-surface",
    alt=(
        "Contour plot of cost relative to the cheapest threshold, over threshold from 0.001 to 0.9 and "
        "cost ratio from 1 to 400. A valley runs from "
        "threshold 0.5 at ratio 1 down to 0.0025 at ratio 400, along the line 1/(1 + ratio). At ratio "
        "40 and threshold 0.5 "
        f"cost is {at_half / at_theory:.1f} times the minimum."
    ),
    caption=(
        "Orange: the threshold 1/(1 + r) of the formula, which needs no search. Dashed: the default "
        "0.5. The valley is wide, so that a rough estimate "
        "of the cost ratio is enough; the default is not one."
    ),
)

# %% [markdown]
# ## A budget instead of a price
#
# Two hundred reviews a day. What does the next review find, and what happens to a fixed threshold when
# volume triples?

# %%
ks = np.unique(np.geomspace(10, 5_000, 60).astype(int))
curve = np.array([precision_recall_at_k(y, p, 10 * k) for k in ks])
found = np.array([precision_recall_at_k(y, p, 10 * k)[1] * y.sum() / 10 for k in (200, 400)])
precision_200, recall_200 = precision_recall_at_k(y, p, 2_000)
budget_cut = np.sort(p)[-2_000]
marginal = p[(p >= np.sort(p)[-2_100]) & (p < np.sort(p)[-1_900])].mean()
assert precision_200 > marginal
record("budget-precision", precision_200)
record("budget-recall", recall_200)
record("budget-threshold", budget_cut)
record("marginal-precision", marginal)
record("budget-found", found[0])
record("double-budget-found", found[1])

volumes = np.array([60_000, 100_000, 140_000, 200_000, 300_000])
alarms = []
for volume in volumes:
    p_day = expit(-9.3 + 2.4 * rng.normal(size=volume))
    alarms.append(int((p_day >= budget_cut).sum()))
assert alarms[-1] > 2.5 * alarms[1]
record("alarms-triple-volume", alarms[-1])

# Act as long as the next case is worth its review: p · value > cost of a review.
review_cost, saved = 8.0, 200.0
worth = int((p >= review_cost / saved).sum() / 10)
record("worth-reviewing", worth)
record("break-even", review_cost / saved)

fig, ax = plt.subplots(figsize=(6.4, 3.9))
ax.plot(ks, 100 * curve[:, 0], color="C0")
ax.plot(ks, 100 * curve[:, 1], color="C1")
marginal_rate = np.array([np.sort(p)[-10 * k] for k in ks])
ax.plot(ks, 100 * marginal_rate, color="C2", ls="--")
ax.axvline(200, color=COLORS["muted"], lw=1, ls=":")
ax.text(14, 62, "precision so far", color="C0", weight="bold")
ax.text(12, 16, "next case", color="C2", weight="bold")
ax.text(700, 75, "recall", color="C1", weight="bold")
ax.text(212, 94, "200 a day", color=COLORS["muted"])
ax.set(
    xscale="log",
    xlabel="Reviews a day",
    ylabel="%",
    title="Judge a budget by the next case, not by the average",
    ylim=(0, 100),
)
ax.set_xticks([10, 50, 200, 1000, 5000], ["10", "50", "200", "1,000", "5,000"])
ax.minorticks_off()
figure(
    fig,
    "budget",
    alt=(
        "Precision and recall against the number of reviews a day. At 200 reviews precision is "
        f"{100 * precision_200:.0f}%, recall {100 * recall_200:.0f}%, "
        f"and the next case is fraud with {100 * marginal:.0f}%."
    ),
    caption=(
        "The average of all reviews hides what one more reviewer would find. Hire until the dashed line "
        "meets the price of a review divided by the "
        "loss it prevents."
    ),
)

# %% [markdown]
# ## F1 has its own threshold: half its best value
#
# For calibrated probabilities the threshold that maximises F1 is $F_1^*/2$, so never above 0.5 (Lipton et
# al. 2014).

# %%
tp, fp, cuts = cumulative_counts(y, p)
f1 = 2 * tp / (tp + fp + y.sum())
best = int(np.argmax(f1))
f1_at_half = f1[np.sum(cuts >= 0.5) - 1]
assert abs(cuts[best] - f1[best] / 2) < 0.03
assert f1[best] > f1_at_half
record("best-f1", f1[best])
record("best-f1-threshold", cuts[best])
record("f1-at-half", f1_at_half)

# %% [markdown]
# ## Cost curves: which model, when the costs are not yet known
#
# Two models cross in ROC space. In a cost curve every threshold is a line, and a model is the lower
# envelope of its lines.

# %%
labels = np.repeat([1, 0], [4_000, 40_000])
even = rng.normal(size=len(labels)) + 1.75 * labels
easy = (rng.random(len(labels)) < 0.4) & (labels == 1)
split = rng.normal(size=len(labels)) + np.where(easy, 4.2, 0.75) * labels
x = np.linspace(0, 1, 201)
curves = [
    cost_curve(*(rate[:: max(1, len(rate) // 2_000)] for rate in roc_curve(labels, s)), x)
    for s in (even, split)
]
crossing = x[np.argmax((curves[1] > curves[0]) & (x > 0.05))]
assert (curves[1][(x > 0.05) & (x < crossing - 0.02)] < curves[0][(x > 0.05) & (x < crossing - 0.02)]).all()
assert curves[0][150] < curves[1][150]
record("crossing", crossing)
odds = crossing / (1 - crossing)
record("crossing-ratio-at-02", odds * 0.998 / 0.002)

fig, ax = plt.subplots()
ax.plot(x, np.minimum(x, 1 - x), color=COLORS["muted"], lw=1.2, ls=":")
for i, (curve_ab, name) in enumerate(zip(curves, "AB", strict=True)):
    ax.plot(x, curve_ab, color=f"C{i}")
    ax.text((0.44, 0.72)[i], (0.145, 0.235)[i], name, color=f"C{i}", weight="bold", size=13)
ax.axvline(crossing, color=COLORS["muted"], lw=1, ls="--")
ax.text(0.13, 0.33, "B cheaper", ha="center")
ax.text(0.75, 0.33, "A cheaper", ha="center")
ax.text(0.52, 0.46, "best constant answer", color=COLORS["muted"])
ax.set(
    xlabel="Share of the possible loss that lies in misses",
    ylabel="Normalised cost",
    title="Costs and prevalence choose the model, AUC does not",
    ylim=(0, 0.52),
)
figure(
    fig,
    "cost-curves",
    alt=(
        "Normalised expected cost of models A and B against the share of the possible loss that lies in "
        "misses. "
        f"B is cheaper left of {crossing:.2f}, A right of it; the dotted triangle is the better of "
        "always and never acting."
    ),
    caption=(
        "The horizontal axis is $\\pi c_{FN}/(\\pi c_{FN} + (1-\\pi)c_{FP})$: prevalence and costs in "
        "one number. "
        "Model A has the higher AUC and is still dearer on the left."
    ),
)

# %% [markdown]
# ## The reject option: let a person decide the middle
#
# A review costs 2 € and settles the case. It pays exactly where both automatic answers would cost more.

# %%
review = 2.0
low, high = review_band(costs, review)
middle = (p >= low) & (p < high)
block, allow = p >= high, p < low
with_review = (5 * (1 - y[block]).sum() + 200 * y[allow].sum() + review * middle.sum()) / 10
assert with_review < at_theory
assert middle.any() and low < theory < high
record("band-low", low)
record("band-high", high)
record("reviewed-a-day", int(middle.sum() / 10))
record("blocked-a-day", int(block.sum() / 10))
record("cost-with-review", with_review)
record("review-saving", 100 * (1 - with_review / at_theory), unit="%")
record("review-too-dear", 5 * 200 / 205)

# A team of 200 a day cannot settle that many. It takes the cases where a review saves most, which is the
# same as raising the price of a review until the band fits: the shadow price.
best_guess = np.minimum(costs.fn * p, costs.fp * (1 - p))
shadow_price = float(np.sort(best_guess)[-2_000])
narrow_low, narrow_high = review_band(costs, shadow_price)
narrow = (p >= narrow_low) & (p < narrow_high)
assert abs(int(narrow.sum()) - 2_000) < 5 and review < shadow_price < 5 * 200 / 205
automatic = costs.fp * (1 - y[p >= narrow_high]).sum() + costs.fn * y[p < narrow_low].sum()
with_team = (automatic + review * narrow.sum()) / 10
assert with_review < with_team < at_theory
record("shadow-price", shadow_price)
record("narrow-low", narrow_low)
record("narrow-high", narrow_high)
record("team-saving", 100 * (1 - with_team / at_theory), unit="%")

# A balanced problem, error rate of what is answered against the share that is answered.
q = expit(1.8 * rng.normal(size=100_000))
truth = (rng.random(len(q)) < q).astype(np.int64)
sure = np.argsort(-np.maximum(q, 1 - q))
errors = np.cumsum((q >= 0.5)[sure] != truth[sure]) / np.arange(1, len(q) + 1)
coverage = np.arange(1, len(q) + 1) / len(q)
record("error-all", 100 * errors[-1], unit="%")
record("error-at-70", 100 * errors[int(0.7 * len(q))], unit="%")
assert errors[int(0.7 * len(q))] < 0.7 * errors[-1]

fig, ax = plt.subplots(figsize=(6.4, 3.4))
keep = np.arange(2_000, len(q), 500)
ax.plot(100 * coverage[keep], 100 * errors[keep], color="C0")
for share in (0.7, 1.0):
    at = int(share * len(q)) - 1
    ax.plot(100 * coverage[at], 100 * errors[at], "o", ms=8, mfc="none", mec=COLORS["ink"], mew=1.6)
    place = (100 * share - 3, 100 * errors[at] + 1.5)
    ax.annotate(f"{100 * errors[at]:.0f}% wrong", (100 * share, 100 * errors[at]), place, ha="right")
ax.set(
    xlabel="Cases answered automatically (%)",
    ylabel="Errors among them (%)",
    title="Passing on the unsure 30% removes the worst errors",
    ylim=(0, 30),
)
figure(
    fig,
    "risk-coverage",
    alt=(
        f"Error rate among answered cases against the share answered, rising to {100 * errors[-1]:.0f}% "
        f"when all are answered; at 70% it is {100 * errors[int(0.7 * len(q))]:.0f}%."
    ),
    caption=(
        "A risk-coverage curve. It needs a ranking by certainty only; the price of a review decides "
        "where on it "
        "to stand."
    ),
)

# %% [markdown]
# **What to say in the interview.** First costs or a budget, then a threshold: with calibrated
# probabilities $c_{FP}/(c_{FP} + c_{FN})$, with a budget the top k, with reviewers a band. All three are
# arithmetic on probabilities that must be calibrated.
#
# The chapter: [Classification metrics](../../evaluation/classification-metrics.md).
