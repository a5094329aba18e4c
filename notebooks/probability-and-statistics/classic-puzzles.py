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
# # Classic puzzles: simulation against formula
#
# Every puzzle an interviewer likes, once by formula and once by a simulation that doesn't know the formula.
# Where do the answers surprise, and how close is the approximation you'd use at a whiteboard?

# %%
import itertools
import math

import matplotlib.pyplot as plt
import numpy as np

from handbook.publish import COLORS, figure, record
from scratch.probability_and_statistics import puzzles
from scratch.probability_and_statistics.monte_carlo import check

rng = np.random.default_rng(8)

# %% [markdown]
# ## Six puzzles

# %%
people = np.arange(2, 61)
exact = np.array([puzzles.birthday(int(k)) for k in people])
shown = np.arange(5, 61, 5)
drawn = [
    check(lambda r, n, k=k: puzzles.birthday_draws(r, n, k), puzzles.birthday(int(k)), 40_000, int(k))
    for k in shown
]
assert all(c.agrees for c in drawn)
assert puzzles.birthday(22) < 0.5 < puzzles.birthday(23)
record("birthday-23", 100 * puzzles.birthday(23), unit="%")
record("birthday-approximation", 100 * -math.expm1(-(23 * 22) / (2 * 365)), unit="%")

kinds = np.arange(1, 51)
needed = np.array([puzzles.coupons(int(k))[0] for k in kinds])
some = np.array([5, 10, 20, 30, 40, 50])
drew = [
    check(lambda r, n, k=k: puzzles.coupon_draws(r, n, k), puzzles.coupons(int(k))[0], 4_000, int(k))
    for k in some
]
assert all(c.agrees for c in drew)
record("coupons-50", puzzles.coupons(50)[0])
record("coupons-50-sd", math.sqrt(puzzles.coupons(50)[1]))
record(
    "coupons-last-half", 100 * puzzles.coupons(50)[0] ** -1 * 50 * sum(1 / k for k in range(1, 6)), unit="%"
)

waits = {p: puzzles.pattern_draws(rng, 40_000, p) for p in ("HH", "HT")}
for p, mean in (("HH", 6), ("HT", 4)):
    assert abs(puzzles.pattern_wait(p) - mean) < 1e-9
    assert check(lambda r, n, p=p: puzzles.pattern_draws(r, n, p), mean).agrees
record("hh-simulated", waits["HH"].mean())
record("ht-simulated", waits["HT"].mean())

hats = puzzles.fixed_points(rng, 60_000, 10)
poisson = np.array([math.exp(-1) / math.factorial(k) for k in range(6)])
share = np.bincount(hats, minlength=11)[:6] / len(hats)
assert np.abs(share - poisson).max() < 0.01
record("hats-10", 100 * puzzles.derangements(10) / math.factorial(10), unit="%")
record("hats-simulated", 100 * share[0], unit="%")

edges = np.array([0.48, 0.49, 0.5, 0.51, 0.52])
fine = np.linspace(0.45, 0.55, 101)
won = [
    check(lambda r, n, p=p: puzzles.ruin_draws(r, n, 50, 100, p)[0], puzzles.ruin(50, 100, p)[0], 1_500)
    for p in edges
]
assert all(c.agrees for c in won)
record("ruin-49", 100 * puzzles.ruin(50, 100, 0.49)[0], unit="%")
record("ruin-47", 100 * puzzles.ruin(50, 100, 0.47)[0], unit="%")
record("ruin-fair-bets", puzzles.ruin(50, 100)[1])

rolls = np.arange(1, 8)
value = np.array([puzzles.last_roll_value(int(k)) for k in rolls])
rolled = [
    check(lambda r, n, k=k: puzzles.last_roll_draws(r, n, k), puzzles.last_roll_value(int(k))) for k in rolls
]
assert all(c.agrees for c in rolled)
record("dice-two", value[1])
record("dice-three", value[2])

fig, axes = plt.subplots(3, 2, figsize=(6.4, 7.4))
(a, b), (c, d), (e, f) = axes
a.plot(people, 100 * exact, color="C0")
a.plot(shown, [100 * x.estimate for x in drawn], "o", color="C1", ms=5)
a.axhline(50, color=COLORS["muted"], lw=1, ls=":")
a.set(title="Birthday: 23", xlabel="people", ylabel="shared day (%)")
b.plot(kinds, needed, color="C0")
b.plot(some, [x.estimate for x in drew], "o", color="C1", ms=5)
b.plot(kinds, kinds, color=COLORS["muted"], lw=1, ls=":")
b.set(title="Coupons: n·H(n)", xlabel="kinds n", ylabel="draws until all")
k = np.arange(2, 15)
fib = [0, 1]
for _ in range(20):
    fib.append(fib[-1] + fib[-2])
