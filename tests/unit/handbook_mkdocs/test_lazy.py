import subprocess
import sys
from pathlib import Path

SOURCES = Path(__file__).parents[3] / "src"


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_the_plugin_for_notebooks_loads_its_converters_when_it_needs_them() -> None:
    code = """
import sys
from handbook_mkdocs.lazy import load_lazily
load_lazily("jupytext", "mkdocs_jupyter.convert")
from mkdocs_jupyter import plugin
print("nbconvert" in sys.modules, "nbformat" in sys.modules)
print(callable(plugin.convert.nb2html), callable(plugin.jupytext.read))
print("nbconvert" in sys.modules, "nbformat" in sys.modules)
"""
    assert run(code).split() == ["False", "False", "True", "True", "True", "True"]


def test_a_module_that_does_not_exist_is_missing_as_ever() -> None:
    code = """
from handbook_mkdocs.lazy import load_lazily
load_lazily("no_such_module")
try:
    import no_such_module
except ModuleNotFoundError as error:
    print(error.name)
"""
    assert run(code) == "no_such_module"


def test_mkdocs_runs() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "handbook_mkdocs", "--version"],
        env={"PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("mkdocs, version")
