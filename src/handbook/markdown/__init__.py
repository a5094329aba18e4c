"""Expand the comment directives and the `glossary:` and `question:` links, whatever the site engine."""

from handbook.markdown.context import Context
from handbook.markdown.directives import Expansion, expand, line_offset

__all__ = ["Context", "Expansion", "expand", "line_offset"]
