"""The streams of an OLE compound file (doc, xls, wps, et, encrypted packages): just enough to look inside.

Format: [MS-CFB]. Sector chains are followed at most as often as there are sectors, so a looping file ends.
"""

import struct
from typing import Final

from reviewer_app.domain.errors import FileDamaged

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END_OF_CHAIN: Final = 0xFFFFFFFA
_ENTRY: Final = 128
_HEADER: Final = 512
_STREAM_TYPE: Final = 2
_ROOT_TYPE: Final = 5
_HEADER_FAT: Final = 109
_SHIFTS: Final = range(4, 17)


class OleFile:
    """A compound file; `names` are the streams at any depth, by their last name."""

    def __init__(self, untrusted_data: bytes, name: str) -> None:
        self._data = untrusted_data
        self._name = name
        try:
            self._open()
        except (struct.error, IndexError, ValueError, OverflowError):
            raise FileDamaged(name=name) from None

    def _open(self) -> None:
        data = self._data
        (sector_shift, mini_shift) = struct.unpack_from("<HH", data, 30)
        if len(data) < _HEADER or sector_shift not in _SHIFTS or mini_shift not in _SHIFTS:
            message = "not a compound file"
            raise ValueError(message)
        self._sector, self._mini = 1 << sector_shift, 1 << mini_shift
        (directory, _, cutoff, mini_fat) = struct.unpack_from("<IIII", data, 48)
        (difat, difat_count) = struct.unpack_from("<II", data, 68)
        self._cutoff = cutoff
        sectors = list(struct.unpack_from(f"<{_HEADER_FAT}I", data, 76))
        for _ in range(min(difat_count, len(data) // self._sector + 1)):
            block = self._read_sector(difat)
            values = struct.unpack(f"<{len(block) // 4}I", block)
            sectors.extend(values[:-1])
            difat = values[-1]
        table = b"".join(self._read_sector(number) for number in sectors if number < _END_OF_CHAIN)
        self._fat = struct.unpack(f"<{len(table) // 4}I", table)
        small = self._chain(mini_fat)
        self._mini_fat = struct.unpack(f"<{len(small) // 4}I", small)
        self._entries: dict[str, tuple[int, int]] = {}
        self._mini_stream = b""
        self._directory(self._chain(directory))

    def _directory(self, directory: bytes) -> None:
        for offset in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            entry = directory[offset : offset + _ENTRY]
            length = struct.unpack_from("<H", entry, 64)[0]
            start, size = struct.unpack_from("<II", entry, 116)
            if entry[66] == _ROOT_TYPE:
                self._mini_stream = self._chain(start)
            elif entry[66] == _STREAM_TYPE:
                key = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                self._entries.setdefault(key, (start, size))

    def _read_sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        block = self._data[start : start + self._sector]
        # The last sector of a file may be cut short by careless writers; it is filled up with zeros.
        return block.ljust(self._sector, b"\0") if block else b""

    def _chain(self, number: int) -> bytes:
        blocks: list[bytes] = []
        while number < _END_OF_CHAIN and len(blocks) <= len(self._fat):
            blocks.append(self._read_sector(number))
            number = self._fat[number]
        return b"".join(blocks)

    def names(self) -> frozenset[str]:
        """Names of all streams."""
        return frozenset(self._entries)

    def read(self, stream: str) -> bytes:
        """The bytes of a stream, empty if there is none of that name."""
        start, size = self._entries.get(stream, (_END_OF_CHAIN, 0))
        try:
            if size >= self._cutoff:
                return self._chain(start)[:size]
            blocks: list[bytes] = []
            while start < _END_OF_CHAIN and len(blocks) <= len(self._mini_fat):
                blocks.append(self._mini_stream[start * self._mini : (start + 1) * self._mini])
                start = self._mini_fat[start]
        except IndexError:
            raise FileDamaged(name=self._name) from None
        return b"".join(blocks)[:size]
