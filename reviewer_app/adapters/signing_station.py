"""The station key: `DIR/station.key`, mode 0600, no password, signs checkpoints only (design §6).

Whoever can read the file can sign checkpoints: it proves the order of entries, not who was at the machine.
The file is one line in the private form of C2SP signed notes: `PRIVATE+KEY+origin+hash+base64(01 ‖ seed)`.
"""

import os
import secrets
import stat
from pathlib import Path
from typing import Final

from reviewer_app.domain.errors import StationKeyDamaged, StationKeyExists, StationKeyMissing, StationKeyUnsafe
from reviewer_app.settings import STATION_KEY_NAME
from reviewer_app.verifier import base64_strict, keys
from reviewer_app.verifier.keys import Algorithm, VerifierKey
from reviewer_app.verifier.notes import Checkpoint, sign_checkpoint

MODE: Final = 0o600
_PREFIX: Final = "PRIVATE+KEY+"
_MAX_BYTES: Final = 4096
_BINARY: Final = getattr(os, "O_BINARY", 0)  # Windows would write the newline as two bytes
_READ: Final = os.O_RDONLY | _BINARY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_CREATE: Final = os.O_WRONLY | _BINARY | os.O_CREAT | os.O_EXCL


class StationKey:
    """The opened key. `open` and `create` are the two ways to one."""

    __slots__ = ("_key", "_seed")

    def __init__(self, origin: str, seed: bytes) -> None:
        self._seed = seed
        self._key = VerifierKey(origin, keys.public_of(seed))

    @classmethod
    def create(cls, home: Path, origin: str) -> "StationKey":
        """Make `home/station.key`; raises `StationKeyExists` rather than ever replacing one."""
        made = cls(origin, secrets.token_bytes(keys.KEY_BYTES))
        path = home / STATION_KEY_NAME
        try:
            handle = os.open(path, _CREATE, MODE)
        except FileExistsError:
            raise StationKeyExists(name=str(path)) from None
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(made._line())
            file.flush()
            os.fsync(file.fileno())
        _sync_folder(home)
        return made

    @classmethod
    def open(cls, home: Path) -> "StationKey":
        """Read `home/station.key`; raises `StationKeyMissing`, `StationKeyUnsafe`, `StationKeyDamaged`."""
        path = home / STATION_KEY_NAME
        try:
            handle = os.open(path, _READ)
        except OSError:
            raise StationKeyMissing(name=str(path)) from None
        try:
            _refuse_loose(os.fstat(handle), path)
            untrusted_line = os.read(handle, _MAX_BYTES)
        finally:
            os.close(handle)
        try:
            return cls._parse(untrusted_line.decode("utf-8"))
        except ValueError:
            raise StationKeyDamaged(name=str(path)) from None

    @property
    def origin(self) -> str:
        """The log's name on every checkpoint."""
        return self._key.name

    @property
    def verifier_key(self) -> str:
        """The C2SP verifier key, one line."""
        return str(self._key)

    def sign_checkpoint(self, size: int, root: bytes) -> str:
        """A signed note: the log has `size` entries and this Merkle root (32 bytes)."""
        checkpoint = Checkpoint(self.origin, size, root)
        return sign_checkpoint(checkpoint, self._key, lambda text: keys.sign(self._seed, text))

    def __repr__(self) -> str:
        return f"StationKey({self.verifier_key!r})"

    def __reduce__(self) -> str:
        message = "a private key is not pickled"
        raise TypeError(message)

    def _line(self) -> str:
        encoded = base64_strict.encode(bytes([Algorithm.ED25519]) + self._seed)
        return f"{_PREFIX}{self._key.name}+{self._key.id.hex()}+{encoded}\n"

    @classmethod
    def _parse(cls, text: str) -> "StationKey":
        """Read the line; `ValueError` for anything `_line` would not write."""
        origin, _, rest = text.removeprefix(_PREFIX).removesuffix("\n").partition("+")
        opened = cls(origin, base64_strict.decode(rest.partition("+")[2])[1:])
        if opened._line() != text:
            message = "not a station key"
            raise ValueError(message)
        return opened


def _refuse_loose(state: os.stat_result, path: Path) -> None:
    """Others must not read it, and it must be ours. Windows keeps the rights of the user's own folder instead."""
    if os.name != "posix":
        return
    mode = stat.S_IMODE(state.st_mode)
    if not stat.S_ISREG(state.st_mode) or mode & ~MODE or state.st_uid != os.geteuid():
        raise StationKeyUnsafe(name=str(path), mode=f"{mode:04o}")


def _sync_folder(folder: Path) -> None:
    """Make the new directory entry durable; Windows cannot open a folder and needs no such thing."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
