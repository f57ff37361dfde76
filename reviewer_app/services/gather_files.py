"""拖入的文件和文件夹: which files they are, and their bytes. Looks at the disk: runs in a job, never in the window."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from reviewer_app.domain.errors import FileMissing, FileTooLarge, TooManyFiles
from reviewer_app.services.part_names import IncomingFile

MAX_FILES: Final = 200
"""Far more than any package has; somebody who drops a whole drive is told so before anything is read."""

MAX_BYTES: Final = 200 * 1024 * 1024
"""The readers' own limit, asked before the bytes are taken into memory."""


def gather(paths: Sequence[str]) -> tuple[Path, ...]:
    """Files as they were named, folders opened up in sorted order without hidden and lock files.

    Raises `TooManyFiles` beyond `MAX_FILES`.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = path.rglob("*")
            found += sorted(file for file in inside if file.is_file() and not _is_aside(file.relative_to(path)))
        else:
            found.append(path)
        if len(found) > MAX_FILES:
            raise TooManyFiles(count=len(found), limit=MAX_FILES)
    return tuple(dict.fromkeys(found))


def take(path: Path) -> IncomingFile:
    """A file with its bytes; raises `FileMissing` or `FileTooLarge`."""
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    try:
        if not path.is_file():  # a device or a pipe is no document
            raise FileMissing(name=name)
        if path.stat().st_size > MAX_BYTES:
            raise FileTooLarge(name=name, limit=MAX_BYTES // (1024 * 1024))
        return IncomingFile(name, path.read_bytes())
    except OSError:
        raise FileMissing(name=name) from None


def _is_aside(path: Path) -> bool:
    """Whether a path is hidden, or the lock file of an open document."""
    return any(part.startswith((".", "~$")) for part in path.parts)
