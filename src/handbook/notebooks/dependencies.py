"""Find, without importing anything, what a notebook depends on: modules of this repository and libraries."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import handbook

_DISTRIBUTIONS = {
    "IPython": "ipython",
    "matplotlib": "matplotlib",
    "numpy": "numpy",
    "pandas": "pandas",
    "scipy": "scipy",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
}
_EXECUTOR_DISTRIBUTIONS = ("ipython", "jupytext", "matplotlib", "numpy", "pandas", "scikit-learn", "scipy")
_EXECUTOR_MODULES = (
    "checks.py",
    "child.py",
    "environment.py",
    "normalise.py",
    "sandbox.py",
    "shell.py",
    "source.py",
    "svg.py",
)


@dataclass(frozen=True)
class Dependencies:
    """What decides the result of a notebook besides its own text.

    Attributes:
        files: Modules of the repository, imported directly or by one another, sorted. Places where a module
            would be found if it existed are among them, so that a new file is noticed.
        libraries: Distributions that the notebook or its modules import, sorted.
    """

    files: tuple[Path, ...]
    libraries: tuple[str, ...]


def package_root() -> Path:
    """Return the folder that holds the `handbook` package."""
    return Path(str(handbook.__file__)).resolve().parents[1]


def executor_files() -> tuple[Path, ...]:
    """Return the modules that decide the bytes of an executed notebook, or whether it is accepted."""
    folder = Path(__file__).resolve().parent
    return (*(folder / name for name in _EXECUTOR_MODULES), package_root() / "handbook" / "publish.py")


@cache
def installed(distributions: tuple[str, ...] = _EXECUTOR_DISTRIBUTIONS) -> tuple[tuple[str, str], ...]:
    """Return the installed versions of distributions, by name; those that are missing are left out."""
    return tuple((name, found) for name in sorted(distributions) if (found := _version(name)))


def resolve(script: Path, root: Path) -> Dependencies:
    """Follow the imports of a notebook through the modules of this repository.

    Args:
        script: The percent script.
        root: The repository root, where `scratch` lies.
    """
    roots = {"scratch": root, "handbook": package_root()}
    files: set[Path] = set()
    libraries: set[str] = set()
    waiting = [(script, "")]
    while waiting:
        path, package = waiting.pop()
        for name in _imported(path, package):
            top = name.split(".", 1)[0]
            if top in _DISTRIBUTIONS and not path.is_relative_to(package_root() / "handbook"):
                libraries.add(_DISTRIBUTIONS[top])
            for found, its_package in _candidates(name, roots.get(top)):
                if found not in files:
                    files.add(found)
                    waiting.append((found, its_package))
    return Dependencies(tuple(sorted(files)), tuple(sorted(libraries)))


def _imported(path: Path, package: str) -> Iterator[str]:
    """Yield every dotted name that an import in a file may mean, submodules among them."""
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node.module or "", node.level, package)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _absolute(module: str, level: int, package: str) -> str:
    if not level:
        return module
    parts = package.split(".")
    return ".".join([*parts[: len(parts) - level + 1], *filter(None, [module])])


def _candidates(name: str, root: Path | None) -> Iterator[tuple[Path, str]]:
    """Yield the files that importing a dotted name would read, each with the package it belongs to."""
    if root is None:
        return
    parts = name.split(".")
    for length in range(1, len(parts) + 1):
        dotted = ".".join(parts[:length])
        folder = root.joinpath(*parts[:length])
        yield folder / "__init__.py", dotted
        yield folder.with_suffix(".py"), ".".join(parts[: length - 1])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
