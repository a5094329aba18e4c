"""From hours a week to a dated checklist: the core of the handbook's planner."""

# --8<-- [start:planner]
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Task:
    """Something to do, the most valuable first; `after` is done `gap` days earlier at least."""

    name: str
    minutes: int
    after: str = ""
    gap: int = 0


def daily_minutes(hours: float, weekdays: Sequence[int], review: float = 0.2) -> tuple[int, int]:
    """Return the minutes of cards and of tasks on each day of study, in steps of five.

    Raises:
        ValueError: There is no day of study, or less than ten minutes on one.
    """
    whole = int(hours * 60 / len(set(weekdays)) // 5 * 5) if weekdays else 0
    if whole < 10:
        raise ValueError("a plan needs a day of the week, and ten minutes on each")
    cards = max(5, round(whole * review / 5) * 5)
    return cards, whole - cards


def dated_checklist(
    tasks: Sequence[Task], start: date, interview: date, hours: float, weekdays: Sequence[int]
) -> tuple[list[tuple[date, str, int]], list[Task]]:
    """Put tasks on days until the interview; O(days x tasks).

    Args:
        tasks: Most valuable first. One that is longer than a day is divided into parts.
        start: First day.
        interview: Nothing is planned on it or on the day before.
        hours: A week, the fifth for cards included.
        weekdays: Days of study, 0 for Monday.

    Returns:
        Rows of day, what and minutes, and the tasks that found no whole place.

    Raises:
        ValueError: A task comes after one that isn't there, or `daily_minutes` raises it.
    """
    names = {task.name for task in tasks}
    if any(task.after and task.after not in names for task in tasks):
        raise ValueError("a task comes after one that isn't there")
    cards, room = daily_minutes(hours, weekdays)
    rows: list[tuple[date, str, int]] = []
    done: dict[str, date] = {}
    waiting, left = list(tasks), {task.name: task.minutes for task in tasks}
    day = start
    while day < interview - timedelta(days=1):
        if day.weekday() in weekdays:
            rows.append((day, "cards", cards))
            free = room
            for task in list(waiting):
                before = done.get(task.after)
                ready = not task.after or (before is not None and before + timedelta(task.gap) <= day)
                # A long task may begin only on a day that is wholly free, and then goes on each day.
                fits = left[task.name] <= free or (free == room and task.minutes > room)
                if not ready or not fits or free < 5:
                    continue
                minutes = min(left[task.name], free)
                rows.append((day, task.name, minutes))
                left[task.name] -= minutes
                free -= minutes
                if not left[task.name]:
                    done[task.name] = day
                    waiting.remove(task)
        day += timedelta(days=1)
    unfinished = {task.name for task in waiting}
    return [row for row in rows if row[1] not in unfinished], waiting


# --8<-- [end:planner]
