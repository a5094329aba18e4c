"""Run the cells of one notebook in this process, without a kernel: IPython's shell, its outputs collected."""

import base64
import io
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from handbook.notebooks.normalise import Output
from handbook.notebooks.source import Cell, NotebookSource

FIGURE_TEXT = "<Figure size"


@dataclass(frozen=True)
class Frame:
    """A place in a traceback: a file of the repository, a line in it and the code there."""

    path: str
    line: int
    function: str
    code: str


@dataclass(frozen=True)
class CellFailure:
    """The exception that ended a notebook.

    Attributes:
        cell: Number of the code cell.
        line: Line of the script.
        error: ``Type: message``.
        frames: The frames that belong to the notebook and to modules of this repository, outermost first.
    """

    cell: int
    line: int
    error: str
    frames: tuple[Frame, ...] = ()


@dataclass
class Run:
    """What came out of running a notebook.

    Attributes:
        outputs: Outputs of each cell, in the order of all cells; empty for Markdown.
        unpublished: Numbers of the code cells that left a figure which was not published.
        failure: The exception that ended it, if one did.
    """

    outputs: list[list[Output]] = field(default_factory=list)
    unpublished: list[int] = field(default_factory=list)
    failure: CellFailure | None = None


class _Stream(io.TextIOBase):
    """A text stream that appends to the outputs of the running cell."""

    def __init__(self, name: str, outputs: list[Output]) -> None:
        self._name = name
        self._outputs = outputs

    def write(self, text: str) -> int:
        last = self._outputs[-1] if self._outputs else None
        if last and last["output_type"] == "stream" and last["name"] == self._name:
            last["text"] += text
        elif text:
            self._outputs.append({"output_type": "stream", "name": self._name, "text": text})
        return len(text)

    def writable(self) -> bool:
        return True


def run(source: NotebookSource, root: Path, on_cell: Callable[[int], None]) -> Run:
    """Execute the code cells in order until one fails.

    Args:
        source: The notebook.
        root: The repository root; frames of a traceback that lie in it are kept.
        on_cell: Called with the number of each code cell before it runs.
    """
    outputs: list[Output] = []
    shell: Any = _new_shell(outputs)
    result = Run()
    with _collected(outputs):
        for cell in source.cells:
            outputs.clear()
            if cell.kind == "code" and not result.failure:
                on_cell(cell.number)
                result.failure = _run_cell(shell, cell, source, root)
                if _close_figures() or _shows_figure(outputs):
                    result.unpublished.append(cell.number)
            result.outputs.append([dict(output) for output in outputs])
    return result


@contextmanager
def _collected(outputs: list[Output]) -> Iterator[None]:
    with redirect_stdout(_Stream("stdout", outputs)), redirect_stderr(_Stream("stderr", outputs)):
        yield


def _run_cell(shell: Any, cell: Cell, source: NotebookSource, root: Path) -> CellFailure | None:
    shell.begin(cell)
    outcome = shell.run_cell(cell.text, store_history=False)
    error = outcome.error_before_exec or outcome.error_in_exec
    return _failure(error, cell, source, root) if error else None


def _failure(error: BaseException, cell: Cell, source: NotebookSource, root: Path) -> CellFailure:
    starts = {_cell_file(each.number): each.line for each in source.cells if each.kind == "code"}
    frames = []
    line = cell.line
    for summary in traceback.extract_tb(error.__traceback__):
        number = summary.lineno or 1
        code = (summary.line or "").strip()
        if summary.filename in starts:
            line = starts[summary.filename] + number - 1
            frames.append(Frame(source.path, line, summary.name, code))
        elif (path := _repository_path(summary.filename, root)) is not None:
            frames.append(Frame(path, number, summary.name, code))
    if isinstance(error, SyntaxError) and error.filename in starts:
        line = starts[error.filename] + (error.lineno or 1) - 1
    text = "".join(traceback.format_exception_only(error)).strip()
    if isinstance(error, SyntaxError):
        text = f"{type(error).__name__}: {error.msg}"
    return CellFailure(cell.number, line, text, tuple(frames))


def _repository_path(filename: str, root: Path) -> str | None:
    path = Path(filename)
    if not path.is_relative_to(root) or path.is_relative_to(sys.prefix):
        return None
    if path.is_relative_to(Path(__file__).parent):
        return None
    return path.relative_to(root).as_posix()


def _cell_file(number: int) -> str:
    return f"<cell {number}>"


def _close_figures() -> bool:
    """Close the figures that are still open, and say whether there were any."""
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    if pyplot is None or not pyplot.get_fignums():
        return False
    pyplot.close("all")
    return True


def _shows_figure(outputs: list[Output]) -> bool:
    return any(
        str(output.get("data", {}).get("text/plain", "")).startswith(FIGURE_TEXT) for output in outputs
    )


def _new_shell(outputs: list[Output]) -> Any:
    """Start an IPython shell whose display system appends to `outputs`."""

    class Publisher(DisplayPublisher):
        def publish(self, data: Any, metadata: Any = None, source: Any = None, **_: Any) -> None:
            outputs.append(_rich("display_data", data, metadata))

        def clear_output(self, wait: bool = False) -> None:
            outputs.clear()

    class Hook(DisplayHook):
        def quiet(self) -> bool:
            shell: Any = self.shell
            hook: Any = self
            return bool(hook.semicolon_at_end_of_expression(shell.cell_text))

        def write_output_prompt(self) -> None:
            """Prompts belong to terminals."""

        def write_format_data(self, data: dict[str, Any], metadata: Any = None) -> None:
            outputs.append(_rich("execute_result", data, metadata))

        def finish_displayhook(self) -> None:
            self._is_active = False

    class Compiler(CachingCompiler):
        file = ""

        def get_code_name(self, *_: Any) -> str:
            return self.file

    class Shell(InteractiveShell):
        displayhook_class = Hook
        display_pub_class = Publisher
        compiler_class = Compiler
        cell_text = ""

        def begin(self, cell: Cell) -> None:
            self.cell_text = cell.text
            compiler: Any = self.compile
            compiler.file = _cell_file(cell.number)

        def showtraceback(self, *_: Any, **__: Any) -> None:
            """Exceptions are reported by the caller."""

        def showsyntaxerror(self, *_: Any, **__: Any) -> None:
            """Exceptions are reported by the caller."""

    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryAccessor.enabled = False
    InteractiveShell.clear_instance()
    return Shell.instance(config=config, user_ns={"__name__": "__main__"}, colors="nocolor")


def _rich(kind: str, data: dict[str, Any], metadata: Any) -> Output:
    encoded = {
        mime: base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value
        for mime, value in data.items()
    }
    return {"output_type": kind, "data": encoded, "metadata": metadata or {}}
