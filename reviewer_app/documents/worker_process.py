"""One worker process seen from the program: started, asked, killed."""

import subprocess
import threading
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from typing import BinaryIO

from reviewer_app.documents import head_start, messages
from reviewer_app.documents.messages import End, Reply, Request


class WorkerProcess:
    """A process that answers one request at a time. Not thread-safe: whoever took it from the pool owns it."""

    def __init__(self, command: Sequence[str], *, memory_megabytes: int | None = None) -> None:
        self._process = head_start.take(tuple(command), memory_megabytes)
        self._threads: list[threading.Thread] = []
        self._replies: SimpleQueue[Reply | None] = SimpleQueue()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def ask(self, request: Request, untrusted_data: bytes) -> None:
        """Start sending a request; replies come by `next_reply`.

        Sending and receiving run on two threads: with one, a full pipe on both sides would stop both processes.
        """
        self._replies = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._feed, args=(request, untrusted_data), name="worker-feeder", daemon=True),
            threading.Thread(target=self._listen, args=(self._replies,), name="worker-listener", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def _feed(self, request: Request, untrusted_data: bytes) -> None:
        stream = self._pipe(self._process.stdin)
        try:
            messages.send(stream, request)
            stream.write(untrusted_data)
            stream.flush()
        except (OSError, ValueError):
            # The worker died or was killed; the listener sees the end of its stream and says so.
            return

    def _listen(self, replies: SimpleQueue[Reply | None]) -> None:
        stream = self._pipe(self._process.stdout)
        while True:
            try:
                reply = messages.receive_reply(stream)
            except (OSError, ValueError):
                reply = None
            replies.put(reply)
            if reply is None or isinstance(reply, End):
                return

    @staticmethod
    def _pipe(stream: object) -> BinaryIO:
        return stream  # type: ignore[return-value]  # Popen with PIPE always has both streams

    def next_reply(self, seconds: float) -> Reply | None:
        """The next reply, None where the worker has died; raises `TimeoutError` if nothing came for `seconds`."""
        try:
            return self._replies.get(timeout=seconds)
        except Empty:
            raise TimeoutError from None

    def finish(self, seconds: float | None = None) -> bool:
        """Wait for both threads after the last reply; false if the worker answered without taking its document."""
        for thread in self._threads:
            thread.join(seconds)
            if thread.is_alive():
                return False
        self._threads = []
        return True

    def kill(self) -> int:
        """End the process at once and return its exit status; nothing of it is left."""
        self._process.kill()
        status = self._process.wait()
        self.finish()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                _close(stream)
        return status

    def interrupt(self) -> None:
        """End the process from another thread than its owner's, who then sees its replies end."""
        self._process.kill()

    def died_of(self) -> int:
        """Exit status of a process whose replies have ended; negative is a signal."""
        try:
            return self._process.wait(1)
        except subprocess.TimeoutExpired:
            return 0


def _close(stream: object) -> None:
    try:
        stream.close()  # type: ignore[attr-defined]  # a pipe
    except OSError:
        # Closing flushes what a dead worker never took.
        return
