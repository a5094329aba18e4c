from dataclasses import replace
from pathlib import Path

import pytest

from handbook.drills import remembered
from handbook.drills.model import Drill
from handbook.drills.parser import parse_drill
from handbook.drills.remembered import remembered_verdicts
from tests.unit.drills.test_drills import DRILL


@pytest.fixture
def drill() -> Drill:
    return parse_drill(DRILL, "drills/evaluation/mean.py", "evaluation/mean")


def test_an_unchanged_drill_is_not_judged_again(
    drill: Drill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weak = replace(drill, tests="def test_nothing() -> None:\n    pass\n")
    first = list(remembered_verdicts([drill, weak], tmp_path))
    assert {problem.message for problem in first} >= {"the starter passes the tests"}
    monkeypatch.setattr(remembered, "check_verdicts", lambda drill: pytest.fail("judged again"))
    assert list(remembered_verdicts([drill, weak], tmp_path)) == first


def test_a_changed_drill_is_judged_again(drill: Drill, tmp_path: Path) -> None:
    assert list(remembered_verdicts([drill], tmp_path)) == []
    wrong = replace(drill, solution=drill.starter)
    (problem,) = remembered_verdicts([wrong], tmp_path)
    assert "the solution does not pass" in problem.message
