"""Read YAML into values that know their lines, with one problem for each thing that is not as expected."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from handbook.problems import Problem
from handbook.sources import yaml_loader


@dataclass(frozen=True)
class Node:
    """A value and where it stands: a scalar, a list of nodes, or nodes by key."""

    value: Any
    line: int


def compose(text: str) -> Node | None:
    """Read a document; None when it is empty.

    Raises:
        yaml.YAMLError: The text is no YAML.
    """
    loader = yaml_loader()(text)
    try:
        root = loader.get_single_node()
        return None if root is None else _node(root, loader)
    finally:
        loader.dispose()


def _node(node: Any, loader: Any) -> Node:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return Node({str(key.value): _node(value, loader) for key, value in node.value}, line)
    if isinstance(node, yaml.SequenceNode):
        return Node([_node(each, loader) for each in node.value], line)
    return Node(loader.construct_object(node), line)


@dataclass
class Reader:
    """Takes values out of nodes; what is missing or of another kind becomes a problem and a default.

    Attributes:
        path: Repository path of the file, for problems.
        problems: What was found so far.
    """

    path: str
    problems: list[Problem] = field(default_factory=list)

    def report(self, line: int, message: str, hint: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(self.path, line, message, hint))

    def mapping(self, node: Node | None, what: str, keys: Collection[str] = ()) -> dict[str, Node]:
        """Return nodes by key; with `keys`, report any other one."""
        if node is None or not isinstance(node.value, dict):
            self.report(node.line if node else 0, f"{what} is not a mapping", "write `key: value` lines")
            return {}
        for key, value in node.value.items():
            if keys and key not in keys:
                self.report(value.line, f"{what} has an unknown field `{key}`", f"known: {', '.join(keys)}")
        return node.value

    def items(self, parent: Node, key: str, what: str, *, needed: bool = True) -> Iterator[Node]:
        """Yield the nodes of a list."""
        node = self.child(parent, key, what, needed=needed)
        if node is None:
            return
        if not isinstance(node.value, list) or (needed and not node.value):
            self.report(node.line, f"`{key}` of {what} is no list", "write one `- …` line each")
            return
        yield from node.value

    def child(self, parent: Node, key: str, what: str, *, needed: bool = True) -> Node | None:
        """Return a field; report when it is missing."""
        found = parent.value.get(key) if isinstance(parent.value, dict) else None
        if found is None and needed:
            self.report(parent.line, f"{what} has no `{key}`", "see docs/contributing/formats.md")
        return found

    def text(self, parent: Node, key: str, what: str) -> tuple[str, int]:
        """Return a text of one line with its place; empty when it is missing."""
        node = self.child(parent, key, what)
        return (self.line_of_text(node, f"`{key}` of {what}"), node.line) if node else ("", parent.line)

    def line_of_text(self, node: Node, what: str) -> str:
        """Return the text of a node, in which line ends count as spaces."""
        if not isinstance(node.value, str) or not node.value.strip():
            self.report(node.line, f"{what} is no text", "write one line; quote it where it holds a colon")
            return ""
        return " ".join(node.value.split())

    def whole(self, node: Node, what: str, least: int, most: int) -> int:
        """Return a whole number within bounds, or the lower bound."""
        if isinstance(node.value, bool) or not isinstance(node.value, int):
            self.report(node.line, f"{what} is {node.value!r}", "write a whole number")
            return least
        if not least <= node.value <= most:
            self.report(node.line, f"{what} is {node.value}", f"{least} to {most} are possible")
            return least
        return node.value
