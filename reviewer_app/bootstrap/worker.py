"""Starts the worker process: the reader of untrusted files, bound as tightly as the system allows."""

import os
from collections.abc import Callable
from typing import Final

from reviewer_app.adapters import platform
from reviewer_app.adapters.worker_protection import WorkerLimits
from reviewer_app.documents import worker_side
from reviewer_app.ports.ocr import Pixels, SeenPage

MEMORY_VARIABLE: Final = "REVIEWER_WORKER_MEMORY"
"""Environment variable: address space of a worker in MiB, set by the parent."""


def main() -> int:
    """Serve requests from standard input until it closes. Returns the exit status."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    # A library that prints must not break the protocol, nor read from it.
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    limits = _limits()

    def bind() -> frozenset[str]:
        return frozenset(protection.value for protection in platform.restrict(limits))

    def renew() -> None:
        platform.renew_cpu_limit(limits.cpu_seconds)

    guard = worker_side.Guard(bind, renew, _attempt)
    try:
        worker_side.serve(requests, replies, guard, worker_side.Models(_recognise, _see))
    except BrokenPipeError:
        # The parent is gone; nobody is left to answer. Keep the interpreter from flushing into the broken pipe.
        os._exit(0)
    return 0


def _recognise(texts: list[str]) -> list[list[tuple[int, int]]]:
    """The name model, loaded by the first request for names: most workers only read."""
    from reviewer_app.adapters import name_model

    return name_model.recognise(texts)


def _see(pixels: Pixels) -> SeenPage:
    """The picture reader, loaded by the first picture."""
    from reviewer_app.adapters import ocr_model

    return ocr_model.see(pixels)


def _attempt(work: Callable[[], None]) -> str | None:
    """The worker's border: what a reader did not foresee (memory used up included) must cost one document only."""
    try:
        work()
    except Exception as error:  # noqa: BLE001 — see above; the class alone is told, a message could hold a text
        return type(error).__name__
    return None


def _limits() -> WorkerLimits:
    megabytes = os.environ.get(MEMORY_VARIABLE, "")
    if not megabytes.isdecimal():
        return WorkerLimits()
    return WorkerLimits(memory_bytes=int(megabytes) * 1024**2)
