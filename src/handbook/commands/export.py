"""Write what readers take away: PDF, EPUB, Anki deck and the site for offline use."""

import argparse
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handbook.browser_parts import ensure_browser_parts
from handbook.cli import EXPORTS
from handbook.exports.manifest import FOLDER, STEM, TITLES, Export, record, size
from handbook.parallel import run_together
from handbook.publication.loader import load_publication
from handbook.publication.model import Publication, Selection
from handbook.publication.record import BuildRecord, read_record

Report = Callable[[str], None]
Write = Callable[[Path, Report], str]
"""Write a file and return a note about it for its readers, such as its number of pages."""


@dataclass(frozen=True)
class Task:
    """One file to write."""

    name: str
    write: Write


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Write the chosen files into dist/, several at a time."""
    unknown = set(arguments.formats) - {*EXPORTS, "all"}
    if unknown:
        known = ", ".join((*EXPORTS, "all"))
        print(f"unknown format {', '.join(sorted(unknown))} (formats: {known})", file=sys.stderr)
        return 2
    start = time.monotonic()
    site = (arguments.site_dir or root / "site").resolve()
    folder = (arguments.output or root / FOLDER).resolve()
    ensure_browser_parts(root, report=print)
    built = read_record(root, site)
    tasks = _tasks(root, site, built, arguments)
    folder.mkdir(parents=True, exist_ok=True)
    _share_processors(len(tasks))
    print(f"Exporting {', '.join(task.name for task in tasks)} …", flush=True)
    notes, failed = run_together({task.name: partial(_write, task, folder) for task in tasks})
    for name, reason in failed.items():
        print(f"{name} was not written:\n{reason}", file=sys.stderr)
    if folder == root / FOLDER:
        offered = [name for name in notes if name in TITLES]
        sizes = {name: (folder / name).stat().st_size for name in offered}
        record(root, [Export(name, sizes[name], built.time, built.commit, notes[name]) for name in offered])
    print(f"  {len(notes)} of {len(tasks)} files in {time.monotonic() - start:.1f} s")
    return 0 if len(notes) == len(tasks) else 1


def _share_processors(tasks: int) -> None:
    """Keep Typst from starting threads for processors on which other files are written: they only cost."""
    os.environ.setdefault("RAYON_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // max(1, tasks))))


def _write(task: Task, folder: Path) -> str:
    start = time.monotonic()
    path = folder / task.name
    note = task.write(path, lambda text: print(f"  {task.name}: {text}", flush=True))
    seconds = time.monotonic() - start
    print(f"  {task.name}: {note}, {size(path.stat().st_size)}, {seconds:.1f} s", flush=True)
    return note


def _tasks(root: Path, site: Path, built: BuildRecord, arguments: argparse.Namespace) -> list[Task]:
    wanted = set(arguments.formats or ["all"])
    formats = [name for name in EXPORTS if name in wanted or "all" in wanted]
    selection = Selection(tuple(arguments.part), tuple(arguments.chapter))
    names = [name.strip("/").split("/")[-1] for name in (*arguments.part, *arguments.chapter)]
    stem = "-".join([STEM, *names])
    tasks: list[Task] = []
    if {"pdf", "epub"}.intersection(formats):
        publication = load_publication(root, site, selection)
        if "pdf" in formats:
            tasks += _pdf_tasks(root, publication, stem, arguments)
        if "epub" in formats:
            tasks.append(Task(f"{stem}.epub", partial(_epub, publication)))
    if "anki" in formats and not selection:
        tasks.append(Task(f"{STEM}.apkg", partial(_anki, root, built.time, built.site_url)))
    if "offline" in formats and not selection:
        tasks.append(Task(f"{STEM}-offline.zip", partial(_offline, site, built.time)))
    return tasks


def _pdf_tasks(root: Path, publication: Publication, stem: str, arguments: argparse.Namespace) -> list[Task]:
    from handbook.pdf.export import export_pdf
    from handbook.pdf.layout import PAPERS, PaperName, PdfOptions

    def task(paper: PaperName) -> Task:
        options = PdfOptions(paper=paper, answers=arguments.answers)

        def write(destination: Path, report: Report) -> str:
            return f"{export_pdf(publication, root, destination, options, report)} pages"

        return Task(f"{stem}.pdf" if paper == "a4" else f"{stem}-{paper}.pdf", write)

    return [task(paper) for paper in PAPERS if arguments.paper in (None, paper)]


def _epub(publication: Publication, destination: Path, report: Report) -> str:
    from handbook.epub.export import export_epub

    return export_epub(publication, destination, report)


def _anki(root: Path, time: int, site_url: str, destination: Path, report: Report) -> str:
    from handbook.anki.export import export_anki

    return export_anki(root, destination, time, report, site_url)


def _offline(site: Path, time: int, destination: Path, report: Report) -> str:
    from handbook.offline.export import export_offline

    return export_offline(site, destination, time, report)
