# ---
# title: An as-of feature join without leaks
# level: intermediate
# minutes: 25
# frequency: high
# chapter: system-design/fraud-detection
# questions: [fraud-perfect-offline-useless-live, fraud-velocity-counters]
# reviewed: 2026-11-20
# ---

# %% statement
# Training rows for a fraud model need each feature *as it was known* when the payment was decided. Write
# `as_of_join(entity, time, log_entity, known_at, value, max_age)` that returns one value for each payment.
#
# - `entity` (ints) and `time` (floats), shape `(n,)`: the payments, in any order.
# - `log_entity` (ints), `known_at` and `value` (floats), shape `(m,)`: the feature log, in any order. Row j
#   says that from `known_at[j]` on the feature of `log_entity[j]` was `value[j]`, until a later row of the
#   same entity.
# - For a payment take the row of the same entity with the largest `known_at` that is *strictly* before the
#   payment's `time`. Of several rows with that same `known_at` the last one in the log wins.
# - If there is no such row, or it is older than `max_age` (`time - known_at > max_age`), the result is nan:
#   a stale value is a missing value.
# - `value` may be nan: a row that says nan withdraws the value before it. Entities may be hashes of 63 bits.
# - Return a float array of shape `(n,)` in the order of the payments. Do not change the inputs; n or m may
#   be 0.
# - O((n + m) log(n + m)): the tests include 200,000 payments and 200,000 log rows.

# %% starter
import numpy as np


def as_of_join(
    entity: np.ndarray,
    time: np.ndarray,
    log_entity: np.ndarray,
    known_at: np.ndarray,
    value: np.ndarray,
    max_age: float,
) -> np.ndarray:
    """Return the feature value known before each payment, shape (n,), nan where there is none."""
    raise NotImplementedError


# %% hint
# One table helps: put log rows and payments together and sort by entity, then time. Which log row does a
# payment want, in this order?

# %% hint
# `np.lexsort` sorts by its *last* key first: `np.lexsort((kind, t, e))`. Let payments sort before log rows of
# equal time (kind 0 and 1), so that "before" is strict. The sort is stable, so log rows of equal time stay in
# the order of the log.

# %% hint
# In sorted order let `position` be the index of the row where it is a log row and -1 elsewhere;
# `np.maximum.accumulate(position)` is the latest log row at or before each place. It may belong to another
# entity: compare, then compare the age, then write back through the sort order.

# %% solution
import numpy as np


def as_of_join(
    entity: np.ndarray,
    time: np.ndarray,
    log_entity: np.ndarray,
    known_at: np.ndarray,
    value: np.ndarray,
    max_age: float,
) -> np.ndarray:
    """Return the feature value known before each payment, shape (n,), nan where there is none."""
    n, m = len(entity), len(log_entity)
    if n == 0 or m == 0:
        return np.full(n, np.nan)
    both_entity = np.concatenate([entity, log_entity])
    both_time = np.concatenate([time, known_at])
    is_log = np.repeat([0, 1], [n, m])
    order = np.lexsort((is_log, both_time, both_entity))
    place = np.arange(n + m)
    latest = np.maximum.accumulate(np.where(is_log[order] == 1, place, -1))
    found = order[np.maximum(latest, 0)]
    good = (latest >= 0) & (both_entity[found] == both_entity[order])
    good &= both_time[order] - both_time[found] <= max_age
    values = np.concatenate([np.full(n, np.nan), value])
    result = np.empty(n + m)
    result[order] = np.where(good, values[found], np.nan)
    return result[:n]


# %% complexity
# O((n + m) log(n + m)) time for the sort, O(n + m) memory. A search through the log for each payment is
# O(n · m): 4 · 10¹⁰ comparisons at the size of the test.

# %% follow-ups
# - **Why strictly before?** At equal time stamps nobody knows which came first, and the event that wrote
#   the log row is often the payment itself. Excluding it can only lose a little; including it can leak.
# - **The log holds the time at which the fraud happened, too. Why not join on that?** The fact existed,
#   the knowledge did not. Joining on it gives a score offline that live cannot have.
# - **Why should a stale value be nan and not the last value?** Serving has a time to live. If training
#   keeps values for ever, the model sees something in training that the store has dropped in production.
# - **How does pandas call it?** `merge_asof` with `by`, `allow_exact_matches=False` and `tolerance`, on
#   sorted frames.

