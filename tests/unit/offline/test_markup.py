import pytest

from handbook.offline.markup import Tag, rewrite_candidates, rewrite_tags


def mark(tag: Tag) -> str:
    for name in ("href", "src"):
        if (value := tag.get(name)) is not None:
            tag.set(name, f"<{value}>")
    return tag.html()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="x">', '<a href="&lt;x&gt;">'),
        ("<a href=x>", '<a href="&lt;x&gt;">'),
        ("<A\n  HREF = 'x' class=b>", '<A\n  href="&lt;x&gt;" class=b>'),
        ('<a title="a > b" href="?a=1&amp;b">', '<a title="a > b" href="&lt;?a=1&amp;b&gt;">'),
        ('<img alt="" src="x"/>', '<img alt="" src="&lt;x&gt;"/>'),
        ("<img alt='src=\"y\"' src=x/y />", '<img alt=\'src="y"\' src="&lt;x/y&gt;" />'),
        ('<script src="x" defer></script>', '<script src="&lt;x&gt;" defer></script>'),
        ('<a data-href="x">', '<a data-href="x">'),
    ],
)
def test_an_attribute_is_changed_and_the_rest_of_the_tag_kept(html: str, expected: str) -> None:
    assert rewrite_tags(f"a<b>{html}c", mark) == f"a<b>{expected}c"


@pytest.mark.parametrize(
    "html",
    [
        '<!-- <a href="x"> -->',
        "<script>'<a href=\"x\">'</script>",
        '<textarea><a href="x"></textarea>',
        '<pre>&lt;a href="x"&gt;</pre>',
        "<p>1 < 2 and href='x'>",
    ],
)
def test_what_only_looks_like_a_tag_is_kept(html: str) -> None:
    assert rewrite_tags(html, mark) == html


def test_a_tag_is_replaced_with_its_text() -> None:
    seen: list[str | None] = []

    def remove(tag: Tag) -> str:
        seen.append(tag.text)
        return ""

    assert rewrite_tags("a<script>let x;</script>b<style>p{}</style>c<a href=x>d", remove) == "abcd"
    assert seen == ["let x;", "p{}", None]


def test_attributes_are_added_and_removed() -> None:
    tag = Tag("img", ' src="a" crossorigin alt=""/')
    tag.remove("crossorigin", "integrity")
    tag.set("title", 'a "b"')
    assert tag.html() == '<img src="a" alt="" title="a &quot;b&quot;"/>'
    plain = Tag("a", " class=b")
    plain.set("title", "t")
    assert plain.html() == '<a class=b title="t">'


@pytest.mark.parametrize(
    ("srcset", "expected"),
    [
        ("a.png", "a.png!"),
        ("a.png 1x, b.png 2x", "a.png! 1x, b.png! 2x"),
        ("a.png, b.png 2x", "a.png!, b.png! 2x"),
        ("\n a.png 100w,\n b,1.png 200w", "a.png! 100w, b,1.png! 200w"),
    ],
)
def test_each_candidate_of_a_set_is_rewritten(srcset: str, expected: str) -> None:
    assert rewrite_candidates(srcset, lambda address: f"{address}!") == expected
