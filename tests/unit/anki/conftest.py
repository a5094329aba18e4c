from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.anki.clean import Cleaner
from handbook.anki.converter import make_converter
from handbook.anki.links import Site
from handbook.anki.media import Media
from handbook.anki.render import Renderer
from handbook.bank import Bank, Topic
from handbook.bank.parser import parse_question
from handbook.markdown import Context
from handbook.notebooks.results import Results

ROOT = Path(__file__).parents[3]
PATH = "questions/learning-foundations/lasso-zeros.md"

Render = Callable[..., dict[str, str]]


@pytest.fixture
def question_text() -> str:
    return Path(__file__).with_name("question.md").read_text("utf-8")


@pytest.fixture
def render(tmp_path: Path) -> Render:
    """Return a function that renders the text of a question."""

    def run(text: str, site: str = "", context: Context | None = None) -> dict[str, str]:
        path = tmp_path / PATH
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        question = parse_question(text, PATH, "learning-foundations")
        topic = Topic("learning-foundations", "Learning foundations", "Learning foundations")
        bank = Bank((topic,), (question,))
        media = Media(tmp_path, Results((), lambda name: None))
        known = context or Context(terms={"lasso": "Lasso: L1"}, topics={"lasso-zeros": topic.slug})
        cleaner = Cleaner(media, Site.at(site))
        return Renderer(tmp_path, bank, known, make_converter(ROOT), cleaner).question(question)

    return run
