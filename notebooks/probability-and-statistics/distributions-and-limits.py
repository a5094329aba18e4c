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
# # Distributions, their limits, and their maxima
#
# Which distribution does what, when does a mean become normal, and when does it never? And how loose are
# the bounds that need no distribution at all?

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy import stats
from scipy.special import gamma

from handbook.publish import COLORS, figure, record
from scratch.probability_and_statistics.markov_chains import simulate_path, stationary
from scratch.probability_and_statistics.samplers import exponential, inverse_transform, rejection

rng = np.random.default_rng(15)

# %% [markdown]
# ## The gallery
#
# Every histogram is drawn by the samplers written from scratch, from uniform numbers alone; lines are SciPy.

# %%
N = 60_000
gallery = [
    ("Bernoulli(0.3)", "converts or not", stats.bernoulli(0.3), None),
    ("Binomial(20, 0.3)", "conversions of 20", stats.binom(20, 0.3), None),
    ("Poisson(4)", "tickets an hour", stats.poisson(4), None),
    ("Normal(0, 1)", "sums, measurement errors", stats.norm(), (-4, 4)),
    ("Exponential(1)", "time to the next ticket", stats.expon(), (0, 6)),
    ("Gamma(4, 1)", "time to the fourth", stats.gamma(4), (0, 12)),
    ("Beta(3, 8)", "belief about a rate", stats.beta(3, 8), (0, 1)),
    ("Lognormal(σ = 1)", "latency, spend", stats.lognorm(1), (0, 8)),
    ("Pareto(1.5)", "popularity, losses", stats.pareto(1.5), (1, 10)),
]
fig, axes = plt.subplots(3, 3, figsize=(6.4, 6.2))
for i, (ax, (name, use, law, span)) in enumerate(zip(axes.flat, gallery, strict=True)):
    x = inverse_transform(law.ppf, N, rng)
    if span is None:
        k = np.arange(int(law.ppf(0.9999)) + 1)
        seen = np.bincount(x.astype(int), minlength=len(k))[: len(k)] / N
        assert np.abs(seen - law.pmf(k)).max() < 0.01
        ax.bar(k, seen, width=0.7, color=f"C{i // 3}", alpha=0.45)
        if i == 0:
            ax.set_xticks([0, 1])
        ax.plot(k, law.pmf(k), "o", color=COLORS["ink"], ms=3.5)
    else:
        assert stats.kstest(x, law.cdf).pvalue > 1e-3
        edges = np.linspace(*span, 41)
        ax.bar(
            (edges[1:] + edges[:-1]) / 2,
            np.histogram(x, edges)[0] / N / np.diff(edges),
            width=np.diff(edges)[0],
            color=f"C{i // 3}",
            alpha=0.45,
        )
        grid = np.linspace(*span, 300)
        ax.plot(grid, law.pdf(grid), color=COLORS["ink"], lw=1.4)
    ax.set_title(name, fontsize=10.5)
    ax.set_xlabel(use, fontsize=9.5)
    ax.set_yticks([])
    ax.tick_params(labelsize=9)
axes[1, 0].set_ylabel("probability or density")
figure(
    fig,
    "gallery",
    alt=(
        "Nine histograms with their mass or density functions: Bernoulli, binomial, Poisson, normal, "
        "exponential, "
        "gamma, beta, lognormal and Pareto, each with a typical use."
    ),
    caption=(
        "Bars: 60,000 draws by inverse transform from uniform numbers. Dots are masses, lines densities. The "
        "last two have tails that a mean doesn't survive well."
    ),
)

# %% [markdown]
# ## The central limit theorem, and a tail for which it fails

# %%
ns = (1, 5, 30, 300)
REPEATS = 20_000
laws = [
    ("uniform", stats.uniform()),
    ("exponential", stats.expon()),
    ("lognormal, σ = 1.5", stats.lognorm(1.5)),
    ("Pareto, α = 1.5", stats.pareto(1.5)),
]


def quick(name, n, repeats=REPEATS):
    """Return means of n draws by closed-form quantiles."""
    u = rng.random((repeats, n))
    if name == "uniform":
        x = u
    elif name == "exponential":
        x = -np.log1p(-u)
    elif name.startswith("lognormal"):
        x = np.exp(1.5 * rng.standard_normal((repeats, n)))
    else:
        x = (1 - u) ** (-1 / 1.5)
    return x.mean(axis=1)


