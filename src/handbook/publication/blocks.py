"""Bring what Markdown extensions write into the vocabulary of the book."""

import re

from lxml import etree
from lxml.html import HtmlElement

from handbook.publication.html import by_class, has_class, make, move_content, replace

_DROPPED_TAGS = frozenset({"form", "button", "script", "style", "output"})
_DROPPED_CLASSES = (
    "figure-source",
    "footnote-backref",
    "glossary-letters",
    "headerlink",
    "no-print",
    "only-dark",
    "question-filter",
    "question-filter__none",
)


def drop_controls(body: HtmlElement) -> None:
    """Remove from an article what only works or shows in a browser."""
    for element in list(body.iter()):
        if not isinstance(element.tag, str):
            element.drop_tree()  # A comment.
        elif element.tag in _DROPPED_TAGS or has_class(element, *_DROPPED_CLASSES):
            replace(element, ())
    for run in by_class(body, "notebook-run", "p"):
        # The sentence before the links, which lead to files beside the page.
        for link in run.findall("a"):
            run.remove(link)


def clean_blocks(body: HtmlElement) -> None:
    """Rewrite the blocks of an article in place; questions, formulas and figures are not among them."""
    for rewrite in (
        _code,
        _annotations,
        _tasks,
        _tabs,
        _details,
        _admonitions,
        _footnotes,
        _header,
        _alignment,
    ):
        rewrite(body)
    for element in body.xpath(".//abbr"):
        element.drop_tag()
    for element in body.xpath(".//*[@tabindex or @role or @style or @aria-label]"):
        for name in ("tabindex", "role", "style", "aria-label"):
            element.attrib.pop(name, None)


_PLACEMENT = ("admonition", "inline", "end")


def _code(body: HtmlElement) -> None:
    for block in by_class(body, "highlight", "div"):
        classes = (block.get("class") or "").split()
        code = block.xpath(".//code")[-1]
        for number in by_class(code, "linenos") + code.xpath(".//a[@id and not(@href)]"):
            number.drop_tree()
        attributes = {"class": "output" if "output" in classes else "code"}
        language = [name.removeprefix("language-") for name in classes if name.startswith("language-")]
        attributes["data-language"] = language[0] if language else "text"
        title = block.xpath("string(.//span[@class='filename'])")
        if title:
            attributes["data-title"] = str(title)
        if (
            has_class(block, "linenums")
            or by_class(block, "linenos")
            or block.xpath(".//td[@class='linenos']")
        ):
            attributes["data-lines"] = "1"
        highlighted = _highlighted_lines(code)
        if highlighted:
            attributes["data-highlight"] = " ".join(map(str, highlighted))
        code.tail = None
        code.attrib.clear()
        replace(block, [make("pre", attributes, code)])


def _highlighted_lines(code: HtmlElement) -> list[int]:
    marks = by_class(code, "hll", "span")
    line = 1
    lines: list[int] = []
    for event, element in etree.iterwalk(code, events=("start", "end")) if marks else ():
        if event == "end":
            line += 0 if element is code else (element.tail or "").count("\n")
            continue
        if has_class(element, "hll"):
            lines += range(line, line + element.text_content().rstrip("\n").count("\n") + 1)
        line += (element.text or "").count("\n")
    for mark in marks:
        mark.drop_tag()
    return lines


_MARK = re.compile(r"^#?\s*\((\d+)\)!?\s*$")


def _annotations(body: HtmlElement) -> None:
    """Mark the comments ``# (1)!`` of code that a list follows, as the theme does in the browser."""
    for block in by_class(body, "code", "pre"):
        following = block.getnext()
        if following is None or following.tag != "ol":
            continue
        marks = [span for span in block.iter("span") if not len(span) and _MARK.match(span.text or "")]
        if not marks:
            continue
        for span in marks:
            match = _MARK.match(span.text_content())
            if match:
                span.attrib.clear()
                span.set("class", "annotation")
                span.text = match[1]
        following.attrib.clear()
        following.set("class", "annotations")


def _tasks(body: HtmlElement) -> None:
    for control in body.xpath(".//li[contains(@class, 'task-list-item')]"):
        box = control.xpath(".//input[@type='checkbox']")
        control.attrib.clear()
        control.set("data-checked", "true" if box and box[0].get("checked") is not None else "false")
        for label in control.xpath(".//label[contains(@class, 'task-list-control')] | .//input"):
            if label.getparent() is not None:
                replace(label, ())
    for items in by_class(body, "task-list", "ul"):
        items.set("class", "tasks")


def _tabs(body: HtmlElement) -> None:
    for tabs in reversed(by_class(body, "tabbed-set", "div")):
        labels = tabs.xpath("./div[contains(@class, 'tabbed-labels')]/label")
        blocks = tabs.xpath("./div[contains(@class, 'tabbed-content')]/div")
        sections = []
        for label, block in zip(labels, blocks, strict=True):
            title = move_content(label, make("p", {"class": "tab-title"}))
            section = make("section", {"class": "tab"}, title)
            block.text = None
            sections.append(move_content(block, section))
        replace(tabs, [make("section", {"class": "tabs"}, *sections)])


def _details(body: HtmlElement) -> None:
    for details in body.xpath(".//details"):
        summary = details.find("summary")
        details.tag = "section"
        # A question of the bank is a section of class "question".
        kind = (details.get("class") or "note").replace("question", "self-check")
        details.set("class", f"admonition {kind}")
        details.attrib.pop("open", None)
        if summary is not None:
            summary.tag = "p"
            summary.set("class", "admonition-title")


def _admonitions(body: HtmlElement) -> None:
    for element in by_class(body, "admonition", "div"):
        element.tag = "section"
        kinds = [name for name in (element.get("class") or "").split() if name not in _PLACEMENT]
        element.set("class", " ".join(["admonition", *kinds]).replace("question", "self-check"))


def _footnotes(body: HtmlElement) -> None:
    for reference in body.xpath(".//sup[a[contains(@class, 'footnote-ref')]]"):
        reference.attrib.pop("id", None)
        reference.set("class", "footnote")
        reference[0].attrib.pop("class")
    for notes in by_class(body, "footnote", "div"):
        notes.set("class", "footnotes")
        for paragraph in notes.xpath("./ol/li/p[last()]"):
            _strip_end(paragraph)
        for rule in notes.xpath("./hr"):
            replace(rule, ())


def _strip_end(paragraph: HtmlElement) -> None:
    """Take off the space that stood before a link back to the text."""
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "").rstrip()
    else:
        paragraph.text = (paragraph.text or "").rstrip()


def _header(body: HtmlElement) -> None:
    for header in by_class(body, "page-header", "div"):
        for facts in header.xpath("./ul"):
            facts.set("class", "facts")
            for fact in facts:
                fact.attrib.pop("class", None)
        for links in by_class(header, "page-header__links", "div"):
            links.set("class", "links")


def _alignment(body: HtmlElement) -> None:
    for cell in body.xpath(".//th | .//td"):
        for side in ("left", "center", "right"):
            if has_class(cell, f"align-{side}") or f"text-align: {side}" in (cell.get("style") or ""):
                cell.set("align", side)
        cell.attrib.pop("class", None)
