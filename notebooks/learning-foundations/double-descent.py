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
# # Double descent
#
# The U-shaped curve says: stop before the model can fit the training set exactly. Networks with a thousand
# times more
# parameters than rows do not. What happens beyond the point of exact fit?

# %%
import matplotlib.pyplot as plt
import numpy as np

from handbook.publish import COLORS, figure, record
from scratch.learning_foundations.bias_variance import decompose
from scratch.learning_foundations.random_features import min_norm_fit, relu_features

N_TRAIN, N_TEST, DIMENSIONS, NOISE_SD, N_DRAWS = 150, 500, 15, 0.5, 20


def teacher(X):
    """A smooth target of unit variance that no finite number of random features represents exactly."""
    return (X[:, 0] + X[:, 1] * X[:, 2] + 0.5 * np.abs(X[:, 3]) - 0.4) / 1.45


def one_draw(seed, n_train, widths, lam):
    """Return test error above the noise, training error and weight norm for each width, shape (3, k)."""
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n_train + N_TEST, DIMENSIONS))
    clean = teacher(X)
    y = clean[:n_train] + NOISE_SD * rng.standard_normal(n_train)
    directions = rng.standard_normal((DIMENSIONS, max(widths)))
    rows = []
    for width in widths:
        features = relu_features(X, directions[:, :width])
        w = min_norm_fit(features[:n_train], y, lam)
        prediction = features @ w
        rows.append(
            (
                np.mean((prediction[n_train:] - clean[n_train:]) ** 2),
                np.mean((prediction[:n_train] - y) ** 2),
                np.linalg.norm(w),
            )
        )
    return np.array(rows).T


# %% [markdown]
# ## Error against width
#
# A two-layer ReLU network with a frozen random first layer, so that the fit is one least-squares solve; 150
# rows,
# 15 inputs. Beyond 150 features infinitely many weight vectors fit exactly, and the one of smallest norm is
# taken. The ridge curve takes, for each width, the best of four penalties on the test rows: what an ideal
# tuner would reach.

# %%
widths = [10, 20, 35, 55, 80, 105, 125, 138, 146, 150, 154, 162, 175, 200, 250, 350, 550, 900, 1500]
plain = np.median([one_draw(seed, N_TRAIN, widths, 0.0) for seed in range(N_DRAWS)], axis=0)
penalties = np.logspace(-2, 1, 4)
tuned = np.min(
    [np.median([one_draw(seed, N_TRAIN, widths, lam)[0] for seed in range(4)], axis=0) for lam in penalties],
    axis=0,
)
for row in zip(widths, *plain.round(4), tuned.round(3), strict=True):
    print(row)

widths = np.array(widths)
peak = int(widths[plain[0].argmax()])
before = plain[0][widths < 100]
after = plain[0][widths > 800]
assert abs(peak - N_TRAIN) <= 4
assert plain[1][widths >= 175].max() < 1e-10
assert plain[0].max() > 10 * before.min()
assert after.min() < before.min()
assert tuned.max() < 1.1 * tuned[0]
assert np.all(np.diff(tuned) < 0.05)
assert np.all(np.diff(plain[2][widths >= N_TRAIN]) < 0)

# %%
fig, ax = plt.subplots(figsize=(6.4, 3.9))
ax.axvspan(widths[0], N_TRAIN, color="C5", alpha=0.12, linewidth=0)
ax.plot(widths, plain[0], color="C1", marker="o", markersize=3.5)
ax.plot(widths, tuned, color="C0", linestyle=(0, (4, 2)))
ax.set_xscale("log")
ax.set_yscale("log")
ax.set_xlim(widths[0], widths[-1])
ax.set_xticks([10, 50, 150, 500, 1500], ["10", "50", "150", "500", "1500"])
ax.set_yticks([0.3, 1, 3, 10, 30, 100], ["0.3", "1", "3", "10", "30", "100"])
ax.minorticks_off()
ax.text(12, 45, "fewer features\nthan rows", color=COLORS["muted"])
ax.text(1450, 45, "training error 0,\nsmallest norm", color=COLORS["muted"], ha="right")
ax.text(250, 1.6, "no penalty", color="C1", weight="bold")
ax.text(20, 0.4, "tuned ridge", color="C0", weight="bold")
ax.set_xlabel("random features p (150 training rows)")
ax.set_ylabel("test error above the noise")
ax.set_title("The peak is at p = n, and ridge removes it")
figure(
    fig,
    "double-descent",
    alt=(
        "Test error against the number of random features on log axes. Without a penalty it falls to "
        f"{before.min():.2f}, "
        f"climbs to about {plain[0].max():.0f} at 150 features, the number of rows, and falls again to "
        f"{after.min():.2f} at 1500. "
        "With tuned ridge it falls all the way without a peak."
    ),
    caption=(
        "Left of 150 the classical U; at 150 exactly one solution fits the noise, and it is enormous; to "
        "the right the smallest of "
        "many exact fits gets ever smaller. A penalty tuned for each width shows no second descent, "
        "because it never had the ascent."
    ),
)
record("classical-best", float(before.min()))
record("classical-best-width", int(widths[widths < 100][before.argmin()]))
record("peak-error", float(plain[0].max()))
record("peak-width", peak)
record("wide-error", float(after.min()))
record("wide-width", int(widths[-1]))
record("norm-at-peak", float(plain[2].max()))
record("norm-wide", float(plain[2][-1]))
record("tuned-at-peak", float(tuned[widths == 150][0]))
record("tuned-wide", float(tuned[-1]))

