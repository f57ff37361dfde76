"""Files a person hands to a command: read inside the job, never in the GUI thread, with a limit."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from reviewer_app.domain.errors import FileMissing, FileTooLarge
from reviewer_app.services.desk import Desk

T = TypeVar("T")
MEBIBYTE = 1024 * 1024
LIMIT_MIB = 50
"""A screenshot or a saved page is far smaller; a larger file is the wrong one."""


@dataclass(frozen=True, slots=True)
class WithFile:
    """A frozen command whose `field` gets the bytes of `path` when it runs (None: it stays as it is)."""

    command: Any
    field: str
    path: Path | None


def reading(handler: Callable[[Desk, Any], T]) -> Callable[[Desk, WithFile], T]:
    """The handler, reading the command's file first."""

    def run(desk: Desk, asked: WithFile) -> T:
        if asked.path is None:
            return handler(desk, asked.command)
        return handler(desk, replace(asked.command, **{asked.field: read_limited(asked.path)}))

    return run


def read_limited(path: Path, limit_mib: int = LIMIT_MIB) -> bytes:
    """The bytes of a file; raises `FileMissing`, `FileTooLarge`."""
    try:
        if path.stat().st_size > limit_mib * MEBIBYTE:
            raise FileTooLarge(name=path.name, limit=limit_mib)
        return path.read_bytes()
    except OSError as failure:
        raise FileMissing(name=path.name) from failure
