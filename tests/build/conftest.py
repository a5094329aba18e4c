from pathlib import Path

import pytest

from tests.build.repository import Repository, make_repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return make_repository(tmp_path / "handbook")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The sample, built once; tests only read it."""
    repository = make_repository(tmp_path_factory.mktemp("built") / "handbook")
    done = repository.build()
    assert done.returncode == 0, done.stdout
    return repository
