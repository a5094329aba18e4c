"""Capacity arithmetic against numbers worked by hand."""

import numpy as np
import pytest

from scratch.system_design.capacity import (
    any_slow,
    busy_cores,
    entity_bytes,
    in_flight,
    mean_rate,
    memory_nodes,
    pods_with_zone_loss,
)


def test_rates() -> None:
    assert mean_rate(8_640_000) == 100
    assert busy_cores(500, 6) == pytest.approx(3)
    assert in_flight(500, 30) == pytest.approx(15)


@pytest.mark.parametrize(("rate", "zones", "pods"), [(500, 3, 3), (1_100, 3, 6), (1_100, 2, 6), (1, 4, 4)])
def test_pods_survive_the_loss_of_a_zone(rate: float, zones: int, pods: int) -> None:
    found = pods_with_zone_loss(rate, 6, 4, 0.6, zones)
    assert found == pods
    assert busy_cores(rate, 6) <= 0.6 * 4 * found * (zones - 1) / zones
    fewer = found - zones
    assert busy_cores(rate, 6) > 0.6 * 4 * fewer * (zones - 1) / zones


def test_one_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        pods_with_zone_loss(1, 1, 1, 0.5, 1)


def test_memory() -> None:
    assert entity_bytes(60, 4, 16, 72) == 328
    assert memory_nodes(188, 64, 0.6, 2) == 10
    assert memory_nodes(38.4, 64, 0.6, 1) == 1


def test_tail_of_a_fan_out() -> None:
    assert any_slow(0.01, 5) == pytest.approx(0.04901, abs=1e-5)
    slow = np.random.default_rng(0).random((200_000, 5)) < 0.1
    assert any_slow(0.1, 5) == pytest.approx(slow.any(axis=1).mean(), abs=0.005)
