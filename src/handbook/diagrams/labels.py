"""Place the label of an edge beside its line, where it covers nothing."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.diagrams.metrics import text_width

_DISTANCE = 6.0
_FRACTIONS = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9)

Path = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Rect:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> "Rect":
        """Return the rectangle with a rim."""
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, x: float, y: float) -> "Rect":
        """Return the rectangle at another place."""
        return Rect(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def overlap(self, other: "Rect") -> float:
        """Return the area shared with another rectangle."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, width) * max(0.0, height)


@dataclass(frozen=True)
class TextBlock:
    """Lines of text; `anchor` is start, middle or end, and x is where it says."""

    lines: tuple[str, ...]
    x: float
    anchor: str
    rect: Rect

    def moved(self, x: float, y: float) -> "TextBlock":
        """Return the block at another place."""
        return TextBlock(self.lines, self.x + x, self.anchor, self.rect.moved(x, y))


def place_label(
    wordings: Sequence[tuple[str, ...]],
    size: float,
    line_height: float,
    path: Path,
    others: Sequence[Path],
    taken: Sequence[Rect],
) -> TextBlock:
    """Choose the place beside a path that covers least.

    Args:
        wordings: The label on one line and, where it is long, broken into several.
        size: Font size in pixels.
        line_height: Distance of lines in pixels.
        path: The edge that is labelled.
        others: All other edges, which should not run through the label.
        taken: What the label must not cover.
    """
    strokes = [stroke(a, b) for one in others for a, b in itertools.pairwise(one)]
    own = [stroke(a, b) for a, b in itertools.pairwise(path)]
    longest = max(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in itertools.pairwise(path))

    def cost(candidate: tuple[float, TextBlock]) -> float:
        penalty, block = candidate
        rect = block.rect
        covered = sum(rect.overlap(one) for one in taken)
        crossed = sum(rect.grown(3).overlap(one) for one in (*strokes, *own))
        return penalty + covered + 4 * crossed

    candidates = [
        candidate
        for lines in wordings
        for candidate in _candidates(
            lines, path, max(text_width(line, size) for line in lines), line_height * len(lines), longest
        )
    ]
    return min(candidates, key=cost)[1]


def stroke(a: tuple[float, float], b: tuple[float, float]) -> Rect:
    """Return what a straight line covers."""
    return Rect(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])).grown(0.8)


def _candidates(
    lines: tuple[str, ...], path: Path, width: float, height: float, longest: float
) -> Iterator[tuple[float, TextBlock]]:
    """Yield places with their price: near the middle of a long segment is best."""
    for (x0, y0), (x1, y1) in itertools.pairwise(path):
        short = 0.3 * (longest - abs(x1 - x0) - abs(y1 - y0))
        for fraction in _FRACTIONS:
            x, y = x0 + fraction * (x1 - x0), y0 + fraction * (y1 - y0)
            price = short + 30 * abs(fraction - 0.5)
            if y0 == y1:
                above = Rect(x - width / 2, y - _DISTANCE + 2 - height, x + width / 2, y - _DISTANCE + 2)
                yield price, TextBlock(lines, x, "middle", above)
                yield price + 1, TextBlock(lines, x, "middle", above.moved(0, height + 2 * _DISTANCE - 4))
            else:
                right = Rect(x + _DISTANCE, y - height / 2, x + _DISTANCE + width, y + height / 2)
                left = Rect(x - _DISTANCE - width, y - height / 2, x - _DISTANCE, y + height / 2)
                yield price, TextBlock(lines, x + _DISTANCE, "start", right)
                yield price + 1, TextBlock(lines, x - _DISTANCE, "end", left)
