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
# # Forgetting and spacing, simulated
#
# You have eight weeks and so many minutes for cards. When should an answer come back, and how well should
# each one be known before you learn the next?
#
# Everything here is computed from one model and not measured on people: FSRS-6 with its default weights, the
# scheduler of the [cards](../../practice/cards.md), in the version of `scratch.interview_process.scheduler`.
# It assumes that a card has a stability (days until recall has fallen to 0.9) and a difficulty, that recall
# falls by a power law, and that a recall gains more stability the likelier it was to fail. Cards don't help
# one another in it, which answers on one topic do. So trust the directions more than the decimals.

# %%
import itertools
from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np

from handbook.publish import COLORS, figure, record
from scratch.interview_process.scheduler import AGAIN, GOOD, Memory, first, interval, recall, review

INTERVIEW = 56

# %% [markdown]
# ## How fast one answer goes
#
# Learnt once and answered well, then left alone. Beside it an exponential with the same point at nine of ten,
# which is the curve that most drawings show.

# %%
stability = first(GOOD).stability
days = np.linspace(0, 60, 241)
power = np.array([recall(day, stability) for day in days])
exponential = 0.9 ** (days / stability)
week, month = recall(7, stability), recall(30, stability)

fig, ax = plt.subplots()
ax.plot(days, 100 * power)
ax.plot(days, 100 * exponential, "--")
ax.text(59, 54, "FSRS-6, a power law", color="C0", ha="right")
ax.text(22, 39, "exponential with the same 90 % point", color="C1")
ax.axhline(90, color=COLORS["grid"], lw=1)
ax.plot([7, 30], [100 * week, 100 * month], "o", color="C0")
ax.annotate(f"a week: {week:.0%}".replace("%", " %"), (7, 100 * week), (9, 100 * week + 4))
ax.annotate(f"a month: {month:.0%}".replace("%", " %"), (30, 100 * month), (30.5, 100 * month + 5))
ax.set(
    xlabel="days since the answer was learnt", ylabel="chance to recall it (%)", ylim=(0, 104), xlim=(0, 60)
)
ax.set_title("A fifth goes in a week, the next fifth in two months")
figure(
    fig,
    "forgetting",
    alt=(
        f"Chance to recall an answer against days. The power law falls to {week:.0%} after a week and to "
        f"{month:.0%} after a month; an exponential with the same ninety-per-cent point is at "
        f"{exponential[-1]:.0%} after two."
    ),
    caption=(
        "One answer, learnt once with the grade Good. The exponential says that after two months next to "
        "nothing is left; the model that was fitted to reviews says that more than half is."
    ),
)
record("week", 100 * week, unit="%")
record("month", 100 * month, unit="%")
assert week > 0.8 and 0.6 < month < 0.7 and exponential[-1] < 0.08 and power[-1] > 0.5
assert 0.18 < 1 - week < 0.22 and 0.18 < week - power[-1] < 0.22, "a fifth, and another fifth"

# %% [markdown]
# ## The same five times, on other days
#
# One answer is met five times: learnt, then tried four times. A failed try is looked up and said again at
# once. The expected recall is exact: all sixteen ways in which four tries can end are added up, each with its
# chance.


# %%
def expected(schedule: Sequence[int], day: float) -> float:
    """Return the expected recall on a day when a card is met on the days of a schedule before it."""
    met = [each for each in schedule if each <= day]

    def follow(memory: Memory, index: int) -> float:
        if index == len(met) - 1:
            return recall(day - met[index], memory.stability)
        gap = met[index + 1] - met[index]
        chance = recall(gap, memory.stability)
        right = follow(review(memory, GOOD, gap), index + 1)
        wrong = follow(review(review(memory, AGAIN, gap), GOOD, 0), index + 1)
        return chance * right + (1 - chance) * wrong

    return follow(first(GOOD), 0) if met else 0.0


