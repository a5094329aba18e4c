"""Terms of the glossary."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One entry; all texts are plain, without Markdown.

    Attributes:
        key: What links use, ``[text](glossary:key)``.
        term: The name as the field writes it.
        definition: One to three sentences.
        why: Why it matters in interviews or in production, one sentence.
        also: Other names.
        see: Keys of related entries.
        chapter: Page that teaches it, such as ``foundations/generalisation``; may be empty.
        chapter_title: Title of that page.
    """

    key: str
    term: str
    definition: str
    why: str
    also: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    chapter: str = ""
    chapter_title: str = ""


@dataclass(frozen=True)
class Glossary:
    """All terms, in the order of the file."""

    terms: tuple[Term, ...] = ()

    def tooltips(self) -> dict[str, str]:
        """Return what is shown on hover, by key."""
        return {term.key: f"{term.term}: {term.definition}" for term in self.terms}

    def by_key(self) -> dict[str, Term]:
        """Return the terms by key."""
        return {term.key: term for term in self.terms}
