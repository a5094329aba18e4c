# ---
# jupyter:
#   handbook:
#     data: [questions/topics.yml, questions/*/*.md, drills/*/*.py, docs/start/plans.yml]
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
# # What the handbook covers, counted
#
# Which topics have questions, at which level, and which are still empty? And when do the written study plans
# do what? Both are read from the files of the handbook whenever it is built, so that no figure here is older
# than the questions.

# %%
import re
from collections import Counter
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import yaml
from matplotlib.colors import to_rgba

from handbook.publish import COLORS, figure, record

LEVELS = ["beginner", "intermediate", "advanced"]

topics = yaml.safe_load(Path("questions/topics.yml").read_text("utf-8"))
questions = []
for path in sorted(Path("questions").glob("*/*.md")):
    head = path.read_text("utf-8").split("\n---\n", 1)[0]
    level = re.search(r"^level: (\w+)", head, re.MULTILINE)
    often = re.search(r"^frequency: high", head, re.MULTILINE)
    questions.append((path.parent.name, level[1] if level else "", bool(often)))
drills = Counter(path.parent.name for path in Path("drills").glob("*/*.py"))
count = Counter((topic, level) for topic, level, _ in questions)
total = Counter(topic for topic, _, _ in questions)
asked_often = Counter(topic for topic, _, often in questions if often)
print(f"{len(questions)} questions in {len(total)} of {len(topics)} topics, {sum(drills.values())} drills")
assert all(level in LEVELS for _, level, _ in questions)
record("questions", len(questions), unit="questions")
record("topics", len(topics), unit="topics")
record("covered", len(total), unit="")
record("empty", len(topics) - len(total), unit="topics")

# %% [markdown]
# ## Topics and levels

# %%
names = [slug for slug in topics if total[slug]]
table = np.array([[count[slug, level] for level in LEVELS] for slug in names])
strength = table / table.max()

fig, ax = plt.subplots(figsize=(6.4, 1.3 + 0.34 * len(names)))
for (row, column), value in np.ndenumerate(table):
    face = to_rgba("C0", 0.06 + 0.46 * strength[row, column]) if value else "none"
    edge = COLORS["grid"]
    ax.add_patch(plt.Rectangle((column, row), 0.96, 0.92, facecolor=face, edgecolor=edge, lw=0.6))
    ax.text(column + 0.48, row + 0.47, value or "–", ha="center", va="center", color=COLORS["ink"])
ax.set(xlim=(0, 3), ylim=(len(names), 0), xticks=np.arange(3) + 0.48, yticks=np.arange(len(names)) + 0.46)
ax.set_xticklabels([level.capitalize() for level in LEVELS])
ax.set_yticklabels([topics[slug]["title"] for slug in names])
ax.tick_params(length=0)
ax.grid(visible=False)
for spine in ax.spines.values():
    spine.set_visible(False)
share = table.sum(axis=0) / table.sum()
most = LEVELS[int(share.argmax())]
ax.set_title(f"{share.max():.0%} are {most}".replace("%", " %"))
rows = "; ".join(
    f"{topics[slug]['title']} {', '.join(map(str, row))}" for slug, row in zip(names, table, strict=True)
)
figure(
    fig,
    "topics-levels",
    alt=f"Questions by topic at beginner, intermediate and advanced level: {rows}.",
    caption=(
        "Questions of the bank by topic and level, those topics that have any. A small number is a gap that "
        "you should know of: nothing here will show you that you can't answer it."
    ),
)
record("share-most", 100 * float(share.max()), unit="%")

# %% [markdown]
# ## The whole syllabus
#
# All topics of the closed list, the empty ones included. What has no bar here has to come from
# [elsewhere](../../start/books-and-courses.md) for now.

# %%
order = list(topics)
values = np.array([total[slug] for slug in order])
often_values = np.array([asked_often[slug] for slug in order])
fig, ax = plt.subplots(figsize=(6.4, 1.1 + 0.26 * len(order)))
places = np.arange(len(order))
ax.set_axisbelow(True)
ax.barh(places, often_values, color="C0", label="asked often")
ax.barh(places, values - often_values, left=often_values, color=to_rgba("C0", 0.4), label="asked less often")
for place, slug in zip(places, order, strict=True):
    extra = f", {drills[slug]} drill{'s' if drills[slug] > 1 else ''}" if drills[slug] else ""
    text = f"{total[slug]}{extra}" if total[slug] or drills[slug] else "none yet"
    ax.text(total[slug] + 0.4, place, text, va="center", color=COLORS["muted"], fontsize=9)
