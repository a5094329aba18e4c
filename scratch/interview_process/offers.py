"""What a job offer is worth over four years, before tax, and where two offers are equal."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
YEARS = 4
WEEKS = 46
"""Weeks of work in a year, after holidays."""


# --8<-- [start:offer]
@dataclass(frozen=True)
class Offer:
    """One offer, in one currency; shares are fractions of one, not per cent.

    Attributes:
        base: Salary of the first year.
        rise: Rise of the salary each year.
        bonus: Target bonus as a share of the salary.
        bonus_paid: Share of the target that is usually paid.
        signing: Paid at the start; repaid in proportion to the months missing to ``clawback``.
        clawback: Months after which the signing bonus is yours.
        grant: Value of the granted shares at today's price.
        haircut: What you take off shares that nobody can sell today; 0 for a listed company.
        options: Number of options, each the right to buy one ordinary share for ``strike``.
        preferred: Price per share that investors paid in the last round.
        rounds: Further rounds before an exit, each of which dilutes by ``dilution``.
        preferences: Money that investors get back first, as a share of today's valuation.
        investors: Share of the company that they hold at the exit.
        exit_chance: Chance that there is an exit at all, ``exit_year`` years from now.
        vesting: Share of the grant that vests in each of the four years, evenly within the year.
        cliff: Months before which nothing vests.
        hours: Hours of work a week, and ``commute`` hours on the way.
        costs: What this job costs each year and the other doesn't: fares, a dearer flat, insurance.
        moving: The same, once.
    """

    base: float = 0.0
    rise: float = 0.0
    bonus: float = 0.0
    bonus_paid: float = 1.0
    signing: float = 0.0
    clawback: float = 12.0
    grant: float = 0.0
    haircut: float = 0.0
    options: float = 0.0
    strike: float = 0.0
    preferred: float = 0.0
    rounds: float = 0.0
    dilution: float = 0.0
    preferences: float = 0.0
    investors: float = 0.0
    exit_chance: float = 0.0
    exit_year: float = 5.0
    vesting: tuple[float, ...] = (0.25, 0.25, 0.25, 0.25)
    cliff: float = 12.0
    hours: float = 40.0
    commute: float = 0.0
    costs: float = 0.0
    moving: float = 0.0


@dataclass(frozen=True)
class Scenario:
    """One way in which things may go, the same for all offers.

    Attributes:
        bonus: Factor on what is usually paid.
        growth: Growth of listed and other shares, each year.
        multiple: Value of the company at the exit over its value today.
        exit_chance: Takes the place of the offer's own where given: 0 for none, 1 for certain.
    """

    bonus: float = 1.0
    growth: float = 0.0
    multiple: float = 1.0
    exit_chance: float | None = None


LOW = Scenario(bonus=0.5, growth=-0.15, multiple=1.0, exit_chance=0.0)
MIDDLE = Scenario(multiple=2.0)
HIGH = Scenario(bonus=1.1, growth=0.15, multiple=4.0, exit_chance=1.0)
# --8<-- [end:offer]


# --8<-- [start:price]
def ordinary_price(offer: Offer, multiple: float) -> float:
    """Return what one ordinary share gets when the company is sold for ``multiple`` times today's value.

    All investors are taken for one class with a simple, non-participating preference: they take their money
    back or convert into ordinary shares, whichever is more. Ordinary shares therefore get the less of two
    prices, and nothing up to the preference.
    """
    unit = float(offer.preferred * (1 - offer.dilution) ** offer.rounds)
    if offer.investors >= 1:
        return 0.0
    after_preference = max(0.0, multiple - offer.preferences) / (1 - offer.investors)
    return unit * min(multiple, after_preference)


# --8<-- [end:price]


# --8<-- [start:value]
def yearly(
    offer: Offer, scenario: Scenario = MIDDLE, rate: float = 0.05, months: float = 48
) -> dict[str, Floats]:
    """Return the parts of an offer by year, in today's money, for somebody who leaves after ``months``.

    Shape (4,) each: ``salary``, ``bonus``, ``signing``, ``equity``, ``costs`` (negative) and ``total``.
    Salary, bonus, shares and costs come at the middle of their year on average and are discounted to today;
    options are counted in the year in which they vest and discounted from the exit. A bonus needs a whole
    year. O(1).
    """
    t = np.arange(1, YEARS + 1, dtype=np.float64)
    worked = np.clip(months - 12 * (t - 1), 0, 12) / 12
    middle = t - 0.5
    discount = (1 + rate) ** -middle
    salary = offer.base * (1 + offer.rise) ** (t - 1) * worked
    bonus = salary * offer.bonus * offer.bonus_paid * scenario.bonus * (worked >= 1)
    kept = 1.0 if months >= offer.clawback else months / offer.clawback
    first = t == 1
    vested = np.asarray(offer.vesting, dtype=np.float64) * worked * (months >= offer.cliff)
    shares = offer.grant * (1 - offer.haircut) * (1 + scenario.growth) ** middle
    chance = offer.exit_chance if scenario.exit_chance is None else scenario.exit_chance
    payoff = max(0.0, ordinary_price(offer, scenario.multiple) - offer.strike)
    options = offer.options * chance * payoff * (1 + rate) ** -offer.exit_year
    parts = {
        "salary": salary * discount,
        "bonus": bonus * discount,
        "signing": offer.signing * kept * first,
        "equity": vested * (shares * discount + options),
        "costs": -(offer.costs * worked * discount + offer.moving * first),
    }
    return parts | {"total": np.sum(list(parts.values()), axis=0)}


def total(offer: Offer, scenario: Scenario = MIDDLE, rate: float = 0.05, months: float = 48) -> float:
    """Return the value of all years together."""
    return float(yearly(offer, scenario, rate, months)["total"].sum())


def per_hour(offer: Offer, scenario: Scenario = MIDDLE, rate: float = 0.05, months: float = 48) -> float:
    """Return the value for each hour of work and commute; not a number where there are none."""
    hours = months / 12 * WEEKS * (offer.hours + offer.commute)
    return total(offer, scenario, rate, months) / hours if hours > 0 else float("nan")


# --8<-- [end:value]


# --8<-- [start:equal]
def equal_at(difference: Callable[[float], float], low: float, high: float) -> float | None:
    """Return where an increasing difference is zero, by bisection; None if not between the two ends."""
    if difference(low) > 0 or difference(high) < 0:
        return None
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if difference(middle) < 0 else (low, middle)
    return (low + high) / 2


def equal_base(
    offer: Offer, target: float, scenario: Scenario = MIDDLE, rate: float = 0.05, months: float = 48
) -> float | None:
    """Return the salary at which the offer is worth ``target``."""
    return equal_at(
        lambda base: total(replace(offer, base=base), scenario, rate, months) - target, 0, 10_000_000
    )


def equal_price(
    offer: Offer, target: float, scenario: Scenario = MIDDLE, rate: float = 0.05, months: float = 48
) -> float | None:
    """Return the share price, over that of the scenario in all years, at which it is worth ``target``."""
    if offer.grant <= 0:
        return None
    return equal_at(
        lambda price: total(replace(offer, grant=offer.grant * price), scenario, rate, months) - target,
        0,
        100,
    )


def equal_multiple(
    offer: Offer, target: float, scenario: Scenario = MIDDLE, rate: float = 0.05, months: float = 48
) -> float | None:
    """Return the exit value, over today's valuation, at which it is worth ``target`` with its own chance."""
    if offer.options <= 0:
        return None
    return equal_at(
        lambda multiple: total(offer, replace(scenario, multiple=multiple), rate, months) - target, 0, 1000
    )


def lead_changes(first: Offer, second: Offer, scenario: Scenario = MIDDLE, rate: float = 0.05) -> list[int]:
    """Return the months, 2 to 48, in which the other offer takes the lead if one leaves then."""
    ahead = [
        total(first, scenario, rate, month) >= total(second, scenario, rate, month) for month in range(1, 49)
    ]
    return [month for month in range(2, 49) if ahead[month - 1] != ahead[month - 2]]


# --8<-- [end:equal]
