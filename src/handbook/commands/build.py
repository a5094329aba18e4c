"""Build the site: browser parts, stale notebooks, pages."""

import argparse
import subprocess
import sys
import time
from pathlib import Path

from handbook.preparation import prepare, quiet_environment


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Prepare what pages need, then build them strictly."""
    if not prepare(root, jobs=arguments.jobs):
        return 1
    command = [sys.executable, "-m", "handbook_mkdocs", "build", "--strict"]
    if arguments.site_dir:
        command += ["--site-dir", str(arguments.site_dir.resolve())]
    environment = quiet_environment()
    if arguments.no_cache:
        environment["HANDBOOK_CACHE"] = "0"
    print("Building the pages …", flush=True)
    start = time.monotonic()
    status = subprocess.run(command, cwd=root, env=environment, check=False).returncode
    if status == 0:
        print(f"  built {arguments.site_dir or 'site/'} in {time.monotonic() - start:.1f} s")
    return status