fig, axes = plt.subplots(4, 4, figsize=(6.4, 6.4), sharex=True)
normal = np.linspace(-3.5, 3.5, 200)
skews = {}
for number, (row, (name, law)) in enumerate(zip(axes, laws, strict=True)):
    for ax, n in zip(row, ns, strict=True):
        m = quick(name, n)
        scale = (np.quantile(m, 0.75) - np.quantile(m, 0.25)) / 1.349
        z = (m - law.mean()) / scale
        skews[name, n] = float(np.mean(m < law.mean()))
        edges = np.linspace(-3.5, 3.5, 36)
        ax.bar(
            (edges[1:] + edges[:-1]) / 2,
            np.histogram(z, edges)[0] / len(z) / np.diff(edges),
            width=0.2,
            color="C1" if name.startswith("Pareto") else "C0",
            alpha=0.5,
        )
        ax.plot(normal, stats.norm.pdf(normal), color=COLORS["ink"], lw=1.2)
        ax.set_yticks([])
        ax.set_xticks([-2, 0, 2])
        ax.tick_params(labelsize=9)
        ax.set_ylim(0, 0.85)
        if number == 0:
            ax.set_title(f"n = {n}", fontsize=10.5)
    row[0].set_ylabel(name, fontsize=9.5)
for ax in axes[3]:
    ax.set_xlabel("(mean − μ) / scale", fontsize=9)
assert abs(skews["uniform", 30] - 0.5) < 0.02
assert skews["Pareto, α = 1.5", 300] > 0.65
record("pareto-below-mean-300", 100 * skews["Pareto, α = 1.5", 300], unit="%")
record("lognormal-below-mean-30", 100 * skews["lognormal, σ = 1.5", 30], unit="%")
figure(
    fig,
    "clt",
    alt=(
        "Histograms of means of 1, 5, 30 and 300 draws, against the normal curve. Uniform is normal from 5, "
        "exponential from 30, lognormal is still skewed at 300, Pareto with infinite variance stays skewed: "
        f"{100 * skews['Pareto, α = 1.5', 300]:.0f} percent of its means of 300 lie below the true mean."
    ),
    caption=(
        "Means of n draws, centred at the true mean, scaled by their quartiles. The third row converges "
        "slowly, the fourth never: its variance is infinite, and most samples miss the rare huge values that "
        "make up the mean."
    ),
)

# %% [markdown]
# ## "n > 30 is enough": what an interval for mean revenue really covers


# %%
def coverage(n, sigma, repeats):
    """Return the share of 95% t-intervals that contain the mean, and the share that lie below it."""
    x = np.exp(sigma * rng.standard_normal((repeats, n)))
    half = stats.t.ppf(0.975, n - 1) * x.std(axis=1, ddof=1) / np.sqrt(n)
    mean, truth = x.mean(axis=1), np.exp(sigma**2 / 2)
    return np.mean(np.abs(mean - truth) <= half), np.mean(mean + half < truth)


sizes = np.array([10, 30, 100, 300, 1_000, 3_000])
curves = {}
for sigma in (0.5, 1.5, 2.0):
    curves[sigma] = np.array([coverage(int(n), sigma, 20_000 if n <= 300 else 2_500)[0] for n in sizes])
below = coverage(30, 2.0, 20_000)[1]
assert curves[0.5][1] > 0.92 and curves[2.0][1] < 0.75
assert curves[2.0][-1] < 0.94
record("coverage-30-mild", 100 * curves[0.5][1], unit="%")
record("coverage-30-heavy", 100 * curves[2.0][1], unit="%")
record("coverage-3000-heavy", 100 * curves[2.0][-1], unit="%")
record("missed-above-30", 100 * below, unit="%")

fig, ax = plt.subplots(figsize=(6.4, 3.5))
for i, (sigma, label, x, y) in enumerate(
    (
        (0.5, "σ = 0.5: mild", 12, 96.3),
        (1.5, "σ = 1.5", 130, 83.2),
        (2.0, "σ = 2: spend of users", 340, 77.0),
    )
):
    ax.plot(sizes, 100 * curves[sigma], "o-", color=f"C{i}")
    ax.text(x, y, label, color=f"C{i}", weight="bold")
