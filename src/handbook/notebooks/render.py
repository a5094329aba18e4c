"""Show executed notebooks as ordinary Markdown pages, with their figures as image files beside them."""

import html
import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from handbook.generated import GeneratedFile
from handbook.notebooks.cache import notebook_text
from handbook.notebooks.results import (
    ExecutedNotebook,
    NotebookFigure,
    NotebookNumber,
    Results,
    UnknownResultError,
    format_number,
    load_results,
)
from handbook.notebooks.source import find, relative_path
from handbook.publish import RESULT_MIME

_LIBRARY_NAMES = {
    "ipython": "IPython",
    "matplotlib": "Matplotlib",
    "numpy": "NumPy",
    "pandas": "pandas",
    "scikit-learn": "scikit-learn",
    "scipy": "SciPy",
}
_DESCRIPTION_LENGTH = 160
_STYLE = re.compile(r"<style\b.*?</style>\s*", re.DOTALL)
_BACKTICKS = re.compile(r"^`{3,}", re.MULTILINE)
_SPECIAL = re.compile(r"([\\`*_{}\[\]$!])")


def pages(root: Path, results: Results | None = None) -> list[GeneratedFile]:
    """Return the pages of all notebooks that have been executed, with their figures and downloads.

    Args:
        root: The repository root.
        results: Their results, when the caller has them; read from the cache otherwise.
    """
    scripts = find(root)
    results = load_results(root, scripts) if results is None else results
    files: list[GeneratedFile] = []
    for name in scripts:
        try:
            executed = results.notebook(name)
        except UnknownResultError:
            continue
        files += _notebook_files(executed, scripts[name].read_bytes())
    return files


def figure_markdown(reference: str, results: Results) -> str:
    """Return the Markdown that shows a published figure on another page, with a link to its notebook.

    Args:
        reference: ``<topic>/<slug>#<name>``.
        results: The results of the notebooks.

    Raises:
        UnknownResultError: There is no such notebook or figure.
    """
    figure = results.figure(reference)
    link = (
        f"[From the notebook](/notebooks/{figure.notebook}.md#{figure_id(figure.name)}){{ .figure-source }}"
    )
    return _figure(figure, link)


def figure_id(name: str) -> str:
    """Return the anchor of a figure on the page of its notebook."""
    return f"figure-{name}"


def page_markdown(executed: ExecutedNotebook) -> str:
    """Return the page of a notebook as Markdown with front matter."""
    cells = executed.notebook["cells"]
    title, opening = _opening(cells)
    front = {"title": title, "description": _description(opening), "kind": "notebook"}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
    body = [block for cell in cells for block in _cell(cell, executed)]
    heading, _, rest = body[0].partition("\n")
    parts = ["\n".join(["---", *lines, "---"]), heading, _header(executed), rest.strip(), *body[1:]]
    return "\n\n".join(part for part in parts if part) + "\n"


def _notebook_files(executed: ExecutedNotebook, script: bytes) -> Iterator[GeneratedFile]:
    folder = f"notebooks/{executed.name}"
    slug = executed.name.split("/")[1]
    source = relative_path(executed.name)
    yield GeneratedFile(f"{folder}.md", page_markdown(executed), source)
    for figure in executed.figures.values():
        yield GeneratedFile(f"{folder}/{figure.name}-light.svg", figure.svg_light.encode(), source)
        yield GeneratedFile(f"{folder}/{figure.name}-dark.svg", figure.svg_dark.encode(), source)
    yield GeneratedFile(
        f"{folder}/{slug}.ipynb", notebook_text(_download(executed.notebook)).encode(), source
    )
    yield GeneratedFile(f"{folder}/{slug}.py", script, source)


