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
# # Linear regression: what each assumption buys
#
# Least squares always returns a line. Which of its promises (the weights, the standard errors, the
# intervals) survive when an assumption fails, and how would you see the failure?

# %%
import matplotlib.pyplot as plt
import numpy as np

from handbook.publish import COLORS, figure, record
from scratch.classical_algorithms.basis_features import natural_spline_basis
from scratch.classical_algorithms.linear_regression import (
    fit_line,
    gradient_descent,
    least_squares,
    r_squared,
)
from scratch.classical_algorithms.ols_diagnostics import (
    cooks_distance,
    leverage,
    standard_errors,
)

# %% [markdown]
# ## Least squares is a projection
#
# Three rows, one feature. Seen as data there are three points and a line. Seen as vectors there is one
# point $y$ in three dimensions and the plane of everything that a line could predict, spanned by the
# column of ones and the column $x$. Least squares drops the perpendicular.

# %%
x = np.array([0.0, 1.0, 2.0])
y = np.array([1.0, 3.6, 2.6])
X = np.column_stack([np.ones(3), x])
w = least_squares(X, y)
fitted = X @ w
residual = y - fitted
assert np.allclose(X.T @ residual, 0), "the residual is perpendicular to both columns"
assert np.isclose(y @ y, fitted @ fitted + residual @ residual), "Pythagoras: TSS = ESS + RSS, uncentred"


# %%
first = X[:, 0] / np.linalg.norm(X[:, 0])
second = X[:, 1] - (X[:, 1] @ first) * first
second /= np.linalg.norm(second)
normal = residual / np.linalg.norm(residual)
on_paper = np.array([[1.0, -0.22], [0.62, 0.5], [0.0, 1.5]])


def flatten(*points: np.ndarray) -> np.ndarray:
    """Draw vectors of R³ on paper, shape (k, 2): two directions in the plane and its normal."""
    return np.array(points) @ np.column_stack([first, second, normal]) @ on_paper


fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 3.6), width_ratios=[1, 1.7])
left.vlines(x, fitted, y, color=COLORS["C1"], lw=3)
left.plot([-0.3, 2.3], [w[0] - 0.3 * w[1], w[0] + 2.3 * w[1]], color=COLORS["C0"])
left.plot(x, y, "o", color=COLORS["ink"], ms=8)
left.set(xlabel="feature x", ylabel="target y", title="3 points, 1 line", xticks=[0, 1, 2], ylim=(0, 4.2))
corners = [[-0.5, -0.9], [5.0, -0.9], [5.0, 1.9], [-0.5, 1.9]]
right.fill(*flatten(*(a * first + b * second for a, b in corners)).T, color=COLORS["C0"], alpha=0.15, lw=0)
origin, tip, foot, ones_end, x_end = flatten(np.zeros(3), y, fitted, w[0] * X[:, 0], w[1] * X[:, 1])
for end in (ones_end, x_end):
    right.plot(*np.array([end, foot]).T, color=COLORS["muted"], lw=1.4, ls=":")
arrows = [(ones_end, "muted", 1.8), (x_end, "muted", 1.8), (foot, "C0", 2.6), (tip, "ink", 2.6)]
for end, color, width in arrows:
    style = {"arrowstyle": "-|>", "lw": width, "color": COLORS[color], "shrinkA": 0, "shrinkB": 0}
    right.annotate("", end, origin, arrowprops=style)
right.plot(*np.array([foot, tip]).T, color=COLORS["C1"], lw=3)
step_in, up = 0.09 * (origin - foot), np.array([0, 0.2])
corner = np.array([foot + step_in, foot + step_in + up, foot + up])
right.plot(*corner.T, color=COLORS["C1"], lw=1.4)
right.text(
    *(ones_end + np.array([-0.1, -0.33])), "w₀ · ones", color=COLORS["muted"], ha="center", fontsize=12
)
right.text(*(x_end + np.array([0.12, 0.1])), "w₁ · x", color=COLORS["muted"], ha="left", fontsize=12)
right.text(*(tip + np.array([0.12, -0.02])), "y", fontsize=16, color=COLORS["ink"])
right.text(*(foot + np.array([0.14, -0.1])), "ŷ = Xw", fontsize=13, color=COLORS["C0"])
right.text(*((foot + tip) / 2 + np.array([0.14, 0.0])), "e = y − ŷ", fontsize=13, color=COLORS["C1"])
right.set(title="1 vector, 1 plane", xlim=(-1.0, 6.5), ylim=(-1.7, 2.9))
right.axis("off")
figure(
    fig,
    "projection",
    alt="Left: three points with a rising fitted line and three vertical residuals. Right: the same data as "
    "one vector y that rises above a plane spanned by the column of ones and the column x; its foot on the "
    "plane is the fitted vector, and the residual stands at a right angle on the plane.",
    caption="The three vertical residuals on the left are the one perpendicular vector e on the right. "
    "Perpendicular to every column is $X^\\top(y - Xw) = 0$, which is the normal equation.",
)

