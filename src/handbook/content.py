"""All sources of the handbook, loaded together, checked against one another, and what is made from them."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import is_
from os.path import relpath
from pathlib import Path

from handbook.bank import Bank, BankLoader, Question
from handbook.bank.cards import ROLE_NAMES, ROUND_NAMES, cards, short_cards
from handbook.bank.checks import check_bank, read_ledger
from handbook.bank.pages import bank_files
from handbook.drills import Drill, DrillLoader
from handbook.drills.checks import check_references
from handbook.drills.pages import drill_files
from handbook.exports.manifest import Export, downloads_table, read_manifest
from handbook.generated import GeneratedFile
from handbook.glossary import PATH as GLOSSARY
from handbook.glossary import Glossary, glossary_page, load_glossary
from handbook.kept import Kept, digest, joined
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
from handbook.planning import Plans, PlansLoader, check_plans, plan_markdown, site_pages
from handbook.problems import Problem

_WORK = "shared"


@dataclass(frozen=True)
class WorkedOut:
    """What takes time to make of the sources that pages share.

    Attributes:
        key: Digest of all of these sources.
        generated: See `Shared.generated`.
        question_problems: See `Shared.question_problems`.
    """

    key: str
    generated: tuple[GeneratedFile, ...]
    question_problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Shared:
    """What more than one page shows.

    Attributes:
        key: Digest of all that these values were read from.
        results: Figures and numbers of the executed notebooks.
        notebooks: Title of each notebook by ``<topic>/<slug>``.
        chapters: Number of chapters and case studies.
        exports: Finished files for readers to take away.
        plans: Study plans that are written out by hand.
        worked_out: What an earlier process has made of the same sources.
    """

    key: str
    root: Path
    bank: Bank
    drills: tuple[Drill, ...]
    glossary: Glossary
    results: Results
    notebooks: dict[str, str]
    chapters: int
    exports: tuple[Export, ...] = ()
    plans: Plans = field(default_factory=Plans)
    worked_out: WorkedOut | None = field(default=None, repr=False, compare=False)

    def is_same(self, other: "Shared") -> bool:
        """Tell whether nothing has changed; loaders return the same objects for the same files."""
        return (
            self.bank is other.bank
            and self.glossary is other.glossary
            and self.results is other.results
            and self.notebooks == other.notebooks
            and self.chapters == other.chapters
            and self.exports == other.exports
            and self.plans is other.plans
            and len(self.drills) == len(other.drills)
            and all(map(is_, self.drills, other.drills))
        )

    @cached_property
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
            downloads=downloads_table(self.exports),
            cards=lambda ids: cards(self._questions(ids), self.bank),
            short_cards=lambda ids: short_cards(self._questions(ids), self.bank),
            figure=lambda reference: figure_markdown(reference, self.results),
            number=lambda reference, spec: format_number(self.results.number(reference), spec),
            plan=lambda argument: plan_markdown(argument, self.plans),
        )

    @cached_property
    def generated(self) -> tuple[GeneratedFile, ...]:
        """Return all pages and assets that are made from these sources."""
        if self.worked_out:
            return self.worked_out.generated
        topics = {topic.slug: topic.title for topic in self.bank.topics}
        return (
            *bank_files(self.bank),
            *drill_files(
                self.drills, topics, {question.id: question.title for question in self.bank.questions}
            ),
            notebook_index(self.notebooks, topics),
            *notebook_files(self.root, self.results),
            glossary_page(self.glossary),
        )

    @cached_property
    def question_problems(self) -> tuple[Problem, ...]:
        """Expand each question by itself, so that a problem in it is named at its own file."""
        if self.worked_out:
            return self.worked_out.question_problems
        problems: list[Problem] = []
        for question in self.bank.questions:
            text = (self.root / question.path).read_text("utf-8")
            body = text.split("\n---\n", 1)[1]
            offset = line_offset(text, body)
            problems += expand(body, self.context, question.path, offset).problems
            problems += check_text(body, question.path, offset)
        return tuple(problems)

    def _counts(self) -> dict[str, int]:
        return {
            "questions": len(self.bank.questions),
            "drills": len(self.drills),
            "wrong-solutions": sum(len(drill.mutants) for drill in self.drills),
            "notebooks": len(self.notebooks),
            "chapters": self.chapters,
            "terms": len(self.glossary.terms),
        }

    def _questions(self, ids: Sequence[str]) -> list[Question]:
        return [self.bank.by_id[name] for name in ids]

    def facts(self, name: str) -> Facts:
        """Return what the header of a page needs, by its path without ``.md``."""
        return Facts(
            questions=len(self.bank.of_chapter(name)),
            notebooks=self.notebooks,
            drills={drill.slug: drill.title for drill in self.drills},
        )


@dataclass(frozen=True)
class Content:
    """Everything the handbook is made of.

    Attributes:
        pages: Hand-written pages, by path under docs/.
        shared: What they show of one another and of all else; the same object while it has not changed.
    """

    pages: dict[str, PageSource]
    shared: Shared

    def page_problems(self) -> list[Problem]:
        """Expand the hand-written pages as a build does, and return what is wrong in them."""
        return [
            problem
            for page in self.pages.values()
            for problem in expand(
                page.document.body, self.shared.context, page.document.path, page.document.body_line - 1
            ).problems
        ]


class ContentLoader:
    """Load the content again and again, reading only what changed since the last time."""

    def __init__(self, root: Path, kept: Kept | None = None) -> None:
        """Load from this repository root; `kept` is where the work outlives the process."""
        self._root = root
        self._kept = kept
        self._bank = BankLoader(root, kept)
        self._pages = PageLoader(root, kept)
        self._drills = DrillLoader(root, kept)
        self._glossary = _GlossaryLoader(root, kept)
        self._plans = PlansLoader(root, kept)
        self._shared: Shared | None = None

    def load(self) -> tuple[Content, list[Problem]]:
        """Return the content, without what could not be read, and all problems of the sources."""
        bank, problems = self._bank.load()
        pages, wrong_pages = self._pages.load()
        drills, wrong_drills = self._drills.load()
        glossary, wrong_terms = self._glossary.load(pages)
        plans, wrong_plans = self._plans.load()
        taught = {page.name for page in pages if page.taught}
        shared = self._load_shared(bank, tuple(drills), glossary, plans, len(taught))
        results = shared.results
        content = Content({page.uri: page for page in pages}, shared)
        problems += [*wrong_pages, *wrong_drills, *wrong_terms, *wrong_plans]
        problems += check_bank(bank, read_ledger(self._root), taught)
        topics = {topic.slug for topic in bank.topics}
        problems += check_references(drills, topics, taught, bank.by_id)
        slugs = [drill.slug for drill in drills]
        problems += check_pages(pages, topics=topics, notebooks=results.names, drills=slugs)
        known = site_pages(content.pages, bank, drills, results.names)
        problems += check_plans(plans, known, ROLE_NAMES, ROUND_NAMES)
        problems += check_placeholders(self._root)
        problems += shared.question_problems
        return content, sorted(set(problems))

    def keep(self) -> None:
        """Keep what was made of the content of the last load for later processes."""
        shared = self._shared
        if self._kept and shared and not shared.worked_out:
            self._kept.write(_WORK, WorkedOut(shared.key, shared.generated, shared.question_problems))

    def _load_shared(
        self, bank: Bank, drills: tuple[Drill, ...], glossary: Glossary, plans: Plans, chapters: int
    ) -> Shared:
        """Return the very object of the last load while nothing has changed."""
        paths = find(self._root)
        scripts = {name: path.read_bytes() for name, path in paths.items()}
        titles = {name: _title(script, name) for name, script in scripts.items()}
        results = self._same_results(load_results(self._root, paths))
        versions = [relpath(path, self._root) if path else "" for path in results.versions]
        exports = read_manifest(self._root)
        key = digest(
            self._bank.content,
            self._drills.content,
            self._glossary.content,
            self._plans.content,
            str(chapters),
            repr(exports),
            joined((name, digest(script)) for name, script in scripts.items()),
            *versions,
        )
        shared = Shared(key, self._root, bank, drills, glossary, results, titles, chapters, exports, plans)
        if self._shared is None or not shared.is_same(self._shared):
            self._shared = self._with_work(shared)
        return self._shared

    def _with_work(self, shared: Shared) -> Shared:
        """Return the values with what an earlier process has made of them, if it has kept that."""
        known = self._kept.read(_WORK) if self._kept else None
        fits = isinstance(known, WorkedOut) and known.key == shared.key
        return replace(shared, worked_out=known) if fits else shared

    def _same_results(self, results: Results) -> Results:
        """Return the earlier results where they are the same, since they hold what was read of them."""
        earlier = self._shared.results if self._shared else None
        if earlier and (earlier.names, earlier.versions) == (results.names, results.versions):
            return earlier
        return results


class _GlossaryLoader:
    """Loads the glossary again when it or the title of a page has changed."""

    def __init__(self, root: Path, kept: Kept | None) -> None:
        self._root = root
        self._kept = kept
        self._known: tuple[str, Glossary, tuple[Problem, ...]] | None = None

    @property
    def content(self) -> str:
        """Return a digest of what the glossary of the last load was read from."""
        return self._known[0] if self._known else ""

    def load(self, pages: Iterable[PageSource]) -> tuple[Glossary, list[Problem]]:
        titles = {page.name: str(page.meta.get("title", page.name)) for page in pages}
        path = self._root / GLOSSARY
        source = path.read_bytes() if path.is_file() else b""
        key = digest(source, str(path.is_file()), joined(sorted(titles.items())))
        if self._known is None or self._known[0] != key:
            self._known = self._load(key, titles)
        return self._known[1], list(self._known[2])

    def _load(self, key: str, titles: dict[str, str]) -> tuple[str, Glossary, tuple[Problem, ...]]:
        known = self._kept.read("glossary") if self._kept else None
        if isinstance(known, tuple) and known[0] == key:
            return known
        glossary, problems = load_glossary(self._root, titles)
        if self._kept:
            self._kept.write("glossary", (key, glossary, tuple(problems)))
        return key, glossary, tuple(problems)


def _title(script: bytes, name: str) -> str:
    heading = re.search(r"^# # (.+)$", script.decode("utf-8"), re.MULTILINE)
    return heading[1].strip() if heading else name


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
