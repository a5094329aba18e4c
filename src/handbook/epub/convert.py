"""Write the body of a chapter as XHTML."""

import re
from collections.abc import Callable, Container

from handbook.epub import blocks
from handbook.epub.formulas import formula, width_class
from handbook.epub.places import Places, Section
from handbook.epub.xhtml import MATH, Element, add_text, make, semantics
from handbook.problems import Problem

_KEPT = {
    "blockquote": (), "br": (), "caption": (), "code": (), "dd": (), "del": (), "div": (), "dl": (), "dt": (),
    "em": (), "figcaption": (), "figure": (), "hr": (), "ins": (), "kbd": (), "li": ("value",), "mark": (),
    "ol": ("start",), "p": (), "q": (), "s": (), "small": (), "span": (), "strong": (), "sub": (), "sup": (),
    "tbody": (), "tfoot": (), "thead": (), "tr": (), "ul": (),
}  # fmt: skip
"""Elements that are the same in XHTML, with the attributes that they keep besides id and class."""

_WEB = re.compile(r"(https?|mailto):")
_HEADING = re.compile(r"h[1-6]")

Handler = Callable[["Converter", Element, Element], None]


class Converter:
    """Writes the sections of one chapter after another and collects what it cannot write.

    Attributes:
        problems: What is wrong with the chapter so far.
        level: Level of the last heading written, which a question's title follows.
        references: Where the first reference to each footnote stands, by the address of the note.
    """

    def __init__(self, places: Places, images: Container[str]) -> None:
        """Resolve links in these places, and accept these names of images."""
        self.problems: list[Problem] = []
        self.level = 1
        self.references: dict[str, str] = {}
        self._places = places
        self._images = images
        self._section: Section | None = None
        self._used: set[str] = set()

    @property
    def used_images(self) -> frozenset[str]:
        """Return the names of the images shown so far."""
        return frozenset(self._used)

    @property
    def file(self) -> str:
        """Return the file that is being written."""
        assert self._section is not None
        return self._section.file

    @property
    def kind(self) -> str:
        """Return the kind of the chapter that is being written."""
        assert self._section is not None
        return self._section.chapter.kind

    def section(self, section: Section) -> Element:
        """Return a section of a chapter as one XHTML element."""
        self._section = section
        if section.chapter.kind == "glossary":
            kind = semantics("glossary", "doc-glossary")
        else:
            kind = semantics("chapter", "doc-chapter")
        target = make("section", {**kind, "class": section.chapter.kind})
        for element in section.elements:
            add_text(target, "\n")
            self.write(element, target)
        add_text(target, "\n")
        return target

    def write(self, source: Element, target: Element) -> None:
        """Add an element of the body to the target, without the text that follows it."""
        tag = str(source.tag)
        handler = self._handler(source)
        if handler is not None:
            handler(self, source, target)
        elif tag in _KEPT:
            element = make(tag, self.attributes(source, *_KEPT[tag]))
            target.append(self.content(source, element))
        else:
            self.problem(f"the EPUB has no form for <{tag}>", near(source))

    def content(self, source: Element, target: Element) -> Element:
        """Add everything that an element holds to the target, and return that."""
        add_text(target, source.text)
        for child in source:
            self.write(child, target)
            add_text(target, child.tail)
        return target

    def attributes(self, source: Element, *names: str) -> dict[str, str]:
        """Return the identifier, the classes and the named attributes of an element."""
        kept = {name: source.get(name, "") for name in ("class", *names)}
        return {"id": self.name(source.get("id")), **kept}

    def name(self, identifier: str | None) -> str:
        """Return the XML name of an identifier of the chapter, empty for none."""
        return self._places.names[f"{self._uri}#{identifier}"] if identifier else ""

    def problem(self, message: str, hint: str = "") -> None:
        """Note what is wrong with the chapter."""
        assert self._section is not None
        self.problems.append(Problem(self._section.chapter.source, 0, message, hint))

    def address(self, href: str) -> str:
        """Return what a link leads to: an address on the web or one in the EPUB."""
        if _WEB.match(href):
            return href
        found = self._places.link(href.removeprefix("book:")) if href.startswith("book:") else None
        if found is None:
            self.problem(f"the link {href} leads nowhere", "see the anchors of the page it names")
        return found or ""

    def image(self, source: Element) -> Element:
        """Return an image in its folder."""
        name, alt = source.get("src", ""), source.get("alt", "").strip()
        if name not in self._images:
            self.problem(f"there is no image {name}")
        if not alt:
            self.problem(f"image {name} has no alternative text")
        self._used.add(name)
        attributes = {"src": f"images/{name}", "alt": alt}
        for side in ("width", "height"):
            size = re.match(r"\d+(\.\d+)?", source.get(side, ""))
            attributes[side] = str(round(float(size[0]))) if size else ""
        return make("img", {**self.attributes(source), **attributes})

    @property
    def _uri(self) -> str:
        assert self._section is not None
        return self._section.chapter.uri

    def _handler(self, source: Element) -> Handler | None:
        tag = str(source.tag)
        if _HEADING.fullmatch(tag):
            return _heading
        for name in source.get("class", "").split():
            handler = _BY_CLASS.get((tag, name))
            if handler is not None:
                return handler
        return _BY_TAG.get(tag)