# %% [markdown]
# ## Slope and intercept on a small array
#
# The plain-Python loop, the QR solution and NumPy agree. The largest stable step is $2/\lambda_{\max}$ of
# the Hessian; 2 % above it the slope runs away.

# %%
hours = [1.0, 2.0, 3.0, 4.0, 5.0]
marks = [52.0, 58.0, 61.0, 67.0, 72.0]
slope, intercept = fit_line(hours, marks)
X = np.column_stack([np.ones(5), hours])
w = least_squares(X, np.array(marks))
assert np.allclose([intercept, slope], w, rtol=1e-8)
assert np.allclose(gradient_descent(X, np.array(marks), steps=5000), w, rtol=1e-8)
hessian = 2 / 5 * X.T @ X
limit = 2 / np.linalg.eigvalsh(hessian)[-1]
runaway, _ = fit_line(hours, marks, learning_rate=1.02 * limit, steps=1000)
assert abs(fit_line(hours, marks, learning_rate=0.98 * limit)[0] - slope) < 1e-4
assert abs(runaway) > 1e6
record("slope", slope)
record("intercept", intercept)
record("largest-stable-rate", limit)
record("hessian-condition", np.linalg.cond(hessian))

# %% [markdown]
# ## Why nobody solves the normal equation as it is written
#
# Forming $X^\top X$ squares the condition number. A polynomial of degree 9 on $[0, 1]$ with exact targets:

# %%
t = np.linspace(0, 1, 50)
V = np.vander(t, 10, increasing=True)
target = V @ np.ones(10)
normal_error = np.abs(np.linalg.inv(V.T @ V) @ V.T @ target - 1).max()
qr_error = np.abs(least_squares(V, target) - 1).max()
assert normal_error > 1e5 * qr_error
record("condition", np.linalg.cond(V) / 1e6, unit="million")
record("normal-equation-error", normal_error)
record("qr-decimals", int(-np.log10(qr_error)))

# %% [markdown]
# ## Four data sets, one fit
#
# Each set has the same line, the same R² and the same standard error, to the last digit: any pattern can
# be made orthogonal to the columns of $X$ and scaled to the same length. Only the plot tells them apart.

# %%
rng = np.random.default_rng(15)
n = 60
R2 = 0.7


