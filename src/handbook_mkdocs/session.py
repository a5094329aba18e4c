"""Feed the handbook's content to MkDocs and finish its pages."""

import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, field
from pathlib import Path

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from handbook import browser_parts, card_parts
from handbook.accessibility import polish
from handbook.content import Content, ContentLoader
from handbook.csp import PAGES, add_csp
from handbook.diagrams.fence import diagram_fence
from handbook.epoch import commit_time
from handbook.exports.manifest import FOLDER as EXPORTS
from handbook.finder import Finder
from handbook.generated import GeneratedFile
from handbook.katex import Typesetter
from handbook.kept import Kept, digest
from handbook.llms import LlmsPage, llms_files
from handbook.navigation import extend_navigation
from handbook.notebooks.execute import Executor
from handbook.notebooks.update import Progress, update
from handbook.pages import with_header
from handbook.planning.outline import outline_file
from handbook.practice_parts import practice_files
from handbook.preloads import add_preloads
from handbook.problems import Problem, ProblemsError
from handbook.publication.record import NAME as RECORD
from handbook.publication.record import BuildRecord, RecordedPage, commit_name, sources_digest
from handbook.redirects import check_redirects, load_redirects, redirect_files
from handbook.serviceworker import retired_worker, service_worker_files
from handbook.styles import STYLES, joined_styles
from handbook.templates import template_files
from handbook_mkdocs.expansions import Expansions
from handbook_mkdocs.incremental import FOLDER, builds
from handbook_mkdocs.workers import default_jobs, start_forked

# A name below `mkdocs`, so that strict mode counts what is logged here.
log = logging.getLogger("mkdocs.handbook")


