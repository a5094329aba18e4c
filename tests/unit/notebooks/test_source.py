from pathlib import Path

import pytest

from handbook.notebooks.source import find, read
from handbook.problems import ProblemsError

SCRIPT = '''# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Title
#
# Text.

# %%
first = 1

# %% tags=["hide-input"]

text = """
# %% not a cell
"""
second = 2
# %%
third = 3
'''


def test_cells_know_the_lines_they_stand_on() -> None:
    source = read("topic/slug", SCRIPT)
    lines = SCRIPT.splitlines()
    assert [cell.kind for cell in source.cells] == ["markdown", "code", "code", "code"]
    assert [cell.number for cell in source.cells] == [0, 1, 2, 3]
    assert lines[source.cells[0].line - 1] == "# # Title"
    for cell in source.cells[1:]:
        body = cell.text.split("\n")
        assert lines[cell.line - 1 : cell.line - 1 + len(body)] == body


def test_tags_are_read() -> None:
    assert read("topic/slug", SCRIPT).cells[2].tags == ("hide-input",)


def test_incomplete_header_is_a_problem() -> None:
    header = "# ---\n# jupyter:\n#   kernelspec:\n#     name: python3\n# ---\n"
    with pytest.raises(ProblemsError) as caught:
        read("topic/slug", header + "\n# %%\n1\n")
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("notebooks/topic/slug.py", 1)
    assert problem.message.startswith("cannot be read")


def test_notebooks_are_found_by_name_and_sorted(tmp_path: Path) -> None:
    for name in ("b/two", "a/one", "b/one"):
        path = tmp_path / "notebooks" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    assert list(find(tmp_path)) == ["a/one", "b/one", "b/two"]
