# ---
# jupyter:
#   handbook:
#     data: [questions/*/*.md]
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
# # Roles, skills and how far apart they are
#
# Ten job titles share one vocabulary and ask for different things. This notebook holds two tables of
# editorial judgement, who is asked what and how a loop divides its minutes, and then does the part that
# judgement can't do in its head: which switch of role is short, which isn't, and which of those answers
# survive if every entry may be wrong by one.

# %%
import re
from collections import Counter
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from handbook.publish import COLORS, figure, record

# %% [markdown]
# ## The table
#
# 0: not asked. 1: comes up. 2: part of a round. 3: can decide the loop. **These weights are our judgement**,
# for a mid-level opening at a company that uses the title in its usual sense. No survey stands behind them;
# read the advertisement you have against the row and change what differs.

# %%
SKILLS = (
    "Python",
    "SQL",
    "Probability, statistics",
    "Linear algebra",
    "Calculus",
    "Algorithms",
    "Deep learning",
    "Preprocessing",
    "Deployment",
    "Infrastructure",
    "LLM systems",
    "Experiments",
    "Product judgement",
    "Explaining",
)
WEIGHTS = {
    "ML engineer": (3, 1, 2, 2, 1, 3, 2, 2, 3, 2, 2, 1, 1, 2),
    "Data scientist": (2, 3, 3, 1, 1, 1, 1, 3, 1, 0, 1, 3, 2, 3),
    "Applied scientist": (3, 1, 3, 2, 2, 2, 3, 2, 1, 1, 2, 2, 1, 2),
    "Research scientist": (2, 0, 3, 3, 3, 1, 3, 1, 0, 0, 2, 2, 0, 2),
    "Research engineer": (3, 0, 1, 2, 2, 3, 3, 1, 2, 2, 3, 1, 0, 1),
    "MLOps engineer": (3, 1, 1, 0, 0, 2, 1, 2, 3, 3, 2, 1, 0, 1),
    "AI engineer": (3, 1, 1, 1, 0, 2, 1, 2, 3, 2, 3, 2, 2, 2),
    "Forward-deployed": (3, 2, 1, 0, 0, 2, 1, 2, 3, 2, 3, 1, 3, 3),
    "Data engineer": (3, 3, 1, 0, 0, 2, 0, 3, 2, 3, 1, 0, 0, 1),
    "AI product manager": (0, 2, 2, 0, 0, 0, 1, 1, 1, 0, 2, 3, 3, 3),
}
roles = list(WEIGHTS)
table = np.array([WEIGHTS[role] for role in roles])
assert table.shape == (10, 14) and table.min() == 0 and table.max() == 3

# %%
fig, ax = plt.subplots(figsize=(6.4, 5.4))
for (row, column), weight in np.ndenumerate(table):
    if weight:
        sizes = {1: 30, 2: 110, 3: 230}
        ax.scatter(column, row, s=sizes[int(weight)], color="C1" if weight == 3 else "C0")
ax.set_xticks(range(len(SKILLS)), SKILLS, rotation=52, ha="right")
ax.set_yticks(range(len(roles)), roles)
ax.set_xlim(-0.7, len(SKILLS) - 0.3)
ax.set_ylim(len(roles) - 0.4, -0.6)
ax.set_axisbelow(True)
ax.set_title("What can decide a loop, by role")
handles = [
    ax.scatter([], [], s=size, color=colour, label=label)
    for size, colour, label in (
        (30, "C0", "comes up"),
        (110, "C0", "part of a round"),
        (230, "C1", "can decide the loop"),
    )
]
fig.legend(handles=handles, loc="outside lower center", ncols=3, fontsize=9.5)
figure(
    fig,
    "skills",
    alt="Grid of ten roles by fourteen skills with a dot that grows with the weight. Decisive are: "
    + "; ".join(
        f"{role}: {', '.join(SKILLS[k].lower() for k in np.flatnonzero(row == 3))}"
        for role, row in zip(roles, table, strict=True)
    )
    + ".",
    caption="Editorial weights for a mid-level opening. Read it by rows for one role, by columns for what "
    "carries over.",
)

