"""The boundaries of the architecture, read from the import statements."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENGINES = ("mkdocs", "material", "mkdocs_jupyter")
CORE = sorted((ROOT / "src" / "handbook").rglob("*.py"))
COMMAND_LINE = {"commands", "cli.py", "__main__.py", "preparation.py"}
HOOKS = sorted((ROOT / "hooks").glob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", CORE, ids=name)
def test_the_core_never_imports_the_site_engine(path: Path) -> None:
    assert not [module for module in imported(path) if module.split(".")[0] in (*ENGINES, "handbook_mkdocs")]


@pytest.mark.parametrize("path", sorted((ROOT / "scratch").rglob("*.py")), ids=name)
def test_scratch_modules_stand_alone(path: Path) -> None:
    roots = {module.split(".")[0] for module in imported(path)}
    assert not roots & {"handbook", "sklearn", "torch", "pandas"}


@pytest.mark.parametrize("path", HOOKS, ids=name)
def test_hooks_hold_only_short_event_functions(path: Path) -> None:
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            assert node.name.startswith(("on_", "_")), node.name
            assert len(node.body) <= 4, f"{node.name} does too much: move it into src/"
        assert not isinstance(node, ast.ClassDef)


@pytest.mark.parametrize("path", [path for path in CORE if not COMMAND_LINE & set(path.parts)], ids=name)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    prints = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]
    # A stream that is named is a protocol between processes, not something for people.
    assert not [call.lineno for call in prints if not any(word.arg == "file" for word in call.keywords)]


def test_the_launcher_and_the_command_line_need_the_standard_library_only() -> None:
    import sys

    for path in (ROOT / "scripts" / "handbook.py", ROOT / "src" / "handbook" / "cli.py"):
        modules = {module.split(".")[0] for module in imported(path)} - {"handbook"}
        assert modules <= set(sys.stdlib_module_names), path


def test_nothing_generated_is_kept_in_the_repository() -> None:
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = listed.splitlines()
    assert files
    assert not [
        file for file in files if file.endswith(".ipynb") or file.startswith(("site/", ".cache/", "dist/"))
    ]
