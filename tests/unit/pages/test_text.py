from handbook.pages.text import check_text


def found(text: str) -> list[str]:
    return [str(problem) for problem in check_text(text, "a.md", 10)]


def test_an_image_without_text_is_named_with_its_line() -> None:
    hint = "(say in the brackets what it shows)"
    assert found("one\n\n![](a.png)\n") == [f"a.md:13: an image without alternative text {hint}"]
    assert len(found('<img src="a.png">')) == 1


def test_images_with_text_and_images_in_code_are_fine() -> None:
    text = '![A curve](a.png) <img src="a.png" alt="A curve"> `![](a.png)`\n\n```markdown\n![](a.png)\n```\n'
    assert found(text) == []


def test_a_formula_that_touches_a_paragraph_is_named() -> None:
    text = "So\n$$\nx\n$$\n\nand\n\n$$\ny\n$$\nthen `$$`.\n\n$$\nz\n$$\n"
    assert [problem.line for problem in check_text(text, "a.md", 10)] == [12, 20]


def test_a_repeated_anchor_is_named_with_both_lines() -> None:
    (problem,) = found("## One { #same }\n\n## Two { #same }\n")
    assert problem.startswith("a.md:13: the heading anchor of `Two` repeats line 11")
    assert len(found("## Traps\n\n## Traps\n")) == 1


def test_headings_in_code_and_different_headings_are_fine() -> None:
    assert found("## One\n\n```markdown\n## One\n```\n\n### Two\n") == []
