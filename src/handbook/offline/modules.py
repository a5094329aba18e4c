"""Classic scripts in place of ES modules, which browsers do not load from a disk."""

import hashlib
import json
import posixpath
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from handbook.browser_parts import node_command
from handbook.problems import Problem, ProblemsError

BUNDLER = Path(__file__).with_name("bundle.mjs")
_INSTALL_HINT = "run `python3 scripts/handbook.py build`, which installs it"
_MODULE_HINT = "a script of the offline copy is one classic script: no top-level await, only relative imports"


def bundle_name(entries: Sequence[str]) -> str:
    """Return the path below the site of the script that stands for these modules of a page.

    All modules of a page share one script, so that a module imported by several of them runs once.
    """
    digest = hashlib.sha256("\n".join(entries).encode("utf-8")).hexdigest()
    return posixpath.join(posixpath.dirname(entries[0]), f"modules-{digest[:8]}.js")


def bundle_modules(site: Path, scripts: Mapping[str, Sequence[str]]) -> dict[str, bytes]:
    """Return the classic scripts, by path below the site.

    Args:
        site: The built site.
        scripts: The modules that each script starts, in order.

    Raises:
        ProblemsError: A module or one of its imports is missing or cannot be part of a classic script;
            esbuild is not installed.
    """
    if not scripts:
        return {}
    request = json.dumps({"site": str(site.resolve()), "scripts": scripts})
    done = subprocess.run(
        [*node_command(), str(BUNDLER)], input=request, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if "Error" in line]
        message = f"esbuild does not run: {said[0].strip() if said else 'it gave no reason'}"
        raise ProblemsError([Problem("package.json", 0, message, _INSTALL_HINT)])
    answer = json.loads(done.stdout)
    if answer["errors"]:
        raise ProblemsError(
            Problem(f"{site.name}/{error['path']}", error["line"], error["text"], _MODULE_HINT)
            for error in answer["errors"]
        )
    return {name: text.encode("utf-8") for name, text in answer["scripts"].items()}
