import json

from handbook.finder.index import FIELDS, MOST, index_json, make_entry


def made(*texts: dict[str, str], stop: str = "") -> dict[str, object]:
    entries = [
        make_entry({name: text.split() for name, text in fields.items()}, stop.split()) for fields in texts
    ]
    groups = {"questions": entries[:-1], "terms": entries[-1:]}
    index: dict[str, object] = json.loads(
        index_json(groups, {"any": "thing"}, [("a", "b c")], ["of"], ["how"])
    )
    return index


def unpacked(index: dict[str, object], word: str) -> list[tuple[int, list[int]]]:
    """Return number and counts of each text that holds the word, as the page reads them."""
    words, postings, patterns = str(index["words"]).split(), index["postings"], index["patterns"]
    assert isinstance(postings, list)
    assert isinstance(patterns, list)
    row = postings[words.index(word)]
    number, found = 0, []
    for distance, place in zip(row[::2], row[1::2], strict=True):
        number += distance
        found.append((number, patterns[place]))
    return found


def test_postings_name_texts_and_fields() -> None:
    index = made({"title": "drift", "text": "drift drift"}, {"text": "loss"}, {"asked": "drift"})
    assert unpacked(index, "drift") == [(0, [1, 0, 2]), (2, [0, 1, 0])]
    assert unpacked(index, "loss") == [(1, [0, 0, 1])]


def test_words_are_sorted_and_lengths_are_by_field() -> None:
    index = made({"title": "b a", "text": "a"}, {"title": "c"})
    assert index["words"] == "a b c"
    assert index["fields"] == list(FIELDS)
    assert index["lengths"] == [[2, 1], [0, 0], [1, 0]]


def test_counts_end_at_what_the_ranking_tells_apart() -> None:
    index = made({"text": "a " * 9}, {})
    assert unpacked(index, "a") == [(0, [0, 0, MOST])]
    assert index["lengths"] == [[0, 0], [0, 0], [9, 0]]


def test_stop_words_are_left_out_and_not_counted() -> None:
    index = made({"title": "loss of drift"}, {}, stop="of")
    assert index["words"] == "drift loss"
    assert index["lengths"] == [[2, 0], [0, 0], [0, 0]]


def test_lists_and_what_is_shown_are_carried() -> None:
    index = made({"title": "a"}, {})
    assert (index["stop"], index["common"], index["synonyms"]) == ("of", "how", [["a", "b c"]])
    assert (index["groups"], index["shown"]) == ({"questions": 1, "terms": 1}, {"any": "thing"})
