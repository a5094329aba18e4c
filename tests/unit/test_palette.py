"""The logic of the colour schemes, run by node; the buttons are tested in a browser."""

import json
import subprocess
from pathlib import Path

import pytest

from handbook.browser_parts import node_command

MODULE = Path(__file__).parents[2] / "docs" / "assets" / "javascripts" / "palette.js"
SYSTEM = "(prefers-color-scheme)"


@pytest.mark.parametrize(
    ("entry", "dark", "scheme"),
    [
        ({"media": SYSTEM, "scheme": ""}, False, "default"),
        ({"media": SYSTEM, "scheme": ""}, True, "slate"),
        ({"media": SYSTEM, "scheme": "slate"}, False, "default"),
        ({"media": "(prefers-color-scheme: light)", "scheme": "default"}, True, "default"),
        ({"media": "(prefers-color-scheme: dark)", "scheme": "slate"}, False, "slate"),
    ],
)
def test_only_the_first_entry_follows_the_system(entry: dict[str, str], dark: bool, scheme: str) -> None:
    code = (
        f"import {{ schemeOf }} from {json.dumps(MODULE.as_uri())};"
        f"console.log(schemeOf({json.dumps(entry)}, {json.dumps(dark)}))"
    )
    done = subprocess.run(
        [*node_command(), "--input-type=module", "--eval", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == scheme
