"""The scheduler against the project's own package, review by review."""

from datetime import UTC, datetime, timedelta

import fsrs
import numpy as np
import pytest

from scratch.interview_process.scheduler import AGAIN, EASY, GOOD, W, first, interval, recall, review


def test_weights_are_the_published_defaults() -> None:
    assert W == fsrs.scheduler.DEFAULT_PARAMETERS


@pytest.mark.parametrize("seed", range(40))
def test_states_equal_those_of_the_package(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, time = fsrs.Card(card_id=1), datetime(2026, 11, 30, 12, tzinfo=UTC)
    memory = None
    for _ in range(12):
        rating = int(rng.choice([1, 2, 3, 4], p=[0.2, 0.15, 0.5, 0.15]))
        days = int(rng.choice([0, 1, 2, 5, 20, 90]))
        time += timedelta(days=days)
        if memory is not None and days:
            assert recall(days, memory.stability) == pytest.approx(
                scheduler.get_card_retrievability(card, time), rel=1e-9
            )
        memory = first(rating) if memory is None else review(memory, rating, days)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), time)
        assert memory.stability == pytest.approx(card.stability, rel=1e-9)
        assert memory.difficulty == pytest.approx(card.difficulty, rel=1e-9)
        assert interval(memory.stability) == (card.due - time).days


@pytest.mark.parametrize("stability", [0.001, 0.5, 7.0, 400.0])
def test_stability_is_the_time_until_nine_of_ten(stability: float) -> None:
    assert recall(stability, stability) == pytest.approx(0.9)
    assert recall(0, stability) == 1
    assert recall(2 * stability, stability) < 0.9


def test_a_higher_wish_comes_back_sooner_and_never_before_tomorrow() -> None:
    days = [interval(30.0, retention) for retention in (0.8, 0.9, 0.95)]
    assert days == sorted(days, reverse=True)
    assert days[1] == 30
    assert interval(0.001) == 1


def test_late_and_right_gains_more_than_early_and_right() -> None:
    memory = first(GOOD)
    early, late = review(memory, GOOD, 1), review(memory, GOOD, 10)
    assert memory.stability < early.stability < late.stability


def test_forgetting_shortens_and_makes_harder_within_bounds() -> None:
    memory = review(first(EASY), EASY, 8)
    lapsed = review(memory, AGAIN, 60)
    assert lapsed.stability < memory.stability
    assert lapsed.difficulty > memory.difficulty
    for _ in range(30):
        lapsed = review(lapsed, AGAIN, 0)
        assert 1 <= lapsed.difficulty <= 10
        assert lapsed.stability >= 0.001
