"""Inspect a finished PDF: what a reader, a printer or a screen reader would stumble over."""

from handbook.pdf.inspection.inspect import inspect_pdf

__all__ = ["inspect_pdf"]