# %% [markdown]
# ## How long is a switch?
#
# The gap from role A to role B is the sum of what B asks beyond A: $\sum_k \max(0, B_k - A_k)$. It is not
# symmetric: a small job can be inside a large one.


# %%
def gaps(weights: np.ndarray) -> np.ndarray:
    """Return the points missing for each switch, shape (roles, roles); row is from, column is to."""
    return np.maximum(0, weights[None, :, :] - weights[:, None, :]).sum(axis=2)


gap = gaps(table)
name = {role: index for index, role in enumerate(roles)}
pairs = (
    ("Data scientist", "ML engineer"),
    ("ML engineer", "Data scientist"),
    ("ML engineer", "AI engineer"),
    ("AI engineer", "ML engineer"),
    ("Data engineer", "MLOps engineer"),
    ("Research scientist", "AI engineer"),
    ("Data scientist", "Applied scientist"),
)
for start, end in pairs:
    points = int(gap[name[start], name[end]])
    print(f"{start} to {end}: {points}")
    record(f"{start}-to-{end}".lower().replace(" ", "-"), points)

# %%
fig, ax = plt.subplots(figsize=(6.4, 5.6))
SHORT, LONG = 4, 10
for (row, column), points in np.ndenumerate(gap):
    if row != column:
        fill = "C2" if points <= SHORT else "C1" if points >= LONG else None
        if fill:
            ax.add_patch(plt.Rectangle((column - 0.46, row - 0.46), 0.92, 0.92, color=fill, linewidth=0))
        colour = COLORS["paper"] if fill else COLORS["ink"]
        ax.text(column, row, str(points), ha="center", va="center", fontsize=10.5, color=colour)
ax.set_xlim(-0.6, len(roles) - 0.4)
ax.set_ylim(len(roles) - 0.4, -0.6)
keys = {f"at most {SHORT}": "C2", f"at least {LONG}": "C1"}
handles = [plt.Rectangle((0, 0), 1, 1, color=colour, label=label) for label, colour in keys.items()]
fig.legend(handles=handles, loc="outside lower right", ncols=2, fontsize=9.5)
ax.set_xticks(range(len(roles)), roles, rotation=52, ha="right")
ax.set_yticks(range(len(roles)), roles)
ax.grid(visible=False)
ax.set_xlabel("to")
ax.set_ylabel("from")
ax.set_title("Switching is cheaper in one direction")
figure(
    fig,
    "gaps",
    alt="Matrix of the points missing for a switch from one role to another. "
    + " ".join(f"{start} to {end}: {gap[name[start], name[end]]}." for start, end in pairs),
    caption="Points that the target asks beyond the start, from the weights above. Compare a cell with its "
    "mirror image: the way back is seldom as long.",
)

# %% [markdown]
# ## Would it survive if we were wrong?
#
# Every entry is drawn anew: unchanged with probability one half, otherwise one more or one less, kept within
# 0 and 3. What holds in nearly all of 5,000 such tables doesn't hang on our taste.

# %%
rng = np.random.default_rng(7)
DRAWS = 5_000
noise = rng.choice([-1, 0, 0, 1], size=(DRAWS, *table.shape))
perturbed = np.clip(table + noise, 0, 3)
drawn = np.stack([gaps(weights) for weights in perturbed])


def share(condition: np.ndarray) -> float:
    """Return the share of perturbed tables, in percent, in which a condition holds."""
    return 100 * float(condition.mean())


def moved(start: str, end: str) -> np.ndarray:
    """Return the gap of one switch in every perturbed table."""
    return drawn[:, name[start], name[end]]


