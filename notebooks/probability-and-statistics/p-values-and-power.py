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
# # What a p-value says, and what it doesn't
#
# A team runs many tests and believes the ones below 0.05. How many of these are real, how large are the
# effects really, and what do twenty tests, or a thousand, do to the answer?

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy import stats

from handbook.publish import COLORS, figure, record
from scratch.probability_and_statistics.multiple_testing import benjamini_hochberg, bonferroni, holm
from scratch.probability_and_statistics.power import n_per_group_means, t_critical, t_test_power

rng = np.random.default_rng(9)

# %% [markdown]
# ## The distribution of p
#
# Two groups of 50, standard deviation 1, Welch's t-test, 40,000 experiments for each true difference.


# %%
def welch_p(x, y):
    """Return the two-sided p-values of Welch's test, one for each row."""
    return stats.ttest_ind(x, y, axis=1, equal_var=False).pvalue


def experiments(effect, count=40_000, n=50):
    return welch_p(rng.normal(0, 1, (count, n)), rng.normal(effect, 1, (count, n)))


effects = (0.0, 0.28, 0.566)
draws = [experiments(effect) for effect in effects]
shares = [float(np.mean(p < 0.05)) for p in draws]
powers = [t_test_power(effect, 50) for effect in effects]
print(shares, powers)
assert abs(shares[0] - 0.05) < 0.005
assert all(abs(s - w) < 0.01 for s, w in zip(shares, powers, strict=True))
just = [float(np.mean((p > 0.04) & (p < 0.05))) for p in draws]
record("power-small", 100 * powers[1], unit="%")
record("power-large", 100 * powers[2], unit="%")

fig, axes = plt.subplots(1, 3, figsize=(6.4, 3.3), sharey=True)
names = ("no effect", "small effect", "larger effect")
for i, (ax, p) in enumerate(zip(axes, draws, strict=True)):
    heights = np.histogram(p, np.linspace(0, 1, 21))[0] / len(p)
    colours = [f"C{(5, 0, 2)[i]}"] * 20
    bars = ax.bar(np.arange(20) / 20 + 0.025, 100 * heights, width=0.046, color=colours)
    bars[0].set_color("C1")
    ax.set_title(names[i], fontsize=11.5)
    ax.text(0.14, 70, f"{100 * shares[i]:.0f} %", color="C1", weight="bold", size=13)
    ax.text(0.14, 63, "below 0.05", color="C1")
    ax.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    ax.set_xlabel("p-value")
axes[0].set_ylabel("experiments (%)")
figure(
    fig,
    "p-distribution",
    alt=(
        "Three histograms of p-values. Without an effect they are flat, 5 percent in each of twenty bins. "
        "With a "
        f"difference of 0.28 standard deviations {100 * shares[1]:.0f} percent lie below 0.05, with 0.57 "
        f"{100 * shares[2]:.0f} percent, and the rest thins out towards 1."
    ),
    caption=(
        "40,000 experiments each, two groups of 50. Under the null every p is as likely as any other, 0.03 "
        "no less "
        "than 0.83. An effect doesn't forbid large values, it only makes small ones more frequent: that "
        "frequency "
        "is the power."
    ),
)

# %% [markdown]
# ## Power curves
#
# Exact curves for the t-test; dots are simulations.

# %%
d = np.linspace(0, 1.2, 61)
fig, ax = plt.subplots(figsize=(6.4, 3.7))
for i, n in enumerate((20, 50, 100, 400)):
    curve = np.array([t_test_power(x, n) for x in d])
    ax.plot(d, 100 * curve, color=f"C{i}")
    for x in (0.2, 0.5):
        p = welch_p(rng.normal(0, 1, (4000, n)), rng.normal(x, 1, (4000, n)))
        simulated, exact = float(np.mean(p < 0.05)), t_test_power(x, n)
        assert abs(simulated - exact) < 0.03
        ax.plot(x, 100 * simulated, "o", color=f"C{i}", ms=5)
    label = f"{n} rows a group" if n == 20 else str(n)
    ax.text(np.interp(0.58, curve, d) + 0.02, 55, label, color=f"C{i}", weight="bold")
