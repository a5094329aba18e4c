"""The logic of the drill's scripts, run by node; the page around it is tested in a browser."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from handbook.browser_parts import node_command

SCRIPTS = Path(__file__).parents[3] / "docs/assets/javascripts/practice/drill"


def evaluate(module: str, expression: str) -> Any:
    code = (
        f"import * as module from {json.dumps((SCRIPTS / module).as_uri())};"
        f"console.log(JSON.stringify({expression}))"
    )
    command = [*node_command(), "--input-type=module", "--eval", code]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize(
    ("own", "reference", "rows"),
    [
        ("a\nb\n", "a\nb\n\n", ["1=1", "2=2"]),
        ("a\nb  \n", "a\nb", ["1=1", "2=2"]),
        ("a\nx\nc", "a\ny\nc", ["1=1", "2|2", "3=3"]),
        ("a\nc", "a\nb\nb\nc", ["1=1", "-|2", "-|3", "2=4"]),
        ("a\nb\nc", "c", ["1|-", "2|-", "3=1"]),
        ("", "a", ["1|1"]),
    ],
)
def test_equal_lines_stand_side_by_side(own: str, reference: str, rows: list[str]) -> None:
    found = evaluate("compare.js", f"module.compareLines({json.dumps(own)}, {json.dumps(reference)})")
    sides = [[row[side]["number"] if row[side] else "-" for side in ("left", "right")] for row in found]
    assert [f"{a}{'=' if row['same'] else '|'}{b}" for (a, b), row in zip(sides, found, strict=True)] == rows


@pytest.mark.parametrize(
    ("kept", "attempt"),
    [
        (None, {"code": None, "hints": 0, "solved": False}),
        ("{", {"code": None, "hints": 0, "solved": False}),
        ("[1]", {"code": None, "hints": 0, "solved": False}),
        (
            '{"version": 1, "code": "x", "hints": 9, "solved": true}',
            {"code": "x", "hints": 3, "solved": True},
        ),
        ('{"code": 5, "hints": "2", "solved": 1}', {"code": None, "hints": 0, "solved": False}),
    ],
)
def test_what_the_browser_kept_is_read_with_care(kept: str | None, attempt: dict[str, Any]) -> None:
    assert evaluate("attempt.js", f"module.parseAttempt({json.dumps(kept)})") == attempt


def test_an_attempt_is_kept_until_it_is_the_starter_again() -> None:
    steps = """(() => {
      const kept = new Map();
      const storage = { getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => kept.set(k, v),
        removeItem: (k) => kept.delete(k) };
      const store = new module.AttemptStore("t/a", () => storage);
      const saved = store.save({ code: "x", hints: 1, solved: false });
      const loaded = store.load();
      store.save({ code: null, hints: 0, solved: false });
      const broken = new module.AttemptStore("t/a", () => { throw new Error("no storage"); });
      return [saved, loaded, kept.size, broken.save(loaded), broken.load().code];
    })()"""
    assert evaluate("attempt.js", steps) == [
        True,
        {"code": "x", "hints": 1, "solved": False},
        0,
        False,
        None,
    ]


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("/practice/drills/evaluation/roc/", "evaluation/roc"),
        ("/sub/folder/practice/drills/evaluation/roc/index.html", "evaluation/roc"),
        ("/practice/drills/", ""),
        ("/questions/evaluation/", ""),
    ],
)
def test_the_address_names_the_drill(path: str, slug: str) -> None:
    assert evaluate("source.js", f"module.slugOf({json.dumps(path)})") == slug


def verdict(passed: int, failed: list[str]) -> dict[str, Any]:
    return {"passed": [f"test_{i}" for i in range(passed)], "failures": [{"test": name} for name in failed]}


@pytest.mark.parametrize(
    ("outcome", "state", "headline"),
    [
        ({"kind": "verdict", "verdict": verdict(1, [])}, "passed", "All 1 test passed"),
        ({"kind": "verdict", "verdict": verdict(2, ["test_x"])}, "failed", "1 of 3 tests failed"),
        ({"kind": "verdict", "verdict": verdict(0, ["attempt"])}, "failed", "The code does not run"),
        ({"kind": "verdict", "verdict": verdict(0, [])}, "failed", "0 of 0 tests failed"),
        ({"kind": "timeout", "message": ""}, "ended", "Stopped after 30 s"),
        ({"kind": "unloaded", "message": "x"}, "ended", "Python could not be loaded"),
        ({"kind": "broken", "message": "RangeError: call stack"}, "ended", "Python itself broke down"),
    ],
)
def test_each_outcome_has_a_headline(outcome: dict[str, Any], state: str, headline: str) -> None:
    summary = evaluate("words.js", f"module.summarise({json.dumps({**outcome, 'seconds': 1})}, 30)")
    assert (summary["state"], summary["headline"]) == (state, headline)


@pytest.mark.parametrize(
    ("message", "got", "remark"),
    [
        ("AssertionError: expected 1, got 2", "2", ""),
        ("AssertionError: too slow", "", "too slow"),
        ("AssertionError: the assertion does not hold", "", "What the test demands does not hold."),
        (
            "AssertionError: Not equal\n\nMismatched: 1\n ACTUAL: 2\n DESIRED: 1",
            "2",
            "Not equal\n\nMismatched: 1",
        ),
        ("IndexError: out of range (line 3: a[9])", "", "IndexError: out of range"),
    ],
)
def test_a_remark_repeats_no_evidence(message: str, got: str, remark: str) -> None:
    failure = {"message": message, "evidence": {"got": got, "expected": "1"}}
    assert evaluate("words.js", f"module.remark({json.dumps(failure)})") == remark
