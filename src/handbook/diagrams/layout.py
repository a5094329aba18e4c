"""Give every box, zone, arrow and label of a diagram its place in pixels."""

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handbook.diagrams.labels import Path, Rect, TextBlock, place_label, stroke
from handbook.diagrams.metrics import text_width
from handbook.diagrams.model import Diagram, Edge, Group, Node
from handbook.diagrams.routing import Link, Segment, Track, assign_tracks, route, segments
from handbook.diagrams.text import wrap

NODE_SIZE = 14.0
LABEL_SIZE = 13.0
LINE_HEIGHT = 1.25
CAP = 7.0
"""Half the height of the ellipse that tops a store."""

_NODE_LIMITS = {1: 200, 2: 160, 3: 136, 4: 116, 5: 100}
_LABEL_LIMIT = 92.0
_SPACING = 13.0
_GAP_X = 34.0
_GAP_Y = 38.0
_EDGE_ROOM = 13.0
_ZONE_PAD = 14.0
_ZONE_HEAD = 30.0
_MARGIN = 2.0

Line = tuple[bool, int]
"""An abstract line: whether it is horizontal, and its coordinate."""


@dataclass(frozen=True)
class Box:
    """A drawn node; x and y are its centre."""

    node: Node
    hue: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    @property
    def rect(self) -> Rect:
        """Return the box's corners."""
        return Rect(
            self.x - self.width / 2,
            self.y - self.height / 2,
            self.x + self.width / 2,
            self.y + self.height / 2,
        )


@dataclass(frozen=True)
class Zone:
    """A drawn group."""

    label: str
    hue: str
    rect: Rect
    heading: Rect


@dataclass(frozen=True)
class Arrow:
    """A drawn edge: the corners of its line, the last one at the tip, and its label."""

    points: tuple[tuple[float, float], ...]
    label: TextBlock | None


@dataclass(frozen=True)
class Layout:
    """Everything that is drawn, in pixels."""

    width: float
    height: float
    zones: tuple[Zone, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True)
class _Grid:
    """The diagram on its abstract grid, rows and columns that hold nothing left out."""

    cells: dict[str, tuple[int, int]]
    rows: int
    columns: int
    routes: list[list[Segment]]
    tracks: dict[Segment, Track]

    def zone(self, names: Iterable[str]) -> tuple[int, int, int, int]:
        """Return the cells of a group as first row, first column, last row, last column."""
        cells = [self.cells[name] for name in names]
        return (
            min(row for row, _ in cells),
            min(column for _, column in cells),
            max(row for row, _ in cells),
            max(column for _, column in cells),
        )

    def bundle_size(self, line: Line) -> int:
        """Count the tracks that a line needs."""
        return max((t.count for s, t in self.tracks.items() if (s.horizontal, s.line) == line), default=0)


