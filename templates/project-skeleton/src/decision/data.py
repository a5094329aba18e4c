"""A made-up bike-share scheme, so that everything runs before you have data. Replace `load` by yours."""

import numpy as np
from numpy.typing import NDArray

Readings = NDArray[np.int64]
"""Bikes at each station, shape (n_days, 24, n_stations); index 5 of the second axis is 05:00."""

N_DAYS, N_STATIONS = 150, 40


def load(seed: int = 0) -> Readings:
    """Return hourly readings of the sample, the same for the same seed."""
    rng = np.random.default_rng(seed)
    drain = rng.uniform(0.2, 2.6, N_STATIONS)  # bikes that leave in an hour, 06:00 to 09:00
    days = np.empty((N_DAYS, 24, N_STATIONS), dtype=np.int64)
    for day in range(N_DAYS):
        rain = rng.uniform(0.6, 1.2)
        bikes = rng.integers(2, 13, N_STATIONS).astype(float)
        for hour in range(24):
            if 5 < hour < 10:
                bikes -= rng.poisson(drain * rain)
            elif hour >= 16:
                bikes += rng.poisson(drain * 0.6)
            bikes = np.clip(bikes, 0, 15)
            days[day, hour] = bikes
    return days


def ran_empty(readings: Readings, day: int) -> NDArray[np.bool_]:
    """Return the label: which stations had no bike at some full hour from 07:00 to 09:00."""
    return np.asarray((readings[day, 7:10] == 0).any(axis=0))