ax.axhline(80, color=COLORS["muted"], ls="--", lw=1)
ax.text(1.2, 82, "80 %", color=COLORS["muted"], ha="right")
ax.set(
    xlabel="true difference (standard deviations)",
    ylabel="power (%)",
    title="Half the effect needs four times the rows",
    ylim=(0, 102),
)
figure(
    fig,
    "power-curves",
    alt=(
        "Power against the true difference in standard deviations for 20, 50, 100 and 400 rows a group. All "
        "start "
        "at 5 percent. Eighty percent is reached at about 0.9, 0.57, 0.4 and 0.2."
    ),
    caption=(
        "Two-sided t-test at 5 %, n in each group. All curves start at 5 %, not at 0: that is the "
        "false-positive "
        "rate. Going from n = 100 to n = 400 halves the difference that can be seen."
    ),
)
record("n-half-sd", n_per_group_means(0.5, 1.0))
record("n-quarter-sd", n_per_group_means(0.25, 1.0))
assert abs(n_per_group_means(0.25, 1.0) / n_per_group_means(0.5, 1.0) - 4) < 0.05

# %% [markdown]
# ## How many significant results are nothing?
#
# One idea in ten works, and the test has 80 % power for those that do. 400,000 experiments on the z scale.

# %%
count, share_real = 400_000, 0.10
real = rng.random(count) < share_real
shift = stats.norm.isf(0.025) + stats.norm.ppf(0.8)
z = rng.normal(size=count) + shift * real
p = 2 * stats.norm.sf(np.abs(z))
found = p < 0.05
null_share = float(np.mean(~real[found]))
exact = 0.05 * 0.9 / (0.05 * 0.9 + 0.8 * 0.1)
assert abs(null_share - exact) < 0.01
just_below = (p > 0.04) & (p < 0.05)
null_just_below = float(np.mean(~real[just_below]))
again = np.abs(rng.normal(size=count) + shift * real) > stats.norm.isf(0.025)
replicated = float(np.mean(again[found]))
print(null_share, null_just_below, replicated)
assert null_just_below > 0.7
# The theory of the same share, by densities of |z| at the two ends of the bin.
edges = stats.norm.isf(np.array([0.05, 0.04]) / 2)
mass_real = stats.norm.cdf(edges[1] - shift) - stats.norm.cdf(edges[0] - shift)
theory = 0.9 * 0.01 / (0.9 * 0.01 + 0.1 * mass_real)
assert abs(theory - null_just_below) < 0.03
even = 0.01 / (0.01 + mass_real)
record("null-among-significant", 100 * exact, unit="%")
record("null-just-below", 100 * theory, unit="%")
record("null-just-below-even", 100 * even, unit="%")
record("replicated", 100 * replicated, unit="%")
exact_low = 0.05 * 0.9 / (0.05 * 0.9 + 0.3 * 0.1)
record("null-among-significant-low-power", 100 * exact_low, unit="%")

bins = [(0, 0.0001), (0.0001, 0.001), (0.001, 0.01), (0.01, 0.02), (0.02, 0.03), (0.03, 0.04), (0.04, 0.05)]
labels = ["< 0.0001", "0.0001–0.001", "0.001–0.01", "0.01–0.02", "0.02–0.03", "0.03–0.04", "0.04–0.05"]
bars = {}
for prior in (0.5, 0.1):
    rows = []
    for low, high in bins:
        top, bottom = stats.norm.isf(low / 2), stats.norm.isf(high / 2)
        mass = stats.norm.cdf(top - shift) - stats.norm.cdf(bottom - shift)
        mass += stats.norm.cdf(-bottom - shift) - stats.norm.cdf(-top - shift)
        rows.append((1 - prior) * (high - low) / ((1 - prior) * (high - low) + prior * mass))
    bars[prior] = np.array(rows)
print({k: v.round(4) for k, v in bars.items()})
assert np.all(np.diff(bars[0.1]) > 0)
fig, ax = plt.subplots(figsize=(6.4, 3.9))
y = np.arange(len(bins))[::-1]
ax.barh(y + 0.2, 100 * bars[0.1], height=0.38, color="C1")
ax.barh(y - 0.2, 100 * bars[0.5], height=0.38, color="C0")
for row, one, half in zip(y, bars[0.1], bars[0.5], strict=True):
    ax.text(
        100 * one + 1,
        row + 0.2,
        f"{100 * one:.0f} %" if one > 0.01 else f"{100 * one:.1f} %",
        va="center",
        size=9.5,
    )
    ax.text(
        100 * half + 1,
        row - 0.2,
        f"{100 * half:.0f} %" if half > 0.01 else f"{100 * half:.2f} %",
        va="center",
        size=9.5,
    )
