"""Sizes of images, told by the images themselves."""

import struct

import pytest

from handbook.pdf.figures import image_size

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 400, 200)


@pytest.mark.parametrize(
    ("name", "content", "size"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='100' height='50'/>", (75, 37.5)),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='100pt' height='1in'/>", (100, 72)),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='100%' viewBox='0 0 200 40'/>", (150, 30)),
        ("a.png", PNG, (300, 150)),
    ],
)
def test_image_size(name: str, content: bytes, size: tuple[float, float]) -> None:
    assert image_size(name, content) == pytest.approx(size)


@pytest.mark.parametrize(("name", "content"), [("a.svg", b"<svg/>"), ("a.svg", b"no"), ("a.png", b"<svg/>")])
def test_what_is_no_image(name: str, content: bytes) -> None:
    with pytest.raises((ValueError, SyntaxError)):
        image_size(name, content)
