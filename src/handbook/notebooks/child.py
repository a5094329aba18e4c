"""Execute one notebook in the process that was made for it."""

import json
import logging
import os
import random
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from handbook.notebooks import sandbox
from handbook.notebooks.normalise import clean_outputs, notebook_json
from handbook.notebooks.protocol import Job, Outcome, encode
from handbook.notebooks.shell import CellFailure, Run, run
from handbook.notebooks.source import Cell, NotebookSource, read

PROGRESS = "progress"
RESULT = "result.json"


def execute(job: Job, folder: Path) -> None:
    """Run a notebook inside of `folder` and leave its outcome there as `RESULT`.

    While it runs, the file `PROGRESS` holds the number and the line of the code cell that is running.
    """
    source = read(job.name, job.text)
    progress = os.open(folder / PROGRESS, os.O_WRONLY | os.O_CREAT, 0o600)
    result = os.open(folder / RESULT, os.O_WRONLY | os.O_CREAT, 0o600)
    lines = {cell.number: cell.line for cell in source.cells if cell.kind == "code"}

    def on_cell(number: int) -> None:
        os.pwrite(progress, f"{number} {lines[number]}\n".ljust(24).encode(), 0)

    work = _prepare(job, folder)
    started, cpu_started = time.perf_counter(), time.process_time()
    ran = run(source, Path(job.root), on_cell)
    seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - cpu_started
    outcome = _outcome(job, source, ran, seconds, cpu_seconds, [os.path.realpath(work), str(work)])
    payload = encode(outcome).encode()
    while payload:
        payload = payload[os.write(result, payload) :]
    os.close(result)


def _prepare(job: Job, folder: Path) -> Path:
    """Make this process the one in which any notebook begins: same style, same seeds, same limits."""
    import matplotlib
    import numpy as np
    import sklearn

    from handbook import publish

    work = folder / "work"
    temporary = work / "tmp"
    temporary.mkdir(parents=True)
    os.chdir(work)
    os.environ.update(TMPDIR=str(temporary), IPYTHONDIR=str(temporary), HOME=str(temporary))
    tempfile.tempdir = str(temporary)
    sys.dont_write_bytecode = True
    sys.path[:0] = [entry for entry in (job.root,) if entry not in sys.path]
    # A weight that DejaVu Sans lacks is drawn bold; saying so on standard error helps nobody.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    # What a notebook forgot to seed must still be the same each time.
    random.seed(0)
    np.random.seed(0)
    sklearn.set_config(display="text")
    publish.use_style()
    limits = sandbox.Limits(
        folder=work,
        root=Path(job.root),
        writable=(Path(matplotlib.get_configdir()), Path(matplotlib.get_cachedir()), Path("/dev/shm")),
        readable=(Path(sys.prefix), Path(np.__file__).parents[1]),
    )
    sandbox.install(limits)
    return work


def _outcome(
    job: Job, source: NotebookSource, ran: Run, seconds: float, cpu_seconds: float, folders: list[str]
) -> Outcome:
    problems = [_failure_problem(ran.failure)] if ran.failure else []
    problems += [_unpublished_problem(cell) for cell in source.cells if cell.number in ran.unpublished]
    cells = [
        _cell_json(cell, clean_outputs(outputs, folders))
        for cell, outputs in zip(source.cells, ran.outputs, strict=True)
    ]
    metadata = {
        "handbook": {
            "name": job.name,
            "source": source.path,
            "python": ".".join(map(str, sys.version_info[:2])),
            "libraries": job.libraries,
        }
    }
    return Outcome(
        name=job.name,
        seconds=round(seconds, 3),
        cpu_seconds=round(cpu_seconds, 3),
        notebook=None if ran.failure else notebook_json(cells, metadata),
        problems=tuple(problems),
        modules=_repository_modules(Path(job.root)),
    )


def _failure_problem(failure: CellFailure) -> tuple[int, str, str]:
    frames = [
        f"  {frame.path}:{frame.line}{_in_function(frame.function)}    {frame.code}".rstrip()
        for frame in failure.frames
    ]
    return failure.line, "\n".join([f"cell {failure.cell} failed: {failure.error}", *frames]), ""


def _in_function(name: str) -> str:
    return "" if name == "<module>" else f" in {name}"


def _unpublished_problem(cell: Cell) -> tuple[int, str, str]:
    message = f"cell {cell.number} shows a figure that is not published"
    return cell.line, message, "pass it to handbook.publish.figure, or close it"


def _cell_json(cell: Cell, outputs: list[dict[str, Any]]) -> dict[str, Any]:
    metadata: dict[str, Any] = {"handbook": {"line": cell.line}}
    if cell.tags:
        metadata["tags"] = list(cell.tags)
    fields = {"cell_type": cell.kind, "metadata": metadata, "source": cell.text}
    if cell.kind != "code":
        return fields
    for output in outputs:
        if output["output_type"] == "execute_result":
            output["execution_count"] = cell.number
    return {**fields, "execution_count": cell.number, "outputs": outputs}


def _repository_modules(root: Path) -> tuple[str, ...]:
    """Return the files of the repository that were imported, the tools and installed libraries apart."""
    inside = os.path.join(root, "")  # noqa: PTH118 - thousands of modules are looked at
    outside = (os.path.join(sys.prefix, ""), os.path.join(Path(__file__).parents[1], ""))  # noqa: PTH118
    files = {str(getattr(module, "__file__", None) or "") for module in list(sys.modules.values())}
    kept = [file for file in files if file.startswith(inside) and not file.startswith(outside)]
    return tuple(sorted(Path(file).relative_to(root).as_posix() for file in kept))


def read_progress(folder: Path) -> tuple[int, int]:
    """Return number and line of the cell that was running last; zeros when none had begun."""
    try:
        found = re.match(r"(\d+) (\d+)", (folder / PROGRESS).read_text(encoding="ascii"))
    except OSError:
        found = None
    return (int(found[1]), int(found[2])) if found else (0, 0)


def read_result(folder: Path) -> str | None:
    """Return the outcome that the process left, as a line; None when it left none or half of one."""
    try:
        line = (folder / RESULT).read_text(encoding="ascii")
        json.loads(line)
    except (OSError, ValueError):
        return None
    return line