ax.set_yticks(y, labels)
ax.set_ylabel("p-value of the experiment")
ax.set_xlabel("experiments in which nothing is going on (%)")
ax.text(99, 5.6, "1 idea in 10 works", color="C1", weight="bold", ha="right")
ax.text(99, 5.1, "1 in 2 works", color="C0", weight="bold", ha="right")
ax.set_xlim(0, 100)
ax.set_title("p = 0.045 is no 4.5 % risk of being wrong")
ax.grid(axis="y", visible=False)
ax.set_axisbelow(True)
figure(
    fig,
    "null-share-by-p",
    alt=(
        "Bars: share of experiments without an effect, by the p-value found, if one idea in ten works and if "
        "one in "
        f"two does. For p between 0.04 and 0.05 it is {100 * bars[0.1][-1]:.0f} and "
        f"{100 * bars[0.5][-1]:.0f} "
        f"percent; for p from 0.001 to 0.01 it is {100 * bars[0.1][2]:.0f} and {100 * bars[0.5][2]:.0f} "
        "percent."
    ),
    caption=(
        "Power is 80 % for the ideas that work, as planned in textbooks. The same p means different things "
        "in "
        "different portfolios, and a p just below the line is far weaker evidence than it looks."
    ),
)

# %% [markdown]
# ## The winner's curse
#
# Only significant results get reported. How much do they exaggerate, as a function of power?

# %%
signal = np.linspace(0.1, 4, 60)  # true effect in standard errors
critical = stats.norm.isf(0.025)
noise = np.sort(rng.normal(size=200_000))
power = stats.norm.sf(critical - signal) + stats.norm.cdf(-critical - signal)


def exaggeration(s):
    """Return mean |estimate| / effect and the share of wrong signs among significant results."""
    estimates = noise + s
    kept = estimates[np.abs(estimates) > critical]
    return np.abs(kept).mean() / s, np.mean(kept < 0)


ratio, wrong_sign = np.array([exaggeration(s) for s in signal]).T
points = {}
for target in (0.10, 0.20, 0.50, 0.80):
    s = np.interp(target, power, signal)
    points[target] = (float(s), *map(float, exaggeration(s)))
    # Second way: moments of a truncated normal.
    up, down = stats.norm.sf(critical - s), stats.norm.cdf(-critical - s)
    mean_abs = (s * up + stats.norm.pdf(critical - s) - s * down + stats.norm.pdf(critical + s)) / (up + down)
    assert abs(mean_abs / s - points[target][1]) < 0.02
    record(f"exaggeration-{100 * target:.0f}", points[target][1])
    record(f"wrong-sign-{100 * target:.0f}", 100 * points[target][2], unit="%")
print(points)
assert points[0.20][1] > 2 and points[0.80][1] < 1.15

fig, ax = plt.subplots(figsize=(6.4, 3.5))
inside = ratio < 8
ax.plot(100 * power[inside], ratio[inside], color="C0")
for target, (_, r, _w) in points.items():
    ax.plot(100 * target, r, "o", color="C1")
    ax.annotate(
        f"× {r:.1f}", (100 * target, r), (6, 8), textcoords="offset points", color="C1", weight="bold"
    )
ax.axhline(1, color=COLORS["muted"], ls="--", lw=1)
ax.set(
    xlabel="power of the test (%)",
    ylabel="reported ÷ true effect",
    title="Weak tests can only report large effects",
    ylim=(0, 6),
    xlim=(0, 100),
)
figure(
    fig,
    "winners-curse",
    alt=(
        "Average exaggeration of significant results against power: "
        + ", ".join(f"{v[1]:.1f} times at {100 * k:.0f} percent" for k, v in points.items())
        + "; it approaches 1 as power approaches 100 percent."
    ),
    caption=(
        "Mean size of the estimate among significant results, divided by the true effect. At 20 % power the "
        "estimate "
        "must be over twice the truth to pass at all."
    ),
)

# %% [markdown]
# ## A thousand tests
#
# 900 features carry nothing, 100 shift a z-score by 3. What each correction finds, averaged over 400
# repetitions.

