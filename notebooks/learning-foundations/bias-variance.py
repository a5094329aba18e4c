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
# # Bias and variance, measured
#
# A model's test error has three parts: what it gets wrong on average, how much it depends on the rows it
# happened to see, and what nobody can predict. In a simulation we can draw 200 training sets instead of one,
# so each part can be measured, and each popular fix can be watched to see which part it moves.

# %%
from functools import partial

import matplotlib.pyplot as plt
import numpy as np
from sklearn.ensemble import BaggingRegressor
from sklearn.tree import DecisionTreeRegressor

from handbook.publish import COLORS, figure, record
from scratch.learning_foundations.bias_variance import Decomposition, decompose, resample_predictions
from scratch.learning_foundations.polynomial import polynomial_features, polynomial_fit_predict

NOISE_SD = 0.5
N_TRAIN = 20
N_RESAMPLES = 200
N_TREE_RESAMPLES = 60
x_test = np.linspace(-0.95, 0.95, 191)


def truth(x):
    return np.sin(4.0 * x + 0.7) + 0.5 * x


def measure(fit_predict, n_train=N_TRAIN, seed=0, n_resamples=N_RESAMPLES):
    """Return the predictions of independently trained models and their decomposition."""
    predictions = resample_predictions(
        fit_predict,
        truth,
        x_test,
        n_train=n_train,
        n_resamples=n_resamples,
        noise_sd=NOISE_SD,
        rng=np.random.default_rng(seed),
    )
    return predictions, decompose(predictions, truth(x_test), NOISE_SD**2)


# %% [markdown]
# ## Two hundred training sets, three models
#
# Twenty rows each time, noise of standard deviation 0.5. Only the rows change from one thin line to the next.

# %%
polynomials = {
    degree: measure(partial(polynomial_fit_predict, degree=degree), seed=degree) for degree in range(1, 13)
}

fig, axes = plt.subplots(1, 3, figsize=(6.4, 3.3), sharey=True)
for ax, degree, name in zip(axes, (1, 4, 12), ("too stiff", "about right", "too flexible"), strict=True):
    predictions = polynomials[degree][0]
    ax.plot(x_test, predictions[:40].T, color="C5", linewidth=0.7, alpha=0.35)
    ax.plot(x_test, truth(x_test), color="C1", linewidth=2.2, linestyle=(0, (4, 2)))
    ax.plot(x_test, predictions.mean(axis=0), color="C0", linewidth=2.4)
    ax.set_title(f"degree {degree}\n{name}", fontsize=11.5)
    ax.set_ylim(-2.6, 2.6)
    ax.set_xlabel("x")
axes[0].set_ylabel("prediction")
axes[0].text(-0.95, 2.1, "average fit", color="C0", fontsize=11, weight="bold")
axes[1].text(-0.95, 2.1, "truth (dashed)", color="C1", fontsize=11, weight="bold")
axes[2].text(-0.95, 2.1, "single fits", color="C5", fontsize=11, weight="bold")
figure(
    fig,
    "fits",
    alt=(
        "Three panels with polynomial fits to twenty noisy rows, redrawn forty times. Degree 1: the thin "
        "lines lie "
        "close together but their average misses the wave. Degree 4: the average follows the truth and the "
        "lines stay "
        "near it. Degree 12: the average follows the truth, the single lines swing wildly, most at the ends."
    ),
    caption=(
        "Bias is the gap between the blue average and the dashed truth; variance is the spread of the grey "
        "lines "
        "around the blue one. You train once, so you own one grey line."
    ),
)

# %% [markdown]
# ## The three parts against capacity
#
# The sum of the three parts is compared with an error measured without any theory: squared error against
# fresh noisy targets.

# %%
degrees = np.array(list(polynomials))
parts = [polynomials[degree][1] for degree in degrees]
bias_squared = np.array([part.bias_squared for part in parts])
variance = np.array([part.variance for part in parts])
total = np.array([part.total for part in parts])

fresh = np.random.default_rng(99)
measured = np.array(
    [
        np.mean((predictions - truth(x_test) - NOISE_SD * fresh.standard_normal(predictions.shape)) ** 2)
        for predictions, _ in polynomials.values()
    ]
)
best_degree = int(degrees[total.argmin()])
print(np.c_[degrees, bias_squared.round(3), variance.round(3), total.round(3), measured.round(3)])

