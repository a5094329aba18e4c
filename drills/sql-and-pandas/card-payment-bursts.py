# ---
# title: Bursts of payments on a card, in SQL
# level: intermediate
# minutes: 20
# frequency: high
# chapter: system-design/fraud-detection
# language: sql
# questions: [fraud-velocity-counters]
# reviewed: 2026-11-20
# ---

# %% statement
# Whoever tests stolen cards makes many small payments in quick succession. Find the bursts: write one
# query that returns a row for each run of at least three payments of one card in which every payment
# comes at most 600 seconds after the one before it. Each run is as long as possible.
#
# - Columns, in this order: `card`, `first_at` and `last_at` (times of its first and last payment),
#   `payments` (how many), `total` (sum of the amounts). Order the rows by `card`, then `first_at`.
# - `paid_at` is in seconds. A gap of exactly 600 seconds does not end a run. A card may pay twice in one
#   second.
# - The ids say nothing about the order in time: payments arrive late.
# - `amount` is in cents and NULL for a mere check of the card, which is a payment all the same and adds
#   nothing to the total; the total of a run of checks is 0, not NULL.
#
# The sample rows hold two bursts: four payments of card `c1` from 1000 to 2350 with a total of 900, and
# three of `c2` from 5000 to 5900 with a total of 200.

# %% setup
# CREATE TABLE payments (
#   id INTEGER PRIMARY KEY,
#   card TEXT NOT NULL,
#   paid_at INTEGER NOT NULL,
#   amount INTEGER
# );
# INSERT INTO payments VALUES
#   (1, 'c1', 1000, 100),
#   (2, 'c1', 1550, 300),
#   (3, 'c2', 1600, 2500),
#   (4, 'c1', 2350, 200),
#   (5, 'c1', 1750, 300),
#   (6, 'c2', 5000, 100),
#   (7, 'c2', 5300, NULL),
#   (8, 'c1', 2951, 4900),
#   (9, 'c2', 5900, 100),
#   (10, 'c3', 1000, 700),
#   (11, 'c3', 1400, 700);

# %% starter
# -- One row for each burst: card, first_at, last_at, payments, total.
# SELECT card, paid_at, amount
# FROM payments
# ORDER BY card, paid_at

# %% hint
# Look at one card, its payments in order of time. What does a payment that begins a new run look like,
# compared with the payment before it? `LAG` brings the previous row's value beside the current one.

# %% hint
# Mark each payment that begins a run by 1 and the others by 0. A running sum of these marks, per card,
# numbers the runs: it is the same for all payments of one run and differs between runs.

# %% hint
# One common table expression marks (`paid_at - LAG(paid_at) OVER (PARTITION BY card ORDER BY paid_at) >
# 600`, NULL for the first), a second one sums the marks with the same window, and the query groups by
# card and that sum, keeps groups `HAVING COUNT(*) >= 3`, and takes minimum, maximum, count and
# `COALESCE(SUM(amount), 0)`.

# %% solution
# WITH marked AS (
#   SELECT card, paid_at, amount,
#          paid_at - LAG(paid_at) OVER (PARTITION BY card ORDER BY paid_at) > 600 AS starts
#   FROM payments
# ),
# numbered AS (
#   SELECT card, paid_at, amount,
#          SUM(COALESCE(starts, 0)) OVER (PARTITION BY card ORDER BY paid_at) AS burst
#   FROM marked
# )
# SELECT card,
#        MIN(paid_at) AS first_at,
#        MAX(paid_at) AS last_at,
#        COUNT(*) AS payments,
#        COALESCE(SUM(amount), 0) AS total
# FROM numbered
# GROUP BY card, burst
# HAVING COUNT(*) >= 3
# ORDER BY card, first_at

# %% complexity
# O(n log n) time for the sort by card and time, which both windows share, then one pass; O(n) memory. An
# index on `(card, paid_at)` removes the sort. The pattern is known as gaps and islands; a self-join on
# the time instead compares each payment with all that are near it and is quadratic in the length of a
# burst.

