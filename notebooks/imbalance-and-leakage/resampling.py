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
# # Resampling: what it moves and what it costs
#
# Weights, under-sampling, SMOTE and focal loss promise help with rare classes. Which of them improves the
# ranking, which only moves the probabilities, and can they be moved back?

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logit
from scipy.stats import norm
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from handbook.publish import COLORS, figure, record
from scratch.evaluation.curves import auc_by_ranks, average_precision
from scratch.evaluation.probabilities import log_loss, reliability_bins
from scratch.imbalance_and_leakage.prior_shift import focal_to_probability, information_kept
from scratch.imbalance_and_leakage.smote import interpolation_variance, smote

rng = np.random.default_rng(90)

# %% [markdown]
# ## One model, four class ratios
#
# Scores are normal, the positives' mean 2.5 higher (ROC-AUC 0.96). Recall and false-positive rate do not
# know how many negatives there are; precision does. Right: the curve at 1:1000, estimated from a test set
# of 1,000 positives and 2,000 negatives with each negative weighted by 500.

# %%
SEPARATION = 2.5
cut = np.linspace(-4, 9, 1_000)
tpr, fpr = norm.sf(cut - SEPARATION), norm.sf(cut)
ratios = (1, 10, 100, 1_000)
precision = {ratio: tpr / (tpr + ratio * fpr) for ratio in ratios}
at_90 = {ratio: float(np.interp(0.9, tpr[::-1], precision[ratio][::-1])) for ratio in ratios}
half = {ratio: float(np.interp(0.5, precision[ratio], tpr)) for ratio in ratios[1:]}
assert at_90[1] > 0.85 and at_90[1_000] < 0.02
auc = float(norm.cdf(SEPARATION / np.sqrt(2)))
record("ratios-auc", auc)
for ratio in ratios:
    record(f"precision-at-recall-90-{ratio}", 100 * at_90[ratio], unit="%")
for ratio, recall in half.items():
    record(f"recall-at-precision-half-{ratio}", 100 * recall, unit="%")

fig, axes = plt.subplots(1, 2, sharey=True, figsize=(6.4, 3.9))
for i, ratio in enumerate(ratios):
    axes[0].plot(tpr, precision[ratio], color=f"C{i}")
for x, y, text, color in (
    (0.55, 0.93, "1:1", "C0"),
    (0.5, 0.72, "1:10", "C1"),
    (0.2, 0.55, "1:100", "C2"),
    (0.02, 0.05, "1:1000", "C3"),
):
    axes[0].text(x, y, text, color=color, weight="bold")
spread = []
for _ in range(12):
    positives, negatives = rng.normal(SEPARATION, 1, 1_000), np.sort(rng.normal(0, 1, 2_000))
    recall = np.mean(positives[None, :] >= cut[:, None], axis=1)
    false = 1 - np.searchsorted(negatives, cut) / len(negatives)
    flagged = recall + 1_000 * false
    guess = np.divide(recall, flagged, out=np.full(len(cut), np.nan), where=recall > 0)
    spread.append(float(np.interp(-0.25, -recall, guess)))
    axes[1].plot(recall, guess, color=COLORS["muted"], lw=0.8, alpha=0.7)
truth_at_quarter = float(np.interp(0.25, tpr[::-1], precision[1_000][::-1]))
axes[1].plot(tpr, precision[1_000], color="C3", lw=2.5)
axes[1].text(0.33, 0.8, "12 estimates from\n2,000 negatives", color=COLORS["muted"], weight="bold")
for ax, title in zip(axes, ("Same scores, four ratios", "1:1000, guessed"), strict=True):
    ax.set(xlabel="Recall", title=title, xlim=(0, 1), ylim=(0, 1.02))
    ax.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
axes[0].set_ylabel("Precision")
assert max(spread) > 2.5 * truth_at_quarter and min(spread) < 0.7 * truth_at_quarter
record("precision-at-quarter-truth", 100 * truth_at_quarter, unit="%")
record("precision-at-quarter-low", 100 * min(spread), unit="%")
record("precision-at-quarter-high", 100 * max(spread), unit="%")
figure(
    fig,
    "ratios",
    alt=(
        "Left: precision against recall of one score at four ratios of positives to negatives; at a recall "
        f"of 0.9 precision is {at_90[1]:.2f}, {at_90[10]:.2f}, {at_90[100]:.2f} and {at_90[1000]:.3f}. "
        "Right: the true curve at 1:1000 amid twelve estimates from reweighted small test sets, which "
        "scatter wildly below a recall of one half."
    ),
    caption=(
        f"ROC-AUC is {auc:.2f} in all four. Right: weights make a 1:2 test set stand for 1:1000 on "
        "average, but the few negatives with high scores, which decide precision, are not in it."
    ),
)

