"""When a card comes back: FSRS-6, the scheduler of the handbook's cards, in days.

Source: Ye, Su and Cao (2022), A stochastic shortest path algorithm for optimizing spaced repetition
scheduling, KDD; formulas and default weights of version 6 as published by the project
open-spaced-repetition (2025).
"""

# --8<-- [start:scheduler]
import math
from dataclasses import dataclass

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
# The defaults, fitted by the project to the reviews of many users; 21 numbers, w[0] to w[20].
W: tuple[float, ...] = (0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722)
W += (0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542)
FACTOR = math.pow(0.9, -1 / W[20]) - 1  # so that recall is 0.9 when as many days have passed as the stability


@dataclass(frozen=True)
class Memory:
    """State of one card after a review."""

    stability: float  # days until the chance to recall has fallen to 0.9
    difficulty: float  # 1 to 10


def recall(days: float, stability: float) -> float:
    """Return the chance to recall a card so many days after its review: a power law, not an exponential."""
    return math.pow(1 + FACTOR * days / stability, -W[20])


def interval(stability: float, retention: float = 0.9) -> int:
    """Return the whole days after which recall has fallen to the retention that one wants."""
    return max(1, round(stability / FACTOR * (math.pow(retention, -1 / W[20]) - 1)))


def first(rating: int) -> Memory:
    """Return the state after the first review."""
    return Memory(W[rating - 1], _bounded(_start_difficulty(rating)))


def review(memory: Memory, rating: int, days: int) -> Memory:
    """Return the state after a later review, so many whole days after the one before."""
    s, d = memory.stability, memory.difficulty
    if days == 0:  # again on the same day: little is gained
        gain = math.exp(W[17] * (rating - 3 + W[18])) * s ** -W[19]
        stability = s * (max(1.0, gain) if rating != AGAIN else gain)
    elif rating == AGAIN:
        forgotten = W[11] * d ** -W[12] * ((s + 1) ** W[13] - 1) * math.exp(W[14] * (1 - recall(days, s)))
        stability = min(forgotten, s / math.exp(W[17] * W[18]))
    else:  # the nearer it was to being forgotten, the more it gains
        surprise = math.exp(W[10] * (1 - recall(days, s))) - 1
        factor = {HARD: W[15], GOOD: 1.0, EASY: W[16]}[rating]
        stability = s * (1 + math.exp(W[8]) * (11 - d) * s ** -W[9] * surprise * factor)
    moved = d - W[6] * (rating - 3) * (10 - d) / 9
    return Memory(max(stability, 0.001), _bounded(W[7] * _start_difficulty(EASY) + (1 - W[7]) * moved))


def _start_difficulty(rating: int) -> float:
    return W[4] - math.exp(W[5] * (rating - 1)) + 1


def _bounded(difficulty: float) -> float:
    return min(10.0, max(1.0, difficulty))


# --8<-- [end:scheduler]
