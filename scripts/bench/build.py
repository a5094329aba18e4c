"""Compare building the handbook with the stock stack, on the same synthetic content, in one run.

    python scripts/bench/build.py                 # everything, about an hour on two processors
    python scripts/bench/build.py --quick         # a small site, one run each, some minutes
    python scripts/bench/build.py --only site     # site, serve, growth, notebooks or same

Prints a Markdown table with the targets of docs/contributing/performance.md and fails when one is missed.
"""

import argparse
import filecmp
import json
import math
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from scripts.bench.measuring import Cost, Row, median, run, table
from scripts.bench.serving import save_to_visible
from scripts.bench.synthetic import REPOSITORY, write_sites

STOCK = (sys.executable, "-m", "mkdocs", "build")
OURS = (sys.executable, "-m", "handbook_mkdocs", "build")
"""What ``scripts/handbook.py build`` runs."""

OUR_CODE = {"PYTHONPATH": str(REPOSITORY / "src")}
PARTS = ("site", "serve", "growth", "notebooks", "same")
SIZES = (75, 150, 300, 600)


class Bench:
    """Sites in a folder, and what was measured of them."""

    def __init__(self, folder: Path, sizes: Sequence[int], notebooks: int, runs: int) -> None:
        """Prepare to measure.

        Args:
            folder: For the sites.
            sizes: Numbers of chapters, ascending; the tables are about the third, or the last.
            notebooks: Number of notebooks.
            runs: Runs of each; medians are compared.
        """
        self.folder = folder
        self.sizes = sizes
        self.pages = sizes[min(2, len(sizes) - 1)]
        self.notebooks = notebooks
        self.runs = runs
        self.rows: list[Row] = []
        self._peaks: dict[str, list[Cost]] = {"stock": [], "ours": []}

    def site(self) -> None:
        """Measure builds of the site: cold, with nothing changed, from a restored cache."""
        root = self._sites(self.pages)
        stock = [self._stock(root) for _ in range(self.runs)]
        cold = [self._cold(root) for _ in range(self.runs)]
        typeset = [self._typeset(root) for _ in range(self.runs)]
        warm = [run(OURS, root / "ours", OUR_CODE) for _ in range(self.runs)]
        restored = [self._restored(root) for _ in range(self.runs)]
        name = f"{self.pages} chapters"
        self._compare(f"cold build, {name}", stock, cold, 0.7)
        self._compare(f"the same with formulas typeset before, {name}", stock, typeset, 0.7)
        self._compare(f"build with nothing changed, {name}", stock, warm, 0.1)
        self._compare(f"build from a restored cache, {name}", stock, restored, 0.25)
        self._peaks["stock"] += stock
        self._peaks["ours"] += cold

    def growth(self) -> None:
        """Measure how the cost of a cold build grows with the number of chapters."""
        costs = {pages: self._cold(self._sites(pages)).cpu for pages in self.sizes}
        stock = {pages: self._stock(self._sites(pages)).cpu for pages in self.sizes}
        shown = ", ".join(f"{pages}: {cpu:.1f}" for pages, cpu in costs.items())
        stock_shown = ", ".join(f"{pages}: {cpu:.1f}" for pages, cpu in stock.items())
        work = "exponent of the cost of a cold build in chapters (processor seconds)"
        self._add(work, stock_shown, shown, _exponent(costs), 1.1)

    def serve(self) -> None:
        """Measure how soon a saved page is seen."""
        root = self._sites(self.pages)
        page = sorted((root / "ours/docs").glob("*/page-*.md"))[0].relative_to(root / "ours/docs")
        url = f"{page.with_suffix('').as_posix()}/"
        seconds = save_to_visible(root / "ours", f"docs/{page}", url, self.runs + 2)
        stock = save_to_visible(root / "stock", f"docs/{page}", url, 1)
        work = f"save to visible, {self.pages} chapters (s)"
        self._add(work, f"{stock:.1f} s", f"{seconds:.2f} s", seconds, 1.0)

    def measure_notebooks(self) -> None:
        """Measure the execution of notebooks: all, and none because nothing changed."""
        root = self._sites(self.sizes[0])
        (root / "notebooks").rename(root / "ours/notebooks")
        stock = run((*STOCK, "-f", "labs.yml"), root / "stock")
        shutil.rmtree(root / "ours/.cache", ignore_errors=True)
        execute = (sys.executable, "-m", "handbook.notebooks", "run", "--all")
        cold = run(execute, root / "ours", OUR_CODE)
        work = f"processor time of {self.notebooks} notebooks, cold"
        self._add(work, f"{stock.cpu:.1f} s", f"{cold.cpu:.1f} s", cold.cpu / stock.cpu, 0.3)
        self._peaks["stock"].append(stock)
        self._peaks["ours"].append(cold)
        warm = _seconds_to_find_nothing(root / "ours", self.runs)
        work = "time to find that nothing changed, a hundred notebooks (s)"
        self._add(work, "", f"{warm * 100 / self.notebooks:.3f} s", warm * 100 / self.notebooks, 0.1)
        (root / "ours/notebooks").rename(root / "notebooks")

    def memory(self) -> None:
        """Compare the largest memory of what was run: stock executes notebooks within its build."""
        stock, ours = (
            max((cost.memory for cost in self._peaks[name]), default=0) for name in ("stock", "ours")
        )
        shown = [f"{peak / 2**20:.0f} MiB" for peak in (stock, ours)]
        self._add("peak memory of pages and notebooks", shown[0], shown[1], ours / stock, 1.5)

    def same(self) -> None:
        """Compare, byte for byte, two cold builds, a warm one and one without any cache."""
        root = self._sites(self.sizes[0])
        ours = root / "ours"
        variables = {**OUR_CODE, "SOURCE_DATE_EPOCH": "1700000000"}
        for name in ("first", "second"):
            shutil.rmtree(ours / ".cache", ignore_errors=True)
            run((*OURS, "-d", str(root / name)), ours, variables)
        run((*OURS, "-d", str(root / "warm")), ours, variables)
        plain = {**variables, "HANDBOOK_CACHE": "0"}
        run((*OURS, "-d", str(root / "plain")), ours, plain)
        different = sum(_different_files(root / "first", root / name) for name in ("second", "warm", "plain"))
        work = "files that differ between cold, warm and uncached builds"
        self._add(work, "", str(different), different, 0)

    def _sites(self, pages: int) -> Path:
        root = self.folder / str(pages)
        if not root.exists():
            write_sites(root, pages, self.notebooks if pages == self.sizes[0] else 0)
            # Pages are measured without notebooks, which are measured by themselves.
            if (root / "ours/notebooks").exists():
                (root / "ours/notebooks").rename(root / "notebooks")
        return root

    def _stock(self, root: Path) -> Cost:
        shutil.rmtree(root / "stock/site", ignore_errors=True)
        return run(STOCK, root / "stock")

    def _cold(self, root: Path) -> Cost:
        for name in ("site", ".cache"):
            shutil.rmtree(root / "ours" / name, ignore_errors=True)
        return run(OURS, root / "ours", OUR_CODE)

    def _typeset(self, root: Path) -> Cost:
        """Build with nothing but the formulas, whose typesetting stock leaves to readers' browsers."""
        shutil.rmtree(root / "ours/site")
        shutil.rmtree(root / "ours/.cache/build")
        return run(OURS, root / "ours", OUR_CODE)

    def _restored(self, root: Path) -> Cost:
        """Build into an empty site with the cache as a service for continuous integration brings it back."""
        shutil.rmtree(root / "ours/site")
        for path in (root / "ours/.cache").rglob("*"):
            os.utime(path, (time.time() // 1, time.time() // 1))
        return run(OURS, root / "ours", OUR_CODE)

    def _compare(self, work: str, stock: Sequence[Cost], ours: Sequence[Cost], target: float) -> None:
        before, after = median(stock, _wall), median(ours, _wall)
        self._add(work, _seconds(stock), _seconds(ours), after / before, target)

    def _add(self, work: str, stock: str, ours: str, measure: float, target: float) -> None:
        row = Row(work, stock, ours, measure, target)
        self.rows.append(row)
        print(f"{row.work}: {row.measure:.3g} (≤ {row.target:g})", file=sys.stderr, flush=True)


def _wall(cost: Cost) -> float:
    return cost.wall


def _cpu(cost: Cost) -> float:
    return cost.cpu


def _seconds(costs: Sequence[Cost]) -> str:
    return f"{median(costs, _wall):.1f} s ({median(costs, _cpu):.1f} s of processors)"


def _exponent(costs: dict[int, float]) -> float:
    """Return the slope of a straight line through the logarithms, by least squares."""
    points = [(math.log(pages), math.log(cost)) for pages, cost in costs.items()]
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / spread


def _seconds_to_find_nothing(root: Path, runs: int) -> float:
    from handbook.notebooks.update import update

    seconds = []
    for _ in range(max(runs, 3)):
        start = time.perf_counter()
        result = update(root)
        seconds.append(time.perf_counter() - start)
        if result.executed:
            raise RuntimeError(f"executed again although nothing changed: {', '.join(result.executed)}")
    return sorted(seconds)[len(seconds) // 2]


def _different_files(one: Path, other: Path) -> int:
    names = {path.relative_to(root) for root in (one, other) for path in root.rglob("*") if path.is_file()}
    return sum(
        not (one / name).is_file()
        or not (other / name).is_file()
        or not filecmp.cmp(one / name, other / name, shallow=False)
        for name in names
    )


def _machine() -> str:
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(": ")[2]
            break
    count = len(os.sched_getaffinity(0))
    load = os.getloadavg()[2]
    machine = f"{count} × {model}, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}"
    return f"{machine}, load average {load:.1f}"


def main() -> int:
    """Measure what the command line asks for; the status is 1 when a target is missed."""
    parser = argparse.ArgumentParser(description="Compare building with the stock stack.")
    parser.add_argument("--pages", type=int, nargs="+", default=list(SIZES), help="numbers of chapters")
    parser.add_argument("--notebooks", type=int, default=60)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="75 and 150 chapters, 6 notebooks, one run")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--folder", type=Path, help="keep the sites here instead of in a temporary folder")
    parser.add_argument("--json", type=Path, help="write the measurements to this file as well")
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.pages, arguments.notebooks, arguments.runs = [75, 150], 6, 1
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as temporary:
        folder = (arguments.folder or Path(temporary)).resolve()
        bench = Bench(folder, sorted(arguments.pages), arguments.notebooks, arguments.runs)
        steps: dict[str, Callable[[], None]] = {
            "site": bench.site,
            "serve": bench.serve,
            "growth": bench.growth,
            "notebooks": bench.measure_notebooks,
            "same": bench.same,
        }
        for name, step in steps.items():
            if name in arguments.only:
                step()
        if {"site", "notebooks"} <= set(arguments.only):
            bench.memory()
    print(f"{_machine()}\n\n{table(bench.rows)}")
    if arguments.json:
        rows = [{**asdict(row), "met": row.met} for row in bench.rows]
        arguments.json.write_text(json.dumps({"machine": _machine(), "rows": rows}, indent=1), "utf-8")
    return 0 if all(row.met for row in bench.rows) else 1


if __name__ == "__main__":
    sys.exit(main())
