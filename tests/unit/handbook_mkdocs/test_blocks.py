from xml.etree.ElementTree import Element

import markdown
import pymdownx.blocks
import pytest

from handbook_mkdocs.blocks import speed_up_blocks
from handbook_mkdocs.patching import Patches

CARD = """
///// html | details.question
    attrs: {data-level: 'advanced', data-rounds: 'theory screen', data-x: ''}

//// html | summary
    markdown: block

## Why? { #why }

/// html | div.meta
    markdown: inline

<span>one</span> **two**

///

////

//// html | div.short
    markdown: block

Text with a list:

- one

    /// html | div.inner
    in a list

    - deeper

        /// html | p
        deepest
        ///
    ///

- two

!!! note

    An admonition

    /// html | section
    within
    ///

> A quotation
>
> /// html | div.quoted
> quoted
> ///

////

/////
"""
PAGES = {
    "card": CARD,
    "many cards": f"# Title\n\nText.\n{CARD * 4}\nMore text.",
    "card in a list": "- item\n\n" + "\n".join(f"    {row}".rstrip() for row in CARD.splitlines()),
    "definition list": (
        "term\n:   text\n\n    /// html | div\n    - a\n\n        /// html | p\n        b\n        ///\n"
    ),
    "options that are none": "/// html | div\n    - a list\n\ntext\n///\n",
    "options that are no YAML": "/// html | div\n    attrs: {a: [}\n\ntext\n///\n",
    "impossible date": "/// html | div\n    attrs: {a: 2026-99-99}\n\ntext\n///\n",
    "unknown option": "/// html | div\n    unknown: 1\n\ntext\n///\n",
    "never closed": "//// html | div\n\n/// html | div\n\ntext\n",
    "empty options": "/// html | div\n    # nothing\n\ntext\n///\n",
}
EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "md_in_html",
    "pymdownx.blocks.html",
    "pymdownx.superfences",
]


def convert(text: str) -> str:
    return markdown.Markdown(extensions=EXTENSIONS).convert(text)


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_pages_become_the_same(text: str) -> None:
    expected = convert(text)
    patches = Patches()
    speed_up_blocks(patches)
    try:
        assert [convert(text), convert(text)] == [expected, expected]
    finally:
        patches.undo()
    assert convert(text) == expected


def test_the_work_grows_with_the_page_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    visited: list[int] = []
    original = pymdownx.blocks.BlocksProcessor.parse_blocks

    class Counted:
        def __init__(self, element: Element) -> None:
            self.element = element

        def __getattr__(self, name: str) -> object:
            return getattr(self.element, name)

        def iter(self) -> list[Element]:
            found = list(self.element.iter())
            visited.append(sum(1 + len(list(each)) for each in found))
            return found

    def counting(processor: object, blocks: list[str], parent: Element) -> None:
        original(processor, blocks, Counted(parent))

    def work(cards: int) -> int:
        visited.clear()
        convert(CARD * cards)
        return sum(visited)

    monkeypatch.setattr(pymdownx.blocks.BlocksProcessor, "parse_blocks", counting)
    patches = Patches()
    slow = work(32) / work(8)
    speed_up_blocks(patches)
    try:
        fast = work(32) / work(8)
    finally:
        patches.undo()
    assert fast < 5 < 8 < slow
