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
# # What each round grades
#
# Ten rounds, seven dimensions. Which dimension is worth how much in which round, and what does that add up to
# over a whole loop? The weights are editorial: they are those of the rubric tables on the round sheets, our
# reading of how such rubrics are built, and no firm's form. The sums that follow from them are exact.

# %%
import matplotlib.pyplot as plt
import numpy as np

from handbook.publish import COLORS, figure, record

# %% [markdown]
# ## The weights
#
# Each row of a sheet's table is filed under one of seven dimensions, in points of 100. *Code* includes tests
# and numerics, *systems and trade-offs* includes cost, operation and decisions, *fit and conduct* motivation,
# logistics, ownership and how you treat people. Filing is a choice as well: "decision" in a product case
# could have been framing, and "impact" in a story is filed under evaluation, since what is graded is the
# number and its base. A test of the repository compares these weights with the tables, row by row.

# %%
DIMENSIONS = (
    "Framing",
    "ML knowledge",
    "Data and evaluation",
    "Code",
    "Systems and trade-offs",
    "Communication",
    "Fit and conduct",
)
FRAMING, KNOWLEDGE, DATA, CODE, SYSTEMS, COMMUNICATION, CONDUCT = range(len(DIMENSIONS))
SHEETS = {
    "Recruiter call": [
        ("fit with the role", CONDUCT, 30),
        ("motivation", CONDUCT, 25),
        ("logistics", CONDUCT, 20),
        ("clarity", COMMUNICATION, 25),
    ],
    "Online assessment": [
        ("correctness", CODE, 50),
        ("efficiency", CODE, 20),
        ("knowledge items", KNOWLEDGE, 20),
        ("conduct", CONDUCT, 10),
    ],
    "Technical screen": [
        ("mechanism", KNOWLEDGE, 35),
        ("data and evaluation", DATA, 25),
        ("framing", FRAMING, 15),
        ("communication", COMMUNICATION, 25),
    ],
    "Coding": [
        ("clarifying", FRAMING, 15),
        ("algorithm and complexity", CODE, 30),
        ("code", CODE, 25),
        ("validation", CODE, 15),
        ("communication", COMMUNICATION, 15),
    ],
    "ML coding": [
        ("mathematics", KNOWLEDGE, 25),
        ("code", CODE, 35),
        ("shapes and numerics", CODE, 15),
        ("verification", CODE, 15),
        ("communication", COMMUNICATION, 10),
    ],
    "ML system design": [
        ("problem framing", FRAMING, 25),
        ("numbers", SYSTEMS, 15),
        ("data and labels", DATA, 20),
        ("modelling and evaluation", KNOWLEDGE, 15),
        ("serving and operation", SYSTEMS, 15),
        ("communication", COMMUNICATION, 10),
    ],
    "Case and product": [
        ("definition", FRAMING, 15),
        ("structure", FRAMING, 25),
        ("numbers", DATA, 20),
        ("decision", SYSTEMS, 25),
        ("product sense", FRAMING, 15),
    ],
    "Take-home": [
        ("it runs", CODE, 15),
        ("problem to metric", FRAMING, 20),
        ("validity", DATA, 25),
        ("code", CODE, 15),
        ("communication", COMMUNICATION, 15),
        ("judgement of scope", SYSTEMS, 10),
    ],
    "Research talk": [
        ("problem choice", FRAMING, 15),
        ("correctness and depth", KNOWLEDGE, 25),
        ("evidence", DATA, 25),
        ("limits", DATA, 15),
        ("own contribution", CONDUCT, 10),
        ("clarity", COMMUNICATION, 10),
    ],
    "Behavioral": [
        ("ownership", CONDUCT, 20),
        ("judgement", SYSTEMS, 20),
        ("working with others", CONDUCT, 20),
        ("impact", DATA, 15),
        ("integrity, self-knowledge", CONDUCT, 15),
        ("growth", CONDUCT, 10),
    ],
}
rounds = list(SHEETS)
weights = np.zeros((len(rounds), len(DIMENSIONS)), dtype=int)
for row, name in enumerate(rounds):
    for _, dimension, points in SHEETS[name]:
        weights[row, dimension] += points
names = [name[0].lower() + name[1:] if name != "ML knowledge" else name for name in DIMENSIONS]
assert (weights.sum(axis=1) == 100).all(), "each round shares out 100 points"
graded = (weights > 0).sum(axis=0)
print(dict(zip(names, graded.tolist(), strict=True)))

# %%
fig, ax = plt.subplots(figsize=(6.4, 6.2))
rows, columns = np.nonzero(weights)
values = weights[rows, columns]
top = values == weights.max(axis=1)[rows]
for chosen, colour in ((~top, COLORS["C0"]), (top, COLORS["C1"])):
    ax.scatter(columns[chosen], rows[chosen], s=13 * values[chosen], color=colour, linewidths=0)
