import subprocess
import sys
from pathlib import Path

import pytest

from handbook.publication.loader import load_publication
from handbook.publication.model import Publication
from tests.build.repository import ROOT, Repository, make_repository


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


@pytest.fixture(scope="session")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The whole handbook from a strict build of its own."""
    site = tmp_path_factory.mktemp("publication") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-6000:]
    return load_publication(ROOT, site)
