"""Make the package: one note a question and a term, in sub-decks by part and topic."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import genanki

from handbook.anki.clean import Cleaner
from handbook.anki.converter import make_converter
from handbook.anki.links import Site
from handbook.anki.media import Media
from handbook.anki.notes import TERM, NoteTypes, stable_id
from handbook.anki.package import write_package
from handbook.anki.render import Renderer
from handbook.anki.styles import card_styles
from handbook.bank import Bank, Question, Topic
from handbook.content import ContentLoader, Shared
from handbook.glossary import Term
from handbook.problems import Problem, ProblemsError

ROOT_DECK = "Machine Learning Interview Handbook"
GLOSSARY_DECK = "Glossary"

_DESCRIPTION = (
    "Interview questions with the thirty-second answer, the full answer, a rubric to score yourself by, "
    "follow-ups and traps, and a glossary. Import a later edition over this one: texts are updated, your "
    "scheduling stays."
)


def export_anki(
    root: Path, destination: Path, time: int, report: Callable[[str], None], site_url: str = ""
) -> str:
    """Write the question bank and the glossary as one Anki package.

    A question keeps its note, and so its scheduling, for as long as it keeps its id. One that changes its
    kind moves to another note type when the reader imports with "merge note types"; otherwise Anki leaves the
    earlier note as it is. A withdrawn question stays with those who have it.

    Args:
        root: The repository root, with executed notebooks.
        destination: Path of the ``.apkg`` file.
        time: Seconds since 1970, later than those of earlier packages; Anki ignores edits otherwise.
        report: Called with each line of progress.
        site_url: Where the handbook is published; without it, or with an address that is reserved for
            examples, cards have no links to it.

    Returns:
        How much is in it, for readers.

    Raises:
        ProblemsError: The content has problems, or holds something that a card cannot show.
    """
    content, problems = ContentLoader(root).load()
    if problems:
        raise ProblemsError(problems)
    shared = content.shared
    media = Media(root, shared.results)
    renderer = Renderer(
        root, shared.bank, shared.context, make_converter(root), Cleaner(media, Site.at(site_url))
    )
    types = NoteTypes(card_styles(root))
    report("writing the cards")
    decks = [
        genanki.Deck(stable_id("deck"), ROOT_DECK, _DESCRIPTION),
        *_question_decks(shared.bank, renderer, types),
        _glossary_deck(shared, renderer, types),
    ]
    write_package(decks, media.files, time, destination)
    terms = len(decks[-1].notes)
    return f"{sum(len(deck.notes) for deck in decks) - terms} questions and {terms} terms"


def deck_name(topic: Topic) -> str:
    """Return the full name of a topic's deck; a topic that is a whole part has no deck below the part's."""
    names = [ROOT_DECK, topic.part, *([topic.title] if topic.title != topic.part else [])]
    return "::".join(name.replace("::", ": ").replace('"', "'") for name in names)


def question_tags(question: Question) -> list[str]:
    """Return the tags of a question's note."""
    return sorted(
        [
            f"level::{question.level}",
            f"frequency::{question.frequency}",
            f"topic::{question.topic}",
            *(f"role::{role}" for role in question.roles),
            *(f"round::{name}" for name in question.rounds),
        ]
    )


def _question_decks(bank: Bank, renderer: Renderer, types: NoteTypes) -> Iterator[genanki.Deck]:
    problems: list[Problem] = []
    position = 0
    for topic in bank.topics:
        questions = bank.of_topic(topic.slug)
        if not questions:
            continue
        deck = genanki.Deck(stable_id(f"deck:{topic.slug}"), deck_name(topic))
        for question in questions:
            position += 1
            try:
                fields = renderer.question(question)
            except ProblemsError as error:
                problems += error.problems
                continue
            tags = question_tags(question)
            deck.add_note(_note(types.of_question(question.kind), fields, "question", tags, position))
        yield deck
    if problems:
        raise ProblemsError(problems)


def _glossary_deck(shared: Shared, renderer: Renderer, types: NoteTypes) -> genanki.Deck:
    deck = genanki.Deck(stable_id("deck:glossary"), f"{ROOT_DECK}::{GLOSSARY_DECK}")
    terms = shared.glossary.by_key()
    ordered: Sequence[Term] = shared.glossary.terms
    for position, term in enumerate(ordered, 1):
        fields = renderer.term(term, terms)
        deck.add_note(_note(types.of_term(), fields, TERM, ["glossary"], position))
    return deck


def _note(
    model: genanki.Model, fields: dict[str, str], kind: str, tags: Sequence[str], position: int
) -> genanki.Note:
    """Return a note that later packages know again by the id of its question or term alone."""
    names = [field["name"] for field in model.fields]
    return genanki.Note(
        model,
        [fields[name] for name in names],
        tags=tags,
        guid=genanki.guid_for("handbook", kind, fields["Id"]),
        due=position,
    )
