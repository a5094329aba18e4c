"""Load the theme's templates without compiling and listing them again."""

from collections.abc import Callable
from pathlib import Path

import jinja2

from handbook_mkdocs.keys import digest
from handbook_mkdocs.store import read_record, write_record


def is_installed(folder: str) -> bool:
    """Whether a folder is part of an installed package, whose files change with its version only."""
    return "site-packages" in Path(folder).parts or "dist-packages" in Path(folder).parts


class TemplateList:
    """Names of the files of installed themes: Material brings more than ten thousand icons."""

    def __init__(self, path: Path, versions: str) -> None:
        """Keep the names in this file.

        Args:
            path: Of the record.
            versions: Of the installed packages.
        """
        self._path = path
        self._versions = versions
        self._names: dict[str, list[str]] = {}

    def speed_up(self, env: jinja2.Environment, compiled: Path) -> jinja2.Environment:
        """Let an environment keep compiled templates and know the names of installed ones.

        Args:
            env: Loads templates from folders.
            compiled: Folder for the compiled templates.
        """
        compiled.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(compiled))
        folders = list(env.loader.searchpath) if isinstance(env.loader, jinja2.FileSystemLoader) else []

        def list_templates(
            extensions: object = None, filter_func: Callable[[str], bool] | None = None
        ) -> list[str]:
            own = jinja2.FileSystemLoader([folder for folder in folders if not is_installed(folder)])
            names = {*self._installed([folder for folder in folders if is_installed(folder)])}
            names.update(own.list_templates())
            return sorted(name for name in names if filter_func is None or filter_func(name))

        if folders:
            env.list_templates = list_templates  # type: ignore[method-assign]
        return env

    def _installed(self, folders: list[str]) -> list[str]:
        key = digest(self._versions, *folders)
        if key not in self._names:
            record = read_record(self._path)
            if record is None or record.get("key") != key:
                record = {"key": key, "names": jinja2.FileSystemLoader(folders).list_templates()}
                write_record(self._path, record)
            self._names[key] = record["names"]
        return self._names[key]
