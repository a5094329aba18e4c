"""Convert question cards in time that grows with their number, not with its square.

What `pymdownx.blocks` does with a page stays the same; three of its steps are done more cheaply.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

import pymdownx.blocks
import pymdownx.blocks.block
import yaml

from handbook.sources import yaml_loader
from handbook_mkdocs.patching import Patches


def speed_up_blocks(patches: Patches) -> None:
    """Replace what makes pages with many blocks slow."""
    original = pymdownx.blocks.BlocksProcessor.parse_blocks

    def parse_blocks(
        processor: pymdownx.blocks.BlocksProcessor, blocks: list[str], current_parent: Element
    ) -> None:
        original(processor, blocks, _Ancestry(current_parent, processor.stack))

    patches.replace(pymdownx.blocks.BlocksProcessor, "parse_blocks", parse_blocks)
    patches.replace(pymdownx.blocks, "get_frontmatter", _OptionReader().read)
    # The only thing copied there are the names of options with their checks, which nothing changes.
    patches.replace(pymdownx.blocks.block, "copy", SimpleNamespace(deepcopy=dict))


class _Ancestry:
    """Stands for the element in which blocks are parsed, where only the parents of the open block matter.

    The processor counts the list items around the open block, and looks for them in the whole page each time.
    """

    def __init__(self, element: Element, stack: list[pymdownx.blocks.BlockEntry]) -> None:
        self._element = element
        self._stack = stack

    def __getattr__(self, name: str) -> Any:
        return getattr(self._element, name)

    def iter(self) -> Iterator[Any]:
        """Yield the elements that can be ancestors of the open block, all if that cannot be told."""
        if len(self._stack) < 2:
            return  # The outermost block has no list items within a block around it.
        innermost = self._stack[-1].el
        outer = next((entry.el for entry in reversed(self._stack) if entry.parent is self._element), None)
        inner = list(outer.iter()) if outer is not None else []
        if any(element is innermost for element in inner):
            yield _Outermost(self._element.tag, (outer,))
            yield from inner
        else:
            yield from self._element.iter()


@dataclass(frozen=True, eq=False)
class _Outermost:
    """The element around the outermost block, with no other children to look through."""

    tag: str
    children: tuple[Element | None, ...]

    def __iter__(self) -> Iterator[Element | None]:
        return iter(self.children)


class _OptionReader:
    """Reads the options of blocks, most of which are the same few lines."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, Any] | None] = {}

    def read(self, source: str) -> dict[str, Any] | None:
        """Return the options; None when they are no YAML mapping."""
        if source not in self._known:
            self._known[source] = _mapping(source)
        return copy.deepcopy(self._known[source])


def _mapping(source: str) -> dict[str, Any] | None:
    try:
        options = yaml.load(source, Loader=yaml_loader())
    except Exception:  # Text that only looks like options: whatever is wrong with it, it stays text.
        return None
    if options is None:
        return {}
    return dict(options) if isinstance(options, Mapping) else None
