"""Write the blocks of a chapter: paragraphs, headings, lists, quotations, callouts."""

from collections.abc import Iterable

from lxml.html import HtmlElement

from handbook.pdf.code import write_code
from handbook.pdf.figures import write_figure
from handbook.pdf.formulas import write_block_formula
from handbook.pdf.layout import Room
from handbook.pdf.markup import array, escape, label, string
from handbook.pdf.questions import write_question
from handbook.pdf.tables import write_table
from handbook.pdf.writer import Write, Writer, call
from handbook.publication.html import by_class, has_class
from handbook.publication.vocabulary import MATHML

LIST_INSET = 15.0
CALLOUT_INSET = 24.0
TAB_INSET = 12.0
QUOTATION_INSET = 18.0

_SECTION_LEVEL = 1
"""Parts are headings of the first level and chapters of the second, so that `h2` is on the third."""

_PLAIN_KINDS = ("glossary",)
"""Kinds of chapters whose sections have no numbers."""


def block_forms() -> dict[str, Write]:
    """Return how each block element is written."""
    return {
        "p": _paragraph,
        "div": _group,
        "ul": _list,
        "ol": _list,
        "dl": _definitions,
        "table": write_table,
        "pre": write_code,
        "blockquote": _quotation,
        "figure": write_figure,
        "section": _section,
        "hr": _rule,
        **dict.fromkeys(("h2", "h3", "h4", "h5"), _heading),
    }


def _paragraph(writer: Writer, element: HtmlElement, room: Room) -> str:
    text = (writer.mark(element) + writer.inlines(element)).strip()
    classes = (element.get("class") or "").split()
    for name, function in _PARAGRAPHS.items():
        if name in classes:
            return call(function, body=text)
    return text


_PARAGRAPHS = {
    "question-reference": "q-reference",
    "question__label": "q-label",
    "question__sublabel": "q-sublabel",
    "question__next": "q-next",
    "notebook-run": "p-aside",
    "notebook-record": "p-record",
    "glossary-why": "p-why",
    "glossary-more": "p-more",
}


def _group(writer: Writer, element: HtmlElement, room: Room) -> str:
    if has_class(element, "footnotes"):
        return ""  # written where they are referred to
    if has_class(element, "formula"):
        formula = element.find(f"{MATHML}math")
        if formula is None:
            return writer.fail(element, "a formula without MathML")
        return writer.mark(element) + write_block_formula(writer, formula, room)
    if has_class(element, "page-header"):
        return _chapter_facts(writer, element)
    return _join((writer.mark(element), writer.blocks(element, room)))


def _chapter_facts(writer: Writer, element: HtmlElement) -> str:
    facts = [f"[{writer.inlines(item).strip()}]" for item in element.xpath("./ul[@class='facts']/li")]
    groups = []
    for links in by_class(element, "links", "div"):
        title = writer.inlines(links.find("p")).strip()
        items = array(f"[{writer.inlines(item).strip()}]" for item in links.xpath("./ul/li"))
        groups.append(f"([{title}], {items})")
    return call("c-facts", array(facts), array(groups))


def _heading(writer: Writer, element: HtmlElement, room: Room) -> str:
    level = int(str(element.tag)[1]) + _SECTION_LEVEL
    number = ""
    if element.tag == "h2" and writer.chapter.kind not in _PLAIN_KINDS:
        number = f"{writer.number}.{len(writer.sections) + 1}"
    # Typst makes bookmarks and contents of headings, where a link or a note cannot be.
    writer.linking = False
    title = writer.inlines(element).strip()
    writer.linking = True
    name = label(writer.anchor(element.get("id")))
    if element.tag == "h2":
        writer.sections.append(name)
    return f"#c-section({level}, {string(number)})[{title}] <{name}>"


def _list(writer: Writer, element: HtmlElement, room: Room) -> str:
    inner = room.inside(LIST_INSET)
    items = [item for item in element if item.tag == "li"]
    written = [f"[{_join((writer.mark(item), writer.blocks(item, inner)))}]" for item in items]
    if has_class(element, "tasks"):
        done = ("true" if item.get("data-checked") == "true" else "false" for item in items)
        return call("b-tasks", *(f"({flag}, {item})" for flag, item in zip(done, written, strict=True)))
    if has_class(element, "annotations"):
        return call("b-annotations", *written)
    # A list whose items hold paragraphs has the space of paragraphs between them, too.
    loose = "tight: false" if any(item.find("p") is not None for item in items) else ""
    if element.tag == "ul":
        return call("list", loose, *written)
    start = element.get("start") or "1"
    return call("enum", f"start: {int(start)}" if start != "1" else "", loose, *written)


def _definitions(writer: Writer, element: HtmlElement, room: Room) -> str:
    """Write a definition list; several terms may share their descriptions."""
    entries: list[tuple[list[str], list[str]]] = []
    for child in element:
        if child.tag == "dt":
            if not entries or entries[-1][1]:
                entries.append(([], []))
            entries[-1][0].append(writer.mark(child) + writer.inlines(child).strip())
        elif child.tag == "dd" and entries:
            entries[-1][1].append(writer.blocks(child, room.inside(LIST_INSET)))
        else:
            writer.fail(child, f"<{child.tag}> where a term is expected")
    items = (f"terms.item([{', '.join(terms)}], [{_join(descriptions)}])" for terms, descriptions in entries)
    return call("terms", "tight: false", *items)


def _quotation(writer: Writer, element: HtmlElement, room: Room) -> str:
    return call("quote", "block: true", body=writer.blocks(element, room.inside(QUOTATION_INSET)))


def _rule(writer: Writer, element: HtmlElement, room: Room) -> str:
    return "#b-rule();"


def _section(writer: Writer, element: HtmlElement, room: Room) -> str:
    if has_class(element, "question"):
        return write_question(writer, element, room)
    if has_class(element, "tabs"):
        tabs = [_titled(writer, tab, "tab-title", room.inside(TAB_INSET)) for tab in element]
        return "\n\n".join(call("b-tab", f"[{title}]", f"[{body}]") for title, body in tabs)
    if has_class(element, "admonition"):
        kind = next((name for name in (element.get("class") or "").split() if name != "admonition"), "note")
        title, body = _titled(writer, element, "admonition-title", room.inside(CALLOUT_INSET))
        return writer.mark(element) + call("b-callout", string(kind), f"[{title}]", f"[{body}]")
    return writer.fail(element, f"the PDF has no form for a section of class '{element.get('class') or ''}'")


def _titled(writer: Writer, element: HtmlElement, name: str, room: Room) -> tuple[str, str]:
    """Return the title and the rest of a section, as markup."""
    title = ""
    parts = []
    for child in element:
        if not title and has_class(child, name):
            title = writer.inlines(child).strip()
        elif child.tag in writer.inline_forms:
            parts.append(writer.inline(child) + escape(child.tail or ""))
        else:
            parts.append(writer.block(child, room))
    return title, _join(parts)


def _join(parts: Iterable[str]) -> str:
    return "\n\n".join(filter(None, parts))
