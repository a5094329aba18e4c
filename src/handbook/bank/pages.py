"""Make the pages of the browsable bank and its machine-readable copy."""

import json
from collections import Counter
from collections.abc import Iterable

from handbook.bank.bank import LEVELS, Bank
from handbook.bank.cards import FREQUENCY_NAMES, LEVEL_NAMES, ROLE_NAMES, ROUND_NAMES, card
from handbook.bank.model import Question, Topic
from handbook.bank.parser import schema
from handbook.generated import GeneratedFile

_KINDS = {
    "concept": "Concept",
    "math": "Mathematics",
    "coding": "Coding",
    "design": "Design",
    "behavioral": "Behavioral",
    "product": "Product",
}
_FILTERS = {
    "level": ("Level", LEVEL_NAMES),
    "frequency": ("How often", FREQUENCY_NAMES),
    "rounds": ("Round", ROUND_NAMES),
    "roles": ("Role", ROLE_NAMES),
    "kind": ("Kind", _KINDS),
}


def bank_files(bank: Bank) -> list[GeneratedFile]:
    """Return the index, one page a topic that has questions, ``questions.json`` and the JSON Schema."""
    topics = [topic for topic in bank.topics if bank.of_topic(topic.slug)]
    return [
        GeneratedFile("questions/index.md", _index(bank, topics), "questions/topics.yml"),
        *(
            GeneratedFile(f"questions/{topic.slug}.md", _topic_page(topic, bank), f"questions/{topic.slug}")
            for topic in topics
        ),
        GeneratedFile("questions/questions.json", questions_json(bank).encode()),
        GeneratedFile("questions/index.json", index_json(bank).encode()),
        GeneratedFile("questions/question.schema.json", json.dumps(schema(), indent=2).encode()),
    ]


def questions_json(bank: Bank) -> str:
    """Return what cards, mock interviews and search need of each question, sorted by id."""
    return _json(bank, [{**_index_record(question), **_answer_record(question)} for question in _by_id(bank)])


def index_json(bank: Bank) -> str:
    """Return the same without the answers, a small part of it: what one chooses questions by."""
    return _json(bank, [_index_record(question) for question in _by_id(bank)])


def _by_id(bank: Bank) -> list[Question]:
    return sorted(bank.questions, key=lambda question: question.id)


def _json(bank: Bank, rows: list[dict[str, object]]) -> str:
    topics = [
        {"slug": topic.slug, "title": topic.title, "part": topic.part}
        for topic in bank.topics
        if bank.of_topic(topic.slug)
    ]
    value = {"version": 1, "topics": topics, "questions": rows}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _index_record(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "title": question.title,
        "also_asked": question.also_asked,
        "topic": question.topic,
        "chapter": question.chapter,
        "level": question.level,
        "kind": question.kind,
        "rounds": question.rounds,
        "roles": question.roles,
        "frequency": question.frequency,
        "tags": question.tags,
        "related": question.related,
        "reviewed": question.reviewed,
        "url": f"questions/{question.topic}/#{question.anchor}",
        # Few have it, and each reader loads the index.
        **({"whole": True} if question.whole else {}),
    }


def _answer_record(question: Question) -> dict[str, object]:
    return {
        "short_answer": question.short_answer,
        "rubric": [{"required": point.required, "text": point.text} for point in question.rubric],
    }


def _index(bank: Bank, topics: Iterable[Topic]) -> str:
    total = len(bank.questions)
    rows = [
        "---",
        "title: Question bank",
        f"description: {total} interview questions with complete answers, rubrics, follow-ups and traps.",
        "kind: list",
        "hide: [toc]",
        "---",
        "",
        "# Question bank",
        "",
        f"{total} questions, each with the thirty-second answer, the full answer, what the interviewer "
        "listens for, the next questions with answers, and the answers that sound right and are wrong.",
        "",
    ]
    rows += ["| topic | questions | of them |", "| --- | ---: | --- |"]
    for topic in topics:
        questions = bank.of_topic(topic.slug)
        levels = Counter(question.level for question in questions)
        counts = ", ".join(f"{levels[level]} {level}" for level in LEVELS if levels[level])
        part = f' <span class="topic-part">{topic.part}</span>' if topic.part != topic.title else ""
        rows.append(f"| [{topic.title}]({topic.slug}.md){part} | {len(questions)} | {counts} |")
    rows.append("")
    return "\n".join(rows)


def _topic_page(topic: Topic, bank: Bank) -> str:
    questions = bank.of_topic(topic.slug)
    title = f"{topic.title} questions"
    description = (
        f"{len(questions)} interview questions on {topic.title.lower()} with complete answers, "
        "rubrics, follow-ups and traps."
    )
    head = [
        "---",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        f"description: {json.dumps(description, ensure_ascii=False)}",
        "kind: bank",
        "---",
        "",
        f"# {topic.title}: questions",
        "",
        _filter_form(questions),
        "",
    ]
    return "\n".join(head) + "\n\n".join(card(question, bank, in_bank=True) for question in questions) + "\n"


def _filter_form(questions: list[Question]) -> str:
    """Return the filter as plain HTML, hidden until its script has made it work."""
    selects = []
    for key, (label, names) in _FILTERS.items():
        used = _used_values(questions, key)
        if len(used) < 2:
            continue
        options = "".join(
            f'<option value="{value}">{names[value]}</option>' for value in names if value in used
        )
        selects.append(
            f'<label>{label}<select name="{key}"><option value="">Any</option>{options}</select></label>'
        )
    return (
        '<form class="question-filter" hidden aria-label="Filter the questions">'
        + "".join(selects)
        + '<div class="question-filter__row">'
        + f'<output aria-live="polite">{len(questions)} questions</output>'
        + '<button type="reset" hidden>Clear the filter</button>'
        + '<button type="button" data-open="true">Open all</button>'
        + '<button type="button" data-open="false">Close all</button></div></form>'
        + '<p class="question-filter__none" hidden>No question fits. Choose “Any” in one of the lists.</p>'
    )


def _used_values(questions: Iterable[Question], key: str) -> set[str]:
    used: set[str] = set()
    for question in questions:
        value = getattr(question, key)
        used |= {value} if isinstance(value, str) else set(value)
    return used
