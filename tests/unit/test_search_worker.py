"""What search-worker.js makes of the results of the theme's search, run by node with a made-up index."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from handbook.browser_parts import node_command

SCRIPT = Path(__file__).parents[2] / "docs" / "assets" / "javascripts" / "search-worker.js"
_AROUND = """
const given = %s;
const asked = [];
globalThis.lunr = {Index: class {}, stopWordFilter: word => word === "the" ? undefined : word};
lunr.Index.prototype.search = query => { asked.push(query); return given; };
lunr.Index.prototype.query = () => ["completed"];
%s
const index = new lunr.Index();
const found = index.search(%s);
console.log(JSON.stringify({found, asked, suggested: index.query()}));
"""


def search(results: list[dict[str, Any]], query: str) -> dict[str, Any]:
    code = _AROUND % (json.dumps(results), SCRIPT.read_text("utf-8"), json.dumps(query))
    done = subprocess.run([*node_command(), "-e", code], capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def result(ref: str, score: float, *terms: str) -> dict[str, Any]:
    metadata = {term: {"text": {"position": [1]}} for term in terms}
    return {"ref": ref, "score": score, "matchData": {"metadata": metadata}}


def test_few_results_are_left_alone() -> None:
    few = [result(f"a/#{number}", 60 - number, "loss") for number in range(60)]
    assert search(few, "loss*")["found"] == few


def test_of_many_the_best_sections_stay_and_one_entry_of_each_other_page() -> None:
    many = [result(f"a/#{number}", 1000 - number, "loss") for number in range(100)]
    many += [result(f"b/#{number}", 100 - number, "losses") for number in range(100)]
    found = search(many, "loss*")["found"]
    assert found[:60] == many[:60]
    (other,) = found[60:]
    assert other["ref"] == "b/"
    assert other["matchData"] == {"metadata": {"losses": {}}}
    # The theme multiplies sections by 2 and pages by 5: the page stands where its best section stood.
    assert other["score"] * 5 == pytest.approx(100 * 2)


def test_pages_and_results_with_all_words_come_first() -> None:
    many = [result(f"a/#{number}", 10, "loss") for number in range(100)]
    many += [result("b/#both", 9, "loss", "hinge"), result("c/", 9, "loss")]
    found = [entry["ref"] for entry in search(many, "the* hinge* loss*")["found"]]
    assert found[:2] == ["c/", "b/#both"]


@pytest.mark.parametrize(
    ("query", "asked", "suggested"),
    [
        ("k*", "k title:k*", []),
        ("hinge* l*", "hinge* l title:l*", []),
        ("p* value*", "p* value*", ["completed"]),
        ("lo*", "lo*", ["completed"]),
        ("title:l*", "title:l*", ["completed"]),
    ],
)
def test_a_word_of_one_letter_is_looked_for_in_titles_while_it_is_typed(
    query: str, asked: str, suggested: list[str]
) -> None:
    answer = search([], query)
    assert answer["asked"] == [asked]
    assert answer["suggested"] == suggested
