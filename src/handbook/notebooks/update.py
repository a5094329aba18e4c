"""Bring the executed notebooks of a repository up to date."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.notebooks import svg
from handbook.notebooks.cache import Cache, read_notebook, remove_all_but
from handbook.notebooks.checks import check_executed, check_source
from handbook.notebooks.data import check_data
from handbook.notebooks.dependencies import installed
from handbook.notebooks.execute import Executor, TimeLimit
from handbook.notebooks.protocol import Job, Outcome
from handbook.notebooks.results import result_outputs
from handbook.notebooks.source import find, read, relative_path
from handbook.problems import Problem, ProblemsError
from handbook.publish import RESULT_MIME


@dataclass(frozen=True)
class Progress:
    """One notebook has ended.

    Attributes:
        name: The notebook.
        seconds: Wall time it took.
        done: Notebooks that have ended, this one included.
        total: Notebooks that are executed in all.
        remaining: Estimate of the wall time still needed, from previous times; None when one is unknown.
        failed: Whether it has a problem.
    """

    name: str
    seconds: float
    done: int
    total: int
    remaining: float | None
    failed: bool


@dataclass(frozen=True)
class Update:
    """What an update did.

    Attributes:
        executed: Notebooks that were executed, in the order in which they ended.
        problems: What is wrong with them; the earlier result of such a notebook is kept.
    """

    executed: tuple[str, ...]
    problems: tuple[Problem, ...]


def update(
    root: Path,
    names: Iterable[str] | None = None,
    *,
    force: bool = False,
    jobs: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    executor: Executor | None = None,
) -> Update:
    """Execute the notebooks whose result is not in the cache, several at a time, the longest first.

    Args:
        root: The repository root.
        names: The notebooks to look at; all when None.
        force: Execute them even if nothing changed.
        jobs: Notebooks that run at a time; as many as there are processors when None.
        progress: Called as each notebook ends.
        executor: A warm executor to use; one is started and ended when None.

    Raises:
        KeyError: A name is no notebook.
    """
    root = root.resolve()
    scripts = find(root)
    chosen = scripts if names is None else {name: scripts[name] for name in names}
    cache = Cache.load(root)
    cache.refresh(chosen)
    if names is None and scripts:
        remove_all_but(root, scripts)
    stale = [name for name in chosen if force or not _is_current(cache, name)]
    if not stale:
        return Update((), ())
    with nullcontext(executor) if executor else Executor(root, jobs) as chosen_executor:
        run = _Run(cache, TimeLimit.from_environment(), progress, stale, chosen_executor.jobs)
        if todo := run.jobs(scripts):
            chosen_executor.execute(todo, run.ended)
    cache.save()
    return Update(tuple(run.executed), tuple(sorted(set(run.problems))))


def _is_current(cache: Cache, name: str) -> bool:
    path = cache.current(name)
    return path is not None and read_notebook(path) is not None


class _Run:
    """The state of one update: what has ended and what is wrong."""

    def __init__(
        self,
        cache: Cache,
        limit: TimeLimit,
        progress: Callable[[Progress], None] | None,
        stale: list[str],
        workers: int,
    ) -> None:
        self.workers = workers
        self.cache = cache
        self.limit = limit
        self.progress = progress
        self.known = {name: cache.entries[name].seconds for name in stale}
        self.waiting = dict(self.known)
        self.executed: list[str] = []
        self.problems: list[Problem] = []

    def jobs(self, scripts: dict[str, Path]) -> list[Job]:
        """Return what to execute, after noting the problems that show without executing.

        The longest come first, and those never run before all others: they may be long.
        """
        jobs = []
        for name in sorted(self.known, key=lambda name: (-(self.known[name] or float("inf")), name)):
            try:
                text = scripts[name].read_text(encoding="utf-8")
                self.problems += check_source(read(name, text))
                self.problems += check_data(name, text, self.cache.root)
            except ProblemsError as error:
                self.problems += error.problems
                continue
            except UnicodeDecodeError as error:
                self.problems.append(Problem(relative_path(name), 0, f"is no UTF-8 text: {error.reason}"))
                continue
            libraries = dict(installed(tuple(self.cache.entries[name].libraries)))
            jobs.append(Job(name, str(self.cache.root), text, libraries, self.limit.wall))
        return jobs

    def ended(self, outcome: Outcome) -> None:
        """Check and keep what came out of one notebook."""
        self.problems += self._check(outcome)
        path = relative_path(outcome.name)
        found = [problem for problem in self.problems if problem.path == path]
        if outcome.notebook is not None and not found:
            self.cache.store(outcome.name, _finished(outcome), outcome.seconds)
        self.executed.append(outcome.name)
        self.waiting.pop(outcome.name, None)
        if self.progress is not None:
            times = list(self.waiting.values())
            remaining = max([sum(times) / self.workers, *times]) if all(times) else None
            counts = (len(self.executed), len(self.known))
            self.progress(Progress(outcome.name, outcome.seconds, *counts, remaining, bool(found)))

    def _check(self, outcome: Outcome) -> list[Problem]:
        path = relative_path(outcome.name)
        problems = [Problem(path, line, message, hint) for line, message, hint in outcome.problems]
        if outcome.notebook is not None:
            limit = self.limit.seconds
            problems += check_executed(outcome.name, outcome.notebook, outcome.cpu_seconds, limit)
        for module in sorted(set(outcome.modules) - self.cache.dependencies(outcome.name)):
            message = f"{module} was imported in a way that cannot be seen in the sources"
            problems.append(Problem(path, 0, message, "use an import statement"))
        return problems


def _finished(outcome: Outcome) -> dict[str, Any]:
    """Return the notebook as it is kept: with small pictures and the time it took.

    Processor time is kept, because wall time tells more about the other work of the machine.
    """
    notebook = outcome.notebook
    assert notebook is not None
    for data in result_outputs(notebook):
        if data[RESULT_MIME]["kind"] == "figure":
            data["image/svg+xml"] = svg.minify(data["image/svg+xml"])
    notebook["metadata"]["handbook"]["seconds"] = outcome.cpu_seconds
    return notebook
