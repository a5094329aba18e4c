"""The question bank and the glossary as one Anki package."""

from handbook.anki.export import export_anki

__all__ = ["export_anki"]
