"""Replace the formulas of finished pages by what KaTeX makes of them."""

import hashlib
import json
import re
from pathlib import Path
from types import TracebackType

from handbook.katex import mathml
from handbook.katex.cache import FormulaCache
from handbook.katex.engine import INSTALL_HINT, SERVER, Engine, Rejected
from handbook.katex.formulas import Formula, Place, find_formulas, line_of
from handbook.katex.lint import Finding, lint, lint_width
from handbook.katex.plain import search_text
from handbook.problems import Problem, ProblemsError

PHONE_WIDTH = 12.0
"""Width in em up to which a display formula needs no scrolling, in a nested block on a phone of 320 px."""

_EXCERPT = 60
# Begins with what it looks for, which makes the search through a long page ten times faster.
_ATTRIBUTE = re.compile(r'="(?:(?<=\baria-label=")|(?<=\btitle=")|(?<=\bcontent="))[^"]*\\\([^"]*"')
_TITLE = re.compile(r"<title>[^<]*\\\([^<]*")


class Typesetter:
    """Typeset pages with a cache on disk and one node process for what the cache does not hold.

    Use it as a context manager or call `close`. It may be carried over a fork.
    """

    def __init__(self, root: Path, cache: Path | None = None) -> None:
        """Use the KaTeX under this repository root.

        Args:
            root: Repository root, with ``node_modules``.
            cache: Folder of the cache; ``.cache/katex`` under the root when left out.
        """
        self._root = root
        self._cache_folder = cache or root / ".cache" / "katex"
        self._engine = Engine(root)
        self._cache: FormulaCache | None = None
        self._known: dict[Formula, str] = {}

    def typeset(self, html: str, path: str, markdown: str = "") -> tuple[str, list[Problem]]:
        """Return the page with its formulas typeset, and what is wrong with them.

        Args:
            html: The whole page, with the output of arithmatex in generic mode.
            path: Source file, for problems.
            markdown: Text of that file, to tell the lines; front matter included.

        Returns:
            The page, where formulas with errors are left as they were, and the problems.

        Raises:
            ProblemsError: KaTeX is not installed or cannot be run.
        """
        places = find_formulas(html)
        if not places:
            return html, []
        plain = _TITLE.sub(_plain, _ATTRIBUTE.sub(_plain, html))
        if plain != html:
            html = plain
            places = find_formulas(html)
        formulas = list(dict.fromkeys(place.formula for place in places))
        findings = {formula: found for formula in formulas if (found := lint(formula))}
        self._look_up([formula for formula in formulas if formula not in findings], findings)
        widths = {formula: _width(self._known[formula]) for formula in formulas if formula in self._known}
        for formula, width in widths.items():
            findings.setdefault(formula, []).extend(lint_width(formula, width))
        problems = [
            _problem(formula, finding, path, markdown)
            for formula in formulas
            for finding in findings.get(formula, ())
        ]
        return self._replaced(html, places), problems

    def close(self) -> None:
        """End the node process and close the cache."""
        self._engine.close()
        if self._cache is not None:
            self._cache.close()

    def __enter__(self) -> "Typesetter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _look_up(self, formulas: list[Formula], findings: dict[Formula, list[Finding]]) -> None:
        """Make each formula known, or say in the findings why it cannot be."""
        missing = [formula for formula in formulas if formula not in self._known]
        if not missing:
            return
        if self._cache is None:
            self._cache = FormulaCache(self._cache_folder, _version(self._root))
        self._known.update(self._cache.get(missing))
        missing = [formula for formula in missing if formula not in self._known]
        if not missing:
            return
        rendered: dict[Formula, str] = {}
        for formula, result in zip(missing, self._engine.render(missing), strict=True):
            if isinstance(result, Rejected):
                findings[formula] = [_rejection(formula, result)]
            else:
                rendered[formula] = f"{result.width}\n{mathml.normalise(result.html)}"
        self._cache.put(rendered)
        self._known.update(rendered)

    def _replaced(self, html: str, places: list[Place]) -> str:
        parts: list[str] = []
        end = 0
        for place in places:
            known = self._known.get(place.formula)
            if known is None:
                continue
            parts += (html[end : place.start], _element(place.formula, known))
            end = place.end
        parts.append(html[end:])
        return "".join(parts)


def _version(root: Path) -> str:
    """Return a digest of all that the rendering of a formula depends on besides its TeX."""
    package = root / "node_modules" / "katex" / "package.json"
    try:
        version = str(json.loads(package.read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError) as error:
        raise ProblemsError([Problem("package.json", 0, "KaTeX is not installed", INSTALL_HINT)]) from error
    sources = SERVER.read_bytes() + Path(mathml.__file__).read_bytes()
    return f"{version}-{hashlib.sha256(sources).hexdigest()[:12]}"


def _plain(match: re.Match[str]) -> str:
    return search_text(match[0])


def _width(known: str) -> float:
    return float(known[: known.index("\n")])


def _element(formula: Formula, known: str) -> str:
    width, _, html = known.partition("\n")
    if not formula.display:
        return f'<span class="arithmatex">{html}</span>'
    # What scrolls must be reachable by keyboard; what never scrolls must not be a stop on the way.
    scrolls = ' tabindex="0" role="group" aria-label="Formula"' if float(width) > PHONE_WIDTH else ""
    return f'<div class="arithmatex"{scrolls}>{html}</div>'


def _rejection(formula: Formula, rejected: Rejected) -> Finding:
    message = rejected.message.rstrip(".").replace(
        "LaTeX-incompatible input and strict mode is set to 'error': ", ""
    )
    if rejected.position is None:
        return Finding(f"KaTeX: {message}", 0, "")
    return Finding(f"KaTeX: {message}, at character {rejected.position + 1}", rejected.position, "")


def _problem(formula: Formula, finding: Finding, path: str, markdown: str) -> Problem:
    shown = " ".join(formula.tex.split())
    if len(shown) > _EXCERPT:
        shown = shown[: _EXCERPT - 1] + "…"
    message = f"{finding.message}, in `{shown}`" if shown else finding.message
    return Problem(path, line_of(formula.tex, markdown, finding.position), message, finding.hint)
