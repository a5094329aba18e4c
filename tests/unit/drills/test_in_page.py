import json
import sys
from pathlib import Path
from typing import Any

import pytest

from handbook.drills.in_page import Interpreter, Printed, run

TESTS = 'def test_it():\n    """It is one."""\n    assert f() == 1\n'


def run_here(attempt: str, **more: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    posts: list[tuple[str, str]] = []
    request = json.dumps({"attempt": attempt, "tests": TESTS, **more})
    answer = run(request, lambda kind, text: posts.append((kind, text)), Interpreter())
    return json.loads(answer), posts


def test_a_run_tells_of_tests_output_and_verdict() -> None:
    answer, posts = run_here("def f():\n    print('hello')\n    return 1\n")
    assert (answer["passed"], answer["failures"], answer["changes"]) == (["test_it"], [], [])
    assert posts == [("test", '["test_it", "It is one."]'), ("printed", "hello\n")]


def test_output_beyond_the_limit_is_counted_and_dropped() -> None:
    posts: list[str] = []
    printed = Printed(lambda kind, text: posts.append(text), limit=5)
    printed.write("abc")
    printed.write("defg")
    printed.write("h")
    printed.flush()
    assert "".join(posts) == "abcde"
    assert printed.dropped == 3


@pytest.mark.parametrize(
    ("attempt", "told"),
    [
        ("def f():\n    return input()\n", "EOFError: nobody types here"),
        ("import sys\ndef f():\n    sys.exit(2)\n", "SystemExit: the code ends the program"),
        ("def f():\n    raise KeyboardInterrupt\n", "KeyboardInterrupt"),
        ("def f():\n    raise MemoryError\n", "MemoryError: the memory is used up (line 2"),
    ],
)
def test_what_would_end_or_hang_a_program_is_a_failure(attempt: str, told: str) -> None:
    answer, _ = run_here(attempt)
    assert answer["failures"][0]["message"].startswith(told)


@pytest.mark.parametrize(
    ("attempt", "changed"),
    [
        ("import json\njson.dumps = None\n", "json.dumps"),
        ("import builtins\nbuiltins.sum = None\n", "builtins.sum"),
    ],
)
def test_what_an_attempt_replaces_is_noticed(
    attempt: str, changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import builtins

    monkeypatch.setattr(builtins, "sum", sum)
    interpreter, original = Interpreter(), json.dumps
    monkeypatch.setattr(json, "dumps", original)
    exec(attempt, {})
    assert changed in interpreter.changes()


def test_files_and_the_recursion_limit_are_noticed_and_the_limit_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    limit = sys.getrecursionlimit()
    answer, _ = run_here(
        "import sys\nsys.setrecursionlimit(5000)\nopen('a', 'w').close()\ndef f(): return 1\n"
    )
    assert answer["changes"] == ["files"]
    assert sys.getrecursionlimit() == limit


def test_a_query_is_shown_on_the_sample_rows() -> None:
    setup = "CREATE TABLE t (x); INSERT INTO t VALUES (1), (NULL), ('a');"
    more = {"language": "sql", "setup": setup}
    answer, _ = run_here("SELECT x FROM t", **more)
    assert answer["sample"] == {"columns": ["x"], "rows": [["1"], ["NULL"], ["a"]], "more": False}
    answer, _ = run_here("SELECT y FROM t", **more)
    assert answer["sample"] == {"error": "no such column: y"}