# %% tests
import time as clock

import numpy as np


def _slow(entity, time, log_entity, known_at, value, max_age):
    result = np.full(len(entity), np.nan)
    for i in range(len(entity)):
        best = -np.inf
        for j in range(len(log_entity)):
            if log_entity[j] == entity[i] and known_at[j] < time[i] and known_at[j] >= best:
                best, result[i] = known_at[j], value[j]
        if time[i] - best > max_age:
            result[i] = np.nan
    return result


def _random(seed, n=120, m=150, entities=8, steps=40):
    rng = np.random.default_rng(seed)
    return (
        rng.integers(0, entities, n),
        rng.integers(0, steps, n).astype(float),
        rng.integers(0, entities + 2, m),
        rng.integers(0, steps, m).astype(float),
        rng.normal(size=m),
    )


def test_takes_the_latest_value_before_the_payment() -> None:
    """One card with three log rows: the value changes when a row becomes known."""
    e, log_e = np.array([7, 7, 7]), np.array([7, 7, 7])
    found = as_of_join(
        e, np.array([5.0, 15.0, 99.0]), log_e, np.array([0.0, 10.0, 20.0]), np.array([1.0, 2.0, 3.0]), 1e9
    )
    np.testing.assert_array_equal(found, [1.0, 2.0, 3.0])


def test_never_looks_into_the_future() -> None:
    """A row that becomes known after the payment, or at the same instant, must not be used."""
    one = np.array([1])
    for known in (10.0, 10.5):
        assert np.isnan(as_of_join(one, np.array([10.0]), one, np.array([known]), np.array([4.0]), 100.0))[0]


def test_keeps_entities_apart() -> None:
    """A payment of an entity without log rows is nan, whatever its neighbours have."""
    found = as_of_join(
        np.array([1, 2, 3]),
        np.full(3, 50.0),
        np.array([1, 3]),
        np.array([1.0, 2.0]),
        np.array([8.0, 9.0]),
        1e9,
    )
    np.testing.assert_array_equal(found, [8.0, np.nan, 9.0])


def test_stale_values_are_missing() -> None:
    """Exactly max_age old is still valid, older is nan, even if it is the only row."""
    e = np.array([1, 1])
    found = as_of_join(e, np.array([30.0, 30.5]), np.array([1]), np.array([20.0]), np.array([6.0]), 10.0)
    np.testing.assert_array_equal(found, [6.0, np.nan])


def test_last_log_row_wins_a_tie() -> None:
    """Two rows of one entity with equal known_at: the later one in the log is a correction."""
    e = np.array([4])
    found = as_of_join(
        e, np.array([9.0]), np.array([4, 5, 4]), np.array([3.0, 3.0, 3.0]), np.array([1.0, 2.0, 7.0]), 50.0
    )
    assert found[0] == 7.0


def test_matches_a_slow_search() -> None:
    """Random unsorted logs and payments with many ties, several limits of age."""
    for seed in range(6):
        rows = _random(seed)
        for max_age in (3.0, 12.0, 1e9):
            np.testing.assert_array_equal(as_of_join(*rows, max_age), _slow(*rows, max_age))


def test_result_is_in_the_order_of_the_payments() -> None:
    """Shuffling the payments shuffles the result in the same way."""
    entity, time, *log = _random(11)
    shuffle = np.random.default_rng(0).permutation(len(entity))
    whole = as_of_join(entity, time, *log, 20.0)
    np.testing.assert_array_equal(as_of_join(entity[shuffle], time[shuffle], *log, 20.0), whole[shuffle])


def test_inputs_stay_as_they_were() -> None:
    """No input array may be changed."""
    rows = _random(12)
    copies = [row.copy() for row in rows]
    as_of_join(*rows, 5.0)
    for row, copy in zip(rows, copies, strict=True):
        np.testing.assert_array_equal(row, copy)


