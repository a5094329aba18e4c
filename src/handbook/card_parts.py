"""Bundle the scheduler of the cards (npm ts-fsrs) into the one module that their page imports."""

import hashlib
import subprocess
from pathlib import Path

from handbook.browser_parts import node_command
from handbook.generated import GeneratedFile
from handbook.problems import Problem, ProblemsError

URI = "assets/vendor/ts-fsrs.js"
_USED = 'export { createEmptyCard, fsrs, Rating, State } from "ts-fsrs";'
_OPTIONS = (
    "--bundle",
    "--format=esm",
    "--minify",
    "--target=es2022",
    "--charset=utf8",
    "--legal-comments=none",
)


def assets(root: Path) -> list[GeneratedFile]:
    """Return the scheduler's module under ``assets/vendor``; it is bundled again when it has changed.

    Raises:
        ProblemsError: The browser parts are not installed, or esbuild fails.
    """
    modules = root / "node_modules"
    source = modules / "ts-fsrs" / "dist" / "index.mjs"
    if not source.is_file():
        problem = Problem("package-lock.json", 0, "a browser part is missing: ts-fsrs", "install them again")
        raise ProblemsError([problem])
    key = hashlib.sha256("\n".join([_USED, *_OPTIONS]).encode() + source.read_bytes()).hexdigest()[:16]
    kept = root / ".cache" / "bundles" / f"ts-fsrs-{key}.js"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(".new")
        fresh.write_bytes(_bundle(root))
        fresh.replace(kept)
    return [GeneratedFile(URI, kept.read_bytes())]


def _bundle(root: Path) -> bytes:
    command = [*node_command(), str(root / "node_modules" / "esbuild" / "bin" / "esbuild"), *_OPTIONS]
    done = subprocess.run(command, cwd=root, input=_USED.encode(), capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = next((line for line in said if "error" in line.casefold()), f"it ends with status {done.returncode}")
        problem = Problem("package.json", 0, f"ts-fsrs cannot be bundled: {reason}", "install esbuild again")
        raise ProblemsError([problem])
    return done.stdout
