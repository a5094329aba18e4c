"""The notebook on the rounds weighs what the tables of the sheets weigh."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHEETS = ROOT / "docs/interview/rounds"
NOTEBOOK = ROOT / "notebooks/interview-process/round-rubrics.py"
_ROUND = re.compile(r"^\| \[(?P<name>[^\]]+)\]\((?P<page>[\w-]+\.md)\) \|", re.M)


def rubric(page: str) -> dict[str, int]:
    """Return the weights of the table under "What is graded"."""
    section = (SHEETS / page).read_text("utf-8").split("\n## What is graded\n")[1].split("\n## ")[0]
    rows = [
        [cell.strip() for cell in row.strip("|").split("|")]
        for row in section.splitlines()
        if row.startswith("|")
    ]
    return {row[0]: int(row[-1].removesuffix(" %")) for row in rows[2:]}


def notebook_rubrics() -> dict[str, dict[str, int]]:
    """Return the weights of the notebook by round, without executing it."""
    source = NOTEBOOK.read_text("utf-8").split("\nSHEETS = ")[1].split("\nrounds = ")[0]
    dimensions = re.compile(r"(?<=\", )[A-Z]+(?=, \d)")  # constants of the notebook, none of our business
    sheets: dict[str, list[tuple[str, None, int]]] = ast.literal_eval(dimensions.sub("None", source))
    return {name: {row: points for row, _, points in rows} for name, rows in sheets.items()}


ROUNDS = {match["name"]: match["page"] for match in _ROUND.finditer((SHEETS / "index.md").read_text("utf-8"))}


def test_every_sheet_is_a_round_of_the_notebook() -> None:
    assert sorted(ROUNDS.values()) == sorted(
        page.name for page in SHEETS.glob("*.md") if page.name != "index.md"
    )
    assert [name.lower() for name in notebook_rubrics()] == [name.lower() for name in ROUNDS]


@pytest.mark.parametrize("name", ROUNDS)
def test_the_notebook_weighs_what_the_sheet_weighs(name: str) -> None:
    weights = {key.lower(): value for key, value in notebook_rubrics().items()}[name.lower()]
    assert weights == rubric(ROUNDS[name])
    assert sum(weights.values()) == 100
