"""The finder's lists: phrases that mean the same, and words that are not looked for."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from handbook.finder.words import words
from handbook.glossary import Glossary

_BY_HAND = Path(__file__).with_name("synonyms.yml")
_STOP = Path(__file__).with_name("stop-words.txt")
_COMMON = Path(__file__).with_name("common-words.txt")


def synonyms_by_hand() -> list[list[str]]:
    """Return the sets of ``synonyms.yml``."""
    sets: list[list[str]] = yaml.safe_load(_BY_HAND.read_text("utf-8"))
    return sets


def synonyms(glossary: Glossary, by_hand: Iterable[Iterable[str]]) -> list[tuple[str, ...]]:
    """Return sets of at least two phrases, each phrase as the finder's words joined by spaces.

    Args:
        glossary: Its entries with other names are sets.
        by_hand: More sets.
    """
    named = ((term.term, *term.also) for term in glossary.terms if term.also)
    sets = (_distinct(" ".join(words(phrase)) for phrase in phrases) for phrases in (*named, *by_hand))
    return [phrases for phrases in sets if len(phrases) > 1]


def stop_words() -> frozenset[str]:
    """Return the words that the index leaves out."""
    return _read(_STOP)


def common_words() -> frozenset[str]:
    """Return the words that are not marked."""
    return _read(_COMMON)


def _read(path: Path) -> frozenset[str]:
    lines = path.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _distinct(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_filled(phrases)))


def _filled(phrases: Iterable[str]) -> Iterator[str]:
    return (phrase for phrase in phrases if phrase)
