"""查验: the log against the tables of the running office, and both against what was signed (design §6).

The tables must hold exactly what the log yields. Whatever differs is named by table, key and item; nothing is
raised for it, because one spoiled row must not hide the next.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from reviewer_app.domain.errors import DatabaseDamaged
from reviewer_app.ports.log import LogBook
from reviewer_app.verifier.errors import KeyRefused, ProofRefused
from reviewer_app.verifier.keyring import Keyring, PersonKey
from reviewer_app.verifier.keys import VerifierKey
from reviewer_app.verifier.log_check import Anchors, LogVerdict, no_collector
from reviewer_app.verifier.log_check import verify_log as verify_leaves
from reviewer_app.verifier.replay import Difference, History, Kind, compare
from reviewer_app.verifier.report import Code, Cosigned, Problem, Problems
from reviewer_app.verifier.signoffs import check_person_keys, check_signoffs
from reviewer_app.verifier.witnessing import check_cosignatures

T = TypeVar("T")
_ITEM: Final = re.compile(rb'"item":(?:null|"([^"]*)")')
NO_ORIGIN = ""
"""An office that was not founded yet has no name for its log, and no checkpoints either."""


@dataclass(frozen=True, slots=True)
class LiveReport:
    """What a verification of the running office showed.

    `differences` are rows that are not as the log has them; `problems` are what fails in the log itself, its
    checkpoints and its signatures (codes and places as `reviewer-audit` names them). Entries before `signed_size`
    agree with a checkpoint, those before `anchored_size` with something kept outside this machine.
    """

    entries: int
    root: bytes
    signed_size: int
    anchored_size: int
    rows: int
    blobs: int
    signoffs: int
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]
    cosigned: tuple[Cosigned, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.differences and not self.problems


def verify_log(log: LogBook, anchors: Anchors | None = None) -> LiveReport:
    """Verify everything there is, on one consistent snapshot: writers need not wait, and are not waited for."""
    with log.snapshot() as still, no_collector():
        problems = Problems()
        keyring = keyring_of(still, problems)
        notes = cosigned_notes(still)
        watch = _IndexWatch(still)
        verdict = verify_leaves(watch.over(still.leaves()), notes, keyring, anchors)
        rows = _Counted(still.proven_rows())
        differences = compare(verdict.history, rows, _Salts(still, verdict.history).of)
        blobs = _Counted(still.blob_digests())
        differences += _spoiled_bytes(still, blobs, verdict.history)
        differences += (*watch.differences, *_stale_nodes(still, verdict))
        check_person_keys(keyring, verdict, problems)
        envelopes = envelopes_of(still)
        check_signoffs(envelopes, verdict, problems)
        trusted = anchors.witnesses if anchors else ()
        cosigned = check_cosignatures(notes, keyring, trusted, verdict, problems)
        return LiveReport(
            entries=verdict.history.size, root=verdict.root, signed_size=verdict.signed_size,
            anchored_size=verdict.anchored_size, rows=rows.count, blobs=blobs.count, signoffs=len(envelopes),
            cosigned=cosigned,
            differences=tuple(differences), problems=(*verdict.problems, *problems.found),
        )  # fmt: skip


def keyring_of(log: LogBook, problems: Problems) -> Keyring:
    """The log's origin and all public keys as the tables have them; bad ones are noted and left out."""
    origin, stations, persons, witnesses = NO_ORIGIN, [], [], dict[VerifierKey, None]()
    for table, key, row in log.proven_rows("offices", "person_keys", "cosignatures"):
        try:
            if table == "person_keys":
                persons.append(PersonKey(row["user"], bytes.fromhex(row["public_key"])))
            elif table == "cosignatures":
                witnesses[VerifierKey.parse(row["key"])] = None
            else:
                origin = row["origin"]
                if row["station_key"]:
                    stations.append(VerifierKey.parse(row["station_key"]))
        except (KeyRefused, ValueError) as refused:
            problems.add(Code.KEYS_REFUSED, f"{table}:{key}", refused)
    return Keyring(origin, tuple(stations), tuple(witnesses), tuple(persons))


def cosigned_notes(log: LogBook) -> dict[str, str]:
    """Every checkpoint's note by its place, with the co-signatures that were put under it since."""
    lines: dict[str, str] = {}
    for _, _, row in log.proven_rows("cosignatures"):
        lines[row["checkpoint"]] = lines.get(row["checkpoint"], "") + row["line"]
    return {f"checkpoints:{key}": row["note"] + lines.get(key, "") for _, key, row in log.proven_rows("checkpoints")}


def envelopes_of(log: LogBook) -> dict[str, str]:
    """The envelope of every electronic sign-off by its place; paper has none."""
    return {
        f"signoffs:{key}": row["envelope"] for _, key, row in log.proven_rows("signoffs") if row["envelope"] is not None
    }


class _Counted(Generic[T]):
    """An iterator that knows how many passed."""

    def __init__(self, things: Iterator[T]) -> None:
        self._things = things
        self.count = 0

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        thing = next(self._things)
        self.count += 1
        return thing


class _IndexWatch:
    """Holds the index of entries by item against the entries as they pass.

    The index is only a help for screens, but an entry missing in it would be missing in what an auditor sees of an
    item. The first difference is named; what comes after it need not be looked at.
    """

    def __init__(self, log: LogBook) -> None:
        self.differences: tuple[Difference, ...] = ()
        self._rows = ((row["seq"], row["item"]) for _, _, row in log.proven_rows("audit_index"))

    def over(self, leaves: Iterator[bytes]) -> Iterator[bytes]:
        """The leaves, unchanged."""
        for seq, leaf in enumerate(leaves):
            found = _ITEM.search(leaf)
            item = found[1].decode("latin-1") if found and found[1] is not None else None
            if item is not None and not self.differences and next(self._rows, None) != (seq, item):
                self._differ(seq, item)
            yield leaf
        if not self.differences and (left := next(self._rows, None)) is not None:
            self._differ(*left)

    def _differ(self, seq: int, item: str) -> None:
        self.differences = (Difference("audit_index", str(seq), item, Kind.CHANGED),)


class _Salts:
    """The salts that matter: of each row only that of its last change, so that a long log needs no more memory."""

    def __init__(self, log: LogBook, history: History) -> None:
        self._salts = {
            (table, key): salt
            for seq, table, key, salt in log.salts()
            if history.last(table, key) == seq
        }

    def of(self, _seq: int, table: str, key: str) -> bytes | None:
        """The salt of the row's last change; None if it is gone."""
        return self._salts.get((table, key))


def _spoiled_bytes(log: LogBook, digests: Iterator[tuple[str, str]], history: History) -> list[Difference]:
    """Blobs whose bytes do not match the hash that their row commits to."""
    said = {key: row["sha256"] for _, key, row in log.proven_rows("blobs")}
    return [
        Difference("blobs", key, _item_of(history, key), Kind.CHANGED)
        for key, digest in digests
        if said.get(key) != digest
    ]


def _item_of(history: History, blob: str) -> str | None:
    row = history.row("blobs", blob)
    return row.item if row else None


def _stale_nodes(log: LogBook, verdict: LogVerdict) -> list[Difference]:
    """The stored tree nodes are only a cache, but the next checkpoint would be signed over what they say."""
    try:
        same = log.root() == verdict.root
    except (DatabaseDamaged, ProofRefused):
        same = False
    return [] if same else [Difference("audit_nodes", str(verdict.history.size), None, Kind.CHANGED)]
