from pathlib import Path

import pytest

from handbook.content import Content, ContentLoader
from handbook.notebooks.update import update
from handbook.problems import Problem

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def loaded() -> tuple[Content, list[Problem]]:
    """Load what is there, after the notebooks whose results pages show."""
    assert update(ROOT).problems == ()
    content, problems = ContentLoader(ROOT).load()
    return content, [*problems, *content.page_problems()]


@pytest.fixture(scope="session")
def content(loaded: tuple[Content, list[Problem]]) -> Content:
    return loaded[0]
