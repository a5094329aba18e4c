# ---
# title: Split a time series with purging and embargo
# level: intermediate
# minutes: 20
# frequency: med
# chapter: evaluation/validation-and-model-selection
# questions: [backtest-overlapping-labels, forecast-validation-scheme]
# reviewed: 2026-11-30
# ---

# %% statement
# Each row is a prediction made at time `start[i]`, and its label looks at what happens until `end[i]`.
# Write `purged_split(start, end, test_from, test_to, embargo)` that returns `(train, test)`, two arrays of
# row numbers in ascending order.
#
# - A row is tested if `test_from <= start < test_to`. Let `t0` be the earliest start and `t1` the latest
#   *end* among the test rows.
# - Any other row may train if its label was complete at `t0` (`end <= t0`), or if it starts at or after
#   `t1 + embargo`. All remaining rows are left out.
# - `start` and `end` are float arrays of shape `(n,)` in any order, `end >= start`; label windows differ in
#   length. `embargo >= 0`. Do not change the arrays.
# - Raise `ValueError` if there is no test row. `train` may be empty.
# - O(n) time; no sorting is needed.

# %% starter
import numpy as np


def purged_split(
    start: np.ndarray, end: np.ndarray, test_from: float, test_to: float, embargo: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the row numbers for training and for test."""
    raise NotImplementedError


# %% hint
# Begin with a boolean mask for the test rows. Which two numbers about these rows do all the other rows need?

# %% hint
# A row before the block is judged by its *end*, one after the block by its *start*. The last test label may
# be complete long after `test_to`.

# %% hint
# `train = ~test & ((end <= start[test].min()) | (start >= end[test].max() + embargo))`, then
# `np.flatnonzero` on both masks.

# %% solution
import numpy as np


def purged_split(
    start: np.ndarray, end: np.ndarray, test_from: float, test_to: float, embargo: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the row numbers for training and for test."""
    test = (start >= test_from) & (start < test_to)
    if not test.any():
        raise ValueError("no test rows")
    before = end <= start[test].min()
    after = start >= end[test].max() + embargo
    return np.flatnonzero((before | after) & ~test), np.flatnonzero(test)


# %% complexity
# O(n) time and memory: a few comparisons a row, one minimum and one maximum.

# %% follow-ups
# - **Why does walk-forward need no embargo?** It has no training rows after the test block, and the embargo
#   protects against these only.
# - **How long should the embargo be?** As long as features made after the block still contain the test
#   period: the longest look-back window.
# - **Labels of one customer overlap with those of another. Purge as well?** Only if the rows share
#   information. For returns of one market they do; for independent customers grouping by customer is enough.

# %% tests
import numpy as np


def _slow(start, end, test_from, test_to, embargo):
    test = [i for i in range(len(start)) if test_from <= start[i] < test_to]
    first = min(start[i] for i in test)
    last = max(end[i] for i in test)
    train = [
        i for i in range(len(start)) if i not in test and (end[i] <= first or start[i] >= last + embargo)
    ]
    return train, test


def test_daily_rows_with_a_five_day_label() -> None:
    """Thirty days, labels of 5 days, test 10-14, embargo 3: train 0-5 and 22-29."""
    day = np.arange(30.0)
    train, test = purged_split(day, day + 5, 10, 15, 3)
    assert test.tolist() == [10, 11, 12, 13, 14]
    assert train.tolist() == [0, 1, 2, 3, 4, 5, 22, 23, 24, 25, 26, 27, 28, 29]


def test_without_label_length_nothing_is_lost() -> None:
    """If labels are known at once and the embargo is 0, all other rows train."""
    day = np.arange(12.0)
    train, test = purged_split(day, day, 4, 8, 0)
    assert test.tolist() == [4, 5, 6, 7]
    assert train.tolist() == [0, 1, 2, 3, 8, 9, 10, 11]


def test_the_latest_label_counts_not_the_last_row() -> None:
    """The first test row has the longest label: rows that start before its end are left out."""
    start = np.array([0.0, 1.0, 2.0, 5.0, 9.0])
    end = np.array([1.0, 8.0, 3.0, 6.0, 9.5])
    train, test = purged_split(start, end, 1, 3, 0)
    assert test.tolist() == [1, 2]
    assert train.tolist() == [0, 4]


def test_embargo_acts_after_the_block_only() -> None:
    """A label that is complete exactly at the first test start may train, whatever the embargo."""
    start = np.array([0.0, 4.0, 6.0, 16.0])
    end = np.array([4.0, 6.0, 8.0, 17.0])
    train, test = purged_split(start, end, 4, 5, 10)
    assert test.tolist() == [1]
    assert train.tolist() == [0, 3]


def test_a_label_across_the_whole_block_is_purged() -> None:
    """A row that starts long before and ends long after the block overlaps every test label."""
    train, test = purged_split(np.array([0.0, 5.0, 1.0]), np.array([50.0, 6.0, 2.0]), 5, 6, 0)
    assert (train.tolist(), test.tolist()) == ([2], [1])


def test_first_test_start_is_that_of_a_row() -> None:
    """If the first test row starts after test_from, labels complete by that row's start may train."""
    train, test = purged_split(np.array([0.0, 7.0]), np.array([6.0, 8.0]), 5, 10, 0)
    assert (train.tolist(), test.tolist()) == ([0], [1])


def test_random_rows_in_any_order() -> None:
    """Compared with a loop over 100 shuffled rows with labels of different length."""
    rng = np.random.default_rng(0)
    for _ in range(30):
        start = rng.uniform(0, 100, 100)
        end = start + rng.exponential(6, 100)
        low = rng.uniform(10, 70)
        embargo = rng.uniform(0, 10)
        train, test = purged_split(start, end, low, low + 15, embargo)
        expected_train, expected_test = _slow(start, end, low, low + 15, embargo)
        assert [int(i) for i in test] == expected_test
        assert [int(i) for i in train] == expected_train


def test_no_test_rows_is_an_error() -> None:
    """An empty test period raises ValueError."""
    day = np.arange(5.0)
    try:
        purged_split(day, day + 1, 10, 20, 0)
    except ValueError:
        return
    raise AssertionError("a ValueError was expected for a test period without rows")


def test_arrays_stay_as_they_are() -> None:
    """The arrays given are not changed, and an empty training set is allowed."""
    start, end = np.array([2.0, 0.0, 1.0]), np.array([3.0, 9.0, 9.0])
    train, test = purged_split(start, end, 2, 3, 5)
    assert (list(train), list(test)) == ([], [0])
    assert start.tolist() == [2.0, 0.0, 1.0] and end.tolist() == [3.0, 9.0, 9.0]


# %% mutant: doesn't purge, looks at starts only
import numpy as np


def purged_split(start, end, test_from, test_to, embargo):
    test = (start >= test_from) & (start < test_to)
    if not test.any():
        raise ValueError("no test rows")
    before = start < start[test].min()
    after = start >= end[test].max() + embargo
    return np.flatnonzero((before | after) & ~test), np.flatnonzero(test)


# %% mutant: ignores the embargo
import numpy as np


def purged_split(start, end, test_from, test_to, embargo):
    test = (start >= test_from) & (start < test_to)
    if not test.any():
        raise ValueError("no test rows")
    keep = (end <= start[test].min()) | (start >= end[test].max())
    return np.flatnonzero(keep & ~test), np.flatnonzero(test)


# %% mutant: embargo from the end of the block, not of its labels
import numpy as np


def purged_split(start, end, test_from, test_to, embargo):
    test = (start >= test_from) & (start < test_to)
    if not test.any():
        raise ValueError("no test rows")
    keep = (end <= start[test].min()) | (start >= test_to + embargo)
    return np.flatnonzero(keep & ~test), np.flatnonzero(test)


# %% mutant: embargo on both sides
import numpy as np


def purged_split(start, end, test_from, test_to, embargo):
    test = (start >= test_from) & (start < test_to)
    if not test.any():
        raise ValueError("no test rows")
    keep = (end + embargo <= start[test].min()) | (start >= end[test].max() + embargo)
    return np.flatnonzero(keep & ~test), np.flatnonzero(test)


# %% mutant: takes the end of the last test row for the latest end
import numpy as np


def purged_split(start, end, test_from, test_to, embargo):
    test = np.flatnonzero((start >= test_from) & (start < test_to))
    if len(test) == 0:
        raise ValueError("no test rows")
    keep = (end <= start[test].min()) | (start >= end[test[-1]] + embargo)
    keep[test] = False
    return np.flatnonzero(keep), test


# %% mutant: a label that ends exactly at the first test start is dropped
import numpy as np


def purged_split(start, end, test_from, test_to, embargo):
    test = (start >= test_from) & (start < test_to)
    if not test.any():
        raise ValueError("no test rows")
    keep = (end < start[test].min()) | (start >= end[test].max() + embargo)
    return np.flatnonzero(keep & ~test), np.flatnonzero(test)


# %% mutant: never trains on anything
import numpy as np


def purged_split(start, end, test_from, test_to, embargo):
    test = np.flatnonzero((start >= test_from) & (start < test_to))
    if len(test) == 0:
        raise ValueError("no test rows")
    return np.array([], dtype=int), test
