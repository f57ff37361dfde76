"""What a file that the user asked for may not take the place of: the office's own data, and what is no file."""

from pathlib import Path
from typing import Final

from reviewer_app.domain.errors import FileNotWritten, NotOverwritten
from reviewer_app.settings import DATABASE_NAME, FILE_NAME, STATION_KEY_NAME

_OWN: Final = frozenset(
    {DATABASE_NAME, *(f"{DATABASE_NAME}-{end}" for end in ("wal", "shm", "journal")), STATION_KEY_NAME, FILE_NAME}
)
"""The files of a home that nothing else can replace; a folder with such a database is a home."""


def require_replaceable(target: Path) -> None:
    """Raise `NotOverwritten` for a file of a home, or for a device, a pipe or a folder."""
    real = target.resolve()
    own = real.name.casefold() in _OWN and (real.parent / DATABASE_NAME).exists()
    if own or (target.exists() and not target.is_file()):
        raise NotOverwritten(name=target.name)


def write_chosen(target: Path, data: bytes) -> None:
    """Write a file where a person chose; raises `NotOverwritten`, `FileNotWritten`."""
    require_replaceable(target)
    try:
        target.write_bytes(data)
    except OSError as error:
        raise FileNotWritten(name=target.name, detail=error.strerror or "") from None
