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
# # The curse of dimensionality
#
# Methods that average over neighbours need neighbours that are near. What happens to "near" as columns are
# added,
# and is it the number of columns that hurts or the number of directions the data really uses?

# %%
import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier

from handbook.publish import COLORS, figure, record

# %% [markdown]
# ## Distances concentrate
#
# 1,000 standard normal points and 100 queries. How much farther is the farthest point than the nearest?


# %%
def contrast(points, queries):
    """Return the median over the queries of farthest distance divided by nearest distance."""
    squares = (queries**2).sum(axis=1)[:, None] + (points**2).sum(axis=1) - 2 * queries @ points.T
    distances = np.sqrt(np.maximum(squares, 0.0))
    return float(np.median(distances.max(axis=1) / distances.min(axis=1))), distances[0]


rng = np.random.default_rng(0)
dimensions = np.array([1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000])
full, embedded, sample = [], [], {}
for d in dimensions:
    ratio, distances = contrast(rng.standard_normal((1000, d)), rng.standard_normal((100, d)))
    full.append(ratio)
    sample[int(d)] = distances
    basis = np.linalg.qr(rng.standard_normal((d, min(d, 3))))[0].T
    embedded.append(
        contrast(
            rng.standard_normal((1000, len(basis))) @ basis, rng.standard_normal((100, len(basis))) @ basis
        )[0]
    )
full, embedded = np.array(full), np.array(embedded)
print(np.c_[dimensions, full.round(2), embedded.round(1)])
assert full[dimensions == 2][0] > 50
assert full[dimensions == 1000][0] < 1.25
assert embedded[dimensions == 1000][0] > 10

fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.7))
bins = np.linspace(0, 2.2, 60)
for d, color in ((2, "C0"), (20, "C2"), (1000, "C1")):
    axes[0].hist(
        sample[d] / sample[d].mean(), bins=bins, histtype="stepfilled", color=color, alpha=0.45, density=True
    )
    axes[0].hist(sample[d] / sample[d].mean(), bins=bins, histtype="step", color=color, density=True)
axes[0].text(0.0, 1.35, "d = 2", color="C0", weight="bold")
axes[0].text(0.2, 3.4, "d = 20", color="C2", weight="bold")
axes[0].text(1.12, 12.0, "d = 1000", color="C1", weight="bold")
axes[0].set_xlabel("distance / mean distance")
axes[0].set_ylabel("density")
axes[0].set_title("All points equally far", fontsize=11.5)
axes[1].plot(dimensions, full, color="C1")
axes[1].plot(dimensions, embedded, color="C0", linestyle=(0, (4, 2)))
axes[1].axhline(1, color=COLORS["muted"], linestyle=":")
axes[1].set_xscale("log")
axes[1].set_yscale("log")
axes[1].set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
axes[1].minorticks_off()
axes[1].text(25, 4.2, "d directions", color="C1", weight="bold")
axes[1].text(8, 40, "3 directions\nin d columns", color="C0", weight="bold")
axes[1].set_xlabel("columns d")
axes[1].set_ylabel("farthest / nearest")
axes[1].set_title("Unless few directions vary", fontsize=11.5)
figure(
    fig,
    "distance-concentration",
    alt=(
        "Left: histograms of distance over mean distance; wide for 2 dimensions, narrow for 20, a spike at "
        "1 for 1000. "
        "Right: farthest over nearest distance against the number of columns; it falls from hundreds to "
        "about 1.2 for independent "
        "columns and stays above ten when the data varies in three directions only."
    ),
    caption=(
        "Left, with 1,000 independent columns every point is about equally far away. Right, what counts is "
        "the number of directions "
        "in which the data varies, not the number of columns."
    ),
)
for d in (2, 20, 1000):
    record(f"contrast-{d}", float(full[dimensions == d][0]))
record("contrast-embedded-1000", float(embedded[dimensions == 1000][0]))
for d in (2, 10, 100):
    record(f"edge-{d}", 0.01 ** (1 / d))

# %% [markdown]
# ## Irrelevant columns: who pays?
#
# Two informative columns, then noise columns one after another. 300 training rows.

# %%
noise_columns = np.array([0, 2, 5, 10, 20, 50, 100, 200, 400])
scores = {"15 nearest neighbours": [], "logistic, L1": []}
for k in noise_columns:
    runs = []
    for seed in range(5):
        rng = np.random.default_rng(seed)
        y = np.arange(2300) % 2
        X = rng.standard_normal((2300, 2 + k))
        X[:, :2] += 1.2 * y[:, None]
        knn = KNeighborsClassifier(15).fit(X[:300], y[:300])
        lasso = LogisticRegression(l1_ratio=1.0, C=0.1, solver="liblinear").fit(X[:300], y[:300])
        runs.append([model.score(X[300:], y[300:]) for model in (knn, lasso)])
    for name, score in zip(scores, np.mean(runs, axis=0), strict=True):
        scores[name].append(float(score))
knn_scores, lasso_scores = (np.array(score) for score in scores.values())
print(np.c_[noise_columns, knn_scores.round(3), lasso_scores.round(3)])
assert knn_scores[0] > 0.77 and abs(knn_scores[0] - lasso_scores[0]) < 0.02
assert knn_scores[-1] < 0.62
assert lasso_scores[-1] > lasso_scores[0] - 0.03

# %%
fig, ax = plt.subplots(figsize=(6.4, 3.5))
ax.plot(noise_columns, knn_scores, color="C1", marker="o", markersize=4)
ax.plot(noise_columns, lasso_scores, color="C0", marker="s", markersize=4)
ax.axhline(0.5, color=COLORS["muted"], linestyle=":")
ax.set_xscale("symlog", linthresh=2)
ax.set_xticks([0, 2, 10, 50, 400], ["0", "2", "10", "50", "400"])
ax.minorticks_off()
ax.set_ylim(0.48, 0.86)
ax.set_xlim(-0.15, 450)
ax.text(20, 0.82, "logistic with L1", color="C0", weight="bold")
ax.text(9, 0.66, "15 nearest\nneighbours", color="C1", weight="bold", ha="center")
ax.text(0.1, 0.51, "guessing", color=COLORS["muted"])
ax.set_xlabel("irrelevant columns beside the two that matter")
ax.set_ylabel("test accuracy")
ax.set_title("Noise columns drown distances, not a sparse model")
figure(
    fig,
    "irrelevant-columns",
    alt=(
        f"Test accuracy against irrelevant columns. Nearest neighbours fall from {knn_scores[0]:.2f} to "
        f"{knn_scores[-1]:.2f} "
        f"at 400 columns, L1 logistic regression goes from {lasso_scores[0]:.2f} to {lasso_scores[-1]:.2f}."
    ),
    caption=(
        "300 training rows, two informative columns. Every noise column enters the distance with full "
        "weight; "
        "a penalised linear model can give it weight zero."
    ),
)
record("knn-clean", float(knn_scores[0]))
record("knn-noisy", float(knn_scores[-1]))
record("lasso-clean", float(lasso_scores[0]))
record("lasso-noisy", float(lasso_scores[-1]))

# %% [markdown]
# ## What you would say
#
# "In 100 independent dimensions a box that holds 1 % of uniform data spans 95 % of each axis, so a
# neighbourhood isn't local. But
# real data rarely fills its columns: embeddings of 768 columns work with nearest neighbours because the
# data varies
# along far fewer directions. I'd reduce, select or learn the metric before I'd call distances useless."
