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
# # Logistic regression: why this loss, and when to believe its probabilities
#
# Why is a probability not fitted by squared error? When does the fit not exist at all? And when are the
# probabilities of a perfectly specified model still wrong?

# %%
import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from handbook.publish import COLORS, figure, record
from scratch.classical_algorithms.logistic_regression import (
    fit_gradient_descent,
    fit_newton,
    log_loss,
    sigmoid,
)

rng = np.random.default_rng(11)

# %% [markdown]
# ## A straight boundary with evenly spaced log-odds
#
# Each contour of equal probability is a line, all are parallel, and equal steps in log-odds are equal
# steps in distance. The probability bends; the log-odds do not.

# %%
rows = 240
F = rng.normal(size=(rows, 2)) * [1.2, 1.0]
truth = np.array([-0.3, 1.6, -1.1])
X = np.column_stack([np.ones(rows), F])
y = (rng.random(rows) < sigmoid(X @ truth)).astype(float)
w = fit_newton(X, y)
assert np.allclose(w, fit_gradient_descent(X, y, steps=5000), atol=1e-6)
library = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(F, y)
difference = np.abs(np.append(library.intercept_, library.coef_) - w).max()
assert difference < 1e-4
assert np.isclose(sigmoid(X @ w).mean(), y.mean()), "with an intercept the mean prediction is the base rate"
record("decimals-shared-with-sklearn", int(-np.log10(difference)))

# %%
fig, ax = plt.subplots(figsize=(6.4, 4.2))
for label, marker, color in ((0.0, "o", "C0"), (1.0, "^", "C1")):
    ax.plot(*F[y == label].T, marker, ms=5, alpha=0.65, mew=0, color=COLORS[color], label=f"y = {label:.0f}")
grid = np.array([-3.6, 3.6])
for probability in (0.05, 0.25, 0.5, 0.75, 0.95):
    line = (np.log(probability / (1 - probability)) - w[0] - w[1] * grid) / w[2]
    middle = probability == 0.5
    ax.plot(grid, line, color=COLORS["ink"], lw=2.6 if middle else 1.2, ls="-" if middle else "--")
    start = np.array([-0.75, -1.75])
    along = (np.log(probability / (1 - probability)) - w[0] - start @ w[1:]) / (w[1:] @ w[1:])
    box = {"facecolor": COLORS["paper"], "edgecolor": "none", "pad": 1.5}
    ax.text(
        *(start + along * w[1:]),
        f"{100 * probability:.0f} %",
        fontsize=11,
        ha="center",
        va="center",
        bbox=box,
    )
ax.set(xlim=(-3.6, 3.6), ylim=(-2.7, 3.0), xlabel="feature $x_1$", ylabel="feature $x_2$")
ax.set_title("Lines of equal probability are parallel")
ax.legend(loc="upper left", ncols=2, frameon=True, facecolor=COLORS["paper"], edgecolor="none", framealpha=1)
figure(
    fig,
    "boundary",
    alt="Scatter of two classes with five parallel straight lines for probability 5, 25, 50, 75 "
    "and 95 percent; the lines are close together around 50 percent and farther apart towards 5 "
    "and 95 percent.",
    caption="The 50 % line is the boundary. From 25 % to 75 % the log-odds move by 2.2, from 75 % to 95 % by "
    "1.8: nearly the same distance on the plane, since the model is linear in log-odds, not in probability.",
)

# %% [markdown]
# ## Squared error on a sigmoid
#
# Left: the loss of one row with y = 1. Where the model is confidently wrong, squared error goes flat, so
# its gradient vanishes just where it is needed. Right: six rows, one weight. Squared error has two
# minima; log loss is convex and has one.

# %%
x6 = np.array([0.5, 0.5, 0.5, 0.5, 4.0, 4.0])
y6 = np.array([1.0, 1.0, 1.0, 0.0, 0.0, 0.0])
ws = np.linspace(-2.5, 8.0, 2101)
squared = ((sigmoid(ws[:, None] * x6) - y6) ** 2).mean(axis=1)
entropy = np.array([log_loss(np.array([v]), x6[:, None], y6) for v in ws])


