"""Command line: ``python -m handbook.notebooks run|list``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from handbook.notebooks.cache import Cache
from handbook.notebooks.preview import export
from handbook.notebooks.source import find
from handbook.notebooks.update import Progress, update


def main(arguments: Sequence[str] | None = None, root: Path | None = None) -> int:
    """Run the command and return its exit status."""
    root = (root or Path.cwd()).resolve()
    options = _parser().parse_args(arguments)
    if options.command == "list":
        return _list(root)
    return _run(root, options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m handbook.notebooks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser(
        "list", help="show the notebooks, whether their result is current, and their last time"
    )
    run = commands.add_parser("run", help="execute what is stale")
    run.add_argument("names", nargs="*", metavar="topic/slug")
    run.add_argument("--all", action="store_true", help="all notebooks; the same as naming none")
    run.add_argument("--force", action="store_true", help="execute even if nothing changed")
    run.add_argument("--jobs", type=int, metavar="N", help="notebooks at a time (default: processors)")
    run.add_argument(
        "--export-figures", type=Path, metavar="DIR", help="write each figure as light and dark SVG and PNG"
    )
    return parser


def _list(root: Path) -> int:
    scripts = find(root)
    cache = Cache.load(root)
    cache.refresh(scripts)
    for name in scripts:
        state = "current" if cache.current(name) else "stale"
        print(f"{name:60} {state:8} {cache.entries[name].seconds:6.1f} s")
    return 0


def _run(root: Path, options: argparse.Namespace) -> int:
    scripts = find(root)
    names = [_name(text) for text in options.names] if options.names and not options.all else list(scripts)
    unknown = [name for name in names if name not in scripts]
    for name in unknown:
        print(f"there is no notebook {name}", file=sys.stderr)
    if unknown:
        return 2
    result = update(root, names, force=options.force, jobs=options.jobs, progress=_show)
    for problem in result.problems:
        print(problem, file=sys.stderr)
    print(f"{len(names)} notebooks, {len(result.executed)} executed, {len(result.problems)} problems")
    if options.export_figures:
        for path in export(root, names, options.export_figures):
            print(path)
    return 1 if result.problems else 0


def _name(text: str) -> str:
    return text.removeprefix("notebooks/").removesuffix(".py")


def _show(progress: Progress) -> None:
    left = f", about {progress.remaining:.0f} s left" if progress.remaining else ""
    state = "FAILED" if progress.failed else "ok"
    count = f"[{progress.done}/{progress.total}]"
    print(f"{count} {progress.name} {state} {progress.seconds:.1f} s{left}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
