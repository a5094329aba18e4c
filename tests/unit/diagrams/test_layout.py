"""Nothing covers anything that it should not, in diagrams such as chapters hold."""

import itertools
from pathlib import Path

import pytest

from handbook.diagrams.labels import Rect, stroke
from handbook.diagrams.layout import Layout, lay_out
from handbook.diagrams.metrics import text_width
from handbook.diagrams.model import parse
from handbook.diagrams.text import wrap

FONT = (
    Path(__file__).parents[3] / "node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"
)
CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture
def layout(diagram: str) -> Layout:
    return lay_out(parse(diagram))


def lines_of(layout: Layout) -> list[list[Rect]]:
    return [[stroke(a, b) for a, b in itertools.pairwise(arrow.points)] for arrow in layout.arrows]


def test_lines_run_straight_and_never_through_a_box(layout: Layout) -> None:
    for arrow, strokes in zip(layout.arrows, lines_of(layout), strict=True):
        assert all(x0 == x1 or y0 == y1 for (x0, y0), (x1, y1) in itertools.pairwise(arrow.points))
        for box in layout.boxes:
            assert sum(one.overlap(box.rect.grown(-2)) for one in strokes) == 0, box.node.id


def test_lines_begin_and_end_at_the_outline_of_their_boxes(diagram: str, layout: Layout) -> None:
    boxes = {box.node.id: box.rect for box in layout.boxes}
    for edge, arrow in zip(parse(diagram).edges, layout.arrows, strict=True):
        for name, (x, y) in ((edge.source, arrow.points[0]), (edge.target, arrow.points[-1])):
            assert Rect(x, y, x, y).grown(1).overlap(boxes[name].grown(0.5)) > 0
            assert Rect(x, y, x, y).grown(1).overlap(boxes[name].grown(-9)) == 0


def test_given_sides_are_used(recommender: str) -> None:
    layout = lay_out(parse(recommender))
    boxes = {box.node.id: box for box in layout.boxes}
    arrow = layout.arrows[10]
    assert arrow.points[0][1] > boxes["reg"].y
    assert arrow.points[-1][1] < boxes["rank"].y


def test_two_lines_never_lie_on_each_other(layout: Layout) -> None:
    for one, other in itertools.combinations(lines_of(layout), 2):
        for a, b in itertools.product(one, other):
            # Lines may cross at a point, which covers 1.6 by 1.6 pixels.
            assert a.overlap(b) <= 2.6


def test_labels_and_headings_cover_nothing(layout: Layout) -> None:
    labels = [arrow.label.rect for arrow in layout.arrows if arrow.label]
    texts = [*labels, *(zone.heading for zone in layout.zones)]
    for one, other in itertools.combinations(texts, 2):
        assert one.overlap(other) == 0
    for text in texts:
        assert all(text.overlap(box.rect) == 0 for box in layout.boxes)
        assert all(text.overlap(one) == 0 for strokes in lines_of(layout) for one in strokes)


def test_everything_is_inside_the_picture_and_fits_a_printed_page(layout: Layout) -> None:
    whole = Rect(0, 0, layout.width, layout.height)
    rects = [zone.rect for zone in layout.zones] + [box.rect for box in layout.boxes]
    rects += [arrow.label.rect for arrow in layout.arrows if arrow.label]
    rects += [Rect(x, y, x + 0.01, y + 0.01) for arrow in layout.arrows for x, y in arrow.points]
    for rect in rects:
        area = (rect.right - rect.left) * (rect.bottom - rect.top)
        assert rect.overlap(whole) == pytest.approx(area)
    assert layout.width <= 780


def test_text_fits_its_box(layout: Layout) -> None:
    for box in layout.boxes:
        assert max(text_width(line, 14, 600) for line in box.lines) <= box.width - 20


def test_edges_in_both_directions_run_side_by_side() -> None:
    text = (
        "title: T\nalt: A\ncaption: C\nnodes:\n  a: [[0, 0], A]\n  b: [[0, 1], B]\nedges: [a -> b, b -> a]\n"
    )
    there, back = lay_out(parse(text)).arrows
    assert {len(there.points), len(back.points)} == {2}
    assert abs(there.points[0][1] - back.points[0][1]) >= 10


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("Feature store", 200, ("Feature store",)),
        ("Feature store", 80, ("Feature", "store")),
        ("a bb ccc dddd", 60, ("a bb ccc", "dddd")),
        ("My own|line breaks", 70, ("My own", "line breaks")),
        ("Mine|but far too long", 50, ("Mine", "but far", "too long")),
        ("wait 5 ms", 20, ("wait", "5 ms")),
        ("Unbreakable", 10, ("Unbreakable",)),
    ],
)
def test_wrap(text: str, limit: float, lines: tuple[str, ...]) -> None:
    assert wrap(text, 14, 600, limit) == lines


@pytest.mark.skipif(not (FONT.exists() and CHROMIUM.exists()), reason="needs the site's font and a browser")
def test_widths_are_those_of_the_font_that_the_site_serves(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    page_file = tmp_path / "font.html"
    face = f"@font-face{{font-family:Measured;src:url('{FONT.as_uri()}');font-weight:100 900}}"
    page_file.write_text(f"<meta charset=utf-8><style>{face}</style>", encoding="utf-8")
    script = """async text => {
        const context = document.createElement("canvas").getContext("2d");
        const widths = {};
        for (const weight of [400, 600]) {
            await document.fonts.load(`${weight} 100px Measured`);
            context.font = `${weight} 1000px Measured`;
            widths[weight] = [...text].map(character => context.measureText(character).width);
        }
        return widths;
    }"""
    characters = "".join(map(chr, range(0x20, 0x7F))) + "–’…×éü"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--allow-file-access-from-files"]
        )
        page = browser.new_page()
        page.goto(page_file.as_uri())
        measured = page.evaluate(script, characters)
        browser.close()
    for weight in (400, 600):
        for character, width in zip(characters, measured[str(weight)], strict=True):
            ours = text_width(character, 1000, weight)
            assert width <= ours, character
            if character.isascii():
                assert ours <= 1.04 * width, character
