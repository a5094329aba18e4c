"""Execute notebooks in a process of their own, from a warm parent that can be kept for the next time."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import handbook
from handbook.notebooks.environment import ENVIRONMENT
from handbook.notebooks.protocol import Job, Outcome, decode_outcome, encode


@dataclass(frozen=True)
class TimeLimit:
    """How long one notebook may take.

    Attributes:
        seconds: Processor time that a notebook may use; more is a problem, however fast the machine.
        patience: Wall time after which it is ended, as a multiple of `seconds`: other work may slow it down.
    """

    seconds: float = 60.0
    patience: float = 3.0

    @classmethod
    def from_environment(cls) -> "TimeLimit":
        """Read HANDBOOK_NOTEBOOK_TIMEOUT (seconds) and HANDBOOK_NOTEBOOK_PATIENCE (a factor)."""
        return cls(
            seconds=float(os.environ.get("HANDBOOK_NOTEBOOK_TIMEOUT", cls.seconds)),
            patience=float(os.environ.get("HANDBOOK_NOTEBOOK_PATIENCE", cls.patience)),
        )

    @property
    def wall(self) -> float:
        """Wall time after which a notebook is ended."""
        return self.seconds * self.patience


class Executor:
    """A warm worker process; started at the first use, ended by `close` or at the end of a ``with`` block."""

    def __init__(self, root: Path, jobs: int | None = None) -> None:
        """Prepare an executor for the notebooks of a repository.

        Args:
            root: The repository root.
            jobs: Notebooks that run at a time; as many as there are processors when None.
        """
        self._root = root
        self.jobs = max(1, jobs or os.cpu_count() or 1)
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Executor":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the worker, so that it imports its libraries while the caller does something else."""
        if self._process is not None and self._process.poll() is None:
            return
        package = Path(str(handbook.__file__)).parents[1]
        path = os.pathsep.join([str(package), str(self._root)])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "handbook.notebooks.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, **ENVIRONMENT, "PYTHONPATH": path},
        )

    def execute(self, jobs: Sequence[Job], done: Callable[[Outcome], None]) -> None:
        """Run jobs in their order, several at a time.

        Args:
            jobs: What to run.
            done: Called with each outcome, in the order in which they end.

        Raises:
            RuntimeError: The worker process ended.
        """
        self.start()
        with tempfile.TemporaryDirectory(prefix="notebooks-", ignore_cleanup_errors=True) as folder:
            self._execute(jobs, folder, done)

    def _execute(self, jobs: Sequence[Job], folder: str, done: Callable[[Outcome], None]) -> None:
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None
        batch = {"limit": self.jobs, "folder": folder, "jobs": [encode(job) for job in jobs]}
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps(batch) + "\n")
            process.stdin.flush()
        for line in process.stdout:
            if line == "\n":
                return
            done(decode_outcome(line))
        raise RuntimeError(f"the notebook worker ended with status {process.wait()}")

    def close(self) -> None:
        """End the worker; the executor can be used again."""
        process, self._process = self._process, None
        if process is None:
            return
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
        try:
            process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            process.terminate()
            process.wait()
