"""YAML in, diagram or problems with their lines out."""

import pytest

from handbook.diagrams import check, parse
from handbook.diagrams.model import Edge, Group, Node
from handbook.problems import Problem

VALID = """title: T
alt: What it shows.
caption: What to see.
groups:
  left: {label: Left, hue: teal, nodes: [a, b]}
nodes:
  a: [[0, 0], First, store]
  b: [[1, 0], "Second|line"]
  c-d: [[0, 1], Third, pill]
edges:
  - a -> b
  - "a.e -> c-d.w: yes: it is"
  - b -> c-d: plain label
"""


def test_reads_a_diagram() -> None:
    diagram = parse(VALID)
    assert (diagram.title, diagram.alt, diagram.caption) == ("T", "What it shows.", "What to see.")
    assert diagram.groups == (Group("left", "Left", "teal", ("a", "b")),)
    assert diagram.nodes == (
        Node("a", 0, 0, "First", "store"),
        Node("b", 1, 0, "Second|line"),
        Node("c-d", 0, 1, "Third", "pill"),
    )
    assert diagram.edges == (
        Edge("a", "b"),
        Edge("a", "c-d", "e", "w", "yes: it is"),
        Edge("b", "c-d", label="plain label"),
    )


def test_groups_and_edges_are_optional() -> None:
    diagram = parse("title: T\nalt: A\ncaption: C\nnodes:\n  a: [[3, 4], A]\n")
    assert diagram.groups == ()
    assert diagram.edges == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("title: T\n", "", 1, "title is missing"),
        ("alt: What it shows.\n", "", 1, "alt is missing"),
        ("caption: What to see.", "caption:", 3, "caption is empty"),
        ("caption: What", "legend: x\ncaption: What", 3, "unknown key 'legend'"),
        ("alt: What", "title: U\nalt: What", 2, "'title' stands twice"),
        ("[0, 0], First, store]", "First]", 7, "node a has no position"),
        ("[[0, 0], First, store]", "First", 7, "node a has no position"),
        ("[[0, 0], First, store]", "[[0, 0], First, second, store]", 7, "node a has 4 parts"),
        ("[0, 0], First", "[0, x], First", 7, "position of node a is not [row, column]"),
        ("[0, 0], First", "[0, -1], First", 7, "position of node a is not [row, column]"),
        ("[0, 1], Third", "[0, 5], Third", 9, "node c-d is in column 5"),
        ("[0, 1], Third", "[40, 1], Third", 9, "node c-d is in row 40"),
        ("[0, 1], Third", "[1, 0], Third", 9, "nodes b and c-d are in one cell [1, 0]"),
        ("First, store", "First, disk", 7, "unknown kind 'disk' of node a"),
        ("First, store", '"", store', 7, "node a has no label"),
        (
            "First, store",
            "A label that is far too long for a box in a diagram of a page, box",
            7,
            "label of 61 characters",
        ),
        ("hue: teal", "hue: pink", 5, "unknown hue 'pink' of group left"),
        ("label: Left, ", "", 5, "group left has no label"),
        ("nodes: [a, b]", "nodes: [a, x]", 5, "unknown node 'x' in group left"),
        ("nodes: [a, b]", "nodes: []", 5, "group left names no nodes"),
        ("  - a -> b\n", "  - a -> x\n", 11, "unknown node 'x' in edge"),
        ("  - a -> b\n", "  - a -> a\n", 11, "edge from a to itself"),
        ("  - a -> b\n", "  - a => b\n", 11, "malformed edge 'a => b'"),
        ("a.e -> c-d.w", "a.q -> c-d.w", 12, "unknown side 'q'"),
        (
            "nodes:\n  a: [[0, 0], First, store]\n",
            "nodes:\n  a: [[0, 0], First, store\n",
            8,
            "malformed YAML",
        ),
        (
            "nodes:\n  a:",
            "  right: {label: R, nodes: [b, c-d]}\nnodes:\n  a:",
            6,
            "node b is in two groups: left and right",
        ),
        ("nodes: [a, b]", "nodes: [b, c-d]", 5, "zone of group left also covers a"),
    ],
)
def test_reports_with_the_line_in_the_file(old: str, new: str, line: int, message: str) -> None:
    assert old in VALID
    problems = check(VALID.replace(old, new, 1), "docs/x.md", 20)
    assert len(problems) == 1
    assert (problems[0].path, problems[0].line) == ("docs/x.md", 20 + line)
    assert problems[0].message.startswith(f"diagram: {message}")


def test_reports_all_problems_of_a_diagram_and_none_that_only_follows() -> None:
    wrong = (
        VALID.replace("[[0, 0], First", "[First").replace("hue: teal", "hue: tael").replace("c-d.w", "cd.w")
    )
    assert check(wrong, "p.md", 0) == [
        Problem("p.md", 5, "diagram: unknown hue 'tael' of group left", "did you mean teal?"),
        Problem("p.md", 7, "diagram: node a has no position", "a: [[row, column], Label]"),
        Problem("p.md", 12, "diagram: unknown node 'cd' in edge", "did you mean c-d?"),
    ]


def test_zones_must_not_overlap() -> None:
    text = (
        "title: T\nalt: A\ncaption: C\ngroups:\n"
        "  g: {label: G, nodes: [a, b]}\n  h: {label: H, nodes: [c, d]}\n"
        "nodes:\n  a: [[0, 1], A]\n  b: [[2, 1], B]\n  c: [[1, 0], C]\n  d: [[1, 2], D]\n"
    )
    (problem,) = check(text, "p.md", 0)
    assert problem.message == "diagram: zones of groups g and h overlap"


def test_a_diagram_that_would_not_be_legible_in_print_is_a_problem() -> None:
    word = "Unbreakable" * 2
    nodes = "".join(f"  n{index}: [[0, {index}], {word}]\n" for index in range(5))
    (problem,) = check(f"title: T\nalt: A\ncaption: C\nnodes:\n{nodes}", "p.md", 3)
    assert problem.line == 3
    assert "px wide, at most 780 are legible" in problem.message


@pytest.mark.parametrize("text", ["", "- a\n", "text\n"])
def test_other_documents_are_reported(text: str) -> None:
    (problem,) = check(text, "p.md", 0)
    assert problem.message == "diagram: not a mapping"
