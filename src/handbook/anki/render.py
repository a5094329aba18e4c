"""Write questions and glossary entries as the fields of notes."""

import html as html_module
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from lxml import html
from lxml.html import HtmlElement
from markdown import Markdown
from pymdownx.snippets import SnippetMissingError

from handbook.anki.clean import Cleaner, UnsupportedError
from handbook.bank import Bank, Question
from handbook.bank.cards import FREQUENCY_NAMES, LEVEL_NAMES, ROLE_NAMES, ROUND_NAMES
from handbook.glossary import Term
from handbook.katex.formulas import line_of
from handbook.markdown import Context, expand, line_offset
from handbook.problems import Problem, ProblemsError
from handbook.sources import read_source

GLOSSARY_PAGE = "reference/glossary.md"

# Parts that stand within a line of the card.
_INLINE = frozenset({"title", "rubric", "next", "source"})

# Deeper than any block of the site's own.
_BLOCK = "/" * 9


@dataclass(frozen=True)
class Renderer:
    """Turns questions into HTML for cards.

    Attributes:
        root: The repository root.
        bank: The bank, for the titles of topics.
        context: What directives and links are resolved against.
        converter: Python-Markdown with the extensions of the site.
        cleaner: Makes the HTML fit for cards.
    """

    root: Path
    bank: Bank
    context: Context
    converter: Markdown
    cleaner: Cleaner

    def question(self, question: Question) -> dict[str, str]:
        """Return the fields of a question's note by name.

        Raises:
            ProblemsError: The question holds something that a card cannot show, with its line.
        """
        source = read_source(self.root / question.path, self.root)
        context = replace(self.context, cards=_no_cards, short_cards=_no_cards)
        body = source.split("\n---\n", 1)[1]
        problems = expand(body, context, question.path, line_offset(source, body)).problems
        if problems:
            raise ProblemsError(problems)
        try:
            parts = self._convert(question, dict(_parts(question)), context)
        except SnippetMissingError as error:
            _fail(question, source, UnsupportedError(str(error), "--8<--"))
        except UnsupportedError as error:
            _fail(question, source, error)
        return self._fields(question, parts)

    def term(self, term: Term, terms: Mapping[str, Term]) -> dict[str, str]:
        """Return the fields of a glossary entry's note by name; its texts are plain."""
        address = self.cleaner.site.address(f"/{GLOSSARY_PAGE}#{term.key}", GLOSSARY_PAGE)
        see = ", ".join(terms[key].term for key in term.see if key in terms)
        return {
            "Id": term.key,
            "Term": _text(term.term),
            "Definition": _text(term.definition),
            "Why it matters": _text(term.why),
            "Also called": _text(", ".join(term.also)),
            "See also": _text(see),
            "Link": address,
        }

    def _convert(self, question: Question, parts: Mapping[str, str], context: Context) -> dict[str, str]:
        """Convert all parts of a question as one page, so that footnotes and references work across them."""
        blocks = (
            f"{_BLOCK} html | div\n    attrs: {{data-part: '{name}'}}\n    markdown: block\n\n"
            f"{text}\n\n{_BLOCK}"
            for name, text in parts.items()
        )
        expansion = expand("\n\n".join(blocks), context, question.path)
        page = html.fragment_fromstring(self.converter.reset().convert(expansion.text), create_parent="div")
        converted = {}
        for element in page:
            name = element.get("data-part")
            if name is None:  # footnotes, which stand at the end of a page
                name = "footnotes"
            elif name.partition("-")[0] in _INLINE:
                _unwrap_paragraph(element)
            converted[name] = self.cleaner.clean(element, question.page)
        return converted

    def _fields(self, question: Question, parts: Mapping[str, str]) -> dict[str, str]:
        sections = {section.title: parts[f"section-{i}"] for i, section in enumerate(question.sections)}
        if "footnotes" in parts:
            last = question.sections[-1].title
            sections[last] += f'<div class="footnote">{parts["footnotes"]}</div>'
        rubric = [(point.required, parts[f"rubric-{i}"]) for i, point in enumerate(question.rubric)]
        count = len(question.follow_ups)
        follow_ups = [(parts[f"next-{i}"], parts[f"answer-{i}"]) for i in range(count)]
        sources = [parts[f"source-{i}"] for i in range(len(question.sources))]
        return {
            "Id": question.id,
            "Question": parts["title"],
            "Chips": self._chips(question),
            "Short answer": parts["short"],
            **sections,
            "Rubric": _rubric(rubric),
            "Follow-ups": "".join(_follow_up(*follow_up) for follow_up in follow_ups),
            "Traps": parts["traps"],
            "Also asked as": _list(_text(wording) for wording in question.also_asked),
            "Details": _details(question, sources),
            "Link": self.cleaner.site.address(f"/{question.page}#{question.anchor}", question.page),
        }

    def _chips(self, question: Question) -> str:
        topic = next(topic.title for topic in self.bank.topics if topic.slug == question.topic)
        rounds = ", ".join(ROUND_NAMES[name] for name in question.rounds)
        chips = [LEVEL_NAMES[question.level], FREQUENCY_NAMES[question.frequency], rounds, topic]
        return " ".join(f"<span>{_text(chip)}</span>" for chip in dict.fromkeys(chips))


