# ---
# title: Walk-forward splits with a gap for the label
# level: intermediate
# minutes: 20
# frequency: high
# chapter: data/imbalance-and-leakage
# questions: [churn-label-window-gap, split-random-time-or-user]
# reviewed: 2026-11-30
# ---

# %% statement
# A row made at time `t` has a label that looks at the window `(t, t + horizon]`, for example "cancels within
# 28 days". Write `walk_forward(time, horizon, cutoffs, span, group=None)`. It returns a list with one pair
# `(train, test)` for each cutoff, in the order given; both are sorted integer arrays of row numbers.
#
# - Test rows of cutoff `c` have `c <= time < c + span`.
# - Training rows are those whose label is complete at the cutoff: `time + horizon <= c`.
# - If `group` is given (an array, shape `(n,)`, of integers or strings), training rows of any group that has
#   a test row *at this cutoff* are left out as well: the test then answers for groups never seen.
# - `time` has shape `(n,)`, floats, in any order, with ties and holes; `horizon >= 0`, `span > 0`. Train and
#   test may be empty. Don't change the arrays you are given.

# %% starter
import numpy as np


def walk_forward(
    time: np.ndarray, horizon: float, cutoffs: list[float], span: float, group: np.ndarray | None = None
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return (train, test) row numbers for each cutoff."""
    raise NotImplementedError


# %% hint
# Don't sort and don't count rows. Each of the two sets is a condition on `time`; write it as a mask.

# %% hint
# The gap belongs on the training side only: a label that is still open at the cutoff could not have been
# used on that day. Mind which bounds are inclusive.

# %% hint
# `test = (time >= c) & (time < c + span)`, `train = time + horizon <= c`, and with groups
# `train &= ~np.isin(group, group[test])`. `np.flatnonzero` gives sorted row numbers.

# %% solution
import numpy as np


def walk_forward(
    time: np.ndarray, horizon: float, cutoffs: list[float], span: float, group: np.ndarray | None = None
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return (train, test) row numbers for each cutoff."""
    splits = []
    for c in cutoffs:
        test = (time >= c) & (time < c + span)
        train = time + horizon <= c
        if group is not None:
            train &= ~np.isin(group, group[test])
        splits.append((np.flatnonzero(train), np.flatnonzero(test)))
    return splits


# %% complexity
# O(n) time for each cutoff, O(n log n) with groups because `np.isin` sorts; O(n) memory.

# %% follow-ups
# - **Labels are also reported ten days late. What changes?** Add the delay to `horizon`: what counts is the
#   day on which the label was known.
# - **Features look back 90 days. Do you need a gap of 90 days too?** No. Features of a test row may use all
#   that was known at its time, also the training period. Only a *label* of a training row that overlaps the
#   test rows' labels, or wasn't known yet, must go. Training on rows *after* the test needs a second gap.
# - **When do you leave groups out and when not?** Leave them out if the model will meet strangers. If the
#   same customers return in production, the honest test has them on both sides, in the right order of time.

# %% tests
import numpy as np


def _slow(time, horizon, cutoffs, span, group=None):
    out = []
    for c in cutoffs:
        test = [i for i, t in enumerate(time) if c <= t < c + span]
        seen = set() if group is None else {group[i] for i in test}
        train = [
            i for i, t in enumerate(time) if t + horizon <= c and (group is None or group[i] not in seen)
        ]
        out.append((train, test))
    return out


def _same(found, expected) -> None:
    assert len(found) == len(expected)
    for (train, test), (train_expected, test_expected) in zip(found, expected, strict=True):
        assert [int(i) for i in train] == train_expected
        assert [int(i) for i in test] == test_expected


def test_twelve_days_and_a_label_of_three() -> None:
    """Rows of days 0 to 11, cutoff 8, horizon 3: day 5 is the last whose label is complete."""
    found = walk_forward(np.arange(12.0), 3, [8], 2)
    _same(found, [([0, 1, 2, 3, 4, 5], [8, 9])])


def test_matches_row_by_row() -> None:
    """Random times in random order, several cutoffs, with and without groups."""
    rng = np.random.default_rng(0)
    for _ in range(8):
        time = np.round(rng.uniform(0, 30, 80), 1)
        group = rng.integers(0, 15, 80)
        for g in (None, group):
            _same(walk_forward(time, 4.5, [10, 15, 20], 5, g), _slow(time, 4.5, [10, 15, 20], 5, g))


def test_order_of_rows_does_not_matter() -> None:
    """Rows come in any order; row numbers refer to that order and come sorted."""
    time = np.array([9.0, 1.0, 5.0, 8.0, 2.0])
    _same(walk_forward(time, 2, [8], 5), [([1, 2, 4], [0, 3])])


def test_horizon_is_time_and_not_a_number_of_rows() -> None:
    """Ten rows on one day are all dropped or all kept."""
    time = np.concatenate([np.zeros(10), np.full(10, 6.0), np.full(3, 7.0)])
    _same(walk_forward(time, 2, [7], 1), [(list(range(10)), [20, 21, 22])])


def test_bounds() -> None:
    """A label that ends exactly at the cutoff is complete; a row at cutoff + span is not tested."""
    time = np.array([3.0, 3.5, 5.0, 6.0, 7.0])
    _same(walk_forward(time, 2, [5], 2), [([0], [2, 3])])


def test_groups_of_this_test_leave_training() -> None:
    """Training loses the groups that are tested now, and only those."""
    time = np.array([0.0, 1.0, 2.0, 5.0, 6.0, 9.0])
    group = np.array([1, 2, 3, 1, 4, 2])
    _same(walk_forward(time, 1, [5, 9], 2, group), [([1, 2], [3, 4]), ([0, 2, 3, 4], [5])])


def test_groups_may_be_strings() -> None:
    """Groups are names such as user ids."""
    time = np.array([0.0, 1.0, 4.0])
    _same(walk_forward(time, 1, [4], 1, np.array(["ana", "bo", "ana"])), [([1], [2])])


def test_the_test_keeps_groups_without_history() -> None:
    """A group that is new is tested all the same, and a test without rows is empty."""
    time = np.array([0.0, 5.0, 5.5])
    _same(walk_forward(time, 1, [5, 20], 1, np.array([7, 8, 9])), [([0], [1, 2]), ([0, 1, 2], [])])


def test_cutoffs_keep_their_order() -> None:
    """The list follows the cutoffs as given, and an early cutoff trains on nothing."""
    time = np.array([1.0, 2.0, 3.0])
    _same(walk_forward(time, 1, [3, 1], 1), [([0, 1], [2]), ([], [0])])


def test_no_horizon() -> None:
    """With a label that is known at once, the gap vanishes but the past still ends at the cutoff."""
    time = np.array([1.0, 2.0, 2.5])
    _same(walk_forward(time, 0, [2], 1), [([0, 1], [1, 2])])


def test_inputs_are_left_alone() -> None:
    """Times and groups must not change."""
    time, group = np.array([3.0, 1.0, 2.0]), np.array([2, 1, 0])
    walk_forward(time, 1, [3], 1, group)
    assert time.tolist() == [3.0, 1.0, 2.0]
    assert group.tolist() == [2, 1, 0]


# %% mutant: leaves no gap
import numpy as np


def walk_forward(time, horizon, cutoffs, span, group=None):
    splits = []
    for c in cutoffs:
        test = (time >= c) & (time < c + span)
        train = time < c
        if group is not None:
            train &= ~np.isin(group, group[test])
        splits.append((np.flatnonzero(train), np.flatnonzero(test)))
    return splits


# %% mutant: ignores the groups
import numpy as np


def walk_forward(time, horizon, cutoffs, span, group=None):
    return [
        (np.flatnonzero(time + horizon <= c), np.flatnonzero((time >= c) & (time < c + span)))
        for c in cutoffs
    ]


# %% mutant: drops as many rows as the horizon is long
import numpy as np


def walk_forward(time, horizon, cutoffs, span, group=None):
    splits = []
    for c in cutoffs:
        test = (time >= c) & (time < c + span)
        before = np.flatnonzero(time < c)
        before = before[np.argsort(time[before], kind="stable")]
        drop = max(int(horizon) - 1, 0)
        train = np.zeros(len(time), dtype=bool)
        train[before[: len(before) - drop]] = True
        if group is not None:
            train &= ~np.isin(group, group[test])
        splits.append((np.flatnonzero(train), np.flatnonzero(test)))
    return splits


# %% mutant: also drops labels that end exactly at the cutoff
import numpy as np


def walk_forward(time, horizon, cutoffs, span, group=None):
    splits = []
    for c in cutoffs:
        test = (time >= c) & (time < c + span)
        train = time + horizon < c
        if group is not None:
            train &= ~np.isin(group, group[test])
        splits.append((np.flatnonzero(train), np.flatnonzero(test)))
    return splits


# %% mutant: takes the groups out of the test instead
import numpy as np


def walk_forward(time, horizon, cutoffs, span, group=None):
    splits = []
    for c in cutoffs:
        test = (time >= c) & (time < c + span)
        train = time + horizon <= c
        if group is not None:
            test &= ~np.isin(group, group[train])
        splits.append((np.flatnonzero(train), np.flatnonzero(test)))
    return splits


# %% mutant: leaves out the groups of all tests
import numpy as np


def walk_forward(time, horizon, cutoffs, span, group=None):
    splits = []
    tested = np.zeros(len(time), dtype=bool)
    for c in cutoffs:
        tested |= (time >= c) & (time < c + span)
    for c in cutoffs:
        test = (time >= c) & (time < c + span)
        train = time + horizon <= c
        if group is not None:
            train &= ~np.isin(group, group[tested])
        splits.append((np.flatnonzero(train), np.flatnonzero(test)))
    return splits


# %% mutant: puts the gap before the test rows
import numpy as np


def walk_forward(time, horizon, cutoffs, span, group=None):
    splits = []
    for c in cutoffs:
        test = (time >= c + horizon) & (time < c + horizon + span)
        train = time < c
        if group is not None:
            train &= ~np.isin(group, group[test])
        splits.append((np.flatnonzero(train), np.flatnonzero(test)))
    return splits


# %% mutant: assumes that rows are sorted by time
import numpy as np


def walk_forward(time, horizon, cutoffs, span, group=None):
    splits = []
    for c in cutoffs:
        start, stop = np.searchsorted(time, [c, c + span], side="left")
        end = np.searchsorted(time + horizon, c, side="right")
        train, test = np.arange(end), np.arange(start, stop)
        if group is not None:
            train = train[~np.isin(group[train], group[test])]
        splits.append((train, test))
    return splits


# %% mutant: tests everything after the cutoff
import numpy as np


def walk_forward(time, horizon, cutoffs, span, group=None):
    splits = []
    for c in cutoffs:
        test = time >= c
        train = time + horizon <= c
        if group is not None:
            train &= ~np.isin(group, group[test])
        splits.append((np.flatnonzero(train), np.flatnonzero(test)))
    return splits
