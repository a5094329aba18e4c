import importlib.util
import io
import sys
import zipfile
from pathlib import Path

import pytest

from handbook.byte_code import compiled


def archive(**files: str) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as target:
        for name, text in files.items():
            target.writestr(name.replace("__dot__", "."), text)
    return result.getvalue()


def test_python_files_become_byte_code_that_can_be_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.zip"
    path.write_bytes(compiled(archive(compiled_example__dot__py='"""Doc."""\nassert False\nx = 3\n'), 2))
    monkeypatch.syspath_prepend(str(path))
    module = importlib.import_module("compiled_example")
    monkeypatch.delitem(sys.modules, "compiled_example")
    assert (module.x, module.__doc__) == (3, None)


def test_other_files_stay_and_the_bytes_are_the_same_each_time() -> None:
    source = archive(b__dot__txt="text", a__dot__py="x = {'b', 'a'}\n")
    first = compiled(source, 0)
    assert first == compiled(source, 0)
    with zipfile.ZipFile(io.BytesIO(first)) as result:
        assert result.namelist() == ["a.pyc", "b.txt"]
        assert result.read("b.txt") == b"text"
        assert result.read("a.pyc")[:4] == importlib.util.MAGIC_NUMBER
