"""How well the finder answers the committed natural questions."""

import json
import subprocess
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import yaml

from handbook.browser_parts import node_command
from handbook.finder.finder import index_of
from handbook.problems import Problem, ProblemsError
from handbook.sources import read_source

QUERIES = "tests/content/finder/queries.yml"
HALVES = ("development", "held-out")

_RANKER = Path(__file__).with_name("rank.mjs")


@dataclass(frozen=True)
class Query:
    """What somebody might type, and the questions that answer it.

    Attributes:
        half: One of HALVES.
    """

    text: str
    answers: tuple[str, ...]
    half: str


@dataclass(frozen=True)
class Quality:
    """Mean reciprocal rank, and the share of queries with an answer among the first three."""

    mrr: float
    top3: float


@dataclass(frozen=True)
class Rankings:
    """What the finder found.

    Attributes:
        found: Ids of questions for each query, best first.
        milliseconds: Of the processor, for each query.
        ready: Milliseconds of the processor until the first query could be answered.
    """

    found: list[list[str]]
    milliseconds: list[float]
    ready: float


def load_queries(root: Path, ids: Collection[str]) -> list[Query]:
    """Return the committed queries.

    Args:
        root: Repository root.
        ids: All questions of the bank.

    Raises:
        ProblemsError: A query repeats another one, has no half or is answered by nothing in the bank.
    """
    rows: list[dict[str, Any]] = yaml.safe_load(read_source(root / QUERIES, root))
    queries = [Query(str(row["query"]), tuple(row["answers"]), row["half"]) for row in rows]
    seen: set[str] = set()
    problems = []
    for query in queries:
        unknown = [name for name in query.answers if name not in ids]
        if unknown or not query.answers:
            message = f"`{query.text}` is answered by {', '.join(unknown) or 'nothing'}"
            problems.append(Problem(QUERIES, 0, message, "name ids of the bank"))
        if query.half not in HALVES or query.text in seen:
            problems.append(Problem(QUERIES, 0, f"`{query.text}` is there twice or has no half"))
        seen.add(query.text)
    if problems:
        raise ProblemsError(problems)
    return queries


def rank(
    root: Path, module: bytes, queries: Iterable[str], settings: Mapping[str, Any] | None = None
) -> Rankings:
    """Let the page's own code rank the questions, in node.

    Args:
        root: Repository root.
        module: The index as the site holds it.
        queries: What is typed.
        settings: Changes to SETTINGS of rank.js; ``stems: false`` compares words as they are.

    Raises:
        subprocess.CalledProcessError: The code failed.
    """
    request = {
        "root": str(root),
        "index": index_of(module),
        "queries": list(queries),
        "settings": settings or {},
    }
    done = subprocess.run(
        [*node_command(), "--no-warnings", str(_RANKER)],
        input=json.dumps(request),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return Rankings(**json.loads(done.stdout))


def quality(queries: Sequence[Query], found: Sequence[Sequence[str]]) -> Quality:
    """Return how well these ids, best first for each query, answer the queries."""
    places = [_place(query, ids) for query, ids in zip(queries, found, strict=True)]
    return Quality(
        mrr=fmean(1 / place if place else 0.0 for place in places),
        top3=fmean(float(0 < place <= 3) for place in places),
    )


def _place(query: Query, ids: Sequence[str]) -> int:
    """Return the place of the first answer, counted from 1; 0 when there is none."""
    return next((place for place, name in enumerate(ids, 1) if name in query.answers), 0)
