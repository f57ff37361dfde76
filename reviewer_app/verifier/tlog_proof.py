"""C2SP tlog-proof: one file that shows, offline, that an entry stands in the log of a signed checkpoint.

Our receipts carry the leaf itself as `extra`, so a receipt can be checked by whoever holds nothing but the log's
verifier key. Extra data is not authenticated by the format; here it is, because its hash must lead to the root.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from . import base64_strict, notes
from .errors import ProofRefused
from .keys import VerifierKey
from .merkle import leaf_hash
from .proofs import check_inclusion

HEADER: Final = "c2sp.org/tlog-proof@v1"
MAX_HASHES: Final = 63
_INDEX: Final = re.compile(r"index (0|[1-9][0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class TlogProof:
    """An inclusion proof with its checkpoint note; `extra` is the leaf's bytes, or None."""

    index: int
    hashes: tuple[bytes, ...]
    note: str
    extra: bytes | None = None

    def text(self) -> str:
        """The file's text."""
        lines = [HEADER]
        if self.extra is not None:
            lines.append(f"extra {base64_strict.encode(self.extra)}")
        lines.append(f"index {self.index}")
        lines.extend(map(base64_strict.encode, self.hashes))
        return "\n".join(lines) + "\n\n" + self.note


@dataclass(frozen=True, slots=True)
class Shown:
    """What a verified proof shows: this leaf stands at `index` of the checkpoint's tree."""

    index: int
    leaf: bytes
    opened: notes.Opened


def parse(text: str) -> TlogProof:
    """Read a proof; raises `ProofRefused` for anything `text()` would not write."""
    head, separator, note = text.partition("\n\n")
    lines = head.split("\n")
    try:
        if not separator or lines.pop(0) != HEADER:
            message = "not a tlog-proof"
            raise ProofRefused(message)
        extra = base64_strict.decode(lines.pop(0)[6:]) if lines[0].startswith("extra ") else None
        found = _INDEX.fullmatch(lines.pop(0))
        hashes = tuple(base64_strict.decode(line) for line in lines)
    except (ValueError, IndexError):
        message = "not a tlog-proof"
        raise ProofRefused(message) from None
    if found is None or len(hashes) > MAX_HASHES or any(len(item) != 32 for item in hashes):  # noqa: PLR2004 - SHA-256
        message = "malformed tlog-proof"
        raise ProofRefused(message)
    return TlogProof(int(found[1]), hashes, note, extra)


def verify(proof: TlogProof, keys: Iterable[VerifierKey], leaf: bytes | None = None) -> Shown:
    """Check signature and inclusion of `leaf` (default: the proof's own extra data).

    Raises `NoteRefused` or `ProofRefused`; a `leaf` that differs from the extra data is refused too.
    """
    data = proof.extra if leaf is None else leaf
    if data is None or proof.extra not in (None, data):
        message = "the proof is about another entry, or carries none"
        raise ProofRefused(message)
    opened = notes.open_checkpoint(proof.note, keys)
    checkpoint = opened.checkpoint
    check_inclusion(proof.index, checkpoint.size, leaf_hash(data), proof.hashes, checkpoint.root)
    return Shown(proof.index, data, opened)
