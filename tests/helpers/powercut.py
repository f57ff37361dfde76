"""What is left on the disk after a power cut: records what SQLite really asks of it, and replays every prefix.

A recorder sits between the SQLite library of `pysqlite3` and its own file layer: a copy of the default VFS whose
open and delete are ours, and whose files' write, truncate and sync tell us before they do the real thing. No
program is traced and nothing is compiled; the library's own functions are called through ctypes.

The disk model: what was written before the last sync of a file is there; of what came later any part may be, down to
single sectors of 512 bytes, also none or all of it. A new file's name is there once the file was synced (SQLite's
unix layer then syncs the folder too), a removed one's is gone once the folder was synced.
"""

import ctypes
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Any, NamedTuple

import pysqlite3._sqlite3

SECTOR = 512
_OK, _OPEN_MAIN_DB, _OPEN_JOURNAL, _OPEN_WAL = 0, 0x100, 0x800, 0x80000
_VFS_NAME = b"recorder"

_Int, _Pointer = ctypes.c_int, ctypes.c_void_p


class _Vfs(ctypes.Structure):
    """sqlite3_vfs, version 3."""

    _fields_ = [
        ("iVersion", _Int), ("szOsFile", _Int), ("mxPathname", _Int), ("pNext", _Pointer), ("zName", ctypes.c_char_p),
        ("pAppData", _Pointer), ("xOpen", _Pointer), ("xDelete", _Pointer), ("others", _Pointer * 14),
    ]  # fmt: skip


class _Methods(ctypes.Structure):
    """sqlite3_io_methods, version 3."""

    _fields_ = [
        ("iVersion", _Int), ("xClose", _Pointer), ("xRead", _Pointer), ("xWrite", _Pointer), ("xTruncate", _Pointer),
        ("xSync", _Pointer), ("others", _Pointer * 13),
    ]  # fmt: skip


class _File(ctypes.Structure):
    """sqlite3_file: what stands behind it is the library's own."""

    _fields_ = [("pMethods", _Pointer)]


