"""Compile the requirement files with hashes."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

_FILES = ("requirements", "requirements-dev")


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Write the locks, or report those that are stale."""
    stale = []
    for name in _FILES:
        target = root / f"{name}.txt"
        with tempfile.TemporaryDirectory() as folder:
            fresh = Path(folder) / target.name
            if target.exists():
                fresh.write_bytes(target.read_bytes())
            _compile(root, name, fresh)
            text = fresh.read_text("utf-8")
        if not target.exists() or text != target.read_text("utf-8"):
            stale.append(target.name)
            if not arguments.check:
                target.write_text(text, "utf-8")
                print(f"wrote {target.name}")
    if arguments.check and stale:
        print(f"{', '.join(stale)}: not what the .in files give (run `handbook.py lock`)", file=sys.stderr)
        return 1
    return 0


def _compile(root: Path, name: str, output: Path) -> None:
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate"]
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        "--quiet",
        *options,
        f"{name}.in",
        "-o",
        str(output),
    ]
    subprocess.run(command, cwd=root, check=True)