schedules = {
    "first week, then nothing": [0, 1, 2, 3, 4],
    "last week only": [50, 51, 52, 53, 54],
    "equal gaps": [0, 13, 27, 40, 54],
    "growing gaps": [0, 3, 12, 27, 54],
}
on_the_day = {name: 100 * expected(days_, INTERVIEW) for name, days_ in schedules.items()}
later = {name: 100 * expected(days_, INTERVIEW + 90) for name, days_ in schedules.items()}
for name in schedules:
    print(f"{name:25} on the day {on_the_day[name]:.1f} %   three months later {later[name]:.1f} %")

# %%
fig, ax = plt.subplots(figsize=(6.4, 3.9))
styles = dict(zip(schedules, ["-", "-", "--", "-"], strict=True))
for (name, schedule), color in zip(schedules.items(), ["C3", "C1", "C2", "C0"], strict=True):
    grid = np.arange(schedule[0], 147)
    ax.plot(grid, [100 * expected(schedule, day) for day in grid], styles[name], color=color, label=name)
ax.axvline(INTERVIEW, color=COLORS["muted"], lw=1)
ax.text(INTERVIEW + 1.5, 67, "interview", color=COLORS["muted"])
ax.set(xlabel="day", ylabel="expected recall (%)", ylim=(65, 101.5), xlim=(0, 147))
ax.set_title("On the day itself, the last week alone does as well")
ax.legend(loc="lower left", ncols=2, bbox_to_anchor=(-0.02, -0.42))
figure(
    fig,
    "schedules",
    alt=(
        f"Expected recall over 147 days for four schedules of five meetings. On day 56 the last week alone "
        f"has {on_the_day['last week only']:.0f} per cent and growing gaps "
        f"{on_the_day['growing gaps']:.0f}; three months later {later['last week only']:.0f} and "
        f"{later['growing gaps']:.0f}. Learning in the first week only gives "
        f"{on_the_day['first week, then nothing']:.0f} on the day."
    ),
    caption=(
        "Five meetings with one answer. Cramming it in the last week is no worse on the day, and much worse "
        "for the second company, three months later. Equal and growing gaps hardly differ."
    ),
)
for name, key in zip(schedules, ("early", "late", "equal", "growing"), strict=True):
    record(f"day-{key}", on_the_day[name], unit="%")
    record(f"later-{key}", later[name], unit="%")
assert abs(on_the_day["last week only"] - on_the_day["growing gaps"]) < 1
assert later["growing gaps"] - later["last week only"] > 10
assert abs(on_the_day["equal gaps"] - on_the_day["growing gaps"]) < 1

# %% [markdown]
# We had expected spacing to win on the day. In this model it doesn't, for one answer. What it wins is the
# time after, and time itself: nobody can meet two hundred answers five times each in five days.

# %%
answers, seconds = 240, 60
hours_in_the_last_week = answers * 5 * seconds / 3600
print(f"{answers} answers x 5 x {seconds} s = {hours_in_the_last_week:.0f} hours in five days")
record("cram-hours", hours_in_the_last_week, unit="hours")

blocked = [expected(range(start, start + 5), INTERVIEW) for start in range(51)]
spread = [expected([start, start + 3, start + 12, start + 27, 54], INTERVIEW) for start in range(11)]
print(f"a topic a week, five days running: {np.mean(blocked):.1%}; spread: {np.mean(spread):.1%}")
record("blocked", 100 * float(np.mean(blocked)), unit="%")
record("spread", 100 * float(np.mean(spread)), unit="%")
assert 1 / 9 < 1 - np.mean(blocked) < 1 / 7 and 1 / 70 < 1 - np.mean(spread) < 1 / 50

# %% [markdown]
# With the same minutes on every day, one topic after the other loses an answer in eight by the interview;
# spread over the weeks, one in sixty.
#
# ## How well, or how many?
#
# The scheduler asks how much of what it shows you should still be known: 90 % unless you change it. A higher
# wish brings each card back sooner, and leaves less time for new ones. So there is a best value, and it
# depends on how many cards there are for your minutes. Below: two hours of cards a week at a minute an
# answer, which is 17 meetings a day; those that are due come first, the most forgotten first, then new ones,
# of which four in ten are not known at first sight (all of this assumed).