@dataclass
class Session:
    """One run of MkDocs: a single build, or all builds of a development server.

    Attributes:
        root: Repository root.
        serving: Whether this is a development server, which needs no copies, redirects and policy.
    """

    root: Path
    serving: bool = False
    typesetter: Typesetter = field(init=False)
    content: Content = field(init=False)
    finder: Finder = field(init=False)
    _generated: list[GeneratedFile] = field(default_factory=list)
    _nav: Navigation | None = None
    _loader: ContentLoader | None = None
    _kept: Kept | None = None
    _executor: Executor | None = None
    _expansions: Expansions = field(default_factory=Expansions)
    _copies: dict[str, LlmsPage] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Start the parts that live as long as the run."""
        self.typesetter = Typesetter(self.root)
        self.finder = Finder()

    def begin(self, config: MkDocsConfig) -> None:
        """Execute stale notebooks, load the content, report its problems, and register the diagram fence."""
        time = commit_time(self.root)
        if time is not None:
            os.environ.setdefault("SOURCE_DATE_EPOCH", str(time))
        try:
            browser_parts.ensure_browser_parts(self.root, report=log.info)
        except ProblemsError as error:
            raise PluginError(str(error)) from error
        if self.serving and self._executor is None:
            # Its imports are done by the time that a notebook is saved.
            self._executor = Executor(self.root)
            self._executor.start()
        executed = update(self.root, progress=_executed, executor=self._executor)
        report(executed.problems)
        cut = self._start_cutting_fonts()
        loader = self._loader or self._open_caches(config)
        self.content, problems = loader.load()
        shared = self.content.shared
        self._expansions.begin(shared.key)
        self._copies.clear()
        report(problems)
        cut()
        self._generated = [
            *shared.generated,
            self.finder.file(self.content, self._kept),
            outline_file(self.content, config.nav or []),
            *browser_parts.assets(self.root),
            *card_parts.assets(self.root),
            *practice_files(self.root, report=log.info),
            *template_files(self.root),
            *([retired_worker()] if self.serving else ()),
        ]
        loader.keep()
        config.extra["published"] = not self.serving
        pages = [file.uri for file in self._generated if file.uri.endswith(".md")]
        config.nav = extend_navigation(config.nav or [], pages)
        fences = config.mdx_configs.setdefault("pymdownx.superfences", {}).setdefault("custom_fences", [])
        if not any(fence["name"] == "diagram" for fence in fences):
            fences.append({"name": "diagram", "class": "diagram", "format": diagram_fence})

    def _start_cutting_fonts(self) -> Callable[[], object]:
        """Cut fonts in other processes while the content is loaded; return what waits for their end."""
        jobs = default_jobs()
        fonts = browser_parts.uncut_text_fonts(self.root) if jobs > 1 else []
        return start_forked(fonts, lambda font: browser_parts.cut_font(self.root, *font), jobs)

    def _open_caches(self, config: MkDocsConfig) -> ContentLoader:
        """Let what is worked out of the content outlive the process, unless caches are switched off."""
        wanted = os.environ.get("HANDBOOK_CACHE") != "0"
        self._kept = Kept(self.root / FOLDER / "content", builds().code(config)) if wanted else None
        self._expansions = Expansions(self._kept)
        self._loader = ContentLoader(self.root, self._kept)
        return self._loader

    def add_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Hand generated pages and assets to MkDocs as if they stood under docs/."""
        for generated in self._generated:
            file = File.generated(config, generated.uri, content=generated.content)
            file.edit_uri = _edit_uri(generated)
            files.append(file)
        for export in self.content.shared.exports:
            place = str(self.root / EXPORTS / export.name)
            files.append(File.generated(config, f"downloads/{export.name}", abs_src_path=place))
        for file in files.documentation_pages():
            _make_readable(file)
        styles = files.get_file_from_path(STYLES)
        if styles is not None:
            styles.content_string = joined_styles(self.root)
        return files

    def keep_navigation(self, nav: Navigation) -> None:
        """Remember the order of the pages for the record of the build."""
        self._nav = nav

    def page_markdown(self, markdown: str, page: Page) -> str:
        """Expand the directives of a page, report their problems, and put its header below the title."""
        uri = page.file.src_uri
        source = self.content.pages.get(uri)
        offset = 0
        if source is not None:
            body = source.document.body
            offset = source.document.body_line - 1 + len(body) - len(body.lstrip("\n"))
        expansion = self._expansions.expand(uri, markdown, offset, self.content.shared.context)
        if source is not None:
            report(expansion.problems)
        facts = self.content.shared.facts(uri.removesuffix(".md"))
        text = with_header(expansion.text, page.meta, facts, markdown)
        self._copies[uri] = _copy_of(page, expansion.text)
        return text

    def write_copies(self, config: MkDocsConfig) -> None:
        """Write the copies of all pages for language models, unless the last build did for the same pages."""
        if self.serving:
            return
        pages = [self._copies[uri] for uri in sorted(self._copies)]
        about = (config.site_name, config.site_description or "", config.site_url or "")
        key = digest(*about, *(part for page in pages for part in astuple(page)))
        known = self._kept.read("copies") if self._kept else None
        if isinstance(known, tuple) and known[0] == key and builds().confirm(known[1], key):
            return
        title, summary, site_url = about
        copies = llms_files(pages, title=title, summary=summary, site_url=site_url)
        for name, text in copies:
            utils.write_file(text.encode(), str(Path(config.site_dir) / name))
        names = [name for name, _ in copies]
        builds().mark(names, key)
        if self._kept:
            self._kept.write("copies", (key, names))

    def finish_page(self, html: str, page: Page) -> str:
        """Typeset the formulas of a finished page and mend its accessibility."""
        uri = page.file.src_uri
        source = self.content.pages.get(uri)
        path = f"docs/{uri}" if source else page.file.edit_uri or uri
        finished, problems = self.typesetter.typeset(html, path, self._source_text(uri))
        if any(not problem.line for problem in problems):
            problems = self._located(html, problems)
        report(problems)
        return polish(finished)

    def finish_site(self, config: MkDocsConfig) -> None:
        """Write what needs the whole site: redirects, record, security policy, service worker."""
        if self.serving:
            return
        site = Path(config.site_dir)
        redirects, problems = load_redirects(self.root)
        pages = {uri: copy.url for uri, copy in self._copies.items()}
        report([*problems, *check_redirects(redirects, pages)])
        moved = redirect_files(redirects, pages, config.site_url or "")
        written = {RECORD: self._record(config).to_json().encode()}
        written |= {file.uri: file.content for file in moved if isinstance(file.content, bytes)}
        for name, content in written.items():
            utils.write_file(content, str(site / name))
        add_preloads(site)
        self._protect(site)
        about = (config.site_name, config.site_description or "")
        for name, content in service_worker_files(self.root, site, *about).items():
            utils.write_file(content, str(site / name))
        self._expansions.keep(self._copies)

    def _protect(self, site: Path) -> None:
        """Write the security policy; an incremental build reads only pages where it can have changed."""
        kept = self._kept if builds().is_incremental else None
        known = kept.read("policies") if kept else None
        protected = add_csp(site, PAGES, known=known)
        if kept and protected != known:
            kept.write("policies", protected)

    def _record(self, config: MkDocsConfig) -> BuildRecord:
        pages = self._nav.pages if self._nav is not None else []
        return BuildRecord(
            title=config.site_name,
            description=config.site_description or "",
            site_url=config.site_url or "",
            sources=sources_digest(self.root),
            commit=commit_name(self.root),
            time=commit_time(self.root) or 0,
            book=tuple(config.extra.get("book", ())),
            pages=tuple(_recorded(page) for page in pages),
        )

    def watched(self) -> list[Path]:
        """Return the folders beside docs/ whose files become part of the site."""
        folders = (self.root / name for name in ("questions", "notebooks", "scratch", "drills", "templates"))
        return [folder for folder in folders if folder.is_dir()]

    def end(self) -> None:
        """Stop the parts that live as long as the run."""
        self.typesetter.close()
        if self._executor is not None:
            self._executor.close()

    def _located(self, html: str, problems: list[Problem]) -> list[Problem]:
        """Name formulas that came to the page from elsewhere at the question or drill in which they stand."""
        found = {problem.message: problem for problem in problems}
        questions, drills = self.content.shared.bank.questions, self.content.shared.drills
        for path in [*(item.path for item in questions), *(item.path for item in drills)]:
            text = (self.root / path).read_text("utf-8")
            for problem in self.typesetter.typeset(html, path, text)[1]:
                if problem.line and not found[problem.message].line:
                    found[problem.message] = problem
        return list(found.values())

    def _source_text(self, uri: str) -> str:
        path = self.root / "docs" / uri
        return path.read_text("utf-8", errors="replace") if path.is_file() else ""


