"""Markdown as authors write it in, the vocabulary of the book out."""

import markdown
import pytest
from lxml import etree
from lxml.html import HtmlElement, fromstring

from handbook.publication.blocks import clean_blocks, drop_controls
from handbook.publication.vocabulary import check_vocabulary

EXTENSIONS = {
    "admonition": {},
    "attr_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {},
    "toc": {"permalink": True},
    "pymdownx.details": {},
    "pymdownx.highlight": {"pygments_lang_class": True},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}


def body_of(text: str) -> HtmlElement:
    html = markdown.markdown(text, extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)
    article: HtmlElement = fromstring(f"<article>{html}</article>")
    drop_controls(article)
    clean_blocks(article)
    return article


def written(text: str) -> str:
    article = body_of(text)
    for span in article.xpath(".//code//span[not(@class = 'annotation')]"):
        span.drop_tag()
    html = etree.tostring(article, encoding="unicode", method="html")
    return html.removeprefix("<article>").removesuffix("</article>").replace("\n", "").strip()


CASES = {
    "heading without its permanent link": (
        "## Bias\n",
        '<h2 id="bias">Bias</h2>',
    ),
    "code": (
        "```python\nx = 1\n```\n",
        '<pre class="code" data-language="python"><code>x = 1</code></pre>',
    ),
    "code with title, numbers and highlighted lines": (
        '```{ .python title="fit.py" linenums="1" hl_lines="2 3" }\na = 1\nb = 2\nc = 3\nd = 4\n```\n',
        '<pre class="code" data-language="python" data-title="fit.py" data-lines="1" data-highlight="2 3">'
        "<code>a = 1b = 2c = 3d = 4</code></pre>",
    ),
    "output of a notebook": (
        "```{ .text .output .no-copy }\n0.91\n```\n",
        '<pre class="output" data-language="text"><code>0.91</code></pre>',
    ),
    "annotated code": (
        "```python\nfit(x)  # (1)!\n```\n\n1. On the training fold only.\n",
        '<pre class="code" data-language="python"><code>fit(x)  '
        '<span class="annotation">1</span></code></pre>'
        '<ol class="annotations"><li>On the training fold only.</li></ol>',
    ),
    "a comment that no list follows is no annotation": (
        "```python\nfit(x)  # (1)\n```\n\nText.\n",
        '<pre class="code" data-language="python"><code>fit(x)  # (1)</code></pre><p>Text.</p>',
    ),
    "tasks": (
        "- [x] Read\n- [ ] Answer aloud\n",
        '<ul class="tasks"><li data-checked="true"> Read</li>'
        '<li data-checked="false"> Answer aloud</li></ul>',
    ),
    "tabs": (
        '=== "NumPy"\n\n    One.\n\n=== "PyTorch"\n\n    Two.\n',
        '<section class="tabs"><section class="tab"><p class="tab-title">NumPy</p><p>One.</p></section>'
        '<section class="tab"><p class="tab-title">PyTorch</p><p>Two.</p></section></section>',
    ),
    "admonition": (
        '!!! warning "Leakage"\n\n    Split first.\n',
        '<section class="admonition warning"><p class="admonition-title">Leakage</p>'
        "<p>Split first.</p></section>",
    ),
    "collapsed block": (
        '??? tip "Hint 1"\n\n    Sort.\n',
        '<section class="admonition tip"><p class="admonition-title">Hint 1</p><p>Sort.</p></section>',
    ),
    "quick question": (
        '??? question "Which?"\n\n    This.\n',
        '<section class="admonition self-check"><p class="admonition-title">Which?</p><p>This.</p></section>',
    ),
    "footnote": (
        "Shown twice.[^1]\n\n[^1]: By Stone in 1974.\n",
        '<p>Shown twice.<sup class="footnote"><a href="#fn:1">1</a></sup></p><div class="footnotes"><ol>'
        '<li id="fn:1"><p>By Stone in 1974.</p></li></ol></div>',
    ),
    "aligned table": (
        "| a | b |\n| --- | ---: |\n| x | 1 |\n",
        '<table><thead><tr><th>a</th><th align="right">b</th></tr></thead>'
        '<tbody><tr><td>x</td><td align="right">1</td></tr></tbody></table>',
    ),
    "definitions on hover are text": (
        "The <abbr title='area under the curve'>AUC</abbr> rose.\n",
        "<p>The AUC rose.</p>",
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_blocks(text: str, expected: str) -> None:
    assert written(text) == expected


@pytest.mark.parametrize("text", [text for text, _ in CASES.values()], ids=CASES.keys())
def test_what_is_written_keeps_to_the_vocabulary(text: str) -> None:
    assert check_vocabulary(body_of(text), "docs/a.md") == []


def test_pygments_keeps_its_colours() -> None:
    code = body_of("```python\nreturn x\n```\n").find("pre")
    assert code is not None and code.xpath("string(.//span[@class='k'])") == "return"


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<video src='a.mp4'></video>", "the book has no form for <video>"),
        ("<iframe src='a'></iframe>", "the book has no form for <iframe>"),
        ("<details><p>x</p></details>", "the book has no form for <details>"),
        ("<pre>x</pre>", "the book has no form for preformatted text outside of code blocks"),
        ("<img src='a.svg' alt=' '>", "an image without alternative text"),
        ("<section class='x'></section>", "the book has no form for a section of class 'x'"),
        ("<p>x</p><ol class='annotations'><li>y</li></ol>", "annotations that follow no code"),
    ],
)
def test_what_a_book_cannot_show_is_a_problem(html: str, message: str) -> None:
    problems = check_vocabulary(fromstring(f"<article>{html}</article>"), "docs/a.md")
    assert [(problem.path, problem.message) for problem in problems] == [("docs/a.md", message)]


def test_controls_and_dark_images_are_dropped_with_the_text_around_them_kept() -> None:
    article = fromstring(
        "<article><p>a<button>Copy</button>b</p><form><label>Level</label></form>"
        "<img class='only-light' src='l'><img class='only-dark' src='d'><!-- note --></article>"
    )
    drop_controls(article)
    assert etree.tostring(article, encoding="unicode", method="html") == (
        '<article><p>ab</p><img class="only-light" src="l"></article>'
    )


def test_the_line_about_a_run_loses_its_links_to_files() -> None:
    article = fromstring(
        "<article><p class='notebook-run'>Ran with Python 3.11. <a href='a.ipynb'>Download</a> · "
        "<a href='a.py'>Its source</a></p></article>"
    )
    drop_controls(article)
    assert article.text_content() == "Ran with Python 3.11. "
