"""All sources of the handbook, loaded together, checked against one another, and what is made from them."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from handbook.bank import Bank, BankLoader, Question
from handbook.bank.cards import cards, short_cards
from handbook.bank.checks import check_bank, read_ledger
from handbook.bank.pages import bank_files
from handbook.drills import Drill, load_drills
from handbook.drills.checks import check_references
from handbook.drills.pages import drill_files
from handbook.generated import GeneratedFile
from handbook.glossary import Glossary, glossary_page, load_glossary
from handbook.markdown import Context, expand, line_offset
from handbook.notebooks.index import notebook_index
from handbook.notebooks.render import figure_markdown
from handbook.notebooks.render import pages as notebook_files
from handbook.notebooks.results import Results, UnknownResultError, format_number, load_results
from handbook.notebooks.source import find
from handbook.pages import Facts, PageLoader, PageSource
from handbook.pages.checks import check_pages
from handbook.pages.text import check_text
from handbook.placeholders import check_placeholders
from handbook.problems import Problem


@dataclass(frozen=True)
class Content:
    """Everything the handbook is made of.

    Attributes:
        root: Repository root.
        pages: Hand-written pages, by path under docs/.
        results: Figures and numbers of the executed notebooks.
        notebooks: Title of each notebook by ``<topic>/<slug>``.
    """

    root: Path
    pages: dict[str, PageSource]
    bank: Bank
    drills: tuple[Drill, ...]
    glossary: Glossary
    results: Results
    notebooks: dict[str, str]

    def context(self) -> Context:
        """Return what directives and links in pages are resolved against."""
        chapters = {question.chapter for question in self.bank.questions}
        return Context(
            terms=self.glossary.tooltips(),
            topics={question.id: question.topic for question in self.bank.questions},
            chapters={name: [item.id for item in self.bank.of_chapter(name)] for name in sorted(chapters)},
            figures=_Published(self.results, "figure"),
            numbers=_Published(self.results, "number"),
            counts=self._counts(),
            cards=lambda ids: cards(self._questions(ids), self.bank),
            short_cards=lambda ids: short_cards(self._questions(ids), self.bank),
            figure=lambda reference: figure_markdown(reference, self.results),
            number=lambda reference, spec: format_number(self.results.number(reference), spec),
        )

    def _counts(self) -> dict[str, int]:
        return {
            "questions": len(self.bank.questions),
            "drills": len(self.drills),
            "wrong-solutions": sum(len(drill.mutants) for drill in self.drills),
            "notebooks": len(self.notebooks),
            "chapters": sum(page.taught for page in self.pages.values()),
            "terms": len(self.glossary.terms),
        }

    def _questions(self, ids: Sequence[str]) -> list[Question]:
        return [self.bank.by_id[name] for name in ids]

    def generated(self) -> list[GeneratedFile]:
        """Return all pages and assets that are made from these sources."""
        topics = {topic.slug: topic.title for topic in self.bank.topics}
        return [
            *bank_files(self.bank),
            *drill_files(self.drills, topics),
            notebook_index(self.notebooks, topics),
            *notebook_files(self.root, self.results),
            glossary_page(self.glossary),
        ]

    def facts(self, name: str) -> Facts:
        """Return what the header of a page needs, by its path without ``.md``."""
        return Facts(
            questions=len(self.bank.of_chapter(name)),
            notebooks=self.notebooks,
            drills={drill.slug: drill.title for drill in self.drills},
        )


@dataclass
class ContentLoader:
    """Load the content again and again, reading only what changed since the last time."""

    root: Path
    _bank: BankLoader = field(init=False)
    _pages: PageLoader = field(init=False)

    def __post_init__(self) -> None:
        """Start with empty memories."""
        self._bank = BankLoader(self.root)
        self._pages = PageLoader(self.root)

    def load(self) -> tuple[Content, list[Problem]]:
        """Return the content, without what could not be read, and all problems of the sources."""
        bank, problems = self._bank.load()
        pages, wrong_pages = self._pages.load()
        drills, wrong_drills = load_drills(self.root)
        taught = {page.name for page in pages if page.taught}
        glossary, wrong_terms = load_glossary(self.root)
        scripts = find(self.root)
        results = load_results(self.root, scripts)
        titles = {name: _title(path, name) for name, path in scripts.items()}
        by_uri = {page.uri: page for page in pages}
        content = Content(self.root, by_uri, bank, tuple(drills), glossary, results, titles)
        problems += [*wrong_pages, *wrong_drills, *wrong_terms]
        problems += check_bank(bank, read_ledger(self.root), taught)
        topics = {topic.slug for topic in bank.topics}
        problems += check_references(drills, topics, taught, bank.by_id)
        slugs = [drill.slug for drill in drills]
        problems += check_pages(pages, topics=topics, notebooks=results.names, drills=slugs)
        problems += check_placeholders(self.root)
        problems += _check_questions(content)
        for page in pages:
            problems += check_text(page.document.body, page.document.path, page.document.body_line - 1)
        return content, sorted(set(problems))


def _title(script: Path, name: str) -> str:
    heading = re.search(r"^# # (.+)$", script.read_text("utf-8"), re.MULTILINE)
    return heading[1].strip() if heading else name


def _check_questions(content: Content) -> Iterator[Problem]:
    """Expand each question by itself, so that a problem in it is named at its own file."""
    context = content.context()
    for question in content.bank.questions:
        text = (content.root / question.path).read_text("utf-8")
        body = text.split("\n---\n", 1)[1]
        offset = line_offset(text, body)
        yield from expand(body, context, question.path, offset).problems
        yield from check_text(body, question.path, offset)


@dataclass(frozen=True)
class _Published(Collection[str]):
    """References of one kind of result; a notebook is read only when one of its names is asked for."""

    results: Results
    kind: str

    def __contains__(self, reference: object) -> bool:
        try:
            getattr(self.results, self.kind)(reference)
        except UnknownResultError:
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        for name in self.results.names:
            try:
                notebook = self.results.notebook(name)
            except UnknownResultError:
                continue
            names = notebook.figures if self.kind == "figure" else notebook.numbers
            yield from (f"{name}#{result}" for result in names)

    def __len__(self) -> int:
        return sum(1 for _ in self)
