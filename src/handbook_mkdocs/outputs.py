"""The tree that a build works in, and the finished site made from it.

MkDocs writes into a work tree under the cache, which outlives the build. Its files are recorded as the build
left them, so that the next one knows which it can leave alone. Only a build that succeeds is carried over to
the site, where nothing but changed files is touched; the last good site stays until then.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from handbook_mkdocs.keys import digest
from handbook_mkdocs.store import read_record, write_atomically, write_record


@dataclass(frozen=True)
class Output:
    """A file of the work tree as it was written.

    Attributes:
        size: Bytes.
        mtime_ns: Time stamp of the file.
        content: Digest of its bytes.
        key: What it was made from, when that can be told; empty otherwise.
    """

    size: int
    mtime_ns: int
    content: str
    key: str = ""


class WorkTree:
    """The work tree with the records of its files."""

    def __init__(self, root: Path) -> None:
        """Use this folder; the records are kept beside it, and a damaged list of them is an empty one."""
        self.root = root
        self._list = root.with_name(f"{root.name}.json")
        self._outputs: dict[str, Output] = {}
        self._confirmed: set[str] = set()
        self._contents: dict[str, object] = {}
        for name, fields in (read_record(self._list) or {}).items():
            if isinstance(fields, list) and len(fields) == 4:
                self._outputs[name] = Output(*fields)

    def sweep(self) -> None:
        """Start a build: remove every file that is not as it was recorded."""
        self._confirmed.clear()
        found = dict(_walk(self.root))
        for name, status in found.items():
            output = self._outputs.get(name)
            if output and (status.st_size, status.st_mtime_ns) == (output.size, output.mtime_ns):
                continue
            path = self.root / name
            # A cache that was packed and unpacked has coarser time stamps and the same bytes.
            if output and status.st_size == output.size and digest(path.read_bytes()) == output.content:
                self._outputs[name] = replace(output, mtime_ns=status.st_mtime_ns)
                continue
            path.unlink()
            self._outputs.pop(name, None)
        for name in self._outputs.keys() - found.keys():
            del self._outputs[name]

    def name_of(self, path: str) -> str | None:
        """Return the name of a file within the tree, None for a file elsewhere."""
        absolute = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links
        inside = f"{self.root}{os.sep}"
        return absolute[len(inside) :].replace(os.sep, "/") if absolute.startswith(inside) else None

    def is_current(self, name: str, key: str) -> bool:
        """Whether the file is there and was made from this."""
        output = self._outputs.get(name)
        return bool(key) and output is not None and output.key == key

    def confirm(self, name: str) -> None:
        """Keep a file of an earlier build."""
        self._confirmed.add(name)

    def write(self, name: str, content: bytes, key: str = "") -> None:
        """Write a file unless it has this content already."""
        output = self._outputs.get(name)
        content_digest = digest(content)
        if output is None or output.content != content_digest:
            path = self.root / name
            write_atomically(path, content)
            status = path.stat()
            output = Output(status.st_size, status.st_mtime_ns, content_digest)
        self._outputs[name] = replace(output, key=key)
        self._confirmed.add(name)

    def write_generated(self, name: str, content: str | bytes) -> None:
        """Write a file made in memory; the very same object as in the last build is not even looked at."""
        if self._contents.get(name) is content and name in self._outputs:
            self._confirmed.add(name)
            return
        self.write(name, content.encode("utf-8") if isinstance(content, str) else content)
        self._contents[name] = content

    def copy(self, source: Path, name: str) -> None:
        """Copy a file, unless that was done before and the source has not been touched since."""
        status = source.stat()
        key = digest("copy", str(source), str(status.st_size), str(status.st_mtime_ns))
        if self.is_current(name, key):
            self._confirmed.add(name)
        else:
            self.write(name, source.read_bytes(), key)

    def mark(self, name: str, key: str) -> None:
        """Remember what the file was made from."""
        if name in self._outputs:
            self._outputs[name] = replace(self._outputs[name], key=key)

    def output(self, name: str) -> Output | None:
        """Return the record of a file."""
        return self._outputs.get(name)

    def adopt(self, name: str, output: Output) -> None:
        """Take over the record of a file that another process has written."""
        self._outputs[name] = output
        self._contents.pop(name, None)

    def prune(self) -> None:
        """Remove the recorded files that this build neither wrote nor confirmed."""
        for name in self._outputs.keys() - self._confirmed:
            (self.root / name).unlink(missing_ok=True)
            del self._outputs[name]
            self._contents.pop(name, None)

    def settle(self) -> None:
        """Record what hooks have done to files after they were written.

        Such a hook must make the same of a file that it has changed before as of a fresh one.
        """
        for name, output in list(self._outputs.items()):
            path = self.root / name
            try:
                status = path.stat()
            except OSError:
                del self._outputs[name]
                continue
            if (status.st_size, status.st_mtime_ns) != (output.size, output.mtime_ns):
                content = digest(path.read_bytes())
                self._outputs[name] = Output(status.st_size, status.st_mtime_ns, content, output.key)
                self._contents.pop(name, None)

    def save(self) -> None:
        """Write the records for the next build."""
        self.settle()
        names = sorted(self._outputs)
        outputs = [self._outputs[name] for name in names]
        write_record(
            self._list,
            {
                name: [one.size, one.mtime_ns, one.content, one.key]
                for name, one in zip(names, outputs, strict=True)
            },
        )

    def publish(self, site: Path) -> tuple[int, int]:
        """Make the site the same as the tree and return how many files were written and removed.

        Files at the top of the site whose names begin with a dot are left alone, as MkDocs does.
        """
        _remove_empty_folders(self.root)
        wanted, present = dict(_walk(self.root)), dict(_walk(site))
        stale = [name for name in present.keys() - wanted.keys() if not name.startswith(".")]
        for name in stale:
            (site / name).unlink()
        if stale:
            _remove_empty_folders(site)
        written = 0
        for name, status in wanted.items():
            if not _same(self.root / name, status, site / name, present.get(name)):
                _copy_atomically(self.root / name, site / name)
                written += 1
        return written, len(stale)


def _walk(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files under a folder, named from there with forward slashes, and their state."""
    folders = [""]
    while folders:
        prefix = folders.pop()
        try:
            entries = list(os.scandir(root / prefix))
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in entries:
            name = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{name}/")
            else:
                yield name, entry.stat(follow_symlinks=False)


def _same(one: Path, status: os.stat_result, other: Path, other_status: os.stat_result | None) -> bool:
    if other_status is None or status.st_size != other_status.st_size:
        return False
    return status.st_mtime_ns == other_status.st_mtime_ns or one.read_bytes() == other.read_bytes()


def _copy_atomically(source: Path, target: Path) -> None:
    """Copy with the time stamp, by which the next build sees that nothing is to be done."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    shutil.copy2(source, beside)
    beside.replace(target)


def _remove_empty_folders(root: Path) -> None:
    for folder, _, _ in os.walk(root, topdown=False):
        if Path(folder) != root and not os.listdir(folder):  # noqa: PTH208 - the quickest test
            Path(folder).rmdir()
