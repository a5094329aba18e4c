"""What the finder finds: questions, sections of chapters and entries of the glossary, as words by field."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markdown.extensions.toc import slugify, unique

from handbook.bank import Question
from handbook.finder.words import plain_text, words
from handbook.glossary import Term
from handbook.pages import PageSource

FIELDS = ("title", "asked", "text")
"""Names of the fields in the index; the page weighs them (docs/assets/javascripts/practice/find/rank.js)."""

Fields = Mapping[str, Sequence[str]]
"""Words by field; a field that is missing is empty."""

LONGEST_TEXT = 300
"""Characters of a section that are indexed: its opening says what it is about."""

FEWEST = 4
"""A word of full answers that so many questions have, or one in a hundred, is rare."""

_HEADING = re.compile(r"^(#{2,3}) +(.+?)\s*$", re.MULTILINE)
_FENCED = re.compile(r"^( *)(`{3,}|~{3,}).*?(?:^\1\2`*~* *$|\Z)", re.MULTILINE | re.DOTALL)
_ANCHOR = re.compile(r"\s*\{[^{}]*\}\s*$")
_ID = re.compile(r"#([\w-]+)")
_MARKUP = re.compile(r"[*`]|(?<!\w)_|_(?!\w)")


@dataclass(frozen=True)
class Section:
    """A section of a chapter.

    Attributes:
        title: Its heading without markup; the title of the page for the page itself.
        anchor: Fragment of its address, empty for the page itself.
        text: Its first sentences, plain.
    """

    title: str
    anchor: str
    text: str


@dataclass(frozen=True)
class QuestionWords:
    """The words of a question.

    Attributes:
        fields: By which it is found.
        full: Different words of the full answer, of which the rare ones count.
    """

    fields: Fields
    full: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Return every word once."""
        return self.full.union(*self.fields.values())


def question_words(question: Question) -> QuestionWords:
    """Return the words by which a question is found."""
    said = [
        *question.tags,
        question.short_answer,
        *(point.text for point in question.rubric),
        *(item.question for item in question.follow_ups),
    ]
    fields = {
        "title": words(plain_text(question.title)),
        "asked": words("\n".join(question.also_asked)),
        "text": words(plain_text("\n".join(said))),
    }
    full = words(plain_text("\n\n".join(section.text for section in question.sections)))
    return QuestionWords(fields, frozenset(word for word in full if not word.isdigit()))


def question_fields(questions: Sequence[QuestionWords]) -> list[Fields]:
    """Return the words of all questions with those of full answers that hardly any other question has.

    They are what somebody looks for who remembers a name, and a tenth of the size of whole answers.
    """
    counts = Counter(word for question in questions for word in question.all)
    limit = max(FEWEST, len(questions) // 100)
    return [
        {**item.fields, "text": [*item.fields["text"], *sorted(_rare(item.full, counts, limit))]}
        for item in questions
    ]


def _rare(found: Iterable[str], counts: Counter[str], limit: int) -> Iterator[str]:
    return (word for word in found if counts[word] <= limit)


def term_fields(term: Term) -> Fields:
    """Return the words by which an entry of the glossary is found."""
    return {
        "title": words(term.term),
        "asked": words(" ".join(term.also)),
        "text": words(term.definition),
    }


def section_fields(section: Section, chapter: str) -> Fields:
    """Return the words by which a section is found; `chapter` is the title of its page."""
    return {
        "title": words(section.title),
        "asked": words(chapter) if section.anchor else [],
        "text": words(section.text),
    }


def page_sections(page: PageSource) -> tuple[Section, ...]:
    """Return the page itself and its sections of two levels, with the anchors that the site gives."""
    body = _FENCED.sub("", page.document.body)
    title = str(page.meta.get("title", page.name))
    found = [Section(title, "", str(page.meta.get("description", "")))]
    headings = list(_HEADING.finditer(body))
    used: set[str] = set()
    first = re.search(r"^# +(.+?)\s*$", body, re.MULTILINE)
    if first:
        _anchor(first[1], used)
    for index, heading in enumerate(headings):
        end = headings[index + 1].start() if index + 1 < len(headings) else len(body)
        anchor = _anchor(heading[2], used)
        found.append(Section(_plain(heading[2]), anchor, _opening(body[heading.end() : end])))
    return tuple(found)


def shared_titles(pages: Iterable[tuple[Section, ...]]) -> set[str]:
    """Return the headings that several pages have, which say nothing about any of them."""
    seen: set[str] = set()
    shared: set[str] = set()
    for page in pages:
        titles = {section.title for section in page}
        shared |= seen & titles
        seen |= titles
    return shared


def _anchor(heading: str, used: set[str]) -> str:
    attributes = _ANCHOR.search(heading)
    named = _ID.search(attributes[0]) if attributes else None
    if named:
        used.add(named[1])
        return named[1]
    return str(unique(slugify(_plain(heading), "-"), used))


def _plain(heading: str) -> str:
    return _MARKUP.sub("", plain_text(_ANCHOR.sub("", heading))).strip()


def _opening(markdown: str) -> str:
    text = " ".join(_lines(plain_text(markdown)))
    return text[: LONGEST_TEXT + 1].rpartition(" ")[0] if len(text) > LONGEST_TEXT else text


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of prose, without tables, block openings and options."""
    for line in text.splitlines():
        if not line.lstrip().startswith(("|", "!!!", "???", "===", "///", ":", "[^")):
            yield line.strip()
