"""A small repository with notebooks, and one warm executor for all tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.notebooks.execute import Executor
from tests.unit.notebooks.repository import Repository


@pytest.fixture(scope="session")
def executor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Executor]:
    """Give the warm process that all tests share."""
    with Executor(tmp_path_factory.mktemp("root"), jobs=2) as shared:
        yield shared


@pytest.fixture
def repository(tmp_path: Path, executor: Executor) -> Repository:
    """Give an empty repository."""
    return Repository(tmp_path.resolve(), executor)
