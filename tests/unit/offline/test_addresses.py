import pytest

from handbook.offline.addresses import Addresses, Target, is_left_out, relative

NAMES = (
    "index.html",
    "evaluation/metrics/index.html",
    "evaluation/metrics/roc curve.svg",
    "evaluation/metrics/metrics.ipynb",
    "evaluation/metrics/metrics.py",
    "questions/index.html",
    "assets/main.css",
    "404.html",
)
ADDRESSES = Addresses(NAMES, "https://handbook.test/book/")
PAGE = "evaluation/metrics/index.html"


@pytest.mark.parametrize(
    ("address", "name", "written"),
    [
        ("../../questions/", "questions/index.html", "../../questions/index.html"),
        ("../../questions", "questions/index.html", "../../questions/index.html"),
        ("../../questions/#q-roc", "questions/index.html", "../../questions/index.html#q-roc"),
        (
            "../../questions/?level=advanced#x",
            "questions/index.html",
            "../../questions/index.html?level=advanced#x",
        ),
        ("../..", "index.html", "../../index.html"),
        ("../../", "index.html", "../../index.html"),
        ("../../.", "index.html", "../.././index.html"),
        (".", PAGE, "index.html"),
        ("./", PAGE, "./index.html"),
        ("./#roc", PAGE, "./index.html#roc"),
        ("../../index.html", "index.html", "../../index.html"),
        ("metrics.ipynb", "evaluation/metrics/metrics.ipynb", "metrics.ipynb"),
        ("metrics.py", "evaluation/metrics/metrics.py", "metrics.py"),
        ("roc%20curve.svg", "evaluation/metrics/roc curve.svg", "roc%20curve.svg"),
        (" ../../assets/main.css?v=2 ", "assets/main.css", "../../assets/main.css?v=2"),
        ("/book/questions/#q", "questions/index.html", "../../questions/index.html#q"),
        ("/book/", "index.html", "../../index.html"),
        ("/questions/", "questions/index.html", "../../questions/index.html"),
        ("https://handbook.test/book/", "index.html", "../../index.html"),
        ("https://handbook.test/book", "index.html", "../../index.html"),
        ("https://handbook.test/book/evaluation/metrics/roc%20curve.svg", NAMES[2], "roc%20curve.svg"),
    ],
)
def test_an_address_gets_the_name_of_its_file(address: str, name: str, written: str) -> None:
    assert ADDRESSES.target(address, PAGE) == Target(name, written)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#roc",
        "?level=advanced",
        "https://example.com/",
        "//example.com/x",
        "mailto:a@b.c",
        "data:,x",
        "HTTP://e.com",
    ],
)
def test_what_stays_or_leaves_the_site_is_left_alone(address: str) -> None:
    assert ADDRESSES.target(address, PAGE) is None


@pytest.mark.parametrize(
    "address",
    [
        "../missing/",
        "metrics.csv",
        "metrics.py/",
        "../../../../../secret",
        "https://handbook.test/book/missing/",
    ],
)
def test_what_does_not_exist_has_no_name(address: str) -> None:
    target = ADDRESSES.target(address, PAGE)
    assert target is not None
    assert target.name == ""


def test_without_a_known_place_of_publication_other_addresses_are_foreign() -> None:
    addresses = Addresses(NAMES)
    assert addresses.target("https://handbook.test/book/", PAGE) is None
    assert addresses.target("/questions/", PAGE) == Target(
        "questions/index.html", "../../questions/index.html"
    )


@pytest.mark.parametrize(
    "name",
    [
        "404.html",
        "llms.txt",
        "llms-full.txt",
        "sitemap.xml",
        "sitemap.xml.gz",
        "downloads/book.pdf",
        "questions/index.html.md",
        "assets/main.css.map",
    ],
)
def test_other_editions_and_what_servers_need_are_left_out(name: str) -> None:
    assert is_left_out(name)


@pytest.mark.parametrize(
    "name",
    ["index.html", "downloads/index.html", "notes/404.html", "a/downloads/x.pdf", "a/llms.txt", "map.svg"],
)
def test_all_else_is_not(name: str) -> None:
    assert not is_left_out(name)


def test_an_address_of_a_file_with_odd_letters_is_quoted() -> None:
    assert relative("a/ä#1.js", "b/c/index.html") == "../../a/%C3%A4%231.js"
