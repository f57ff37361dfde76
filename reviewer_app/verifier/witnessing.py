"""What others said of the log's checkpoints: co-signatures of persons, and timestamps of services outside.

A co-signature is verified here in full. A timestamp (RFC 3161) is only held against the log: that it is the one the
log has, and over which checkpoint. Its own signature is CMS, which `cryptography` does not verify and which this
package, small enough to be read through, does not re-invent: `openssl ts -verify` does it, and the application too.
"""

from collections.abc import Mapping
from hashlib import sha256

from . import notes
from .errors import NoteRefused
from .keyring import Keyring
from .keys import VerifierKey
from .log_check import Act, LogVerdict
from .report import Code, Cosigned, Problems, StampFile
from .signoffs import key_at


def check_cosignatures(
    texts: Mapping[str, str],
    keyring: Keyring,
    trusted: tuple[VerifierKey, ...],
    verdict: LogVerdict,
    problems: Problems,
) -> tuple[Cosigned, ...]:
    """Every co-signature on the notes (place → note), held against the log; those that the log misses are noted."""
    wanted = dict(verdict.cosignatures)
    known = (*keyring.log, *keyring.witnesses, *trusted)
    found: list[Cosigned] = []
    for where, note in texts.items():
        try:
            opened = notes.open_checkpoint(note, known)
            _, lines = notes.split(note)
        except NoteRefused:  # noted with the checkpoints already
            continue
        by_key = {(one.name, one.key_id): one for one in reversed(lines)}  # of a key's lines the first is verified
        for key, time in opened.signed:
            if time is not None:
                line = by_key[key.name, key.id].line().encode()
                _check_person(wanted, line, key, where, verdict, problems)
                found.append(Cosigned(opened.checkpoint.size, key.name, time, key in trusted))
    for digest, act in wanted.items():
        problems.add(Code.COSIGNATURE_MISSING, f"#{act.seq}", digest)
    return tuple(sorted(found))


def _check_person(
    wanted: dict[str, Act],
    line: bytes,
    key: VerifierKey,
    where: str,
    verdict: LogVerdict,
    problems: Problems,
) -> None:
    """A co-signature that an entry tells of must be by the key that the log says was the acting person's then.

    One of no entry is a witness's of elsewhere: it may stand on a note, and counts only by its given key.
    """
    act = wanted.pop(sha256(line).hexdigest(), None)
    if act is not None and key_at(verdict, act.actor, act.seq) != key.public.hex():
        problems.add(Code.COSIGNATURE_NOT_THE_ACTOR, where, f"#{act.seq}")


def check_timestamps(
    hashes: Mapping[str, str], origin: str, verdict: LogVerdict, problems: Problems
) -> tuple[StampFile, ...]:
    """Hold timestamps (place → SHA-256 in hex of the answer) against the log: not one more, not one less."""
    wanted = dict(verdict.timestamps)
    found: list[StampFile] = []
    for where, digest in hashes.items():
        stamped = wanted.pop(digest, None)
        root = verdict.roots.get(stamped.size) if stamped else None
        if stamped is None or root is None:
            problems.add(Code.TIMESTAMP_NOT_LOGGED, where)
            continue
        text = notes.Checkpoint(origin, stamped.size, root).text()
        found.append(StampFile(where, stamped.size, sha256(text.encode()).hexdigest()))
    for digest, stamped in wanted.items():
        problems.add(Code.TIMESTAMP_MISSING, f"#{stamped.seq}", digest)
    return tuple(found)
