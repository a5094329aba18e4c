"""Write a synthetic handbook of any size, and the same pages as a stock Material site.

    python scripts/bench/synthetic.py FOLDER --pages 300 --notebooks 0

``FOLDER/ours`` is a repository like this one, built by its hooks, its code, its overrides and its settings.
``FOLDER/stock`` holds the Markdown that MkDocs is given there, with every directive expanded and every
generated page, for Material as its documentation sets it up.
"""

import argparse
import shutil
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from handbook.content import ContentLoader
from handbook.markdown import expand
from handbook.pages import with_header
from handbook.problems import ProblemsError
from scripts.bench.prose import Writer

REPOSITORY = Path(__file__).resolve().parents[2]
QUESTIONS_A_PAGE = 7

_CODE = (
    '''
    import numpy as np


    def descend(X, y, learning_rate=0.1, epochs=20, penalty=1e-3):
        """Fit a logistic regression by full-batch gradient descent."""
        weights = np.zeros(X.shape[1])
        for _ in range(epochs):
            probability = 1 / (1 + np.exp(-X @ weights))
            gradient = X.T @ (probability - y) / len(y) + penalty * weights
            weights -= learning_rate * gradient
        return weights
    ''',
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_score
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.5))
    scores = cross_val_score(model, X, y, cv=5, scoring="roc_auc")
    print(f"{scores.mean():.3f} +- {scores.std():.3f}")
    """,
    '''
    def edit_distance(one: str, other: str) -> int:
        """Count insertions, deletions and substitutions."""
        before = list(range(len(other) + 1))
        for row, letter in enumerate(one, 1):
            now = [row]
            for column, second in enumerate(other, 1):
                now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (letter != second)))
            before = now
        return before[-1]
    ''',
)
_SQL = """
SELECT day, count(DISTINCT user_id) AS users, avg(events) OVER (ORDER BY day ROWS 6 PRECEDING) AS week
FROM activity
GROUP BY day
ORDER BY day
"""


@dataclass(frozen=True)
class Question:
    """A question of a chapter; the answers are Markdown."""

    id: str
    title: str
    short: str
    full: str


def make_questions(number: int) -> list[Question]:
    """Write the questions of one chapter."""
    writer = Writer(7_000_000 + number)
    return [
        Question(
            f"synthetic-{number:04d}-{index}",
            f"Why does it matter that {writer.clause()}?",
            writer.short_answer(),
            f"{writer.paragraph(4)}\n\n{writer.formula()}\n\n{writer.paragraph(2)}",
        )
        for index in range(QUESTIONS_A_PAGE)
    ]


def make_chapter(number: int, neighbours: list[str]) -> str:
    """Write the body of one chapter up to its questions."""
    writer = Writer(1_000_000 + number)
    parts = [writer.paragraph(5)]
    for section in range(6):
        parts += [f"## {writer.title()}", writer.paragraph(5)]
        if section % 2 == 0:
            parts += [writer.formula(), writer.paragraph(3)]
        if section in (1, 4):
            parts.append(_tabs(number + section))
        if section in (2, 5):
            parts.append(writer.table())
        parts += [f"### {writer.title()}", writer.paragraph(4)]
        if section in (0, 3):
            parts.append(f'!!! note "{writer.title()}"\n\n{textwrap.indent(writer.paragraph(3), "    ")}')
        links = [f"[{writer.title()}]({writer.random.choice(neighbours)})" for _ in range(2)]
        parts.append(f"See {' and '.join(links)}.")
    return "\n\n".join(parts) + "\n"


def _code(index: int) -> str:
    return textwrap.dedent(_CODE[index % len(_CODE)]).strip()


def _tabs(index: int) -> str:
    # Not executed by anyone; the attribute says so to the tests of this repository, and stock ignores it.
    blocks = {
        "NumPy": f"``` {{ .python .no-run }}\n{_code(index)}\n```",
        "scikit-learn": f"``` {{ .python .no-run }}\n{_code(index + 1)}\n```",
        "SQL": f"```sql\n{_SQL.strip()}\n```",
    }
    tabs = [f'=== "{name}"\n\n{textwrap.indent(block, "    ")}' for name, block in blocks.items()]
    return "\n\n".join(tabs)


def make_notebook(number: int, flavour: str) -> str:
    """Write one percent-format notebook with figures and fits of scikit-learn."""
    writer = Writer(3_000_000 + number)
    show = {"ours": 'figure(fig, "{0}", alt="{1}", caption="{2}")', "stock": "plt.show()"}[flavour]

    def shown(name: str) -> str:
        alt = "A synthetic picture of what the cell above has computed, for measurements."
        return show.format(name, alt, f"Picture {name}.")

    title = writer.title()
    cells = [f"# %% [markdown]\n# # {title}\n#\n# {writer.paragraph(3)}"]
    imports = """import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import make_moons
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import roc_auc_score, roc_curve
from sklearn.model_selection import learning_curve, train_test_split"""
    if flavour == "ours":
        imports += "\n\nfrom handbook.publish import figure"
    steps = [
        f"{imports}\n\nrng = np.random.default_rng({number})",
        f"X, y = make_moons(n_samples=400, noise=0.25, random_state={number})\n"
        f"X_train, X_test, y_train, y_test = train_test_split(X, y, random_state={number})\n"
        "X_train[:5]",
        "linear = LogisticRegression().fit(X_train, y_train)\n"
        f"forest = RandomForestClassifier(50, max_depth=5, random_state={number}).fit(X_train, y_train)\n"
        "assert forest.score(X_test, y_test) > 0.7\n"
        "print(round(forest.score(X_test, y_test), 3))",
        "grid = np.stack(np.meshgrid(np.linspace(-2, 3, 120), np.linspace(-1.5, 2, 120)), -1)\n"
        "surface = forest.predict_proba(grid.reshape(-1, 2))[:, 1].reshape(120, 120)\n"
        "fig, ax = plt.subplots()\nax.contourf(grid[..., 0], grid[..., 1], surface, levels=12)\n"
        'ax.scatter(*X_test.T, c=y_test, s=18)\nax.set(title="A boundary", xlabel="first", ylabel="second")\n'
        + shown("boundary"),
        "fig, ax = plt.subplots()\nfor model in (linear, forest):\n"
        "    score = model.predict_proba(X_test)[:, 1]\n    false, true, _ = roc_curve(y_test, score)\n"
        "    ax.plot(false, true, label=f'{roc_auc_score(y_test, score):.3f}')\n"
        'ax.legend()\nax.set(title="Two curves", xlabel="false", ylabel="true")\n' + shown("curves"),
        "sizes, train, valid = learning_curve(LogisticRegression(), X, y, cv=5)\n"
        "fig, ax = plt.subplots()\nax.plot(sizes, train.mean(1))\nax.plot(sizes, valid.mean(1))\n"
        'ax.set(title="Learning", xlabel="rows", ylabel="accuracy")\n' + shown("learning"),
        "means = rng.exponential(size=(2000, 30)).mean(1)\n"
        "assert abs(means.mean() - 1) < 0.02\nprint(round(float(means.std()), 4))",
    ]
    for step in steps:
        cells += [f"# %% [markdown]\n# ## {writer.title()}\n#\n# {writer.paragraph(3)}", f"# %%\n{step}"]
    return f"{_NOTEBOOK_HEAD}\n" + "\n\n".join(cells) + "\n"


_NOTEBOOK_HEAD = """# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---
"""


def write_sites(folder: Path, pages: int, notebooks: int) -> None:
    """Write both sites.

    Args:
        folder: Made anew.
        pages: Number of chapters, each with seven questions.
        notebooks: Number of notebooks.
    """
    if folder.exists():
        shutil.rmtree(folder)
    ours, stock = folder / "ours", folder / "stock"
    topics = list(yaml.safe_load((REPOSITORY / "questions/topics.yml").read_text("utf-8")))
    per_topic = -(-pages // len(topics))
    nav: list[Any] = [{"Home": "index.md"}]
    text = f"# Synthetic handbook\n\n{Writer(1).paragraph(6)}\n"
    _write(ours / "docs/index.md", f"---\n{_front_matter('Synthetic handbook', kind='page')}---\n\n{text}")
    for index, topic in enumerate(topics):
        numbers = range(index * per_topic, min((index + 1) * per_topic, pages))
        names = [f"page-{number:04d}.md" for number in numbers]
        for number, name in zip(numbers, names, strict=True):
            _write_chapter(ours, number, topic, name, names)
        if names:
            nav.append({topic: [f"{topic}/{name}" for name in names]})
    _write_surroundings(ours, topics, nav)
    _write_stock(ours, stock, nav)
    for number in range(notebooks):
        topic = topics[number % len(topics)]
        _write(ours / "notebooks" / topic / f"lab-{number:03d}.py", make_notebook(number, "ours"))
        _write(stock / f"docs/labs/lab_{number:03d}.py", make_notebook(number, "stock"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _front_matter(title: str, **values: Any) -> str:
    description = "A synthetic page that is only there to be measured, with text of the usual length."
    return yaml.safe_dump({"title": title, "description": description, **values}, sort_keys=False)


def _write_chapter(folder: Path, number: int, topic: str, name: str, neighbours: list[str]) -> None:
    title = f"Page {number} on {Writer(number).title().lower()}"
    chapter: dict[str, Any] = {"kind": "chapter", "levels": ["mid"], "frequency": "high", "topic": topic}
    chapter |= {"notebooks": [], "drills": [], "reviewed": "2026-11-20"}
    for question in make_questions(number):
        _write(folder / "questions" / topic / f"{question.id}.md", _question_file(question, topic, name))
    head = f"---\n{_front_matter(title, **chapter)}---\n\n# {title}\n\n"
    body = make_chapter(number, neighbours)
    _write(folder / "docs" / topic / name, f"{head}{body}\n## Questions\n\n<!-- questions: all -->\n")


_RUBRIC = """- [must] Names the quantity that is minimised.
- [must] Says on which data it is measured.
- [nice] Gives a counterexample."""


def _question_file(question: Question, topic: str, page: str) -> str:
    values: dict[str, Any] = {
        "id": question.id,
        "level": "intermediate",
        "kind": "concept",
        "rounds": ["theory"],
        "roles": ["mle"],
        "frequency": "med",
        "chapter": f"{topic}/{page.removesuffix('.md')}",
        "related": [],
        "tags": ["synthetic"],
        "reviewed": "2026-11-20",
        "sources": [],
    }
    writer = Writer(len(question.full))
    return (
        f"---\n{yaml.safe_dump(values, sort_keys=False)}---\n\n# {question.title}\n\n"
        f"## Short answer\n\n{question.short}\n\n## Full answer\n\n{question.full}\n\n"
        f"## Rubric\n\n{_RUBRIC}\n\n## Follow-ups\n\n### And at scale?\n\n{writer.sentence()}\n\n"
        f"### And with noise?\n\n{writer.sentence()}\n\n## Traps\n\n- **It depends.** {writer.sentence()}\n"
    )


def _write_surroundings(folder: Path, topics: list[str], nav: list[Any]) -> None:
    """Surround the chapters with what this repository's hooks and settings need."""
    for name in ("package.json", "package-lock.json", "requirements.txt", "questions/topics.yml"):
        _write(folder / name, (REPOSITORY / name).read_text("utf-8"))
    for name in ("assets", "practice"):
        if (REPOSITORY / "docs" / name).is_dir():
            shutil.copytree(REPOSITORY / "docs" / name, folder / "docs" / name)
    (folder / "node_modules").symlink_to(REPOSITORY / "node_modules")
    (folder / "scratch").symlink_to(REPOSITORY / "scratch")
    ids = sorted(path.stem for path in (folder / "questions").glob("*/*.md"))
    _write(folder / "questions/ids.txt", "\n".join(ids) + "\n")
    first = next((folder / "docs" / topics[0]).glob("*.md")).stem
    entry = {
        "definition": "Something that is only measured.",
        "why": "Nothing.",
        "chapter": f"{topics[0]}/{first}",
    }
    glossary = {"sample": {"term": "Sample", **entry}}
    _write(folder / "docs/reference/glossary.yml", yaml.safe_dump(glossary))
    _write(folder / "docs/redirects.yml", "{}\n")
    hooks = [*yaml.load((REPOSITORY / "mkdocs.yml").read_text("utf-8"), _PlainLoader)["hooks"]]
    if "hooks/incremental.py" not in hooks:
        hooks.append("hooks/incremental.py")
    config = {
        "INHERIT": str(REPOSITORY / "mkdocs.yml"),
        "site_name": "Synthetic handbook",
        "nav": nav,
        "strict": False,
        "watch": [],
        "hooks": [str(REPOSITORY / hook) for hook in hooks],
        "theme": {"custom_dir": str(REPOSITORY / "overrides")},
        "validation": {"nav": {"omitted_files": "ignore"}},
    }
    _write(folder / "mkdocs.yml", yaml.safe_dump(config, sort_keys=False))