# %%
def known_on_the_day(retention: float, cards: int, meetings: int, rng: np.random.Generator) -> float:
    """Return the expected number of answers known after eight weeks; unseen ones count as unknown."""
    memory: list[Memory] = []
    last: list[int] = []
    due: list[int] = []

    def meet(index: int, after: Memory, day: int) -> None:
        memory[index], last[index] = after, day
        due[index] = day + interval(after.stability, retention)

    for day in range(INTERVIEW):
        left = meetings
        waiting = [index for index in range(len(memory)) if due[index] <= day]
        waiting.sort(key=lambda index: recall(day - last[index], memory[index].stability))
        for index in waiting:
            if left < 1:
                break
            gap = day - last[index]
            right = rng.random() < recall(gap, memory[index].stability)
            after = review(memory[index], GOOD if right else AGAIN, gap)
            meet(index, after if right else review(after, GOOD, 0), day)
            left -= 1 if right else 2
        while left >= 2 and len(memory) < cards:
            start = first(AGAIN if rng.random() < 0.4 else GOOD)
            memory.append(start), last.append(day), due.append(day)
            meet(len(memory) - 1, review(start, GOOD, 0), day)
            left -= 2
    return sum(recall(INTERVIEW - when, each.stability) for each, when in zip(memory, last, strict=True))


wishes = [0.70, 0.75, 0.80, 0.85, 0.90, 0.93, 0.95, 0.97]
sizes = [100, 200, 400]
known = {
    (size, wish): np.mean(
        [known_on_the_day(wish, size, 17, np.random.default_rng(seed)) for seed in range(8)]
    )
    for size, wish in itertools.product(sizes, wishes)
}
for size in sizes:
    print(size, " ".join(f"{wish:.2f}: {known[size, wish]:.0f}" for wish in wishes))

# %%
fig, ax = plt.subplots(figsize=(6.4, 3.9))
for size, color in zip(sizes, ["C2", "C0", "C1"], strict=True):
    values = [known[size, wish] for wish in wishes]
    best = int(np.argmax(values))
    ax.plot([100 * wish for wish in wishes], values, "o-", color=color, ms=4)
    ax.plot(100 * wishes[best], values[best], "o", color=color, ms=9, mfc="none", mew=1.6)
    ax.text(69.4, values[0], f"{size} cards", color=color, ha="right", va="center")
ax.axvline(90, color=COLORS["grid"], lw=1)
ax.set(xlabel="share that one wishes to remember (%)", ylabel="answers known on day 56", ylim=(0, 225))
ax.set_xlim(62, 98)
ax.set_xticks([70, 75, 80, 85, 90, 95])
ax.set_title("With more cards than time, wishing for less knows more")
figure(
    fig,
    "retention",
    alt=(
        "Answers known on the day of the interview against the share that one wishes to remember, for 100, "
        f"200 and 400 cards. With 400 cards a wish of 70 per cent knows {known[400, 0.70]:.0f} and one of 95 "
        f"per cent {known[400, 0.95]:.0f}; with 100 cards high wishes are best."
    ),
    caption=(
        "Two hours a week for eight weeks. Rings mark the best wish for each number of cards: high when "
        "everything fits, low when it doesn't. From 85 % on, 200 cards are as many as 400: neither is ever "
        "finished. Eight simulated readers each."
    ),
)
record("many-low", known[400, 0.70], unit="answers")
record("many-usual", known[400, 0.90], unit="answers")
record("many-high", known[400, 0.95], unit="answers")
record("few-usual", known[100, 0.90], unit="answers")
record("few-high", known[100, 0.95], unit="answers")
assert known[400, 0.70] > 1.15 * known[400, 0.90] > 1.15 * known[400, 0.95]
assert known[100, 0.95] > known[100, 0.70]

# %% [markdown]
# ## What you would say
#
# Choose the cards before the schedule. If you have four hundred cards for two hours a week, filter them by
# role and by *asked often* until they fit, and keep 90 %. If you insist on all, wish for less. And start
# early, not because the last week can't do it for an answer, but because it can't do it for all of them.