def minima(values: np.ndarray) -> np.ndarray:
    """Return the interior grid points that are lower than both neighbours."""
    return ws[1:-1][(values[1:-1] < values[:-2]) & (values[1:-1] < values[2:])]


assert len(minima(squared)) == 2 and len(minima(entropy)) == 1
assert (np.diff(entropy, 2) > -1e-12).all() and (np.diff(squared, 2) < 0).any()
good, bad = minima(squared)
record("minimum-good", good)
record("minimum-bad", bad)
record("loss-good", squared[np.searchsorted(ws, good)])
record("loss-bad", squared[np.searchsorted(ws, bad)])


# %%
def descend(start: float, kind: str, steps: int = 1000, rate: float = 0.1) -> float:
    """Return the weight after gradient descent on the six rows."""
    v = start
    for _ in range(steps):
        p = sigmoid(v * x6)
        slope = (p - y6) * x6 if kind == "entropy" else 2 * (p - y6) * p * (1 - p) * x6
        v -= rate * slope.mean()
    return float(v)


assert abs(descend(6.0, "squared", 100_000) - bad) < 0.01, "stuck in the bad minimum for good"
assert abs(descend(6.0, "entropy") - minima(entropy)[0]) < 0.01
z = -6.0
p = sigmoid(np.array([z]))[0]
record("gradient-entropy", 1 - p)
record("gradient-squared", 2 * (1 - p) * p * (1 - p))
assert 2 * (1 - p) ** 2 * p < 0.01 < 0.99 < 1 - p

# %%
fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 3.9))
z = np.linspace(-7, 4, 300)
left.plot(z, np.logaddexp(0, -z), color=COLORS["C0"])
left.plot(z, (sigmoid(z) - 1) ** 2, color=COLORS["C1"], ls="--")
left.text(-3.9, 4.6, "log loss:\nslope near −1", color=COLORS["C0"], fontsize=12)
left.text(-6.6, 1.35, "squared:\nslope near 0", color=COLORS["C1"], fontsize=12)
left.set(
    xlabel="logit z of a row with y = 1",
    ylabel="loss of the row",
    title="Wrong and sure of it",
    ylim=(0, 7.3),
)
right.plot(ws, entropy / 12, color=COLORS["C0"])
right.plot(ws, squared, color=COLORS["C1"], ls="--")
for v in (good, bad):
    right.plot(v, squared[np.searchsorted(ws, v)], "o", ms=8, color=COLORS["C1"])
right.text(1.0, 0.5, "stuck here", fontsize=12, color=COLORS["C1"])
right.text(-0.4, 0.13, "best", fontsize=12, color=COLORS["C1"])
right.text(3.6, 0.16, "log loss ÷ 12", fontsize=12, color=COLORS["C0"])
right.set(xlabel="weight w", ylabel="mean loss of six rows", title="2 minima against 1", ylim=(0, 0.8))
figure(
    fig,
    "loss-surface",
    alt="Left: loss of one row with label 1 against its logit. Log loss rises in a straight line "
    "to the left, squared error levels off at 1. Right: mean loss of six rows against one weight. "
    f"Log loss is a single valley; squared error has a deep minimum at {good:.2f} and a shallow one "
    f"at {bad:.2f}.",
    caption="Left: for a row that is wrong and sure of it, log loss keeps pulling with slope −1 "
    "while squared error has gone flat. Right: with six rows and one weight squared error already "
    "has a second, bad minimum.",
)

# %% [markdown]
# ## Separable classes: the fit that never ends
#
# With a line between the classes every larger multiple of the weights has a lower loss. Gradient descent
# does not diverge visibly: the norm grows like the logarithm of the number of steps, which looks like
# slow convergence, while the direction settles at the maximum-margin one.

