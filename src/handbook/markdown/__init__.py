"""Expand comment directives and `glossary:` and `question:` links, independently of the site engine."""

from handbook.markdown.context import Context
from handbook.markdown.directives import Expansion, expand, line_offset
from handbook.markdown.extension import HandbookExtension

__all__ = ["Context", "Expansion", "HandbookExtension", "expand", "line_offset"]
