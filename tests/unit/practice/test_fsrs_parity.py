"""The cards' scheduler (npm ts-fsrs) against the reference in Python (PyPI fsrs), on generated logs.

Both use the default parameters of FSRS-6, learning steps of 1 and 10 minutes, a relearning step of 10
minutes, a wish of 90% and no fuzz. They count days differently: the cards by the reader's calendar, the
reference by spans of 24 hours. So the logs move each review of a card to a later time of day than the one
before; then both count the same number of days, and reviews on the same day, which the short-term part of
FSRS treats, are compared, too.

Compared are phase, stability, difficulty and date after each review. ts-fsrs rounds what it stores to eight
decimals, which is the reason for the tolerance. In two points it differs by design, and the test says how:
it keeps the intervals of Hard, Good and Easy a day apart, and Hard in the second learning step is 6 minutes
as in the first, where the reference repeats the 10 minutes of the step.
"""

import json
import random
import subprocess
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fsrs import Card, Rating, Scheduler, State

from handbook.browser_parts import node_command

REPLAY = Path(__file__).with_name("replay.mjs")
START = datetime(2026, 1, 5, 6, tzinfo=UTC)
TOLERANCE = 1e-6
"""Relative, for stability and difficulty; 3.4e-7 is the largest difference that was seen."""

HARD_IN_LEARNING = timedelta(minutes=6)

Reviews = list[tuple[datetime, Rating]]
Answer = dict[str, Any]


def generated(cards: int, same_day: bool) -> list[Reviews]:
    """Return reviews of cards over two years, on whole days or also several times a day."""
    rng = random.Random(20261120 + same_day)
    logs: list[Reviews] = []
    for _ in range(cards):
        reviews: Reviews = []
        time = START + timedelta(days=rng.randrange(60))
        for _ in range(rng.randint(8, 24)):
            rating = rng.choices(list(Rating), weights=(16, 14, 55, 15))[0]
            reviews.append((time, rating))
            days = 0 if same_day and rng.random() < 0.45 else min(400, 1 + int(rng.expovariate(1 / 15)))
            time += timedelta(days=days, minutes=rng.randint(1, 30) if same_day else 0)
        logs.append(reviews)
    return logs


def replayed(logs: list[Reviews]) -> list[list[Answer]]:
    """Return what the cards' scheduler makes of the logs."""
    rows = [[(round(time.timestamp() * 1000), int(rating)) for time, rating in log] for log in logs]
    done = subprocess.run(
        [*node_command(), str(REPLAY)], input=json.dumps(rows), capture_output=True, text=True, check=True
    )
    answers: list[list[Answer]] = json.loads(done.stdout)
    return answers


def apart(scheduler: Scheduler, before: Card, time: datetime, rating: Rating) -> timedelta:
    """Return the interval of a known card with those of Hard, Good and Easy a day apart."""
    days = {}
    for grade in (Rating.Hard, Rating.Good, Rating.Easy):
        days[grade] = (scheduler.review_card(before, grade, time)[0].due - time).days
    hard = min(days[Rating.Hard], days[Rating.Good])
    good = max(days[Rating.Good], hard + 1)
    easy = max(days[Rating.Easy], good + 1)
    return timedelta(days={Rating.Hard: hard, Rating.Good: good, Rating.Easy: easy}[rating])


@pytest.mark.parametrize(("same_day", "least"), [(False, 5000), (True, 5000)], ids=["whole-days", "same-day"])
def test_states_and_dates_are_those_of_the_reference(same_day: bool, least: int) -> None:
    logs = generated(360, same_day)
    assert sum(map(len, logs)) >= least
    scheduler = Scheduler(enable_fuzzing=False)
    phases: Counter[str] = Counter()
    short_term = 0
    for log, answers in zip(logs, replayed(logs), strict=True):
        card = Card(card_id=1, due=log[0][0])
        for (time, rating), answer in zip(log, answers, strict=True):
            before = card
            card, _ = scheduler.review_card(before, rating, time)
            assert answer["phase"] == card.state.name.lower()
            assert answer["stability"] == pytest.approx(card.stability, rel=TOLERANCE)
            assert answer["difficulty"] == pytest.approx(card.difficulty, rel=TOLERANCE)
            wait = card.due - time
            if before.state is State.Review and rating is not Rating.Again:
                wait = apart(scheduler, before, time, rating)
            elif before.step == 1 and rating is Rating.Hard:
                assert before.state is State.Learning
                wait = HARD_IN_LEARNING
            # The steps of the reference are exact, those of ts-fsrs whole minutes.
            assert abs(answer["wait"] / 1000 - wait.total_seconds()) <= 30
            phases[answer["phase"]] += 1
            short_term += before.last_review is not None and time - before.last_review < timedelta(days=1)
    assert min(phases[name] for name in ("learning", "review", "relearning")) > 200
    assert (short_term > 1000) == same_day
