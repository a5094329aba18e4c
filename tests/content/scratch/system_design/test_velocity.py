"""Streaming counters equal their definition computed from the whole history."""

import numpy as np
import pytest

from scratch.system_design.velocity import BucketedSum, DecayedSum, SlidingSum


def _events(seed: int, n: int = 400) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return np.sort(rng.uniform(0, 5_000, n)), rng.exponential(50, n)


@pytest.mark.parametrize("window", [60.0, 600.0, 10_000.0])
def test_sliding_sum_is_exact(window: float) -> None:
    times, values = _events(0)
    counter = SlidingSum(window)
    for i, (time, value) in enumerate(zip(times, values, strict=True)):
        assert counter.add(time, value)
        inside = times[: i + 1] > time - window
        assert counter.read(time) == pytest.approx(values[: i + 1][inside].sum())


def test_sliding_sum_takes_late_events_up_to_the_watermark() -> None:
    times, values = _events(1)
    rng = np.random.default_rng(2)
    arrival = np.argsort(times + rng.uniform(0, 30, len(times)))
    counter = SlidingSum(300.0, lateness=30.0)
    for i in arrival:
        assert counter.add(times[i], values[i])
    now = times.max()
    assert counter.read(now) == pytest.approx(values[times > now - 300].sum())
    assert counter.read(now - 29) == pytest.approx(values[(times > now - 329) & (times <= now - 29)].sum())
    assert not counter.add(now - 31)
    with pytest.raises(ValueError, match="no longer"):
        counter.read(now - 31)


def test_sliding_sum_forgets_what_left_the_window() -> None:
    counter = SlidingSum(10.0)
    for time in range(1_000):
        counter.add(float(time))
    assert len(counter._events) <= 11


def test_window_is_half_open() -> None:
    counter = SlidingSum(10.0)
    counter.add(0.0)
    counter.add(10.0)
    assert counter.read(10.0) == 1.0


def test_decayed_sum_equals_its_definition_in_any_order() -> None:
    times, values = _events(3)
    orders = [np.arange(len(times)), np.random.default_rng(4).permutation(len(times))]
    expected = (values * 0.5 ** ((6_000 - times) / 900)).sum()
    for order in orders:
        counter = DecayedSum(900.0)
        for i in order:
            counter.add(times[i], values[i])
        assert counter.read(6_000.0) == pytest.approx(expected, rel=1e-10)


def test_decayed_sum_halves_and_refuses_the_past() -> None:
    counter = DecayedSum(60.0)
    assert counter.read(5.0) == 0.0
    counter.add(100.0, 8.0)
    assert counter.read(160.0) == pytest.approx(4.0)
    with pytest.raises(ValueError, match="after that time"):
        counter.read(99.0)


@pytest.mark.parametrize("n_buckets", [1, 6, 60])
def test_bucketed_sum_covers_between_its_two_bounds(n_buckets: int) -> None:
    times, values = _events(5)
    counter = BucketedSum(600.0, n_buckets)
    width = 600.0 / n_buckets
    for i, (time, value) in enumerate(zip(times, values, strict=True)):
        counter.add(time, value)
        seen, amounts = times[: i + 1], values[: i + 1]
        least = amounts[seen > time - 600 + width].sum()
        most = amounts[seen > time - 600].sum()
        assert least - 1e-9 <= counter.read(time) <= most + 1e-9


def test_bucketed_sum_is_empty_after_a_silence_and_ignores_what_is_too_old() -> None:
    counter = BucketedSum(60.0, 6)
    counter.add(5.0)
    assert counter.read(5.0) == 1.0
    assert counter.read(100.0) == 0.0
    counter.add(65.0)
    counter.add(5.0)
    assert counter.read(65.0) == 1.0
