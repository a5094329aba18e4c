import pytest

from handbook.notebooks.results import (
    NotebookNumber,
    Results,
    UnknownResultError,
    format_number,
    load_results,
)
from handbook.publish import COLORS, DARK_COLORS
from tests.unit.notebooks.repository import FIGURE, Repository

NUMBERS = """
import numpy as np
from handbook.publish import record

record("noise", np.float64(0.25), unit="ms")
record("rows", np.int64(12345))
record("winner", "ridge")
"""


@pytest.fixture
def results(repository: Repository) -> Results:
    repository.write("topic/slug", FIGURE, NUMBERS)
    repository.write("topic/failing", "1 / 0")
    repository.update()
    return load_results(repository.root)


def test_figure_by_name(results: Results) -> None:
    figure = results.figure("topic/slug#line")
    assert (figure.width, figure.height) == (614, 346)
    assert figure.alt == "A straight line that rises from zero to one."
    assert figure.caption == "It is $y = x$."
    assert COLORS["C0"] in figure.svg_light and DARK_COLORS["C0"] not in figure.svg_light
    assert DARK_COLORS["C0"] in figure.svg_dark and COLORS["C0"] not in figure.svg_dark


def test_numbers_by_name(results: Results) -> None:
    assert results.number("topic/slug#noise") == NotebookNumber(0.25, "ms")
    assert results.number("topic/slug#rows") == NotebookNumber(12345)
    assert results.number("topic/slug#winner") == NotebookNumber("ridge")


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("topic/slag#noise", "there is no notebook 'topic/slag'; did you mean 'topic/slug'?"),
        ("topic/slug#nose", "the notebook 'topic/slug' publishes no number 'nose'; did you mean 'noise'?"),
        ("topic/slug", "'topic/slug' names no result; write `<topic>/<slug>#<name>`"),
        ("topic/failing#x", "the notebook 'topic/failing' has not been executed without a problem yet"),
    ],
)
def test_unknown_results_are_explained(results: Results, reference: str, message: str) -> None:
    with pytest.raises(UnknownResultError) as caught:
        results.number(reference)
    assert str(caught.value) == message


def test_a_number_is_no_figure(results: Results) -> None:
    with pytest.raises(UnknownResultError, match="publishes no figure 'noise'; it has line"):
        results.figure("topic/slug#noise")


@pytest.mark.parametrize(
    ("number", "spec", "text"),
    [
        (NotebookNumber(1234567), "", "1,234,567"),
        (NotebookNumber(0.123456), "", "0.123"),
        (NotebookNumber(12345.6), "", "12,346"),
        (NotebookNumber(-0.5), "", "−0.5"),
        (NotebookNumber(-0.5), ".2f", "−0.50"),
        (NotebookNumber(0.25), ".0%", "25%"),
        (NotebookNumber(3.14159, "ms"), ".2f", "3.14\N{NO-BREAK SPACE}ms"),
        (NotebookNumber(42.0, "%"), "", "42\u00a0%"),
        (NotebookNumber("ridge"), "", "ridge"),
        (NotebookNumber("-x"), "", "-x"),
    ],
)
def test_numbers_are_formatted(number: NotebookNumber, spec: str, text: str) -> None:
    assert format_number(number, spec) == text


def test_wrong_specification_is_an_error() -> None:
    with pytest.raises(ValueError):
        format_number(NotebookNumber("ridge"), ".3f")
