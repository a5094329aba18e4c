"""The package in real Anki: what arrives, what a later package changes, and that it is the same twice."""

import html
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import (
    Card,
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportLogWithChanges,
)
from anki.scheduler.v3 import CardAnswer

from handbook.anki import export_anki
from handbook.anki.export import deck_name, question_tags
from handbook.content import Content, ContentLoader
from handbook.notebooks.update import update
from tests.build.repository import Repository, make_repository

ROOT = Path(__file__).parents[2]
TIME = 1_800_000_000
DAY = 86_400
SHORT = "The mean minimises the sum of squared distances"
QUESTION = "questions/learning-foundations/mean-definition.md"


class Reader:
    """Somebody with Anki, who imports packages as its dialogue does by default."""

    def __init__(self, folder: Path) -> None:
        self.collection = Collection(str(folder / "collection.anki2"))
        self.media = folder / "collection.media"

    def take(self, package: Path, *, merge: bool = False) -> ImportLogWithChanges.Log:
        options = ImportAnkiPackageOptions(merge_notetypes=merge)
        request = ImportAnkiPackageRequest(package_path=str(package), options=options)
        return self.collection.import_anki_package(request).log

    def card(self, name: str, front: str = "Question") -> Card:
        [number] = self.collection.find_cards(f"Id:{name} {front}:_*")
        return self.collection.get_card(number)

    def review(self, card: Card) -> None:
        card.start_timer()
        states = self.collection._backend.get_scheduling_states(card.id)
        answer = self.collection.sched.build_answer(card=card, states=states, rating=CardAnswer.EASY)
        self.collection.sched.answer_card(answer)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    folder = tmp_path / "reader"
    folder.mkdir()
    someone = Reader(folder)
    yield someone
    someone.collection.close()


@pytest.fixture(scope="module")
def content() -> Content:
    assert update(ROOT).problems == ()
    content, problems = ContentLoader(ROOT).load()
    assert problems == []
    return content


