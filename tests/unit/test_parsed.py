import os
from pathlib import Path

from handbook.parsed import ParsedFiles
from handbook.problems import Problem, ProblemsError


def parse(path: Path) -> tuple[list[str], list[Problem]]:
    text = path.read_text("utf-8")
    if text == "broken":
        raise ProblemsError([Problem(path.name, 1, "broken")])
    return [text], [Problem(path.name, 1, "odd")] if text == "odd" else []


def test_a_file_is_parsed_again_only_when_it_changed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("one", "utf-8")
    files = ParsedFiles(parse)
    first = files.load([path])[0][0]
    assert files.load([path])[0][0] is first
    path.write_text("two", "utf-8")
    os.utime(path, ns=(1, 1))
    assert files.load([path])[0] == [["two"]]


def test_problems_stay_with_values_and_broken_files_have_no_value(tmp_path: Path) -> None:
    for name in ("broken", "fine", "odd"):
        (tmp_path / name).write_text(name, "utf-8")
    files = ParsedFiles(parse)
    paths = sorted(tmp_path.iterdir())
    for _ in range(2):
        values, problems = files.load(paths)
        assert values == [["fine"], ["odd"]]
        assert [problem.path for problem in problems] == ["broken", "odd"]


def test_a_file_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("one", "utf-8")
    files = ParsedFiles(parse)
    first = files.load([path])[0][0]
    files.load([])
    assert files.load([path])[0][0] is not first