assert np.allclose(measured, total, rtol=0.03)
assert np.all(bias_squared > -0.003)
assert np.all(np.diff(bias_squared[:5]) < 0) and np.all(np.abs(bias_squared[4:]) < 0.003)
assert np.all(np.diff(variance) > 0)
assert 3 <= best_degree <= 5
assert variance[degrees == 12][0] > 5 * variance[degrees == best_degree][0]

# %%
fig, ax = plt.subplots()
ax.fill_between(degrees, 0, NOISE_SD**2, color="C5", alpha=0.45, linewidth=0)
ax.fill_between(degrees, NOISE_SD**2, NOISE_SD**2 + bias_squared, color="C0", alpha=0.6, linewidth=0)
ax.fill_between(degrees, NOISE_SD**2 + bias_squared, total, color="C1", alpha=0.6, linewidth=0)
ax.plot(degrees, measured, "o", color=COLORS["ink"], markersize=5)
ax.set_ylim(0, 1.0)
ax.set_xlim(1, 12)
ax.set_xticks(range(1, 13))
ax.text(3.2, 0.11, "noise: nobody can remove it", color=COLORS["ink"])
ax.text(1.1, 0.34, "bias²", color=COLORS["ink"], weight="bold")
ax.text(9.2, 0.29, "variance", color=COLORS["ink"], weight="bold")
ax.annotate(
    "dots: error measured\non fresh rows",
    (3, measured[2]),
    (3.6, 0.74),
    arrowprops={"arrowstyle": "-", "color": COLORS["muted"]},
)
ax.set_xlabel("degree of the polynomial (capacity)")
ax.set_ylabel("expected squared error")
ax.set_title("Bias² falls, variance rises, and the sum is the test error")
figure(
    fig,
    "decomposition",
    alt=(
        "Stacked areas against polynomial degree 1 to 12: a constant band of noise at 0.25, a band of "
        "squared bias that "
        "vanishes by degree 5, a band of variance that grows with the degree. Their sum is smallest at "
        f"degree {best_degree}, "
        "and dots of directly measured error lie on the upper edge."
    ),
    caption=(
        "200 training sets of 20 rows. The bands are measured apart; the dots are the error on fresh rows, "
        "measured "
        "without the decomposition. They agree within 3 %."
    ),
)
record("noise", NOISE_SD**2)
record("best-degree", best_degree)
record("best-total", float(total.min()))
for degree in (1, best_degree, 12):
    record(f"bias-squared-degree-{degree}", float(bias_squared[degrees == degree][0]))
    record(f"variance-degree-{degree}", float(variance[degrees == degree][0]))
record("total-degree-1", float(total[degrees == 1][0]))
record("total-degree-12", float(total[degrees == 12][0]))
record("worst-disagreement", float(100 * np.max(np.abs(measured / total - 1))), unit="%")

# %% [markdown]
# ## Variance is paid per parameter
#
# For least squares with fixed inputs the variance averaged over the training points is exactly σ²p/n.
# Here the inputs are held and only the noise is redrawn.

# %%
rng = np.random.default_rng(5)
x_fixed = rng.uniform(-1, 1, N_TRAIN)
ratios = []
for degree in (1, 4, 9):
    draws = truth(x_fixed) + NOISE_SD * rng.standard_normal((2000, N_TRAIN))
    fitted = np.array([polynomial_fit_predict(x_fixed, y, x_fixed, degree) for y in draws])
    theory = NOISE_SD**2 * (degree + 1) / N_TRAIN
    ratios.append(fitted.var(axis=0, ddof=1).mean() / theory)
print(np.round(ratios, 3))
assert np.allclose(ratios, 1.0, atol=0.04)
record("variance-theory-ratio", float(np.mean(ratios)))

# %% [markdown]
# ## Learning curves tell the two failures apart
#
# A real project has one data set, but it can train on a tenth, a fifth, … of it. The stiff model's two
# curves meet early and high; the flexible model's curves leave a gap that closes with rows.

# %%
sizes = np.array([15, 20, 30, 45, 70, 110, 170, 260, 400, 640, 1000])


