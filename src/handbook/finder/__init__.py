"""The question finder's index, from which the page answers without a server."""

from handbook.finder.finder import Finder

__all__ = ["Finder"]