def _executed(step: Progress) -> None:
    log.info("executed %s", step.name)


def _make_readable(file: File) -> None:
    """Let MkDocs read a page in another encoding, so that one such page does not hide all other problems."""
    if file.abs_src_path is None:
        return
    data = Path(file.abs_src_path).read_bytes()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        file.content_string = data.decode("utf-8", errors="replace")


def _recorded(page: Page) -> RecordedPage:
    source = page.file.abs_src_path and f"docs/{page.file.src_uri}"
    return RecordedPage(
        uri=page.url,
        title=str(page.title),
        source=source or (page.file.edit_uri or page.file.src_uri).removeprefix("../"),
        kind=_kind(page),
        sections=tuple(item.title or "" for item in page.ancestors)[::-1],
    )


def _kind(page: Page) -> str:
    kind = str(page.meta.get("kind", "page"))
    return "app" if kind == "page" and page.meta.get("app") else kind


def _copy_of(page: Page, markdown: str) -> LlmsPage:
    sections = [item.title or "" for item in page.ancestors]
    description = str(page.meta.get("description", ""))
    return LlmsPage(
        page.file.src_uri, page.url, str(page.title), description, " / ".join(reversed(sections)), markdown
    )


def report(problems: Iterable[Problem]) -> None:
    """Log each problem as a warning, which fails a strict build at its end."""
    for problem in problems:
        log.warning("%s", problem)


def _edit_uri(generated: GeneratedFile) -> str | None:
    """Return the place of the source relative to docs/, as MkDocs joins it to the edit address."""
    return f"../{generated.source}" if generated.source else None
