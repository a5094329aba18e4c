"""Each check fails on a small PDF that Typst makes, or that pikepdf changes, and only that check does."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
import typst

from handbook.pdf.inspection import inspect_pdf

PREAMBLE = """
#set document(title: "A book")
#set text(lang: "en")
#set page(width: 10cm, height: 10cm, numbering: "1")
"""
SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>"
BODY = f"""
= Chapter <chapter>
Some text with #math.equation(alt: "x", $x$.body) and a #link(<end>)[link], #link("https://example.org")[another].
== Section
#math.equation(alt: "a over b", block: true, $a / b$.body)
#image(bytes("{SVG}"), alt: "A square")
#pagebreak()
== End <end>
"""


def book(body: str = BODY, preamble: str = PREAMBLE, *, standard: bool = True) -> bytes:
    standards = ["ua-1"] if standard else []
    pdf = typst.compile((preamble + body).encode("utf-8"), pdf_standards=standards)
    assert isinstance(pdf, bytes)
    return pdf


def changed(change: Callable[[pikepdf.Pdf], None], body: str = BODY) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(book(body))) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def messages(pdf: bytes) -> list[str]:
    problems = inspect_pdf(pdf, "dist/book.pdf")
    assert all((problem.path, problem.line) == ("dist/book.pdf", 0) for problem in problems)
    return [problem.message for problem in problems]


def remove(*keys: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        inner = pdf.Root
        for key in keys[:-1]:
            inner = inner[key]
        del inner[keys[-1]]

    return change


def structure(kind: str) -> Callable[[pikepdf.Pdf], list[pikepdf.Object]]:
    def find(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
        return [
            element
            for element in pdf.objects
            if isinstance(element, pikepdf.Dictionary) and str(element.get("/S", "")) == f"/{kind}"
        ]

    return find


def without_text(kind: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        del structure(kind)(pdf)[0]["/Alt"]

    return change


def internal_link(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(
        annotation
        for page in pdf.pages
        for annotation in page.obj.get("/Annots", [])
        if "/Dest" in annotation or annotation.get("/A", {}).get("/S") == "/GoTo"
    )


def lead_to(destination: Callable[[pikepdf.Pdf], pikepdf.Object]) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        link = internal_link(pdf)
        if "/A" in link:
            del link["/A"]
        link["/Dest"] = destination(pdf)

    return change


def remove_font_file(pdf: pikepdf.Pdf) -> None:
    for _, font in pdf.pages[0].obj["/Resources"]["/Font"].items():
        del font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile3"]


def lose_target_of_bookmark(pdf: pikepdf.Pdf) -> None:
    first = pdf.Root["/Outlines"]["/First"]
    first["/Dest"] = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary()), pikepdf.Name.Fit])


def skip_a_level(pdf: pikepdf.Pdf) -> None:
    for element in structure("H2")(pdf):
        element["/S"] = pikepdf.Name("/H3")


def begin_below(pdf: pikepdf.Pdf) -> None:
    for element in structure("H1")(pdf):
        element["/S"] = pikepdf.Name("/H2")


def test_a_sound_book_has_no_problems() -> None:
    assert messages(book()) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (remove("/Lang"), "the language is missing"),
        (remove("/Outlines"), "there are no bookmarks"),
        (remove("/PageLabels"), "there are no page labels"),
        (remove("/MarkInfo"), "the file is not tagged"),
        (
            remove("/ViewerPreferences", "/DisplayDocTitle"),
            "the title is missing, or readers are not told to show it",
        ),
        (without_text("Figure"), "page 1: a figure has no alternative text"),
        (without_text("Formula"), "page 1: a formula has no alternative text"),
        (skip_a_level, "page 1: a heading of level 3 follows one of level 1"),
        (begin_below, "page 1: a heading of level 2 follows the beginning"),
        (
            lead_to(lambda pdf: pikepdf.String("nowhere")),
            "page 1: a link to the name “nowhere”, which is not defined",
        ),
        (
            lead_to(lambda pdf: pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary()), pikepdf.Name.Fit])),
            "page 1: a link to a page that does not exist",
        ),
        (lead_to(lambda pdf: pikepdf.Array([])), "page 1: a link to a page that does not exist"),
        (lose_target_of_bookmark, "the bookmark “Chapter”: a link to a page that does not exist"),
    ],
)
def test_each_defect_is_reported_alone(change: Callable[[pikepdf.Pdf], None], message: str) -> None:
    assert messages(changed(change)) == [message]


def test_a_link_without_destination_is_reported() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        link = internal_link(pdf)
        for key in ("/A", "/Dest"):
            if key in link:
                del link[key]

    assert messages(changed(change)) == ["page 1: a link without destination"]


def test_a_link_by_name_is_followed() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        target = pikepdf.Array([pdf.pages[1].obj, pikepdf.Name.Fit])
        leaf = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("somewhere"), target]))
        pdf.Root["/Names"] = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Kids=pikepdf.Array([leaf])))
        lead_to(lambda pdf: pikepdf.String("somewhere"))(pdf)

    assert messages(changed(change)) == []


def test_addresses_of_this_machine_are_reported() -> None:
    pdf = book(BODY.replace("https://example.org", "file:///tmp/x.html"))
    assert messages(pdf) == ["page 1: a link to the address “file:///tmp/x.html”"]


def test_fonts_must_be_embedded() -> None:
    found = messages(changed(remove_font_file, "= Chapter\nText."))
    assert found and all(message.endswith("is not embedded") for message in found)


@pytest.mark.parametrize(("characters", "expected"), [("\U0001f9ff", 1), ("\U0001f9ff\U0001faac", 2)])
def test_characters_without_glyph_are_counted(characters: str, expected: int) -> None:
    preamble = PREAMBLE + "#set text(fallback: false)\n"
    found = messages(book(f"{BODY}\nA few {characters} words", preamble, standard=False))
    has = "character has" if expected == 1 else "characters have"
    assert f"page 2: {expected} {has} no glyph in the font" in found


def test_glyphs_whose_bytes_only_look_like_glyph_0_are_not_counted() -> None:
    # Glyph 256 before glyph 2: the bytes 01 00 00 02 hold two nulls, but no character of that number.
    def change(pdf: pikepdf.Pdf) -> None:
        name = next(iter(pdf.pages[0].obj["/Resources"]["/Font"].keys()))
        shown = pikepdf.unparse_content_stream(
            [
                ([pikepdf.Name(name), 10], pikepdf.Operator("Tf")),
                ([pikepdf.String(b"\1\0\0\2")], pikepdf.Operator("Tj")),
            ]
        )
        pdf.pages[0].contents_add(pikepdf.Stream(pdf, b"BT " + shown + b" ET"))

    assert messages(changed(change)) == []


@pytest.mark.parametrize("move", ["dx: 9.5cm", "dx: 7.5cm", "dx: -3cm", "dy: 9.5cm", "dy: -3cm"])
def test_text_beyond_the_edge_is_quoted(move: str) -> None:
    pdf = book(f"{BODY}\n#place(top + left, {move})[runaway]")
    assert messages(pdf) == ["page 2: the text “runaway” stands in the margin or outside of the page"]


def test_of_many_texts_beyond_the_edge_three_are_quoted() -> None:
    pdf = book(f"{BODY}\n#for i in range(5) [#place(top + left, dx: 20cm, dy: i * 1cm)[away]]")
    found = messages(pdf)
    assert found.count("page 2: the text “away” stands in the margin or outside of the page") == 3
    assert "page 2: 2 more texts stand there" in found


def test_a_file_that_is_no_pdf_ua_says_so() -> None:
    plain = typst.compile(b"Text", pdf_standards=["1.7"])
    assert isinstance(plain, bytes)
    found = messages(plain)
    assert "the file does not identify itself as PDF/UA-1" in found
    assert "there are no bookmarks" in found
