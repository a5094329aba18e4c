"""Parse the Markdown of one question."""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from handbook.bank.model import FollowUp, Question, RubricPoint, Section
from handbook.problems import Problem, ProblemsError
from handbook.schemas import check_front_matter, validator
from handbook.sources import Document, split_front_matter

STANDARD_SECTIONS = ("Short answer", "Full answer", "Rubric", "Follow-ups", "Traps")
BEHAVIORAL_SECTIONS = (
    "Short answer",
    "Example",
    "Weak version",
    "Build your own",
    "Rubric",
    "Follow-ups",
    "Traps",
)
_TEXT_KEYS = ("id", "level", "kind", "frequency", "chapter", "reviewed")
_LIST_KEYS = ("rounds", "roles", "related", "tags", "also_asked", "sources")
_RUBRIC_ITEM = re.compile(r"- \[(\w+)\] (.+)", re.DOTALL)


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of a question's front matter."""
    text = files("handbook.bank").joinpath("question.schema.json").read_text("utf-8")
    return dict(json.loads(text))


def parse_question(text: str, path: str, topic: str) -> Question:
    """Parse one file of the bank.

    Args:
        text: The whole file.
        path: Repository path, for messages.
        topic: Slug of the folder in which it stands.

    Raises:
        ProblemsError: Everything that is wrong with the file alone.
    """
    document = split_front_matter(text, path)
    problems = check_front_matter(document, _validator())
    title, parts, lines = _split_sections(document, problems)
    problems += _check_whole(document)
    expected = BEHAVIORAL_SECTIONS if document.data.get("kind") == "behavioral" else STANDARD_SECTIONS
    problems += _check_sections(document, parts, lines, expected)
    rubric = _parse_rubric(document, parts.get("Rubric", ""), lines.get("Rubric", 1), problems)
    follow_ups = _parse_follow_ups(
        document, parts.get("Follow-ups", ""), lines.get("Follow-ups", 1), problems
    )
    if problems:
        raise ProblemsError(problems)
    values: dict[str, Any] = {key: document.data[key] for key in _TEXT_KEYS}
    values |= {key: tuple(document.data.get(key, ())) for key in _LIST_KEYS}
    return Question(
        path=path,
        lines={**document.lines, **lines},
        topic=topic,
        **values,
        title=title,
        short_answer=parts["Short answer"],
        sections=tuple(Section(name, parts[name]) for name in expected[1:-3]),
        rubric=rubric,
        follow_ups=follow_ups,
        traps=parts["Traps"],
        whole=document.data.get("whole", False),
    )


@cache
def _validator() -> Any:
    return validator(schema())


def _check_whole(document: Document) -> list[Problem]:
    if "whole" not in document.data or document.data.get("kind") == "design":
        return []
    message = "`whole` marks a whole design, and this is of another kind"
    return [Problem(document.path, document.lines["whole"], message, "leave it out, or set `kind: design`")]


def _split_sections(
    document: Document, problems: list[Problem]
) -> tuple[str, dict[str, str], dict[str, int]]:
    """Return the title, the text of each ``##`` section, and the line of each."""
    title, name, fence = "", "", ""
    parts: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    for number, row in enumerate(document.body.splitlines(), document.body_line):
        fence = _fence_state(fence, row)
        if not fence and row.startswith("# "):
            if title:
                problems.append(Problem(document.path, number, "a second `#` heading", "one question a file"))
            title = row[2:].strip()
            lines["title"] = number
        elif not fence and row.startswith("## "):
            name = row[3:].strip()
            if name in parts:
                problems.append(Problem(document.path, number, f"section `{name}` stands twice"))
            parts[name] = []
            lines[name] = number
        elif name:
            parts[name].append(row)
        elif row.strip():
            problems.append(
                Problem(document.path, number, "text before the first section", "move it into one")
            )
    if not title:
        problems.append(
            Problem(document.path, document.body_line, "no question", "write `# The question as asked?`")
        )
    return title, {key: "\n".join(rows).strip() for key, rows in parts.items()}, lines


def _fence_state(fence: str, row: str) -> str:
    """Return the open code fence after this row, empty when none is open."""
    found = re.match(r"\s*(`{3,}|~{3,})", row)
    if not found:
        return fence
    if not fence:
        return found[1]
    closes = found[1].startswith(fence) and not row.strip().strip(fence[0])
    return "" if closes else fence


def _check_sections(
    document: Document, parts: dict[str, str], lines: dict[str, int], expected: tuple[str, ...]
) -> list[Problem]:
    problems = []
    order = "sections in order: " + ", ".join(expected)
    for name in expected:
        if name not in parts:
            problems.append(Problem(document.path, document.body_line, f"missing section `## {name}`", order))
        elif not parts[name]:
            problems.append(Problem(document.path, lines[name], f"section `{name}` is empty"))
    problems += [
        Problem(document.path, lines[name], f"unknown section `{name}`", order)
        for name in parts
        if name not in expected
    ]
    if not problems and tuple(parts) != expected:
        wrong = next(name for name, right in zip(parts, expected, strict=True) if name != right)
        problems.append(Problem(document.path, lines[wrong], f"section `{wrong}` is out of order", order))
    words = len(parts.get("Short answer", "").split())
    if words and not 40 <= words <= 100:
        message = f"the short answer has {words} words"
        problems.append(Problem(document.path, lines["Short answer"], message, "say it in 40 to 100"))
    return problems


def _parse_rubric(
    document: Document, text: str, line: int, problems: list[Problem]
) -> tuple[RubricPoint, ...]:
    points = []
    for item in re.split(r"\n(?=- )", text) if text else []:
        found = _RUBRIC_ITEM.fullmatch(item.strip())
        if not found or found[1] not in ("must", "nice"):
            message = f"rubric item does not begin with `- [must]` or `- [nice]`: {item.splitlines()[0][:50]}"
            problems.append(Problem(document.path, line, message))
            continue
        points.append(RubricPoint(found[1] == "must", " ".join(found[2].split())))
    if text and not 3 <= len(points) <= 6:
        problems.append(Problem(document.path, line, f"the rubric has {len(points)} points", "write 3 to 6"))
    elif text and sum(point.required for point in points) < 2:
        problems.append(Problem(document.path, line, "the rubric has fewer than two `[must]` points"))
    return tuple(points)


def _parse_follow_ups(
    document: Document, text: str, line: int, problems: list[Problem]
) -> tuple[FollowUp, ...]:
    follow_ups = []
    before, *blocks = re.split(r"^### ", text, flags=re.MULTILINE)
    if before.strip():
        problems.append(Problem(document.path, line, "text before the first `###` follow-up"))
    for block in blocks:
        question, _, answer = block.partition("\n")
        if not answer.strip():
            problems.append(Problem(document.path, line, f"follow-up without an answer: {question}"))
        follow_ups.append(FollowUp(question.strip(), answer.strip()))
    if text and not 2 <= len(follow_ups) <= 4:
        problems.append(
            Problem(
                document.path, line, f"{len(follow_ups)} follow-ups", "write 2 to 4, each as `### Question?`"
            )
        )
    return tuple(follow_ups)
