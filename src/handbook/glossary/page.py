"""The glossary as a page of the site."""

import itertools
import unicodedata
from collections.abc import Iterator, Mapping

from handbook.generated import GeneratedFile
from handbook.glossary.loader import PATH
from handbook.glossary.model import Glossary, Term
from handbook.markdown.escape import escape

URI = "reference/glossary.md"

_OPENING = """---
title: Glossary
description: Every term of the handbook, defined as a specialist would, with why it matters in an interview.
kind: glossary
---

# Glossary

What a specialist means by each word, and why an interviewer brings it up.
"""


def glossary_page(glossary: Glossary) -> GeneratedFile:
    """Return the page: entries by letter, each a heading with its key as anchor."""
    terms = sorted(glossary.terms, key=lambda term: (_sort_key(term.term), term.key))
    by_letter = [(letter, list(group)) for letter, group in itertools.groupby(terms, key=_letter)]
    jump = " ".join(f"[{letter}](#{_anchor(letter)})" for letter, _ in by_letter)
    parts = [_OPENING, f"{jump}\n{{ .glossary-letters }}\n"]
    by_key = glossary.by_key()
    for letter, group in by_letter:
        parts.append(f"## {letter} {{ #{_anchor(letter)} }}\n")
        parts += ["\n\n".join(_entry(term, by_key)) + "\n" for term in group]
    return GeneratedFile(URI, "\n".join(parts), PATH)


def _entry(term: Term, by_key: Mapping[str, Term]) -> Iterator[str]:
    yield f"### {escape(term.term)} {{ #{term.key} }}"
    yield escape(term.definition)
    yield f"{escape(term.why)}\n{{ .glossary-why }}"
    notes = []
    if term.also:
        notes.append(f"Also: {escape(', '.join(term.also))}.")
    related = [f"[{escape(by_key[key].term)}](#{key})" for key in term.see if key in by_key]
    if related:
        notes.append(f"See {', '.join(related)}.")
    if term.chapter:
        notes.append(f"Chapter: [{escape(term.chapter_title)}](../{term.chapter}.md).")
    if notes:
        yield f"{' '.join(notes)}\n{{ .glossary-more }}"


def _sort_key(text: str) -> str:
    """Order as a reader looks it up: without accents, capitals and punctuation."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if c.isalnum() or c == " ")


def _letter(term: Term) -> str:
    first = _sort_key(term.term)[:1].upper()
    return first if first.isascii() and first.isalpha() else "0-9"


def _anchor(letter: str) -> str:
    return f"letter-{letter.lower()}"
