"""scratch.evaluation.decisions against brute force."""

import numpy as np
import pytest

from scratch.evaluation.curves import roc_curve
from scratch.evaluation.decisions import (
    Costs,
    best_threshold,
    cost_curve,
    precision_recall_at_k,
    review_band,
)


def _scored(seed: int, decimals: int = 12) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    y = (rng.random(300) < 0.2).astype(np.int64)
    return y, np.round(rng.normal(size=300) + 1.5 * y, decimals)


def _cost(y: np.ndarray, act: np.ndarray, costs: Costs) -> float:
    table = np.array([[costs.tn, costs.fp], [costs.fn, costs.tp]])
    return float(table[y, act.astype(int)].sum())


@pytest.mark.parametrize(("seed", "decimals"), [(0, 12), (1, 1), (2, 0)])
@pytest.mark.parametrize("costs", [Costs(1, 1), Costs(5, 40), Costs(1, 9, tp=-4, tn=-0.1), Costs(100, 1)])
def test_best_threshold_beats_every_other(seed: int, decimals: int, costs: Costs) -> None:
    y, s = _scored(seed, decimals)
    threshold, cost = best_threshold(y, s, costs)
    assert cost == pytest.approx(_cost(y, s >= threshold, costs))
    for other in [np.inf, *np.unique(s)]:
        assert cost <= _cost(y, s >= other, costs) + 1e-9


def test_bayes_threshold_minimises_expected_cost() -> None:
    costs = Costs(fp=5, fn=40, tp=-3, tn=1)
    p = np.linspace(0, 1, 100_001)
    act = p * costs.tp + (1 - p) * costs.fp
    wait = p * costs.fn + (1 - p) * costs.tn
    assert costs.threshold == pytest.approx(p[np.argmax(act <= wait)], abs=2e-5)
    assert Costs(fp=1, fn=9).threshold == pytest.approx(0.1)


def test_costs_that_reward_mistakes_are_refused() -> None:
    with pytest.raises(ValueError, match="must cost more"):
        _ = Costs(fp=1, fn=1, tn=2).threshold


def test_budget_at_k_is_the_mean_over_random_tie_breaks() -> None:
    y, s = _scored(3, 0)
    rng = np.random.default_rng(0)
    for k in (1, 10, 57, 300):
        found = []
        for _ in range(2000):
            top = np.lexsort((rng.random(len(s)), -s))[:k]
            found.append(y[top].sum())
        precision, recall = precision_recall_at_k(y, s, k)
        assert precision * k == pytest.approx(np.mean(found), abs=0.15)
        assert recall == pytest.approx(precision * k / y.sum())


def test_budget_outside_the_data_is_refused() -> None:
    y, s = _scored(0)
    for k in (0, 301):
        with pytest.raises(ValueError, match="k must lie"):
            precision_recall_at_k(y, s, k)
    with pytest.raises(ValueError, match="positive"):
        precision_recall_at_k(np.zeros(3, dtype=np.int64), np.arange(3.0), 2)


@pytest.mark.parametrize("review", [0.0, 0.5, 2.0, 4.4, 4.5, 9.0])
def test_review_band_is_the_cheapest_of_three_actions(review: float) -> None:
    costs = Costs(fp=5, fn=40)
    low, high = review_band(costs, review)
    p = np.linspace(0.00005, 0.99995, 10_000)
    options = np.stack([p * costs.fn, np.full_like(p, review), (1 - p) * costs.fp])
    chosen = np.where(p < low, 0, np.where(p < high, 1, 2))
    np.testing.assert_allclose(options[chosen, np.arange(len(p))], options.min(axis=0), atol=4e-3)


def test_review_band_refuses_what_its_form_does_not_cover() -> None:
    for costs, review in ((Costs(1, 1, tp=-1), 0.1), (Costs(1, 1), -0.1)):
        with pytest.raises(ValueError, match="must cost 0"):
            review_band(costs, review)


def test_cost_curve_is_the_least_cost_of_all_thresholds() -> None:
    y, s = _scored(4)
    prior = y.mean()
    x = np.linspace(0, 1, 21)
    envelope = cost_curve(*roc_curve(y, s), x)
    assert envelope[0] == envelope[-1] == 0
    assert (envelope <= np.minimum(x, 1 - x) + 1e-12).all()
    for value, least in zip(x[1:-1], envelope[1:-1], strict=True):
        c_fn, c_fp = value / prior, (1 - value) / (1 - prior)
        _, total = best_threshold(y, s, Costs(fp=c_fp, fn=c_fn))
        assert total / len(y) == pytest.approx(least, abs=1e-9)
