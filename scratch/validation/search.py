"""Hyper-parameter search: random search, successive halving, Hyperband's brackets."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

Config = TypeVar("Config")


# --8<-- [start:random]
def log_uniform(low: float, high: float, rng: np.random.Generator) -> float:
    """Return a draw whose logarithm is uniform: each decade is as likely as the next."""
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def random_search(
    sample: Callable[[np.random.Generator], Config],
    loss: Callable[[Config], float],
    n_trials: int,
    rng: np.random.Generator,
) -> tuple[Config, float, list[tuple[Config, float]]]:
    """Return the best configuration, its loss and the history; lower is better.

    The trials are independent, so that they run in parallel and can be stopped or prolonged at any time.
    """
    history = [(config, loss(config)) for config in (sample(rng) for _ in range(n_trials))]
    best, lowest = min(history, key=lambda trial: trial[1])
    return best, lowest, history


# --8<-- [end:random]
# --8<-- [start:halving]
@dataclass(frozen=True)
class Rung:
    """One round: the budget each survivor got, and the survivors' numbers from best to worst."""

    budget: int
    ranking: tuple[int, ...]


def successive_halving(
    configs: Sequence[Config],
    loss: Callable[[Config, int], float],
    min_budget: int,
    max_budget: int,
    eta: int = 3,
) -> tuple[int, list[Rung]]:
    """Return the number of the winning configuration and the rungs.

    All start with ``min_budget``; the best 1/eta go on with eta times as much, until ``max_budget`` or one
    is left. Training resumes from checkpoints, so a rung costs only what it adds. With n = eta^m and
    max_budget = min_budget · eta^m each rung costs about the same, n · min_budget.

    Source: Jamieson and Talwalkar (2016), AISTATS.
    """
    alive, budget, rungs = list(range(len(configs))), min_budget, []
    while True:
        losses = {i: loss(configs[i], budget) for i in alive}
        alive.sort(key=lambda i: losses[i])
        rungs.append(Rung(budget, tuple(alive)))
        if len(alive) == 1 or budget * eta > max_budget:
            return alive[0], rungs
        alive = alive[: max(1, len(alive) // eta)]
        budget *= eta


# --8<-- [end:halving]
# --8<-- [start:hyperband]
def hyperband_brackets(max_budget: int, eta: int = 3) -> list[tuple[int, int]]:
    """Return (configurations, first budget) of each bracket, most aggressive first.

    The last bracket gives everybody the full budget: it is plain random search, and insures against
    learning curves that cross. Source: Li et al. (2018), JMLR 18(185), algorithm 1.
    """
    s_max = 0
    while eta ** (s_max + 1) <= max_budget:
        s_max += 1
    return [(math.ceil((s_max + 1) * eta**s / (s + 1)), max_budget // eta**s) for s in range(s_max, -1, -1)]


# --8<-- [end:hyperband]
