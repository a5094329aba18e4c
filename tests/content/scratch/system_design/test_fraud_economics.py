"""The decision rule equals the cheapest action found by brute force; sampling is undone exactly."""

import numpy as np
import pytest

from scratch.system_design.fraud_economics import (
    Economics,
    block_threshold,
    challenge_band,
    decide,
    expected_costs,
    realised_cost,
    undo_sampling,
)

MERCHANT = Economics()
ISSUER = Economics(loss_share=1.0, fee=5.0, gain_share=0.003, goodwill=10.0)
NO_CHALLENGE = Economics(abandon=0.9, survive=0.9, challenge=1.0)


@pytest.mark.parametrize("e", [MERCHANT, ISSUER, NO_CHALLENGE, Economics(challenge=0.0, abandon=0.0)])
@pytest.mark.parametrize("amount", [1.0, 60.0, 2_500.0])
def test_the_band_is_where_the_challenge_is_cheapest(e: Economics, amount: float) -> None:
    p = np.linspace(0, 1, 20_001)[1:-1]
    cheapest = expected_costs(p, np.full_like(p, amount), e).argmin(axis=1)
    low, high = (float(x) for x in challenge_band(amount, e))
    by_band = np.where(p < low, 0, np.where(p < high, 1, 2))
    away = (np.abs(p - low) > 1e-4) & (np.abs(p - high) > 1e-4)
    np.testing.assert_array_equal(by_band[away], cheapest[away])
    np.testing.assert_array_equal(decide(p, amount, e), cheapest)


def test_the_plain_threshold_balances_the_two_costs() -> None:
    amount = np.array([5.0, 60.0, 900.0])
    t = block_threshold(amount, MERCHANT)
    costs = expected_costs(t, amount, MERCHANT)
    np.testing.assert_allclose(costs[:, 0], costs[:, 2], rtol=1e-12)
    # By hand for 60 €: B = 0.3 · 60 + 10 = 28, L = 0.7 · 60 + 20 = 62.
    assert t[1] == pytest.approx(28 / 90)


def test_a_merchants_threshold_tends_to_the_margin_and_an_issuers_to_nearly_zero() -> None:
    assert float(block_threshold(1e9, MERCHANT)) == pytest.approx(0.30, abs=1e-6)
    assert float(block_threshold(1e9, ISSUER)) == pytest.approx(0.003 / 1.003, abs=1e-6)


def test_realised_cost_averages_to_the_expected_cost() -> None:
    rng = np.random.default_rng(0)
    p, amount = rng.random(300_000), rng.uniform(5, 300, 300_000)
    action = decide(p, amount, MERCHANT)
    fraud = (rng.random(len(p)) < p).astype(np.int64)
    expected = expected_costs(p, amount, MERCHANT).min(axis=1).mean()
    assert realised_cost(fraud, amount, action, MERCHANT).mean() == pytest.approx(expected, rel=0.01)


def test_sampling_is_undone() -> None:
    # 1 fraud in 1,000; with 2 % of the 999 genuine ones kept, the share in the sample is 1 / 20.98.
    assert float(undo_sampling(1 / (1 + 0.02 * 999), 0.02)) == pytest.approx(0.001)
    p = np.array([0.0, 0.3, 1.0])
    np.testing.assert_allclose(undo_sampling(p, 1.0), p)
    np.testing.assert_allclose(undo_sampling(p, 0.5)[[0, 2]], [0, 1])
    for kept in (0.0, -0.1, 1.5):
        with pytest.raises(ValueError, match="kept"):
            undo_sampling(p, kept)