# %% [markdown]
# ## What SMOTE draws
#
# New rows lie on segments between minority neighbours. Two things follow: a stray point gets a bridge
# through the majority, and the cloud shrinks. With a random partner the variance of
# $(1-u)x + uz$ is two thirds of that of $x$; in many dimensions the nearest neighbours are hardly nearer
# than random partners.

# %%
majority = rng.normal(size=(350, 2))
ring = np.vstack([rng.normal((-2.4, 1.6), 0.35, (14, 2)), rng.normal((2.6, 1.8), 0.35, (11, 2))])
minority = np.vstack([ring, [[0.2, -2.4], [-0.4, 0.3]]])
drawn = smote(minority, 450, 5, rng)
assert np.mean(np.abs(drawn[:, 0]) < 1.5) > 0.03

dims = np.array([1, 2, 5, 10, 20, 50, 100])
shrink, told_apart = np.zeros(len(dims)), np.zeros(len(dims))
N_MINORITY = 250
for j, d in enumerate(dims):
    for _ in range(3):
        real, fresh = rng.normal(size=(N_MINORITY, d)), rng.normal(size=(2_000, d))
        made = smote(real, 2_000, 5, rng)
        shrink[j] += made.var(axis=0).sum() / real.var(axis=0).sum() / 3
        # Farther from the centre = more likely real: no training needed.
        score = np.concatenate([(fresh**2).sum(axis=1), (made**2).sum(axis=1)])
        told_apart[j] += auc_by_ranks(np.repeat([1, 0], 2_000), score) / 3
limit = interpolation_variance(N_MINORITY)
assert (np.diff(shrink) < 0.01).all() and shrink[0] > 0.95
assert abs(shrink[-1] - limit) < 0.04
assert told_apart[0] < 0.55 and told_apart[-1] > 0.9
record("shrink-2", shrink[1])
record("shrink-20", shrink[4])
record("shrink-100", shrink[-1])
record("told-apart-2", told_apart[1])
record("told-apart-20", told_apart[4])
record("told-apart-50", told_apart[5])

fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.9))
ax = axes[0]
ax.scatter(*majority.T, s=7, color=COLORS["muted"], alpha=0.45, lw=0)
ax.scatter(*drawn.T, s=9, color="C1", alpha=0.85, lw=0)
ax.scatter(*minority.T, s=26, color="C0", edgecolor=COLORS["paper"], lw=0.6)
ax.set(title="Bridges over the majority", xlim=(-3.7, 3.9), ylim=(-3.3, 4.1), xlabel="Feature 1")
ax.set_ylabel("Feature 2")
ax.text(-3.5, 3.45, "minority", color="C0", weight="bold")
ax.text(-0.3, 3.45, "SMOTE", color="C1", weight="bold")
ax = axes[1]
ax.plot(dims, shrink, "o-", color="C1")
ax.plot(dims, told_apart, "s-", color="C2")
ax.axhline(2 / 3, color=COLORS["muted"], ls=":", lw=1.5)
ax.text(95, 0.615, "2/3", color=COLORS["muted"], ha="right")
ax.text(3.2, 0.93, "variance ÷ real", color="C1", weight="bold")
ax.text(6.5, 0.48, "AUC, real or\nsynthetic?", color="C2", weight="bold", va="bottom")
ax.set(xscale="log", xlabel="Dimensions", title="The cloud shrinks", ylim=(0.45, 1.05))
ax.set_xticks(dims, [str(d) for d in dims])
ax.minorticks_off()
figure(
    fig,
    "smote-geometry",
    alt=(
        "Left: synthetic points on segments between minority points, many of them across the majority "
        "cloud towards two stray points. Right: the variance of synthetic rows falls from "
        f"{shrink[0]:.2f} of the real one in one dimension to {shrink[-1]:.2f} in 100, near two thirds, "
        "while distance from the centre tells real from synthetic rows with AUC "
        f"{told_apart[0]:.2f} rising to {told_apart[-1]:.2f}."
    ),
    caption=(
        f"{N_MINORITY} normal minority rows, k = 5. With 20 columns synthetic rows hold "
        f"{shrink[4]:.0%} of the variance, and their distance from the centre alone gives them away."
    ),
)