ax.set(ylim=(len(order) - 0.4, -0.6), xlabel="questions", yticks=places)
ax.set_xlim(0, max(values.max() * 1.28, 10))
ax.set_yticklabels([topics[slug]["title"] for slug in order], fontsize=9)
ax.grid(visible=False, axis="y")
empty = int((values == 0).sum())
ax.set_title(f"{len(order) - empty} of {len(order)} topics have questions")
ax.legend(loc="lower right")
figure(
    fig,
    "coverage",
    alt=(
        f"Bars of questions for {len(order)} topics, {empty} of which have none. The longest is "
        f"{topics[order[int(values.argmax())]]['title']} with {values.max()}."
    ),
    caption="Questions and drills of every topic of the syllabus, counted when this site was built.",
)

# %% [markdown]
# ## The study plans
#
# Each bar is a phase, in the colour of the kind of round that leads it; the figure is drawn from the same
# file as the lists on [the plans' pages](../../start/weekly-checklists.md).

# %%
plans = yaml.safe_load(Path("docs/start/plans.yml").read_text("utf-8"))["plans"]
leads = {"theory": "C0", "coding": "C1", "design": "C2", "behavioral": "C3"}
words = {"theory": "theory", "coding": "coding", "design": "design", "behavioral": "behavioural"}

fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.set_axisbelow(True)
for row, plan in enumerate(plans.values()):
    start = 0
    for phase in plan["phases"].values():
        width = phase["days"]
        box = plt.Rectangle(
            (start, row + 0.18),
            width - 0.5,
            0.64,
            facecolor=to_rgba(leads[phase["lead"]], 0.75),
            edgecolor="none",
        )
        ax.add_patch(box)
        start += width
    assert start == plan["days"]
ax.set(xlim=(0, 91), ylim=(len(plans), 0), xlabel="day", xticks=[0, 14, 30, 56, 60, 90])
ax.set_xticks([7, 21, 28, 42, 49, 70, 77], minor=True)
ax.set_xticklabels(["0", "14", "30", "56   ", "   60", "90"])
ax.set_yticks(np.arange(len(plans)) + 0.5)
ax.set_yticklabels([plan["title"] for plan in plans.values()])
ax.tick_params(axis="y", length=0)
ax.grid(visible=False, axis="y")
handles = [plt.Rectangle((0, 0), 1, 1, facecolor=to_rgba(color, 0.75)) for color in leads.values()]
ax.legend(handles, [words[name] for name in leads], loc="upper center", ncols=4, bbox_to_anchor=(0.45, -0.2))
ax.set_title("Theory opens every plan, stories and mocks close it")
firsts = {next(iter(plan["phases"].values()))["lead"] for plan in plans.values()}
lasts = {list(plan["phases"].values())[-1]["lead"] for plan in plans.values()}
assert firsts == {"theory"} and lasts == {"behavioral"}
told = "; ".join(
    f"{plan['title']}: "
    + ", ".join(f"{words[phase['lead']]} {phase['days']} days" for phase in plan["phases"].values())
    for plan in plans.values()
)
figure(
    fig,
    "plans",
    alt=f"Phases of the study plans by the kind of round that leads: {told}.",
    caption=(
        "The written plans side by side, a bar for each phase. Whatever leads, cards and the other rounds "
        "go on."
    ),
)


# %%
def hours_listed(plan: dict[str, Any], column: int) -> float:
    """Return the hours of a plan's lists in one of its columns."""
    items = [item for phase in plan["phases"].values() for item in phase["items"]]
    given = [item["minutes"] for item in items]
    return float(sum(each[column] if isinstance(each, list) else each for each in given)) / 60


for slug, plan in plans.items():
    for column, hours in enumerate(plan["hours"]):
        name = ("least", "usual", "most")[column]
        listed, there = hours_listed(plan, column), hours * plan["days"] / 7
        print(f"{slug:13} {hours:2} h a week: lists of {listed:5.1f} h in {there:5.1f} h")
        record(f"{slug}-{name}", listed, unit="hours")
        record(f"{slug}-{name}-there", there, unit="hours")
        assert listed < 0.8 * there

# %% [markdown]
# A fifth of the time is for cards and what remains beside the lists is slack or, in the eight-week plan, the
# slots of the rounds that don't lead.
