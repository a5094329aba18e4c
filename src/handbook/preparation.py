"""Make what pages need before they can be built: the browser parts and the executed notebooks."""

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
        result = update(root, jobs=jobs or None, progress=_show)
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


def _show(progress: Progress) -> None:
    left = f", about {progress.remaining:.0f} s left" if progress.remaining else ""
    state = "FAILED" if progress.failed else f"{progress.seconds:.1f} s"
    _say(f"  notebook {progress.done}/{progress.total} {progress.name} {state}{left}")
