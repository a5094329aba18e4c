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
# # Estimators and intervals, put to the test
#
# How far does an estimate scatter, which estimator is the best one, and does an interval that claims 95 %
# keep its promise on twenty skewed values?

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy import special, stats

from handbook.publish import COLORS, figure, record
from scratch.probability_and_statistics.bayes import BetaRate, probability_greater
from scratch.probability_and_statistics.resampling import bca_interval, studentised_interval

rng = np.random.default_rng(12)

# %% [markdown]
# ## Three divisors for the variance
#
# Normal data, n = 10, true variance 1. The sum of squares is divided by n - 1, n or n + 1.

# %%
n = 10
samples = rng.normal(size=(200_000, n))
squares = ((samples - samples.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
for divisor, name in ((n - 1, "minus"), (n, "plain"), (n + 1, "plus")):
    estimate = squares / divisor
    bias, error = estimate.mean() - 1, np.mean((estimate - 1) ** 2)
    exact = (n - 1) / divisor - 1, 2 * (n - 1) / divisor**2 + ((n - 1) / divisor - 1) ** 2
    assert abs(bias - exact[0]) < 0.01 and abs(error - exact[1]) < 0.01
    print(name, bias, error, exact)
    record(f"variance-{name}-bias", exact[0])
    record(f"variance-{name}-mse", exact[1])
sd_bias = float(np.sqrt(squares / (n - 1)).mean() - 1)
exact = float(np.sqrt(2 / 9) * np.exp(special.gammaln(5) - special.gammaln(4.5)) - 1)
record("sd-bias", 100 * exact, unit="%")
assert exact < -0.02 and abs(sd_bias - exact) < 0.001  # the root of an unbiased estimate is biased

# %% [markdown]
# ## The Cramér-Rao bound, and who reaches it
#
# n = 50 values around a centre. Efficiency: the bound 1 / (n · information) divided by the variance found.

# %%
n, count = 50, 30_000
worlds = {
    "normal": (rng.normal(size=(count, n)), 1.0),
    "laplace": (rng.laplace(size=(count, n)), 1.0),
    "t3": (rng.standard_t(3, (count, n)), 4 / 6),  # (df + 1) / (df + 3)
}
for name, (data, information) in worlds.items():
    bound = 1 / (n * information)
    for label, estimate in (
        ("mean", data.mean(axis=1)),
        ("median", np.median(data, axis=1)),
        ("trimmed", np.sort(data, axis=1)[:, 5:-5].mean(axis=1)),
    ):
        efficiency = bound / estimate.var()
        print(f"{name:8s} {label:8s} {efficiency:.2f}")
        record(f"{name}-{label}", 100 * float(efficiency), unit="%")
        assert efficiency < 1.03

# %% [markdown]
# ## Intervals as a game
#
# Fifty samples of 20 from a normal and from a lognormal distribution, a 95 % t-interval for each mean.

# %%
n = 20
fig, axes = plt.subplots(1, 2, figsize=(6.4, 4.2), sharey=True)
own = np.random.default_rng(37)
draws = {"symmetric data": own.normal(1.65, 1, (50, n)), "skewed data": own.lognormal(0, 1, (50, n))}
truths = {"symmetric data": 1.65, "skewed data": float(np.exp(0.5))}
for ax, (name, data) in zip(axes, draws.items(), strict=True):
    half = stats.t.isf(0.025, n - 1) * data.std(axis=1, ddof=1) / np.sqrt(n)
    centre, truth = data.mean(axis=1), truths[name]
    order = np.argsort(centre)
    centre, half = centre[order], half[order]
    missed = np.abs(centre - truth) > half
    for row in range(50):
        colour = "C1" if missed[row] else "C5"
        ax.plot([centre[row] - half[row], centre[row] + half[row]], [row, row], color=colour, lw=2)
    ax.axvline(truth, color=COLORS["ink"], lw=1, ls="--")
    ax.set_title(name, fontsize=11.5)
    ax.set_xlabel("value")
    ax.set_xlim(0, 4)
    ax.set_yticks([])
    ax.set_ylim(-1, 56)
    ax.text(3.95, 52.5, f"{missed.sum()} of 50 miss", color="C1", weight="bold", ha="right")
    print(name, missed.sum(), (centre + half < truth).sum())
axes[0].set_ylabel("50 samples of 20, by their mean")
figure(
    fig,
    "fifty-intervals",
    alt=(
        "Fifty 95 percent t-intervals each. Left, symmetric data: lengths are alike and the few misses fall "
        "on "
        "either side. Right, lognormal data: lengths vary several-fold, and the misses are short intervals "
        "that "
        "lie entirely below the true mean."
    ),
    caption=(
        "The dashed line is the true mean; samples are sorted by theirs. On skewed data a sample without a "
        "large "
        "value has a low mean and a small standard deviation at once: the interval is short exactly when "
        "it's wrong."
    ),
)

# %% [markdown]
# ## What the bootstrap can know
#
# The true sampling distribution of the mean of 20 lognormal values, and the bootstrap distribution from three
# samples.

# %%
truth = float(np.exp(0.5))
true_means = rng.lognormal(0, 1, (40_000, n)).mean(axis=1)
many = rng.lognormal(0, 1, (2000, n))
by_mean = np.argsort(many.mean(axis=1))
picks = [many[by_mean[int(q * 2000)]] for q in (0.08, 0.52, 0.86)]
grid = np.linspace(0.3, 4.2, 300)
fig, ax = plt.subplots(figsize=(6.4, 3.7))
ax.fill_between(grid, stats.gaussian_kde(true_means)(grid), color=COLORS["muted"], alpha=0.3, lw=0)
spreads = []
for i, sample in enumerate(picks):
    replicates = sample[rng.integers(0, n, (4000, n))].mean(axis=1)
    spreads.append(replicates.std())
    density = stats.gaussian_kde(replicates)(grid)
    ax.plot(grid, density, color=f"C{i}")
    x, y = ((0.36, 1.75), (1.72, 1.02), (2.95, 0.36))[i]
    ax.text(x, y, ("low", "typical", "high")[i] + " sample", color=f"C{i}", weight="bold")
ax.axvline(truth, color=COLORS["ink"], lw=1, ls="--")
ax.text(truth + 0.03, 2.15, "true mean", color=COLORS["ink"])
ax.annotate(
    "true sampling distribution",
    (1.92, 0.5),
    (2.3, 0.78),
    color=COLORS["muted"],
    arrowprops={"arrowstyle": "-", "color": COLORS["muted"]},
)
ax.set(
    xlabel="mean of 20 values",
    ylabel="density",
    title="Each bootstrap sees only its own sample",
    ylim=(0, 2.4),
)
pull = float(np.corrcoef(many.mean(axis=1), many.std(axis=1, ddof=1))[0, 1])
assert spreads[0] < spreads[2] and pull > 0.7
record("mean-sd-correlation", pull)
figure(
    fig,
    "bootstrap-distributions",
    alt=(
        "The true sampling distribution of the mean, skewed to the right, and three bootstrap distributions. "
        "That "
        "of a sample with a low mean is narrow and lies left of the truth, that of a sample with a high mean "
        "is "
        "wide and lies right of it."
    ),
    caption=(
        "The bootstrap copies the shape, not the place: it's centred on its sample. Here it also copies the "
        "wrong "
        "width, since mean and spread of a skewed sample rise and fall together."
    ),
)

# %% [markdown]
# ## Coverage on small skewed samples
#
# Lognormal values (skewness 6.2), five intervals for the mean that claim 95 %, 2,000 samples for each size.
# The resamples are shared by all bootstrap intervals.


# %%
def coverage(n, count=2000, n_resamples=999):
    """Return shares of misses (truth above, truth below) for five methods, shape (5, 2)."""
    misses = np.zeros((5, 2))
    for sample in rng.lognormal(0, 1, (count, n)):
        mean, error = sample.mean(), sample.std(ddof=1) / np.sqrt(n)
        resamples = sample[rng.integers(0, n, (n_resamples, n), dtype=np.uint8 if n <= 256 else np.uint16)]
        means = resamples.mean(axis=1)
        errors = np.sqrt((np.einsum("ij,ij->i", resamples, resamples) / n - means**2) / (n - 1))
        t = np.quantile((means - mean) / np.maximum(errors, 1e-300), [0.025, 0.975])
        low, high = np.quantile(means, [0.025, 0.975])
        half = stats_t[n] * error
        intervals = (
            (mean - half, mean + half),
            (low, high),
            (2 * mean - high, 2 * mean - low),
            bca_interval(sample, lambda x: x.mean(axis=-1), means),
            (mean - t[1] * error, mean - t[0] * error),
        )
        misses += [(truth > upper, truth < lower) for lower, upper in intervals]
    return misses / count


sizes = (10, 20, 50, 100, 200)
stats_t = {n: stats.t.isf(0.025, n - 1) for n in sizes}
table = np.array([coverage(n, 2000 if n < 200 else 1200) for n in sizes])
covered = 100 * (1 - table.sum(axis=2))
names = ("t", "percentile", "basic", "bca", "studentised")
print(names)
print(np.c_[sizes, covered.round(1)])
print(table[1].round(3))
for j, name in enumerate(names):
    for i, n in enumerate(sizes):
        record(f"{name}-{n}", float(covered[i, j]), unit="%")
record("t-20-above", 100 * float(table[1, 0, 0]), unit="%")
record("t-20-below", 100 * float(table[1, 0, 1]), unit="%")
assert (covered[:, 4] > covered[:, 0]).all() and (covered[:2, 0] > covered[:2, 1]).all()
assert (covered[:, 1] > covered[:, 2]).all()
assert abs(covered[1, 3] - covered[1, 0]) < 2 and covered[1, 4] > 90
assert table[1, 0, 0] > 10 * table[1, 0, 1]
# The scratch module agrees with the fast loop above.
check = rng.lognormal(0, 1, (300, 20))
hits = [low <= truth <= high for low, high in (studentised_interval(s, rng, 999) for s in check)]
assert abs(100 * np.mean(hits) - covered[1, 4]) < 6

fig, ax = plt.subplots(figsize=(6.4, 4.0))
labels = ("t-interval", "percentile", "basic", "BCa", "bootstrap-t")
styles = {0: "C5", 1: "C0", 2: "C1", 3: "C3", 4: "C2"}
for j in range(5):
    ax.plot(sizes, covered[:, j], "o-", color=styles[j], ms=4)
ax.text(26, 93.3, "bootstrap-t", color=styles[4], weight="bold")
ax.text(25, 81.6, "basic", color=styles[2], weight="bold")
ax.axhline(95, color=COLORS["ink"], ls="--", lw=1)
ax.text(200, 95.4, "claimed: 95 %", ha="right", color=COLORS["ink"])
ax.text(62, 82.0, "t-interval", color=styles[0], weight="bold")
ax.text(62, 80.0, "percentile", color=styles[1], weight="bold")
ax.text(62, 78.0, "BCa", color=styles[3], weight="bold")
ax.set(
    xscale="log", xlabel="values in the sample", ylabel="intervals that hold the mean (%)", ylim=(70, 97.5)
)
ax.set_xticks(sizes, [str(n) for n in sizes])
ax.minorticks_off()
ax.set_title("No bootstrap keeps 95 % on twenty skewed values")
figure(
    fig,
    "coverage-by-method",
    alt=(
        "Coverage of five nominal 95 percent intervals for the mean of lognormal samples of 10 to 200 "
        "values. At 20: "
        + ", ".join(f"{label} {value:.0f}" for label, value in zip(labels, covered[1], strict=True))
        + " percent. All rise with the sample size; bootstrap-t is highest throughout."
    ),
    caption=(
        "Random error of a point: at most one percentage point. Below 50 values the percentile bootstrap is "
        "worse "
        "than the t-interval that it was meant to replace, and BCa is only level with it. Dividing each "
        "resample "
        "by its own standard error (bootstrap-t) helps most, and still falls short at twenty."
    ),
)

# %% [markdown]
# ## The maximum: a statistic that the bootstrap can't do
#
# The largest of n uniform values. The share of resamples that repeat the sample's own maximum doesn't fade.

# %%
sample = rng.random(500)
top = sample[rng.integers(0, 500, (4000, 500))].max(axis=1)
repeat = float(np.mean(top == sample.max()))
assert abs(repeat - (1 - np.exp(-1))) < 0.03
record("max-repeated", 100 * (1 - (1 - 1 / 500) ** 500), unit="%")

# %% [markdown]
# ## Rows that come in clusters
#
# 100 prompts, 10 sampled answers each; prompts differ in difficulty. The interval for accuracy, with
# answers as rows or with prompts as rows.


# %%
def clustered(count=4000, prompts=100, answers=10):
    """Return coverage of both intervals and the mean ratio of their standard errors."""
    ability = rng.beta(1.4, 0.6, (count, prompts))  # mean 0.7
    right = rng.binomial(answers, ability)
    accuracy = right.mean(axis=1) / answers
    naive = np.sqrt(accuracy * (1 - accuracy) / (prompts * answers))
    cluster = (right / answers).std(axis=1, ddof=1) / np.sqrt(prompts)
    inside = [float(np.mean(np.abs(accuracy - 0.7) < 1.96 * se)) for se in (naive, cluster)]
    return *inside, float((cluster**2).mean() / (naive**2).mean())


naive_cover, cluster_cover, design_effect = clustered()
correlation = 1 / (1 + 1.4 + 0.6)  # intraclass correlation of beta-binomial answers: 1 / (a + b + 1)
print(naive_cover, cluster_cover, design_effect, 1 + 9 * correlation)
assert abs(design_effect - (1 + 9 * correlation)) < 0.2 and naive_cover < 0.75 and cluster_cover > 0.93
record("naive-coverage", 100 * naive_cover, unit="%")
record("cluster-coverage", 100 * cluster_cover, unit="%")
record("design-effect", 1 + 9 * correlation)
record("effective-answers", 1000 / (1 + 9 * correlation))

# %% [markdown]
# ## Wald and Wilson, computed exactly
#
# Coverage of the two intervals for a proportion with n = 50, summed over all 51 outcomes.

# %%
n, z = 50, stats.norm.isf(0.025)
hits = np.arange(n + 1)
share = hits / n
wald = share - z * np.sqrt(share * (1 - share) / n), share + z * np.sqrt(share * (1 - share) / n)
centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
half = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
rates = np.linspace(0.005, 0.5, 600)
chances = stats.binom.pmf(hits, n, rates[:, None])
cover = [
    (chances * ((low <= rates[:, None]) & (rates[:, None] <= high))).sum(axis=1)
    for low, high in (wald, (centre - half, centre + half))
]
# Coverage jumps wherever an end of an interval passes the rate, so it is summed at 0.02, not interpolated.
chance_two = stats.binom.pmf(hits, n, 0.02)
at_two = [
    float(chance_two[(low <= 0.02) & (high >= 0.02)].sum())
    for low, high in (wald, (centre - half, centre + half))
]
print(at_two, cover[0].mean(), cover[1].mean(), cover[1].min())
record("wald-at-two-percent", 100 * at_two[0], unit="%")
record("wilson-at-two-percent", 100 * at_two[1], unit="%")
record("wald-mean", 100 * float(cover[0].mean()), unit="%")
record("wilson-mean", 100 * float(cover[1].mean()), unit="%")
assert at_two[0] < 0.7 and at_two[1] > 0.9

# %% [markdown]
# ## Beta-binomial: counts add
#
# A new advert. Experience with others: Beta(4, 96), as good as 100 impressions with 4 clicks.

# %%
prior = BetaRate(4, 96)
after_small, after_large = prior.update(4, 40), prior.update(100, 1000)
grid = np.linspace(0, 0.16, 500)
fig, ax = plt.subplots(figsize=(6.4, 3.7))
beliefs = ((prior, "prior: 4 of 100"), (after_small, "after 4 of 40"), (after_large, "after 100 of 1,000"))
for i, (belief, label) in enumerate(beliefs):
    density = stats.beta(belief.a, belief.b).pdf(grid)
    ax.plot(grid, density, color=f"C{(5, 0, 2)[i]}")
    ax.fill_between(grid, density, color=f"C{(5, 0, 2)[i]}", alpha=0.15, lw=0)
    top = np.argmax(density)
    x, y = ((0.002, 24), (0.052, 26), (0.102, 38))[i]
    ax.text(x, y, label, color=f"C{(5, 0, 2)[i]}", weight="bold")
ax.axvline(0.1, color=COLORS["ink"], ls="--", lw=1)
ax.text(0.1015, 45, "observed: 10 %", color=COLORS["ink"], va="center")
ax.set(xlabel="click rate", ylabel="density", title="The prior is worth a hundred impressions", ylim=(0, 48))
ax.set_xticks([0, 0.05, 0.1, 0.15], ["0 %", "5 %", "10 %", "15 %"])
figure(
    fig,
    "beta-binomial",
    alt=(
        f"Three densities of a click rate. The prior centres on 4 percent. After 4 clicks in 40 the mean is "
        f"{100 * after_small.mean:.1f} percent; after 100 in 1,000 it is {100 * after_large.mean:.1f} "
        "percent and "
        "the curve is narrow, close to the observed 10 percent."
    ),
    caption=(
        "Both samples show 10 %. Forty impressions move the belief a little, a thousand outvote the prior: "
        "the "
        "posterior mean is the average of 4 % and 10 %, weighted by 100 and by the sample size."
    ),
)
record("posterior-small", 100 * after_small.mean, unit="%")
record("posterior-large", 100 * after_large.mean, unit="%")
low, high = after_small.interval()
record("posterior-small-low", 100 * low, unit="%")
record("posterior-small-high", 100 * high, unit="%")
assert abs(after_small.mean - (100 * 0.04 + 40 * 0.1) / 140) < 1e-12

sellers = BetaRate(1, 1).update(5, 5), BetaRate(1, 1).update(480, 500)
record("five-of-five-mean", 100 * sellers[0].mean, unit="%")
record("five-hundred-mean", 100 * sellers[1].mean, unit="%")
record("five-is-better", 100 * probability_greater(*sellers), unit="%")
# With a prior like the shop's other sellers, Beta(45, 5), the newcomer is expected near 90 %.
sellers = BetaRate(45, 5).update(5, 5), BetaRate(45, 5).update(480, 500)
record("five-of-five-shop", 100 * sellers[0].mean, unit="%")
record("five-hundred-shop", 100 * sellers[1].mean, unit="%")
record("five-is-better-shop", 100 * probability_greater(*sellers), unit="%")

# %% [markdown]
# ## What a credible interval promises
#
# If rates are really drawn from the prior, 95 % of the intervals hold the rate. For one fixed rate they
# needn't.

# %%
n = 40
bounds = np.array([BetaRate(4, 96).update(k, n).interval() for k in range(n + 1)])
rates = rng.beta(4, 96, 200_000)
seen = rng.binomial(n, rates)
average = float(np.mean((bounds[seen, 0] <= rates) & (rates <= bounds[seen, 1])))
chances = stats.binom.pmf(np.arange(n + 1), n, 0.10)
fixed = float(chances[(bounds[:, 0] <= 0.1) & (bounds[:, 1] >= 0.1)].sum())
print(average, fixed)
assert abs(average - 0.95) < 0.003 and fixed < 0.8
record("credible-average", 100 * average, unit="%")
record("credible-at-ten", 100 * fixed, unit="%")

# %% [markdown]
# **What to say in the interview.** "95 %" is a promise about the procedure, and it can be checked by
# simulation. For the mean of a few dozen skewed values nobody keeps it; get more rows, use bootstrap-t, or
# ask for another summary than the mean.
#
# The chapter: [Statistics and inference](../../mathematics/statistics.md).
