import io

import matplotlib.pyplot as plt
import numpy as np
import pytest

from handbook.notebooks.svg import Size, minify, size
from handbook.publish import COLORS, STYLE


def drawn() -> str:
    buffer = io.StringIO()
    with plt.rc_context(STYLE):
        fig, ax = plt.subplots()
        ax.plot(np.linspace(0, 1, 300), np.sin(np.linspace(0, 9, 300)), color=COLORS["C1"])
        ax.set_title("Two  words")
        fig.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        plt.close(fig)
    return buffer.getvalue()


def test_small_picture_has_the_same_elements() -> None:
    from lxml import etree

    before, after = (
        [element.tag for element in etree.fromstring(text.encode()).iter("{http://www.w3.org/2000/svg}*")]
        for text in (drawn(), minify(drawn()))
    )
    before.remove("{http://www.w3.org/2000/svg}metadata")
    assert after == before
    assert len(minify(drawn())) < 0.85 * len(drawn())
    assert minify(minify(drawn())) == minify(drawn())


def test_coordinates_are_rounded_to_a_hundredth() -> None:
    path = '<path d="M 1.23456 2 \nL -0.0001 1.5e-07"/><use x="3.14159" y="-2.71828"/>'
    assert minify(path) == '<path d="M 1.23 2L 0 0"/><use x="3.14" y="-2.72"/>'


def test_long_curves_are_rounded_to_a_tenth() -> None:
    points = "\n".join(f"L {index}.123 {index}.987" for index in range(60))
    assert minify(f'<path d="M 0.55 1.25 \n{points}"/>').startswith('<path d="M 0.6 1.2L 0.1 1L 1.1 2L')


def test_size_is_in_pixels() -> None:
    assert size(drawn()) == Size(614, 346)
    with pytest.raises(ValueError, match="no width and height"):
        size("<svg></svg>")