def learning_curve(degree):
    rng = np.random.default_rng(degree)
    rows = []
    for n in sizes:
        errors = []
        for _ in range(N_RESAMPLES):
            x = -1 + 2 * (np.arange(n) + rng.random(n)) / n
            y = truth(x) + NOISE_SD * rng.standard_normal(n)
            x_new = rng.uniform(-1, 1, 400)
            y_new = truth(x_new) + NOISE_SD * rng.standard_normal(400)
            weights = np.linalg.lstsq(polynomial_features(x[:, None], degree), y, rcond=None)[0]
            train = np.mean((polynomial_features(x[:, None], degree) @ weights - y) ** 2)
            valid = np.mean((polynomial_features(x_new[:, None], degree) @ weights - y_new) ** 2)
            errors.append((train, valid))
        rows.append(np.median(errors, axis=0))
    return np.array(rows)


stiff, flexible = learning_curve(1), learning_curve(9)

# %%
fig, axes = plt.subplots(1, 2, sharey=True)
for ax, curve, title in zip(
    axes, (stiff, flexible), ("High bias: rows don't help", "High variance: rows help"), strict=True
):
    ax.axhline(NOISE_SD**2, color=COLORS["muted"], linestyle=":", linewidth=1.6)
    ax.plot(sizes, curve[:, 1], color="C1")
    ax.plot(sizes, curve[:, 0], color="C0")
    ax.set_xscale("log")
    ax.set_xticks([20, 100, 1000], ["20", "100", "1000"])
    ax.minorticks_off()
    ax.set_ylim(0, 1.25)
    ax.set_xlabel("training rows")
    ax.set_title(title, fontsize=11.5)
axes[0].set_ylabel("mean squared error")
axes[0].text(60, 0.76, "validation", color="C1", weight="bold")
axes[0].text(60, 0.6, "training", color="C0", weight="bold")
axes[0].text(15, 0.16, "noise floor", color=COLORS["muted"])
axes[1].text(45, 0.62, "validation", color="C1", weight="bold")
axes[1].text(60, 0.08, "training", color="C0", weight="bold")
figure(
    fig,
    "learning-curves",
    alt=(
        "Two panels of training and validation error against 15 to 1000 training rows. Left, a straight "
        "line: both "
        "curves meet at 0.7 by 110 rows, far above the noise floor of 0.25. Right, degree 9: training "
        "error starts "
        "near 0.1 and validation error near 1; both close on the noise floor as rows are added."
    ),
    caption=(
        "Median over 200 draws. Left, the curves have met far above the noise floor: ten times the rows "
        "buys nothing. "
        "Right, the gap is still open at 45 rows: rows, or a penalty, buy a lot."
    ),
)
at_45, at_110 = (int(np.flatnonzero(sizes == n)[0]) for n in (45, 110))
assert stiff[at_110, 1] - stiff[at_110, 0] < 0.05
assert stiff[-1, 1] - stiff[-1, 0] < 0.03
assert stiff[-1, 1] > 1.8 * NOISE_SD**2
assert flexible[-1, 1] < 1.05 * NOISE_SD**2
assert flexible[at_45, 1] / flexible[at_45, 0] > 1.4
record("stiff-plateau", float(stiff[-1, 1]))
record("flexible-gap-small", float(flexible[at_45, 1] - flexible[at_45, 0]))
record("flexible-large", float(flexible[-1, 1]))

# %% [markdown]
# ## Which fix moves which part
#
# The patient is a fully grown regression tree on 100 rows: it reproduces its training targets exactly, so
# it has hardly any
# bias and a variance close to the noise itself. Each treatment is applied alone, to 60 training sets.


# %%
def tree(x, y, x_new, leaf=1):
    return (
        DecisionTreeRegressor(min_samples_leaf=leaf, random_state=0)
        .fit(x[:, None], y)
        .predict(x_new[:, None])
    )


def bagged(x, y, x_new):
    forest = BaggingRegressor(DecisionTreeRegressor(random_state=0), n_estimators=40, random_state=0)
    return forest.fit(x[:, None], y).predict(x_new[:, None])


def treat(fit_predict, n_train, seed):
    return measure(fit_predict, n_train, seed, N_TREE_RESAMPLES)[1]


def seeds(x, y, x_new):
    """Average ten trees that differ in their seed but see the same rows."""
    fits = [
        DecisionTreeRegressor(random_state=seed).fit(x[:, None], y).predict(x_new[:, None])
        for seed in range(10)
    ]
    return np.mean(fits, axis=0)