def same_fit(x: np.ndarray, pattern: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y with slope 1, intercept 0, var(x) = 1 and R² = 0.7, whose residuals follow `pattern`."""
    x = (x - x.mean()) / x.std()
    design = np.column_stack([np.ones(n), x])
    shape = pattern - design @ least_squares(design, pattern)
    return x, x + shape / shape.std() * np.sqrt((1 - R2) / R2)


even = np.sort(rng.uniform(-1.7, 1.7, n))
bunched = np.append(rng.normal(0, 0.35, n - 1), 9.0)
pull = rng.normal(0, 0.35, n)
pull[-1] = 0.0
sets = {
    "Nothing wrong": same_fit(even, rng.normal(size=n)),
    "Missed curvature": same_fit(even, even**2 + 0.35 * rng.normal(size=n)),
    "Growing variance": same_fit(even, rng.normal(size=n) * np.exp(1.1 * even)),
    "One row rules": same_fit(bunched, pull),
}
summary = []
for x, y in sets.values():
    X = np.column_stack([np.ones(n), x])
    w = least_squares(X, y)
    summary.append([*w, r_squared(y, X @ w), *standard_errors(X, y)])
assert np.allclose(summary, summary[0]), "same line, same R², same standard errors"
record("shared-r2", summary[0][2])
record("same-slope", summary[0][1])
record("same-slope-error", summary[0][4])

# %%
x, y = sets["One row rules"]
X = np.column_stack([np.ones(n), x])
h = leverage(X)
rest = np.arange(n) != h.argmax()
without = least_squares(X[rest], y[rest])
r2_without = r_squared(y[rest], X[rest] @ without)
assert h.max() > 0.8 and abs((y - X @ summary[-1][:2])[h.argmax()]) < 0.5
assert r2_without < 0.2
record("leverage-of-the-row", h.max())
record("residual-of-the-row", abs((y - X @ summary[-1][:2])[h.argmax()]))
record("residual-sd", np.std(y - X @ summary[-1][:2]))
record("mean-leverage", 2 / n)
record("cook-of-the-row", cooks_distance(X, y).max())
record("r2-without-the-row", r2_without)
record("slope-without-the-row", without[1])

# %%
fig, axes = plt.subplots(2, 2, figsize=(6.4, 5.6), sharey=True)
for ax, (title, (x, y)), color in zip(axes.flat, sets.items(), ["C2", "C1", "C1", "C1"], strict=True):
    ax.axhline(0, color=COLORS["muted"], lw=1)
    ax.plot(x, y - x, "o", ms=4.5, color=COLORS[color], alpha=0.85)
    ax.set_title(title)
order = np.argsort(even)
x, y = sets["Missed curvature"]
smooth = np.polyval(np.polyfit(x, y - x, 2), np.sort(x))
axes[0, 1].plot(np.sort(x), smooth, color=COLORS["ink"], lw=1.8)
x, y = sets["Growing variance"]
edge = 2 * np.exp(np.polyval(np.polyfit(x, np.log(np.abs(y - x) + 0.02), 1), np.sort(x))) * 1.5
for sign in (-1, 1):
    axes[1, 0].plot(np.sort(x), sign * edge, color=COLORS["ink"], lw=1.4, ls="--")
x, y = sets["One row rules"]
axes[1, 1].annotate(
    f"leverage {h.max():.2f},\nresidual near 0",
    (x[-1], y[-1] - x[-1]),
    xytext=(2.1, 1.1),
    arrowprops={"arrowstyle": "-", "color": COLORS["muted"]},
    fontsize=11,
)
for ax in axes[1]:
    ax.set_xlabel("fitted value ŷ")
for ax in axes[:, 0]:
    ax.set_ylabel("residual y − ŷ")
shared = f"Slope {summary[0][1]:.0f}, R² {summary[0][2]:.2f}, standard error {summary[0][4]:.3f}: all four"
fig.suptitle(shared, fontsize=13, fontweight="bold")
figure(
    fig,
    "same-r2",
    alt="Four residual plots of fits with the same slope, R-squared and standard error. First: an even "
    "band. Second: a U-shaped curve. Third: a funnel that opens to the right. Fourth: a vertical clump on "
    "the left and one far point on the right with a residual near zero.",
    caption="Read the shape, not the size: a band is healthy, a curve is a missing term, a funnel is unequal "
    "variance, and a lone point with *no* residual may have dragged the line to itself.",
)

# %% [markdown]
# ## Which promise breaks?
#
# Refit the same straight line 4,000 times under five kinds of error and count how often the 95 % interval
# holds the true slope. In the last kind rows come in groups of ten that share an error; there x is
# the same within a group too, as it is for a city's price or a user's plan. At the end the groups are
# averaged to twenty honest rows.

# %%
runs, n = 4000, 200
x = rng.exponential(1.0, n)
X = np.column_stack([np.ones(n), x])
grouped_x = np.repeat(rng.exponential(1.0, n // 10), 10)


def draw(kind: str) -> np.ndarray:
    """Return errors of mean zero, shape (n,)."""
    if kind == "Normal":
        return rng.normal(size=n)
    if kind == "Skewed":
        return rng.exponential(1.0, n) - 1
    if kind == "Heavy tails (t₃)":
        return rng.standard_t(3, n)
    if kind == "Spread grows with x":
        return rng.normal(size=n) * x
    return rng.normal(size=n) + np.repeat(rng.normal(size=n // 10), 10)


def coverage(kind: str, design: np.ndarray) -> tuple[float, float, float]:
    """Return the coverage of the classical and HC3 intervals, and the bias of the slope in its own SDs."""
    hits = np.zeros(2)
    slopes = []
    for _ in range(runs):
        y = 1 + 2 * design[:, 1] + draw(kind)
        slope = least_squares(design, y)[1]
        slopes.append(slope)
        for j, how in enumerate(("classical", "hc3")):
            hits[j] += abs(slope - 2) < 1.972 * standard_errors(design, y, how)[1]
    return hits[0] / runs, hits[1] / runs, (np.mean(slopes) - 2) / np.std(slopes)


kinds = ["Normal", "Skewed", "Heavy tails (t₃)", "Spread grows with x", "Ten rows, one error"]
designs = [X, X, X, X, np.column_stack([np.ones(n), grouped_x])]
results = {kind: coverage(kind, design) for kind, design in zip(kinds, designs, strict=True)}
assert all(abs(bias) < 0.06 for *_, bias in results.values()), "the slope is unbiased in every case"
assert all(abs(results[kind][0] - 0.95) < 0.015 for kind in kinds[:3]), "normality is not what counts"
assert results[kinds[3]][0] < 0.8 < 0.9 < results[kinds[3]][1], "HC3 repairs unequal variances"
assert max(results[kinds[4]][:2]) < 0.7, "nothing that assumes independent rows repairs dependence"
means = np.zeros(runs, dtype=bool)
group_design = designs[4][::10]
for run in range(runs):
    y = (1 + 2 * grouped_x + draw(kinds[4])).reshape(-1, 10).mean(axis=1)
    miss = abs(least_squares(group_design, y)[1] - 2)
    means[run] = miss < 2.101 * standard_errors(group_design, y)[1]
assert abs(means.mean() - 0.95) < 0.015, "one row per group restores the interval"
record("cover-group-means", 100 * means.mean(), unit="%")
for name, kind in zip(("normal", "skewed", "heavy", "funnel", "groups"), kinds, strict=True):
    record(f"cover-{name}", 100 * results[kind][0], unit="%")
    record(f"cover-hc3-{name}", 100 * results[kind][1], unit="%")

# %%
fig, ax = plt.subplots(figsize=(6.4, 3.9))
rows = np.arange(len(kinds))[::-1]
ax.axvline(95, color=COLORS["muted"], lw=1.4, ls="--")
for offset, j, label, marker, color in (
    (0.13, 0, "classical standard error", "o", "C1"),
    (-0.13, 1, "HC3 standard error", "D", "C0"),
):
    values = [100 * results[kind][j] for kind in kinds]
    ax.plot(values, rows + offset, marker, ms=8, color=COLORS[color], label=label)
    for value, row in zip(values, rows, strict=True):
        ax.text(value - 1.6, row + offset, f"{value:.0f}", ha="right", va="center", fontsize=10.5)
ax.set(
    yticks=rows,
    yticklabels=kinds,
    xlim=(35, 101),
    ylim=(-0.6, 4.6),
    xlabel="coverage of the 95 % interval, per cent",
)
ax.grid(axis="y", visible=False)
ax.legend(loc="lower right", bbox_to_anchor=(0.93, 0.0), fontsize=10.5)
fig.suptitle("Skewed errors are harmless; shared errors are not", fontsize=13, fontweight="bold")
figure(
    fig,
    "coverage",
    alt="Dot plot of the measured coverage of nominal 95 percent intervals for the slope. Normal, skewed and "
    "heavy-tailed errors: about 95 with both standard errors. Variance growing with x: about "
    f"{100 * results[kinds[3]][0]:.0f} classical, {100 * results[kinds[3]][1]:.0f} with HC3. "
    f"Groups of ten rows that share an error: about {100 * results[kinds[4]][0]:.0f} with both.",
    caption="How often a 95 % interval for the slope holds the truth, over 4,000 refits with "
    "200 rows. In the last case the ten rows share their x too. The slope is unbiased in all five: "
    "what breaks is the error bar.",
)

# %% [markdown]
# ## Bending without breaking: polynomial or spline
#
# Both are linear regressions on transformed columns. They differ where data are thin: at the ends.

# %%
inside = np.sort(rng.uniform(0, 10, 120))
noisy = 3 * np.log1p(inside) + rng.normal(0, 0.5, 120)
outside = 12.0
truth = 3 * np.log1p(outside)
polynomial = np.polynomial.Polynomial.fit(inside, noisy, 9)(outside)
knots = np.quantile(inside, np.linspace(0.05, 0.95, 5))
weights = least_squares(natural_spline_basis(inside, knots), noisy)
spline = float((natural_spline_basis(np.array([outside]), knots) @ weights)[0])
assert abs(spline - truth) < 1.5 < 10 < abs(polynomial - truth)
record("outside-truth", truth)
record("outside-polynomial", polynomial)
record("outside-spline", spline)

# %% [markdown]
# ## What you would say
#
# "The weights only need the mean to be right; the error bars need equal variance and independent rows, and
# independence is the one that hurts. I'd plot residuals against fitted values before I quote R², use HC3 by
# default, and cluster the errors by user when users repeat."
