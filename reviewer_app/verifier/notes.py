"""C2SP signed notes, and checkpoints of the log as such notes.

A note is text ending in a newline, an empty line, then lines `— name base64(key id ‖ signature)`. A checkpoint's
text is three lines: origin, size, base64 root. We write no extension lines and accept none.
"""

import re
from base64 import b32encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from . import base64_strict
from .errors import NoteRefused
from .keys import SIGNATURE_BYTES, Algorithm, VerifierKey, holds

MAX_SIGNATURES: Final = 100
MAX_NOTE_CHARS: Final = 1_000_000
ID_BYTES: Final = 4
TIME_BYTES: Final = 8
_LINE: Final = re.compile(r"— ([^\s+]+) (\S+)")
_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,18}")
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f]")


class Signature(NamedTuple):
    """One signature line taken apart: `data` is what follows the four bytes of the key id."""

    name: str
    key_id: bytes
    data: bytes

    def line(self) -> str:
        """The line as it stands in a note, with its newline."""
        return f"— {self.name} {base64_strict.encode(self.key_id + self.data)}\n"


class Signed(NamedTuple):
    """A key whose signature holds; `time` (seconds since 1970) only for cosignatures."""

    key: VerifierKey
    time: int | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log of `origin` had `size` leaves and this root (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64_strict.encode(self.root)}\n"

    @property
    def short_code(self) -> str:
        """What a paper form prints: the size and 120 bits of the root, in groups that can be read aloud."""
        letters = b32encode(self.root[:15]).decode("ascii")
        return "-".join((str(self.size), *(letters[at : at + 4] for at in range(0, 24, 4))))


class Opened(NamedTuple):
    """A checkpoint with the known keys that signed it."""

    checkpoint: Checkpoint
    signed: tuple[Signed, ...]


def split(note: str) -> tuple[str, tuple[Signature, ...]]:
    """Take a note apart into text and signatures without verifying; raises `NoteRefused` if malformed."""
    if len(note) > MAX_NOTE_CHARS or _CONTROL.search(note):
        message = "the note is too long or holds control characters"
        raise NoteRefused(message)
    text, separator, tail = note.rpartition("\n\n")
    if not separator or not tail.endswith("\n"):
        message = "the note has no signatures"
        raise NoteRefused(message)
    lines = tail[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        message = f"more than {MAX_SIGNATURES} signatures"
        raise NoteRefused(message)
    return text + "\n", tuple(_signature(line) for line in lines)


def verify(note: str, keys: Iterable[VerifierKey]) -> tuple[str, tuple[Signed, ...]]:
    """The note's text and the known keys that signed it.

    Unknown signers are ignored, as the format wants; a known key's bad signature refuses the whole note, and so
    does a note that no known key signed. Of a key that signed twice the first signature counts.
    """
    text, signatures = split(note)
    known = {(key.name, key.id): key for key in keys}
    signed: dict[VerifierKey, Signed] = {}
    for signature in signatures:
        key = known.get((signature.name, signature.key_id))
        if key is not None:
            signed.setdefault(key, _check(text, signature, key))
    if not signed:
        message = "no known key signed the note"
        raise NoteRefused(message)
    return text, tuple(signed.values())


def sign(text: str, key: VerifierKey, sign_bytes: Callable[[bytes], bytes]) -> str:
    """Make a note of `text`, signed by the private half of `key` behind `sign_bytes`."""
    if not text.endswith("\n") or _CONTROL.search(text):
        message = "a note's text ends in a newline and holds no control characters"
        raise NoteRefused(message)
    return f"{text}\n{Signature(key.name, key.id, sign_bytes(text.encode())).line()}"


def cosign(note: str, key: VerifierKey, time: int, sign_bytes: Callable[[bytes], bytes]) -> str:
    """Add a C2SP cosignature/v1: `key` (algorithm 04) saw this checkpoint, consistent, at `time` (UTC seconds)."""
    text, _ = split(note)
    parse_checkpoint(text)
    if key.algorithm is not Algorithm.COSIGNATURE_V1:
        message = "a cosigner's key has algorithm 04"
        raise NoteRefused(message)
    data = time.to_bytes(TIME_BYTES, "big") + sign_bytes(_cosigned(text, time))
    return note + Signature(key.name, key.id, data).line()


def sign_checkpoint(checkpoint: Checkpoint, key: VerifierKey, sign_bytes: Callable[[bytes], bytes]) -> str:
    """The checkpoint as a signed note."""
    text = checkpoint.text()
    parse_checkpoint(text)
    return sign(text, key, sign_bytes)


def open_checkpoint(note: str, keys: Iterable[VerifierKey]) -> Opened:
    """Verify a note and read the checkpoint in it; raises `NoteRefused`."""
    text, signed = verify(note, keys)
    return Opened(parse_checkpoint(text), signed)


def parse_checkpoint(text: str) -> Checkpoint:
    """Read the three lines of a checkpoint's text; raises `NoteRefused` for any other form."""
    lines = text.split("\n")
    try:
        origin, size, root, end = lines
        digest = base64_strict.decode(root)
    except ValueError:
        message = "not a checkpoint"
        raise NoteRefused(message) from None
    if not origin or not _SIZE.fullmatch(size) or len(digest) != 32 or end:  # noqa: PLR2004 - SHA-256
        message = "not a checkpoint"
        raise NoteRefused(message)
    return Checkpoint(origin, int(size), digest)


def _signature(line: str) -> Signature:
    found = _LINE.fullmatch(line)
    try:
        data = base64_strict.decode(found[2]) if found else b""
    except ValueError:
        data = b""
    if found is None or len(data) <= ID_BYTES:
        message = "a signature line is malformed"
        raise NoteRefused(message)
    return Signature(found[1], data[:ID_BYTES], data[ID_BYTES:])


def _check(text: str, signature: Signature, key: VerifierKey) -> Signed:
    message, data, time = text.encode(), signature.data, None
    if key.algorithm is Algorithm.COSIGNATURE_V1:
        if len(data) != TIME_BYTES + SIGNATURE_BYTES or data[0] & 0x80:
            refused = "a cosignature is malformed"
            raise NoteRefused(refused)
        time = int.from_bytes(data[:TIME_BYTES], "big")
        message, data = _cosigned(text, time), data[TIME_BYTES:]
    if not holds(key.public, message, data):
        refused = "a known key's signature does not hold"
        raise NoteRefused(refused)
    return Signed(key, time)


def _cosigned(text: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()