def test_a_missing_value_is_an_answer() -> None:
    """A log row may say nan, "not known any more"; the value before it must not come back."""
    e, log_e = np.array([3, 3]), np.array([3, 3, 3])
    found = as_of_join(
        e, np.array([7.0, 12.0]), log_e, np.array([1.0, 5.0, 10.0]), np.array([2.0, np.nan, 4.0]), 100.0
    )
    np.testing.assert_array_equal(found, [np.nan, 4.0])


def test_unix_times_and_hashed_entities() -> None:
    """Real clocks count 1.7 billion seconds, real ids have 63 bits and may differ by one."""
    entity, time, log_entity, known_at, value = _random(14)
    first = 2**62
    rows = (entity + first, time / 8 + 1.7e9, log_entity + first, known_at / 8 + 1.7e9, value)
    for max_age in (1.0, 1e9):
        np.testing.assert_array_equal(as_of_join(*rows, max_age), _slow(*rows, max_age))


def test_empty_inputs() -> None:
    """No log gives nan for each payment; no payments give an empty array."""
    none_int, none = np.empty(0, dtype=int), np.empty(0)
    assert np.isnan(as_of_join(np.array([1, 2]), np.ones(2), none_int, none, none, 5.0)).all()
    assert as_of_join(none_int, none, np.array([1]), np.ones(1), np.ones(1), 5.0).shape == (0,)


def test_two_hundred_thousand_rows() -> None:
    """200,000 payments and 200,000 log rows must take less than ten seconds."""
    rows = _random(13, 200_000, 200_000, 5_000, 100_000)
    start = clock.perf_counter()
    found = as_of_join(*rows, 500.0)
    assert clock.perf_counter() - start < 10
    sample = np.random.default_rng(1).choice(200_000, 3, replace=False)
    entity, time, log_entity, known_at, value = rows
    for i in sample:
        row = np.flatnonzero((log_entity == entity[i]) & (known_at < time[i]) & (known_at >= time[i] - 500.0))
        if len(row) == 0:
            assert np.isnan(found[i])
        else:
            newest = row[known_at[row] == known_at[row].max()][-1]
            assert found[i] == value[newest]


# %% mutant: joins on the newest value of all
import numpy as np


def as_of_join(entity, time, log_entity, known_at, value, max_age):
    result = np.full(len(entity), np.nan)
    newest = {}
    for j in np.argsort(known_at, kind="stable"):
        newest[log_entity[j]] = j
    for i, e in enumerate(entity):
        if e in newest and time[i] - known_at[newest[e]] <= max_age:
            result[i] = value[newest[e]]
    return result


# %% mutant: takes a value that becomes known at the same instant
import numpy as np


def as_of_join(entity, time, log_entity, known_at, value, max_age):
    n, m = len(entity), len(log_entity)
    if n == 0 or m == 0:
        return np.full(n, np.nan)
    both_entity = np.concatenate([entity, log_entity])
    both_time = np.concatenate([time, known_at])
    is_log = np.repeat([0, 1], [n, m])
    order = np.lexsort((1 - is_log, both_time, both_entity))
    latest = np.maximum.accumulate(np.where(is_log[order] == 1, np.arange(n + m), -1))
    found = order[np.maximum(latest, 0)]
    good = (latest >= 0) & (both_entity[found] == both_entity[order])
    good &= both_time[order] - both_time[found] <= max_age
    values = np.concatenate([np.full(n, np.nan), value])
    result = np.empty(n + m)
    result[order] = np.where(good, values[found], np.nan)
    return result[:n]


# %% mutant: lets values run over from the entity before
import numpy as np


def as_of_join(entity, time, log_entity, known_at, value, max_age):
    n, m = len(entity), len(log_entity)
    if n == 0 or m == 0:
        return np.full(n, np.nan)
    both_entity = np.concatenate([entity, log_entity])
    both_time = np.concatenate([time, known_at])
    is_log = np.repeat([0, 1], [n, m])
    order = np.lexsort((is_log, both_time, both_entity))
    latest = np.maximum.accumulate(np.where(is_log[order] == 1, np.arange(n + m), -1))
    found = order[np.maximum(latest, 0)]
    good = (latest >= 0) & (both_time[order] - both_time[found] <= max_age)
    values = np.concatenate([np.full(n, np.nan), value])
    result = np.empty(n + m)
    result[order] = np.where(good, values[found], np.nan)
    return result[:n]


