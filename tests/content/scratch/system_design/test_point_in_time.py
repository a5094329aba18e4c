"""Counts of known facts equal a slow search."""

import numpy as np
import pytest

from scratch.system_design.point_in_time import known_before


@pytest.mark.parametrize("seed", range(5))
def test_counts_equal_a_search_with_ties(seed: int) -> None:
    rng = np.random.default_rng(seed)
    entity, fact_entity = rng.integers(0, 12, 200), rng.integers(2, 15, 90)
    time, known = rng.integers(0, 30, 200).astype(float), rng.integers(0, 30, 90).astype(float)
    known[::9] = np.inf
    expected = [int(np.sum((fact_entity == e) & (known < t))) for e, t in zip(entity, time, strict=True)]
    np.testing.assert_array_equal(known_before(entity, time, fact_entity, known), expected)


def test_no_facts_and_no_payments() -> None:
    none_int, none_float = np.empty(0, dtype=np.int64), np.empty(0)
    np.testing.assert_array_equal(known_before(np.array([3, 4]), np.ones(2), none_int, none_float), [0, 0])
    assert known_before(none_int, none_float, np.array([1]), np.ones(1)).shape == (0,)