# %%
clean = np.sign(F @ [1.0, -0.7] + 0.2)
keep = np.abs(F @ [1.0, -0.7] + 0.2) > 0.25
S = np.column_stack([np.ones(keep.sum()), F[keep]])
ys = (clean[keep] > 0).astype(float)
checkpoints = [100, 1000, 10_000, 100_000]
paths = {"separable": (S, ys), "overlapping": (X, y)}
norms = {
    name: [float(np.linalg.norm(fit_gradient_descent(*data, steps=k)[1:])) for k in checkpoints]
    for name, data in paths.items()
}
steps = np.diff(norms["separable"])
assert (steps > 1).all(), "each tenfold effort still adds to the norm"
assert abs(norms["overlapping"][-1] - norms["overlapping"][1]) < 1e-3
margin = SVC(kernel="linear", C=1e6).fit(S[:, 1:], ys).coef_[0]
last = fit_gradient_descent(S, ys, steps=checkpoints[-1])[1:]
cosine = float(last @ margin / np.linalg.norm(last) / np.linalg.norm(margin))
assert cosine > 0.99
try:
    fit_newton(S, ys)
    raise AssertionError("Newton found a minimum that does not exist")
except ValueError as problem:
    assert "separable" in str(problem)
record("norm-100", norms["separable"][0])
record("norm-100000", norms["separable"][-1])
record("cosine-with-margin", cosine)
record("norm-ridge", np.linalg.norm(fit_newton(S, ys, lam=1.0)[1:]))

# %% [markdown]
# ## The right model, the wrong probabilities
#
# 1,000 rows, weights by maximum likelihood, the model exactly as the data were made; 24 fits each.
# With 10 features the probabilities are honest. With 200, textbook theory promises weights that are right on
# average; they come out half as large again, so the model is overconfident. Shrinkage chosen by validation
# repairs it.

# %%
n = 1000


