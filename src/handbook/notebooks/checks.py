"""Rules that a notebook and its published results keep."""

import math
import re
import zlib
from collections.abc import Iterator
from typing import Any

from handbook.notebooks.source import NotebookSource, relative_path
from handbook.notebooks.svg import minify
from handbook.problems import Problem
from handbook.publish import RESULT_MIME

MINIMUM_ALT = 30
_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAXIMUM_KILOBYTES = 60
_PICTURES = ("image/png", "image/jpeg", "image/svg+xml")


def check_source(source: NotebookSource) -> list[Problem]:
    """Check what can be seen without running the notebook: its H1 and its tags."""
    problems = []
    first = source.cells[0] if source.cells else None
    if first is None or first.kind != "markdown" or not first.text.startswith("# "):
        hint = "begin with a Markdown cell whose first line is `# Title`"
        problems.append(Problem(source.path, first.line if first else 0, "the notebook has no H1", hint))
    for cell in source.cells:
        if "raises-exception" in cell.tags:
            hint = "catch the exception and print it, so that any other one is noticed"
            problems.append(Problem(source.path, cell.line, "the tag raises-exception is not allowed", hint))
    return problems


def check_executed(name: str, notebook: dict[str, Any], cpu_seconds: float, limit: float) -> list[Problem]:
    """Check the results of an executed notebook.

    Args:
        name: ``<topic>/<slug>``.
        notebook: The executed notebook.
        cpu_seconds: Processor time it took.
        limit: Processor time it may take.
    """
    path = relative_path(name)
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            problems += _check_output(path, cell, output)
            result = output.get("data", {}).get(RESULT_MIME)
            if result is not None:
                line = result_line(cell, result["name"])
                problems += _check_result(path, line, result)
                problems += _check_weight(path, line, result["name"], output["data"].get("image/svg+xml", ""))
                if result["name"] in seen:
                    message = f"the name {result['name']!r} was already used on line {seen[result['name']]}"
                    problems.append(Problem(path, line, message, "names are unique in their notebook"))
                seen.setdefault(result["name"], line)
    if cpu_seconds > limit:
        message = f"takes {cpu_seconds:.0f} s of processor time, {limit:g} s are allowed"
        problems.append(Problem(path, 0, message, "use fewer repetitions or a smaller problem"))
    return problems


def result_line(cell: dict[str, Any], name: str) -> int:
    """Return the line of the script on which a result is named, or else the first line of its cell."""
    start = int(cell["metadata"]["handbook"]["line"])
    for offset, text in enumerate(cell["source"].split("\n")):
        if f'"{name}"' in text or f"'{name}'" in text:
            return start + offset
    return start


def _check_result(path: str, line: int, result: dict[str, Any]) -> Iterator[Problem]:
    name = result["name"]
    if not isinstance(name, str) or not _KEBAB.fullmatch(name):
        yield Problem(
            path, line, f"the name {name!r} is not kebab-case", "lower-case words joined by hyphens"
        )
    if result["kind"] != "figure":
        if isinstance(result["value"], float) and not math.isfinite(result["value"]):
            yield Problem(path, line, f"the number {name!r} is {result['value']}", "record a finite number")
        return
    alt = result["alt"].strip()
    if not alt:
        yield Problem(path, line, f"the figure {name!r} has no alt text", "say what the picture shows")
    elif len(alt) < MINIMUM_ALT:
        message = f"the alt text of the figure {name!r} has {len(alt)} characters"
        yield Problem(path, line, message, f"say what the picture shows in {MINIMUM_ALT} characters or more")
    if not result["caption"].strip():
        yield Problem(path, line, f"the figure {name!r} has no caption", "say what to see in it")


def _check_weight(path: str, line: int, name: str, picture: str) -> Iterator[Problem]:
    kilobytes = len(zlib.compress(minify(picture).encode(), 6)) / 1000
    if kilobytes > MAXIMUM_KILOBYTES:
        message = f"the figure {name!r} weighs {kilobytes:.0f} KB compressed, {MAXIMUM_KILOBYTES} are allowed"
        yield Problem(path, line, message, "draw fewer points, or pass rasterized=True to the plot call")


def _check_output(path: str, cell: dict[str, Any], output: dict[str, Any]) -> Iterator[Problem]:
    line = int(cell["metadata"]["handbook"]["line"])
    number = cell["execution_count"]
    if output["output_type"] == "stream":
        if output["name"] == "stderr":
            shown = output["text"].strip().split("\n")[0]
            hint = "remove the cause, or expect the warning with warnings.catch_warnings"
            yield Problem(path, line, f"cell {number} writes to standard error: {shown}", hint)
        return
    data = output["data"]
    if RESULT_MIME not in data and any(mime in data for mime in _PICTURES):
        hint = "pass it to handbook.publish.figure"
        yield Problem(path, line, f"cell {number} shows a picture that is not published", hint)