treatments: dict[str, Decomposition] = {
    "full tree, 100 rows": treat(tree, n_train=100, seed=1),
    "10 seeds averaged": treat(seeds, n_train=100, seed=1),
    "10x the rows": treat(tree, n_train=1000, seed=2),
    "bagging, 40 trees": treat(bagged, n_train=100, seed=1),
    "leaves of 10 rows": treat(partial(tree, leaf=10), n_train=100, seed=1),
    "leaves of 40 rows": treat(partial(tree, leaf=40), n_train=100, seed=1),
    "leaves of 40 + 10x rows": treat(partial(tree, leaf=40), n_train=1000, seed=2),
}
for name, part in treatments.items():
    print(f"{name:26s} bias² {part.bias_squared:.3f}  variance {part.variance:.3f}  total {part.total:.3f}")

full, more = treatments["full tree, 100 rows"], treatments["10x the rows"]
small_leaf, both = treatments["leaves of 10 rows"], treatments["leaves of 40 + 10x rows"]
assert abs(full.variance / NOISE_SD**2 - 1) < 0.15 and abs(full.bias_squared) < 0.01
assert more.variance > 0.9 * full.variance
assert np.isclose(treatments["10 seeds averaged"].variance, full.variance)
assert treatments["bagging, 40 trees"].variance < 0.55 * full.variance
assert small_leaf.variance < 0.26 * full.variance
assert both.total < min(part.total for name, part in treatments.items() if name != "leaves of 40 + 10x rows")
assert treatments["leaves of 40 rows"].bias_squared > treatments["leaves of 40 rows"].variance

# %%
fig, ax = plt.subplots(figsize=(6.4, 3.9))
names = list(treatments)
bias_bar = np.array([max(part.bias_squared, 0.0) for part in treatments.values()])
variance_bar = np.array([part.variance for part in treatments.values()])
rows = np.arange(len(names))
ax.barh(rows, bias_bar, color="C0", height=0.62)
ax.barh(rows, variance_bar, left=bias_bar, color="C1", height=0.62)
for row in rows:
    ax.text(
        bias_bar[row] + variance_bar[row] + 0.005,
        row,
        f"{bias_bar[row] + variance_bar[row]:.2f}",
        va="center",
    )
ax.set_yticks(rows, names)
ax.tick_params(axis="y", labelcolor=COLORS["ink"])
ax.invert_yaxis()
ax.grid(axis="y", visible=False)
ax.set_xlim(0, max(bias_bar + variance_bar) * 1.12)
ax.set_xlabel("error above the noise floor (squared)")
ax.set_axisbelow(True)
ax.set_title("Rows alone don't save a memoriser")
handles = [plt.Rectangle((0, 0), 1, 1, color="C0"), plt.Rectangle((0, 0), 1, 1, color="C1")]
ax.legend(handles, ["bias²", "variance"], loc="center right", bbox_to_anchor=(1.0, 0.4))
figure(
    fig,
    "fixes",
    alt=(
        "Horizontal bars of squared bias and variance above the noise floor for seven treatments of a "
        "regression tree. "
        f"Full tree {full.bias_squared + full.variance:.2f}, almost all variance; averaging ten seeds and "
        "ten times the rows "
        "leave it unchanged; bagging halves it and leaves of ten rows cut it to a quarter; leaves of forty "
        "on ten times the rows are lowest; "
        "leaves of forty on 100 rows swap variance for bias."
    ),
    caption=(
        "Each treatment applied alone to a fully grown tree. Rows lower variance only when the capacity "
        "does not grow "
        "with them; ten seeds of a deterministic fit are ten copies of one model."
    ),
)
record("tree-variance", full.variance)
record("tree-variance-10x-rows", more.variance)
record("tree-variance-bagged", treatments["bagging, 40 trees"].variance)
record("tree-variance-leaf-10", small_leaf.variance)
record("tree-excess-leaf-10", small_leaf.bias_squared + small_leaf.variance)
record("tree-excess-leaf-40-10x-rows", both.bias_squared + both.variance)
record("tree-bias-leaf-40", treatments["leaves of 40 rows"].bias_squared)

# %% [markdown]
# ## What you would say
#
# "I first ask which part of the error I have. If training and validation error are both high and close,
# it is bias: more rows are wasted money. If the gap is wide, it is variance: a penalty, averaging over
# *different* data, or rows, provided the model's capacity is held while I add them. A fully grown tree
# keeps the variance of one label per leaf however many rows it gets."
