"""Run independent work in forked processes, which share what the parent has loaded."""

import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Generic, TypeVar

from handbook.problems import ProblemsError

R = TypeVar("R")


@dataclass(frozen=True)
class _Outcome(Generic[R]):
    value: R | None
    message: str = ""


def run_together(work: Mapping[str, Callable[[], R]], jobs: int = 0) -> tuple[dict[str, R], dict[str, str]]:
    """Call each function, several at a time.

    Args:
        work: Functions by name, the longest first; what they return must be picklable and not None.
        jobs: Number of processes; 0 for all processors.

    Returns:
        What each function returned by its name, and the reason of each failure; one that fails does not stop
        the others.
    """
    if sys.platform.startswith("linux"):
        outcomes = _run_forked(work, jobs or len(os.sched_getaffinity(0)))
    else:  # Only Linux is known to survive a fork with libraries and threads.
        outcomes = {name: _attempt(function) for name, function in work.items()}
    done = {name: outcomes[name].value for name in work}
    failed = {name: outcomes[name].message for name in work if outcomes[name].message}
    return {name: value for name, value in done.items() if value is not None}, failed


def _run_forked(work: Mapping[str, Callable[[], R]], jobs: int) -> dict[str, _Outcome[R]]:
    context = multiprocessing.get_context("fork")
    waiting = list(work)
    running: dict[Connection, tuple[str, ForkProcess]] = {}
    outcomes: dict[str, _Outcome[R]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                name = waiting.pop(0)
                receiver, sender = context.Pipe(duplex=False)
                process = context.Process(target=_serve, args=(work[name], sender))
                process.start()
                sender.close()
                running[receiver] = (name, process)
            for receiver in [each for each in running if each in wait(list(running))]:
                name, process = running.pop(receiver)
                outcomes[name] = _received(receiver)
                process.join()
    finally:
        for _, process in running.values():
            process.terminate()
    return outcomes


def _serve(function: Callable[[], R], sender: Connection) -> None:
    sender.send(_attempt(function))
    sender.close()


def _received(receiver: Connection) -> _Outcome[R]:
    try:
        outcome: _Outcome[R] = receiver.recv()
    except EOFError:
        return _Outcome(None, "its process was killed, perhaps for want of memory")
    finally:
        receiver.close()
    return outcome


def _attempt(function: Callable[[], R]) -> _Outcome[R]:
    try:
        return _Outcome(function())
    except ProblemsError as error:
        return _Outcome(None, str(error))
    except Exception:
        return _Outcome(None, traceback.format_exc())