# %% mutant: keeps stale values
import numpy as np


def as_of_join(entity, time, log_entity, known_at, value, max_age):
    result = np.full(len(entity), np.nan)
    order = np.argsort(known_at, kind="stable")
    for e in np.unique(entity):
        rows = order[log_entity[order] == e]
        mine = np.flatnonzero(entity == e)
        at = np.searchsorted(known_at[rows], time[mine], side="left") - 1
        ok = at >= 0
        result[mine[ok]] = value[rows[at[ok]]]
    return result


# %% mutant: first log row wins a tie
import numpy as np


def as_of_join(entity, time, log_entity, known_at, value, max_age):
    result = np.full(len(entity), np.nan)
    for e in np.unique(entity):
        rows = np.flatnonzero(log_entity == e)[::-1]
        rows = rows[np.argsort(known_at[rows], kind="stable")]
        mine = np.flatnonzero(entity == e)
        at = np.searchsorted(known_at[rows], time[mine], side="left") - 1
        ok = at >= 0
        ok[ok] &= time[mine[ok]] - known_at[rows[at[ok]]] <= max_age
        result[mine[ok]] = value[rows[at[ok]]]
    return result


# %% mutant: trusts that the log is sorted
import numpy as np


def as_of_join(entity, time, log_entity, known_at, value, max_age):
    result = np.full(len(entity), np.nan)
    for e in np.unique(entity):
        rows = np.flatnonzero(log_entity == e)
        mine = np.flatnonzero(entity == e)
        at = np.searchsorted(known_at[rows], time[mine], side="left") - 1
        ok = at >= 0
        ok[ok] &= time[mine[ok]] - known_at[rows[at[ok]]] <= max_age
        result[mine[ok]] = value[rows[at[ok]]]
    return result


# %% mutant: one sort key of entity and time
import numpy as np


def as_of_join(entity, time, log_entity, known_at, value, max_age):
    result = np.full(len(entity), np.nan)
    order = np.argsort(log_entity * 1e6 + known_at, kind="stable")
    key = (log_entity * 1e6 + known_at)[order]
    at = np.searchsorted(key, entity * 1e6 + time, side="left") - 1
    ok = at >= 0
    ok[ok] &= log_entity[order[at[ok]]] == entity[ok]
    ok[ok] &= time[ok] - known_at[order[at[ok]]] <= max_age
    result[ok] = value[order[at[ok]]]
    return result


# %% mutant: forward fill brings back what was withdrawn
import numpy as np


def as_of_join(entity, time, log_entity, known_at, value, max_age):
    result = np.full(len(entity), np.nan)
    order = np.argsort(known_at, kind="stable")
    order = order[~np.isnan(value[order])]
    for e in np.unique(entity):
        rows = order[log_entity[order] == e]
        mine = np.flatnonzero(entity == e)
        at = np.searchsorted(known_at[rows], time[mine], side="left") - 1
        ok = at >= 0
        ok[ok] &= time[mine[ok]] - known_at[rows[at[ok]]] <= max_age
        result[mine[ok]] = value[rows[at[ok]]]
    return result


# %% mutant: entities as floats
import numpy as np


def as_of_join(entity, time, log_entity, known_at, value, max_age):
    n, m = len(entity), len(log_entity)
    if n == 0 or m == 0:
        return np.full(n, np.nan)
    table = np.column_stack([np.concatenate([entity, log_entity]), np.concatenate([time, known_at])])
    is_log = np.repeat([0, 1], [n, m])
    order = np.lexsort((is_log, table[:, 1], table[:, 0]))
    latest = np.maximum.accumulate(np.where(is_log[order] == 1, np.arange(n + m), -1))
    found = order[np.maximum(latest, 0)]
    good = (latest >= 0) & (table[found, 0] == table[order, 0])
    good &= table[order, 1] - table[found, 1] <= max_age
    values = np.concatenate([np.full(n, np.nan), value])
    result = np.empty(n + m)
    result[order] = np.where(good, values[found], np.nan)
    return result[:n]
