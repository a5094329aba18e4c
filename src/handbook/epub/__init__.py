"""The handbook as an EPUB 3.3 publication."""

from handbook.epub.export import export_epub

__all__ = ["export_epub"]