ax.axhline(95, color=COLORS["muted"], lw=1.2, ls="--")
ax.set(
    xscale="log",
    xlabel="Users in the sample",
    ylabel="Intervals that hold the mean (%)",
    title="Thirty is enough only for mild skew",
    ylim=(55, 99),
)
ax.set_xticks(sizes, [f"{n:,}" for n in sizes])
ax.minorticks_off()
figure(
    fig,
    "coverage",
    alt=(
        "Coverage of nominal 95 percent t-intervals for the mean of lognormal data against sample size. "
        "With sigma "
        f"0.5 it is {100 * curves[0.5][1]:.0f} percent at n = 30, with sigma 2 {100 * curves[2.0][1]:.0f} "
        "percent, and "
        f"{100 * curves[2.0][-1]:.0f} percent at n = 3,000."
    ),
    caption=(
        "Lognormal data, nominal 95% intervals (dashed). Almost all misses lie on one side: samples "
        "without a "
        "whale have a small mean and a small standard error at once."
    ),
)

# %% [markdown]
# ## Two groups: equal sizes cancel the skewness
#
# The same spend, no true difference, Welch's test at 5%: 1,000 users split evenly, or 950 against 50.


# %%
def false_alarms(n_a, n_b, repeats):
    """Return the share of Welch tests below 0.05 without a difference."""
    a, b = (np.exp(2 * rng.standard_normal((repeats, n))) for n in (n_a, n_b))
    return float(np.mean(stats.ttest_ind(a, b, axis=1, equal_var=False).pvalue < 0.05))


even, uneven = false_alarms(500, 500, 8_000), false_alarms(950, 50, 8_000)
print(even, uneven)
assert even < 0.05 and uneven > 0.1
record("alarms-even", 100 * even, unit="%")
record("alarms-uneven", 100 * uneven, unit="%")

# %% [markdown]
# ## Bounds: what you can promise without a distribution

# %%
n, p = 100, 0.5
cuts = np.arange(51, 91)
tail = stats.binom.sf(cuts - 1, n, p)
t = cuts / n - p
markov = np.minimum(1, p / (cuts / n))
chebyshev = np.minimum(1, p * (1 - p) / (n * t**2))
hoeffding = np.exp(-2 * n * t**2)
for bound in (markov, chebyshev, hoeffding):
    assert (bound >= tail).all()
at = int(np.flatnonzero(cuts == 70)[0])
drawn = np.mean(rng.binomial(n, p, 2_000_000) >= 60)
assert abs(drawn - tail[int(np.flatnonzero(cuts == 60)[0])]) < 0.001
for name, values in (("exact", tail), ("markov", markov), ("chebyshev", chebyshev), ("hoeffding", hoeffding)):
    record(f"bound-{name}", values[at])
fig, ax = plt.subplots(figsize=(6.4, 3.6))
for values, label, colour, y in (
    (markov, "Markov", "C4", 3.2),
    (chebyshev, "Chebyshev", "C2", 0.0006),
    (hoeffding, "Hoeffding", "C0", 1.2e-7),
    (tail, "exact", "C1", 1.0e-14),
):
    ax.plot(cuts, values, color=colour)
    ax.text(81.5, y, label, color=colour, weight="bold")
ax.set(
    yscale="log",
    ylim=(1e-17, 60),
    xlabel="At least this many heads in 100",
    ylabel="Probability",
    title="Exponential bounds are the useful ones",
)
figure(
    fig,
    "bounds",
    alt=(
        "Tail probability of 100 fair tosses on a log scale with three upper bounds. At 70 heads: Markov "
        f"{markov[at]:.2f}, Chebyshev {chebyshev[at]:.4f}, Hoeffding {hoeffding[at]:.1e}, exact "
        f"{tail[at]:.1e}."
    ),
    caption="Each assumption more buys orders of magnitude: a mean, a variance, independence with a range.",
)

# %% [markdown]
# ## Order statistics: the slowest of n calls

