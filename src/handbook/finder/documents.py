"""What the finder finds: questions, sections of chapters and terms of the glossary."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from handbook.bank import Question
from handbook.finder.index import FIELDS, Entry, make_entry
from handbook.finder.sections import Section
from handbook.finder.words import plain_text, words
from handbook.glossary import Term

FEWEST = 4
"""A word of full answers that so many questions have, or one in a hundred, is rare."""


@dataclass(frozen=True)
class QuestionWords:
    """The words of a question.

    Attributes:
        entry: Of everything but the full answer.
        full: Different words of the full answer that the rest does not have.
    """

    entry: Entry
    full: tuple[str, ...]


def question_words(question: Question, stop: Collection[str]) -> QuestionWords:
    """Return the words of a question without those in `stop`."""
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
    entry = make_entry(fields, stop)
    full = set(words(plain_text("\n\n".join(section.text for section in question.sections))))
    more = (word for word in full if word not in entry.counts and word not in stop and not word.isdigit())
    return QuestionWords(entry, tuple(sorted(more)))


def question_entries(questions: Sequence[QuestionWords], fewest: int = FEWEST) -> list[Entry]:
    """Return the entries of all questions, with the words of full answers that hardly another question has.

    They are what somebody looks for who remembers a name; whole answers would make the index a quarter larger
    and find little more.

    Args:
        questions: All of the bank.
        fewest: See FEWEST; 0 for no words of full answers.
    """
    counts: Counter[str] = Counter()
    for question in questions:
        counts.update(question.entry.counts.keys())
        counts.update(question.full)
    limit = max(fewest, len(questions) // 100) if fewest else 0
    return [_with_rare(item, [word for word in item.full if counts[word] <= limit]) for item in questions]


def _with_rare(item: QuestionWords, rare: Iterable[str]) -> Entry:
    once = tuple(int(name == "text") for name in FIELDS)
    added = dict.fromkeys(rare, once)
    *lengths, text = item.entry.lengths
    return Entry({**item.entry.counts, **added}, (*lengths, text + len(added)))


def term_entry(term: Term, stop: Collection[str]) -> Entry:
    """Return the entry of a term of the glossary."""
    fields = {
        "title": words(term.term),
        "asked": words("\n".join(term.also)),
        "text": words(term.definition),
    }
    return make_entry(fields, stop)


def section_entry(section: Section, chapter: str, stop: Collection[str]) -> Entry:
    """Return the entry of a section; `chapter` is the title of its page."""
    fields = {
        "title": words(section.title),
        "asked": words(chapter) if section.anchor else [],
        "text": words(section.text),
    }
    return make_entry(fields, stop)
