import pytest

from handbook.problems import ProblemsError
from handbook.publication.model import Selection
from handbook.publication.outline import arrange, slugify
from handbook.publication.record import BuildRecord, RecordedPage


def page(uri: str, *sections: str, kind: str = "chapter") -> RecordedPage:
    return RecordedPage(uri, uri.strip("/").title(), f"docs/{uri.strip('/')}.md", kind, sections)


PAGES = (
    page("", kind="page"),
    page("a/", "Handbook", "First part"),
    page("b/", "Handbook", "Second part"),
    page("c/", "Handbook", "First part"),
    page("drills/", "Practice", "Drills", kind="list"),
    page("drills/x/", "Practice", "Drills", kind="drill"),
    page("practice/cards/", "Practice", "Drills", kind="app"),
    page("notebooks/n/", "Notebooks", kind="notebook"),
    page("words/", kind="glossary"),
    page("help/", "Contributing"),
)


def record(*book: str) -> BuildRecord:
    return BuildRecord("T", "D", "", "", "", 0, book, PAGES)


BOOK = record("Handbook", "Practice", "Notebooks", "Words")


def shape(selection: Selection) -> list[tuple[str, list[str]]]:
    return [(part.slug, [each.uri for each in part.pages]) for part in arrange(BOOK, selection)]


def test_sections_become_parts_in_the_order_of_the_configuration() -> None:
    assert shape(Selection()) == [
        ("first-part", ["a/", "c/"]),
        ("second-part", ["b/"]),
        ("drills", ["drills/x/"]),
        ("notebooks", ["notebooks/n/"]),
        ("words", ["words/"]),
    ]


def test_parts_and_chapters_can_be_chosen() -> None:
    assert shape(Selection(parts=("notebooks",), chapters=("c", "/b/"))) == [
        ("first-part", ["c/"]),
        ("second-part", ["b/"]),
        ("notebooks", ["notebooks/n/"]),
    ]


def test_unknown_names_are_all_reported_with_what_there_is() -> None:
    with pytest.raises(ProblemsError) as caught:
        arrange(BOOK, Selection(parts=("llms",), chapters=("nowhere",)))
    assert str(caught.value).splitlines() == [
        "--chapter: there is no chapter 'nowhere' (its address, such as foundations/generalisation)",
        "--part: there is no part 'llms' (one of: drills, first-part, notebooks, second-part, words)",
    ]


def test_a_section_that_the_navigation_lacks_is_reported() -> None:
    with pytest.raises(ProblemsError, match=r"extra\.book names 'Annex', which is no section of nav"):
        arrange(record("Handbook", "Annex"), Selection())


@pytest.mark.parametrize(
    ("title", "slug"), [("A/B tests & more", "a-b-tests-more"), ("Résumé", "resume"), ("LLMs", "llms")]
)
def test_slugs(title: str, slug: str) -> None:
    assert slugify(title) == slug
