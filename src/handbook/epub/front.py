"""The pages that the site does not have: the title page, and a page for each part."""

import time

from handbook.epub.contents import Entry
from handbook.epub.xhtml import document, make, semantics
from handbook.publication.model import Part, Publication

TITLE_PAGE = "title.xhtml"

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def title_page(publication: Publication) -> bytes:
    """Return the title page with edition and licence."""
    edition = f"Edition of {long_date(publication.time)}"
    if publication.commit:
        edition += f", commit {publication.commit}"
    page = make("section", {**semantics("titlepage"), "class": "title-page"})
    page.append(make("h1", semantics("title"), publication.title))
    page.append(make("p", {"class": "description"}, publication.description))
    page.append(make("p", {"class": "imprint"}, edition))
    if publication.site_url:
        link = make("a", {"href": publication.site_url}, publication.site_url)
        page.append(make("p", {"class": "imprint"}, link))
    licence = make("a", {"href": _LICENCE}, "CC BY 4.0")
    page.append(make("p", {"class": "imprint"}, "Text and figures: ", licence, ". Code: MIT licence."))
    return document(publication.title, page, epub_type="frontmatter")


def part_page(part: Part, entry: Entry) -> bytes:
    """Return the page before a part's first chapter; it lists the chapters."""
    chapters = make("ol")
    for child in entry.children:
        chapters.append(make("li", {}, make("a", {"href": child.address}, child.title)))
    heading = make("h1", {"id": "part-title"}, part.title)
    attributes = {**semantics("part", "doc-part"), "class": "part", "aria-labelledby": "part-title"}
    return document(part.title, make("section", attributes, heading, chapters))


def long_date(seconds: int) -> str:
    """Return a date in words, UTC."""
    moment = time.gmtime(seconds)
    # Not by strftime, which writes months in the language of the machine.
    return f"{moment.tm_mday} {_MONTHS[moment.tm_mon - 1]} {moment.tm_year}"
