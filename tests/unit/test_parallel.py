import os
import time

import pytest

from handbook.parallel import run_together
from handbook.problems import Problem, ProblemsError


def fail() -> str:
    raise ProblemsError([Problem("docs/a.md", 3, "wrong")])


def crash() -> str:
    raise RuntimeError("unforeseen")


def die() -> str:
    os._exit(9)


def test_results_and_failures_come_by_name_and_one_failure_stops_nothing() -> None:
    done, failed = run_together({"a": lambda: "1", "b": fail, "c": crash, "d": die, "e": lambda: "2"}, jobs=2)
    assert done == {"a": "1", "e": "2"}
    assert failed["b"] == "docs/a.md:3: wrong"
    assert "RuntimeError: unforeseen" in failed["c"]
    assert failed["d"].startswith("its process was killed")


def test_work_runs_in_other_processes_at_the_same_time() -> None:
    reading, writing = os.pipe()

    def wait_for_the_other() -> int:
        assert os.read(reading, 1) == b"x"
        return os.getpid()

    def wake_the_other() -> int:
        os.write(writing, b"x")
        return os.getpid()

    done, failed = run_together({"a": wait_for_the_other, "b": wake_the_other}, jobs=2)
    assert not failed
    assert len({os.getpid(), *done.values()}) == 3


def test_stopping_ends_the_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: object) -> list[object]:
        raise KeyboardInterrupt

    monkeypatch.setattr("handbook.parallel.wait", stop)
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run_together({"a": lambda: time.sleep(60)}, jobs=1)
    assert time.monotonic() - start < 30
