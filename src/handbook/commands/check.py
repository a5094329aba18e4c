"""Report everything that is wrong with the content, without building."""

import argparse
import sys
import time
from pathlib import Path

from handbook.content import ContentLoader
from handbook.drills.remembered import remembered_verdicts
from handbook.notebooks.update import update
from handbook.preparation import progress_line


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Print all problems, one a line, and a count."""
    start = time.monotonic()
    executed = update(root, progress=lambda step: print(progress_line(step, start), flush=True))
    content, problems = ContentLoader(root).load()
    problems += executed.problems
    verdicts = remembered_verdicts(content.shared.drills, root / ".cache" / "verdicts")
    problems = sorted({*problems, *content.page_problems(), *verdicts})
    for problem in problems:
        print(problem, file=sys.stderr)
    shared = content.shared
    print(
        f"{len(content.pages)} pages, {len(shared.bank.questions)} questions, {len(shared.drills)} drills, "
        f"{len(shared.glossary.terms)} glossary entries: {len(problems)} problems"
    )
    return 1 if problems else 0
