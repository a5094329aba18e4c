"""Every content file by itself: one case each, named by the file."""

from pathlib import Path

import pytest

from handbook.content import Content
from handbook.problems import Problem
from handbook.sources import relative

ROOT = Path(__file__).parents[2]
FILES = [
    relative(path, ROOT)
    for pattern in (
        "docs/**/*.md",
        "docs/**/*.yml",
        "questions/*/*.md",
        "questions/*.*",
        "notebooks/*/*.py",
        "drills/*/*.py",
    )
    for path in sorted(ROOT.glob(pattern))
]


@pytest.mark.parametrize("path", FILES)
def test_the_file_has_no_problems(path: str, loaded: tuple[Content, list[Problem]]) -> None:
    assert [str(problem) for problem in loaded[1] if problem.path == path] == []


def test_no_problem_is_left_over(loaded: tuple[Content, list[Problem]]) -> None:
    assert [str(problem) for problem in loaded[1] if problem.path not in FILES] == []
