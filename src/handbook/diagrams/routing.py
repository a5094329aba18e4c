"""Find orthogonal routes for the edges of a diagram on an abstract grid.

The grid has a line through the centre of each row and column (odd coordinates) and one through each gap
between them and around them (even coordinates). Routes follow these lines, so a route cannot run through
a box; edges on one line are told apart by tracks.
"""

import heapq
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Point = tuple[int, int]
"""x and y on the abstract grid; the cell of row r and column c has its centre at (2c + 1, 2r + 1)."""

_STEPS: dict[str, Point] = {"n": (0, -1), "e": (1, 0), "s": (0, 1), "w": (-1, 0)}
_OPPOSITE = {"n": "s", "e": "w", "s": "n", "w": "e"}

_BEND = 2.5
_CROSSING = 2.5
_SHARED_LINE = 1.2
_SHARED_PORT = 0.6
_EMPTY_CELL = 0.3
_OUTER_GAP = 0.4
_MOST_PERMUTED = 6


@dataclass(frozen=True)
class Link:
    """An edge to route: two cells and the sides it must use, empty for any."""

    source: Point
    target: Point
    source_side: str = ""
    target_side: str = ""


@dataclass(frozen=True)
class Segment:
    """A straight run of a route.

    Attributes:
        link: Index of the routed link.
        horizontal: Whether it runs along a row.
        line: Coordinate of the line it lies on.
        low: Where it begins on that line.
        high: Where it ends on that line.
        low_turn: Where the route goes on at `low`: -1 up or left, 1 down or right, 0 it ends in a box.
        high_turn: The same at `high`.
    """

    link: int
    horizontal: bool
    line: int
    low: int
    high: int
    low_turn: int
    high_turn: int


@dataclass(frozen=True)
class Track:
    """The place of a segment among the `count` segments that it is side by side with."""

    index: int
    count: int

    @property
    def offset(self) -> float:
        """Return the distance from the line in units of the track spacing."""
        return self.index - (self.count - 1) / 2


class _Traffic:
    """What earlier routes occupy."""

    def __init__(self) -> None:
        self.steps: Counter[tuple[Point, Point]] = Counter()
        self.straight: Counter[tuple[Point, bool]] = Counter()
        self.ports: Counter[tuple[Point, str]] = Counter()

    def add(self, path: Sequence[Point]) -> None:
        for a, b in itertools.pairwise(path):
            self.steps[min(a, b), max(a, b)] += 1
        for a, b, c in zip(path, path[1:], path[2:], strict=False):
            if a[0] == c[0] or a[1] == c[1]:
                self.straight[b, a[1] == c[1]] += 1
        self.ports[path[0], _side(path[0], path[1])] += 1
        self.ports[path[-1], _side(path[-1], path[-2])] += 1


def route(links: Sequence[Link], boxes: frozenset[Point], rows: int, columns: int) -> list[list[Point]]:
    """Route all links, the short ones first.

    Args:
        links: What to connect.
        boxes: Centres that routes may not pass.
        rows: Rows of the grid.
        columns: Columns of the grid.

    Returns:
        For each link the points it passes, from the source's centre to the target's.
    """

    def span(index: int) -> tuple[int, int]:
        (x0, y0), (x1, y1) = links[index].source, links[index].target
        return (abs(x0 - x1) + abs(y0 - y1), index)

    traffic = _Traffic()
    paths: dict[int, list[Point]] = {}
    for index in sorted(range(len(links)), key=span):
        paths[index] = _shortest(links[index], boxes, rows, columns, traffic)
        traffic.add(paths[index])
    return [paths[index] for index in range(len(links))]


def _shortest(link: Link, boxes: frozenset[Point], rows: int, columns: int, traffic: _Traffic) -> list[Point]:
    """Search by Dijkstra's algorithm over point and direction; a way along the outer gaps always exists."""
    queue: list[tuple[float, Point, str]] = []
    best: dict[tuple[Point, str], float] = {}
    previous: dict[tuple[Point, str], tuple[Point, str]] = {}
    for side in link.source_side or "nesw":
        cost = _SHARED_PORT * traffic.ports[link.source, side]
        best[link.source, side] = cost
        heapq.heappush(queue, (cost, link.source, side))
    while queue:
        cost, point, heading = heapq.heappop(queue)
        if cost > best[point, heading]:
            continue
        if point == link.target:
            return _trace((point, heading), previous)
        for turn in "nesw":
            if turn == _OPPOSITE[heading] or (point == link.source and turn != heading):
                continue
            step = _step_cost(point, heading, turn, link, boxes, (2 * columns, 2 * rows), traffic)
            if step is None:
                continue
            state = (_move(point, turn), turn)
            if cost + step < best.get(state, float("inf")) - 1e-9:
                best[state] = cost + step
                previous[state] = (point, heading)
                heapq.heappush(queue, (cost + step, *state))
    raise ValueError(f"no way from {link.source} to {link.target}")


def _step_cost(
    point: Point,
    heading: str,
    turn: str,
    link: Link,
    boxes: frozenset[Point],
    last: Point,
    traffic: _Traffic,
) -> float | None:
    """Cost one step, or None where it leads off the grid, into a box or to a side that was not asked for."""
    x, y = after = _move(point, turn)
    if not (0 <= x <= last[0] and 0 <= y <= last[1]):
        return None
    cost = 1.0 + _SHARED_LINE * traffic.steps[min(point, after), max(point, after)]
    if after == link.target:
        if link.target_side and link.target_side != _OPPOSITE[turn]:
            return None
        cost += _SHARED_PORT * traffic.ports[after, _OPPOSITE[turn]]
    elif after in boxes:
        return None
    elif x % 2 and y % 2:
        cost += _EMPTY_CELL
    if x in (0, last[0]) or y in (0, last[1]):
        cost += _OUTER_GAP
    if turn != heading:
        cost += _BEND
    elif point != link.source:
        cost += _CROSSING * traffic.straight[point, turn in "ns"]
    return cost


