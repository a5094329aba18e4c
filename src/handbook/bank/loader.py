"""Load the bank from ``questions/``."""

from dataclasses import astuple
from operator import is_
from pathlib import Path

import yaml

from handbook.bank.bank import Bank
from handbook.bank.model import DIMENSIONS, Question, Topic
from handbook.bank.parser import parse_question
from handbook.kept import Kept, digest
from handbook.parsed import ParsedFiles
from handbook.problems import Problem, ProblemsError
from handbook.sources import decode_source, read_source, relative, yaml_loader


class BankLoader:
    """Load the bank again and again, parsing only files that changed since the last time."""

    def __init__(self, root: Path, kept: Kept | None = None) -> None:
        """Load from ``questions/`` under this root; `kept` is where questions outlive the process."""
        self._root = root
        self._files = ParsedFiles(root, self._parse, kept, "questions")
        self._bank = Bank((), ())

    def load(self) -> tuple[Bank, list[Problem]]:
        """Return the bank of all files that parse, and the problems of those that do not.

        The same object is returned as long as no question and no topic has changed.
        """
        topics, problems = load_topics(self._root)
        known = {topic.slug for topic in topics}
        paths = []
        for path in sorted((self._root / "questions").glob("*/*.md")):
            if path.parent.name in known:
                paths.append(path)
                continue
            message = f"unknown topic `{path.parent.name}`"
            hint = "topics are the keys of questions/topics.yml"
            problems.append(Problem(relative(path, self._root), 0, message, hint))
        questions, wrong = self._files.load(paths)
        same = len(questions) == len(self._bank.questions) and all(map(is_, questions, self._bank.questions))
        if not same or tuple(topics) != self._bank.topics:
            self._bank = Bank(tuple(topics), tuple(questions))
        return self._bank, [*problems, *wrong]

    @property
    def content(self) -> str:
        """Return a digest of the topics and files of the last load."""
        topics = (text for topic in self._bank.topics for text in astuple(topic))
        return digest(self._files.content, *topics)

    def _parse(self, path: Path, data: bytes) -> tuple[Question, list[Problem]]:
        name = relative(path, self._root)
        return parse_question(decode_source(data, name), name, path.parent.name), []


def load_topics(root: Path) -> tuple[list[Topic], list[Problem]]:
    """Read the closed list of topics."""
    path = root / "questions" / "topics.yml"
    name = relative(path, root)
    try:
        text = read_source(path, root)
        data = yaml.load(text, Loader=yaml_loader())
        topics = [
            Topic(slug, entry["title"], entry["part"], str(entry.get("dimension", DIMENSIONS[0])))
            for slug, entry in data.items()
        ]
    except FileNotFoundError:
        return [], [Problem(name, 0, "the list of topics is missing")]
    except ProblemsError as error:
        return [], error.problems
    except (yaml.YAMLError, AttributeError, TypeError, KeyError) as error:
        mark = getattr(error, "problem_mark", None)
        hint = "each line is `slug: {title: …, part: …}`"
        return [], [Problem(name, mark.line + 1 if mark else 1, "malformed list of topics", hint)]
    return topics, [
        Problem(
            name,
            _line_of(topic.slug, text),
            f"unknown dimension `{topic.dimension}` of topic `{topic.slug}`",
            f"one of {', '.join(DIMENSIONS)}",
        )
        for topic in topics
        if topic.dimension not in DIMENSIONS
    ]


def _line_of(slug: str, text: str) -> int:
    """Return the line on which a topic stands; 1 where it can't be told."""
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if line.startswith(f"{slug}:")), 1)
