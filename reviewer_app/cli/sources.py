"""The files a command works on: folders opened up, bytes read, and the next file read while this one is checked."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from reviewer_app.cli.output import printable
from reviewer_app.domain.errors import FileMissing, UnreadableFile, UsageFault
from reviewer_app.domain.findings import Finding
from reviewer_app.ports.documents import DocumentDesk, ReadFile
from reviewer_app.text import say


@dataclass(frozen=True, slots=True)
class Source:
    """One file with its bytes and what was read of it."""

    path: Path
    data: bytes
    read: ReadFile
    named: tuple[Finding, ...] = ()
    """What its path says of persons."""

    @property
    def sha256(self) -> str:
        """Hash of the file's bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """One file that could not be read, and why."""

    path: Path
    error: UnreadableFile
    named: tuple[Finding, ...] = ()
    """As of a `Source`."""


def expand(paths: Sequence[Path]) -> list[Path]:
    """Open folders up (recursively, in sorted order, without hidden and lock files); files stay as they were named.

    A folder without a file stays too, as what cannot be read; raises `UsageFault` where nothing else was named.
    """
    files: list[Path] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        inside = [file for file in sorted(path.rglob("*")) if file.is_file() and not _is_aside(file.relative_to(path))]
        files.extend(inside or [path])
    if files and all(file.is_dir() for file in files):
        raise UsageFault(detail=say("cli.usage.empty_folder"))
    return files


def _is_aside(path: Path) -> bool:
    """Whether a path is hidden, or the lock file of an open document."""
    return any(part.startswith((".", "~$")) for part in path.parts)


def name_of(path: Path) -> str:
    """A file's name as text: bytes that are no text become the replacement character."""
    return printable(path.name)


def read_bytes(path: Path) -> bytes:
    """All bytes of a regular file; raises `FileMissing` where there is none or it may not be opened."""
    try:
        if not path.is_file():  # a folder, a device or a pipe is no document
            raise FileMissing(name=name_of(path))
        return path.read_bytes()
    except OSError:
        raise FileMissing(name=name_of(path)) from None


@contextmanager
def reading(paths: Sequence[Path], desk: DocumentDesk) -> Iterator[Iterator[Source | Unreadable]]:
    """Read every file in order, always one ahead of the one being looked at; the first is under way at once.

    Leaving the block, however it is left, stops what is still being read.
    """
    stopped = Event()

    from reviewer_app.services.name_pass import (
        read_with_names,  # with the rules, which the desk's worker need not await
    )

    def fetch(path: Path) -> Source | Unreadable:
        try:
            data = read_bytes(path)
            return Source(path, data, read_with_names(desk, data, name_of(path), cancelled=stopped.is_set))
        except UnreadableFile as error:
            return Unreadable(path, error)

    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="read-ahead") as reader:
        first = [reader.submit(fetch, path) for path in paths[:1]]
        try:
            yield _one_ahead(first, paths[1:], lambda path: reader.submit(fetch, path))
        finally:
            stopped.set()


def _one_ahead(
    waiting: list[Future[Source | Unreadable]],
    paths: Sequence[Path],
    submit: Callable[[Path], Future[Source | Unreadable]],
) -> Iterator[Source | Unreadable]:
    for path in paths:
        waiting.append(submit(path))
        yield waiting.pop(0).result()
    yield from (last.result() for last in waiting)