claims = {
    "ds-mle-longer-than-mle-ai": moved("Data scientist", "ML engineer") > moved("ML engineer", "AI engineer"),
    "rs-ai-longer-than-mle-ai": moved("Research scientist", "AI engineer")
    > moved("ML engineer", "AI engineer"),
    "mlops-mle-longer-than-back": moved("MLOps engineer", "ML engineer")
    > moved("ML engineer", "MLOps engineer"),
    "ai-mle-longer-than-back": moved("AI engineer", "ML engineer") > moved("ML engineer", "AI engineer"),
    "ds-mle-longer-than-back": moved("Data scientist", "ML engineer")
    > moved("ML engineer", "Data scientist"),
    "ds-mle-longer-than-ds-as": moved("Data scientist", "ML engineer")
    > moved("Data scientist", "Applied scientist"),
}
for claim, holds in claims.items():
    print(f"{claim}: {share(holds):.1f} %")
    record(claim, share(holds), unit="%")
firm = ("rs-ai-longer-than-mle-ai", "mlops-mle-longer-than-back", "ds-mle-longer-than-mle-ai")
assert min(share(claims[claim]) for claim in firm) > 85
assert share(claims["ai-mle-longer-than-back"]) < 85, "the way back may be as short"
assert 40 < share(claims["ds-mle-longer-than-back"]) < 85, "this one hangs on taste, and the page says so"

# %% [markdown]
# ## Where the minutes of a loop go
#
# The second table: percent of interview minutes, screen included, by kind of round. Judgement again; rows add
# up to 100.

# %%
ROUNDS = ("Theory", "Coding", "ML coding", "SQL", "Design", "Product, case", "Past work", "Behavioural")
MINUTES = {
    "ML engineer": (15, 25, 10, 0, 25, 0, 10, 15),
    "Data scientist": (20, 5, 5, 20, 0, 25, 10, 15),
    "Applied scientist": (25, 15, 15, 0, 15, 5, 15, 10),
    "Research scientist": (25, 10, 15, 0, 0, 0, 40, 10),
    "Research engineer": (15, 25, 25, 0, 15, 0, 10, 10),
    "MLOps engineer": (5, 25, 5, 5, 35, 0, 10, 15),
    "AI engineer": (10, 25, 15, 0, 25, 5, 10, 10),
    "Forward-deployed": (5, 25, 5, 5, 20, 20, 5, 15),
    "Data engineer": (0, 25, 0, 25, 30, 0, 5, 15),
    "AI product manager": (5, 0, 0, 5, 10, 50, 10, 20),
}
minutes = np.array([MINUTES[role] for role in roles])
assert (minutes.sum(axis=1) == 100).all()
overlap = np.minimum(minutes[:, None, :], minutes[None, :, :]).sum(axis=2)
for start, end in (
    ("ML engineer", "AI engineer"),
    ("ML engineer", "Data scientist"),
    ("ML engineer", "Applied scientist"),
    ("MLOps engineer", "Data engineer"),
):
    record(f"overlap-{start}-{end}".lower().replace(" ", "-"), int(overlap[name[start], name[end]]), unit="%")
    print(f"{start} and {end} share {overlap[name[start], name[end]]} % of the minutes")
closest = {
    role: roles[int(np.argsort(-np.where(np.arange(len(roles)) == name[role], -1, overlap[name[role]]))[0])]
    for role in roles
}
print(closest)
assert overlap[name["ML engineer"], name["AI engineer"]] > 80
assert overlap[name["ML engineer"], name["Data scientist"]] < 60

# %%
fig, ax = plt.subplots(figsize=(6.4, 5.0))
left = np.zeros(len(roles))
colours = ("C0", "C1", "C2", "C3", "C4", "C5", COLORS["grid"], COLORS["ink"])
for column, (label, colour) in enumerate(zip(ROUNDS, colours, strict=True)):
    widths = minutes[:, column]
    ax.barh(roles, widths, left=left, color=colour, label=label, height=0.72, edgecolor=COLORS["paper"])
    for row, width in enumerate(widths):
        if width >= 10:
            dark = label == "Past work"
            ax.text(
                left[row] + width / 2,
                row,
                str(width),
                ha="center",
                va="center",
                fontsize=9.5,
                color=COLORS["ink"] if dark else COLORS["paper"],
            )
    left += widths
