"""The logic of the question filter, run by node; the page around it is tested in a browser."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from handbook.browser_parts import node_command

MODULE = Path(__file__).parents[2] / "docs" / "assets" / "javascripts" / "question-filter.js"
OFFERED = {"level": ["", "beginner", "advanced"], "rounds": ["", "theory", "screen"]}


def call(function: str, *arguments: Any) -> Any:
    given = ", ".join(json.dumps(argument) for argument in arguments)
    code = (
        f"import * as filter from {json.dumps(MODULE.as_uri())};"
        f"console.log(JSON.stringify(filter.{function}({given})))"
    )
    done = subprocess.run(
        [*node_command(), "--input-type=module", "--eval", code], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("choice", "fits"),
    [
        ({}, True),
        ({"level": "", "rounds": ""}, True),
        ({"level": "advanced"}, True),
        ({"level": "beginner"}, False),
        ({"rounds": "theory"}, True),
        ({"rounds": "theo"}, False),
        ({"level": "advanced", "rounds": "theory"}, True),
        ({"level": "advanced", "rounds": "design"}, False),
        ({"kind": "coding"}, False),
    ],
)
def test_all_that_is_chosen_must_fit(choice: dict[str, str], fits: bool) -> None:
    assert call("fits", {"level": "advanced", "rounds": "screen theory"}, choice) is fits


@pytest.mark.parametrize(
    ("shown", "total", "text"),
    [(3, 3, "3 questions"), (1, 1, "1 question"), (0, 3, "0 of 3 questions"), (1, 3, "1 of 3 questions")],
)
def test_the_count_is_announced(shown: int, total: int, text: str) -> None:
    assert call("countText", shown, total) == text


@pytest.mark.parametrize(
    ("query", "choice"),
    [
        ("", {"level": "", "rounds": ""}),
        ("?level=advanced&round=screen", {"level": "advanced", "rounds": "screen"}),
        ("?level=wizard&round=theory&h=x", {"level": "", "rounds": "theory"}),
    ],
)
def test_an_address_holds_a_choice(query: str, choice: dict[str, str]) -> None:
    assert call("choiceOf", query, OFFERED) == choice


def test_the_choice_is_written_into_the_address_and_the_rest_stays() -> None:
    assert (
        call("queryOf", "?h=auc&level=advanced", {"level": "", "rounds": "theory"}) == "?h=auc&round=theory"
    )
    assert call("queryOf", "?level=advanced", {"level": "", "rounds": ""}) == ""
