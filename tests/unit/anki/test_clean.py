from pathlib import Path

import pytest
from lxml import html

from handbook.anki.clean import Cleaner, UnsupportedError
from handbook.anki.links import Site
from handbook.anki.media import Media
from handbook.notebooks.results import ExecutedNotebook, NotebookFigure, Results

PAGE = "questions/evaluation.md"
FIGURE = NotebookFigure(
    "evaluation/roc", "curve", "<svg>day</svg>", "<svg>night</svg>", "A curve", "", 614, 346
)


def cleaner(root: Path, site: str = "") -> Cleaner:
    results = Results(("evaluation/roc",), lambda name: None)
    results._loaded["evaluation/roc"] = ExecutedNotebook("evaluation/roc", {}, {"curve": FIGURE}, {})
    return Cleaner(Media(root, results), Site.at(site))


def clean(text: str, root: Path = Path("/"), site: str = "") -> str:
    return cleaner(root, site).clean(html.fragment_fromstring(text, create_parent="div"), PAGE)


@pytest.mark.parametrize(
    ("page", "card"),
    [
        ("a &lt; b &amp; {{c1::d}}", "a &lt; b &amp; {{c1::d}}"),
        ('<p id="x">one</p>', "<p>one</p>"),
        (
            '<span class="arithmatex">\\(a &lt; \\R\\)</span>',
            '<span class="formula">\\(a &lt; \\mathbb{R}\\)</span>',
        ),
        ('<div class="arithmatex">\\[\na\n\\]</div>', '<div class="formula">\\[a\\]</div>'),
        ("not \\(a formula\\) but text", "not \\\u2060(a formula\\) but text"),
        ("<code>re\\(x\\)</code> \\[x", "<code>re\\(x\\)</code> \\\u2060[x"),
        ("[sound:x.mp3] [$]x[/$] [latex]", "&#91;sound:x.mp3] &#91;$]x&#91;/$] &#91;latex]"),
        ("<pre><span></span><code>x[$]</code></pre>", "<pre><code>x&#91;$]</code></pre>"),
        ("x<!-- a note -->y", "xy"),
        (
            "<table><tr><td>1</td></tr></table>after",
            '<div class="table-box"><table><tr><td>1</td></tr></table></div>after',
        ),
        (
            "<details><summary>More</summary>x</details>",
            '<details><summary class="tappable">More</summary>x</details>',
        ),
        ('a<sup id="r"><a class="footnote-ref" href="#fn">1</a></sup>', "a<sup>1</sup>"),
        ('a note <a class="footnote-backref" href="#r" title="Back">↩</a>', "a note"),
        ('<a href="https://arxiv.org/">paper</a>', '<a href="https://arxiv.org/">paper</a>'),
        ('see <a href="../index.md">home</a>, please', "see home, please"),
        ('x <a class="figure-source" href="/n.md">From the notebook</a>', "x"),
        (
            '<a class="term" href="/g.md#x" title="X: y">an X</a>',
            '<span class="term" title="X: y">an X</span>',
        ),
        (
            '<div class="tabbed-set"><input type="radio"><div class="tabbed-labels"><label>A</label></div>'
            '<div class="tabbed-content"><div class="tabbed-block"><p>x</p></div></div></div>',
            '<div class="tabbed-set"><p class="tab">A</p><div class="tabbed-block"><p>x</p></div></div>',
        ),
        (
            '<svg viewBox="0 0 1 1"><a id="k"><g id="i"></g></a></svg>',
            '<svg viewbox="0 0 1 1"><a id="k"><g id="i"></g></a></svg>',  # case is no matter to browsers
        ),
    ],
)
def test_what_stands_on_a_page_is_made_fit_for_a_card(page: str, card: str) -> None:
    assert clean(page) == card


def test_links_lead_to_the_site_when_its_address_is_known() -> None:
    page = '<a class="term" href="../reference/glossary.md#x" title="t">x</a>'
    expected = '<a class="term" href="https://handbook.dev/reference/glossary/#x" title="t">x</a>'
    assert clean(page, site="https://handbook.dev/") == expected


def test_a_figure_is_carried_by_a_name_that_changes_with_it(tmp_path: Path) -> None:
    maker = cleaner(tmp_path)
    page = '<img src="/notebooks/evaluation/roc/curve-dark.svg" alt="A curve" loading="lazy" width="614">'
    card = maker.clean(html.fragment_fromstring(page, create_parent="div"), PAGE)
    [(name, content)] = maker.media.files.items()
    assert content == b"<svg>night</svg>"
    assert name.startswith("handbook-evaluation-roc-curve-dark-") and name.endswith(".svg")
    assert card == f'<img src="{name}" alt="A curve" width="614">'


def test_a_picture_below_docs_is_carried(tmp_path: Path) -> None:
    picture = tmp_path / "docs" / "assets" / "images" / "a b.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"png")
    card = clean('<img src="../assets/images/a b.png" alt="A">', tmp_path)
    assert card.startswith('<img src="handbook-a-b-')


@pytest.mark.parametrize(
    ("page", "message", "needle"),
    [
        ("<p>where\n$$\na &lt; b\n$$\nso</p>", "a formula between `$$` is not one", "a < b"),
        ('<video src="x"></video>', "a card cannot show <video>", "<video"),
        ("<script>x</script>", "a card cannot show <script>", "<script"),
        ('<img src="x.png">', "an image without alternative text", "x.png"),
        ('<img src="x.png" alt="X">', "there is no picture docs/questions/x.png", "x.png"),
        ('<img src="../../secret" alt="X">', "there is no picture docs/../secret", "../../secret"),
        ('<img src="https://a.org/x.png" alt="X">', "an image from elsewhere", "https://a.org/x.png"),
        (
            '<img src="/notebooks/a/b/c-dark.svg" alt="X">',
            "there is no notebook 'a/b'",
            "/notebooks/a/b/c-dark.svg",
        ),
        (
            '<span class="arithmatex">\\(\\utilde x\\)</span>',
            "Anki's MathJax cannot show \\utilde",
            "\\utilde x",
        ),
    ],
)
def test_what_a_card_cannot_show_is_named(tmp_path: Path, page: str, message: str, needle: str) -> None:
    with pytest.raises(UnsupportedError) as raised:
        clean(page, tmp_path)
    assert raised.value.message.startswith(message)
    assert raised.value.needle == needle