class _PlainLoader(yaml.SafeLoader):
    """Reads MkDocs' settings and takes what they compute for nothing."""


_PlainLoader.add_multi_constructor("", lambda loader, suffix, node: None)


_STOCK: dict[str, Any] = {
    "site_name": "Synthetic handbook",
    "site_url": "https://handbook.example.org/",
    "theme": {
        "name": "material",
        "font": False,
        "features": [
            "navigation.tabs",
            "navigation.sections",
            "navigation.top",
            "navigation.footer",
            "toc.follow",
            "search.suggest",
            "search.highlight",
            "content.code.copy",
            "content.code.annotate",
            "content.tabs.link",
        ],
    },
    "plugins": {"search": {}},
    "markdown_extensions": {
        "abbr": {},
        "admonition": {},
        "attr_list": {},
        "def_list": {},
        "footnotes": {},
        "md_in_html": {},
        "tables": {},
        "toc": {"permalink": True},
        "pymdownx.arithmatex": {"generic": True},
        "pymdownx.betterem": {},
        "pymdownx.blocks.html": {},
        "pymdownx.details": {},
        "pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span", "pygments_lang_class": True},
        "pymdownx.inlinehilite": {},
        "pymdownx.snippets": {},
        "pymdownx.superfences": {},
        "pymdownx.tabbed": {"alternate_style": True},
        "pymdownx.tasklist": {"custom_checkbox": True},
    },
    "validation": {"links": {"absolute_links": "relative_to_docs"}},
    # In place of a content delivery network; pages.py puts the file there.
    "extra_javascript": ["javascripts/mathjax-settings.js", "javascripts/mathjax/tex-mml-chtml.js"],
}

