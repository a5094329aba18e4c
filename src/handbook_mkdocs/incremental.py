"""What one process of MkDocs does to build quickly; the events of hooks/incremental.py lead here."""

import functools
import gc
import importlib.metadata
import logging
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType

import jinja2
import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

import handbook
from handbook_mkdocs.build import Build, Caches, PageInputs, open_caches
from handbook_mkdocs.keys import UnknownValueError, digest, text_of, tree_digest
from handbook_mkdocs.search import use_slim_index
from handbook_mkdocs.serving import watch_natively
from handbook_mkdocs.templates import is_installed
from handbook_mkdocs.workers import default_jobs

log = logging.getLogger("mkdocs.hooks.incremental")

MKDOCS_VERSION = "1.6.1"
MATERIAL_MAJOR = "9"
FOLDER = Path(".cache") / "build"

_PACKAGES = (
    "mkdocs",
    "mkdocs-material",
    "mkdocs-jupyter",
    "Markdown",
    "pymdown-extensions",
    "Pygments",
    "Jinja2",
    "PyYAML",
    "jsonschema",
)
_PINS = ("package-lock.json", "requirements.txt")

_KNOWN_PLUGINS = {"search", "material/search", "meta", "material/meta", "mkdocs-jupyter"}
"""Plugins whose page events leave nothing behind; mkdocs-jupyter's own pages are never left alone."""

_SKIPPED_EVENTS = ("on_page_context", "on_post_page")
"""Events that a page which is left alone does not go through."""


class IncrementalBuilds:
    """The state of incremental builds in one process: many builds of one site under ``mkdocs serve``."""

    def __init__(self) -> None:
        """Start before the first build."""
        self.inputs = PageInputs()
        self._command = "build"
        self._dirty = False
        self._code = ""
        self._caches: Caches | None = None
        self._build: Build | None = None
        self._pages: list[str] | None = None

    def startup(self, command: str, dirty: bool) -> None:
        """Note how MkDocs was called."""
        self._command, self._dirty = command, dirty
        # A build makes many small objects that nothing refers to in a circle: looking for circles every 700
        # of them takes a sixteenth of it.
        gc.set_threshold(100_000, 20, 20)

    def begin(self, config: MkDocsConfig) -> None:
        """Prepare a build, or say why it is a plain one."""
        self.abort()
        root = _root(config)
        self.code(config)
        reason = _reason_for_plain_build(config, root, self._dirty)
        environment = ""
        if not reason:
            try:
                environment = _environment(config, self._code)
            except UnknownValueError as error:
                reason = f"among the Markdown options, {error}"
        if reason:
            log.info(f"Plain build: {reason}")
            use_slim_index(config, None, self._code)
            return
        name = "serve" if self._command == "serve" else "site"
        self._caches = self._caches or open_caches(root / FOLDER, name, _versions())
        self._build = Build(config, self._caches, environment, self._code, self.inputs, default_jobs())

    def code(self, config: MkDocsConfig) -> str:
        """Return the digest of all code: loaded once, so that of this process is the one at its start."""
        self._code = self._code or _code_digest(config, _root(config))
        return self._code

    @property
    def is_incremental(self) -> bool:
        """Whether the build that is going on uses the caches."""
        return self._build is not None

    def confirm(self, names: Sequence[str], key: str) -> bool:
        """Keep these files of the last build if all are there and were made from this."""
        return self._build is not None and self._build.confirm(names, key)

    def mark(self, names: Sequence[str], key: str) -> None:
        """Remember what these files of this build were made from."""
        if self._build:
            self._build.mark(names, key)

    def prepare(self, nav: Navigation, files: Files) -> None:
        """Render in several processes what must be rendered."""
        if self._build:
            self._build.prepare(nav, files)

    def gather(self, env: jinja2.Environment, files: Files) -> None:
        """Find out what all pages share, now that their Markdown is converted."""
        if self._build:
            self._build.gather(env, files)
            complete = self._command != "serve"
            self._pages = [file.src_uri for file in files.documentation_pages()] if complete else None

    def prune(self) -> None:
        """Remove the outputs of sources that are gone."""
        if self._build:
            self._build.prune()

    def publish(self) -> None:
        """Carry the finished build over to the site, unless it has failed."""
        if self._build:
            build, self._build = self._build, None
            build.publish(self._pages)

    def abort(self) -> None:
        """End a build that has failed; the site stays as it was."""
        if self._build:
            build, self._build = self._build, None
            build.abandon()

    def serve(self, server: LiveReloadServer, config: MkDocsConfig) -> None:
        """Let the system tell of changes, in the repository's templates as well."""
        if os.environ.get("HANDBOOK_CACHE") != "0":
            own = [Path(folder) for folder in config.theme.dirs if not is_installed(folder)]
            watch_natively(server, own)


@functools.cache
def builds() -> IncrementalBuilds:
    """Return the builds of this process: MkDocs gives hooks no object that outlives a build."""
    return IncrementalBuilds()


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").absolute().parent


def _reason_for_plain_build(config: MkDocsConfig, root: Path, dirty: bool) -> str:
    """Return why a build has to be a plain one, empty when it has not."""
    if os.environ.get("HANDBOOK_CACHE") == "0":
        return "HANDBOOK_CACHE is 0"
    if dirty:
        return "MkDocs was asked for a dirty build"
    if mkdocs.__version__ != MKDOCS_VERSION:
        return f"incremental builds are written for MkDocs {MKDOCS_VERSION}, not {mkdocs.__version__}"
    material = importlib.metadata.version("mkdocs-material")
    if material.split(".")[0] != MATERIAL_MAJOR:
        return f"incremental builds are written for Material {MATERIAL_MAJOR}, not {material}"
    unknown = sorted(_unknown_plugins(config, root))
    return f"nothing is known of the page events of {', '.join(unknown)}" if unknown else ""


def _unknown_plugins(config: MkDocsConfig, root: Path) -> Iterable[str]:
    """Yield the plugins and hooks that must see every page and may do more than change it.

    Hooks of this repository are held to be functions of the page, its front matter and the sources' code.
    """
    own = (root, Path(__file__).absolute().parents[2])
    for name, plugin in config.plugins.items():
        if not any(hasattr(plugin, event) for event in _SKIPPED_EVENTS) or name in _KNOWN_PLUGINS:
            continue
        path = Path(plugin.__file__ or "").absolute() if isinstance(plugin, ModuleType) else None
        if path is None or not any(path.is_relative_to(folder) for folder in own):
            yield name


def _versions() -> str:
    versions = [f"{package} {importlib.metadata.version(package)}" for package in _PACKAGES]
    return f"Python {sys.version_info[:3]} {versions}"


def _code_digest(config: MkDocsConfig, root: Path) -> str:
    """Return the digest of this repository's code, of its hooks and of the versions that it pins."""
    packages = [Path(module.__file__ or "").parent for module in (handbook, sys.modules[__package__])]
    loaded = [plugin for plugin in config.plugins.values() if isinstance(plugin, ModuleType)]
    hooks = {Path(hook.__file__ or "").absolute().parent for hook in loaded}
    return digest(_versions(), tree_digest([*packages, *sorted(hooks), *(root / name for name in _PINS)]))


def _environment(config: MkDocsConfig, code: str) -> str:
    """Return the digest of all that Markdown depends on besides the page.

    Raises:
        UnknownValueError: An option is of a kind whose state cannot be told.
    """
    options = [config.markdown_extensions, config.mdx_configs, config.use_directory_urls, config.validation]
    return digest(code, text_of(options))