# Names go through as addresses: SQLite keeps its own data behind the end of the text.
_OPEN = ctypes.CFUNCTYPE(_Int, _Pointer, _Pointer, _Pointer, _Int, _Pointer)
_DELETE = ctypes.CFUNCTYPE(_Int, _Pointer, _Pointer, _Int)
_WRITE = ctypes.CFUNCTYPE(_Int, _Pointer, _Pointer, _Int, ctypes.c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(_Int, _Pointer, ctypes.c_int64)
_SYNC = ctypes.CFUNCTYPE(_Int, _Pointer, _Int)


class Kind(Enum):
    """What was asked of the disk, and the program's own word that a commit is safe."""

    CREATE = auto()
    WRITE = auto()
    TRUNCATE = auto()
    SYNC = auto()
    DELETE = auto()
    DELETE_SYNCED = auto()
    ACKNOWLEDGED = auto()


class Step(NamedTuple):
    """One step, on the file of that name. `at`: offset, size, or number of acknowledged entries."""

    kind: Kind
    file: str = ""
    at: int = 0
    data: bytes = b""


class Recorder:
    """Records the steps of every connection opened while it is the default VFS."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._library = ctypes.CDLL(pysqlite3._sqlite3.__file__)
        self._library.sqlite3_vfs_find.restype = _Pointer
        found = self._library.sqlite3_vfs_find(None)
        self._real = _Vfs.from_address(found)
        self._real_open = _OPEN(self._real.xOpen)
        self._real_delete = _DELETE(self._real.xDelete)
        self._open, self._delete = _OPEN(self._on_open), _DELETE(self._on_delete)
        self._vfs = _Vfs.from_buffer_copy(self._real)
        self._vfs.pNext, self._vfs.zName = None, _VFS_NAME
        self._vfs.xOpen = ctypes.cast(self._open, _Pointer)
        self._vfs.xDelete = ctypes.cast(self._delete, _Pointer)
        self._names: dict[int, str] = {}
        self._kept: dict[int, tuple[Any, ...]] = {}

    @contextmanager
    def recording(self) -> Iterator[list[Step]]:
        """Record within the block; connections opened in it must be closed in it."""
        self._library.sqlite3_vfs_register(ctypes.byref(self._vfs), 1)
        try:
            yield self.steps
        finally:
            self._library.sqlite3_vfs_unregister(ctypes.byref(self._vfs))
            self._library.sqlite3_vfs_register(ctypes.byref(self._real), 1)

    def _on_open(self, _vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        path = _path(name)
        known = path is not None and path.exists()
        result = self._real_open(ctypes.addressof(self._real), name, file, flags, out)
        if result == _OK and path is not None and flags & (_OPEN_MAIN_DB | _OPEN_JOURNAL | _OPEN_WAL):
            self._names[file] = path.name
            if not known:
                self.steps.append(Step(Kind.CREATE, self._names[file]))
            opened = _File.from_address(file)
            opened.pMethods = ctypes.addressof(self._recorded(opened.pMethods)[0])
        return int(result)

    def _on_delete(self, _vfs: int, name: int, sync_folder: int) -> int:
        path = _path(name)
        result = self._real_delete(ctypes.addressof(self._real), name, sync_folder)
        if result == _OK and path is not None:
            self.steps.append(Step(Kind.DELETE_SYNCED if sync_folder else Kind.DELETE, path.name))
        return int(result)

    def _recorded(self, address: int) -> tuple[Any, ...]:
        """The file methods at that address with ours put in; made once and kept alive."""
        if address in self._kept:
            return self._kept[address]
        real = _Methods.from_address(address)
        write, truncate, sync = _WRITE(real.xWrite), _TRUNCATE(real.xTruncate), _SYNC(real.xSync)

        def on_write(file: int, data: int, size: int, offset: int) -> int:
            self.steps.append(Step(Kind.WRITE, self._names[file], offset, ctypes.string_at(data, size)))
            return int(write(file, data, size, offset))

        def on_truncate(file: int, size: int) -> int:
            self.steps.append(Step(Kind.TRUNCATE, self._names[file], size))
            return int(truncate(file, size))

        def on_sync(file: int, flags: int) -> int:
            result = int(sync(file, flags))
            self.steps.append(Step(Kind.SYNC, self._names[file]))
            return result

        ours = _WRITE(on_write), _TRUNCATE(on_truncate), _SYNC(on_sync)
        methods = _Methods.from_buffer_copy(real)
        methods.xWrite, methods.xTruncate, methods.xSync = (ctypes.cast(one, _Pointer) for one in ours)
        self._kept[address] = (methods, *ours)
        return self._kept[address]


def _path(address: int | None) -> Path | None:
    return None if address is None else Path(ctypes.string_at(address).decode())


class Left(NamedTuple):
    """A state of the disk after a cut: files by name, and how many entries had been acknowledged."""

    step: int
    variant: str
    files: dict[str, bytes]
    acknowledged: int


@dataclass
class _DiskFile:
    """One file: what is safe (None: it is not), and what came since the last sync."""

    safe: bytes | None = None
    pending: list[Step] = field(default_factory=list)

    def whole(self) -> bytes | None:
        """Everything written so far."""
        return _applied(self.safe, self.pending)


class Disk:
    """Replays recorded steps."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = {name: _DiskFile(data) for name, data in files.items()}
        self._acknowledged = 0

    def cuts(self, steps: list[Step], chance: random.Random, torn: int) -> Iterator[Left]:
        """After each step: nothing unsynced survived, all of it did, and `torn` mixtures."""
        for number, step in enumerate(steps):
            self._take(step)
            yield self._left(number, "none", lambda file: file.safe)
            yield self._left(number, "all", lambda file: file.whole())
            for turn in range(torn):
                yield self._left(number, f"torn {turn}", lambda file: _applied(file.safe, _tear(file.pending, chance)))

    def _take(self, step: Step) -> None:
        if step.kind is Kind.ACKNOWLEDGED:
            self._acknowledged = step.at
            return
        file = self._files.setdefault(step.file, _DiskFile())
        if step.kind is Kind.SYNC:
            file.safe, file.pending = file.whole(), []
        elif step.kind is Kind.DELETE_SYNCED:
            file.safe, file.pending = None, []
        else:
            file.pending.append(step)

    def _left(self, number: int, variant: str, view: Any) -> Left:
        seen = {name: view(file) for name, file in self._files.items()}
        files = {name: data for name, data in seen.items() if data is not None}
        return Left(number, variant, files, self._acknowledged)


def _applied(safe: bytes | None, steps: list[Step]) -> bytes | None:
    """What a file holds after the steps; writing to a file whose creation got lost leaves nothing."""
    data = None if safe is None else bytearray(safe)
    for step in steps:
        if step.kind is Kind.CREATE:
            data = bytearray()
        elif step.kind is Kind.DELETE:
            data = None
        elif data is not None and step.kind is Kind.TRUNCATE:
            data = data[: step.at].ljust(step.at, b"\x00")
        elif data is not None:
            end = step.at + len(step.data)
            data = data.ljust(end, b"\x00")
            data[step.at : end] = step.data
    return None if data is None else bytes(data)


def _tear(steps: list[Step], chance: random.Random) -> list[Step]:
    """Some of the steps, of some writes only some sectors."""
    kept: list[Step] = []
    for step in steps:
        if chance.random() < 0.5:
            continue
        if step.kind is Kind.WRITE and chance.random() < 0.5:
            kept.extend(piece for piece in _sectors(step) if chance.random() < 0.5)
        else:
            kept.append(step)
    return kept


def _sectors(step: Step) -> Iterator[Step]:
    start, end = step.at, step.at + len(step.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        yield step._replace(at=start, data=step.data[start - step.at : stop - step.at])
        start = stop