ax.invert_yaxis()
ax.grid(visible=False)
ax.set_xlim(0, 100)
ax.set_xlabel("share of interview minutes [%]")
ax.set_title("One vocabulary, ten different days")
fig.legend(loc="outside lower center", ncols=4, fontsize=9.5)
figure(
    fig,
    "loops",
    alt="Stacked bars of the share of interview minutes by kind of round. "
    + " ".join(
        f"{role}: "
        + ", ".join(f"{label.lower()} {value} %" for label, value in zip(ROUNDS, row, strict=True) if value)
        + "."
        for role, row in zip(roles, minutes, strict=True)
    ),
    caption="Editorial judgement, screens included. Ask the recruiter for your own row: it is a normal "
    "question.",
)

# %% [markdown]
# ## What this bank holds for each role
#
# Counted, not judged: the kinds of question in this bank by the roles they are marked for, read when
# the handbook is built. It is the mix of a bank that is being written, so it shows what you can practise here
# and not what is asked out there. A question counts for every role it names.

# %%
KINDS = ("concept", "math", "coding", "design", "behavioral", "product")
BANK_ROLES = {
    "mle": "ML engineer",
    "ds": "Data scientist",
    "as": "Applied scientist",
    "rs": "Research scientist",
    "mlops": "MLOps engineer",
    "ai-engineer": "AI engineer",
    "data-engineer": "Data engineer",
}
held: Counter[tuple[str, str]] = Counter()
bank = sorted(Path("questions").glob("*/*.md"))
for path in bank:
    head = path.read_text("utf-8").split("\n---\n", 1)[0]
    kind = re.search(r"^kind: ([a-z]+)", head, re.MULTILINE)
    marked = re.search(r"^roles: \[(.*)\]", head, re.MULTILINE)
    assert kind and marked, path
    held.update((role.strip(), kind[1]) for role in marked[1].split(","))
assert {role for role, _ in held} <= set(BANK_ROLES) and {kind for _, kind in held} <= set(KINDS)
totals = {role: sum(held[role, kind] for kind in KINDS) for role in BANK_ROLES}
record("bank-questions", len(bank), unit="questions")
for role, total in totals.items():
    record(f"bank-{role}", total, unit="questions")

# %%
fig, ax = plt.subplots(figsize=(6.4, 4.2))
shown = [role for role in BANK_ROLES if totals[role]]
rows = [f"{BANK_ROLES[role]} ({totals[role]})" for role in shown]
left = np.zeros(len(shown))
for kind, colour in zip(KINDS, ("C0", "C3", "C1", "C4", COLORS["grid"], "C5"), strict=True):
    widths = np.array([100 * held[role, kind] / totals[role] for role in shown])
    if not widths.any():
        continue
    ax.barh(rows, widths, left=left, color=colour, label=kind, height=0.72, edgecolor=COLORS["paper"])
    for row, width in enumerate(widths):
        if width >= 8:
            colour_of_text = COLORS["ink"] if kind == "behavioral" else COLORS["paper"]
            place = {"ha": "center", "va": "center", "fontsize": 9.5, "color": colour_of_text}
            ax.text(left[row] + width / 2, row, f"{width:.0f}", **place)
    left += widths
ax.invert_yaxis()
ax.grid(visible=False)
ax.set_xlim(0, 100)
ax.set_xlabel("share of the role's questions in this bank [%]")
ax.set_title("What you can practise here, by role")
fig.legend(loc="outside lower center", ncols=3, fontsize=9.5)
figure(
    fig,
    "bank",
    alt="Stacked bars of the kinds of question in the bank for each role. "
    + " ".join(
        f"{BANK_ROLES[role]}, {totals[role]} questions: "
        + ", ".join(
            f"{kind} {100 * held[role, kind] / totals[role]:.0f} %" for kind in KINDS if held[role, kind]
        )
        + "."
        for role in shown
    ),
    caption="Counted from the bank at every build; in brackets the number of questions marked for the role.",
)

# %% [markdown]
# **What you'd say.** "Between ML and AI engineering nearly the same kinds of round are held, so I prepare
# once and apply for both. From data science to ML engineering I'd have to add algorithms, deployment and
# infrastructure, which is months and not a new headline."
