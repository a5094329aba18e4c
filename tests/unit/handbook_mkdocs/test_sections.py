import pytest

from handbook_mkdocs.sections import LONGEST, sections


def _found(content: str) -> list[tuple[str | None, str, str]]:
    return [
        (section.id, "".join(section.title), "".join(section.text))
        for section in sections(content)
        if not section.is_excluded()
    ]


CASES = {
    "nothing": ("", []),
    "text only": ("<p>One &amp; two</p>", [(None, "", "One &amp; two")]),
    "first heading is the page": (
        '<h1 id="a">A<a class="headerlink" href="#a">¶</a></h1>\n<p>x</p>\n<p>y</p>',
        [(None, "A", "x y")],
    ),
    "second heading has an anchor": (
        '<h1 id="a">A</h1><p>x</p><h2 id="b">B <code>c</code></h2><p>y</p>',
        [(None, "A", "x"), ("b", "B c", "y")],
    ),
    "page that starts below the first level": (
        '<h2 id="b">B</h2><p>y</p>',
        [(None, "", ""), ("b", "B", "y")],
    ),
    "text before the first heading": (
        '<p>x</p><h1 id="a">A</h1><p>y</p>',
        [(None, "", "x"), ("a", "A", "y")],
    ),
    "heading without an anchor is text": ("<p>x</p><h2>B</h2><p>y</p>", [(None, "", "x B y")]),
    "heading in a container ends with it": (
        '<h1 id="a">A</h1><div><h2 id="b">B</h2><p>x</p></div><p>y</p>',
        [(None, "A", "y"), ("b", "B", "x")],
    ),
    "code is left out": (
        '<h1 id="a">A</h1><p>x</p><div class="highlight"><pre>secret</pre></div><p>y <code>z</code></p>',
        [(None, "A", "x y z")],
    ),
    "formulas are readable": (
        r'<h1 id="a">The <span class="arithmatex">\(\alpha\)</span></h1>'
        r'<p>if <span class="arithmatex">\(x \le 1\)</span></p><div class="arithmatex">\[y\]</div>',
        [(None, "The α", "if x ≤ 1")],
    ),
    "asked to be left out": (
        '<h1 id="a">A</h1><p data-search-exclude>x</p><p>y</p><h2 id="b" data-search-exclude>B</h2><p>z</p>',
        [(None, "A", "y")],
    ),
    "pictures and comments": (
        '<h1 id="a">A</h1><svg><text>t</text></svg><!-- c --><p>x<script>s</script></p><style>q</style>',
        [(None, "A", "x")],
    ),
    "words do not run together": (
        '<h1 id="a">A</h1><ul><li>x</li><li>y<br>z</li></ul><table><tr><td>1</td><td>2</td></tr></table>',
        [(None, "A", "x y z 1 2")],
    ),
    "emphasis does not split words": ('<h1 id="a">A</h1><p>un<em>seen</em></p>', [(None, "A", "unseen")]),
    "markup in text stays text": ('<h1 id="a">A</h1><p>a &lt;b&gt; c</p>', [(None, "A", "a &lt;b&gt; c")]),
}


@pytest.mark.parametrize(("content", "expected"), CASES.values(), ids=CASES)
def test_sections(content: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert _found(content) == expected


def test_long_text_is_cut_at_a_word() -> None:
    text = _found(f"<p>{'loss &amp; gain ' * 100}</p>")[0][2]
    assert LONGEST - 12 <= len(text) <= LONGEST
    assert set(text.split()) == {"loss", "&amp;", "gain"}
