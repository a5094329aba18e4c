"""The one node process that renders formulas."""

import json
import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.browser_parts import node_command
from handbook.katex.formulas import Formula
from handbook.problems import Problem, ProblemsError

SERVER = Path(__file__).with_name("server.mjs")
INSTALL_HINT = "run `python3 scripts/handbook.py build`, which installs it"


@dataclass(frozen=True)
class Rendered:
    """KaTeX's HTML and MathML of a formula, and its width in em of its own font size."""

    html: str
    width: float


@dataclass(frozen=True)
class Rejected:
    """Why KaTeX rejects a formula, and the index of the character where; None when it does not tell."""

    message: str
    position: int | None


class Engine:
    """A long-lived node process; started when it is first needed, once in each process that uses it."""

    def __init__(self, root: Path) -> None:
        """Use the KaTeX installed under this repository root."""
        self._root = root
        self._process: subprocess.Popen[str] | None = None
        self._owner = 0

    def render(self, formulas: Sequence[Formula]) -> list[Rendered | Rejected]:
        """Return the result for each formula, in order.

        Raises:
            ProblemsError: The node process does not start or dies.
        """
        process = self._running()
        request = json.dumps([[formula.tex, formula.display] for formula in formulas])
        try:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(request + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:
            answer = ""
        if not answer:
            raise self._failure()
        return [_result(item) for item in json.loads(answer)]

    def close(self) -> None:
        """End the process if this process started it."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()
        # A forked child may hold the other end of its input, so that it would never see the end of it.
        process.terminate()
        process.wait()

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._owner != os.getpid():
            self._process = subprocess.Popen(
                [*node_command(), str(SERVER), str(self._root)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
            )
            self._owner = os.getpid()
        return self._process

    def _failure(self) -> ProblemsError:
        process, self._process = self._process, None
        said = ""
        if process is not None:
            _, said = process.communicate()
        errors = [line.strip() for line in said.splitlines() if re.match(r"\w*Error\b", line)]
        message = f"the formula renderer stopped: {errors[0] if errors else 'it gave no reason'}"
        return ProblemsError([Problem("package.json", 0, message, INSTALL_HINT)])


def _result(item: dict[str, object]) -> Rendered | Rejected:
    if "html" in item:
        return Rendered(str(item["html"]), float(str(item["width"])))
    position = item["position"]
    return Rejected(str(item["error"]), position if isinstance(position, int) else None)
