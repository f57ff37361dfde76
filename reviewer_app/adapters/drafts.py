"""Drafts as small files in the home, readable by their owner alone, replaced whole."""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from reviewer_app.domain.errors import StorageFailed

FOLDER: Final = "drafts"
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{1,120}")
_PRIVATE: Final = 0o600


def write_whole(path: Path, text: str) -> None:
    """Write beside and rename over, so that a kill at any moment leaves one whole text; raises `StorageFailed`.

    The folder is made where it is not there; only its owner may read either.
    """
    beside = path.with_suffix(".new")
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE)
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise StorageFailed(detail=os.strerror(error.errno or 0)) from None


class FileDrafts:
    """Fulfils `ports.drafts.Drafts` below a home folder."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER

    def save(self, key: str, text: str) -> None:
        """Keep it as a file of its own; raises `StorageFailed`."""
        write_whole(self._path(key), text)

    def load(self, key: str) -> str | None:
        """The text, or None where there is none that can be read."""
        try:
            return self._path(key).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def forget(self, key: str) -> None:
        """Remove the file."""
        with suppress(OSError):
            self._path(key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            message = "a draft's key is letters, digits, - and _"
            raise ValueError(message)
        return self._folder / f"{key}.txt"
