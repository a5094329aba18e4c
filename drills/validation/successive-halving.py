# ---
# title: Successive halving on learning curves
# level: intermediate
# minutes: 20
# frequency: med
# chapter: evaluation/validation-and-model-selection
# questions: [tuning-budget-gpu-hours, grid-or-random-search]
# reviewed: 2026-11-30
# ---

# %% statement
# `losses[i, b - 1]` is the validation loss of configuration `i` after `b` epochs, shape
# `(n_configs, max_epochs)`. Write `successive_halving(losses, first, eta)` that returns
# `(winner, epochs)`: the row number of the configuration it chooses and the epochs of training it paid for.
#
# - All configurations train for `first` epochs. Rank those alive by their loss *at that epoch*, lower is
#   better, equal losses by lower row number. `nan` means diverged and ranks behind every number.
# - If one is left, or if `eta` times the epochs would exceed `max_epochs`, the best is the winner.
#   Otherwise the best `max(1, alive // eta)` go on, with `eta` times as many epochs.
# - Training resumes from checkpoints: a survivor pays only for the epochs it adds.
# - `1 <= first <= max_epochs`, `eta >= 2`, integers. Both results are Python `int`s; `losses` stays as it is.

# %% starter
import numpy as np


def successive_halving(losses: np.ndarray, first: int, eta: int) -> tuple[int, int]:
    """Return the winner's row number and the epochs trained in all."""
    raise NotImplementedError


# %% hint
# Keep an array of the row numbers that are alive, and the present number of epochs. What does a rung cost
# if everyone alive has been trained up to the previous number?

# %% hint
# `np.argsort(..., kind="stable")` puts `nan` last and keeps the order of equal values, so equal losses stay
# in the order of `alive`. Is `alive` in row order after the first cut?

# %% hint
# In a loop: `epochs += len(alive) * (budget - before)`; `order = alive[np.argsort(losses[alive, budget - 1],
# kind="stable")]`; return `order[0]` when finished; else `alive = np.sort(order[: max(1, len(alive) //
# eta)])`, `before, budget = budget, budget * eta`.

# %% solution
import numpy as np


