"""A small site that has one of everything that the offline copy changes."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

WORKER = "assets/javascripts/workers/search.1.min.js"
CONFIG = f'<script id="__config" type="application/json">{{"search": "%s{WORKER}"}}</script>'
HEAD = (
    '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">'
    '<link rel="canonical" href="https://handbook.test/book/%s"><title>T</title>'
)

FILES: Mapping[str, str | bytes] = {
    "index.html": HEAD % ""
    + '<link rel="stylesheet" href="assets/main.css"></head><body><a href="chapter/">Chapter</a>'
    + '<a href="downloads/book.pdf" download>Book</a><a href="index.html.md">Text</a>'
    + CONFIG % ""
    + '<script src="assets/javascripts/bundle.js"></script>'
    + '<script type="module" src="assets/javascripts/first.js"></script></body></html>',
    "chapter/index.html": HEAD % "chapter/"
    + '</head><body><h1 id="top">C</h1><a href="..">Home</a><img src="figure.svg" alt="Figure">'
    + '<a href="notebook.ipynb">Notebook</a>'
    + CONFIG % "../"
    + '<script src="../assets/javascripts/bundle.js"></script>'
    + '<script type="module" src="../assets/javascripts/first.js"></script>'
    + '<script type="module" src="../assets/javascripts/second.js"></script></body></html>',
    "404.html": '<!doctype html><html><head></head><body><a href="/book/">Home</a></body></html>',
    "chapter/figure.svg": "<svg/>",
    "chapter/notebook.ipynb": "{}",
    "chapter/index.html.md": "# C\n",
    "index.html.md": "# Home\n",
    "downloads/book.pdf": b"%PDF",
    "llms.txt": "# Handbook\n",
    "sitemap.xml": "<urlset/>",
    "assets/main.css": '@import "part.css";p{background:url(images/dot.png)}\n'
    "/*# sourceMappingURL=main.css.map */\n",
    "assets/main.css.map": "{}",
    "assets/part.css": "@font-face{src:url('fonts/a.woff2') format('woff2')}",
    "assets/fonts/a.woff2": b"wOF2",
    "assets/images/dot.png": b"\x89PNG",
    "assets/images/unused.png": b"\x89PNG",
    "assets/javascripts/bundle.js": "theme();\n//# sourceMappingURL=bundle.js.map\n",
    "assets/javascripts/bundle.js.map": "{}",
    "assets/javascripts/first.js": 'import { state } from "./shared.js";\nstate.push("first");\n',
    "assets/javascripts/second.js": 'import { state } from "./shared.js";\nstate.push("second");\n',
    "assets/javascripts/shared.js": "export const state = [];\nglobalThis.state = state;\n",
    WORKER: "onmessage = () => {};\n//# sourceMappingURL=search.1.min.js.map\n",
    "search/search_index.json": json.dumps(
        {
            "config": {"lang": ["en"], "separator": "[\\s]+"},
            "docs": [
                {"location": "", "title": "Home", "text": "é"},
                {"location": "chapter/#top", "title": "C", "text": "</script>"},
            ],
        }
    ),
}


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Path]:
    """Return what writes the small site, with some files changed; None leaves one out."""

    def make(changes: Mapping[str, str | bytes | None] | None = None) -> Path:
        site = tmp_path / "site"
        for name, content in {**FILES, **(changes or {})}.items():
            if content is not None:
                path = site / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.encode() if isinstance(content, str) else content)
        return site

    return make
