"""Run work in forked processes, which share what the parent has loaded."""

import contextlib
import gc
import os
import pickle
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTHWHILE = 8
"""Fewer items than this are done sooner by one process than the processes are forked."""


def default_jobs() -> int:
    """Return how many processes to use: HANDBOOK_JOBS, else the processors; 1 where forking is unsafe.

    Only Linux is known to survive a fork with the libraries and threads of a build.
    """
    if not sys.platform.startswith("linux"):
        return 1
    wanted = os.environ.get("HANDBOOK_JOBS", "")
    return int(wanted) if wanted.isdigit() and int(wanted) else len(os.sched_getaffinity(0))


def map_forked(items: Sequence[T], work: Callable[[T], R], jobs: int) -> list[tuple[T, R]]:
    """Apply `work` to the items in forked processes.

    Args:
        items: The costliest first, so that the processes end at about the same time.
        work: Returns something that can be pickled; nothing else that it changes in memory comes back.
        jobs: Number of processes.

    Returns:
        Items with their results. An item is missing when its process failed or `work` raised an error for it;
        the caller does it itself and meets the error where it can be reported.
    """
    return start_forked(items, work, jobs)()


def start_forked(items: Sequence[T], work: Callable[[T], R], jobs: int) -> Callable[[], list[tuple[T, R]]]:
    """Begin what `map_forked` does and return a function that waits for its end and returns the results."""
    shares = [list(range(start, len(items), jobs)) for start in range(jobs)]
    gc.freeze()
    try:
        children = [_fork(items, work, share) for share in shares if share]
    finally:
        gc.unfreeze()

    def wait() -> list[tuple[T, R]]:
        results: list[tuple[T, R]] = []
        for child, pipe in children:
            with open(pipe, "rb") as stream:  # noqa: PTH123 - a file descriptor, not a path
                data = stream.read()
            os.waitpid(child, 0)
            with contextlib.suppress(pickle.UnpicklingError, EOFError):
                results += [(items[index], result) for index, result in pickle.loads(data)]
        return results

    return wait


def _fork(items: Sequence[T], work: Callable[[T], R], share: Sequence[int]) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    status = 1
    try:
        os.close(reading)
        results: list[tuple[int, R]] = []
        for index in share:
            with contextlib.suppress(Exception):
                results.append((index, work(items[index])))
        with open(writing, "wb") as stream:  # noqa: PTH123 - a file descriptor, not a path
            stream.write(pickle.dumps(results))
        status = 0
    finally:
        # Handlers, threads and temporary files belong to the parent; nothing of them may run here.
        os._exit(status)