# %%
m, m1, repetitions = 1000, 100, 400
truth = np.arange(m) < m1
methods = {"none": lambda p: p, "bonferroni": bonferroni, "holm": holm, "bh": benjamini_hochberg}
table = {name: [] for name in methods}
for _ in range(repetitions):
    p = 2 * stats.norm.sf(np.abs(rng.normal(size=m) + 3 * truth))
    for name, adjust in methods.items():
        rejected = adjust(p) <= 0.05
        true, false = int((rejected & truth).sum()), int((rejected & ~truth).sum())
        table[name].append((true, false, false / max(true + false, 1), false > 0))
summary = {name: np.mean(rows, axis=0) for name, rows in table.items()}
for name, (true, false, fdr, fwer) in summary.items():
    print(f"{name:11s} true {true:5.1f} false {false:5.2f} FDR {fdr:.3f} FWER {fwer:.3f}")
    record(f"{name}-true", float(true))
    record(f"{name}-false", float(false))
    record(f"{name}-fdr", 100 * float(fdr), unit="%")
    record(f"{name}-any", 100 * float(fwer), unit="%")
assert abs(summary["bh"][2] - 0.045) < 0.006  # q · m0 / m
assert summary["bonferroni"][3] < 0.08
assert summary["bh"][0] > 2 * summary["bonferroni"][0]
twenty = 1 - 0.95**20
record("twenty-tests", 100 * twenty, unit="%")

p = 2 * stats.norm.sf(np.abs(rng.normal(size=m) + 3 * truth))
order = np.argsort(p)
k = int((benjamini_hochberg(p) <= 0.05).sum())
shown, uncorrected = 90, p < 0.05
crosses = float(np.mean(~truth[uncorrected]))
assert 0.25 < crosses < 0.45
fig, ax = plt.subplots(figsize=(6.4, 3.9))
rank = np.arange(1, shown + 1)
hit, lowest = truth[order[:shown]], p[order[:shown]]
ax.plot(rank[hit], lowest[hit], "o", ms=4, color="C2")
ax.plot(rank[~hit], lowest[~hit], "x", ms=7, mew=2, color="C1")
ax.plot(rank, 0.05 * rank / m, color="C0")
ax.axhline(0.05 / m, color=COLORS["muted"], ls="--", lw=1)
ax.axvline(k + 0.5, color=COLORS["muted"], lw=1, ls=":")
ax.text(89, 0.0004, "Bonferroni: 0.05 / 1000", ha="right", va="center", color=COLORS["muted"])
ax.text(
    89, 0.0017, "Benjamini–Hochberg:\n0.05 · rank / 1000", color="C0", weight="bold", va="center", ha="right"
)
ax.text(k - 1, 0.0105, f"{k} discoveries", ha="right", weight="bold")
ax.text(3, 0.0084, "● real effect", color="C2", weight="bold")
ax.text(3, 0.0074, "× nothing", color="C1", weight="bold")
ax.set(
    xlabel="rank of the p-value, of 1,000",
    ylabel="p-value",
    title="The bar rises with the rank",
    ylim=(-0.0003, 0.0115),
)
figure(
    fig,
    "benjamini-hochberg",
    alt=(
        f"The {shown} smallest of 1,000 sorted p-values against their rank. Real effects come first, then "
        "more "
        f"and more nulls. The rising line 0.05 times rank over 1,000 cuts them at rank {k}; Bonferroni's "
        "level "
        "line lies near zero."
    ),
    caption=(
        "Start at the largest p and walk down to the first point on or below the rising line: it and "
        "everything "
        f"before it are discoveries. Of all p-values below 0.05, {100 * crosses:.0f} % are crosses here."
    ),
)

# %% [markdown]
# ## The guarantee of an FDR is an average
#
# 200 tests, 20 real, noise independent or sharing one factor (correlation 0.8), as metrics of one
# experiment do.


# %%
def proportions(correlation, repetitions=4000, m=200, m1=20):
    """Return false-discovery proportion and number of discoveries of each repetition."""
    common = rng.normal(size=(repetitions, 1))
    z = np.sqrt(correlation) * common + np.sqrt(1 - correlation) * rng.normal(size=(repetitions, m))
    z[:, :m1] += 3
    p = np.sort(2 * stats.norm.sf(np.abs(z)), axis=1)
    below = p <= 0.05 * np.arange(1, m + 1) / m
    k = np.where(below.any(axis=1), m - np.argmax(below[:, ::-1], axis=1), 0)
    cut = np.where(k > 0, np.take_along_axis(p, np.maximum(k - 1, 0)[:, None], 1)[:, 0], -1)
    raw = 2 * stats.norm.sf(np.abs(z))
    false = (raw[:, m1:] <= cut[:, None]).sum(axis=1)
    return false / np.maximum(k, 1), k