c.plot(k, [100 * fib[i - 1] / 2**i for i in k], color="C0")
c.plot(k, [100 * (i - 1) / 2**i for i in k], color="C2")
for p, mark in (("HH", "o"), ("HT", "s")):
    c.plot(k, [100 * np.mean(waits[p] == i) for i in k], mark, color="C1", ms=4.5)
c.text(3.5, 22, "HT: mean 4", color="C2")
c.text(7.8, 8.5, "HH: mean 6", color="C0")
c.set(title="HH comes later", xlabel="tosses needed", ylabel="games (%)")
d.bar(np.arange(6), 100 * share, color="C1", width=0.5)
d.plot(np.arange(6), 100 * poisson, "D", color="C0", ms=6)
d.set_axisbelow(True)
d.set(title="Own hat: Poisson(1)", xlabel="own hats, 10 people", ylabel="shuffles (%)")
e.plot(100 * fine, [100 * puzzles.ruin(50, 100, p)[0] for p in fine], color="C0")
e.plot(100 * edges, [100 * x.estimate for x in won], "o", color="C1", ms=5)
e.set_xticks([46, 48, 50, 52, 54])
e.set(title="50 € to 100 €, by 1 €", xlabel="chance of each bet (%)", ylabel="doubles (%)")
f.plot(rolls, value, color="C0")
f.plot(rolls, [x.estimate for x in rolled], "o", color="C1", ms=5)
f.set(title="Die: stop or roll again", xlabel="rolls allowed", ylabel="value of the game", ylim=(3.3, 5.7))
figure(
    fig,
    "six-puzzles",
    alt=(
        "Six panels with formula as line or diamonds and simulation as dots or bars. Birthday "
        "probability passes "
        f"one half at 23 people; 50 coupons need {needed[-1]:.0f} draws; HH takes 6 tosses and HT 4 on "
        "average; the "
        "number of own hats is Poisson with mean 1; doubling 50 euros one euro at a time succeeds with "
        f"{100 * puzzles.ruin(50, 100, 0.49)[0]:.0f} percent at a chance of 49 percent a bet; a die with "
        "two and three "
        f"rolls is worth {value[1]:.2f} and {value[2]:.2f}."
    ),
    caption=(
        "Blue and teal: formulas. Orange: simulations that don't use them. The steepest surprise is the "
        "fifth panel: one point less per bet, 49% instead of 50%, cuts the chance of doubling from 50% to "
        f"{100 * puzzles.ruin(50, 100, 0.49)[0]:.0f}%, because you play almost two thousand times."
    ),
)

# %% [markdown]
# ## The random walk that won't change its mind
#
# Two equally good recommenders alternate wins by fair coin, 1,000 comparisons. For what share of the time is
# the same one ahead? The arcsine law says: extreme shares are the most probable.

# %%
steps = np.where(rng.random((20_000, 1_000)) < 0.5, 1, -1).astype(np.int16)
walk = np.cumsum(steps, axis=1, dtype=np.int16)
before = np.concatenate([np.zeros((len(walk), 1), np.int16), walk[:, :-1]], axis=1)
ahead = ((walk > 0) | ((walk == 0) & (before > 0))).mean(axis=1)
bins = np.linspace(0, 1, 21)
height = np.histogram(ahead, bins)[0] / len(ahead)
law = np.diff(2 / np.pi * np.arcsin(np.sqrt(bins)))
assert np.abs(height - law).max() < 0.012
lopsided = np.mean(np.maximum(ahead, 1 - ahead) >= 0.9)
claimed = 2 * 2 / np.pi * np.arcsin(np.sqrt(0.1))
assert abs(lopsided - claimed) < 0.015
balanced = np.mean(np.abs(ahead - 0.5) <= 0.1)
record("arcsine-lopsided", 100 * lopsided, unit="%")
record("arcsine-law", 100 * claimed, unit="%")
record("arcsine-balanced", 100 * balanced, unit="%")
second_half = np.mean((walk[:, 499:] != 0).all(axis=1))
record("never-tied-second-half", 100 * second_half, unit="%")
assert abs(second_half - 0.5) < 0.03

