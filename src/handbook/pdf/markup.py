"""Write text as Typst markup and strings, so that no character of it is taken for syntax."""

import re
from collections.abc import Iterable

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SYNTAX = re.compile(r"([\\#$*_`<>@~\[\]/=+])")
# Two hyphens, dots or a hyphen before a digit become other characters; at a beginning both may start a list.
_SHORTHAND = re.compile(r"-(?=[-?\d])|(?<=-)-|^-|(?<=\.)\.")
_ENUMERATION = re.compile(r"^(\d+)([.)])")
_LONG_WORD = re.compile(r"[^\s\u00ad\u200b]{25,}")
_BREAKABLE = re.compile(r"(?<=[/._,=&?(\[{:-])(?=[^/._,=&?(\[{:-])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

# Kept as they are: inside a Typst string everything else stands for itself.
_STRING = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "", "\t": "    "})


def escape(text: str) -> str:
    """Return text as markup; white space becomes one space, straight quotes become typographic ones."""
    text = breakable(_SPACE.sub(" ", _CONTROL.sub("", text.replace("\t", " "))))
    return _ENUMERATION.sub(r"\1\\\2", _SHORTHAND.sub(r"\\\g<0>", _SYNTAX.sub(r"\\\1", text)))


def string(text: str) -> str:
    """Return text as a Typst string literal."""
    return f'"{text if text.isalnum() else _CONTROL.sub("", text.translate(_STRING))}"'


def breakable(text: str) -> str:
    """Allow lines to break inside words as long as addresses and paths, at their punctuation."""
    return _LONG_WORD.sub(lambda word: _BREAKABLE.sub("\u200b", word[0]), text)


def array(items: Iterable[str]) -> str:
    """Return expressions as a Typst array; one item is an array, too."""
    return f"({''.join(f'{item}, ' for item in items)})"


def points(length: float) -> str:
    """Return a length."""
    return f"{length:.2f}pt"


_UNSAFE = re.compile(r"[^A-Za-z0-9.-]")


def label(anchor: str) -> str:
    """Return the name of the Typst label of ``<uri>#<id>``, as it can stand between angle brackets.

    Different anchors have different names; a reader can use them behind ``#`` in the address of the PDF.
    """
    uri, _, name = anchor.partition("#")
    path = ".".join(_safe(step).replace(".", "_2e_") for step in uri.strip("/").split("/"))
    return f"{path or '_'}:{_safe(name)}"


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda found: f"_{ord(found[0]):x}_", text)
