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
# # How many stories are enough?
#
# A story that was told to one interviewer of a loop should not be told to the next: notes are compared in
# the debrief. So the question is not whether *some* story fits each theme, but whether the stories can be
# shared out over all questions of the day. That is a matching problem, and it can be counted instead of
# guessed.

# %%
from itertools import combinations, combinations_with_replacement
from math import factorial

import matplotlib.pyplot as plt
import numpy as np

from handbook.publish import figure, record

# %% [markdown]
# ## The matrix
#
# The ten stories are those told in full in the question bank. A mark means that the story *as told* holds
# evidence for the theme, so that it needs no bending.

# %%
THEMES = (
    "Failure or mistake",
    "Launch that did harm",
    "Model underperformed",
    "Messy data",
    "Trade-off",
    "Disagreement",
    "Influence",
    "Prioritising",
    "Ambiguity",
    "Ownership",
    "Helping others grow",
    "Ethics, fairness",
)
MATRIX = {
    "Forecast skew": (0, 1, 2, 3, 9),
    "Reranker latency": (4, 6),
    "Delivery promise": (4, 5, 6),
    "Counterfeit labels": (2, 3, 7),
    "Push opt-outs": (0, 1, 9),
    "History tables": (5, 6, 9),
    "Support drafts": (4, 7, 8),
    "Retracted lift": (0, 9),
    "Peak week": (4, 7, 10),
    "Payout holds": (5, 6, 11),
}
stories = list(MATRIX)
covers = np.zeros((len(stories), len(THEMES)), dtype=bool)
for row, name in enumerate(stories):
    covers[row, list(MATRIX[name])] = True
per_theme = covers.sum(axis=0)
thin = [THEMES[column] for column in np.flatnonzero(per_theme == 1)]
assert covers.any(axis=0).all(), "every theme has a story"
assert thin == ["Ambiguity", "Helping others grow", "Ethics, fairness"]
record("marks", int(covers.sum()))
record("marks-per-story", covers.sum() / len(stories))

# %%
fig, ax = plt.subplots(figsize=(6.4, 5.2))
rows, columns = np.nonzero(covers)
single = per_theme[columns] == 1
ax.scatter(columns[~single], rows[~single], s=95, color="C0", label="one of several stories for this theme")
ax.scatter(columns[single], rows[single], s=110, color="C1", marker="D", label="the only story for it")
ax.set_xticks(range(len(THEMES)), THEMES, rotation=52, ha="right")
ax.set_yticks(range(len(stories)), stories)
ax.set_xlim(-0.6, len(THEMES) - 0.4)
ax.set_ylim(len(stories) - 0.4, -0.6)
ax.set_axisbelow(True)
ax.set_xlabel("theme asked for")
ax.set_ylabel("story")
ax.set_title("Three themes hang on a single story")
fig.legend(loc="outside lower center", ncols=1, fontsize=9.5)
figure(
    fig,
    "matrix",
    alt="Grid of ten stories by twelve themes with a mark where a story fits. "
    + " ".join(f"{name}: {', '.join(THEMES[k].lower() for k in MATRIX[name])}." for name in stories)
    + " Ambiguity, helping others grow and ethics have one story each.",
    caption="Read it by columns: a column with one mark is the question that you can answer once.",
)

# %% [markdown]
# ## Hall's condition
#
# A loop asks six behavioural questions. Each can get its own story exactly when, for every group of $k$ of
# the six, at least $k$ different stories fit at least one of them (Hall's marriage theorem). With six
# questions there are 63 groups, so the condition can be checked outright.

# %%
QUESTIONS = 6
groups = [list(group) for size in range(1, QUESTIONS + 1) for group in combinations(range(QUESTIONS), size)]
sizes = np.array([len(group) for group in groups])
assert len(groups) == 2**QUESTIONS - 1 == 63


def bits(marks: np.ndarray) -> np.ndarray:
    """Return each theme's stories as a bit mask; marks has shape (stories, themes)."""
    return (marks.T.astype(np.int64) << np.arange(len(marks))).sum(axis=1)


def unions(loops: np.ndarray, marks: np.ndarray) -> np.ndarray:
    """Return the stories that fit each group of questions, shape (loops, 63)."""
    masks = bits(marks)[loops]
    return np.stack([np.bitwise_or.reduce(masks[:, group], axis=1) for group in groups], axis=1)


