import tempfile

import pytest

from tests.unit.notebooks.repository import Repository


@pytest.mark.parametrize(
    "cell",
    [
        "import urllib.request\nurllib.request.urlopen('http://example.org')",
        "import socket\nsocket.create_connection(('192.0.2.1', 80), timeout=1)",
        "import socket\nsocket.getaddrinfo('example.org', 80)",
    ],
)
def test_network_is_refused(repository: Repository, cell: str) -> None:
    assert "a notebook may not use the network" in repository.problem(cell)


def test_loopback_is_allowed(repository: Repository) -> None:
    cell = """
    import socket

    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())
    """
    repository.write("topic/slug", cell)
    assert repository.update().problems == ()


@pytest.mark.parametrize(
    "cell",
    [
        "open(r'{path}', 'w')",
        "open(r'{path}', 'a')",
        "import pathlib\npathlib.Path(r'{path}').write_text('x')",
        "import pathlib\npathlib.Path(r'{path}').mkdir()",
        "import os\nos.rename('here', r'{path}')",
        "import os\nos.open(r'{path}', os.O_CREAT | os.O_WRONLY)",
    ],
)
def test_write_outside_is_refused(repository: Repository, cell: str) -> None:
    target = repository.root / "written"
    shown = repository.problem("open('here', 'w').close()\n" + cell.format(path=target))
    assert f"a notebook may not write outside of its working folder: {target}" in shown
    assert not target.exists()


def test_removal_outside_is_refused(repository: Repository, tmp_path_factory: pytest.TempPathFactory) -> None:
    target = tmp_path_factory.mktemp("other") / "kept"
    target.write_text("kept", encoding="utf-8")
    assert "may not write outside" in repository.problem(f"import os\nos.remove(r'{target}')")
    assert target.exists()


def test_write_inside_is_allowed_and_thrown_away(repository: Repository) -> None:
    cell = """
    import os, tempfile
    from pathlib import Path

    Path("here").write_text("x")
    with tempfile.NamedTemporaryFile("w") as file:
        file.write("y")
    print(Path("here").read_text())
    """
    repository.write("topic/slug", cell)
    assert repository.update().problems == ()
    assert sorted(path.name for path in repository.root.iterdir()) == [".cache", "notebooks"]


def test_reading_a_file_of_the_repository_is_refused(repository: Repository) -> None:
    data = repository.root / "data.csv"
    data.write_text("1", encoding="utf-8")
    assert "a notebook may not read files of the repository" in repository.problem(f"open(r'{data}')")


def test_other_programs_are_refused(repository: Repository) -> None:
    cell = "import subprocess\nsubprocess.run(['true'])"
    assert "a notebook may not start another program: 'true'" in repository.problem(cell)


def test_parallel_estimators_and_bundled_data_work(repository: Repository) -> None:
    cell = """
    from sklearn.datasets import load_iris
    from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier

    X, y = load_iris(return_X_y=True)
    HistGradientBoostingClassifier(max_iter=2).fit(X, y)
    RandomForestClassifier(4, n_jobs=2, random_state=0).fit(X, y).score(X, y)
    """
    repository.write("topic/slug", cell)
    assert repository.update().problems == ()


def test_working_folder_is_removed(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    repository.write("topic/slug", "from pathlib import Path\nPath('here').touch()")
    assert repository.update().problems == ()
    assert list(folder.iterdir()) == []
