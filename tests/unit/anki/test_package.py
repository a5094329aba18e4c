import json
import re
import zipfile
from pathlib import Path

import genanki
import pytest

from handbook.anki.export import deck_name
from handbook.anki.notes import NoteTypes, stable_id
from handbook.anki.package import write_package
from handbook.bank import Topic
from handbook.bank.parser import schema

KINDS = schema()["properties"]["kind"]["enum"]


def decks() -> list[genanki.Deck]:
    deck = genanki.Deck(7, "A deck")
    model = NoteTypes(".card {}").of_term()
    deck.add_note(genanki.Note(model, ["x"] * len(model.fields), guid="x"))
    return [deck]


def test_a_package_holds_what_anki_expects(tmp_path: Path) -> None:
    package = tmp_path / "folder" / "a.apkg"
    write_package(decks(), {"b.svg": b"B", "a.svg": b"A"}, 1_800_000_000, package)
    with zipfile.ZipFile(package) as archive:
        assert archive.namelist() == ["collection.anki2", "media", "0", "1"]
        assert json.loads(archive.read("media")) == {"0": "a.svg", "1": "b.svg"}
        assert archive.read("1") == b"B"
    assert [path.name for path in package.parent.iterdir()] == ["a.apkg"]


def test_an_interrupted_export_leaves_the_earlier_package(tmp_path: Path) -> None:
    package = tmp_path / "a.apkg"
    package.write_bytes(b"earlier")
    broken = genanki.Deck("no number", "A deck")
    with pytest.raises(TypeError):
        write_package([broken], {}, 1_800_000_000, package)
    assert package.read_bytes() == b"earlier"
    assert [path.name for path in tmp_path.iterdir()] == ["a.apkg"]


def test_identities_never_change() -> None:
    """A released number here is what Anki knows a reader's cards by."""
    types = NoteTypes("")
    assert types.of_term().model_id == 1359263214
    assert types.of_question("concept").model_id == 1628298682
    assert stable_id("deck:transformers") == 2061463427


@pytest.mark.parametrize("kind", KINDS)
def test_templates_show_every_field_but_the_id(kind: str) -> None:
    model = NoteTypes("").of_question(kind)
    shown = re.findall(r"\{\{([^#/}]+)\}\}", model.templates[0]["qfmt"] + model.templates[0]["afmt"])
    assert set(shown) == {field["name"] for field in model.fields} - {"Id"}


def test_the_answer_of_a_coding_question_stands_open() -> None:
    types = NoteTypes("")
    assert '<details class="part" open>' in types.of_question("coding").templates[0]["afmt"]
    assert '<details class="part">' in types.of_question("math").templates[0]["afmt"]


def test_every_kind_has_its_note_type() -> None:
    types = NoteTypes("")
    models = [types.of_term(), *(types.of_question(kind) for kind in KINDS)]
    assert (
        len({model.model_id for model in models}) == len({model.name for model in models}) == len(KINDS) + 1
    )


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        (Topic("x", "Transformers", "Deep learning"), "Deep learning::Transformers"),
        (Topic("x", "Evaluation", "Evaluation"), "Evaluation"),
        (Topic("x", 'C++ "std::vector"', "Coding"), "Coding::C++ 'std: vector'"),
    ],
)
def test_decks_are_named_by_part_and_topic(topic: Topic, name: str) -> None:
    assert deck_name(topic) == f"Machine Learning Interview Handbook::{name}"
