"""Make what the drills need in the page: the editor, Python with NumPy, and the code that runs the tests."""

import hashlib
import json
import tempfile
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from handbook.browser_parts import node_command
from handbook.bundling import bundle, keep_under, run_node
from handbook.generated import GeneratedFile
from handbook.problems import Problem, ProblemsError

EDITOR_URI = "assets/vendor/codemirror/codemirror.js"
PYTHON_URI = "assets/vendor/pyodide"
NUMPY = Path("vendor") / "numpy-wasm"
LIBRARY = "python_stdlib.zip"
RUNNER_URI = "assets/practice/handbook/drills"
MANIFEST = "manifest.json"

RUNNER_MODULES = ("evidence.py", "in_page.py", "runner.py")
"""Modules of `handbook.drills` that the page executes: the very files that run under pytest."""

_EDITOR = """
export { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
export { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
export { python } from "@codemirror/lang-python";
export { SQLite, sql } from "@codemirror/lang-sql";
export { HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting }
  from "@codemirror/language";
export { Compartment, EditorState, StateEffect, StateField } from "@codemirror/state";
export { Decoration, EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap,
  lineNumbers } from "@codemirror/view";
export { tags } from "@lezer/highlight";
"""
_PYTHON = """
import create from "pyodide/pyodide.asm.mjs";
import { loadPyodide } from "pyodide/pyodide.mjs";
globalThis.handbookPyodide = { create, loadPyodide };
"""
# Pyodide takes the place of its own module for a base address; ours are given to it as bytes instead.
_NOWHERE = '"https://pyodide.invalid/"'


def practice_files(root: Path, report: Callable[[str], None]) -> list[GeneratedFile]:
    """Return the assets of the drill pages; none in a repository without drills.

    Args:
        root: Repository root, with ``node_modules`` and ``vendor``.
        report: Called with a line before anything that takes time.

    Raises:
        ProblemsError: A part is missing or cannot be made.
    """
    if not (root / "drills").is_dir():
        return []
    code = files("handbook.drills")
    try:
        return [
            GeneratedFile(EDITOR_URI, bundle(root, "CodeMirror", _EDITOR, ("--format=esm",))),
            *_python_files(root, root / "node_modules" / "pyodide", report),
            *(
                GeneratedFile(f"{RUNNER_URI}/{name}", code.joinpath(name).read_bytes())
                for name in RUNNER_MODULES
            ),
        ]
    except OSError as error:
        missing = Path(error.filename or "node_modules").name
        raise _problem(f"a part of the drills is missing: {missing}", "install it again") from error


def _python_files(root: Path, pyodide: Path, report: Callable[[str], None]) -> list[GeneratedFile]:
    wheel = _wheel(root)
    library, numpy = _compiled(root, pyodide, wheel, report)
    options = (
        "--format=iife",
        "--platform=browser",
        f"--define:import.meta.url={_NOWHERE}",
        "--external:node:*",
        "--external:ws",
    )
    contents = {
        "pyodide.js": bundle(root, "Pyodide", _PYTHON, options),
        "pyodide.asm.wasm": (pyodide / "pyodide.asm.wasm").read_bytes(),
        LIBRARY: library,
        wheel.name: numpy,
    }
    lock = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))
    manifest = {
        "files": {name: len(content) for name, content in contents.items()},
        "numpy": wheel.name,
        "lock": {"info": lock["info"], "packages": {"numpy": _package(wheel.name, numpy)}},
    }
    contents[MANIFEST] = json.dumps(manifest, sort_keys=True).encode()
    contents["LICENSES.txt"] = _licences(root, pyodide).encode()
    return [GeneratedFile(f"{PYTHON_URI}/{name}", content) for name, content in contents.items()]


def _compiled(root: Path, pyodide: Path, wheel: Path, report: Callable[[str], None]) -> tuple[bytes, bytes]:
    """Return the standard library and NumPy as byte code, which halves the time in which Python starts."""
    scripts = files("handbook")
    code = scripts.joinpath("byte_code.py").read_text("utf-8")
    sources = (pyodide / LIBRARY, wheel)
    folder = keep_under(root, "practice", code.encode(), *(source.read_bytes() for source in sources))
    if not folder.is_dir():
        report("Compiling the Python of the drills, once")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
            fresh = Path(temporary) / "compiled"
            fresh.mkdir()
            request = {
                "pyodide": (pyodide / "pyodide.mjs").resolve().as_uri(),
                "code": code,
                # NumPy checks with assertions and reads its docstrings; the library does neither.
                "archives": [
                    {"from": str(source), "to": str(fresh / source.name), "optimize": optimize}
                    for source, optimize in zip(sources, (2, 0), strict=True)
                ],
            }
            with as_file(scripts.joinpath("byte_code.mjs")) as script:
                run_node([*node_command(), str(script)], root, json.dumps(request), "Pyodide cannot compile")
            if not folder.exists():  # another process may have been faster
                fresh.rename(folder)
    return (folder / LIBRARY).read_bytes(), (folder / wheel.name).read_bytes()


def _wheel(root: Path) -> Path:
    wheels = sorted((root / NUMPY).glob("numpy-*.whl"))
    if len(wheels) != 1:
        message = f"{len(wheels)} wheels of NumPy for the browser"
        raise ProblemsError([Problem(NUMPY.as_posix(), 0, message, "restore the folder from git")])
    return wheels[0]


def _package(name: str, content: bytes) -> dict[str, Any]:
    return {
        "name": "numpy",
        "version": name.split("-")[1],
        "file_name": name,
        "install_dir": "site",
        "sha256": hashlib.sha256(content).hexdigest(),
        "package_type": "package",
        "imports": ["numpy"],
        "depends": [],
        "unvendored_tests": False,
    }


def _licences(root: Path, pyodide: Path) -> str:
    version = json.loads((pyodide / "package.json").read_text("utf-8"))["version"]
    parts = [
        f"Pyodide {version}: Mozilla Public License 2.0, https://www.mozilla.org/MPL/2.0/; its source is at "
        "https://github.com/pyodide/pyodide. It holds CPython (PSF License 2.0) and SQLite (public domain).",
        "NumPy and what it includes:",
    ]
    folder = root / NUMPY / "licenses"
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        parts.append(f"--- {path.relative_to(folder).as_posix()}\n\n{path.read_text('utf-8').strip()}")
    return "\n\n".join(parts) + "\n"


def _problem(message: str, hint: str) -> ProblemsError:
    return ProblemsError([Problem("package-lock.json", 0, message, hint)])