def _download(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return the notebook without the time it took, which differs from run to run."""
    about = {key: value for key, value in notebook["metadata"]["handbook"].items() if key != "seconds"}
    return {**notebook, "metadata": {**notebook["metadata"], "handbook": about}}


def _header(executed: ExecutedNotebook) -> str:
    about = executed.notebook["metadata"]["handbook"]
    versions = [f"Python {about['python']}"]
    versions += [f"{_LIBRARY_NAMES.get(name, name)} {found}" for name, found in about["libraries"].items()]
    slug = executed.name.split("/")[1]
    links = f"[Download the notebook]({slug}/{slug}.ipynb) · [Its source]({slug}/{slug}.py)"
    run = f"Ran in {duration(about['seconds'])} with {', '.join(versions)}."
    return f"{run} {links}\n{{ .notebook-run }}"


def duration(seconds: float) -> str:
    """Return a run time so coarsely that two runs on one machine give the same page."""
    bounds = (1, 10, 60)
    bound = next((bound for bound in bounds if seconds < bound), None)
    if bound is None:
        return "more than a minute"
    return "under a second" if bound == 1 else f"under {bound} seconds"


def _opening(cells: list[dict[str, Any]]) -> tuple[str, str]:
    """Return the title and the text that follows it up to the next heading or cell."""
    first, _, rest = cells[0]["source"].partition("\n")
    title = first.removeprefix("#").strip()
    if not rest.strip() and len(cells) > 1 and cells[1]["cell_type"] == "markdown":
        rest = cells[1]["source"]
    return title, rest.strip()


def _description(text: str) -> str:
    """Return the first paragraph as plain text, shortened at the end of a sentence or a word."""
    paragraph = text.split("\n\n", 1)[0] if not text.startswith("#") else ""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", paragraph)
    plain = " ".join(re.sub(r"[*_`$\\{}]", "", plain).split())
    if len(plain) <= _DESCRIPTION_LENGTH:
        return plain
    cut = plain[: _DESCRIPTION_LENGTH + 1]
    sentence = max(cut.rfind(mark) for mark in (". ", "? ", "! "))
    if sentence >= _DESCRIPTION_LENGTH // 2:
        return cut[: sentence + 1]
    return cut[: cut.rfind(" ")].rstrip(" ,;:") + "…"


def _cell(cell: dict[str, Any], executed: ExecutedNotebook) -> Iterator[str]:
    tags = set(cell["metadata"].get("tags", ()))
    if cell["cell_type"] == "markdown":
        yield cell["source"].strip()
    if cell["cell_type"] != "code":
        return
    code = cell["source"].strip()
    if code and "remove-input" not in tags:
        block = _fence(code, "python")
        yield _folded("Show the code", block) if "hide-input" in tags else block
    if "remove-output" in tags:
        return
    blocks = [block for group in _grouped(cell["outputs"]) if (block := _outputs(group, executed))]
    if "hide-output" in tags and blocks:
        yield _folded("Show the output", "\n\n".join(blocks))
    else:
        yield from blocks


def _grouped(outputs: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Put recorded numbers that follow one another together; every other output stays alone."""
    for recorded, group in groupby(outputs, key=_is_record):
        if recorded:
            yield list(group)
        else:
            yield from ([output] for output in group)


def _is_record(output: dict[str, Any]) -> bool:
    result = output.get("data", {}).get(RESULT_MIME)
    return result is not None and result["kind"] == "number"


def _outputs(outputs: list[dict[str, Any]], executed: ExecutedNotebook) -> str:
    """Return a line with all numbers of a group, or the only output of one."""
    if not _is_record(outputs[0]):
        return _output(outputs[0], executed)
    names = [output["data"][RESULT_MIME]["name"] for output in outputs]
    numbers = " · ".join(_record(executed.numbers[name], name) for name in names)
    return f"{numbers}\n{{ .notebook-record }}"


def _output(output: dict[str, Any], executed: ExecutedNotebook) -> str:
    if output["output_type"] == "stream":
        return _text_output(output["text"])
    data = output["data"]
    if RESULT_MIME in data:
        return _figure(executed.figures[data[RESULT_MIME]["name"]])
    if "text/html" in data:
        return _html_output(data["text/html"])
    if "text/markdown" in data:
        return str(data["text/markdown"]).strip()
    if "text/latex" in data:
        return f"$$\n{data['text/latex'].strip().strip('$').strip()}\n$$"
    return _text_output(data.get("text/plain", ""))


def _figure(figure: NotebookFigure, link: str = "") -> str:
    alt = _escaped(figure.alt)
    anchor = "" if link else f' id="{figure_id(figure.name)}"'
    images = [
        f"![{alt}](/notebooks/{figure.notebook}/{figure.name}-{scheme}.svg)"
        f"{{ .only-{scheme} loading=lazy width={figure.width} height={figure.height} }}"
        for scheme in ("light", "dark")
    ]
    caption = f"{figure.caption} {link}".strip()
    lines = [
        f'<figure class="notebook-figure"{anchor} markdown="block">',
        "",
        *images,
        "",
        f'<figcaption markdown="span">{caption}</figcaption>',
        "",
        "</figure>",
    ]
    return "\n".join(lines)


def _record(number: NotebookNumber, name: str) -> str:
    value = number.value
    shown = format_number(number, ".6g" if isinstance(value, float) else "")
    return f"`{name}` = {_escaped(shown)}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", html.escape(text, quote=False))


def _html_output(text: str) -> str:
    """Return HTML, such as a pandas table, in a box that scrolls sideways where it is too wide."""
    table = _STYLE.sub("", text).replace(' border="1"', "").strip()
    table = table.removeprefix("<div>").removesuffix("</div>")
    table = "\n".join(line.strip() for line in table.splitlines() if line.strip())
    label = 'role="region" aria-label="Table" tabindex="0"'
    return f'<div class="notebook-table" {label}>\n{table}\n</div>'


def _text_output(text: str) -> str:
    return _fence(text.rstrip(), "{ .text .output .no-copy }") if text.strip() else ""


def _fence(text: str, info: str) -> str:
    marks = "`" * max([3, *(len(found) + 1 for found in _BACKTICKS.findall(text))])
    return f"{marks}{' ' if info.startswith('{') else ''}{info}\n{text}\n{marks}"


def _folded(summary: str, block: str) -> str:
    lines = "\n".join(f"    {line}".rstrip() for line in block.splitlines())
    return f'??? example "{summary}"\n\n{lines}'
