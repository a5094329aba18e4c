import json
from pathlib import Path

import pytest

from handbook.notebooks.checks import check_executed, check_source
from handbook.notebooks.source import read
from tests.unit.notebooks.repository import FIGURE, Repository


def published(
    name: str = "line", alt: str = "A straight line that rises from zero to one.", caption: str = "Up."
) -> str:
    call = f"figure(fig, {name!r}, alt={alt!r}, caption={caption!r})"
    imports = "import matplotlib.pyplot as plt\nfrom handbook.publish import figure"
    return f"{imports}\nfig, ax = plt.subplots()\n{call}"


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (published(alt=""), "the figure 'line' has no alt text"),
        (published(alt="A short text."), "the alt text of the figure 'line' has 13 characters"),
        (published(caption=" "), "the figure 'line' has no caption"),
        (published(name="My_Line"), "the name 'My_Line' is not kebab-case"),
    ],
)
def test_published_figures_are_described(repository: Repository, cell: str, message: str) -> None:
    # A title of one line: cells begin on line 5, the call is their fourth line.
    assert repository.problem(cell).startswith(f"notebooks/topic/slug.py:8: {message}")
    assert repository.results("topic/slug") == []


def test_name_is_used_once(repository: Repository) -> None:
    record = "from handbook.publish import record\nrecord('noise', 1)"
    shown = repository.problem(record, record)
    assert shown.startswith("notebooks/topic/slug.py:10: the name 'noise' was already used on line 6")


@pytest.mark.parametrize("value", ["float('nan')", "float('inf')"])
def test_recorded_numbers_are_finite(repository: Repository, value: str) -> None:
    shown = repository.problem(f"from handbook.publish import record\nrecord('noise', {value})")
    assert "the number 'noise' is" in shown


@pytest.mark.parametrize(
    "cell",
    [
        "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])",
        "from matplotlib.figure import Figure\nFigure()",
    ],
)
def test_figure_that_is_not_published(repository: Repository, cell: str) -> None:
    assert "5: cell 1 shows a figure that is not published" in repository.problem(cell)


def test_closed_figure_needs_no_publishing(repository: Repository) -> None:
    repository.write(
        "topic/slug", "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nplt.close(fig)"
    )
    assert repository.update().problems == ()


def test_picture_that_is_not_published(repository: Repository) -> None:
    cell = "from IPython.display import SVG\nSVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')"
    assert "cell 1 shows a picture that is not published" in repository.problem(cell)


def test_heavy_figure(repository: Repository) -> None:
    shown = repository.problem(
        """
        import matplotlib.pyplot as plt
        import numpy as np
        from handbook.publish import figure
        fig, ax = plt.subplots()
        ax.scatter(*np.random.default_rng(0).normal(size=(2, 9000)))
        figure(fig, "cloud", alt="Nine thousand points around the origin.", caption="A cloud.")
        """
    )
    assert "the figure 'cloud' weighs" in shown


def test_warnings_are_problems(repository: Repository) -> None:
    shown = repository.problem("import warnings\nwarnings.warn('does not converge')")
    assert "cell 1 writes to standard error: <cell 1>:2: UserWarning: does not converge" in shown


def test_missing_font_weight_is_no_problem(repository: Repository) -> None:
    cell = published().replace("figure(fig", "ax.set_title('Title', weight='semibold')\nfigure(fig")
    repository.write("topic/slug", cell)
    assert repository.update().problems == ()


def test_title_is_missing() -> None:
    (problem,) = check_source(read("topic/slug", "# %%\n1\n"))
    assert problem.message == "the notebook has no H1"


def test_expected_exceptions_are_refused() -> None:
    script = '# %% [markdown]\n# # Title\n\n# %% tags=["raises-exception"]\n1 / 0\n'
    (problem,) = check_source(read("topic/slug", script))
    assert (problem.line, problem.message) == (5, "the tag raises-exception is not allowed")


def test_processor_time_is_limited() -> None:
    notebook = {"cells": [], "metadata": {}}
    assert check_executed("topic/slug", notebook, 59.0, 60.0) == []
    (problem,) = check_executed("topic/slug", notebook, 61.0, 60.0)
    assert problem.message == "takes 61 s of processor time, 60 s are allowed"


def test_hidden_import_is_found(repository: Repository) -> None:
    repository.module("topic/hidden", "ONE = 1")
    shown = repository.problem("import importlib\nimportlib.import_module('scratch.topic.' + 'hidden').ONE")
    assert "scratch/topic/hidden.py was imported in a way that cannot be seen" in shown


def test_all_problems_are_reported_together(repository: Repository) -> None:
    repository.write("topic/slug", published(name="Bad", alt="", caption=""), "1 / 0", title="No heading.")
    repository.write("topic/other", published(alt="", caption=""))
    assert len(repository.update().problems) == 4


def test_unreadable_notebooks_do_not_stop_the_others(repository: Repository) -> None:
    repository.write("topic/good", "1")
    folder = repository.root / "notebooks" / "topic"
    (folder / "bytes.py").write_bytes(b"# %%\n'\xff'\n")
    (folder / "header.py").write_text(
        "# ---\n# jupyter:\n#   kernelspec:\n#     name: python3\n# ---\n", encoding="utf-8"
    )
    result = repository.update()
    assert result.executed == ("topic/good",)
    assert [problem.path for problem in result.problems] == [
        "notebooks/topic/bytes.py",
        "notebooks/topic/header.py",
    ]


def test_good_notebook_has_no_problem(repository: Repository) -> None:
    path: Path = repository.write("topic/slug", FIGURE)
    assert repository.update().problems == ()
    (result,) = repository.results("topic/slug")
    cells = json.loads(result.read_text(encoding="utf-8"))["cells"]
    assert (
        path.read_text(encoding="utf-8")
        .splitlines()[cells[1]["metadata"]["handbook"]["line"] - 1]
        .startswith("import")
    )
