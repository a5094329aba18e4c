"""Build the site, show it and rebuild on every save."""

import argparse
import subprocess
import sys
from pathlib import Path

from handbook.preparation import prepare, quiet_environment


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Prepare what pages need, then hand over to the development server until it is stopped."""
    if not prepare(root, jobs=arguments.jobs):
        return 1
    command = [sys.executable, "-m", "handbook_mkdocs", "serve", "--strict", "--dev-addr", arguments.address]
    if not arguments.no_open:
        command.append("--open")
    print(f"Building the pages; then they are at http://{arguments.address}/ (stop with Ctrl-C)", flush=True)
    return subprocess.run(command, cwd=root, env=quiet_environment(), check=False).returncode
