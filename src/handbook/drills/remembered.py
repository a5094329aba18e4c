"""Judge drills only when they have changed."""

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from handbook.drills.checks import check_verdicts
from handbook.drills.model import Drill
from handbook.kept import Kept, digest
from handbook.problems import Problem


def remembered_verdicts(drills: Iterable[Drill], folder: Path) -> Iterator[Problem]:
    """Yield what is wrong with the verdicts of drills; those of an unchanged drill are taken from the folder.

    Args:
        drills: All drills, or some.
        folder: Made when something is first kept.
    """
    kept = Kept(folder, _code())
    for drill in drills:
        name = digest(repr(drill))
        found = kept.read(name)
        if found is None:
            found = check_verdicts(drill)
            kept.write(name, found)
        yield from found


def _code() -> str:
    """Return a digest of the code that judges and of what it runs on."""
    sources = (path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    return digest(*sources, sys.version, np.__version__, sqlite3.sqlite_version)
