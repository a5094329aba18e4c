"""Python-Markdown as the site configures it, without the site's engine."""

from pathlib import Path
from typing import Any

import yaml
from markdown import Markdown

from handbook.diagrams.fence import diagram_fence
from handbook.problems import Problem, ProblemsError

CONFIGURATION = "mkdocs.yml"


class _Loader(yaml.SafeLoader):
    """Reads the configuration; what only MkDocs understands, such as ``!ENV``, is left out."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


def make_converter(root: Path) -> Markdown:
    """Return a converter with the Markdown extensions that ``mkdocs.yml`` names.

    Snippets are found from the repository root wherever the process was started, diagrams are drawn, and
    headings get no permanent links, which would lead nowhere on a card.

    Raises:
        ProblemsError: The configuration cannot be read or names no extensions.
    """
    configurations = markdown_extensions(root / CONFIGURATION)
    toc = configurations.setdefault("toc", {})
    toc["permalink"] = False
    snippets = configurations.get("pymdownx.snippets", {})
    if "base_path" in snippets:
        snippets["base_path"] = [str(root / path) for path in snippets["base_path"]]
    fences = configurations.setdefault("pymdownx.superfences", {}).setdefault("custom_fences", [])
    fences.append({"name": "diagram", "class": "diagram", "format": diagram_fence})
    return Markdown(extensions=list(configurations), extension_configs=configurations)


def markdown_extensions(path: Path) -> dict[str, dict[str, Any]]:
    """Return the options of each Markdown extension of a configuration, following ``INHERIT``.

    Raises:
        ProblemsError: The file is missing, is not YAML, or names no extensions.
    """
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=_Loader)
    except OSError as error:
        raise ProblemsError([Problem(path.name, 0, f"cannot be read: {error.strerror}")]) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise ProblemsError([Problem(path.name, line, "not valid YAML")]) from error
    found = data.get("markdown_extensions") if isinstance(data, dict) else None
    if found is None and isinstance(data, dict) and data.get("INHERIT"):
        return markdown_extensions(path.parent / data["INHERIT"])
    if not found:
        hint = "the cards are written with the extensions of the site"
        raise ProblemsError([Problem(path.name, 0, "names no `markdown_extensions`", hint)])
    entries = [found] if isinstance(found, dict) else found
    pairs = [entry if isinstance(entry, dict) else {entry: None} for entry in entries]
    return {name: dict(options or {}) for pair in pairs for name, options in pair.items()}
