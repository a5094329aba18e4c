"""Run an attempt against the tests of a drill; standard library only, so that a page can run it too."""

import linecache
import sqlite3
import traceback
import warnings
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Failure:
    """One test that an attempt did not pass.

    Attributes:
        test: Name of the test function, or the stage that failed (``attempt``, ``tests``).
        promise: First line of the test's docstring, what it demands.
        message: What went wrong, readable without the tests' source.
    """

    test: str
    promise: str
    message: str


@dataclass(frozen=True)
class Verdict:
    """What the tests say of an attempt."""

    passed: tuple[str, ...]
    failures: tuple[Failure, ...]

    @property
    def accepted(self) -> bool:
        """Tell whether there were tests and all of them passed."""
        return bool(self.passed) and not self.failures


def run_tests(attempt: str, tests: str, language: str = "python") -> Verdict:
    """Execute an attempt, then each ``test_…`` function over the names it defines.

    Args:
        attempt: Python source, or SQL text when `language` is ``sql``.
        tests: Python source; for SQL it gets ``query(connection)`` that returns the rows of the attempt.
        language: ``python`` or ``sql``.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a wrong attempt may overflow; the tests say so better
        return _run(attempt, tests, language)


def _run(attempt: str, tests: str, language: str) -> Verdict:
    namespace: dict[str, Any] = {"__name__": "attempt"}
    if language == "sql":
        namespace["query"] = _query(attempt)
    else:
        failure = _execute(attempt, namespace, "attempt")
        if failure:
            return Verdict((), (failure,))
    names = set(namespace)
    failure = _execute(tests, namespace, "tests")
    if failure:
        return Verdict((), (failure,))
    found = [name for name in namespace if name.startswith("test_") and name not in names]
    passed, failures = [], []
    for name in found:
        try:
            namespace[name]()
        except Exception as error:
            promise = (namespace[name].__doc__ or name).strip().splitlines()[0]
            failures.append(Failure(name, promise, _describe(error)))
        else:
            passed.append(name)
    return Verdict(tuple(passed), tuple(failures))


def _query(sql: str) -> Any:
    def query(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
        """Run the attempt on a database and return its rows."""
        return list(connection.execute(sql).fetchall())

    return query


def _execute(source: str, namespace: dict[str, Any], name: str) -> Failure | None:
    filename = f"<{name}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    try:
        exec(compile(source, filename, "exec"), namespace)
    except Exception as error:
        return Failure(name, f"the {name} must run", _describe(error))
    return None


def _describe(error: Exception) -> str:
    """Return the error with the line of the attempt in which it arose, if it arose there."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<attempt>"]
    place = f" (line {frames[-1].lineno}: {frames[-1].line})" if frames else ""
    text = str(error).strip() or "the assertion does not hold"
    return f"{type(error).__name__}: {text}{place}"
