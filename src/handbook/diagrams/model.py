"""Read the YAML of a diagram fence into a checked model."""

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import yaml

from handbook.problems import Problem, ProblemsError

HUES = ("indigo", "teal", "orange", "purple", "green", "grey")
KINDS = ("box", "store", "pill")
SIDES = "nesw"
MAX_COLUMNS = 5
MAX_ROWS = 12
LONGEST_LABEL = 60

_KEYS = ("title", "alt", "caption", "groups", "nodes", "edges")
_GROUP_KEYS = ("label", "hue", "nodes")
_ID = re.compile(r"[A-Za-z][\w-]*\Z")
_EDGE = re.compile(
    r"(?P<source>[\w-]+?)(?:\.(?P<out>\w+))?\s*->\s*(?P<target>[\w-]+)(?:\.(?P<into>\w+))?\s*(?::\s*(?P<label>.*))?\Z"
)


@dataclass(frozen=True)
class Node:
    """A box at a cell of the grid; `lines` are empty where the author leaves line breaks to the layout."""

    id: str
    row: int
    column: int
    label: str
    kind: str = "box"


@dataclass(frozen=True)
class Group:
    """A labelled zone around nodes, which take its hue."""

    id: str
    label: str
    hue: str
    nodes: tuple[str, ...]


@dataclass(frozen=True)
class Edge:
    """An arrow; a side is one of n, e, s, w, or empty where the layout chooses."""

    source: str
    target: str
    source_side: str = ""
    target_side: str = ""
    label: str = ""


