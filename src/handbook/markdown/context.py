"""What the directives and links of a page are resolved against."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field


def _no_cards(ids: Sequence[str]) -> str:
    raise LookupError(f"there is no question bank to show {', '.join(ids)} from")


def _no_figure(ref: str) -> str:
    raise LookupError(f"there are no notebook results to show {ref} from")


def _no_number(ref: str, spec: str) -> str:
    raise LookupError(f"there are no notebook results to format {ref} {spec} from")


def _no_plan(name: str) -> str:
    raise LookupError(f"there are no study plans to show {name} from")


@dataclass(frozen=True)
class Context:
    """Names that pages may use, and what makes Markdown of them.

    The collections are what exists, so that unknown names are reported with the nearest known one; the
    functions are only called with names from them. A function may raise LookupError, ValueError or
    ProblemsError, which becomes a problem at the directive.

    Attributes:
        terms: Tooltip text (plain, unescaped) of each glossary key.
        topics: Topic of each question id.
        chapters: Ids of the questions of each chapter in reading order; a chapter is named as in front
            matter, such as ``foundations/generalisation``.
        figures: References ``notebook#name`` of all published figures.
        numbers: References ``notebook#name`` of all recorded numbers.
        counts: How many there are of what the handbook is made of, such as ``questions``.
        downloads: Markdown table of the files that readers can take away.
        cards: Makes the Markdown of these questions, in this order, with everything that belongs to them.
        short_cards: The same with the short answer and the way to the rest: what `all` shows.
        figure: Makes the Markdown of a figure with its caption.
        number: Formats a number with a format specification, which may be empty.
        plan: Makes the Markdown of a study plan or a part of it.
    """

    terms: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)
    chapters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    figures: Collection[str] = ()
    numbers: Collection[str] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    downloads: str = ""
    cards: Callable[[Sequence[str]], str] = _no_cards
    short_cards: Callable[[Sequence[str]], str] = _no_cards
    figure: Callable[[str], str] = _no_figure
    number: Callable[[str, str], str] = _no_number
    plan: Callable[[str], str] = _no_plan
