"""What can protect a worker, and by which figures: the words that `platform` and its systems share."""

from dataclasses import dataclass
from enum import StrEnum


class Protection(StrEnum):
    """One thing that keeps a worker from doing harm if a document takes it over."""

    MEMORY = "memory"
    CPU = "cpu"
    OPEN_FILES = "open_files"
    NO_CORE = "no_core"
    NO_FILE_GROWTH = "no_file_growth"
    NO_NETWORK = "no_network"
    NO_WRITES = "no_writes"
    NO_PROGRAMS = "no_programs"


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """Limits of one worker: address space in bytes, processor seconds a document, open files."""

    memory_bytes: int = 2 * 1024**3
    cpu_seconds: int = 300
    open_files: int = 64
