"""Collect the images of chapters under names made from their contents."""

import base64
import hashlib
import posixpath
import re
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement

from handbook.diagrams import literal
from handbook.problems import Problem
from handbook.publication.html import by_class, make, replace

_SVG = "http://www.w3.org/2000/svg"
_DATA = re.compile(r"data:image/([\w+]+)[^,]*;base64,(.*)", re.DOTALL)
_SIZES = {"width", "height", "alt", "src"}


def root_images(body: HtmlElement, uri: str) -> None:
    """Write the address of each image from the root of the site, so that the image can be moved."""
    for image in body.xpath(".//img[@src]"):
        address = image.get("src") or ""
        if not address.startswith("data:"):
            image.set("src", posixpath.normpath(posixpath.join("/", uri, address.partition("#")[0])))


class Images:
    """The images of a publication, each content once."""

    def __init__(self, site: Path) -> None:
        """Read images below this folder."""
        self._site = site
        self.contents: dict[str, bytes] = {}

    def collect(self, body: HtmlElement, source: str) -> list[Problem]:
        """Give each image and drawing of a chapter its name, and report the ones that are missing."""
        problems = []
        for svg in body.xpath(".//*[local-name() = 'svg']"):
            self._drawing(svg)
        for image in body.xpath(".//img[not(@data-kept)]"):
            content, extension = self._content(image.get("src") or "")
            if content is None:
                problems.append(
                    Problem(source, 0, f"the image {image.get('src')} is missing", "build the site again")
                )
                continue
            self._name(image, content, extension)
        for image in body.xpath(".//img"):
            for name in set(image.attrib) - _SIZES:
                del image.attrib[name]
        for figure in body.xpath(".//figure"):
            _unwrap_image(figure)
        return problems

    def _drawing(self, svg: HtmlElement) -> None:
        text = literal(etree.tostring(svg, encoding="unicode", with_tail=False))
        parts = [
            part.text_content().strip()
            for part in svg.xpath("./*[local-name() = 'title' or local-name() = 'desc']")
        ]
        image = make("img", {"alt": ". ".join(part.rstrip(".") for part in parts) + "." if parts else ""})
        for side in ("width", "height"):
            if svg.get(side):
                image.set(side, svg.get(side) or "")
        image.set("data-kept", "1")
        # The HTML parser lowers the case of attributes that SVG spells in mixed case.
        content = re.sub(r"\bviewbox=", "viewBox=", text)
        if "xmlns=" not in content:
            content = content.replace("<svg", f'<svg xmlns="{_SVG}"', 1)
        self._name(image, content.encode(), "svg")
        replace(svg, [image])

    def _name(self, image: HtmlElement, content: bytes, extension: str) -> None:
        name = f"{hashlib.sha256(content).hexdigest()[:16]}.{extension}"
        self.contents[name] = content
        image.set("src", name)

    def _content(self, address: str) -> tuple[bytes | None, str]:
        data = _DATA.match(address)
        if data:
            return base64.b64decode(data[2]), data[1].replace("svg+xml", "svg").replace("jpeg", "jpg")
        file = self._site / address.lstrip("/")
        return (file.read_bytes(), file.suffix.removeprefix(".")) if file.is_file() else (None, "")


def _unwrap_image(figure: HtmlElement) -> None:
    """Leave the image and the caption as the only children."""
    for scroller in by_class(figure, "diagram__scroll", "div"):
        scroller.drop_tag()
    for paragraph in figure.xpath("./p[img and not(normalize-space())]"):
        paragraph.drop_tag()
    figure.text = None
    for child in figure:
        child.tail = None
    figure.tail = None if not (figure.tail or "").strip() else figure.tail
    for caption in figure.xpath("./figcaption[not(normalize-space()) and not(*)]"):
        replace(caption, ())
