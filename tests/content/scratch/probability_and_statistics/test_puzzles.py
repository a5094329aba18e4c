"""scratch.probability_and_statistics.puzzles: each formula against its simulation and a count by hand."""

import itertools
import math
from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats

from scratch.probability_and_statistics import puzzles
from scratch.probability_and_statistics.monte_carlo import check

CLAIMS: dict[str, tuple[Callable[[np.random.Generator, int], np.ndarray], float]] = {
    "monty": (puzzles.monty_hall, 2 / 3),
    "monty lazy": (lambda rng, n: puzzles.monty_hall(rng, n, prefer_low=1.0), 2 / 3),
    "monty stumbles": (lambda rng, n: puzzles.monty_hall(rng, n, "stumbles"), 1 / 2),
    "monty malicious": (lambda rng, n: puzzles.monty_hall(rng, n, "malicious"), 0),
    "girls": (puzzles.two_girls, 1 / 3),
    "girls older": (lambda rng, n: puzzles.two_girls(rng, n, "older"), 1 / 2),
    "girls met": (lambda rng, n: puzzles.two_girls(rng, n, "met one"), 1 / 2),
    "girls tuesday": (lambda rng, n: puzzles.two_girls(rng, n, mark=1 / 7), 13 / 27),
    "birthday": (lambda rng, n: puzzles.birthday_draws(rng, n, 23), puzzles.birthday(23)),
    "coupons": (lambda rng, n: puzzles.coupon_draws(rng, n // 5, 12), puzzles.coupons(12)[0]),
    "ruin": (lambda rng, n: puzzles.ruin_draws(rng, n // 5, 3, 10)[0], 0.3),
    "ruin time": (lambda rng, n: puzzles.ruin_draws(rng, n // 5, 3, 10)[1], 21),
    "ruin unfair": (
        lambda rng, n: puzzles.ruin_draws(rng, n // 5, 6, 10, 0.47)[0],
        puzzles.ruin(6, 10, 0.47)[0],
    ),
    "ruin unfair time": (
        lambda rng, n: puzzles.ruin_draws(rng, n // 5, 6, 10, 0.47)[1],
        puzzles.ruin(6, 10, 0.47)[1],
    ),
    "HH": (lambda rng, n: puzzles.pattern_draws(rng, n, "HH"), 6),
    "HT": (lambda rng, n: puzzles.pattern_draws(rng, n, "HT"), 4),
    "HTH": (lambda rng, n: puzzles.pattern_draws(rng, n, "HTH"), 10),
    "hats": (
        lambda rng, n: puzzles.fixed_points(rng, n, 8) == 0,
        puzzles.derangements(8) / math.factorial(8),
    ),
    "hats mean": (lambda rng, n: puzzles.fixed_points(rng, n, 8), 1),
    "three rolls": (lambda rng, n: puzzles.last_roll_draws(rng, n, 3), 14 / 3),
    "two rolls": (lambda rng, n: puzzles.last_roll_draws(rng, n, 2), 4.25),
    "von Neumann": (lambda rng, n: puzzles.von_neumann(rng, n, 0.2)[0], 0.5),
    "von Neumann tosses": (lambda rng, n: puzzles.von_neumann(rng, n, 0.2)[1], 1 / (0.2 * 0.8)),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_simulation_agrees(name: str) -> None:
    simulate, claimed = CLAIMS[name]
    assert check(simulate, claimed, n=60_000).agrees


def test_waits() -> None:
    rng = np.random.default_rng(0)
    for shape in (0.25, 1.0, 4.0):
        gaps = rng.gamma(shape, 10 / shape, 200_000)
        assert puzzles.waits(rng, gaps, 200_000).mean() == pytest.approx(
            puzzles.mean_wait(10, 1 / math.sqrt(shape)), rel=0.03
        )


def test_formulas_by_hand() -> None:
    assert puzzles.birthday(23) == pytest.approx(1 - math.perm(365, 23) / 365**23)
    assert puzzles.birthday(366) == 1.0 and puzzles.birthday(1) == 0.0
    assert puzzles.birthday(2, 10**18) == pytest.approx(1e-18)
    assert [puzzles.derangements(n) for n in range(6)] == [1, 0, 1, 2, 9, 44]
    brute = sum(all(i != v for i, v in enumerate(s)) for s in itertools.permutations(range(6)))
    assert puzzles.derangements(6) == brute
    assert puzzles.coupons(6)[0] == pytest.approx(14.7)
    geometric = [stats.geom(k / 6) for k in range(1, 7)]
    assert puzzles.coupons(6)[1] == pytest.approx(sum(g.var() for g in geometric))
    assert puzzles.pattern_wait("HH", 0.3) == pytest.approx(1 / 0.3 + 1 / 0.09)
    assert puzzles.pattern_wait("HHHH") == pytest.approx(30)
    assert puzzles.some_girl_marked(1 / 7) == pytest.approx(13 / 27)
    assert puzzles.ruin(4, 9, 0.5 + 1e-7)[0] == pytest.approx(4 / 9, abs=1e-5)
