"""Columns get what they need, and no more than there is."""

import pytest
from lxml.html import fromstring

from handbook.pdf.layout import Layout, Room, page_room
from handbook.pdf.metrics import TextMetrics
from handbook.pdf.tables import Extent, cell_extent, plan

ROOM = page_room(Layout())
SIZE = 8.5


def test_a_small_table_is_as_wide_as_its_lines() -> None:
    size, widths = plan([Extent(20, 50), Extent(30, 80)], SIZE, ROOM)
    assert (size, widths) == (SIZE, [62, 92])


@pytest.mark.parametrize(
    "extents",
    [
        [Extent(30, 900), Extent(40, 60)],
        [Extent(60, 300)] * 6,
        [Extent(10, 2000)] * 3,
        [Extent(90, 90)] * 5,
        [Extent(200, 400)] * 4,
    ],
)
def test_no_table_is_wider_than_text_and_margin(extents: list[Extent]) -> None:
    size, widths = plan(extents, SIZE, ROOM)
    assert sum(widths) <= ROOM.width + ROOM.reach + 0.01
    assert 0.8 * SIZE <= size <= SIZE


def test_a_table_inside_a_callout_stays_inside() -> None:
    inner = ROOM.inside(24)
    _, widths = plan([Extent(60, 300)] * 4, SIZE, inner)
    assert sum(widths) <= inner.width + 0.01


def test_longest_words_fit_before_long_lines_do() -> None:
    extents = [Extent(80, 80), Extent(20, 5000), Extent(60, 60)]
    _, widths = plan(extents, SIZE, Room(300, 0, 0, 10.3))
    assert widths[0] == pytest.approx(92)
    assert widths[2] == pytest.approx(72)
    assert sum(widths) == pytest.approx(300)


@pytest.mark.parametrize(
    ("html", "least", "most"),
    [
        ("<td>aa bbb</td>", 3, 6),
        ("<td>aa<br>bbb</td>", 3, 3),
        ("<td>a<em>b</em>c</td>", 3, 3),
        ("<td><p>aaaa</p><p>b</p></td>", 4, 4),
        ("<td></td>", 0, 0),
    ],
)
def test_extent_of_a_cell(html: str, least: int, most: int) -> None:
    metrics = TextMetrics(dict.fromkeys("ab c", 1.0))
    row = fromstring(f"<table><tbody><tr>{html}</tr></tbody></table>")
    extent = cell_extent(next(row.iter("td")), metrics, 10.0)
    assert (extent.least / 10.3, extent.most / 10.3) == (pytest.approx(least), pytest.approx(most))


def test_a_link_into_the_book_has_room_for_its_page(metrics: TextMetrics) -> None:
    plain, linked, term, web = (
        cell_extent(fromstring(f"<td>{cell}</td>"), metrics, 8.5)
        for cell in (
            "sheet",
            '<a href="book:demo/other/#">sheet</a>',
            '<a class="term" href="book:reference/glossary/#recall">sheet</a>',
            '<a href="https://example.org">sheet</a>',
        )
    )
    assert plain == term == web
    assert linked.least > plain.least + 20
