"""The finder's index: for each word the texts that hold it, and what is shown of them."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

VERSION = 1

FIELDS = ("title", "asked", "text")
"""Names of the fields; the page weighs them (docs/assets/javascripts/practice/find/rank.js)."""

MOST = 3
"""Counts above this one are the same to the ranking."""


@dataclass(frozen=True)
class Entry:
    """What the index holds of one text.

    Attributes:
        counts: How often each field holds a word, by word.
        lengths: Number of words of each field.
    """

    counts: Mapping[str, tuple[int, ...]]
    lengths: tuple[int, ...]


def make_entry(fields: Mapping[str, Sequence[str]], stop: Collection[str]) -> Entry:
    """Count the words of a text.

    Args:
        fields: Words by field; a field that is missing is empty.
        stop: Words that are left out.
    """
    found: dict[str, list[int]] = {}
    lengths = []
    for place, name in enumerate(FIELDS):
        length = 0
        for word in fields.get(name, ()):
            if word not in stop:
                counts = found.setdefault(word, [0] * len(FIELDS))
                counts[place] = min(counts[place] + 1, MOST)
                length += 1
        lengths.append(length)
    return Entry({word: tuple(counts) for word, counts in found.items()}, tuple(lengths))


def index_json(
    groups: Mapping[str, Sequence[Entry]],
    shown: Mapping[str, Any],
    synonyms: Iterable[Sequence[str]],
    stop: Iterable[str],
    common: Iterable[str],
) -> str:
    """Return the index as JSON.

    A posting is two numbers: the distance from the last text of its word, and the place in `patterns` of how
    often each field holds the word. Texts are numbered through all groups.

    Args:
        groups: Texts by group, in the order in which they are numbered.
        shown: What the page shows of the texts; anything that JSON holds.
        synonyms: Sets of phrases that mean the same.
        stop: Words that were left out.
        common: Words that are not marked.
    """
    entries = [entry for group in groups.values() for entry in group]
    postings: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    patterns: dict[tuple[int, ...], int] = {}
    for number, entry in enumerate(entries):
        for word, counts in entry.counts.items():
            row = postings.setdefault(word, [])
            row += (number - last.get(word, 0), patterns.setdefault(counts, len(patterns)))
            last[word] = number
    vocabulary = sorted(postings)
    value = {
        "version": VERSION,
        "fields": FIELDS,
        "stop": " ".join(sorted(stop)),
        "common": " ".join(sorted(common)),
        "words": " ".join(vocabulary),
        "patterns": list(patterns),
        "postings": [postings[word] for word in vocabulary],
        "lengths": [[entry.lengths[place] for entry in entries] for place in range(len(FIELDS))],
        "groups": {name: len(group) for name, group in groups.items()},
        "synonyms": list(synonyms),
        "shown": shown,
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
