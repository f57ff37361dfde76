"""A file that a person picked, read whole: in a job, never on the window's thread."""

from pathlib import Path
from typing import Final

from reviewer_app.domain.errors import FileMissing, FileTooLarge

MAX_MIB: Final = 20
MIB: Final = 1024 * 1024


def read_small(path: Path) -> bytes:
    """Its bytes; raises `FileMissing` where it cannot be read, `FileTooLarge` above `MAX_MIB`."""
    try:
        if path.stat().st_size > MAX_MIB * MIB:
            raise FileTooLarge(name=path.name, limit=MAX_MIB)
        return path.read_bytes()
    except OSError:
        raise FileMissing(name=path.name) from None
