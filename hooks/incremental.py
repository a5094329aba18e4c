"""Build in parallel and only what has changed; see docs/contributing/decisions/incremental-build.md."""

import sys
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from handbook_mkdocs.incremental import builds


def on_startup(command: str, dirty: bool) -> None:
    builds().startup(command, dirty)


# Last: other hooks have then said what the build is to be.
@event_priority(-1000)
def on_config(config: MkDocsConfig) -> None:
    builds().begin(config)


@event_priority(-1000)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    builds().prepare(nav, files)


@event_priority(-1000)
def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    builds().gather(env, files)


@event_priority(1000)
def _prune(config: MkDocsConfig) -> None:
    builds().prune()


@event_priority(-1000)
def _publish(config: MkDocsConfig) -> None:
    builds().publish()


# Stale files go before other hooks look at the site; the site changes when they have all succeeded.
on_post_build = CombinedEvent(_prune, _publish)


def on_build_error(error: Exception) -> None:
    builds().abort()


def on_shutdown() -> None:
    builds().abort()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> None:
    builds().serve(server, config)
