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


def start(command: tuple[str, ...]) -> "subprocess.Popen[bytes]":
    """A new worker, its requests and replies on pipes."""
    return subprocess.Popen(  # noqa: S603 — our own program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )


def begin() -> None:
    """Start a worker that `take` will hand out. Call `end` when the program ends."""
    _early.append(start(worker_command()))


def take(command: tuple[str, ...]) -> "subprocess.Popen[bytes]":
    """The worker that was started early if it is of this command, else a new one."""
    return _early.pop() if _early and command == worker_command() else start(command)


def end() -> None:
    """End a worker that nobody took."""
    while _early:
        process = _early.pop()
        process.kill()
        process.communicate()


def _environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    # The worker finds the very package that starts it, from whatever folder that is.
    return kept | {"PYTHONPATH": str(Path(__file__).parents[2])}
