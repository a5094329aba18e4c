"""Feed the handbook's content to MkDocs; everything is done by `handbook_mkdocs.session`."""

import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

sys.path[:0] = [str(Path(__file__).parents[1] / "src"), str(Path(__file__).parents[1])]

from handbook.accessibility import polish
from handbook_mkdocs.session import Session

_sessions: dict[str, Session] = {}
_commands: list[str] = []


def on_startup(command: str, dirty: bool) -> None:
    _commands.append(command)


def _session(config: MkDocsConfig) -> Session:
    root = Path(config.config_file_path).parent
    if str(root) not in _sessions:
        _sessions[str(root)] = Session(root, serving=_commands[-1:] == ["serve"])
    return _sessions[str(root)]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    _session(config).begin(config)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    return _session(config).add_files(files, config)


def on_nav(nav: Navigation, config: MkDocsConfig, **_: Any) -> None:
    _session(config).keep_navigation(nav)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    return _session(config).page_markdown(markdown, page)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    _session(config).write_copies(config)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return _session(config).finish_page(output, page)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    return polish(output) if template_name.endswith(".html") else output


def on_post_build(config: MkDocsConfig) -> None:
    _session(config).finish_site(config)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> None:
    for folder in _session(config).watched():
        server.watch(str(folder))


def on_shutdown() -> None:
    for session in _sessions.values():
        session.end()
