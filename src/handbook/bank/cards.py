"""Write questions as Markdown for pages: the same card in chapters and in the bank."""

import re
from collections.abc import Iterable

from handbook.bank.bank import Bank
from handbook.bank.model import FollowUp, Question, RubricPoint

ROUND_NAMES = {
    "screen": "Screen",
    "theory": "Theory",
    "coding": "Coding",
    "ml-coding": "ML coding",
    "design": "Design",
    "behavioral": "Behavioral",
    "take-home": "Take-home",
    "research": "Research",
}
ROLE_NAMES = {
    "mle": "ML engineer",
    "ds": "Data scientist",
    "as": "Applied scientist",
    "rs": "Research scientist",
    "mlops": "MLOps engineer",
    "ai-engineer": "AI engineer",
    "data-engineer": "Data engineer",
}
LEVEL_NAMES = {"beginner": "Beginner", "intermediate": "Intermediate", "advanced": "Advanced"}
FREQUENCY_NAMES = {"high": "Asked often", "med": "Asked sometimes", "low": "Asked rarely"}


def cards(questions: Iterable[Question], bank: Bank) -> str:
    """Return the questions as collapsed cards with everything, for a page outside of the bank."""
    return "\n\n".join(card(question, bank, in_bank=False) for question in questions)


def short_cards(questions: Iterable[Question], bank: Bank) -> str:
    """Return the questions as collapsed cards with the short answer and a link to the rest in the bank.

    A chapter with twenty whole answers would weigh three times as much and say everything twice.
    """
    return "\n\n".join(_card(question, [_short(question), _rest(question)]) for question in questions)


def card(question: Question, bank: Bank, *, in_bank: bool) -> str:
    """Return one question as a collapsible card with everything that belongs to it.

    Args:
        question: The question.
        bank: The bank, for the titles of related questions.
        in_bank: True on the topic's page, where the title is a heading with the permanent anchor;
            elsewhere the card links there.
    """
    return _card(question, _body(question, bank, in_bank=in_bank), in_bank=in_bank)


def _card(question: Question, body: Iterable[str], *, in_bank: bool = False) -> str:
    title = f"## {question.title} {{ #{question.anchor} }}" if in_bank else question.title
    exclude = "" if in_bank else ", data-search-exclude: ''"
    values = {
        "level": question.level,
        "kind": question.kind,
        "rounds": " ".join(question.rounds),
        "roles": " ".join(question.roles),
        "frequency": question.frequency,
        "question": question.id,
    }
    data = ", ".join(f"data-{key}: '{value}'" for key, value in values.items())
    content = "\n\n".join(body)
    return (
        f"///// html | details.question\n    attrs: {{{data}{exclude}}}\n\n"
        f"//// html | summary\n    markdown: block\n\n{title}\n\n{_chips(question)}\n\n////\n\n"
        f"{content}\n\n/////"
    )


def _chips(question: Question) -> str:
    frequency = f"frequency frequency--{question.frequency}"
    chips = [
        ("level", LEVEL_NAMES[question.level]),
        (frequency, FREQUENCY_NAMES[question.frequency]),
        *(("round", ROUND_NAMES[name]) for name in question.rounds),
    ]
    html = " ".join(f'<span class="chip {css}">{name}</span>' for css, name in chips)
    # Blocks nest by their number of slashes, and this one stands inside the summary.
    return f"/// html | div.question__meta\n    markdown: inline\n\n{html}\n\n///"


def _body(question: Question, bank: Bank, *, in_bank: bool) -> Iterable[str]:
    yield _short(question)
    for section in question.sections:
        css = "question__full" if section.title != "Weak version" else "question__full question__weak"
        yield _block("div", css, _label(section.title) + _demote(section.text))
    yield _block(
        "div", "question__rubric", _label("What the interviewer listens for") + _rubric(question.rubric)
    )
    yield _block("div", "question__followups", _label("Follow-ups") + _follow_ups(question.follow_ups))
    yield _block("div", "question__traps", _label("Sounds right, is wrong") + question.traps)
    yield _block("div", "question__foot", _foot(question, bank, in_bank=in_bank))


def _short(question: Question) -> str:
    return _block("div", "question__short", _label("Say this in thirty seconds") + question.short_answer)


def _rest(question: Question) -> str:
    parts = ["Full answer"] if len(question.sections) == 1 else ["Example", "weak version"]
    parts += ["rubric", "follow-ups", "traps"]
    link = f"[{', '.join(parts[:-1])} and {parts[-1]}](/{question.page}#{question.anchor})"
    return _block("div", "question__foot", link)


def _block(tag: str, css: str, content: str) -> str:
    selector = ".".join([tag, *css.split()])
    return f"//// html | {selector}\n    markdown: block\n\n{content}\n\n////"


def _label(text: str) -> str:
    return f"{text}\n{{ .question__label }}\n\n"


def _demote(text: str) -> str:
    """Turn the headings inside an answer into labels, so that a page's outline stays its own."""
    return re.sub(r"^#{3,6} (.+)$", r"\1\n{ .question__sublabel }", text, flags=re.MULTILINE)


def _rubric(points: Iterable[RubricPoint]) -> str:
    rows = []
    for point in points:
        mark, css = ("must", "must") if point.required else ("nice", "nice")
        rows.append(f'- <span class="rubric rubric--{css}">{mark}</span> {point.text}')
    return "\n".join(rows)


def _follow_ups(follow_ups: Iterable[FollowUp]) -> str:
    return "\n\n".join(f"{item.question}\n{{ .question__next }}\n\n{item.answer}" for item in follow_ups)


def _foot(question: Question, bank: Bank, *, in_bank: bool) -> str:
    page = "" if in_bank else f"/{question.page}"
    links = [f"[Link to this question]({page}#{question.anchor})"]
    if in_bank:
        links.append(f"Taught in [its chapter](/{question.chapter}.md)")
    related = [bank.by_id[name] for name in question.related if name in bank.by_id]
    if related:
        titles = ", ".join(f"[{item.title}](/{item.page}#{item.anchor})" for item in related)
        links.append(f"Related: {titles}")
    if question.sources:
        links.append("Sources: " + "; ".join(source.rstrip(".") for source in question.sources))
    links.append(f"Reviewed {question.reviewed}")
    return "\n".join(f"- {link}" for link in links)