_LABS: dict[str, Any] = {
    **{name: value for name, value in _STOCK.items() if name != "nav"},
    "plugins": {"mkdocs-jupyter": {"execute": True, "allow_errors": False, "include": ["labs/*.py"]}},
    "exclude_docs": "*\n!/index.md\n!/labs/\n!/labs/*.py\n",
}
"""Only the notebooks, as mkdocs-jupyter is set up in its documentation."""

_MATHJAX = """window.MathJax = {
  tex: {inlineMath: [["\\\\(", "\\\\)"]], displayMath: [["\\\\[", "\\\\]"]], processEscapes: true},
  options: {ignoreHtmlClass: ".*|", processHtmlClass: "arithmatex"},
};
"""


def _write_stock(ours: Path, folder: Path, nav: list[Any]) -> None:
    """Write the pages of our site as MkDocs is given them, with stock settings."""
    content, problems = ContentLoader(ours).load()
    if problems:
        raise ProblemsError(problems)
    context = content.shared.context
    for uri, page in content.pages.items():
        expansion = expand(page.document.body, context, f"docs/{uri}")
        text = with_header(expansion.text, page.meta, content.shared.facts(page.name))
        front_matter = yaml.safe_dump(page.meta, sort_keys=False)
        _write(folder / "docs" / uri, f"---\n{front_matter}---\n\n{text}")
    for file in content.shared.generated:
        path = folder / "docs" / file.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content.encode("utf-8") if isinstance(file.content, str) else file.content)
    _write(folder / "docs/javascripts/mathjax-settings.js", _MATHJAX)
    for name, settings in (("mkdocs.yml", _STOCK), ("labs.yml", _LABS)):
        _write(folder / name, yaml.safe_dump({**settings, "nav": nav}, sort_keys=False))


def main() -> None:
    """Write a site as the command line asks."""
    parser = argparse.ArgumentParser(description="Write a synthetic handbook.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--notebooks", type=int, default=0)
    arguments = parser.parse_args()
    write_sites(arguments.folder, arguments.pages, arguments.notebooks)
    words = [len(path.read_text("utf-8").split()) for path in arguments.folder.glob("stock/docs/**/*.md")]
    print(f"{len(words)} pages of {sum(words) // len(words)} words")


if __name__ == "__main__":
    main()
