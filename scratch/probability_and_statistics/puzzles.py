"""The classic puzzles, each as a formula and as a simulation that knows nothing of the formula."""

import math
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from scratch.probability_and_statistics.markov_chains import absorption

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

Host = Literal["knows", "stumbles", "malicious"]
Told = Literal["at least one", "older", "met one"]


# --8<-- [start:monty]
def monty_hall(rng: np.random.Generator, n: int, host: Host = "knows", prefer_low: float = 0.5) -> Bools:
    """Return whether switching wins, in those of n games in which a goat is shown and you may switch.

    You choose door 0. ``knows`` always opens a goat, the lower free door with probability
    ``prefer_low`` if both hide goats; ``stumbles`` opens door 1 or 2 blindly; ``malicious`` knows, and
    opens a door only if you hold the car.
    """
    car = rng.integers(0, 3, n)
    free = np.where(rng.random(n) < prefer_low, 1, 2)
    blind = rng.integers(1, 3, n)
    opened = blind if host == "stumbles" else np.where(car == 0, free, 3 - car)
    offered: Bools = np.asarray(opened != car)
    if host == "malicious":
        offered &= car == 0
    return np.asarray(3 - opened == car)[offered]


# --8<-- [end:monty]


# --8<-- [start:children]
def two_girls(rng: np.random.Generator, n: int, told: Told = "at least one", mark: float = 1.0) -> Bools:
    """Return whether both children are girls, in those of n families that yield the sentence.

    ``at least one``: a parent answers yes to "have you a girl with the mark?", a mark that each girl
    has with probability ``mark``; ``older``: the older child is a girl; ``met one``: a random child of
    the family is seen, and is a girl.
    """
    girl = rng.random((n, 2)) < 0.5
    marked = girl & (rng.random((n, 2)) < mark)
    if told == "at least one":
        heard = marked.any(axis=1)
    elif told == "older":
        heard = girl[:, 0]
    else:
        heard = girl[np.arange(n), rng.integers(0, 2, n)]
    both: Bools = np.asarray(girl.all(axis=1))
    return both[heard]


# --8<-- [end:children]


def some_girl_marked(mark: float) -> float:
    """Return P(two girls | a girl with the mark), (2 - r) / (4 - r)."""
    return (2 - mark) / (4 - mark)


# --8<-- [start:inspection]
def mean_wait(mean_gap: float, cv: float) -> float:
    """Return the mean wait of someone who arrives at a random time: E[G²] / (2 E[G])."""
    return mean_gap * (1 + cv**2) / 2


def waits(rng: np.random.Generator, gaps: NDArray[np.float64], n: int) -> NDArray[np.float64]:
    """Return the waits of n people who come at uniform times into a line of buses with these gaps."""
    buses = np.cumsum(gaps)
    come = rng.random(n) * buses[-1]
    return np.asarray(buses[np.searchsorted(buses, come)] - come)


# --8<-- [end:inspection]


# --8<-- [start:birthday]
def birthday(people: int, days: int = 365) -> float:
    """Return the probability that at least two share a day: 1 - Π (1 - i / days). O(people)."""
    if people > days:
        return 1.0  # pigeonhole
    return -math.expm1(sum(math.log1p(-i / days) for i in range(people)))


# --8<-- [end:birthday]


def birthday_draws(rng: np.random.Generator, n: int, people: int, days: int = 365) -> Bools:
    """Return whether two share a day, in n groups."""
    group = np.sort(rng.integers(0, days, (n, people)), axis=1)
    return np.asarray((np.diff(group, axis=1) == 0).any(axis=1))


# --8<-- [start:coupons]
def coupons(kinds: int) -> tuple[float, float]:
    """Return mean and variance of the draws until all kinds have been seen: sums of geometrics."""
    p = np.arange(1, kinds + 1) / kinds  # chance of a new kind while 1 … all kinds are missing
    return float((1 / p).sum()), float(((1 - p) / p**2).sum())


# --8<-- [end:coupons]


def coupon_draws(rng: np.random.Generator, n: int, kinds: int) -> Ints:
    """Return the number of draws needed, in n collections; draws, not geometrics, are simulated."""
    needed = np.zeros(n, dtype=np.int64)
    seen = np.zeros((n, kinds), dtype=bool)
    active = np.arange(n)
    while len(active):
        needed[active] += 1
        seen[active, rng.integers(0, kinds, len(active))] = True
        active = active[~seen[active].all(axis=1)]
    return needed


