import multiprocessing
import sqlite3
import zlib
from pathlib import Path

from handbook.katex.cache import FormulaCache, key_of
from handbook.katex.formulas import Formula

X = Formula("x", False)


def test_what_is_put_is_found_by_a_later_process(tmp_path: Path) -> None:
    first = FormulaCache(tmp_path, "1")
    first.put({X: "<b>é</b>"})
    first.close()
    assert FormulaCache(tmp_path, "1").get([X, Formula("y", False)]) == {X: "<b>é</b>"}


def test_display_and_inline_are_different_entries(tmp_path: Path) -> None:
    assert key_of(X) != key_of(Formula("x", True))


def test_another_version_finds_nothing(tmp_path: Path) -> None:
    FormulaCache(tmp_path, "1").put({X: "old"})
    assert FormulaCache(tmp_path, "2").get([X]) == {}


def test_more_formulas_than_a_statement_holds(tmp_path: Path) -> None:
    cache = FormulaCache(tmp_path, "1")
    rendered = {Formula(f"x_{{{index}}}", False): str(index) for index in range(1201)}
    cache.put(rendered)
    assert cache.get(rendered) == rendered


def test_a_damaged_entry_is_not_returned(tmp_path: Path) -> None:
    cache = FormulaCache(tmp_path, "1")
    cache.put({X: "fine", Formula("y", False): "kept"})
    with sqlite3.connect(tmp_path / "formulas-1.sqlite3") as connection:
        damaged = bytearray(zlib.compress(b"fine"))
        damaged[-1] ^= 1
        connection.execute("UPDATE formula SET value = ? WHERE key = ?", (bytes(damaged), key_of(X)))
    assert cache.get([X, Formula("y", False)]) == {Formula("y", False): "kept"}


def test_a_damaged_file_is_put_aside_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "formulas-1.sqlite3"
    path.write_bytes(b"no database" * 100)
    cache = FormulaCache(tmp_path, "1")
    assert cache.get([X]) == {}
    cache.put({X: "new"})
    assert cache.get([X]) == {X: "new"}
    assert path.with_suffix(".damaged").exists()


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    cache = FormulaCache(tmp_path / "file", "1")
    cache.put({X: "lost"})
    assert cache.get([X]) == {}


def write_many(folder: str, worker: int) -> None:
    cache = FormulaCache(Path(folder), "1")
    for index in range(20):
        cache.put({Formula(f"{worker}-{index}", False): f"{worker} {index}"})
    cache.close()


def test_several_processes_may_write_at_once(tmp_path: Path) -> None:
    workers = [
        multiprocessing.get_context("fork").Process(target=write_many, args=(str(tmp_path), number))
        for number in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    formulas = {Formula(f"{w}-{i}", False): f"{w} {i}" for w in range(4) for i in range(20)}
    assert FormulaCache(tmp_path, "1").get(formulas) == formulas
