"""A small repository with notebooks, for tests to fill and run."""

import textwrap
from dataclasses import dataclass
from pathlib import Path

from handbook.notebooks.execute import Executor
from handbook.notebooks.update import Update, update

FIGURE = """
import matplotlib.pyplot as plt
from handbook.publish import figure

fig, ax = plt.subplots()
ax.plot([0, 1], [0, 1])
figure(fig, "line", alt="A straight line that rises from zero to one.", caption="It is $y = x$.")
"""


@dataclass
class Repository:
    """A repository root and helpers to fill and run it."""

    root: Path
    executor: Executor

    def write(self, name: str, *cells: str, title: str = "# Title\n\nWhat it measures.") -> Path:
        """Write a notebook: a Markdown cell with the title, then code cells."""
        heading = textwrap.indent(title, "# ", lambda line: True)
        body = [f"# %% [markdown]\n{heading}\n"] + [
            f"# %%\n{textwrap.dedent(cell).strip()}\n" for cell in cells
        ]
        path = self.root / "notebooks" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(body), encoding="utf-8")
        return path

    def module(self, name: str, text: str) -> Path:
        """Write a module under scratch/."""
        path = self.root / "scratch" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).strip() + "\n", encoding="utf-8")
        return path

    def update(self, *names: str, force: bool = False) -> Update:
        """Run what is stale."""
        return update(self.root, names or None, force=force, executor=self.executor)

    def problem(self, *cells: str, title: str = "# Title") -> str:
        """Run one notebook of these cells and return its only problem as it is printed."""
        self.write("topic/slug", *cells, title=title)
        problems = self.update().problems
        assert len(problems) == 1, problems
        return str(problems[0])

    def results(self, name: str) -> list[Path]:
        """Return the cached results of a notebook."""
        return sorted((self.root / ".cache" / "notebooks" / name).glob("*.ipynb"))
