"""Make what pages need before they can be built: the browser parts and the executed notebooks."""

import os
import sys
import time
from pathlib import Path

from handbook.browser_parts import ensure_browser_parts
from handbook.notebooks.update import Progress, update
from handbook.problems import ProblemsError


def prepare(root: Path, jobs: int = 0) -> bool:
    """Install browser parts and execute stale notebooks, with progress on standard output.

    Args:
        root: Repository root.
        jobs: Parallel notebooks; 0 for all cores.

    Returns:
        True when everything is there; problems have been printed otherwise.
    """
    start = time.monotonic()
    try:
        ensure_browser_parts(root, report=_say)
        result = update(root, jobs=jobs or None, progress=lambda step: _say(progress_line(step, start)))
    except ProblemsError as error:
        print(error, file=sys.stderr)
        return False
    for problem in result.problems:
        print(problem, file=sys.stderr)
    if result.executed:
        _say(f"  {len(result.executed)} notebooks executed in {time.monotonic() - start:.0f} s")
    return not result.problems


def _say(text: str) -> None:
    print(text, flush=True)


def progress_line(progress: Progress, start: float, now: float | None = None) -> str:
    """Return the line for a notebook that has ended, with an estimate of the time that is left.

    Args:
        progress: What has ended.
        start: When the update began, by the monotonic clock.
        now: The time of the line by that clock; the present when None.
    """
    elapsed = (time.monotonic() if now is None else now) - start
    remaining = progress.remaining
    if remaining is None:  # some have never run: the mean of this run is the best guess
        remaining = elapsed / progress.done * (progress.total - progress.done)
    left = f", about {remaining:.0f} s left" if progress.done < progress.total else ""
    state = "FAILED" if progress.failed else f"{progress.seconds:.1f} s"
    return f"  notebook {progress.done}/{progress.total} {progress.name} {state}{left}"


def quiet_environment() -> dict[str, str]:
    """Return the environment for MkDocs without the theme's advertisement of other generators."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
