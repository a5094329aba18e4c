"""Join the style sheets of the components into the one that pages load."""

import re
from pathlib import Path

from handbook.problems import Problem, ProblemsError
from handbook.sources import read_source, relative

STYLES = "assets/stylesheets/handbook.css"
_IMPORT = re.compile(r'^@import "(?P<name>[\w-]+\.css)";\n', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_BREAK = re.compile(r"(?P<before>[{};,:(]?)\s*\n\s*(?P<after>[})]?)")


def joined_styles(root: Path) -> str:
    """Return ``docs/assets/stylesheets/handbook.css`` with its imports replaced by what they name.

    A page then asks for one file instead of a dozen, which compresses better, too. Comments, line breaks and
    indents are left out.

    Raises:
        ProblemsError: An import names no file.
    """
    path = root / "docs" / STYLES
    text = read_source(path, root)

    def content(match: re.Match[str]) -> str:
        part = path.with_name(match["name"])
        if not part.is_file():
            line = text.count("\n", 0, match.start()) + 1
            raise ProblemsError([Problem(relative(path, root), line, f"there is no {match['name']}")])
        return _COMMENT.sub("", read_source(part, root))

    joined = _COMMENT.sub("", _IMPORT.sub(content, text))
    return _BREAK.sub(lambda match: match[1] + match[2] or " ", joined).strip() + "\n"