def orders(loops: np.ndarray) -> np.ndarray:
    """Return in how many orders each loop's themes can be asked; loops has shape (loops, questions)."""
    counts = (np.unique(loop, return_counts=True)[1] for loop in loops)
    return np.array([factorial(QUESTIONS) // np.prod([factorial(count) for count in row]) for row in counts])


def covered(fits: np.ndarray, weights: np.ndarray, chosen: int) -> float:
    """Return the share of loops in which each question gets its own story out of the chosen ones."""
    fine = (np.bitwise_count(fits & chosen) >= sizes).all(axis=1)
    return float(np.average(fine, weights=weights))


planned = np.array(list(combinations(range(len(THEMES)), QUESTIONS)))
unplanned = np.array(list(combinations_with_replacement(range(len(THEMES)), QUESTIONS)))
often = {"planned": orders(planned), "unplanned": orders(unplanned)}
assert len(planned) == 924 and often["unplanned"].sum() == len(THEMES) ** QUESTIONS
record("planned-loops", len(planned))
record("unplanned-loops", len(unplanned))

# %% [markdown]
# Two kinds of loop: *planned*, where interviewers have shared out the themes and the six differ, and
# *unplanned*, where each asks what comes to mind and two may ask for a failure. There are few enough of
# both to count them all; a loop that can be asked in more orders weighs more. All themes are equally
# likely, which is an assumption and not a measurement.

# %%
subsets = {
    size: [sum(1 << k for k in chosen) for chosen in combinations(range(len(stories)), size)]
    for size in range(1, len(stories) + 1)
}
curves = {}
for label, loops in {"planned": planned, "unplanned": unplanned}.items():
    fits = unions(loops, covers)
    shares = {
        size: [covered(fits, often[label], chosen) for chosen in options] for size, options in subsets.items()
    }
    curves[label] = {
        "best": [max(values) for values in shares.values()],
        "mean": [float(np.mean(values)) for values in shares.values()],
    }
    for size in (6, 8, 10):
        record(f"{label}-best-{size}", 100 * max(shares[size]), unit="%")
        record(f"{label}-mean-{size}", 100 * float(np.mean(shares[size])), unit="%")
    chosen = subsets[8][int(np.argmax(shares[8]))]
    left_out = [name for k, name in enumerate(stories) if not chosen >> k & 1]
    print(f"{label}: best eight leave out {', '.join(left_out)}")
planned_best = dict(zip(subsets, curves["planned"]["best"], strict=True))
assert planned_best[6] < 0.5 < 0.95 < planned_best[8]
assert curves["unplanned"]["best"][-1] < 0.8

# %%
fig, ax = plt.subplots(figsize=(6.4, 4.2))
sizes_shown = list(subsets)
colours = {"planned": "C0", "unplanned": "C1"}
texts = {"planned": "six different themes", "unplanned": "themes may repeat"}
for label, curve in curves.items():
    best, mean = 100 * np.array(curve["best"]), 100 * np.array(curve["mean"])
    ax.plot(sizes_shown, best, "o-", color=colours[label], label=f"{texts[label]}, best choice")
    ax.plot(sizes_shown, mean, "--", color=colours[label], label=f"{texts[label]}, average choice")
ax.set_xlabel("stories prepared")
ax.set_ylabel("loops with a fresh story each [%]")
ax.set_ylim(-3, 103)
ax.set_xlim(3.8, 10.2)
ax.set_title("Which stories counts as much as how many")
fig.legend(loc="outside lower center", ncols=2, fontsize=9.5)
figure(
    fig,
    "stories-needed",
    alt="Share of loops of six questions in which every question gets its own story, by number of "
    "stories prepared. When the themes differ it is "
    f"{100 * planned_best[6]:.0f} % with the best six, {100 * planned_best[8]:.0f} % with the best eight and "
    f"{100 * planned_best[10]:.0f} % with all ten; when themes may repeat, "
    f"{100 * curves['unplanned']['best'][9]:.0f} % with all ten.",
    caption="Solid: the best choice of stories at each number. Dashed: the average over all choices.",
)

# %% [markdown]
# ## The eleventh story
#
# Three ways to spend an evening: a story that shows a trade-off, ownership and another failure; the same with
# ambiguity, a thin column, in place of the failure; or one story that holds two thin columns.


# %%
def with_story(marks: np.ndarray, themes: tuple[int, ...]) -> np.ndarray:
    """Return the matrix with one more story."""
    row = np.zeros((1, len(THEMES)), dtype=bool)
    row[0, list(themes)] = True
    return np.vstack([marks, row])


def with_eleventh(themes: tuple[int, ...]) -> float:
    """Return the share of unplanned loops that eleven stories cover, the eleventh with these themes."""
    marks = with_story(covers, themes)
    return covered(unions(unplanned, marks), often["unplanned"], (1 << len(marks)) - 1)


now = curves["unplanned"]["best"][-1]
another_failure = with_eleventh((0, 4, 9))
thin_column = with_eleventh((8, 4, 9))
two_thin = with_eleventh((8, 10))
print(f"now {now:.3f}, failure {another_failure:.3f}, thin {thin_column:.3f}, two thin {two_thin:.3f}")
record("now", 100 * now, unit="%")
record("another-failure", 100 * another_failure, unit="%")
record("thin-column", 100 * thin_column, unit="%")
record("two-thin", 100 * two_thin, unit="%")
assert with_eleventh((10, 4, 9)) == thin_column, "helping others is worth the same as ambiguity"
assert now < another_failure < thin_column - 0.05 < thin_column < two_thin - 0.05
