import json
import subprocess
from pathlib import Path

import pytest

from handbook.browser_parts import node_command
from handbook.offline.modules import bundle_modules, bundle_name
from handbook.problems import ProblemsError

RUN = """
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
globalThis.log = [];
globalThis.document = { currentScript: { src: "file:///a%20b/js/bundle.js" } };
runInThisContext(readFileSync(process.argv[1], "utf8"));
delete globalThis.document;
await new Promise((done) => setTimeout(done));
console.log(JSON.stringify(log));
"""


def write(site: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def run(site: Path, script: bytes) -> list[object]:
    """Run a classic script as a browser would, and return what it logged."""
    path = site / "bundle.js"
    path.write_bytes(script)
    command = [*node_command(), "--input-type=module", "--eval", RUN, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    log = json.loads(done.stdout)
    assert isinstance(log, list)
    return log


def test_two_modules_that_import_one_another_become_one_classic_script(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "js/even.js": 'import { odd } from "./odd.js";\n'
            "export const even = (n) => n === 0 || odd(n - 1);\nlog.push(even(10));\n",
            "js/odd.js": 'import { even } from "./even.js";\n'
            "export const odd = (n) => n !== 0 && even(n - 1);\n",
        },
    )
    script = bundle_modules(tmp_path, {"js/bundle.js": ["js/even.js"]})["js/bundle.js"]
    assert run(tmp_path, script) == [True]


def test_modules_of_a_page_share_what_both_import_and_keep_their_order(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "js/a.js": 'import { count } from "./lib/shared.js";\nlog.push(["a", count()]);\n',
            "js/b.js": 'import { count } from "./lib/shared.js";\nlog.push(["b", count()]);\n',
            "js/lib/shared.js": "let n = 0;\nexport const count = () => (n += 1);\n",
        },
    )
    script = bundle_modules(tmp_path, {"js/x.js": ["js/a.js", "js/b.js"]})["js/x.js"]
    assert run(tmp_path, script) == [["a", 1], ["b", 2]]


def test_a_module_that_is_imported_later_and_the_addresses_of_modules_are_kept(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "js/a.js": 'log.push(import.meta.url);\nimport("./sub/ä.js").then(({ url }) => log.push(url));\n',
            "js/sub/ä.js": 'export const url = new URL("data.bin", import.meta.url).href;\n',
        },
    )
    script = bundle_modules(tmp_path, {"js/bundle.js": ["js/a.js"]})["js/bundle.js"]
    assert run(tmp_path, script) == ["file:///a%20b/js/a.js", "file:///a%20b/js/sub/data.bin"]


def test_scripts_do_not_see_one_another_and_are_the_same_each_time(tmp_path: Path) -> None:
    write(tmp_path, {"js/a.js": "const top = 1;\nlog.push(top);\n"})
    once = bundle_modules(tmp_path, {"js/x.js": ["js/a.js"]})
    assert once == bundle_modules(tmp_path, {"js/x.js": ["js/a.js"]})
    assert run(tmp_path, once["js/x.js"] + once["js/x.js"]) == [1, 1]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('\nimport "./missing.js";\n', "js/a.js:2", "Could not resolve"),
        ("export {};\nawait 1;\n", "js/a.js:2", "Top-level await"),
        ("let = ;\n", "js/a.js:1", "Unexpected"),
    ],
)
def test_what_cannot_be_joined_is_named(tmp_path: Path, text: str, place: str, message: str) -> None:
    site = tmp_path / "site"
    write(site, {"js/a.js": text})
    with pytest.raises(ProblemsError) as caught:
        bundle_modules(site, {"js/x.js": ["js/a.js"]})
    assert str(caught.value).startswith(f"site/{place}: ")
    assert message in str(caught.value)


def test_without_modules_nothing_is_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", "")
    assert bundle_modules(tmp_path, {}) == {}


def test_a_bundle_lies_beside_the_first_module_and_is_named_by_all() -> None:
    both = bundle_name(["assets/js/a.js", "assets/other/b.js"])
    assert both.startswith("assets/js/modules-")
    assert both != bundle_name(["assets/js/a.js"])
    assert both != bundle_name(["assets/other/b.js", "assets/js/a.js"])
