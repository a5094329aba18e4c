"""The planner on hand-made and random tasks."""

from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest

from scratch.interview_process.planner import Task, daily_minutes, dated_checklist

START = date(2026, 11, 30)  # a Monday


def test_a_fifth_of_each_day_is_cards() -> None:
    assert daily_minutes(10, [0, 1, 2, 3, 5]) == (25, 95)
    assert daily_minutes(6, [0, 2, 4]) == (25, 95)
    assert daily_minutes(1, [6]) == (10, 50)


@pytest.mark.parametrize(("hours", "weekdays"), [(10, []), (1, [0, 1, 2, 3, 4, 5, 6]), (0, [0])])
def test_too_little_time_is_an_error(hours: float, weekdays: list[int]) -> None:
    with pytest.raises(ValueError, match="ten minutes"):
        daily_minutes(hours, weekdays)


def test_recalling_waits_two_days_and_what_does_not_fit_is_named() -> None:
    tasks = [
        Task("read", 90),
        Task("recall", 20, after="read", gap=2),
        Task("drill", 40),
        Task("case", 120),
    ]
    rows, left = dated_checklist(tasks, START, START + timedelta(days=4), 10, [0, 1, 2, 3, 5])
    assert [(day.isoformat(), name, minutes) for day, name, minutes in rows] == [
        ("2026-11-30", "cards", 25),
        ("2026-11-30", "read", 90),
        ("2026-12-01", "cards", 25),
        ("2026-12-01", "drill", 40),
        ("2026-12-02", "cards", 25),
        ("2026-12-02", "recall", 20),
    ]
    assert [task.name for task in left] == ["case"]


def test_a_long_task_goes_on_the_next_day() -> None:
    rows, left = dated_checklist([Task("case", 120)], START, START + timedelta(days=7), 10, [0, 1, 3, 4, 5])
    assert [minutes for _, name, minutes in rows if name == "case"] == [95, 25]
    assert left == []


@pytest.mark.parametrize("seed", range(30))
def test_no_day_has_more_than_its_time_and_nothing_is_lost(seed: int) -> None:
    rng = np.random.default_rng(seed)
    tasks = [
        Task(f"t{n}", int(rng.integers(1, 30)) * 5, f"t{rng.integers(n)}" if n and rng.random() < 0.4 else "")
        for n in range(25)
    ]
    weekdays = sorted(rng.choice(7, size=int(rng.integers(1, 6)), replace=False).tolist())
    interview = START + timedelta(days=int(rng.integers(2, 60)))
    hours = float(rng.integers(4, 16))
    rows, left = dated_checklist(tasks, START, interview, hours, weekdays)
    used: Counter[date] = Counter()
    for day, _, minutes in rows:
        used[day] += minutes
        assert START <= day < interview - timedelta(days=1)
        assert day.weekday() in weekdays
    assert all(minutes <= sum(daily_minutes(hours, weekdays)) for minutes in used.values())
    planned: Counter[str] = Counter()
    for _, name, minutes in rows:
        planned[name] += minutes
    names = {task.name for task in left}
    assert {task.name: task.minutes for task in tasks if task.name not in names} == {
        name: minutes for name, minutes in planned.items() if name != "cards"
    }
    last = {name: day for day, name, _ in rows}
    assert all(last[task.after] <= last[task.name] for task in tasks if task.after and task.name in last)


def test_a_missing_predecessor_is_an_error() -> None:
    with pytest.raises(ValueError, match="comes after"):
        dated_checklist([Task("recall", 20, after="read")], START, START + timedelta(days=9), 10, [0])
