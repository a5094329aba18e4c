"""The Markdown pages under docs/: their front matter, what it refers to, and the header made from it."""

from handbook.pages.header import Facts, with_header
from handbook.pages.loader import PageLoader
from handbook.pages.model import PageSource

__all__ = ["Facts", "PageLoader", "PageSource", "with_header"]
