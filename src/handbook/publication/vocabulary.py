"""The closed vocabulary of a chapter's body, and the check that a body keeps to it.

| element | stands for |
| --- | --- |
| ``h1`` | title of the chapter, once |
| ``h2`` … ``h5`` | sections, with ids; levels never skip |
| ``math`` | a MathML formula with ``display`` and ``alttext``; ``div.formula`` around one on its own line |
| ``pre.code`` | code: ``data-language``, ``data-title``, ``data-lines`` (numbered), ``data-highlight`` |
| ``span.annotation`` | a numbered mark in code |
| ``ol.annotations`` | what the marks of the code before it mean |
| ``pre.output`` | what a notebook's cell printed |
| ``figure`` | one ``img``, whose ``src`` is a name in the images of the publication, and a ``figcaption`` |
| ``section.question`` | a question with everything, see `handbook.publication.questions` |
| ``p.question-reference`` | link to a question that stands elsewhere |
| ``section.admonition`` | with ``p.admonition-title``; ``self-check`` is a quick question |
| ``section.tabs`` | holds ``section.tab`` with ``p.tab-title`` |
| ``ul.tasks`` | ``li[data-checked]`` |
| ``sup.footnote``, ``div.footnotes`` | references and notes |
| ``div.page-header`` | facts about the chapter: ``ul.facts``, ``div.links`` |
| ``a[href]`` | another site, or ``book:<uri>#<id>`` |

Everything else is the HTML element of that name.
"""

from lxml.html import HtmlElement

from handbook.problems import Problem
from handbook.publication.html import elements, has_class

MATHML = "{http://www.w3.org/1998/Math/MathML}"

_ELEMENTS = frozenset(
    """
    a article blockquote br caption code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 hr img ins kbd
    li mark ol p pre q s section small span strong sub sup table tbody td th thead tr ul
    """.split()  # noqa: SIM905
)
_SECTIONS = ("question", "admonition", "tabs", "tab")


def check_vocabulary(body: HtmlElement, source: str) -> list[Problem]:
    """Report each element that a book could not show."""
    problems = []
    for element in elements(body):
        message = _unsupported(element)
        if message:
            text = " ".join(element.text_content().split())[:60]
            problems.append(Problem(source, 0, message, f"near '{text}'" if text else ""))
    return problems


def _unsupported(element: HtmlElement) -> str:
    tag = str(element.tag)
    if tag.startswith(MATHML):
        return ""
    if tag not in _ELEMENTS:
        return f"the book has no form for <{tag}>"
    if tag == "section" and not has_class(element, *_SECTIONS):
        return f"the book has no form for a section of class '{element.get('class') or ''}'"
    if tag == "pre" and not has_class(element, "code", "output"):
        return "the book has no form for preformatted text outside of code blocks"
    if tag == "img" and not (element.get("alt") or "").strip():
        return "an image without alternative text"
    if tag == "ol" and has_class(element, "annotations") and not has_class(_before(element), "code"):
        return "annotations that follow no code"
    return ""


def _before(element: HtmlElement) -> HtmlElement:
    previous = element.getprevious()
    return element if previous is None else previous
