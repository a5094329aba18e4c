import datetime
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from handbook.kept import Kept, digest, joined
from handbook.problems import Problem

VALUE = {"a": (Problem("a.md", 1, "wrong"), datetime.date(2026, 11, 20)), "b": None}


@dataclass(frozen=True)
class Foreign:
    """A value of a module that is not the handbook's."""

    name: str


def test_a_value_is_read_by_another_process_of_the_same_code(tmp_path: Path) -> None:
    Kept(tmp_path / "new", "code").write("value", VALUE)
    assert Kept(tmp_path / "new", "code").read("value") == VALUE
    assert Kept(tmp_path / "new", "other code").read("value") is None
    assert Kept(tmp_path / "new", "code").read("other value") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"noise",
        lambda data: data[:-1],
        lambda data: data.replace(b"wrong", b"right"),
        lambda data: data.partition(b"\n")[2],
    ],
    ids=["empty", "noise", "cut", "changed", "without its head"],
)
def test_damage_is_noticed(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    kept = Kept(tmp_path, "code")
    kept.write("value", VALUE)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert kept.read("value") is None


class Attack:
    """Makes a file that runs a command when it is unpickled without care."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.path,)


def test_nothing_but_values_of_the_handbook_is_made(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "code")
    kept.write("attack", Attack(tmp_path / "touched"))
    kept.write("foreign", Foreign("x"))
    assert kept.read("attack") is None
    assert kept.read("foreign") is None
    assert not (tmp_path / "touched").exists()
    pickle.loads(pickle.dumps(Attack(tmp_path / "touched")))
    assert (tmp_path / "touched").exists()


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    kept = Kept(tmp_path / "file", "code")
    kept.write("value", VALUE)
    assert kept.read("value") is None


def test_digests_differ_when_text_moves() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert joined([("a", "b")]) != joined([("a", ""), ("b", "")])
