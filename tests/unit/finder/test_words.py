import json
from pathlib import Path

import pytest

from handbook.finder.words import plain_text, words

CASES = json.loads((Path(__file__).parents[2] / "javascript" / "find" / "words.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_words_are_those_that_the_page_cuts(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Say [drift](glossary:drift) or *shift*.", "say drift or shift"),
        ("Before\n\n```python\ncode = 1\n```\n\nafter", "before after"),
        ("Before <!-- number: a#b .2f --> after", "before after"),
        ("A sum\n\n$$\n\\sum_i x_i\n$$\n\nand $\\lambda$", "a sum and lambda"),
        ("$\\frac{a}{\\text{loss}}$", "a loss"),
        ("a < b and c > d", "a b and c d"),
        ('<span class="x">bold</span>', "bold"),
        ("Text\n{ .question__label }", "text"),
        ("![A picture](a.svg)", "a picture"),
    ],
)
def test_plain_text_keeps_what_is_said(markdown: str, expected: str) -> None:
    assert " ".join(words(plain_text(markdown))) == expected
