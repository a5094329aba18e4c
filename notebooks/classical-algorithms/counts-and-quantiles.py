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
# # Counts, outliers and quantiles: when squared error answers the wrong question
#
# A straight line through counts predicts negative tickets. What do a log link, a robust loss and a quantile
# loss each change, and which error bars can you still believe?

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import gamma
from sklearn.linear_model import QuantileRegressor

from handbook.publish import COLORS, figure, record
from scratch.classical_algorithms.count_regression import (
    fit_counts,
    moment_alpha,
    pearson_dispersion,
)
from scratch.classical_algorithms.linear_regression import least_squares
from scratch.classical_algorithms.robust_regression import fit_huber, pinball_loss

rng = np.random.default_rng(21)

# %% [markdown]
# ## Support tickets
#
# Tickets a month of 400 customers against their number of seats (on a log scale). Some customers complain
# more than others of the same size, so the counts vary more than a Poisson count would.

# %%
n, alpha = 400, 0.6
seats = rng.uniform(0, 6, n)
X = np.column_stack([np.ones(n), seats])
truth = np.array([-1.2, 0.62])


def tickets() -> np.ndarray:
    """Return negative binomial counts with variance μ + 0.6 μ², shape (n,)."""
    mu = np.exp(X @ truth)
    return rng.poisson(mu * rng.gamma(1 / alpha, alpha, n)).astype(float)


y = tickets()
line = least_squares(X, y)
poisson, poisson_error = fit_counts(X, y)
mu = np.exp(X @ poisson)
dispersion = pearson_dispersion(y, mu, 2)
negative = np.mean(X @ line < 0)
assert negative > 0.1 and (mu > 0).all()
assert dispersion > 2
assert np.isclose(mu.sum(), y.sum()), "the canonical link with an intercept reproduces the total"
record("negative-predictions", 100 * negative, unit="%")
record("lowest-prediction", (X @ line).min())
record("dispersion", dispersion)
record("rate-ratio", np.exp(poisson[1]))
record("true-rate-ratio", np.exp(truth[1]))

# %%
fig, ax = plt.subplots(figsize=(6.4, 4.0))
grid = np.linspace(0, 6, 200)
G = np.column_stack([np.ones(200), grid])
ax.axhspan(-6, 0, color=COLORS["C1"], alpha=0.12, lw=0)
ax.plot(seats, y, "o", ms=3.8, alpha=0.45, mew=0, color=COLORS["C5"])
ax.plot(grid, G @ line, color=COLORS["C1"], ls="--")
ax.plot(grid, np.exp(G @ poisson), color=COLORS["C0"], lw=2.6)
ax.text(2.1, 12.5, "straight line", color=COLORS["C1"], fontsize=12, ha="right")
ax.text(4.5, 21.5, "log link", color=COLORS["C0"], fontsize=12, ha="right")
thread = {"arrowstyle": "-", "color": COLORS["C0"]}
ax.annotate("", (5.4, float(np.exp(poisson @ [1, 5.4]))), (4.5, 21.3), arrowprops=thread)
ax.text(5.9, -3.6, "fewer than no tickets", color=COLORS["C1"], fontsize=11, ha="right", va="center")
ax.annotate(
    "", (2.75, float(line @ [1, 2.75])), (2.1, 12.2), arrowprops={"arrowstyle": "-", "color": COLORS["C1"]}
)
ax.set(ylim=(-6, 34), xlabel="log of the number of seats", ylabel="tickets a month")
ax.set_title("A line predicts negative tickets, a log link cannot")
figure(
    fig,
    "tickets",
    alt="Scatter of ticket counts that fan out and curve upwards with size. A straight line runs "
    "below zero for small customers; an exponential curve stays above zero and follows the mean.",
    caption="400 customers. The line is negative for small customers and too low for the largest; "
    "the Poisson fit with log link is the straight line on the scale of log-means.",
)

# %% [markdown]
# ## Error bars: Poisson's are too short
#
# Coverage of 95 % intervals for the slope over 2,000 refits: Poisson's own, quasi-Poisson's (Poisson times
# the root of the dispersion), and the negative binomial's with a moment estimate of its dispersion.

