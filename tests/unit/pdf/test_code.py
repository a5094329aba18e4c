"""Code is wrapped where it must be, and loses nothing."""

import pytest
from lxml.html import fromstring

from handbook.pdf.code import Piece, read_lines, wrap
from handbook.pdf.metrics import columns


def text(line: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in line)


@pytest.mark.parametrize("limit", [24, 37, 80])
@pytest.mark.parametrize(
    "source",
    [
        "short",
        "    result = function(first, second, third, fourth, fifth, sixth, seventh, eighth)",
        "x" * 200,
        "        " * 6 + "deep = 1 + 2 + 3",
        "wide = '漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字'",
    ],
)
def test_each_part_fits_and_together_they_are_the_line(source: str, limit: int) -> None:
    line = tuple(Piece(part, color) for part, color in zip(split(source), "abc" * 99, strict=False))
    parts = wrap(line, limit)
    assert "".join(text(part).strip() for part in parts).replace(" ", "") == source.replace(" ", "")
    # What continues a line stands behind a mark of four columns.
    assert all(
        columns(text(part).rstrip()) <= limit - (4 if index else 0) for index, part in enumerate(parts)
    )


def split(source: str) -> list[str]:
    return [source[at : at + 7] for at in range(0, len(source), 7)]


def test_a_line_is_broken_after_a_sign() -> None:
    parts = wrap((Piece("call(first_argument, second_argument)"),), 25)
    assert [text(part) for part in parts] == ["call(first_argument, ", "second_argument)"]


def test_a_mark_stays_whole() -> None:
    parts = wrap((Piece("a" * 30), Piece("12", "mark")), 31)
    assert [[piece.text for piece in part if piece.text] for part in parts] == [["a" * 30], ["12"]]


def test_colours_come_from_the_spans_of_the_site() -> None:
    comment = '<span class="c1"># c</span>'
    code = fromstring(
        f'<code><span class="k">def</span> <span class="nf">f</span>(x):\n\t{comment}\n\n</code>'
    )
    assert read_lines(code) == [
        (Piece("def ", "keyword"), Piece("f", "function"), Piece("(x):")),
        (Piece("    # c", "comment"),),
    ]


@pytest.mark.parametrize(
    ("sample", "width"), [("abc", 3), ("漢字", 4), ("e\u0301", 1), ("\u200bx", 1), ("→", 1)]
)
def test_columns(sample: str, width: int) -> None:
    assert columns(sample) == width
