"""Load the bank from ``questions/``."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from handbook.bank.bank import Bank
from handbook.bank.model import Question, Topic
from handbook.bank.parser import parse_question
from handbook.problems import Problem, ProblemsError
from handbook.sources import read_source, relative

Signature = tuple[int, int]


@dataclass
class BankLoader:
    """Load the bank again and again, parsing only files that changed since the last time."""

    root: Path
    _parsed: dict[Path, tuple[Signature, Question | None, list[Problem]]] = field(default_factory=dict)

    def load(self) -> tuple[Bank, list[Problem]]:
        """Return the bank of all files that parse, and the problems of those that do not."""
        topics, problems = load_topics(self.root)
        known = {topic.slug for topic in topics}
        questions = []
        paths = sorted((self.root / "questions").glob("*/*.md"))
        for path in paths:
            question, wrong = self._load_one(path, known)
            problems += wrong
            if question:
                questions.append(question)
        for gone in self._parsed.keys() - set(paths):
            del self._parsed[gone]
        return Bank(tuple(topics), tuple(questions)), problems

    def _load_one(self, path: Path, known: set[str]) -> tuple[Question | None, list[Problem]]:
        topic = path.parent.name
        if topic not in known:
            hint = "topics are the keys of questions/topics.yml"
            return None, [Problem(relative(path, self.root), 0, f"unknown topic `{topic}`", hint)]
        status = path.stat()
        signature = (status.st_mtime_ns, status.st_size)
        entry = self._parsed.get(path)
        if entry is None or entry[0] != signature:
            try:
                text = read_source(path, self.root)
                entry = (signature, parse_question(text, relative(path, self.root), topic), [])
            except ProblemsError as error:
                entry = (signature, None, error.problems)
            self._parsed[path] = entry
        return entry[1], entry[2]


def load_topics(root: Path) -> tuple[list[Topic], list[Problem]]:
    """Read the closed list of topics."""
    path = root / "questions" / "topics.yml"
    name = relative(path, root)
    try:
        data = yaml.safe_load(read_source(path, root))
        return [Topic(slug, entry["title"], entry["part"]) for slug, entry in data.items()], []
    except FileNotFoundError:
        return [], [Problem(name, 0, "the list of topics is missing")]
    except ProblemsError as error:
        return [], error.problems
    except (yaml.YAMLError, AttributeError, TypeError, KeyError) as error:
        mark = getattr(error, "problem_mark", None)
        hint = "each line is `slug: {title: …, part: …}`"
        return [], [Problem(name, mark.line + 1 if mark else 1, "malformed list of topics", hint)]