# %%
parts = np.array([1, 2, 5, 10, 20, 50, 100, 200])
latency = stats.lognorm(0.6, scale=20)
p99 = float(latency.ppf(0.99))
slow = 1 - 0.99**parts
simulated = [np.mean(latency.ppf(rng.random((4_000, k))).max(axis=1) > p99) for k in parts]
assert np.abs(simulated - slow).max() < 0.03
medians = latency.ppf(0.5 ** (1 / parts))
record("fan-out-100", 100 * slow[6], unit="%")
record("fan-out-p99", p99)
record("fan-out-median-100", medians[6])
record("fan-out-median-1", medians[0])
u = np.sort(rng.random((100_000, 5)), axis=1)
assert np.abs(u.mean(axis=0) - np.arange(1, 6) / 6).max() < 0.003
for k in range(5):
    assert stats.kstest(u[:20_000, k], stats.beta(k + 1, 5 - k).cdf).pvalue > 1e-3

# %% [markdown]
# ## Rejection sampling, seen


# %%
def f(x):
    return x**2 * (1 - x) ** 3


peak = f(0.4)
x, accepted = rejection(f, rng.random, lambda v: np.ones_like(v), peak, 20_000, rng)
assert stats.kstest(x, stats.beta(3, 4).cdf).pvalue > 1e-3
assert abs(accepted - 1 / 60 / peak) < 0.01
record("accepted", 100 * accepted, unit="%")
dots_x, dots_y = rng.random(700), rng.random(700)
keep = dots_y < f(dots_x) / peak
# The same method fails quietly with dimension: a ball inside its cube.
dims = np.arange(1, 13)
ball = np.pi ** (dims / 2) / gamma(dims / 2 + 1) / 2.0**dims
hit = np.mean((rng.uniform(-1, 1, (400_000, 10)) ** 2).sum(axis=1) < 1)
assert abs(hit - ball[9]) < 0.0005
record("ball-10", 100 * ball[9], unit="%")
fig, ax = plt.subplots(figsize=(6.4, 3.2))
grid = np.linspace(0, 1, 300)
ax.plot(dots_x[~keep], dots_y[~keep], "x", color=COLORS["muted"], ms=4, alpha=0.7)
ax.plot(dots_x[keep], dots_y[keep], "o", color="C1", ms=4)
ax.plot(grid, f(grid) / peak, color="C0")
ax.set(
    xlabel="Proposal x",
    ylabel="u",
    title=f"Throw darts at a box, keep {100 * accepted:.0f} % of them",
    xlim=(0, 1),
    ylim=(0, 1.03),
)
ax.set_yticks([0, 0.5, 1])
figure(
    fig,
    "rejection",
    alt=(
        "Points uniform in a box; those under the curve x squared times (1 - x) cubed are kept, "
        f"{100 * accepted:.0f} percent, and their horizontal positions follow Beta(3, 4)."
    ),
    caption=(
        "Kept (orange) below the curve, rejected (crosses) above it. The curve needs no normalising "
        "constant; "
        "the share kept estimates it."
    ),
)

# %% [markdown]
# ## A Poisson process and a Markov chain

# %%
arrivals = np.cumsum(exponential(4.0, 400_000, rng))
counts = np.histogram(arrivals, np.arange(0, int(arrivals[-1])))[0]
assert abs(counts.mean() - 4) < 0.03 and abs(counts.var() / counts.mean() - 1) < 0.02
marked = rng.random(len(arrivals)) < 0.25
thinned = np.histogram(arrivals[marked], np.arange(0, int(arrivals[-1])))[0]
rest = counts[: len(thinned)] - thinned
assert abs(np.corrcoef(thinned, rest)[0, 1]) < 0.01
record("poisson-variance-ratio", counts.var() / counts.mean())
record("thinned-correlation", np.corrcoef(thinned, rest)[0, 1])

P = np.array([[0.90, 0.08, 0.02], [0.30, 0.60, 0.10], [0.05, 0.00, 0.95]])
pi = stationary(P)
path = simulate_path(P, 0, 200_000, rng)
visits = np.bincount(path, minlength=3) / len(path)
assert np.abs(visits - pi).max() < 0.02
for i, name in enumerate(("active", "dormant", "gone")):
    record(f"stationary-{name}", 100 * pi[i], unit="%")
    record(f"visits-{name}", 100 * visits[i], unit="%")
print(pi, visits)

# %% [markdown]
# **What to say in the interview.** Name the mechanism (a count of rare events, a waiting time, a sum, a
# product, a maximum) and the distribution follows. Before you use a mean, ask about the tail.
#
# The chapter: [Probability](../../mathematics/probability.md).
