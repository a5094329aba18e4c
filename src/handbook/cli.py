"""The command line; standard library only, so that ``--help`` works before anything is installed."""

import argparse
import importlib
import sys
from pathlib import Path

from handbook.problems import ProblemsError

_COMMANDS = {
    "serve": "build the site, show it in a browser and rebuild on every save",
    "build": "build the whole site strictly into site/",
    "export": "write PDF, EPUB, Anki deck and offline copy of the built site into dist/",
    "check": "report everything that is wrong with the content, without building",
    "test": "run every test and check",
    "new": "start a question, chapter, notebook, drill or case study",
    "lock": "compile the requirement files again, or check that they are current",
    "clean": "remove what was built",
}
KINDS = ("question", "chapter", "notebook", "drill", "case-study")
EXPORTS = ("pdf", "epub", "anki", "offline")
SUITES = ("lint", "unit", "content", "build", "browser")


def build_parser() -> argparse.ArgumentParser:
    """Describe all commands and their options."""
    parser = argparse.ArgumentParser(
        prog="handbook.py",
        description="Build, check and extend the Machine Learning Interview Handbook.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    added = {
        name: commands.add_parser(name, help=text, description=_sentence(text))
        for name, text in _COMMANDS.items()
    }
    for name in ("serve", "build"):
        added[name].add_argument(
            "--jobs", type=int, default=0, help="parallel notebooks (default: all cores)"
        )
    added["serve"].add_argument(
        "--address", default="127.0.0.1:8000", help="host:port (default: %(default)s)"
    )
    added["serve"].add_argument("--no-open", action="store_true", help="do not open a browser window")
    added["build"].add_argument("--no-cache", action="store_true", help="use no cache for pages (slower)")
    added["build"].add_argument("--site-dir", type=Path, default=None, help="build into this folder")
    _add_export(added["export"])
    added["test"].add_argument(
        "suites", nargs="*", metavar="suite", help=f"only these: {', '.join(SUITES)} (default: all)"
    )
    _add_new(added["new"])
    added["lock"].add_argument("--check", action="store_true", help="only tell whether they are current")
    added["clean"].add_argument(
        "--all", action="store_true", help="also the environment and the browser parts"
    )
    return parser


def _add_export(parser: argparse.ArgumentParser) -> None:
    formats = ", ".join((*EXPORTS, "all"))
    parser.add_argument("formats", nargs="*", metavar="format", help=f"{formats} (default: all)")
    parser.add_argument(
        "--part", action="append", default=[], help="only this part of PDF and EPUB, such as evaluation"
    )
    parser.add_argument(
        "--chapter", action="append", default=[], help="only this chapter, such as foundations/generalisation"
    )
    parser.add_argument("--paper", choices=("a4", "us-letter"), help="of the PDF (default: one of each)")
    parser.add_argument(
        "--answers", choices=("inline", "end"), default="inline", help="where the PDF has them"
    )
    parser.add_argument("--site-dir", type=Path, default=None, help="read the built site from this folder")
    parser.add_argument("--output", type=Path, default=None, help="write into this folder")


def _add_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("name", help="<topic>/<slug>; for a chapter or case study <part>/<slug>")
    parser.add_argument("--title", help="title, or the question as asked")
    parser.add_argument(
        "--chapter", default="", help="page it belongs to, such as foundations/generalisation"
    )
    parser.add_argument("--topic", default="", help="topic of a chapter or case study")


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit status."""
    arguments = build_parser().parse_args(argv)
    command = importlib.import_module(f"handbook.commands.{arguments.command}")
    root = Path(__file__).resolve().parents[2]
    try:
        return int(command.run(root, arguments))
    except ProblemsError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
