"""Files of the repository that a notebook names as its data."""

from pathlib import Path

import pytest

from handbook.notebooks.data import check_data, declared, find_data
from tests.unit.notebooks.repository import Repository

HEADER = "# ---\n# jupyter:\n#   handbook:\n#     data: [{}]\n# ---\n\n"
COUNT = """
from pathlib import Path

from handbook.publish import record

record("files", len(sorted(Path("questions").glob("*/*.md"))))
record("words", sum(len(path.read_text().split()) for path in Path("questions").glob("*/*.md")))
"""


def put(root: Path, path: str, text: str = "one two") -> Path:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


def counting(repository: Repository, data: str = "questions/*/*.md") -> Path:
    """Write a notebook that counts questions and what they hold."""
    path = repository.write("topic/slug", COUNT)
    path.write_text(HEADER.format(data) + path.read_text("utf-8"), "utf-8")
    return path


def counted(repository: Repository) -> tuple[int, int]:
    """Return the numbers of files and words that the last run recorded."""
    import json

    from handbook.publish import RESULT_MIME

    (path,) = repository.results("topic/slug")
    outputs = json.loads(path.read_text("utf-8"))["cells"][1]["outputs"]
    values = {each["data"][RESULT_MIME]["name"]: each["data"][RESULT_MIME]["value"] for each in outputs}
    return values["files"], values["words"]


def test_a_notebook_reads_what_it_names(repository: Repository) -> None:
    put(repository.root, "questions/a/one.md")
    put(repository.root, "questions/b/two.md")
    counting(repository)
    assert repository.update().problems == ()
    assert counted(repository) == (2, 4)


def test_it_runs_again_when_a_file_changes_appears_or_goes(repository: Repository) -> None:
    first = put(repository.root, "questions/a/one.md")
    counting(repository)
    repository.update()
    assert repository.update().executed == ()
    first.write_text("one two three", "utf-8")
    assert repository.update().executed == ("topic/slug",)
    put(repository.root, "questions/a/two.md")
    assert repository.update().executed == ("topic/slug",)
    put(repository.root, "questions/new/three.md")
    assert repository.update().executed == ("topic/slug",)
    assert counted(repository) == (3, 7)
    first.unlink()
    assert repository.update().executed == ("topic/slug",)
    assert counted(repository) == (2, 4)


def test_a_file_that_no_pattern_names_runs_nothing_and_cannot_be_read(repository: Repository) -> None:
    put(repository.root, "questions/a/one.md")
    counting(repository)
    repository.update()
    put(repository.root, "questions/a/notes.txt")
    assert repository.update().executed == ()
    other = put(repository.root, "docs/other.yml")
    path = repository.write("topic/slug", f"open({str(other)!r}).read()")
    path.write_text(HEADER.format("questions/*/*.md") + path.read_text("utf-8"), "utf-8")
    (problem,) = repository.update().problems
    assert "a notebook may not read files of the repository" in str(problem)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("src/*.py", "data `src/*.py` lies in none of the folders docs, drills, questions, tests"),
        ("questions/../src/*.py", "lies in none of the folders"),
        ("/etc/passwd", "lies in none of the folders"),
        ("questions/**/*.md", "may not hold **"),
        ("docs/start/plans.yml", "data `docs/start/plans.yml` matches no file"),
    ],
)
def test_a_pattern_that_is_not_allowed_is_a_problem(tmp_path: Path, data: str, message: str) -> None:
    put(tmp_path, "questions/a/one.md")
    put(tmp_path, "src/module.py")
    text = HEADER.format(f'"{data}"')
    (problem,) = check_data("topic/slug", text, tmp_path)
    assert str(problem).startswith("notebooks/topic/slug.py:1: ")
    assert message in str(problem)
    assert find_data(text, tmp_path).files == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# %%\n1\n",
        "# ---\n# jupyter: 1\n# ---\n",
        "# ---\n# jupyter:\n#   handbook: {data: x}\n# ---\n",
        "# ---\n# : [\n# ---\n",
        "# ---\n# jupyter:\n",
    ],
)
def test_a_header_without_data_names_none(text: str) -> None:
    assert declared(text) == ()


def test_folders_are_those_in_which_a_file_may_appear(tmp_path: Path) -> None:
    put(tmp_path, "questions/a/one.md")
    put(tmp_path, "questions/topics.yml")
    found = find_data(HEADER.format("questions/*/*.md, questions/topics.yml"), tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in found.files] == [
        "questions/a/one.md",
        "questions/topics.yml",
    ]
    assert [path.relative_to(tmp_path).as_posix() for path in found.folders] == ["questions", "questions/a"]
