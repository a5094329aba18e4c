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
# # Collinearity: which answers it ruins
#
# Two features carry nearly the same signal. Are the weights wrong, the predictions wrong, or both? And why
# does a coefficient change its sign when a colleague adds a column?

# %%
import matplotlib.pyplot as plt
import numpy as np

from handbook.publish import COLORS, figure, record
from scratch.classical_algorithms.linear_regression import least_squares, r_squared
from scratch.classical_algorithms.ols_diagnostics import standard_errors, variance_inflation

rng = np.random.default_rng(7)

# %% [markdown]
# ## Refit on fresh samples
#
# The truth is $y = 1 \cdot x_1 + 1 \cdot x_2 + \varepsilon$ with unit noise. Each of 400 samples has 100
# rows. The correlation of the features is 0 or 0.99; nothing else differs.

# %%
n, runs = 100, 400


def features(rho: float, rows: int) -> np.ndarray:
    """Return standard normal features with correlation rho, shape (rows, 2)."""
    z = rng.normal(size=(rows, 2))
    return np.column_stack([z[:, 0], rho * z[:, 0] + np.sqrt(1 - rho**2) * z[:, 1]])


def refits(rho: float) -> tuple[np.ndarray, float, float]:
    """Return the weights, intercept first (runs, 3), the mean VIF and the RMSE on new rows of that kind."""
    weights, inflation, squared = [], [], []
    for _ in range(runs):
        F = features(rho, n)
        w = least_squares(np.column_stack([np.ones(n), F]), F.sum(axis=1) + rng.normal(size=n))
        new = features(rho, n)
        weights.append(w)
        inflation.append(variance_inflation(F)[0])
        squared.append(np.mean((new.sum(axis=1) + rng.normal(size=n) - w[0] - new @ w[1:]) ** 2))
    return np.array(weights), float(np.mean(inflation)), float(np.sqrt(np.mean(squared)))


all_free, vif_free, rmse_free = refits(0.0)
all_tied, vif_tied, rmse_tied = refits(0.99)
free, tied = all_free[:, 1:], all_tied[:, 1:]
sums = tied.sum(axis=1)
assert np.allclose(tied.mean(axis=0), 1, atol=0.1), "unbiased all the same"
assert abs(rmse_tied - rmse_free) < 0.02, "prediction on the same kind of rows does not suffer"
assert np.isclose(tied[:, 0].std() / free[:, 0].std(), np.sqrt(vif_tied / vif_free), rtol=0.15)
wrong_sign = np.mean((tied < 0).any(axis=1))
assert wrong_sign > 0.05
record("vif", vif_tied)
record("root-vif", np.sqrt(vif_tied))
record("sd-free", free[:, 0].std())
record("sd-tied", tied[:, 0].std())
record("sd-of-sum", sums.std())
record("rmse-free", rmse_free)
record("rmse-tied", rmse_tied)
record("wrong-sign", 100 * wrong_sign, unit="%")

# %% [markdown]
# The predictions are safe only while the correlation lasts. At the point (1, 1) every fit says nearly the
# same; at (1, −1), where the training data hold no rows, the fits disagree wildly.

# %%
spread_on = (all_tied @ [1.0, 1.0, 1.0]).std()
spread_off = (all_tied @ [1.0, 1.0, -1.0]).std()
assert spread_off > 8 * spread_on
record("spread-on-the-ridge", spread_on)
record("spread-off-the-ridge", spread_off)

# %%
fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 3.9), sharex=True, sharey=True)
for ax, cloud, color, title in (
    (left, free, "C2", f"ρ = 0, VIF {vif_free:.0f}"),
    (right, tied, "C1", f"ρ = 0.99, VIF {vif_tied:.0f}"),
):
    ax.axhline(0, color=COLORS["muted"], lw=1)
    ax.axvline(0, color=COLORS["muted"], lw=1)
    ax.plot(*cloud.T, "o", ms=3.5, alpha=0.5, color=COLORS[color], mew=0)
    ax.plot(1, 1, "+", ms=15, mew=2.6, color=COLORS["ink"])
    ax.set(
        title=title,
        xlabel="weight of $x_1$",
        aspect="equal",
        xticks=[-1, 0, 1, 2, 3],
        yticks=[-1, 0, 1, 2, 3],
    )
right.text(1.6, 2.15, "left of 0 or\nbelow it: a\nwrong sign", fontsize=11, color=COLORS["muted"])
left.set_ylabel("weight of $x_2$")
for ax, rmse in ((left, rmse_free), (right, rmse_tied)):
    ax.text(0.05, 0.04, f"test RMSE {rmse:.2f}", transform=ax.transAxes, fontsize=11)
