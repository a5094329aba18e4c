"""Start a question, chapter, notebook, drill or case study from a valid form with marked gaps."""

import argparse
import datetime
import re
import sys
from importlib.resources import files
from pathlib import Path

from handbook.bank.checks import LEDGER, read_ledger

_FORMS = {
    "question": ("question.md", "questions/{name}.md"),
    "chapter": ("chapter.md", "docs/{name}.md"),
    "case-study": ("case-study.md", "docs/{name}.md"),
    "notebook": ("notebook.py.txt", "notebooks/{name}.py"),
    "drill": ("drill.py.txt", "drills/{name}.py"),
}
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Write the file, enter a question's id in the ledger, and say what to do next."""
    if not _NAME.fullmatch(arguments.name):
        print(f"`{arguments.name}` is not `folder/slug` in kebab-case", file=sys.stderr)
        return 2
    form, place = _FORMS[arguments.kind]
    path = root / place.format(name=arguments.name)
    if path.exists():
        print(f"{path.relative_to(root).as_posix()} exists already; nothing was changed", file=sys.stderr)
        return 1
    text = fill(form, arguments.name, title=arguments.title, chapter=arguments.chapter, topic=arguments.topic)
    if arguments.kind == "question":
        slug = arguments.name.split("/")[1]
        ledger = read_ledger(root)
        if re.search(rf"^{re.escape(slug)}( retired)?$", ledger, re.MULTILINE):
            print(f"the id `{slug}` was issued before; choose another slug", file=sys.stderr)
            return 1
        (root / LEDGER).write_text(add_to_ledger(ledger, slug), "utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    print(f"wrote {path.relative_to(root).as_posix()}: fill what is marked REPLACE, then `handbook.py check`")
    if arguments.kind in ("chapter", "case-study"):
        print(f"and add {arguments.name}.md to the nav of mkdocs.yml")
    return 0


def fill(form: str, name: str, *, title: str | None, chapter: str, topic: str) -> str:
    """Return a form with its known values filled in; gaps keep the mark REPLACE."""
    folder, slug = name.split("/")
    values = {
        "slug": slug,
        "topic": topic or folder,
        "chapter": chapter or "part/chapter",
        "title": title or slug.replace("-", " ").capitalize(),
        "today": datetime.date.today().isoformat(),
    }
    text = files("handbook.scaffold").joinpath(form).read_text("utf-8")
    for key, value in values.items():
        text = text.replace("{{" + key + "}}", value)
    return text


def add_to_ledger(ledger: str, name: str) -> str:
    """Return the ledger with one more id, comments first, then sorted."""
    rows = ledger.splitlines()
    comments = [row for row in rows if row.startswith("#")]
    entries = sorted({*(row for row in rows if row and not row.startswith("#")), name})
    return "\n".join([*comments, *entries]) + "\n"