# %% follow-ups
# - **Why is the running sum right when two payments share a second?** `SUM(…) OVER (… ORDER BY paid_at)`
#   has the frame `RANGE UNBOUNDED PRECEDING`: rows with the same time are peers and get the same sum.
#   With `ROWS` the peers would be summed in whatever order the engine takes.
# - **How would you find bursts as payments arrive?** Keep per card the time of the last payment, the
#   count and the start of the current run in a keyed store; a payment more than 600 seconds later resets
#   them. That is a session window with a gap of 600 seconds in a stream processor, with late events as
#   the hard part.
# - **May a training row use the columns of its own burst?** Only what had happened before the payment was
#   decided: the count so far, not the final count. The query above looks ahead and is for reports.

# %% tests
import random


def _reference(payments):
    """Return the bursts by a loop over the sorted payments."""
    bursts = []
    for _, card, paid_at, amount in sorted(payments, key=lambda row: (row[1], row[2])):
        last = bursts[-1] if bursts else None
        if last and last[0] == card and paid_at - last[2] <= 600:
            last[2], last[3], last[4] = paid_at, last[3] + 1, last[4] + (amount or 0)
        else:
            bursts.append([card, paid_at, paid_at, 1, amount or 0])
    return [tuple(burst) for burst in bursts if burst[3] >= 3]


def test_sample_rows() -> None:
    """On the sample rows there is one burst of c1 and one of c2."""
    assert query(database()) == [("c1", 1000, 2350, 4, 900), ("c2", 5000, 5900, 3, 200)]


def test_no_payments() -> None:
    """Without payments there is nothing to report."""
    assert query(database(payments=[])) == []


def test_two_payments_are_no_burst_and_three_are() -> None:
    """A run needs three payments."""
    payments = [(1, "a", 0, 5), (2, "a", 10, 5), (3, "b", 0, 5), (4, "b", 10, 5), (5, "b", 20, 5)]
    assert query(database(payments=payments)) == [("b", 0, 20, 3, 15)]


def test_gap_of_exactly_ten_minutes_belongs_to_the_run() -> None:
    """600 seconds after the last payment is still the same run, 601 is not."""
    payments = [(1, "a", 0, 1), (2, "a", 600, 1), (3, "a", 1200, 1), (4, "a", 1801, 1), (5, "a", 1900, 1)]
    assert query(database(payments=payments)) == [("a", 0, 1200, 3, 3)]


def test_cards_do_not_mix() -> None:
    """Payments of another card in between neither end nor lengthen a run."""
    payments = [(1, "a", 0, 1), (2, "b", 300, 1), (3, "a", 500, 1), (4, "b", 900, 1), (5, "a", 1000, 1)]
    assert query(database(payments=payments)) == [("a", 0, 1000, 3, 3)]
    payments = [(1, "a", 0, 1), (2, "a", 500, 1), (3, "b", 1000, 1), (4, "a", 1500, 1)]
    assert query(database(payments=payments)) == []


def test_long_run_is_one_burst() -> None:
    """A run may last for hours, as long as no gap exceeds ten minutes."""
    payments = [(i, "a", 500 * i, 2) for i in range(1, 41)]
    assert query(database(payments=payments)) == [("a", 500, 20_000, 40, 80)]


def test_several_bursts_of_one_card() -> None:
    """A card can have more than one burst, with a pause between them."""
    payments = [(i, "a", t, 1) for i, t in enumerate([0, 5, 9, 5000, 5001, 5002, 5003, 9000])]
    assert query(database(payments=payments)) == [("a", 0, 9, 3, 3), ("a", 5000, 5003, 4, 4)]


def test_ids_are_not_in_order_of_time() -> None:
    """The time decides, also when the ids run the other way."""
    payments = [(1, "a", 900, 1), (2, "a", 5000, 1), (3, "a", 400, 1), (4, "a", 0, 1)]
    assert query(database(payments=payments)) == [("a", 0, 900, 3, 3)]


def test_payments_in_the_same_second_all_count() -> None:
    """Two payments in one second are two payments."""
    payments = [(1, "a", 700, 3), (2, "a", 700, 4), (3, "a", 700, 4)]
    assert query(database(payments=payments)) == [("a", 700, 700, 3, 11)]


