"""Bundle scripts of npm and of this repository by esbuild, once for one state of their sources."""

import hashlib
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from handbook.browser_parts import node_command
from handbook.problems import Problem, ProblemsError

_OPTIONS = ("--bundle", "--minify", "--target=es2022", "--charset=utf8", "--log-level=error")


def bundle(
    root: Path,
    name: str,
    entry: str,
    options: Sequence[str],
    *,
    folder: Path | None = None,
    sources: Iterable[Path] = (),
) -> bytes:
    """Return an entry with all that it imports as one script.

    Args:
        root: Repository root, where the browser parts are installed.
        name: What the script is, for messages.
        entry: Text of the entry module.
        options: Of esbuild, beside the ones that all scripts share.
        folder: Where the entry's relative imports are looked up; the root when None.
        sources: Files of the repository that the entry imports; what comes from npm is told by the lockfile.

    Raises:
        ProblemsError: The browser parts are not installed, or esbuild fails.
    """
    texts = [entry, *_OPTIONS, *options]
    files = [root / "package-lock.json", *sources]
    kept = keep_under(root, "bundles", *(text.encode() for text in texts), *map(_read, files))
    if not kept.is_file():
        tool = root / "node_modules" / "esbuild" / "bin" / "esbuild"
        if not tool.is_file():
            raise _problem(f"{name} cannot be bundled: esbuild is missing", "install the browser parts again")
        command = [*node_command(), str(tool), *_OPTIONS, *options]
        write_whole(kept, run_node(command, folder or root, entry, f"esbuild cannot bundle {name}"))
    return kept.read_bytes()


def keep_under(root: Path, folder: str, *inputs: bytes) -> Path:
    """Return the place in the cache of what is made from these inputs."""
    digest = hashlib.sha256()
    for content in inputs:
        digest.update(hashlib.sha256(content).digest())
    return root / ".cache" / folder / digest.hexdigest()[:24]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that no other process ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.replace(path)


def run_node(command: Sequence[str], folder: Path, text: str, failure: str) -> bytes:
    """Run a command of node with a text as its input and return what it writes.

    Raises:
        ProblemsError: The command fails; the message is `failure` and the first error that it names.
    """
    done = subprocess.run(command, cwd=folder, input=text.encode(), capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").splitlines()
        reason = next(
            (line.strip()[:200] for line in said if "error" in line.casefold()), "it gave no reason"
        )
        raise _problem(f"{failure}: {reason}", "install the browser parts again")
    return done.stdout


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _problem(message: str, hint: str) -> ProblemsError:
    return ProblemsError([Problem("package-lock.json", 0, message, hint)])
