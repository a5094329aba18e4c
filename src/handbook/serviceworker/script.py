"""The script of the worker: the list of files, then the committed program as one classic script."""

import hashlib
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from handbook.browser_parts import node_command
from handbook.problems import Problem, ProblemsError
from handbook.serviceworker.listing import Entry, Group

SOURCES = Path(__file__).with_name("worker")
_ENTRY = "main.mjs"
# A classic script, since not every browser that has service workers lets them be modules.
_OPTIONS = ("--bundle", "--format=iife", "--minify", "--target=es2022", "--charset=utf8")


def worker_script(root: Path, groups: Mapping[Group, tuple[Entry, ...]]) -> bytes:
    """Return the text of the worker; it differs whenever one of the files does.

    Args:
        root: Repository root, where the browser parts are installed.
        groups: The files that may be kept.

    Raises:
        ProblemsError: The browser parts are not installed, or esbuild fails.
    """
    program = _program(root)
    files = {
        group.value: [[each.address, each.digest, each.size] for each in groups.get(group, ())]
        for group in Group
    }
    listed = json.dumps(files, ensure_ascii=True, separators=(",", ":"))
    version = hashlib.sha256(listed.encode() + program).hexdigest()[:16]
    head = f'self.handbookFiles={{"version":"{version}","groups":{listed}}};\n'
    return head.encode() + program


def _program(root: Path) -> bytes:
    """Return the program, bundled again when one of its modules has changed."""
    esbuild = root / "node_modules" / "esbuild"
    whole = hashlib.sha256("\n".join(_OPTIONS).encode())
    for path in (esbuild / "package.json", *sorted(SOURCES.glob("*.mjs"))):
        try:
            whole.update(path.read_bytes())
        except OSError as error:
            message = "a browser part is missing: esbuild"
            raise ProblemsError([Problem("package-lock.json", 0, message, "install them again")]) from error
    kept = root / ".cache" / "bundles" / f"worker-{whole.hexdigest()[:16]}.js"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(".new")
        fresh.write_bytes(_bundled(esbuild))
        fresh.replace(kept)
    return kept.read_bytes()


def _bundled(esbuild: Path) -> bytes:
    command = [*node_command(), str(esbuild / "bin" / "esbuild"), _ENTRY, *_OPTIONS]
    done = subprocess.run(command, cwd=SOURCES, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = next((line for line in said if "error" in line.casefold()), f"it ends with status {done.returncode}")
        place = "src/handbook/serviceworker/worker/main.mjs"
        raise ProblemsError([Problem(place, 0, f"the worker cannot be bundled: {reason}")])
    return done.stdout