# --8<-- [start:ruin]
def ruin(start: int, goal: int, p: float = 0.5) -> tuple[float, float]:
    """Return (chance of reaching ``goal`` before 0, expected number of bets), steps of +1 or -1."""
    if p == 0.5:
        return start / goal, float(start * (goal - start))
    r = (1 - p) / p
    win = (1 - r**start) / (1 - r**goal)
    return win, (start - goal * win) / (1 - 2 * p)


# --8<-- [end:ruin]


def ruin_draws(rng: np.random.Generator, n: int, start: int, goal: int, p: float = 0.5) -> tuple[Bools, Ints]:
    """Return (reached the goal, number of bets) of n gamblers."""
    money = np.full(n, start)
    bets = np.zeros(n, dtype=np.int64)
    active = np.arange(n)
    while len(active):
        money[active] += np.where(rng.random(len(active)) < p, 1, -1)
        bets[active] += 1
        active = active[(money[active] > 0) & (money[active] < goal)]
    return money == goal, bets


# --8<-- [start:pattern]
def pattern_wait(pattern: str, p_heads: float = 0.5) -> float:
    """Return the expected tosses until ``pattern`` (such as "HH") appears.

    State i = the last i tosses are the first i of the pattern and no longer start fits; a miss falls
    back to the longest suffix that is a prefix. Solved as an absorbing chain, O(len(pattern)³).
    """
    k = len(pattern)
    P = np.zeros((k + 1, k + 1))
    P[k, k] = 1
    for i in range(k):
        for toss, chance in (("H", p_heads), ("T", 1 - p_heads)):
            text = pattern[:i] + toss
            j = next(j for j in range(len(text), -1, -1) if pattern.startswith(text[len(text) - j :]))
            P[i, j] += chance
    return float(absorption(P, [k])[1][0])


# --8<-- [end:pattern]


def pattern_draws(rng: np.random.Generator, n: int, pattern: str, p_heads: float = 0.5) -> Ints:
    """Return the number of tosses until the pattern, in n games."""
    want = np.array([c == "H" for c in pattern])
    last = np.zeros((n, len(pattern)), dtype=bool)
    needed = np.zeros(n, dtype=np.int64)
    active = np.arange(n)
    while len(active):
        needed[active] += 1
        last[active] = np.column_stack([last[active, 1:], rng.random(len(active)) < p_heads])
        found = (last[active] == want).all(axis=1) & (needed[active] >= len(pattern))
        active = active[~found]
    return needed


# --8<-- [start:derangements]
def derangements(n: int) -> int:
    """Return the number of permutations of n without a fixed point: D(n) = n·D(n-1) + (-1)ⁿ."""
    count = 1
    for i in range(1, n + 1):
        count = i * count + (-1) ** i
    return count


# --8<-- [end:derangements]


def fixed_points(rng: np.random.Generator, n: int, people: int) -> Ints:
    """Return how many of the people get their own hat back, in n shuffles."""
    shuffled = rng.permuted(np.tile(np.arange(people), (n, 1)), axis=1)
    return np.asarray((shuffled == np.arange(people)).sum(axis=1))


def last_roll_value(rolls: int, faces: int = 6) -> float:
    """Return the value of up to ``rolls`` throws of a die if you may stop at any and keep it."""
    value = 0.0
    for _ in range(rolls):
        value = sum(max(face, value) for face in range(1, faces + 1)) / faces
    return value


def last_roll_draws(rng: np.random.Generator, n: int, rolls: int, faces: int = 6) -> Ints:
    """Return what n players get who stop once a throw beats the value of the throws left."""
    kept = np.zeros(n, dtype=np.int64)
    playing = np.ones(n, dtype=bool)
    for left in range(rolls - 1, -1, -1):
        throw = rng.integers(1, faces + 1, n)
        kept = np.where(playing, throw, kept)
        playing &= throw <= last_roll_value(left, faces)
    return kept


def von_neumann(rng: np.random.Generator, n: int, p: float) -> tuple[Bools, Ints]:
    """Return (fair bit, tosses used), n times, from a coin that shows heads with probability p."""
    bit = np.zeros(n, dtype=bool)
    tosses = np.zeros(n, dtype=np.int64)
    active = np.arange(n)
    while len(active):
        first, second = rng.random((2, len(active))) < p
        bit[active] = first
        tosses[active] += 2
        active = active[first == second]
    return bit, tosses
