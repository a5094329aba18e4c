"""The time that stands for a build: that of the commit, so that the same commit gives the same bytes."""

import subprocess
from pathlib import Path


def commit_time(root: Path) -> int | None:
    """Return the time of the last commit in seconds since 1970, None outside of a git checkout."""
    try:
        done = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True, check=True
        )
        return int(done.stdout)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
