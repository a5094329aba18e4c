"""Compile the Python files of an archive; runs inside the interpreter that will execute them."""

import importlib.util
import io
import marshal
import zipfile

_DATE = (1980, 1, 1, 0, 0, 0)


def compiled(archive: bytes, optimize: int) -> bytes:
    """Return the archive with byte code in the place of its Python files, the same bytes every time.

    Args:
        archive: A zip file: a standard library or a wheel.
        optimize: As for `compile`: 0 keeps everything, 2 leaves out assertions and docstrings.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(result, "w") as target:
        for name in sorted(name for name in source.namelist() if not name.endswith("/")):
            content = source.read(name)
            if name.endswith(".py"):
                code = compile(content, name, "exec", dont_inherit=True, optimize=optimize)
                content = _header(content) + marshal.dumps(code)
                name += "c"
            target.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED, compresslevel=9)
    return result.getvalue()


def _header(source: bytes) -> bytes:
    """Return what stands before byte code that is never compared with its source (PEP 552)."""
    unchecked = (1).to_bytes(4, "little")
    return importlib.util.MAGIC_NUMBER + unchecked + importlib.util.source_hash(source)
