"""No feature is newer than the decision."""

import numpy as np
import pytest

from decision.data import Readings, load
from decision.features import DECISION_HOUR, FEATURES, HISTORY, features_of


@pytest.fixture(scope="module")
def readings() -> Readings:
    """Return the sample."""
    return load()


def without_future(readings: Readings, day: int, filler: int) -> Readings:
    """Return a copy in which everything after the decision of a day holds one made-up number."""
    known = readings.copy()
    known[day, DECISION_HOUR + 1 :] = filler
    known[day + 1 :] = filler
    return known


@pytest.mark.parametrize("name", FEATURES)
@pytest.mark.parametrize("filler", [0, 15])
def test_no_feature_is_newer_than_the_decision(readings: Readings, name: str, filler: int) -> None:
    """Whatever happens after the decision, a feature must not notice."""
    for day in (HISTORY, 90, len(readings) - 2):
        known = without_future(readings, day, filler)
        np.testing.assert_array_equal(FEATURES[name](known, day), FEATURES[name](readings, day))


def test_features_have_a_row_for_each_station_and_a_column_for_each_name(readings: Readings) -> None:
    """The matrix has the documented shape and holds no gaps."""
    matrix = features_of(readings, HISTORY)
    assert matrix.shape == (readings.shape[2], len(FEATURES))
    assert np.isfinite(matrix).all()


def test_a_day_without_history_is_refused(readings: Readings) -> None:
    """A shorter history would be another rule than the one in the table."""
    with pytest.raises(ValueError, match="fewer than"):
        features_of(readings, HISTORY - 1)