def test_checks_count_and_add_nothing() -> None:
    """A check without an amount is a payment of nothing; checks alone have the total 0."""
    payments = [(1, "a", 0, None), (2, "a", 1, 250), (3, "a", 2, None)]
    assert query(database(payments=payments)) == [("a", 0, 2, 3, 250)]
    payments = [(1, "a", 0, None), (2, "a", 1, None), (3, "a", 2, None)]
    assert query(database(payments=payments)) == [("a", 0, 2, 3, 0)]


def test_random_payments() -> None:
    """It must find the same bursts as a loop over 2,000 random payments of 20 cards."""
    draw = random.Random(0)
    payments = [
        (i, f"card-{draw.randrange(20)}", draw.randrange(60_000), draw.choice([None, 100, 250, 999]))
        for i in range(2_000)
    ]
    assert query(database(payments=payments)) == _reference(payments)


# %% mutant: measures the gap to the payment before it, whatever its card
# WITH marked AS (
#   SELECT card, paid_at, amount,
#          paid_at - LAG(paid_at) OVER (ORDER BY paid_at) > 600 AS starts
#   FROM payments
# ),
# numbered AS (
#   SELECT card, paid_at, amount,
#          SUM(COALESCE(starts, 0)) OVER (PARTITION BY card ORDER BY paid_at) AS burst
#   FROM marked
# )
# SELECT card,
#        MIN(paid_at) AS first_at,
#        MAX(paid_at) AS last_at,
#        COUNT(*) AS payments,
#        COALESCE(SUM(amount), 0) AS total
# FROM numbered
# GROUP BY card, burst
# HAVING COUNT(*) >= 3
# ORDER BY card, first_at


# %% mutant: breaks at a gap of exactly ten minutes
# WITH marked AS (
#   SELECT card, paid_at, amount,
#          paid_at - LAG(paid_at) OVER (PARTITION BY card ORDER BY paid_at) > 599 AS starts
#   FROM payments
# ),
# numbered AS (
#   SELECT card, paid_at, amount,
#          SUM(COALESCE(starts, 0)) OVER (PARTITION BY card ORDER BY paid_at) AS burst
#   FROM marked
# )
# SELECT card,
#        MIN(paid_at) AS first_at,
#        MAX(paid_at) AS last_at,
#        COUNT(*) AS payments,
#        COALESCE(SUM(amount), 0) AS total
# FROM numbered
# GROUP BY card, burst
# HAVING COUNT(*) >= 3
# ORDER BY card, first_at


# %% mutant: cuts the clock into windows of ten minutes
# SELECT card,
#        MIN(paid_at) AS first_at,
#        MAX(paid_at) AS last_at,
#        COUNT(*) AS payments,
#        COALESCE(SUM(amount), 0) AS total
# FROM payments
# GROUP BY card, paid_at / 600
# HAVING COUNT(*) >= 3
# ORDER BY card, first_at


# %% mutant: takes the order of the ids for the order in time
# WITH marked AS (
#   SELECT id, card, paid_at, amount,
#          paid_at - LAG(paid_at) OVER (PARTITION BY card ORDER BY id) > 600 AS starts
#   FROM payments
# ),
# numbered AS (
#   SELECT card, paid_at, amount,
#          SUM(COALESCE(starts, 0)) OVER (PARTITION BY card ORDER BY id) AS burst
#   FROM marked
# )
# SELECT card,
#        MIN(paid_at) AS first_at,
#        MAX(paid_at) AS last_at,
#        COUNT(*) AS payments,
#        COALESCE(SUM(amount), 0) AS total
# FROM numbered
# GROUP BY card, burst
# HAVING COUNT(*) >= 3
# ORDER BY card, first_at


# %% mutant: ends a burst ten minutes after its first payment
# WITH RECURSIVE ordered AS (
#   SELECT card, paid_at, amount, ROW_NUMBER() OVER (PARTITION BY card ORDER BY paid_at) AS place
#   FROM payments
# ),
# walked AS (
#   SELECT card, paid_at, amount, place, paid_at AS begun
#   FROM ordered
#   WHERE place = 1
#   UNION ALL
#   SELECT o.card, o.paid_at, o.amount, o.place,
#          CASE WHEN o.paid_at - w.begun > 600 THEN o.paid_at ELSE w.begun END
#   FROM walked AS w
#   JOIN ordered AS o ON o.card = w.card AND o.place = w.place + 1
# )
# SELECT card,
#        begun AS first_at,
#        MAX(paid_at) AS last_at,
#        COUNT(*) AS payments,
#        COALESCE(SUM(amount), 0) AS total
# FROM walked
# GROUP BY card, begun
# HAVING COUNT(*) >= 3
# ORDER BY card, first_at


