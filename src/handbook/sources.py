"""Read source files and split their front matter, keeping line numbers for messages."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from handbook.problems import Problem, ProblemsError

_FENCE = "---\n"


def read_source(path: Path, root: Path) -> str:
    """Read a text file of the repository.

    Raises:
        ProblemsError: The file is not UTF-8, or has Windows line ends.
    """
    return decode_source(path.read_bytes(), relative(path, root))


def decode_source(data: bytes, name: str) -> str:
    """Return the text of a file of the repository.

    Args:
        data: The whole file.
        name: Repository path, for messages.

    Raises:
        ProblemsError: The file is not UTF-8, or has Windows line ends.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ProblemsError(
            [Problem(name, line, "the file is not UTF-8", "save it with UTF-8 encoding")]
        ) from error
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        raise ProblemsError([Problem(name, line, "Windows line ends", "save the file with LF line ends")])
    return text


def relative(path: Path, root: Path) -> str:
    """Return the path of a file as it is written in messages: from the root, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


@dataclass(frozen=True)
class Document:
    """A text split into YAML front matter and body.

    Attributes:
        path: Repository path, for messages.
        data: Front matter; dates are ISO strings.
        lines: Line of each top-level key in the file, counted from 1.
        body: Text after the front matter.
        body_line: Line of the file on which the body begins.
    """

    path: str
    data: dict[str, Any]
    lines: dict[str, int]
    body: str
    body_line: int

    def problem(self, key: str, message: str, hint: str = "") -> Problem:
        """Make a problem that points at a key of the front matter."""
        return Problem(self.path, self.lines.get(key, 1), message, hint)


def split_front_matter(text: str, path: str, *, prefix: str = "") -> Document:
    """Split a text that begins with front matter between two ``---`` lines.

    Args:
        text: The whole file.
        path: Repository path, for messages.
        prefix: What each line of the front matter begins with; ``"# "`` in Python files.

    Raises:
        ProblemsError: The front matter is missing, unclosed, or not a YAML mapping.
    """
    fence = prefix + _FENCE
    if not text.startswith(fence):
        raise ProblemsError([Problem(path, 1, "no front matter", f"begin the file with a line {fence!r}")])
    end = text.find("\n" + fence, len(fence) - 1)
    if end < 0:
        raise ProblemsError([Problem(path, 1, "the front matter is not closed", f"end it with {fence!r}")])
    rows = text[len(fence) : end + 1].splitlines()
    source = "\n".join(row.removeprefix(prefix).removeprefix(prefix.rstrip()) for row in rows)
    data, lines = _parse_mapping(source, path)
    body = text[end + 1 + len(fence) :]
    return Document(path, data, lines, body, len(rows) + 3)


def yaml_loader() -> Any:
    """Return the class that reads YAML safely: the one in C where it exists, which is ten times faster."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _parse_mapping(source: str, path: str) -> tuple[dict[str, Any], dict[str, int]]:
    try:
        loader = yaml_loader()(source)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        what = getattr(error, "problem", None) or str(error)
        raise ProblemsError(
            [Problem(path, line, f"malformed front matter: {what}", "check indentation, colons and quotes")]
        ) from error
    if not isinstance(data, dict):
        raise ProblemsError(
            [Problem(path, 2, "the front matter is not a mapping", "write `key: value` lines")]
        )
    lines: dict[str, int] = {}
    for key, _ in getattr(node, "value", []):
        if key.value in lines:
            raise ProblemsError([Problem(path, key.start_mark.line + 2, f"`{key.value}` stands twice")])
        lines[str(key.value)] = key.start_mark.line + 2
    return {str(key): _plain(value) for key, value in data.items()}, lines


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
