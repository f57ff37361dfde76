"""A worker process started before the program itself is imported: both get ready at the same time.

Imports nothing but the standard library. The process is an ordinary worker; whoever opens a desk takes it over.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

_KEPT: Final = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP", "PYTHONHASHSEED", "REVIEWER_WORKER_MEMORY")
"""Environment a worker gets: no home, no proxy, no credentials."""

_early: list["subprocess.Popen[bytes]"] = []


def worker_command() -> tuple[str, ...]:
    """How this program starts itself as a worker, frozen or not."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--worker")
    return (sys.executable, "-m", "reviewer_app", "--worker")


def start(command: tuple[str, ...], memory_megabytes: int | None = None) -> "subprocess.Popen[bytes]":
    """A new worker, its requests and replies on pipes, with another limit of its address space where one is given."""
    return subprocess.Popen(  # noqa: S603 — our own program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(memory_megabytes),
    )


def begin() -> None:
    """Start a worker that `take` will hand out. Call `end` when the program ends."""
    _early.append(start(worker_command()))


def take(command: tuple[str, ...], memory_megabytes: int | None = None) -> "subprocess.Popen[bytes]":
    """The worker that was started early if it is of this command, else a new one."""
    usual = memory_megabytes is None and command == worker_command()
    return _early.pop() if _early and usual else start(command, memory_megabytes)


def end() -> None:
    """End a worker that nobody took."""
    while _early:
        process = _early.pop()
        process.kill()
        process.communicate()


def _environment(memory_megabytes: int | None) -> dict[str, str]:
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    if memory_megabytes is not None:
        kept["REVIEWER_WORKER_MEMORY"] = str(memory_megabytes)
    # The worker finds the very package that starts it, from whatever folder that is.
    return kept | {"PYTHONPATH": str(Path(__file__).parents[2])}