def near(source: Element) -> str:
    """Return a hint that shows the beginning of an element's text."""
    text = " ".join("".join(str(part) for part in source.itertext()).split())
    return f"near '{text[:60]}'" if text else ""


def _heading(converter: Converter, source: Element, target: Element) -> None:
    tag = str(source.tag)
    converter.level = int(tag[1])
    heading = make(tag, converter.attributes(source))
    if converter.kind == "glossary" and tag == "h3":
        # The glossary of the site has a heading for each term, so that one can link to it and search it.
        heading.append(converter.content(source, make("dfn", semantics("glossterm"))))
    else:
        converter.content(source, heading)
    target.append(heading)


def _math(converter: Converter, source: Element, target: Element) -> None:
    if not source.get("alttext", "").strip():
        converter.problem("a formula has no alternative text", near(source))
    target.append(formula(source))


def _formula(converter: Converter, source: Element, target: Element) -> None:
    attributes = converter.attributes(source)
    math = source.find(MATH)
    if math is not None:
        attributes["class"] = f"{attributes['class']} {width_class(math)}".strip()
    target.append(converter.content(source, make("div", attributes)))


def _link(converter: Converter, source: Element, target: Element) -> None:
    href = source.get("href")
    if href is None:
        attributes = converter.attributes(source)
        if any(attributes.values()):
            target.append(converter.content(source, make("span", attributes)))
        else:
            converter.content(source, target)
        return
    attributes = {**converter.attributes(source), "href": converter.address(href)}
    if attributes["class"] == "term":
        attributes |= semantics("glossref", "doc-glossref")
    target.append(converter.content(source, make("a", attributes)))


def _image(converter: Converter, source: Element, target: Element) -> None:
    target.append(converter.image(source))


_BY_TAG: dict[str, Handler] = {
    MATH: _math,
    "a": _link,
    "dl": blocks.description_list,
    "img": _image,
    "pre": blocks.code,
    "table": blocks.table,
    "td": blocks.cell,
    "th": blocks.cell,
}

_BY_CLASS: dict[tuple[str, str], Handler] = {
    ("div", "formula"): _formula,
    ("section", "question"): blocks.question,
    ("section", "admonition"): blocks.admonition,
    ("section", "tabs"): blocks.as_division,
    ("section", "tab"): blocks.as_division,
    ("ul", "tasks"): blocks.tasks,
    ("sup", "footnote"): blocks.footnote_reference,
    ("div", "footnotes"): blocks.footnotes,
}
