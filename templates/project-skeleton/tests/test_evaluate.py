"""The split follows time, the interval follows days, and the table comes out twice the same."""

import numpy as np

from decision.data import load, ran_empty
from decision.evaluate import STOPS, hits_by_day, interval, split_by_time, table


def test_every_training_day_lies_before_the_test() -> None:
    """A row of the future on the training side would make the table worthless."""
    split = split_by_time(150)
    assert max(split.train) < min(split.test)
    assert len(split.test) == 30


def test_perfect_scores_reach_what_can_be_reached() -> None:
    """A list that knows the answer hits STOPS stations, or all that ran empty if these are fewer."""
    readings, days = load(), range(100, 110)
    perfect = {day: ran_empty(readings, day).astype(float) for day in days}
    possible = [min(STOPS, int(ran_empty(readings, day).sum())) for day in days]
    assert hits_by_day(readings, days, perfect).tolist() == possible


def test_the_interval_holds_the_mean_and_shrinks_with_days() -> None:
    """Four times the days, about half the width."""
    few = np.array([2, 3, 4, 5] * 10)
    many = np.tile(few, 4)
    low, high = interval(few)
    assert low < few.mean() < high
    assert 0.4 < (np.diff(interval(many)) / np.diff(interval(few))).item() < 0.6


def test_the_table_is_the_same_in_two_runs() -> None:
    """What the README quotes can be had again."""
    assert table(load()) == table(load())
