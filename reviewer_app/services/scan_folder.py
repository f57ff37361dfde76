"""What lies in a folder of published files: every path once, links to folders not followed, nothing left out unsaid."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from reviewer_app.domain.back_scan import NotEntered

_CHUNK: Final = 1024 * 1024


@dataclass(slots=True)
class Listing:
    """Files by their path relative to the folder, in order; what was not entered; how many hidden ones were left."""

    files: list[str] = field(default_factory=list)
    not_entered: list[tuple[str, NotEntered]] = field(default_factory=list)
    hidden: int = 0


def list_folder(folder: Path, skip: Callable[[Path], bool]) -> Listing:
    """List it. `skip` names files of our own (the report and its state)."""
    listing = Listing()

    def failed(error: OSError) -> None:
        listing.not_entered.append((_relative(Path(str(error.filename)), folder), NotEntered.FOLDER))

    for here, folders, files in os.walk(folder, onerror=failed, followlinks=False):
        folders[:] = sorted(_entered(Path(here), folders, folder, listing))
        for name in sorted(files):
            _file(Path(here) / name, folder, skip, listing)
    return listing


def _entered(here: Path, folders: list[str], top: Path, listing: Listing) -> Iterator[str]:
    for name in folders:
        if name.startswith("."):
            listing.hidden += 1
        elif (here / name).is_symlink():
            listing.not_entered.append((_relative(here / name, top), NotEntered.LINK))
        else:
            yield name


def _file(path: Path, top: Path, skip: Callable[[Path], bool], listing: Listing) -> None:
    if skip(path):
        return
    if path.name.startswith((".", "~$")):  # lock files of open documents, and what systems put beside files
        listing.hidden += 1
        return
    relative = _relative(path, top)
    try:
        mode = path.stat().st_mode
    except OSError:  # a link to nothing: listed as a file, it turns out unreadable
        mode = stat.S_IFREG
    if stat.S_ISREG(mode):
        listing.files.append(relative)
    else:
        listing.not_entered.append((relative, NotEntered.SPECIAL))


def _relative(path: Path, top: Path) -> str:
    """With forward slashes everywhere; bytes that are no text stay as surrogates, so that the path can be opened."""
    try:
        return path.relative_to(top).as_posix()
    except ValueError:
        return path.name


def shown(relative: str) -> str:
    """A path as text that can be written: bytes that are no text become the replacement character."""
    return os.fsencode(relative).decode("utf-8", "replace")


def digest(path: Path, cancelled: Callable[[], bool]) -> str:
    """SHA-256 of a file, in hex; empty where it may not be read. Stops early, with "", once cancelled."""
    whole = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if cancelled():
                    return ""
                whole.update(chunk)
    except OSError:
        return ""
    return whole.hexdigest()
