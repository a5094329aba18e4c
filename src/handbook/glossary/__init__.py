"""The glossary: its terms, their checks and the page made of them."""

from handbook.glossary.loader import PATH, load_glossary, parse_glossary
from handbook.glossary.model import Glossary, Term
from handbook.glossary.page import glossary_page

__all__ = ["PATH", "Glossary", "Term", "glossary_page", "load_glossary", "parse_glossary"]
