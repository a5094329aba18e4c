"""The one form in which anything wrong with the sources is reported."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where it stands and what to do about it.

    Attributes:
        path: File, relative to the repository root, with forward slashes.
        line: Line in that file, counted from 1; 0 when the whole file is meant.
        message: What is wrong, without the path.
        hint: What the contributor can do, one short clause; may be empty.
    """

    path: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Format as ``path:line: message (hint)``."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class ProblemsError(Exception):
    """Raised where work cannot go on because the sources have problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted and each once, for the caller to report together."""
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
