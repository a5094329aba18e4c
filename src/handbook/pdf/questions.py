"""Write questions: with their answers, or with a link to them in an appendix."""

from copy import deepcopy

from lxml.html import HtmlElement

from handbook.pdf.layout import Room
from handbook.pdf.markup import label, string
from handbook.pdf.writer import Writer, WrittenQuestion, call
from handbook.publication.html import by_class, has_class

SHORT_INSET = 24.0
RUBRIC_INSET = 24.0
POINT_INSET = 34.0


def write_question(writer: Writer, element: HtmlElement, room: Room) -> str:
    """Write a question of the bank and remember it for the appendices."""
    anchor = writer.anchor(element.get("id"))
    number = f"{writer.number}.{len(writer.questions) + 1}"
    titles = by_class(element, "question-title", "p")
    if not titles or not element.get("id"):
        return writer.fail(element, "a question without title or id")
    writer.linking = False
    title = writer.inlines(titles[0]).strip()
    writer.linking = True
    chips = element.xpath("./p[@class='question-meta']/span")
    answer = "\n\n".join(
        filter(None, (_section(writer, child, room) for child in element if child.tag == "div"))
    )
    question = WrittenQuestion(number, anchor, element.get("data-level") or "", title, answer)
    writer.questions.append(question)
    meta = [f"[{writer.inlines(chip).strip()}]" for chip in chips]
    later = writer.frame.options.answers == "end"
    head = call(
        "q-head",
        f"<{label(anchor)}>",
        string(number),
        f"[{title}]",
        f"({', '.join(meta)},)" if meta else "()",
        f"answer: <{answer_label(question)}>" if later else "",
    )
    return head if later else f"{head}\n\n{answer}"


def answer_label(question: WrittenQuestion) -> str:
    """Return the label of a question's answer in the appendix."""
    return f"answer.{label(question.anchor)}"


def _section(writer: Writer, element: HtmlElement, room: Room) -> str:
    for name, inset in _INSETS.items():
        if has_class(element, f"question__{name}"):
            inner = room.inside(inset) if inset else room
            return call(f"q-{name}", body=_content(writer, element, name, inner))
    return writer.blocks(element, room)


# The weak version is a full answer, too, so that it comes first.
_INSETS = {
    "weak": 16.0,
    "short": SHORT_INSET,
    "full": 0.0,
    "rubric": RUBRIC_INSET + POINT_INSET,
    "followups": 0.0,
    "traps": 15.0,
    "foot": 0.0,
}


def _content(writer: Writer, element: HtmlElement, name: str, room: Room) -> str:
    if name != "rubric":
        return writer.blocks(element, room)
    parts = []
    for child in element:
        if child.tag == "ul":
            parts += [_point(writer, item, room) for item in child]
        else:
            parts.append(writer.block(child, room))
    return "\n\n".join(parts)


def _point(writer: Writer, item: HtmlElement, room: Room) -> str:
    """Write one point of the rubric: a list of one, whose marker says whether the point must be made."""
    marks = by_class(item, "rubric", "span")
    if not marks:
        return call("list", f"[{writer.blocks(item, room)}]")
    required = "true" if has_class(marks[0], "rubric--must") else "false"
    word = " ".join(marks[0].text_content().split())
    # The publication is written into other formats as well: it stays as it is.
    rest = deepcopy(item)
    by_class(rest, "rubric", "span")[0].drop_tree()
    return call("q-point", string(word), required, body=writer.blocks(rest, room))
