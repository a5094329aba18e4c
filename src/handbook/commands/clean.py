"""Remove what was built."""

import argparse
import shutil
from pathlib import Path

_BUILT = ("site", "dist", ".cache", ".mypy_cache", ".ruff_cache", ".pytest_cache")
_INSTALLED = ("node_modules", ".venv")


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Remove built folders, and with ``--all`` the installed ones."""
    for name in _BUILT + (_INSTALLED if arguments.all else ()):
        if (root / name).exists():
            shutil.rmtree(root / name)
            print(f"removed {name}/")
    return 0
