"""Run an attempt for the page of its drill, inside the reader's browser: standard library and NumPy only.

The page's worker calls `run` with JSON and gets JSON back. Whatever an attempt does to the interpreter short
of ending it is caught, undone or reported here.
"""

import builtins
import gc
import io
import json
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from handbook.drills.evidence import show
from handbook.drills.runner import Failure, Verdict, open_database, run_tests

MOST_PRINTED = 50_000
MOST_ROWS = 50
_AT_ONCE = 2_000
_LINES_AT_ONCE = 200
_SECONDS = 0.1

Post = Callable[[str, str], None]
"""Takes a kind of news and its text: ``printed``, ``test`` (JSON of name and promise)."""


@dataclass(frozen=True)
class Request:
    """What the page asks for.

    Attributes:
        attempt: The reader's code.
        tests: Source of the tests.
        language: ``python`` or ``sql``.
        setup: For SQL, the statements that create the sample database.
    """

    attempt: str
    tests: str
    language: str = "python"
    setup: str = ""


class Printed(io.TextIOBase):
    """Hands on what is printed, soon but not letter by letter, and drops what is beyond a limit."""

    def __init__(self, post: Post, limit: int = MOST_PRINTED) -> None:
        """Hand on to `post`, at most `limit` characters."""
        self._post = post
        self._left = limit
        self._waiting: list[str] = []
        self._size = 0
        self._last = time.monotonic()
        self._posts = 0
        self.dropped = 0

    def writable(self) -> bool:
        """Tell that this takes text."""
        return True

    def write(self, text: str) -> int:
        """Take text."""
        kept = text[: self._left]
        self._left -= len(kept)
        self.dropped += len(text) - len(kept)
        if kept:
            self._waiting.append(kept)
            self._size += len(kept)
            # A line is handed on at once, for the code may never come back; a flood of lines is not.
            ends = "\n" in kept and self._posts < _LINES_AT_ONCE
            late = time.monotonic() - self._last > _SECONDS
            if ends or late or self._size > _AT_ONCE or not self._left:
                self.flush()
        return len(text)

    def flush(self) -> None:
        """Hand on what waits."""
        if self._waiting:
            self._post("printed", "".join(self._waiting))
            self._waiting.clear()
            self._size = 0
            self._posts += 1
            self._last = time.monotonic()


class Interpreter:
    """The state that one attempt could leave to the next."""

    def __init__(self) -> None:
        """Remember the state now, before the first attempt."""
        self._modules = [
            (module, {key: value for key, value in vars(module).items() if not key.startswith("__")})
            for name, module in sys.modules.items()
            if isinstance(module, ModuleType) and name not in _CHANGING
        ]
        self._builtins = {key: value for key, value in vars(builtins).items() if key != "_"}
        self._limit = sys.getrecursionlimit()
        self._folder = Path.cwd()
        self._files = sorted(self._folder.iterdir())

    def changes(self) -> list[str]:
        """Return what an attempt has replaced in modules and files; new names do not count."""
        found = []
        for module, values in [*self._modules, (builtins, self._builtins)]:
            now = vars(module)
            found += [f"{module.__name__}.{key}" for key in values if now.get(key, now) is not values[key]]
        if sys.getrecursionlimit() != self._limit:
            found.append("the recursion limit")
        if Path.cwd() != self._folder or sorted(self._folder.iterdir()) != self._files:
            found.append("files")
        return found


_CHANGING = frozenset({"__main__", "builtins"})
"""Modules whose names change in any run."""


def run(request: str, post: Post, interpreter: Interpreter) -> str:
    """Run an attempt against its tests.

    Args:
        request: A `Request` as JSON.
        post: Told of printed text and of each test as it starts.
        interpreter: The state before any attempt.

    Returns:
        JSON with ``passed`` and ``failures`` (see `handbook.drills.runner.Verdict`), ``dropped`` (characters
        of output beyond the limit), ``sample`` (for SQL, the rows of the attempt on the sample database) and
        ``changes`` (what the attempt left changed in the interpreter).
    """
    asked = Request(**json.loads(request))
    printed = Printed(post)
    sample = None

    def starts(test: str, promise: str) -> None:
        post("test", json.dumps([test, promise]))

    with _guarded(printed):
        if asked.language == "sql":
            sample = _sample(asked)
        try:
            verdict = run_tests(asked.attempt, asked.tests, asked.language, asked.setup, starts)
        except BaseException as error:
            # What a test runner must let through, such as KeyboardInterrupt, is one more failure here.
            told = f"{type(error).__name__}: {error}".rstrip(": ")
            verdict = Verdict((), (Failure("attempt", "the attempt must run to its end", told),))
    printed.flush()
    gc.collect()
    return json.dumps(
        {
            "passed": verdict.passed,
            "failures": [asdict(failure) for failure in verdict.failures],
            "dropped": printed.dropped,
            "sample": sample,
            "changes": interpreter.changes(),
        }
    )


class _NoKeyboard(io.TextIOBase):
    """Standard input where nobody types."""

    def readable(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]  # as TextIOBase has it
        raise EOFError("nobody types here: the tests call your function with its arguments")

    def read(self, size: int | None = -1, /) -> str:
        return self.readline()


@contextmanager
def _guarded(printed: Printed) -> Iterator[None]:
    """Catch output, refuse input, and give the attempt fresh random numbers and NumPy's usual settings."""
    numpy = sys.modules.get("numpy")
    keyboard, limit = sys.stdin, sys.getrecursionlimit()
    random.seed()
    with ExitStack() as stack:
        if numpy is not None:
            numpy.random.seed()
            stack.enter_context(numpy.errstate())
            stack.enter_context(numpy.printoptions())
        stack.enter_context(redirect_stdout(printed))
        stack.enter_context(redirect_stderr(printed))
        sys.stdin = _NoKeyboard()
        try:
            yield
        finally:
            sys.stdin = keyboard
            sys.setrecursionlimit(limit)


def _sample(asked: Request) -> dict[str, Any]:
    """Return columns and rows of the query on the sample database, or why there are none."""
    try:
        cursor = open_database(asked.setup).execute(asked.attempt)
        rows = cursor.fetchmany(MOST_ROWS + 1)
    except sqlite3.Error as error:
        return {"error": str(error)}
    columns = [column[0] for column in cursor.description or ()]
    return {
        "columns": columns,
        "rows": [["NULL" if value is None else _cell(value) for value in row] for row in rows[:MOST_ROWS]],
        "more": len(rows) > MOST_ROWS,
    }


def _cell(value: Any) -> str:
    return value if isinstance(value, str) else show(value)
