"""Run a command and tell what it cost; collect results as a table."""

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What a command cost.

    Attributes:
        wall: Seconds from start to end.
        cpu: Seconds of all processors, its children included.
        memory: Largest memory of all its processes at one time, in bytes; what they share counts once.
    """

    wall: float
    cpu: float
    memory: int


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        work: What was measured.
        stock: The stock stack's value with its unit, empty when it has none.
        ours: Ours with its unit.
        measure: The number that is held against the target: a ratio or a value.
        target: Upper limit of the measure.
    """

    work: str
    stock: str
    ours: str
    measure: float
    target: float

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        return self.measure <= self.target


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end.

    Raises:
        RuntimeError: It failed; the message ends with its last lines.
    """
    log = folder / "bench-log.txt"
    start = time.perf_counter()
    with log.open("wb") as output:
        variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **(environment or {})}
        process = subprocess.Popen(command, cwd=folder, env=variables, stdout=output, stderr=output)
    sampler = _MemorySampler(process.pid)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    memory = sampler.stop()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{log.read_text('utf-8')[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, memory)


def median(costs: Sequence[Cost], value: Callable[[Cost], float]) -> float:
    """Return the median of one of the values."""
    return statistics.median(value(cost) for cost in costs)


class _MemorySampler(threading.Thread):
    """Asks the kernel ten times a second how much memory a process and its children use."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root = root
        self._largest = 0
        self._ended = threading.Event()
        self.start()

    def run(self) -> None:
        while not self._ended.wait(0.1):
            self._largest = max(self._largest, sum(map(_proportional_memory, _family(self._root))))

    def stop(self) -> int:
        """End and return the largest number of bytes seen."""
        self._ended.set()
        self.join()
        return self._largest


def _family(root: int) -> list[int]:
    family, new = [root], [root]
    while new:
        children: list[int] = []
        for process in new:
            try:
                for task in Path(f"/proc/{process}/task").iterdir():
                    children += map(int, (task / "children").read_text().split())
            except OSError:
                continue
        family += children
        new = children
    return family


def _proportional_memory(process: int) -> int:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:"))


def table(rows: Sequence[Row]) -> str:
    """Write the rows as a Markdown table."""
    lines = ["| work | stock | ours | measured | target | met |", "| --- | --- | --- | --- | --- | --- |"]
    for row in rows:
        cells = [row.work, row.stock or "–", row.ours, f"{row.measure:.3g}", f"≤ {row.target:g}"]
        lines.append(f"| {' | '.join(cells)} | {'yes' if row.met else '**no**'} |")
    return "\n".join(lines)
