"""A worker whose reader misbehaves by the name of the file; everything around the reader is the real worker."""

import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from reviewer_app.adapters.worker_protection import WorkerLimits
from reviewer_app.bootstrap import worker
from reviewer_app.documents import reading
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind
from reviewer_app.ports.documents import ReadFile

COMMAND = (sys.executable, str(Path(__file__)))
_real = reading.read


def _hang() -> str:
    signal.pause()
    return ""


def _loop() -> str:
    while True:
        pass


def _die() -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def _hog() -> str:
    return "x" * 16 * 1024**3


def _fault() -> str:
    message = "张三 13800000000"
    raise ValueError(message)


def _print() -> str:
    sys.stdout.write("a library that prints")
    sys.stdout.flush()
    os.write(1, b"below Python too")
    return sys.stdin.read() if sys.stdin else ""


def _escape() -> str:
    return " ".join([_try("write", _write), _try("network", _connect), _try("program", _start)])


def _write() -> None:
    Path(os.environ["TMP"], "escaped.txt").write_text("x", "utf-8")


def _connect() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        # No packet is sent: connecting a datagram socket only looks for a route.
        udp.connect(("192.0.2.1", 9))


def _start() -> None:
    # In a child of its own: where nothing forbids it, the program takes the child's place, not the worker's.
    child = os.fork()
    if child == 0:
        try:
            os.execv("/bin/true", ["true"])  # noqa: S606 - whether it starts is the question
        except OSError:
            os._exit(7)
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) == 7:
        raise PermissionError


def _try(what: str, deed: Callable[[], None]) -> str:
    try:
        deed()
    except OSError as error:
        return f"{what}:{type(error).__name__}"
    return f"{what}:done"


_DEEDS = {
    "hang": _hang, "loop": _loop, "die": _die, "hog": _hog, "fault": _fault, "print": _print, "escape": _escape,
}  # fmt: skip


def _read(untrusted_data: bytes, name: str, progress: reading.Progress | None = None) -> ReadFile:
    deed = _DEEDS.get(name.partition(".")[0])
    if deed is None:
        return _real(untrusted_data, name, progress)
    return ReadFile(Document.of(FileKind.TEXT, (Block(deed(), BlockKind.PARAGRAPH),)))


if __name__ == "__main__":
    reading.read = _read
    limits = WorkerLimits(memory_bytes=1024**3, cpu_seconds=1)
    worker._limits = lambda: limits
    sys.exit(worker.main())
