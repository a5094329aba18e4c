import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handbook.offline.addresses import Addresses
from handbook.offline.search import HELPER, SCRIPT, search_files, without_source_map
from handbook.problems import ProblemsError

WORKER = "assets/javascripts/workers/search.1.min.js"
PAGES = ("index.html", "chapter/index.html")


def read(script: bytes, before: str, after: str) -> Any:
    text = script.decode().strip()
    assert text.startswith(before)
    assert text.endswith(after)
    return json.loads(f"[{text[len(before) : -len(after)]}]")


def test_settings_come_with_each_page_and_documents_when_somebody_searches(
    make_site: Callable[..., Path],
) -> None:
    files = search_files(make_site(), Addresses(PAGES), WORKER)
    assert set(files) == {"search/search_index.js", "search/search.js", SCRIPT}
    (index,) = read(files["search/search_index.js"], "var __index=", ";")
    assert index == {"config": {"lang": ["en"], "separator": "[\\s]+"}, "docs": []}
    code, documents = read(files["search/search.js"], "handbookSearch(", ");")
    assert code == "onmessage = () => {};\n"
    assert [document["location"] for document in documents] == ["index.html", "chapter/index.html#top"]
    assert documents[0]["text"] == "é"


def test_what_spares_the_worker_work_is_part_of_its_script(make_site: Callable[..., Path]) -> None:
    site = make_site({HELPER: "spare();\n"})
    script = search_files(site, Addresses([*PAGES, HELPER]), WORKER)["search/search.js"]
    code, _ = read(script, "handbookSearch(", ");")
    assert code == "onmessage = () => {};\n\nspare();\n"


@pytest.mark.parametrize(
    ("index", "message"),
    [
        ("{", "site/search/search_index.json: the search cannot be read"),
        ('{"docs": []}', "site/search/search_index.json: the search cannot be read: KeyError"),
        ('{"config": {"lang": ["en", "de"]}, "docs": []}', "mkdocs.yml: .* not in en, de"),
        (
            '{"config": {"lang": ["en"]}, "docs": [{"location": "gone/#x"}]}',
            "site/search/search_index.json: the search leads to gone/#x",
        ),
    ],
)
def test_an_index_that_would_not_work_is_named(
    make_site: Callable[..., Path], index: str, message: str
) -> None:
    with pytest.raises(ProblemsError, match=message):
        search_files(make_site({"search/search_index.json": index}), Addresses(PAGES), WORKER)


def test_a_source_map_that_is_left_out_is_not_asked_for() -> None:
    script = 'f("//# sourceMappingURL=x");\n//# sourceMappingURL=a.js.map\n'
    assert without_source_map(script) == 'f("//# sourceMappingURL=x");\n'