# %% mutant: counts only payments that have an amount
# WITH marked AS (
#   SELECT card, paid_at, amount,
#          paid_at - LAG(paid_at) OVER (PARTITION BY card ORDER BY paid_at) > 600 AS starts
#   FROM payments
# ),
# numbered AS (
#   SELECT card, paid_at, amount,
#          SUM(COALESCE(starts, 0)) OVER (PARTITION BY card ORDER BY paid_at) AS burst
#   FROM marked
# )
# SELECT card,
#        MIN(paid_at) AS first_at,
#        MAX(paid_at) AS last_at,
#        COUNT(amount) AS payments,
#        COALESCE(SUM(amount), 0) AS total
# FROM numbered
# GROUP BY card, burst
# HAVING COUNT(amount) >= 3
# ORDER BY card, first_at


# %% mutant: has no total for a burst without amounts
# WITH marked AS (
#   SELECT card, paid_at, amount,
#          paid_at - LAG(paid_at) OVER (PARTITION BY card ORDER BY paid_at) > 600 AS starts
#   FROM payments
# ),
# numbered AS (
#   SELECT card, paid_at, amount,
#          SUM(COALESCE(starts, 0)) OVER (PARTITION BY card ORDER BY paid_at) AS burst
#   FROM marked
# )
# SELECT card,
#        MIN(paid_at) AS first_at,
#        MAX(paid_at) AS last_at,
#        COUNT(*) AS payments,
#        SUM(amount) AS total
# FROM numbered
# GROUP BY card, burst
# HAVING COUNT(*) >= 3
# ORDER BY card, first_at


# %% mutant: drops a second payment in the same second
# WITH marked AS (
#   SELECT card, paid_at, amount,
#          paid_at - LAG(paid_at) OVER (PARTITION BY card ORDER BY paid_at) > 600 AS starts
#   FROM (SELECT card, paid_at, MAX(amount) AS amount FROM payments GROUP BY card, paid_at)
# ),
# numbered AS (
#   SELECT card, paid_at, amount,
#          SUM(COALESCE(starts, 0)) OVER (PARTITION BY card ORDER BY paid_at) AS burst
#   FROM marked
# )
# SELECT card,
#        MIN(paid_at) AS first_at,
#        MAX(paid_at) AS last_at,
#        COUNT(*) AS payments,
#        COALESCE(SUM(amount), 0) AS total
# FROM numbered
# GROUP BY card, burst
# HAVING COUNT(*) >= 3
# ORDER BY card, first_at


# %% mutant: reports bursts of more than three only
# WITH marked AS (
#   SELECT card, paid_at, amount,
#          paid_at - LAG(paid_at) OVER (PARTITION BY card ORDER BY paid_at) > 600 AS starts
#   FROM payments
# ),
# numbered AS (
#   SELECT card, paid_at, amount,
#          SUM(COALESCE(starts, 0)) OVER (PARTITION BY card ORDER BY paid_at) AS burst
#   FROM marked
# )
# SELECT card,
#        MIN(paid_at) AS first_at,
#        MAX(paid_at) AS last_at,
#        COUNT(*) AS payments,
#        COALESCE(SUM(amount), 0) AS total
# FROM numbered
# GROUP BY card, burst
# HAVING COUNT(*) > 3
# ORDER BY card, first_at


# %% mutant: gives one row for each card, over all of its bursts
# WITH marked AS (
#   SELECT card, paid_at, amount,
#          paid_at - LAG(paid_at) OVER (PARTITION BY card ORDER BY paid_at) <= 600 AS follows
#   FROM payments
# )
# SELECT card,
#        MIN(paid_at) AS first_at,
#        MAX(paid_at) AS last_at,
#        COUNT(*) AS payments,
#        COALESCE(SUM(amount), 0) AS total
# FROM marked
# GROUP BY card
# HAVING SUM(follows) >= 2
# ORDER BY card
