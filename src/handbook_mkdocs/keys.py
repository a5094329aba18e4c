"""Digests of everything that a cached result depends on."""

import datetime
import enum
import functools
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

_LEFT_OUT = {"__pycache__", ".mypy_cache", ".ruff_cache"}


class UnknownValueError(TypeError):
    """Raised for a value that has no stable text, so that what depends on it must not be cached."""


def digest(*parts: bytes | str) -> str:
    """Return a digest of these parts, which differs when text moves from one part to the next."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(f"{len(data)}:".encode())
        state.update(data)
    return state.hexdigest()


def text_of(value: object) -> str:
    """Write a value as text that is the same in every process and differs when the value does.

    Raises:
        UnknownValueError: The value, or one inside it, is of a kind whose state cannot be told.
    """
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return [value.name] if isinstance(value, enum.Enum) else value
    if isinstance(value, bytes):
        return ["bytes", digest(value)]
    if isinstance(value, datetime.date | datetime.time | enum.Enum | PurePath):
        return [type(value).__name__, str(value)]
    if isinstance(value, Mapping):
        pairs = [[text_of(key), _plain(item)] for key, item in value.items()]
        return {"map": sorted(pairs, key=lambda pair: str(pair[0]))}
    if isinstance(value, set | frozenset):
        return {"set": sorted(text_of(item) for item in value)}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return _plain_code(value)


def _plain_code(value: object) -> Any:
    """Name functions, classes and modules; their code is part of the versions or of the sources' digest."""
    if isinstance(value, functools.partial):
        return ["partial", _plain(value.func), _plain(value.args), _plain(value.keywords)]
    if isinstance(value, FunctionType | BuiltinFunctionType | type):
        return ["code", f"{value.__module__}.{value.__qualname__}"]
    if isinstance(value, ModuleType):
        return ["module", value.__name__]
    if isinstance(value, re.Pattern):
        return ["pattern", value.pattern, value.flags]
    configs = getattr(value, "getConfigs", None)
    if configs is not None:  # A Python-Markdown extension: its data must reach the key another way.
        return ["extension", f"{type(value).__module__}.{type(value).__qualname__}", _plain(configs())]
    raise UnknownValueError(f"a {type(value).__module__}.{type(value).__qualname__} has no stable text")


def tree_digest(roots: Iterable[Path]) -> str:
    """Return a digest of the paths and contents of all files under these folders or files.

    What Python and the tools write beside the sources is left out; a root that does not exist is empty.
    """
    parts: list[bytes | str] = []
    for root in roots:
        found = [root] if root.is_file() else sorted(root.rglob("*"))
        for path in found:
            inner = path.relative_to(root).parts
            if path.is_file() and not _LEFT_OUT.intersection(inner) and not path.name.endswith(".egg-info"):
                parts += ("/".join(inner), path.read_bytes())
        parts.append("end of root")
    return digest(*parts)
