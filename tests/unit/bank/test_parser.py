import pytest

from handbook.bank.parser import parse_question
from handbook.problems import ProblemsError


def test_a_question_is_read_whole(question_text: str) -> None:
    question = parse_question(question_text, "questions/t/a.md", "t")
    assert question.id == "lasso-zeros"
    assert question.title == "Why does lasso give exact zeros?"
    assert question.rounds == ("screen", "theory")
    assert [section.title for section in question.sections] == ["Full answer"]
    assert "## not a heading" in question.sections[0].text
    assert [(point.required, point.text) for point in question.rubric][1] == (
        True,
        "The threshold is the penalty.",
    )
    assert [item.question for item in question.follow_ups] == ["And ridge?", "And elastic net?"]
    assert question.page == "questions/t.md"
    assert question.anchor == "q-lasso-zeros"
    assert question.lines["Rubric"] == 33


def test_a_behavioral_question_has_a_story_instead_of_a_full_answer(question_text: str) -> None:
    story = (
        "## Example\n\nA story.\n\n## Weak version\n\nWeak.\n\n## Build your own\n\n- A prompt.\n\n## Rubric"
    )
    before, rest = question_text.split("## Full answer")
    text = before.replace("kind: concept", "kind: behavioral") + story + rest.split("## Rubric")[1]
    sections = parse_question(text, "q.md", "t").sections
    assert [section.title for section in sections] == ["Example", "Weak version", "Build your own"]


def test_a_whole_design_is_marked(question_text: str) -> None:
    assert not parse_question(question_text, "q.md", "t").whole
    marked = question_text.replace("kind: concept", "kind: design\nwhole: true")
    assert parse_question(marked, "q.md", "t").whole


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "kind: concept",
            "kind: concept\nwhole: true",
            "q.md:5: `whole` marks a whole design, and this is of another kind (leave it out",
        ),
        ("kind: concept", "kind: design\nwhole: false", "q.md:5: `whole`: True was expected"),
        ("level: intermediate", "level: expert", "q.md:3: `level`: 'expert' is not one of"),
        ("roles: [mle, ds]", "roles: [chef]", "q.md:6: `roles`: 'chef' is not one of"),
        ("frequency: high\n", "", "q.md:1: missing in the front matter: 'frequency'"),
        ("related: []", "relatd: []", "q.md:9: unknown key `relatd`"),
        ("reviewed: 2026-11-20", "reviewed: last week", "q.md:11: `reviewed`: 'last week' is not a 'date'"),
        ("id: lasso-zeros", "id: Lasso Zeros", "q.md:2: `id`: 'Lasso Zeros' does not match"),
        ('## Traps\n\n- **"Corners."** Why they matter is missing.\n', "", "missing section `## Traps`"),
        ("## Traps", "## Pitfalls", "unknown section `Pitfalls`"),
        (
            "It shrinks.\n\n### And elastic net?\n\nIt does both.",
            "",
            "follow-up without an answer: And ridge?",
        ),
        ("- [must] The force is constant.\n", "", "q.md:33: the rubric has 2 points"),
        ("- [must] The", "- [should] The", "q.md:33: rubric item does not begin with"),
        (
            "- [must] The force",
            "- [nice] The force",
            "q.md:33: the rubric has fewer than two `[must]` points",
        ),
        ("It does both.", "", "q.md:40: follow-up without an answer: And elastic net?"),
        ("### And elastic net?\n\nIt does both.\n", "", "q.md:40: 1 follow-ups"),
        ("gradient that is not itself zero at the origin.", "gradient " * 80, "the short answer has"),
        ("# Why does lasso give exact zeros?", "", "no question"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(question_text: str, old: str, new: str, expected: str) -> None:
    assert old in question_text
    with pytest.raises(ProblemsError) as caught:
        parse_question(question_text.replace(old, new, 1), "q.md", "t")
    assert any(expected in str(problem) for problem in caught.value.problems)


def test_all_problems_of_a_file_are_reported_together(question_text: str) -> None:
    text = question_text.replace("level: intermediate", "level: expert").replace("- [nice] Soft", "- Soft")
    with pytest.raises(ProblemsError) as caught:
        parse_question(text, "q.md", "t")
    assert len(caught.value.problems) >= 2
