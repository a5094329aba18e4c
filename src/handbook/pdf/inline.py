"""Write what stands within a line of text."""

from lxml.html import HtmlElement

from handbook.pdf.formulas import write_line_formula
from handbook.pdf.markup import breakable, label, points, string
from handbook.pdf.writer import WriteInline, Writer, call
from handbook.publication.html import has_class
from handbook.publication.vocabulary import MATHML

_WRAPPERS = {
    "em": "emph",
    "strong": "strong",
    "sub": "sub",
    "sup": "super",
    "del": "strike",
    "ins": "underline",
    "mark": "i-mark",
    "kbd": "i-key",
    "small": "i-small",
}


def inline_forms() -> dict[str, WriteInline]:
    """Return how each inline element is written."""
    return {
        **{tag: _wrapped(function) for tag, function in _WRAPPERS.items()},
        "sup": _superscript,
        "q": _quotation,
        "span": _plain,
        "br": _line_break,
        "code": _code,
        "a": _link,
        "img": _picture,
        f"{MATHML}math": write_line_formula,
    }


def _wrapped(function: str) -> WriteInline:
    def write(writer: Writer, element: HtmlElement) -> str:
        return call(function, body=writer.mark(element) + writer.inlines(element))

    return write


def _plain(writer: Writer, element: HtmlElement) -> str:
    return writer.mark(element) + writer.inlines(element)


def _quotation(writer: Writer, element: HtmlElement) -> str:
    return f'"{writer.inlines(element)}"'


def _line_break(writer: Writer, element: HtmlElement) -> str:
    return "#linebreak();"


def _code(writer: Writer, element: HtmlElement) -> str:
    return writer.mark(element) + call("raw", string(breakable(element.text_content())))


def _superscript(writer: Writer, element: HtmlElement) -> str:
    if not has_class(element, "footnote"):
        return call("super", body=writer.mark(element) + writer.inlines(element))
    reference = element.find("a")
    href = "" if reference is None else reference.get("href") or ""
    name = href.partition("#")[2]
    note = writer.notes.get(name)
    if note is None:
        return writer.fail(element, f"a footnote that is nowhere: {href}")
    target = f"<{label(writer.anchor(name))}>"
    if name in writer.noted:
        return f"#footnote({target});"
    writer.noted.add(name)
    body = writer.blocks(note, writer.room.inside(0))
    return f"#footnote[{body}]{target}"


def _link(writer: Writer, element: HtmlElement) -> str:
    href = element.get("href")
    body = writer.mark(element) + writer.inlines(element)
    if href is None or not writer.linking:
        return body
    if not href.startswith("book:"):
        return call("l-web", string(href), body=body)
    anchor = href.removeprefix("book:")
    if anchor not in writer.frame.anchors:
        return writer.fail(element, f"a link to {href}, which is not in the book")
    if has_class(element, "term"):
        return f"#link(<{label(anchor)}>)[{body}];"
    return f"#l-page(<{label(anchor)}>)[{body}];"


def _picture(writer: Writer, element: HtmlElement) -> str:
    """Write a picture within a line; one with a caption is a figure and is written there."""
    name = element.get("src") or ""
    size = writer.frame.image_sizes.get(name)
    if size is None:
        return writer.fail(element, f"an image that is missing: {name}")
    height = min(size[1], writer.frame.layout.text_size * 1.1)
    source = string(f"/images/{name}")
    return f"#box(image({source}, alt: {string(element.get('alt') or '')}, height: {points(height)}));"
