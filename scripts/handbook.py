#!/usr/bin/env python3
"""Start here: make the environment if it is missing or stale, then run the handbook's own command line.

Uses the standard library only, so that it runs on a machine that has Python 3.11 and nothing else.
"""

import hashlib
import os
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What each command needs beyond the site's own pins, with a rough time for a first installation.
GROUPS = {
    "site": (["requirements.txt"], 60),
    "dev": (["requirements-dev.txt"], 25),
    "torch": (["requirements-torch.txt"], 60),
}
COMMAND_GROUPS = {"test": ("site", "dev", "torch"), "lock": ("site", "dev"), "clean": ()}


def main() -> int:
    """Parse the command line, prepare what it needs, and hand over."""
    if sys.version_info < (3, 11):  # noqa: UP036  # this file is what runs on an older machine
        print(f"The handbook needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    sys.path.insert(0, str(ROOT / "src"))
    from handbook.cli import build_parser

    arguments = build_parser().parse_args()
    try:
        for group in COMMAND_GROUPS.get(arguments.command, ("site",)):
            install(group)
    except subprocess.CalledProcessError as error:
        print(error.stdout[-3000:] if error.stdout else "", file=sys.stderr)
        print("The installation failed; see above. Is the network up?", file=sys.stderr)
        return 1
    python = PYTHON if PYTHON.exists() else Path(sys.executable)
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
    try:
        return subprocess.call([str(python), "-m", "handbook", *sys.argv[1:]], cwd=ROOT, env=environment)
    except KeyboardInterrupt:
        return 130


def install(group: str) -> None:
    """Install a group of pinned packages unless exactly these pins are installed already."""
    files, seconds = GROUPS[group]
    pins = b"".join((ROOT / name).read_bytes() for name in files)
    digest = hashlib.sha256(pins + sys.version.encode()).hexdigest()
    stamp = ENVIRONMENT / f"handbook-{group}.stamp"
    if PYTHON.exists() and stamp.exists() and stamp.read_text("utf-8") == digest:
        return
    start = time.monotonic()
    print(f"Installing the {group} packages (about {seconds} s the first time) …", flush=True)
    if not PYTHON.exists():
        venv.create(ENVIRONMENT, with_pip=True, clear=ENVIRONMENT.exists())
    requirements = [part for name in files for part in ("-r", str(ROOT / name))]
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", *requirements]
    subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    stamp.write_text(digest, "utf-8")
    print(f"  installed in {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
