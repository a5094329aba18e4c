"""Counting what an entity did lately, on a stream: exact windows, buckets and exponential decay."""

import math
from collections import deque
from dataclasses import dataclass, field


# --8<-- [start:window]
@dataclass
class SlidingSum:
    """Exact sum over the last ``window`` seconds; keeps every event, so O(events in the window) memory.

    Events may arrive late by at most ``lateness`` seconds; later ones are refused, as behind a watermark.
    A read before that moment is refused too: its events may be gone already.
    """

    window: float
    lateness: float = 0.0
    _events: deque[tuple[float, float]] = field(default_factory=deque)
    _newest: float = -math.inf

    def add(self, time: float, value: float = 1.0) -> bool:
        """Insert an event and return whether it was accepted. O(1) when in order."""
        if time < self._newest - self.lateness:
            return False
        self._newest = max(self._newest, time)
        later = []
        while self._events and self._events[-1][0] > time:
            later.append(self._events.pop())
        self._events.append((time, value))
        self._events.extend(reversed(later))
        while self._events and self._events[0][0] <= self._newest - self.window - self.lateness:
            self._events.popleft()
        return True

    def read(self, now: float) -> float:
        """Return the sum over (now - window, now].

        Raises:
            ValueError: If ``now`` lies behind the watermark.
        """
        if now < self._newest - self.lateness:
            raise ValueError("events that old are no longer kept")
        return sum(value for time, value in self._events if now - self.window < time <= now)


# --8<-- [end:window]


# --8<-- [start:decay]
@dataclass
class DecayedSum:
    """Sum in which an event's weight halves every ``half_life`` seconds: one float and one time stamp.

    Order does not matter, since exp(-λ(t - s)) factorises: a late event enters with the weight that it
    would have by now. O(1) time and memory an event.
    """

    half_life: float
    _value: float = 0.0
    _time: float = -math.inf

    def add(self, time: float, value: float = 1.0) -> None:
        """Add an event, in any order."""
        newest = max(self._time, time)
        self._value = self._weight(newest - self._time) * self._value + self._weight(newest - time) * value
        self._time = newest

    def read(self, now: float) -> float:
        """Return the decayed sum at ``now``.

        Raises:
            ValueError: If ``now`` lies before the newest event: the past cannot be read from this state.
        """
        if now < self._time:
            raise ValueError("the state holds events after that time")
        return self._weight(now - self._time) * self._value

    def _weight(self, age: float) -> float:
        return 0.0 if age == math.inf else 2.0 ** (-age / self.half_life)


# --8<-- [end:decay]


# --8<-- [start:buckets]
@dataclass
class BucketedSum:
    """Sum over about the last ``window`` seconds in ``n_buckets`` fixed buckets: O(n_buckets) memory.

    A read covers the current, partly filled bucket and the ``n_buckets`` - 1 before it, so between
    window · (1 - 1 / n_buckets) and window. Events older than that are ignored.
    """

    window: float
    n_buckets: int
    _sums: list[float] = field(init=False)
    _ids: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._sums = [0.0] * self.n_buckets
        self._ids = [-1] * self.n_buckets

    def add(self, time: float, value: float = 1.0) -> None:
        """Add an event at ``time`` >= 0."""
        bucket = int(time // (self.window / self.n_buckets))
        slot = bucket % self.n_buckets
        if self._ids[slot] > bucket:
            return
        if self._ids[slot] < bucket:
            self._ids[slot], self._sums[slot] = bucket, 0.0
        self._sums[slot] += value

    def read(self, now: float) -> float:
        """Return the sum of the buckets that are still inside the window at ``now``."""
        newest = int(now // (self.window / self.n_buckets))
        kept = zip(self._ids, self._sums, strict=True)
        return sum(total for bucket, total in kept if newest - self.n_buckets < bucket <= newest)


# --8<-- [end:buckets]
