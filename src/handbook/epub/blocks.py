"""Write the blocks whose form in a reading system differs from that on the site.

Reading systems differ in what they do with interactive elements: some leave `details` open, some closed for
good, and in paged view opening one moves all pages behind it. So nothing folds: a question's short answer
stands right below it, and the rest follows in the order of the site.
"""

from typing import TYPE_CHECKING

from handbook.epub.tokens import Token, code_lines
from handbook.epub.xhtml import Element, add_text, make, semantics

if TYPE_CHECKING:
    from handbook.epub.convert import Converter

_NOTICES = frozenset({"warning", "caution", "danger", "failure", "bug", "attention", "error"})
_TIPS = frozenset({"tip", "hint", "success"})
_DEEPEST_HEADING = 6
_DEEPEST_INDENT = 4  # book.css has a rule for each


def question(converter: "Converter", source: Element, target: Element) -> None:
    """Write a question; its title is a heading one level below the section that it stands in."""
    attributes = {**converter.attributes(source), **semantics("qna", "doc-qna")}
    section = make("section", attributes)
    add_text(section, source.text)
    for part in source:
        if part.get("class") == "question-title":
            level = min(converter.level + 1, _DEEPEST_HEADING)
            title = make(f"h{level}", converter.attributes(part))
            section.append(converter.content(part, title))
        else:
            converter.write(part, section)
        add_text(section, part.tail)
    target.append(section)


def admonition(converter: "Converter", source: Element, target: Element) -> None:
    """Write an admonition or a collapsed block; both are open."""
    kinds = set(source.get("class", "").split())
    if kinds & _TIPS:
        tag, kind = "aside", semantics("tip", "doc-tip")
    elif kinds & _NOTICES:
        tag, kind = "section", semantics("notice", "doc-notice")
    else:
        tag, kind = "section", {"role": "note"}
    target.append(converter.content(source, make(tag, {**converter.attributes(source), **kind})))


def as_division(converter: "Converter", source: Element, target: Element) -> None:
    """Write a part without a heading: tabs, one below the other."""
    target.append(converter.content(source, make("div", converter.attributes(source))))


def tasks(converter: "Converter", source: Element, target: Element) -> None:
    """Write a list of tasks with a sign in place of each box."""
    items = make("ul", converter.attributes(source))
    for item in source:
        done = item.get("data-checked") == "true"
        sign = make(
            "span",
            {"class": "box", "role": "img", "aria-label": "done" if done else "to do"},
            "☑" if done else "☐",
        )
        entry = make("li", converter.attributes(item))
        # A loose list has paragraphs; the sign belongs into the first.
        first = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else None
        if first is None:
            entry.append(sign)
            sign.tail = " "
            converter.content(item, entry)
        else:
            paragraph = make("p", converter.attributes(first), sign, " ")
            entry.append(converter.content(first, paragraph))
            for other in first.itersiblings():
                converter.write(other, entry)
        items.append(entry)
    target.append(items)


def code(converter: "Converter", source: Element, target: Element) -> None:
    """Write code line by line, so that a line that is too wide is broken with its rest indented."""
    title = source.get("data-title")
    if title:
        target.append(make("p", {"class": "code-title"}, title))
    lines = code_lines(source)
    highlighted = {int(number) for number in source.get("data-highlight", "").split()}
    numbered = source.get("data-lines") == "1"
    width = len(str(len(lines)))
    written = make("code")
    for number, tokens in enumerate(lines, 1):
        line = make("span", {"class": _line_class(tokens, number in highlighted)})
        if numbered:
            line.append(make("span", {"class": "number", "aria-hidden": "true"}, f"{number:>{width}} "))
        for name, text in tokens:
            if name:
                line.append(make("span", {"class": name}, text))
            else:
                add_text(line, text)
        # The break is inside of the line: systems without style sheets need it, a block swallows it.
        add_text(line, "\n")
        written.append(line)
    classes = " ".join([source.get("class", ""), *(["numbered"] if numbered else [])])
    target.append(make("pre", {"id": converter.name(source.get("id")), "class": classes}, written))


def _line_class(tokens: list[Token], highlighted: bool) -> str:
    """Return the class that indents the rest of a broken line further than its beginning."""
    indent = len(tokens) and len(tokens[0][1]) - len(tokens[0][1].lstrip(" "))
    deep = f"indented-{min(indent // 4, _DEEPEST_INDENT)}" if indent >= 4 else ""
    return " ".join(filter(None, ("line", deep, "highlighted" if highlighted else "")))


def table(converter: "Converter", source: Element, target: Element) -> None:
    """Write a table in a frame that scrolls where the reading system can."""
    written = converter.content(source, make("table", converter.attributes(source)))
    target.append(make("div", {"class": "table"}, written))


def cell(converter: "Converter", source: Element, target: Element) -> None:
    """Write a cell; alignment is a class, and headings say what they head."""
    tag = str(source.tag)
    attributes = converter.attributes(source, "colspan", "rowspan")
    attributes["class"] = f"{attributes['class']} {source.get('align', '')}".strip()
    if tag == "th":
        in_head = next(source.iterancestors("thead"), None) is not None
        attributes["scope"] = "col" if in_head else "row"
    target.append(converter.content(source, make(tag, attributes)))


def description_list(converter: "Converter", source: Element, target: Element) -> None:
    """Write a list of descriptions; in the glossary, of terms."""
    written = converter.content(source, make("dl", converter.attributes(source)))
    if converter.kind == "glossary":
        for item in written.iter("{*}dt", "{*}dd"):
            kind = "glossterm" if str(item.tag).endswith("dt") else "glossdef"
            for name, value in semantics(kind).items():
                if value:
                    item.set(name, value)
    target.append(written)


def footnote_reference(converter: "Converter", source: Element, target: Element) -> None:
    """Write the number that leads to a footnote; reading systems show the note in place."""
    raised = make("sup", converter.attributes(source))
    for link in source:
        href = link.get("href", "")
        note = converter.address(href)
        identifier = ""
        if note and note not in converter.references:
            identifier = f"backref-{note.partition('#')[2]}"
            converter.references[note] = f"{converter.file}#{identifier}"
        attributes = {"id": identifier, "href": note, **semantics("noteref", "doc-noteref")}
        raised.append(converter.content(link, make("a", attributes)))
    target.append(raised)


def footnotes(converter: "Converter", source: Element, target: Element) -> None:
    """Write each note as what reading systems can show in a window of its own, with a link back."""
    written = make("section", {**converter.attributes(source), **semantics("footnotes")})
    for number, item in enumerate(source.iter("li"), 1):
        identifier = converter.name(item.get("id"))
        note = make("aside", {"id": identifier, **semantics("footnote", "doc-footnote")})
        converter.content(item, note)
        if not len(note) or note[0].tag != make("p").tag or (note.text or "").strip():
            paragraph = make("p")
            add_text(paragraph, note.text)
            note.text = None
            for child in list(note):
                paragraph.append(child)
            note.append(paragraph)
        back = converter.references.get(f"{converter.file}#{identifier}", "")
        link = make("a", {"href": back, "role": "doc-backlink" if back else ""}, str(number))
        link.tail = f". {(note[0].text or '').lstrip()}"
        note[0].text = None
        note[0].insert(0, link)
        add_text(written, "\n")
        written.append(note)
    target.append(written)
