"""Text is never taken for syntax: Typst itself is asked what it reads."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
import typst

from handbook.pdf.markup import breakable, escape, label, string

NASTY = [
    "# heading", "#let x = 1", "$x$", "*strong*", "_em_", "`raw`", "```\nraw\n```", "// comment",
    "/* comment */", "@reference", "<label>", "~", "--", "---", "...", "-?", "[content]", "]",
    "= heading", "== heading", "- list", "+ list", "1. list", "12) list", "/ term: x",
    "https://example.org/a", "\\", "\\ ", "\\u{41}", "a\\b", "-3", "a-3", "(-3)", "x/y", "{code}", "#",
    "#;", "a#b;", "\u00a0x", "a  b\n c", "&amp;", "%", "^", "a_b_c", "f(x).y", ".", "..", "a..b", "5'",
    '"', "'", "x = [1, 2]", "[^1]", "naïve", "\u200b", "\x07bell",
]  # fmt: skip
ALPHABET = "ab1 .-+=/\\#$*_`<>@~[](){}\"':;,!?&%^|\u00e9\u03bb"


def read(markups: list[str]) -> list[str]:
    """Return what Typst reads in each piece of markup; anything but text is shown by its name."""
    document = "".join(f"#metadata([{markup}]) <it>\n" for markup in markups)
    found = json.loads(typst.query(document.encode(), "<it>", field="value"))
    return ["".join(texts(content)) for content in found]


def texts(content: dict[str, Any]) -> Iterator[str]:
    kind = content["func"]
    if kind == "sequence":
        for child in content["children"]:
            yield from texts(child)
    elif kind in ("text", "symbol"):
        yield content["text"]
    elif kind == "space":
        yield " "
    elif kind == "smartquote":
        yield '"' if content.get("double", True) else "'"
    else:
        yield f"<<{kind}>>"


def plain(text: str) -> str:
    return " ".join(text.replace("\x07", "").replace("\xa0", "\x00").split()).replace("\x00", "\xa0")


def test_nasty_texts_stand_for_themselves() -> None:
    for text, found in zip(NASTY, read([escape(text) for text in NASTY]), strict=True):
        assert plain(found.replace("\u200b", "")) == plain(text.replace("\u200b", "")), text


def test_any_text_stands_for_itself() -> None:
    chance = random.Random(7)
    fuzz = ["".join(chance.choices(ALPHABET, k=chance.randint(1, 30))) for _ in range(3000)]
    for text, found in zip(fuzz, read([escape(text) for text in fuzz]), strict=True):
        assert plain(found.replace("\u200b", "")) == plain(text), text


def test_text_after_an_element_is_not_taken_for_its_argument() -> None:
    calls = [f"#strong[x];{escape(text)}" for text in ("(a)", "[b]", ".c", ";", ": d")]
    assert [found.removeprefix("<<strong>>") for found in read(calls)] == ["(a)", "[b]", ".c", ";", ": d"]


@pytest.mark.parametrize("text", [*NASTY, "tab\tand\nline", 'say "yes" \\n'])
def test_strings_hold_the_text_itself(text: str) -> None:
    found = json.loads(typst.query(f"#metadata({string(text)}) <it>".encode(), "<it>", field="value"))
    assert found == [text.replace("\t", "    ").replace("\x07", "")]


def test_only_long_words_may_break_at_their_signs() -> None:
    assert breakable("short/path and words") == "short/path and words"
    long = "https://example.org/a/long/path?query=value"
    assert breakable(long).replace("\u200b", "") == long
    assert "org/\u200ba" in breakable(long)


def test_different_anchors_have_different_labels() -> None:
    anchors = [
        "a/b/#",
        "a/b/#c",
        "a.b/#c",
        "a/#b:c",
        "a/#b_3a_c",
        "a/b#c d",
        "a/#é",
        "a/#fn:1",
        "#x",
        "a-b/#",
        "a/b-#",
    ]
    labels = [label(anchor) for anchor in anchors]
    document = "".join(f"#metadata({string(name)}) <{name}>\n" for name in labels)
    assert all(
        json.loads(typst.query(document.encode(), f"<{name}>", field="value")) == [name] for name in labels
    )
    assert len(set(labels)) == len(labels)
