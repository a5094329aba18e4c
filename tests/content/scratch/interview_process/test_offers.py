"""The model of offers against sums by hand, its break-evens, and the cases of its copy for the page."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scratch.interview_process.offers import (
    HIGH,
    LOW,
    MIDDLE,
    Offer,
    Scenario,
    equal_base,
    equal_multiple,
    equal_price,
    lead_changes,
    ordinary_price,
    per_hour,
    total,
    yearly,
)

CASES = Path(__file__).parents[4] / "tests" / "javascript" / "offer" / "cases.json"
LISTED = Offer(base=100_000, bonus=0.1, bonus_paid=0.8, signing=10_000, grant=80_000)
START_UP = Offer(
    base=90_000,
    options=20_000,
    strike=2.0,
    preferred=8.0,
    rounds=2,
    dilution=0.2,
    preferences=0.3,
    investors=0.6,
    exit_chance=0.3,
)


def random_offer(rng: np.random.Generator) -> Offer:
    """Return an offer whose fields are all in use, with some of them left at nothing."""
    vesting = rng.dirichlet(np.full(4, 3.0))
    values = {
        "base": rng.uniform(30_000, 300_000),
        "rise": rng.uniform(-0.02, 0.1),
        "bonus": rng.uniform(0, 0.4),
        "bonus_paid": rng.uniform(0, 1.3),
        "signing": rng.uniform(0, 60_000),
        "clawback": rng.choice([0, 6, 12, 24]),
        "grant": rng.choice([0.0, 1.0]) * rng.uniform(0, 400_000),
        "haircut": rng.choice([0.0, 1.0]) * rng.uniform(0, 0.9),
        "options": rng.choice([0.0, 1.0]) * rng.uniform(1_000, 200_000),
        "strike": rng.uniform(0.01, 5),
        "preferred": rng.uniform(0.5, 30),
        "rounds": rng.integers(0, 5),
        "dilution": rng.uniform(0, 0.3),
        "preferences": rng.uniform(0, 1.5),
        "investors": rng.uniform(0, 0.95),
        "exit_chance": rng.uniform(0, 1),
        "exit_year": rng.uniform(1, 9),
        "cliff": rng.choice([0, 6, 12]),
        "hours": rng.uniform(20, 70),
        "commute": rng.uniform(0, 15),
        "costs": rng.uniform(-5_000, 20_000),
        "moving": rng.uniform(0, 15_000),
    }
    numbers = {name: round(float(value), 6) for name, value in values.items()}
    shares = [round(float(share), 6) for share in vesting[:3]]
    return Offer(**numbers, vesting=(*shares, round(1 - sum(shares), 6)))


def cases() -> list[dict[str, Any]]:
    """Return random inputs with what the model makes of them, as the tests of the page read them."""
    rng = np.random.default_rng(20261130)
    made = []
    for _ in range(25):
        offer, other = random_offer(rng), random_offer(rng)
        scenario = Scenario(
            bonus=round(float(rng.uniform(0, 1.5)), 6),
            growth=round(float(rng.uniform(-0.4, 0.5)), 6),
            multiple=round(float(rng.uniform(0, 6)), 6),
            exit_chance=None if rng.random() < 0.6 else round(float(rng.random()), 6),
        )
        rate = round(float(rng.uniform(0, 0.15)), 6)
        months = float(rng.choice([48, 48, 1, 7, 12, 13, 30, 47]))
        target = total(other, scenario, rate, months)
        made.append(
            {
                "offer": asdict(offer),
                "other": asdict(other),
                "scenario": asdict(scenario),
                "rate": rate,
                "months": months,
                "yearly": {name: list(part) for name, part in yearly(offer, scenario, rate, months).items()},
                "total": total(offer, scenario, rate, months),
                "per_hour": per_hour(offer, scenario, rate, months),
                "ordinary_price": ordinary_price(offer, scenario.multiple),
                "equal_base": equal_base(offer, target, scenario, rate, months),
                "equal_price": equal_price(offer, target, scenario, rate, months),
                "equal_multiple": equal_multiple(offer, target, scenario, rate, months),
                "lead_changes": lead_changes(offer, other, scenario, rate),
            }
        )
    return made


def test_a_listed_offer_is_the_sum_of_its_parts_without_interest() -> None:
    parts = yearly(LISTED, MIDDLE, rate=0.0)
    assert list(parts["salary"]) == [100_000.0] * 4
    assert list(parts["bonus"]) == pytest.approx([8_000.0] * 4)
    assert list(parts["signing"]) == [10_000.0, 0, 0, 0]
    assert list(parts["equity"]) == [20_000.0] * 4
    assert total(LISTED, MIDDLE, rate=0.0) == pytest.approx(4 * 128_000 + 10_000)


def test_money_is_discounted_from_the_middle_of_its_year() -> None:
    value = total(Offer(base=1.0), MIDDLE, rate=0.05)
    assert value == pytest.approx(sum(1.05 ** -(t - 0.5) for t in (1, 2, 3, 4)))


def test_growth_at_the_rate_of_discount_changes_nothing() -> None:
    grown = yearly(Offer(grant=80_000), Scenario(growth=0.05), rate=0.05)["equity"]
    assert grown == pytest.approx([20_000.0] * 4)


@pytest.mark.parametrize(
    ("months", "signing", "equity", "bonus"),
    [
        (6, 5_000, 0, 0),
        (11, 10_000 * 11 / 12, 0, 0),
        (12, 10_000, 20_000, 8_000),
        (18, 10_000, 30_000, 8_000),
    ],
)
def test_leaving_early_costs_cliff_bonus_and_part_of_the_signing(
    months: float, signing: float, equity: float, bonus: float
) -> None:
    parts = yearly(LISTED, MIDDLE, rate=0.0, months=months)
    assert parts["signing"].sum() == pytest.approx(signing)
    assert parts["equity"].sum() == pytest.approx(equity)
    assert parts["bonus"].sum() == pytest.approx(bonus)
    assert parts["salary"].sum() == pytest.approx(100_000 * months / 12)


@pytest.mark.parametrize("multiple", [0.0, 0.1, 0.3, 0.4, 0.49, 0.5, 0.51, 1.0, 5.0])
def test_the_ordinary_price_is_what_the_waterfall_leaves(multiple: float) -> None:
    # 100 shares at the end, 60 of them preferred with 0.3 of today's value in front; today 8 a share.
    today = 8.0 * 0.8**2 * 100  # what 100 shares at the exit stand for in today's valuation
    value, preference = multiple * today, 0.3 * today
    convert = value * 0.6 > preference
    left = value * 0.4 if convert else max(0.0, value - preference)
    assert ordinary_price(START_UP, multiple) == pytest.approx(left / 40)


def test_a_company_sold_for_its_preferences_leaves_nothing() -> None:
    assert ordinary_price(START_UP, 0.3) == 0
    assert ordinary_price(replace(START_UP, investors=1.0), 9.0) == 0


def test_options_are_worth_their_chance_times_what_is_above_the_strike() -> None:
    equity = yearly(START_UP, Scenario(multiple=2.0), rate=0.0)["equity"]
    assert equity.sum() == pytest.approx(20_000 * 0.3 * (8 * 0.64 * 2 - 2))
    assert yearly(START_UP, LOW, rate=0.0)["equity"].sum() == 0
    assert yearly(START_UP, HIGH, rate=0.0)["equity"].sum() == pytest.approx(20_000 * (8 * 0.64 * 4 - 2))


def test_hours_count_the_way_to_work() -> None:
    assert per_hour(Offer(base=92_000, hours=35, commute=5), rate=0.0) == pytest.approx(92_000 / 46 / 40)
    assert np.isnan(per_hour(Offer(base=1, hours=0)))


@pytest.mark.parametrize("seed", range(20))
def test_break_evens_are_equal_when_put_back(seed: int) -> None:
    rng = np.random.default_rng(seed)
    offer, other = replace(random_offer(rng), grant=50_000.0, options=30_000.0), random_offer(rng)
    target = total(other)
    if (base := equal_base(offer, target)) is not None:
        assert total(replace(offer, base=base)) == pytest.approx(target, rel=1e-9)
    if (price := equal_price(offer, target)) is not None:
        assert total(replace(offer, grant=offer.grant * price)) == pytest.approx(target, rel=1e-9)
    if (multiple := equal_multiple(offer, target)) is not None:
        assert total(offer, replace(MIDDLE, multiple=multiple)) == pytest.approx(target, rel=1e-9)


def test_without_equity_no_price_makes_offers_equal() -> None:
    assert equal_price(Offer(base=1), 2) is None
    assert equal_multiple(Offer(base=1), 2) is None
    assert equal_base(Offer(base=1), -1) is None


def test_the_lead_changes_where_one_vests_late() -> None:
    early = Offer(base=100_000)
    late = Offer(base=90_000, grant=100_000, vesting=(0.05, 0.15, 0.4, 0.4))
    (change,) = lead_changes(early, late, rate=0.0)
    assert total(late, rate=0.0, months=change - 1) <= total(early, rate=0.0, months=change - 1)
    assert total(late, rate=0.0, months=change) > total(early, rate=0.0, months=change)


def test_the_cases_of_the_page_are_those_of_this_model() -> None:
    """Write them anew with ``python -m tests.content.scratch.interview_process.test_offers``."""
    kept = json.loads(CASES.read_text("utf-8"))
    fresh = json.loads(json.dumps(cases()))
    assert len(kept) == len(fresh)
    for old, new in zip(kept, fresh, strict=True):
        for key in ("offer", "other", "scenario", "rate", "months", "lead_changes"):
            assert old[key] == new[key]
        for key in ("total", "per_hour", "ordinary_price", "equal_base", "equal_price", "equal_multiple"):
            assert (old[key] is None) == (new[key] is None)
            if new[key] is not None:
                assert old[key] == pytest.approx(new[key], rel=1e-9, abs=1e-6)
        for name, part in new["yearly"].items():
            assert old["yearly"][name] == pytest.approx(part, rel=1e-9, abs=1e-6)


if __name__ == "__main__":
    CASES.parent.mkdir(parents=True, exist_ok=True)
    CASES.write_text(json.dumps(cases(), indent=1) + "\n", "utf-8")
