"""The `diagram` fence of pymdownx.superfences."""

import html
from typing import Any

from markdown import Markdown

from handbook.diagrams.model import Diagram, parse
from handbook.diagrams.svg import draw, identifier
from handbook.problems import ProblemsError


def figure(diagram: Diagram) -> str:
    """Return the HTML of a diagram: a figure whose drawing scrolls sideways on narrow screens."""
    ident = identifier(diagram)
    return (
        f'<figure class="diagram" id="{ident}">'
        f'<div class="diagram__scroll" tabindex="0" role="group" aria-label="{html.escape(diagram.title)}">'
        f"{draw(diagram)}</div>"
        f"<figcaption>{html.escape(diagram.caption)}</figcaption></figure>"
    )


def diagram_fence(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Markdown, **kwargs: Any
) -> str:
    """Format a fence; for `custom_fences` of pymdownx.superfences.

    `handbook.markdown.expand` reports an invalid diagram with its line. Here the page says what is wrong in
    the diagram's place, so that one diagram does not end the build before all problems are known.
    """
    try:
        return figure(parse(source))
    except ProblemsError as error:
        items = "".join(f"<li>{html.escape(str(problem))}</li>" for problem in error.problems)
        return f'<div class="diagram diagram--broken"><p>This diagram has errors:</p><ul>{items}</ul></div>'
