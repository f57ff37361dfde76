"""Who says what the log's root was: the station's checkpoints, and what the verifying person kept elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from . import notes
from .errors import NoteRefused
from .keyring import Keyring
from .keys import VerifierKey
from .notes import Checkpoint
from .report import Code, Problems


@dataclass(frozen=True, slots=True)
class Anchors:
    """What the verifying person brings: notes and short codes kept elsewhere, keys of witnesses whom he trusts."""

    notes: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    witnesses: tuple[VerifierKey, ...] = ()


class Claim(NamedTuple):
    """Somebody says that the log had this root (or short code) at this size."""

    where: str
    size: int
    root: bytes | None
    code: str
    anchor: bool


def claims_of(
    checkpoints: Mapping[str, str], keyring: Keyring, anchors: Anchors, problems: Problems
) -> list[Claim]:
    """Every claim that is well signed or well written; the others are noted."""
    claims: list[Claim] = []
    for source, code, anchor in (
        (checkpoints, Code.CHECKPOINT_REFUSED, False),
        (anchors.notes, Code.ANCHOR_REFUSED, True),
    ):
        for where, note in source.items():
            try:
                checkpoint, witnessed = open_note(note, keyring, anchors.witnesses)
            except NoteRefused as refused:
                problems.add(code, where, refused)
            else:
                claims.append(Claim(where, checkpoint.size, checkpoint.root, "", anchor or witnessed))
    for code_text in anchors.codes:
        size, dash, _ = code_text.partition("-")
        if dash and size.isascii() and size.isdecimal():
            claims.append(Claim(code_text, int(size), None, code_text.upper(), anchor=True))
        else:
            problems.add(Code.ANCHOR_REFUSED, code_text)
    return claims


def open_note(note: str, keyring: Keyring, witnesses: tuple[VerifierKey, ...] = ()) -> tuple[Checkpoint, bool]:
    """The checkpoint, signed by a station key and of the right origin, and whether a trusted witness cosigned it.

    Raises `NoteRefused`.
    """
    checkpoint, signed = notes.open_checkpoint(note, (*keyring.log, *keyring.witnesses, *witnesses))
    if not any(one.key in keyring.log for one in signed):
        message = "no station key signed the checkpoint"
        raise NoteRefused(message)
    if checkpoint.origin != keyring.origin:
        message = "a checkpoint of another log"
        raise NoteRefused(message)
    return checkpoint, any(one.key in witnesses for one in signed)


def changed_within(bad: set[int], good: set[int]) -> tuple[int, int] | None:
    """First and last entry, counted from 1, between which the log first departs from what somebody vouched for."""
    if not bad:
        return None
    end = min(bad)
    return max((size for size in good if size < end), default=0) + 1, end


def agrees(claim: Claim, roots: Mapping[int, bytes], problems: Problems) -> bool:
    """Whether the log has the claimed root at the claimed size; a claim that it has not is noted."""
    beyond, contradicted = (
        (Code.ANCHOR_BEYOND, Code.ANCHOR_CONTRADICTED)
        if claim.anchor
        else (Code.CHECKPOINT_BEYOND, Code.CHECKPOINT_CONTRADICTED)
    )
    root = roots.get(claim.size)
    if root is None:
        problems.add(beyond, claim.where, claim.size)
        return False
    if claim.root != root and claim.code != Checkpoint("", claim.size, root).short_code:
        problems.add(contradicted, claim.where, claim.size)
        return False
    return True
