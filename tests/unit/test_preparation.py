from handbook.notebooks.update import Progress
from handbook.preparation import progress_line


def line(done: int, remaining: float | None, *, failed: bool = False) -> str:
    return progress_line(Progress("t/a", 2.0, done, 4, remaining, failed), start=10.0, now=20.0)


def test_a_notebook_that_ended_is_shown_with_the_time_that_is_left() -> None:
    assert line(1, 12.4) == "  notebook 1/4 t/a 2.0 s, about 12 s left"


def test_without_earlier_times_the_mean_of_this_run_is_the_estimate() -> None:
    assert line(2, None) == "  notebook 2/4 t/a 2.0 s, about 10 s left"


def test_the_last_line_has_no_estimate_and_a_failure_is_said() -> None:
    assert line(4, None, failed=True) == "  notebook 4/4 t/a FAILED"
