"""Turn the HTML of a page into HTML for a card."""

import html as html_module
import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from handbook.anki.formulas import UnknownCommandError, to_mathjax
from handbook.anki.links import Site, resolve
from handbook.anki.media import Media, UnknownPictureError

_SUPPORTED = """
    a abbr b blockquote br caption cite code col colgroup dd del details div dl dt em figcaption figure h3 h4
    h5 h6 hr i img input ins kbd label li mark ol p pre q s small span strong sub summary sup svg table tbody
    td tfoot th thead tr u ul var
"""
_DROPPED_ATTRIBUTES = ("id", "loading", "tabindex", "role", "markdown", "target", "rel")
_VERBATIM = frozenset({"pre", "code", "svg"})
# Anki takes these for sounds, speech and LaTeX wherever they stand in a field.
_TAGS = re.compile(r"\[(?=sound:|anki:|/anki:|/?latex\]|/?\${1,2}\])")
_WORD_JOINER = "\N{WORD JOINER}"


class UnsupportedError(ValueError):
    """Raised for something that a card cannot show.

    Attributes:
        message: What it is and why not.
        needle: Text by which it is found in the source, empty when there is none.
        tex: Whether the needle is a formula.
    """

    def __init__(self, message: str, needle: str = "", *, tex: bool = False) -> None:
        self.message = message
        self.needle = needle
        self.tex = tex
        super().__init__(message)


@dataclass(frozen=True)
class Cleaner:
    """Makes what stands on a page fit for a card.

    Attributes:
        media: Where pictures are found.
        site: Where links to other pages lead.
    """

    media: Media
    site: Site

    def clean(self, element: HtmlElement, page: str) -> str:
        """Return the content of an element as the text of a field.

        Args:
            element: A part of a page; it is changed.
            page: The page, relative to docs/, against which links are resolved.

        Raises:
            UnsupportedError: It holds something that a card cannot show.
        """
        # Lists are made first, since elements are replaced on the way.
        for tabs in list(element.iter("div")):
            if "tabbed-set" in _classes(tabs):
                _unfold_tabs(tabs)
        for formula in element.xpath('.//*[contains(concat(" ", @class, " "), " arithmatex ")]'):
            _set_formula(formula)
        for node in list(element.iterdescendants()):
            if not isinstance(node.tag, str):
                node.drop_tree()
            elif not _inside_svg(node):
                self._clean_node(node, page)
        _protect(element)
        return _serialise(element)

    def _clean_node(self, node: HtmlElement, page: str) -> None:
        if node.tag not in _SUPPORTED.split():
            raise UnsupportedError(f"a card cannot show <{node.tag}>", f"<{node.tag}")
        change: dict[str, Callable[[HtmlElement, str], None]] = {"img": self._picture, "a": self._link}
        if node.tag in change:
            change[node.tag](node, page)
        elif node.tag in ("summary", "input", "label"):
            # AnkiMobile keeps taps for itself unless an element asks for them.
            node.set("class", f"{node.get('class', '')} tappable".strip())
        elif node.tag == "table":
            _wrap(node, "table-box")
        elif node.tag == "span" and not node.attrib and not len(node) and not node.text:
            node.drop_tag()
        for name in _DROPPED_ATTRIBUTES:
            node.attrib.pop(name, None)

    def _picture(self, image: HtmlElement, page: str) -> None:
        source = image.get("src", "")
        if not image.get("alt", "").strip():
            raise UnsupportedError("an image without alternative text", source)
        if "//" in source:
            hint = "a card works without a network: put the file under docs/assets/images"
            raise UnsupportedError(f"an image from elsewhere; {hint}", source)
        try:
            image.set("src", self.media.add(resolve(source, page)))
        except UnknownPictureError as error:
            raise UnsupportedError(str(error), source) from error

    def _link(self, link: HtmlElement, page: str) -> None:
        target = link.get("href", "")
        if re.match(r"(?:https?|mailto):", target):
            return
        address = "" if target.startswith("#") else self.site.address(target, page)
        if address:
            link.set("href", address)
        elif {"figure-source", "footnote-backref"} & set(_classes(link)):
            link.drop_tree()
        elif link.get("title"):
            link.tag = "span"
            link.attrib.pop("href")
        else:
            link.drop_tag()


def _classes(element: HtmlElement) -> list[str]:
    return str(element.get("class", "")).split()


def _inside_svg(node: HtmlElement) -> bool:
    return any(parent.tag == "svg" for parent in node.iterancestors())


def _wrap(node: HtmlElement, css: str) -> None:
    box = html.Element("div", {"class": css})
    box.tail, node.tail = node.tail, None
    node.getparent().replace(node, box)
    box.append(node)


def _set_formula(element: HtmlElement) -> None:
    written = element.text_content().strip()
    tex = written[2:-2].strip()
    try:
        translated = to_mathjax(tex)
    except UnknownCommandError as error:
        raise UnsupportedError(str(error), tex, tex=True) from error
    element.text = f"{written[:2]}{translated}{written[-2:]}"
    element.set("class", "formula")


def _unfold_tabs(tabs: HtmlElement) -> None:
    """Put the contents of tabs below one another, each under its label."""
    labels = [label.text_content() for label in tabs.xpath('./div[@class="tabbed-labels"]/label')]
    blocks = tabs.xpath('./div[@class="tabbed-content"]/div')
    for child in list(tabs):
        tabs.remove(child)
    for label, block in zip(labels, blocks, strict=True):
        heading = html.Element("p", {"class": "tab"})
        heading.text = label
        tabs.append(heading)
        tabs.append(block)


def _protect(element: HtmlElement) -> None:
    r"""Keep MathJax from taking ``\(`` and ``\[`` of the text for formulas.

    Raises:
        UnsupportedError: The text holds what was meant as a formula.
    """

    def protected(text: str | None) -> str | None:
        if text and "$$" in text:
            message = "a formula between `$$` is not one, since there are no blank lines around it"
            raise UnsupportedError(message, text.split("$$")[1].strip(), tex=True)
        return re.sub(r"\\(?=[(\[])", rf"\\{_WORD_JOINER}", text) if text else text

    for node in element.iter():
        verbatim = node.tag in _VERBATIM or any(up.tag in _VERBATIM for up in node.iterancestors())
        if not verbatim and "formula" not in _classes(node):
            node.text = protected(node.text)
        if not any(up.tag in _VERBATIM for up in node.iterancestors()) and node is not element:
            node.tail = protected(node.tail)


def _serialise(element: HtmlElement) -> str:
    inside = html_module.escape(element.text or "", quote=False)
    inside += "".join(html.tostring(child, encoding="unicode") for child in element)
    return _TAGS.sub("&#91;", inside.strip())
