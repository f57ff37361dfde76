"""Runs a command line inside the test's own process: for tests of what a command does, not of how it starts.

A whole process costs half a second, and another one where the name model is wanted. Every command is run as a process
of its own by at least one test.
"""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, nullcontext
from pathlib import Path

import pytest

from program import Done
from reviewer_app.bootstrap import tools
from reviewer_app.cli import main
from reviewer_app.documents.worker_pool import WorkerPool

PRIVATE = 0o077
"""The umask that the program sets when it starts."""


def run(*arguments: str | Path, cwd: Path | None = None, stdin: str = "") -> Done:
    """As `program.run`, in this process; readers and the name model keep to processes of their own."""
    streams = [io.TextIOWrapper(io.BytesIO(stdin.encode())), *(io.TextIOWrapper(io.BytesIO()) for _ in range(2))]
    umask = os.umask(PRIVATE)
    try:
        with pytest.MonkeyPatch.context() as patch, chdir(cwd) if cwd else nullcontext():
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            status = main.run([*map(str, arguments)])
    finally:
        os.umask(umask)
    return Done(status, *map(_told, streams[1:]))


def _told(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode("utf-8")


@contextmanager
def lasting_desks() -> Iterator[None]:
    """Commands that read files share their workers, with the model and without, until the block ends."""
    desks: dict[bool, WorkerPool] = {}
    opened = tools.document_desk

    def desk(*, names: bool = True) -> WorkerPool:
        if names not in desks:
            desks[names] = opened(names=names)
        return _Kept(desks[names])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tools, "document_desk", desk)
        try:
            yield
        finally:
            for one in desks.values():
                one.close()


class _Kept:
    """A desk that stays open when a command is done with it."""

    def __init__(self, desk):
        self._desk = desk

    def __getattr__(self, name):
        return getattr(self._desk, name)

    def close(self) -> None:
        """Not yet."""
