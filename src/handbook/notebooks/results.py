"""What notebooks publish by name, for the pages that refer to it."""

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handbook.notebooks import svg
from handbook.notebooks.cache import Cache, read_notebook
from handbook.notebooks.source import find
from handbook.publish import RESULT_MIME, darken


class UnknownResultError(KeyError):
    """Raised when a page refers to a notebook or a name that does not exist."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True)
class NotebookFigure:
    """A published figure.

    Attributes:
        notebook: ``<topic>/<slug>``.
        name: Its name in the notebook.
        svg_light: The picture for light backgrounds.
        svg_dark: The same in the colours of the dark scheme.
        alt: What it shows, as plain text.
        caption: What to see in it, as Markdown.
        width: Width in CSS pixels.
        height: Height in CSS pixels.
    """

    notebook: str
    name: str
    svg_light: str
    svg_dark: str
    alt: str
    caption: str
    width: int
    height: int


@dataclass(frozen=True)
class NotebookNumber:
    """A published number, or a short text."""

    value: float | int | str
    unit: str = ""


@dataclass(frozen=True)
class ExecutedNotebook:
    """The published results of one notebook, and the notebook they come from."""

    name: str
    notebook: dict[str, Any]
    figures: dict[str, NotebookFigure]
    numbers: dict[str, NotebookNumber]


@dataclass(frozen=True)
class Results:
    """The results of all notebooks; each notebook is read when it is first asked for.

    Attributes:
        names: The notebooks that exist, executed or not.
        read: Returns an executed notebook by name, None when it has never run.
        versions: Where the result of each is kept; equal versions hold equal results.
    """

    names: tuple[str, ...]
    read: Callable[[str], dict[str, Any] | None]
    versions: tuple[Path | None, ...] = ()
    _loaded: dict[str, ExecutedNotebook] = field(default_factory=dict, repr=False)

    def notebook(self, name: str) -> ExecutedNotebook:
        """Return an executed notebook.

        Raises:
            UnknownResultError: There is no such notebook, or it has not been executed.
        """
        if name not in self._loaded:
            if name not in self.names:
                raise UnknownResultError(f"there is no notebook {name!r}{_suggestion(name, self.names)}")
            notebook = self.read(name)
            if notebook is None:
                raise UnknownResultError(f"the notebook {name!r} has not been executed without a problem yet")
            self._loaded[name] = published(name, notebook)
        return self._loaded[name]

    def figure(self, reference: str) -> NotebookFigure:
        """Return the figure that ``<topic>/<slug>#<name>`` refers to.

        Raises:
            UnknownResultError: There is no such notebook or figure.
        """
        notebook, name = self._split(reference)
        if name not in notebook.figures:
            known = _suggestion(name, notebook.figures)
            raise UnknownResultError(f"the notebook {notebook.name!r} publishes no figure {name!r}{known}")
        return notebook.figures[name]

    def number(self, reference: str) -> NotebookNumber:
        """Return the number that ``<topic>/<slug>#<name>`` refers to.

        Raises:
            UnknownResultError: There is no such notebook or number.
        """
        notebook, name = self._split(reference)
        if name not in notebook.numbers:
            known = _suggestion(name, notebook.numbers)
            raise UnknownResultError(f"the notebook {notebook.name!r} publishes no number {name!r}{known}")
        return notebook.numbers[name]

    def _split(self, reference: str) -> tuple[ExecutedNotebook, str]:
        notebook, separator, name = reference.partition("#")
        if not separator:
            raise UnknownResultError(f"{reference!r} names no result; write `<topic>/<slug>#<name>`")
        return self.notebook(notebook), name


def load_results(root: Path, scripts: dict[str, Path] | None = None) -> Results:
    """Return the results of the notebooks of a repository, from its cache; nothing is executed.

    Args:
        root: The repository root.
        scripts: The notebooks by name, when the caller has already looked for them.
    """
    scripts = find(root) if scripts is None else scripts
    cache = Cache.load(root)
    cache.refresh(scripts)

    def read(name: str) -> dict[str, Any] | None:
        path = cache.latest(name)
        return read_notebook(path) if path else None

    return Results(tuple(scripts), read, tuple(cache.latest(name) for name in scripts))


def published(name: str, notebook: dict[str, Any]) -> ExecutedNotebook:
    """Collect what an executed notebook publishes."""
    figures = {}
    numbers = {}
    for data in result_outputs(notebook):
        result = data[RESULT_MIME]
        if result["kind"] == "figure":
            figures[result["name"]] = _figure(name, result, data["image/svg+xml"])
        else:
            numbers[result["name"]] = NotebookNumber(result["value"], result["unit"])
    return ExecutedNotebook(name, notebook, figures, numbers)


def result_outputs(notebook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the data of every output that is a published result."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if RESULT_MIME in data:
                yield data


def format_number(number: NotebookNumber, spec: str = "") -> str:
    """Format a published number for a sentence.

    Args:
        number: The number and its unit.
        spec: Python's format specification. Without one integers get thousands separators, other numbers
            three significant digits, and texts stay as they are.

    Raises:
        ValueError: The specification does not fit the value.
    """
    value = number.value
    if isinstance(value, bool | str):
        text = format(value, spec) if spec else str(value)
    elif spec:
        text = format(value, spec)
    elif isinstance(value, int):
        text = f"{value:,}"
    else:
        text = _plain(value)
    text = text.replace("-", "−", 1) if text.startswith("-") and not isinstance(value, str) else text
    return f"{text}\N{NO-BREAK SPACE}{number.unit}" if number.unit else text


def _plain(value: float) -> str:
    """Return three significant digits; a large value keeps its integer digits, as an exponent reads badly."""
    return f"{value:,.0f}" if 1000 <= abs(value) < 1e9 else f"{value:.3g}"


def _figure(notebook: str, result: dict[str, Any], picture: str) -> NotebookFigure:
    size = svg.size(picture)
    return NotebookFigure(
        notebook=notebook,
        name=result["name"],
        svg_light=picture,
        svg_dark=darken(picture),
        alt=" ".join(result["alt"].split()),
        caption=" ".join(result["caption"].split()),
        width=size.width,
        height=size.height,
    )


def _suggestion(name: str, known: object) -> str:
    names = sorted(str(each) for each in known)  # type: ignore[attr-defined]
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; it has {', '.join(names[:8])}" if 0 < len(names) <= 8 else ""