fig.suptitle("The weights blow up, the predictions do not", fontsize=13, fontweight="bold")
figure(
    fig,
    "resampling",
    alt="Two clouds of 400 fitted weight pairs around the truth (1, 1). Without correlation a small round "
    "cloud. With correlation 0.99 a long thin cloud along the falling diagonal, "
    f"about {np.sqrt(vif_tied):.0f} times as wide, part of it with a negative weight. "
    f"The test error is {rmse_free:.2f} and {rmse_tied:.2f}.",
    caption="Each dot is the fit to one fresh sample of 100 rows; the cross is the truth. Under "
    "collinearity the *sum* of the weights stays sharp while the *split* is anyone's guess, so "
    "dots slide along one diagonal.",
)

# %% [markdown]
# ## The sign flip
#
# Discounts lift sales, but they are handed out to small stores, which sell less. First the regression that
# sees only the discount, then the one that also sees the size (both in standard units).

# %%
stores = 20_000
size = rng.normal(size=stores)
discount = -0.8 * size + 0.6 * rng.normal(size=stores)
sales = 2.0 * size + 0.5 * discount + rng.normal(size=stores)
ones = np.ones(stores)
short = least_squares(np.column_stack([ones, discount]), sales)
X = np.column_stack([ones, discount, size])
long = least_squares(X, sales)
slope_of_size = least_squares(np.column_stack([ones, discount]), size)[1]
assert short[1] < 0 < long[1], "the sign flips"
assert np.isclose(short[1], long[1] + long[2] * slope_of_size), "the identity is exact in the sample"
assert variance_inflation(X[:, 1:])[0] < 5, "it flips at a VIF below the usual cut-offs"
record("short-weight", short[1])
record("long-weight", long[1])
record("long-size-weight", long[2])
record("size-on-discount", slope_of_size)
record("flip-vif", variance_inflation(X[:, 1:])[0])
record("long-error", standard_errors(X, sales)[1])

# %% [markdown]
# ## R² only goes up
#
# Pure noise columns added to a model of 60 rows: R² on the training rows climbs, adjusted R² does not,
# R² on fresh rows falls below zero.

# %%
rows, repeats = 60, 200
scores = np.zeros((repeats, 3))
for r in range(repeats):
    y, fresh = rng.normal(size=rows), rng.normal(size=rows)
    noise = np.column_stack([np.ones(rows), rng.normal(size=(rows, 20))])
    new = np.column_stack([np.ones(rows), rng.normal(size=(rows, 20))])
    w = least_squares(noise, y)
    scores[r] = r_squared(y, noise @ w), r_squared(y, noise @ w, 20), r_squared(fresh, new @ w)
r2_train, r2_adjusted, r2_fresh = scores.mean(axis=0)
assert r2_train > 0.3 and abs(r2_adjusted) < 0.05 and r2_fresh < -0.3
record("noise-r2-train", r2_train)
record("noise-r2-adjusted", round(r2_adjusted, 2) + 0.0)  # plus zero, so that it never shows as -0.00
record("noise-r2-fresh", r2_fresh)

# %% [markdown]
# ## p-values after selection
#
# Fifty noise features, keep the five most correlated with a noise target, fit, read the p-values as if
# nothing had happened. Then do it honestly: choose on one half, test on the other.

# %%
repeats, rows, pool = 500, 200, 50
naive, honest = 0, 0
for _ in range(repeats):
    F, y = rng.normal(size=(rows, pool)), rng.normal(size=rows)
    best = np.argsort(-np.abs(F.T @ y))[:5]
    chosen = np.column_stack([np.ones(rows), F[:, best]])
    t = least_squares(chosen, y) / standard_errors(chosen, y)
    naive += np.sum(np.abs(t[1:]) > 1.972)
    half = rows // 2
    best = np.argsort(-np.abs(F[:half].T @ y[:half]))[:5]
    chosen = np.column_stack([np.ones(half), F[half:, best]])
    t = least_squares(chosen, y[half:]) / standard_errors(chosen, y[half:])
    honest += np.sum(np.abs(t[1:]) > 1.986)
naive_rate, honest_rate = naive / (5 * repeats), honest / (5 * repeats)
assert naive_rate > 0.35 and abs(honest_rate - 0.05) < 0.015
record("naive-false-positives", 100 * naive_rate, unit="%")
record("honest-false-positives", 100 * honest_rate, unit="%")

# %% [markdown]
# ## What you would say
#
# "Collinearity costs me the split between the features, not the prediction, as long as they keep moving
# together. So I ask what the model is for. For prediction I leave it or add ridge; for a reported
# coefficient I need data where the features move apart, or I report their joint effect."