fdp_free, _ = proportions(0.0)
fdp_tied, k_tied = proportions(0.8)
for name, fdp in (("free", fdp_free), ("tied", fdp_tied)):
    print(name, fdp.mean(), np.mean(fdp == 0), np.mean(fdp > 0.3), np.mean(fdp > 0.5))
    record(f"fdp-{name}-mean", 100 * float(fdp.mean()), unit="%")
    record(f"fdp-{name}-zero", 100 * float(np.mean(fdp == 0)), unit="%")
    record(f"fdp-{name}-above-half", 100 * float(np.mean(fdp > 0.5)), unit="%")
record("fdp-tied-in-bad", 100 * float(fdp_tied[fdp_tied > 0.5].mean()), unit="%")
record("false-in-bad", float((fdp_tied * k_tied)[fdp_tied > 0.5].mean()))
assert fdp_tied.mean() < 0.06
assert 0.01 < np.mean(fdp_tied > 0.5) < 0.03
assert (fdp_tied * k_tied)[fdp_tied > 0.5].mean() > 60
assert np.mean(fdp_free > 0.5) < 0.002

# %% [markdown]
# ## The wrong test, measured
#
# Two groups with the same mean, so that each rejection is an error: 10 rows with standard deviation 2
# against 40 with 1; and a check of the variances that decides between the two t-tests. Then two skewed
# shapes, one the mirror image of the other, with the same median, which Mann–Whitney is often believed to
# compare.

# %%
count = 20_000
small, large = rng.normal(0, 2, (count, 10)), rng.normal(0, 1, (count, 40))
pooled_p, welch_small = stats.ttest_ind(small, large, axis=1).pvalue, welch_p(small, large)
levene = stats.levene(small, large, axis=1, center="median").pvalue
pooled, welch = float(np.mean(pooled_p < 0.05)), float(np.mean(welch_small < 0.05))
pretest = float(np.mean(np.where(levene < 0.05, welch_small, pooled_p) < 0.05))
right = rng.exponential(1, (4000, 100)) - np.log(2)  # median 0, long tail up
left = np.log(2) - rng.exponential(1, (4000, 100))  # median 0, long tail down
rank_test = float(np.mean(stats.mannwhitneyu(right, left, axis=1, method="asymptotic").pvalue < 0.05))
above = float((right[:400, :, None] > left[:400, None, :]).mean())
# P(X > Y) = P(E1 + E2 > 2 ln 2) for unit exponentials: e^(-s) (1 + s) at s = 2 ln 2.
assert abs(above - 0.25 * (1 + 2 * np.log(2))) < 0.01
print(pooled, welch, pretest, rank_test, above)
assert pooled > 0.16 and abs(welch - 0.05) < 0.012 and pretest > welch + 0.02 and rank_test > 0.5
record("pooled-errors", 100 * pooled, unit="%")
record("welch-errors", 100 * welch, unit="%")
record("pretest-errors", 100 * pretest, unit="%")
record("rank-rejections", 100 * rank_test, unit="%")
record("rank-share", 100 * above, unit="%")

# Two million rows a side make a shift of a hundredth of a standard deviation "drift".
n, tiny = 2_000_000, 0.01
gap = 2 * stats.norm.cdf(tiny / 2) - 1  # the largest distance of the two distribution functions
ks_p = stats.kstwobign.sf(gap * np.sqrt(n / 2))
record("ks-gap", float(gap))
record("ks-log10-p", float(np.log10(ks_p)))
assert ks_p < 1e-4
smallest = stats.kstwobign.isf(0.05) / np.sqrt(n / 2)
record("ks-critical", float(smallest))
assert t_critical(1000) > 1.96

# %% [markdown]
# **What to say in the interview.** A p-value is the chance of data at least this extreme if nothing is
# going on. To know whether something is going on you also need the power and how often such ideas work; to
# know how large it is you need the interval, and some shrinkage if you only look at winners.
#
# The chapter: [Statistics and inference](../../mathematics/statistics.md).
