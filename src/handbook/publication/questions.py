"""Put each question where the book first needs it, with everything that the bank says about it.

Chapters of the site show a question with its short answer only and link to the bank. A book has it once, in
full; wherever else it is shown, there is a link.
"""

from collections.abc import Mapping
from copy import deepcopy

from lxml.html import HtmlElement

from handbook.publication.html import by_class, make, move_content, replace

_DATA = ("question", "level", "kind", "rounds", "roles", "frequency")


def bank_questions(article: HtmlElement) -> dict[str, HtmlElement]:
    """Return the questions of a topic's page by their ids."""
    return {card.get("data-question") or "": card for card in _cards(article)}


def _cards(body: HtmlElement) -> list[HtmlElement]:
    """Return the questions of the bank, not the quick ones that a chapter asks in passing."""
    return [card for card in by_class(body, "question", "details") if card.get("data-question")]


def place_questions(
    body: HtmlElement, uri: str, bank: Mapping[str, HtmlElement], placed: dict[str, str]
) -> None:
    """Replace the cards of a page by whole questions, or by links to where they stand already.

    Args:
        body: Article of the page.
        uri: Its address.
        bank: All questions as the bank shows them.
        placed: Address of the chapter in which a question stands, by its id; added to.
    """
    for card in _cards(body):
        name = card.get("data-question") or ""
        whole = bank.get(name, card)
        if name in placed:
            link = make("a", {"href": f"book:{placed[name]}#q-{name}"}, _title_text(whole))
            replace(card, [make("p", {"class": "question-reference"}, link)])
        else:
            placed[name] = uri
            replace(card, [_section(deepcopy(whole), name)])


def _title(card: HtmlElement) -> HtmlElement:
    """Return the element in the summary that holds the question as asked."""
    found: HtmlElement = card.xpath("./summary/*[not(contains(@class, 'question__meta'))]")[0]
    return found


def _title_text(card: HtmlElement) -> str:
    return " ".join(_title(card).text_content().split())


def _section(card: HtmlElement, name: str) -> HtmlElement:
    data = {f"data-{key}": card.get(f"data-{key}") or "" for key in _DATA}
    data["data-title"] = _title_text(card)
    section = make("section", {"class": "question", "id": f"q-{name}", **data})
    section.append(move_content(_title(card), make("p", {"class": "question-title"})))
    for chips in by_class(card, "question__meta", "div"):
        section.append(move_content(chips, make("p", {"class": "question-meta"})))
    for child in card:
        if child.tag != "summary":
            child.tail = None
            section.append(child)
    for item in section.xpath("./div[contains(@class, 'question__foot')]/ul/li"):
        if item.text_content().startswith(("Link to this question", "Taught in")):
            item.drop_tree()
    return section