fig, ax = plt.subplots()
ax.bar((bins[:-1] + bins[1:]) * 50, 100 * height, width=4.4, color="C1")
ax.plot((bins[:-1] + bins[1:]) * 50, 100 * law, color="C0", marker="D", ms=5)
ax.set_axisbelow(True)
ax.text(50, 4.3, "arcsine law", color="C0", weight="bold", ha="center")
ax.set(
    xlabel="Share of 1,000 tosses during which A leads (%)",
    ylabel="Walks (%)",
    title="Between equals, a shared lead is the rarest outcome",
)
figure(
    fig,
    "arcsine",
    alt=(
        "Histogram of the share of time that A leads in a fair random walk of 1,000 steps: U-shaped, "
        "highest near 0 "
        f"and 100 percent. In {100 * lopsided:.0f} percent of walks one side leads at least 90 percent of "
        "the time, "
        f"in {100 * balanced:.0f} percent both lead for 40 to 60 percent. The arcsine law lies on the bars."
    ),
    caption=(
        "20,000 fair walks. A dashboard on which variant A has led for weeks is what two equal variants look "
        "like: cumulative curves share almost all of their history."
    ),
)

# %% [markdown]
# ## Counting that ends in code: a shuffle that isn't one
#
# Swapping each position with *any* position (instead of a later one) has $n^n$ equally likely runs for $n!$
# orders. For $n = 3$: 27 runs can't be shared equally among 6.

# %%
tally: dict[tuple[int, ...], int] = {}
for choice in itertools.product(range(3), repeat=3):
    cards = [0, 1, 2]
    for i, j in enumerate(choice):
        cards[i], cards[j] = cards[j], cards[i]
    tally[tuple(cards)] = tally.get(tuple(cards), 0) + 1
assert sorted(tally.values()) == [4, 4, 4, 5, 5, 5]
print(tally)
n = 60_000
cards = np.tile(np.arange(3), (n, 1))
for i in range(3):
    j = rng.integers(0, 3, n)
    held = cards[np.arange(n), j].copy()
    cards[np.arange(n), j] = cards[:, i]
    cards[:, i] = held
for order, count in tally.items():
    assert abs(np.mean((cards == order).all(axis=1)) - count / 27) < 0.008

# %% [markdown]
# ## Hash collisions: the birthday problem at scale

# %%
for bits, keys in ((32, 77_163), (64, 5_000_000_000)):
    record(f"collision-{bits}", 100 * -math.expm1(-keys * (keys - 1) / 2 / 2**bits), unit="%")
trial = check(
    lambda r, n: puzzles.birthday_draws(r, n // 500, 1_200, 2**20), puzzles.birthday(1_200, 2**20), 500_000
)
assert trial.agrees
assert abs(puzzles.birthday(1_200, 2**20) + math.expm1(-1_200 * 1_199 / 2 / 2**20)) < 1e-3
coin, tosses = puzzles.von_neumann(rng, 200_000, 0.2)
assert abs(coin.mean() - 0.5) < 0.005 and abs(tosses.mean() - 6.25) < 0.06
record("von-neumann-tosses", tosses.mean())

# %% [markdown]
# ## Follow-ups, simulated as well


# %%
def th_before_hh(rng, n):
    """Return whether TH comes before HH, in n sequences of 60 tosses (long enough)."""
    toss = rng.random((n, 60)) < 0.5
    hh = toss[:, 1:] & toss[:, :-1]
    th = toss[:, 1:] & ~toss[:, :-1]
    return th.argmax(axis=1) < hh.argmax(axis=1)


def ht_before_hh(rng, n):
    """Return whether HT comes before HH."""
    toss = rng.random((n, 60)) < 0.5
    first = toss.argmax(axis=1)
    return ~toss[np.arange(n), first + 1]


def next_is_heads(rng, n):
    """Return the next toss of coins with uniform bias that showed a head."""
    bias = rng.random(n)
    return (rng.random(n) < bias)[rng.random(n) < bias]


def distinct_faces(rng, n):
    """Return the number of different faces in six rolls."""
    return (np.diff(np.sort(rng.integers(1, 7, (n, 6)), axis=1), axis=1) > 0).sum(axis=1) + 1


for claim, simulate in (
    (3 / 4, th_before_hh),
    (1 / 2, ht_before_hh),
    (2 / 3, next_is_heads),
    (6 * (1 - (5 / 6) ** 6), distinct_faces),
    (6 - 225 / 216, lambda r, n: r.integers(1, 7, (n, 3)).max(axis=1)),
    (50 * (1 - 0.98**50), lambda r, n: [len(set(row)) for row in r.integers(0, 50, (n // 10, 50)).tolist()]),
):
    assert check(simulate, claim, seed=77).agrees

# %% [markdown]
# **What to say in the interview.** Name the structure (independent rare pairs, a sum of geometrics, a first
# step), write one line, and offer the simulation as the check.
#
# The chapter: [Probability](../../mathematics/probability.md).
