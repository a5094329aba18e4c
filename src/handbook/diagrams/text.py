"""Break labels into lines."""

import itertools
import re

from handbook.diagrams.metrics import text_width

_AUTHOR = 1.25


def wrap(text: str, size: float, weight: int, limit: float) -> tuple[str, ...]:
    """Break a text into as few lines as fit, as even as possible.

    Args:
        text: The label; a ``|`` breaks the line where the author wants it, and only much longer parts are
            broken again.
        size: Font size in pixels.
        weight: 400 or 600.
        limit: Widest line in pixels; single words may be wider.
    """
    if "|" in text:
        parts = [wrap(part, size, weight, _AUTHOR * limit) for part in text.split("|")]
        return tuple(line for part in parts for line in part)
    # A number stays with its unit.
    words = re.split(r"(?<!\d) ", " ".join(text.split()))
    widest = max((text_width(word, size, weight) for word in words), default=0.0)
    for count in range(1, len(words) + 1):
        lines = min(
            _breaks(words, count), key=lambda parts: max(text_width(one, size, weight) for one in parts)
        )
        if max(text_width(one, size, weight) for one in lines) <= max(limit, widest):
            return lines
    return (text,)


def _breaks(words: list[str], count: int) -> list[tuple[str, ...]]:
    """List all ways to put words on `count` lines."""
    cuts = itertools.combinations(range(1, len(words)), count - 1)
    return [tuple(" ".join(words[a:b]) for a, b in itertools.pairwise((0, *cut, len(words)))) for cut in cuts]
