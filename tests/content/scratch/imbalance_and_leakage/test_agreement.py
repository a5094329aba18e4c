"""Kappa against scikit-learn, and its closed form against tables and a simulation."""

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from scratch.imbalance_and_leakage.agreement import kappa, kappa_of_two, table_of_two


@pytest.mark.parametrize("seed", range(5))
def test_kappa_equals_scikit_learn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    first = rng.integers(0, 4, 300)
    second = np.where(rng.random(300) < 0.6, first, rng.integers(0, 4, 300))
    table = np.zeros((4, 4), dtype=np.int64)
    np.add.at(table, (first, second), 1)
    agreement, found = kappa(table)
    assert agreement == pytest.approx((first == second).mean())
    assert found == pytest.approx(cohen_kappa_score(first, second), abs=1e-12)


def test_edges() -> None:
    assert kappa(np.diag([5, 5])) == (1.0, 1.0)
    assert kappa(np.array([[0, 5], [5, 0]])) == (0.0, -1.0)
    assert np.isnan(kappa(np.array([[9, 0], [0, 0]]))[1])


@pytest.mark.parametrize(("se", "sp"), [(0.9, 0.95), (0.6, 0.99), (0.8, 0.8)])
@pytest.mark.parametrize("prevalence", [0.01, 0.2, 0.5, 0.9])
def test_closed_form_equals_the_table(se: float, sp: float, prevalence: float) -> None:
    table = table_of_two(se, sp, prevalence)
    assert table.sum() == pytest.approx(1.0)
    assert kappa(table)[1] == pytest.approx(kappa_of_two(se, sp, prevalence), abs=1e-12)


def test_closed_form_equals_a_simulation() -> None:
    rng = np.random.default_rng(9)
    truth = rng.random(400_000) < 0.05
    labels = [(rng.random(400_000) < np.where(truth, 0.9, 0.05)).astype(int) for _ in range(2)]
    assert cohen_kappa_score(*labels) == pytest.approx(kappa_of_two(0.9, 0.95, 0.05), abs=0.01)
    assert np.corrcoef(labels)[0, 1] == pytest.approx(kappa_of_two(0.9, 0.95, 0.05), abs=0.01)
