"""Write the header of a page from its front matter: what it is, for whom, how long, how often asked."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_WORDS_PER_MINUTE = 210
_SECONDS_PER_FORMULA = 10
_SECONDS_PER_FIGURE = 20
_FENCES = re.compile(r"^ *(`{3,}).*?^ *\1", re.MULTILINE | re.DOTALL)
_DISPLAY = re.compile(r"^ *\$\$.*?\$\$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_FREQUENCIES = {"high": "asked often", "med": "asked sometimes", "low": "asked rarely"}
_KINDS = {"case-study": "Case study", "drill": "Drill", "plan": "Study plan", "notebook": "Notebook"}


@dataclass(frozen=True)
class Facts:
    """What the header needs of other sources.

    Attributes:
        questions: Number of questions that belong to the page.
        notebooks: Title of each notebook by ``<topic>/<slug>``.
        drills: Title of each drill by ``<topic>/<slug>``.
    """

    questions: int
    notebooks: Mapping[str, str]
    drills: Mapping[str, str]


def reading_minutes(text: str) -> int:
    """Return how long a page takes to read, in minutes; code is skimmed, its sources are not counted."""
    text = text.partition("\n## Sources\n")[0]
    figures = sum(found.strip().startswith("figure:") for found in _COMMENT.findall(text))
    prose = _COMMENT.sub(" ", text)
    code_words = sum(len(found[0].split()) for found in _FENCES.finditer(prose))
    prose = _FENCES.sub(" ", prose)
    formulas = len(_DISPLAY.findall(prose))
    words = len(_DISPLAY.sub(" ", prose).split()) + code_words / 2
    seconds = words / _WORDS_PER_MINUTE * 60 + formulas * _SECONDS_PER_FORMULA + figures * _SECONDS_PER_FIGURE
    return max(1, math.ceil(float(seconds) / 60))


def with_header(text: str, meta: Mapping[str, Any], facts: Facts, written: str = "") -> str:
    """Insert the header below the first heading; a page without level and frequency stays as it is.

    Args:
        text: Markdown of the page.
        meta: Its front matter.
        facts: What its questions, notebooks and drills are called.
        written: The page before questions were placed in it, which is what takes the time to read.
    """
    if "levels" not in meta or "frequency" not in meta:
        return text
    heading = re.search(r"^# .+$", text, re.MULTILINE)
    if not heading:
        return text
    header = "\n".join(_header_rows(text, meta, facts, reading_minutes(written or text)))
    return f"{text[: heading.end()]}\n\n{header}\n{text[heading.end() :]}"


def _header_rows(text: str, meta: Mapping[str, Any], facts: Facts, reading: int) -> list[str]:
    kind = meta.get("kind", "chapter")
    items = [f"{_KINDS[kind]}\n    {{ .page-header__kind }}"] if kind in _KINDS else []
    items.append(", ".join(meta["levels"]))
    frequency = meta["frequency"]
    items.append(f"{_FREQUENCIES[frequency]}\n    {{ .frequency .frequency--{frequency} }}")
    minutes = meta.get("minutes")
    items.append(f"{minutes} min to solve" if minutes else f"{reading} min read")
    if facts.questions:
        items.append(_questions_link(text, facts.questions))
    if meta.get("reviewed"):
        items.append(f"reviewed {meta['reviewed']}")
    return [
        '<div class="page-header" markdown="block" data-search-exclude>',
        "",
        *(f"- {item}" for item in items),
        *_link_rows("Notebooks", meta.get("notebooks", ()), facts.notebooks, "/notebooks"),
        *_link_rows("Drills", meta.get("drills", ()), facts.drills, "/practice/drills"),
        "",
        "</div>",
    ]


def _questions_link(text: str, count: int) -> str:
    has_anchor = "{ #questions }" in text or re.search(r"^## Questions\s*$", text, re.MULTILINE)
    return f"[{count} questions](#questions)" if has_anchor else f"{count} questions"


def _link_rows(label: str, names: Iterable[str], titles: Mapping[str, str], folder: str) -> list[str]:
    """Return a labelled list of links, nothing without names."""
    links = [f"- [{titles.get(name, name)}]({folder}/{name}.md)" for name in names]
    if not links:
        return []
    return ["", '<div class="page-header__links" markdown="block">', "", label, "", *links, "", "</div>"]