# %%
runs = 2000
hits = np.zeros(3)
slopes = []
for _ in range(runs):
    y_new = tickets()
    w, error = fit_counts(X, y_new)
    fitted = np.exp(X @ w)
    w_nb, error_nb = fit_counts(X, y_new, alpha=moment_alpha(y_new, fitted, 2))
    widths = [error[1], error[1] * np.sqrt(pearson_dispersion(y_new, fitted, 2)), error_nb[1]]
    hits += np.abs(np.array([w[1], w[1], w_nb[1]]) - truth[1]) < 1.966 * np.array(widths)
    slopes.append(w[1])
cover = hits / runs
assert abs(np.mean(slopes) - truth[1]) < 0.01, "the Poisson slope is right on average whatever the variance"

assert cover[0] < 0.8 and cover[1] > 0.9 and abs(cover[2] - 0.95) < 0.02
for name, value in zip(("poisson", "quasi", "negbin"), cover, strict=True):
    record(f"cover-{name}", 100 * value, unit="%")

# %% [markdown]
# ## Outliers in y: Huber; outliers in x: no
#
# A clean line of 100 rows with slope 2 and noise 0.5. First the five targets with the largest x are typed
# ten times too large, then instead one x is entered in metres among kilometres.

# %%
x = np.sort(rng.uniform(0, 10, 100))
clean = 3 + 2 * x + rng.normal(0, 0.5, 100)
D = np.column_stack([np.ones(100), x])
typo = clean.copy()
typo[-5:] *= 10
far = D.copy()
far[50, 1] *= 1000
slopes = {
    "ols-typo": least_squares(D, typo)[1],
    "huber-typo": fit_huber(D, typo, delta=0.7)[1],
    "ols-far": least_squares(far, clean)[1],
    "huber-far": fit_huber(far, clean, delta=0.7)[1],
}
assert abs(slopes["huber-typo"] - 2) < 0.1 < 2 < abs(slopes["ols-typo"] - 2)
assert slopes["huber-far"] < 0.5, "a high-leverage row beats Huber too"
for name, value in slopes.items():
    record(name, value)

# %% [markdown]
# ## A promise is a quantile, not a mean
#
# Delivery times are skewed, and their spread grows with distance. "Arrives within t minutes" should hold
# nine times out of ten for every distance. Quantile regression fits that line directly.

# %%
km = rng.uniform(0.5, 8, 1500)
minutes = 8 + 3 * km + km * rng.gamma(1.5, 1.2, 1500)
new_km = rng.uniform(0.5, 8, 20_000)
new_minutes = 8 + 3 * new_km + new_km * rng.gamma(1.5, 1.2, 20_000)
K = np.column_stack([np.ones(1500), km])
mean_line = least_squares(K, minutes)
residual_sd = np.std(minutes - K @ mean_line)
promise = QuantileRegressor(quantile=0.9, alpha=0.0).fit(km[:, None], minutes)
quantile_line = np.array([promise.intercept_, promise.coef_[0]])


def kept(line: np.ndarray, extra: float, near: bool) -> float:
    """Return the share of promises kept on new deliveries below 2 km or above 6 km."""
    rows = new_km < 2 if near else new_km > 6
    return float(np.mean(new_minutes[rows] <= line[0] + line[1] * new_km[rows] + extra))


shares = {
    "mean-near": kept(mean_line, 1.2816 * residual_sd, True),
    "mean-far": kept(mean_line, 1.2816 * residual_sd, False),
    "quantile-near": kept(quantile_line, 0.0, True),
    "quantile-far": kept(quantile_line, 0.0, False),
}
assert shares["mean-near"] > 0.98 and shares["mean-far"] < 0.86
assert abs(shares["quantile-near"] - 0.9) < 0.03 and abs(shares["quantile-far"] - 0.9) < 0.03
loss = [
    pinball_loss(new_minutes, line[0] + line[1] * new_km + extra, 0.9)
    for line, extra in ((mean_line, 1.2816 * residual_sd), (quantile_line, 0.0))
]
assert loss[1] < loss[0]
for name, value in shares.items():
    record(f"kept-{name}", 100 * value, unit="%")
for name, far_away in (("near", 1.0), ("far", 8.0)):
    exact = 8 + far_away * (3 + gamma.ppf(0.9, 1.5, scale=1.2))
    record(f"margin-{name}", 100 * (exact / (8 + far_away * (3 + 1.5 * 1.2)) - 1), unit="%")

# %% [markdown]
# ## What you would say
#
# "The loss decides which number of the conditional distribution I predict: squared error the mean, absolute
# error the median, pinball a quantile. The link keeps the mean in range, and the variance function decides
# whether the error bars are honest."
