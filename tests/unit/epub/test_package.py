from handbook.epub.package import identifier
from handbook.publication.model import Selection


def test_each_selection_is_a_book_of_its_own() -> None:
    selections = (Selection(), Selection(parts=("a",)), Selection(parts=("b",)), Selection(chapters=("a/b",)))
    found = [identifier(selection) for selection in selections]
    assert len(set(found)) == len(found)
    assert found == [identifier(selection) for selection in selections]
