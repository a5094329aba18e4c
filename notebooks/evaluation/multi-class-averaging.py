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
# # Micro, macro and weighted averages
#
# One confusion matrix of four ticket queues, and four answers to "what is its F1?". Which classes does
# each answer speak for?

# %%
import matplotlib.pyplot as plt
import numpy as np

from handbook.publish import figure, record
from scratch.evaluation.confusion import confusion_matrix, f1_average, f1_of_averages, per_class

rng = np.random.default_rng(3)

# %% [markdown]
# ## A router of support tickets
#
# Ten thousand tickets a day, 82% of them about billing. The rare queue, security, is the one that hurts
# when it is missed.

# %%
names = ["billing", "delivery", "account", "security"]
share = np.array([0.82, 0.12, 0.05, 0.01])
confusion = np.array(
    [
        [0.96, 0.03, 0.01, 0.00],
        [0.14, 0.82, 0.04, 0.00],
        [0.30, 0.08, 0.60, 0.02],
        [0.45, 0.05, 0.20, 0.30],
    ]
)
assert np.allclose(confusion.sum(axis=1), 1)
y = rng.choice(4, size=10_000, p=share)
predicted = (confusion[y].cumsum(axis=1) > rng.random((len(y), 1))).argmax(axis=1)
matrix = confusion_matrix(y, predicted, 4)
precision, recall, f1 = per_class(matrix)
for i, name in enumerate(names):
    record(f"{name}-precision", precision[i])
    record(f"{name}-recall", recall[i])
    record(f"{name}-f1", f1[i])
    record(f"{name}-support", int(matrix[i].sum()))
averages = {"micro": f1_average(matrix, "micro"), "weighted": f1_average(matrix, "weighted")}
averages["macro"] = f1_average(matrix, "macro")
averages["macro (of means)"] = f1_of_averages(matrix)
assert averages["micro"] == np.mean(y == predicted)
assert round(averages["micro"], 2) == 0.92 and round(averages["macro"], 2) == 0.67
assert averages["weighted"] > averages["macro"] + 0.1
assert averages["macro (of means)"] > averages["macro"]
record("micro", averages["micro"])
record("weighted", averages["weighted"])
record("macro", averages["macro"])
record("macro-of-means", averages["macro (of means)"])
record("balanced-accuracy", recall.mean())

# %% [markdown]
# ## What each average notices
#
# Close the security queue: whatever the router would send there goes to billing. Of about a hundred
# security tickets a day the router found one in five; now it finds none. Which average complains?

# %%
blind = np.where(predicted == 3, 0, predicted)
blind_matrix = confusion_matrix(y, blind, 4)
drop = {
    kind: f1_average(matrix, kind) - f1_average(blind_matrix, kind) for kind in ("micro", "weighted", "macro")
}
assert per_class(blind_matrix)[1][3] == 0 and 0.1 < recall[3] < 0.3
assert drop["micro"] < 0.01 < 0.05 < drop["macro"]
for kind, value in drop.items():
    record(f"drop-{kind}", 100 * value)

fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 3.9), width_ratios=(1, 1.05))
rows = matrix / matrix.sum(axis=1, keepdims=True)
left.imshow(rows, cmap="Blues", vmin=0, vmax=1)
for i in range(4):
    for j in range(4):
        left.text(
            j,
            i,
            f"{matrix[i, j]:,}",
            ha="center",
            va="center",
            color="#ffffff" if rows[i, j] > 0.5 else "#1a1f26",
        )
left.set_xticks(range(4), names, rotation=40, ha="right")
left.set_yticks(range(4), names)
left.set(xlabel="Predicted", ylabel="True", title="Most tickets are right …")
left.grid(False)
order = ["micro", "weighted", "macro (of means)", "macro"]
values = [*f1, *(averages[kind] for kind in order)]
places = [0, 1, 2, 3, 4.6, 5.6, 6.6, 7.6]
right.barh(places[:4], values[:4], color="C5", height=0.7)
right.barh(places[4:], values[4:], color="C0", height=0.7)
for place, value in zip(places, values, strict=True):
    right.text(value + 0.02, place, f"{value:.2f}", va="center")
right.set_yticks(places, [*names, "micro", "weighted", "macro*", "macro"])
right.invert_yaxis()
right.set(xlabel="F1", xlim=(0, 1.18), title="… and F1 is all of these")
right.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
right.grid(False)
figure(
    fig,
    "averages",
    alt=(
        "Left: confusion matrix of four ticket queues, most of it billing. Right: F1 per class from "
        f"{f1[0]:.2f} for billing to {f1[3]:.2f} for security, and the averages micro "
        f"{averages['micro']:.2f}, "
        f"weighted {averages['weighted']:.2f}, F1 of macro means {averages['macro (of means)']:.2f} and "
        f"macro {averages['macro']:.2f}."
    ),
    caption=(
        "One matrix, four honest answers. Micro and weighted speak for the tickets, macro for the queues. "
        "macro* is the harmonic mean of macro precision and macro recall, which some tools also call "
        "macro-F1."
    ),
)

# %% [markdown]
# ## Several labels at once
#
# Tags of a photo: each of six tags may be present. Exact match, per-label error and the averages disagree
# for reasons worth knowing.

# %%
rates = np.array([0.5, 0.4, 0.3, 0.1, 0.05, 0.02])
tags = (rng.random((5_000, 6)) < rates).astype(np.int64)
guess = np.where(rng.random(tags.shape) < 0.95, tags, 1 - tags)
tp = (tags & guess).sum(axis=0)
wrong = (tags != guess).sum(axis=0)
per_tag = 2 * tp / (2 * tp + wrong)
micro = 2 * tp.sum() / (2 * tp.sum() + wrong.sum())
hamming = (tags != guess).mean()
exact = (tags == guess).all(axis=1).mean()
# Here micro-F1 is *not* accuracy: a label may be missing without another being wrong.
assert abs(micro - (1 - hamming)) > 0.03
assert abs(exact - 0.95**6) < 0.03
record("tags-micro", micro)
record("tags-macro", per_tag.mean())
record("tags-hamming", hamming)
record("tags-label-accuracy", 1 - hamming)
record("tags-exact", exact)

# %% [markdown]
# **What to say in the interview.** Micro averages over cases, macro over classes, weighted over classes
# by size. In single-label problems micro-F1 is accuracy. Say which one you report and, for macro, which
# of the two definitions.
#
# The chapter: [Classification metrics](../../evaluation/classification-metrics.md).
