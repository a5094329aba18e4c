"""The finder's index: for each word the texts that hold it, and what is shown of them."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from handbook.finder.documents import FIELDS, Fields

VERSION = 1
MOST = 3
"""Counts above this one are the same to the ranking."""


def index_json(
    groups: Mapping[str, Sequence[Fields]],
    shown: Mapping[str, Any],
    synonyms: Iterable[Sequence[str]],
    stop: Collection[str],
) -> str:
    """Return the index as JSON.

    A posting is two numbers: the distance from the last document of its word, and the place in `patterns` of
    how often each field holds the word. Documents are numbered through all groups.

    Args:
        groups: Texts by group, in the order in which they are numbered.
        shown: What the page shows of the texts, by group; anything that JSON holds.
        synonyms: Sets of phrases that mean the same.
        stop: Words that are left out, since they are in texts of every kind.
    """
    postings: dict[str, list[tuple[int, tuple[int, ...]]]] = {}
    number = 0
    for documents in groups.values():
        for fields in documents:
            for word, counts in _counts(fields, stop).items():
                postings.setdefault(word, []).append((number, counts))
            number += 1
    common = Counter(counts for found in postings.values() for _, counts in found)
    patterns = sorted(common, key=lambda counts: (-common[counts], counts))
    place = {counts: index for index, counts in enumerate(patterns)}
    vocabulary = sorted(postings)
    value = {
        "version": VERSION,
        "fields": FIELDS,
        "stop": " ".join(sorted(stop)),
        "words": " ".join(vocabulary),
        "patterns": patterns,
        "postings": [_packed(postings[word], place) for word in vocabulary],
        "lengths": [
            [len(fields.get(field, ())) for documents in groups.values() for fields in documents]
            for field in FIELDS
        ],
        "groups": {name: len(documents) for name, documents in groups.items()},
        "synonyms": [list(phrases) for phrases in synonyms],
        "shown": shown,
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _counts(fields: Fields, stop: Collection[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for index, field in enumerate(FIELDS):
        for word in fields.get(field, ()):
            if word not in stop:
                counts = found.setdefault(word, [0] * len(FIELDS))
                counts[index] = min(counts[index] + 1, MOST)
    return {word: tuple(counts) for word, counts in found.items()}


def _packed(found: Sequence[tuple[int, tuple[int, ...]]], place: Mapping[tuple[int, ...], int]) -> list[int]:
    row: list[int] = []
    last = 0
    for number, counts in found:
        row += (number - last, place[counts])
        last = number
    return row
