"""What is known when the decision is made. A test deletes the rest and expects the same features."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from decision.data import Readings, ran_empty

Floats = NDArray[np.float64]

DECISION_HOUR = 5
"""The van leaves at 05:00: a reading of 05:00 may be used, one of 06:00 may not."""

HISTORY = 28
"""Days before the decision that features look back on; the first day that can be decided."""


def bikes_now(readings: Readings, day: int) -> Floats:
    """Return the bikes at the hour of the decision."""
    return readings[day, DECISION_HOUR].astype(float)


def empty_share(readings: Readings, day: int) -> Floats:
    """Return the share of the last 28 mornings on which each station ran empty: today's rule."""
    past = [ran_empty(readings, before) for before in range(day - HISTORY, day)]
    return np.asarray(np.mean(past, axis=0))


def bikes_yesterday_at_8(readings: Readings, day: int) -> Floats:
    """Return the bikes at 08:00 of the day before."""
    return readings[day - 1, 8].astype(float)


FEATURES: dict[str, Callable[[Readings, int], Floats]] = {
    "bikes_now": bikes_now,
    "empty_share_28_days": empty_share,
    "bikes_yesterday_at_8": bikes_yesterday_at_8,
}


def features_of(readings: Readings, day: int) -> Floats:
    """Return the features of a day, shape (n_stations, n_features), columns in the order of FEATURES.

    Raises:
        ValueError: The day has no full history, so that the rule would not be what it is in the table.
    """
    if day < HISTORY:
        raise ValueError(f"day {day} has fewer than {HISTORY} days before it")
    return np.column_stack([make(readings, day) for make in FEATURES.values()])