# %% [markdown]
# ## What peaks is the variance, and what the wide model wins is bias
#
# The decomposition itself, with the random first layer and the test rows held: 40 training sets for a narrow
# width, one just below the threshold (at 150 itself single draws are so extreme that an average says little)
# and a wide one.

# %%
rng = np.random.default_rng(11)
directions = rng.standard_normal((DIMENSIONS, 1500))
X_test = rng.standard_normal((N_TEST, DIMENSIONS))
parts = {}
for width in (35, 140, 1500):
    test_features = relu_features(X_test, directions[:, :width])
    predictions = []
    for _ in range(40):
        X = rng.standard_normal((N_TRAIN, DIMENSIONS))
        y = teacher(X) + NOISE_SD * rng.standard_normal(N_TRAIN)
        predictions.append(test_features @ min_norm_fit(relu_features(X, directions[:, :width]), y))
    parts[width] = decompose(np.array(predictions), teacher(X_test), NOISE_SD**2)
    print(width, parts[width])
assert parts[140].variance > 8 * max(parts[35].variance, parts[1500].variance)
assert parts[1500].bias_squared < 0.3 * parts[35].bias_squared
for width, part in parts.items():
    record(f"variance-{width}", part.variance)
    record(f"bias-squared-{width}", part.bias_squared)

# %% [markdown]
# ## More rows can hurt
#
# The width is now held at 150 and rows are added. Around 150 rows the unpenalised fit gets worse with more
# data.

# %%
counts = [75, 110, 150, 220, 600]
by_rows = [np.median([one_draw(seed, rows, [150], 0.0)[0, 0] for seed in range(20)]) for rows in counts]
print(dict(zip(counts, np.round(by_rows, 2), strict=True)))
assert by_rows[2] > 5 * by_rows[0]
assert by_rows[4] < by_rows[0]
record("error-75-rows", float(by_rows[0]))
record("error-150-rows", float(by_rows[2]))
record("error-600-rows", float(by_rows[4]))

# %% [markdown]
# ## Who chose the smallest norm?
#
# Nobody: gradient descent from zero only ever adds combinations of training rows, so it cannot leave their
# span,
# and the only exact fit inside the span is the one of smallest norm. Start elsewhere and it ends elsewhere.

# %%
rng = np.random.default_rng(0)
features, y = rng.standard_normal((20, 60)), rng.standard_normal(20)


def descend(start):
    w = start.copy()
    learning_rate = 0.9 / np.linalg.norm(features, 2) ** 2
    for _ in range(3000):
        w -= learning_rate * features.T @ (features @ w - y)
    return w


smallest = min_norm_fit(features, y)
from_zero = descend(np.zeros(60))
from_noise = descend(rng.standard_normal(60))
assert np.abs(features @ from_noise - y).max() < 1e-6
assert np.abs(from_zero - smallest).max() < 1e-6
assert np.linalg.norm(from_noise) > 3 * np.linalg.norm(smallest)
record("distance-from-min-norm", float(np.abs(from_zero - smallest).max()))
record("norm-from-zero", float(np.linalg.norm(from_zero)))
record("norm-from-noise", float(np.linalg.norm(from_noise)))

# %% [markdown]
# ## What you would say
#
# "The bias-variance identity still holds; what fails is the picture of variance growing with the parameter
# count.
# Variance peaks where the model can just fit, because there a single wild solution exists. Beyond it, the
# optimiser picks the
# smallest of many, and more parameters make that one smaller. With a tuned penalty I would not see a peak
# at all."