# %% [markdown]
# ## Five ways to treat 1:90
#
# Fifteen columns, an interaction, a bump. A false alarm costs 5, a miss 200, hence act at
# $p \ge 5/205$. Every treatment is judged three ways: at the usual 0.5, at $5/205$ on its own
# probabilities, and at $5/205$ after the correction by $\ln\beta$. Cost 1 is that of never acting.

# %%
COST_FALSE, COST_MISS = 5.0, 200.0
cut_by_cost = COST_FALSE / (COST_FALSE + COST_MISS)
TREATMENTS = ("none", "weights", "under-1", "under-10", "smote")


def draw(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Return 15 columns, six of which matter, and rare labels."""
    X = rng.normal(size=(n, 15))
    signal = X[:, :4] @ np.array([1.1, -0.8, 0.6, 0.4]) + 0.7 * X[:, 0] * X[:, 4] - 0.5 * (X[:, 5] ** 2 - 1)
    return X, (rng.random(n) < expit(signal - 6.0)).astype(np.int64)


Treated = tuple[np.ndarray, np.ndarray, np.ndarray | None, float]


def treat(name: str, X: np.ndarray, y: np.ndarray) -> Treated:
    """Return rows, labels, weights if any, and the β by which the odds of negatives were thinned."""
    positive, negative = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    n_pos, n_neg = len(positive), len(negative)
    if name == "weights":
        return X, y, np.where(y == 1, n_neg / n_pos, 1.0), n_pos / n_neg
    if name == "smote":
        made = smote(X[positive], n_neg - n_pos, 5, rng)
        X, y = np.vstack([X, made]), np.append(y, np.ones(len(made), dtype=np.int64))
        return X, y, None, n_pos / n_neg
    if name.startswith("under"):
        n_kept = int(name.split("-")[1]) * n_pos
        keep = np.append(positive, rng.choice(negative, n_kept, replace=False))
        return X[keep], y[keep], None, n_kept / n_neg
    return X, y, None, 1.0


def cost(y: np.ndarray, act: np.ndarray) -> float:
    """Return the cost over that of never acting."""
    spent = COST_FALSE * np.sum(act & (y == 0)) + COST_MISS * np.sum(~act & (y == 1))
    return float(spent / (COST_MISS * y.sum()))


models = {
    "boosting": HistGradientBoostingClassifier(
        max_iter=60,
        learning_rate=0.08,
        max_leaf_nodes=5,
        min_samples_leaf=40,
        early_stopping=False,
        random_state=0,
    ),
    "linear": LogisticRegression(max_iter=500),
}
measures: dict[tuple[str, str], list[dict[str, float]]] = {}
N_RUNS = 6
for _ in range(N_RUNS):
    (X, y), (X_test, y_test) = draw(20_000), draw(40_000)
    for treatment in TREATMENTS:
        rows, label, weight, beta = treat(treatment, X, y)
        for kind, model in models.items():
            p = model.fit(rows, label, sample_weight=weight).predict_proba(X_test)[:, 1].clip(1e-7, 1 - 1e-7)
            corrected = expit(logit(p) + np.log(beta))
            measures.setdefault((kind, treatment), []).append(
                {
                    "auc": auc_by_ranks(y_test, p),
                    "ap": average_precision(y_test, p),
                    "level": p.mean() / y_test.mean(),
                    "level-corrected": corrected.mean() / y_test.mean(),
                    "log-loss": log_loss(y_test, p),
                    "log-loss-corrected": log_loss(y_test, corrected),
                    "cost-half": 100 * cost(y_test, p >= 0.5),
                    "cost-raw": 100 * cost(y_test, p >= cut_by_cost),
                    "cost-corrected": 100 * cost(y_test, corrected >= cut_by_cost),
                }
            )
table = {
    key: {name: float(np.mean([run[name] for run in runs])) for name in runs[0]}
    for key, runs in measures.items()
}
for (kind, treatment), values in table.items():
    for name, value in values.items():
        record(f"{kind}-{treatment}-{name}", value, unit="%" if name.startswith("cost") else "")

# Differences to doing nothing, paired by data set.
for treatment in TREATMENTS[1:]:
    paired = [
        run["cost-corrected"] - plain["cost-corrected"]
        for run, plain in zip(measures["boosting", treatment], measures["boosting", "none"], strict=True)
    ]
    record(f"difference-{treatment}", float(np.mean(paired)))
    record(f"difference-{treatment}-error", float(np.std(paired, ddof=1) / np.sqrt(N_RUNS)))

for kind in models:
    plain = table[kind, "none"]
    # At 0.5 everything beats doing nothing special: the reason why resampling is popular.
    assert all(table[kind, t]["cost-half"] < plain["cost-half"] - 15 for t in TREATMENTS[1:])
    # With the threshold moved instead, nothing beats it by more than a few points.
    assert all(table[kind, t]["cost-corrected"] > plain["cost-corrected"] - 4 for t in TREATMENTS[1:])
    assert table[kind, "smote"]["cost-corrected"] > plain["cost-corrected"]
    assert all(plain["cost-corrected"] < table[kind, t]["cost-half"] for t in TREATMENTS[1:])
    # The right threshold on wrong probabilities is worse than never acting.
    assert all(table[kind, t]["cost-raw"] > 140 for t in ("weights", "under-1", "smote"))
    assert all(table[kind, t]["auc"] < plain["auc"] + 0.02 for t in TREATMENTS[1:])
    assert table[kind, "smote"]["ap"] < plain["ap"]
# Shrinkage keeps a booster near its balanced start, so the few high probabilities stay too low.
assert table["boosting", "smote"]["level-corrected"] < 0.85
assert table["boosting", "weights"]["level-corrected"] < 0.85
assert 0.8 < table["boosting", "under-10"]["level-corrected"] < 1.1

# %% [markdown]
# ## How many negatives are enough?
#
# For a weak effect the variance of a log-odds slope is near $1/n_+ + 1/n_-$: $m$ negatives for each
# positive keep about $m/(m+1)$ of the information. Measured by fitting a logistic regression on one column
# over and over; for a strong effect the rule is far too optimistic. Dashed: the rule, and the Fisher
# information of case-control sampling by numerical integration.

# %%
N_POSITIVE, N_NEGATIVE, N_FITS = 100, 10_000, 640
per_positive = np.array([1, 2, 5, 10, 20, 50])


def slopes(x: np.ndarray, y: np.ndarray, n_steps: int = 12) -> np.ndarray:
    """Return the logistic slope of each of many data sets by Newton's method; x is (n_sets, n), y is (n,)."""
    intercept, slope = np.full(len(x), float(logit(y.mean()))), np.zeros(len(x))
    for _ in range(n_steps):
        p = expit(intercept[:, None] + slope[:, None] * x)
        weight, error = p * (1 - p), y - p
        a, b, c = weight.sum(axis=1), (weight * x).sum(axis=1), (weight * x * x).sum(axis=1)
        g, h = error.sum(axis=1), (error * x).sum(axis=1)
        determinant = a * c - b * b
        intercept, slope = intercept + (c * g - b * h) / determinant, slope + (a * h - b * g) / determinant
    return slope


def fisher(m: float, effect: float) -> float:
    """Return the information on the slope per positive with m negatives each, by numerical integration."""
    x = np.linspace(-8, 10, 4_001)
    of_positives, of_negatives = norm.pdf(x, effect), norm.pdf(x)
    weight = m * of_positives * of_negatives / (of_positives + m * of_negatives) * (x[1] - x[0])
    return float((weight * x * x).sum() - (weight * x).sum() ** 2 / weight.sum())


kept_information = {}
for effect in (0.1, 1.5):
    positives = rng.normal(effect, 1, (N_FITS, N_POSITIVE))
    negatives = rng.normal(0, 1, (N_FITS, N_NEGATIVE))
    variance = []
    for m in (*per_positive, N_NEGATIVE // N_POSITIVE):
        x = np.hstack([positives, negatives[:, : m * N_POSITIVE]])
        y = np.repeat([1.0, 0.0], [N_POSITIVE, m * N_POSITIVE])
        found = np.concatenate([slopes(part, y) for part in np.array_split(x, 8)])
        # Two normals with equal variance: the true slope is the difference of means, at every ratio.
        assert abs(found.mean() - effect) < 0.08
        variance.append(found.var())
    kept_information[effect] = variance[-1] / np.array(variance[:-1])
theory = np.array([information_kept(N_POSITIVE, N_NEGATIVE, m * N_POSITIVE) for m in per_positive])
strong = np.array([fisher(m, 1.5) / fisher(N_NEGATIVE / N_POSITIVE, 1.5) for m in per_positive])
np.testing.assert_allclose(kept_information[0.1], theory, atol=0.1)
np.testing.assert_allclose(kept_information[1.5], strong, atol=0.1)
assert (kept_information[1.5][:4] < theory[:4] - 0.15).all() and (strong[:4] < theory[:4] - 0.2).all()
for j, m in enumerate(per_positive):
    record(f"information-{m}", 100 * theory[j], unit="%")
    record(f"information-weak-{m}", 100 * kept_information[0.1][j], unit="%")
    record(f"information-strong-{m}", 100 * kept_information[1.5][j], unit="%")
    record(f"information-strong-theory-{m}", 100 * strong[j], unit="%")

fig, ax = plt.subplots()
grid = np.geomspace(1, 50, 60)
ax.plot(grid, grid / (grid + 1), color=COLORS["ink"], lw=1.4, ls="--")
ax.plot(per_positive, kept_information[0.1], "o", color="C0", ms=8)
ax.plot(grid, [fisher(m, 1.5) / fisher(100, 1.5) for m in grid], color="C1", lw=1.4, ls="--")
ax.plot(per_positive, kept_information[1.5], "s", color="C1", ms=7)
ax.text(3.6, 0.9, "m/(m+1)", color=COLORS["ink"], ha="right")
ax.text(2.2, 0.6, "weak effect", color="C0", weight="bold")
ax.text(11, 0.5, "strong effect", color="C1", weight="bold")
ax.set(
    xscale="log",
    xlabel="Negatives kept for each positive, m",
    ylabel="Information kept",
    title="Ten negatives each suffice for weak effects only",
    ylim=(0.2, 1.05),
)
ax.set_xticks(per_positive, [str(m) for m in per_positive])
ax.set_yticks([0.25, 0.5, 0.75, 1], ["25%", "50%", "75%", "100%"])
ax.minorticks_off()
figure(
    fig,
    "negatives-per-positive",
    alt=(
        "Variance of the slope with all negatives over that with m for each positive. For a weak effect "
        f"it follows m/(m+1): {kept_information[0.1][0]:.0%} at 1, {kept_information[0.1][3]:.0%} at 10. "
        f"For a strong effect it is {kept_information[1.5][0]:.0%} at 1 and "
        f"{kept_information[1.5][3]:.0%} at 10."
    ),
    caption=(
        f"{N_POSITIVE} positives among {N_NEGATIVE:,} negatives, {N_FITS} data sets; dashed lines are "
        "theory. Where an effect is strong the rare negatives that look like positives matter, and more "
        "of them must be kept."
    ),
)

# %% [markdown]
# ## Undoing sampling, also when it depended on the features
#
# Left: 2% of negatives kept at random. Right: hard-negative mining; negatives are kept the more often the
# more a first model thinks them positive. One constant is then wrong, but the recorded $\beta(x)$ of each
# row is exact.


# %%
def clicks(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Return four columns and labels of which about 1% are positive."""
    X = rng.normal(size=(n, 4))
    signal = X[:, :3] @ np.array([1.0, 0.8, -0.6]) + 0.6 * X[:, 0] * X[:, 3]
    return X, (rng.random(n) < expit(signal - 5.6)).astype(np.int64)


def keep_rate(X: np.ndarray, hard: bool) -> np.ndarray:
    """Return β(x): constant, or growing with what a first model says."""
    return np.clip(0.25 * expit(1.3 * X[:, 0] + X[:, 1] - 2.5), 0.004, 1) if hard else np.full(len(X), 0.02)


(X, y), (X_test, y_test) = clicks(200_000), clicks(200_000)
sampled = {}
for hard in (False, True):
    rate = keep_rate(X, hard)
    kept = (y == 1) | (rng.random(len(y)) < rate)
    model = HistGradientBoostingClassifier(
        max_iter=80, learning_rate=0.1, max_leaf_nodes=8, early_stopping=False, random_state=0
    )
    p = model.fit(X[kept], y[kept]).predict_proba(X_test)[:, 1]
    mean_rate = float(rate[y == 0].mean())
    by_constant = expit(logit(p) + np.log(mean_rate))
    by_row = expit(logit(p) + np.log(keep_rate(X_test, hard)))
    sampled[hard] = {"raw": p, "constant": by_constant, "row": by_row}
    for name, forecast in sampled[hard].items():
        record(f"{'hard' if hard else 'random'}-{name}-level", forecast.mean() / y_test.mean())
        record(f"{'hard' if hard else 'random'}-{name}-log-loss", log_loss(y_test, forecast))
        record(f"{'hard' if hard else 'random'}-{name}-auc", auc_by_ranks(y_test, forecast))
record("clicks-rate", 100 * y_test.mean(), unit="%")
assert abs(sampled[False]["constant"].mean() / y_test.mean() - 1) < 0.1
assert abs(sampled[True]["row"].mean() / y_test.mean() - 1) < 0.1
# With hard negatives even the ranking is spoilt, and comes back.
assert auc_by_ranks(y_test, sampled[True]["row"]) > auc_by_ranks(y_test, sampled[True]["raw"]) + 0.03
assert log_loss(y_test, sampled[True]["row"]) < 0.97 * log_loss(y_test, sampled[True]["constant"])

fig, axes = plt.subplots(1, 2, sharey=True, figsize=(6.4, 4.1))
ticks, names = [1e-4, 1e-3, 1e-2, 0.1, 1], ["0.01%", "0.1%", "1%", "10%", "100%"]
for ax, hard, title in zip(axes, (False, True), ("Kept at random", "Hard negatives kept"), strict=True):
    ax.plot([1e-4, 1], [1e-4, 1], color=COLORS["muted"], lw=1, ls=":")
    for name, color, marker in (("raw", "C1", "o"), ("constant", "C3", "^"), ("row", "C0", "s")):
        if name == "row" and not hard:
            continue
        predicted, happened, _ = reliability_bins(y_test, sampled[hard][name], 8, quantile=True)
        ax.plot(predicted, happened, color=color, marker=marker, ms=5.5, lw=1.8)
    ax.set(xscale="log", yscale="log", xlim=(1e-4, 1), ylim=(1e-4, 1), title=title)
    ax.set(xlabel="Predicted probability")
    ax.set_xticks(ticks[::2], names[::2])
    ax.set_yticks(ticks, names)
    ax.minorticks_off()
axes[0].set_ylabel("Observed rate")
axes[0].text(0.09, 0.0005, "raw", color="C1", weight="bold")
axes[0].text(0.00013, 0.25, "constant ln β", color="C3", weight="bold")
axes[1].text(0.00013, 0.25, "ln β(x) of\neach row", color="C0", weight="bold")
figure(
    fig,
    "undo-sampling",
    alt=(
        "Reliability diagrams on logarithmic axes. With random sampling the raw model predicts far too much "
        "and the constant correction lies on the diagonal. With hard negatives the constant correction "
        "crosses the diagonal at a slant, and the correction by each row's keeping rate lies on it."
    ),
    caption=(
        "One constant undoes random sampling. If keeping depended on the features, record the keeping rate "
        "of each row and add its logarithm; the ranking comes back too."
    ),
)

# %% [markdown]
# ## Focal loss is not a probability
#
# A linear model on the log-odds, fitted by focal loss with $\gamma = 2$, and the closed-form way back.

# %%
X, y = rng.normal(size=(40_000, 3)), np.zeros(40_000, dtype=np.int64)
y = (rng.random(40_000) < expit(X @ np.array([0.8, -0.5, 0.4]) - 4.2)).astype(np.int64)
design = np.column_stack([np.ones(len(X)), X, X**2, X[:, :1] * X[:, 1:2]])


def focal(w: np.ndarray, gamma: float = 2.0) -> float:
    """Return the mean focal loss."""
    p_true = expit(np.where(y == 1, 1, -1) * (design @ w))
    return float(np.mean(-((1 - p_true) ** gamma) * np.log(p_true)))


w = minimize(focal, np.zeros(design.shape[1]), method="BFGS", options={"gtol": 1e-6}).x
said = expit(design @ w)
back = focal_to_probability(said, 2.0)
assert said.mean() > 3 * y.mean()
assert abs(back.mean() / y.mean() - 1) < 0.1
assert abs(auc_by_ranks(y, back) - auc_by_ranks(y, said)) < 1e-9
record("focal-rate", 100 * y.mean(), unit="%")
record("focal-said", 100 * said.mean(), unit="%")
record("focal-back", 100 * back.mean(), unit="%")
record("focal-log-loss-said", log_loss(y, said))
record("focal-log-loss-back", log_loss(y, back))

# %% [markdown]
# **What to say in the interview.** Resampling looks good at a threshold of 0.5 because it moves the
# probabilities until 0.5 is a sensible cut. Move the cut instead. Thin negatives to save compute, not to
# balance; keep ten or more for each positive, log the keeping rate, and add its logarithm to the logit.
#
# The chapter: [Sampling, labels, imbalance and leakage](../../data/imbalance-and-leakage.md).