def draw(p: int, rows: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return a design with intercept, labels and true logits whose variance is 5 for every p."""
    features = rng.normal(size=(rows, p))
    logits = features @ np.full(p, np.sqrt(5 / p))
    labels = (rng.random(rows) < sigmoid(logits)).astype(float)
    return np.column_stack([np.ones(rows), features]), labels, logits


def reliability(p: int, lam: float, fits: int = 24) -> tuple[np.ndarray, np.ndarray, float, float]:
    """Return mean predicted and observed frequency in ten bins, weight inflation and test log loss."""
    predicted, seen, inflation, losses = [], [], [], []
    for _ in range(fits):
        A, labels, _ = draw(p, n)
        weights = fit_newton(A, labels, lam=lam)
        new, new_labels, _ = draw(p, 5000)
        predicted.append(sigmoid(new @ weights))
        seen.append(new_labels)
        inflation.append(weights[1:].mean() / np.sqrt(5 / p))
        losses.append(log_loss(weights, new, new_labels))
    probability, outcome = np.concatenate(predicted), np.concatenate(seen)
    bins = np.minimum((probability * 10).astype(int), 9)
    mean = np.array([probability[bins == b].mean() for b in range(10)])
    observed = np.array([outcome[bins == b].mean() for b in range(10)])
    return mean, observed, float(np.mean(inflation)), float(np.mean(losses))


def best_penalty(p: int) -> float:
    """Return the penalty with the lowest log loss on 1,000 validation rows."""
    A, labels, _ = draw(p, n)
    V, valid, _ = draw(p, n)
    return min((1.0, 3.0, 10.0, 30.0, 100.0), key=lambda lam: log_loss(fit_newton(A, labels, lam), V, valid))


few = reliability(10, 0.0)
many = reliability(200, 0.0)
lam = best_penalty(200)
shrunk = reliability(200, lam)
assert 0.85 < few[2] < 1.15 and many[2] > 1.35
assert np.abs(few[1] - few[0]).max() < 0.06 < 0.1 < np.abs(many[1] - many[0]).max()
assert np.abs(shrunk[1] - shrunk[0]).max() < 0.6 * np.abs(many[1] - many[0]).max()
assert shrunk[3] < many[3]
record("inflation-few", few[2])
record("inflation-many", many[2])
record("gap-few", 100 * np.abs(few[1] - few[0]).max(), unit="points")
record("gap-many", 100 * np.abs(many[1] - many[0]).max(), unit="points")
record("gap-shrunk", 100 * np.abs(shrunk[1] - shrunk[0]).max(), unit="points")
record("best-penalty", lam)
record("loss-many", many[3])
record("loss-shrunk", shrunk[3])
record("overconfident-says", 100 * many[0][8], unit="%")
record("overconfident-is", 100 * many[1][8], unit="%")

# %%
fig, ax = plt.subplots(figsize=(6.4, 4.4))
ax.plot([0, 1], [0, 1], color=COLORS["muted"], lw=1.4, ls=":")
for (mean, observed, *_), label, marker, color in (
    (few, "10 features, no penalty", "o-", "C2"),
    (many, "200 features, no penalty", "^--", "C1"),
    (shrunk, "200 features, ridge", "D-", "C0"),
):
    ax.plot(mean, observed, marker, ms=6.5, color=COLORS[color], label=label, lw=1.8)
ax.annotate(
    f"says {100 * many[0][8]:.0f} %,\nhappens {100 * many[1][8]:.0f} %",
    (many[0][8], many[1][8]),
    xytext=(0.72, 0.3),
    fontsize=12,
    color=COLORS["C1"],
    arrowprops={"arrowstyle": "-", "color": COLORS["C1"]},
)
ax.set(xlabel="predicted probability", ylabel="observed frequency", xlim=(0, 1), ylim=(0, 1))
ax.set_title("A correct model can still be overconfident")
ax.legend(loc="upper left", fontsize=11)
figure(
    fig,
    "calibration",
    alt="Reliability curves on fresh rows. Ten features without penalty: on the diagonal. Two "
    "hundred features without penalty: an S flatter than the diagonal, low predictions too low and "
    "high predictions too high. Two hundred features with ridge: close to the diagonal.",
    caption="24 fits to 1,000 rows each; the fitted model has exactly the form that made the "
    "data. The flat curve is maximum likelihood with one feature for every five rows.",
)

# %% [markdown]
# ## Scikit-learn shrinks unless told otherwise
#
# `LogisticRegression()` has `C=1.0`: a ridge penalty of strength 1/C that depends on the units of the
# features. On 100 rows the largest weight differs visibly from the maximum-likelihood one, and changing
# metres to kilometres changes the predictions. Both are medians over 100 samples.

# %%
shrunk_by, moved_by = [], []
for _ in range(100):
    A, labels, _ = draw(3, 100)
    plain = LogisticRegression(C=np.inf, max_iter=1000).fit(A[:, 1:], labels)
    default = LogisticRegression().fit(A[:, 1:], labels)
    rescaled = A[:, 1:] * [1.0, 1.0, 0.001]
    other_units = LogisticRegression().fit(rescaled, labels)
    shrunk_by.append(1 - np.abs(default.coef_).max() / np.abs(plain.coef_).max())
    moved_by.append(np.abs(other_units.predict_proba(rescaled) - default.predict_proba(A[:, 1:])).max())
assert min(shrunk_by) > 0, "the penalty shrinks in every sample"
shrinkage, moved = np.median(shrunk_by), np.median(moved_by)
assert shrinkage > 0.1 and moved > 0.1
record("default-shrinkage", 100 * shrinkage, unit="%")
record("units-move", 100 * moved, unit="points")

# %% [markdown]
# ## What you would say
#
# "Log loss is the likelihood of a coin whose log-odds are linear. It is convex and pulls with full strength
# on confident mistakes; squared error on a sigmoid is neither. I check for separation, remember that the
# library penalises by default, and look at a reliability curve before anyone acts on a probability."
