"""The warm process that notebooks are forked from: reads a batch of jobs a line, writes an outcome a line.

The libraries are imported once here, so that a notebook starts in milliseconds. Nothing of the repository's
own content is imported here: a child must see the modules as they are when it starts.
"""

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from handbook.notebooks import child
from handbook.notebooks.data import copy_data
from handbook.notebooks.protocol import Job, Outcome, decode_job, encode
from handbook.notebooks.source import read

_POLL_SECONDS = 0.01
_LOG = "log"
_WORK = "work"  # The folder of that name is where a notebook runs.
_PRELOAD = (
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.font_manager",
    "matplotlib.pyplot",
    "nbformat",
    "numpy",
    "pandas",
    "scipy.linalg",
    "scipy.optimize",
    "scipy.special",
    "scipy.stats",
    "sklearn.calibration",
    "sklearn.cluster",
    "sklearn.datasets",
    "sklearn.decomposition",
    "sklearn.ensemble",
    "sklearn.linear_model",
    "sklearn.metrics",
    "sklearn.model_selection",
    "sklearn.neighbors",
    "sklearn.pipeline",
    "sklearn.preprocessing",
    "sklearn.svm",
    "sklearn.tree",
)


class _Process(Protocol):
    def poll(self) -> int | None: ...

    def kill(self) -> None: ...


@dataclass(frozen=True)
class _Running:
    job: Job
    folder: Path
    process: _Process
    started: float


class _Fork:
    """A forked child; its exit status is negative when a signal ended it."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._status: int | None = None

    def poll(self) -> int | None:
        if self._status is None:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status

    def kill(self) -> None:
        if self._status is None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            _, status = os.waitpid(self._pid, 0)
            self._status = os.waitstatus_to_exitcode(status)


class _Spawned:
    """A fresh process, where the system cannot fork."""

    def __init__(self, job: Job, folder: Path) -> None:
        (folder / "job.json").write_text(encode(job), encoding="utf-8")
        with (folder / _LOG).open("wb") as log:
            command = [sys.executable, "-m", "handbook.notebooks.worker", str(folder)]
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def poll(self) -> int | None:
        return self._process.poll()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


def _fork(job: Job, folder: Path) -> _Fork:
    pid = os.fork()
    if pid:
        return _Fork(pid)
    status = 1
    try:
        log = os.open(folder / _LOG, os.O_WRONLY | os.O_CREAT, 0o600)
        for descriptor in (1, 2):
            os.dup2(log, descriptor)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        child.execute(job, folder)
        status = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        with suppress(Exception):
            sys.stderr.flush()
        os._exit(status)


def _start(job: Job, scratch: Path, number: int) -> _Running:
    folder = scratch / str(number)
    folder.mkdir()
    copy_data(job.text, Path(job.root), folder / _WORK)
    started = time.perf_counter()
    process = _fork(job, folder) if hasattr(os, "fork") else _Spawned(job, folder)
    return _Running(job, folder, process, started)


def run_batch(jobs: list[Job], limit: int, scratch: Path) -> Iterator[Outcome | str]:
    """Run jobs in their order, `limit` at a time; yield each outcome (or its line) as soon as it is there."""
    waiting = list(reversed(list(enumerate(jobs))))
    running: list[_Running] = []
    try:
        while waiting or running:
            while waiting and len(running) < limit:
                number, job = waiting.pop()
                running.append(_start(job, scratch, number))
            for each in list(running):
                outcome = _finished(each)
                if outcome is not None:
                    running.remove(each)
                    shutil.rmtree(each.folder, ignore_errors=True)
                    yield outcome
            time.sleep(_POLL_SECONDS)
    finally:
        for each in running:
            each.process.kill()


def _finished(running: _Running) -> Outcome | str | None:
    seconds = time.perf_counter() - running.started
    status = running.process.poll()
    if status is None:
        if seconds < running.job.seconds:
            return None
        running.process.kill()
        hint = "make it smaller, or look for a loop that does not end"
        return _ended(running, seconds, f"did not finish within {running.job.seconds:g} s", hint)
    result = child.read_result(running.folder)
    if status == 0 and result is not None:
        return result
    how = f"its process was ended by signal {-status}" if status < 0 else "its process ended early"
    log = running.folder / _LOG
    tail = log.read_text(encoding="utf-8", errors="replace").strip()[-2000:] if log.exists() else ""
    return _ended(running, seconds, f"{how}\n{tail}".strip(), "")


def _ended(running: _Running, seconds: float, message: str, hint: str) -> Outcome:
    cell, line = child.read_progress(running.folder)
    where = f"cell {cell}: " if cell else ""
    return Outcome(running.job.name, round(seconds, 3), 0.0, None, ((line, where + message, hint),))


def _serve(requests: IO[str], answers: IO[str]) -> None:
    """Answer batches until there is no more input; an empty line ends the answer to each batch."""
    for line in requests:
        batch = json.loads(line)
        jobs = [decode_job(job) for job in batch["jobs"]]
        for outcome in run_batch(jobs, batch["limit"], Path(batch["folder"])):
            print(outcome if isinstance(outcome, str) else encode(outcome), file=answers, flush=True)
        print(file=answers, flush=True)


def _main(arguments: list[str]) -> None:
    if arguments:
        folder = Path(arguments[0])
        child.execute(decode_job((folder / "job.json").read_text(encoding="utf-8")), folder)
        return
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    if hasattr(os, "fork"):
        for name in _PRELOAD:
            __import__(name)
        read("warm/up", "# %% [markdown]\n# # Title\n\n# %%\n1\n")
        gc.collect()
        gc.freeze()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with suppress(KeyboardInterrupt):
        _serve(sys.stdin, answers)


if __name__ == "__main__":
    _main(sys.argv[1:])
