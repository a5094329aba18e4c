from pathlib import Path

import pytest

from handbook import bundling
from handbook.bundling import bundle
from handbook.problems import ProblemsError

ROOT = Path(__file__).parents[2]
OPTIONS = ("--format=esm",)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    if not (ROOT / "node_modules" / "esbuild").is_dir():
        pytest.fail("the browser parts are not installed: build the site once")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    (tmp_path / "package-lock.json").write_text("{}")
    (tmp_path / "one.js").write_text("export const one = 1;")
    return tmp_path


def bundled(root: Path) -> str:
    entry = 'export { one } from "./one.js";'
    return bundle(root, "one", entry, OPTIONS, sources=[root / "one.js"]).decode()


def test_what_is_imported_is_in_the_bundle(root: Path) -> None:
    assert "import" not in bundled(root)
    assert "as one" in bundled(root)


def test_it_is_made_once_for_one_state_of_its_sources(root: Path) -> None:
    bundled(root)
    (kept,) = (root / ".cache" / "bundles").iterdir()
    kept.write_text("kept")
    assert bundled(root) == "kept"
    (root / "one.js").write_text("export const one = 11;")
    assert "11" in bundled(root)
    kept.write_text("kept")
    (root / "package-lock.json").write_text("{ }")
    assert "11" in bundled(root)


def test_a_missing_import_is_one_line(root: Path) -> None:
    with pytest.raises(ProblemsError) as caught:
        bundle(root, "two", 'import "./two.js";', OPTIONS)
    assert str(caught.value).startswith("package-lock.json: esbuild cannot bundle two: ")
    assert "two.js" in str(caught.value) and "\n" not in str(caught.value)


def test_a_failure_without_a_word_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundling, "node_command", lambda: ["false"])
    with pytest.raises(ProblemsError, match="esbuild cannot bundle one: it gave no reason"):
        bundled(root)


def test_a_missing_bundler_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="one cannot be bundled: esbuild is missing"):
        bundled(tmp_path)
