from pathlib import Path

import pytest

from handbook.content import Content, ContentLoader
from handbook.problems import Problem

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def loaded() -> tuple[Content, list[Problem]]:
    return ContentLoader(ROOT).load()


@pytest.fixture(scope="session")
def content(loaded: tuple[Content, list[Problem]]) -> Content:
    return loaded[0]