def successive_halving(losses: np.ndarray, first: int, eta: int) -> tuple[int, int]:
    """Return the winner's row number and the epochs trained in all."""
    alive = np.arange(len(losses))
    before, budget, epochs = 0, first, 0
    while True:
        epochs += len(alive) * (budget - before)
        order = alive[np.argsort(losses[alive, budget - 1], kind="stable")]
        if len(alive) == 1 or budget * eta > losses.shape[1]:
            return int(order[0]), int(epochs)
        alive = np.sort(order[: max(1, len(alive) // eta)])
        before, budget = budget, budget * eta


# %% complexity
# The rungs have n, n/eta, n/eta², … rows, so sorting costs O(n log n) in all; memory O(n). With
# n = eta^m configurations each rung trains about the same number of epochs.

# %% follow-ups
# - **When does it choose badly?** When early ranks don't foretell late ones: curves that cross, warm-up,
#   schedules that decay late. Measure the rank correlation on a few full runs, then start with a longer rung.
# - **What does Hyperband add?** Several of these rounds with different `first`, the last being plain random
#   search with full budgets.
# - **A hundred workers finish at different times. What then?** ASHA: promote a configuration as soon as it is
#   in the best 1/eta of those that have reached its rung so far, without waiting for the rest.

# %% tests
import numpy as np


def _slow(losses, first, eta):
    alive, budget, trained = list(range(len(losses))), first, [0] * len(losses)
    while True:
        for i in alive:
            trained[i] = budget

        def key(i, column=budget - 1):
            value = losses[i, column]
            return (bool(np.isnan(value)), 0.0 if np.isnan(value) else value, i)

        alive.sort(key=key)
        if len(alive) == 1 or budget * eta > losses.shape[1]:
            return alive[0], sum(trained)
        alive = alive[: max(1, len(alive) // eta)]
        budget *= eta


def test_parallel_curves_keep_the_best() -> None:
    """If curves never cross, the best configuration wins, and 27 of them cost 27 + 3 · 18 epochs."""
    quality = np.random.default_rng(0).permutation(27) / 27.0
    losses = quality[:, None] + 1.0 / np.arange(1, 28)[None, :]
    assert successive_halving(losses, 1, 3) == (int(np.argmin(quality)), 27 + 9 * 2 + 3 * 6 + 1 * 18)


def test_late_bloomer_is_lost() -> None:
    """The configuration with the best last epoch is cut if its first epochs are bad."""
    losses = np.array(
        [[0.9, 0.5, 0.1, 0.0], [0.5, 0.5, 0.5, 0.5], [0.6, 0.6, 0.6, 0.6], [0.7, 0.7, 0.7, 0.7]]
    )
    assert successive_halving(losses, 1, 2)[0] == 1


def test_ranks_by_the_present_epoch() -> None:
    """A curve that was good once and got worse is judged by its present loss."""
    losses = np.array(
        [[0.1, 0.9, 0.9, 0.9], [0.2, 0.3, 0.3, 0.3], [0.4, 0.2, 0.1, 0.1], [0.5, 0.5, 0.5, 0.5]]
    )
    assert successive_halving(losses, 2, 2) == (2, 2 * 4 + 2 * 2)


def test_fractions_are_rounded_down() -> None:
    """Of 8 with eta 3 two go on, and never fewer than one."""
    losses = np.tile(np.arange(8.0)[:, None], (1, 9))
    assert successive_halving(losses, 1, 3) == (0, 8 + 2 * 2 + 1 * 6)
    assert successive_halving(losses[:2], 1, 3) == (0, 2 + 1 * 2)


def test_stops_when_the_budget_would_be_exceeded() -> None:
    """With 7 epochs, first 2 and eta 2 the rungs are 2 and 4; the best of the second rung wins."""
    losses = np.array([[3.0] * 7, [2.0] * 7, [1.0] * 3 + [5.0] * 4, [4.0] * 7])
    assert successive_halving(losses, 2, 2) == (1, 4 * 2 + 2 * 2)
    assert [type(value) for value in successive_halving(losses, 2, 2)] == [int, int]


def test_a_single_rung_or_a_single_configuration() -> None:
    """If no second rung fits, all train for `first` epochs; one configuration trains no longer than that."""
    losses = np.array([[0.3, 0.0, 0.2], [0.1, 0.4, 0.4], [0.2, 0.5, 0.1]])
    assert successive_halving(losses, 2, 2) == (0, 6)
    assert successive_halving(losses[:1], 1, 2) == (0, 1)


def test_diverged_runs_rank_last() -> None:
    """nan ranks behind every number, also behind infinity."""
    nan = float("nan")
    losses = np.array([[nan] * 4, [9.0] * 4, [nan] * 4, [np.inf] * 4])
    assert successive_halving(losses, 1, 2) == (1, 4 + 2 * 1 + 1 * 2)
    assert successive_halving(np.full((3, 2), nan), 1, 2)[0] == 0
    assert successive_halving(np.array([[nan, 0.1], [np.inf, 0.5]]), 1, 2) == (1, 2 + 1)


def test_equal_losses_go_by_row_number() -> None:
    """Rows 1 and 2 tie at the second rung: row 1 wins although row 2 led before."""
    losses = np.array([[9.0, 9.0], [2.0, 1.0], [1.0, 1.0], [8.0, 8.0]])
    assert successive_halving(losses, 1, 2)[0] == 1


def test_random_curves_match_a_loop() -> None:
    """Compared with a loop over random curves with ties and diverged runs, several eta."""
    rng = np.random.default_rng(1)
    for _ in range(60):
        n, length = int(rng.integers(1, 40)), int(rng.integers(1, 30))
        losses = np.round(rng.random((n, length)), 1)
        losses[rng.random((n, length)) < 0.05] = np.nan
        first, eta = int(rng.integers(1, length + 1)), int(rng.integers(2, 5))
        before = losses.copy()
        assert successive_halving(losses, first, eta) == _slow(losses, first, eta)
        np.testing.assert_array_equal(losses, before)


# %% mutant: pays for each rung from the start
import numpy as np


def successive_halving(losses, first, eta):
    alive, budget, epochs = np.arange(len(losses)), first, 0
    while True:
        epochs += len(alive) * budget
        order = alive[np.argsort(losses[alive, budget - 1], kind="stable")]
        if len(alive) == 1 or budget * eta > losses.shape[1]:
            return int(order[0]), int(epochs)
        alive = np.sort(order[: max(1, len(alive) // eta)])
        budget *= eta


# %% mutant: ranks by the best loss so far
import numpy as np


def successive_halving(losses, first, eta):
    alive, before, budget, epochs = np.arange(len(losses)), 0, first, 0
    while True:
        epochs += len(alive) * (budget - before)
        seen = np.where(np.isnan(losses), np.inf, losses)[alive, :budget].min(axis=1)
        order = alive[np.argsort(seen, kind="stable")]
        if len(alive) == 1 or budget * eta > losses.shape[1]:
            return int(order[0]), int(epochs)
        alive = np.sort(order[: max(1, len(alive) // eta)])
        before, budget = budget, budget * eta


# %% mutant: rounds the survivors up
import numpy as np


def successive_halving(losses, first, eta):
    alive, before, budget, epochs = np.arange(len(losses)), 0, first, 0
    while True:
        epochs += len(alive) * (budget - before)
        order = alive[np.argsort(losses[alive, budget - 1], kind="stable")]
        if len(alive) == 1 or budget * eta > losses.shape[1]:
            return int(order[0]), int(epochs)
        alive = np.sort(order[: -(-len(alive) // eta)])
        before, budget = budget, budget * eta


# %% mutant: ties follow the previous ranking
import numpy as np


def successive_halving(losses, first, eta):
    alive, before, budget, epochs = np.arange(len(losses)), 0, first, 0
    while True:
        epochs += len(alive) * (budget - before)
        order = alive[np.argsort(losses[alive, budget - 1], kind="stable")]
        if len(alive) == 1 or budget * eta > losses.shape[1]:
            return int(order[0]), int(epochs)
        alive = order[: max(1, len(alive) // eta)]
        before, budget = budget, budget * eta


# %% mutant: returns the place among the survivors
import numpy as np


def successive_halving(losses, first, eta):
    alive, before, budget, epochs = np.arange(len(losses)), 0, first, 0
    while True:
        epochs += len(alive) * (budget - before)
        order = np.argsort(losses[alive, budget - 1], kind="stable")
        if len(alive) == 1 or budget * eta > losses.shape[1]:
            return int(order[0]), int(epochs)
        alive = np.sort(alive[order[: max(1, len(alive) // eta)]])
        before, budget = budget, budget * eta


# %% mutant: takes nan for infinity
import numpy as np


def successive_halving(losses, first, eta):
    filled = np.where(np.isnan(losses), np.inf, losses)
    alive, before, budget, epochs = np.arange(len(losses)), 0, first, 0
    while True:
        epochs += len(alive) * (budget - before)
        order = alive[np.argsort(filled[alive, budget - 1], kind="stable")]
        if len(alive) == 1 or budget * eta > losses.shape[1]:
            return int(order[0]), int(epochs)
        alive = np.sort(order[: max(1, len(alive) // eta)])
        before, budget = budget, budget * eta


# %% mutant: sorts with nan in Python
import numpy as np


def successive_halving(losses, first, eta):
    alive, before, budget, epochs = list(range(len(losses))), 0, first, 0
    while True:
        epochs += len(alive) * (budget - before)
        alive.sort(key=lambda i: losses[i, budget - 1])
        if len(alive) == 1 or budget * eta > losses.shape[1]:
            return alive[0], epochs
        alive = sorted(alive[: max(1, len(alive) // eta)])
        before, budget = budget, budget * eta


# %% mutant: trains everybody to the end
import numpy as np


def successive_halving(losses, first, eta):
    last = np.where(np.isnan(losses[:, -1]), np.inf, losses[:, -1])
    return int(np.argmin(last)), int(losses.size)