def _trace(state: tuple[Point, str], previous: Mapping[tuple[Point, str], tuple[Point, str]]) -> list[Point]:
    path = [state[0]]
    while state in previous:
        state = previous[state]
        path.append(state[0])
    return path[::-1]


def _move(point: Point, heading: str) -> Point:
    dx, dy = _STEPS[heading]
    return point[0] + dx, point[1] + dy


def _side(centre: Point, neighbour: Point) -> str:
    return next(side for side in "nesw" if _move(centre, side) == neighbour)


def segments(paths: Sequence[Sequence[Point]]) -> list[list[Segment]]:
    """Cut each path into its straight runs, in the order of the path."""
    return [list(_cut(index, path)) for index, path in enumerate(paths)]


def _cut(link: int, path: Sequence[Point]) -> Iterator[Segment]:
    corners = [path[0]]
    corners += [b for a, b, c in zip(path, path[1:], path[2:], strict=False) if a[0] != c[0] and a[1] != c[1]]
    corners.append(path[-1])
    for index, (start, end) in enumerate(itertools.pairwise(corners)):
        horizontal = start[1] == end[1]
        along, across = (0, 1) if horizontal else (1, 0)
        before = corners[index - 1] if index else start
        after = corners[index + 2] if index + 2 < len(corners) else end
        turns = [_sign(before[across] - start[across]), _sign(after[across] - end[across])]
        ends = [start[along], end[along]]
        if ends[0] > ends[1]:
            ends.reverse()
            turns.reverse()
        yield Segment(link, horizontal, start[across], ends[0], ends[1], turns[0], turns[1])


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def assign_tracks(routes: Sequence[Sequence[Segment]], boxes: frozenset[Point]) -> dict[Segment, Track]:
    """Put segments that lie on one line side by side, in the order with the fewest crossings.

    The order on a line depends on the tracks of the lines it meets, so rows and columns take turns twice.
    """
    everything = [segment for one in routes for segment in one]
    neighbours = {
        segment: (one[index - 1] if index else None, one[index + 1] if index + 1 < len(one) else None)
        for one in routes
        for index, segment in enumerate(one)
    }
    tracks = {segment: Track(0, 1) for segment in everything}
    bundles = _bundles(everything, boxes)

    def turn_place(segment: Segment, at: int) -> float:
        for other in neighbours[segment]:
            if other is not None and other.line == at:
                return at + 0.02 * tracks[other].offset
        return float(at)

    for horizontal in (True, False, True, False):
        for bundle in bundles:
            if bundle[0].horizontal == horizontal:
                for index, segment in enumerate(_order(bundle, turn_place)):
                    tracks[segment] = Track(index, len(bundle))
    return tracks


def _bundles(everything: Sequence[Segment], boxes: frozenset[Point]) -> list[list[Segment]]:
    """Collect the segments of each line into sets that overlap, directly or through others."""
    bundles: list[list[Segment]] = []
    key: Callable[[Segment], tuple[bool, int]] = lambda s: (s.horizontal, s.line)  # noqa: E731
    for _, group in itertools.groupby(
        sorted(everything, key=lambda s: (*key(s), s.low, s.high, s.link)), key
    ):
        on_line: list[list[Segment]] = []
        for segment in group:
            touching = [b for b in on_line if any(_overlap(segment, other, boxes) for other in b)]
            rest = [b for b in on_line if b not in touching]
            on_line = [*rest, [*itertools.chain.from_iterable(touching), segment]]
        bundles += on_line
    return bundles


def _overlap(a: Segment, b: Segment, boxes: frozenset[Point]) -> bool:
    """Whether two segments of a line would be drawn on each other; ends on two sides of a box would not."""
    low, high = max(a.low, b.low), min(a.high, b.high)
    if low != high:
        return low < high
    return ((low, a.line) if a.horizontal else (a.line, low)) not in boxes


def _order(bundle: list[Segment], place: Callable[[Segment, int], float]) -> list[Segment]:
    if len(bundle) == 1:
        return bundle
    ordered = sorted(bundle, key=lambda s: (s.low_turn + s.high_turn, s.link))
    if len(bundle) > _MOST_PERMUTED:
        return ordered
    cost = {(a, b): _crossings(a, b, place) for a, b in itertools.permutations(ordered, 2)}
    return list(
        min(
            itertools.permutations(ordered),
            key=lambda order: sum(cost[a, b] for a, b in itertools.combinations(order, 2)),
        )
    )


def _crossings(first: Segment, second: Segment, place: Callable[[Segment, int], float]) -> float:
    """Count the crossings when `first` lies above (or left of) `second`."""
    total = 0.0
    for one, other, toward in ((first, second, 1), (second, first, -1)):
        low, high = place(other, other.low), place(other, other.high)
        for at, turn in ((one.low, one.low_turn), (one.high, one.high_turn)):
            if turn == toward:
                where = place(one, at)
                total += 1.0 if low < where < high else 0.5 if where in (low, high) else 0.0
    return total