def _parts(question: Question) -> Iterator[tuple[str, str]]:
    yield "title", question.title
    yield "short", question.short_answer
    for i, section in enumerate(question.sections):
        yield f"section-{i}", section.text
    for i, point in enumerate(question.rubric):
        yield f"rubric-{i}", point.text
    for i, follow_up in enumerate(question.follow_ups):
        yield f"next-{i}", follow_up.question
        yield f"answer-{i}", follow_up.answer
    yield "traps", question.traps
    for i, source in enumerate(question.sources):
        yield f"source-{i}", source


def _no_cards(ids: Sequence[str]) -> NoReturn:
    raise LookupError("a question cannot show other questions")


def _fail(question: Question, source: str, error: UnsupportedError) -> NoReturn:
    """Raise the problem at the line where the source holds what a card cannot show."""
    line = 0
    if error.tex:
        line = line_of(error.needle, source)
    elif error.needle and error.needle in source:
        line = 1 + source.count("\n", 0, source.index(error.needle))
    place = line or question.lines["title"]
    raise ProblemsError([Problem(question.path, place, error.message, "write it in another way")]) from error


def _unwrap_paragraph(element: HtmlElement) -> None:
    """Take off the paragraph around a part that is nothing else."""
    if len(element) == 1 and element[0].tag == "p" and not (element.text or "").strip():
        element[0].drop_tag()


def _text(text: str) -> str:
    return html_module.escape(text, quote=False)


def _list(items: Iterator[str]) -> str:
    rows = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{rows}</ul>" if rows else ""


def _rubric(points: Sequence[tuple[bool, str]]) -> str:
    """Return the rubric as a list to tick off; the style sheet counts what is ticked."""
    rows = []
    for required, text in points:
        mark = "must" if required else "nice"
        rows.append(
            '<li><label class="tappable"><input type="checkbox" class="tappable">'
            f'<span><span class="mark {mark}">{mark}</span> {text}</span></label></li>'
        )
    return f'<ul class="points">{"".join(rows)}</ul><p class="said" data-of="{len(rows)}"></p>'


def _follow_up(question: str, answer: str) -> str:
    return f'<details><summary class="tappable">{question}</summary><div>{answer}</div></details>'


def _details(question: Question, sources: Sequence[str]) -> str:
    rows = [
        f"Level: {LEVEL_NAMES[question.level]}. {FREQUENCY_NAMES[question.frequency]}.",
        f"Rounds: {', '.join(ROUND_NAMES[name] for name in question.rounds)}",
        f"Roles: {', '.join(ROLE_NAMES[name] for name in question.roles)}",
        f"Reviewed {question.reviewed}",
    ]
    if sources:
        rows.append(f"Sources: {'; '.join(source.rstrip('.') for source in sources)}")
    return _list(iter(rows))