@dataclass(frozen=True)
class Diagram:
    """A valid diagram: all names exist, each cell holds one node, zones do not overlap."""

    title: str
    alt: str
    caption: str
    groups: tuple[Group, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def group_of(self, node: str) -> Group | None:
        """Return the group a node is in."""
        return next((group for group in self.groups if node in group.nodes), None)


def parse(source: str) -> Diagram:
    """Read a diagram.

    Raises:
        ProblemsError: All that is wrong; lines count from 1 in `source` and the path is empty.
    """
    reader = _Reader()
    diagram = reader.read(source)
    if diagram is None or reader.problems:
        raise ProblemsError(reader.problems)
    return diagram


class _Reader:
    """Walks over the YAML nodes, because only they know their lines, and collects problems."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.declared: set[str] = set()

    def fault(self, node: yaml.Node | None, message: str, hint: str = "") -> None:
        line = node.start_mark.line + 1 if node is not None else 1
        self.problems.append(Problem("", line, message, hint))

    def read(self, source: str) -> Diagram | None:
        try:
            root = yaml.compose(source, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            what = getattr(error, "problem", None) or "it cannot be read"
            line = mark.line + 1 if mark else 1
            self.problems.append(
                Problem("", line, f"malformed YAML: {what}", "quote labels that hold : or # or brackets")
            )
            return None
        if not isinstance(root, yaml.MappingNode):
            self.fault(root, "not a mapping", "write title, alt, caption, nodes and edges")
            return None
        fields = dict(self.pairs(root, _KEYS))
        texts = {key: self.required_text(fields.get(key), key) for key in ("title", "alt", "caption")}
        nodes = self.nodes(fields.get("nodes"))
        groups = self.groups(fields.get("groups"), nodes)
        edges = self.edges(fields.get("edges"), nodes)
        if not self.problems:
            self.check_zones(groups, nodes, fields.get("groups"))
        return Diagram(**texts, groups=groups, nodes=tuple(nodes.values()), edges=edges)

    def pairs(self, node: yaml.MappingNode, known: Collection[str]) -> Iterator[tuple[str, yaml.Node]]:
        """Yield the entries of a mapping; report unknown and repeated keys."""
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                self.fault(key, f"{name!r} stands twice")
            elif known and name not in known:
                self.fault(key, f"unknown key {name!r}", _nearest(name, known))
            else:
                seen.add(name)
                yield name, value

    def required_text(self, node: yaml.Node | None, key: str) -> str:
        if node is None:
            self.fault(None, f"{key} is missing")
            return ""
        text = self.text(node, key)
        if text == "" and isinstance(node, yaml.ScalarNode):
            self.fault(node, f"{key} is empty")
        return text

    def text(self, node: yaml.Node, what: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self.fault(node, f"{what} is not a text", "quote it")
            return ""
        return " ".join(str(node.value).split())

    def nodes(self, node: yaml.Node | None) -> dict[str, Node]:
        if not isinstance(node, yaml.MappingNode) or not node.value:
            self.fault(node, "nodes are missing", "name: [[row, column], Label]")
            return {}
        nodes: dict[str, Node] = {}
        cells: dict[tuple[int, int], str] = {}
        for name, value in self.pairs(node, ()):
            self.declared.add(name)
            one = self.node(name, value)
            if one is None:
                continue
            nodes[name] = one
            other = cells.setdefault((one.row, one.column), name)
            if other != name:
                self.fault(value, f"nodes {other} and {name} are in one cell [{one.row}, {one.column}]")
        return nodes

    def node(self, name: str, value: yaml.Node) -> Node | None:
        if not _ID.match(name):
            self.fault(value, f"node name {name!r}", "use letters, digits, - and _")
        parts = value.value if isinstance(value, yaml.SequenceNode) else []
        if not parts or not isinstance(parts[0], yaml.SequenceNode):
            self.fault(value, f"node {name} has no position", f"{name}: [[row, column], Label]")
            return None
        if not 2 <= len(parts) <= 3:
            self.fault(
                value,
                f"node {name} has {len(parts)} parts",
                "[[row, column], Label, kind]; quote a label that holds a comma",
            )
            return None
        label = self.text(parts[1], f"label of {name}")
        kind = self.text(parts[2], f"kind of {name}") if len(parts) == 3 else "box"
        if kind not in KINDS:
            self.fault(parts[2], f"unknown kind {kind!r} of node {name}", _nearest(kind, KINDS))
        if not label:
            self.fault(parts[1], f"node {name} has no label")
        self.check_length(parts[1], label)
        cell = self.cell(name, parts[0])
        return Node(name, *cell, label, kind) if cell else None

    def cell(self, name: str, node: yaml.SequenceNode) -> tuple[int, int] | None:
        values = [str(part.value) for part in node.value]
        if len(values) != 2 or not all(value.isdecimal() for value in values):
            self.fault(node, f"position of node {name} is not [row, column]", "two whole numbers from 0")
            return None
        row, column = int(values[0]), int(values[1])
        if column >= MAX_COLUMNS:
            self.fault(
                node,
                f"node {name} is in column {column}",
                f"columns 0 to {MAX_COLUMNS - 1} fit a printed page",
            )
            return None
        if row >= MAX_ROWS:
            self.fault(node, f"node {name} is in row {row}", f"rows 0 to {MAX_ROWS - 1} fit a printed page")
            return None
        return row, column

    def groups(self, node: yaml.Node | None, nodes: dict[str, Node]) -> tuple[Group, ...]:
        if node is None:
            return ()
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, "groups are not a mapping", "name: {label: …, hue: …, nodes: [a, b]}")
            return ()
        owner: dict[str, str] = {}
        groups = [self.group(name, value, nodes, owner) for name, value in self.pairs(node, ())]
        return tuple(group for group in groups if group is not None)

    def group(
        self, name: str, node: yaml.Node, nodes: dict[str, Node], owner: dict[str, str]
    ) -> Group | None:
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, f"group {name} is not a mapping", "{label: …, hue: …, nodes: [a, b]}")
            return None
        fields = dict(self.pairs(node, _GROUP_KEYS))
        label = self.text(fields["label"], f"label of group {name}") if "label" in fields else ""
        if not label:
            self.fault(node, f"group {name} has no label")
        hue = self.text(fields["hue"], f"hue of group {name}") if "hue" in fields else "grey"
        if hue not in HUES:
            self.fault(fields["hue"], f"unknown hue {hue!r} of group {name}", _nearest(hue, HUES))
        listed = fields.get("nodes")
        if not isinstance(listed, yaml.SequenceNode) or not listed.value:
            self.fault(listed or node, f"group {name} names no nodes")
            return None
        members: list[str] = []
        for item in listed.value:
            member = self.text(item, f"node of group {name}")
            first = owner.setdefault(member, name)
            if first != name or member in members:
                self.fault(item, f"node {member} is in two groups: {first} and {name}")
            elif member in nodes:
                members.append(member)
            elif member not in self.declared:
                self.fault(item, f"unknown node {member!r} in group {name}", _nearest(member, nodes))
        return Group(name, label, hue, tuple(members)) if members else None

    def edges(self, node: yaml.Node | None, nodes: dict[str, Node]) -> tuple[Edge, ...]:
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, "edges are not a list", "- a -> b")
            return ()
        edges = (self.edge(item, nodes) for item in node.value)
        return tuple(edge for edge in edges if edge is not None)

    def check_length(self, node: yaml.Node, label: str) -> None:
        if len(label) > LONGEST_LABEL:
            self.fault(
                node, f"label of {len(label)} characters", f"at most {LONGEST_LABEL}; say more in the caption"
            )

    def edge(self, item: yaml.Node, nodes: dict[str, Node]) -> Edge | None:
        if isinstance(item, yaml.MappingNode) and len(item.value) == 1:
            # `- a -> b: label` without quotes is a mapping in YAML, and what its author means is clear.
            key, value = item.value[0]
            text = f"{self.text(key, 'edge')}: {self.text(value, 'edge label')}"
        else:
            text = self.text(item, "edge")
        match = _EDGE.match(text)
        if match is None:
            self.fault(item, f"malformed edge {text!r}", 'a -> b or "a.s -> b.n: label"')
            return None
        known = True
        for end in ("source", "target"):
            if match[end] not in nodes:
                known = False
            if match[end] not in self.declared:
                self.fault(item, f"unknown node {match[end]!r} in edge", _nearest(match[end], nodes))
        for side in ("out", "into"):
            if match[side] and match[side] not in SIDES:
                self.fault(item, f"unknown side {match[side]!r}", "n, e, s or w")
        if known and match["source"] == match["target"]:
            self.fault(item, f"edge from {match['source']} to itself", "say it in the label of the node")
            known = False
        if not known:
            return None
        label = (match["label"] or "").strip()
        self.check_length(item, label)
        return Edge(match["source"], match["target"], match["out"] or "", match["into"] or "", label)

    def check_zones(self, groups: Iterable[Group], nodes: dict[str, Node], where: yaml.Node | None) -> None:
        """Report nodes inside a foreign zone and zones that overlap, which would say what is not meant."""
        zones = [(group, zone_of(group, nodes)) for group in groups]
        for index, (group, (top, left, bottom, right)) in enumerate(zones):
            inside = [
                node.id
                for node in nodes.values()
                if node.id not in group.nodes and top <= node.row <= bottom and left <= node.column <= right
            ]
            if inside:
                self.fault(where, f"zone of group {group.id} also covers {', '.join(inside)}", "move a node")
            for other, (top_2, left_2, bottom_2, right_2) in zones[:index]:
                if not inside and top <= bottom_2 and top_2 <= bottom and left <= right_2 and left_2 <= right:
                    self.fault(where, f"zones of groups {other.id} and {group.id} overlap", "move a node")


def zone_of(group: Group, nodes: dict[str, Node]) -> tuple[int, int, int, int]:
    """Return the cells a group covers as first row, first column, last row, last column."""
    members = [nodes[name] for name in group.nodes]
    rows = [node.row for node in members]
    columns = [node.column for node in members]
    return min(rows), min(columns), max(rows), max(columns)


def _nearest(name: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else f"one of {', '.join(known)}"