@dataclass(frozen=True)
class _Axis:
    """Pixels along one axis: centres and sizes of rows or columns, centres and sizes of the gaps."""

    centres: tuple[float, ...]
    sizes: tuple[float, ...]
    gaps: tuple[float, ...]
    length: float

    def at(self, line: int) -> float:
        """Return the place of an abstract line."""
        return self.centres[line // 2] if line % 2 else self.gaps[line // 2]


def lay_out(diagram: Diagram) -> Layout:
    """Place a diagram; the same diagram always gives the same layout."""
    grid = _route(diagram)
    lines = {node.id: _node_lines(node, grid.columns) for node in diagram.nodes}
    x_axis = _horizontal_axis(diagram, grid, lines)
    y_axis = _vertical_axis(diagram, grid, lines)
    boxes = tuple(
        _box(diagram, node, grid.cells[node.id], lines[node.id], x_axis, y_axis) for node in diagram.nodes
    )
    paths = _paths(diagram, grid, {box.node.id: box for box in boxes}, x_axis, y_axis)
    zones = tuple(
        _zone(group, _zone_rect(grid.zone(group.nodes), x_axis, y_axis), paths) for group in diagram.groups
    )
    arrows = _label_arrows(diagram.edges, paths, boxes, zones)
    return _fit(zones, boxes, arrows)


def _route(diagram: Diagram) -> _Grid:
    row_of = {row: index for index, row in enumerate(sorted({node.row for node in diagram.nodes}))}
    column_of = {
        column: index for index, column in enumerate(sorted({node.column for node in diagram.nodes}))
    }
    cells = {node.id: (row_of[node.row], column_of[node.column]) for node in diagram.nodes}
    centres = {name: (2 * column + 1, 2 * row + 1) for name, (row, column) in cells.items()}
    links = [
        Link(centres[edge.source], centres[edge.target], edge.source_side, edge.target_side)
        for edge in diagram.edges
    ]
    boxes = frozenset(centres.values())
    routes = segments(route(links, boxes, len(row_of), len(column_of)))
    return _Grid(cells, len(row_of), len(column_of), routes, assign_tracks(routes, boxes))


def _node_lines(node: Node, columns: int) -> tuple[str, ...]:
    return wrap(node.label, NODE_SIZE, 600, _NODE_LIMITS[columns])


def _edge_lines(edge: Edge) -> tuple[str, ...]:
    return wrap(edge.label, LABEL_SIZE, 400, _LABEL_LIMIT) if edge.label else ()


def _horizontal_axis(diagram: Diagram, grid: _Grid, lines: Mapping[str, Sequence[str]]) -> _Axis:
    sizes = [84.0] * grid.columns
    for name, (_, column) in grid.cells.items():
        inside = max(text_width(line, NODE_SIZE, 600) for line in lines[name])
        sizes[column] = max(sizes[column], inside + 24, _SPACING * (_port_count(grid, name, "ns") + 1))
    zones = [grid.zone(group.nodes) for group in diagram.groups]
    room = [_GAP_X if 0 < index < grid.columns else 0.0 for index in range(grid.columns + 1)]
    for index in range(grid.columns + 1):
        room[index] = max(room[index], _track_room(grid, (False, 2 * index)))
    for edge, one in zip(diagram.edges, grid.routes, strict=True):
        # Only a label beside which there is no row gap must fit between two boxes.
        if edge.label and all(s.horizontal for s in one) and one[0].high - one[0].low == 2:
            widest = max(text_width(line, LABEL_SIZE) for line in _edge_lines(edge))
            gap = (one[0].low + 1) // 2
            room[gap] = max(room[gap], widest + 20)
    pads = [
        (any(zone[3] == index - 1 for zone in zones), any(zone[1] == index for zone in zones))
        for index in range(grid.columns + 1)
    ]
    before = [_ZONE_PAD * ends for ends, _ in pads]
    after = [_ZONE_PAD * begins for _, begins in pads]
    return _axis(sizes, room, before, after)


def _vertical_axis(diagram: Diagram, grid: _Grid, lines: Mapping[str, Sequence[str]]) -> _Axis:
    sizes = [42.0] * grid.rows
    for node in diagram.nodes:
        row = grid.cells[node.id][0]
        inside = NODE_SIZE * LINE_HEIGHT * len(lines[node.id]) + 24 + (CAP if node.kind == "store" else 0)
        sizes[row] = max(sizes[row], inside, _SPACING * (_port_count(grid, node.id, "ew") + 1))
    zones = [grid.zone(group.nodes) for group in diagram.groups]
    room = [_GAP_Y if 0 < index < grid.rows else 0.0 for index in range(grid.rows + 1)]
    for index in range(grid.rows + 1):
        room[index] = max(room[index], _track_room(grid, (True, 2 * index)))
    for edge, one in zip(diagram.edges, grid.routes, strict=True):
        tall = LABEL_SIZE * LINE_HEIGHT * len(_edge_lines(edge)) + 14
        for segment in one:
            if edge.label and not segment.horizontal:
                for gap in range((segment.low + 1) // 2, segment.high // 2 + 1):
                    room[gap] = max(room[gap], tall)
            elif edge.label and segment.line % 2 == 0:
                gap = segment.line // 2
                free = LABEL_SIZE * LINE_HEIGHT + 6
                room[gap] = max(
                    room[gap], _track_room(grid, (True, segment.line)) - 2 * _EDGE_ROOM + 2 * free
                )
    before = [_ZONE_PAD * any(zone[2] == index - 1 for zone in zones) for index in range(grid.rows + 1)]
    after = [_ZONE_HEAD * any(zone[0] == index for zone in zones) for index in range(grid.rows + 1)]
    return _axis(sizes, room, before, after)


def _track_room(grid: _Grid, line: Line) -> float:
    count = grid.bundle_size(line)
    return 2 * _EDGE_ROOM + (count - 1) * _SPACING if count else 0.0


def _axis(sizes: list[float], room: list[float], before: list[float], after: list[float]) -> _Axis:
    """Add up sizes and gaps; a gap is pads of zones that end, room for lines, pads of zones that begin."""
    place = _MARGIN
    centres: list[float] = []
    gaps: list[float] = []
    for index, free in enumerate(room):
        gaps.append(place + before[index] + free / 2)
        place += before[index] + free + after[index]
        if index < len(sizes):
            centres.append(place + sizes[index] / 2)
            place += sizes[index]
    return _Axis(tuple(centres), tuple(sizes), tuple(gaps), place + _MARGIN)


def _port_count(grid: _Grid, name: str, sides: str) -> int:
    """Count the lines at the busier of two opposite sides of a box, including those they run beside."""
    row, column = grid.cells[name]
    horizontal = sides == "ew"
    line, at = (2 * row + 1, 2 * column + 1) if horizontal else (2 * column + 1, 2 * row + 1)
    counts = [
        track.count
        for segment, track in grid.tracks.items()
        if segment.horizontal == horizontal and segment.line == line and at in (segment.low, segment.high)
    ]
    return max(counts, default=0)


def _box(
    diagram: Diagram, node: Node, cell: tuple[int, int], lines: tuple[str, ...], x_axis: _Axis, y_axis: _Axis
) -> Box:
    group = diagram.group_of(node.id)
    row, column = cell
    return Box(
        node,
        group.hue if group else "grey",
        x_axis.centres[column],
        y_axis.centres[row],
        x_axis.sizes[column],
        y_axis.sizes[row],
        lines,
    )


def _zone_rect(zone: tuple[int, int, int, int], x_axis: _Axis, y_axis: _Axis) -> Rect:
    top, left, bottom, right = zone
    return Rect(
        x_axis.centres[left] - x_axis.sizes[left] / 2 - _ZONE_PAD,
        y_axis.centres[top] - y_axis.sizes[top] / 2 - _ZONE_HEAD,
        x_axis.centres[right] + x_axis.sizes[right] / 2 + _ZONE_PAD,
        y_axis.centres[bottom] + y_axis.sizes[bottom] / 2 + _ZONE_PAD,
    )


def _zone(group: Group, rect: Rect, paths: Sequence[Path]) -> Zone:
    """Write the heading of a zone as far left as no line runs through it."""
    width = text_width(group.label, LABEL_SIZE, 600)
    first, last = rect.left + 12, max(rect.left + 12, rect.right - 12 - width)
    strokes = [stroke(a, b).grown(3) for path in paths for a, b in itertools.pairwise(path)]
    steps = max(1, round((last - first) / 4))

    def heading(step: int) -> Rect:
        left = first + (last - first) * step / steps
        return Rect(left, rect.top + 6, left + width, rect.top + 24)

    def covered(step: int) -> float:
        return sum(heading(step).overlap(one) for one in strokes)

    return Zone(group.label, group.hue, rect, heading(min(range(steps + 1), key=covered)))


def _paths(
    diagram: Diagram, grid: _Grid, boxes: Mapping[str, Box], x_axis: _Axis, y_axis: _Axis
) -> list[Path]:
    def place(segment: Segment) -> float:
        axis = y_axis if segment.horizontal else x_axis
        return axis.at(segment.line) + _SPACING * grid.tracks[segment].offset

    paths: list[Path] = []
    for edge, one in zip(diagram.edges, grid.routes, strict=True):
        corners = [_corner(a, b, place(a), place(b)) for a, b in itertools.pairwise(one)]
        source, target = boxes[edge.source], boxes[edge.target]
        # A route of one segment has no corner: each end looks at the centre of the other.
        first = corners[0] if corners else (target.x, target.y)
        last = corners[-1] if corners else (source.x, source.y)
        start = _port(source, one[0], place(one[0]), first)
        end = _port(target, one[-1], place(one[-1]), last)
        paths.append((start, *corners, end))
    return paths


def _corner(a: Segment, b: Segment, place_a: float, place_b: float) -> tuple[float, float]:
    return (place_b, place_a) if a.horizontal else (place_a, place_b)


def _port(box: Box, segment: Segment, place: float, toward: tuple[float, float]) -> tuple[float, float]:
    """Return where a segment meets the outline of a box, which is curved for stores and pills."""
    if segment.horizontal:
        inset = pill_inset(box, place - box.y) if box.node.kind == "pill" else 0.0
        edge = box.width / 2 - inset
        return (box.x + edge if toward[0] > box.x else box.x - edge, place)
    inset = 0.0
    if box.node.kind == "store":
        inset = CAP * (1 - math.sqrt(max(0.0, 1 - ((place - box.x) / (box.width / 2)) ** 2)))
    edge = box.height / 2 - inset
    return (place, box.y + edge if toward[1] > box.y else box.y - edge)


def pill_radius(box: Box) -> float:
    """Return the corner radius of a pill."""
    return min(box.height / 2, 22.0)


def pill_inset(box: Box, offset: float) -> float:
    """Return how far the outline of a pill lies inside its rectangle at a distance from its middle."""
    radius = pill_radius(box)
    beyond = max(0.0, abs(offset) - (box.height / 2 - radius))
    return radius - math.sqrt(max(0.0, radius**2 - beyond**2))


def _label_arrows(
    edges: Sequence[Edge],
    paths: Sequence[Path],
    boxes: Sequence[Box],
    zones: Sequence[Zone],
) -> tuple[Arrow, ...]:
    taken = [box.rect.grown(3) for box in boxes]
    for zone in zones:
        taken += zone_obstacles(zone)
    labels: dict[int, TextBlock] = {}
    for index, edge in enumerate(edges):
        if edge.label:
            others = [path for other, path in enumerate(paths) if other != index]
            wordings = sorted({_edge_lines(edge), (" ".join(edge.label.replace("|", " ").split()),)}, key=len)
            labels[index] = place_label(
                wordings, LABEL_SIZE, LABEL_SIZE * LINE_HEIGHT, paths[index], others, taken
            )
            taken.append(labels[index].rect.grown(2))
    return tuple(Arrow(tuple(path), labels.get(index)) for index, path in enumerate(paths))


def zone_obstacles(zone: Zone) -> list[Rect]:
    """Return what a label must not cover: the border of a zone and its heading."""
    left, top, right, bottom = zone.rect.left, zone.rect.top, zone.rect.right, zone.rect.bottom
    return [
        Rect(left, top - 1, right, top + 1),
        Rect(left, bottom - 1, right, bottom + 1),
        Rect(left - 1, top, left + 1, bottom),
        Rect(right - 1, top, right + 1, bottom),
        zone.heading.grown(2),
    ]


def _fit(zones: tuple[Zone, ...], boxes: tuple[Box, ...], arrows: tuple[Arrow, ...]) -> Layout:
    """Move everything so that the drawing begins at the margin, whatever stands out farthest."""
    rects = [zone.rect for zone in zones] + [box.rect for box in boxes]
    rects += [arrow.label.rect for arrow in arrows if arrow.label]
    rects += [Rect(x, y, x, y).grown(2) for arrow in arrows for x, y in arrow.points]
    left, top = min(r.left for r in rects) - _MARGIN, min(r.top for r in rects) - _MARGIN
    width = max(r.right for r in rects) + _MARGIN - left
    height = max(r.bottom for r in rects) + _MARGIN - top
    return Layout(
        round(width),
        round(height),
        tuple(
            Zone(zone.label, zone.hue, zone.rect.moved(-left, -top), zone.heading.moved(-left, -top))
            for zone in zones
        ),
        tuple(Box(b.node, b.hue, b.x - left, b.y - top, b.width, b.height, b.lines) for b in boxes),
        tuple(
            Arrow(
                tuple((x - left, y - top) for x, y in arrow.points),
                arrow.label.moved(-left, -top) if arrow.label else None,
            )
            for arrow in arrows
        ),
    )
