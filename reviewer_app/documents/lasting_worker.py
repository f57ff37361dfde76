"""One long-lived worker process for a model: started when first needed, replaced when it failed, ended at the close."""

import threading
from collections.abc import Sequence

from reviewer_app.documents.head_start import worker_command
from reviewer_app.documents.worker_process import WorkerProcess


class LastingWorker:
    """Whoever talks to the process holds `turn`: one conversation at a time, others wait."""

    def __init__(self, command: Sequence[str] | None = None, *, memory_megabytes: int | None = None) -> None:
        self._command = tuple(command or worker_command())
        self._memory = memory_megabytes
        self.current: WorkerProcess | None = None
        self.turn = threading.Lock()
        self.closed = False

    def process(self) -> WorkerProcess:
        """The running process, a new one where the last has died."""
        if self.current is None or not self.current.alive():
            self.drop()
            self.current = WorkerProcess(self._command, memory_megabytes=self._memory)
        return self.current

    def drop(self) -> None:
        """Kill the process; the next conversation begins another."""
        process, self.current = self.current, None
        if process is not None:
            process.kill()

    def interrupt(self) -> None:
        """Make a conversation under way fail; may be called without the turn."""
        process = self.current
        if process is not None:
            process.interrupt()
