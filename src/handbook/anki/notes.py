"""The note types: their fields, templates and identities."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import genanki

from handbook.bank.parser import BEHAVIORAL_SECTIONS, STANDARD_SECTIONS

_BEFORE = ("Id", "Question", "Chips")
_AFTER = ("Also asked as", "Details", "Link")
_TERM_FIELDS = ("Id", "Term", "Definition", "Why it matters", "Also called", "See also", "Link")
TERM = "term"
_PREFIX = "ML Interview Handbook"


@dataclass(frozen=True)
class NoteTypes:
    """The note types by kind of question, with one more for terms.

    Attributes:
        styles: Their style sheet.
    """

    styles: str

    def of_question(self, kind: str) -> genanki.Model:
        """Return the note type of a kind of question."""
        return _question_type(kind, self.styles)

    def of_term(self) -> genanki.Model:
        """Return the note type of glossary entries."""
        return _model(TERM, _TERM_FIELDS, _template("term.front"), _template("term.back"), self.styles)


def stable_id(name: str) -> int:
    """Return the id of a deck or note type: the same for the same name, in every release.

    Anki knows note types again by their ids, so a name must never change. The ids lie between 2^30 and
    2^31, as genanki asks; Anki's own count milliseconds since 1970 and are far above.
    """
    digest = hashlib.sha256(f"handbook:{name}".encode()).digest()
    return (1 << 30) + int.from_bytes(digest[:8], "big") % (1 << 30)


@cache
def _question_type(kind: str, styles: str) -> genanki.Model:
    behavioral = kind == "behavioral"
    sections = BEHAVIORAL_SECTIONS if behavioral else STANDARD_SECTIONS
    back = _template("behavioral.back" if behavioral else "question.back")
    back = back.replace("{open}", " open" if kind == "coding" else "")
    return _model(kind, (*_BEFORE, *sections, *_AFTER), _template("question.front"), back, styles)


def _model(kind: str, fields: tuple[str, ...], front: str, back: str, styles: str) -> genanki.Model:
    return genanki.Model(
        stable_id(f"note-type:{kind}"),
        f"{_PREFIX}: {kind}",
        fields=[{"name": name} for name in fields],
        templates=[{"name": "Card", "qfmt": front, "afmt": back}],
        css=styles,
    )


@cache
def _template(name: str) -> str:
    return files("handbook.anki").joinpath("templates", f"{name}.html").read_text("utf-8")