for row, column, value in zip(rows, columns, values, strict=True):
    large = value >= 15
    ax.text(
        column if large else column + 0.2,
        row,
        str(value),
        ha="center" if large else "left",
        va="center_baseline",
        fontsize=9.5,
        color=COLORS["paper"] if large else COLORS["ink"],
    )
ax.set_xticks(range(len(DIMENSIONS)), DIMENSIONS, rotation=38, ha="left", rotation_mode="anchor")
ax.xaxis.tick_top()
ax.set_yticks(range(len(rounds)), rounds)
ax.set_xlim(-0.6, len(DIMENSIONS) - 0.4)
ax.set_ylim(len(rounds) - 0.4, -0.6)
ax.tick_params(length=0)
ax.set_axisbelow(True)
for side in ("left", "top", "bottom"):
    ax.spines[side].set_visible(False)
ax.set_title("Communication is graded most widely", x=-0.36, pad=14)
ax.set_xlabel("points of 100 in each round, the heaviest in orange", x=0.3)
ax.set_ylabel("round")
figure(
    fig,
    "weights",
    alt="Grid of ten rounds by seven graded dimensions, weights in points of 100. "
    + " ".join(
        f"{name}: "
        + ", ".join(
            f"{names[k]} {weights[r, k]}" for k in np.argsort(-weights[r], kind="stable") if weights[r, k]
        )
        + "."
        for r, name in enumerate(rounds)
    ),
    caption="Read a row before the evening of that round: the orange point is what you rehearse first. It "
    "sums rows of a sheet: in a take-home, that it runs and how it is coded, though validity is the largest "
    "single row. The weights are editorial, those of the rubric tables of the round sheets.",
)

# %% [markdown]
# ## A whole loop
#
# Two typical loops of five rounds. A junior loop leans on code and theory; a senior one keeps a single coding
# round and has two designs, the behavioral round and the deep dive of a hiring manager, which is graded much
# like it. Every round counts the same, which is an assumption too.

# %%
LOOPS = {
    "junior": ("Coding", "Coding", "ML coding", "Technical screen", "Behavioral"),
    "senior": ("Coding", "ML system design", "ML system design", "Behavioral", "Behavioral"),
}
shares = {level: weights[[rounds.index(name) for name in loop]].mean(axis=0) for level, loop in LOOPS.items()}
for level, share in shares.items():
    assert abs(share.sum() - 100) < 1e-9
    print(level, dict(zip(names, share.round(1).tolist(), strict=True)))
for level in LOOPS:
    record(f"{level}-code", float(shares[level][CODE]), unit="%")
    record(f"{level}-systems", float(shares[level][SYSTEMS]), unit="%")
    record(f"{level}-communication", float(shares[level][COMMUNICATION]), unit="%")
    record(f"{level}-conduct", float(shares[level][CONDUCT]), unit="%")
record("rounds-with-communication", int(graded[COMMUNICATION]))
record("rounds", len(rounds))
assert graded.argmax() == COMMUNICATION and np.sort(graded)[-2] < graded[COMMUNICATION]
assert shares["junior"].argmax() == CODE and shares["senior"].argmax() == CONDUCT
assert shares["junior"][CODE] > 2 * shares["senior"][CODE]
assert shares["senior"][SYSTEMS] > shares["senior"][CODE], "a choice is worth more than a program"

# %%
fig, ax = plt.subplots(figsize=(6.4, 4.2))
order = np.argsort(shares["senior"] - shares["junior"])
positions = np.arange(len(order))
junior, senior = shares["junior"][order], shares["senior"][order]
ax.hlines(positions, junior, senior, color=COLORS["muted"], linewidth=2)
ax.scatter(junior, positions, s=75, color=COLORS["C0"], label="junior loop", zorder=3)
ax.scatter(senior, positions, s=85, color=COLORS["C1"], marker="D", label="senior loop", zorder=3)
for y, (low, high) in enumerate(zip(junior, senior, strict=True)):
    side = 1 if high >= low else -1
    ax.text(
        low - side * 1.4,
        y,
        f"{low:.0f}",
        ha="right" if side > 0 else "left",
        va="center_baseline",
        fontsize=9.5,
    )
    ax.text(
        high + side * 1.6,
        y,
        f"{high:.0f}",
        ha="left" if side > 0 else "right",
        va="center_baseline",
        fontsize=9.5,
    )
ax.set_yticks(positions, [DIMENSIONS[k] for k in order])
ax.set_xlim(-4, 48)
ax.set_xlabel("share of all points of the loop [%]")
ax.set_ylabel("dimension")
ax.set_title("Seniority: from code to conduct and trade-offs", x=-0.36)
fig.legend(loc="outside lower center", ncols=2, fontsize=9.5)
figure(
    fig,
    "loops",
    alt="Share of all points of a loop by dimension, junior against senior. "
    + " ".join(f"{DIMENSIONS[k]} {shares['junior'][k]:.0f} and {shares['senior'][k]:.0f} %." for k in order),
    caption="Two loops of five rounds with equal say. What code loses, conduct and trade-offs gain.",
)