@pytest.fixture(scope="module")
def package(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dist") / "handbook.apkg"
    export_anki(ROOT, path, TIME, lambda line: None)
    return path


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_repository(tmp_path_factory.mktemp("sample") / "handbook").root
    assert update(root).problems == ()
    return root


@pytest.fixture
def sample(executed: Path, tmp_path: Path) -> Repository:
    """The sample handbook with the results of its notebook, for one test to change."""
    return Repository(shutil.copytree(executed, tmp_path / "handbook", symlinks=True))


def export(repository: Repository, time: int = TIME) -> Path:
    path = repository.root / "dist" / f"{time}.apkg"
    export_anki(repository.root, path, time, lambda line: None)
    return path


def test_the_whole_bank_arrives(content: Content, package: Path, reader: Reader) -> None:
    bank, terms = content.shared.bank, content.shared.glossary.terms
    log = reader.take(package)
    notes = len(bank.questions) + len(terms)
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (notes, 0, 0)
    collection = reader.collection
    assert collection.note_count() == collection.card_count() == notes
    topics = {topic.slug: topic for topic in bank.topics}
    expected = Counter(deck_name(topics[question.topic]) for question in bank.questions)
    root = next(iter(expected)).split("::")[0]
    expected[f"{root}::Glossary"] = len(terms)
    found = Counter(
        collection.decks.name(card.did) for card in map(collection.get_card, collection.find_cards(""))
    )
    assert found == expected
    tags = {tag for question in bank.questions for tag in question_tags(question)} | {"glossary"}
    assert set(collection.tags.all()) == tags
    kinds = Counter(question.kind for question in bank.questions)
    used = {
        row.name.rpartition(": ")[2]: row.use_count
        for row in collection.models.all_use_counts()
        if row.use_count
    }
    assert used == {**kinds, "term": len(terms)}


def _typed(side: str) -> str:
    """Return the text of a side with quotation marks as they are typed."""
    text = html.unescape(re.sub(r"<[^>]+>", "", side))
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def test_every_card_shows_what_it_should(content: Content, package: Path, reader: Reader) -> None:
    reader.take(package)
    collection = reader.collection
    for question in content.shared.bank.questions:
        shown = reader.card(question.id).render_output()
        for side in (shown.question_text, shown.answer_text):
            assert "unknown field" not in side and "has a problem" not in side, question.id
        front, back = map(_typed, (shown.question_text, shown.answer_text))
        opening = re.split(r"[$`*_\[]", question.title)[0].strip()
        assert opening in front, question.id
        assert question.rubric[0].text.split("$")[0][:15] in back, question.id
        assert "<!--" not in shown.answer_text and "$$" not in back, question.id
    for term in content.shared.glossary.terms:
        shown = reader.card(term.key, "Term").render_output()
        assert html.escape(term.definition, quote=False) in shown.answer_text
        assert term.definition not in shown.question_text
    assert collection.fix_integrity()[1]


def test_new_cards_come_in_the_order_of_the_bank(content: Content, package: Path, reader: Reader) -> None:
    reader.take(package)
    due = {question.id: reader.card(question.id).due for question in content.shared.bank.questions}
    topics = [topic.slug for topic in content.shared.bank.topics]
    expected = [question.id for slug in topics for question in content.shared.bank.of_topic(slug)]
    assert sorted(due, key=lambda name: due[name]) == expected


def test_every_picture_is_there_and_used(package: Path, reader: Reader) -> None:
    reader.take(package)
    check = reader.collection.media.check()
    assert (list(check.missing), list(check.unused)) == ([], [])
    with zipfile.ZipFile(package) as archive:
        assert len(list(reader.media.iterdir())) == len(archive.namelist()) - 2 > 0


def test_nothing_is_asked_for_from_elsewhere(package: Path, reader: Reader) -> None:
    reader.take(package)
    collection = reader.collection
    for note in map(collection.get_note, collection.find_notes("")):
        text = " ".join(note.fields)
        assert not re.search(r'src="(?!handbook-)', text), note.fields[0]
        assert "example.org" not in text and note["Link"] == "", note.fields[0]


@pytest.mark.parametrize("kind", ["concept", "coding"])
def test_a_later_package_changes_the_text_and_keeps_the_schedule(
    sample: Repository, reader: Reader, kind: str
) -> None:
    sample.edit(QUESTION, "kind: concept", f"kind: {kind}")
    reader.take(export(sample))
    reader.review(reader.card("mean-definition"))
    before = reader.card("mean-definition")
    assert before.ivl > 0
    sample.edit(QUESTION, SHORT, "It minimises the sum of squared distances")
    sample.edit("docs/assets/stylesheets/tokens.css", "--hb-paper: #fefefe", "--hb-paper: #fdfdfd")
    log = reader.take(export(sample, TIME + DAY))
    after = reader.card("mean-definition")
    assert "--hb-paper: #fdfdfd" in after.note_type()["css"]
    assert (len(log.new), len(log.updated)) == (0, 2)
    assert reader.collection.card_count() == 2
    assert after.note()["Short answer"].startswith("<p>It minimises the sum")
    assert (after.id, after.ivl, after.due, after.reps, after.queue) == (
        *(before.id, before.ivl, before.due),
        *(before.reps, before.queue),
    )


def test_the_same_package_changes_nothing(sample: Repository, reader: Reader) -> None:
    reader.take(export(sample))
    log = reader.take(export(sample))
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (0, 0, 2)


def test_a_withdrawn_question_stays_with_those_who_learn_it(sample: Repository, reader: Reader) -> None:
    sample.write(
        "questions/learning-foundations/mean-again.md",
        (sample.root / QUESTION).read_text("utf-8").replace("mean-definition", "mean-again"),
    )
    ledger = (sample.root / "questions" / "ids.txt").read_text("utf-8")
    sample.write("questions/ids.txt", f"{ledger}mean-again\n")
    reader.take(export(sample))
    reader.review(reader.card("mean-again"))
    (sample.root / "questions" / "learning-foundations" / "mean-again.md").unlink()
    sample.write("questions/ids.txt", f"{ledger}mean-again retired\n")
    log = reader.take(export(sample, TIME + DAY))
    assert (len(log.new), len(log.updated)) == (0, 2)
    assert reader.card("mean-again").reps == 1


@pytest.mark.parametrize(("merge", "kind"), [(True, "math"), (False, "concept")])
def test_a_question_of_another_kind_moves_only_when_note_types_are_merged(
    sample: Repository, reader: Reader, merge: bool, kind: str
) -> None:
    reader.take(export(sample))
    reader.review(reader.card("mean-definition"))
    sample.edit(QUESTION, "kind: concept", "kind: math")
    log = reader.take(export(sample, TIME + DAY), merge=merge)
    assert (len(log.new), len(log.conflicting)) == (0, 0 if merge else 1)
    card = reader.card("mean-definition")
    assert card.note_type()["name"] == f"ML Interview Handbook: {kind}"
    assert (card.reps, reader.collection.card_count()) == (1, 2)


def test_two_processes_write_the_same_bytes(sample: Repository) -> None:
    code = "\n".join(
        [
            "import sys, pathlib; from handbook.anki import export_anki",
            f"export_anki(pathlib.Path.cwd(), pathlib.Path(sys.argv[1]), {TIME}, print, 'https://handbook.dev/')",
        ]
    )
    packages = []
    for seed in ("1", "2"):
        path = sample.root / f"{seed}.apkg"
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code, str(path)]
        done = subprocess.run(
            command, cwd=sample.root, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        packages.append(path.read_bytes())
    assert packages[0] == packages[1]
    assert "writing the cards" in done.stdout


def test_a_broken_question_is_named_and_the_earlier_package_stays(sample: Repository) -> None:
    from handbook.problems import ProblemsError

    package = export(sample)
    earlier = package.read_bytes()
    sample.edit(QUESTION, "With $f(m)", "<canvas></canvas> With $f(m)")
    with pytest.raises(ProblemsError, match=rf"{QUESTION}:\d+: a card cannot show <canvas>"):
        export(sample)
    assert package.read_bytes() == earlier
