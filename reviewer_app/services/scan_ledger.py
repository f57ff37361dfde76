"""The small file beside the report that lets an interrupted back-scan go on.

One JSON line a content: a keyed digest instead of hash and paths, and what it came to, masked as the report shows it.
The key lies in the file's first line, so that two runs over the same files leave nothing that can be compared. A file
with a secrecy mark leaves no line at all. A last line that was cut off is left out; other rules begin anew.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final, Self

import msgspec

from reviewer_app.domain.back_scan import Examined, FileState

VERSION: Final = 1


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    scan: int
    key: str
    rules: str
    options: str


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    examined: Examined


_encode: Final = msgspec.json.Encoder().encode
_head: Final = msgspec.json.Decoder(_Head)
_line: Final = msgspec.json.Decoder(_Line)


class FileLedger:
    """Implements `ports.scanning.ScanLedger` on one file; close it when done, `discard` when the scan is whole."""

    def __init__(self, path: Path, rules: str, options: str) -> None:
        self.path = path
        self._known: dict[str, Examined] = {}
        head, good = self._load(rules, options)
        self._key = bytes.fromhex(head.key)
        self._file: BinaryIO = path.open("r+b" if good else "wb")
        if good:
            self._file.truncate(good)
            self._file.seek(good)
        else:
            self._write(head)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _load(self, rules: str, options: str) -> tuple[_Head, int]:
        """The head and the bytes of whole lines; 0 bytes where there is nothing to go on with."""
        new = _Head(VERSION, secrets.token_hex(32), rules, options)
        try:
            lines = self.path.read_bytes().splitlines(keepends=True)
            head = _head.decode(lines[0])
        except (OSError, IndexError, msgspec.MsgspecError):
            return new, 0
        if (head.scan, head.rules, head.options) != (VERSION, rules, options):
            return new, 0
        good = len(lines[0])
        for line in lines[1:]:
            try:
                read = _line.decode(line)
            except msgspec.MsgspecError:
                break
            if not line.endswith(b"\n"):
                break
            self._known[read.id] = read.examined
            good += len(line)
        return head, good

    def _id(self, sha256: str, labels: Sequence[str]) -> str:
        text = "\0".join([sha256, *labels]).encode("utf-8", "surrogateescape")
        return hmac.new(self._key, text, hashlib.sha256).hexdigest()

    def find(self, sha256: str, labels: Sequence[str]) -> Examined | None:
        """See the port."""
        return self._known.get(self._id(sha256, labels))

    def keep(self, sha256: str, labels: Sequence[str], examined: Examined) -> None:
        """See the port; nothing is kept of a file with a secrecy mark."""
        if examined.state is not FileState.MARKED:
            self._write(_Line(self._id(sha256, labels), examined))

    def _write(self, value: msgspec.Struct) -> None:
        self._file.write(_encode(value) + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file; it stays for a later run."""
        self._file.close()

    def discard(self) -> None:
        """The scan is whole and its report written: nothing is left to go on with."""
        self.close()
        self.path.unlink(missing_ok=True)
