import json
import os
import time

import pytest

from handbook.notebooks import dependencies
from handbook.notebooks.cache import Cache
from handbook.notebooks.dependencies import resolve
from handbook.notebooks.source import find
from tests.unit.notebooks.repository import Repository


@pytest.fixture
def with_module(repository: Repository) -> Repository:
    repository.module("topic/values", "from scratch.topic.base import BASE\n\nVALUE = BASE + 1")
    repository.module("topic/base", "BASE = 1")
    repository.write("topic/slug", "from scratch.topic.values import VALUE\nVALUE")
    repository.write("topic/other", "1")
    repository.update()
    return repository


def shown(repository: Repository) -> str:
    (path,) = repository.results("topic/slug")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return str(cells[1]["outputs"][0]["data"]["text/plain"])


def test_nothing_runs_when_nothing_changed(with_module: Repository) -> None:
    assert with_module.update().executed == ()


def test_new_time_stamps_alone_change_nothing(with_module: Repository) -> None:
    for path in [*with_module.root.glob("notebooks/*/*.py"), *with_module.root.glob("scratch/*/*.py")]:
        os.utime(path, ns=(1, 1))
    assert with_module.update().executed == ()


@pytest.mark.parametrize(("module", "text"), [("values", "VALUE = 7"), ("base", "BASE = 6")])
def test_edit_of_an_imported_module_runs_the_notebook_again(
    with_module: Repository, module: str, text: str
) -> None:
    with_module.module(f"topic/{module}", text)
    assert with_module.update().executed == ("topic/slug",)
    assert shown(with_module) == "7"


def test_module_that_appears_is_noticed(with_module: Repository) -> None:
    package = with_module.root / "scratch" / "topic" / "values"
    package.mkdir()
    (package / "__init__.py").write_text("VALUE = 9\n", encoding="utf-8")
    assert with_module.update().executed == ("topic/slug",)
    assert shown(with_module) == "9"


def test_edit_of_the_source_runs_it_and_removes_the_old_result(with_module: Repository) -> None:
    with_module.write("topic/slug", "5")
    assert with_module.update().executed == ("topic/slug",)
    assert shown(with_module) == "5"


def test_other_library_version_runs_everything(
    with_module: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dependencies, "version", lambda name: "0.0.1")
    dependencies.installed.cache_clear()
    try:
        assert sorted(with_module.update().executed) == ["topic/other", "topic/slug"]
    finally:
        dependencies.installed.cache_clear()


def test_failure_keeps_the_earlier_result_and_runs_again(with_module: Repository) -> None:
    with_module.write("topic/slug", "1 / 0")
    assert len(with_module.update().problems) == 1
    assert shown(with_module) == "2"
    assert with_module.update().executed == ("topic/slug",)


@pytest.mark.parametrize("damage", ["", "{", '{"cells": 3}', "null"])
def test_damaged_result_is_made_again(with_module: Repository, damage: str) -> None:
    (path,) = with_module.results("topic/slug")
    good = json.loads(path.read_text(encoding="utf-8"))["cells"]
    path.write_text(damage, encoding="utf-8")
    result = with_module.update()
    assert (result.executed, result.problems) == (("topic/slug",), ())
    assert json.loads(path.read_text(encoding="utf-8"))["cells"] == good


@pytest.mark.parametrize("damage", ["", "[]", '{"environment": 1}', '{"notebooks": {"a": 1}}'])
def test_damaged_index_is_made_again(with_module: Repository, damage: str) -> None:
    index = with_module.root / ".cache" / "notebooks" / "index.json"
    whole = json.loads(index.read_text(encoding="utf-8"))
    index.write_text(damage, encoding="utf-8")
    assert with_module.update().executed == ()
    made = json.loads(index.read_text(encoding="utf-8"))
    assert {n: e["key"] for n, e in made["notebooks"].items()} == {
        n: e["key"] for n, e in whole["notebooks"].items()
    }


def test_results_of_removed_notebooks_are_removed(with_module: Repository) -> None:
    (with_module.root / "notebooks" / "topic" / "other.py").unlink()
    with_module.update()
    assert with_module.results("topic/other") == []
    assert len(with_module.results("topic/slug")) == 1


def test_hundred_unchanged_notebooks_are_found_out_about_at_once(repository: Repository) -> None:
    for number in range(10):
        repository.module(f"topic/module_{number}", f"VALUE = {number}")
    for number in range(100):
        imports = "\n".join(f"from scratch.topic.module_{each} import VALUE" for each in range(10))
        repository.write(f"topic/slug-{number}", imports)
    scripts = find(repository.root)
    Cache.load(repository.root).refresh(scripts)
    times = []
    for _ in range(3):
        started = time.perf_counter()
        cache = Cache.load(repository.root)
        cache.refresh(find(repository.root))
        times.append(time.perf_counter() - started)
    assert min(times) < 0.1


def test_imports_are_followed(repository: Repository) -> None:
    repository.module("a/one", "from . import two\nfrom ..b.three import X\nimport scipy.stats")
    repository.module("a/two", "import numpy as np")
    repository.module("b/three", "X = 1")
    script = repository.write("topic/slug", "def f():\n    import scratch.a.one\n\n\nimport pandas")
    found = resolve(script, repository.root)
    existing = {path.relative_to(repository.root).as_posix() for path in found.files if path.exists()}
    assert existing == {"scratch/a/one.py", "scratch/a/two.py", "scratch/b/three.py"}
    assert found.libraries == ("numpy", "pandas", "scipy")
