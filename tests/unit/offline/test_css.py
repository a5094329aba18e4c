import pytest

from handbook.offline.css import rewrite_css


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("p{background:url(a.png)}", "p{background:url(a.png!)}"),
        ("p{background: URL( 'a.png' ) 0}", "p{background: url('a.png!') 0}"),
        ('@import "a.css";', '@import "a.css!";'),
        ("@import url(a.css) print;", "@import url(a.css!) print;"),
        (
            "src:url(a.woff2) format('woff2'),url(\"b c.woff\")",
            "src:url(a.woff2!) format('woff2'),url(\"b c.woff!\")",
        ),
        ("/* url(a.png) */p{}", "/* url(a.png) */p{}"),
        ("p{}\n/*# sourceMappingURL=a.css.map */\n", "p{}\n"),
    ],
)
def test_addresses_are_rewritten(css: str, expected: str) -> None:
    assert rewrite_css(css, lambda address: f"{address}!") == expected


def test_a_drawing_within_a_style_sheet_stays_one_address() -> None:
    css = """p{mask:url('data:image/svg+xml;charset=utf-8,<svg xmlns="http://www.w3.org/2000/svg"/>')}"""
    assert rewrite_css(css, lambda address: f"{address[:5]}!") == "p{mask:url('data:!')}"
