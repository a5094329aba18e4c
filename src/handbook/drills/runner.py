"""Run an attempt against the tests of a drill; standard library only, so that a page can run it too."""

import ast
import linecache
import sqlite3
import traceback
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handbook.drills.evidence import Comparison, Evidence, evidence, watched

Report = Callable[[str, str], None]
"""Called with the name and the promise of a test before it starts."""


@dataclass(frozen=True)
class Failure:
    """One test that an attempt did not pass.

    Attributes:
        test: Name of the test function, or the stage that failed (``attempt``, ``tests``).
        promise: First line of the test's docstring, what it demands.
        message: What went wrong, readable without the tests' source.
        line: Line of the attempt in which an exception arose; 0 when it arose elsewhere.
        evidence: What the test gave, expected and got, as far as the test tells.
    """

    test: str
    promise: str
    message: str
    line: int = 0
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True)
class Verdict:
    """What the tests say of an attempt."""

    passed: tuple[str, ...]
    failures: tuple[Failure, ...]

    @property
    def accepted(self) -> bool:
        """Tell whether there were tests and all of them passed."""
        return bool(self.passed) and not self.failures


def run_tests(
    attempt: str, tests: str, language: str = "python", setup: str = "", report: Report | None = None
) -> Verdict:
    """Execute an attempt, then each ``test_…`` function over the names it defines.

    Args:
        attempt: Python source, or SQL text when `language` is ``sql``.
        tests: Python source; for SQL it gets ``query(connection)``, which returns the rows of the attempt,
            and ``database(…)``, see `open_database`.
        language: ``python`` or ``sql``.
        setup: For SQL, the statements that create the tables and their sample rows.
        report: Told of each test before it starts.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a wrong attempt may overflow; the tests say so better
        return _run(attempt, tests, language, setup, report or (lambda test, promise: None))


def open_database(
    setup: str, rows: Mapping[str, Iterable[Sequence[Any]]] | None = None
) -> sqlite3.Connection:
    """Return a database in memory with the tables of a drill.

    Args:
        setup: Statements that create the tables and their sample rows.
        rows: What tables hold instead of the sample rows; tables that are not named are then empty.
    """
    connection = sqlite3.connect(":memory:")
    connection.executescript(setup)
    if rows:
        for table in table_names(connection):
            connection.execute(f'DELETE FROM "{table}"')
        for table, content in rows.items():
            for row in content:
                places = ", ".join("?" * len(row))
                connection.execute(f'INSERT INTO "{table}" VALUES ({places})', tuple(row))
    return connection


def table_names(connection: sqlite3.Connection) -> list[str]:
    """Return the tables of a database in the order in which they were created."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    return [str(name) for (name,) in found]


def _run(attempt: str, tests: str, language: str, setup: str, report: Report) -> Verdict:
    namespace: dict[str, Any] = {"__name__": "attempt"}
    if language == "sql":
        namespace["query"] = _query(attempt)
        namespace["database"] = lambda **rows: open_database(setup, rows)
    else:
        failure = _execute(attempt, namespace, "attempt")
        if failure:
            return Verdict((), (failure,))
    names = {name for name in namespace if not name.startswith("__")}
    comparison = Comparison()
    failure = _execute(tests, namespace, "tests", comparison)
    if failure:
        return Verdict((), (failure,))
    found = [name for name in namespace if name.startswith("test_") and name not in names]
    asked = {"database"} if language == "sql" else names
    tree = ast.parse(tests)
    passed, failures = [], []
    for name in found:
        promise = (namespace[name].__doc__ or name).strip().splitlines()[0]
        report(name, promise)
        comparison.forget()
        try:
            namespace[name]()
        except (Exception, SystemExit) as error:
            told = evidence(error, tree, asked, comparison)
            failures.append(Failure(name, promise, _describe(error, told), _line(error), told))
        else:
            passed.append(name)
    return Verdict(tuple(passed), tuple(failures))


def _query(sql: str) -> Any:
    def query(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
        """Run the attempt on a database and return its rows."""
        return list(connection.execute(sql).fetchall())

    return query


def _execute(
    source: str, namespace: dict[str, Any], name: str, comparison: Comparison | None = None
) -> Failure | None:
    filename = f"<{name}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    try:
        tree = ast.parse(source, filename)
        if comparison is not None:
            tree = watched(tree)
            namespace[Comparison.NAME] = comparison
        exec(compile(tree, filename, "exec"), namespace)
    except (Exception, SystemExit) as error:
        return Failure(name, f"the {name} must run", _describe(error), _line(error))
    return None


def _line(error: BaseException) -> int:
    """Return the line of the attempt in which the error arose, or 0."""
    if isinstance(error, SyntaxError) and error.filename == "<attempt>":
        return error.lineno or 0
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<attempt>"]
    return (frames[-1].lineno or 0) if frames else 0


def _describe(error: BaseException, told: Evidence | None = None) -> str:
    """Return the error with the line of the attempt in which it arose, if it arose there."""
    if isinstance(error, SystemExit):
        text = "the code ends the program instead of returning"
    elif isinstance(error, SyntaxError):
        text = error.msg
    else:
        text = str(error).strip()
    if not text and told is not None and told.got:
        text = f"expected {told.expected}, got {told.got}"
    line = _line(error)
    code = linecache.getline("<attempt>", line).strip() if line else ""
    place = f" (line {line}: {code})" if line else ""
    text = text or _WITHOUT_TEXT.get(type(error), "")
    return f"{type(error).__name__}: {text}".removesuffix(": ") + place


_WITHOUT_TEXT: dict[type, str] = {
    AssertionError: "the assertion does not hold",
    NotImplementedError: "there is no code here yet",
    MemoryError: "the memory is used up",
}
